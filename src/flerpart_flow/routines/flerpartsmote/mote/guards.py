"""What must hold for a meeting to open, to go on and to end: who is there, on which day, and what is settled."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from flerpart_flow.define import (
    NO,
    Event,
    Findings,
    Message,
    Rules,
    Severity,
    guard,
    missing,
    state_guard,
)
from flerpart_flow.routines.flerpartsmote.facts import Facts, convener_of
from flerpart_flow.routines.flerpartsmote.forberedelse.participants import agreed_to, suitable
from flerpart_flow.routines.flerpartsmote.parameters import (
    FOLLOWUP_BOOKED_AT_MEETING_COUNTS,
    MISSING_PARTY_RECORD,
)
from flerpart_flow.routines.flerpartsmote.role_names import ORDFORANDE, SAMMANKALLANDE
from flerpart_flow.samverkan.actors import INDIVID, is_individual, is_outsider, is_relative, is_unit, parties_in
from flerpart_flow.samverkan.events import DokumenteraSamtycke
from flerpart_flow.samverkan.kallelse.events import Kalla
from flerpart_flow.samverkan.mote.events import AndraNarvaro, AvbrytMote, OppnaMote
from flerpart_flow.samverkan.mote.guards import (
    FEW,
    NOT_BOOKED,
    called_day,
    individual_there_under,
    its_day_under,
    several_under,
)
from flerpart_flow.samverkan.mote.roles import MOTESORDFORANDE
from flerpart_flow.samverkan.parameters import MIN_PARTIES
from flerpart_flow.samverkan.plan.events import BokaUppfoljning, SammanfattaPlan
from flerpart_flow.samverkan.plan.versions import draft_for
from flerpart_flow.samverkan.samtycke.consent import covered

HAS_LEFT = Message("mote.individen_har_gatt")
UNRECORDED = Message("mote.samtycket_inte_dokumenterat")
NO_FOLLOW_UP = Message("mote.ingen_uppfoljning")
NO_CONVENER = Message("mote.ingen_sammankallande")
NOT_SUMMED = Message("mote.inte_sammanfattad")


def _may_attend(facts: Facts, actors: tuple[str, ...], event: Event) -> Findings:
    """Units need the consent and the individual's yes; outsiders the yes, relatives also to be suitable (A49)."""
    if not actors:
        return  # who only leaves may always leave (A64)
    needing = [one for one in actors if not is_relative(one) and not is_outsider(one)]
    yield from covered("FM-SAMTYCKE-2", facts.consent, needing, event.occurred_at)
    leading = {facts.chair, convener_of(facts)}
    yield from agreed_to(facts, [one for one in actors if one not in leading])
    yield from suitable(facts, actors)


@guard("FM-SAMTYCKE-2", "PR-MALGRUPP-2", "FM-FORBEREDELSE-9", reads=("narvarande",))
def those_present_are_agreed_to(facts: Facts, event: OppnaMote, rules: Rules) -> Findings:
    """Listening is receiving: everybody there is covered by the consent, and the individual has said yes to them."""
    return _may_attend(facts, event.narvarande, event)


@guard("FM-SAMTYCKE-2", "PR-MALGRUPP-2", "FM-FORBEREDELSE-9", reads=("anlant",))
def those_arriving_are_agreed_to(facts: Facts, event: AndraNarvaro, rules: Rules) -> Findings:
    """Those who come later are covered by the consent, and the individual has said yes to them."""
    return _may_attend(facts, event.anlant, event)


individual_is_there: Final = individual_there_under("FM-FORBEREDELSE-2")


def _thin(facts: Facts, present: frozenset[str], rules: Rules) -> Findings:
    """What is lacking of a meeting that goes on: the individual, save by own wish, or enough organisations (A67)."""
    if INDIVID not in present and facts.participant(INDIVID).answer is not NO:
        yield missing("FM-FORBEREDELSE-2", HAS_LEFT, cure_by=MOTESORDFORANDE, cure=AvbrytMote)
    least = rules.value(MIN_PARTIES)
    if len(parties_in(present)) < least:
        yield missing("PR-DEF-1", FEW, cure_by=MOTESORDFORANDE, cure=AvbrytMote, least=least)


@guard("FM-FORBEREDELSE-2", "PR-DEF-1", reads=("anlant", "lamnat"), about="lamnat", most=Severity.WARN)
def enough_remain(facts: Facts, event: AndraNarvaro, rules: Rules) -> Findings:
    """Those who are left make a meeting: the individual and enough organisations; a warning when they no longer do."""
    if facts.meeting is None or not event.lamnat:
        return ()
    return _thin(facts, (facts.meeting.present | {*event.anlant}) - {*event.lamnat}, rules)


@guard("FM-FORBEREDELSE-2", "PR-DEF-1", reads=("by",), most=Severity.WARN)
def the_meeting_is_whole(facts: Facts, event: Event, rules: Rules) -> Findings:
    """What is done at a meeting is done with the individual and enough organisations there; else a warning (A67)."""
    if facts.meeting is None or facts.meeting.opened_nr is None or is_individual(event.by):
        return ()
    if not facts.meeting.been_present - facts.meeting.present and INDIVID in facts.meeting.present:
        return ()  # nobody has left; how it opened was told at the opening
    return _thin(facts, facts.meeting.present, rules)


def _everybody_knows(facts: Facts) -> bool:
    """Whether every unit that is to come was there when the follow-up was booked."""
    booked = facts.follow_up
    if booked is None:
        return False
    there = {booked.convener, *booked.informed, *booked.declined}
    return there.issuperset(one for one in facts.wanted() if is_unit(one))


@state_guard("FM-UPPFOLJ-1", "FM-KALLELSE-1")
def meeting_is_booked(facts: Facts, occasion: Any, rules: Rules) -> Findings:
    """The meeting was called to, or is the follow-up that was booked with all the parties there (A16)."""
    booked = facts.meeting is not None and facts.meeting.opened_nr is None
    if booked or (_everybody_knows(facts) and rules.value(FOLLOWUP_BOOKED_AT_MEETING_COUNTS)):
        return ()
    norm = "FM-UPPFOLJ-1" if facts.current is not None else "FM-KALLELSE-1"
    return (missing(norm, NOT_BOOKED, cure_by=SAMMANKALLANDE, cure=Kalla),)


def _its_day(facts: Facts) -> date | None:
    """The day that the meeting was called for, or that the follow-up was booked for."""
    booked = facts.follow_up.day if facts.follow_up is not None else None
    return called_day(facts) or booked


opens_on_its_day: Final = its_day_under("FF-MOTE-3", SAMMANKALLANDE, _its_day)


several_parties_are_there: Final = several_under("PR-DEF-1", SAMMANKALLANDE)


def _record_norm(rules: Rules) -> tuple[str, ...]:
    """The norm on records that a meeting opens by: the organisation's own only if it has chosen that (A8)."""
    strict = rules.value(MISSING_PARTY_RECORD) == "block_meeting"
    return ("FF-SAMTYCKE-1" if strict else "FM-SAMTYCKE-6",)


@guard("FM-SAMTYCKE-6", "FF-SAMTYCKE-1", reads=("narvarande",), under=_record_norm)
def those_present_have_records(facts: Facts, event: OppnaMote, rules: Rules) -> Findings:
    """A unit without its own record of the consent may listen, not disclose, or keeps the meeting closed (A8).

    One outside the consent has none to make: that is said by the guard on who may be there.
    """
    consent = facts.consent
    if consent is None:
        return ()
    units = (one for one in event.narvarande if is_unit(one) and consent.covers(one))
    without = tuple(one for one in units if one not in consent.records)
    (norm,) = _record_norm(rules)
    return [missing(norm, UNRECORDED, cure_by=one, cure=DokumenteraSamtycke, unit=one) for one in without]


@state_guard("FM-ROLL-7", "FM-ROLL-8")
def follow_up_is_settled(facts: Facts, occasion: Any, rules: Rules) -> Findings:
    """When a plan is approved, the meeting ends with a follow-up booked and somebody to call to it."""
    if facts.current is None or facts.follow_up is not None or facts.need_remains is NO:
        return ()
    return (
        missing("FM-ROLL-7", NO_FOLLOW_UP, cure_by=ORDFORANDE, cure=BokaUppfoljning),
        missing("FM-ROLL-8", NO_CONVENER, cure_by=ORDFORANDE, cure=BokaUppfoljning),
    )


@state_guard("FM-ROLL-4")
def plan_is_summed_up(facts: Facts, occasion: Any, rules: Rules) -> Findings:
    """A plan that was drafted is summed up before the meeting ends."""
    draft, summed_up = draft_for(facts, getattr(occasion, "nr", None))
    if draft is None or summed_up:
        return ()
    return (missing("FM-ROLL-4", NOT_SUMMED, cure_by=MOTESORDFORANDE, cure=SammanfattaPlan),)
