"""Why what somebody owes can't be done now: the guards are asked whether the bearer may do an act that meets it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

from flerpart_flow.engine.definition.duties import Duty, DutyState
from flerpart_flow.engine.definition.machine import NOT_IN_PHASE
from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.judging.case import Case
from flerpart_flow.engine.judging.decision import State
from flerpart_flow.engine.judging.queries import Answer, possible
from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.rules.findings import Finding
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.values.frozen import frozen
from flerpart_flow.engine.values.reticent import reticent

_RUNS: Final = frozenset({DutyState.OPEN, DutyState.LATE})
"""The states of a duty that is to be met now; in the others it waits for a consent, or is over."""


@reticent("event", "own")
@frozen
class Hindrance:
    """What refuses an act that would meet a duty, now and by its bearer.

    ``findings`` are what others have to cure, or the phase; where the bearer can cure all of it (``own``), all of it.
    """

    event: str
    findings: tuple[Finding, ...]
    own: bool

    @property
    def elsewhere(self) -> bool:
        """Whether the act belongs to other phases."""
        return self.findings[0].message == NOT_IN_PHASE


Hindrances = Mapping[Duty, Hindrance]
"""Of those duties that can't be met now, what is in the way."""


def hindered(case: Case, state: State, duties: Iterable[Duty], at: datetime) -> Hindrances:
    """What is in the way of the duties of a case, by what is known in a state of it: the whole, or one party's.

    A duty that any of its acts may meet isn't hindered; of those with all refused the act with least in the way is
    told of. Nothing is asked where the rules that hold aren't here.
    """
    if case.judged_from is None:
        return {}
    asked: dict[tuple[str, str], Hindrance | None] = {}
    found: dict[Duty, Hindrance] = {}
    for duty in duties:
        key = duty.name, duty.bearer
        if duty.state not in _RUNS:
            continue
        if key not in asked:
            asked[key] = _in_the_way(case.routine, case.rules, state, duty, at)
        if (one := asked[key]) is not None:
            found[duty] = one
    return found


def _in_the_way(routine: Routine, rules: Rules, state: State, duty: Duty, at: datetime) -> Hindrance | None:
    refused = []
    for kind in routine.duty_index.specs[duty.name].meets:
        one = _refusal(routine, rules, state, kind, duty.bearer, at)
        if one is None:
            return None
        refused.append(one)
    return min(refused, key=lambda one: (not one.own, one.elsewhere), default=None)


def _refusal(
    routine: Routine, rules: Rules, state: State, kind: type[Event], bearer: str, at: datetime
) -> Hindrance | None:
    """What refuses one act of the bearer's; None if it may be done."""
    answer = possible(routine, rules, state, kind, at, bearer)
    if answer.answer is not Answer.NO:
        return None
    blocking = tuple(one for one in answer.findings if one.blocks)
    if blocking[0].message == NOT_IN_PHASE:
        return Hindrance(kind.name, blocking[:1], own=False)
    others = tuple(one for one in blocking if not _may_cure(routine, rules, state, one, bearer))
    return Hindrance(kind.name, others or blocking, own=not others)


def _may_cure(routine: Routine, rules: Rules, state: State, finding: Finding, bearer: str) -> bool:
    """Whether the bearer is the one whom a finding names as able to cure it, a unit of that party, or has that role."""
    named = finding.cure_by
    if named is None:
        return finding.cure is not None
    if named in (bearer, bearer.partition(":")[0]):
        return True
    role = next((move.by for move in routine.moves if move.by.code == named), None)
    return role is not None and (role.anybody or bearer in role.holders(state.facts, rules))
