"""A unit ends its own part."""

from __future__ import annotations

from typing import ClassVar

from flerpart_flow.define import Event, fields, recorded


@recorded
class AvslutaEgenDel(Event):
    """A unit ends its own part; ``samrad``: in consultation with the individual and the other partners."""

    name: ClassVar[str] = "avsluta_egen_del"

    skal_kod: str | None = fields.code("skal.avsluta_egen_del")
    samrad: fields.Flag = fields.flag()
