"""What a summons does: the meeting is booked, those called are awaited, answer, and are told when it is off."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from flerpart_flow.define import Rules, evolve, local_date
from flerpart_flow.engine.values.chain import Chain
from flerpart_flow.routines.flerpartsmote.facts import Facts, changed
from flerpart_flow.routines.flerpartsmote.kallelse.answers import answer_holds
from flerpart_flow.routines.flerpartsmote.kallelse.attending import answers_a_summons, cancels_the_follow_up
from flerpart_flow.routines.flerpartsmote.mote.attendance import booked_meeting, has_begun, over
from flerpart_flow.routines.flerpartsmote.phases import F
from flerpart_flow.samverkan.contacts import answered
from flerpart_flow.samverkan.kallelse import effects as summons
from flerpart_flow.samverkan.kallelse.effects import still_called, with_reply
from flerpart_flow.samverkan.kallelse.events import Avboj, Bekrafta, BokaOm, Kalla, StallIn
from flerpart_flow.samverkan.mote.meeting import Cancelled, FollowUp, Past, Reply, Waits, who_still_waits
from flerpart_flow.samverkan.mote.number import number_of_next


def called(facts: Facts, event: Kalla, rules: Rules) -> Facts:
    """The meeting is booked, and those called are awaited, also one who was to hear that it is off for them."""
    after = summons.called(facts, event, rules)
    off, now = after.cancelled, after.meeting
    if off is None or now is None:
        return after
    on_again = [one for one in off.waiting if one.number == now.number and one.actor in event.till]
    if not on_again:
        return after
    return changed(after, cancelled=who_still_waits(off, (one for one in off.waiting if one not in on_again)))


def confirmed(facts: Facts, event: Bekrafta, rules: Rules) -> Facts:
    """The recipient has confirmed."""
    return _replied(facts, event, Reply.CONFIRMED)


def declined(facts: Facts, event: Avboj, rules: Rules) -> Facts:
    """The recipient won't come; said before the meeting starts it is no deviation, whatever the reason.

    The Region may say so already when it is asked for a time (A55).
    """
    if not answers_a_summons(facts, event.by):
        return _declined_when_asked(facts, event.by)
    called = facts.meeting.recipient(event.by) if facts.meeting else None
    start = called.asked.start if called is not None else None
    late = start is not None and event.occurred_at > start
    after = _replied(facts, event, Reply.DECLINED_LATE if late else Reply.DECLINED)
    if event.skal_kod == "tid" and not _on_the_day(facts, event, start):
        return after
    return changed(after, declines=after.declines | {(number_of_next(facts), event.by)})


def _on_the_day(facts: Facts, event: Avboj, start: datetime | None) -> bool:
    """Whether it is declined at the last moment: on the day of the meeting (reading A59)."""
    booked = facts.follow_up.day if facts.follow_up is not None else None
    day = local_date(start) if start is not None else booked
    return day is not None and local_date(event.occurred_at) >= day


def _declined_when_asked(facts: Facts, unit: str) -> Facts:
    """The unit of the Region won't take part; the time that it gave, if any, is void."""
    return changed(
        facts,
        region_declined=facts.region_declined | {unit},
        time=None if facts.time is not None and facts.time.by == unit else facts.time,
        attempts=answered(facts.attempts, unit),
    )


def _replied(facts: Facts, event: Bekrafta | Avboj, reply: Reply) -> Facts:
    """An answer to what the summons asks now; one to something else counts for nothing (reading A53)."""
    actor = event.by
    if not answer_holds(facts, event):
        return changed(facts, attempts=answered(facts.attempts, actor))
    if facts.meeting is None:
        return _replied_to_booking(facts, actor, reply)
    return changed(facts, meeting=with_reply(facts.meeting, actor, reply), attempts=answered(facts.attempts, actor))


def _replied_to_booking(facts: Facts, actor: str, reply: Reply) -> Facts:
    """Those who were there when the follow-up was booked can say beforehand that they won't come (A16)."""
    attempts = answered(facts.attempts, actor)
    booked = facts.follow_up
    if booked is None or actor not in booked.informed or reply is Reply.CONFIRMED:
        return changed(facts, attempts=attempts)
    return changed(facts, attempts=attempts, follow_up=_without(booked, actor))


def _without(booked: FollowUp, actor: str) -> FollowUp:
    return evolve(booked, informed=booked.informed - {actor}, declined=booked.declined | {actor})


def rebooked(facts: Facts, event: BokaOm, rules: Rules) -> Facts:
    """The meeting's number is used up; the time has to be found anew, the Region asked anew."""
    number = facts.meeting.number if facts.meeting else facts.meetings
    return changed(
        facts,
        meeting=None,
        meetings=number,
        time=None,
        region_contact=None,
        region_declined=frozenset(),
        follow_up=_void(facts.follow_up),
        past=_called_off(facts, event),
    )


def _called_off(facts: Facts, event: BokaOm | StallIn) -> Chain[Past]:
    """The meetings that are over, with the one that is called off: nobody stays away from it but once it had begun."""
    meeting = booked_meeting(facts)
    return over(facts, event.nr, held=meeting is not None and has_begun(meeting, event.occurred_at))


def _void(booked: FollowUp | None) -> FollowUp | None:
    """The convener stays, but nobody knows the day of a follow-up that was rebooked or cancelled."""
    return None if booked is None else evolve(booked, informed=frozenset(), declined=frozenset())


def cancelled(facts: Facts, event: StallIn, rules: Rules) -> Facts:
    """Those told are no longer awaited; when nobody is, the meeting is gone.

    A notice that gives the number of a meeting that was cancelled before tells of that one, and leaves the one that
    is booked now as it is.
    """
    if cancels_the_follow_up(facts, event) and facts.follow_up is not None:
        known = facts.follow_up.informed - frozenset(event.till) if event.till else frozenset[str]()
        facts = changed(facts, follow_up=evolve(facts.follow_up, informed=known))
    off = facts.cancelled
    if off is not None:
        facts = changed(facts, cancelled=who_still_waits(off, _not_told(off, event)))
    if facts.meeting is None or event.mote not in (None, facts.meeting.number):
        return facts
    left_over = still_called(facts.meeting, event)
    booked = facts.follow_up
    if left_over:
        for actor in event.till:
            booked = None if booked is None else _without(booked, actor)
        return changed(facts, meeting=evolve(facts.meeting, recipients=left_over), follow_up=booked)
    number = facts.meeting.number
    return changed(
        facts,
        meeting=None,
        meetings=number,
        time=None,
        region_contact=None,
        region_declined=frozenset(),
        follow_up=_void(booked),
        past=_called_off(facts, event),
    )


def _not_told(off: Cancelled, event: StallIn) -> Iterable[Waits]:
    """Those who wait to hear of another meeting than the notice tells of, or whom it doesn't go to."""
    for one in off.waiting:
        of_it = event.mote is None or event.mote >= one.number
        if not of_it or (event.till and one.actor not in event.till):
            yield one


def after_cancelling(facts: Facts, rules: Rules) -> str | None:
    """Back to preparation when nobody remains summoned, else the phase stays."""
    return F if facts.meeting is None else None
