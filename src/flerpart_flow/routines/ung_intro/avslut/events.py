"""A unit ends its own part."""

from __future__ import annotations

from typing import ClassVar

import attrs

from flerpart_flow.define import Event, Ternary, fields


@attrs.frozen(kw_only=True)
class AvslutaEgenDel(Event):
    """A unit ends its own part; ``samrad``: in consultation with the individual and the other partners."""

    name: ClassVar[str] = "avsluta_egen_del"

    skal_kod: str | None = fields.code("skal.avsluta_egen_del")
    samrad: Ternary = fields.flag()
