"""A routine of tiny letters, to test the engine by: phases A, B, P (pause) and X (end).

====  ==========  ==========================================================================================
a     START → A   opens the case
n     A, B        a note: ``text`` (blocks when missing), ``till`` (a remark when missing)
b     A → B       after a note (blocks); ``text`` only warns here
c     B → A or B  A when an even number of events is accepted after it
o     A, B, P     promises: opens the duties ``due``, ``age``, ``stays``; ``dag`` is when
m     A, B, P     keeps every promise of the one who acts
l     A, B        lets ``due`` lapse
p     A, B → P    pauses; lasting and latched
r     P → B       goes on
x     A, B, P → X ends; latched
====  ==========  ==========================================================================================

``TOY`` is that routine. ``build(**change)`` is the same with something changed, for a definition with a mistake.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any, ClassVar, Final
from unittest.mock import patch

import attrs

from flerpart_flow.engine.definition import validation
from flerpart_flow.engine.definition.correction import Ratta, concerns_an_earlier_line, gives_a_reason, unchanged
from flerpart_flow.engine.definition.duties import DutySpec, Owed
from flerpart_flow.engine.definition.guards import guard, state_guard
from flerpart_flow.engine.definition.moves import START, STAY, Choice, Move, Role
from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.judging.case import Case, open_case
from flerpart_flow.engine.record import fields
from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.record.recorded import recorded
from flerpart_flow.engine.rules.findings import Findings, Message, missing
from flerpart_flow.engine.rules.norms import Norm
from flerpart_flow.engine.rules.parameters import Parameter
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.rules.sources import Sources
from flerpart_flow.engine.rules.vocabulary import Vocabulary
from flerpart_flow.texts import Texts, texts

HERE: Final = "tests.toy_rules"
DAYS: Final = Parameter("days", int)
LACKS: Final = Message("innehall.falt_saknas")
"""A text that exists, so that the toy needs none of its own; its holes are ``field`` and ``event``."""


@attrs.frozen
class Facts:
    """How many events were accepted, a number that tells their order, the notes, and the day promised."""

    count: int = 0
    trail: int = 0
    notes: int = 0
    day: date | None = None


@recorded
class A(Event):
    name: ClassVar[str] = "a"


@recorded
class N(Event):
    name: ClassVar[str] = "n"

    text: str | None = fields.text()
    till: fields.Strings = fields.codes("aktor")


@recorded
class B(Event):
    name: ClassVar[str] = "b"

    text: str | None = fields.text()


@recorded
class C(Event):
    name: ClassVar[str] = "c"


@recorded
class O(Event):  # noqa: E742  a letter like the others
    name: ClassVar[str] = "o"

    dag: fields.Day = fields.day()
    antal: int | None = fields.integer()


@recorded
class M(Event):
    name: ClassVar[str] = "m"


@recorded
class L(Event):
    name: ClassVar[str] = "l"


@recorded
class P(Event):
    name: ClassVar[str] = "p"


@recorded
class R(Event):
    name: ClassVar[str] = "r"


@recorded
class X(Event):
    name: ClassVar[str] = "x"


LETTERS: Final = (A, N, B, C, O, M, L, P, R, X)


@state_guard("T-FIRST")
def a_note_first(facts: Facts, occasion: Any, rules: Any) -> Findings:
    """There is a note."""
    return () if facts.notes else (missing("T-FIRST", LACKS, cure_by="nord", cure=N, field="n", event="b"),)


@guard("T-TEXT", reads=("text",))
def has_text(facts: Facts, event: Any, rules: Any) -> Findings:
    """The event has a text."""
    return () if event.text else (missing("T-TEXT", LACKS, field="text", event=event.name),)


@guard("T-TO", reads=("till",))
def names_somebody(facts: Facts, event: Any, rules: Any) -> Findings:
    """The event says whom it is about."""
    return () if event.till else (missing("T-TO", LACKS, field="till", event=event.name),)


def counted(facts: Facts, event: Any, rules: Any) -> Facts:
    """One more event; the trail depends on which and in what order."""
    trail = (facts.trail * 31 + (event.nr or 0)) % 1_000_003
    return attrs.evolve(facts, count=facts.count + 1, trail=trail)


def noted(facts: Facts, event: Any, rules: Any) -> Facts:
    """One more note."""
    return attrs.evolve(counted(facts, event, rules), notes=facts.notes + 1)


def promised(facts: Facts, event: Any, rules: Any) -> Facts:
    """The day that was promised last counts."""
    return attrs.evolve(counted(facts, event, rules), day=event.dag)


def _is_unit(facts: Any, event: Any, rules: Any) -> bool:
    return bool(event.by in {"nord", "syd"})


ANY_UNIT: Final = Role("enhet", "T-ROLE", _is_unit, lambda facts, rules: ("nord", "syd"))
BACK_WHEN_EVEN: Final = Choice("back_when_even", lambda facts, rules: "A" if facts.count % 2 == 0 else None, ("A", "B"))


def _owes(before: Facts, event: Any, after: Facts, rules: Any) -> Iterable[Owed]:
    return (Owed(event.by, None, event.antal),)


def _keeps(facts: Facts, event: Event, owed: Owed) -> bool:
    return owed.bearer == event.by


DUTIES: Final = (
    DutySpec(
        name="due",
        norms=("T-DUTY",),
        opens={O: _owes},
        meets={M: _keeps},
        lapses={L: _keeps},
        due=lambda facts, owed, rules: facts.day,
        between_parties=True,
    ),
    DutySpec(name="age", norms=("T-DUTY",), opens={O: _owes}, meets={M: _keeps}, threshold=DAYS, between_parties=True),
    DutySpec(name="stays", norms=("T-DUTY",), opens={O: _owes}, meets={M: _keeps}, survives_end=True),
    DutySpec(
        name="waits",
        norms=("T-DUTY",),
        opens={A: lambda before, event, after, rules: (Owed(event.by),)},
        meets={M: _keeps},
        threshold=DAYS,
        runs_from=B,
    ),
)

MOVES: Final = (
    Move(event=A, by=ANY_UNIT, to={START: "A"}, effect=counted),
    Move(event=N, by=ANY_UNIT, to={"A": STAY, "B": STAY}, effect=noted, guards=(has_text, names_somebody)),
    Move(event=B, by=ANY_UNIT, to={"A": "B"}, effect=counted, guards=(a_note_first, has_text)),
    Move(event=C, by=ANY_UNIT, to={"B": BACK_WHEN_EVEN}, effect=counted),
    Move(event=O, by=ANY_UNIT, to={"A": STAY, "B": STAY, "P": STAY}, effect=promised),
    Move(event=M, by=ANY_UNIT, to={"A": STAY, "B": STAY, "P": STAY}, effect=counted),
    Move(event=L, by=ANY_UNIT, to={"A": STAY, "B": STAY}, effect=counted),
    Move(event=P, by=ANY_UNIT, to={"A": "P", "B": "P"}, effect=counted),
    Move(event=R, by=ANY_UNIT, to={"P": "B"}, effect=counted),
    Move(event=X, by=ANY_UNIT, to={"A": "X", "B": "X", "P": "X"}, effect=counted),
    Move(
        event=Ratta,
        by=ANY_UNIT.under("FF-RATTELSE-2"),
        to={"A": STAY, "B": STAY, "P": STAY, "X": STAY},
        effect=unchanged,
        guards=(concerns_an_earlier_line, gives_a_reason),
    ),
)


def _vocabulary(tables: Mapping[str, Any], norms: Mapping[str, Norm]) -> Vocabulary:
    units = frozenset(tables["enhet"])
    known = {"enhet": units, "aktor": units | {"individ"}, "kommun": frozenset(tables["kommun"])}
    known |= {"amne": frozenset(tables["amne"]), "avvikelseslag": frozenset()}
    known |= {f"skal.{event}": frozenset(codes) for event, codes in tables["skal"].items()}
    return Vocabulary(known, {"enhet": units, "aktor": units})


def _names(tables: Mapping[str, Any], of: str, code: str, lang: str) -> str | None:
    return str(tables["enhet"][code][lang]) if of in {"aktor", "enhet"} and code in tables["enhet"] else None


SOURCES: Final = Sources(
    routine="toy",
    versions={"1": (HERE, "1.toml"), "2": (HERE, "2.toml")},
    norms=((HERE, "norms.toml"),),
    tables=((HERE, "tables.toml"),),
    vocabulary=_vocabulary,
    normative=lambda tables: {name: sorted(tables[name]) for name in ("enhet", "kommun", "amne")},
    names=_names,
    open_tables={"enhet": {"sv": str, "en": str}, "skal.ratta": {"sv": str, "en": str}},
)

DEFINITION: Final[Mapping[str, Any]] = {
    "name": "toy",
    "revision": 1,
    "phases": ("A", "B", "P", "X"),
    "moves": MOVES,
    "duties": DUTIES,
    "sources": SOURCES,
    "begin": lambda header: Facts(),
    "ends": ("X",),
    "pauses": ("P",),
    "latches": ("P", "X"),
    "lasting": (P,),
    "correction": Ratta,
    "parameters": (DAYS, Parameter("mode", str), Parameter("loud", bool)),
}

LABELS: Final = (
    *(f"faser.{phase}" for phase in "ABPX"),
    "roller.enhet",
    *(f"handelser.{letter.name}" for letter in LETTERS),
    *(f"plikter.{spec.name}" for spec in DUTIES),
    *(f"falt.{field}" for field in ("text", "till", "dag", "antal")),
)
"""The keys of texts that the toy has and the package hasn't."""


@contextmanager
def labelled(change: Mapping[str, Mapping[str, str | None]] | None = None) -> Iterator[None]:
    """While a routine is built, its labels exist; ``change`` gives another text, or takes one away, per language."""

    def with_labels(lang: str = "sv") -> Texts:
        keys = texts(lang).keys()
        told = {key: texts(lang).raw(key) for key in keys}
        told |= dict.fromkeys(LABELS, "bokstav")
        for key, text in (change or {}).get(lang, {}).items():
            told.pop(key, None)
            if text is not None:
                told[key] = text
        return Texts(lang, told)

    with patch.object(validation, "texts", with_labels):
        yield


def build(texts_change: Mapping[str, Mapping[str, str | None]] | None = None, **change: Any) -> Routine:
    """The toy with something changed, validated as any routine is."""
    with labelled(texts_change):
        return Routine(**{**DEFINITION, **change})


TOY: Final = build()

START_TIME: Final = datetime(2026, 1, 12, 8, 0, tzinfo=UTC)
"""A Monday."""


def at(day: float) -> datetime:
    """A moment ``day`` days after the first."""
    return START_TIME + timedelta(days=day)


def case(rules: Rules | None = None) -> Case:
    """A toy case without events."""
    return open_case(TOY, "toy-1", rules=rules)


def play(script: str, start: Case | None = None) -> Case:
    """A case after letters such as ``"a n b p"``, one a day from where the case is, every one of them accepted.

    A digit behind a letter says on which day it happened: ``n5``.
    """
    now = start or case()
    for word in script.split():
        now = now.apply(letter(word, len(now.lines)))
    return now


def letter(word: str, day: float = 0, **content: Any) -> Event:
    """An event from its letter, whole enough to be accepted; ``n5`` happens on day 5 rather than ``day``."""
    kind = next(kind for kind in LETTERS if kind.name == word[0])
    when = at(float(word[1:])) if word[1:] else at(day)
    whole: dict[str, Any] = {"text": "t", "till": ("syd",)} if kind is N else {"text": "t"} if kind is B else {}
    return kind(
        **{"occurred_at": when, "recorded_at": content.get("occurred_at", when), "by": "nord", **whole, **content}
    )
