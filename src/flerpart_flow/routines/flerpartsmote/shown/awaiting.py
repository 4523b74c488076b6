"""What stands with a duty while the Region's time is awaited: how soon the meeting can be, and how to go on."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from flerpart_flow.define import Duty, DutyState, Rules, local_date
from flerpart_flow.routines.flerpartsmote.facts import convener_of
from flerpart_flow.routines.flerpartsmote.parameters import FOLLOWUP_BOOKED_AT_MEETING_COUNTS
from flerpart_flow.samverkan.actors import REGION, is_unit, party_of
from flerpart_flow.samverkan.contacts import repeated
from flerpart_flow.samverkan.lead_times import earliest, lead_times
from flerpart_flow.samverkan.parameters import NO_RESPONSE_ATTEMPTS, NO_RESPONSE_DAYS

if TYPE_CHECKING:
    from flerpart_flow.routines.flerpartsmote.facts import Facts
    from flerpart_flow.texts import Texts


def beside(facts: Facts, duty: Duty, rules: Rules, said: Texts, now: datetime) -> str | None:
    """Of the Region's time that is awaited: how soon the meeting can be, and what one can do while no answer comes.

    None while the duty rests, since nobody is called or asked without a consent (A7).
    """
    asked, runs = facts.region_contact, duty.state in {DutyState.OPEN, DutyState.LATE}
    if duty.name != "boka_tid" or not runs or asked is None or asked[0] != duty.bearer or facts.time is not None:
        return None
    contact, shown = local_date(asked[1]), local_date(now)
    told = [_how_soon(facts, contact, shown, rules, said)]
    if contact < shown:
        told.append(_if_silent(facts, duty.bearer, rules, said))
    return " ".join(filter(None, told)) or None


def _how_soon(facts: Facts, contact: date, shown: date, rules: Rules, said: Texts) -> str:
    """From which day on the meeting keeps the lead times (readings A1, A3, A4); empty where each day to come does."""
    lead, to_call = lead_times(rules), _others_are_to_be_called(facts, rules)
    day = earliest(contact, shown, to_call, lead)
    key = "cli.status.allas_veckor" if to_call else "cli.status.regionens_veckor"
    return "" if day < shown else said.say(key, veckor=lead.region_weeks, ovriga=lead.others_weeks, day=day)


def _if_silent(facts: Facts, unit: str, rules: Rules, said: Texts) -> str:
    """That one can try again and note it, and how often before the individual is asked (A28); that the individual
    decides, once it has been tried so often (A55).
    """
    if any(one.unit == unit for one in repeated(facts.attempts, rules)):
        return said.say("cli.status.regionen_tyst", vem=unit)
    attempts, days = rules.value(NO_RESPONSE_ATTEMPTS), rules.value(NO_RESPONSE_DAYS)
    key = f"cli.status.sok_igen.{'en' if days == 1 else 'flera'}"
    return said.say(key, vem=unit, forsok=attempts, dagar=days)


def _others_are_to_be_called(facts: Facts, rules: Rules) -> bool:
    """Whether another unit than the Region's isn't called yet, nor was there when the day was booked (A16)."""
    meeting, booked = facts.meeting, facts.follow_up
    told = {convener_of(facts)}
    if meeting is not None:
        told |= {meeting.caller, *(one.actor for one in meeting.recipients)}
    if booked is not None and rules.value(FOLLOWUP_BOOKED_AT_MEETING_COUNTS):
        told |= booked.informed
    return any(is_unit(one) and party_of(one) != REGION and one not in told for one in facts.wanted())
