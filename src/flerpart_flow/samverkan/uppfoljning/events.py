"""What happens at a follow-up: each accounts, and the need is judged anew."""

from __future__ import annotations

from typing import ClassVar

import attrs

from flerpart_flow.engine.record import fields
from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.values.ternary import Ternary


@attrs.frozen(kw_only=True)
class Redovisa(Event):
    """At the follow-up a unit accounts for its area of responsibility."""

    name: ClassVar[str] = "redovisa"


@attrs.frozen(kw_only=True)
class BedomSamordningsbehov(Event):
    """The follow-up finds whether coordination is still needed."""

    name: ClassVar[str] = "bedom_samordningsbehov"

    kvarstar: Ternary = fields.flag()
