"""The person's answer, and the start of the support."""

from __future__ import annotations

from typing import ClassVar

from flerpart_flow.define import Event, recorded


@recorded
class TackaJaTillInsats(Event):
    """The person says yes to the support."""

    name: ClassVar[str] = "tacka_ja_till_insats"


@recorded
class TackaNejTillInsats(Event):
    """The person says no to the support."""

    name: ClassVar[str] = "tacka_nej_till_insats"


@recorded
class Starta(Event):
    """The support starts, with a case manager at Ung Intro."""

    name: ClassVar[str] = "starta"
