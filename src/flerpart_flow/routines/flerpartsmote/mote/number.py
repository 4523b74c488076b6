"""Which meeting an event points at, by its number (FF-MOTE-1)."""

from __future__ import annotations

from typing import Final

from flerpart_flow.routines.flerpartsmote.role_names import SAMMANKALLANDE
from flerpart_flow.samverkan.mote.number import a_meeting_under, next_number_under, that_meeting_under

there_is_a_meeting: Final = a_meeting_under("FF-MOTE-1", SAMMANKALLANDE)
concerns_the_meeting: Final = that_meeting_under("FF-MOTE-1")
number_is_the_next: Final = next_number_under("FF-MOTE-1", SAMMANKALLANDE)
