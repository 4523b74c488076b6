"""The work list over many logs, read by several processes or on a cluster, and joined into the list that one gives."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial
from pathlib import Path

import attrs

from flerpart_flow.across.logs.copies import Once, secret, whose
from flerpart_flow.across.logs.loading import Overlays, load_choosing
from flerpart_flow.across.logs.trouble import Trouble
from flerpart_flow.across.logs.walk import walk
from flerpart_flow.across.spread.spread import PROCESSES
from flerpart_flow.agenda.work import WorkList, joined, worklist
from flerpart_flow.engine.eras.eras import check_judged
from flerpart_flow.engine.values.clock import as_time
from flerpart_flow.texts import DEFAULT_LANGUAGE


@attrs.define
class Work:
    """The work list, and of each routine the path of a log, in the order in which they were met.

    ``copies`` are the logs of cases that another log of theirs stands for, ``troubles`` those that can't be read,
    ``not_open`` those of cases that weren't opened by then; of one party's list they aren't told.
    """

    found: WorkList
    routines: dict[str, str] = attrs.field(factory=dict)
    troubles: list[Trouble] = attrs.field(factory=list)
    copies: int = 0
    not_open: int = 0


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

    Of several logs of a case one counts, as in a report: the longest.
    ``jobs``, ``on``, ``rules_dir`` and ``store`` are as for ``flerpart_flow.across.report.report``; ``on_trouble`` is
    told of each log that can't be read, in the order of the paths. Raises as ``worklist``, RulesError for an overlay
    that can't be used, SpreadError for a cluster that can't be used, StoreError for a store that can't.
    """
    now = as_time(at)
    of = partial(_read, at=now, lang=lang, by=by, overlays=overlays or {}, rules_dir=rules_dir, store=store)
    read = partial(of, key=secret())
    cases: Once[_Part] = Once()
    whole = Work(WorkList(now, (), 0))

    def keep(one: _Part) -> None:
        cases.add(one)
        whole.routines.setdefault(one.routine, one.path)

    def told(trouble: Trouble) -> None:
        on_trouble(trouble)
        whole.troubles.append(trouble)

    walk(paths, read, keep, jobs=jobs, on=on, on_trouble=told)
    whole.found, whole.copies = joined(now, (one.found for one in cases.seen.values())), cases.copies
    if by is None:
        whole.not_open = sum(not one.found.cases for one in cases.seen.values())
    return whole


@attrs.frozen
class _Part:
    """The work list of a case, a digest of whose it is, and where its log lies."""

    case: bytes
    rank: bytes
    routine: str
    path: str
    found: WorkList


def _read(
    path: str,
    at: datetime,
    lang: str,
    by: str | None,
    overlays: Overlays,
    rules_dir: Path | str | None,
    store: str | None,
    key: bytes,
) -> _Part:
    one = load_choosing(path, overlays, rules_dir, store)
    case = one.log.case()
    check_judged(case.course)
    if by is not None:
        case.rules.vocabulary.require("aktor", by, "by")
    return _Part(whose(one.log, key), one.rank, case.routine.name, path, worklist([case], at, lang, by))
