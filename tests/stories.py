"""Cases to start from: one that follows the routine, as far as a phase.

Days count from Monday 12 January 2026, 09:00 in Stockholm. ``story.do`` records an act that must be allowed,
``story.ask`` gives the decision on an act without recording it (tests/story.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from flerpart_flow.routines.flerpartsmote import (
    FLERPARTSMOTE,
    AngeTid,
    AterkallaSamtycke,
    Avsluta,
    AvslutaMote,
    BedomBehov,
    BestamDeltagare,
    BokaUppfoljning,
    DokumenteraSamtycke,
    ErbjudMote,
    Forbered,
    GeSamtycke,
    GodkannPlan,
    IdentifieraBehov,
    Informera,
    Kalla,
    KontaktaRegion,
    OppnaMote,
    SammanfattaPlan,
    TackaJa,
    UpprattaPlan,
    UtseDokumenterare,
)
from flerpart_flow.samverkan.actors import is_unit
from tests.story import START as START
from tests.story import Story as AnyStory
from tests.story import found as found
from tests.story import moment as moment
from tests.story import on as on

ARBETSMARKNAD = "kommun:arbetsmarknad"
"""The municipality's labour-market unit: the initiator and chair of these stories."""
EKONOMI = "kommun:ekonomiskt_bistand"
AF = "arbetsformedlingen"
FK = "forsakringskassan"
PSYKIATRI = "region:psykiatri"
INDIVID = "individ"

MEETING_DAY = 60
FOLLOW_UP_DAY = 150
TOPICS = ("halsa", "arbete")


class Story(AnyStory):
    """A case of flerpartsmöte that goes on; the labour-market unit acts where nobody else is named."""

    def __init__(self, municipality: str | None = "uppsala", overlay: Mapping[str, Any] | None = None) -> None:
        super().__init__(FLERPARTSMOTE, ARBETSMARKNAD, municipality, overlay)


def plan(
    *, measures: Iterable[Mapping[str, Any]] | None = None, follow_up: date | None = None, **change: Any
) -> dict[str, Any]:
    """A whole plan: a goal, a measure of Arbetsförmedlingen's and one of the individual's, a day of follow-up."""
    whole = [
        {"id": "praktik", "text": "Praktikplats", "ansvariga": [AF], "klart_senast": on(110).isoformat()},
        {"id": "ansokan", "text": "Ansökan", "ansvariga": [INDIVID]},
    ]
    content: dict[str, Any] = {
        "mal": [{"id": "arbete", "text": "Åter i arbete", "delmal": ["Halvtid"]}],
        "atgarder": [dict(one) for one in measures] if measures is not None else whole,
        "uppfoljning": (follow_up or on(FOLLOW_UP_DAY)).isoformat(),
    }
    return {**content, **change}


def measure_id(facts: Any, number: int | None) -> str | None:
    """The id of a measure that an answer calls by its number in the plan; of the newest plan that has so many."""
    if number is None:
        return None
    versions = [one for one in (facts.current, *reversed(tuple(facts.earlier))) if one is not None]
    return next((str(one.plan.atgarder[number - 1].id) for one in versions if len(one.plan.atgarder) >= number), None)


def summons(to: Iterable[str] = (AF, EKONOMI), day: float = MEETING_DAY, **change: Any) -> dict[str, Any]:
    """The whole content of a summons to a meeting on a day; to others than units time and place alone."""
    units = tuple(to)
    content: dict[str, Any] = {
        "till": units,
        "start": moment(day),
        "slut": moment(day) + timedelta(hours=1),
        "plats": "Sal 1",
        "syfte": dict.fromkeys(filter(is_unit, units), "Planera vägen till arbete"),
        "kontakt": "katalogpost 12",
        "inbjudna": ("handläggare", "arbetsförmedlare"),
        "lista_godkand": "ja",
        "hor_av_dig": "ja",
        "kanal": "brev",
    }
    return {**content, **change}


def needed(municipality: str | None = "uppsala", overlay: Mapping[str, Any] | None = None) -> Story:
    """Phase behov: the need is identified."""
    story = Story(municipality, overlay)
    story.do(IdentifieraBehov, day=0)
    return story


def assessed(overlay: Mapping[str, Any] | None = None, **change: Any) -> Story:
    """Phase behov: the need is assessed, and there is one."""
    story = needed(overlay=overlay)
    content = {"samordningsbehov": "ja", "arbetsfor_alder": "ja", "underlag": ("halsa",), "individen_delaktig": "ja"}
    story.do(BedomBehov, **{**content, **change})
    return story


def offered(overlay: Mapping[str, Any] | None = None) -> Story:
    """Phase behov: a meeting is offered."""
    story = assessed(overlay)
    story.do(ErbjudMote)
    return story


def accepted(overlay: Mapping[str, Any] | None = None) -> Story:
    """Phase samtycke: the individual has accepted the offer, and is not informed yet."""
    story = offered(overlay)
    story.do(TackaJa, INDIVID)
    return story


def consented(
    units: Iterable[str] = (ARBETSMARKNAD, AF, EKONOMI),
    overlay: Mapping[str, Any] | None = None,
    records: bool = True,
    **change: Any,
) -> Story:
    """Phase forberedelse, day 1: consent is given, and every unit has documented it."""
    story = accepted(overlay)
    story.do(Informera, anpassning=("lattlast",), day=1)
    story.do(GeSamtycke, INDIVID, **{"enheter": tuple(units), "amnen": TOPICS, **change})
    for unit in units if records else ():
        if story.case.rules.vocabulary.has("enhet", unit):
            story.do(DokumenteraSamtycke, unit, referens="dnr 1")
    return story


def prepared(
    units: Iterable[str] = (ARBETSMARKNAD, AF, EKONOMI), overlay: Mapping[str, Any] | None = None, **change: Any
) -> Story:
    """Phase forberedelse, day 2: prepared together, and the individual has said yes to every unit."""
    story = consented(units, overlay, **change)
    story.do(Forbered, individen_medverkar="ja", behov_onskemal="ja", day=2)
    story.do(BestamDeltagare, INDIVID, deltagare=tuple(one for one in units if one != ARBETSMARKNAD), svar="ja")
    return story


def with_region(overlay: Mapping[str, Any] | None = None, day: float = MEETING_DAY) -> Story:
    """Phase forberedelse, day 4: the Region takes part, was contacted on day 3 and has given its time."""
    story = prepared((ARBETSMARKNAD, AF, PSYKIATRI), overlay)
    story.do(KontaktaRegion, enhet=PSYKIATRI, day=3)
    story.do(AngeTid, PSYKIATRI, start=moment(day), plats="Sal 1", vardniva="specialistvard", day=4)
    return story


def summoned(to: Iterable[str] = (AF, EKONOMI), overlay: Mapping[str, Any] | None = None, **change: Any) -> Story:
    """Phase kallelse, day 5: everybody is summoned to the meeting on day 60."""
    units = tuple(to)
    story = prepared((ARBETSMARKNAD, *units), overlay, **change)
    story.do(Kalla, day=5, **summons(units))
    return story


def meeting(present: Iterable[str] | None = None, overlay: Mapping[str, Any] | None = None) -> Story:
    """Phase mote, day 60: the meeting is open and the chair documents."""
    story = summoned(overlay=overlay)
    there = (INDIVID, ARBETSMARKNAD, AF, EKONOMI) if present is None else tuple(present)
    story.do(OppnaMote, narvarande=there, mote=1, day=MEETING_DAY)
    story.do(UtseDokumenterare, vem=ARBETSMARKNAD)
    return story


def summed_up(
    content: Mapping[str, Any] | None = None,
    present: Iterable[str] | None = None,
    overlay: Mapping[str, Any] | None = None,
) -> Story:
    """Phase mote: version 1 of the plan is drafted and summed up."""
    story = meeting(present, overlay)
    story.do(UpprattaPlan, plan=content or plan())
    story.do(SammanfattaPlan, version=1)
    return story


def approved(
    content: Mapping[str, Any] | None = None,
    present: Iterable[str] | None = None,
    overlay: Mapping[str, Any] | None = None,
) -> Story:
    """Phase mote: the individual and everybody present have approved version 1."""
    story = summed_up(content, present, overlay)
    there = (INDIVID, ARBETSMARKNAD, AF, EKONOMI) if present is None else tuple(present)
    for who in there:
        story.do(GodkannPlan, who, version=1)
    return story


def measures(
    content: Mapping[str, Any] | None = None,
    present: Iterable[str] | None = None,
    overlay: Mapping[str, Any] | None = None,
    convener: str = ARBETSMARKNAD,
) -> Story:
    """Phase atgarder: the meeting is over, and the follow-up on day 150 is booked."""
    story = approved(content, present, overlay)
    story.do(BokaUppfoljning, datum=on(FOLLOW_UP_DAY), sammankallande=convener)
    story.do(AvslutaMote)
    return story


def follow_up(
    content: Mapping[str, Any] | None = None,
    present: Iterable[str] | None = None,
    overlay: Mapping[str, Any] | None = None,
) -> Story:
    """Phase uppfoljning, day 150: the follow-up is open and the chair documents."""
    story = measures(content, None, overlay)
    there = (INDIVID, ARBETSMARKNAD, AF, EKONOMI) if present is None else tuple(present)
    story.do(OppnaMote, narvarande=there, mote=2, day=FOLLOW_UP_DAY)
    story.do(UtseDokumenterare, vem=ARBETSMARKNAD)
    return story


def paused() -> Story:
    """Phase vilande: summoned to a meeting, and then the individual withdrew the consent."""
    story = summoned()
    story.do(AterkallaSamtycke, INDIVID, day=20)
    return story


def closed() -> Story:
    """Phase avslut: closed by the individual's own wish, with a consent still standing."""
    story = consented()
    story.do(Avsluta, INDIVID, skal_kod="individens_onskan")
    return story


def everywhere() -> dict[str, Story]:
    """A story in each phase, by the phase's name."""
    return {
        "behov": needed(),
        "samtycke": accepted(),
        "forberedelse": consented(),
        "kallelse": summoned(),
        "mote": meeting(),
        "atgarder": measures(),
        "uppfoljning": follow_up(),
        "vilande": paused(),
        "avslut": closed(),
    }
