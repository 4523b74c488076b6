"""Rows with a guard or an effect of another event."""

from __future__ import annotations

from flerpart_flow.define import Move, at, unchanged
from tests.toy import ANY_UNIT, B
from tests.typing.right import fits_every_row, fits_n, fits_two, noted

TABLE = (
    Move(event=B, by=ANY_UNIT, to=at("B"), guards=(fits_two, fits_every_row), effect=unchanged),
    Move(event=B, by=ANY_UNIT, to=at("B"), guards=(fits_two, fits_n), effect=unchanged),  # error
    Move(
        event=B,
        by=ANY_UNIT,
        to=at("B"),
        guards=(fits_two,),
        effect=noted,  # error
    ),
)
