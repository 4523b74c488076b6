"""What happens while a meeting is prepared: with the individual, those who take part, and the Region about a time."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

import attrs

from flerpart_flow.define import Event, Ternary, fields
from flerpart_flow.samverkan.events import BestamDeltagare as BestamDeltagare  # what the routines share


@attrs.frozen(kw_only=True)
class Forbered(Event):
    """The meeting is prepared with the individual: needs and wishes talked through, support arranged."""

    name: ClassVar[str] = "forbered"

    individen_medverkar: Ternary = fields.flag()
    behov_onskemal: Ternary = fields.flag()
    stod: tuple[str, ...] = fields.codes("stod")


@attrs.frozen(kw_only=True)
class ForberedEgenDel(Event):
    """One who is summoned tells that they have prepared themselves."""

    name: ClassVar[str] = "forbered_egen_del"


@attrs.frozen(kw_only=True)
class AngeForutsattning(Event):
    """What is known of a condition for calling a unit, from the individual or under the consent."""

    name: ClassVar[str] = "ange_forutsattning"

    enhet: str | None = fields.code("enhet")
    norm: str | None = fields.code("villkor")
    varde: Ternary = fields.flag()
    kalla: str | None = fields.code("kalla")


@attrs.frozen(kw_only=True)
class KontaktaRegion(Event):
    """The Region is contacted about a time, before the others; ``avidentifierat``: without saying whom it concerns."""

    name: ClassVar[str] = "kontakta_region"

    enhet: str | None = fields.code("enhet")
    avidentifierat: Ternary = fields.flag()


@attrs.frozen(kw_only=True)
class AngeTid(Event):
    """A time for the meeting; the Region gives it when it takes part, with its care level and representative."""

    name: ClassVar[str] = "ange_tid"

    start: datetime | None = fields.time()
    slut: datetime | None = fields.time()
    plats: str | None = fields.text()
    vardniva: str | None = fields.code("vardniva")
    representant_utsedd: Ternary = fields.flag()
