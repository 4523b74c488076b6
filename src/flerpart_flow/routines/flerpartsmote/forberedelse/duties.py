"""When the chair owes preparation, the convener a contact with the Region, and the Region a time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from flerpart_flow.define import NO, UNKNOWN, YES, Event, Owed, Ratta, Rules
from flerpart_flow.engine.values.calendar import Roll, roll
from flerpart_flow.routines.flerpartsmote.facts import Facts, convener_of
from flerpart_flow.routines.flerpartsmote.forberedelse.events import AngeTid, BestamDeltagare, Forbered, KontaktaRegion
from flerpart_flow.samverkan.actors import INDIVID, REGION, is_individual, is_unit, parties_in, party_of
from flerpart_flow.samverkan.kallelse.events import Avboj
from flerpart_flow.samverkan.parameters import LEAD_TIME_WEEKS_REGION, ROLL


def chair_prepares(before: Facts, event: Event, after: Facts, rules: Rules) -> tuple[Owed, ...]:
    """The chair owes the individual a preparation, unless the meeting is prepared already."""
    return (Owed(after.chair, INDIVID),) if after.chair and after.prepared is not YES else ()


def follow_up_is_prepared(before: Facts, event: Event, after: Facts, rules: Rules) -> tuple[Owed, ...]:
    """A plan is in force and no meeting goes on: the follow-up to come is a new meeting, prepared anew (A16)."""
    over = before.meeting is not None or before.current is None
    if not over or after.meeting is not None or after.current is None or after.need_remains is NO:
        return ()
    held = before.meeting
    if held is not None and held.followup and after.follow_up is None and held.version == after.current.number:
        return ()  # it has been followed up: the next time is prepared once it is booked
    return chair_prepares(before, event, after, rules)


def booked_is_prepared(before: Facts, event: Event, after: Facts, rules: Rules) -> tuple[Owed, ...]:
    """A follow-up is booked between two meetings where none was: it is prepared, unless the need is gone."""
    if before.follow_up is not None or after.follow_up is None or after.meeting is not None:
        return ()
    return chair_prepares(before, event, after, rules) if after.need_remains is not NO else ()


def with_individual(facts: Facts, event: Forbered, owed: Owed) -> bool:
    """The individual took part."""
    return event.individen_medverkar is YES


def yes_was_taken_away(before: Facts, event: Ratta, after: Facts, rules: Rules) -> Iterable[Owed]:
    """Somebody else has struck or narrowed the individual's yes, so that it isn't known: the chair asks, once (A51)."""
    line = event.target
    if not isinstance(line, BestamDeltagare) or line.svar is not YES or is_individual(event.by):
        return ()
    if after.chair is None or not is_individual(line.by):
        return ()
    unknown = (one for one in line.deltagare if after.participant(one).answer is UNKNOWN and _may_take_part(after, one))
    return [Owed(after.chair, INDIVID, one) for one in unknown if one != after.chair]


def has_said(facts: Facts, event: BestamDeltagare, owed: Owed) -> bool:
    """The individual has said yes or no to that one."""
    return facts.participant(owed.about).answer is not UNKNOWN


def takes_no_part(facts: Facts, event: Event, owed: Owed) -> bool:
    """The consent is over, or that unit isn't among those that it covers: there is nothing to ask."""
    return not _may_take_part(facts, owed.about)


def _may_take_part(facts: Facts, actor: str) -> bool:
    return facts.consent is not None and (not is_unit(actor) or facts.consent.covers(actor))


def region_wanted(before: Facts, event: BestamDeltagare, after: Facts, rules: Rules) -> Iterable[Owed]:
    """The individual says yes to a unit of the Region that hasn't been contacted."""
    convener = convener_of(after)
    if convener is None or after.region_contact is not None or event.svar is not YES:
        return ()
    return [Owed(convener, one) for one in _of_the_region(after) if one in event.deltagare]


def region_now_covered(before: Facts, event: Event, after: Facts, rules: Rules) -> Iterable[Owed]:
    """The individual has said yes to a unit of the Region, and now the consent covers it, too (A47)."""
    convener, known = convener_of(after), frozenset(_of_the_region(before))
    if convener is None or before.consent is None or after.region_contact is not None:
        return ()
    return [Owed(convener, one) for one in _of_the_region(after) if one not in known]


def _of_the_region(facts: Facts) -> tuple[str, ...]:
    """The units of the Region that are wanted and may be contacted: the consent covers them."""
    covers = facts.consent.covers if facts.consent is not None else is_individual
    return tuple(one for one in facts.wanted() if is_unit(one) and party_of(one) == REGION and covers(one))


def region_under_consent(before: Facts, event: Event, after: Facts, rules: Rules) -> Iterable[Owed]:
    """A consent where there was none: the Region is contacted, if the individual said yes to it before (A54)."""
    return region_again(before, event, after, rules) if before.consent is None else ()


def region_again(before: Facts, event: Event, after: Facts, rules: Rules) -> Iterable[Owed]:
    """The meeting lost its time: the Region, where it is wanted, is contacted anew."""
    if after.consent is None or after.region_contact is not None or _has_its_notice(after):
        return ()
    convener = convener_of(after)
    return [Owed(convener, one) for one in _of_the_region(after)] if convener else ()


def _has_its_notice(facts: Facts) -> bool:
    """The Region was there when the follow-up was booked, and knows its day (A16)."""
    return facts.follow_up is not None and REGION in parties_in(facts.follow_up.informed)


def region_at_the_follow_up(before: Facts, event: Event, after: Facts, rules: Rules) -> Iterable[Owed]:
    """A follow-up is booked without the Region, which is wanted: its time comes first there, too (A16)."""
    booked = after.follow_up
    if booked is None or _has_its_notice(after) or party_of(booked.convener) == REGION:
        return ()
    return [Owed(booked.convener, one) for one in _of_the_region(after)]


def that_unit(facts: Facts, event: KontaktaRegion, owed: Owed) -> bool:
    """A unit of the Region is contacted, and told whom the meeting is for."""
    return event.avidentifierat is not YES and event.enhet is not None and party_of(event.enhet) == REGION


def no_longer_wanted(facts: Facts, event: BestamDeltagare, owed: Owed) -> bool:
    """The individual says no to that unit, or goes on without it."""
    return (owed.counterpart in event.deltagare and event.svar is NO) or owed.counterpart in event.utan


def declined(facts: Facts, event: Avboj, owed: Owed) -> bool:
    """That unit has declined, so that it isn't contacted again unless the individual wants it to."""
    return event.by == owed.counterpart


def goes_on_without(facts: Facts, event: BestamDeltagare, owed: Owed) -> bool:
    """The individual says no to the unit that owes a time, or goes on without it."""
    return owed.bearer in event.utan or (owed.bearer in event.deltagare and event.svar is NO)


def was_asked_under_another(facts: Facts, event: Event, owed: Owed) -> bool:
    """The consent that the unit was asked for a time under is over, and with it the contact."""
    return facts.region_contact is None


def to_book(before: Facts, event: KontaktaRegion, after: Facts, rules: Rules) -> Iterable[Owed]:
    """The unit that was contacted owes the convener a time."""
    if event.enhet is None or event.avidentifierat is YES or after.time is not None:
        return ()
    return (Owed(event.enhet, convener_of(after)),)


def time_known(facts: Facts, event: AngeTid, owed: Owed) -> bool:
    """There is a time."""
    return facts.time is not None


def last_contact_day(facts: Facts, owed: Owed, rules: Rules) -> date | None:
    """The last day to contact the Region, once a day for a meeting is known: its follow-up day."""
    if facts.follow_up is None:
        return None
    raw = facts.follow_up.day - timedelta(weeks=rules.value(LEAD_TIME_WEEKS_REGION))
    return roll(raw, Roll(rules.value(ROLL)))
