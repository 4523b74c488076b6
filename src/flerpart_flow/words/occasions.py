"""When a duty is to be met that has no last day, in the routine's words: at the meeting, before the consent."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Final

from flerpart_flow.engine.definition.duties import DutyState

if TYPE_CHECKING:
    from flerpart_flow.engine.definition.duties import Duty
    from flerpart_flow.engine.definition.showing import Dated
    from flerpart_flow.engine.rules.rules import Rules
    from flerpart_flow.texts import Texts

NO_DAYS: Final[tuple[Dated, ...]] = ()
_RUNNING: Final = frozenset({DutyState.OPEN, DutyState.LATE})


def occasion(duty: str, said: Texts, days: Iterable[Dated] = NO_DAYS) -> str:
    """When a duty is to be met, without a number that the routine doesn't give (readings A6 and A37); empty where the
    routine says nothing of it. With the ``days`` that a case holds it names the day of what it is tied to.
    """
    for one in days:
        key = f"tillfallen_dag.{duty}.{one.kind}"
        if key in said:
            return said.say(key, dag=one.at or one.day)
    key = f"tillfallen.{duty}"
    return said.raw(key) if key in said else ""


def occasion_of(duty: Duty, said: Texts, shown: date, days: Iterable[Dated] = NO_DAYS) -> str:
    """The same of a case's duty as of the day that is ``shown``: of one that runs and has no day of its own, and never
    with a day that has passed.
    """
    if duty.due is not None or duty.state not in _RUNNING:
        return ""
    return occasion(duty.name, said, (one for one in days if one.day >= shown))


def counted_from(one: Duty, rules: Rules, said: Texts) -> str:
    """From what the day of a duty is counted, as far as the routine tells; empty towards those for whom it is not."""
    key = f"frister.{one.name}"
    return said.say(key, **rules.parameters) if key in said and own_towards(one) not in said else ""


def own_towards(one: Duty) -> str:
    """The text of a day that is another towards a party."""
    return f"fristen_for.{one.name}.{(one.counterpart or '').partition(':')[0]}"
