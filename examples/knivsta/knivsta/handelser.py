"""What can happen in Knivsta, beside all that can happen in any flerpartsmöte."""

from typing import ClassVar

import attrs

from flerpart_flow.define import Event, Ternary, fields


@attrs.frozen(kw_only=True)
class ErbjudLots(Event):
    """The individual is offered somebody who comes along to the meeting, and answers."""

    name: ClassVar[str] = "erbjud_lots"

    vill_ha_lots: Ternary = fields.flag()


@attrs.frozen(kw_only=True)
class BokaLots(Event):
    """A guide is booked."""

    name: ClassVar[str] = "boka_lots"

    lots: str | None = fields.code("lots")
