"""The referral, and Ung Intro's right to take in or not (UI-AKT-8, UI-ANSVAR-6)."""

from __future__ import annotations

import pytest

from flerpart_flow.engine.record.events import Event
from flerpart_flow.routines.ung_intro import Aktualisera, Anta, AntaInte, Avsluta, IdentifieraBehov
from tests.policy import policy
from tests.ung_intro_stories import AF, EKONOMI, FK, INDIVID, PSYKIATRI, UI, WAYS, Story, consented, ready, referred


@pytest.mark.parametrize(("way", "unit"), WAYS.items())
@policy("FF-UI-VAG-1", "UI-AKT-8")
def test_the_unit_that_the_way_belongs_to_refers(way: str, unit: str) -> None:
    decision = ready(way).ask(Aktualisera, unit, alder=24)
    assert decision.allowed
    assert decision.state.phase == "aktualisering"


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("other", [PSYKIATRI, FK, EKONOMI, UI, AF, INDIVID])
@policy("FF-UI-VAG-1")
def test_nobody_else_refers(way: str, other: str) -> None:
    if other != WAYS[way]:
        assert "FF-UI-VAG-1" in ready(way).ask(Aktualisera, other, alder=24).norms


@policy("UI-AKT-8")
def test_financial_assistance_refers_under_the_same_conditions() -> None:
    bare = consented("ekonomiskt_bistand").ask(Aktualisera, alder=24)
    assert set(bare.norms) == {"UI-MAL-1", "UI-MAL-3", "UI-MAL-4", "UI-MAL-6", "UI-MAL-7"}
    without = Story("ekonomiskt_bistand")
    without.do(IdentifieraBehov, vag="ekonomiskt_bistand", behov="ja", onskemal="ja", day=0)
    assert {"UI-SAMTYCKE-1", "FF-FAS-1"} <= set(without.ask(Aktualisera, alder=24).norms)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("kind", "phase"), [(Anta, "antagen"), (AntaInte, "avslut")])
@policy("UI-ANSVAR-6")
def test_ung_intro_takes_in_or_not_and_gives_no_reason(kind: type[Event], phase: str, way: str) -> None:
    decision = referred(way).ask(kind, UI)
    assert decision.allowed
    assert not decision.findings
    assert decision.state.phase == phase


@pytest.mark.parametrize("kind", [Anta, AntaInte])
@pytest.mark.parametrize("by", [PSYKIATRI, FK, AF, INDIVID, "kommun:arbetsmarknad"])
@policy("UI-ANSVAR-6")
def test_nobody_judges_in_ung_intros_place(kind: type[Event], by: str) -> None:
    assert "UI-ANSVAR-6" in referred().ask(kind, by).norms


@pytest.mark.parametrize("kind", [Anta, AntaInte])
def test_a_unit_of_ung_intro_by_number_judges_too(kind: type[Event]) -> None:
    story = referred(units=(PSYKIATRI, UI, f"{UI}:2", FK))
    assert story.ask(kind, f"{UI}:2").allowed


@policy("FF-UI-AVSLUT-1")
def test_before_the_referral_the_one_who_saw_the_need_answers_for_the_case_and_after_it_ung_intro() -> None:
    for story, may, may_not in ((ready(), PSYKIATRI, UI), (referred(), UI, PSYKIATRI)):
        assert story.ask(Avsluta, may, skal_kod="inget_behov").allowed
        assert story.ask(Avsluta, may_not, skal_kod="inget_behov").norms == ("FF-UI-AVSLUT-1",)
