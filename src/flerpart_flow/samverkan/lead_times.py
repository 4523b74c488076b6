"""The planning dates of a meeting: how late is in time, and how soon can it be.

The routine gives two lead times, both approximate: some six weeks for the Region (FM-BOKNING-2), some five
for the others (FM-BOKNING-5 when the Region takes no part, PR-FORB-3 when it does; reading A1). A week is
seven calendar days counted back from the day of the meeting (A3), so the clock change and the ISO weeks
play no part. A latest day that is no working day moves back, which keeps the notice (A5).

The lead times are targets and not limits (A2): these functions give dates and days short, and the rules say
how severe it is to miss them.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Final

import attrs
from attrs.validators import and_, ge, instance_of

from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.values.calendar import Roll, add_working_days, roll
from flerpart_flow.engine.values.frozen import frozen
from flerpart_flow.samverkan.parameters import (
    LEAD_TIME_ANCHOR,
    LEAD_TIME_TOLERANCE_DAYS,
    LEAD_TIME_WEEKS_OTHERS,
    LEAD_TIME_WEEKS_REGION,
    POSTAL_DAYS,
    ROLL,
)

_whole_number = and_(instance_of(int), ge(0))

REGION_NORM: Final = "FM-BOKNING-2"
DATE_NORM: Final = "FM-BOKNING-4"
"""By which the others are called once the Region has given a date."""
OTHERS_NORM_WITHOUT_REGION: Final = "FM-BOKNING-5"
OTHERS_NORM_WITH_REGION: Final = "PR-FORB-3"


class Anchor(StrEnum):
    """From which day the others' lead time counts (reading A3)."""

    SENT = "sent"
    RECEIVED = "received"


@frozen
class LeadTimes:
    """What an organisation can set (readings A1, A2, A3 and A5). No number may be negative.

    `region_weeks`, `others_weeks`: weeks of seven calendar days. The Region's count from the first contact,
    the others' from the summons.
    `tolerance_days`: calendar days that may be missing before it is worth a warning. It moves no date here;
    whoever judges a shortage by `days_short` compares the two (A2).
    `anchor`: whether the others' weeks count from the day the summons is sent, or received.
    `postal_days`: working days that a summons is under way. Counts with `Anchor.RECEIVED` only.
    `roll`: where a latest day that is no working day moves.
    """

    region_weeks: int = attrs.field(default=6, validator=_whole_number)
    others_weeks: int = attrs.field(default=5, validator=_whole_number)
    tolerance_days: int = attrs.field(default=0, validator=_whole_number)
    anchor: Anchor = attrs.field(default=Anchor.SENT, validator=instance_of(Anchor))
    postal_days: int = attrs.field(default=0, validator=_whole_number)
    roll: Roll = attrs.field(default=Roll.BACK, validator=instance_of(Roll))


@lru_cache(maxsize=64)
def lead_times(rules: Rules) -> LeadTimes:
    """The lead times that a routine's rules set. Raises KeyError for a routine whose rules have none."""
    return LeadTimes(
        rules.value(LEAD_TIME_WEEKS_REGION),
        rules.value(LEAD_TIME_WEEKS_OTHERS),
        rules.value(LEAD_TIME_TOLERANCE_DAYS),
        Anchor(rules.value(LEAD_TIME_ANCHOR)),
        rules.value(POSTAL_DAYS),
        Roll(rules.value(ROLL)),
    )


@lru_cache(maxsize=64)
def others_lead_times(rules: Rules) -> LeadTimes:
    """What the others' latest day goes by, and nothing else: neither the Region's weeks nor the tolerance move it.

    Raises KeyError for a routine whose rules have none.
    """
    return LeadTimes(
        others_weeks=rules.value(LEAD_TIME_WEEKS_OTHERS),
        anchor=Anchor(rules.value(LEAD_TIME_ANCHOR)),
        postal_days=rules.value(POSTAL_DAYS),
        roll=Roll(rules.value(ROLL)),
    )


@frozen
class Backward:
    """The latest days in time for a meeting on a given day.

    `latest_region_contact`: the last day to contact the Region; None when it takes no part.
    `latest_summons`: the last day to send the summons to the others.
    `..._raw`: the day that lies so many weeks before the meeting, before it moves off a free day and before
    the postal days are taken off.
    `slack_days`: calendar days from the latest contact to the latest summons, the time that the Region has
    to answer (A4); negative when the summons has to leave before the Region needs to be contacted. None
    when the Region takes no part.
    `region_norm`, `others_norm`: the norms that the two lead times rest on.
    """

    meeting: date
    latest_region_contact: date | None
    latest_region_contact_raw: date | None
    latest_summons: date
    latest_summons_raw: date
    slack_days: int | None
    region_norm: str | None
    others_norm: str


@frozen
class Forward:
    """The earliest meeting that keeps all lead times, if what can be done is done at once.

    `start`: the day on which work begins: today, or the next working day.
    `meeting`: the earliest meeting day, a working day.
    `region_contact`: when the Region is contacted, the same as `start`; None when it takes no part.
    `latest_region_answer`: the last day for the Region's answer so that the others still get their weeks
    before that meeting, which is the meeting's latest day for the summons; None when it takes no part.
    `latest_summons`: the last day to send the summons for that meeting.
    `slack_days`: calendar days from the contact to the latest answer (A4); None when the Region takes no
    part.
    """

    today: date
    start: date
    meeting: date
    region_contact: date | None
    latest_region_answer: date | None
    latest_summons: date
    slack_days: int | None


@lru_cache(maxsize=1024)  # asked for each party that is called, and answered from the calendar
def backward(meeting: date, with_region: bool, lead: LeadTimes) -> Backward:
    """The latest days in time for the meeting (FM-BOKNING-2/-5, PR-FORB-3; readings A1 and A3 to A5).

    With `Anchor.RECEIVED` the day counted in weeks is the day on which the summons lies in the letter box:
    it moves to a working day first, and the summons leaves `postal_days` working days before that.
    """
    summons_raw = meeting - timedelta(weeks=lead.others_weeks)
    summons = roll(summons_raw, lead.roll)
    if lead.anchor is Anchor.RECEIVED:
        summons = add_working_days(summons, -lead.postal_days)
    contact_raw = meeting - timedelta(weeks=lead.region_weeks) if with_region else None
    contact = roll(contact_raw, lead.roll) if contact_raw is not None else None
    return Backward(
        meeting=meeting,
        latest_region_contact=contact,
        latest_region_contact_raw=contact_raw,
        latest_summons=summons,
        latest_summons_raw=summons_raw,
        slack_days=(summons - contact).days if contact is not None else None,
        region_norm=REGION_NORM if with_region else None,
        others_norm=OTHERS_NORM_WITH_REGION if with_region else OTHERS_NORM_WITHOUT_REGION,
    )


def forward(today: date, with_region: bool, lead: LeadTimes) -> Forward:
    """The earliest meeting that keeps all lead times when work begins today (reading A4).

    It is the first working day for which `backward` gives no latest day that has passed, so that the two
    can't disagree. With the Region, the meeting is so late that the Region could answer at once and the
    others still get their weeks; `latest_region_answer` says how long it may take.
    """
    start = roll(today, Roll.FORWARD)
    meeting = start
    while not _in_time(dates := backward(meeting, with_region, lead), start):
        meeting = add_working_days(meeting, 1)
    return Forward(
        today=today,
        start=start,
        meeting=meeting,
        region_contact=start if with_region else None,
        latest_region_answer=dates.latest_summons if with_region else None,
        latest_summons=dates.latest_summons,
        slack_days=(dates.latest_summons - start).days if with_region else None,
    )


def earliest(contact: date, today: date, others_wait: bool, lead: LeadTimes) -> date:
    """The earliest meeting, a working day, that keeps all lead times when the Region was contacted on a day.

    If the others wait, they can be called today at the soonest, or the next working day, whenever the Region was
    contacted: then the day is the later of the two (readings A1, A3 and A4). Else it may have passed.
    """
    meeting = roll(contact + timedelta(weeks=lead.region_weeks), Roll.FORWARD)
    if not others_wait:
        return meeting
    start = roll(today, Roll.FORWARD)
    meeting = max(meeting, roll(start + timedelta(weeks=lead.others_weeks), Roll.FORWARD))
    while backward(meeting, False, lead).latest_summons < start:
        meeting = add_working_days(meeting, 1)
    return meeting


def days_short(from_day: date, meeting: date, weeks: int) -> int:
    """How many calendar days are missing from a lead time of so many weeks; 0 when it is kept.

    `from_day` is the day that counts by reading A3: the first contact with the Region, or the summons to
    the others. Whether a shortage is worth a warning or a note is the caller's to say, with the tolerance
    (A2).
    """
    return max(0, 7 * weeks - (meeting - from_day).days)


def _in_time(dates: Backward, start: date) -> bool:
    """Whether no latest day has passed when work begins on `start`."""
    contact = dates.latest_region_contact
    return start <= dates.latest_summons and (contact is None or start <= contact)
