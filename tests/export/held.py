"""A routine in a format, held to its table: each row a task once, with its norms, and the ways from phase to phase."""

from __future__ import annotations

from typing import Final
from xml.etree import ElementTree

from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.export import as_bpmn, as_cmmn
from tests.export import layout
from tests.export.bpmn import Element, Read, documentation
from tests.export.tables import rows, steps

CMMN: Final = {
    "m": "http://www.omg.org/spec/CMMN/20151109/MODEL",
    "d": "http://www.omg.org/spec/CMMN/20151109/CMMNDI",
}


def leads(plan: Element) -> set[tuple[str, str]]:
    """From which phase to which other: a phase begins when a task in another is done, and that one ends."""
    home = {item.get("id"): stage.get("id", "") for stage in plan.findall("m:stage", CMMN) for item in stage}
    home |= {item.get("id"): "start" for item in plan.findall("m:planItem", CMMN)}
    source = {
        one.get("id"): home[_part(one).get("sourceRef")].removeprefix("fas-") for one in plan.findall("m:sentry", CMMN)
    }
    found = set()
    ended = {
        one.get("sentryRef"): item.get("definitionRef", "")
        for item in plan
        for one in item.findall("m:exitCriterion", CMMN)
    }
    for item in plan.findall("m:planItem", CMMN):
        for one in item.findall("m:entryCriterion", CMMN):
            sentry = one.get("sentryRef")
            found.add((source[sentry], item.get("definitionRef", "").removeprefix("fas-")))
            assert source[sentry] == "start" or ended[sentry] == f"fas-{source[sentry]}"
    return found


def _part(sentry: Element) -> Element:
    [part] = sentry.findall("m:planItemOnPart", CMMN)
    assert part.findtext("m:standardEvent", "", CMMN) == "complete"
    return part


def holds_as_cmmn(routine: Routine, lang: str = "sv") -> None:
    """The routine as CMMN, held to its table."""
    root = ElementTree.fromstring(as_cmmn(routine, lang=lang))
    tasks = root.findall(".//m:humanTask", CMMN)
    by_id = {one.get("id", ""): one.findtext("m:documentation", "", CMMN) for one in tasks}
    assert len(by_id) == len(tasks)
    wanted = rows(routine)
    assert by_id.keys() == wanted.keys()
    for name, norms in wanted.items():
        assert all(norm in by_id[name] for norm in norms), name
    roles = {one.get("id") for one in root.findall(".//m:role", CMMN)}
    assert {one.get("performerRef") for one in tasks} == roles
    [plan] = root.findall("m:case/m:casePlanModel", CMMN)
    assert leads(plan) == steps(routine)
    drawn = [one.get("cmmnElementRef") for one in root.findall(".//d:CMMNShape", CMMN)]
    items = [one.get("id") for one in root.iter() if one.tag.endswith(("}planItem", "Criterion", "}casePlanModel"))]
    assert sorted(map(str, drawn)) == sorted(map(str, items))


def holds_as_bpmn(routine: Routine, lang: str = "sv") -> Read:
    """The routine as BPMN, held to its table."""
    text = as_bpmn(routine, lang=lang)
    assert text == as_bpmn(routine, lang=lang)
    document = Read.of(text)
    tasks = {one.get("id", ""): one for one in document.tasks()}
    assert len(tasks) == len(document.tasks())
    wanted = rows(routine)
    assert tasks.keys() == wanted.keys()
    for name, norms in wanted.items():
        said = documentation(tasks[name])
        assert all(norm in said for norm in norms), name
    assert document.leads() == steps(routine)
    assert document.process.get("isExecutable") == "false"
    assert layout.faults(document) == []
    return document
