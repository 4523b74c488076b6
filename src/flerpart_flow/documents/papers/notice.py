"""The neutral notice that a meeting isn't to be: the same words whatever the cause (reading A9)."""

from __future__ import annotations

from flerpart_flow.documents.asking import Asking
from flerpart_flow.documents.model import Blank, Document, Field, Fields, Paragraph, Section
from flerpart_flow.documents.papers.addressee import addressee
from flerpart_flow.documents.told import Told
from flerpart_flow.documents.told_so_far import called_off
from flerpart_flow.samverkan.kallelse.events import Kalla


def notice(ask: Asking) -> Document:
    """That the meeting which the recipient was told of isn't to be.

    The day of the letter is written by hand: it could tell of a cause.
    """
    before = ask.told or called_off(ask.case, ask.to(), ask.at)
    title = ask.say("installt.titel")
    if before is None:
        return ask.nothing(title, "dokument.inget_installt")
    return ask.paper(title, (addressee(ask, dated=False), _what(ask, before), _from(ask, before)))


def _what(ask: Asking, before: Told) -> Section:
    say = ask.say
    if before.start is not None:
        when = say.time(before.start, before.asked.end)
    else:
        when = ask.you("tid.okand") if before.day is None else say.day(before.day)
    blocks = (Fields((Field(say("installt.mote"), when),)), Paragraph(ask.you("installt.text")))
    return Section("installt", say("installt.rubrik"), blocks)


def _from(ask: Asking, before: Told) -> Section:
    say = ask.say
    contact = _contact(ask)
    fields = [Field(say("kontakt.kallade"), say.name(before.caller))] if before.caller else []
    if contact is not None:
        fields.append(Field(say("kontakt.nas"), contact))
    room = Blank(say("kontakt.namn"))
    return Section("kontakt", say("kontakt.rubrik"), (Fields(tuple(fields)), room) if fields else (room,))


def _contact(ask: Asking) -> str | None:
    """The contact details that the recipient has from the latest summons."""
    actor, own = ask.to(), ask.is_own()
    for line in reversed(tuple(ask.case.lines)):
        if isinstance(line, Kalla) and (own or actor in line.till) and line.recorded_at <= ask.at:
            return line.kontakt
    return None
