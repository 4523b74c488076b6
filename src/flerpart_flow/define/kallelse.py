"""Summonses and answers: the events, what a summons must say, what it does, who owes an answer."""

from __future__ import annotations

from flerpart_flow.samverkan.kallelse.asked import REVISES, SETTLES
from flerpart_flow.samverkan.kallelse.duties import has_answered, no_longer_awaited, to_confirm
from flerpart_flow.samverkan.kallelse.effects import called, cancelled, confirmed, declined, rebooked
from flerpart_flow.samverkan.kallelse.events import Avboj, Bekrafta, BokaOm, Fraga, Kalla, StallIn, SvaraPaFraga
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
from flerpart_flow.samverkan.kallelse.sight import Summons, summons_seen
from flerpart_flow.samverkan.mote.roles import recipient

__all__ = [
    "REVISES",
    "SETTLES",
    "Avboj",
    "Bekrafta",
    "BokaOm",
    "Fraga",
    "Kalla",
    "StallIn",
    "Summons",
    "SvaraPaFraga",
    "asks_under",
    "called",
    "cancelled",
    "channel_under",
    "confirmed",
    "contact_under",
    "covered_under",
    "declined",
    "functions_under",
    "has_answered",
    "no_longer_awaited",
    "purpose_under",
    "rebooked",
    "recipient",
    "summons_seen",
    "that_meeting_under",
    "time_and_place_under",
    "to_confirm",
]
