"""When the next step of a case is to be taken, in words: its last day, the day booked for it, or on what occasion."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from flerpart_flow.engine.definition.duties import DutyState
from flerpart_flow.words.occasions import counted_from, occasion_of
from flerpart_flow.words.sentences import by_when, if_late

if TYPE_CHECKING:
    from flerpart_flow.engine.definition.showing import Dated
    from flerpart_flow.engine.review.next_steps import NextStep
    from flerpart_flow.engine.rules.rules import Rules
    from flerpart_flow.texts import Texts


def days_of_step(
    one: NextStep, rules: Rules, said: Texts, today: date, days: Iterable[Dated], *, hour: bool
) -> tuple[str, ...]:
    """The days of a step as of ``today``, each once; that the routine gives none of what is owed without one.

    Empty of what nobody owes and no day is booked for. ``days`` are those that the case holds; ``hour`` tells whether
    what is booked is told by its hour, too.
    """
    told = list(dict.fromkeys(filter(None, _days(one, rules, said, today, tuple(days), hour=hour))))
    return tuple(told) if told or not one.duties else (said.raw("ord.nasta.ingen_dag"),)


def _days(
    one: NextStep, rules: Rules, said: Texts, today: date, days: tuple[Dated, ...], *, hour: bool
) -> Iterator[str]:
    if (booked := one.booked) is not None:
        key = "ord.nasta.bokat_passerat" if booked.day < today else "ord.nasta.bokat"
        yield said.say(key, dag=(booked.at or booked.day) if hour else booked.day)
    dated = {duty.name for duty in one.duties if duty.due is not None}
    for duty in one.duties:
        if duty.due is not None:
            yield f"{by_when(duty.name, duty.due, said)}{if_late(duty, said)}"
        elif duty.state in {DutyState.OPEN, DutyState.LATE} and duty.name not in dated:
            yield occasion_of(duty, said, today, days) or counted_from(duty, rules, said)
