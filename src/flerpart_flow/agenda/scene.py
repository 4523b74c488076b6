"""From a case and a moment to what entries are made from."""

from __future__ import annotations

from datetime import date, datetime

from flerpart_flow.agenda.entries import Scene
from flerpart_flow.engine.judging.case import Case, aware
from flerpart_flow.engine.values.clock import end_of_day, start_of_day
from flerpart_flow.engine.words.reasons import texts_for


def scene_of(case: Case, at: datetime, lang: str) -> Scene:
    """The whole case at a moment. Raises EventError for a naive time."""
    now = aware(at)
    return Scene(case.routine, case.rules, case.state_at(now), now, texts_for(case.rules, lang))


def beginning(of: date) -> datetime:
    """A moment as it is; of a day its first one."""
    return of if isinstance(of, datetime) else start_of_day(of)


def end(of: date) -> datetime:
    """A moment as it is; of a day the first one after it."""
    return of if isinstance(of, datetime) else end_of_day(of)
