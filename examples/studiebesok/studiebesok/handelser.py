"""What can happen at a visit to a workplace."""

from datetime import date
from typing import ClassVar

import attrs

from flerpart_flow.define import Event, Ternary, fields


@attrs.frozen(kw_only=True)
class Anmal(Event):
    """A unit registers that the individual is offered a visit."""

    name: ClassVar[str] = "anmal"


@attrs.frozen(kw_only=True)
class Svara(Event):
    """The individual says whether they want to."""

    name: ClassVar[str] = "svara"

    vill: Ternary = fields.flag()


@attrs.frozen(kw_only=True)
class Boka(Event):
    """A day is booked with the workplace."""

    name: ClassVar[str] = "boka"

    dag: date | None = fields.day()


@attrs.frozen(kw_only=True)
class Genomfor(Event):
    """The visit took place."""

    name: ClassVar[str] = "genomfor"
