"""Who is to attend the next meeting, and so prepares for it (FM-FORBEREDELSE-10): also the chair and the one who calls.

Between the meetings those who were there when the follow-up was booked are to attend it, and the one who calls to it.
"""

from __future__ import annotations

from collections.abc import Iterable

from flerpart_flow.define import Event, Owed, Rules
from flerpart_flow.routines.flerpartsmote.facts import Facts
from flerpart_flow.samverkan.actors import REGION, is_individual, is_unit, party_of
from flerpart_flow.samverkan.kallelse.events import StallIn
from flerpart_flow.samverkan.mote.meeting import Reply


def number_awaited(facts: Facts) -> int:
    """The number of the meeting that is awaited: the one booked, else the one after the meeting that goes on."""
    meeting = facts.meeting
    if meeting is None:
        return facts.meetings + 1
    return meeting.number if meeting.opened_nr is None else meeting.number + 1


def who_will_attend(facts: Facts) -> frozenset[str]:
    """Those who are to be at the meeting that is booked: called and not declining, told of the day, chair and caller.

    Nobody where no meeting and no follow-up is booked.
    """
    meeting, booked = facts.meeting, facts.follow_up
    there: set[str | None] = set()
    if meeting is not None and meeting.opened_nr is None:
        declined = (Reply.DECLINED, Reply.DECLINED_LATE)
        there |= {meeting.caller, *(one.actor for one in meeting.recipients if one.reply not in declined)}
    if booked is not None and booked.informed:
        there |= {booked.convener, *booked.informed}
    if there:
        there.add(facts.chair)
    return frozenset(one for one in there if one is not None)


def told_of_a_follow_up(facts: Facts) -> frozenset[str]:
    """Those who were there when the follow-up was booked, where nobody has been called to it yet (A16)."""
    return facts.follow_up.informed if facts.follow_up is not None and facts.meeting is None else frozenset()


def cancels_the_follow_up(facts: Facts, event: StallIn) -> bool:
    """Whether a notice is about a follow-up that nobody is called to yet.

    Without its number, or a name of one who knows of it, those are told who wait to hear of a meeting that is off.
    """
    known = told_of_a_follow_up(facts)
    if not known or event.mote not in (None, number_awaited(facts)):
        return False
    return facts.cancelled is None or not known.isdisjoint(event.till)


def to_prepare(before: Facts, event: Event, after: Facts, rules: Rules) -> Iterable[Owed]:
    """Each unit that is to attend prepares itself, once for each meeting."""
    known = who_will_attend(before) if number_awaited(before) == number_awaited(after) else frozenset[str]()
    number = number_awaited(after)
    return [Owed(one, None, number) for one in sorted(who_will_attend(after) - known) if is_unit(one)]


def attends_no_more(facts: Facts, event: Event | None, owed: Owed) -> bool:
    """The meeting is gone or has begun, or the one who owes it isn't to attend it any more."""
    return number_awaited(facts) != owed.about or owed.bearer not in who_will_attend(facts)


def attends(facts: Facts, actor: str) -> bool:
    """Whether somebody is to attend; the representative prepares as the individual does."""
    there = who_will_attend(facts)
    return actor in there or (is_individual(actor) and any(is_individual(one) for one in there))


def answers_a_summons(facts: Facts, actor: str) -> bool:
    """Whether somebody has a summons, or a follow-up that they were told of, to answer."""
    if facts.meeting is not None:
        return facts.meeting.recipient(actor) is not None
    return facts.follow_up is not None and actor in facts.follow_up.informed - {facts.follow_up.convener}


def asked_for_a_time(facts: Facts) -> frozenset[str]:
    """The units of the Region that may decline before they are called: the one contacted, and those that are wanted."""
    if facts.region_contact is None:
        return frozenset()
    wanted = (one for one in facts.wanted() if is_unit(one) and party_of(one) == REGION)
    return frozenset((facts.region_contact[0], *wanted))
