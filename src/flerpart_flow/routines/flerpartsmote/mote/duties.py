"""When a documenter is owed, and what passes to another with the role it is owed in (FM-ROLL-1, FM-ROLL-3, A13)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

import attrs

from flerpart_flow.define import DutySpec, Event, Owed, Rules, when
from flerpart_flow.engine.definition.duties import Passes
from flerpart_flow.routines.flerpartsmote import roles
from flerpart_flow.routines.flerpartsmote.facts import Facts, convener_of
from flerpart_flow.samverkan.actors import INDIVID
from flerpart_flow.samverkan.events import AterkallaSamtycke, BegransaSamtycke, BestamDeltagare, GeSamtycke
from flerpart_flow.samverkan.mote.events import AvbrytMote, AvslutaMote, GodtaOrdforande, OppnaMote
from flerpart_flow.samverkan.plan.events import BokaUppfoljning, GodkannPlan


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


def _in_the_chair(before: Facts, after: Facts, bearer: str) -> tuple[str | None, bool]:
    return after.chair, bearer == before.chair != after.chair


def _convening(before: Facts, after: Facts, bearer: str) -> tuple[str | None, bool]:
    return convener_of(after), bearer == convener_of(before) != convener_of(after)


def _chairing_the_meeting(before: Facts, after: Facts, bearer: str) -> tuple[str | None, bool]:
    was, now = (_leads(facts) for facts in (before, after))
    return now, bearer == was != now


def _leads(facts: Facts) -> str | None:
    """Who chairs the meeting; what waits for one to come is the chair's."""
    return facts.meeting.chair if facts.meeting is not None and facts.meeting.chair is not None else facts.chair


def _having_called(before: Facts, after: Facts, bearer: str) -> tuple[str | None, bool]:
    was, now = caller_of(before), caller_of(after)
    return after.chair, bearer == before.chair != after.chair or (bearer == was != now and bearer != after.chair)


_HELD: Final[Mapping[str | None, Callable[[Facts, Facts, str], tuple[str | None, bool]]]] = {
    roles.chair.code: _in_the_chair,
    roles.initiator.code: _in_the_chair,
    roles.caller_or_chair.code: _having_called,
    roles.convener.code: _convening,
    roles.meeting_chair.code: _chairing_the_meeting,
}
"""The roles that somebody has alone, each with a function: (facts before, after, a bearer) → who has the role now, and
whether the bearer had it and has it no more."""

_ROLE_PASSES: Final = (
    GodtaOrdforande, BokaUppfoljning, BestamDeltagare, BegransaSamtycke, GeSamtycke, AterkallaSamtycke, OppnaMote,
    AvslutaMote, AvbrytMote,
)  # fmt: skip
"""What may give a role that somebody has alone to another."""


def goes_with_the_role(spec: DutySpec) -> bool:
    """Whether a duty is borne in a role that somebody has alone, so that another has it once that one hasn't."""
    return spec.bearer in _HELD


def passed_on_with_the_role(spec: DutySpec) -> DutySpec:
    """What is owed in a role goes with the role: whoever has it now owes it, and the one who had it nothing more.

    The chair passes by being accepted, the calling to a follow-up by a new booking, and both the calling and a meeting
    fall to the chair when the one who had them takes no part any more (FM-ROLL-1, A13, A17, A54).
    """
    held = _HELD.get(spec.bearer)
    if held is None:
        return spec

    def pass_on(before: Facts, event: Event, after: Facts, owed: Owed) -> Owed | None:
        who, lost = held(before, after, owed.bearer)
        if not lost or who is None:
            return owed
        return None if owed.counterpart == who else attrs.evolve(owed, bearer=who)

    return attrs.evolve(spec, passes={**spec.passes, **when(*_ROLE_PASSES, then=pass_on)})


def owed_to(holder: Callable[[Facts], str | None]) -> dict[type[Event], Passes]:
    """What is owed to whoever has a role that somebody has alone is owed to the one who has it next."""

    def pass_on(before: Facts, event: Event, after: Facts, owed: Owed) -> Owed | None:
        was, now = holder(before), holder(after)
        if now is None or owed.counterpart != was or was == now:
            return owed
        return None if owed.bearer == now else attrs.evolve(owed, counterpart=now)

    return when(*_ROLE_PASSES, then=pass_on)


def caller_of(facts: Facts) -> str | None:
    """Who called to the meeting that is booked, or answers for having done so."""
    return facts.meeting.caller if facts.meeting is not None else None
