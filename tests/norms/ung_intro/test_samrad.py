"""Before the referral: consultation, guidance, the officer, the joint mapping, motivating (UI-AKT, UI-SAMV-2, -3)."""

from __future__ import annotations

from typing import Any

import pytest

from flerpart_flow.engine.judging.queries import Answer
from flerpart_flow.engine.record.events import Event
from flerpart_flow.routines.ung_intro import (
    Aktualisera,
    ForDialogMedHandlaggare,
    KartlaggGemensamt,
    Motivera,
    Samrada,
    Vagled,
)
from flerpart_flow.samverkan.events import BestamDeltagare
from tests.policy import policy
from tests.story import found, moment, represented
from tests.ung_intro_stories import (
    AF,
    EKONOMI,
    FK,
    INDIVID,
    PSYKIATRI,
    UI,
    WAYS,
    Story,
    admitted,
    consented,
    known,
    paused,
    ready,
    referred,
    seen,
)

CONSULT: dict[str, Any] = {"till": UI, "avidentifierat": "ja", "ratt_insats": "ja"}


def consulted(answer: str = "ja", story: Story | None = None) -> Story:
    """A consultation without saying whom it is about, with this answer."""
    going = seen() if story is None else story
    going.do(Samrada, **{**CONSULT, "ratt_insats": answer})
    return going


@policy("UI-SAMTYCKE-1")
@pytest.mark.parametrize(
    ("first", "then", "norms"),
    [("ja", "ja", ()), ("nej", "ja", ("UI-SAMTYCKE-1",)), ("ja", "nej", ("UI-SAMTYCKE-1",))],
)
def test_a_later_consultation_without_a_name_unsays_no_name(first: str, then: str, norms: tuple[str, ...]) -> None:
    """Once Ung Intro has been told whom it is about, guidance to a unit that nobody consulted takes its consent."""
    story = consented(units=(UI, PSYKIATRI))
    for hidden in (first, then):
        story.do(Samrada, PSYKIATRI, till=UI, avidentifierat=hidden, ratt_insats="ja")
    assert story.ask(Vagled, UI, till=EKONOMI).norms == norms


@policy("UI-SAMTYCKE-1")
@pytest.mark.parametrize(("by", "norms"), [(UI, ()), (f"{UI}:2", ("UI-SAMTYCKE-1",))])
def test_guidance_is_the_unit_of_ung_intros_that_was_consulted(by: str, norms: tuple[str, ...]) -> None:
    """A57: another unit of Ung Intro knows nothing of who it is, and is told nothing without the consent."""
    story = consented(units=(UI, PSYKIATRI))
    story.do(Samrada, PSYKIATRI, till=UI, avidentifierat="nej", ratt_insats="ja")
    assert story.ask(Vagled, by, till=PSYKIATRI).norms == norms


@policy("UI-SAMV-3", "UI-SAMTYCKE-1")
@pytest.mark.parametrize(("unit", "answer"), [(f"{UI}:2", "yes"), (EKONOMI, "no")])
def test_whoever_asks_is_told_that_a_covered_unit_of_ung_intros_may_motivate(unit: str, answer: str) -> None:
    story = consented(units=(unit, PSYKIATRI))
    story.do(Samrada, PSYKIATRI, till=UI, avidentifierat="ja", ratt_insats="ja")
    asked = story.case.why_not(Motivera, moment(story.day + 1))
    assert asked.answer.value == answer
    assert (asked.holders == (unit,)) is (answer == "yes")


# --- Consultation -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("by", "to", "norms"),
    [
        (PSYKIATRI, UI, ()),
        (UI, PSYKIATRI, ()),
        ("region:primarvard", UI, ()),
        (PSYKIATRI, FK, ("UI-AKT-2",)),
        (UI, UI, ("UI-AKT-2",)),
        (PSYKIATRI, None, ("UI-AKT-2",)),
    ],
)
@policy("UI-AKT-2")
def test_the_consultation_is_with_ung_intro(by: str, to: str | None, norms: tuple[str, ...]) -> None:
    assert seen().ask(Samrada, by, **{**CONSULT, "till": to}).norms == norms


@pytest.mark.parametrize(
    ("answer", "refused", "is_unknown"), [("ja", False, False), ("nej", True, False), ("okant", True, True)]
)
@policy("UI-AKT-2")
def test_care_refers_only_after_a_consultation_that_found_the_measure_right(
    answer: str, refused: bool, is_unknown: bool
) -> None:
    story = ready(leave_out=("samrada",))
    story.do(Samrada, **{**CONSULT, "ratt_insats": answer})
    decision = story.ask(Aktualisera, alder=24)
    assert [(one.norm, one.unknown) for one in decision.findings] == ([("UI-AKT-2", is_unknown)] if refused else [])


@policy("UI-AKT-2")
def test_care_does_not_refer_without_a_consultation() -> None:
    decision = ready(leave_out=("samrada",)).ask(Aktualisera, alder=24)
    assert decision.norms == ("UI-AKT-2",)
    assert "Inget samråd" in decision.explain("sv")


@pytest.mark.parametrize("way", ["forsakringskassan", "ekonomiskt_bistand"])
@policy("UI-AKT-2", "UI-AKT-5", "UI-AKT-8")
def test_the_other_ways_in_ask_for_neither_consultation_nor_dialogue(way: str) -> None:
    assert ready(way).ask(Aktualisera, alder=24).allowed


@pytest.mark.parametrize(("answer", "weights"), [("ja", ()), ("nej", ()), ("okant", ("note",))])
@policy("UI-AKT-2")
def test_a_consultation_without_an_answer_is_noted_and_the_answer_is_asked_for(
    answer: str, weights: tuple[str, ...]
) -> None:
    decision = seen().ask(Samrada, **{**CONSULT, "ratt_insats": answer})
    assert decision.allowed
    assert found(decision, "UI-AKT-2") == weights
    (possible,) = (one for one in seen().case.permitted(moment(1)) if one.event == "samrada")
    assert "ratt_insats" in possible.states


@policy("UI-AKT-2")
def test_the_latest_consultation_counts() -> None:
    story = ready()
    story.do(Samrada, **{**CONSULT, "ratt_insats": "nej"})
    assert story.ask(Aktualisera, alder=24).norms == ("UI-AKT-2",)


# --- Guidance -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("answer", "allowed"), [("ja", True), ("nej", False), ("okant", False)])
@policy("UI-AKT-3")
def test_guidance_comes_after_a_consultation_that_found_the_measure_right(answer: str, allowed: bool) -> None:
    assert consulted(answer).ask(Vagled, UI, till=PSYKIATRI).norms == (() if allowed else ("UI-AKT-3",))


@policy("UI-AKT-3")
def test_ung_intro_guides_nobody_else_does() -> None:
    assert consulted().ask(Vagled, UI, till=PSYKIATRI).allowed
    assert consulted().ask(Vagled, PSYKIATRI, till=PSYKIATRI).norms == ("UI-AKT-3",)
    assert seen().ask(Vagled, UI, till=PSYKIATRI).norms == ("UI-AKT-3",)


@policy("UI-AKT-3")
def test_ung_intro_owes_guidance_once_the_measure_is_right() -> None:
    (duty,) = consulted().duties("vagleda", 5)
    assert (duty.bearer, duty.counterpart, duty.state.value) == (UI, PSYKIATRI, "open")
    assert consulted("nej").duties("vagleda") == ()
    assert consulted("okant").duties("vagleda") == ()


@policy("UI-AKT-3")
def test_the_guidance_is_given_or_needless() -> None:
    guided = consulted()
    guided.do(Vagled, UI, till=PSYKIATRI)
    assert [one.state.value for one in guided.duties("vagleda")] == ["met"]
    found_wrong = consulted("nej", consulted())
    assert [one.state.value for one in found_wrong.duties("vagleda")] == ["lapsed"]
    limited = consulted(story=seen(overlay={"parameter": {"guidance_workdays": 3}}))
    assert [one.state.value for one in limited.duties("vagleda", 3)] == ["open"]
    assert [one.state.value for one in limited.duties("vagleda", 4)] == ["late"]


@policy("UI-AKT-3")
def test_guidance_is_owed_to_care_and_once() -> None:
    assert consulted(story=seen("ekonomiskt_bistand")).duties("vagleda") == ()
    story = consulted()
    story.do(Vagled, UI, till=PSYKIATRI)
    story.do(Samrada, **CONSULT)
    assert [one.state.value for one in story.duties("vagleda")] == ["met"]


@policy("UI-AKT-3")
def test_a_referral_without_guidance_makes_it_needless() -> None:
    story = ready(leave_out=("samrada",))
    story.do(Samrada, **CONSULT)
    assert [one.state.value for one in story.duties("vagleda")] == ["open"]
    story.do(Aktualisera, alder=24)
    assert [one.state.value for one in story.duties("vagleda")] == ["lapsed"]


@policy("FF-UI-VAG-1")
def test_the_guidance_may_name_another_way_in_and_then_that_way_holds() -> None:
    story = ready(units=(PSYKIATRI, UI, FK, AF))
    story.do(Vagled, UI, till=PSYKIATRI, vag="forsakringskassan")
    assert set(story.ask(Aktualisera, alder=24).norms) == {"FF-UI-VAG-1", "UI-AKT-7"}
    story.do(KartlaggGemensamt, FK, medverkande=(AF, INDIVID), initieras="ja")
    assert story.ask(Aktualisera, FK, alder=24).allowed


# --- Dialogue with the responsible officer -----------------------------------------------------------------------


@policy("UI-AKT-5")
def test_before_care_refers_it_has_talked_with_the_officer() -> None:
    assert ready().ask(Aktualisera, alder=24).allowed
    decision = ready(leave_out=("for_dialog_med_handlaggare",)).ask(Aktualisera, alder=24)
    assert decision.norms == ("UI-AKT-5",)
    assert decision.hindrances[0].cure == "for_dialog_med_handlaggare"


@pytest.mark.parametrize(
    ("to", "norms"),
    [
        (FK, ()),
        (EKONOMI, ()),
        (AF, ("UI-AKT-5",)),
        (UI, ("UI-AKT-5",)),
        ("region:primarvard", ("UI-AKT-5",)),
        (PSYKIATRI, ("UI-AKT-5",)),
    ],
)
@policy("UI-AKT-5", "UI-MAL-1")
def test_the_dialogue_is_with_the_officer_of_one_of_those_who_pay_the_benefits(to: str, norms: tuple[str, ...]) -> None:
    story = consented(units=(PSYKIATRI, UI, FK, EKONOMI, AF, "region:primarvard"))
    assert story.ask(ForDialogMedHandlaggare, till=to).norms == norms


@policy("UI-AKT-5")
def test_talking_with_somebody_else_all_the_same_does_not_count() -> None:
    story = ready(leave_out=("for_dialog_med_handlaggare",))
    story.case, decision = story.case.record(story.event(ForDialogMedHandlaggare, till=UI))
    assert not decision.allowed
    assert story.ask(Aktualisera, alder=24).norms == ("UI-AKT-5",)


@policy("UI-AKT-5")
def test_where_ung_intro_guides_over_to_care_the_unit_that_will_refer_holds_the_dialogue() -> None:
    story = known("ekonomiskt_bistand", units=(EKONOMI, UI, PSYKIATRI, FK))
    story.do(Samrada, EKONOMI, till=UI, avidentifierat="nej", ratt_insats="ja")
    story.do(Vagled, UI, till=EKONOMI, vag="vard")
    refused = story.ask(Aktualisera, PSYKIATRI, alder=24)
    assert [(one.norm, one.cure_by) for one in refused.hindrances] == [("UI-AKT-5", "aktualiserande")]
    assert story.ask(ForDialogMedHandlaggare, EKONOMI, till=FK).norms == ("UI-AKT-5",)
    (possible,) = (one for one in story.case.permitted(moment(4)) if one.event == "for_dialog_med_handlaggare")
    assert possible.holders == (PSYKIATRI,)
    story.do(ForDialogMedHandlaggare, PSYKIATRI, till=EKONOMI)
    assert story.ask(Aktualisera, PSYKIATRI, alder=24).allowed


@policy("UI-AKT-5")
def test_the_dialogue_is_the_referring_units_with_somebody() -> None:
    assert consented().ask(ForDialogMedHandlaggare, till=FK).allowed
    assert consented().ask(ForDialogMedHandlaggare, UI, till=FK).norms == ("UI-AKT-5",)
    assert consented().ask(ForDialogMedHandlaggare).norms == ("FF-INNEHALL-1",)
    assert "FF-FAS-1" in seen().ask(ForDialogMedHandlaggare, till=FK).norms


# --- Joint mapping ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("there", "norms"),
    [
        ((AF, INDIVID), ()),
        ((FK, AF, INDIVID), ()),
        ((AF, "ombud"), ()),
        ((AF,), ("UI-AKT-7",)),
        ((INDIVID,), ("UI-AKT-7",)),
        ((), ("UI-AKT-7",)),
    ],
)
@policy("UI-AKT-7")
def test_the_joint_mapping_is_made_by_all_three(there: tuple[str, ...], norms: tuple[str, ...]) -> None:
    story = represented(consented("forsakringskassan"))
    decision = story.ask(KartlaggGemensamt, medverkande=there, initieras="ja")
    assert decision.norms == norms


@policy("UI-AKT-7", "UI-SAMTYCKE-1")
def test_no_mapping_is_offered_where_the_individual_has_said_no_to_one_who_has_to_take_part() -> None:
    story = consented("forsakringskassan")
    assert story.case.why_not(KartlaggGemensamt, moment(story.day)).answer is not Answer.NO
    story.do(BestamDeltagare, INDIVID, deltagare=(AF,), svar="nej")
    answer = story.case.why_not(KartlaggGemensamt, moment(story.day))
    assert answer.answer is Answer.NO
    assert [(one.norm, one.cure) for one in answer.findings if one.blocks] == [("UI-SAMTYCKE-1", None)]


@pytest.mark.parametrize("by", [AF, UI, INDIVID])
@policy("UI-AKT-7")
def test_forsakringskassan_makes_the_mapping(by: str) -> None:
    decision = consented("forsakringskassan").ask(KartlaggGemensamt, by, medverkande=(FK, AF, INDIVID), initieras="ja")
    assert "UI-AKT-7" in decision.norms


@pytest.mark.parametrize(
    ("outcome", "refused", "is_unknown"), [("ja", False, False), ("nej", True, False), ("okant", True, True)]
)
@policy("UI-AKT-7")
def test_forsakringskassan_refers_only_if_the_mapping_says_so(outcome: str, refused: bool, is_unknown: bool) -> None:
    story = ready("forsakringskassan", ("kartlagg_gemensamt",))
    story.do(KartlaggGemensamt, medverkande=(AF, INDIVID), initieras=outcome)
    decision = story.ask(Aktualisera, alder=24)
    assert [(one.norm, one.unknown) for one in decision.findings] == ([("UI-AKT-7", is_unknown)] if refused else [])


@policy("UI-AKT-7")
def test_forsakringskassan_does_not_refer_without_a_mapping() -> None:
    decision = ready("forsakringskassan", ("kartlagg_gemensamt",)).ask(Aktualisera, alder=24)
    assert [(one.norm, one.unknown) for one in decision.findings] == [("UI-AKT-7", True)]


# --- Motivating ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("answer", "allowed"), [("ja", True), ("nej", False), ("okant", False)])
@policy("UI-SAMV-3")
def test_nobody_is_motivated_before_a_consultation_has_found_the_measure_right(answer: str, allowed: bool) -> None:
    story = consulted(answer, consented())
    assert story.ask(Motivera, UI, pa_onskemal="ja").norms == (() if allowed else ("UI-SAMV-3",))


@policy("UI-SAMV-3")
def test_nobody_is_motivated_without_a_consultation_on_the_other_ways_in_either() -> None:
    assert consented("ekonomiskt_bistand").ask(Motivera, UI, pa_onskemal="ja").norms == ("UI-SAMV-3",)
    assert consulted(story=consented("ekonomiskt_bistand")).ask(Motivera, UI, pa_onskemal="ja").allowed


@pytest.mark.parametrize("story", [ready, referred, admitted])
@policy("UI-SAMV-2")
def test_ung_intro_may_motivate_until_the_support_starts(story: Any) -> None:
    assert story().ask(Motivera, UI, pa_onskemal="ja").allowed


@pytest.mark.parametrize(("asked", "weights"), [("ja", ()), ("nej", ("warn",)), ("okant", ("warn",))])
@policy("UI-SAMV-2")
def test_information_in_advance_is_given_when_somebody_wishes_for_it(asked: str, weights: tuple[str, ...]) -> None:
    decision = ready().ask(Motivera, UI, pa_onskemal=asked)
    assert decision.allowed
    assert found(decision, "UI-SAMV-2") == weights


@pytest.mark.parametrize("by", [PSYKIATRI, FK])
@policy("UI-SAMV-3")
def test_ung_intro_motivates(by: str) -> None:
    assert ready().ask(Motivera, by, pa_onskemal="ja").norms == ("UI-SAMV-3",)


@pytest.mark.parametrize("kind", [Samrada, Vagled, ForDialogMedHandlaggare, KartlaggGemensamt])
def test_once_the_person_is_referred_what_goes_before_is_over(kind: type[Event]) -> None:
    assert "FF-FAS-1" in referred().ask(kind, UI).norms


@policy("UI-SAMV-3", "UI-SAMV-2")
@pytest.mark.parametrize("way", ["vard", "forsakringskassan", "ekonomiskt_bistand"])
def test_before_the_consent_the_person_is_told_at_their_own_wish(way: str) -> None:
    story = seen(way)
    assert "UI-SAMV-3" in story.ask(Motivera, UI, pa_onskemal="ja").norms
    story.do(Samrada, WAYS[way], till=UI, avidentifierat="ja", ratt_insats="ja")
    assert story.ask(Motivera, UI, pa_onskemal="ja").norms == ()
    assert story.ask(Motivera, UI, pa_onskemal="nej").norms == ("UI-SAMTYCKE-1",)
    assert story.ask(Motivera, UI).norms == ("UI-SAMTYCKE-1",)
    assert story.ask(Motivera, WAYS[way], pa_onskemal="ja").norms == ("UI-SAMV-3",)


@policy("UI-SAMTYCKE-1")
def test_once_there_is_a_consent_ung_intro_motivates_under_it() -> None:
    story = consented(units=(PSYKIATRI, FK))
    story.do(Samrada, PSYKIATRI, till=UI, avidentifierat="ja", ratt_insats="ja")
    assert "UI-SAMTYCKE-1" in story.ask(Motivera, UI, pa_onskemal="ja").norms
    assert "FF-FAS-1" in paused().ask(Motivera, UI, pa_onskemal="ja").norms
