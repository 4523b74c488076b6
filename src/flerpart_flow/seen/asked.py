"""May an event happen, as far as one party may know: judged in what is left of the case for them."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from flerpart_flow.engine.definition.correction import Ratta
from flerpart_flow.engine.definition.recording import Numbers
from flerpart_flow.engine.eras.change import BytRegler
from flerpart_flow.engine.errors import EventError, discreet
from flerpart_flow.engine.judging import queries
from flerpart_flow.engine.judging.case import Case, aware
from flerpart_flow.engine.judging.decision import Decision
from flerpart_flow.engine.judging.growth import settled_at_end
from flerpart_flow.engine.judging.queries import Possible
from flerpart_flow.engine.judging.step import step
from flerpart_flow.engine.record.events import UNIT, Event, check_codes
from flerpart_flow.seen.view import Left, left_of

_OF_LINES: Final = (Ratta, BytRegler)
"""What is judged by the lines themselves, which only one who sees the whole may know."""


@discreet
def why_seen(
    case: Case, event: Event | type[Event], who: str, at: datetime | None = None
) -> Possible | Decision | None:
    """Whether somebody may do something, by what they may see (``seen_by``): of a class a ``Possible``, of an event,
    when it occurs, a ``Decision``. None where nothing is shown to them.

    The whole case may still say otherwise when the event is recorded. To one who doesn't see the whole, a correction
    and a change of rules are answered without their content. Errors are as of ``Case.why_not``.
    """
    kind = type(event) if isinstance(event, Event) else event
    if kind is not case.routine.events.get(kind.name):
        raise EventError("handelse.annan_rutin", field="event", routine=case.routine.name)
    moment = event.occurred_at if isinstance(event, Event) else at
    if moment is None:
        raise TypeError("a query about a kind of event needs a time")
    left = left_of(case, who, moment)
    if left.state is None:
        return None
    if kind is not BytRegler and case.judged_from is None:
        case.why_not(kind, moment)  # which raises that nothing can be judged
    if isinstance(event, Event) and (left.relation.whole or not issubclass(kind, _OF_LINES)):
        return _decided(case, event, left)
    return queries.possible(case.routine, case.rules, left.state, kind, aware(moment), who)


@discreet
def permitted_seen(case: Case, who: str, at: datetime) -> tuple[Possible, ...]:
    """What may happen at a moment, by whoever, for one who sees the case as a whole, by what that one may see.

    For all others nothing: ``Seen.possible`` has what they may do themselves. Errors are as of ``seen_by``.
    """
    left = left_of(case, who, at)
    if left.state is None or not left.relation.whole:
        return ()
    found = queries.permitted(case.routine, case.rules, left.state, aware(at))
    return found if case.judged_from is not None else tuple(one for one in found if one.event == BytRegler.name)


def _decided(case: Case, event: Event, left: Left) -> Decision:
    late = case.latest is not None and event.occurred_at < case.latest
    if left.relation.whole and (late or isinstance(event, _OF_LINES)):
        return case.decide(event)
    assert left.state is not None, "where nothing is left nothing is decided"
    numbers = case.course.numbers if left.relation.whole else Numbers()
    placed = event.placed(len(case.lines) + 1 if left.relation.whole else 1, event.occurred_at)
    check_codes(placed, case.rules.vocabulary)
    placed = settled_at_end(case.routine, left.state.facts, numbers, placed)
    return step(case.routine, case.rules, left.state, placed)


def writer_for(case: Case, who: str, at: datetime) -> str | None:
    """The unit that would write down what somebody does, as far as they may see; None for a unit, which does it."""
    if case.rules.vocabulary.has(UNIT, who):
        return None
    left = left_of(case, who, at)
    facts: Any = None if left.state is None else left.state.facts
    leading: tuple[str, ...] = getattr(facts, "leading", tuple)()
    return leading[0] if leading else min(case.rules.vocabulary.known[UNIT])
