"""Each mutant in a fork: the norm's own tests first, others after them, until the first that fails."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from functools import partial
from typing import Any, Final

import attrs

from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.words.reasons import texts_for
from flerpart_flow.proof.mutate.forking import each
from flerpart_flow.proof.mutate.mutant import Mutant, Spot, Trial
from flerpart_flow.proof.mutate.operators import conditions
from flerpart_flow.proof.mutate.probe import Probe, watch
from flerpart_flow.proof.twins import twins_of
from flerpart_flow.texts import LANGUAGES

OTHERS: Final = 40
"""How many tests of other norms a mutant is tried on at most, those that have been at the fewest places first."""


class HarnessError(Exception):
    """The run says nothing: the tests fail without any fault, or a mutant changed nothing or couldn't be made."""


class Fate(StrEnum):
    """What became of a mutant."""

    OWN = "own"
    OTHERS = "others"
    UNASSERTED = "unasserted"
    UNREACHED = "unreached"
    EQUIVALENT = "equivalent"


@attrs.frozen
class Result:
    """A mutant's fate, the test that noticed, and how many tests reached it, of the norm's own and of others."""

    mutant: Mutant
    fate: Fate
    by: str | None
    own: int
    others: int


Progress = Callable[[str, int, int], None]
"""(what, done, of how many)"""


def baseline(
    routines: Sequence[Routine], trials: Sequence[Trial], jobs: int, progress: Progress
) -> dict[str, frozenset[Spot]]:
    """Where each test has been without any fault. Raises HarnessError if one fails."""
    _forget(routines)
    size = max(1, min(100, len(trials) // jobs + 1))
    parts = [trials[at : at + size] for at in range(0, len(trials), size)]
    been: dict[str, frozenset[Spot]] = {}
    red: list[str] = []
    for done, (at, told) in enumerate(
        each(((at, partial(_probed, routines, one)) for at, one in enumerate(parts)), jobs)
    ):
        if told.value is None:
            raise HarnessError(f"the tests without a fault: {told.error or 'stopped'}, from {parts[at][0].name}")
        for name, passes, spots in told.value:
            been[name] = spots
            red.extend(() if passes else (name,))
        progress("baseline", done + 1, len(parts))
    if red:
        raise HarnessError(f"tests that fail without a fault: {', '.join(sorted(red)[:10])}")
    return been


def _forget(routines: Sequence[Routine]) -> None:
    """Begin every fork from the same: files read, nothing else remembered from the collection of the tests.

    What is read from files is the same whatever the fault, and takes longer to read than a test to run.
    """
    for name, module in list(sys.modules.items()):
        if name.startswith("flerpart_flow.") and not name.startswith("flerpart_flow.engine"):
            for value in list(vars(module).values()):
                if hasattr(value, "cache_clear") and hasattr(value, "cache_info"):
                    value.cache_clear()
    for routine in routines:
        for version in routine.sources.versions:
            routine.rules(version)
        twins_of(routine)
        for lang in LANGUAGES:
            texts_for(routine.rules(), lang)
    gc.collect()
    gc.freeze()  # so that a fork doesn't copy what it only counts


def _probed(routines: Sequence[Routine], trials: Sequence[Trial]) -> list[tuple[str, bool, frozenset[Spot]]]:
    differed: set[Spot] = set()
    conditions.watch(routines, differed.add)
    probes = {one.name: Probe(one) for one in routines}
    watch(probes)
    found = []
    for trial in trials:
        trial.forget()
        passes = trial.passes()
        found.append((trial.name, passes, frozenset(differed).union(*(probe.take() for probe in probes.values()))))
        differed.clear()
    return found


def judge(
    mutants: Sequence[Mutant],
    trials: Sequence[Trial],
    been: Mapping[str, frozenset[Spot]],
    alike: Mapping[str, Iterable[str]],
    jobs: int,
    progress: Progress,
    keep: Callable[[Result], None] = lambda one: None,
) -> list[Result]:
    """The fate of each mutant, in their order. ``alike`` gives the norms that repeat a norm: theirs is its evidence.

    ``keep`` is told each result as soon as it is there. Raises HarnessError for a mutant that changes nothing or
    can't be made.
    """
    reached = _by_spot(trials, been)
    plans = {}
    found: dict[int, Result] = {}
    for at, mutant in enumerate(mutants):
        norms = {each for norm in mutant.norms for each in (norm, *alike.get(norm, ()))}
        own, others = _for(mutant, norms, trials, reached, been)
        if own or others:
            plans[at] = own, others
        else:
            found[at] = Result(mutant, Fate.UNREACHED, None, 0, 0)
            # made all the same, so that one which changes nothing is never taken for one that nobody reaches
            plans[at] = (), ()
    work = ((at, partial(_tried, mutants[at], own, others)) for at, (own, others) in plans.items())
    for done, (at, told) in enumerate(each(work, jobs)):
        mutant, (own, others) = mutants[at], plans[at]
        if told.error is not None:
            raise HarnessError(f"{mutant.id}: {told.error}")
        if at not in found:
            fate, by = (Fate.OWN if own else Fate.OTHERS, "stopped") if told.stopped else told.value
            found[at] = Result(mutant, fate, by, len(own), len(others))
        keep(found[at])
        progress("mutants", done + 1, len(plans))
    return [found[at] for at in range(len(mutants))]


def _by_spot(trials: Sequence[Trial], been: Mapping[str, frozenset[Spot]]) -> dict[Spot, list[int]]:
    reached: dict[Spot, list[int]] = {}
    for at, trial in enumerate(trials):
        for spot in been[trial.name]:
            reached.setdefault(spot, []).append(at)
    return reached


def _for(
    mutant: Mutant,
    norms: set[str],
    trials: Sequence[Trial],
    reached: Mapping[Spot, list[int]],
    been: Mapping[str, frozenset[Spot]],
) -> tuple[tuple[Trial, ...], tuple[Trial, ...]]:
    """The tests that a mutant could matter to: those of its norms, and others, the most particular first."""
    if any(spot[-1] == "anywhere" for spot in mutant.spots):
        places: Any = range(len(trials))
    else:
        places = {at for spot in mutant.spots for at in reached.get(spot, ())}
    if mutant.also:
        places = {at for spot in mutant.also for at in reached.get(spot, ())}.intersection(places)
    chosen = [trials[at] for at in sorted(places, key=lambda at: (len(been[trials[at].name]), at))]
    own = tuple(one for one in chosen if one.norms & norms)
    others = tuple(one for one in chosen if not one.norms & norms)
    return own, others[:OTHERS]


def _tried(mutant: Mutant, own: Sequence[Trial], others: Sequence[Trial]) -> tuple[Fate, str | None]:
    mutant.change()
    for fate, tests in ((Fate.OWN, own), (Fate.OTHERS, others)):
        for trial in tests:
            if not trial.passes():
                return fate, trial.name
    return Fate.UNASSERTED, None
