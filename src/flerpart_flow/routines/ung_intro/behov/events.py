"""What is seen of a need, and what is known of the conditions."""

from __future__ import annotations

from typing import ClassVar

from flerpart_flow.define import Event, fields, recorded


@recorded
class IdentifieraBehov(Event):
    """A unit sees that a person needs, or wishes for, a pre-rehabilitating measure. Opens the case on a way in."""

    name: ClassVar[str] = "identifiera_behov"

    vag: str | None = fields.code("vag")
    behov: fields.Flag = fields.flag()
    onskemal: fields.Flag = fields.flag()


@recorded
class AngeVillkor(Event):
    """What is known of a condition for the target group, from the individual or under the consent."""

    name: ClassVar[str] = "ange_villkor"

    norm: str | None = fields.code("villkor")
    varde: fields.Flag = fields.flag()
    kalla: str | None = fields.code("kalla")
