"""Who owes what."""

from typing import Final

from flerpart_flow.define import DutySpec, Parameter, happens, when
from flerpart_flow.define.atgarder import (
    GenomforAtgard,
    gone_from_plan,
    last_day,
    number_in_plan,
    their_part,
    to_carry_out,
)
from flerpart_flow.define.kallelse import Avboj, Bekrafta, Kalla, StallIn, has_answered, no_longer_awaited, to_confirm
from flerpart_flow.define.mote import OppnaMote
from flerpart_flow.define.plan import GodkannPlan
from flerpart_flow.define.samtycke import AterkallaSamtycke, record_duty

SVAR_ARBETSDAGAR: Final = Parameter("svar_arbetsdagar", int)

SVARA: Final = DutySpec(
    name="svara_pa_kallelsen",
    norms=("AM-KALLELSE-5",),
    opens=when(Kalla, then=to_confirm),
    meets=when(Bekrafta, Avboj, then=has_answered),
    lapses=when(StallIn, OppnaMote, AterkallaSamtycke, then=no_longer_awaited),
    threshold=SVAR_ARBETSDAGAR,
)
GENOMFORA: Final = DutySpec(
    name="genomfora_sin_atgard",
    norms=("AM-ATGARD-1",),
    opens=when(GodkannPlan, then=to_carry_out),
    meets=when(GenomforAtgard, then=their_part),
    lapses=when(GodkannPlan, then=gone_from_plan) | when(AterkallaSamtycke, then=happens),
    due=last_day,
    names=number_in_plan,
)
DUTIES: Final = (record_duty("AM-SAMTYCKE-3", "planering"), SVARA, GENOMFORA)
