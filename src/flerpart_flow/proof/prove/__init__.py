"""The prover: all states that production allows in small worlds, each claim of ``claims.toml`` held against them."""

from flerpart_flow.proof.prove.reading import claims_of
from flerpart_flow.proof.prove.telling import Result, Tale, Verdict, verdicts
from flerpart_flow.proof.prove.whole import WalkError, proved, slices_of

__all__ = ["Result", "Tale", "Verdict", "WalkError", "claims_of", "proved", "slices_of", "verdicts"]
