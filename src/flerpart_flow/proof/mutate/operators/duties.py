"""A duty is another's, opens, ends or passes on when it shouldn't, or not when it should."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

import attrs

from flerpart_flow.engine.definition.duties import DutySpec, Owed
from flerpart_flow.engine.definition.moves import START
from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.proof.mutate.mutant import Group, Mutant, Spot
from flerpart_flow.proof.mutate.operators.places import module_of
from flerpart_flow.proof.mutate.patching import put_duty

_KINDS = {"opens": "opener", "meets": "meeting", "lapses": "lapse", "passes": "pass_on"}
_FLAGS = ("between_parties", "survives_end", "ages_from_opening", "own")


def mutants(routine: Routine) -> Iterator[Mutant]:
    """Every fault of every duty."""
    other = next(iter(routine.rules().norms))
    for spec in routine.duties:
        owed = frozenset({(routine.name, "owed", spec.name)})
        made = partial(_made, routine, spec)
        yield made("bearer", "", owed, opens=_opening(spec, partial(_anothers, "bearer")))
        yield made("counterpart", "", owed, opens=_opening(spec, partial(_anothers, "counterpart")))
        yield made("norm", "", owed, norms=(other, *spec.norms[1:]))
        for flag in _FLAGS:
            if flag != "ages_from_opening" or spec.runs_from is not None:
                yield made(flag, "", owed, **{flag: not getattr(spec, flag)})
        if spec.runs_from is not None:
            yield made("runs_at_once", "", owed, runs_from=None)
        for kind in _KINDS:
            yield from _events(routine, spec, kind)


def _made(routine: Routine, spec: DutySpec, operator: str, at: str, spots: Iterable[Spot], **change: Any) -> Mutant:
    where = module_of(next(iter(spec.opens.values())))
    return Mutant(
        f"{routine.name}/duty.{operator}/{spec.name}{at}", f"duty.{operator}", Group.DUTIES, spec.norms, where,
        frozenset(spots), partial(put_duty, routine, spec.name, **change),
    )  # fmt: skip


def _events(routine: Routine, spec: DutySpec, kind: str) -> Iterator[Mutant]:
    """What each kind of event does to the duty: not any more, by anything, or by another kind of event."""
    held: Mapping[Any, Callable[..., Any]] = getattr(spec, kind)
    made = partial(_made, routine, spec)
    for event, deed in held.items():
        without = {one: each for one, each in held.items() if one is not event}
        done = {(routine.name, kind, spec.name, event.name)}
        yield made(f"{_KINDS[kind]}_dropped", f"/{event.name}", done, **{kind: without})
        if kind == "opens":
            later = _neighbour(routine, event, held)
            there = {(routine.name, "in", later.name, str(phase)) for phase in (START, *routine.phases)}
            yield made("opened_by_another", f"/{event.name}", {*done, *there}, opens={**without, later: deed})
        elif kind != "passes" and not _reads_nothing(deed):
            asked = {(routine.name, f"{kind}?", spec.name, event.name)}
            yield made(f"{_KINDS[kind]}_by_anything", f"/{event.name}", asked, **{kind: {**held, event: _always}})


def _reads_nothing(deed: Callable[..., Any]) -> bool:
    """Whether a function says the same whatever it is given, so that anything ends the duty already."""
    code = deed.__code__
    return not code.co_names and not code.co_freevars


def _always(facts: Any, event: Any, owed: Owed) -> bool:
    return True


def _neighbour(routine: Routine, event: Any, held: Mapping[Any, Any]) -> Any:
    """The next kind of event in the table that doesn't open the duty already."""
    kinds = list(routine.events.values())
    at = kinds.index(event)
    return next(one for one in (*kinds[at + 1 :], *kinds[:at]) if one not in held)


def _opening(spec: DutySpec, change: Callable[[Owed, Any], Owed]) -> dict[Any, Any]:
    def wrong(opens: Callable[..., Any]) -> Callable[..., Any]:
        return lambda before, event, after, rules: tuple(
            change(owed, rules) for owed in opens(before, event, after, rules)
        )

    return {event: wrong(opens) for event, opens in spec.opens.items()}


def _anothers(part: str, owed: Owed, rules: Any) -> Owed:
    """The duty with another unit, the first in the rules' list, as its bearer or counterpart."""
    now = getattr(owed, part)
    another = next(one for one in sorted(rules.vocabulary.known["enhet"]) if one not in (owed.bearer, owed.counterpart))
    changed: dict[str, Any] = {part: another if now != another else None}
    return attrs.evolve(owed, **changed)
