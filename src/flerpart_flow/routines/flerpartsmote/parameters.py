"""The parameters of the routine: what its rules set and an overlay may change (rules/*.toml)."""

from __future__ import annotations

from typing import Any, Final

from flerpart_flow.define import Parameter
from flerpart_flow.samverkan.parameters import LEAD_TIMES, SHARED

FIRST_CONTACT_WORKDAYS: Final = Parameter("first_contact_workdays", int)
OFFER_WORKDAYS: Final = Parameter("offer_workdays", int)
ANSWER_WORKDAYS: Final = Parameter("answer_workdays", int)
DISTRIBUTE_WORKDAYS: Final = Parameter("distribute_workdays", int)
CONFIRM_BY_WORKDAYS: Final = Parameter("confirm_by_workdays", int)
MISSING_PARTY_RECORD: Final = Parameter("missing_party_record", str)
APPROVAL_RULE: Final = Parameter("approval_rule", str)
FOLLOWUP_BOOKED_AT_MEETING_COUNTS: Final = Parameter("followup_booked_at_meeting_counts", bool)
MAX_FOLLOWUP_WEEKS: Final = Parameter("max_followup_weeks", int)
CHAIR_MAY_DOCUMENT: Final = Parameter("chair_may_document", bool)
WORKING_AGE: Final = Parameter("working_age", str)
MUNICIPALITY_STALE_AFTER_YEARS: Final = Parameter("municipality_stale_after_years", int)

PARAMETERS: Final[tuple[Parameter[Any], ...]] = (
    *LEAD_TIMES,
    *SHARED,
    FIRST_CONTACT_WORKDAYS,
    OFFER_WORKDAYS,
    ANSWER_WORKDAYS,
    DISTRIBUTE_WORKDAYS,
    CONFIRM_BY_WORKDAYS,
    MISSING_PARTY_RECORD,
    APPROVAL_RULE,
    FOLLOWUP_BOOKED_AT_MEETING_COUNTS,
    MAX_FOLLOWUP_WEEKS,
    CHAIR_MAY_DOCUMENT,
    WORKING_AGE,
    MUNICIPALITY_STALE_AFTER_YEARS,
)
