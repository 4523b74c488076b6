"""Cases of Ung Intro to start from, as far as a phase, on each of the three ways in.

Days count from Monday 12 January 2026, 09:00 in Stockholm (tests/story.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from flerpart_flow.routines.ung_intro import (
    UNG_INTRO,
    Aktualisera,
    AngeVillkor,
    Anta,
    AterkallaSamtycke,
    Avsluta,
    DokumenteraSamtycke,
    ForDialogMedHandlaggare,
    GeSamtycke,
    IdentifieraBehov,
    Informera,
    KartlaggGemensamt,
    Samrada,
    Starta,
    TackaJaTillInsats,
    Vagled,
)
from tests.story import Story as AnyStory

PSYKIATRI = "region:psykiatri"
KOORDINATOR = "region:rehabkoordinator"
UI = "kommun:ung_intro"
EKONOMI = "kommun:ekonomiskt_bistand"
FK = "forsakringskassan"
AF = "arbetsformedlingen"
INDIVID = "individ"

WAYS = {"vard": PSYKIATRI, "forsakringskassan": FK, "ekonomiskt_bistand": EKONOMI}
"""The ways in, and the unit that sees the need and refers on each."""

CONDITIONS = ("UI-MAL-1", "UI-MAL-3", "UI-MAL-4", "UI-MAL-6", "UI-MAL-7")
"""The conditions of the target group, beside the age, the wish and the need."""

TOPICS = ("halsa", "arbete")


class Story(AnyStory):
    """A case of Ung Intro that goes on; the unit that saw the need acts where nobody else is named."""

    def __init__(
        self,
        way: str = "vard",
        municipality: str | None = "uppsala",
        overlay: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(UNG_INTRO, WAYS[way], municipality, overlay)
        self.way = way


def units_of(way: str) -> tuple[str, ...]:
    """Who takes part on a way in: the one who refers, Ung Intro, and those that the way asks for."""
    others = {"vard": (FK,), "forsakringskassan": (AF,), "ekonomiskt_bistand": ()}[way]
    extra = (AF,) if way == "ekonomiskt_bistand" else ()
    return (WAYS[way], UI, *others, *extra)


def seen(way: str = "vard", overlay: Mapping[str, Any] | None = None, **change: Any) -> Story:
    """Phase behov, day 0: the need is seen, and the person wishes for the measure."""
    story = Story(way, overlay=overlay)
    story.do(IdentifieraBehov, day=0, **{"vag": way, "behov": "ja", "onskemal": "ja", **change})
    return story


def informed(way: str = "vard", overlay: Mapping[str, Any] | None = None, **change: Any) -> Story:
    """Phase behov, day 1: the person is informed and hasn't consented yet."""
    story = seen(way, overlay, **change)
    story.do(Informera, anpassning=("inget_behov",), day=1)
    return story


def consented(
    way: str = "vard",
    units: Iterable[str] | None = None,
    overlay: Mapping[str, Any] | None = None,
    records: bool = True,
    **change: Any,
) -> Story:
    """Phase forberedelse, day 1: the person has consented, and every unit has its own record of it."""
    story = informed(way, overlay)
    named = units_of(way) if units is None else tuple(units)
    story.do(GeSamtycke, INDIVID, **{"enheter": named, "amnen": TOPICS, **change})
    for unit in named if records else ():
        if story.case.rules.vocabulary.has("enhet", unit):
            story.do(DokumenteraSamtycke, unit, referens="dnr 1")
    return story


def state(story: Story, norm: str, value: str) -> None:
    """State a condition, or a part of one (``UI-MAL-5:behov``), as the person tells it."""
    story.do(AngeVillkor, norm=norm, varde=value, kalla="individ")


def known(way: str = "vard", leave_out: Iterable[str] = (), **consent: Any) -> Story:
    """Phase forberedelse, day 2: every condition is stated and met, apart from those left out."""
    story = consented(way, **consent)
    story.day = 2
    for norm in CONDITIONS:
        if norm not in tuple(leave_out):
            state(story, norm, "ja")
    return story


def ready(way: str = "vard", leave_out: Iterable[str] = (), **consent: Any) -> Story:
    """Phase forberedelse, day 3: all that the way in asks for is done, apart from the steps left out."""
    skipped = tuple(leave_out)
    story = known(way, skipped, **consent)
    story.day = 3
    if way == "vard":
        if "samrada" not in skipped:
            story.do(Samrada, till=UI, avidentifierat="nej", ratt_insats="ja")
            story.do(Vagled, UI, till=PSYKIATRI, vag="vard")
        if "for_dialog_med_handlaggare" not in skipped:
            story.do(ForDialogMedHandlaggare, till=FK)
    if way == "forsakringskassan" and "kartlagg_gemensamt" not in skipped:
        story.do(KartlaggGemensamt, medverkande=(AF, INDIVID), initieras="ja")
    return story


def referred(way: str = "vard", **consent: Any) -> Story:
    """Phase aktualisering, day 5: the person is referred, 24 years old."""
    story = ready(way, **consent)
    story.do(Aktualisera, alder=24, day=5)
    return story


def admitted(way: str = "vard", **consent: Any) -> Story:
    """Phase antagen, day 7: Ung Intro has accepted the person."""
    story = referred(way, **consent)
    story.do(Anta, UI, day=7)
    return story


def started(way: str = "vard", **consent: Any) -> Story:
    """Phase samverkan, day 10: the person has said yes, and the support has started."""
    story = admitted(way, **consent)
    story.do(TackaJaTillInsats, INDIVID, day=8)
    story.do(Starta, UI, day=10)
    return story


def started_with_all() -> Story:
    """Phase samverkan: the support has started, and care, Försäkringskassan and Arbetsförmedlingen take part."""
    return started(units=(PSYKIATRI, UI, FK, AF))


def paused(way: str = "vard") -> Story:
    """Phase vilande, day 20: the support had started, and then the person withdrew the consent."""
    story = started(way)
    story.do(AterkallaSamtycke, INDIVID, day=20)
    return story


def closed(way: str = "vard") -> Story:
    """Phase avslut, day 20: the person wished to end it, with a consent still standing."""
    story = started(way)
    story.do(Avsluta, INDIVID, skal_kod="individens_onskan", day=20)
    return story


def everywhere() -> dict[str, Story]:
    """A story in each phase, by the phase's name."""
    return {
        "behov": seen(),
        "forberedelse": consented(),
        "aktualisering": referred(),
        "antagen": admitted(),
        "samverkan": started(),
        "avslut": closed(),
        "vilande": paused(),
    }
