"""What a consent, a narrowing and a withdrawal do: who is taken out, what is cancelled, where the case goes (A9)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from flerpart_flow.define import UNKNOWN, Rules, evolve
from flerpart_flow.routines.flerpartsmote.facts import Facts, changed
from flerpart_flow.routines.flerpartsmote.mote.attendance import booked_meeting, day_to_come, held_anyway, over
from flerpart_flow.routines.flerpartsmote.phases import A, F, V
from flerpart_flow.routines.flerpartsmote.uppfoljning.guards import accountable
from flerpart_flow.samverkan.actors import is_representative
from flerpart_flow.samverkan.events import BegransaSamtycke, GeSamtycke
from flerpart_flow.samverkan.mote.meeting import Cancelled, Meeting, off_for
from flerpart_flow.samverkan.mote.number import number_of_next
from flerpart_flow.samverkan.samtycke.effects import given, less, renewed, taken_out_by, too_few
from flerpart_flow.samverkan.word.said import after_consent, without_yes
from flerpart_flow.samverkan.word.withheld import taken_back


def consented(facts: Facts, event: GeSamtycke, rules: Rules) -> Facts:
    """A new consent replaces the one before: each unit documents it anew, and one that it leaves out is out."""
    consent = given(event)
    facts = changed(facts, withheld=taken_back(facts.withheld, event))
    before = facts.consent
    if before is None:
        left = frozenset((facts.chair,)) - consent.units if facts.chair is not None else frozenset[str]()
        return changed(facts, consent=evolve(consent, removed=left) if left else consent, chair_wished=frozenset())
    left_out = before.units - consent.units
    if too_few(left_out, consent.units, rules) or facts.chair in left_out:
        return changed(facts, consent=None)  # as narrowing does (section on withdrawal, point 4)
    after = _taken_out(facts, left_out, event.occurred_at) if left_out else facts
    said = renewed(facts.said, before, event)  # a yes since it ran out wasn't given under it (A70)
    after = changed(after, said=said)
    return changed(after, consent=evolve(consent, renews=True, removed=(before.removed | left_out) - consent.units))


def narrowed(facts: Facts, event: BegransaSamtycke, rules: Rules) -> Facts:
    """Units and topics are taken out; too few organisations, or the chair's own unit, end the whole consent."""
    out = frozenset(event.enheter)
    said = without_yes(facts.said, taken_out_by(event))
    facts = changed(facts, withheld=taken_back(facts.withheld, event), said=said)
    if facts.consent is None:
        return facts
    consent = less(facts.consent, event)
    if too_few(out, consent.units, rules) or facts.chair in out:
        return changed(facts, consent=None)
    after = _taken_out(facts, out, event.occurred_at) if out else facts
    return changed(after, consent=consent)


def _taken_out(facts: Facts, out: frozenset[str], at: datetime) -> Facts:
    """Those taken out take no part any more: their yes, their time and their calling to a follow-up are void."""
    booked = facts.follow_up
    if booked is not None:
        convener = facts.chair if booked.convener in out and facts.chair else booked.convener
        booked = evolve(booked, convener=convener, informed=booked.informed - out)
    asked = facts.region_contact
    return changed(
        facts,
        said=without_yes(facts.said, (one for one in out if not is_representative(one))),
        meeting=_without(facts.meeting, out, facts.chair),
        unaccounted=facts.unaccounted - out,
        cancelled=_to_be_told(facts, out, at),
        follow_up=booked,
        time=None if facts.time is not None and facts.time.by in out else facts.time,
        region_contact=None if asked is not None and asked[0] in out else asked,
    )


def _to_be_told(facts: Facts, out: frozenset[str], at: datetime) -> Cancelled | None:
    """Those who were called, or knew of a booked follow-up, and now take no part: they get the neutral notice (A9)."""
    meeting, told = facts.meeting, facts.cancelled
    called = frozenset(one.actor for one in meeting.recipients) if meeting is not None else frozenset[str]()
    if facts.follow_up is not None:
        called |= facts.follow_up.informed
    gone = called & out
    if not gone:
        return told
    number = meeting.number if meeting is not None else facts.meetings + 1
    caller = meeting.caller if meeting is not None else facts.chair or ""
    return off_for(gone, number, caller, day_to_come(facts, at), told)


def taken_out(facts: Facts, out: frozenset[str], at: datetime) -> Facts:
    """As when the consent is narrowed, of somebody whom the individual now says no to; the no itself stays."""
    return _taken_out(facts, out, at)


def called_off_for(facts: Facts, out: frozenset[str], at: datetime) -> Facts:
    """A meeting to come is off for these, who have no place at it (A11); the individual's yes to them stays."""
    meeting, booked = facts.meeting, facts.follow_up
    if not out or (meeting is not None and meeting.opened_nr is not None):
        return facts
    return changed(
        facts,
        meeting=_without(meeting, out, facts.chair),
        cancelled=_to_be_told(facts, out, at),
        follow_up=None if booked is None else evolve(booked, informed=booked.informed - out),
    )


def _without(meeting: Meeting | None, out: Iterable[str], chair: str | None) -> Meeting | None:
    """The meeting without those that the consent no longer covers: they neither attend nor are awaited.

    What one of them had to do for it as its chair, or as the one who called, falls to the case's chair (FM-ROLL-1).
    """
    gone = frozenset(out)
    if meeting is None or not gone:
        return meeting
    return evolve(
        meeting,
        recipients=tuple(one for one in meeting.recipients if one.actor not in gone),
        present=meeting.present - gone,
        documenter=None if meeting.documenter in gone else meeting.documenter,
        chair=chair if meeting.chair in gone else meeting.chair,
        caller=chair if chair is not None and meeting.caller in gone else meeting.caller,
    )


def paused(facts: Facts, event: Any, rules: Rules) -> Facts:
    """Entering vilande: the consent is over as a whole, and no meeting stands (section on withdrawal).

    A meeting that was booked, also a follow-up that was booked when the parties met, is cancelled, one in progress
    interrupted; those who await it are told. Resuming takes new information.
    """
    meeting, booked, awaited = facts.meeting, facts.follow_up, booked_meeting(facts)
    cancelled, number = facts.cancelled, facts.meetings
    if meeting is not None or booked is not None:
        told = booked.informed if booked is not None else frozenset[str]()
        if meeting is not None:
            told |= frozenset(one.actor for one in meeting.recipients) | meeting.present
        caller = meeting.caller if meeting is not None else booked.convener if booked is not None else ""
        number = number_of_next(facts)
        cancelled = off_for(told - {facts.chair or ""}, number, caller, None, cancelled)
    return changed(
        facts,
        consent=None,
        informed_at=None,
        said=after_consent(facts.said, event.occurred_at),
        withdrawn_at=event.occurred_at,
        meeting=None,
        meetings=number,
        unaccounted=facts.unaccounted | _not_accounted(facts),
        cancelled=_without_last_day(cancelled),
        follow_up=None,
        time=None,
        region_contact=None,
        region_declined=frozenset(),
        prepared=UNKNOWN,
        past=over(facts, event.nr, held=awaited is not None and held_anyway(awaited, event.occurred_at)),
    )


def _without_last_day(off: Cancelled | None) -> Cancelled | None:
    """In vilande no notice is late (A9)."""
    return None if off is None else evolve(off, waiting=tuple(evolve(one, day=None) for one in off.waiting))


def _not_accounted(facts: Facts) -> frozenset[str]:
    """Those who still owe the account that an interrupted follow-up was for."""
    meeting = facts.meeting
    if meeting is None or meeting.opened_nr is None:
        return frozenset()
    return frozenset(accountable(facts, meeting)) - meeting.accounted


def after_narrowing(facts: Facts, rules: Rules) -> str | None:
    """Vilande if the narrowing ended the consent, else the phase stays."""
    return V if facts.consent is None else None


def after_return(facts: Facts, rules: Rules) -> str:
    """Back to measures if a version of the plan is approved, else to preparation; never to a cancelled meeting."""
    return A if facts.current is not None else F
