"""A routine of three events, A (opens), B (says everything an event can say) and X (closes), to read logs of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Final
from unittest.mock import patch

from flerpart_flow.engine.definition import validation
from flerpart_flow.engine.definition.correction import (
    Ratta,
    concerns_an_earlier_line,
    gives_a_reason,
    unchanged,
)
from flerpart_flow.engine.definition.guards import guard
from flerpart_flow.engine.definition.moves import START, STAY, Move, Role
from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.record import fields
from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.record.header import Header
from flerpart_flow.engine.record.recorded import recorded
from flerpart_flow.engine.rules.findings import Findings, Message, missing
from flerpart_flow.engine.rules.parameters import Parameter
from flerpart_flow.engine.rules.sources import Sources
from flerpart_flow.engine.rules.vocabulary import Vocabulary

NO_TEXT: Final = Message("toy.text")

UNITS = frozenset({"nord", "syd", "nord:hamn"})
VOCABULARY = Vocabulary(
    {
        "enhet": UNITS,
        "aktor": UNITS | {"individ", "arbetsgivare"},
        "kommun": frozenset({"skogby"}),
        "kanal": frozenset({"brev", "telefon"}),
        "skal.ratta": frozenset({"skrivfel", "annat"}),
    },
    {"enhet": frozenset({"nord"}), "aktor": frozenset({"nord", "narstaende"})},
)


@recorded
class A(Event):
    name: ClassVar[str] = "a"


@recorded
class B(Event):
    name: ClassVar[str] = "b"

    plats: str | None = fields.text()
    rader: fields.Strings = fields.listed_texts()
    antal: int | None = fields.integer()
    klart: fields.Flag = fields.flag()
    start: fields.Time = fields.time()
    dag: fields.Day = fields.day()
    kanal: str | None = fields.code("kanal")
    till: fields.Strings = fields.codes("aktor")
    syfte: fields.TextPerCode = fields.per_code("aktor")


@recorded
class X(Event):
    name: ClassVar[str] = "x_avslut"


@guard("T-2", reads=("plats",))
def has_a_place(facts: Any, event: Any, rules: Any) -> Findings:
    """B names a place."""
    return () if event.plats else (missing("T-2", NO_TEXT),)


def _counted(facts: int, event: Any, rules: Any) -> int:
    return facts + 1


def _normative(tables: Mapping[str, Any]) -> Any:
    return sorted(tables["kommun"])


ANYONE = Role("alla", "T-1", lambda facts, event, rules: True, lambda facts, rules: ())


def _build() -> Routine:
    here = "tests.journal"
    move = {"p": STAY, "q": STAY}
    return Routine(
        name="toy",
        revision=1,
        parameters=(Parameter("dagar", int),),
        phases=("p", "q"),
        moves=(
            Move(event=A, by=ANYONE, to={START: "p"}, effect=_counted),
            Move(event=B, by=ANYONE, to={"p": STAY}, effect=_counted, guards=(has_a_place,)),
            Move(event=X, by=ANYONE, to={"p": "q"}, effect=_counted),
            Move(
                event=Ratta,
                by=ANYONE.under("FF-RATTELSE-2"),
                to=move,
                effect=unchanged,
                guards=(concerns_an_earlier_line, gives_a_reason),
            ),
        ),
        duties=(),
        sources=Sources(
            "toy",
            {"2025.1": (here, "toy_rules.toml"), "2026.1": (here, "toy_rules.toml")},
            ((here, "toy_norms.toml"),),
            ((here, "toy_tables.toml"),),
            lambda tables, norms: VOCABULARY,
            _normative,
            lambda tables, of, code, lang: None,
            {"kommun": {"sv": str, "en": str}},
        ),
        begin=lambda header: 0,
        ends=("q",),
        correction=Ratta,
    )


# The toy has no texts of its own; what a definition must have is tested elsewhere.
with patch.object(validation, "validate", lambda routine: None):
    TOY: Final = _build()

ROUTINES: Final = {"toy": TOY}
HEADER: Final = Header("toy", "D-17")
