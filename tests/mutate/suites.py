"""A weak suite and a good one for the toy routine: the same cases are played, and only the good one asserts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from flerpart_flow.proof.mutate.mutant import Mutant, Trial
from flerpart_flow.proof.mutate.operators.catalogue import mutants
from flerpart_flow.proof.mutate.running import Result, baseline, judge
from tests.toy import TOY, at, case, letter, play


def passing(test: Callable[[], None]) -> Callable[[], bool]:
    """Whether a test passes, as pytest would tell."""

    def passes() -> bool:
        try:
            test()
        except Exception:
            return False
        return True

    return passes


def trials(*tests: Callable[[], None], norms: Iterable[str] = ()) -> list[Trial]:
    """The tests as trials, marked with the norms; without any, with the one that the first line of its words names."""
    marked = frozenset(norms)
    return [Trial(one.__name__, marked or frozenset((one.__doc__ or "").split()), passing(one)) for one in tests]


def nothing(what: str, done: int, of: int) -> None:
    """Progress that nobody looks at."""


def fates(chosen: Sequence[Mutant], tests: Sequence[Trial], alike: Mapping[str, Iterable[str]] | None = None) -> Any:
    """What becomes of each mutant, by its id."""
    found = tried(chosen, tests, alike)
    return {one.mutant.id: one.fate.value for one in found}


def tried(
    chosen: Sequence[Mutant], tests: Sequence[Trial], alike: Mapping[str, Iterable[str]] | None = None
) -> list[Result]:
    """The mutants' results."""
    been = baseline([TOY], tests, 1, nothing)
    return judge(chosen, tests, been, alike or {}, 1, nothing)


def named(*ids: str) -> list[Mutant]:
    """The toy's mutants of these ids."""
    every = {one.id: one for one in mutants(TOY)}
    return [every[one] for one in ids]


# --- The good suite ------------------------------------------------------------------------------------------------


def b_takes_a_note_first() -> None:
    """T-FIRST"""
    (finding,) = play("a").decide(letter("b", 1)).hindrances
    assert (finding.norm, finding.unknown, finding.cure, finding.cure_by) == ("T-FIRST", False, "n", "nord")
    assert play("a n").decide(letter("b", 2)).allowed


def a_note_has_a_text() -> None:
    """T-TEXT"""
    assert play("a").decide(letter("n", 1, text=None)).norms == ("T-TEXT",)
    assert play("a n").decide(letter("b", 2, text=None)).allowed


def a_promise_is_owed_by_the_one_who_made_it() -> None:
    """T-DUTY"""
    owed = {one.name: one for one in play("a").apply(letter("o", 1, dag=at(5).date())).duties(at(2))}
    assert {name: (one.bearer, one.counterpart) for name, one in owed.items() if name != "waits"} == {
        "due": ("nord", None),
        "age": ("nord", None),
        "stays": ("nord", None),
    }
    assert owed["due"].due == at(5).date()
    assert {one.norms for one in owed.values()} == {("T-DUTY",)}


def a_promise_is_met_or_lapses() -> None:
    """T-DUTY"""
    met = {one.name: one.state.value for one in play("a o m").duties(at(9))}
    assert met == {"due": "met", "age": "met", "stays": "met", "waits": "met"}
    lapsed = {one.name: one.state.value for one in play("a o l").duties(at(2))}
    assert lapsed["due"] == "lapsed"
    others = play("a o").apply(letter("l", 2, by="syd"))
    assert {one.name: one.state.value for one in others.duties(at(2))}["due"] == "open"


def a_pause_holds_what_is_owed() -> None:
    """T-DUTY"""
    states = {one.name: one.state.value for one in play("a o p").duties(at(3))}
    assert states == {"due": "suspended", "age": "suspended", "stays": "open", "waits": "waiting"}


def the_end_leaves_what_survives_it() -> None:
    """T-DUTY"""
    states = {one.name: one.state.value for one in play("a o x").duties(at(3))}
    assert states == {"due": "lapsed", "age": "lapsed", "stays": "open", "waits": "lapsed"}


def a_unit_acts() -> None:
    """T-ROLE FF-FAS-1"""
    assert case().decide(letter("a", 0, by="individ", recorded_by="nord")).norms == ("T-ROLE",)
    assert play("a n").apply(letter("b", 2)).phase == "B"
    assert play("a").decide(letter("r", 1)).norms == ("FF-FAS-1",)
    assert play("a n").facts.notes == 1


GOOD: Final = (
    b_takes_a_note_first,
    a_note_has_a_text,
    a_promise_is_owed_by_the_one_who_made_it,
    a_promise_is_met_or_lapses,
    a_pause_holds_what_is_owed,
    the_end_leaves_what_survives_it,
    a_unit_acts,
)


# --- The weak one: the same is played, and nothing is asked --------------------------------------------------------


def everything_is_played() -> None:
    """T-FIRST T-TEXT T-DUTY T-ROLE FF-FAS-1"""
    case().decide(letter("a", 0, by="individ", recorded_by="nord"))
    play("a").decide(letter("b", 1))
    play("a").decide(letter("r", 1))
    play("a").decide(letter("n", 1, text=None))
    play("a n").decide(letter("b", 2, text=None))
    promised = play("a").apply(letter("o", 1, dag=at(5).date()))
    promised.decide(letter("l", 2, by="syd"))
    for word in "mlpx":
        promised.decide(letter(word, 2))
        promised.duties(at(3))


WEAK: Final = (everything_is_played,)
