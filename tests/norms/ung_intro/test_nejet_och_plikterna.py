"""What a no, a lost coordinator and a registered plan do to what is owed in Ung Intro (A50, UI-ANSVAR-5, UI-SAMV-1)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from flerpart_flow.routines.ung_intro import (
    AngeVillkor,
    AterkallaSamtycke,
    AvslutaEgenDel,
    BegransaSamtycke,
    BeOmKontakthjalp,
    EtableraSamordning,
    GeSamtycke,
    Informera,
    RegistreraPlan,
)
from flerpart_flow.samverkan.events import BestamDeltagare
from tests.policy import policy
from tests.story import moment
from tests.ung_intro_stories import AF, FK, INDIVID, PSYKIATRI, TOPICS, UI, Story, started, started_with_all


def owed(story: Story, *names: str) -> set[tuple[str, str]]:
    """What stands open now, of the duties named: each with its bearer."""
    found = story.case.duties(moment(story.day))
    return {(one.name, one.bearer) for one in found if one.name in names and one.state.value in ("open", "late")}


STANDING = ("samordna_vardens_insatser", "samordna_forsakringens_insatser", "verka_for_samordning")


def says(story: Story, unit: str, answer: str) -> None:
    story.do(BestamDeltagare, INDIVID, deltagare=(unit,), svar=answer)


@policy("UI-GENOMF-2", "UI-ANSVAR-3", "UI-ANSVAR-8", "UI-SAMTYCKE-1")
@pytest.mark.parametrize(("unit", "name"), list(zip((PSYKIATRI, FK, AF), STANDING, strict=True)))
def test_a_unit_said_no_to_owes_nothing_until_the_no_is_taken_back(unit: str, name: str) -> None:
    case = started_with_all()
    says(case, unit, "nej")
    assert (name, unit) not in owed(case, name)
    assert len(owed(case, *STANDING)) == 2
    says(case, unit, "ja")
    assert (name, unit) in owed(case, name)
    assert len(owed(case, *STANDING)) == 3


@policy("UI-ANSVAR-9", "UI-SAMTYCKE-1")
def test_no_joint_plan_is_owed_by_one_said_no_to() -> None:
    case = started_with_all()
    case.do(AngeVillkor, norm="UI-MAL-6b:forstarkt_samarbete", varde="ja", kalla="individ")
    assert owed(case, "uppratta_gemensam_planering") == {("uppratta_gemensam_planering", AF)}
    says(case, AF, "nej")
    assert owed(case, "uppratta_gemensam_planering") == set()
    says(case, AF, "ja")
    assert owed(case, "uppratta_gemensam_planering") == {("uppratta_gemensam_planering", AF)}


@policy("UI-ANSVAR-10", "UI-SAMTYCKE-1")
def test_help_that_was_asked_of_one_said_no_to_is_not_owed() -> None:
    case = started_with_all()
    case.do(BeOmKontakthjalp, UI, till=AF)
    says(case, FK, "nej")
    assert owed(case, "hjalpa_med_kontakt") == {("hjalpa_med_kontakt", AF)}
    says(case, AF, "nej")
    assert owed(case, "hjalpa_med_kontakt") == set()


@policy("UI-ANSVAR-5", "UI-SAMV-6")
def test_what_ung_intro_owes_waits_where_it_is_said_no_to() -> None:
    case = started_with_all()
    says(case, UI, "nej")
    assert owed(case, "etablera_samordning") == {("etablera_samordning", UI)}


def out(story: Story) -> None:
    story.do(BegransaSamtycke, INDIVID, enheter=(FK,))


def refused(story: Story) -> None:
    says(story, FK, "nej")


def renewed(story: Story) -> None:
    story.do(GeSamtycke, INDIVID, enheter=(PSYKIATRI, UI, AF), amnen=TOPICS)


def left(story: Story) -> None:
    story.do(AvslutaEgenDel, FK, samrad="ja")


def back_without(story: Story) -> None:
    story.do(AterkallaSamtycke, INDIVID)
    story.do(Informera, UI)
    story.do(GeSamtycke, INDIVID, enheter=(PSYKIATRI, UI, AF), amnen=TOPICS)


@policy("UI-ANSVAR-5", "UI-SAMV-6")
@pytest.mark.parametrize("loss", [out, refused, renewed, left, back_without])
def test_ung_intro_sees_to_coordination_when_the_one_agreed_on_takes_no_part(loss: Callable[[Story], None]) -> None:
    case = started_with_all()
    case.do(EtableraSamordning, UI, samordnare=FK, overenskommet="ja")
    assert owed(case, "etablera_samordning") == set()
    loss(case)
    assert owed(case, "etablera_samordning") == {("etablera_samordning", UI)}


@policy("UI-ANSVAR-5", "UI-SAMV-6")
@pytest.mark.parametrize("unit", [PSYKIATRI, AF])
def test_another_that_is_taken_out_leaves_the_coordination_as_it_is(unit: str) -> None:
    case = started_with_all()
    case.do(EtableraSamordning, UI, samordnare=FK, overenskommet="ja")
    case.do(BegransaSamtycke, INDIVID, enheter=(unit,))
    assert owed(case, "etablera_samordning") == set()


@policy("UI-SAMV-1")
@pytest.mark.parametrize("form", ["sip", "flerpartsmote"])
def test_a_plan_of_a_sip_or_a_flerpartsmote_shows_that_one_was_initiated(form: str) -> None:
    case = started()
    assert owed(case, "initiera_sip_eller_flerpartsmote") == {("initiera_sip_eller_flerpartsmote", UI)}
    case.do(RegistreraPlan, UI, planform=form, arende="arende-2")
    assert owed(case, "initiera_sip_eller_flerpartsmote") == set()
