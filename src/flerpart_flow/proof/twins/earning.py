"""What a twin is evidence for: the norms that made the difference between its halves, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from flerpart_flow.proof.twins.model import Act, DeviationAsked, Twin
from flerpart_flow.proof.twins.playing import Outcome


def earned(twin: Twin, outcomes: Sequence[Outcome]) -> frozenset[str]:
    """The norms of a twin that were decisive in it: what they say is what changed the answer, and was asked for.

    An *act*: the halves got different answers, and the findings that one of them has and the other lacks are the
    twin's norms and no others. A *duty* or a *deviation*: its state, or whether it is proposed, differs. A *right*,
    which has one half, earns its norm by a yes. A twin that didn't come out as expected earns nothing.
    """
    if not all(one.passed for one in outcomes):
        return frozenset()
    asked = twin.halves[0].asked
    if not isinstance(asked, Act):
        differ = (
            len(
                {one.half.asked.proposed if isinstance(one.half.asked, DeviationAsked) else one.got for one in outcomes}
            )
            > 1
        )
        return frozenset(twin.norms) if differ else frozenset()
    if len(outcomes) == 1:
        return frozenset(twin.norms)
    if len({one.got for one in outcomes}) == 1:
        return frozenset()
    said = [frozenset(one.findings) for one in outcomes]
    between = frozenset.union(*said) - frozenset.intersection(*said)
    return between if between == frozenset(twin.norms) else frozenset()
