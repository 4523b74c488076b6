"""Which form of meeting, as DMN 1.3: the tables of ``across.form``, and what follows from them where facts are unknown.

https://www.omg.org/spec/DMN/1.3. A table is a decision, which answers where what is known settles a row, and nothing
else. The decision behind it asks the table, as a decision service, for every way that the unknown may turn out, and
tells the form that all of them give, or that nobody can tell yet.
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
_KNOWN: Final = '(if {fact} = "okant" then null else {fact} = "ja")'
"""A fact as true, false or null, which FEEL's and and or take as they should: unknown is not yes."""


def _held(*facts: str, word: str = "and") -> str:
    return f" {word} ".join(_KNOWN.format(fact=fact) for fact in facts)


def _many(said: str) -> str:
    return f"sum(for part in [{', '.join(PARTIES)}] return if {said} then 1 else 0)"


CONDITIONS: Final[Mapping[str, str]] = {
    "region_och_kommun": _held("region", "kommun"),
    "nagon_utanfor": _held("arbetsformedlingen", "forsakringskassan", "utomstaende", word="or"),
    "tillrackligt_manga": "if {are} >= {least} then true else if {may} < {least} then false else null".replace(
        "{are}", _many('part = "ja"')
    ).replace("{may}", _many('part != "nej"')),
    "rehabilitering": _held("rehabilitering"),
    "bedomning": _held("bedomning"),
}
"""Each condition of a table as FEEL: true, false, or null where it isn't settled; ``{least}`` is ``min_parties``."""


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
        _table(root, table, said, least)
        _answer(root, table, said)
    for table in TABLES:
        service = added(root, "decisionService", id=f"tjanst-{table.name}", name=f"prova_{table.name}")
        added(service, "variable", id=f"varde-tjanst-{table.name}", name=f"prova_{table.name}", typeRef="string")
        added(service, "outputDecision", href=f"#tabell-{table.name}")
        for fact in table.facts:
            added(service, "inputData", href=f"#faktum-{fact}")
    _drawn(root)
    return document(root)


def _moved_first(parent: Element, child: Element) -> None:
    """A description comes before all else, and the rest after it."""
    parent.remove(child)
    parent.insert(1, child)


def _needs(held: Element, table: Table, of: str) -> None:
    for fact in table.facts:
        need = added(held, "informationRequirement", id=f"behov-{of}-{table.name}-{fact}")
        added(need, "requiredInput", href=f"#faktum-{fact}")


def _table(root: Element, table: Table, said: Texts, least: int) -> None:
    decision = added(root, "decision", id=f"tabell-{table.name}", name=f"tabell_{table.name}")
    told(decision, "question", said.raw(f"motesform.fraga.{table.name}"))
    added(decision, "variable", id=f"varde-tabell-{table.name}", name=f"tabell_{table.name}", typeRef="string")
    _needs(decision, table, "tabell")
    held = added(
        decision, "decisionTable", id=f"regler-{table.name}", hitPolicy="UNIQUE",
        outputLabel=said.raw("motesform.kolumn.form"),
    )  # fmt: skip
    for condition in table.conditions:
        ident = f"{table.name}-{condition.name}"
        label = said.say(f"motesform.villkor.{condition.name}", antal=least)
        column = added(held, "input", id=f"kolumn-{ident}", label=label)
        one = added(column, "inputExpression", id=f"villkor-{ident}", typeRef="boolean")
        told(one, "text", CONDITIONS[condition.name].replace("{least}", str(least)))
    added(held, "output", id=f"form-{table.name}", name="form", typeRef="string")
    added(held, "annotation", name=said.raw("motesform.kolumn.skal"))
    added(held, "annotation", name=said.raw("motesform.kolumn.normer"))
    for row in table.rows:
        _rule(held, table, row, said.say(f"motesform.skal.{row.name}", antal=least))


def _answer(root: Element, table: Table, said: Texts) -> None:
    held = added(root, "decision", id=f"beslut-{table.name}", name=table.name)
    told(held, "question", said.raw(f"motesform.fraga.{table.name}"))
    forms = dict.fromkeys((*(row.form.value for row in table.rows), Form.UNKNOWN.value))
    told(held, "allowedAnswers", ", ".join(forms))
    added(held, "variable", id=f"svar-{table.name}", name=table.name, typeRef="string")
    need = added(held, "informationRequirement", id=f"behov-beslut-{table.name}")
    added(need, "requiredDecision", href=f"#tabell-{table.name}")
    _needs(held, table, "beslut")
    need = added(held, "knowledgeRequirement", id=f"prova-{table.name}")
    added(need, "requiredKnowledge", href=f"#tjanst-{table.name}")
    logic = added(held, "literalExpression", id=f"uttryck-{table.name}", typeRef="string")
    told(logic, "text", _expression(table))


def _expression(table: Table) -> str:
    """What the table says; or, of every way that the unknown may turn out, the form if it is the same for all."""
    unknown = ANSWERS[-1]
    ways = ", ".join(f'{fact}_ar in (if {fact} = "{unknown}" then ["ja", "nej"] else [{fact}])' for fact in table.facts)
    called = f"prova_{table.name}({', '.join(f'{fact}_ar' for fact in table.facts)})"
    return (
        f"if tabell_{table.name} != null then tabell_{table.name} else "
        f"{{ utfall: distinct values(for {ways} return {called}), "
        f'svar: if count(utfall) = 1 then utfall[1] else "{Form.UNKNOWN.value}" }}.svar'
    )


def _rule(held: Element, table: Table, row: Row, reason: str) -> None:
    rule = added(held, "rule", id=f"rad-{row.name}")
    # Where some tools look for what others have in the annotations.
    told(rule, "description", f"{reason} ({', '.join(row.norms)})")
    cells = {True: "true", False: "false", None: "-"}
    for condition in table.conditions:
        cell = added(rule, "inputEntry", id=f"rad-{row.name}-{condition.name}")
        told(cell, "text", cells[row.when.get(condition.name)])
    told(added(rule, "outputEntry", id=f"rad-{row.name}-form"), "text", f'"{row.form.value}"')
    told(added(rule, "annotationEntry"), "text", reason)
    told(added(rule, "annotationEntry"), "text", ", ".join(row.norms))


def _drawn(root: Element) -> None:
    """Where the facts, the tables and the answers stand: each above what it needs."""
    wide, apart = 150, 30
    at: dict[str, tuple[float, float, float, float]] = {
        f"faktum-{fact}": (number * (wide + apart), 320.0, wide, 45.0) for number, fact in enumerate(FACTS)
    }
    for table in TABLES:
        own = [at[f"faktum-{fact}"][0] for fact in table.facts]
        middle = (min(own) + max(own)) / 2
        at[f"tabell-{table.name}"] = (middle, 160.0, wide, 80.0)
        at[f"beslut-{table.name}"] = (middle, 0.0, wide, 80.0)
    diagram = added(added(root, "dmndi:DMNDI"), "dmndi:DMNDiagram", id="bild")
    for ident, (x, y, width, height) in at.items():
        shape = added(diagram, "dmndi:DMNShape", id=f"{ident}_di", dmnElementRef=ident)
        added(shape, "dc:Bounds", x=f"{x:g}", y=f"{y:g}", width=f"{width:g}", height=f"{height:g}")
    for table in TABLES:
        here = at[f"tabell-{table.name}"]
        for fact in table.facts:
            _line(diagram, f"behov-tabell-{table.name}-{fact}", at[f"faktum-{fact}"], here)
        _line(diagram, f"behov-beslut-{table.name}", here, at[f"beslut-{table.name}"])


def _line(diagram: Element, of: str, source: tuple[float, ...], target: tuple[float, ...]) -> None:
    """From the top of a box to the bottom of another."""
    edge = added(diagram, "dmndi:DMNEdge", id=f"{of}_di", dmnElementRef=of)
    added(edge, "di:waypoint", x=f"{source[0] + source[2] / 2:g}", y=f"{source[1]:g}")
    added(edge, "di:waypoint", x=f"{target[0] + target[2] / 2:g}", y=f"{target[1] + target[3]:g}")
