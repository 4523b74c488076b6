"""The parameters that functions of the routines share; a routine that uses them has them in its rules."""

from __future__ import annotations

from typing import Final

from flerpart_flow.engine.rules.parameters import Parameter

MIN_PARTIES: Final = Parameter("min_parties", int)
NO_RESPONSE_ATTEMPTS: Final = Parameter("no_response_attempts", int)
NO_RESPONSE_DAYS: Final = Parameter("no_response_days", int)
PAUSED_CLOSE_AFTER_WEEKS: Final = Parameter("paused_close_after_weeks", int)

ATTENTION_WORKDAYS: Final = Parameter("attention_workdays", int)
CONSENT_WARNING_DAYS: Final = Parameter("consent_warning_days", int)
CONSENT_REVIEW_WEEKS: Final = Parameter("consent_review_weeks", int)

POINTED_OUT: Final = (ATTENTION_WORKDAYS, CONSENT_WARNING_DAYS, CONSENT_REVIEW_WEEKS)
"""What agendas and work lists point out. Nothing is late by it, and no act is judged by it (readings A6, A56)."""

SHARED: Final = (MIN_PARTIES, NO_RESPONSE_ATTEMPTS, NO_RESPONSE_DAYS, PAUSED_CLOSE_AFTER_WEEKS, *POINTED_OUT)

LEAD_TIME_WEEKS_REGION: Final = Parameter("lead_time_weeks_region", int)
LEAD_TIME_WEEKS_OTHERS: Final = Parameter("lead_time_weeks_others", int)
LEAD_TIME_ANCHOR: Final = Parameter("lead_time_anchor", str)
LEAD_TIME_TOLERANCE_DAYS: Final = Parameter("lead_time_tolerance_days", int)
POSTAL_DAYS: Final = Parameter("postal_days", int)
ROLL: Final = Parameter("roll", str)

LEAD_TIMES: Final = (
    LEAD_TIME_WEEKS_REGION,
    LEAD_TIME_WEEKS_OTHERS,
    LEAD_TIME_TOLERANCE_DAYS,
    LEAD_TIME_ANCHOR,
    POSTAL_DAYS,
    ROLL,
)
