"""What must hold of a summons: who may be called, what it says, and which meeting it is to (FM-KALLELSE)."""

from __future__ import annotations

from typing import Any

from flerpart_flow.define import (
    NO,
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
    unknown,
)
from flerpart_flow.routines.flerpartsmote.facts import Facts, convener_of
from flerpart_flow.routines.flerpartsmote.forberedelse.booking import regions_time
from flerpart_flow.routines.flerpartsmote.forberedelse.events import AngeTid, BestamDeltagare
from flerpart_flow.routines.flerpartsmote.forberedelse.participants import (
    agreed_to,
    suitability_unknown,
    suitable,
)
from flerpart_flow.routines.flerpartsmote.forberedelse.span import TIME_PASSED, span
from flerpart_flow.routines.flerpartsmote.kallelse.attending import (
    answers_a_summons,
    asked_for_a_time,
    number_awaited,
)
from flerpart_flow.routines.flerpartsmote.role_names import SAMMANKALLANDE, TIDSGIVARE
from flerpart_flow.samverkan.actors import INDIVID, KOMMUN, REGION, is_outsider, is_relative, is_unit, party_of
from flerpart_flow.samverkan.content import lacks
from flerpart_flow.samverkan.kallelse.events import Avboj, BokaOm, Kalla, StallIn
from flerpart_flow.samverkan.mote.number import NO_MEETING, WRONG_MEETING, number_of_next
from flerpart_flow.samverkan.parameters import MIN_PARTIES
from flerpart_flow.samverkan.samtycke.consent import contact, covered

NOBODY = Message("kallelse.ingen_mottagare")
CHANNEL = Message("kallelse.kanal")
NO_PURPOSE = Message("kallelse.syfte_saknas")
LIST_REFUSED = Message("kallelse.listan_inte_godkand")
LIST_UNKNOWN = Message("kallelse.listan_okand")
NOT_ASKED = Message("kallelse.hor_av_dig")
CHANGED_TIME = Message("kallelse.andrad_tid")
FEW_PARTIES = Message("kallelse.for_fa_parter")
SIP = Message("kallelse.sip_racker")


@guard("FM-KALLELSE-1", reads=("till", "kanal"), about="till")
def sent_by_letter(facts: Facts, event: Kalla, rules: Rules) -> Findings:
    """Somebody is called, by letter or another channel that may carry a summons; never by e-mail (A30)."""
    if not event.till:
        yield missing("FM-KALLELSE-1", NOBODY, cure_by=SAMMANKALLANDE, cure=Kalla)
    if event.kanal is not None and not rules.tables["kanal"][event.kanal].get("content"):
        fit = tuple(code for code, row in rules.tables["kanal"].items() if row.get("content"))
        yield missing("FM-KALLELSE-1", CHANNEL, cure_by=SAMMANKALLANDE, cure=Kalla, about="kanal", channels=fit)


@guard("FM-SAMTYCKE-2", reads=("till",))
def recipients_are_covered(facts: Facts, event: Kalla, rules: Rules) -> Findings:
    """Every unit called, and the one who calls, is covered by the consent; others by the individual's yes (A49)."""
    needing = tuple(one for one in (event.by, *event.till) if not is_relative(one) and not is_outsider(one))
    return covered("FM-SAMTYCKE-2", facts.consent, needing, event.occurred_at)


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
    called = {one.actor for one in facts.meeting.recipients} if facts.meeting is not None else set[str]()
    for one in facts.participants:
        forgotten = is_relative(one.actor) and one.answer is YES and one.actor not in {*called, *event.till}
        if forgotten and one.suitable is UNKNOWN:
            yield at_most(Severity.WARN, suitability_unknown(one.actor))


@guard("FM-KALLELSE-7", reads=("start", "slut", "plats"), about="start")
def time_and_place(facts: Facts, event: Kalla, rules: Rules) -> Findings:
    """The summons gives date, time and place."""
    for field in ("start", "plats"):
        if getattr(event, field) is None:
            yield lacks(event, field, "FM-KALLELSE-7", SAMMANKALLANDE)
    yield from span(event, "FM-KALLELSE-7", SAMMANKALLANDE)


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


@guard("FM-KALLELSE-8", reads=("till", "syfte"), about="syfte")
def purpose_for_each(facts: Facts, event: Kalla, rules: Rules) -> Findings:
    """The summons gives each unit and outsider called a purpose: why just they are wanted.

    One for whom there is no topic gets none: time and place, and no more (A49).
    """
    given = {actor for actor, _ in event.syfte}
    topics_of = facts.consent.topics_of if facts.consent is not None else lambda actor: frozenset({actor})
    wanted = (one for one in event.till if (is_unit(one) or is_outsider(one)) and topics_of(one))
    without = tuple(one for one in wanted if one not in given)
    if not without:
        return ()
    return (missing("FM-KALLELSE-8", NO_PURPOSE, cure_by=SAMMANKALLANDE, cure=Kalla, units=without),)


@guard("FM-KALLELSE-9", reads=("kontakt",))
def contact_details(facts: Facts, event: Kalla, rules: Rules) -> Findings:
    """The summons gives the convener's contact details."""
    return () if event.kontakt else (lacks(event, "kontakt", "FM-KALLELSE-9", SAMMANKALLANDE),)


@guard("FM-KALLELSE-10", reads=("inbjudna", "lista_godkand"), about="lista_godkand")
def invited_by_function(facts: Facts, event: Kalla, rules: Rules) -> Findings:
    """The summons says who is invited, by function; the individual has approved that list (A41)."""
    if not event.inbjudna:
        yield lacks(event, "inbjudna", "FM-KALLELSE-10", SAMMANKALLANDE)
    elif event.lista_godkand is NO:
        yield at_most(Severity.WARN, missing("FM-KALLELSE-10", LIST_REFUSED, cure_by=SAMMANKALLANDE, cure=Kalla))
    elif event.lista_godkand is UNKNOWN:
        yield at_most(Severity.WARN, unknown("FM-KALLELSE-10", LIST_UNKNOWN, cure_by=SAMMANKALLANDE, cure=Kalla))


@guard("FM-KALLELSE-11", reads=("hor_av_dig",))
def asks_to_hear(facts: Facts, event: Kalla, rules: Rules) -> Findings:
    """The summons asks those for whom the time doesn't suit to say so promptly."""
    if event.hor_av_dig is YES:
        return ()
    return (missing("FM-KALLELSE-11", NOT_ASKED, cure_by=SAMMANKALLANDE, cure=Kalla),)


@guard("PR-DEF-1", "FM-BAKGRUND-3", reads=("till",))
def enough_parties(facts: Facts, event: Kalla, rules: Rules) -> Findings:
    """At least two organisations beside the individual; with just Region and municipality a SIP may do (A32)."""
    parties = facts.organisations() | {party_of(one) for one in (event.by, *event.till) if is_unit(one)}
    least = rules.value(MIN_PARTIES)
    if len(parties) < least:
        yield missing("PR-DEF-1", FEW_PARTIES, cure_by=INDIVID, cure=BestamDeltagare, least=least)
    if parties == {REGION, KOMMUN} and not any(is_outsider(one) for one in event.till):
        yield missing("FM-BAKGRUND-3", SIP)


@guard("FF-MOTE-1", reads=("mote", "start"), about="mote")
def the_next_meeting(facts: Facts, event: Kalla, rules: Rules) -> Findings:
    """The summons concerns the meeting booked now, at its time, or the next in number."""
    number = number_of_next(facts)
    if event.mote not in (None, number):
        yield missing("FF-MOTE-1", WRONG_MEETING, cure_by=SAMMANKALLANDE, cure=Kalla, number=number)
    booked = facts.meeting.start if facts.meeting else None
    if booked is not None and event.start is not None and event.start != booked:
        yield missing("FF-MOTE-1", CHANGED_TIME, cure_by=SAMMANKALLANDE, cure=BokaOm, about="start", time=booked)


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
    """There is a meeting to cancel, or one that a withdrawal cancelled."""
    paused = facts.consent is None and facts.withdrawn_at is not None
    # a withdrawal recorded late takes the ground from a summons that was sent all the same; telling is right then
    if facts.meeting is not None or facts.cancelled is not None or paused:
        return ()
    return (missing("FF-MOTE-1", NO_MEETING),)


@guard("FF-MOTE-1", reads=("by", "mote"))
def declines_what_they_were_asked_to(facts: Facts, event: Avboj, rules: Rules) -> Findings:
    """As an answer to a summons; the Region may decline the next meeting when it is asked for a time (A55)."""
    if answers_a_summons(facts, event.by) or event.by not in asked_for_a_time(facts):
        return concerns_what_they_were_called_to.check(facts, event, rules)
    number = number_awaited(facts)
    if event.mote in (None, number):
        return ()
    return (missing("FF-MOTE-1", WRONG_MEETING, cure=Avboj, number=number),)


@guard("FF-MOTE-1", reads=("mote",))
def cancels_a_meeting(facts: Facts, event: StallIn, rules: Rules) -> Findings:
    """The number, where one is given, is that of the meeting to cancel."""
    now = facts.meeting or facts.cancelled
    if now is None or event.mote in (None, now.number):
        return ()
    return (missing("FF-MOTE-1", WRONG_MEETING, cure=StallIn, number=now.number),)


@guard("FM-SAMTYCKE-2", reads=("till",))
def tells_those_called(facts: Facts, event: StallIn, rules: Rules) -> Findings:
    """The neutral notice goes to those who were called; to others it would be a contact like any other (A7)."""
    awaited = facts.cancelled.recipients if facts.cancelled is not None else frozenset[str]()
    if facts.meeting is not None:
        awaited |= frozenset(one.actor for one in facts.meeting.recipients)
    others = [one for one in event.till if one not in awaited]
    return contact("FM-SAMTYCKE-2", facts.consent, event.by, others, event.occurred_at)
