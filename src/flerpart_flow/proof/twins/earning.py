"""What a twin is evidence for: the norms that made the difference between its halves, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from flerpart_flow.proof.twins.model import Answer, DeviationAsked, DutyAsked, Twin
from flerpart_flow.proof.twins.playing import Outcome


def earned(twin: Twin, outcomes: Sequence[Outcome]) -> frozenset[str]:
    """The norms of a twin that were decisive in it: what they say is what changed the answer, and was asked for.

    An *act*: the halves got different answers, and the findings that one of them has and the other lacks are the
    twin's norms and no others. A *duty*: its state differs, and its norms are those of the twin, or more. A
    *deviation*: whether it is proposed differs. A *right*, which has one half, earns its norm by a yes. One that only
    shows where its norms are silent, as other norms say no, earns nothing, nor does one that didn't come out as
    expected.
    """
    if not all(one.passed for one in outcomes):
        return frozenset()
    norms, asked = frozenset(twin.norms), twin.halves[0].asked
    if isinstance(asked, DeviationAsked):
        proposed = {one.half.asked.proposed for one in outcomes if isinstance(one.half.asked, DeviationAsked)}
        return norms if len(proposed) > 1 else frozenset()
    got = {one.got for one in outcomes}
    if isinstance(asked, DutyAsked):
        owed_under = frozenset[str]().union(*(one.owed_under for one in outcomes))
        return norms & owed_under if len(got) > 1 else frozenset()
    if len(outcomes) == 1:
        return norms if outcomes[0].got == Answer.YES else frozenset()
    if len(got) == 1:
        return frozenset()
    said = [frozenset(one.findings) for one in outcomes]
    between = frozenset.union(*said) - frozenset.intersection(*said)
    return between if between == norms else frozenset()
