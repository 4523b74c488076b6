"""Proving all claims of a routine, or some: each slice in a process of its own, as many at a time as one likes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.proof.mutate.forking import each
from flerpart_flow.proof.prove.model import Claims
from flerpart_flow.proof.prove.proving import prove_slice
from flerpart_flow.proof.prove.telling import Result, tale_of

Progress = Callable[[str, int, int], None]
"""Told of a slice, its states and its moves, now and then."""


class WalkError(Exception):
    """A walk that broke off with an error, which is a fault of ours."""


def slices_of(claims: Claims, only: Sequence[str] = ()) -> tuple[str, ...]:
    """The slices that these claims are checked on, none: all."""
    wanted = {name for one in claims.claims if not only or one.id in only for name in one.slices}
    return tuple(name for name in claims.slices if name in wanted)


def proved(
    routine: Routine[Any],
    claims: Claims,
    only: Sequence[str] = (),
    seconds: float | None = None,
    jobs: int = 1,
    progress: Progress | None = None,
) -> Iterator[Result]:
    """What each slice came to, as they are done. Raises WalkError."""
    names = slices_of(claims, only)
    work = [(name, partial(_one, routine, claims, name, tuple(only), seconds, progress)) for name in names]
    if jobs == 1:
        for _, one in work:
            yield one()
        return
    for name, told in each(work, jobs):
        if not isinstance(told.value, Result):
            raise WalkError(f"{name}: {told.error or 'stopped'}")
        yield told.value


def _one(
    routine: Routine[Any],
    claims: Claims,
    name: str,
    only: tuple[str, ...],
    seconds: float | None,
    progress: Progress | None,
) -> Result:
    telling = None if progress is None else partial(progress, name)
    walked, checked = prove_slice(routine, claims, name, only, seconds=seconds, progress=telling)
    return Result(
        walked,
        {one.claim.id: one.seen for one in checked},
        {one.claim.id: tale_of(one.story) for one in checked if one.story is not None},
        {one.claim.id: one.reaches for one in checked},
    )
