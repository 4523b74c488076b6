"""What happens while a meeting is prepared: with the individual, those who take part, and the Region about a time."""

from __future__ import annotations

from typing import ClassVar

from flerpart_flow.define import Event, fields, recorded
from flerpart_flow.samverkan.events import BestamDeltagare as BestamDeltagare  # what the routines share


@recorded
class Forbered(Event):
    """The meeting is prepared with the individual: needs and wishes talked through, support arranged."""

    name: ClassVar[str] = "forbered"

    individen_medverkar: fields.Flag = fields.flag()
    behov_onskemal: fields.Flag = fields.flag()
    stod: fields.Strings = fields.codes("stod")


@recorded
class ForberedEgenDel(Event):
    """One who is called tells that they have prepared themselves."""

    name: ClassVar[str] = "forbered_egen_del"


@recorded
class AngeForutsattning(Event):
    """What is known of a condition for calling a unit, from the individual or under the consent."""

    name: ClassVar[str] = "ange_forutsattning"

    enhet: str | None = fields.code("enhet")
    norm: str | None = fields.code("villkor")
    varde: fields.Flag = fields.flag()
    kalla: str | None = fields.code("kalla")


@recorded
class KontaktaRegion(Event):
    """The Region is contacted about a time, before the others; ``avidentifierat``: without saying whom it concerns."""

    name: ClassVar[str] = "kontakta_region"

    enhet: str | None = fields.code("enhet")
    avidentifierat: fields.Flag = fields.flag()


@recorded
class AngeTid(Event):
    """A time for the meeting; the Region gives it when it takes part, with its care level and representative."""

    name: ClassVar[str] = "ange_tid"

    start: fields.Time = fields.time()
    slut: fields.Time = fields.time()
    plats: str | None = fields.text()
    vardniva: str | None = fields.code("vardniva")
    representant_utsedd: fields.Flag = fields.flag()
