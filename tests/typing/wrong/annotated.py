"""A table whose annotation would hide what its rows are."""

from __future__ import annotations

from flerpart_flow.define import Move, at
from tests.toy import ANY_UNIT, B
from tests.typing.right import noted

TABLE: tuple[Move, ...] = (  # error
    Move(event=B, by=ANY_UNIT, to=at("B"), effect=noted),
)
