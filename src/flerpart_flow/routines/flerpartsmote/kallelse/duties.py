"""When somebody owes a summons, a confirmation, an answer or a neutral notice, and when no more (FM-KALLELSE)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from flerpart_flow.define import NO, YES, Event, Owed, Rules, local_date
from flerpart_flow.routines.flerpartsmote.facts import Facts, convener_of
from flerpart_flow.routines.flerpartsmote.forberedelse.events import BestamDeltagare
from flerpart_flow.routines.flerpartsmote.kallelse.answers import answer_holds
from flerpart_flow.samverkan.actors import REGION, is_individual, is_relative, is_unit, party_of
from flerpart_flow.samverkan.events import GeSamtycke
from flerpart_flow.samverkan.kallelse.events import Avboj, Bekrafta, Fraga, Kalla, StallIn, SvaraPaFraga
from flerpart_flow.samverkan.lead_times import backward, others_lead_times


def to_call(before: Facts, event: BestamDeltagare, after: Facts, rules: Rules) -> Iterable[Owed]:
    """The convener owes a summons to each whom the individual says yes to, and who doesn't know of the meeting yet."""
    convener = convener_of(after)
    if convener is None or event.svar is not YES:
        return ()
    told = {convener, *_told_of_it(after)}
    return [Owed(convener, one) for one in _may_be_called(after) if one in event.deltagare and one not in told]


def to_call_now_covered(before: Facts, event: Event, after: Facts, rules: Rules) -> Iterable[Owed]:
    """The individual has said yes to them, and now the consent covers them, too (A47)."""
    convener, known = convener_of(after), frozenset(_may_be_called(before))
    if convener is None or before.consent is None:
        return ()
    told = {convener, *_told_of_it(after)}
    return [Owed(convener, one) for one in _may_be_called(after) if one not in known and one not in told]


def _may_be_called(facts: Facts) -> tuple[str, ...]:
    """Those who are wanted and may be called: not the individual or a relative, and a unit only under the consent."""
    if facts.consent is None:
        return ()
    covers = facts.consent.covers
    return tuple(one for one in facts.wanted() if _is_called_to(one) and (not is_unit(one) or covers(one)))


def _told_of_it(facts: Facts) -> frozenset[str]:
    """Those who called or are called, were there when the follow-up was booked (A16), or are at the meeting now."""
    meeting, booked = facts.meeting, facts.follow_up
    called = frozenset(one.actor for one in meeting.recipients) | meeting.present if meeting else frozenset[str]()
    called |= {meeting.caller} if meeting else set()
    return called | (booked.informed | booked.declined if booked else frozenset[str]())


def to_call_again(before: Facts, event: Event, after: Facts, rules: Rules) -> Iterable[Owed]:
    """The meeting is gone: everybody who is wanted has to be called anew."""
    convener = convener_of(after)
    if before.meeting is None and before.follow_up != after.follow_up:
        return to_call_the_absent(before, event, after, rules)
    if convener is None or before.meeting is None or after.meeting is not None:
        return ()
    return [Owed(convener, one) for one in _may_be_called(after) if one != convener]


def to_call_under_consent(before: Facts, event: GeSamtycke, after: Facts, rules: Rules) -> Iterable[Owed]:
    """A consent where there was none: everybody whom the individual has said yes to before it is called (A54)."""
    convener = convener_of(after)
    if convener is None or before.consent is not None:
        return ()
    return [Owed(convener, one) for one in _may_be_called(after) if one != convener]


def to_call_the_absent(before: Facts, event: Event, after: Facts, rules: Rules) -> Iterable[Owed]:
    """Those who weren't there when the follow-up was booked have to be called (A16)."""
    booked = after.follow_up
    if booked is None:
        return ()
    there = {booked.convener, *booked.informed}
    return [Owed(booked.convener, one) for one in _may_be_called(after) if one not in there]


def _is_called_to(actor: str) -> bool:
    """Relatives have a duty of their own; the individual is there without being called."""
    return not is_individual(actor) and not is_relative(actor)


def is_called(facts: Facts, event: Kalla, owed: Owed) -> bool:
    """The summons goes to them."""
    return owed.counterpart in event.till


def said_no(facts: Facts, event: BestamDeltagare, owed: Owed) -> bool:
    """The individual says no to them, or goes on without them."""
    return (owed.counterpart in event.deltagare and event.svar is NO) or owed.counterpart in event.utan


def yes_is_gone(facts: Facts, event: GeSamtycke, owed: Owed) -> bool:
    """The yes to them went with the consent that ended: nobody is called until the individual answers anew (A70)."""
    return owed.counterpart not in facts.wanted()


def latest_summons_day(facts: Facts, owed: Owed, rules: Rules) -> date | None:
    """The last day to send the summons, once the day of the meeting is known."""
    day = facts.follow_up.day if facts.follow_up else None
    if facts.time is not None:
        day = local_date(facts.time.start)
    if day is None or owed.counterpart is None or party_of(owed.counterpart) == REGION:
        return None
    return backward(day, facts.with_region(), others_lead_times(rules)).latest_summons


def relative_wanted(before: Facts, event: BestamDeltagare, after: Facts, rules: Rules) -> Iterable[Owed]:
    """The convener gives a relative who is wanted and suitable the opportunity to be there."""
    convener = convener_of(after)
    if convener is None:
        return ()
    told = _told_of_it(after)
    fit = (one for one in event.deltagare if is_relative(one) and one not in told)
    wanted = (after.participant(one) for one in fit)
    return [Owed(convener, one.actor) for one in wanted if one.answer is YES and one.suitable is YES]


def has_no_place(facts: Facts, event: BestamDeltagare, owed: Owed) -> bool:
    """The individual says no to them, or the chair finds that it isn't suitable (A11)."""
    unfit = owed.counterpart in event.deltagare and facts.participant(owed.counterpart or "").suitable is NO
    return unfit or said_no(facts, event, owed)


def relatives_again(before: Facts, event: Event, after: Facts, rules: Rules) -> Iterable[Owed]:
    """A relative who is wanted and suitable, and isn't called to a meeting or told of a follow-up, has to be asked."""
    convener = convener_of(after)
    if convener is None or after.meeting is not None or after.consent is None:
        return ()
    told = after.follow_up.informed if after.follow_up is not None else frozenset[str]()
    fit = (one for one in after.participants if is_relative(one.actor) and one.actor not in told)
    return [Owed(convener, one.actor) for one in fit if one.answer is YES and one.suitable is YES]


def has_answered(facts: Facts, event: Event, owed: Owed) -> bool:
    """They have answered, and to what the summons asks now (reading A53)."""
    return event.by == owed.bearer and isinstance(event, (Bekrafta, Avboj)) and answer_holds(facts, event)


def to_answer(before: Facts, event: Fraga, after: Facts, rules: Rules) -> Iterable[Owed]:
    """The one who is asked, else the caller, owes an answer."""
    caller = after.meeting.caller if after.meeting else convener_of(after)
    asked = event.till if event.till in (caller, after.chair) else caller
    return (Owed(asked, event.by, after.meeting.number if after.meeting else None),) if asked else ()


def answers(facts: Facts, event: SvaraPaFraga, owed: Owed) -> bool:
    """The answer goes to the one who asked, or to everybody."""
    return event.till in (None, owed.counterpart)


def meeting_gone(facts: Facts, event: Event, owed: Owed) -> bool:
    """The meeting that it was about is gone."""
    return facts.meeting is None or facts.meeting.number != owed.about


def to_notify(before: Facts, event: Event, after: Facts, rules: Rules) -> Iterable[Owed]:
    """A meeting is cancelled for some: the chair owes each of them a neutral notice."""
    if after.cancelled is None or after.cancelled == before.cancelled:
        return ()
    teller = after.chair or after.cancelled.caller
    known = {(one.actor, one.number) for one in before.cancelled.waiting} if before.cancelled is not None else set()
    new = (one for one in after.cancelled.waiting if (one.actor, one.number) not in known)
    return [Owed(teller, one.actor, one.number) for one in new if not is_individual(one.actor)]


def before_the_meeting(facts: Facts, owed: Owed, rules: Rules) -> date | None:
    """The notice is in time if it comes before the meeting would have begun (reading A58)."""
    waiting = facts.cancelled.waiting if facts.cancelled is not None else ()
    return next((one.day for one in waiting if one.actor == owed.counterpart), None)


def is_notified(facts: Facts, event: StallIn, owed: Owed) -> bool:
    """The notice goes to them, or to everybody, and is of that meeting or a later one: then that one is off, too."""
    of_it = event.mote is None or owed.about is None or event.mote >= owed.about
    return of_it and (not event.till or owed.counterpart in event.till)


def called_again(facts: Facts, event: Kalla, owed: Owed) -> bool:
    """They are called to that very meeting again: it isn't off for them, and nothing before it is to be told."""
    waiting = facts.cancelled.recipients if facts.cancelled is not None else frozenset[str]()
    return owed.counterpart in event.till and owed.counterpart not in waiting


def nobody_is_to_be_told(facts: Facts, event: Event, owed: Owed) -> bool:
    """A meeting has been held since: there is nothing left to cancel."""
    return facts.cancelled is None
