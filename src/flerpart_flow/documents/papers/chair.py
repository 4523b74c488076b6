"""Support for the one who chairs: the meeting, agenda, a checklist from the norms, roles, treating each other well."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import attrs

from flerpart_flow.documents.asking import Asking
from flerpart_flow.documents.demands import WITH_REGION, WITHOUT_REGION, norms_of
from flerpart_flow.documents.model import Block, Document, Field, Fields, Listing, Paragraph, Section, Table
from flerpart_flow.documents.papers.summons import known
from flerpart_flow.documents.speech import upper
from flerpart_flow.routines.flerpartsmote.facts import Facts
from flerpart_flow.samverkan.actors import REGION, is_individual, is_unit, party_of
from flerpart_flow.samverkan.samtycke.consent import Consent

_CHECKLIST: Final = ("fore", "under", "efter")
"""What to see to before, during and after the meeting, by its norm."""
_AGENDA: Final = ("valkomna", "roller", "samtycke", "samtal", "plan", "sammanfatta", "uppfoljning")


def support(ask: Asking) -> Document:
    """For the one who chairs the case or the meeting, or calls to the follow-up."""
    facts = ask.facts
    chairs = [one for one in (facts.meeting.chair if facts.meeting else None, facts.chair) if one is not None]
    if facts.follow_up is not None:
        chairs.append(facts.follow_up.convener)
    if ask.recipient not in chairs:
        ask.only(chairs[0] if chairs else None, "dokument.bara_ordforande")
    ask = attrs.evolve(ask, recipient=ask.recipient or chairs[0]) if chairs else ask
    ask = attrs.evolve(ask, apart=_apart(facts))
    title = ask.say("stod.titel")
    if not chairs:
        return ask.nothing(title, "dokument.ingen_ordforande")
    return ask.paper(title, _sections(ask), withheld=_withheld(ask))


def _apart(facts: Facts) -> frozenset[str]:
    """Either the Region takes part or it doesn't; before anybody is chosen both may be."""
    called = _called(facts)
    if facts.with_region() or any(party_of(one) == REGION for one in called):
        return frozenset({WITHOUT_REGION})
    return frozenset({WITH_REGION}) if called or facts.wanted() else frozenset()


def _called(facts: Facts) -> tuple[str, ...]:
    """Those who are called to the meeting, or know of the day of the follow-up."""
    meeting, booked = facts.meeting, facts.follow_up
    if meeting is not None:
        return tuple(one.actor for one in meeting.recipients) or tuple(sorted(meeting.informed))
    return tuple(sorted(booked.informed)) if booked is not None else ()


def _withheld(ask: Asking) -> tuple[str, ...]:
    """Told to everybody but the unit that wrote the consent down, whether something is withheld or not (A66)."""
    consent = ask.facts.consent
    return () if consent is None or consent.shows_excluded(ask.to()) else (ask.say("undanhallet.amnen"),)


def _sections(ask: Asking) -> Iterator[Section]:
    say = ask.say
    agenda = Listing(tuple(say(f"stod.dagordning.{one}") for one in _AGENDA), numbered=True)
    yield _meeting(ask)
    yield Section("dagordning", say("stod.dagordning.rubrik"), (agenda,))
    yield from _topics(ask)
    for when in _CHECKLIST:
        norms = norms_of(ask.kind, ask.reader(), when, ask.to(), ask.apart)
        items = tuple(_text(ask, norm, f" ({norm})") for norm in norms)
        yield Section(when, say(f"stod.{when}.rubrik"), (Listing(items, boxes=True),))
    yield _roles(ask)
    treat = tuple(_text(ask, norm) for norm in ("FM-ROLL-9", "FM-ROLL-10"))
    yield Section("bemotande", say("stod.bemotande.rubrik"), (Listing(treat),))


def _text(ask: Asking, norm: str, ident: str = "") -> str:
    """What the document says, and told apart from it how that is read (A69)."""
    one = ask.case.rules.norms[norm]
    read = one.read(ask.say.lang)
    return f"{one.text(ask.say.lang)}{ident}" + (f" {ask.say('stod.laser', text=read)}" if read is not None else "")


def _meeting(ask: Asking) -> Section:
    """When and where, and who is called: the one who leads the case knows them all. No purpose, which is each one's."""
    say, meeting, booked = ask.say, ask.facts.meeting, ask.facts.follow_up
    asked = meeting.recipients[0].asked if meeting is not None and meeting.recipients else None
    day = meeting.day if meeting is not None else booked.day if booked is not None else None
    start = meeting.start if meeting is not None else None
    when = None if start is None else say.time(start, None if asked is None else asked.end)
    told = () if start is not None or day is None else ((say("stod.mote.dag"), say.day(day)),)
    place = None if asked is None else asked.place
    about = known((*told, (say("tid_och_plats.tid"), when), (say("tid_och_plats.plats"), place)))
    who = tuple(say.name(one) for one in _called(ask.facts) if one != ask.to())
    heading = say("stod.mote.kallade" if start is not None or not who else "stod.mote.vet")
    listed: tuple[Block, ...] = (Paragraph(f"{heading}:"), Listing(who)) if who else (Paragraph(say("stod.mote.inga")),)
    return Section("mote", say("stod.mote.rubrik"), (*about, *listed))


def _topics(ask: Asking) -> Iterator[Section]:
    """What may be talked of under the consent; what mustn't be raised only for the unit that wrote it down (A66)."""
    say, consent, actor = ask.say, ask.facts.consent, ask.to()
    if consent is None or not consent.valid(ask.at) or not consent.covers(actor):
        yield Section("amnen", say("stod.amnen.rubrik"), (Paragraph(say("stod.amnen.inga")),))
        return
    yield Section("amnen", say("stod.amnen.rubrik"), tuple(_may_hear(ask, consent)))
    if consent.excluded and consent.shows_excluded(actor):
        names = tuple(say.name(one, "amne") for one in sorted(consent.excluded))
        yield Section("undantag", say("stod.undantag.rubrik"), (Listing(names),))


def _may_hear(ask: Asking, consent: Consent) -> Iterator[Block]:
    """The topics, and who may hear of which (A49); of the others' only that they differ, but to who wrote it down."""
    say, own = ask.say, ask.to()
    others = tuple(one for one in _called(ask.facts) if not is_individual(one) and one != own)
    if not others or not _wrote_all_down(ask, consent):
        yield Listing(_open_topics(ask, consent, own) or (say("stod.amnen.inga"),))
        if any(consent.topics_of(one) != consent.topics_of(own) for one in others):
            yield Paragraph(say("stod.amnen.olika"))
        return
    rows = tuple(
        (say.name(one), upper(say.said.join(_open_topics(ask, consent, one, upper=False))) or _nothing(ask, one))
        for one in (own, *others)
    )
    yield Table(say("stod.amnen.tabell"), (say("stod.amnen.vem"), say("stod.amnen.vad")), rows)


def _wrote_all_down(ask: Asking, consent: Consent) -> bool:
    """Whether the reader wrote down the consent, and each line that names topics for one actor (A66)."""
    own = ask.to()
    lines = (one for one in ask.case.lines if one.recorded_at <= ask.at and getattr(one, "amnen_for", None))
    return consent.shows_excluded(own) and all(one.recorder == own for one in lines)


def _nothing(ask: Asking, actor: str) -> str:
    return ask.say("stod.amnen.inga" if is_unit(actor) else "stod.amnen.bara_tid")


def _open_topics(ask: Asking, consent: Consent, actor: str, upper: bool = True) -> tuple[str, ...]:
    shown = sorted(consent.topics_of(actor) - consent.excluded)
    return tuple(ask.say.name(one, "amne") if upper else ask.say.said.name(one, "amne") for one in shown)


def _roles(ask: Asking) -> Section:
    say, facts = ask.say, ask.facts
    fields = [Field(say("stod.roller.ordforande"), say.name(ask.to()))]
    if facts.meeting is not None and facts.meeting.documenter is not None:
        fields.append(Field(say("stod.roller.dokumenterar"), say.name(facts.meeting.documenter)))
    blocks = (Fields(tuple(fields)), Listing((_text(ask, "FM-ROLL-1"), _text(ask, "FM-ROLL-2"))))
    return Section("roller", say("stod.roller.rubrik"), blocks)
