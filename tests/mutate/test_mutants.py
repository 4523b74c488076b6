"""Planted faults: they survive a suite that only looks, and die under one that asserts."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import attrs
import pytest

from flerpart_flow.proof.mutate import forking, running
from flerpart_flow.proof.mutate.mutant import Group, Mutant, sample
from flerpart_flow.proof.mutate.operators.catalogue import mutants
from flerpart_flow.proof.mutate.patching import put_duty
from flerpart_flow.proof.mutate.running import Fate, HarnessError, baseline
from tests.mutate.suites import GOOD, WEAK, fates, named, nothing, trials, tried
from tests.toy import TOY, letter, play

PLANTED = (
    "toy/norm.dropped/T-FIRST",
    "toy/norm.block-warn/T-FIRST/b",
    "toy/norm.warn-block/T-TEXT/b",
    "toy/guard.dropped/b.2/a_note_first",
    "toy/guard.silent/T-FIRST/a_note_first",
    "toy/guard.always/T-FIRST/a_note_first/T-FIRST",
    "toy/norm.wrong/T-FIRST/T-FIRST/a_note_first",
    "toy/unknown.flag/T-FIRST/T-FIRST/a_note_first",
    "toy/cure.wrong/T-FIRST/T-FIRST/a_note_first",
    "toy/cure.dropped/T-FIRST/T-FIRST/a_note_first",
    "toy/cure_by.wrong/T-FIRST/T-FIRST/a_note_first",
    "toy/cure_by.dropped/T-FIRST/T-FIRST/a_note_first",
    "toy/due/due/+1",
    "toy/due/due/-1",
    "toy/duty.bearer/due",
    "toy/duty.counterpart/due",
    "toy/duty.norm/due",
    "toy/duty.opener_dropped/due/o",
    "toy/duty.meeting_dropped/due/m",
    "toy/duty.lapse_dropped/due/l",
    "toy/duty.lapse_by_anything/due/l",
    "toy/duty.between_parties/due",
    "toy/duty.survives_end/stays",
    "toy/table.effect/n.1",
    "toy/table.phase_dropped/l.6/A",
    "toy/table.phase_added/r.8/A",
    "toy/table.target/b.2/A→stay",
    "toy/table.pauses/P",
)


@pytest.mark.parametrize(("suite", "fate"), [(WEAK, "unasserted"), (GOOD, "own")], ids=["weak", "good"])
def test_planted_faults_survive_a_weak_suite_and_die_under_a_good_one(
    suite: tuple[Callable[[], None], ...], fate: str
) -> None:
    tests = trials(*suite)
    found = fates(named(*PLANTED), tests)
    assert {ident: told for ident, told in found.items() if told != fate} == {}


def test_a_fault_that_only_another_norms_test_notices_is_told_apart() -> None:
    found = tried(named("toy/guard.silent/T-FIRST/a_note_first"), trials(*GOOD[:1], norms=("T-OTHER",)))
    assert [(one.fate, one.by, one.own, one.others) for one in found] == [(Fate.OTHERS, "b_takes_a_note_first", 0, 1)]


def test_what_shows_a_norm_that_repeats_another_shows_that_one() -> None:
    (mutant,) = chosen = named("toy/guard.silent/T-FIRST/a_note_first")
    tests = trials(*GOOD[:1], norms=("T-ALIAS",))
    assert fates(chosen, tests, {"T-FIRST": ("T-ALIAS",)}) == {mutant.id: "own"}


def test_a_fault_where_no_test_has_been_is_told_apart() -> None:
    def opens() -> None:
        """T-DUTY"""
        assert play("a").phase == "A"

    (mutant,) = chosen = named("toy/duty.lapse_dropped/due/l")
    assert fates(chosen, trials(opens)) == {mutant.id: "unreached"}


def test_tests_that_fail_without_a_fault_stop_the_run() -> None:
    def red() -> None:
        """T-FIRST"""
        raise AssertionError

    with pytest.raises(HarnessError, match="red"):
        baseline([TOY], trials(*GOOD, red), 1, nothing)


def test_a_mutant_that_changes_nothing_stops_the_run() -> None:
    (spec,) = (one for one in TOY.duties if one.name == "due")
    same = Mutant(
        "toy/same", "same", Group.DUTIES, ("T-DUTY",), "here", frozenset({("toy", "owed", "due")}),
        partial(put_duty, TOY, "due", between_parties=spec.between_parties),
    )  # fmt: skip
    with pytest.raises(HarnessError, match=r"toy/same.*Unchanged"):
        tried([same], trials(*GOOD))


def test_a_mutant_that_changes_nothing_stops_the_run_also_where_no_test_has_been() -> None:
    def broken() -> None:
        put_duty(TOY, "due", between_parties=True)

    with pytest.raises(HarnessError, match="Unchanged"):
        tried([Mutant("toy/same", "same", Group.DUTIES, (), "here", frozenset(), broken)], trials(*GOOD))


def test_the_routine_is_whole_after_a_run() -> None:
    before = attrs.asdict(TOY, recurse=False)
    tried(named(*PLANTED), trials(*GOOD))
    assert attrs.asdict(TOY, recurse=False) == before
    assert play("a").decide(letter("b", 1)).norms == ("T-FIRST",)


def test_a_test_that_a_fault_keeps_going_for_ever_is_stopped_and_counts_as_noticing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(forking, "CPU_SECONDS", 0.2)

    def endless() -> bool:
        while True:
            pass

    ((_, told),) = forking.each([("endless", endless)], 1)
    assert told.stopped


def test_each_mutant_has_an_id_of_its_own_and_a_seed_gives_the_same_sample() -> None:
    every = mutants(TOY)
    assert len({one.id for one in every}) == len(every)
    drawn = [one.id for one in sample(every, 20, 7)]
    assert drawn == [one.id for one in sample(mutants(TOY), 20, 7)]
    assert len(drawn) == 20
    assert drawn != [one.id for one in sample(every, 20, 8)]
    left = [one for one in every if one.id != drawn[0]]
    assert set(drawn[1:]) <= {one.id for one in sample(left, 20, 7)}


def test_a_run_gives_the_same_twice() -> None:
    chosen = sample(mutants(TOY), 25, 3)
    first, again = (tried(chosen, trials(*GOOD)) for _ in range(2))
    assert first == again


def test_others_are_tried_up_to_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "OTHERS", 2)
    (found,) = tried(named("toy/table.effect/a.0"), trials(*GOOD, norms=("T-OTHER",)))
    assert found.others == 2
