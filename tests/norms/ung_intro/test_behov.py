"""Need: the three ways in, who sees it, what care then owes (Ansvar, Aktualisering, UI-OMF)."""

from __future__ import annotations

from typing import Any

import pytest

from flerpart_flow import UNG_INTRO, EventError
from flerpart_flow.routines.ung_intro import AngeVillkor, DokumenteraSamtycke, IdentifieraBehov, Kontaktforsok, Samrada
from flerpart_flow.routines.ung_intro.tables import scope_of
from tests.policy import policy
from tests.story import found
from tests.ung_intro_stories import AF, EKONOMI, FK, INDIVID, PSYKIATRI, UI, WAYS, Story, consented, seen

SEEN: dict[str, Any] = {"behov": "ja", "onskemal": "ja"}


@pytest.mark.parametrize(("way", "unit"), WAYS.items())
@policy("FF-UI-VAG-1", "UI-ANSVAR-7")
def test_the_need_is_seen_on_each_of_the_three_ways_in(way: str, unit: str) -> None:
    decision = Story(way).ask(IdentifieraBehov, unit, vag=way, **SEEN)
    assert decision.allowed
    assert not decision.findings
    assert decision.state.phase == "behov"


@pytest.mark.parametrize(
    ("way", "unit"),
    [
        ("vard", FK),
        ("vard", UI),
        ("forsakringskassan", PSYKIATRI),
        ("forsakringskassan", AF),
        ("ekonomiskt_bistand", "kommun:arbetsmarknad"),
        ("ekonomiskt_bistand", INDIVID),
    ],
)
@policy("FF-UI-VAG-1", "UI-ANSVAR-7")
def test_nobody_sees_the_need_on_somebody_elses_way(way: str, unit: str) -> None:
    decision = Story().ask(IdentifieraBehov, unit, vag=way, **SEEN)
    assert decision.norms == ("FF-UI-VAG-1",)


@policy("FF-UI-VAG-1", "FF-INNEHALL-1")
def test_the_way_in_has_to_be_said() -> None:
    assert Story().ask(IdentifieraBehov, **SEEN).norms == ("FF-INNEHALL-1",)
    assert set(Story().ask(IdentifieraBehov, AF, **SEEN).norms) == {"FF-UI-VAG-1", "FF-INNEHALL-1"}


@policy("FF-INNEHALL-1")
def test_a_way_in_that_is_said_is_enough() -> None:
    assert Story().ask(IdentifieraBehov, vag="vard", **SEEN).allowed


@pytest.mark.parametrize(
    ("written", "code"), [("varden", "kod.nara"), ("vård", "kod.nara"), ("skolan", "kod.okand"), ("", "falt.kod")]
)
def test_an_unknown_way_in_is_told_with_those_there_are(written: str, code: str) -> None:
    story = Story()
    before = story.case
    with pytest.raises(EventError) as error:
        story.ask(IdentifieraBehov, vag=written, **SEEN)
    assert (error.value.code, error.value.field) == (code, "vag")
    if code.startswith("kod"):
        assert "vard" in error.value.text("sv")
    assert story.case is before


@policy("UI-OMF-1", "UI-OMF-2", "UI-OMF-3", "UI-OMF-4", "UI-OMF-5")
def test_the_routine_covers_five_units_and_says_which_norm_covers_each() -> None:
    tables = UNG_INTRO.rules().tables
    assert {unit: scope_of(tables, unit) for unit in (PSYKIATRI, UI, EKONOMI, FK, AF)} == {
        PSYKIATRI: "UI-OMF-1",
        UI: "UI-OMF-2",
        EKONOMI: "UI-OMF-3",
        FK: "UI-OMF-4",
        AF: "UI-OMF-5",
    }
    assert [scope_of(tables, unit) for unit in ("region:primarvard", "kommun:arbetsmarknad")] == [None, None]


@policy("UI-ANSVAR-7", "UI-AKT-6")
def test_forsakringskassan_finds_participants_itself_and_opens_the_case() -> None:
    decision = Story("forsakringskassan").ask(IdentifieraBehov, FK, vag="forsakringskassan", **SEEN)
    assert decision.allowed
    assert not decision.findings
    for unit in (PSYKIATRI, AF, UI):
        assert "FF-UI-VAG-1" in Story().ask(IdentifieraBehov, unit, vag="forsakringskassan", **SEEN).norms


@pytest.mark.parametrize(("unit", "weights"), [("region:psykiatri:2", ()), ("region:primarvard", ("warn",))])
@policy("UI-OMF-1")
def test_of_care_the_routine_covers_psychiatry(unit: str, weights: tuple[str, ...]) -> None:
    decision = Story().ask(IdentifieraBehov, unit, vag="vard", **SEEN)
    assert decision.allowed
    assert found(decision, "UI-OMF-1") == weights


@pytest.mark.parametrize(
    ("need", "wish", "weights"),
    [
        ("ja", "ja", ()),
        ("ja", "okant", ()),
        ("nej", "ja", ()),
        ("okant", "okant", ("warn",)),
        ("nej", "nej", ("warn",)),
    ],
)
@policy("UI-ANSVAR-2")
def test_a_need_or_a_wish_is_what_a_case_begins_with(need: str, wish: str, weights: tuple[str, ...]) -> None:
    assert found(Story().ask(IdentifieraBehov, vag="vard", behov=need, onskemal=wish), "UI-ANSVAR-2") == weights


# --- Care contacts Ung Intro --------------------------------------------------------------------------------------


@policy("UI-ANSVAR-2", "UI-AKT-1")
def test_care_that_has_seen_a_need_owes_ung_intro_a_contact() -> None:
    (duty,) = seen().duties("kontakta_ung_intro", 3)
    assert (duty.bearer, duty.counterpart, duty.state.value, duty.due) == (PSYKIATRI, UI, "open", None)


@pytest.mark.parametrize("way", ["forsakringskassan", "ekonomiskt_bistand"])
@policy("UI-ANSVAR-2", "UI-AKT-1")
def test_on_the_other_ways_in_no_contact_is_owed(way: str) -> None:
    assert seen(way).duties("kontakta_ung_intro") == ()


@pytest.mark.parametrize(("by", "to"), [(PSYKIATRI, UI), (UI, PSYKIATRI)])
@policy("UI-ANSVAR-2", "UI-AKT-1")
def test_the_consultation_is_the_contact(by: str, to: str) -> None:
    story = seen()
    story.do(Samrada, by, till=to, avidentifierat="ja", ratt_insats="okant", day=2)
    assert [duty.state.value for duty in story.duties("kontakta_ung_intro")] == ["met"]


@policy("UI-ANSVAR-2")
def test_an_attempt_is_no_contact() -> None:
    story = consented()
    story.do(Kontaktforsok, till=UI, kanal="telefon", day=2)
    assert [duty.state.value for duty in story.duties("kontakta_ung_intro")] == ["open"]


@policy("UI-ANSVAR-2")
def test_the_contact_is_late_only_where_an_organisation_has_set_a_limit() -> None:
    assert [one.state.value for one in seen().duties("kontakta_ung_intro", 90)] == ["open"]
    limited = seen(overlay={"parameter": {"contact_workdays": 5}})
    assert [one.state.value for one in limited.duties("kontakta_ung_intro", 7)] == ["open"]
    assert [one.state.value for one in limited.duties("kontakta_ung_intro", 8)] == ["late"]


@pytest.mark.parametrize(("wish", "weights"), [("ja", ()), ("nej", ("warn",)), ("okant", ("warn",))])
@policy("UI-AKT-1")
def test_where_care_sees_a_need_alone_it_speaks_with_the_patient_first(wish: str, weights: tuple[str, ...]) -> None:
    story = seen(onskemal=wish)
    decision = story.ask(Samrada, till=UI, avidentifierat="ja")
    assert decision.allowed
    assert found(decision, "UI-AKT-1") == weights


# --- What is known of the conditions ------------------------------------------------------------------------------


@policy("UI-SAMTYCKE-1")
@pytest.mark.parametrize("source", ["individ", "samtycke"])
@pytest.mark.parametrize(("by", "allowed"), [(PSYKIATRI, True), (FK, True), (AF, False), (INDIVID, True)])
def test_a_unit_outside_the_consent_states_no_condition_whatever_the_source(
    by: str, source: str, allowed: bool
) -> None:
    assert consented().ask(AngeVillkor, by, norm="UI-MAL-4", varde="ja", kalla=source).allowed is allowed


@policy("UI-SAMTYCKE-1")
@pytest.mark.parametrize("by", [PSYKIATRI, FK, UI])
def test_a_unit_states_a_condition_by_its_own_record(by: str) -> None:
    story = consented(records=False)
    assert story.ask(AngeVillkor, by, norm="UI-MAL-4", varde="ja", kalla="individ").norms == ("UI-SAMTYCKE-1",)
    story.do(DokumenteraSamtycke, by)
    assert story.ask(AngeVillkor, by, norm="UI-MAL-4", varde="ja", kalla="individ").allowed


@pytest.mark.parametrize(
    ("content", "by", "norms"),
    [
        ({"kalla": "individ"}, PSYKIATRI, ()),
        ({"kalla": "samtycke"}, FK, ()),
        ({"kalla": "samtycke"}, AF, ("UI-SAMTYCKE-1",)),
        ({}, PSYKIATRI, ("UI-SAMTYCKE-1",)),
    ],
)
@policy("UI-SAMTYCKE-1")
def test_a_condition_is_known_from_the_individual_or_under_the_consent(
    content: dict[str, Any], by: str, norms: tuple[str, ...]
) -> None:
    assert consented().ask(AngeVillkor, by, norm="UI-MAL-4", varde="ja", **content).norms == norms


def test_a_condition_is_named() -> None:
    assert seen().ask(AngeVillkor, varde="ja", kalla="individ").norms == ("FF-INNEHALL-1",)
    with pytest.raises(EventError, match="villkor"):
        seen().ask(AngeVillkor, norm="UI-MAL-2", varde="ja", kalla="individ")


@policy("UI-SAMTYCKE-1")
@pytest.mark.parametrize(
    ("by", "allowed"), [(INDIVID, True), (EKONOMI, True), (PSYKIATRI, False), (FK, False), ("arbetsgivare", False)]
)
def test_before_the_consent_the_person_and_the_unit_that_saw_the_need_state_a_condition(by: str, allowed: bool) -> None:
    story = seen(way="ekonomiskt_bistand")
    assert story.ask(AngeVillkor, by, norm="UI-MAL-4", kalla="individ").allowed is allowed
