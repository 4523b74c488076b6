"""In which order and how long before: the Region's time first, then the others in good time (FM-BOKNING, PR-FORB-3)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from flerpart_flow.define import (
    Event,
    Findings,
    Message,
    Rules,
    Severity,
    at_most,
    guard,
    local_date,
    missing,
    state_guard,
)
from flerpart_flow.routines.flerpartsmote.facts import Facts
from flerpart_flow.routines.flerpartsmote.forberedelse.events import AngeTid, KontaktaRegion
from flerpart_flow.routines.flerpartsmote.forberedelse.guards import short_notice
from flerpart_flow.routines.flerpartsmote.parameters import FOLLOWUP_BOOKED_AT_MEETING_COUNTS
from flerpart_flow.routines.flerpartsmote.role_names import SAMMANKALLANDE
from flerpart_flow.samverkan.actors import INDIVID, REGION, is_unit, parties_in, party_of
from flerpart_flow.samverkan.contacts import repeated
from flerpart_flow.samverkan.events import BestamDeltagare
from flerpart_flow.samverkan.kallelse.events import BokaOm, Kalla
from flerpart_flow.samverkan.lead_times import Anchor, backward, others_lead_times
from flerpart_flow.samverkan.mote.meeting import FollowUp

REGION_FIRST = Message("kallelse.regionen_forst")
REGION_DECLINED = Message("kallelse.regionen_avbojer")
REGION_SILENT = Message("kallelse.regionen_svarar_inte")
OTHER_END = Message("kallelse.annan_sluttid_an_regionens")
OTHER_TIME = Message("kallelse.annan_tid_an_regionens")
SHORT = Message("kallelse.kort_om_tid")


@state_guard("FM-BOKNING-1")
def region_booked_first(facts: Facts, occasion: Any, rules: Rules) -> Findings:
    """When the Region takes part, its time comes before anybody is called; it may have booked it with the others."""
    if not facts.with_region() or regions_time(facts) is not None or _booked_with_region(facts, rules):
        return ()
    if gone := _gone_quiet(facts, rules):
        return (missing("FM-BOKNING-1", gone, cure_by=INDIVID, cure=BestamDeltagare, units=_of_the_region(facts)),)
    if facts.meeting is not None:  # added after the others were called: the time has to be found anew
        return (missing("FM-BOKNING-1", REGION_FIRST, cure_by=SAMMANKALLANDE, cure=BokaOm),)
    if facts.region_contact is None:
        return (missing("FM-BOKNING-1", REGION_FIRST, cure_by=SAMMANKALLANDE, cure=KontaktaRegion),)
    return (missing("FM-BOKNING-1", REGION_FIRST, cure_by=REGION, cure=AngeTid),)


def _of_the_region(facts: Facts) -> tuple[str, ...]:
    return tuple(one for one in facts.wanted() if party_of(one) == REGION)


def _gone_quiet(facts: Facts, rules: Rules) -> Message | None:
    """Whether every unit of the Region that is wanted has declined, or is silent after repeated attempts (A55).

    Then the individual says whether the meeting is held without the Region.
    """
    silent = {one.unit for one in repeated(facts.attempts, rules)}
    wanted = frozenset(_of_the_region(facts))
    if not wanted <= facts.region_declined | silent:
        return None
    return REGION_DECLINED if wanted <= facts.region_declined else REGION_SILENT


def regions_time(facts: Facts) -> datetime | None:
    """When the next meeting starts, as the Region gave it."""
    return facts.time.start if facts.time is not None and party_of(facts.time.by) == REGION else None


@guard("FM-BOKNING-4", reads=("start", "slut"), about="start")
def called_to_the_regions_time(facts: Facts, event: Kalla, rules: Rules) -> Findings:
    """The others are called to the time that the Region gave; another end is told of."""
    if event.start is None or not facts.with_region():
        return ()
    time = facts.time
    end = time.end if time is not None and (time.start, party_of(time.by)) == (event.start, REGION) else None
    if end is not None and event.slut not in (None, end):
        found = missing("FM-BOKNING-4", OTHER_END, cure_by=SAMMANKALLANDE, cure=Kalla, time=end)
        return (at_most(Severity.WARN, found),)
    given = regions_time(facts)
    booked = _booked_with_region(facts, rules) if given is None else None
    if event.start == (given or event.start) and local_date(event.start) == (booked or local_date(event.start)):
        return ()
    return (missing("FM-BOKNING-4", OTHER_TIME, cure_by=SAMMANKALLANDE, cure=Kalla, time=given or booked),)


def _booked(facts: Facts, rules: Rules) -> FollowUp | None:
    """The follow-up that is booked, where being there as it was booked counts as notice of its day (A16)."""
    return facts.follow_up if rules.value(FOLLOWUP_BOOKED_AT_MEETING_COUNTS) else None


def _booked_with_region(facts: Facts, rules: Rules) -> date | None:
    """The day of the follow-up, if the Region was there when it was booked."""
    booked = _booked(facts, rules)
    return booked.day if booked is not None and REGION in parties_in(booked.informed) else None


@guard("FM-BOKNING-5", "PR-FORB-3", reads=("till", "start"), about="start", most=Severity.WARN)
def others_have_their_notice(facts: Facts, event: Kalla, rules: Rules) -> Findings:
    """From when the summons is sent (or arrives) to the meeting there are about five weeks (A1–A4)."""
    if event.start is None:
        return ()
    return _notice(facts, event.start, event.till, event.occurred_at, rules)


@state_guard("PR-FORB-3", most=Severity.WARN)
def notice_of_the_regions_time(facts: Facts, occasion: Any, rules: Rules) -> Findings:
    """Where the Region's time is known, so is how long before it those not yet called would be told."""
    start = regions_time(facts) if facts.with_region() else None
    if start is None:
        return ()
    called = {one.actor for one in facts.meeting.recipients} if facts.meeting is not None else set[str]()
    waiting = tuple(one for one in facts.wanted() if one not in called)
    return _notice(facts, start, waiting, occasion.occurred_at, rules)


def _notice(facts: Facts, start: datetime, till: tuple[str, ...], at: datetime, rules: Rules) -> Findings:
    """How much shorter than it should be the notice is of a summons sent at a moment."""
    booked = _booked(facts, rules)
    told = booked.informed if booked is not None and booked.day == local_date(start) else frozenset[str]()
    if not any(is_unit(one) and party_of(one) != REGION and one not in told for one in till):
        return ()
    lead = others_lead_times(rules)
    from_day = local_date(at)
    planned = backward(local_date(start), facts.with_care(), lead)
    latest = planned.latest_summons
    if lead.anchor is Anchor.SENT:  # whole weeks are enough, though the last day recommended may be a day before
        latest = max(latest, planned.latest_summons_raw)
    short = max(0, (from_day - latest).days)
    norm = "PR-FORB-3" if facts.with_care() else "FM-BOKNING-5"
    cure: type[Event] = BokaOm if facts.meeting is not None else AngeTid if facts.with_region() else Kalla
    return short_notice(norm, SHORT, short, lead.others_weeks, rules, cure)
