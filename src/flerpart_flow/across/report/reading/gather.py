"""From many logs to the report on them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from flerpart_flow import installed
from flerpart_flow.across.logs.copies import secret
from flerpart_flow.across.logs.loading import load_under
from flerpart_flow.across.logs.trouble import Trouble
from flerpart_flow.across.logs.walk import walk
from flerpart_flow.across.report.figures.figures import LEAST, Report, figured
from flerpart_flow.across.report.figures.previous import Previous
from flerpart_flow.across.report.reading.copies import Cases, Sight, sight
from flerpart_flow.across.report.reading.definition import definition
from flerpart_flow.across.report.reading.tally import Gathered
from flerpart_flow.across.report.reading.trace import trace
from flerpart_flow.across.spread.spread import PROCESSES
from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.errors import RulesError
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.values.clock import as_time


def report(
    paths: Iterable[Path | str],
    *,
    at: datetime,
    min_group: int = 5,
    jobs: int | None = None,
    on: str = PROCESSES,
    overlay: Mapping[str, Any] | None = None,
    rules_dir: Path | str | None = None,
    store: str | None = None,
    previous: Mapping[str, Any] | None = None,
    on_trouble: Callable[[Trouble], object] = lambda trouble: None,
    on_progress: Callable[[int], object] = lambda done: None,
) -> Report:
    """The report on the logs, as their cases stood at a moment (UI-UPPF-1, FM-AVVIK-1).

    Groups of fewer than ``min_group`` cases (at least 3) can't be seen in it. ``jobs`` is how many processes read; all
    cores, if it isn't given, but one for a few hundred logs. More than one start anew with the program's main module,
    which has to be one that can be imported. With ``on="dask"`` the workers of a Dask cluster read (the extra
    ``cluster``): docs/scale.md. ``on_trouble`` is told of each log that can't be counted, in the order
    of the paths, ``on_progress`` of how many logs have been read.

    Several logs of one case, by the routine and the case that their headers name, are one case: the longest counts.
    ``previous`` is an earlier report, as ``Report.to_data`` gave it: what would differ from it by a smaller group isn't
    shown.

    An ``overlay`` is for the routines whose rules it fits; the others are reported under their own. ``rules_dir`` is a
    folder of rules that logs may name beside those (``read_rules``). A case that stands under others is told of.
    With the address of a ``store`` (``open_store``) the paths are the references of cases in it.

    Raises ValueError for a smaller group or no job, NotATime for a naive ``at``, RulesError for an overlay that can't
    be used with any routine, SpreadError for a cluster that can't be used, StoreError for a store that can't,
    NotAReport for a ``previous`` that is none, or has another smallest group.
    """
    if min_group < LEAST or (jobs is not None and jobs < 1):
        raise ValueError(f"min_group is at least {LEAST}, jobs at least 1")
    at = as_time(at)
    earlier = None if previous is None else Previous.read(previous, min_group)
    ruled = ruled_by(overlay)
    gathered, cases = Gathered(), Cases()

    def told(trouble: Trouble) -> None:
        gathered.damaged += trouble.damaged
        gathered.other_rules += not trouble.damaged
        on_trouble(trouble)

    read = partial(_read, at=at, overlay=overlay, key=secret(), rules_dir=rules_dir, store=store)
    walk(paths, read, cases.add, jobs=jobs, on=on, on_trouble=told, on_progress=on_progress)
    cases.gather(gathered)
    for name in installed.ROUTINES:
        if name not in ruled and gathered.tallies[name].cases >= min_group:
            ruled[name] = _rules(installed.ROUTINES[name], overlay)
    definitions = {name: definition(installed.ROUTINES[name], rules) for name, rules in ruled.items()}
    return figured(gathered, {name: definitions.get(name) for name in installed.ROUTINES}, at, min_group, earlier)


def ruled_by(overlay: Mapping[str, Any] | None) -> dict[str, Rules]:
    """The rules that logs are read under, of the library's routines and of that which the overlay is for: another
    package is imported only if a log names its routine. Raises the first fault of an overlay that fits none.
    """
    meant = None if overlay is None else overlay.get("for")
    found, faults = {}, []
    for name in installed.ROUTINES:
        if name not in installed.OWN and name != meant:
            continue
        try:
            found[name] = installed.ROUTINES[name].rules(overlay=overlay)
        except RulesError as fault:
            faults.append(fault)
            found[name] = installed.ROUTINES[name].rules()
    if len(faults) == len(found):
        raise faults[0]
    return found


def _rules(routine: Routine, overlay: Mapping[str, Any] | None) -> Rules:
    """The newest rules of a routine, under an overlay that fits."""
    try:
        return routine.rules(overlay=overlay)
    except RulesError:
        return routine.rules()


def _read(
    path: str,
    at: datetime,
    overlay: Mapping[str, Any] | None,
    key: bytes,
    rules_dir: Path | str | None,
    store: str | None,
) -> Sight:
    one = load_under(path, overlay, rules_dir, store)
    return sight(one, trace(one.log, at), key)
