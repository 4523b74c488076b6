"""What the events have established, and what each of them does to it."""

from datetime import date

import attrs

from flerpart_flow.define import UNKNOWN, Ternary


@attrs.frozen
class Fakta:
    """Who registered the visit, whether the individual wants it, and the day that is booked."""

    anmalare: str | None = None
    vill: Ternary = UNKNOWN
    dag: date | None = None


def anmald(fakta, event, rules):
    """The unit that registers the visit answers for it."""
    return attrs.evolve(fakta, anmalare=event.by)


def besvarad(fakta, event, rules):
    """The latest answer counts."""
    return attrs.evolve(fakta, vill=event.vill)


def bokad(fakta, event, rules):
    """The day that is booked."""
    return attrs.evolve(fakta, dag=event.dag)
