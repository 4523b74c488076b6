"""A case: an immutable value that is asked, and that an event turns into the next value."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import pytest

from flerpart_flow.engine.definition.correction import Ratta
from flerpart_flow.engine.errors import (
    DefinitionError,
    EventError,
    FlowError,
    JournalError,
    RulesError,
    RulesNotInstalled,
)
from flerpart_flow.engine.judging.case import Case, LineStatus, case_of, open_case
from flerpart_flow.engine.judging.decision import Refused
from flerpart_flow.engine.judging.queries import Answer
from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.record.header import Header, Pin
from flerpart_flow.engine.record.recorded import recorded
from flerpart_flow.routines.flerpartsmote import FLERPARTSMOTE, BedomBehov, IdentifieraBehov, UpprattaPlan
from tests import toy
from tests.toy import TOY, A, N, at, case, letter, play

NAIVE = datetime(2026, 1, 13, 8, 0)  # noqa: DTZ001  this is what is refused


def refusal_of(start: Case, event: Event) -> EventError:
    """The error that the case raises, of whatever is asked about the event; the case stays as it was."""
    asks: tuple[Callable[[Event], object], ...] = (start.decide, start.apply, start.record, start.why_not)
    errors = []
    for ask in asks:
        with pytest.raises(EventError) as error:
            ask(event)
        errors.append(error.value)
    assert len({error.code for error in errors}) == 1
    return errors[0]


# --- Numbers and times -------------------------------------------------------------------------------------------


def test_a_case_numbers_an_event_that_has_no_number() -> None:
    run = play("a n n")
    assert [line.nr for line in run.lines] == [1, 2, 3]
    assert run.decide(letter("n", 5)).event.nr == 4


@pytest.mark.parametrize("nr", [1, 2, 4, 5])
def test_a_number_that_is_repeated_or_skipped_is_an_error(nr: int) -> None:
    error = refusal_of(play("a n"), letter("n", 5, nr=nr))
    assert (error.code, error.field, error.values["expected"]) == ("handelse.nr", "nr", 3)


def test_the_right_number_is_fine() -> None:
    assert len(play("a n").apply(letter("n", 5, nr=3)).lines) == 3


def test_lines_stand_in_the_order_they_were_recorded() -> None:
    start = play("a n").apply(letter("n", 3, recorded_at=at(9)))
    error = refusal_of(start, letter("n", 4, recorded_at=at(8)))
    assert (error.code, error.field, error.values["line"]) == ("handelse.ordning", "recorded_at", 3)
    assert start.apply(letter("n", 4, recorded_at=at(9))).lines[3].recorded_at == at(9)


def test_an_event_is_not_recorded_before_it_happened() -> None:
    with pytest.raises(EventError) as error:
        letter("n", 4, recorded_at=at(3))
    assert (error.value.code, error.value.field) == ("handelse.registrerad_fore", "recorded_at")


@pytest.mark.parametrize("field", ["occurred_at", "recorded_at"])
def test_a_naive_time_in_an_event_is_refused(field: str) -> None:
    with pytest.raises(EventError) as error:
        letter("n", 1, **{field: NAIVE})
    assert (error.value.code, error.value.field) == ("falt.tid_naive", field)


@pytest.mark.parametrize("field", ["occurred_at", "by"])
def test_an_event_says_when_and_who(field: str) -> None:
    with pytest.raises(EventError) as error:
        letter("n", 1, **{field: None})
    assert (error.value.code, error.value.field) == ("handelse.ofullstandig", field)


@pytest.mark.parametrize("ask", ["state_at", "permitted", "duties", "deviations"])
def test_a_query_at_a_naive_time_is_refused(ask: str) -> None:
    for start in (case(), play("a n")):
        with pytest.raises(EventError) as error:
            getattr(start, ask)(NAIVE)
        assert (error.value.code, error.value.field) == ("falt.tid_naive", "at")
        with pytest.raises(EventError):
            start.why_not(N, NAIVE)


@pytest.mark.parametrize("year", [1, 2004, 2101, 9999])
def test_a_query_outside_the_years_that_can_be_held_is_refused(year: int) -> None:
    with pytest.raises(EventError) as error:
        play("a").permitted(datetime(year, 6, 1, tzinfo=UTC))
    assert error.value.code == "falt.tid_range"


def test_a_time_in_any_zone_is_the_same_instant() -> None:
    stockholm = at(1).astimezone(ZoneInfo("Europe/Stockholm"))
    assert play("a").apply(letter("n", 1)) == play("a").apply(letter("n", 1, occurred_at=stockholm))
    assert letter("n", 1, occurred_at=stockholm).occurred_at.tzinfo is UTC


# --- Who ---------------------------------------------------------------------------------------------------------


def test_somebody_who_is_no_unit_needs_a_unit_that_wrote_it_down() -> None:
    error = refusal_of(play("a"), letter("n", 1, by="individ"))
    assert (error.code, error.field) == ("handelse.vem_skrev", "recorded_by")
    assert play("a").decide(letter("n", 1, by="individ", recorded_by="syd")).norms == ("T-ROLE",)


@pytest.mark.parametrize(
    ("change", "field"),
    [({"by": "vast"}, "by"), ({"recorded_by": "individ"}, "recorded_by"), ({"till": ("nord", "ost")}, "till")],
    ids=str,
)
def test_a_code_that_the_rules_do_not_know_is_refused(change: dict[str, Any], field: str) -> None:
    error = refusal_of(play("a"), letter("n", 1, **change))
    assert error.field == field
    assert error.code in {"kod.nara", "kod.okand"}


def test_a_unit_may_carry_a_number() -> None:
    assert not refusal_code(letter("n", 1, by="nord:2"))
    assert refusal_code(letter("n", 1, by="nord:0"))
    assert refusal_code(letter("n", 1, by="nord:x"))


def refusal_code(event: Event) -> str | None:
    try:
        play("a").decide(event)
    except EventError as error:
        return error.code
    return None


def test_an_event_of_another_routine_is_refused() -> None:
    error = refusal_of(play("a"), IdentifieraBehov(occurred_at=at(1), recorded_at=at(1), by="nord"))
    assert (error.code, error.values["routine"]) == ("handelse.annan_rutin", "toy")


def test_an_event_of_the_same_name_from_elsewhere_is_refused() -> None:
    @recorded
    class Other(Event):
        name = "n"

    error = refusal_of(play("a"), Other(occurred_at=at(1), recorded_at=at(1), by="nord"))
    assert error.code == "handelse.annan_rutin"


# --- apply and record ------------------------------------------------------------------------------------------


def test_record_keeps_a_refused_line_and_apply_does_not() -> None:
    start, wrong = play("a"), letter("b", 1)
    with pytest.raises(Refused):
        start.apply(wrong)
    after, decision = start.record(wrong)
    assert not decision.allowed
    assert [line.name for line in after.lines] == ["a", "b"]
    assert after.state == start.state
    assert after.apply(letter("n", 2)).lines[2].nr == 3


def test_apply_and_record_agree_on_what_is_allowed() -> None:
    start, event = play("a n"), letter("b", 5)
    after, decision = start.record(event)
    assert decision.allowed
    assert after == start.apply(event)


def test_apply_all_stops_at_the_first_refusal() -> None:
    with pytest.raises(Refused) as refused:
        case().apply_all([letter("a"), letter("n", 1), letter("c", 2), letter("b", 3)])
    assert refused.value.account.nr == 3
    assert case().apply_all([letter("a"), letter("n", 1), letter("b", 2)]) == play("a n b")


def test_what_became_of_each_line() -> None:
    run = play("a n n n b")
    run, _ = run.record(letter("r", 6))
    run = run.apply(Ratta(occurred_at=at(7), recorded_at=at(7), by="nord", ror=3, skal_kod="felskrivning"))
    run = run.apply(
        Ratta(occurred_at=at(8), recorded_at=at(8), by="nord", ror=4, skal_kod="felskrivning", ratt={"text": "better"})
    )
    expected = ["accepted", "accepted", "struck", "corrected", "accepted", "refused", "accepted", "accepted"]
    assert [run.status(nr).value for nr in range(1, 9)] == expected


@pytest.mark.parametrize("nr", [-1, 0, 3])
def test_there_is_no_status_of_a_line_that_is_not_there(nr: int) -> None:
    with pytest.raises(IndexError):
        play("a n").status(nr)


# --- Questions -------------------------------------------------------------------------------------------------


def test_the_state_at_a_moment_is_what_had_occurred_by_then_the_moment_included() -> None:
    run = play("a n b p r x")
    phases = [run.state_at(at(day)).phase for day in (-1, 0, 1, 1.5, 2, 3, 3.9, 4, 5, 99)]
    assert phases == ["start", "A", "A", "A", "B", "P", "P", "B", "X", "X"]


def test_the_state_at_a_moment_counts_what_was_written_down_later() -> None:
    run = play("a n").apply(letter("n", 2, recorded_at=at(30)))
    assert run.state_at(at(5)).facts.notes == 2


def test_a_query_is_yes_no_or_if() -> None:
    run = play("a")
    answers = {one.event: one.answer for one in run.permitted(at(3))}
    assert answers == {
        "n": Answer.IF,
        "b": Answer.NO,
        "o": Answer.YES,
        "m": Answer.YES,
        "l": Answer.YES,
        "p": Answer.YES,
        "x": Answer.YES,
        "ratta": Answer.IF,
    }


def test_a_query_tells_what_an_event_has_to_state_who_may_do_it_and_why_not() -> None:
    answers = {one.event: one for one in play("a").permitted(at(3))}
    assert (answers["n"].states, answers["n"].optional) == (("text",), ("till",))
    assert (answers["n"].role, answers["n"].holders) == ("enhet", ("nord", "syd"))
    assert [finding.norm for finding in answers["b"].findings] == ["T-FIRST"]


def test_why_not_takes_an_event_or_a_kind_of_event_and_a_time() -> None:
    run = play("a")
    assert run.why_not(letter("b", 1)).findings == run.decide(letter("b", 1)).findings
    assert run.why_not(toy.B, at(1)).answer is Answer.NO
    with pytest.raises(TypeError):
        run.why_not(toy.B)


def test_a_case_is_closed_when_its_phase_is_an_end() -> None:
    assert [play(script).closed for script in ("", "a", "a p", "a x")] == [False, False, False, True]


# --- A value ---------------------------------------------------------------------------------------------------


def test_two_cases_with_the_same_header_rules_and_lines_are_equal() -> None:
    assert play("a n b") == play("a n b")
    assert play("a n b") != play("a n")
    assert play("a n b") != play("a n b", open_case(TOY, "toy-2"))
    assert play("a n") != play("a n", case(TOY.rules("1")))


def test_a_correction_in_one_of_them_tells_them_apart() -> None:
    strike = Ratta(occurred_at=at(9), recorded_at=at(9), by="nord", ror=3, skal_kod="felskrivning")
    assert play("a n n").apply(strike) == play("a n n").apply(strike)
    assert play("a n n").apply(strike) != play("a n n").apply(strike.changed(ror=2))


@pytest.mark.parametrize("field", [field.name for field in attrs.fields(Case)])
def test_a_case_is_frozen(field: str) -> None:
    run: Any = play("a n")
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        setattr(run, field, None)


def test_an_event_leaves_the_case_as_it_was() -> None:
    start = play("a n")
    same = play("a n")
    for event in (letter("b", 5), letter("n", 0.5, recorded_at=at(9)), letter("x", 5)):
        start.record(event)
        start.apply(event)
    assert start == same
    assert len(start.lines) == 2


def test_an_event_is_frozen() -> None:
    event: Any = letter("n")
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        event.text = "other"


def test_what_was_handed_in_can_be_changed_afterwards_without_the_case_changing() -> None:
    till = ["nord", "syd"]
    ratt: dict[str, Any] = {"till": till}
    run = play("a").apply(letter("n", 1, till=till))
    run = run.apply(Ratta(occurred_at=at(2), recorded_at=at(2), by="nord", ror=2, skal_kod="felskrivning", ratt=ratt))
    till.append("ost")
    ratt["text"] = "new"
    assert run.lines[1].till == ("nord", "syd")  # type: ignore[attr-defined]  # a line is typed as any event
    assert run.lines[2].ratt == (("till", ("nord", "syd")),)  # type: ignore[attr-defined]  # a line is typed as any event


# --- The rules that it started under -----------------------------------------------------------------------------


def test_a_new_case_pins_the_newest_rules() -> None:
    newest = TOY.rules("2")
    assert case().header.rules == Pin("2", newest.digest, None)
    assert TOY.rules().version == "2"


def test_a_new_case_pins_the_rules_and_the_overlay_that_it_is_given() -> None:
    rules = TOY.rules("1", {"parameter": {"days": 3}})
    pin = case(rules).header.rules
    assert pin == Pin("1", rules.digest, rules.overlay)
    assert rules.overlay is not None


def test_a_header_becomes_a_case_under_the_rules_that_it_pins() -> None:
    assert case_of(TOY, case().header, TOY.rules()) == case()
    assert case_of(TOY, Header("toy", "toy-1"), TOY.rules("1")).rules.version == "1"


@pytest.mark.parametrize(
    "installed",
    [TOY.rules("1"), TOY.rules("2", {"parameter": {"days": 3}})],
    ids=["another version", "another value"],
)
def test_under_other_rules_the_error_names_both(installed: Any) -> None:
    header = case().header
    with pytest.raises(RulesNotInstalled) as error:
        case_of(TOY, header, installed)
    assert header.rules is not None
    for lang in ("sv", "en"):
        told = error.value.text(lang)
        for part in (header.rules.version, header.rules.digest, installed.version, installed.digest):
            assert part in told
        assert installed.overlay is None or installed.overlay in told


def test_a_version_that_is_not_installed_is_named_with_those_that_are() -> None:
    with pytest.raises(RulesNotInstalled) as error:
        TOY.rules("3")
    assert "3" in str(error.value)
    assert "1, 2" in str(error.value)


def test_the_references_of_a_case() -> None:
    opened = open_case(TOY, "toy-2", municipality="skogby", previous="toy-1", linked=["ui-7"]).header
    assert (opened.case, opened.municipality, opened.previous, opened.linked) == ("toy-2", "skogby", "toy-1", ("ui-7",))


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"case": ""}, "case"),
        ({"case": "a\nb"}, "case"),
        ({"case": "x" * 201}, "case"),
        ({"case": 7}, "case"),
        ({"previous": " "}, "previous"),
        ({"linked": ["ok", ""]}, "linked"),
        ({"municipality": "skogbyn"}, "municipality"),
        ({"municipality": 7}, "municipality"),
        ({"municipality": ["skogby"]}, "municipality"),
        ({"case": "19121212-1212"}, "case"),
        ({"previous": "121212-1212"}, "previous"),
        ({"linked": ["ok", "191212121212"]}, "linked"),
    ],
    ids=str,
)
def test_a_reference_that_is_none_is_refused(change: dict[str, Any], field: str) -> None:
    with pytest.raises(EventError) as error:
        open_case(TOY, **{"case": "toy-1", **change})
    assert error.value.field == field
    assert "1212" not in f"{error.value.text('sv')}{error.value.text('en')}"


def test_a_case_shows_itself_without_its_lines() -> None:
    assert "lines=2" in repr(play("a n"))
    assert "routine=toy" in repr(play("a n"))


def test_two_moments_an_hour_apart_are_told_apart_when_the_clocks_go_back() -> None:
    night = datetime(2026, 10, 25, 2, 30, tzinfo=ZoneInfo("Europe/Stockholm"))
    first = case().apply(A(occurred_at=night, recorded_at=night, by="nord"))
    second = first.apply(letter("n", occurred_at=night.replace(fold=1)))
    assert second.lines[1].occurred_at - second.lines[0].occurred_at == timedelta(hours=1)
    assert first.state_at(night).phase == "A"
    assert second.state_at(night).facts.notes == 0


def test_the_real_routine_knows_its_municipalities() -> None:
    with pytest.raises(EventError) as error:
        open_case(FLERPARTSMOTE, "arende-1", municipality="upsala")
    assert "uppsala" in str(error.value)


def test_a_status_is_written_as_a_word() -> None:
    assert [status.value for status in LineStatus] == ["accepted", "refused", "corrected", "struck"]


# --- Errors, references and texts --------------------------------------------------------------------------------

COPIES: tuple[Callable[[Any], Any], ...] = (
    copy.copy,
    copy.deepcopy,
    *((lambda error, p=p: pickle.loads(pickle.dumps(error, p))) for p in range(2, pickle.HIGHEST_PROTOCOL + 1)),
)


@pytest.mark.parametrize("copied", COPIES)
@pytest.mark.parametrize(
    "error",
    [
        FlowError("nekad"),
        DefinitionError("definition.text_saknas", key="x", lang="sv"),
        EventError("kod.okand", field="till", list="enhet", choices="nord, syd"),
        JournalError("journal.nr", line=3, field="nr", expected=2),
        RulesError("overlagring.fast", norm="T-TEXT"),
        RulesNotInstalled("regler.version", version="9", installed="1, 2"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_an_error_can_be_copied_and_pickled(error: FlowError, copied: Callable[[Any], Any]) -> None:
    error.add_note("en anteckning")
    twin = copied(error)
    assert type(twin) is type(error)
    assert twin is not error
    assert (twin.args, vars(twin)) == (error.args, vars(error))
    assert [twin.text(lang) for lang in ("sv", "en")] == [error.text(lang) for lang in ("sv", "en")]


@pytest.mark.parametrize(
    "copied", [*COPIES, lambda error: pickle.loads(pickle.dumps(pickle.loads(pickle.dumps(error))))]
)
def test_a_refusal_can_be_copied_and_pickled(copied: Callable[[Any], Any]) -> None:
    start = open_case(FLERPARTSMOTE, "arende-1")
    with pytest.raises(Refused) as raised:
        start.apply(BedomBehov(occurred_at=at(1), recorded_at=at(1), by="kommun:arbetsmarknad"))
    twin = copied(raised.value)
    assert [twin.text(lang) for lang in ("sv", "en")] == [raised.value.text(lang) for lang in ("sv", "en")]
    assert twin.account.norms == raised.value.account.norms
    assert twin.account.findings == raised.value.account.findings
    assert not twin.account.allowed


@pytest.mark.parametrize("reference", [None, "", 7])
def test_a_case_has_a_reference(reference: Any) -> None:
    with pytest.raises(EventError) as error:
        open_case(FLERPARTSMOTE, reference)
    assert (error.value.code, error.value.field) == ("falt.referens", "case")


def test_linked_cases_are_a_list_and_no_bare_text() -> None:
    linked: Any = "abc"
    with pytest.raises(EventError) as error:
        Header("toy", "arende-1", linked=linked)
    assert (error.value.code, error.value.field) == ("falt.texter", "linked")


@pytest.mark.parametrize("character", ["\x00", "\x1b", "\x7f", "\x85", "\x9b", "\u202a", "\u202e", "\u2066", "\u2069"])
def test_a_text_holds_no_control_character(character: str) -> None:
    with pytest.raises(EventError) as error:
        letter("b", 1, text=f"rum{character}1")
    assert (error.value.code, error.value.field) == ("falt.text", "text")


@pytest.mark.parametrize(
    ("plan", "field"),
    [
        ({"mal": 3}, "plan.mal"),
        ({"atgarder": [{"id": 3}]}, "plan.atgarder.id"),
        ({"mal": [{"id": "a"}, {"id": "a"}]}, "plan.mal"),
        ({"mal": [{"x": 1}]}, "plan.mal"),
        ({"uppfoljning": "x"}, "plan.uppfoljning"),
        ({"x": 1}, "plan"),
    ],
)
def test_a_fault_in_a_plan_names_its_place_once(plan: Any, field: str) -> None:
    with pytest.raises(EventError) as error:
        UpprattaPlan(occurred_at=at(1), recorded_at=at(1), by="kommun:arbetsmarknad", plan=plan)
    assert error.value.field == field


@pytest.mark.parametrize("ratt", [{"plats": "x"}, {"by": "nord"}])
def test_correcting_an_event_without_content_is_told_so(ratt: Any) -> None:
    error = refusal_of(play("a n"), Ratta(occurred_at=at(5), recorded_at=at(5), by="nord", ror=1, ratt=ratt))
    for lang in ("sv", "en"):
        assert ": ." not in error.text(lang)
    assert "inget" in error.text("sv")
