"""What happens to a measure: started, done or not done, and followed up by the unit that has it."""

from __future__ import annotations

from typing import ClassVar

from flerpart_flow.engine.record import fields
from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.record.recorded import recorded


@recorded
class PaborjaAtgard(Event):
    """A measure is started. Measures of care and of work may run at the same time (PR-REG-6)."""

    name: ClassVar[str] = "paborja_atgard"

    atgard: str | None = fields.text()


@recorded
class GenomforAtgard(Event):
    """A measure is carried out."""

    name: ClassVar[str] = "genomfor_atgard"

    atgard: str | None = fields.text()


@recorded
class EjGenomfordAtgard(Event):
    """A measure isn't carried out."""

    name: ClassVar[str] = "ej_genomford_atgard"

    atgard: str | None = fields.text()
    skal_kod: str | None = fields.code("skal.ej_genomford_atgard")


@recorded
class AvstaAtgard(Event):
    """The individual declines a measure; that it isn't carried out then is no deviation (A51)."""

    name: ClassVar[str] = "avsta_atgard"

    atgard: str | None = fields.text()


@recorded
class FoljUppEgnaAtgarder(Event):
    """A unit follows up its own measures."""

    name: ClassVar[str] = "folj_upp_egna_atgarder"
