"""What can happen in Knivsta, beside all that can happen in any flerpartsmöte."""

from typing import ClassVar

from flerpart_flow.define import Event, fields, recorded


@recorded
class ErbjudLots(Event):
    """The individual is offered somebody who comes along to the meeting, and answers."""

    name: ClassVar[str] = "erbjud_lots"

    vill_ha_lots: fields.Flag = fields.flag()


@recorded
class BokaLots(Event):
    """A guide is booked."""

    name: ClassVar[str] = "boka_lots"

    lots: str | None = fields.code("lots")
