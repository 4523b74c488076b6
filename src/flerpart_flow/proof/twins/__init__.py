"""Twins: two cases that differ in one thing, of which the routine says yes to one only. They show what a norm decides.

They are data, in ``twins.toml`` beside a section's norms, written by those who own the norms (docs/norms.md).
"""

from flerpart_flow.proof.twins.earning import earned
from flerpart_flow.proof.twins.model import Beginning, Half, Step, Twin, Twins
from flerpart_flow.proof.twins.playing import Outcome, Player
from flerpart_flow.proof.twins.reading import twins_of

__all__ = ["Beginning", "Half", "Outcome", "Player", "Step", "Twin", "Twins", "earned", "twins_of"]
