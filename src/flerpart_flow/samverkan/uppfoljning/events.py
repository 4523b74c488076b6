"""What happens at a follow-up: each accounts, and the need is judged anew."""

from __future__ import annotations

from typing import ClassVar

from flerpart_flow.engine.record import fields
from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.record.recorded import recorded


@recorded
class Redovisa(Event):
    """At the follow-up a unit accounts for its area of responsibility."""

    name: ClassVar[str] = "redovisa"


@recorded
class BedomSamordningsbehov(Event):
    """The follow-up finds whether coordination is still needed."""

    name: ClassVar[str] = "bedom_samordningsbehov"

    kvarstar: fields.Flag = fields.flag()
