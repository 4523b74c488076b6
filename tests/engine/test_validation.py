"""A routine with a mistake in its definition fails when it is built, and the error names the culprit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

import attrs
import pytest

from flerpart_flow.engine.definition import validation
from flerpart_flow.engine.definition.correction import unchanged
from flerpart_flow.engine.definition.duties import DutySpec
from flerpart_flow.engine.definition.guards import Guard, guard, state_guard
from flerpart_flow.engine.definition.moves import START, STAY, Choice, Move, Role
from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.errors import DefinitionError
from flerpart_flow.engine.record import fields
from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.record.recorded import recorded
from flerpart_flow.engine.rules.findings import Findings, Message, RoleName, missing
from flerpart_flow.engine.rules.norms import read_norm
from flerpart_flow.engine.rules.parameters import Parameter
from flerpart_flow.routines.flerpartsmote import FLERPARTSMOTE
from flerpart_flow.samverkan.parameters import MIN_PARTIES
from flerpart_flow.texts import LANGUAGES
from tests import toy
from tests.toy import ANY_UNIT, DEFINITION, DUTIES, MOVES, SOURCES, TOY, counted


@recorded
class Again(Event):
    name: ClassVar[str] = "n"


@recorded
class Nameless(Event):
    pass


@recorded
class Listed(Event):
    name: ClassVar[str] = "a"

    farg: str | None = fields.code("farger")


@guard("T-TEXT", reads=("txet",))
def reads_a_field_that_is_not_there(facts: Any, event: Any, rules: Any) -> Findings:
    """Misspelt."""
    return ()


@state_guard()
def rests_on_nothing(facts: Any, event: Any, rules: Any) -> Findings:
    """No norm."""
    return ()


@state_guard("T-NOT-THERE")
def rests_on_air(facts: Any, event: Any, rules: Any) -> Findings:
    """A norm that the rules don't have."""
    return ()


SPEECHLESS = Message("toy.finns_inte")


@state_guard("T-FIRST")
def goes_by_another(facts: Any, event: Any, rules: Any) -> Findings:
    """A parameter that the toy hasn't listed."""
    return () if rules.value(MIN_PARTIES) else (missing("T-FIRST", SPEECHLESS),)


@state_guard("T-FIRST")
def says_what_has_no_text(facts: Any, event: Any, rules: Any) -> Findings:
    """A message without a text."""
    return (missing("T-FIRST", SPEECHLESS),)


def _says_it_for_another() -> Findings:
    return (missing("T-FIRST", SPEECHLESS),)


@state_guard("T-FIRST")
def says_it_through_another(facts: Any, event: Any, rules: Any) -> Findings:
    """A message without a text, in a function of the guard's own package."""
    return _says_it_for_another()


@recorded
class Foreign(Event):
    """An event that the toy doesn't have."""

    name: ClassVar[str] = "frammande"


MISTYPED = RoleName("ordforaden")


@state_guard("T-FIRST")
def left_to_another_role(facts: Any, occasion: Any, rules: Any) -> Findings:
    return (missing("T-FIRST", toy.LACKS, cure_by=MISTYPED, field="n", event="b"),)


@state_guard("T-FIRST")
def sends_to_another_routine(facts: Any, event: Any, rules: Any) -> Findings:
    """The cure is no event of the routine."""
    return (missing("T-FIRST", toy.LACKS, cure=Foreign, field="n", event="b"),)


def sends_there_when_made(kind: type[Event]) -> Guard[Any]:
    """A guard whose cure is stated where it is made."""

    @state_guard("T-FIRST")
    def sends_there(facts: Any, event: Any, rules: Any) -> Findings:
        return [missing("T-FIRST", toy.LACKS, cure=kind, field="n", event="b") for _ in range(1)]

    return sends_there


def changed(name: str, **change: Any) -> dict[str, Any]:
    """The table with the first row of an event changed."""
    row = next(move for move in MOVES if move.event.name == name)
    return {"moves": tuple(attrs.evolve(move, **change) if move is row else move for move in MOVES)}


def added(**row: Any) -> dict[str, Any]:
    """The table with a row more."""
    return {"moves": (*MOVES, Move(**{"by": ANY_UNIT, "effect": counted, **row}))}


def sources(**change: Any) -> dict[str, Any]:
    return {"sources": attrs.evolve(SOURCES, **change)}


def spec(**change: Any) -> dict[str, Any]:
    return {"duties": (*DUTIES[:-1], attrs.evolve(DUTIES[-1], **change))}


BY_NOBODY = Role("hemlig", "T-ROLE", lambda facts, event, rules: True, lambda facts, rules: ())

MISTAKES: Mapping[str, tuple[Callable[[], dict[str, Any]], str, tuple[str, ...]]] = {
    "a cure that the routine doesn't have": (
        lambda: changed("b", guards=(sends_to_another_routine,)),
        "definition.bot_okand",
        ("frammande", "sends_to_another_routine"),
    ),
    "a cure that a guard is made with, and that the routine doesn't have": (
        lambda: changed("b", guards=(sends_there_when_made(Foreign),)),
        "definition.bot_okand",
        ("frammande", "sends_there"),
    ),
    "a role to mend it that the routine doesn't have": (
        lambda: changed("b", guards=(left_to_another_role,)),
        "definition.bot_roll",
        ("ordforaden", "left_to_another_role"),
    ),
    "unknown target": (lambda: changed("b", to={"A": "BB"}), "definition.fas_okand", ("BB", "b")),
    "unknown source": (lambda: changed("n", to={"AA": STAY}), "definition.fas_okand", ("AA", "n")),
    "unknown target of a choice": (
        lambda: changed("c", to={"B": Choice("c", lambda facts, rules: None, ("A", "CC"))}),
        "definition.fas_okand",
        ("CC", "c"),
    ),
    "unknown end": (lambda: {"ends": ("X", "XX")}, "definition.fas_okand", ("XX",)),
    "unknown pause": (lambda: {"pauses": ("PP",)}, "definition.fas_okand", ("PP",)),
    "unknown latch": (lambda: {"latches": ("LL",)}, "definition.fas_okand", ("LL",)),
    "unknown phase to enter": (lambda: {"enter": {"EE": unchanged}}, "definition.fas_okand", ("EE",)),
    "unreachable phase": (
        lambda: {"phases": (*DEFINITION["phases"], "Q"), **added(event=toy.N, to={"Q": "X"})},
        "definition.onabar",
        ("Q",),
    ),
    "unreachable since nothing leads there": (
        lambda: changed("p", to={"A": STAY, "B": STAY}),
        "definition.onabar",
        ("P",),
    ),
    "unreachable circle": (
        lambda: {
            "phases": (*DEFINITION["phases"], "Q", "S"),
            "moves": (
                *MOVES,
                Move(event=toy.N, by=ANY_UNIT, to={"Q": "S", "S": "Q"}, effect=counted),
                Move(event=toy.X, by=ANY_UNIT, to={"Q": "X", "S": "X"}, effect=counted),
            ),
        },
        "definition.onabar",
        ("Q",),
    ),
    "dead end": (
        lambda: {"phases": (*DEFINITION["phases"], "Q"), **added(event=toy.B, to={"B": "Q"})},
        "definition.atervandsgrand",
        ("Q",),
    ),
    "circle without a way out": (
        lambda: {
            "phases": (*DEFINITION["phases"], "Q"),
            "moves": (
                *MOVES,
                Move(event=toy.B, by=ANY_UNIT, to={"B": "Q"}, effect=counted),
                Move(event=toy.N, by=ANY_UNIT, to={"Q": STAY}, effect=counted),
            ),
        },
        "definition.atervandsgrand",
        ("Q",),
    ),
    "no end at all": (lambda: {"ends": (), "latches": ("P",)}, "definition.atervandsgrand", ("A",)),
    "two moves for one event and phase": (
        lambda: added(event=toy.N, to={"B": STAY}),
        "definition.tva_drag",
        ("n", "B"),
    ),
    "two events of one name": (lambda: added(event=Again, to={"P": STAY}), "definition.handelse_namn", ("n",)),
    "an event without a name": (
        lambda: added(event=Nameless, to={"P": STAY}),
        "definition.handelse_namn",
        ("Nameless",),
    ),
    "a correction that isn't in the table": (
        lambda: {"moves": tuple(move for move in MOVES if move.event.name != "ratta")},
        "definition.handelse_okand",
        ("ratta",),
    ),
    "a lasting event that isn't in the table": (lambda: {"lasting": (Again,)}, "definition.handelse_okand", ("n",)),
    "a duty that another routine's event opens": (
        lambda: spec(opens={Again: lambda before, event, after, rules: ()}),
        "definition.handelse_okand",
        ("n",),
    ),
    "a duty that another routine's event meets": (
        lambda: spec(meets={Nameless: lambda facts, event, owed: True}),
        "definition.handelse_okand",
        ("Nameless",),
    ),
    "a duty whose clock starts with another routine's event": (
        lambda: spec(runs_from=Again),
        "definition.handelse_okand",
        ("n",),
    ),
    "a duty twice": (lambda: {"duties": (*DUTIES, DUTIES[0])}, "definition.duty_dubbel", ("due",)),
    "a guard that carries no norm": (
        lambda: changed("c", guards=(rests_on_nothing,)),
        "definition.villkor_utan_norm",
        ("rests_on_nothing",),
    ),
    "a guard with an unknown norm": (
        lambda: changed("c", guards=(rests_on_air,)),
        "definition.norm_okand",
        ("T-NOT-THERE", "rests_on_air"),
    ),
    "a role with an unknown norm": (
        lambda: changed("c", by=ANY_UNIT.under("T-NO-ROLE")),
        "definition.norm_okand",
        ("T-NO-ROLE", "by_enhet"),
    ),
    "a role whose norm doesn't block": (
        lambda: changed("c", by=ANY_UNIT.under("T-TO")),
        "definition.roll_svag",
        ("T-TO", "c"),
    ),
    "a role whose norm only warns in this event": (
        lambda: changed("b", by=ANY_UNIT.under("T-TEXT")),
        "definition.roll_svag",
        ("T-TEXT", "b"),
    ),
    "a guard that reads a field that the event hasn't": (
        lambda: changed("n", guards=(reads_a_field_that_is_not_there,)),
        "definition.falt_okant",
        ("txet", "n", "reads_a_field_that_is_not_there"),
    ),
    "a duty that carries no norm": (lambda: spec(norms=()), "definition.plikt_utan_norm", ("waits",)),
    "a duty with an unknown norm": (
        lambda: spec(norms=("T-NOT-THERE",)),
        "definition.norm_okand",
        ("T-NOT-THERE", "waits"),
    ),
    "a duty with an unknown threshold": (
        lambda: spec(threshold=Parameter("dyas", int)),
        "definition.parameter_okand",
        ("dyas", "waits"),
    ),
    "a parameter that the rules don't set": (
        lambda: {"parameters": (*DEFINITION["parameters"], Parameter("dyas", int))},
        "definition.parameter_saknas",
        ("dyas",),
    ),
    "a parameter of another type": (
        lambda: {"parameters": (*DEFINITION["parameters"][:-1], Parameter("loud", str))},
        "definition.parameter_typ",
        ("loud", "str"),
    ),
    "a parameter that the routine doesn't list": (
        lambda: {"parameters": DEFINITION["parameters"][:-1]},
        "definition.parameter_odeklarerad",
        ("loud",),
    ),
    "a guard that goes by a parameter of somebody else": (
        lambda: changed("c", guards=(goes_by_another,)),
        "definition.parameter_okand",
        ("min_parties", "goes_by_another"),
    ),
    "a field with an unknown list": (
        lambda: {
            "moves": changed("a", event=Listed)["moves"],
            "duties": DUTIES[:-1],
        },
        "definition.lista_okand",
        ("farger", "a", "farg"),
    ),
    "a norm that nothing carries": (
        lambda: sources(norms=(*SOURCES.norms, (toy.HERE, "uncarried.toml"))),
        "definition.norm_oburen",
        ("T-NOBODY",),
    ),
    "a norm that stands twice": (
        lambda: sources(norms=(*SOURCES.norms, *SOURCES.norms)),
        "norm.dubbel",
        ("T-ROLE",),
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_found_when_the_routine_is_built(mistake: str) -> None:
    change, code, culprits = MISTAKES[mistake]
    with pytest.raises(DefinitionError) as error:
        toy.build(**change())
    assert error.value.code == code
    for lang in LANGUAGES:
        told = error.value.text(lang)
        assert all(culprit in told for culprit in culprits), told


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "key",
    [
        "faser.P",
        "handelser.n",
        "plikter.due",
        "falt.text",
        "fynd.innehall.falt_saknas",
        "fynd.roll.fel",
    ],
)
def test_a_text_that_is_missing_in_one_language(key: str, lang: str) -> None:
    with pytest.raises(DefinitionError) as error:
        toy.build({lang: {key: None}})
    assert error.value.code == "definition.text_saknas"
    for told in map(error.value.text, LANGUAGES):
        assert key in told
        assert lang in told


@pytest.mark.parametrize("wordless", [says_what_has_no_text, says_it_through_another], ids=lambda guard: guard.name)
def test_a_message_that_nobody_wrote(wordless: Guard[Any]) -> None:
    with pytest.raises(DefinitionError) as error:
        toy.build(**changed("c", guards=(wordless,)))
    assert (error.value.code, error.value.values["key"]) == ("definition.text_saknas", "fynd.toy.finns_inte")


@pytest.mark.parametrize(
    ("swedish", "hole"),
    [
        ("Uppgiften saknas för att {event:handelse}.", "field"),
        ("{field:falt} {event:handelse} {extra}", "extra"),
    ],
)
def test_texts_whose_holes_differ_between_the_languages(swedish: str, hole: str) -> None:
    with pytest.raises(DefinitionError) as error:
        toy.build({"sv": {"fynd.innehall.falt_saknas": swedish}})
    assert error.value.code == "definition.text_olika"
    for told in map(error.value.text, LANGUAGES):
        assert "fynd.innehall.falt_saknas" in told
        assert hole in told


def test_the_same_holes_shown_in_another_way_are_fine() -> None:
    assert toy.build({"sv": {"fynd.innehall.falt_saknas": "{event} {field}"}}).name == "toy"


def test_without_a_mistake_it_is_built() -> None:
    assert toy.build().phases == ("A", "B", "P", "X")


def test_a_routine_is_frozen() -> None:
    for thing in (TOY, TOY.moves[0], TOY.duties[0], TOY.guards[0]):
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(thing, "name", "another")  # noqa: B010  the checker knows that it is frozen


def test_the_validation_runs_when_a_routine_is_made_in_any_way() -> None:
    with pytest.raises(DefinitionError), toy.labelled():
        attrs.evolve(TOY, ends=("Y",))
    with pytest.raises(DefinitionError), toy.labelled():
        Routine(**{**DEFINITION, "pauses": ("Y",)})
    validation.validate(FLERPARTSMOTE)


WHOLE = {
    "id": "T-9",
    "source": "toy",
    "heading": "H",
    "class": ["G"],
    "modality": "m",
    "bearer": "b",
    "severity": "block",
    "sv": "s",
    "en": "e",
}


@pytest.mark.parametrize(
    "change",
    [
        {"severity": "hard"},
        {"severity_for": {"b": "hard"}},
        {"colour": "red"},
        {"class": 5},
        {"sv": "  "},
        {"en": ""},
    ],
    ids=str,
)
def test_a_norm_that_is_wrongly_written_is_named(change: dict[str, Any]) -> None:
    with pytest.raises(DefinitionError) as error:
        read_norm({**WHOLE, **change})
    assert error.value.values["norm"] == "T-9"
    assert "T-9" in error.value.text("sv")


@pytest.mark.parametrize("key", [key for key in WHOLE if key != "id"])
def test_a_norm_that_lacks_something_is_named(key: str) -> None:
    with pytest.raises(DefinitionError) as error:
        read_norm({name: value for name, value in WHOLE.items() if name != key})
    assert error.value.values["norm"] == "T-9"


def test_every_start_has_a_move() -> None:
    """A routine that nothing opens has no phase that can be reached."""
    with pytest.raises(DefinitionError) as error:
        toy.build(moves=tuple(move for move in MOVES if START not in move.to), duties=DUTIES[:-1])
    assert error.value.code == "definition.onabar"


def test_a_duty_needs_no_threshold() -> None:
    extra = DutySpec(name="due", norms=("T-DUTY",), opens={}, meets={})
    assert toy.build(duties=(extra,)).duties == (extra,)
