"""The twins of a routine as trials, played here rather than each as a test of pytest's."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import partial

from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.proof.mutate.mutant import Trial
from flerpart_flow.proof.twins import Player, Twin, Twins, twins_of


class _Players:
    """What plays them in this process: a beginning once, and again where the definition may be another."""

    def __init__(self, routine: Routine, twins: Twins) -> None:
        self._routine, self._twins = routine, twins
        self._made: tuple[int, Player] | None = None

    def passes(self, twin: Twin) -> bool:
        """Whether each half of a twin comes out as its owner wrote it."""
        process = os.getpid()
        if self._made is None or self._made[0] != process:
            self._made = process, Player(self._routine, self._twins)
        try:
            return all(one.passed for one in self._made[1].play(twin))
        except Exception:  # a fault may break the code in any way, and a twin that doesn't come to its end notices
            return False

    def forget(self) -> None:
        """Play the beginnings anew: a twin has been where its beginning was, too."""
        self._made = None


def trials(routines: Sequence[Routine]) -> list[Trial]:
    """Each twin of the routines, with the norms that it names: another test holds that it earns them."""
    found = []
    for routine in routines:
        twins = twins_of(routine)
        players = None if twins is None else _Players(routine, twins)
        for number, twin in enumerate(() if twins is None else twins.twins, 1):
            assert players is not None
            name = f"{routine.name}/{twin.file}/{number}: {twin.sv}"
            found.append(Trial(name, frozenset(twin.norms), partial(players.passes, twin), players.forget))
    return found
