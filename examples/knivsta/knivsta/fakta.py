"""What is known in Knivsta beside the facts of a flerpartsmöte, and what the own events do to it."""

from collections.abc import Iterator
from typing import Any

import attrs

from flerpart_flow import Rules, Texts
from flerpart_flow.define import UNKNOWN, YES, Ternary, evolve
from flerpart_flow.routines.flerpartsmote import Facts
from knivsta.handelser import BokaLots, ErbjudLots


@attrs.frozen(weakref_slot=False)
class KnivstaFakta(Facts):
    """Whether the individual wants a guide, and who it is."""

    vill_ha_lots: Ternary = UNKNOWN
    lots: str | None = None


def fragad(fakta: KnivstaFakta, event: ErbjudLots, rules: Rules) -> KnivstaFakta:
    """The latest answer counts; who doesn't want a guide has none."""
    lots = fakta.lots if event.vill_ha_lots is YES else None
    return evolve(fakta, vill_ha_lots=event.vill_ha_lots, lots=lots)


def bokad(fakta: KnivstaFakta, event: BokaLots, rules: Rules) -> KnivstaFakta:
    """The guide that is booked."""
    return evolve(fakta, lots=event.lots)


def visad(fakta: Any, said: Texts) -> Iterator[str]:
    """The guide, in a status."""
    if fakta.lots is not None:
        yield said.say("knivsta.lots", lots=fakta.lots)
