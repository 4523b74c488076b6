"""From a folder of logs to an object-centric event log in which nobody can be found."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from datetime import datetime
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import Any

import attrs

from flerpart_flow import installed
from flerpart_flow.across.report.figures.figures import LEAST
from flerpart_flow.across.report.reading.copies import SHORT, secret
from flerpart_flow.across.report.reading.gather import ruled_by
from flerpart_flow.across.report.reading.loading import load_under
from flerpart_flow.across.spread.spread import PROCESSES, spread
from flerpart_flow.across.spread.trouble import Trouble
from flerpart_flow.engine.errors import JournalError, RulesNotInstalled
from flerpart_flow.engine.journal.log import Log
from flerpart_flow.engine.values.clock import as_time
from flerpart_flow.engine.values.reticent import reticent
from flerpart_flow.export.ocel.courses import Course, course_of, known_turns, parties_of, shown
from flerpart_flow.export.ocel.writing import Group, written
from flerpart_flow.texts import DEFAULT_LANGUAGE


@reticent()
@attrs.frozen
class _Sight:
    """A log that was read: a digest of whose it is, its length, and its course."""

    case: bytes
    routine: str
    lines: int
    course: Course


@attrs.define
class _Part:
    """What is kept of a chunk of logs."""

    logs: int = 0
    sights: list[_Sight] = attrs.field(factory=list)
    troubles: list[Trouble] = attrs.field(factory=list)


def ocel_of(
    paths: Iterable[Path | str],
    *,
    at: datetime,
    min_group: int = 5,
    jobs: int | None = None,
    on: str = PROCESSES,
    overlay: Mapping[str, Any] | None = None,
    rules_dir: Path | str | None = None,
    lang: str = DEFAULT_LANGUAGE,
    on_trouble: Callable[[Trouble], object] = lambda trouble: None,
    on_progress: Callable[[int], object] = lambda done: None,
) -> dict[str, Any]:
    """The courses of the cases, as they stood at a moment, as OCEL 2.0 has them in JSON.

    Groups of fewer than ``min_group`` cases (at least 3) can't be seen in it, nor any reference, unit or time: each
    case begins at the same made-up moment, and its times tell the order alone. ``jobs``, ``on``, ``overlay``,
    ``rules_dir``, ``on_trouble`` and ``on_progress`` are as for ``report``. Of several logs of a case the longest
    counts.

    Raises ValueError for a smaller group or no job, NotATime for a naive ``at``, RulesError for an overlay that fits
    no routine, SpreadError for a cluster that can't be used.
    """
    if min_group < LEAST:
        raise ValueError(f"min_group is at least {LEAST}")
    ruled_by(overlay)
    read = partial(_read, at=as_time(at), overlay=overlay, rules_dir=rules_dir, key=secret())
    cases: dict[bytes, _Sight] = {}
    done = 0
    with closing(spread((str(path) for path in paths), read, jobs, on)) as found:
        for part in found:
            for one in part.sights:
                there = cases.get(one.case)
                if there is None or (one.lines, one.course) > (there.lines, there.course):
                    cases[one.case] = one
            done += part.logs
            for trouble in part.troubles:
                on_trouble(trouble)
            on_progress(done)
    courses: dict[str, Counter[Course]] = defaultdict(Counter)
    for one in cases.values():
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
    paths: list[str], at: datetime, overlay: Mapping[str, Any] | None, rules_dir: Path | str | None, key: bytes
) -> _Part:
    part = _Part(len(paths))
    for path in paths:
        try:
            part.sights.append(_sight(load_under(path, overlay, rules_dir), at, key))
        except (JournalError, RulesNotInstalled, OSError) as error:
            trouble = Trouble(path, error)
            part.troubles.append(trouble)
    return part


def _sight(log: Log, at: datetime, key: bytes) -> _Sight:
    case = blake2b(f"{log.routine.name}\0{log.header.case}".encode(), key=key, digest_size=SHORT)
    return _Sight(case.digest(), log.routine.name, len(log.events), course_of(log, at))
