"""To whom a paper goes: the address from the table, where to look it up, or room to write it."""

from __future__ import annotations

import attrs

from flerpart_flow.documents.asking import Asking
from flerpart_flow.documents.model import Blank, Block, Field, Fields, Lines, Paragraph, Section
from flerpart_flow.engine.values.clock import local_date
from flerpart_flow.samverkan.actors import INDIVID, is_unit
from flerpart_flow.samverkan.data.municipalities import address_of


def addressee(ask: Asking, dated: bool = True) -> Section:
    """The recipient, the address, and the day of the letter. No name of a person is known; there is room for it.

    Without ``dated`` the day is to be written by hand.
    """
    to = _to(ask)
    return attrs.evolve(to, blocks=(*to.blocks, _day(ask, dated)))


def _day(ask: Asking, dated: bool) -> Block:
    label = ask.say("till.datum")
    return Fields((Field(label, ask.say.day(local_date(ask.at))),)) if dated else Blank(label)


def _to(ask: Asking) -> Section:
    say, actor = ask.say, ask.to()
    if not is_unit(actor):
        room = Blank(say("till.namn_adress"), 3)
        return _section(ask, room) if actor == INDIVID else _section(ask, Lines((say.name(actor),)), room)
    address = address_of(ask.case.rules.tables, actor, ask.case.header.municipality)
    if address is not None and address.lines:
        # a line of the table may begin with the unit's own name already
        named = any(line.startswith(say.name(actor)) for line in address.lines)
        lines = address.lines if named else (say.name(actor), *address.lines)
        return _section(ask, Lines(lines))
    lookup = None if address is None else address.lookup
    text = say("till.slas_upp", plats=lookup) if lookup else say("till.okand")
    return _section(ask, Lines((say.name(actor),)), Paragraph(text), Blank(say("till.adress"), 3))


def _section(ask: Asking, *blocks: Block) -> Section:
    return Section("till", ask.say("till.rubrik"), blocks)


def whose(ask: Asking) -> tuple[Blank, ...]:
    """Room to write whom the meeting is about, whose name is never held, so that the letter finds its file."""
    return () if ask.is_own() else (Blank(ask.say("tid_och_plats.galler")),)
