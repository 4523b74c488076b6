"""Summons: content, channel, order and notice; confirmation, query, decline, rebooking (FM-KALLELSE, FM-BOKNING)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, ClassVar

import attrs

from flerpart_flow.define import (
    NO,
    UNKNOWN,
    YES,
    Event,
    Finding,
    Findings,
    Message,
    Rules,
    Severity,
    Ternary,
    at_most,
    evolve,
    fields,
    guard,
    local_date,
    missing,
    state_guard,
    unknown,
)
from flerpart_flow.routines.flerpartsmote.content import NO_MEETING, WRONG_MEETING, number_of_next
from flerpart_flow.routines.flerpartsmote.facts import (
    Facts,
    FollowUp,
    Meeting,
    Recipient,
    Reply,
    changed,
)
from flerpart_flow.routines.flerpartsmote.forberedelse import short_notice
from flerpart_flow.routines.flerpartsmote.phases import F
from flerpart_flow.samverkan.actors import (
    INDIVID,
    KOMMUN,
    REGION,
    is_individual,
    is_outsider,
    is_relative,
    is_unit,
    party_of,
)
from flerpart_flow.samverkan.contacts import answered
from flerpart_flow.samverkan.content import lacks
from flerpart_flow.samverkan.lead_times import Anchor, backward, lead_times
from flerpart_flow.samverkan.samtycke.consent import contact, covered

NOBODY = Message("kallelse.ingen_mottagare")
CHANNEL = Message("kallelse.kanal")
SAID_NO = Message("kallelse.individen_sa_nej")
NO_ANSWER = Message("kallelse.inget_svar_om")
UNSUITABLE = Message("kallelse.narstaende_olamplig")
SUITABILITY_UNKNOWN = Message("kallelse.lamplighet_okand")
REGION_FIRST = Message("kallelse.regionen_forst")
OTHER_TIME = Message("kallelse.annan_tid_an_regionens")
TIME_PASSED = Message("kallelse.tiden_har_varit")
TIME_GONE = Message("kallelse.sluttid_fore_start")
NO_PURPOSE = Message("kallelse.syfte_saknas")
NOT_ASKED = Message("kallelse.hor_av_dig")
SHORT = Message("kallelse.kort_om_tid")
CHANGED_TIME = Message("kallelse.andrad_tid")
FEW_PARTIES = Message("kallelse.for_fa_parter")
SIP = Message("kallelse.sip_racker")


@attrs.frozen(kw_only=True)
class Kalla(Event):
    """The summons: to whom, when, where, why each of them, who to ask, who is invited, and to say if it won't do.

    ``syfte`` gives the purpose per recipient, ``inbjudna`` those invited by function, ``kontakt`` a directory
    reference.
    """

    name: ClassVar[str] = "kalla"

    mote: int | None = fields.integer()
    till: tuple[str, ...] = fields.codes("aktor")
    start: datetime | None = fields.time()
    slut: datetime | None = fields.time()
    plats: str | None = fields.text()
    syfte: tuple[tuple[str, str], ...] = fields.per_code("aktor")
    kontakt: str | None = fields.text()
    inbjudna: tuple[str, ...] = fields.listed_texts()
    hor_av_dig: Ternary = fields.flag()
    kanal: str | None = fields.code("kanal")


@attrs.frozen(kw_only=True)
class Bekrafta(Event):
    """A recipient confirms the summons."""

    name: ClassVar[str] = "bekrafta"

    mote: int | None = fields.integer()


@attrs.frozen(kw_only=True)
class Avboj(Event):
    """A recipient declines: the time doesn't suit, or something else."""

    name: ClassVar[str] = "avboj"

    mote: int | None = fields.integer()
    skal_kod: str | None = fields.code("skal.avboj")


@attrs.frozen(kw_only=True)
class Fraga(Event):
    """A recipient asks what is unclear. The question isn't stored."""

    name: ClassVar[str] = "fraga"

    mote: int | None = fields.integer()
    till: str | None = fields.code("enhet")


@attrs.frozen(kw_only=True)
class SvaraPaFraga(Event):
    """The one who called, or the chair, answers a recipient."""

    name: ClassVar[str] = "svara_pa_fraga"

    mote: int | None = fields.integer()
    till: str | None = fields.code("aktor")


@attrs.frozen(kw_only=True)
class BokaOm(Event):
    """The meeting gets another time; the time that stood is void, and a new summons is needed."""

    name: ClassVar[str] = "boka_om"

    mote: int | None = fields.integer()
    skal_kod: str | None = fields.code("skal.boka_om")


@attrs.frozen(kw_only=True)
class StallIn(Event):
    """Neutral notice that the meeting is cancelled, without a reason; to everybody, if ``till`` is left out."""

    name: ClassVar[str] = "stall_in"

    mote: int | None = fields.integer()
    till: tuple[str, ...] = fields.codes("aktor")


@guard("FM-KALLELSE-1", reads=("till", "kanal"))
def sent_by_letter(facts: Facts, event: Kalla, rules: Rules) -> Findings:
    """Somebody is called, by letter or another channel that may carry a summons; never by e-mail (A30)."""
    if not event.till:
        yield missing("FM-KALLELSE-1", NOBODY, cure_by="sammankallande", cure="kalla")
    if event.kanal is not None and not rules.tables["kanal"][event.kanal].get("content"):
        fit = tuple(code for code, row in rules.tables["kanal"].items() if row.get("content"))
        yield missing("FM-KALLELSE-1", CHANNEL, cure_by="sammankallande", cure="kalla", channels=fit)


@guard("FM-SAMTYCKE-2", reads=("till",))
def recipients_are_covered(facts: Facts, event: Kalla, rules: Rules) -> Findings:
    """Everybody called is covered by the consent, and so is the one who calls; a relative by the individual's yes."""
    needing = tuple(one for one in (event.by, *event.till) if not is_relative(one))
    return covered("FM-SAMTYCKE-2", facts.consent, needing, event.occurred_at)


@guard("PR-MALGRUPP-2", reads=("till",))
def individual_has_agreed(facts: Facts, event: Kalla, rules: Rules) -> Findings:
    """The individual decides who is called: everybody called has the individual's yes; the chair is there (A10)."""
    others = [one for one in event.till if one != facts.chair]
    return agreed_to(facts, [*others, *refused_among(facts, (facts.chair or event.by, event.by))])


def refused_among(facts: Facts, actors: Iterable[str]) -> tuple[str, ...]:
    """Those whom the individual has said no to; who chairs or calls needs no yes, but a no holds for them too (A10)."""
    return tuple(dict.fromkeys(one for one in actors if facts.participant(one).answer is NO and is_unit(one)))


def agreed_to(facts: Facts, actors: Iterable[str]) -> Findings:
    """The individual has said yes to each of these; silence isn't yes."""
    for actor in actors:
        if is_individual(actor):
            continue
        answer = facts.participant(actor).answer
        if answer is NO:
            yield missing("PR-MALGRUPP-2", SAID_NO, cure_by=INDIVID, cure="bestam_deltagare", units=(actor,))
        elif answer is UNKNOWN:
            yield unknown("PR-MALGRUPP-2", NO_ANSWER, cure_by=INDIVID, cure="bestam_deltagare", units=(actor,))


@guard("FM-FORBEREDELSE-9", reads=("till",))
def relatives_are_suitable(facts: Facts, event: Kalla, rules: Rules) -> Findings:
    """A relative is called if it is suitable; the chair judges, and gives a reason if not (A11)."""
    yield from suitable(facts, event.till)
    called = {one.actor for one in facts.meeting.recipients} if facts.meeting is not None else set[str]()
    for one in facts.participants:
        forgotten = is_relative(one.actor) and one.answer is YES and one.actor not in {*called, *event.till}
        if forgotten and one.suitable is UNKNOWN:
            yield at_most(Severity.WARN, _suitability_unknown(one.actor))


def _suitability_unknown(actor: str) -> Finding:
    return unknown(
        "FM-FORBEREDELSE-9", SUITABILITY_UNKNOWN, cure_by="ordforande", cure="bestam_deltagare", units=(actor,)
    )


def suitable(facts: Facts, actors: Iterable[str]) -> Findings:
    """Each relative among these has been found suitable."""
    for actor in actors:
        if not is_relative(actor):
            continue
        view = facts.participant(actor).suitable
        if view is NO:
            yield missing(
                "FM-FORBEREDELSE-9", UNSUITABLE, cure_by="ordforande", cure="bestam_deltagare", units=(actor,)
            )
        elif view is UNKNOWN:
            yield unknown(
                "FM-FORBEREDELSE-9",
                SUITABILITY_UNKNOWN,
                cure_by="ordforande",
                cure="bestam_deltagare",
                units=(actor,),
            )


@state_guard("FM-BOKNING-1")
def region_booked_first(facts: Facts, occasion: Any, rules: Rules) -> Findings:
    """When the Region takes part, its time comes before anybody is called; it may have booked it with the others."""
    if not facts.with_region() or _regions_time(facts) is not None or _booked_with_region(facts, rules):
        return ()
    if facts.meeting is not None:  # added after the others were called: the time has to be found anew
        return (missing("FM-BOKNING-1", REGION_FIRST, cure_by="sammankallande", cure="boka_om"),)
    if facts.region_contact is None:
        return (missing("FM-BOKNING-1", REGION_FIRST, cure_by="sammankallande", cure="kontakta_region"),)
    return (missing("FM-BOKNING-1", REGION_FIRST, cure_by=REGION, cure="ange_tid"),)


def _regions_time(facts: Facts) -> datetime | None:
    return facts.time.start if facts.time is not None and party_of(facts.time.by) == REGION else None


@guard("FM-BOKNING-4", reads=("start",))
def called_to_the_regions_time(facts: Facts, event: Kalla, rules: Rules) -> Findings:
    """The others are called to the time that the Region gave."""
    if event.start is None or not facts.with_region():
        return ()
    given = _regions_time(facts)
    booked = _booked_with_region(facts, rules) if given is None else None
    if event.start == (given or event.start) and local_date(event.start) == (booked or local_date(event.start)):
        return ()
    return (missing("FM-BOKNING-4", OTHER_TIME, cure_by="sammankallande", cure="kalla", time=given or booked),)


def _told_when_booked(facts: Facts, rules: Rules) -> frozenset[str]:
    """Those who were there when the follow-up was booked: to them that counts as notice of its day (A16)."""
    booked = facts.follow_up
    counts = booked is not None and rules.parameters["followup_booked_at_meeting_counts"]
    return booked.informed if counts and booked is not None else frozenset()


def _booked_with_region(facts: Facts, rules: Rules) -> date | None:
    """The day of the follow-up, if the Region was there when it was booked."""
    there = any(is_unit(one) and party_of(one) == REGION for one in _told_when_booked(facts, rules))
    return facts.follow_up.day if there and facts.follow_up is not None else None


@guard("FM-BOKNING-5", "PR-FORB-3", reads=("till", "start"))
def others_have_their_notice(facts: Facts, event: Kalla, rules: Rules) -> Findings:
    """From when the summons is sent (or arrives) to the meeting there are about five weeks (A1–A4)."""
    if event.start is None:
        return ()
    booked = facts.follow_up is not None and facts.follow_up.day == local_date(event.start)
    told = _told_when_booked(facts, rules) if booked else frozenset[str]()
    if not any(is_unit(one) and party_of(one) != REGION and one not in told for one in event.till):
        return ()
    lead = lead_times(rules)
    from_day = local_date(event.occurred_at)
    planned = backward(local_date(event.start), facts.with_region(), lead)
    latest = planned.latest_summons
    if lead.anchor is Anchor.SENT:  # whole weeks are enough, though the last day recommended may be a day before
        latest = max(latest, planned.latest_summons_raw)
    short = max(0, (from_day - latest).days)
    norm = "PR-FORB-3" if facts.with_region() else "FM-BOKNING-5"
    cure = "boka_om" if facts.meeting is not None else "ange_tid" if facts.with_region() else "kalla"
    return short_notice(norm, SHORT, short, lead.others_weeks, rules, cure)


@guard("FM-KALLELSE-7", reads=("start", "slut", "plats"))
def time_and_place(facts: Facts, event: Kalla, rules: Rules) -> Findings:
    """The summons gives date, time and place."""
    for field in ("start", "plats"):
        if getattr(event, field) is None:
            yield lacks(event, field, "FM-KALLELSE-7", "sammankallande")
    if event.start is not None and event.start <= event.occurred_at:
        yield missing("FM-KALLELSE-7", TIME_PASSED, cure_by="sammankallande", cure="kalla")
    if event.start is not None and event.slut is not None and event.slut <= event.start:
        yield missing("FM-KALLELSE-7", TIME_GONE, cure_by="sammankallande", cure="kalla")


@guard("FM-KALLELSE-8", "FM-KALLELSE-2", reads=("till", "syfte"))
def purpose_for_each(facts: Facts, event: Kalla, rules: Rules) -> Findings:
    """The summons gives each unit and outsider called a purpose: why just they are wanted."""
    given = {actor for actor, _ in event.syfte}
    without = tuple(one for one in event.till if (is_unit(one) or is_outsider(one)) and one not in given)
    if not without:
        return ()
    return (missing("FM-KALLELSE-8", NO_PURPOSE, cure_by="sammankallande", cure="kalla", units=without),)


@guard("FM-KALLELSE-9", reads=("kontakt",))
def contact_details(facts: Facts, event: Kalla, rules: Rules) -> Findings:
    """The summons gives the convener's contact details."""
    return () if event.kontakt else (lacks(event, "kontakt", "FM-KALLELSE-9", "sammankallande"),)


@guard("FM-KALLELSE-10", reads=("inbjudna",))
def invited_by_function(facts: Facts, event: Kalla, rules: Rules) -> Findings:
    """The summons says who is invited, by function."""
    return () if event.inbjudna else (lacks(event, "inbjudna", "FM-KALLELSE-10", "sammankallande"),)


@guard("FM-KALLELSE-11", reads=("hor_av_dig",))
def asks_to_hear(facts: Facts, event: Kalla, rules: Rules) -> Findings:
    """The summons asks those for whom the time doesn't suit to say so promptly."""
    if event.hor_av_dig is YES:
        return ()
    return (missing("FM-KALLELSE-11", NOT_ASKED, cure_by="sammankallande", cure="kalla"),)


@guard("FF-MOTE-1", reads=("mote", "start"))
def the_next_meeting(facts: Facts, event: Kalla, rules: Rules) -> Findings:
    """The summons concerns the meeting booked now, at its time, or the next in number."""
    number = number_of_next(facts)
    if event.mote not in (None, number):
        yield missing("FF-MOTE-1", WRONG_MEETING, cure_by="sammankallande", cure="kalla", number=number)
    booked = facts.meeting.start if facts.meeting else None
    if booked is not None and event.start is not None and event.start != booked:
        yield missing("FF-MOTE-1", CHANGED_TIME, cure_by="sammankallande", cure="boka_om", time=booked)


@guard("PR-DEF-1", "FM-BAKGRUND-3", reads=("till",))
def enough_parties(facts: Facts, event: Kalla, rules: Rules) -> Findings:
    """At least two organisations beside the individual; with just Region and municipality a SIP may do (A32)."""
    parties = facts.organisations() | {party_of(one) for one in (event.by, *event.till) if is_unit(one)}
    least = rules.parameters["min_parties"]
    if len(parties) < least:
        yield missing("PR-DEF-1", FEW_PARTIES, cure_by=INDIVID, cure="bestam_deltagare", least=least)
    if parties == {REGION, KOMMUN} and not any(is_outsider(one) for one in event.till):
        yield missing("FM-BAKGRUND-3", SIP)


def called(facts: Facts, event: Kalla, rules: Rules) -> Facts:
    """The meeting is booked, and those called are awaited; outsiders are invited (A12)."""
    meeting = facts.meeting or Meeting(number_of_next(facts), event.by)
    known = {one.actor for one in meeting.recipients}
    new = tuple(Recipient(actor, event.occurred_at) for actor in event.till if actor not in known)
    meeting = evolve(meeting, start=event.start or meeting.start, recipients=meeting.recipients + new)
    return changed(facts, meeting=meeting)


def _replied(facts: Facts, actor: str, reply: Reply) -> Facts:
    if facts.meeting is None:
        return _replied_to_booking(facts, actor, reply)
    recipients = tuple(evolve(one, reply=reply) if one.actor == actor else one for one in facts.meeting.recipients)
    meeting = evolve(facts.meeting, recipients=recipients)
    return changed(facts, meeting=meeting, attempts=answered(facts.attempts, actor))


def _without(booked: FollowUp, actor: str) -> FollowUp:
    return evolve(booked, informed=booked.informed - {actor}, declined=booked.declined | {actor})


def _replied_to_booking(facts: Facts, actor: str, reply: Reply) -> Facts:
    """Those who were there when the follow-up was booked can say beforehand that they won't come (A16)."""
    attempts = answered(facts.attempts, actor)
    booked = facts.follow_up
    if booked is None or actor not in booked.informed or reply is Reply.CONFIRMED:
        return changed(facts, attempts=attempts)
    return changed(facts, attempts=attempts, follow_up=_without(booked, actor))


@guard("FF-MOTE-1", reads=("mote",))
def concerns_what_they_were_called_to(facts: Facts, event: Any, rules: Rules) -> Findings:
    """The number, where one is given, is that of the meeting booked now, or of the follow-up that was booked."""
    if facts.meeting is None and facts.follow_up is None:
        return (missing("FF-MOTE-1", NO_MEETING, cure_by="sammankallande", cure="kalla"),)
    number = number_of_next(facts)
    return (
        () if event.mote in (None, number) else (missing("FF-MOTE-1", WRONG_MEETING, cure=event.name, number=number),)
    )


def confirmed(facts: Facts, event: Bekrafta, rules: Rules) -> Facts:
    """The recipient has confirmed."""
    return _replied(facts, event.by, Reply.CONFIRMED)


def declined(facts: Facts, event: Avboj, rules: Rules) -> Facts:
    """The recipient won't come; said before the meeting starts it is no deviation, whatever the reason."""
    start = facts.meeting.start if facts.meeting else None
    late = start is not None and event.occurred_at > start
    return _replied(facts, event.by, Reply.DECLINED_LATE if late else Reply.DECLINED)


def rebooked(facts: Facts, event: BokaOm, rules: Rules) -> Facts:
    """The meeting's number is used up; the time has to be found anew, the Region asked anew."""
    number = facts.meeting.number if facts.meeting else facts.meetings
    return changed(
        facts, meeting=None, meetings=number, time=None, region_contact=None, follow_up=_void(facts.follow_up)
    )


def _void(booked: FollowUp | None) -> FollowUp | None:
    """The convener stays, but nobody knows the day of a follow-up that was rebooked or cancelled."""
    return None if booked is None else evolve(booked, informed=frozenset(), declined=frozenset())


@guard("FF-MOTE-1", reads=("mote",))
def cancels_a_meeting(facts: Facts, event: StallIn, rules: Rules) -> Findings:
    """There is a meeting to cancel, or one that a withdrawal cancelled, and the number is that one's."""
    now = facts.meeting or facts.cancelled
    if now is None:
        paused = facts.consent is None and facts.withdrawn_at is not None
        # a withdrawal recorded late takes the ground from a summons that was sent all the same; telling is right then
        return () if paused else (missing("FF-MOTE-1", NO_MEETING),)
    if event.mote in (None, now.number):
        return ()
    return (missing("FF-MOTE-1", WRONG_MEETING, cure="stall_in", number=now.number),)


@guard("FM-SAMTYCKE-2", reads=("till",))
def tells_those_called(facts: Facts, event: StallIn, rules: Rules) -> Findings:
    """The neutral notice goes to those who were called; to others it would be a contact like any other (A7)."""
    awaited = facts.cancelled.recipients if facts.cancelled is not None else frozenset[str]()
    if facts.meeting is not None:
        awaited |= frozenset(one.actor for one in facts.meeting.recipients)
    others = [one for one in event.till if one not in awaited]
    return contact("FM-SAMTYCKE-2", facts.consent, event.by, others, event.occurred_at)


def cancelled(facts: Facts, event: StallIn, rules: Rules) -> Facts:
    """Those told are no longer awaited; when nobody is, the meeting is gone."""
    if facts.meeting is None:
        told = facts.cancelled
        left = told.recipients - set(event.till) if told and event.till else frozenset[str]()
        return changed(facts, cancelled=evolve(told, recipients=left) if told and left else None)
    still = facts.cancelled.recipients - set(event.till) if facts.cancelled and event.till else frozenset[str]()
    facts = changed(facts, cancelled=evolve(facts.cancelled, recipients=still) if facts.cancelled and still else None)
    if facts.meeting is None:
        return facts
    left_over = tuple(one for one in facts.meeting.recipients if event.till and one.actor not in event.till)
    booked = facts.follow_up
    if left_over:
        for actor in event.till:
            booked = None if booked is None else _without(booked, actor)
        return changed(facts, meeting=evolve(facts.meeting, recipients=left_over), follow_up=booked)
    number = facts.meeting.number
    return changed(facts, meeting=None, meetings=number, time=None, region_contact=None, follow_up=_void(booked))


def after_cancelling(facts: Facts, rules: Rules) -> str | None:
    """Back to preparation when nobody remains summoned, else the phase stays."""
    return F if facts.meeting is None else None
