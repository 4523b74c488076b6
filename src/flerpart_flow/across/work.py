"""The work list over many logs, read by several processes or on a cluster, and joined into the list that one gives."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from datetime import datetime
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import attrs

from flerpart_flow import installed
from flerpart_flow.across.lines import lines_of
from flerpart_flow.across.spread.spread import PROCESSES, spread
from flerpart_flow.across.spread.trouble import Trouble
from flerpart_flow.agenda.work import WorkList, joined, worklist
from flerpart_flow.engine.errors import JournalError, RulesNotInstalled, StoreDamaged
from flerpart_flow.engine.journal.log import read_log_choosing
from flerpart_flow.engine.judging.case import Case
from flerpart_flow.engine.rules.registry import RulesRegistry
from flerpart_flow.engine.values.clock import as_time
from flerpart_flow.texts import DEFAULT_LANGUAGE

Overlays = Mapping[str | None, Mapping[str, Any]]
"""Overlays by the routine that each is for; that of None is for every other."""


@attrs.define
class Work:
    """The work list, and of each routine the path of a log, in the order in which they were met."""

    found: WorkList
    routines: dict[str, str] = attrs.field(factory=dict)
    troubles: list[Trouble] = attrs.field(factory=list)


def worklist_over(
    paths: Iterable[Path | str],
    at: datetime,
    lang: str = DEFAULT_LANGUAGE,
    by: str | None = None,
    *,
    jobs: int | None = None,
    on: str = PROCESSES,
    overlays: Overlays | None = None,
    rules_dir: Path | str | None = None,
    store: str | None = None,
    on_trouble: Callable[[Trouble], object] = lambda trouble: None,
) -> Work:
    """The work list (``flerpart_flow.agenda.worklist``) over the cases of many logs, whatever their order.

    ``jobs``, ``on``, ``rules_dir`` and ``store`` are as for ``flerpart_flow.across.report.report``; ``on_trouble`` is
    told of each log that can't be read, in the order of the paths. Raises as ``worklist``, RulesError for an overlay
    that can't be used, SpreadError for a cluster that can't be used, StoreError for a store that can't.
    """
    now = as_time(at)
    read = partial(_read, at=now, lang=lang, by=by, overlays=overlays or {}, rules_dir=rules_dir, store=store)
    lists: list[WorkList] = []
    whole = Work(WorkList(now, (), 0))
    with closing(spread((str(path) for path in paths), read, jobs, on)) as parts:
        for part in parts:
            lists.append(part.found)
            for name, path in part.routines.items():
                whole.routines.setdefault(name, path)
            for trouble in part.troubles:
                on_trouble(trouble)
            whole.troubles += part.troubles
    whole.found = joined(now, lists)
    return whole


def _read(
    paths: list[str],
    at: datetime,
    lang: str,
    by: str | None,
    overlays: Overlays,
    rules_dir: Path | str | None,
    store: str | None,
) -> Work:
    """The work list of some logs; one that can't be read is told of and passed by."""
    part, lists = Work(WorkList(at, (), 0)), []
    registry = None if rules_dir is None else _registry(str(rules_dir))
    for path in paths:
        try:
            case = _case(path, overlays, registry, store)
        except (JournalError, RulesNotInstalled, OSError, StoreDamaged) as error:
            trouble = Trouble(path, error)
            part.troubles.append(trouble)
            continue
        if by is not None:
            case.rules.vocabulary.require("aktor", by, "by")
        part.routines.setdefault(case.routine.name, path)
        lists.append(worklist([case], at, lang, by))
    part.found = joined(at, lists)
    return part


def _case(path: str, overlays: Overlays, registry: RulesRegistry | None, store: str | None) -> Case:
    with lines_of(path, store) as lines:
        log = read_log_choosing(
            lines, installed.ROUTINES, lambda name: overlays.get(name, overlays.get(None)), registry=registry
        )
        return log.case()


@lru_cache(maxsize=4)
def _registry(folder: str) -> RulesRegistry:
    return installed.read_rules(folder)
