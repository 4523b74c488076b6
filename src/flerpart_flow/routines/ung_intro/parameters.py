"""The parameters of the routine: what its rules set and an overlay may change (rules/*.toml)."""

from __future__ import annotations

from typing import Any, Final

from flerpart_flow.define import Parameter
from flerpart_flow.samverkan.parameters import SHARED

AGE_FROM: Final = Parameter("age_from", int)
AGE_TO: Final = Parameter("age_to", int)
CONTACT_WORKDAYS: Final = Parameter("contact_workdays", int)
GUIDANCE_WORKDAYS: Final = Parameter("guidance_workdays", int)
START_WORKDAYS: Final = Parameter("start_workdays", int)
INITIATE_WORKDAYS: Final = Parameter("initiate_workdays", int)
COORDINATION_WORKDAYS: Final = Parameter("coordination_workdays", int)
JOINT_PLAN_WORKDAYS: Final = Parameter("joint_plan_workdays", int)

PARAMETERS: Final[tuple[Parameter[Any], ...]] = (
    *SHARED,
    AGE_FROM,
    AGE_TO,
    CONTACT_WORKDAYS,
    GUIDANCE_WORKDAYS,
    START_WORKDAYS,
    INITIATE_WORKDAYS,
    COORDINATION_WORKDAYS,
    JOINT_PLAN_WORKDAYS,
)
