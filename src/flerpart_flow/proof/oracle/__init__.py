"""What history says of an act, told from the events alone, and where the guards say something else."""

from __future__ import annotations

from flerpart_flow.proof.oracle.judging import Difference, Oracle

__all__ = ["Difference", "Oracle"]
