"""Who owes what in Knivsta."""

from typing import Final

from flerpart_flow import Event, Rules
from flerpart_flow.define import UNKNOWN, YES, DutySpec, Owed, Parameter, when
from flerpart_flow.routines.flerpartsmote import AterkallaSamtycke, GeSamtycke
from knivsta.fakta import KnivstaFakta
from knivsta.handelser import BokaLots, ErbjudLots
from knivsta.villkor import KNIVSTA

ARBETSDAGAR: Final = Parameter("lots_arbetsdagar", int)


def _ordforanden(fakta: KnivstaFakta) -> tuple[Owed, ...]:
    return (Owed(fakta.chair, "individ"),) if fakta.chair else ()


def _ska_fragas(before: KnivstaFakta, event: GeSamtycke, after: KnivstaFakta, rules: Rules) -> tuple[Owed, ...]:
    asked = after.vill_ha_lots is not UNKNOWN
    return () if asked or after.municipality != KNIVSTA else _ordforanden(after)


def _ska_bokas(before: KnivstaFakta, event: ErbjudLots, after: KnivstaFakta, rules: Rules) -> tuple[Owed, ...]:
    return _ordforanden(after) if after.vill_ha_lots is YES and after.lots is None else ()


def _alltid(fakta: KnivstaFakta, event: Event, owed: Owed) -> bool:
    return True


def _vill_inte_mer(fakta: KnivstaFakta, event: ErbjudLots, owed: Owed) -> bool:
    return fakta.vill_ha_lots is not YES


FRAGA: Final = DutySpec(
    name="fraga_om_lots",
    norms=("KN-LOTS-2",),
    bearer="ordforande",
    phase="forberedelse",
    opens=when(GeSamtycke, then=_ska_fragas),
    meets=when(ErbjudLots, then=_alltid),
    lapses=when(AterkallaSamtycke, then=_alltid),
    threshold=ARBETSDAGAR,
)
BOKA: Final = DutySpec(
    name="ordna_lots",
    norms=("KN-LOTS-5",),
    bearer="ordforande",
    phase="forberedelse",
    opens=when(ErbjudLots, then=_ska_bokas),
    meets=when(BokaLots, then=_alltid),
    lapses=when(ErbjudLots, then=_vill_inte_mer) | when(AterkallaSamtycke, then=_alltid),
    threshold=ARBETSDAGAR,
)
