"""The meeting: who is there, who chairs and documents, how it ends, hand-over of the chair (FM-ROLL, FM-SAMTYCKE-2)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

import attrs

from flerpart_flow.define import (
    NO,
    UNKNOWN,
    DutySpec,
    Event,
    Findings,
    Message,
    Occasion,
    Owed,
    Rules,
    evolve,
    fields,
    guard,
    local_date,
    missing,
    state_guard,
    unknown,
)
from flerpart_flow.routines.flerpartsmote.approval import approval_takes
from flerpart_flow.routines.flerpartsmote.content import WRONG_MEETING, number_of_next
from flerpart_flow.routines.flerpartsmote.facts import Candidate, Facts, Meeting, Reply, changed, convener_of
from flerpart_flow.routines.flerpartsmote.kallelse import agreed_to, suitable
from flerpart_flow.routines.flerpartsmote.phases import A, F, M
from flerpart_flow.samverkan.actors import (
    AF,
    INDIVID,
    is_outsider,
    is_relative,
    is_unit,
    parties_in,
    party_of,
)
from flerpart_flow.samverkan.contacts import answered
from flerpart_flow.samverkan.content import lacks
from flerpart_flow.samverkan.samtycke.consent import NO_TOPICS, contact, covered, in_force

NOT_CHAIR = Message("mote.fel_ordforande")
NOT_BOOKED = Message("mote.inte_bokat")
ALONE = Message("mote.individen_inte_med")
OTHER_DAY = Message("mote.annan_dag")
FEW = Message("mote.for_fa_parter")
UNRECORDED = Message("mote.samtycket_inte_dokumenterat")
NOT_PRESENT = Message("mote.inte_narvarande")
NOT_STAFF = Message("mote.inte_personal")
CHAIR_DOCUMENTS = Message("mote.ordforanden_dokumenterar")
NOBODY_NAMED = Message("mote.ingen_utsedd")
NO_FOLLOW_UP = Message("mote.ingen_uppfoljning")
NO_CONVENER = Message("mote.ingen_sammankallande")
NOT_SUMMED = Message("mote.inte_sammanfattad")


@attrs.frozen(kw_only=True)
class OppnaMote(Event):
    """The meeting opens, with those who are there."""

    name: ClassVar[str] = "oppna_mote"

    mote: int | None = fields.integer()
    narvarande: tuple[str, ...] = fields.codes("aktor")
    ordforande: str | None = fields.code("enhet")


@attrs.frozen(kw_only=True)
class AndraNarvaro(Event):
    """Somebody comes to the meeting, or leaves it."""

    name: ClassVar[str] = "andra_narvaro"

    mote: int | None = fields.integer()
    anlant: tuple[str, ...] = fields.codes("aktor")
    lamnat: tuple[str, ...] = fields.codes("aktor")


@attrs.frozen(kw_only=True)
class OverlamnaOrdforande(Event):
    """The chair offers the chair to another unit; in force when that unit accepts."""

    name: ClassVar[str] = "overlamna_ordforande"

    till: str | None = fields.code("enhet")


@attrs.frozen(kw_only=True)
class GodtaOrdforande(Event):
    """The unit named accepts the chair, and with it the overall responsibility."""

    name: ClassVar[str] = "godta_ordforande"


@attrs.frozen(kw_only=True)
class UtseDokumenterare(Event):
    """At the meeting somebody is appointed to document the plan."""

    name: ClassVar[str] = "utse_dokumenterare"

    vem: str | None = fields.code("enhet")


@attrs.frozen(kw_only=True)
class AvslutaMote(Event):
    """The meeting ends."""

    name: ClassVar[str] = "avsluta_mote"


@attrs.frozen(kw_only=True)
class AvbrytMote(Event):
    """The meeting ends before it is finished."""

    name: ClassVar[str] = "avbryt_mote"

    skal_kod: str | None = fields.code("skal.avbryt_mote")


@state_guard("FM-SAMTYCKE-8", "FM-SAMTYCKE-2")
def consent_to_exchange(facts: Facts, occasion: Any, rules: Rules) -> Findings:
    """A consent is in force to the meeting and to exchanging information on at least one topic (A7)."""
    lacking = in_force("FM-SAMTYCKE-2", facts.consent, occasion.occurred_at)
    if lacking or (facts.consent is not None and facts.consent.topics):
        return lacking
    return (missing("FM-SAMTYCKE-2", NO_TOPICS, cure_by=INDIVID, cure="utoka_samtycke"),)


def _may_attend(facts: Facts, actors: tuple[str, ...], event: Event) -> Findings:
    """Units and outsiders need the consent and the individual's yes; relatives the yes, and to be suitable."""
    yield from covered(
        "FM-SAMTYCKE-2", facts.consent, [one for one in actors if not is_relative(one)], event.occurred_at
    )
    invited = [one for one in actors if is_relative(one) or is_outsider(one) or is_unit(one)]
    leading = {facts.chair, convener_of(facts)}
    yield from agreed_to(facts, [one for one in invited if one not in leading or facts.participant(one).answer is NO])
    yield from suitable(facts, actors)


@guard("FM-SAMTYCKE-2", "PR-MALGRUPP-2", "FM-FORBEREDELSE-9", reads=("narvarande",))
def those_present_are_agreed_to(facts: Facts, event: OppnaMote, rules: Rules) -> Findings:
    """Listening is receiving: everybody there is covered by the consent, and the individual has said yes to them."""
    return _may_attend(facts, event.narvarande, event)


@guard("FM-SAMTYCKE-2", "PR-MALGRUPP-2", "FM-FORBEREDELSE-9", reads=("anlant",))
def those_arriving_are_agreed_to(facts: Facts, event: AndraNarvaro, rules: Rules) -> Findings:
    """Those who come later are covered by the consent, and the individual has said yes to them."""
    return _may_attend(facts, event.anlant, event)


@guard("FM-FORBEREDELSE-2", reads=("narvarande",))
def individual_is_there(facts: Facts, event: OppnaMote, rules: Rules) -> Findings:
    """The individual is there, or has said not to want to be (A31)."""
    if INDIVID in event.narvarande or rules.parameters["allow_absent_individual"]:
        return ()
    wish = facts.participant(INDIVID).answer
    if wish is NO:
        return ()
    say = unknown if wish is UNKNOWN else missing
    return (say("FM-FORBEREDELSE-2", ALONE, cure_by=INDIVID, cure="bestam_deltagare"),)


@guard("FM-ROLL-2", reads=("ordforande", "narvarande", "by"))
def chaired_by_its_chair(facts: Facts, event: OppnaMote, rules: Rules) -> Findings:
    """The one who opens the meeting chairs it and is there."""
    if event.ordforande not in (None, event.by) or event.by not in event.narvarande:
        return (missing("FM-ROLL-2", NOT_CHAIR, cure_by=event.by, cure="oppna_mote", unit=event.by),)
    return ()


def _everybody_knows(facts: Facts) -> bool:
    """Whether every unit that is to come was there when the follow-up was booked."""
    booked = facts.follow_up
    if booked is None:
        return False
    there = {booked.convener, *booked.informed, *booked.declined}
    return there.issuperset(one for one in facts.wanted() if is_unit(one))


@state_guard("FM-UPPFOLJ-1", "FM-KALLELSE-1")
def meeting_is_booked(facts: Facts, occasion: Any, rules: Rules) -> Findings:
    """The meeting was summoned, or is the follow-up that was booked with all the parties there (A16)."""
    booked = facts.meeting is not None and facts.meeting.opened_nr is None
    if booked or (_everybody_knows(facts) and rules.parameters["followup_booked_at_meeting_counts"]):
        return ()
    norm = "FM-UPPFOLJ-1" if facts.current is not None else "FM-KALLELSE-1"
    return (missing(norm, NOT_BOOKED, cure_by="sammankallande", cure="kalla"),)


@guard("FF-MOTE-1", reads=("mote",))
def number_is_the_next(facts: Facts, event: OppnaMote, rules: Rules) -> Findings:
    """The number, where one is given, is that of the meeting booked now, or the next."""
    number = number_of_next(facts)
    if event.mote in (None, number):
        return ()
    return (missing("FF-MOTE-1", WRONG_MEETING, cure_by="sammankallande", cure="oppna_mote", number=number),)


@state_guard("FF-MOTE-3")
def opens_on_its_day(facts: Facts, occasion: Occasion, rules: Rules) -> Findings:
    """The meeting opens on the day that it was called or booked for."""
    booked = facts.follow_up.day if facts.follow_up is not None else None
    if facts.meeting is not None and facts.meeting.start is not None:
        booked = local_date(facts.meeting.start)
    if booked is None or booked == local_date(occasion.occurred_at):
        return ()
    return (missing("FF-MOTE-3", OTHER_DAY, cure_by="sammankallande", cure="boka_om", day=booked),)


@guard("PR-DEF-1", reads=("narvarande",))
def several_parties_are_there(facts: Facts, event: OppnaMote, rules: Rules) -> Findings:
    """At least two organisations are there beside the individual (A32)."""
    least = rules.parameters["min_parties"]
    if len(parties_in(event.narvarande)) >= least:
        return ()
    return (missing("PR-DEF-1", FEW, cure_by="sammankallande", cure="boka_om", least=least),)


@guard("FM-SAMTYCKE-6", "FF-SAMTYCKE-1", reads=("narvarande",))
def those_present_have_records(facts: Facts, event: OppnaMote, rules: Rules) -> Findings:
    """A unit without its own record of the consent may listen, not disclose, or keeps the meeting closed (A8)."""
    if facts.consent is None:
        return ()
    without = tuple(one for one in event.narvarande if is_unit(one) and one not in facts.consent.records)
    strict = rules.parameters["missing_party_record"] == "block_meeting"
    norm = "FF-SAMTYCKE-1" if strict else "FM-SAMTYCKE-6"
    return [missing(norm, UNRECORDED, cure_by=one, cure="dokumentera_samtycke", unit=one) for one in without]


@guard("FM-ROLL-3", reads=("vem",))
def documenter_is_staff_at_the_meeting(facts: Facts, event: UtseDokumenterare, rules: Rules) -> Findings:
    """The one appointed is there and covered by the consent; the chair too, where the rules allow it (A13)."""
    if event.vem is None:
        return (lacks(event, "vem", "FM-ROLL-3"),)
    if facts.meeting is None or event.vem not in facts.meeting.present:
        return (missing("FM-ROLL-3", NOT_PRESENT, cure_by=event.by, cure="andra_narvaro", unit=event.vem),)
    if facts.consent is None or not facts.consent.covers(event.vem):
        return (missing("FM-ROLL-3", NOT_STAFF, cure_by=INDIVID, cure="utoka_samtycke", unit=event.vem),)
    if event.vem == facts.meeting.chair and not rules.parameters["chair_may_document"]:
        return (missing("FM-ROLL-3", CHAIR_DOCUMENTS, cure_by=event.by, cure="utse_dokumenterare"),)
    return ()


@guard("FM-ROLL-2", reads=("till",))
def hands_over_to_a_unit(facts: Facts, event: OverlamnaOrdforande, rules: Rules) -> Findings:
    """The hand-over names another unit."""
    if event.till is not None and event.till != facts.chair:
        return ()
    return (missing("FM-ROLL-2", NOBODY_NAMED, cure_by=event.by, cure="overlamna_ordforande"),)


@guard("FM-SAMTYCKE-2", reads=("by",))
def new_chair_may_know(facts: Facts, event: GodtaOrdforande, rules: Rules) -> Findings:
    """The consent may have ended since the chair was offered; within the own party none is needed (A7).

    Who takes over a meeting that goes on attends it, and so has to be covered.
    """
    if facts.meeting is not None and facts.meeting.opened_nr is not None:
        return covered("FM-SAMTYCKE-2", facts.consent, (event.by,), event.occurred_at)
    return contact("FM-SAMTYCKE-2", facts.consent, facts.chair or event.by, (event.by,), event.occurred_at)


@state_guard("FM-ROLL-7", "FM-ROLL-8")
def follow_up_is_settled(facts: Facts, occasion: Any, rules: Rules) -> Findings:
    """When a plan is approved, the meeting ends with a follow-up booked and somebody to call to it."""
    if facts.current is None or facts.follow_up is not None or facts.need_remains is NO:
        return ()
    return (
        missing("FM-ROLL-7", NO_FOLLOW_UP, cure_by="ordforande", cure="boka_uppfoljning"),
        missing("FM-ROLL-8", NO_CONVENER, cure_by="ordforande", cure="boka_uppfoljning"),
    )


@state_guard("FM-ROLL-4")
def plan_is_summed_up(facts: Facts, occasion: Any, rules: Rules) -> Findings:
    """A plan that was drafted is summed up before the meeting ends."""
    if facts.draft is None or facts.draft.summed_up:
        return ()
    return (missing("FM-ROLL-4", NOT_SUMMED, cure_by="motesordforande", cure="sammanfatta_plan"),)


def opened(facts: Facts, event: OppnaMote, rules: Rules) -> Facts:
    """The meeting goes on, chaired by the one who opened it; a follow-up that was booked is this one."""
    booked, meeting = facts.follow_up, facts.meeting or Meeting(number_of_next(facts), event.by)
    present = frozenset(event.narvarande)
    meeting = evolve(
        meeting,
        chair=event.by,
        opened_nr=event.nr,
        followup=facts.current is not None,
        present=present,
        been_present=present,
        documenter=None,
        informed=booked.informed if booked else frozenset(),
        declined=booked.declined if booked else frozenset(),
        version=facts.current.number if facts.current else None,
        day=booked.day if booked else meeting.start and local_date(meeting.start),
        on_its_day=not tuple(opens_on_its_day.check(facts, event, rules)),
    )
    attempts = answered(facts.attempts, *present)
    return changed(facts, meeting=meeting, follow_up=None, need_remains=UNKNOWN, attempts=attempts)


def presence_changed(facts: Facts, event: AndraNarvaro, rules: Rules) -> Facts:
    """Who is there now, and who has been."""
    if facts.meeting is None:
        return facts
    present = (facts.meeting.present | frozenset(event.anlant)) - frozenset(event.lamnat)
    been = facts.meeting.been_present | frozenset(event.anlant)
    meeting = evolve(facts.meeting, present=present, been_present=been)
    after = changed(facts, meeting=meeting, attempts=answered(facts.attempts, *event.anlant))
    if facts.draft is None or not facts.draft.summed_up:
        return after
    required = facts.draft.required | approval_takes(after, facts.draft, rules)
    return changed(after, draft=evolve(facts.draft, required=required))


def chair_offered(facts: Facts, event: OverlamnaOrdforande, rules: Rules) -> Facts:
    """The chair stays until the one named accepts."""
    return changed(facts, chair_offered=event.till)


def chair_taken(facts: Facts, event: GodtaOrdforande, rules: Rules) -> Facts:
    """The new chair also takes over a meeting that the old one chairs."""
    meeting = facts.meeting
    if meeting is not None and meeting.chair is not None and meeting.chair == facts.chair:
        meeting = evolve(meeting, chair=event.by)
    return changed(facts, chair=event.by, chair_offered=None, meeting=meeting)


def documenter_named(facts: Facts, event: UtseDokumenterare, rules: Rules) -> Facts:
    """The latest appointment counts."""
    if facts.meeting is None or event.vem is None:
        return facts
    return changed(facts, meeting=evolve(facts.meeting, documenter=event.vem))


def absent(facts: Facts, meeting: Meeting) -> tuple[str, ...]:
    """Units that were awaited, didn't decline in time, and never came.

    Nobody is missed on another day than the booked one. Never the individual, a relative or an outsider; not
    Arbetsförmedlingen when the person isn't registered there (reading A29).
    """
    if not meeting.on_its_day:
        return ()
    called = {one.actor: one for one in meeting.recipients}
    awaited = [actor for actor, one in called.items() if one.reply is not Reply.DECLINED]
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


def ended(facts: Facts, event: AvslutaMote | AvbrytMote, rules: Rules) -> Facts:
    """The meeting is over: its number is used up, and what was prepared for it is done with."""
    meeting = facts.meeting
    if meeting is None:
        return facts
    nr = meeting.opened_nr or event.nr or 0
    missed = tuple(Candidate("utebliven", unit, "FM-AVVIK-4", nr, event.occurred_at) for unit in absent(facts, meeting))
    excused = frozenset(one.actor for one in meeting.recipients if one.reply is Reply.DECLINED)
    return changed(
        facts,
        meeting=None,
        meetings=meeting.number,
        excused=excused | meeting.declined,
        follow_up=facts.follow_up if facts.current is not None else None,
        time=None,
        region_contact=None,
        prepared=UNKNOWN,
        cancelled=None,
        participants=tuple(one for one in facts.participants if one.actor != INDIVID),
        candidates=facts.candidates + missed,
    )


def after_meeting(facts: Facts, rules: Rules) -> str:
    """To the measures if a version of the plan is approved, else back to preparation."""
    return A if facts.current is not None else F


def _to_appoint(before: Facts, event: OppnaMote, after: Facts, rules: Rules) -> Iterable[Owed]:
    return (Owed(event.by, None, after.meeting.number if after.meeting else None),)


def _always(facts: Facts, event: Any, owed: Owed) -> bool:
    return True


def _interrupted(facts: Facts, event: Any, owed: Owed) -> bool:
    return facts.meeting is None


def duties(pauses: tuple[type[Event], ...]) -> tuple[DutySpec, ...]:
    """Somebody is appointed at the meeting (FM-ROLL-3). ``pauses`` are the events that may interrupt it."""
    return (
        DutySpec(
            name="utse_dokumenterare",
            bearer="motesordforande",
            phase=M,
            norms=("FM-ROLL-3",),
            opens={OppnaMote: _to_appoint},
            meets={UtseDokumenterare: _always},
            lapses={**dict.fromkeys((AvslutaMote, AvbrytMote), _always), **dict.fromkeys(pauses, _interrupted)},
        ),
    )
