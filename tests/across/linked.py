"""Linked cases to test with: a case of Ung Intro and a flerpartsmöte, under references of their own."""

from __future__ import annotations

from typing import Any

import attrs

from flerpart_flow import Case
from flerpart_flow.across.handover import HandOver, Mention
from flerpart_flow.routines.ung_intro import InitieraFlerpartsmote, RegistreraPlan
from tests import stories, ung_intro_stories
from tests.story import Story

UI_CASE = "ui-1"
FM_CASE = "fm-1"

TO_UNG_INTRO = HandOver(
    source="toy",
    target="ung_intro",
    opens=Mention("n", "text"),
    back=Mention("b", "text"),
    result="referrer",
    norms=("T-FIRST",),
    first=("T-TEXT",),
    otherwise=(),
    consent=("UI-SAMTYCKE-1",),
)
"""A hand-over that a package of its own declares: a note of the toy routine starts a case of Ung Intro."""
TO_TOY = attrs.evolve(
    TO_UNG_INTRO,
    source="ung_intro",
    target="toy",
    opens=Mention("initiera_sip", "arende"),
    back=Mention("registrera_plan", "arende", (("planform", "sip"),)),
    result="day",
    norms=("UI-SAMV-1",),
    first=("UI-SAMV-5",),
    consent=(),
)
"""And one that leads the other way, so that cases can go round by hand-overs alone."""


def named(case: Case, reference: str, **header: Any) -> Case:
    """The case under a reference, with other links in its header."""
    return attrs.evolve(case, header=attrs.evolve(case.header, case=reference, **header))


def ui(story: Story, reference: str = UI_CASE, **header: Any) -> Case:
    """A case of Ung Intro."""
    return named(story.case, reference, **header)


def fm(story: Story, reference: str = FM_CASE, linked: tuple[str, ...] = (UI_CASE,), **header: Any) -> Case:
    """A flerpartsmöte that its header links to the case of Ung Intro."""
    return named(story.case, reference, linked=linked, **header)


def initiated(arende: str | None = FM_CASE, day: float = 11, **consent: Any) -> Story:
    """Ung Intro, phase samverkan: the case manager has initiated a flerpartsmöte."""
    story = ung_intro_stories.started(**consent)
    story.do(InitieraFlerpartsmote, ung_intro_stories.UI, day=day, arende=arende)
    return story


def registered(day: float = 61, arende: str = FM_CASE, **consent: Any) -> Story:
    """Ung Intro, phase samverkan: the plan of the flerpartsmöte is recorded too."""
    story = initiated(arende, **consent)
    story.do(RegistreraPlan, ung_intro_stories.UI, day=day, planform="flerpartsmote", arende=arende)
    return story


def approved() -> Story:
    """A flerpartsmöte whose plan was approved on day 60."""
    return stories.measures()
