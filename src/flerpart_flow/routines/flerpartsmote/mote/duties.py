"""When a documenter is owed, and what passes to a new chair with the chair (FM-ROLL-1, FM-ROLL-3, A13)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

import attrs

from flerpart_flow.define import DutySpec, Owed, Rules
from flerpart_flow.routines.flerpartsmote import roles
from flerpart_flow.routines.flerpartsmote.facts import Facts, convener_of
from flerpart_flow.samverkan.actors import INDIVID
from flerpart_flow.samverkan.mote.events import GodtaOrdforande, OppnaMote
from flerpart_flow.samverkan.plan.events import GodkannPlan


def to_appoint(before: Facts, event: OppnaMote, after: Facts, rules: Rules) -> Iterable[Owed]:
    """The one who opens the meeting sees to it that somebody documents."""
    return (Owed(event.by, None, after.meeting.number if after.meeting else None),)


def interrupted(facts: Facts, event: Any, owed: Owed) -> bool:
    """No meeting goes on any more."""
    return facts.meeting is None


def ended_without_a_plan(before: Facts, event: Any, after: Facts, rules: Rules) -> Iterable[Owed]:
    """A meeting that began is over, also interrupted, and no plan is in force: the chair takes the case on (A60)."""
    began = before.meeting is not None and before.meeting.opened_nr is not None
    over = began and after.meeting is None and after.current is None
    return (Owed(after.chair, INDIVID),) if over and after.chair is not None else ()


def plan_is_approved(facts: Facts, event: GodkannPlan, owed: Owed) -> bool:
    """A plan is in force."""
    return facts.current is not None


def _by_being_chair(after: Facts) -> bool:
    return True


def _convenes(after: Facts) -> bool:
    return convener_of(after) == after.chair


def _chairs_the_meeting(after: Facts) -> bool:
    return after.meeting is not None and after.meeting.chair == after.chair


_FALLS_TO_THE_CHAIR: Final[Mapping[str | None, Callable[[Facts], bool]]] = {
    roles.chair.code: _by_being_chair,
    roles.initiator.code: _by_being_chair,
    roles.caller_or_chair.code: _by_being_chair,
    roles.convener.code: _convenes,
    roles.meeting_chair.code: _chairs_the_meeting,
}
"""The roles that the chair has or may have, and whether the new chair has them."""


def falls_to_the_chair(spec: DutySpec) -> bool:
    """Whether a duty is borne in a role that the chair has or may have."""
    return spec.bearer in _FALLS_TO_THE_CHAIR


def passed_on_with_the_chair(spec: DutySpec) -> DutySpec:
    """What the chair owes, in a role that falls to the chair, the new chair owes once it has accepted."""
    has_the_role = _FALLS_TO_THE_CHAIR.get(spec.bearer)
    if has_the_role is None:
        return spec

    def pass_on(before: Facts, event: GodtaOrdforande, after: Facts, owed: Owed) -> Owed | None:
        if owed.bearer != before.chair or after.chair is None or not has_the_role(after):
            return owed
        return None if owed.counterpart == after.chair else attrs.evolve(owed, bearer=after.chair)

    return attrs.evolve(spec, passes={GodtaOrdforande: pass_on})
