"""What a run says: per group and per norm how much is killed by own evidence, the weakest first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs

from flerpart_flow.proof.mutate.mutant import Group
from flerpart_flow.proof.mutate.running import Fate, Result


@attrs.frozen
class Score:
    """How many mutants met which fate. What is judged equivalent is left out of the share."""

    name: str
    fates: Mapping[Fate, int]

    @property
    def total(self) -> int:
        """All that count."""
        return sum(number for fate, number in self.fates.items() if fate is not Fate.EQUIVALENT)

    @property
    def own(self) -> float:
        """The share killed by own evidence, in percent; whole where there is nothing to kill."""
        return 100 * self.fates.get(Fate.OWN, 0) / self.total if self.total else 100.0

    @property
    def any(self) -> float:
        """The share killed at all, in percent."""
        killed = self.fates.get(Fate.OWN, 0) + self.fates.get(Fate.OTHERS, 0)
        return 100 * killed / self.total if self.total else 100.0


def score(name: str, results: Iterable[Result]) -> Score:
    """The score of some results."""
    fates: dict[Fate, int] = {}
    for one in results:
        fates[one.fate] = fates.get(one.fate, 0) + 1
    return Score(name, fates)


def by_group(results: Iterable[Result]) -> list[Score]:
    """The score of each group that there are mutants of, the weakest first."""
    held = list(results)
    found = [score(group.value, [one for one in held if one.mutant.group is group]) for group in Group]
    return sorted((one for one in found if one.fates), key=lambda one: (one.own, one.name))


def by_routine(results: Iterable[Result]) -> list[Score]:
    """The score of each routine, and of each group in it (``ung_intro, duties``), the weakest first."""
    held: dict[str, list[Result]] = {}
    for one in results:
        routine = one.mutant.id.partition("/")[0]
        held.setdefault(routine, []).append(one)
        held.setdefault(f"{routine}, {one.mutant.group.value}", []).append(one)
    return sorted((score(name, ones) for name, ones in held.items()), key=lambda one: (one.own, one.name))


def weak(results: Iterable[Result], gate: float | None, norm_gate: float | None) -> list[Score]:
    """The routines, their groups and the norms of which own evidence kills a smaller share than is asked for."""
    held = list(results)
    parts = ((gate, by_routine(held)), (norm_gate, by_norm(held)))
    return [one for least, scores in parts if least is not None for one in scores if one.own < least]


def by_norm(results: Iterable[Result]) -> list[Score]:
    """The score of each norm, the weakest first. A row of the table rests on many norms and counts for none alone."""
    held: dict[str, list[Result]] = {}
    for one in results:
        if one.mutant.group is not Group.TABLE:
            for norm in dict.fromkeys(one.mutant.norms):
                held.setdefault(norm, []).append(one)
    return sorted((score(norm, ones) for norm, ones in held.items()), key=lambda one: (one.own, one.name))
