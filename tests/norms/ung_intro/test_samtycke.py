"""Consent: information first, one record for each party, before anything that identifies; withdrawal (A7–A9, A47)."""

from __future__ import annotations

from typing import Any

import pytest

from flerpart_flow.engine.record.events import Event
from flerpart_flow.routines.ung_intro import (
    Aktualisera,
    AngeVillkor,
    Anta,
    AterkallaSamtycke,
    Avsluta,
    BegransaSamtycke,
    BeOmKontakthjalp,
    DokumenteraSamtycke,
    EtableraSamordning,
    ForDialogMedHandlaggare,
    GeKontakthjalp,
    GeSamtycke,
    Informera,
    InitieraSip,
    KartlaggGemensamt,
    KontaktaRehabkoordinator,
    Kontaktforsok,
    LamnaUppgift,
    Motivera,
    NekaSamtycke,
    RapporteraAvvikelse,
    Ratta,
    RegistreraPlan,
    Samrada,
    Starta,
    TackaJaTillInsats,
    UpprattaGemensamPlanering,
    UtokaSamtycke,
    Vagled,
    may_disclose,
)
from tests.policy import policy
from tests.story import found, moment, on, represented
from tests.ung_intro_stories import (
    AF,
    EKONOMI,
    FK,
    INDIVID,
    KOORDINATOR,
    PSYKIATRI,
    TOPICS,
    UI,
    Story,
    admitted,
    closed,
    consented,
    everywhere,
    informed,
    paused,
    ready,
    referred,
    seen,
    started,
)

ALL = (PSYKIATRI, UI, FK)

# --- Information first ---------------------------------------------------------------------------------------------


@policy("FF-UI-SAMTYCKE-1")
def test_no_consent_without_information_first() -> None:
    assert seen().ask(GeSamtycke, INDIVID, enheter=ALL, amnen=TOPICS).norms == ("FF-UI-SAMTYCKE-1",)


@policy("FF-UI-SAMTYCKE-1")
def test_the_person_who_is_informed_may_consent() -> None:
    decision = informed().ask(GeSamtycke, INDIVID, enheter=ALL, amnen=TOPICS)
    assert decision.allowed
    assert decision.state.phase == "forberedelse"


@policy("FF-UI-SAMTYCKE-1")
def test_after_a_withdrawal_the_person_is_informed_anew() -> None:
    story = paused()
    assert story.ask(GeSamtycke, INDIVID, enheter=ALL, amnen=TOPICS).norms == ("FF-UI-SAMTYCKE-1",)
    story.do(Informera)
    assert story.ask(GeSamtycke, INDIVID, enheter=ALL, amnen=TOPICS).allowed


@pytest.mark.parametrize(
    ("content", "allowed"),
    [
        ({"enheter": ALL, "amnen": TOPICS}, True),
        ({"enheter": ALL, "amnen": TOPICS, "giltigt_till": on(1)}, True),
        ({"enheter": ALL, "amnen": TOPICS, "giltigt_till": on(0)}, False),
        ({"amnen": TOPICS}, False),
    ],
)
@policy("UI-SAMTYCKE-1")
def test_a_consent_names_its_units_and_has_not_run_out(content: dict[str, Any], allowed: bool) -> None:
    decision = informed().ask(GeSamtycke, INDIVID, day=1.5, **content)
    assert decision.norms == (() if allowed else ("UI-SAMTYCKE-1",))


@pytest.mark.parametrize("by", [PSYKIATRI, UI, "narstaende:1"])
@policy("UI-SAMTYCKE-1")
def test_only_the_person_consents(by: str) -> None:
    assert informed().ask(GeSamtycke, by, enheter=ALL).norms == ("UI-SAMTYCKE-1",)
    assert informed().ask(GeSamtycke, "ombud", enheter=ALL).norms == ("UI-SAMTYCKE-1",)
    assert represented(informed()).ask(GeSamtycke, "ombud", enheter=ALL).allowed


@policy("UI-SAMTYCKE-1")
def test_a_no_ends_the_case() -> None:
    assert informed().ask(NekaSamtycke, INDIVID).state.phase == "avslut"
    assert paused().ask(NekaSamtycke, INDIVID).state.phase == "avslut"
    assert not informed().ask(NekaSamtycke, PSYKIATRI).allowed


# --- Each party has its own consent -------------------------------------------------------------------------------


@policy("UI-SAMTYCKE-1")
def test_each_party_that_the_consent_covers_owes_a_record_of_its_own() -> None:
    story = consented(records=False)
    assert {duty.bearer for duty in story.duties("dokumentera_samtycke")} == set(ALL)
    story.do(DokumenteraSamtycke, UI, referens="dnr 1")
    states = {duty.bearer: duty.state.value for duty in story.duties("dokumentera_samtycke")}
    assert states == {UI: "met", PSYKIATRI: "open", FK: "open"}


@policy("UI-SAMTYCKE-1")
def test_nobody_documents_a_consent_that_does_not_cover_them() -> None:
    assert consented(records=False).ask(DokumenteraSamtycke, AF).norms == ("UI-SAMTYCKE-1",)
    assert consented(records=False).ask(DokumenteraSamtycke, FK).allowed


def without_record(story: Story, *units: str) -> Story:
    """The same story, where these units have no record of the consent."""
    bare = Story(story.way)
    for line in story.case.lines:
        if not (isinstance(line, DokumenteraSamtycke) and line.by in units):
            bare.case, _ = bare.case.record(_renumbered(line))
    bare.day = story.day
    return bare


def _renumbered(line: Event) -> Event:
    return line.changed(nr=None)


TELLING: list[tuple[str, type[Event], str, dict[str, Any], str]] = [
    ("vard", Samrada, PSYKIATRI, {"till": UI, "avidentifierat": "nej", "ratt_insats": "ja"}, UI),
    ("vard", ForDialogMedHandlaggare, PSYKIATRI, {"till": FK}, FK),
    ("forsakringskassan", KartlaggGemensamt, FK, {"medverkande": (AF, INDIVID), "initieras": "ja"}, AF),
]


@pytest.mark.parametrize(("way", "kind", "by", "content", "other"), TELLING)
@policy("UI-SAMTYCKE-1")
def test_whoever_tells_who_the_person_is_and_who_learns_it_are_covered_and_the_teller_has_its_record(
    way: str, kind: type[Event], by: str, content: dict[str, Any], other: str
) -> None:
    assert consented(way).ask(kind, by, **content).allowed
    assert consented(way, records=False).ask(kind, by, **content).norms == ("UI-SAMTYCKE-1",)
    left_out = tuple({by, UI, FK, AF} - {other})
    assert consented(way, left_out).ask(kind, by, **content).norms == ("UI-SAMTYCKE-1",)
    assert consented(way, (other, "kommun:ips")).ask(kind, by, **content).norms == ("UI-SAMTYCKE-1",)
    assert "UI-SAMTYCKE-1" in informed(way).ask(kind, by, **content).norms


@policy("UI-SAMTYCKE-1")
def test_one_who_only_listens_needs_no_record_of_its_own() -> None:
    story = without_record(consented(), UI)
    assert story.ask(Samrada, PSYKIATRI, till=UI, avidentifierat="nej").allowed
    assert without_record(consented(), PSYKIATRI).ask(Samrada, PSYKIATRI, till=UI).norms == ("UI-SAMTYCKE-1",)


@pytest.mark.parametrize(("hidden", "allowed"), [("ja", True), ("nej", False), ("okant", False)])
@policy("UI-SAMTYCKE-1")
def test_before_the_consent_care_consults_without_saying_whom_it_is_about(hidden: str, allowed: bool) -> None:
    decision = seen().ask(Samrada, till=UI, avidentifierat=hidden, ratt_insats="ja")
    assert decision.norms == (() if allowed else ("UI-SAMTYCKE-1",))


@pytest.mark.parametrize(("hidden", "allowed"), [("ja", True), ("nej", False)])
@policy("UI-SAMTYCKE-1")
def test_guidance_to_another_than_the_unit_that_asked_identifies_the_person_if_the_consultation_did(
    hidden: str, allowed: bool
) -> None:
    story = consented()
    story.do(Samrada, till=UI, avidentifierat=hidden, ratt_insats="ja", day=2)
    assert story.ask(Vagled, UI, till=PSYKIATRI).allowed
    assert story.ask(Vagled, UI, till=FK).allowed
    assert story.ask(Vagled, UI, till=AF).norms == (() if allowed else ("UI-SAMTYCKE-1",))


@policy("UI-SAMTYCKE-1")
def test_guidance_to_the_unit_that_asked_reveals_nothing_to_it() -> None:
    story = consented(giltigt_till=on(30))
    story.do(Samrada, till=UI, avidentifierat="nej", ratt_insats="ja", day=2)
    assert story.ask(Vagled, UI, till=PSYKIATRI, day=31).allowed
    assert story.ask(Vagled, UI, till=FK, day=31).norms == ("UI-SAMTYCKE-1",)


@pytest.mark.parametrize("way", ["vard", "forsakringskassan", "ekonomiskt_bistand"])
@policy("UI-SAMTYCKE-1")
def test_a_referral_takes_a_consent_that_covers_both_also_within_one_municipality(way: str) -> None:
    assert ready(way).ask(Aktualisera, alder=24).allowed
    story = without_record(ready(way), ready(way).recorder)
    assert "UI-SAMTYCKE-1" in story.ask(Aktualisera, alder=24).norms
    withdrawn = ready(way)
    withdrawn.do(AterkallaSamtycke, INDIVID)
    assert "UI-SAMTYCKE-1" in withdrawn.ask(Aktualisera, alder=24).norms


@pytest.mark.parametrize(
    ("kind", "by", "content"),
    [
        (Anta, UI, {}),
        (Motivera, UI, {"pa_onskemal": "ja"}),
    ],
)
@policy("UI-SAMTYCKE-1")
def test_nobody_acts_on_a_consent_that_has_run_out(kind: type[Event], by: str, content: dict[str, Any]) -> None:
    story = referred(giltigt_till=on(30))
    assert story.ask(kind, by, day=30, **content).allowed
    assert story.ask(kind, by, day=31, **content).norms == ("UI-SAMTYCKE-1",)


LATER: list[tuple[type[Event], str, dict[str, Any]]] = [
    (InitieraSip, UI, {"arende": "sip-1"}),
    (RegistreraPlan, UI, {"planform": "sip", "arende": "sip-1"}),
    (EtableraSamordning, UI, {}),
    (UpprattaGemensamPlanering, AF, {"insatser": {AF: "a", FK: "b", UI: "c"}}),
    (BeOmKontakthjalp, UI, {"till": AF}),
    (GeKontakthjalp, AF, {"till": UI}),
    (KontaktaRehabkoordinator, UI, {"till": KOORDINATOR, "fast_vardkontakt": "nej"}),
]


@pytest.mark.parametrize(("kind", "by", "content"), LATER)
@policy("UI-SAMTYCKE-1")
def test_collaboration_stops_when_the_consent_runs_out(kind: type[Event], by: str, content: dict[str, Any]) -> None:
    story = started(units=(*ALL, AF, KOORDINATOR), giltigt_till=on(60))
    assert story.ask(kind, by, day=60, **content).allowed
    assert "UI-SAMTYCKE-1" in story.ask(kind, by, day=61, **content).norms


@policy("UI-SAMTYCKE-1")
def test_the_support_starts_under_a_consent_in_force() -> None:
    story = admitted(giltigt_till=on(30))
    story.do(TackaJaTillInsats, INDIVID, day=8)
    assert story.ask(Starta, UI, day=30).allowed
    assert story.ask(Starta, UI, day=31).norms == ("UI-SAMTYCKE-1",)


@pytest.mark.parametrize(("to", "allowed"), [(UI, True), (AF, False), (INDIVID, True), ("region:primarvard", False)])
@policy("UI-SAMTYCKE-1")
def test_an_attempt_to_reach_somebody_else_identifies_too(to: str, allowed: bool) -> None:
    assert consented().ask(Kontaktforsok, till=to).norms == (() if allowed else ("UI-SAMTYCKE-1",))


@pytest.mark.parametrize(("to", "allowed"), [(FK, True), (AF, False), ("region", True)])
@policy("UI-SAMTYCKE-1")
def test_a_report_that_goes_to_another_party_identifies_too(to: str, allowed: bool) -> None:
    decision = consented().ask(RapporteraAvvikelse, slag="annat", part=FK, lamnas_till=to)
    assert decision.norms == (() if allowed else ("UI-SAMTYCKE-1",))


@pytest.mark.parametrize(
    ("by", "to", "allowed"),
    [(UI, "kommun", True), (UI, UI, True), (UI, EKONOMI, False), (PSYKIATRI, "kommun", True), (AF, "kommun", False)],
)
@policy("UI-SAMTYCKE-1", "UI-AVVIK-1")
def test_a_report_stays_within_the_own_authoritys_routine_or_goes_where_the_consent_reaches(
    by: str, to: str, allowed: bool
) -> None:
    decision = consented().ask(RapporteraAvvikelse, by, slag="annat", part=FK, lamnas_till=to)
    assert decision.norms == (() if allowed else ("UI-SAMTYCKE-1",))


@pytest.mark.parametrize(
    ("kind", "content"),
    [(Samrada, {"till": UI, "avidentifierat": "nej", "ratt_insats": "ja"}), (Kontaktforsok, {"till": UI})],
)
@policy("UI-SAMTYCKE-1")
def test_within_one_municipality_too_nobody_is_identified_without_consent(
    kind: type[Event], content: dict[str, Any]
) -> None:
    assert seen("ekonomiskt_bistand").ask(kind, EKONOMI, **content).norms == ("UI-SAMTYCKE-1",)
    assert consented("ekonomiskt_bistand").ask(kind, EKONOMI, **content).allowed
    hidden: dict[str, Any] = {"till": UI, "avidentifierat": "ja", "ratt_insats": "ja"}
    assert seen("ekonomiskt_bistand").ask(Samrada, EKONOMI, **hidden).allowed


@policy("UI-SAMTYCKE-1", "UI-ANSVAR-5")
def test_a_unit_of_the_same_municipality_coordinates_only_under_the_consent() -> None:
    agreed: dict[str, Any] = {"samordnare": EKONOMI, "overenskommet": "ja"}
    assert started().ask(EtableraSamordning, UI, **agreed).norms == ("UI-SAMTYCKE-1",)
    assert started(units=(*ALL, EKONOMI)).ask(EtableraSamordning, UI, **agreed).allowed


@policy("UI-SAMTYCKE-1", "FF-UI-AVSLUT-1")
def test_a_coordinator_closes_the_case_only_while_the_consent_covers_it() -> None:
    closing: dict[str, Any] = {"skal_kod": "behov_upphort", "samrad": "ja"}
    story = started(giltigt_till=on(60))
    story.do(EtableraSamordning, UI, samordnare=PSYKIATRI, overenskommet="ja")
    assert story.ask(Avsluta, PSYKIATRI, day=60, **closing).allowed
    assert story.ask(Avsluta, PSYKIATRI, day=61, **closing).norms == ("UI-SAMTYCKE-1",)
    assert story.ask(Avsluta, UI, day=61, **closing).allowed
    story.do(AterkallaSamtycke, INDIVID, day=20)
    assert story.ask(Avsluta, PSYKIATRI, skal_kod="samtycke_aterkallat").norms == (
        "FF-UI-AVSLUT-1",
        "UI-SAMTYCKE-1",
    )
    assert story.ask(Avsluta, UI, skal_kod="samtycke_aterkallat").allowed


def answers(story: Story, day: float) -> dict[str, str]:
    """What may be done on a day, by event: yes, no, or if something is stated."""
    return {one.event: one.answer.value for one in story.case.permitted(moment(day))}


@pytest.mark.parametrize("event", ["kontakta_rehabkoordinator", "be_om_kontakthjalp"])
@policy("UI-SAMTYCKE-1")
def test_a_contact_that_the_consent_forbids_is_not_shown_as_possible(event: str) -> None:
    whole = started(units=(*ALL, AF, KOORDINATOR), giltigt_till=on(60))
    assert (answers(whole, 60)[event], answers(whole, 61)[event]) == ("if", "no")
    assert answers(started(), 20)[event] == "no"


@policy("UI-SAMTYCKE-1")
def test_when_the_consent_has_run_out_only_the_individual_is_told() -> None:
    story = started(giltigt_till=on(60))
    (before,) = (one for one in story.case.permitted(moment(60)) if one.event == "lamna_uppgift")
    (after,) = (one for one in story.case.permitted(moment(61)) if one.event == "lamna_uppgift")
    assert not before.findings
    assert [(one.norm, one.severity.value) for one in after.findings] == [("UI-SAMTYCKE-1", "note")]
    assert story.ask(LamnaUppgift, UI, till=INDIVID, amne="halsa", day=61).allowed
    assert not story.ask(LamnaUppgift, UI, till=FK, amne="halsa", day=61).allowed


# --- What is told -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("by", "to", "topic", "allowed"),
    [
        (PSYKIATRI, UI, "halsa", True),
        (PSYKIATRI, INDIVID, "ekonomi", True),
        (PSYKIATRI, UI, "ekonomi", False),
        (PSYKIATRI, UI, "boende", False),
        (PSYKIATRI, AF, "halsa", False),
        (AF, UI, "halsa", False),
        (FK, UI, "halsa", False),
    ],
)
@policy("UI-SAMTYCKE-1")
def test_a_topic_is_told_between_units_that_are_covered_by_one_that_has_its_record(
    by: str, to: str, topic: str, allowed: bool
) -> None:
    story = without_record(consented(undantag=("ekonomi",)), FK)
    decision = story.ask(LamnaUppgift, by, till=to, amne=topic)
    assert decision.allowed is allowed
    assert set(decision.norms) == (set() if allowed else {"UI-SAMTYCKE-1"})
    assert may_disclose(story.case, by, to, topic, moment(story.day)).allowed is allowed


@policy("UI-SAMTYCKE-1")
@pytest.mark.parametrize(
    ("to", "topic", "allowed"),
    [(UI, "halsa", False), (UI, "arbete", True), (FK, "halsa", True), ("arbetsgivare", "arbete", False)],
)
def test_topics_can_be_named_for_one_and_an_outsider_has_no_others(to: str, topic: str, allowed: bool) -> None:
    story = consented(amnen_for={UI: ("arbete",)})
    decision = story.ask(LamnaUppgift, PSYKIATRI, till=to, amne=topic)
    assert decision.allowed is allowed
    assert may_disclose(story.case, PSYKIATRI, to, topic, moment(story.day)).allowed is allowed
    named = consented(amnen_for={"arbetsgivare": ("arbete",)})
    assert named.ask(LamnaUppgift, PSYKIATRI, till="arbetsgivare", amne="arbete").allowed


@policy("UI-SAMTYCKE-1")
@pytest.mark.parametrize(("by", "knows"), [(PSYKIATRI, True), (FK, False), (UI, False)])
def test_only_the_unit_that_wrote_an_exclusion_down_is_told_of_it(by: str, knows: bool) -> None:
    to = FK if by != FK else UI
    excluded = consented(undantag=("ekonomi",)).ask(LamnaUppgift, by, till=to, amne="ekonomi")
    never = consented().ask(LamnaUppgift, by, till=to, amne="ekonomi")
    assert ([one.message for one in excluded.findings] != [one.message for one in never.findings]) is knows


def test_a_closed_case_passes_nothing_on() -> None:
    story = closed()
    assert not may_disclose(story.case, PSYKIATRI, UI, "halsa", moment(story.day)).allowed
    assert may_disclose(story.case, PSYKIATRI, INDIVID, "halsa", moment(story.day)).allowed


@policy("UI-SAMTYCKE-1")
def test_a_unit_that_is_added_takes_a_new_yes() -> None:
    story = started()
    ask: dict[str, Any] = {"till": KOORDINATOR, "fast_vardkontakt": "nej"}
    assert "UI-SAMTYCKE-1" in story.ask(KontaktaRehabkoordinator, UI, **ask).norms
    story.do(UtokaSamtycke, INDIVID, enheter=(KOORDINATOR,))
    assert story.ask(KontaktaRehabkoordinator, UI, **ask).allowed


def test_an_extension_says_what_is_added() -> None:
    assert consented().ask(UtokaSamtycke, INDIVID).norms == ("FF-INNEHALL-1",)
    assert consented().ask(UtokaSamtycke, INDIVID, amnen=("ekonomi",)).allowed
    assert consented().ask(UtokaSamtycke, UI, amnen=("ekonomi",)).norms == ("UI-SAMTYCKE-1",)


# --- Withdrawal ---------------------------------------------------------------------------------------------------

PHASES = [name for name in everywhere() if name != "behov"]


@pytest.mark.parametrize("phase", PHASES)
@pytest.mark.parametrize("by", [INDIVID, "ombud"])
@policy("FF-UI-SAMTYCKE-2")
def test_the_person_withdraws_at_any_time_without_a_reason(phase: str, by: str) -> None:
    decision = everywhere()[phase].ask(AterkallaSamtycke, by)
    assert decision.allowed
    assert not decision.findings
    assert decision.state.phase == (phase if phase == "avslut" else "vilande")


@pytest.mark.parametrize("kind", [AterkallaSamtycke, BegransaSamtycke])
@pytest.mark.parametrize("by", [UI, PSYKIATRI])
@policy("FF-UI-SAMTYCKE-2")
def test_nobody_withdraws_in_the_persons_place(kind: type[Event], by: str) -> None:
    assert started().ask(kind, by).norms == ("FF-UI-SAMTYCKE-2",)


@pytest.mark.parametrize(
    ("out", "phase"),
    [
        ((FK,), "samverkan"),
        ((PSYKIATRI,), "samverkan"),
        ((UI,), "vilande"),
        ((FK, PSYKIATRI), "vilande"),
        ((), "samverkan"),
    ],
)
@policy("FF-UI-SAMTYCKE-2")
def test_a_narrowing_ends_the_consent_where_too_few_are_left_or_ung_intro_is_out(
    out: tuple[str, ...], phase: str
) -> None:
    decision = started().ask(BegransaSamtycke, INDIVID, enheter=out, amnen=("halsa",))
    assert decision.allowed
    assert decision.state.phase == phase


@policy("FF-UI-SAMTYCKE-2")
def test_before_the_referral_the_case_rests_on_the_one_who_saw_the_need() -> None:
    story = consented(units=(*ALL, AF))
    assert story.ask(BegransaSamtycke, INDIVID, enheter=(UI,)).state.phase == "forberedelse"
    assert story.ask(BegransaSamtycke, INDIVID, enheter=(PSYKIATRI,)).state.phase == "vilande"


@pytest.mark.parametrize(("left", "phase"), [((PSYKIATRI, UI), "samverkan"), ((PSYKIATRI, FK), "vilande")])
def test_a_new_consent_that_leaves_somebody_out_does_what_a_narrowing_does(left: tuple[str, ...], phase: str) -> None:
    assert started().ask(GeSamtycke, INDIVID, enheter=left, amnen=TOPICS).state.phase == phase


def test_what_parties_owe_each_other_stands_still_and_what_they_owe_the_person_does_not_break() -> None:
    story = started()
    before = [duty.state.value for duty in story.duties("initiera_sip_eller_flerpartsmote", 15)]
    story.do(AterkallaSamtycke, INDIVID, day=20)
    after = [duty.state.value for duty in story.duties("initiera_sip_eller_flerpartsmote", 40)]
    assert (before, after) == (["open"], ["suspended"])


@pytest.mark.parametrize(
    ("story", "phase"),
    [
        (consented, "forberedelse"),
        (referred, "aktualisering"),
        (admitted, "antagen"),
        (started, "samverkan"),
    ],
)
def test_the_way_back_leads_to_where_the_case_stood(story: Any, phase: str) -> None:
    going: Story = story()
    going.do(AterkallaSamtycke, INDIVID, day=20)
    going.do(Informera, UI, day=40)
    decision = going.do(GeSamtycke, INDIVID, enheter=ALL, amnen=TOPICS)
    assert decision.state.phase == phase
    assert going.case.facts.consent is not None
    assert not going.case.facts.consent.records


@pytest.mark.parametrize(
    ("story", "units", "phase"),
    [
        (started, (PSYKIATRI, FK), "vilande"),
        (started, (UI,), "vilande"),
        (started, (UI, EKONOMI), "vilande"),
        (started, (UI, FK), "samverkan"),
        (consented, (UI, FK), "vilande"),
        (consented, (PSYKIATRI, FK), "forberedelse"),
    ],
)
@policy("FF-UI-SAMTYCKE-2")
def test_a_consent_that_a_narrowing_would_have_ended_does_not_end_the_pause(
    story: Any, units: tuple[str, ...], phase: str
) -> None:
    going: Story = story()
    going.do(AterkallaSamtycke, INDIVID, day=20)
    going.do(Informera, PSYKIATRI, day=21)
    decision = going.do(GeSamtycke, INDIVID, enheter=units, amnen=TOPICS)
    assert decision.state.phase == phase
    assert found(decision, "FF-UI-SAMTYCKE-2") == (("note",) if phase == "vilande" else ())
    assert (going.case.facts.consent is None) is (phase == "vilande")
    assert going.do(GeSamtycke, INDIVID, enheter=ALL, amnen=TOPICS).state.phase in {"samverkan", "forberedelse"}


def test_a_case_of_one_organisation_comes_back_with_those_it_had() -> None:
    story = started("ekonomiskt_bistand", units=(EKONOMI, UI))
    story.do(AterkallaSamtycke, INDIVID, day=20)
    story.do(Informera, UI, day=21)
    assert story.do(GeSamtycke, INDIVID, enheter=(EKONOMI, UI), amnen=TOPICS).state.phase == "samverkan"


def test_a_narrowing_that_paused_the_case_counts_from_what_was_there_before_it() -> None:
    story = started()
    story.do(BegransaSamtycke, INDIVID, enheter=(FK, PSYKIATRI), day=20)
    assert story.case.phase == "vilande"
    story.do(Informera, UI, day=21)
    assert story.do(GeSamtycke, INDIVID, enheter=(UI,), amnen=TOPICS).state.phase == "vilande"


@pytest.mark.parametrize(
    "kind",
    [Samrada, Anta, Starta, InitieraSip, EtableraSamordning, LamnaUppgift, AngeVillkor, DokumenteraSamtycke],
)
def test_at_rest_nothing_happens_between_the_parties(kind: type[Event]) -> None:
    assert "FF-FAS-1" in paused().ask(kind, UI).norms


def test_at_rest_the_person_may_end_it_and_so_may_the_one_who_answers_for_it() -> None:
    story = paused()
    assert story.ask(Avsluta, INDIVID, skal_kod="individens_onskan").allowed
    assert story.ask(Avsluta, UI, skal_kod="samtycke_aterkallat").allowed
    assert story.ask(Kontaktforsok, UI, till=INDIVID).allowed
    assert story.ask(Kontaktforsok, UI, till=FK).norms == ("UI-SAMTYCKE-1",)


@pytest.mark.parametrize(("weeks", "day", "weights"), [(0, 21, ()), (4, 47, ("warn",)), (4, 48, ())])
@policy("FF-UI-AVSLUT-3")
def test_a_case_rests_as_long_as_the_organisation_has_chosen(weeks: int, day: int, weights: tuple[str, ...]) -> None:
    story = started(overlay={"parameter": {"paused_close_after_weeks": weeks}})
    story.do(AterkallaSamtycke, INDIVID, day=20)
    decision = story.ask(Avsluta, UI, skal_kod="samtycke_aterkallat", day=day)
    assert decision.allowed
    assert found(decision, "FF-UI-AVSLUT-3") == weights


def test_a_withdrawal_recorded_late_takes_the_ground_from_what_was_done_in_between() -> None:
    story = referred()
    story.do(Anta, UI, day=20)
    late = story.event(AterkallaSamtycke, INDIVID, day=10, recorded_at=moment(25))
    case, decision = story.case.record(late)
    assert decision.lost == (len(case.lines) - 1,)
    assert case.phase == "vilande"


# --- Corrections --------------------------------------------------------------------------------------------------


def line_of(story: Story, kind: type[Event]) -> int:
    """The number of the first line of a kind."""
    return next(line.nr or 0 for line in story.case.lines if isinstance(line, kind))


@pytest.mark.parametrize(
    ("change", "norms"),
    [
        ({"enheter": list(ALL)}, ()),
        ({"enheter": [*ALL, AF]}, ("UI-SAMTYCKE-1",)),
        ({"amnen": [*TOPICS, "ekonomi"]}, ("UI-SAMTYCKE-1",)),
        ({"amnen": ["halsa"]}, ()),
    ],
)
@policy("UI-SAMTYCKE-1")
def test_a_correction_never_widens_a_consent(change: dict[str, Any], norms: tuple[str, ...]) -> None:
    story = consented()
    decision = story.ask(Ratta, ror=line_of(story, GeSamtycke), skal_kod="felskrivning", ratt=change)
    assert decision.norms == norms


def test_striking_a_withdrawal_brings_no_consent_back() -> None:
    story = paused()
    story.do(Ratta, UI, ror=len(story.case.lines), skal_kod="felskrivning")
    assert story.case.phase == "vilande"


def test_ekonomiskt_bistand_is_told_apart_from_ung_intro_by_unit_not_by_party() -> None:
    story = consented("ekonomiskt_bistand", (EKONOMI, AF))
    assert "UI-SAMTYCKE-1" in story.ask(Aktualisera, alder=24).norms
