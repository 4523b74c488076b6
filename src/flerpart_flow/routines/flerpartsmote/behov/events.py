"""What happens about a need: it is seen, assessed, a meeting is offered, and the individual answers."""

from __future__ import annotations

from typing import ClassVar

from flerpart_flow.define import Event, fields, recorded


@recorded
class IdentifieraBehov(Event):
    """A unit sees that a person needs coordinated work-oriented rehabilitation. Opens the case."""

    name: ClassVar[str] = "identifiera_behov"


@recorded
class BedomBehov(Event):
    """The need is assessed, case by case and with the individual's view."""

    name: ClassVar[str] = "bedom_behov"

    samordningsbehov: fields.Flag = fields.flag()
    arbetsfor_alder: fields.Flag = fields.flag()
    underlag: fields.Strings = fields.codes("underlag")
    individen_delaktig: fields.Flag = fields.flag()
    motesform: str | None = fields.code("motesform")


@recorded
class ErbjudMote(Event):
    """The individual is offered a flerpartsmöte."""

    name: ClassVar[str] = "erbjud_mote"


@recorded
class TackaJa(Event):
    """The individual accepts the offer."""

    name: ClassVar[str] = "tacka_ja"


@recorded
class TackaNej(Event):
    """The individual declines the offer."""

    name: ClassVar[str] = "tacka_nej"
