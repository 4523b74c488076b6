"""Two answers to one and the same act side by side: is the second stricter, looser, neither, or only told otherwise?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

import attrs

from flerpart_flow.engine.judging.decision import Decision
from flerpart_flow.engine.rules.findings import Finding
from flerpart_flow.proof.compare.changes import HEAVY


class Turn(StrEnum):
    """What the second rules make of an act.

    ``STRICTER``: every norm weighs as much or more, and one more; ``LOOSER`` the other way round. ``INCOMPARABLE``:
    some more and some less, or the act leads elsewhere. ``OTHERWISE``: the same norms with the same weight, told with
    other days or numbers.
    """

    SAME = "same"
    OTHERWISE = "otherwise"
    STRICTER = "stricter"
    LOOSER = "looser"
    INCOMPARABLE = "incomparable"

    def joined(self, other: Turn) -> Turn:
        """What both come to together."""
        if self is other or other is Turn.SAME:
            return self
        if self is Turn.SAME:
            return other
        if Turn.OTHERWISE in (self, other):
            return other if self is Turn.OTHERWISE else self
        return Turn.INCOMPARABLE


@attrs.frozen
class Weighed:
    """How two answers compare: the norms that weigh differently, and whether the act leads elsewhere."""

    turn: Turn
    norms: tuple[str, ...] = ()
    leads: bool = False

    @property
    def key(self) -> tuple[Turn, tuple[str, ...], bool]:
        """What makes two such differences the same."""
        return self.turn, self.norms, self.leads


SAME = Weighed(Turn.SAME)


def weighed(a: Decision[Any], b: Decision[Any], rejudges: bool = False) -> Weighed:
    """How the answer under the second rules compares with that under the first.

    Of an act that has other lines judged anew (``rejudges``) only what is found of itself counts: what becomes of the
    others is told of them.
    """
    was, becomes = weights(a.findings), weights(b.findings)
    norms = tuple(norm for norm in dict.fromkeys((*was, *becomes)) if was.get(norm, 0) != becomes.get(norm, 0))
    if not rejudges and a.allowed and b.allowed and _stands(a) != _stands(b):
        return Weighed(Turn.INCOMPARABLE, norms, True)
    if norms:
        more = any(becomes.get(norm, 0) > was.get(norm, 0) for norm in norms)
        less = any(becomes.get(norm, 0) < was.get(norm, 0) for norm in norms)
        turn = Turn.INCOMPARABLE if more and less else Turn.STRICTER if more else Turn.LOOSER
        return Weighed(turn, norms)
    if a.findings != b.findings:
        told = frozenset(a.findings) ^ frozenset(b.findings)
        return Weighed(
            Turn.OTHERWISE, tuple(dict.fromkeys(one.norm for one in (*a.findings, *b.findings) if one in told))
        )
    return SAME


def weights(findings: Iterable[Finding]) -> Mapping[str, int]:
    """The most that each norm weighs among findings."""
    found: dict[str, int] = {}
    for one in findings:
        found[one.norm] = max(found.get(one.norm, 0), HEAVY[one.severity])
    return found


def goes_on(a: Decision[Any], b: Decision[Any]) -> bool:
    """Whether the two cases stand alike after an act, so that what comes after can be compared."""
    return a.allowed is b.allowed and _stands(a) == _stands(b) and (a.lost, a.gained) == (b.lost, b.gained)


def _stands(decision: Decision[Any]) -> tuple[str, Any]:
    return decision.state.phase, decision.state.facts
