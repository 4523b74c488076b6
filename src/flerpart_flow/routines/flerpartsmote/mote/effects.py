"""What opening, coming and going, roles and the end of a meeting establish; who was missed (A29)."""

from __future__ import annotations

from datetime import datetime

from flerpart_flow.define import NO, UNKNOWN, Rules, evolve, local_date
from flerpart_flow.routines.flerpartsmote.facts import Candidate, Facts, changed
from flerpart_flow.routines.flerpartsmote.mote.attendance import over
from flerpart_flow.routines.flerpartsmote.mote.succession import chair_goes_on
from flerpart_flow.routines.flerpartsmote.phases import A, F
from flerpart_flow.routines.flerpartsmote.plan.approval import approval_takes
from flerpart_flow.routines.flerpartsmote.uppfoljning.guards import accountable
from flerpart_flow.samverkan.actors import AF, is_unit, party_of
from flerpart_flow.samverkan.contacts import answered
from flerpart_flow.samverkan.kallelse.asked import knew_of_it
from flerpart_flow.samverkan.mote.effects import came_and_left, opening
from flerpart_flow.samverkan.mote.events import (
    AndraNarvaro,
    AvbrytMote,
    AvslutaMote,
    GodtaOrdforande,
    OppnaMote,
    OverlamnaOrdforande,
    UtseDokumenterare,
)
from flerpart_flow.samverkan.mote.meeting import Meeting, Reply
from flerpart_flow.samverkan.plan.approval import complete, silent_are_absent
from flerpart_flow.samverkan.plan.effects import in_force
from flerpart_flow.samverkan.plan.versions import draft_for, with_version
from flerpart_flow.samverkan.word.said import next_meeting_is_open


def opened(facts: Facts, event: OppnaMote, rules: Rules) -> Facts:
    """The meeting goes on, chaired by the one who opened it; a follow-up that was booked is this one."""
    facts = _silence_counts(facts, event)
    booked, meeting = facts.follow_up, opening(facts, event)
    meeting = evolve(
        meeting,
        followup=facts.current is not None,
        informed=booked.informed if booked else frozenset(),
        declined=booked.declined if booked else frozenset(),
        told=booked.told if booked else None,
        version=facts.current.number if facts.current else None,
        day=booked.day if booked else meeting.start and local_date(meeting.start),
    )
    attempts = answered(facts.attempts, *meeting.present)
    return changed(facts, meeting=meeting, follow_up=None, need_remains=UNKNOWN, attempts=attempts)


def _silence_counts(facts: Facts, event: OppnaMote) -> Facts:
    """On the follow-up day that a draft names, those who left after its sum-up and are silent are absent (A60).

    A revised version that everybody else has approved is in force with that; the follow-up looks at it.
    """
    draft = facts.draft
    day = draft.plan.uppfoljning if draft is not None else None
    if facts.follow_up is not None:
        day = facts.follow_up.day
    if draft is None or not draft.summed_up or day is None or local_date(event.occurred_at) < day:
        return facts
    now = silent_are_absent(draft)
    if now is draft:
        return facts
    settled = facts.current is not None and complete(facts, now)
    return in_force(facts, evolve(now, approved=True)) if settled else changed(facts, draft=now)


def presence_changed(facts: Facts, event: AndraNarvaro, rules: Rules) -> Facts:
    """Who is there now, and who has been."""
    if facts.meeting is None:
        return facts
    meeting = came_and_left(facts.meeting, event)
    after = changed(facts, meeting=meeting, attempts=answered(facts.attempts, *event.anlant))
    draft, summed_up = draft_for(facts, event.nr)
    if draft is None or not summed_up:
        return after
    required = draft.required | approval_takes(after, draft, rules)
    gone = frozenset(one for one in event.lamnat if is_unit(one))
    left = (draft.left | (gone & required)) - frozenset(event.anlant)
    return with_version(after, evolve(draft, required=required, left=left))


def chair_offered(facts: Facts, event: OverlamnaOrdforande, rules: Rules) -> Facts:
    """The chair stays until the one named accepts."""
    return changed(facts, chair_offered=event.till)


def chair_taken(facts: Facts, event: GodtaOrdforande, rules: Rules) -> Facts:
    """The new chair takes over the initiator's role, and a meeting that the old one chairs (A13)."""
    meeting = facts.meeting
    if meeting is not None and meeting.chair is not None and meeting.chair == facts.chair:
        meeting = evolve(meeting, chair=event.by)
    booked = facts.follow_up
    if booked is not None and booked.convener == facts.chair and not chair_goes_on(facts):
        booked = evolve(booked, convener=event.by)
    return changed(
        facts,
        chair=event.by,
        initiator=event.by,
        chair_offered=None,
        chair_wished=frozenset(),
        meeting=meeting,
        follow_up=booked,
    )


def documenter_named(facts: Facts, event: UtseDokumenterare, rules: Rules) -> Facts:
    """The latest appointment counts."""
    if facts.meeting is None or event.vem is None:
        return facts
    return changed(facts, meeting=evolve(facts.meeting, documenter=event.vem), documenter=event.vem)


def ended(facts: Facts, event: AvslutaMote | AvbrytMote, rules: Rules) -> Facts:
    """The meeting is over: its number is used up, and what was prepared for it is done with."""
    meeting = facts.meeting
    if meeting is None:
        return facts
    nr = meeting.opened_nr or event.nr or 0
    missed = tuple(Candidate("utebliven", unit, "FM-AVVIK-4", nr, event.occurred_at) for unit in absent(facts, meeting))
    return changed(
        facts,
        meeting=None,
        meetings=meeting.number,
        past=over(facts, event.nr, held=True),
        unaccounted=facts.unaccounted | (frozenset(accountable(facts, meeting)) - meeting.accounted),
        follow_up=facts.follow_up if facts.current is not None else None,
        time=None,
        region_contact=None,
        region_declined=frozenset(),
        prepared=UNKNOWN,
        cancelled=None,
        said=next_meeting_is_open(facts.said),
        candidates=facts.candidates + missed,
    )


def absent(facts: Facts, meeting: Meeting) -> tuple[str, ...]:
    """Units that were awaited, didn't decline in time, and never came.

    Nobody is missed on another day than the one they were told of (reading A53). Never the individual, a relative or
    an outsider; not Arbetsförmedlingen when the person isn't registered there (reading A29).
    """
    called = {one.actor: one for one in meeting.recipients}
    awaited = [
        actor
        for actor, one in called.items()
        if one.reply is not Reply.DECLINED and knew_of_it(one) and _on(one.asked.start, meeting)
    ]
    if meeting.told is None or meeting.told == meeting.opened_on:
        awaited += sorted(one for one in meeting.informed if one not in called)
    covered_now = facts.consent.covers if facts.consent is not None else is_unit
    return tuple(
        unit
        for unit in awaited
        if is_unit(unit)
        and covered_now(unit)
        and unit not in meeting.been_present
        and not (party_of(unit) == AF and facts.condition(unit, "PR-AF-4") is NO)
    )


def _on(start: datetime | None, meeting: Meeting) -> bool:
    return start is None or local_date(start) == meeting.opened_on


def after_meeting(facts: Facts, rules: Rules) -> str:
    """To the measures if a version of the plan is approved, else back to preparation."""
    return A if facts.current is not None else F
