"""A guided walker: made-up cases of any routine, which reach every row of its table. From a seed, always the same."""

from __future__ import annotations

from flerpart_flow.proof.walk.coverage import Coverage, Row, rows_of
from flerpart_flow.proof.walk.stand import Act
from flerpart_flow.proof.walk.walker import Walker

__all__ = ["Act", "Coverage", "Row", "Walker", "rows_of"]
