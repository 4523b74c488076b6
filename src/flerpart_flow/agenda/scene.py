"""From a case and a moment to what entries are made from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from flerpart_flow.agenda.entries import Scene, days, entries
from flerpart_flow.agenda.entry import Entry, Group
from flerpart_flow.engine.eras.eras import rules_at
from flerpart_flow.engine.judging.case import Case, aware
from flerpart_flow.engine.values.clock import start_of_day
from flerpart_flow.engine.words.reasons import texts_for
from flerpart_flow.seen.view import left_of


def scene_of(case: Case, at: datetime, lang: str, by: str | None = None) -> Scene | None:
    """The case at a moment; with ``by`` what is left of it for one party, None where nothing is asked of that one.

    Raises EventError for a naive time, and for a party that the rules don't know.
    """
    now = aware(at)
    state = case.state_at(now) if by is None else left_of(case, by, now).state
    if state is None:
        return None
    return Scene(
        case.routine, rules_at(case.course, case.lines, case.rules, now), state, now, texts_for(case.rules, lang), by
    )


def entries_of(case: Case, at: datetime, lang: str, by: str | None = None) -> Iterator[Entry]:
    """The entries of a case at a moment; with ``by`` those that are that one's to do, or for all who take part."""
    scene = scene_of(case, at, lang, by)
    return iter(()) if scene is None else entries_in(scene)


def entries_in(scene: Scene) -> Iterator[Entry]:
    """The same, of a scene."""
    return (one for one in entries(scene) if _concerns(scene, one))


def _concerns(scene: Scene, one: Entry) -> bool:
    """Whether an entry is to be told to the one who asks: their own, or for all who take part."""
    return scene.by is None or one.bearer in (None, scene.by)


def days_of(case: Case, at: datetime, lang: str, by: str | None = None) -> tuple[Entry, ...]:
    """The days that a case holds and no duty has, such as its meeting's; what is reviewed in time, when it is time."""
    scene = scene_of(case, at, lang, by)
    found = () if scene is None else (one for one in days(scene) if _concerns(scene, one))
    return tuple(one for one in found if not one.own or one.group is Group.ATTENTION)


def beginning(of: date) -> datetime:
    """A moment as it is; of a day its first one."""
    return of if isinstance(of, datetime) else start_of_day(of)
