"""What stands with a duty while the Region's time is awaited: from which day on the meeting keeps the lead times."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from flerpart_flow.define import Duty, Rules, local_date
from flerpart_flow.routines.flerpartsmote.facts import convener_of
from flerpart_flow.routines.flerpartsmote.parameters import FOLLOWUP_BOOKED_AT_MEETING_COUNTS
from flerpart_flow.samverkan.actors import REGION, is_unit, party_of
from flerpart_flow.samverkan.lead_times import earliest, lead_times

if TYPE_CHECKING:
    from flerpart_flow.routines.flerpartsmote.facts import Facts
    from flerpart_flow.texts import Texts


def beside(facts: Facts, duty: Duty, rules: Rules, said: Texts, shown: date) -> str | None:
    """Of the Region's time that is awaited: how soon the meeting can be, as of a day (readings A1, A3, A4).

    None where every day from then on keeps the lead times.
    """
    asked = facts.region_contact
    if duty.name != "boka_tid" or asked is None or asked[0] != duty.bearer or facts.time is not None:
        return None
    lead, to_call = lead_times(rules), _others_are_to_be_called(facts, rules)
    day = earliest(local_date(asked[1]), shown, to_call, lead)
    if day < shown:
        return None
    key = "cli.status.allas_veckor" if to_call else "cli.status.regionens_veckor"
    return said.say(key, veckor=lead.region_weeks, ovriga=lead.others_weeks, day=day)


def _others_are_to_be_called(facts: Facts, rules: Rules) -> bool:
    """Whether another unit than the Region's isn't called yet, nor was there when the day was booked (A16)."""
    meeting, booked = facts.meeting, facts.follow_up
    told = {convener_of(facts)}
    if meeting is not None:
        told |= {meeting.caller, *(one.actor for one in meeting.recipients)}
    if booked is not None and rules.value(FOLLOWUP_BOOKED_AT_MEETING_COUNTS):
        told |= booked.informed
    return any(is_unit(one) and party_of(one) != REGION and one not in told for one in facts.wanted())
