"""What can happen at a visit to a workplace."""

from typing import ClassVar

from flerpart_flow.define import Event, fields, recorded


@recorded
class Anmal(Event):
    """A unit registers that the individual is offered a visit."""

    name: ClassVar[str] = "anmal"


@recorded
class Svara(Event):
    """The individual says whether they want to."""

    name: ClassVar[str] = "svara"

    vill: fields.Flag = fields.flag()


@recorded
class Boka(Event):
    """A day is booked with the workplace."""

    name: ClassVar[str] = "boka"

    dag: fields.Day = fields.day()


@recorded
class Genomfor(Event):
    """The visit took place."""

    name: ClassVar[str] = "genomfor"
