"""Where walks begin, beside nothing: a story in each phase, and what chance seldom comes to."""

from __future__ import annotations

from typing import Final

from flerpart_flow.across.handover import opened_by
from flerpart_flow.engine.judging.case import Case
from flerpart_flow.routines.flerpartsmote import (
    AngeTid,
    AterkallaSamtycke,
    AvbrytMote,
    BestamDeltagare,
    Forbered,
    GodkannIntePlan,
    IdentifieraBehov,
    Kalla,
    KontaktaRegion,
    OppnaMote,
    SammanfattaPlan,
    UpprattaPlan,
    UtseDokumenterare,
)
from flerpart_flow.routines.ung_intro import InitieraFlerpartsmote
from tests import stories, ung_intro_stories
from tests.stories import AF, ARBETSMARKNAD, EKONOMI, FK, INDIVID, PSYKIATRI, Story


def _without_an_approved_plan() -> Story:
    """The individual wants text out of what was summed up, and the meeting ended there (A52)."""
    story = stories.summed_up()
    story.do(GodkannIntePlan, INDIVID, version=1)
    story.do(AvbrytMote)
    return story


def _called_again() -> Story:
    """A draft from a meeting that ended, and another meeting is called to."""
    story = _without_an_approved_plan()
    story.do(BestamDeltagare, INDIVID, deltagare=(AF, EKONOMI), svar="ja")
    story.do(Forbered, individen_medverkar="ja", behov_onskemal="ja")
    story.do(Kalla, day=story.day + 1, **stories.summons(day=story.day + 45))
    return story


def _text_is_unwanted() -> Story:
    """The individual wants text out of the plan in force (A52)."""
    story = stories.measures()
    story.do(GodkannIntePlan, INDIVID, version=1)
    return story


def _text_is_unwanted_at_the_follow_up() -> Story:
    story = _text_is_unwanted()
    there = (INDIVID, ARBETSMARKNAD, AF, EKONOMI)
    story.do(OppnaMote, narvarande=there, mote=2, day=stories.FOLLOW_UP_DAY)
    story.do(UtseDokumenterare, vem=ARBETSMARKNAD)
    return story


def _another_chair_is_wanted(story: Story) -> Story:
    """The individual has named a unit that may take the chair, before there is a consent or after it (A54)."""
    story.do(BestamDeltagare, INDIVID, deltagare=(AF,), svar="ja")
    return story


def _a_relative_comes_along() -> Story:
    """The individual wants a relative there, and the chair finds that it suits (A11)."""
    story = stories.consented()
    story.do(BestamDeltagare, INDIVID, deltagare=("narstaende:1",), svar="ja")
    story.do(BestamDeltagare, deltagare=("narstaende:1",), lamplig="ja")
    return story


def _everybody_meets() -> Story:
    """Four organisations meet with a relative and a representative, and a plan is summed up; the employer may know."""
    units = (AF, FK, EKONOMI, PSYKIATRI)
    told = dict.fromkeys(("narstaende:1", "arbetsgivare"), ("arbete",))
    story = stories.consented((ARBETSMARKNAD, *units), amnen_for=told)
    story.do(Forbered, individen_medverkar="ja", behov_onskemal="ja", day=2)
    story.do(BestamDeltagare, INDIVID, deltagare=("ombud",), svar="ja")
    story.do(BestamDeltagare, INDIVID, deltagare=(*units, "narstaende:1", "arbetsgivare"), svar="ja")
    story.do(BestamDeltagare, deltagare=("narstaende:1",), lamplig="ja")
    story.do(KontaktaRegion, enhet=PSYKIATRI, day=3)
    time = stories.moment(stories.MEETING_DAY)
    story.do(AngeTid, PSYKIATRI, start=time, plats="Sal 1", vardniva="specialistvard", day=4)
    story.do(Kalla, day=5, **stories.summons((*units, "narstaende:1", "ombud")))
    there = (INDIVID, ARBETSMARKNAD, *units, "narstaende:1", "ombud")
    story.do(OppnaMote, narvarande=there, mote=1, day=stories.MEETING_DAY)
    story.do(UtseDokumenterare, vem=ARBETSMARKNAD)
    story.do(UpprattaPlan, plan=stories.plan())
    story.do(SammanfattaPlan, version=1)
    return story


def _handed_over() -> Story:
    """What Ung Intro hands over to: nothing of its consent comes along."""
    support = ung_intro_stories.started_with_all()
    support.do(InitieraFlerpartsmote, arende="mote-1")
    story = Story()
    story.case = opened_by(support.case, len(support.case.lines))
    story.do(IdentifieraBehov, FK, day=support.day + 1)
    return story


def _paused_with_a_plan() -> Story:
    story = stories.measures()
    story.do(AterkallaSamtycke, INDIVID)
    return story


_FLERPARTSMOTE: Final = (
    *stories.everywhere().values(),
    _without_an_approved_plan(),
    _called_again(),
    _text_is_unwanted(),
    _text_is_unwanted_at_the_follow_up(),
    _another_chair_is_wanted(stories.needed()),
    _another_chair_is_wanted(stories.accepted()),
    _another_chair_is_wanted(stories.paused()),
    _a_relative_comes_along(),
    _paused_with_a_plan(),
    _everybody_meets(),
    _handed_over(),
)
_UNG_INTRO: Final = (*ung_intro_stories.everywhere().values(), ung_intro_stories.started_with_all())
BEGUN: Final[dict[str, tuple[Case, ...]]] = {
    "flerpartsmote": tuple(story.case for story in _FLERPARTSMOTE),
    "ung_intro": tuple(story.case for story in _UNG_INTRO),
}
