"""When the next step of a case is to be taken, in words: its last day, the day booked for it, or on what occasion."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from flerpart_flow.engine.definition.duties import DutyState
from flerpart_flow.engine.words.reasons import INDIVIDUAL
from flerpart_flow.words.occasions import counted_from, occasion_of
from flerpart_flow.words.sentences import by_when, if_late

if TYPE_CHECKING:
    from flerpart_flow.engine.definition.duties import Duty
    from flerpart_flow.engine.definition.routine import Routine
    from flerpart_flow.engine.definition.showing import Dated
    from flerpart_flow.engine.review.next_steps import NextStep
    from flerpart_flow.engine.rules.rules import Rules
    from flerpart_flow.texts import Texts


def at_rest(routine: Routine[Any], phase: str, said: Texts) -> str:
    """That a case is over in a phase, or that only the individual takes it on; empty where it goes on."""
    if phase in routine.ends:
        return said.raw("ord.nasta.slut")
    return said.raw("ord.nasta.vilar") if phase in routine.pauses else ""


def days_of_step(
    one: NextStep, rules: Rules, said: Texts, today: date, days: Iterable[Dated], *, named: bool
) -> tuple[str, ...]:
    """The days of a step as of ``today``, each once; that the routine gives none of what is owed without one.

    Empty of what nobody owes and no day is booked for. ``days`` are those that the case holds; ``named`` tells whether
    those who owe it by different days are named with theirs.
    """
    whose: dict[str, dict[str, None]] = {}
    for bearer, told in _days(one, rules, said, today, tuple(days)):
        whose.setdefault(told, {})[bearer] = None
    if named and whose and len({duty.bearer for duty in one.duties}) > max(map(len, whose.values())):
        names = {told: said.join([said.name(each) for each in bearers if each]) for told, bearers in whose.items()}
        return tuple(f"{told} ({names[told]})" if names[told] else told for told in whose)
    return tuple(whose) if whose or not one.duties else (said.raw("ord.nasta.ingen_dag"),)


def _days(one: NextStep, rules: Rules, said: Texts, today: date, days: tuple[Dated, ...]) -> Iterator[tuple[str, str]]:
    """Who owes a step by which day, in words; nobody by the day that is booked for it."""
    booked = one.booked
    owed = booked is not None and booked.owed and any(duty.due == booked.day for duty in one.duties)
    if booked is not None and not (owed and booked.day < today):
        key = "ord.nasta.bokat_passerat" if booked.day < today else "ord.nasta.bokat"
        yield "", said.say(key, dag=booked.at or booked.day)
    dated = {duty.name for duty in one.duties if duty.due is not None}
    for duty in one.duties:
        if duty.due is not None and duty.bearer == INDIVIDUAL:  # nobody hurries the individual (A61)
            yield INDIVIDUAL, said.say("ord.nasta.individens_dag", dag=duty.due)
        elif duty.due is not None and not (owed and booked is not None and duty.due == booked.day >= today):
            yield duty.bearer, f"{by_when(duty.name, duty.due, said)}{_late(duty, said)}"
        elif duty.state in {DutyState.OPEN, DutyState.LATE} and duty.name not in dated:
            told = occasion_of(duty, said, today, days) or counted_from(duty, rules, said)
            if told:
                yield duty.bearer, told


def _late(duty: Duty, said: Texts) -> str:
    """That somebody is late, and what is to be done about it."""
    return f", {said.raw('ord.nasta.forsenad')}{if_late(duty, said)}" if duty.state is DutyState.LATE else ""
