"""A run from beginning to end: collect the tests once, see where they have been, and judge the mutants."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import attrs

from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.rules.norms import Norm
from flerpart_flow.proof.mutate.collecting import with_tests
from flerpart_flow.proof.mutate.equivalent import Judgement, judged
from flerpart_flow.proof.mutate.kept import Kept, state_of
from flerpart_flow.proof.mutate.mutant import Mutant, Trial, sample
from flerpart_flow.proof.mutate.operators.catalogue import mutants
from flerpart_flow.proof.mutate.running import HarnessError, Progress, Result, baseline, judge
from flerpart_flow.proof.mutate.since import touched


@attrs.frozen(kw_only=True)
class Wanted:
    """Which mutants to try: of some norms, groups or ids (empty: of all), of what changed since, a sample of a seed.

    ``results`` is a file that each result is written to as it comes; what it has already isn't tried again.
    """

    norms: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    since: str | None = None
    sample: int | None = None
    seed: int = 1
    jobs: int = 1
    results: str | None = None


@attrs.frozen
class Run:
    """The results in the order of the definition, and the judgements of equivalence that are stale."""

    results: list[Result]
    stale: list[str]


def run(
    routines: Sequence[Routine],
    paths: Sequence[str],
    wanted: Wanted,
    judgements: dict[str, Judgement],
    progress: Progress,
    twins: bool = True,
) -> Run:
    """Try the mutants of the routines on the tests under the paths, and on the routines' twins.

    Raises HarnessError where the run says nothing, and for an id that no mutant has.
    """
    kept = None if wanted.results is None else Kept.open(Path(wanted.results), state_of(paths))
    return with_tests(
        paths, lambda trials: over(routines, trials, wanted, judgements, progress, kept), routines if twins else ()
    )


def over(
    routines: Sequence[Routine],
    trials: Sequence[Trial],
    wanted: Wanted,
    judgements: dict[str, Judgement],
    progress: Progress,
    kept: Kept | None = None,
) -> Run:
    """The same for trials, wherever they come from."""
    norms: dict[str, Norm] = {}
    for routine in routines:
        norms.update(routine.rules().norms)
    every = [one for routine in routines for one in mutants(routine)]
    ids = {one.id for one in every}
    unknown = sorted({*wanted.only, *judgements} - ids) if len(routines) > 1 else sorted({*wanted.only} - ids)
    if unknown:
        raise HarnessError(f"no mutant has the id {', '.join(unknown)}")
    chosen = _chosen(every, wanted, routines, trials)
    had = {} if kept is None else {one.mutant.id: one for one in kept.of(chosen)}
    left = [one for one in chosen if one.id not in had]
    if left:
        been = baseline(routines, trials, wanted.jobs, progress)
        keep = _nowhere if kept is None else kept.add
        found = judge(left, trials, been, _repeating(norms), wanted.jobs, progress, keep)
        had.update((one.mutant.id, one) for one in found)
    results = [had[one.id] for one in chosen]
    return Run(*judged(results, judgements, norms))


def _nowhere(result: Result) -> None:
    """Where results go that nobody keeps."""


def _chosen(
    every: list[Mutant], wanted: Wanted, routines: Sequence[Routine], trials: Sequence[Trial]
) -> Sequence[Mutant]:
    tests: list[Callable[[Mutant], bool]] = []
    if wanted.norms:
        tests.append(lambda one: not set(wanted.norms).isdisjoint(one.norms))
    if wanted.groups:
        tests.append(lambda one: one.group in wanted.groups)
    if wanted.only:
        tests.append(lambda one: one.id in wanted.only)
    if wanted.since is not None:
        norms = touched(wanted.since, routines, trials)
        tests.append(lambda one: norms is None or not norms.isdisjoint(one.norms))
    chosen = [one for one in every if all(test(one) for test in tests)]
    return chosen if wanted.sample is None else sample(chosen, wanted.sample, wanted.seed)


def _repeating(norms: dict[str, Norm]) -> dict[str, list[str]]:
    """The norms that repeat each norm: what shows them shows it."""
    alike: dict[str, list[str]] = {}
    for norm in norms.values():
        if norm.same_as is not None:
            alike.setdefault(norm.same_as, []).append(norm.id)
    return alike
