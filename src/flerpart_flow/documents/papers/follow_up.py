"""That a follow-up is booked: its day, who calls to it, and what to bring (FM-UPPFOLJ, reading A16)."""

from __future__ import annotations

from flerpart_flow.documents.asking import Asking
from flerpart_flow.documents.model import Blank, Document, Field, Fields, Paragraph, Section
from flerpart_flow.documents.papers.addressee import addressee, whose
from flerpart_flow.engine.rules.findings import Finding
from flerpart_flow.routines.flerpartsmote.forberedelse.participants import agreed_to, suitable
from flerpart_flow.samverkan.actors import is_unit
from flerpart_flow.samverkan.mote.meeting import FollowUp
from flerpart_flow.samverkan.plan.events import BokaUppfoljning
from flerpart_flow.samverkan.samtycke.consent import covered
from flerpart_flow.samverkan.word.guards import outside


def follow_up(ask: Asking) -> Document:
    """To one who was there when the follow-up was booked, and to the individual. To no unit it is an invitation."""
    booked, invited = ask.facts.follow_up, not (ask.is_own() or is_unit(ask.to()))
    title = ask.say("uppfoljning.titel_inbjudan" if invited else "uppfoljning.titel")
    if booked is None or not (ask.is_own() or ask.to() in booked.informed):
        return ask.nothing(title, "dokument.ingen_uppfoljning")
    found = () if ask.is_own() else _found(ask, booked)
    withheld = (ask.say("undanhallet.redovisa"),) if invited else ()
    what = None if invited else _what(ask)
    sections = (addressee(ask), _when(ask, booked), what, _contact(ask, booked))
    return ask.paper(title, sections, found, withheld=withheld)


def _found(ask: Asking, booked: FollowUp) -> tuple[Finding, ...]:
    """Who was said no to is told nothing, nor a unit that the consent in force doesn't cover.

    Time and place ask for no topic: a relative or an outsider needs the individual's yes, as for a summons (A49).
    """
    facts, actor = ask.facts, ask.to()
    unit = is_unit(actor)
    found = covered("FM-SAMTYCKE-2", facts.consent, (booked.convener, *((actor,) if unit else ())), ask.at)
    found += outside("FM-SAMTYCKE-2", facts, (actor,))
    if not unit:
        found += (*agreed_to(facts, (actor,)), *suitable(facts, (actor,)))
    return ask.weigh(found, BokaUppfoljning.name)


def _when(ask: Asking, booked: FollowUp) -> Section:
    say = ask.say
    fields = Fields((Field(say("uppfoljning.dag"), say.day(booked.day)),))
    blanks = (Blank(say("uppfoljning.klocka")), Blank(say("tid_och_plats.plats")), *whose(ask))
    return Section("tid_och_plats", say("tid_och_plats.rubrik"), (fields, *blanks))


def _what(ask: Asking) -> Section:
    say = ask.say
    text = say("uppfoljning.individ" if ask.is_own() else "uppfoljning.redovisa")
    return Section("redovisa", say("uppfoljning.rubrik"), (Paragraph(text),))


def _contact(ask: Asking, booked: FollowUp) -> Section:
    say = ask.say
    fields = Fields((Field(say("plan.uppfoljning.kallar"), say.name(booked.convener)),))
    blanks = (Blank(say("kontakt.namn")), Blank(say("kontakt.nas")))
    text = Paragraph(say("passar_inte.individ") if ask.is_own() else ask.you("passar_inte"))
    return Section("kontakt", say("kontakt.rubrik"), (fields, *blanks, text))
