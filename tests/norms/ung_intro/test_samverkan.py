"""Collaboration once the support has started (UI-SAMV-1, -4..6, UI-ANSVAR-3, -5, -8..10, UI-GENOMF-2)."""

from __future__ import annotations

from typing import Any

import pytest

from flerpart_flow import EventError
from flerpart_flow.engine.record.events import Event
from flerpart_flow.routines.ung_intro import (
    AterkallaSamtycke,
    AvslutaEgenDel,
    BegransaSamtycke,
    BeOmKontakthjalp,
    EtableraSamordning,
    GeKontakthjalp,
    GeSamtycke,
    Informera,
    InitieraFlerpartsmote,
    InitieraSip,
    KontaktaRehabkoordinator,
    Kontaktforsok,
    LamnaUppgift,
    RapporteraAvvikelse,
    RegistreraPlan,
    Starta,
    TackaJaTillInsats,
    UpprattaGemensamPlanering,
    UtokaSamtycke,
)
from tests.policy import policy
from tests.story import found
from tests.ung_intro_stories import (
    AF,
    EKONOMI,
    FK,
    INDIVID,
    KOORDINATOR,
    PSYKIATRI,
    UI,
    Story,
    admitted,
    started,
    state,
)

INITIATE = "initiera_sip_eller_flerpartsmote"
EVERYBODY = (PSYKIATRI, UI, FK, AF, KOORDINATOR)


def states(story: Story, name: str, day: float | None = None) -> list[str]:
    """How the duties of a name stand."""
    return [duty.state.value for duty in story.duties(name, day)]


# --- SIP or flerpartsmöte in connection with the start ------------------------------------------------------------


@policy("UI-SAMV-1")
def test_when_care_referred_the_case_manager_owes_a_sip_or_a_flerpartsmote() -> None:
    (duty,) = started().duties(INITIATE, 60)
    assert (duty.bearer, duty.state.value, duty.due, duty.age_days) == (UI, "open", None, 50)


@pytest.mark.parametrize("way", ["forsakringskassan", "ekonomiskt_bistand"])
@policy("UI-SAMV-1")
def test_on_the_other_ways_in_nobody_owes_one(way: str) -> None:
    assert started(way).duties(INITIATE) == ()
    assert started(way).ask(InitieraSip, UI, arende="sip-1").allowed


@pytest.mark.parametrize("kind", [InitieraSip, InitieraFlerpartsmote])
@pytest.mark.parametrize("by", [UI, PSYKIATRI])
@policy("UI-SAMV-1")
def test_either_of_the_two_will_do_whoever_initiates_it(kind: type[Event], by: str) -> None:
    story = started()
    story.do(kind, by, arende="annat-1")
    assert states(story, INITIATE) == ["met"]
    assert story.case.facts.initiated[0].case == "annat-1"


@policy("UI-SAMV-1")
def test_one_that_was_initiated_before_the_start_is_enough() -> None:
    story = admitted()
    story.do(InitieraFlerpartsmote, UI, arende="fm-1")
    story.do(TackaJaTillInsats, INDIVID)
    story.do(Starta, UI)
    assert story.duties(INITIATE) == ()


@policy("UI-SAMV-1")
def test_in_connection_with_the_start_has_no_number_but_one_that_an_organisation_sets() -> None:
    limited = started(overlay={"parameter": {"initiate_workdays": 5}})
    assert states(limited, INITIATE, 17) == ["open"]
    assert states(limited, INITIATE, 18) == ["late"]
    assert states(started(), INITIATE, 400) == ["open"]


@pytest.mark.parametrize(
    ("units", "kind", "weights"),
    [
        ((PSYKIATRI, UI, FK), InitieraFlerpartsmote, ()),
        ((PSYKIATRI, UI, FK), InitieraSip, ("note",)),
        ((PSYKIATRI, UI, "kommun:bistand"), InitieraFlerpartsmote, ("note",)),
        ((PSYKIATRI, UI, "kommun:bistand"), InitieraSip, ()),
        ((PSYKIATRI, UI, "arbetsgivare"), InitieraSip, ("note",)),
        ((PSYKIATRI, UI, "arbetsgivare"), InitieraFlerpartsmote, ()),
    ],
)
@policy("UI-SAMV-1")
def test_which_of_the_two_fits_is_advice(units: tuple[str, ...], kind: type[Event], weights: tuple[str, ...]) -> None:
    story = started("ekonomiskt_bistand", units=(EKONOMI, *units))
    decision = story.ask(kind, UI, arende="annat-1")
    assert decision.allowed
    assert found(decision, "UI-SAMV-1") == weights


@pytest.mark.parametrize("kind", [InitieraSip, InitieraFlerpartsmote])
@pytest.mark.parametrize(("reference", "weights"), [("fm-2026-17", ()), (None, ("warn",))])
@policy("FF-UI-LANK-1")
def test_the_reference_links_the_two_cases(kind: type[Event], reference: str | None, weights: tuple[str, ...]) -> None:
    decision = started().ask(kind, UI, arende=reference)
    assert decision.allowed
    assert found(decision, "FF-UI-LANK-1") == weights


@pytest.mark.parametrize("written", ["", "  ", "två\nrader", "x" * 201, 17])
def test_a_reference_that_is_none_is_refused(written: object) -> None:
    with pytest.raises(EventError) as error:
        started().event(InitieraFlerpartsmote, UI, arende=written)
    assert (error.value.code, error.value.field) == ("falt.referens", "arende")


def test_a_reference_is_never_a_personnummer() -> None:
    with pytest.raises(EventError) as error:
        started().event(InitieraFlerpartsmote, UI, arende="19121212-1212")
    assert error.value.code == "falt.personnummer"


@policy("UI-SAMTYCKE-1")
def test_a_unit_that_the_consent_does_not_cover_initiates_nothing() -> None:
    assert "UI-SAMTYCKE-1" in started().ask(InitieraSip, AF, arende="sip-1").norms


# --- The plan goes before other plans -----------------------------------------------------------------------------

JOINT: dict[str, Any] = {"insatser": {AF: "vägledning", FK: "handläggning", UI: "arbetsträning"}}
PLANS: list[tuple[type[Event], str, dict[str, Any]]] = [
    (EtableraSamordning, UI, {}),
    (UpprattaGemensamPlanering, AF, JOINT),
]


@pytest.mark.parametrize(("kind", "by", "content"), PLANS)
@pytest.mark.parametrize(("follows", "weights"), [("fm-1", ()), ("fm-2", ("warn",)), (None, ("warn",))])
@policy("UI-SAMV-5")
def test_where_there_is_a_plan_every_other_plan_starts_from_it(
    kind: type[Event], by: str, content: dict[str, Any], follows: str | None, weights: tuple[str, ...]
) -> None:
    story = started(units=EVERYBODY)
    story.do(RegistreraPlan, PSYKIATRI, planform="flerpartsmote", arende="fm-1")
    decision = story.ask(kind, by, utgar_fran=follows, **content)
    assert decision.allowed
    assert found(decision, "UI-SAMV-5") == weights


@pytest.mark.parametrize(("kind", "by", "content"), PLANS)
@policy("UI-SAMV-5")
def test_a_meeting_that_is_only_initiated_is_no_plan_yet(kind: type[Event], by: str, content: dict[str, Any]) -> None:
    story = started(units=EVERYBODY)
    story.do(InitieraFlerpartsmote, UI, arende="fm-1")
    assert found(story.ask(kind, by, **content), "UI-SAMV-5") == ()


def test_a_plan_says_which_it_is_and_where() -> None:
    story = started()
    assert story.ask(RegistreraPlan, UI, planform="sip").norms == ("FF-INNEHALL-1",)
    assert story.ask(RegistreraPlan, UI, arende="sip-1").norms == ("FF-INNEHALL-1",)
    with pytest.raises(EventError, match="planform"):
        story.ask(RegistreraPlan, UI, planform="sipp", arende="sip-1")
    for _ in range(2):
        story.do(RegistreraPlan, UI, planform="sip", arende="sip-1")
    assert len(story.case.facts.plans) == 1


# --- Coordination by other means -----------------------------------------------------------------------------------


@policy("UI-SAMV-6", "UI-ANSVAR-5")
def test_without_a_plan_ung_intro_owes_coordination_some_other_way() -> None:
    (duty,) = started("ekonomiskt_bistand").duties("etablera_samordning", 20)
    assert (duty.bearer, duty.counterpart, duty.state.value) == (UI, INDIVID, "open")


@policy("UI-SAMV-6")
def test_a_plan_makes_it_needless_and_coordination_meets_it() -> None:
    planned, coordinated, before = started(), started(), admitted()
    planned.do(RegistreraPlan, UI, planform="sip", arende="sip-1")
    assert states(planned, "etablera_samordning") == ["lapsed"]
    coordinated.do(EtableraSamordning, UI)
    assert states(coordinated, "etablera_samordning") == ["met"]
    before.do(RegistreraPlan, PSYKIATRI, planform="sip", arende="sip-1")
    before.do(TackaJaTillInsats, INDIVID)
    before.do(Starta, UI)
    assert before.duties("etablera_samordning") == ()


@policy("UI-SAMV-6")
def test_coordination_is_late_only_where_an_organisation_has_set_a_limit() -> None:
    limited = started(overlay={"parameter": {"coordination_workdays": 5}})
    assert [states(limited, "etablera_samordning", day) for day in (17, 18)] == [["open"], ["late"]]


@pytest.mark.parametrize("by", [PSYKIATRI, FK, INDIVID])
@policy("UI-SAMV-6")
def test_ung_intro_sets_it_up(by: str) -> None:
    assert "UI-SAMV-6" in started().ask(EtableraSamordning, by).norms
    assert started().ask(EtableraSamordning, UI).allowed


@pytest.mark.parametrize(
    ("who", "agreed", "refused", "is_unknown"),
    [
        (None, "okant", False, False),
        (UI, "nej", False, False),
        (PSYKIATRI, "ja", False, False),
        (PSYKIATRI, "nej", True, False),
        (PSYKIATRI, "okant", True, True),
    ],
)
@policy("UI-ANSVAR-5")
def test_another_coordinates_only_where_that_is_agreed(
    who: str | None, agreed: str, refused: bool, is_unknown: bool
) -> None:
    decision = started().ask(EtableraSamordning, UI, samordnare=who, overenskommet=agreed)
    expected = [("UI-ANSVAR-5", is_unknown)] if refused else []
    assert [(one.norm, one.unknown) for one in decision.findings] == expected


@policy("UI-ANSVAR-5")
def test_where_an_organisation_only_warns_nobody_coordinates_without_an_agreement_all_the_same() -> None:
    story = started(overlay={"norm": {"UI-ANSVAR-5": {"severity": "warn"}}})
    story.do(EtableraSamordning, UI, samordnare=PSYKIATRI, overenskommet="nej")
    assert story.case.facts.responsible() == (UI,)


@policy("UI-ANSVAR-5")
def test_a_coordinator_who_is_taken_out_or_leaves_coordinates_no_more() -> None:
    for kind, by, content in (
        (BegransaSamtycke, INDIVID, {"enheter": (PSYKIATRI,)}),
        (AvslutaEgenDel, PSYKIATRI, {"samrad": "ja"}),
    ):
        story = started()
        story.do(EtableraSamordning, UI, samordnare=PSYKIATRI, overenskommet="ja")
        assert story.case.facts.responsible() == (UI, PSYKIATRI)
        story.do(kind, by, **content)
        assert story.case.facts.responsible() == (UI,)


# --- Each organisation works for coordination ----------------------------------------------------------------------

STANDING = [
    ("samordna_vardens_insatser", PSYKIATRI),
    ("samordna_forsakringens_insatser", FK),
    ("verka_for_samordning", AF),
]


@pytest.mark.parametrize(("duty", "unit"), STANDING)
@policy("UI-ANSVAR-3", "UI-ANSVAR-8", "UI-GENOMF-2")
def test_each_organisation_works_for_coordination_until_it_has_come_about(duty: str, unit: str) -> None:
    story = started(units=(PSYKIATRI, UI, FK, AF))
    assert [(one.bearer, one.state.value) for one in story.duties(duty)] == [(unit, "open")]
    story.do(RegistreraPlan, UI, planform="sip", arende="sip-1")
    assert states(story, duty) == ["met"]


@pytest.mark.parametrize(("duty", "unit"), STANDING)
@policy("UI-ANSVAR-3", "UI-ANSVAR-8", "UI-GENOMF-2")
def test_an_organisation_that_takes_no_part_owes_nothing(duty: str, unit: str) -> None:
    units = tuple(one for one in (PSYKIATRI, UI, FK, AF, EKONOMI) if one != unit)
    way = "ekonomiskt_bistand"
    assert unit not in [one.bearer for one in started(way, units=units).duties(duty)]
    assert admitted(units=(PSYKIATRI, UI, FK, AF)).duties(duty) == ()


@policy("UI-GENOMF-2")
def test_one_that_is_added_owes_it_from_then_on_and_one_that_leaves_no_more() -> None:
    story = started()
    assert story.duties("verka_for_samordning") == ()
    story.do(UtokaSamtycke, INDIVID, enheter=(AF,))
    assert states(story, "verka_for_samordning") == ["open"]
    story.do(BegransaSamtycke, INDIVID, enheter=(AF,))
    assert states(story, "verka_for_samordning") == ["lapsed"]
    story.do(AvslutaEgenDel, FK, samrad="ja")
    assert states(story, "samordna_forsakringens_insatser") == ["lapsed"]
    assert states(story, "samordna_vardens_insatser") == ["open"]


@policy("UI-GENOMF-2")
def test_those_who_have_coordinated_owe_nothing_anew_when_another_is_added() -> None:
    story = started()
    story.do(EtableraSamordning, UI)
    story.do(UtokaSamtycke, INDIVID, enheter=(AF,))
    assert states(story, "samordna_vardens_insatser") == ["met"]
    assert states(story, "verka_for_samordning") == ["open"]


@pytest.mark.parametrize("way", ["vard", "forsakringskassan", "ekonomiskt_bistand"])
@policy("UI-GENOMF-2")
def test_the_way_in_makes_no_difference_to_the_duty(way: str) -> None:
    story = started(way, units=(PSYKIATRI, UI, FK, AF, EKONOMI))
    assert {one.bearer for one in story.duties("verka_for_samordning")} == {AF, EKONOMI}


# --- The rehabilitation coordinator --------------------------------------------------------------------------------


def attempts(*days: float, to: str = PSYKIATRI) -> Story:
    """Ung Intro has tried to reach a unit on these days."""
    story = started(units=EVERYBODY)
    for day in days:
        story.do(Kontaktforsok, UI, till=to, kanal="telefon", day=day)
    return story


@pytest.mark.parametrize(
    ("contact", "days", "refused", "is_unknown"),
    [
        ("nej", (), False, False),
        ("ja", (), True, False),
        ("okant", (), True, True),
        ("ja", (20,), True, False),
        ("ja", (20, 20.2), True, False),
        ("ja", (20, 21), False, False),
        ("okant", (20, 21), False, False),
    ],
)
@policy("UI-SAMV-4")
def test_the_coordinator_is_asked_where_there_is_no_care_contact_or_it_does_not_answer(
    contact: str, days: tuple[float, ...], refused: bool, is_unknown: bool
) -> None:
    decision = attempts(*days).ask(KontaktaRehabkoordinator, UI, till=KOORDINATOR, fast_vardkontakt=contact)
    expected = [("UI-SAMV-4", is_unknown)] if refused else []
    assert [(one.norm, one.unknown) for one in decision.findings] == expected


@policy("UI-SAMV-4")
def test_attempts_count_towards_care_and_only_until_it_answers() -> None:
    ask: dict[str, Any] = {"till": KOORDINATOR, "fast_vardkontakt": "ja"}
    assert attempts(20, 21, to=FK).ask(KontaktaRehabkoordinator, UI, **ask).norms == ("UI-SAMV-4",)
    answered = attempts(20, 21)
    assert answered.ask(KontaktaRehabkoordinator, UI, **ask).allowed
    answered.do(LamnaUppgift, PSYKIATRI, till=UI, amne="halsa")
    assert answered.ask(KontaktaRehabkoordinator, UI, **ask).norms == ("UI-SAMV-4",)


@pytest.mark.parametrize(
    ("by", "to", "allowed"),
    [
        (UI, PSYKIATRI, True),
        (UI, "region:primarvard", True),
        (UI, KOORDINATOR, False),
        (PSYKIATRI, "region:primarvard", False),
        (FK, PSYKIATRI, False),
    ],
)
@policy("UI-SAMV-4")
def test_only_the_case_managers_attempts_to_reach_a_care_contact_count(by: str, to: str, allowed: bool) -> None:
    story = started(units=(*EVERYBODY, "region:primarvard"))
    for day in (20, 21):
        story.do(Kontaktforsok, by, till=to, kanal="telefon", day=day)
    decision = story.ask(KontaktaRehabkoordinator, UI, till=KOORDINATOR, fast_vardkontakt="ja")
    assert decision.norms == (() if allowed else ("UI-SAMV-4",))


@policy("UI-SAMV-4")
def test_a_silence_that_is_reported_is_a_silence_still() -> None:
    story = attempts(20, 21)
    story.do(RapporteraAvvikelse, UI, slag="inget_svar", part=PSYKIATRI, lamnas_till=UI)
    assert story.ask(KontaktaRehabkoordinator, UI, till=KOORDINATOR, fast_vardkontakt="ja").allowed


@policy("UI-SAMV-4")
def test_how_often_is_repeatedly_an_organisation_may_set() -> None:
    story = started(units=EVERYBODY, overlay={"parameter": {"no_response_attempts": 3}})
    ask: dict[str, Any] = {"till": KOORDINATOR, "fast_vardkontakt": "ja"}
    for day in (20, 21):
        story.do(Kontaktforsok, UI, till=PSYKIATRI, day=day)
    assert story.ask(KontaktaRehabkoordinator, UI, **ask).norms == ("UI-SAMV-4",)
    story.do(Kontaktforsok, UI, till=PSYKIATRI, day=22)
    assert story.ask(KontaktaRehabkoordinator, UI, **ask).allowed


@pytest.mark.parametrize(("to", "by"), [(PSYKIATRI, UI), (None, UI), (KOORDINATOR, FK)])
@policy("UI-SAMV-4")
def test_ung_intro_asks_and_a_coordinator_is_asked(to: str | None, by: str) -> None:
    decision = attempts().ask(KontaktaRehabkoordinator, by, till=to, fast_vardkontakt="nej")
    assert decision.norms == ("UI-SAMV-4",)


# --- The joint plan in the strengthened cooperation -----------------------------------------------------------------

COOPERATION = "UI-MAL-6b:forstarkt_samarbete"


@pytest.mark.parametrize(("value", "expected"), [("ja", ["open"]), ("nej", []), ("okant", [])])
@policy("UI-ANSVAR-9")
def test_in_the_strengthened_cooperation_a_joint_plan_is_owed(value: str, expected: list[str]) -> None:
    story = started(units=EVERYBODY)
    assert story.duties("uppratta_gemensam_planering") == ()
    state(story, COOPERATION, value)
    assert states(story, "uppratta_gemensam_planering") == expected
    assert [(one.bearer, one.counterpart) for one in story.duties("uppratta_gemensam_planering")] == [(AF, UI)] * len(
        expected
    )


@policy("UI-ANSVAR-9")
def test_it_is_owed_from_the_start_where_the_cooperation_was_known_before() -> None:
    story = admitted(units=EVERYBODY)
    state(story, COOPERATION, "ja")
    assert story.duties("uppratta_gemensam_planering") == ()
    story.do(TackaJaTillInsats, INDIVID)
    story.do(Starta, UI)
    assert states(story, "uppratta_gemensam_planering") == ["open"]
    state(story, COOPERATION, "nej")
    assert states(story, "uppratta_gemensam_planering") == ["lapsed"]


@policy("UI-ANSVAR-9")
def test_the_joint_plan_meets_it_and_may_be_late() -> None:
    story = started(units=EVERYBODY, overlay={"parameter": {"joint_plan_workdays": 5}})
    state(story, COOPERATION, "ja")
    assert [states(story, "uppratta_gemensam_planering", day) for day in (17, 18)] == [["open"], ["late"]]
    story.do(UpprattaGemensamPlanering, AF, **JOINT)
    assert states(story, "uppratta_gemensam_planering") == ["met"]


@policy("UI-ANSVAR-9")
def test_a_joint_plan_that_is_drawn_up_is_not_owed_again_because_the_cooperation_is_said_anew() -> None:
    story = started(units=EVERYBODY)
    state(story, COOPERATION, "ja")
    story.do(UpprattaGemensamPlanering, AF, **JOINT)
    state(story, COOPERATION, "ja")
    assert states(story, "uppratta_gemensam_planering") == ["met"]


@policy("UI-ANSVAR-9")
def test_no_joint_plan_is_owed_by_one_whom_the_consent_leaves_out_until_it_is_added() -> None:
    story = started()
    state(story, COOPERATION, "ja")
    assert story.duties("uppratta_gemensam_planering") == ()
    story.do(UtokaSamtycke, INDIVID, enheter=(AF,))
    assert states(story, "uppratta_gemensam_planering") == ["open"]
    story.do(BegransaSamtycke, INDIVID, enheter=(AF,))
    assert states(story, "uppratta_gemensam_planering") == ["lapsed"]
    story.do(GeSamtycke, INDIVID, enheter=EVERYBODY, amnen=("halsa",))
    assert states(story, "uppratta_gemensam_planering") == ["open", "lapsed"]


@policy("UI-ANSVAR-9")
def test_one_that_has_ended_its_part_owes_no_joint_plan() -> None:
    story = started(units=EVERYBODY)
    state(story, COOPERATION, "ja")
    story.do(AvslutaEgenDel, AF, samrad="ja")
    for value in ("nej", "ja"):
        state(story, COOPERATION, value)
    assert states(story, "uppratta_gemensam_planering") == ["lapsed"]


@policy("UI-ANSVAR-9")
def test_a_joint_plan_that_is_drawn_up_is_not_owed_again_after_a_pause() -> None:
    story = started(units=EVERYBODY)
    state(story, COOPERATION, "ja")
    story.do(UpprattaGemensamPlanering, AF, **JOINT)
    story.do(AterkallaSamtycke, INDIVID, day=20)
    story.do(Informera, UI, day=21)
    story.do(GeSamtycke, INDIVID, enheter=EVERYBODY, amnen=("halsa",))
    assert states(story, "uppratta_gemensam_planering") == ["met"]


@pytest.mark.parametrize(
    ("who", "norms"),
    [((AF, FK, UI), ()), ((AF, FK, UI, PSYKIATRI), ()), ((AF, FK), ("UI-ANSVAR-9",)), ((), ("UI-ANSVAR-9",))],
)
@policy("UI-ANSVAR-9")
def test_the_joint_plan_says_what_each_of_the_three_does(who: tuple[str, ...], norms: tuple[str, ...]) -> None:
    decision = started(units=EVERYBODY).ask(UpprattaGemensamPlanering, AF, insatser=dict.fromkeys(who, "insats"))
    assert decision.norms == norms


@pytest.mark.parametrize("by", [UI, FK])
@policy("UI-ANSVAR-9")
def test_arbetsformedlingen_draws_it_up(by: str) -> None:
    assert started(units=EVERYBODY).ask(UpprattaGemensamPlanering, by, **JOINT).norms == ("UI-ANSVAR-9",)


# --- Help with contacts ---------------------------------------------------------------------------------------------


@policy("UI-ANSVAR-10")
def test_arbetsformedlingen_helps_with_contacts_when_asked() -> None:
    story = started(units=EVERYBODY)
    assert story.duties("hjalpa_med_kontakt") == ()
    story.do(BeOmKontakthjalp, UI, till=AF)
    assert [(one.bearer, one.counterpart, one.state.value) for one in story.duties("hjalpa_med_kontakt")] == [
        (AF, UI, "open")
    ]
    story.do(GeKontakthjalp, AF, till=FK)
    assert states(story, "hjalpa_med_kontakt") == ["open"]
    story.do(GeKontakthjalp, AF, till=UI)
    assert states(story, "hjalpa_med_kontakt") == ["met"]


@policy("UI-SAMTYCKE-1")
def test_the_help_goes_to_nobody_whom_the_consent_leaves_out() -> None:
    assert started(units=EVERYBODY).ask(GeKontakthjalp, AF, till=FK).allowed
    assert started(units=EVERYBODY).ask(GeKontakthjalp, AF, till=EKONOMI).norms == ("UI-SAMTYCKE-1",)


@pytest.mark.parametrize("to", [FK, None])
@policy("UI-ANSVAR-10")
def test_nobody_else_is_asked_for_it(to: str | None) -> None:
    assert started(units=EVERYBODY).ask(BeOmKontakthjalp, UI, till=to).norms == ("UI-ANSVAR-10",)


@pytest.mark.parametrize("by", [UI, FK])
@policy("UI-ANSVAR-10")
def test_nobody_else_gives_it(by: str) -> None:
    assert started(units=EVERYBODY).ask(GeKontakthjalp, by, till=UI).norms == ("UI-ANSVAR-10",)
