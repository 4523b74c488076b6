"""Going through many logs: what is kept of each, and which of them can't be read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Generic, TypeVar

import attrs

from flerpart_flow.across.logs.lines import stores_closed
from flerpart_flow.across.logs.trouble import Trouble
from flerpart_flow.across.spread.spread import PROCESSES, spread
from flerpart_flow.engine.errors import JournalError, RulesNotInstalled, StoreDamaged

K = TypeVar("K")


@attrs.define
class _Part(Generic[K]):
    """What is kept of a chunk of logs."""

    logs: int
    kept: list[K] = attrs.field(factory=list)
    troubles: list[Trouble] = attrs.field(factory=list)


def walk(
    names: Iterable[Path | str],
    read: Callable[[str], K],
    keep: Callable[[K], object],
    *,
    jobs: int | None = None,
    on: str = PROCESSES,
    on_trouble: Callable[[Trouble], object] = lambda trouble: None,
    on_progress: Callable[[int], object] = lambda done: None,
) -> None:
    """Read many logs, some at a time, by ``jobs`` processes or where ``on`` says (``spread``).

    ``read`` gives what is kept of a log by its name; it runs where the work is done, so that it and what it gives can
    be pickled. The others run here, in the order of the names: ``keep`` is given what was read of each log,
    ``on_trouble`` is told of each that can't be read, which is passed by, and ``on_progress`` of how many were gone
    through. Raises as ``spread``, and whatever else ``read`` raises.
    """
    done = 0
    spreading = spread((str(name) for name in names), partial(_chunk, read=read), jobs, on)
    with stores_closed(), closing(spreading) as parts:
        for part in parts:
            for one in part.kept:
                keep(one)
            for trouble in part.troubles:
                on_trouble(trouble)
            done += part.logs
            on_progress(done)


def _chunk(names: list[str], read: Callable[[str], K]) -> _Part[K]:
    part: _Part[K] = _Part(len(names))
    for name in names:
        try:
            part.kept.append(read(name))
        except (JournalError, RulesNotInstalled, OSError, StoreDamaged) as error:
            trouble = Trouble(name, error)
            part.troubles.append(trouble)
    return part
