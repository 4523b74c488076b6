"""What must hold of a summons: who may be called, what it says, and which meeting it is to (FM-KALLELSE)."""

from __future__ import annotations

from typing import Any, Final

from flerpart_flow.define import (
    UNKNOWN,
    YES,
    Findings,
    Message,
    Occasion,
    Rules,
    Severity,
    at_most,
    guard,
    missing,
    state_guard,
)
from flerpart_flow.routines.flerpartsmote.facts import Facts, convener_of
from flerpart_flow.routines.flerpartsmote.forberedelse.booking import regions_time
from flerpart_flow.routines.flerpartsmote.forberedelse.events import AngeTid, BestamDeltagare
from flerpart_flow.routines.flerpartsmote.forberedelse.participants import (
    agreed_to,
    suitability_unknown,
    suitable,
)
from flerpart_flow.routines.flerpartsmote.kallelse.attending import (
    asked_for_a_time,
    cancels_the_follow_up,
    number_awaited,
    told_of_a_follow_up,
)
from flerpart_flow.routines.flerpartsmote.role_names import SAMMANKALLANDE, TIDSGIVARE
from flerpart_flow.samverkan.actors import INDIVID, KOMMUN, REGION, is_outsider, is_relative, is_unit, party_of
from flerpart_flow.samverkan.kallelse.events import Avboj, BokaOm, Kalla, StallIn
from flerpart_flow.samverkan.kallelse.guards import (
    asks_under,
    channel_under,
    contact_under,
    covered_under,
    functions_under,
    purpose_under,
    that_meeting_under,
    time_and_place_under,
)
from flerpart_flow.samverkan.kallelse.span import TIME_PASSED
from flerpart_flow.samverkan.mote.number import NO_MEETING, WRONG_MEETING, number_of_next
from flerpart_flow.samverkan.parameters import MIN_PARTIES
from flerpart_flow.samverkan.samtycke.consent import contact, covered

FEW_PARTIES = Message("kallelse.for_fa_parter")
SIP = Message("kallelse.sip_racker")


sent_by_letter: Final = channel_under("FM-KALLELSE-1", SAMMANKALLANDE)


recipients_are_covered: Final = covered_under("FM-SAMTYCKE-2")


@state_guard("FM-SAMTYCKE-2")
def caller_is_covered(facts: Facts, occasion: Occasion, rules: Rules) -> Findings:
    """The one who would call is covered by the consent in force: if not, no content of a summons helps."""
    caller, consent = convener_of(facts), facts.consent
    if caller is None or consent is None or not consent.valid(occasion.occurred_at):
        return ()  # said by the guards on roles and consent
    return covered("FM-SAMTYCKE-2", consent, (caller,), occasion.occurred_at)


@guard("PR-MALGRUPP-2", reads=("till",))
def individual_has_agreed(facts: Facts, event: Kalla, rules: Rules) -> Findings:
    """The individual decides who is called: everybody called has the individual's yes; the chair is there (A10)."""
    return agreed_to(facts, [one for one in event.till if one != facts.chair])


@guard("FM-FORBEREDELSE-9", reads=("till",))
def relatives_are_suitable(facts: Facts, event: Kalla, rules: Rules) -> Findings:
    """A relative is called if it is suitable; the chair judges, and gives a reason if not (A11)."""
    yield from suitable(facts, event.till)
    for one in facts.participants:
        forgotten = is_relative(one.actor) and one.answer is YES and one.actor not in event.till
        if forgotten and one.suitable is UNKNOWN:
            yield at_most(Severity.WARN, suitability_unknown(one.actor))


time_and_place: Final = time_and_place_under("FM-KALLELSE-7", SAMMANKALLANDE)


@state_guard("FM-KALLELSE-7")
def known_time_is_to_come(facts: Facts, occasion: Occasion, rules: Rules) -> Findings:
    """The time that a summons would have to name, of the meeting booked or as the Region gave it, hasn't passed."""
    booked = facts.meeting.start if facts.meeting is not None else None
    start = booked or (regions_time(facts) if facts.with_region() else None)
    if start is None or start > occasion.occurred_at:
        return ()
    if booked is not None:
        return (missing("FM-KALLELSE-7", TIME_PASSED, cure_by=SAMMANKALLANDE, cure=BokaOm),)
    return (missing("FM-KALLELSE-7", TIME_PASSED, cure_by=TIDSGIVARE, cure=AngeTid),)


purpose_for_each: Final = purpose_under("FM-KALLELSE-8", SAMMANKALLANDE)


contact_details: Final = contact_under("FM-KALLELSE-9", SAMMANKALLANDE)


invited_by_function: Final = functions_under("FM-KALLELSE-10", SAMMANKALLANDE)


asks_to_hear: Final = asks_under("FM-KALLELSE-11", SAMMANKALLANDE)


@guard("PR-DEF-1", "FM-BAKGRUND-3", reads=("till",))
def enough_parties(facts: Facts, event: Kalla, rules: Rules) -> Findings:
    """At least two organisations beside the individual; with just Region and municipality a SIP may do (A32)."""
    parties = facts.organisations() | {party_of(one) for one in (event.by, *event.till) if is_unit(one)}
    least = rules.value(MIN_PARTIES)
    if len(parties) < least:
        yield missing("PR-DEF-1", FEW_PARTIES, cure_by=INDIVID, cure=BestamDeltagare, least=least)
    if parties == {REGION, KOMMUN} and not any(is_outsider(one) for one in event.till):
        yield missing("FM-BAKGRUND-3", SIP)


the_next_meeting: Final = that_meeting_under("FF-MOTE-1", SAMMANKALLANDE)


@guard("FF-MOTE-1", reads=("mote",))
def concerns_what_they_were_called_to(facts: Facts, event: Any, rules: Rules) -> Findings:
    """The number, where one is given, is that of the meeting booked now, or of the follow-up that was booked."""
    if facts.meeting is None and facts.follow_up is None:
        return (missing("FF-MOTE-1", NO_MEETING, cure_by=SAMMANKALLANDE, cure=Kalla),)
    number = number_of_next(facts)
    return (
        () if event.mote in (None, number) else (missing("FF-MOTE-1", WRONG_MEETING, cure=type(event), number=number),)
    )


@state_guard("FF-MOTE-1")
def something_to_cancel(facts: Facts, occasion: Any, rules: Rules) -> Findings:
    """There is a meeting to cancel, or a follow-up that others know of, or one that a withdrawal cancelled."""
    paused = facts.consent is None and facts.withdrawn_at is not None
    # a withdrawal recorded late takes the ground from a summons that was sent all the same; telling is right then
    if facts.meeting is not None or facts.cancelled is not None or told_of_a_follow_up(facts) or paused:
        return ()
    return (missing("FF-MOTE-1", NO_MEETING),)


@guard("FF-MOTE-1", reads=("by", "mote"))
def declines_what_they_were_asked_to(facts: Facts, event: Avboj, rules: Rules) -> Findings:
    """As an answer to a summons; the Region may decline the next meeting when it is asked for a time (A55)."""
    if event.by not in asked_for_a_time(facts):  # one who is called, too, is asked of the same meeting
        return concerns_what_they_were_called_to.check(facts, event, rules)
    number = number_awaited(facts)
    if event.mote in (None, number):
        return ()
    return (missing("FF-MOTE-1", WRONG_MEETING, cure=Avboj, number=number),)


@guard("FF-MOTE-1", reads=("mote",))
def cancels_a_meeting(facts: Facts, event: StallIn, rules: Rules) -> Findings:
    """The number, where one is given, is that of the meeting to cancel, or of one cancelled that is to be told of."""
    now = facts.meeting or facts.cancelled
    number = now.number if now is not None else number_of_next(facts) if told_of_a_follow_up(facts) else event.mote
    if event.mote in (None, number) or cancels_the_follow_up(facts, event) or _tells_of_another(facts, event):
        return ()
    return (missing("FF-MOTE-1", WRONG_MEETING, cure=StallIn, number=number),)


def _tells_of_another(facts: Facts, event: StallIn) -> bool:
    """Whether the notice is about a meeting that was cancelled before the one that is booked now."""
    off, now = facts.cancelled, facts.meeting
    return off is not None and event.mote in off.numbers and (now is None or event.mote != now.number)


@guard("FM-SAMTYCKE-2", reads=("till", "mote"), about="till")
def tells_those_called(facts: Facts, event: StallIn, rules: Rules) -> Findings:
    """The neutral notice goes to those who were called; to others it would be a contact like any other (A7)."""
    awaited = facts.cancelled.recipients if facts.cancelled is not None else frozenset[str]()
    if facts.meeting is not None and not _tells_of_another(facts, event):
        awaited |= frozenset(one.actor for one in facts.meeting.recipients)
    awaited |= told_of_a_follow_up(facts)
    others = [one for one in event.till if one not in awaited]
    return contact("FM-SAMTYCKE-2", facts.consent, event.by, others, event.occurred_at)
