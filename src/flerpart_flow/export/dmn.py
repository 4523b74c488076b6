"""Which form of meeting, as DMN 1.3: the tables of ``across.form``, and what follows from them where facts are unknown.

https://www.omg.org/spec/DMN/1.3. A table is a business knowledge model over what is known to be so or not. The decision
beside it tries both ways of what is unknown, and tells the form that every way gives, or that nobody can tell yet.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from flerpart_flow.across.form import FACTS, PARTIES, TABLES, Form, Row, Table
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.export.markup import Element, added, document, element, told
from flerpart_flow.samverkan.parameters import MIN_PARTIES
from flerpart_flow.texts import DEFAULT_LANGUAGE, Texts, texts

_SPEC: Final = "https://www.omg.org/spec/DMN/20191111"
_DD: Final = "http://www.omg.org/spec/DMN/20180521"
OWN: Final = "https://flerpart-flow.example/motesform"
"""What ids of ours are unique within; a name, not an address."""

ANSWERS: Final = ("ja", "nej", "okant")
CONDITIONS: Final[Mapping[str, str]] = {
    "region_och_kommun": "region and kommun",
    "nagon_utanfor": "arbetsformedlingen or forsakringskassan or utomstaende",
    "tillrackligt_manga": f"sum(for part in [{', '.join(PARTIES)}] return if part then 1 else 0) >= {{least}}",
    "rehabilitering": "rehabilitering",
    "bedomning": "bedomning",
}
"""Each condition of a table as FEEL, over facts that are true or false; ``{least}`` is the rules' ``min_parties``."""


def as_dmn(*, rules: Rules | None = None, lang: str = DEFAULT_LANGUAGE) -> str:
    """The tables of the meeting form as a DMN document, under the newest rules of flerpartsmöte if none are given."""
    if rules is None:
        from flerpart_flow.routines.flerpartsmote import FLERPARTSMOTE

        rules = FLERPARTSMOTE.rules()
    said, least = texts(lang), int(rules.value(MIN_PARTIES))
    root = element(
        "definitions",
        id="motesform",
        name=said.raw("export.motesform"),
        namespace=OWN,
        exporter="flerpart_flow",
        xmlns=f"{_SPEC}/MODEL/",
        xmlns_dmndi=f"{_SPEC}/DMNDI/",
        xmlns_dc=f"{_DD}/DC/",
        xmlns_di=f"{_DD}/DI/",
    )
    told(root, "description", f"{said.raw('motesform.rad')}\n{rules.version} {rules.digest}")
    item = added(root, "itemDefinition", id="svar", name="svar")
    told(item, "typeRef", "string")
    told(added(item, "allowedValues", id="svar-varden"), "text", ", ".join(f'"{one}"' for one in ANSWERS))
    for fact in FACTS:
        held = added(root, "inputData", id=f"faktum-{fact}", name=fact)
        told(held, "description", said.raw(f"motesform.faktum.{fact}"))
        _moved_first(held, added(held, "variable", id=f"varde-{fact}", name=fact, typeRef="svar"))
    for table in TABLES:
        _decision(root, table, said)
    for table in TABLES:
        _model(root, table, said, least)
    _drawn(root)
    return document(root)


def _moved_first(parent: Element, child: Element) -> None:
    """A description comes before all else, and the rest after it."""
    parent.remove(child)
    parent.insert(1, child)


def _decision(root: Element, table: Table, said: Texts) -> None:
    held = added(root, "decision", id=f"beslut-{table.name}", name=table.name)
    told(held, "question", said.raw(f"motesform.fraga.{table.name}"))
    told(
        held, "allowedAnswers", ", ".join(dict.fromkeys((*(row.form.value for row in table.rows), Form.UNKNOWN.value)))
    )
    added(held, "variable", id=f"svar-{table.name}", name=table.name, typeRef="string")
    for fact in table.facts:
        need = added(held, "informationRequirement", id=f"behov-{table.name}-{fact}")
        added(need, "requiredInput", href=f"#faktum-{fact}")
    need = added(held, "knowledgeRequirement", id=f"behov-{table.name}")
    added(need, "requiredKnowledge", href=f"#tabell-{table.name}")
    logic = added(held, "literalExpression", id=f"uttryck-{table.name}", typeRef="string")
    told(logic, "text", _expression(table))


def _expression(table: Table) -> str:
    """Every way that the unknown may turn out, and the form if it is the same for all of them."""
    ways = ", ".join(
        f'{fact}_ar in (if {fact} = "{ANSWERS[2]}" then [true, false] else [{fact} = "{ANSWERS[0]}"])'
        for fact in table.facts
    )
    called = f"tabell_{table.name}({', '.join(f'{fact}_ar' for fact in table.facts)})"
    unknown = Form.UNKNOWN.value
    return (
        f"{{ utfall: distinct values(for {ways} return {called}), "
        f'svar: if count(utfall) = 1 then utfall[1] else "{unknown}" }}.svar'
    )


def _model(root: Element, table: Table, said: Texts, least: int) -> None:
    model = added(root, "businessKnowledgeModel", id=f"tabell-{table.name}", name=f"tabell_{table.name}")
    told(model, "description", said.raw(f"motesform.fraga.{table.name}"))
    added(model, "variable", id=f"varde-tabell-{table.name}", name=f"tabell_{table.name}", typeRef="string")
    logic = added(model, "encapsulatedLogic", id=f"logik-{table.name}")
    for fact in table.facts:
        added(logic, "formalParameter", id=f"parameter-{table.name}-{fact}", name=fact, typeRef="boolean")
    held = added(
        logic, "decisionTable", id=f"regler-{table.name}", hitPolicy="UNIQUE",
        outputLabel=said.raw("motesform.kolumn.form"),
    )  # fmt: skip
    for condition in table.conditions:
        ident = f"{table.name}-{condition.name}"
        label = said.say(f"motesform.villkor.{condition.name}", antal=least)
        column = added(held, "input", id=f"kolumn-{ident}", label=label)
        one = added(column, "inputExpression", id=f"villkor-{ident}", typeRef="boolean")
        told(one, "text", CONDITIONS[condition.name].format(least=least))
    added(held, "output", id=f"form-{table.name}", name="form", typeRef="string")
    added(held, "annotation", name=said.raw("motesform.kolumn.skal"))
    added(held, "annotation", name=said.raw("motesform.kolumn.normer"))
    for row in table.rows:
        _rule(held, table, row, said.say(f"motesform.skal.{row.name}", antal=least))


def _rule(held: Element, table: Table, row: Row, reason: str) -> None:
    rule = added(held, "rule", id=f"rad-{row.name}")
    cells = {True: "true", False: "false", None: "-"}
    for condition in table.conditions:
        cell = added(rule, "inputEntry", id=f"rad-{row.name}-{condition.name}")
        told(cell, "text", cells[row.when.get(condition.name)])
    told(added(rule, "outputEntry", id=f"rad-{row.name}-form"), "text", f'"{row.form.value}"')
    told(added(rule, "annotationEntry"), "text", reason)
    told(added(rule, "annotationEntry"), "text", ", ".join(row.norms))


def _drawn(root: Element) -> None:
    """Where the facts, the decisions and the tables stand: facts at the bottom, what needs them above."""
    wide, apart = 150, 30
    at: dict[str, tuple[float, float, float, float]] = {
        f"faktum-{fact}": (number * (wide + apart), 320.0, wide, 45.0) for number, fact in enumerate(FACTS)
    }
    for table in TABLES:
        own = [at[f"faktum-{fact}"][0] for fact in table.facts]
        middle = (min(own) + max(own)) / 2
        at[f"beslut-{table.name}"] = (middle, 160.0, wide, 80.0)
        at[f"tabell-{table.name}"] = (middle, 0.0, wide, 60.0)
    diagram = added(added(root, "dmndi:DMNDI"), "dmndi:DMNDiagram", id="bild")
    for ident, (x, y, width, height) in at.items():
        shape = added(diagram, "dmndi:DMNShape", id=f"{ident}_di", dmnElementRef=ident)
        added(shape, "dc:Bounds", x=f"{x:g}", y=f"{y:g}", width=f"{width:g}", height=f"{height:g}")
    for table in TABLES:
        here = f"beslut-{table.name}"
        for fact in table.facts:
            _line(diagram, f"behov-{table.name}-{fact}", at[f"faktum-{fact}"], at[here])
        x, y, width, height = at[f"tabell-{table.name}"]
        edge = added(diagram, "dmndi:DMNEdge", id=f"behov-{table.name}_di", dmnElementRef=f"behov-{table.name}")
        added(edge, "di:waypoint", x=f"{x + width / 2:g}", y=f"{y + height:g}")
        added(edge, "di:waypoint", x=f"{x + width / 2:g}", y=f"{at[here][1]:g}")


def _line(diagram: Element, of: str, source: tuple[float, ...], target: tuple[float, ...]) -> None:
    """From the top of a box to the bottom of another."""
    edge = added(diagram, "dmndi:DMNEdge", id=f"{of}_di", dmnElementRef=of)
    added(edge, "di:waypoint", x=f"{source[0] + source[2] / 2:g}", y=f"{source[1]:g}")
    added(edge, "di:waypoint", x=f"{target[0] + target[2] / 2:g}", y=f"{target[1] + target[3]:g}")
