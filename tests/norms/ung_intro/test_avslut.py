"""Ending, deviations and corrections (UI-AVSLUT, UI-GENOMF-3, UI-AVVIK-1, A20, A38)."""

from __future__ import annotations

from typing import Any

import pytest

from flerpart_flow import UNG_INTRO, RulesError
from flerpart_flow.engine.record.events import Event
from flerpart_flow.routines.ung_intro import (
    Avsluta,
    AvslutaEgenDel,
    IdentifieraBehov,
    Kontaktforsok,
    LamnaUppgift,
    RapporteraAvvikelse,
    Ratta,
    Samrada,
    TackaNejTillInsats,
)
from tests.policy import policy
from tests.story import found, moment, represented
from tests.ung_intro_stories import (
    AF,
    FK,
    INDIVID,
    PSYKIATRI,
    UI,
    admitted,
    closed,
    consented,
    everywhere,
    paused,
    ready,
    referred,
    seen,
    started,
)

OPEN = [name for name in everywhere() if name != "avslut"]

# --- The case ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("phase", OPEN)
@pytest.mark.parametrize("by", [INDIVID, "ombud"])
@policy("UI-AVSLUT-4", "FF-UI-AVSLUT-1")
def test_the_person_ends_it_at_any_time_by_wishing_so(phase: str, by: str) -> None:
    decision = represented(everywhere()[phase], by).ask(Avsluta, by, skal_kod="individens_onskan")
    assert decision.allowed
    assert not decision.findings
    assert decision.state.phase == "avslut"


@policy("UI-AVSLUT-4")
def test_what_is_closed_is_closed() -> None:
    assert "FF-FAS-1" in closed().ask(Avsluta, INDIVID, skal_kod="individens_onskan").norms


@pytest.mark.parametrize(("by", "allowed"), [(UI, True), (PSYKIATRI, False), (FK, False), (INDIVID, False)])
@policy("FF-UI-AVSLUT-1")
def test_other_reasons_are_for_the_one_who_answers_for_the_case(by: str, allowed: bool) -> None:
    decision = started().ask(Avsluta, by, skal_kod="behov_upphort", samrad="ja")
    assert decision.norms == (() if allowed else ("FF-UI-AVSLUT-1",))


@policy("FF-UI-AVSLUT-1", "UI-AVSLUT-4")
def test_the_persons_wish_is_the_persons_to_say_and_no_units() -> None:
    assert started().ask(Avsluta, FK, skal_kod="individens_onskan").norms == ("FF-UI-AVSLUT-1", "FF-UI-AVSLUT-2")
    assert started().ask(Avsluta, UI, skal_kod="individens_onskan").norms == ("FF-UI-AVSLUT-2",)
    assert started().ask(Avsluta, INDIVID, skal_kod="individens_onskan").allowed


@pytest.mark.parametrize("reason", ["behov_upphort", "administrativt", "utanfor_malgrupp", "inget_behov"])
@pytest.mark.parametrize("phase", [admitted, started])
@policy("UI-AVSLUT-3")
def test_who_was_taken_in_is_consulted_whatever_the_reason(phase: Any, reason: str) -> None:
    assert found(phase().ask(Avsluta, UI, skal_kod=reason), "UI-AVSLUT-3") == ("warn",)
    assert found(phase().ask(Avsluta, UI, skal_kod=reason, samrad="ja"), "UI-AVSLUT-3") == ()
    assert found(phase().ask(AvslutaEgenDel, UI, skal_kod="annat"), "UI-AVSLUT-3") == ("warn",)


@pytest.mark.parametrize(
    ("phase", "who", "reason"),
    [
        (referred, UI, "administrativt"),
        (paused, UI, "samtycke_aterkallat"),
        (paused, UI, "administrativt"),
        (started, UI, "flytt_eller_dodsfall"),
        (started, INDIVID, "individens_onskan"),
    ],
)
@policy("UI-AVSLUT-3")
def test_nobody_is_missed_in_consultation_who_was_not_taken_in_or_withdrew_or_died_or_ended_it(
    phase: Any, who: str, reason: str
) -> None:
    decision = phase().ask(Avsluta, who, skal_kod=reason)
    assert decision.allowed
    assert found(decision, "UI-AVSLUT-3") == ()


@pytest.mark.parametrize(("consulted", "weights"), [("ja", ()), ("nej", ("warn",)), ("okant", ("warn",))])
@policy("UI-AVSLUT-1", "UI-AVSLUT-3")
def test_coordinated_measures_end_when_the_need_is_gone_and_that_is_talked_over(
    consulted: str, weights: tuple[str, ...]
) -> None:
    decision = started().ask(Avsluta, UI, skal_kod="behov_upphort", samrad=consulted)
    assert decision.allowed
    assert decision.state.phase == "avslut"
    assert found(decision, "UI-AVSLUT-3") == weights
    assert found(decision, "UI-AVSLUT-1") == ()


@policy("UI-AVSLUT-1")
def test_before_the_start_nothing_is_coordinated_that_could_end() -> None:
    decision = admitted().ask(Avsluta, UI, skal_kod="behov_upphort", samrad="ja")
    assert decision.allowed
    assert found(decision, "UI-AVSLUT-1") == ("warn",)
    assert found(admitted().ask(Avsluta, UI, skal_kod="inget_behov"), "UI-AVSLUT-1") == ()


@policy("FF-UI-AVSLUT-2")
def test_a_closing_gives_a_reason() -> None:
    assert started().ask(Avsluta, UI).norms == ("FF-UI-AVSLUT-2",)
    assert started().ask(Avsluta, UI, skal_kod="administrativt").allowed


@policy("FF-UI-AVSLUT-2")
def test_a_withdrawal_is_a_reason_only_where_there_was_one() -> None:
    assert started().ask(Avsluta, UI, skal_kod="samtycke_aterkallat").norms == ("FF-UI-AVSLUT-2",)
    assert paused().ask(Avsluta, UI, skal_kod="samtycke_aterkallat").allowed
    assert started().ask(Avsluta, UI, skal_kod="flytt_eller_dodsfall").allowed


@policy("FF-UI-AVSLUT-2")
def test_no_overlay_lets_a_false_withdrawal_through() -> None:
    with pytest.raises(RulesError) as error:
        UNG_INTRO.rules(overlay={"norm": {"FF-UI-AVSLUT-2": {"severity": "note"}}})
    assert error.value.code == "overlagring.fast"


# --- A unit's own part ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("unit", "phase"), [(FK, "samverkan"), (PSYKIATRI, "samverkan"), (UI, "avslut")])
@policy("UI-AVSLUT-2")
def test_each_organisation_ends_its_own_part_and_without_ung_intro_the_case_is_over(unit: str, phase: str) -> None:
    decision = started().ask(AvslutaEgenDel, unit, samrad="ja", skal_kod="uppdraget")
    assert decision.allowed
    assert not decision.findings
    assert decision.state.phase == phase


@pytest.mark.parametrize(
    ("story", "unit", "phase"),
    [
        (consented, FK, "forberedelse"),
        (consented, PSYKIATRI, "avslut"),
        (consented, UI, "avslut"),
        (referred, PSYKIATRI, "aktualisering"),
        (referred, UI, "avslut"),
    ],
)
@policy("UI-AVSLUT-2")
def test_before_the_support_too_a_unit_ends_its_part_and_without_the_one_it_rests_on_the_case_is_over(
    story: Any, unit: str, phase: str
) -> None:
    decision = story().ask(AvslutaEgenDel, unit, samrad="ja", skal_kod="uppdraget")
    assert decision.allowed
    assert decision.state.phase == phase


@pytest.mark.parametrize("phase", ["forberedelse", "aktualisering", "antagen", "samverkan", "vilande"])
@policy("UI-AVSLUT-2")
def test_nobody_has_a_veto(phase: str) -> None:
    assert everywhere()[phase].ask(AvslutaEgenDel, FK).allowed


@policy("UI-AVSLUT-2")
def test_the_person_ends_no_organisations_part() -> None:
    assert started().ask(AvslutaEgenDel, INDIVID, samrad="ja").norms == ("UI-AVSLUT-2",)


@pytest.mark.parametrize(("consulted", "weights"), [("ja", ()), ("nej", ("warn",)), ("okant", ("warn",))])
@policy("UI-AVSLUT-3")
def test_an_organisation_that_ends_its_part_ought_to_consult(consulted: str, weights: tuple[str, ...]) -> None:
    decision = started().ask(AvslutaEgenDel, FK, samrad=consulted)
    assert decision.allowed
    assert found(decision, "UI-AVSLUT-3") == weights


@pytest.mark.parametrize(("reason", "weights"), [("ersatts", ("warn",)), ("behov_upphort", ()), (None, ())])
@policy("UI-GENOMF-3")
def test_ung_intro_takes_no_ordinary_measures_place(reason: str | None, weights: tuple[str, ...]) -> None:
    decision = started().ask(AvslutaEgenDel, FK, samrad="ja", skal_kod=reason)
    assert decision.allowed
    assert found(decision, "UI-GENOMF-3") == weights


@pytest.mark.parametrize(
    ("norm", "kind", "content"),
    [
        ("UI-AVSLUT-3", AvslutaEgenDel, {"samrad": "nej"}),
        ("UI-GENOMF-3", AvslutaEgenDel, {"samrad": "ja", "skal_kod": "ersatts"}),
        ("UI-AVSLUT-3", Avsluta, {"skal_kod": "behov_upphort", "samrad": "nej"}),
    ],
)
@policy("UI-AVSLUT-2", "UI-AVSLUT-3", "UI-GENOMF-3")
def test_no_organisation_makes_a_veto_of_what_only_ought_to_be(
    norm: str, kind: type[Event], content: dict[str, Any]
) -> None:
    with pytest.raises(RulesError) as refused:
        started(overlay={"norm": {norm: {"severity": "block"}}})
    assert refused.value.code == "overlagring.tak"
    decision = started().ask(kind, UI, **content)
    assert decision.allowed
    assert found(decision, norm) == ("warn",)


# --- Deviations ----------------------------------------------------------------------------------------------------


@policy("UI-AVVIK-1")
@pytest.mark.parametrize(
    ("days", "part", "weights"),
    [
        ((), FK, ("block",)),
        ((40, 41), PSYKIATRI, ("block",)),
        ((40,), FK, ("warn",)),
        ((40, 40.1), FK, ("warn",)),
        ((40, 41), FK, ()),
    ],
)
def test_that_a_party_does_not_answer_is_reported_after_attempts(
    days: tuple[float, ...], part: str, weights: tuple[str, ...]
) -> None:
    story = started()
    for day in days:
        story.do(Kontaktforsok, UI, till=FK, kanal="telefon", day=day)
    decision = story.ask(RapporteraAvvikelse, UI, slag="inget_svar", part=part, lamnas_till=UI)
    assert found(decision, "UI-AVVIK-1") == weights
    assert decision.allowed is ("block" not in weights)


REPORT: dict[str, Any] = {"slag": "annat", "part": FK, "lamnas_till": PSYKIATRI}


@pytest.mark.parametrize("phase", everywhere())
@policy("UI-AVVIK-1")
def test_a_deviation_is_reported_at_any_time_to_an_authoritys_own_routine(phase: str) -> None:
    assert everywhere()[phase].ask(RapporteraAvvikelse, **REPORT).allowed


@pytest.mark.parametrize("missing", ["slag", "part", "lamnas_till"])
@policy("UI-AVVIK-1")
def test_a_report_is_whole(missing: str) -> None:
    assert started().ask(RapporteraAvvikelse, **{**REPORT, missing: None}).norms == ("UI-AVVIK-1",)


@policy("UI-AVVIK-1")
def test_a_report_points_at_a_line_there_is_and_comes_from_a_unit() -> None:
    story = started()
    assert story.ask(RapporteraAvvikelse, **REPORT, ror=len(story.case.lines)).allowed
    assert story.ask(RapporteraAvvikelse, **REPORT, ror=len(story.case.lines) + 1).norms == ("UI-AVVIK-1",)
    assert story.ask(RapporteraAvvikelse, INDIVID, **REPORT).norms == ("UI-AVVIK-1",)


@policy("UI-AVVIK-1")
def test_one_that_does_not_answer_is_proposed_until_it_is_reported_or_answers() -> None:
    story = started()
    story.do(Kontaktforsok, UI, till=FK, day=20)
    assert story.case.deviations(moment(21)) == ()
    story.do(Kontaktforsok, UI, till=FK, day=21)
    (proposed,) = story.case.deviations(moment(22))
    assert (proposed.kind, proposed.unit, proposed.norm) == ("inget_svar", FK, "UI-AVVIK-1")
    reported = started()
    reported.case, reported.day = story.case, 22
    reported.do(RapporteraAvvikelse, UI, slag="inget_svar", part=FK, lamnas_till=UI)
    assert reported.case.deviations(moment(23)) == ()
    story.do(LamnaUppgift, FK, till=UI, amne="halsa", day=22)
    assert story.case.deviations(moment(23)) == ()


def test_neither_the_person_nor_a_withdrawal_is_ever_a_deviation() -> None:
    story = paused()
    for day in (21, 22, 23):
        story.do(Kontaktforsok, UI, till=INDIVID, day=day)
    assert story.case.deviations(moment(60)) == ()


# --- Corrections ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("by", "allowed"), [(FK, True), (UI, True), (AF, False), (PSYKIATRI, False)])
def test_a_line_is_corrected_by_the_unit_that_recorded_it_or_the_one_who_answers(by: str, allowed: bool) -> None:
    story = started()
    line = next(one.nr for one in story.case.lines if one.by == FK)
    decision = story.ask(Ratta, by, ror=line, skal_kod="felskrivning")
    assert decision.norms == (() if allowed else ("FF-RATTELSE-2",))


def test_striking_the_consultation_takes_the_ground_from_the_referral() -> None:
    story = started()
    line = next(one.nr for one in story.case.lines if isinstance(one, Samrada))
    decision = story.do(Ratta, ror=line, skal_kod="fel_arende")
    assert decision.lost
    assert story.case.phase == "forberedelse"


def test_only_the_closing_itself_opens_a_closed_case_again() -> None:
    story = admitted()
    taken_in = len(story.case.lines)
    story.do(TackaNejTillInsats, INDIVID)
    story.do(Ratta, UI, ror=taken_in, skal_kod="felskrivning")
    assert story.case.phase == "avslut"
    assert story.ask(Ratta, PSYKIATRI, ror=taken_in + 1, skal_kod="felskrivning").norms == ("FF-INDIVID-1",)
    story.do(Ratta, INDIVID, ror=taken_in + 1, skal_kod="felskrivning")
    assert story.case.phase == "aktualisering"


def test_the_way_in_is_corrected_to_another_of_the_same_unit_only() -> None:
    story = seen()
    assert story.ask(Ratta, ror=1, skal_kod="felskrivning", ratt={"onskemal": "okant"}).allowed
    assert isinstance(story.case.lines[0], IdentifieraBehov)
    assert consented().ask(Ratta, ror=1, skal_kod="felskrivning").norms == ("FF-RATTELSE-1",)


def test_ready_is_where_the_referral_is_possible() -> None:
    names = {one.event for one in ready().case.permitted(moment(4))}
    assert {"aktualisera", "samrada", "motivera", "kontaktforsok"} <= names


@pytest.mark.parametrize(("by", "weights"), [(UI, ("warn",)), (INDIVID, ())])
@policy("FF-RATTELSE-4")
def test_a_no_to_the_support_is_the_individuals_to_take_back(by: str, weights: tuple[str, ...]) -> None:
    story = referred()
    story.do(TackaNejTillInsats, INDIVID, recorded_by=UI)
    decision = story.ask(Ratta, by, recorded_by=UI, ror=len(story.case.lines), skal_kod="felskrivning")
    assert decision.norms == (("FF-INDIVID-1",) if weights else ())
    assert found(decision, "FF-RATTELSE-4") == weights


@policy("UI-AVVIK-1")
@pytest.mark.parametrize("left", [0, 1])
def test_that_nobody_had_tried_is_noted_on_a_report_made_before_that_was_known(left: int) -> None:
    story = started()
    for day in (40, 41):
        story.do(Kontaktforsok, UI, till=FK, kanal="telefon", day=day)
    attempts = [line.nr for line in story.case.lines if isinstance(line, Kontaktforsok)]
    story.do(RapporteraAvvikelse, UI, slag="inget_svar", part=FK, lamnas_till="kommun")
    nr = len(story.case.lines)
    for line in attempts[left:]:
        story.do(Ratta, UI, ror=line, skal_kod="fel_arende")
    (placed,) = [one for one in story.case.replayed() if one.nr == nr]
    (decision,) = placed.decisions
    told = [(one.message.code, one.severity.value) for one in decision.findings]
    assert told == [[("avvikelse.visat_senare", "note")], [("avvikelse.fa_forsok", "warn")]][left]
