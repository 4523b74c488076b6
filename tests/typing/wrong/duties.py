"""Duties whose functions take another event."""

from __future__ import annotations

from flerpart_flow.define import when
from tests.toy import A, B, N
from tests.typing.right import keeps, noted, owes

OPENS = when(A, then=owes)
WRONG_EVENT = when(B, then=owes)  # error
ONE_OF_TWO = when(A, N, then=owes)  # error
MEETS = when(A, B, then=keeps)
AN_EFFECT = when(N, then=noted)  # error
