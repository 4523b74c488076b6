"""From many logs to an object-centric event log in which nobody can be found."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import attrs

from flerpart_flow import installed
from flerpart_flow.across.logs.copies import Once, secret, whose
from flerpart_flow.across.logs.loading import load_under
from flerpart_flow.across.logs.trouble import Trouble
from flerpart_flow.across.logs.walk import walk
from flerpart_flow.across.report.figures.figures import LEAST
from flerpart_flow.across.report.reading.gather import ruled_by
from flerpart_flow.across.spread.spread import PROCESSES
from flerpart_flow.engine.values.clock import as_time
from flerpart_flow.engine.values.reticent import reticent
from flerpart_flow.export.ocel.courses import Course, course_of, known_turns, parties_of, shown
from flerpart_flow.export.ocel.writing import Group, written
from flerpart_flow.texts import DEFAULT_LANGUAGE


@reticent()
@attrs.frozen
class _Sight:
    """A log that was read: a digest of whose it is, its rank among the logs of its case, and its course."""

    case: bytes
    rank: bytes
    routine: str
    course: Course


def ocel_of(
    paths: Iterable[Path | str],
    *,
    at: datetime,
    min_group: int = 5,
    jobs: int | None = None,
    on: str = PROCESSES,
    overlay: Mapping[str, Any] | None = None,
    rules_dir: Path | str | None = None,
    store: str | None = None,
    lang: str = DEFAULT_LANGUAGE,
    on_trouble: Callable[[Trouble], object] = lambda trouble: None,
    on_progress: Callable[[int], object] = lambda done: None,
) -> dict[str, Any]:
    """The courses of the cases, as they stood at a moment, as OCEL 2.0 has them in JSON.

    Groups of fewer than ``min_group`` cases (at least 3) can't be seen in it, nor any reference, unit or time: each
    case begins at the same made-up moment, and its times tell the order alone. ``jobs``, ``on``, ``overlay``,
    ``rules_dir``, ``store``, ``on_trouble`` and ``on_progress`` are as for ``report``. Of several logs of a case the
    longest counts.

    Raises ValueError for a smaller group or no job, NotATime for a naive ``at``, RulesError for an overlay that fits
    no routine, SpreadError for a cluster that can't be used, StoreError for a store that can't.
    """
    if min_group < LEAST:
        raise ValueError(f"min_group is at least {LEAST}")
    ruled_by(overlay)
    read = partial(_read, at=as_time(at), overlay=overlay, rules_dir=rules_dir, store=store, key=secret())
    cases: Once[_Sight] = Once()
    walk(paths, read, cases.add, jobs=jobs, on=on, on_trouble=on_trouble, on_progress=on_progress)
    courses: dict[str, Counter[Course]] = defaultdict(Counter)
    for one in cases.seen.values():
        if one.course:
            courses[one.routine][one.course] += 1
    return written(_groups(courses, min_group), lang)


def _groups(courses: Mapping[str, Mapping[Course, int]], least: int) -> list[Group]:
    """What may be shown, routine by routine. A routine with too few cases is as one without any."""
    found: list[Group] = []
    for name in installed.ROUTINES:
        if sum(courses.get(name, {}).values()) >= least:
            routine = installed.ROUTINES[name]
            rules = routine.rules()
            told = shown(courses[name], known_turns(routine), parties_of(rules), least)
            found.extend(Group(routine, rules, one, cases) for one, cases in told.items())
    return found


def _read(
    path: str,
    at: datetime,
    overlay: Mapping[str, Any] | None,
    rules_dir: Path | str | None,
    store: str | None,
    key: bytes,
) -> _Sight:
    one = load_under(path, overlay, rules_dir, store)
    return _Sight(whose(one.log, key), one.rank, one.log.routine.name, course_of(one.log, at))
