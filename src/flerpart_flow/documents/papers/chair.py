"""Support for the one who chairs: agenda, a checklist from the norms, roles, how to treat each other (FM-ROLL)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import attrs

from flerpart_flow.documents.asking import Asking
from flerpart_flow.documents.demands import norms_of
from flerpart_flow.documents.model import Document, Field, Fields, Listing, Paragraph, Section
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
    title = ask.say("stod.titel")
    if not chairs:
        return ask.nothing(title, "dokument.ingen_ordforande")
    return ask.paper(title, _sections(ask))


def _sections(ask: Asking) -> Iterator[Section]:
    say = ask.say
    agenda = Listing(tuple(say(f"stod.dagordning.{one}") for one in _AGENDA), numbered=True)
    yield Section("dagordning", say("stod.dagordning.rubrik"), (agenda,))
    yield from _topics(ask)
    for when in _CHECKLIST:
        items = tuple(f"{_text(ask, norm)} ({norm})" for norm in norms_of(ask.kind, ask.reader(), when))
        yield Section(when, say(f"stod.{when}.rubrik"), (Listing(items, boxes=True),))
    yield _roles(ask)
    treat = tuple(_text(ask, norm) for norm in ("FM-ROLL-9", "FM-ROLL-10"))
    yield Section("bemotande", say("stod.bemotande.rubrik"), (Listing(treat),))


def _text(ask: Asking, norm: str) -> str:
    return ask.case.rules.norms[norm].text(ask.say.lang)


def _topics(ask: Asking) -> Iterator[Section]:
    """What may be talked of under the consent; what mustn't be raised only for the unit that wrote it down (A66)."""
    say, consent, actor = ask.say, ask.facts.consent, ask.to()
    if consent is None or not consent.valid(ask.at) or not consent.covers(actor):
        yield Section("amnen", say("stod.amnen.rubrik"), (Paragraph(say("stod.amnen.inga")),))
        return
    yield Section("amnen", say("stod.amnen.rubrik"), (Listing(_open_topics(ask, consent)),))
    if consent.excluded and consent.shows_excluded(actor):
        names = tuple(say.name(one, "amne") for one in sorted(consent.excluded))
        yield Section("undantag", say("stod.undantag.rubrik"), (Listing(names),))


def _open_topics(ask: Asking, consent: Consent) -> tuple[str, ...]:
    shown = sorted(consent.topics_of(ask.to()) - consent.excluded)
    return tuple(ask.say.name(one, "amne") for one in shown) or (ask.say("stod.amnen.inga"),)


def _roles(ask: Asking) -> Section:
    say, facts = ask.say, ask.facts
    fields = [Field(say("stod.roller.ordforande"), say.name(ask.to()))]
    if facts.meeting is not None and facts.meeting.documenter is not None:
        fields.append(Field(say("stod.roller.dokumenterar"), say.name(facts.meeting.documenter)))
    blocks = (Fields(tuple(fields)), Listing((_text(ask, "FM-ROLL-1"), _text(ask, "FM-ROLL-2"))))
    return Section("roller", say("stod.roller.rubrik"), blocks)
