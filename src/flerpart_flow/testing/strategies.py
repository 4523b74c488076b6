"""Made-up cases for hypothesis, from the guided walker: they reach what cases made of loose events never do."""

from __future__ import annotations

from itertools import islice
from typing import Any

from hypothesis import strategies as st

from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.judging.case import Case
from flerpart_flow.engine.judging.decision import Refused
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.proof.twins import Player, twins_of
from flerpart_flow.proof.walk import Walker


def begun(routine: Routine[Any], rules: Rules | None = None) -> dict[str, Case[Any]]:
    """The beginnings of a routine's twins, by name: cases that stand in many of its phases. Empty without twins.

    One that the routine refuses is left out: an own norm, or one that an overlay makes heavier, may refuse what leads
    on in the routine that it extends.
    """
    twins = twins_of(routine)
    if twins is None:
        return {}
    player, found = Player(routine, twins, rules), {}
    for name in twins.beginnings:
        try:
            found[name] = player.begin(name)[0]
        except Refused:
            continue
    return found


@st.composite
def cases(draw: st.DrawFn, routine: Routine[Any], rules: Rules | None = None, most: int = 30) -> Case[Any]:
    """A case of a routine after some tried acts, at most ``most``: lawful lines, late ones, corrections, a few refused.

    It goes on from one of the beginnings of the routine's twins, or from nothing. It shrinks to fewer acts.
    """
    beginnings = begun(routine, rules)
    name = draw(st.sampled_from(["", *beginnings]))
    walker = Walker(routine, draw(st.integers(0, 2**32 - 1)), length=10**6, rules=rules or routine.rules())
    case = beginnings.get(name)
    if case is not None and not case.closed and case.lines:
        walker.go_on_from(case)
    tried = list(islice(next(walker.cases()), draw(st.integers(1, most))))
    return tried[-1].after if tried else case or walker.acts().__next__().after
