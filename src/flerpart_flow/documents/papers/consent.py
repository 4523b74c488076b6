"""What the individual is told before the consent, and the form on which they say what they decide (FM-SAMTYCKE)."""

from __future__ import annotations

from typing import Final

import attrs

from flerpart_flow.documents.asking import Asking
from flerpart_flow.documents.model import Blank, Block, Document, Listing, Paragraph, Section, Table
from flerpart_flow.samverkan.actors import INDIVID

_TOLD: Final = ("mote", "gar_till", "vilka", "uppgifter", "undantag", "ta_tillbaka", "stod")
"""The sections of the information."""
_OTHER: Final = "annat"
"""The topic that says nothing by itself: there is room to say which."""


def information(ask: Asking) -> Document:
    """What a flerpartsmöte is, what the consent is to, and that it can be taken back."""
    ask = _to_the_individual(ask)
    sections = [
        Section(name, ask.say(f"information.{name}.rubrik"), (Paragraph(ask.say(f"information.{name}.text")),))
        for name in _TOLD
    ]
    return ask.paper(ask.say("information.titel"), (*sections, _questions(ask)))


def form(ask: Asking) -> Document:
    """The form: which units, which topics, what mustn't be raised, until when. Nothing of the case is filled in."""
    ask = _to_the_individual(ask)
    say = ask.say
    first = Section("om", say("blankett.om.rubrik"), (Paragraph(say("blankett.om.text")),))
    sections = (first, _decision(ask), _units(ask), _topics(ask), _excluded(ask), _until(ask), _take_back(ask))
    return ask.paper(say("blankett.titel"), (*sections, _signed(ask)))


def _to_the_individual(ask: Asking) -> Asking:
    found = attrs.evolve(ask, recipient=ask.recipient or INDIVID)
    if not found.is_own():
        found.only(INDIVID, "dokument.bara_individen")
    return found


def _questions(ask: Asking) -> Section:
    say = ask.say
    blanks = (Blank(say("kontakt.namn")), Blank(say("kontakt.nas")))
    return Section("fragor", say("information.fragor.rubrik"), (Paragraph(say("information.fragor.text")), *blanks))


def _decision(ask: Asking) -> Section:
    say = ask.say
    choices = Listing((say("blankett.svar.ja"), say("blankett.svar.nej")), boxes=True)
    return Section("svar", say("blankett.svar.rubrik"), (choices,))


def _units(ask: Asking) -> Section:
    say, units = ask.say, ask.case.rules.tables["enhet"]
    rows = tuple((say.name(one), "", "") for one in units)
    heads = (say("blankett.enheter.enhet"), say("blankett.enheter.ja"), say("blankett.enheter.nej"))
    blocks: tuple[Block, ...] = (
        Paragraph(say("blankett.enheter.text")),
        Table(say("blankett.enheter.tabell"), heads, rows, boxes=True),
        Blank(say("blankett.enheter.andra"), 2),
    )
    return Section("enheter", say("blankett.enheter.rubrik"), blocks)


def _topics(ask: Asking) -> Section:
    say = ask.say
    topics = tuple(say.name(one, "amne") for one in ask.case.rules.tables["amne"] if one != _OTHER)
    other = Blank(say("blankett.amnen.annat"), box=True)
    blocks: tuple[Block, ...] = (Paragraph(say("blankett.amnen.text")), Listing(topics, boxes=True), other)
    return Section("amnen", say("blankett.amnen.rubrik"), blocks)


def _excluded(ask: Asking) -> Section:
    say = ask.say
    blocks: tuple[Block, ...] = (Paragraph(say("blankett.undantag.text")), Blank(say("blankett.undantag.vad"), 2))
    return Section("undantag", say("blankett.undantag.rubrik"), blocks)


def _until(ask: Asking) -> Section:
    say = ask.say
    blocks: tuple[Block, ...] = (Paragraph(say("blankett.giltigt.text")), Blank(say("blankett.giltigt.dag")))
    return Section("giltigt_till", say("blankett.giltigt.rubrik"), blocks)


def _take_back(ask: Asking) -> Section:
    say = ask.say
    text = Paragraph(say("information.ta_tillbaka.text"))
    return Section("ta_tillbaka", say("information.ta_tillbaka.rubrik"), (text,))


def _signed(ask: Asking) -> Section:
    say = ask.say
    blanks = tuple(Blank(say(f"blankett.underskrift.{one}")) for one in ("namn", "underskrift", "datum", "mottagare"))
    return Section("underskrift", say("blankett.underskrift.rubrik"), blanks)
