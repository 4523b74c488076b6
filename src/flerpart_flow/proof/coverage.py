"""How well each norm is shown by its twins: whether it was decisive, and which answers and states were seen."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import attrs

from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.rules.norms import Norm
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.proof.twins import Outcome, Player, Twin, earned, twins_of
from flerpart_flow.proof.twins.model import Act, DeviationAsked


@attrs.frozen
class Covered:
    """A norm, and what its twins have shown.

    ``twins`` is how many there are, ``earned`` how many of them the norm was decisive in. ``seen`` is what came in
    those: answers (``ja``, ``varnas``, ``nej``), states of duties, deviations (``foreslas``, ``foreslas_inte``).
    ``limit`` tells that one of them tried the days on both sides of a limit.
    """

    norm: Norm
    twins: int
    earned: int
    seen: tuple[str, ...]
    limit: bool

    @property
    def decisive(self) -> bool:
        """Whether the norm made the difference in some twin."""
        return self.earned > 0


def owed(rules: Rules) -> tuple[Norm, ...]:
    """The norms that need evidence: what something carries, and that repeat no other norm."""
    found = rules.norms.values()
    return tuple(one for one in found if one.executable and one.not_executable is None and one.same_as is None)


def covered(routine: Routine[Any], rules: Rules | None = None) -> tuple[Covered, ...]:
    """Every norm that needs evidence, in the order of the catalogue. Raises DefinitionError as ``twins_of``."""
    rules = rules or routine.rules()
    twins = twins_of(routine)
    if twins is None:
        return tuple(Covered(norm, 0, 0, (), False) for norm in owed(rules))
    player = Player(routine, twins, rules)
    played = [(twin, player.play(twin)) for twin in twins.twins]
    return tuple(_covered(norm, [one for one in played if norm.id in one[0].norms]) for norm in owed(rules))


def _covered(norm: Norm, played: Sequence[tuple[Twin, tuple[Outcome, ...]]]) -> Covered:
    gained = [(twin, outcomes) for twin, outcomes in played if norm.id in earned(twin, outcomes)]
    seen = {one for _, outcomes in gained for outcome in outcomes for one in _seen(outcome)}
    limit = any(_is_a_limit(outcomes) for _, outcomes in gained)
    return Covered(norm, len(played), len(gained), tuple(sorted(seen)), limit)


def _seen(outcome: Outcome) -> list[str]:
    asked = outcome.half.asked
    if isinstance(asked, DeviationAsked):
        return ["foreslas" if asked.proposed else "foreslas_inte"]
    return outcome.got.split(", ")


def _is_a_limit(outcomes: tuple[Outcome, ...]) -> bool:
    """Whether the halves differ in nothing but the day, and are a day apart."""
    days = sorted(_day(one) for one in outcomes)
    first = outcomes[0].half
    alike = all((one.half.begin, one.half.first) == (first.begin, first.first) for one in outcomes)
    return alike and len(days) > 1 and any(after - before == 1 for before, after in pairwise(days))


def _day(outcome: Outcome) -> float:
    asked = outcome.half.asked
    return (asked.step.day if isinstance(asked, Act) else asked.day) or 0.0
