"""What happens about a need: it is seen, assessed, a meeting is offered, and the individual answers."""

from __future__ import annotations

from typing import ClassVar

import attrs

from flerpart_flow.define import Event, Ternary, fields


@attrs.frozen(kw_only=True)
class IdentifieraBehov(Event):
    """A unit sees that a person needs coordinated work-oriented rehabilitation. Opens the case."""

    name: ClassVar[str] = "identifiera_behov"


@attrs.frozen(kw_only=True)
class BedomBehov(Event):
    """The need is assessed, case by case and with the individual's view."""

    name: ClassVar[str] = "bedom_behov"

    samordningsbehov: Ternary = fields.flag()
    arbetsfor_alder: Ternary = fields.flag()
    underlag: tuple[str, ...] = fields.codes("underlag")
    individen_delaktig: Ternary = fields.flag()
    motesform: str | None = fields.code("motesform")


@attrs.frozen(kw_only=True)
class ErbjudMote(Event):
    """The individual is offered a flerpartsmöte."""

    name: ClassVar[str] = "erbjud_mote"


@attrs.frozen(kw_only=True)
class TackaJa(Event):
    """The individual accepts the offer."""

    name: ClassVar[str] = "tacka_ja"


@attrs.frozen(kw_only=True)
class TackaNej(Event):
    """The individual declines the offer."""

    name: ClassVar[str] = "tacka_nej"
