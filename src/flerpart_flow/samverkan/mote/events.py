"""What happens at a meeting: it opens, people come and go, roles are given and taken, it ends."""

from __future__ import annotations

from typing import ClassVar

import attrs

from flerpart_flow.engine.record import fields
from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.record.recorded import recorded


@recorded
class OppnaMote(Event):
    """The meeting opens, with those who are there."""

    name: ClassVar[str] = "oppna_mote"

    mote: int | None = fields.integer()
    narvarande: fields.Strings = fields.codes("aktor")
    ordforande: str | None = fields.code("enhet")


@recorded
class AndraNarvaro(Event):
    """Somebody comes to the meeting, or leaves it."""

    name: ClassVar[str] = "andra_narvaro"

    mote: int | None = fields.integer()
    anlant: fields.Strings = fields.codes("aktor")
    lamnat: fields.Strings = fields.codes("aktor")


@recorded
class OverlamnaOrdforande(Event):
    """The chair offers the chair to another unit; in force when that unit accepts."""

    name: ClassVar[str] = "overlamna_ordforande"

    till: str | None = fields.code("enhet")


@recorded
class GodtaOrdforande(Event):
    """The unit named accepts the chair, and with it the overall responsibility.

    ``too_late``, which isn't part of the line, tells that it was recorded after another acceptance, or after something
    that the chair has done since (A54).
    """

    name: ClassVar[str] = "godta_ordforande"

    too_late: bool = attrs.field(default=False, eq=False, repr=False)


@recorded
class UtseDokumenterare(Event):
    """At the meeting somebody is appointed to document the plan."""

    name: ClassVar[str] = "utse_dokumenterare"

    vem: str | None = fields.code("enhet")


@recorded
class AvslutaMote(Event):
    """The meeting ends."""

    name: ClassVar[str] = "avsluta_mote"


@recorded
class AvbrytMote(Event):
    """The meeting ends before it is finished."""

    name: ClassVar[str] = "avbryt_mote"

    skal_kod: str | None = fields.code("skal.avbryt_mote")
