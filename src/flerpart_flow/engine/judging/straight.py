"""The straight way through a log: line after line, as long as none came late and none is a correction.

It gives what ``Case.recorded`` gives for one line after another. Nobody asks for the case between two of them, so
none is built.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from flerpart_flow.engine.definition.correction import Ratta
from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.judging.course import EVERY, Checkpoint, Course
from flerpart_flow.engine.judging.step import step
from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.rules.rules import Rules


def straight(
    routine: Routine, rules: Rules, course: Course, events: Sequence[Event], done: int, latest: datetime | None
) -> tuple[Course, int, datetime | None]:
    """The course after the events that follow the first ``done``, up to one that is late or a correction.

    Also how many events are done then, and when the latest of them occurred; ``latest`` is when it did before.
    """
    state, latches, nr = course.state, routine.latches, done
    refused: list[int] = []
    latched: list[tuple[int, str]] = []
    checkpoints: list[Checkpoint] = []
    refused_before, latched_before = len(course.refused), len(course.latched)
    while nr < len(events):
        event = events[nr]
        at = event.occurred_at
        if (latest is not None and at < latest) or isinstance(event, Ratta):
            break
        nr, latest, before = nr + 1, at, state
        decision = step(routine, rules, before, event)
        state = decision.state
        if state is before and not decision.allowed:
            refused.append(nr)
        elif state.phase != before.phase and state.phase in latches:
            latched.append((nr, state.phase))
        if nr % EVERY == 0:
            checkpoints.append(Checkpoint(state, refused_before + len(refused), latched_before + len(latched)))
    order = None if course.order is None else course.order.extend(range(done + 1, nr + 1))
    course = Course(
        state,
        course.checkpoints.extend(checkpoints),
        order,
        course.refused.extend(refused),
        course.corrections,
        course.settled,
        course.latched.extend(latched),
    )
    return course, nr, latest
