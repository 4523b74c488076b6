"""A role ends with its ground: who convenes, called or chairs a meeting, and who owes what in that role afterwards.

The stories leave a unit that had the role: by a new booking, a narrowing, a no, a renewal, a withdrawal (FM-ROLL-1,
A13, A17, A54). Whatever takes a role from somebody takes what is owed in it, too.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from flerpart_flow.routines.flerpartsmote import (
    AterkallaSamtycke,
    AvslutaMote,
    BegransaSamtycke,
    BestamDeltagare,
    BokaOm,
    BokaUppfoljning,
    Forbered,
    Fraga,
    GeSamtycke,
    GodkannIntePlan,
    GodkannPlan,
    GodtaOrdforande,
    Informera,
    Kalla,
    KontaktaRegion,
    OppnaMote,
    OverlamnaOrdforande,
    SammanfattaPlan,
    StallIn,
    SvaraPaFraga,
    UpprattaPlan,
    UtseDokumenterare,
    roles,
)
from tests.policy import policy
from tests.stories import (
    AF,
    ARBETSMARKNAD,
    EKONOMI,
    FK,
    INDIVID,
    PSYKIATRI,
    TOPICS,
    Story,
    moment,
    on,
    plan,
    prepared,
    summoned,
    summons,
)

UNITS = (ARBETSMARKNAD, AF, EKONOMI, FK)
HELD = {one.code: one for one in (roles.chair, roles.initiator, roles.convener, roles.meeting_chair)}


def agreed(convener: str = AF, absent: tuple[str, ...] = ()) -> Story:
    """Phase atgarder, day 60: a plan is in force, and the convener is to call to the follow-up on day 150."""
    story = summoned((AF, EKONOMI, FK))
    there = (INDIVID, *(one for one in UNITS if one not in absent))
    story.do(OppnaMote, narvarande=there, mote=1, day=60)
    story.do(UtseDokumenterare, vem=ARBETSMARKNAD)
    story.do(UpprattaPlan, plan=plan())
    story.do(SammanfattaPlan, version=1)
    for who in there:
        story.do(GodkannPlan, who, version=1)
    story.do(BokaUppfoljning, datum=on(150), sammankallande=convener)
    story.do(AvslutaMote)
    return story


def called() -> Story:
    """Phase atgarder, day 101: Arbetsförmedlingen has called those who weren't there to the follow-up."""
    story = agreed(absent=(FK,))
    story.do(Forbered, individen_medverkar="ja", behov_onskemal="ja", day=100)
    story.do(Kalla, AF, day=101, **summons((FK,), 150))
    story.do(Fraga, FK, till=AF, day=102)
    return story


def followed_up() -> Story:
    """Phase uppfoljning, day 150: Arbetsförmedlingen has opened the follow-up."""
    story = agreed()
    story.do(OppnaMote, AF, narvarande=(INDIVID, *UNITS), mote=2, day=150)
    return story


def out(story: Story) -> None:
    story.do(BegransaSamtycke, INDIVID, enheter=(AF,))


def refused(story: Story) -> None:
    story.do(BestamDeltagare, INDIVID, deltagare=(AF,), svar="nej")


def renewed(story: Story) -> None:
    story.do(GeSamtycke, INDIVID, enheter=(ARBETSMARKNAD, EKONOMI, FK), amnen=TOPICS)


def paused(story: Story) -> None:
    story.do(AterkallaSamtycke, INDIVID)


def resumed(story: Story) -> None:
    story.do(AterkallaSamtycke, INDIVID)
    story.do(Informera, anpassning=("lattlast",))
    story.do(GeSamtycke, INDIVID, enheter=UNITS, amnen=TOPICS)


def booked_anew(story: Story) -> None:
    story.do(BokaUppfoljning, datum=on(160), sammankallande=ARBETSMARKNAD)


def handed_over(story: Story) -> None:
    story.do(OverlamnaOrdforande, till=EKONOMI)
    story.do(GodtaOrdforande, EKONOMI)


LOSSES = (out, refused, renewed, paused, resumed, booked_anew, handed_over)


def standing(story: Story) -> list[Any]:
    """The duties that somebody owes now, or will when the case goes on."""
    return [one for one in story.case.duties(moment(story.day)) if one.state.value in ("open", "late", "suspended")]


def bearers(story: Story, name: str) -> set[str]:
    return {one.bearer for one in standing(story) if one.name == name}


@policy("FM-ROLL-1", "FM-ROLL-8")
@pytest.mark.parametrize("story", [agreed, called, followed_up, lambda: agreed(absent=(FK,))])
@pytest.mark.parametrize("loss", LOSSES)
def test_nobody_owes_in_a_role_that_another_has(story: Callable[[], Story], loss: Callable[[Story], None]) -> None:
    case = story()
    loss(case)
    specs = {one.name: one for one in case.case.routine.duties}
    for duty in standing(case):
        role = HELD.get(specs[duty.name].bearer or "")
        if role is not None:
            assert duty.bearer in role.holders(case.case.facts, case.case.rules), (duty.name, duty.bearer)


@policy("FM-UPPFOLJ-1", "FM-ROLL-8")
@pytest.mark.parametrize("loss", [out, refused, renewed, paused, resumed, booked_anew])
def test_somebody_is_to_hold_the_follow_up_whoever_was_to_call_to_it(loss: Callable[[Story], None]) -> None:
    case = agreed()
    assert bearers(case, "halla_uppfoljning") == {AF}
    loss(case)
    assert bearers(case, "halla_uppfoljning") == {ARBETSMARKNAD}


@policy("FM-FORBEREDELSE-5", "FM-ROLL-8")
@pytest.mark.parametrize("loss", [out, refused, renewed, booked_anew])
def test_those_who_were_absent_are_called_by_whoever_convenes_now(loss: Callable[[Story], None]) -> None:
    case = agreed(absent=(FK,))
    assert {one.bearer for one in standing(case) if one.name == "kalla" and one.counterpart == FK} == {AF}
    loss(case)
    assert [one.bearer for one in standing(case) if one.name == "kalla" and one.counterpart == FK] == [ARBETSMARKNAD]


@policy("FM-ROLL-1", "FM-ROLL-2", "FM-SAMTYCKE-2")
@pytest.mark.parametrize("loss", [out, refused, renewed])
def test_a_meeting_whose_chair_takes_no_part_any_more_falls_to_the_chair(loss: Callable[[Story], None]) -> None:
    case = followed_up()
    assert bearers(case, "utse_dokumenterare") == {AF}
    loss(case)
    assert bearers(case, "utse_dokumenterare") == {ARBETSMARKNAD}
    assert case.ask(UtseDokumenterare, vem=FK).allowed
    assert not case.ask(UtseDokumenterare, AF, vem=FK).allowed
    assert not case.ask(AvslutaMote, AF).allowed
    assert case.ask(AvslutaMote).allowed


@policy("FM-KALLELSE-3", "FM-KALLELSE-4", "FM-ROLL-1")
@pytest.mark.parametrize("loss", [out, refused, renewed])
def test_what_the_caller_was_owed_and_owed_goes_to_the_chair_and_the_meeting_stands(
    loss: Callable[[Story], None],
) -> None:
    case = called()
    loss(case)
    owed = {one.name: (one.bearer, one.counterpart) for one in standing(case)}
    assert owed["bekrafta_kallelse"] == (FK, ARBETSMARKNAD)
    assert owed["svara_pa_fraga"] == (ARBETSMARKNAD, FK)
    for act in (BokaOm, StallIn):
        assert not case.ask(act, AF).allowed
    assert case.ask(SvaraPaFraga, till=FK).allowed


@policy("FM-KALLELSE-4")
def test_a_question_about_a_meeting_that_has_been_held_awaits_no_answer() -> None:
    case = summoned((AF, EKONOMI))
    case.do(Fraga, AF, day=10)
    case.do(OppnaMote, narvarande=(INDIVID, ARBETSMARKNAD, AF, EKONOMI), mote=1, day=60)
    assert bearers(case, "svara_pa_fraga") == {ARBETSMARKNAD}
    case.do(AvslutaMote)
    assert bearers(case, "svara_pa_fraga") == set()


@policy("FM-BOKNING-3", "FM-SAMTYCKE-5")
def test_the_region_owes_no_time_that_it_was_asked_for_under_another_consent() -> None:
    case = prepared((ARBETSMARKNAD, AF, PSYKIATRI))
    case.do(KontaktaRegion, enhet=PSYKIATRI, day=3)
    case.do(AterkallaSamtycke, INDIVID, day=4)
    case.do(Informera, anpassning=("lattlast",))
    case.do(GeSamtycke, INDIVID, enheter=(ARBETSMARKNAD, AF, PSYKIATRI), amnen=TOPICS)
    assert bearers(case, "boka_tid") == set()
    case.do(BestamDeltagare, INDIVID, deltagare=(AF, PSYKIATRI), svar="ja")
    assert bearers(case, "kontakta_regionen") == {ARBETSMARKNAD}
    case.do(KontaktaRegion, enhet=PSYKIATRI)
    assert bearers(case, "boka_tid") == {PSYKIATRI}


@policy("FM-BOKNING-3", "FM-ROLL-1")
def test_the_region_owes_its_time_to_whoever_convenes_now() -> None:
    case = prepared((ARBETSMARKNAD, AF, PSYKIATRI))
    case.do(KontaktaRegion, enhet=PSYKIATRI, day=3)
    case.do(OverlamnaOrdforande, till=AF)
    case.do(GodtaOrdforande, AF)
    assert [(one.bearer, one.counterpart) for one in standing(case) if one.name == "boka_tid"] == [(PSYKIATRI, AF)]


@policy("FM-ROLL-4")
def test_a_draft_that_waits_for_the_follow_up_is_summed_up_by_whoever_chairs_it() -> None:
    case = agreed()
    case.do(GodkannIntePlan, INDIVID, version=1, day=70)
    case.do(UpprattaPlan, plan=plan(mal=[{"id": "arbete", "text": "Heltid", "delmal": ["Halvtid"]}]))
    assert bearers(case, "sammanfatta_plan") == {ARBETSMARKNAD}
    case.do(OppnaMote, AF, narvarande=(INDIVID, *UNITS), mote=2, day=150)
    assert bearers(case, "sammanfatta_plan") == {AF}
