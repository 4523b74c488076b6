"""When each owes its measures and a follow-up of them, and when no more (FM-GENOMF-1, -2)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from flerpart_flow.define import Event, Owed, Rules
from flerpart_flow.routines.flerpartsmote.facts import Facts
from flerpart_flow.routines.flerpartsmote.uppfoljning.duties import follow_up_day
from flerpart_flow.samverkan.actors import INDIVID, is_unit
from flerpart_flow.samverkan.atgarder import duties as measures
from flerpart_flow.samverkan.atgarder.duties import STILL_OPEN, newly_bound
from flerpart_flow.samverkan.atgarder.events import PaborjaAtgard
from flerpart_flow.samverkan.atgarder.guards import acting
from flerpart_flow.samverkan.plan.events import GodkannPlan
from flerpart_flow.samverkan.plan.versions import part_state
from flerpart_flow.samverkan.word.said import is_refused


def to_carry_out(before: Facts, event: GodkannPlan, after: Facts, rules: Rules) -> Iterable[Owed]:
    """Whoever approves the plan owes the measures in it that are theirs, if they take part when it comes in force."""
    owed = measures.to_carry_out(before, event, after, rules)
    return [one for one in owed if not is_unit(one.bearer) or takes_part(after, one.bearer)]


def to_carry_out_after_all(before: Facts, event: PaborjaAtgard, after: Facts, rules: Rules) -> Iterable[Owed]:
    """What was told as not done, or as done, is begun again: it is owed until it is done."""
    who, version = acting(event), after.current
    measure = version.plan.measure(event.atgard) if version is not None else None
    if measure is None or not measure.id or part_state(before, measure.id, who) in STILL_OPEN:
        return ()
    begun = part_state(after, measure.id, who) in STILL_OPEN and not after.has_declined(measure.id)
    return (Owed(who, INDIVID if is_unit(who) else None, measure.id),) if begun else ()


def to_follow_up(before: Facts, event: GodkannPlan, after: Facts, rules: Rules) -> Iterable[Owed]:
    """A unit that approves the plan and has a measure in it follows it up by itself."""
    for version, who in newly_bound(before, after):
        if is_unit(who) and who in version.plan.responsible() and takes_part(after, who):
            yield Owed(who, None, version.number)


def takes_part(facts: Facts, unit: str) -> bool:
    """Whether the consent covers a unit, and the individual hasn't said no to it."""
    return facts.consent is not None and facts.consent.covers(unit) and not is_refused(facts.said, unit)


def _back(before: Facts, after: Facts) -> Iterable[tuple[str, list[str]]]:
    """Each unit that takes part again and is bound by the plan in force, with its measures still to be done."""
    version = after.current
    if version is None or before.current is None or version.number != before.current.number:
        return
    for unit in sorted(filter(is_unit, version.approvals)):
        if takes_part(after, unit) and not takes_part(before, unit):
            theirs = (one.id for one in version.plan.atgarder if unit in one.ansvariga and one.id)
            wanted = (one for one in theirs if not after.has_declined(one))
            yield unit, [one for one in wanted if part_state(after, one, unit) in STILL_OPEN]


def to_carry_on(before: Facts, event: Event, after: Facts, rules: Rules) -> Iterable[Owed]:
    """The individual has taken a no, or a narrowing, back: the unit's approval stands, and so do its measures (A50).

    After a pause, too, whoever the consents in between left out; what has rested is owed already.
    """
    return [Owed(unit, INDIVID, one) for unit, theirs in _back(before, after) for one in theirs]


def to_follow_up_again(before: Facts, event: Event, after: Facts, rules: Rules) -> Iterable[Owed]:
    """A unit that takes part again follows up what it has still to do; after a pause that is owed as it was before."""
    if before.consent is None:
        return ()
    number = after.current.number if after.current is not None else None
    return [Owed(unit, None, number) for unit, theirs in _back(before, after) if theirs]


def own_follow_up_day(facts: Facts, owed: Owed, rules: Rules) -> date | None:
    """The day of the follow-up that looks at this version: the one going on, else the next."""
    meeting = facts.meeting
    if meeting is not None and meeting.day is not None and meeting.version == owed.about:
        return meeting.day
    return follow_up_day(facts, owed, rules)


def newer_version(facts: Facts, event: GodkannPlan, owed: Owed) -> bool:
    """Another version of the plan is in force."""
    return facts.current is not None and facts.current.number != owed.about
