"""A routine as CMMN 1.1: a stage for each phase, a task for each act, and sentries for what leads from phase to phase.

https://www.omg.org/spec/CMMN/1.1. An act may be done again and again, and by hand; a phase begins each time that an act
that leads to it is done. Conditions are words, which a person judges.
"""

from __future__ import annotations

from typing import Final

import attrs

from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.review.steps import slug
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.export.bpmn.shapes import Box, height_of
from flerpart_flow.export.markup import XSI, Element, added, document, element, told
from flerpart_flow.export.scheme import Act, Scheme, Stage, scheme_of
from flerpart_flow.texts import DEFAULT_LANGUAGE

_SPEC: Final = "http://www.omg.org/spec/CMMN/20151109"
OWN: Final = "https://flerpart-flow.example/"
"""What ids of ours are unique within; a name, not an address."""

_ACROSS: Final = 5
_BESIDE: Final = 3
_WIDE, _HIGH, _GAP, _MARK = 150.0, 84.0, 20.0, 24.0
_ROOM: Final = 50.0


@attrs.frozen
class _Sentry:
    """An act leads from a stage to another."""

    act: Act
    source: Stage
    target: str
    when: str

    @property
    def id(self) -> str:
        """The id of the sentry, which begins those of its parts and criteria."""
        return f"{self.act.id}-{slug(self.target)}"


def as_cmmn(routine: Routine, *, rules: Rules | None = None, lang: str = DEFAULT_LANGUAGE) -> str:
    """The routine as a CMMN document, under its newest rules if none are given, in ``sv`` or ``en``."""
    scheme = scheme_of(routine, rules, lang)
    name, plan = scheme.wording.routine_name(), f"plan-{slug(routine.name)}"
    root = element(
        "cmmn:definitions",
        id=f"definitioner-{slug(routine.name)}",
        targetNamespace=f"{OWN}{slug(routine.name)}",
        exporter="flerpart_flow",
        xmlns_cmmn=f"{_SPEC}/MODEL",
        xmlns_cmmndi=f"{_SPEC}/CMMNDI",
        xmlns_dc=f"{_SPEC}/DC",
        xmlns_xsi=XSI,
    )
    case = added(root, "cmmn:case", id=f"arende-{slug(routine.name)}", name=name)
    told(case, "cmmn:documentation", f"{name}\n{scheme.wording.source_line()}")
    held = added(case, "cmmn:casePlanModel", id=plan, name=name)
    sentries = [
        _Sentry(act, stage, target, when) for stage in scheme.stages for act in stage.acts for target, when in act.leads
    ]
    _items(held, scheme, sentries)
    roles = added(case, "cmmn:caseRoles", id=f"roller-{slug(routine.name)}")
    for role in dict.fromkeys(act.role for stage in scheme.stages for act in stage.acts):
        added(roles, "cmmn:role", id=f"roll-{slug(role)}", name=scheme.wording.role(role))
    _drawn(root, plan, scheme, sentries)
    return document(root)


def _items(plan: Element, scheme: Scheme, sentries: list[_Sentry]) -> None:
    """What a case is planned from: the opening acts, and a stage for each phase; an end without acts is a milestone."""
    for stage in scheme.stages:
        if stage.begins:
            for act in stage.acts:
                added(plan, "cmmn:planItem", id=f"del-{act.id}", name=act.title, definitionRef=act.id)
            continue
        item = added(plan, "cmmn:planItem", id=f"del-{stage.id}", name=stage.name, definitionRef=stage.id)
        added(added(item, "cmmn:itemControl"), "cmmn:repetitionRule", id=f"igen-{stage.id}")
        for one in sentries:
            if one.target == stage.phase:
                added(item, "cmmn:entryCriterion", id=f"in-{one.id}", sentryRef=f"vakt-{one.id}")
        for one in sentries:
            if one.source is stage:
                added(item, "cmmn:exitCriterion", id=f"ut-{one.id}", sentryRef=f"vakt-{one.id}")
    for one in sentries:
        sentry = added(plan, "cmmn:sentry", id=f"vakt-{one.id}")
        part = added(sentry, "cmmn:planItemOnPart", id=f"nar-{one.id}", sourceRef=f"del-{one.act.id}")
        told(part, "cmmn:standardEvent", "complete")
        if one.when:
            told(added(sentry, "cmmn:ifPart", id=f"om-{one.id}"), "cmmn:condition", one.when)
    for stage in scheme.stages:
        if stage.begins:
            for act in stage.acts:
                _task(plan, act)
        elif not stage.acts:
            added(plan, "cmmn:milestone", id=stage.id, name=stage.name)
        else:
            _stage(plan, stage)


def _stage(plan: Element, stage: Stage) -> None:
    held = added(plan, "cmmn:stage", id=stage.id, name=stage.name)
    if stage.owed:
        told(held, "cmmn:documentation", "\n".join(stage.owed))
    for act in stage.acts:
        item = added(held, "cmmn:planItem", id=f"del-{act.id}", name=act.title, definitionRef=act.id)
        control = added(item, "cmmn:itemControl")
        added(control, "cmmn:repetitionRule", id=f"igen-{act.id}")
        added(control, "cmmn:manualActivationRule", id=f"valfri-{act.id}")
    for act in stage.acts:
        _task(held, act)


def _task(parent: Element, act: Act) -> None:
    task = added(parent, "cmmn:humanTask", id=act.id, name=act.title, performerRef=f"roll-{slug(act.role)}")
    told(task, "cmmn:documentation", act.documentation)


def _drawn(root: Element, plan: str, scheme: Scheme, sentries: list[_Sentry]) -> None:
    """The stages side by side, each with its tasks; what leads in on the left border, what leads out on the right."""
    held = added(added(root, "cmmndi:CMMNDI"), "cmmndi:CMMNDiagram", id="bild")
    boxes: list[tuple[str, Box]] = []
    opening = next(stage for stage in scheme.stages if stage.begins)
    for at, act in enumerate(opening.acts):
        boxes.append((f"del-{act.id}", Box(_ROOM + at * (_WIDE + _GAP), _ROOM, _WIDE, _HIGH)))
    top, row = _ROOM + _HIGH + _ROOM, 0.0
    wide = _ACROSS * (_WIDE + _GAP) + 3 * _GAP
    stages = [stage for stage in scheme.stages if not stage.begins]
    for at, stage in enumerate(stages):
        if at and at % _BESIDE == 0:
            top, row = top + row + _ROOM, 0.0
        left = _ROOM + at % _BESIDE * (wide + _ROOM)
        arriving = [one for one in sentries if one.target == stage.phase]
        leaving = [one for one in sentries if one.source is stage]
        lines = -(-len(stage.acts) // _ACROSS)
        high = max([_HIGH, *(height_of(act.title, _WIDE - 16) + 44 for act in stage.acts)])
        tall = max(lines * (high + _GAP), (max(len(arriving), len(leaving)) + 1) * (_MARK + 10)) + 2 * _GAP
        box = Box(left, top, wide, tall) if stage.acts else Box(left, top, _WIDE, tall)
        boxes.append((f"del-{stage.id}", box))
        for number, act in enumerate(stage.acts):
            x = left + 2 * _GAP + number % _ACROSS * (_WIDE + _GAP)
            boxes.append((f"del-{act.id}", Box(x, top + 2 * _GAP + number // _ACROSS * (high + _GAP), _WIDE, high)))
        for side, x, those in (("in", box.x, arriving), ("ut", box.right, leaving)):
            for number, one in enumerate(those):
                y = top + 2 * _GAP + number * (_MARK + 10)
                boxes.append((f"{side}-{one.id}", Box(x - _MARK / 2, y, _MARK, _MARK)))
        row = max(row, tall)
    width = _ROOM + min(len(stages), _BESIDE) * (wide + _ROOM)
    for ident, box in ((plan, Box(0, 0, width, top + row + _ROOM)), *boxes):
        shape = added(held, "cmmndi:CMMNShape", id=f"{ident}_di", cmmnElementRef=ident)
        added(shape, "dc:Bounds", x=f"{box.x:g}", y=f"{box.y:g}", width=f"{box.width:g}", height=f"{box.height:g}")
        added(shape, "cmmndi:CMMNLabel")
