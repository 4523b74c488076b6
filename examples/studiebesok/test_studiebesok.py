"""The norms of studiebesök, each shown by twins that differ in one fact."""

from datetime import UTC, date, datetime, timedelta

import pytest
from studiebesok import STUDIEBESOK
from studiebesok.handelser import Anmal, Boka, Genomfor, Svara

from flerpart_flow import open_case

MONDAY = datetime(2026, 3, 2, 8, tzinfo=UTC)
UNIT, OTHER = "kommun:arbetsmarknad", "arbetsformedlingen"
FAR = date(2026, 3, 20)


def visit(answer=None):
    """A visit that is registered and, if an answer is given, answered the day after."""
    case = open_case(STUDIEBESOK, "besok-1").apply(Anmal(occurred_at=MONDAY, by=UNIT), now=MONDAY)
    if answer is None:
        return case
    when = MONDAY + timedelta(days=1)
    return case.apply(Svara(occurred_at=when, by="individ", recorded_by=UNIT, vill=answer), now=when)


def booking(by=UNIT, dag=FAR):
    when = MONDAY + timedelta(days=2)
    return Boka(occurred_at=when, recorded_at=when, by=by, dag=dag)


def test_a_day_is_booked_when_the_individual_has_said_yes():
    assert visit("ja").decide(booking()).findings == ()


@pytest.mark.parametrize("answer", ["nej", "okant", None])
def test_no_day_is_booked_before_that(answer):
    assert visit(answer).decide(booking()).norms == ("SB-BOKNING-1",)


def test_a_booking_without_a_day_is_refused():
    assert visit("ja").decide(booking(dag=None)).norms == ("SB-BOKNING-2",)


def test_another_unit_does_not_book():
    assert visit("ja").decide(booking(by=OTHER)).norms == ("SB-ANMALAN-2",)


@pytest.mark.parametrize(("dag", "warned"), [(date(2026, 3, 11), []), (date(2026, 3, 10), ["SB-BOKNING-3"])])
def test_seven_days_are_in_good_time_and_six_give_a_warning(dag, warned):
    decision = visit("ja").decide(booking(dag=dag))
    assert decision.allowed
    assert [finding.norm for finding in decision.remarks] == warned


@pytest.mark.parametrize(("day", "allowed"), [(20, True), (19, False)])
def test_the_visit_takes_place_on_its_day_and_not_before(day, allowed):
    case = visit("ja").apply(booking())
    noon = datetime(2026, 3, day, 12, tzinfo=UTC)
    assert case.decide(Genomfor(occurred_at=noon, by=UNIT), now=noon).allowed is allowed


@pytest.mark.parametrize(("days", "state"), [(8, "open"), (9, "late")])
def test_the_booking_is_late_after_five_working_days(days, state):
    (duty,) = visit("ja").duties(MONDAY + timedelta(days=days))
    assert (duty.name, duty.state.value) == ("boka_besok", state)
