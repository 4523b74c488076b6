"""When somebody owes a summons, a confirmation, an answer or a neutral notice, and when no more (FM-KALLELSE)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from flerpart_flow.define import NO, YES, Event, Owed, Rules, local_date
from flerpart_flow.routines.flerpartsmote.facts import Facts, convener_of
from flerpart_flow.routines.flerpartsmote.forberedelse.events import BestamDeltagare
from flerpart_flow.routines.flerpartsmote.kallelse.answers import answer_holds
from flerpart_flow.samverkan.actors import REGION, is_individual, is_relative, party_of
from flerpart_flow.samverkan.events import GeSamtycke
from flerpart_flow.samverkan.kallelse.events import Avboj, Bekrafta, Fraga, Kalla, StallIn, SvaraPaFraga
from flerpart_flow.samverkan.lead_times import backward, others_lead_times


def to_call(before: Facts, event: BestamDeltagare, after: Facts, rules: Rules) -> Iterable[Owed]:
    """The convener owes a summons to each whom the individual says yes to, and who isn't called yet."""
    convener = convener_of(after)
    if convener is None or after.consent is None or event.svar is not YES:
        return ()
    awaited = {one.actor for one in after.meeting.recipients} if after.meeting else set()
    mine = {convener, *awaited}
    return [Owed(convener, one) for one in event.deltagare if _is_called_to(one) and one not in mine]


def to_call_again(before: Facts, event: Event, after: Facts, rules: Rules) -> Iterable[Owed]:
    """The meeting is gone: everybody who is wanted has to be called anew."""
    convener = convener_of(after)
    if convener is None or before.meeting is None or after.meeting is not None:
        return ()
    return [Owed(convener, one) for one in after.wanted() if _is_called_to(one) and one != convener]


def to_call_under_consent(before: Facts, event: GeSamtycke, after: Facts, rules: Rules) -> Iterable[Owed]:
    """A consent where there was none: everybody whom the individual has said yes to before it is called (A54)."""
    convener = convener_of(after)
    if convener is None or before.consent is not None:
        return ()
    return [Owed(convener, one) for one in after.wanted() if _is_called_to(one) and one != convener]


def to_call_the_absent(before: Facts, event: Event, after: Facts, rules: Rules) -> Iterable[Owed]:
    """Those who weren't there when the follow-up was booked have to be called (A16)."""
    booked = after.follow_up
    if booked is None:
        return ()
    there = {booked.convener, *booked.informed}
    return [Owed(booked.convener, one) for one in after.wanted() if _is_called_to(one) and one not in there]


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
    fit = (one for one in event.deltagare if is_relative(one))
    wanted = (after.participant(one) for one in fit)
    return [Owed(convener, one.actor) for one in wanted if one.answer is YES and one.suitable is YES]


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
    others = sorted(one for one in after.cancelled.recipients if not is_individual(one))
    return [Owed(teller, one, after.cancelled.number) for one in others]


def before_the_meeting(facts: Facts, owed: Owed, rules: Rules) -> date | None:
    """The notice is in time if it comes before the meeting would have begun (reading A58)."""
    off = facts.cancelled
    return off.day if off is not None and off.number == owed.about else None


def is_notified(facts: Facts, event: StallIn, owed: Owed) -> bool:
    """The notice goes to them, or to everybody."""
    return not event.till or owed.counterpart in event.till
