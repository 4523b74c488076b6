"""What a summons is, and what follows on it: confirmed, declined, asked about, rebooked, cancelled."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar

import attrs

from flerpart_flow.engine.record import fields
from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.record.recorded import recorded


@recorded
class Kalla(Event):
    """The summons: to whom, when, where, why each of them, who to ask, who is invited, and to say if it won't do.

    ``syfte`` gives the purpose per recipient, ``inbjudna`` those invited by function, ``kontakt`` a directory
    reference; ``lista_godkand`` whether the individual has approved that list (reading A41). Of a summons that was
    corrected, ``told`` is how it read first and ``asked`` how it reads for those called (A53); they aren't part of the
    line, nor is what an answer was given to, in ``Bekrafta`` and ``Avboj``.
    """

    name: ClassVar[str] = "kalla"

    mote: int | None = fields.integer()
    till: fields.Strings = fields.codes("aktor")
    start: fields.Time = fields.time()
    slut: fields.Time = fields.time()
    plats: str | None = fields.text()
    syfte: fields.TextPerCode = fields.per_code("aktor")
    kontakt: str | None = fields.text()
    inbjudna: fields.Strings = fields.listed_texts()
    lista_godkand: fields.Flag = fields.flag()
    hor_av_dig: fields.Flag = fields.flag()
    kanal: str | None = fields.code("kanal")
    told: Kalla | None = attrs.field(default=None, eq=False, repr=False)
    asked: Kalla | None = attrs.field(default=None, eq=False, repr=False)
    asked_since: datetime | None = attrs.field(default=None, eq=False, repr=False)


@recorded
class Bekrafta(Event):
    """A recipient confirms the summons."""

    name: ClassVar[str] = "bekrafta"

    mote: int | None = fields.integer()
    asked: Any = attrs.field(default=None, eq=False, repr=False)
    day: date | None = attrs.field(default=None, eq=False, repr=False)


@recorded
class Avboj(Event):
    """A recipient declines: the time doesn't suit, or something else."""

    name: ClassVar[str] = "avboj"

    mote: int | None = fields.integer()
    skal_kod: str | None = fields.code("skal.avboj")
    asked: Any = attrs.field(default=None, eq=False, repr=False)
    day: date | None = attrs.field(default=None, eq=False, repr=False)


@recorded
class Fraga(Event):
    """A recipient asks what is unclear. The question isn't stored."""

    name: ClassVar[str] = "fraga"

    mote: int | None = fields.integer()
    till: str | None = fields.code("enhet")


@recorded
class SvaraPaFraga(Event):
    """The one who called, or the chair, answers a recipient."""

    name: ClassVar[str] = "svara_pa_fraga"

    mote: int | None = fields.integer()
    till: str | None = fields.code("aktor")


@recorded
class BokaOm(Event):
    """The meeting gets another time; the time that stood is void, and a new summons is needed."""

    name: ClassVar[str] = "boka_om"

    mote: int | None = fields.integer()
    skal_kod: str | None = fields.code("skal.boka_om")


@recorded
class StallIn(Event):
    """Neutral notice that the meeting is cancelled, without a reason; to everybody, if ``till`` is left out."""

    name: ClassVar[str] = "stall_in"

    mote: int | None = fields.integer()
    till: fields.Strings = fields.codes("aktor")
