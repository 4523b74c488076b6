"""The ledger of duties: open, met, late, suspended, waiting, lapsed; when they are due, and how old they are.

Day 0 is Monday 12 January 2026. The toy's limit is 6 working days (version 2 of its rules).
"""

from __future__ import annotations

from datetime import date

import attrs
import pytest

from flerpart_flow.engine.definition.correction import Ratta
from flerpart_flow.engine.definition.duties import Duty, DutyState
from flerpart_flow.engine.judging.case import Case
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.routines.flerpartsmote import AterkallaSamtycke, GeSamtycke, Informera
from tests import toy
from tests.stories import ARBETSMARKNAD, INDIVID, accepted, consented, moment
from tests.toy import TOY, at, case, letter, play


def promise(script: str = "a n b", day: float = 3, due: float | None = None, rules: Rules | None = None) -> Case:
    """A case where nord promised something on a day, to be done by another."""
    dag = None if due is None else at(due).date()
    return play(script, case(rules)).apply(letter("o", day, dag=dag))


def duty(run: Case, name: str, day: float) -> Duty:
    """The one duty of a name as it stands on a day."""
    (found,) = [one for one in run.duties(at(day)) if one.name == name]
    return found


def states(run: Case, name: str, *days: float) -> list[str]:
    return [duty(run, name, day).state.value for day in days]


def test_an_open_duty_tells_who_owes_what_since_when_and_under_which_norm() -> None:
    run = play("a").apply(letter("o", 1, antal=7, dag=at(9).date()))
    assert duty(run, "due", 1) == Duty(
        name="due",
        norms=("T-DUTY",),
        bearer="nord",
        counterpart=None,
        about=7,
        state=DutyState.OPEN,
        opened_nr=2,
        opened_at=at(1),
        due=date(2026, 1, 21),
        age_days=0,
        since=at(1),
    )


def test_before_it_is_opened_there_is_none() -> None:
    run = promise(day=3)
    assert [one.name for one in run.duties(at(2))] == ["waits"]
    assert [one.name for one in run.duties(at(3))] == ["waits", "due", "age", "stays"]


def test_it_is_open_through_its_last_day_and_late_the_day_after() -> None:
    assert states(promise(due=5), "due", 3, 5, 5.6, 6, 60) == ["open", "open", "open", "late", "late"]


def test_the_last_day_ends_at_midnight_in_stockholm() -> None:
    """Day 5 is 17 January; 23:30 in UTC is half past midnight on the 18th in Stockholm."""
    late_evening = at(5).replace(hour=22, minute=30)
    run = promise(due=5)
    assert [one.state.value for one in run.duties(late_evening) if one.name == "due"] == ["open"]
    assert [one.state.value for one in run.duties(late_evening.replace(hour=23)) if one.name == "due"] == ["late"]


def test_met_in_time_and_met_late() -> None:
    in_time = promise(due=5).apply(letter("m", 5))
    too_late = promise(due=5).apply(letter("m", 6))
    assert states(in_time, "due", 5, 99) == ["met", "met"]
    assert states(too_late, "due", 6, 99) == ["met_late", "met_late"]
    met = duty(too_late, "due", 99)
    assert (met.ended_nr, met.ended_at, met.due, met.age_days) == (5, at(6), at(5).date(), 3)


def test_before_it_was_met_it_was_open() -> None:
    run = promise(due=5).apply(letter("m", 6))
    assert states(run, "due", 4, 5.9, 6) == ["open", "late", "met_late"]


def test_somebody_elses_act_does_not_meet_it() -> None:
    run = promise(due=5).apply(letter("m", 4, by="syd"))
    assert states(run, "due", 5) == ["open"]


def test_it_lapses_by_what_the_routine_says() -> None:
    run = promise(due=5).apply(letter("l", 9))
    assert states(run, "due", 8, 9, 99) == ["late", "lapsed", "lapsed"]
    assert states(run, "age", 9) == ["open"]


def test_when_the_case_ends_everything_lapses_but_what_survives() -> None:
    run = promise(due=5).apply(letter("x", 4))
    expected = [("stays", "open"), ("waits", "lapsed"), ("due", "lapsed"), ("age", "lapsed")]
    assert [(one.name, one.state.value) for one in run.duties(at(9))] == expected


def test_a_duty_without_a_day_has_an_age_only() -> None:
    stays = duty(promise(day=3), "stays", 400)
    assert (stays.state, stays.due, stays.age_days) == (DutyState.OPEN, None, 397)


@pytest.mark.parametrize(("day", "age"), [(3, 0), (3.9, 0), (4, 1), (10.5, 7)])
def test_the_age_counts_whole_days(day: float, age: int) -> None:
    assert duty(promise(day=3), "age", day).age_days == age


def test_a_limit_counts_working_days() -> None:
    """From Thursday 15 January six working days end on Friday 23; the weekend doesn't count."""
    assert states(promise(day=3), "age", 11, 12, 13, 14) == ["open", "open", "open", "late"]


def test_a_limit_of_nought_is_none() -> None:
    rules = TOY.rules(overlay={"parameter": {"days": 0}})
    assert states(promise(rules=rules), "age", 4, 400) == ["open", "open"]


def test_an_overlay_sets_the_limit() -> None:
    rules = TOY.rules(overlay={"parameter": {"days": 1}})
    assert states(promise(rules=rules), "age", 4, 5, 6, 7) == ["open", "open", "open", "late"]
    assert states(promise(rules=rules, day=0.5, script="a"), "age", 1, 2) == ["open", "late"]


def test_a_due_day_goes_before_the_limit() -> None:
    spec = attrs.evolve(toy.DUTIES[0], threshold=toy.DAYS)
    run = attrs.evolve(case(), routine=toy.build(duties=(spec,)))
    run = run.apply(letter("a")).apply(letter("o", 1, dag=at(90).date()))
    assert states(run, "due", 80, 91) == ["open", "late"]


def test_no_clock_runs_before_the_event_that_starts_it() -> None:
    waiting = play("a n")
    assert [(one.state.value, one.age_days) for one in waiting.duties(at(300))] == [("waiting", 0)]
    started = waiting.apply(letter("b", 300))
    assert duty(started, "waits", 301).age_days == 1
    assert states(started, "waits", 299, 300, 330) == ["waiting", "open", "late"]


def test_one_thing_is_owed_once() -> None:
    run = promise(due=5).apply(letter("o", 4, dag=at(5).date()))
    assert [one.name for one in run.duties(at(4))] == ["waits", "due", "age", "stays"]
    other = promise(due=5).apply(letter("o", 4, dag=at(5).date(), antal=2))
    assert [one.about for one in other.duties(at(4)) if one.name == "due"] == [None, 2]


def test_it_can_be_owed_again_after_it_was_met() -> None:
    run = promise(due=5).apply(letter("m", 4)).apply(letter("o", 5, dag=at(8).date()))
    assert sorted(one.state.value for one in run.duties(at(6)) if one.name == "due") == ["met", "open"]


def test_open_ones_come_first_oldest_first() -> None:
    run = promise(due=5).apply(letter("m", 4)).apply(letter("o", 5, antal=2)).apply(letter("o", 6, antal=3))
    found = run.duties(at(7))
    assert [one.about for one in found if one.ended_nr is None and one.name == "due"] == [2, 3]
    assert [one.ended_nr is None for one in found] == [True] * 6 + [False] * 4


# --- Clocks that stand still -----------------------------------------------------------------------------------


def test_while_the_routine_pauses_what_the_parties_owe_is_suspended() -> None:
    run = promise(due=5).apply(letter("p", 4))
    assert states(run, "due", 4, 90) == ["suspended", "suspended"]
    assert states(run, "age", 90) == ["suspended"]
    assert states(run, "stays", 90) == ["open"]


def test_after_the_pause_the_due_day_has_moved_on_by_the_days_it_took() -> None:
    run = promise(due=5).apply(letter("p", 4)).apply(letter("r", 14))
    assert duty(run, "due", 14).due == at(15).date()
    assert states(run, "due", 14, 15, 16) == ["open", "open", "late"]


def test_the_age_does_not_count_the_pause() -> None:
    run = promise(day=3).apply(letter("p", 5)).apply(letter("r", 15))
    ages = [duty(run, "age", day).age_days for day in (4, 5, 10, 15, 16)]
    assert ages == [1, 2, 2, 2, 3]
    assert duty(run, "stays", 16).age_days == 13


def test_the_limit_does_not_count_the_pause() -> None:
    """Thursday 15 January, four weeks' rest, and so as if it had begun on Thursday 12 February."""
    run = promise(day=3).apply(letter("p", 4)).apply(letter("r", 32))
    assert states(run, "age", 39, 41, 42) == ["open", "open", "late"]


def test_two_pauses_add_up() -> None:
    run = promise(due=20).apply(letter("p", 4)).apply(letter("r", 14))
    run = run.apply(letter("p", 16)).apply(letter("r", 21))
    assert duty(run, "due", 21).due == at(35).date()
    assert duty(run, "due", 22).age_days == 4


def test_what_is_promised_during_a_pause_stands_still_too() -> None:
    run = play("a n p").apply(letter("o", 5, dag=at(8).date()))
    assert states(run, "due", 5, 30) == ["suspended", "suspended"]
    assert states(run, "stays", 30) == ["open"]
    resumed = run.apply(letter("r", 10))
    assert duty(resumed, "due", 10).due == at(13).date()
    assert duty(resumed, "due", 11).age_days == 1


def test_a_duty_can_be_met_during_a_pause() -> None:
    run = promise(due=5).apply(letter("p", 4)).apply(letter("m", 90))
    assert states(run, "due", 90) == ["met"]


def test_a_case_that_ends_during_a_pause_lets_its_duties_lapse_at_the_age_they_had() -> None:
    run = promise(due=5).apply(letter("p", 4)).apply(letter("x", 30))
    lapsed = duty(run, "due", 99)
    assert (lapsed.state, lapsed.age_days, lapsed.due) == (DutyState.LAPSED, 1, at(31).date())


def test_a_clock_that_starts_during_a_pause_counts_from_its_end() -> None:
    """In the real routine: planning runs from the consent, and the consent given in vilande ends the pause."""
    story = consented()
    story.do(AterkallaSamtycke, INDIVID, day=20)
    story.do(Informera, day=40, anpassning=("lattlast",))
    story.do(GeSamtycke, INDIVID, day=41, enheter=(ARBETSMARKNAD, "arbetsformedlingen"), amnen=("halsa",))
    (planning,) = story.duties("paborja_planering", 43)
    # Its age counts from day 0: 20 days until the withdrawal, 2 after the return.
    assert (planning.state, planning.age_days) == (DutyState.OPEN, 22)


# --- Late lines and corrections ----------------------------------------------------------------------------------


def test_what_was_done_in_time_and_written_down_late_is_in_time() -> None:
    run = promise(due=5)
    run = run.apply(letter("n", 30)).apply(letter("m", 5, recorded_at=at(31)))
    assert states(run, "due", 31) == ["met"]


def test_a_struck_act_meets_nothing() -> None:
    run = promise(due=5).apply(letter("m", 5))
    run = run.apply(Ratta(occurred_at=at(40), recorded_at=at(40), by="nord", ror=5, skal_kod="felskrivning"))
    assert states(run, "due", 40) == ["late"]


def test_a_refused_act_meets_nothing() -> None:
    run, decision = promise(due=5).record(letter("m", 5, by="individ", recorded_by="nord"))
    assert not decision.allowed
    assert states(run, "due", 6) == ["late"]


def test_a_decision_tells_which_duties_it_opens_and_ends() -> None:
    run = play("a n b")
    opened = run.decide(letter("o", 5))
    assert [entry.duty for entry in opened.opened] == ["due", "age", "stays"]
    ended = run.apply(letter("o", 5)).decide(letter("m", 6))
    assert [(one.entry.duty, one.how.value) for one in ended.ended] == [
        ("waits", "met"),
        ("due", "met"),
        ("age", "met"),
        ("stays", "met"),
    ]


def test_nothing_runs_late_before_consent_lets_anyone_act() -> None:
    rules = {"parameter": {"first_contact_workdays": 1}}
    story = accepted(rules)
    for name in ("paborja_planering", "ta_forsta_kontakt"):
        (found,) = story.duties(name, 50)
        assert (found.state, found.age_days) == (DutyState.WAITING, 50)
    agreed = consented(overlay=rules, records=False)
    for name in ("paborja_planering", "ta_forsta_kontakt"):
        assert [one.state.value for one in agreed.duties(name, 300)] == ["late"]


def test_asking_changes_nothing() -> None:
    run = promise(due=5)
    before = run.state
    run.duties(at(500))
    run.duties(moment(2))
    assert run.state is before
