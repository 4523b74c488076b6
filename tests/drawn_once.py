"""Pictures drawn once for all tests of a process: the set, and whatever else an engine is given a second time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import pytest

from flerpart_flow.diagrams import collection
from flerpart_flow.diagrams.engines.engines import Engine
from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.judging.case import Case

GROUP: Final = "drawn_once"
"""The tests that ask for the fixture run in one worker, so that each picture is drawn once even there."""

_DRAW: Final = collection._files
_RUN: Final = Engine.run
_SETS: Final[dict[tuple[Any, ...], tuple[tuple[Path, bytes], ...]]] = {}
_RUNS: Final[dict[tuple[Any, ...], bytes]] = {}


def _set_once(
    routines: Iterable[Routine], case: Case | None, at: datetime | None, languages: tuple[str, ...], engine: str | None
) -> Iterator[tuple[Path, bytes]]:
    asked = tuple(routines)
    told = case and (case.header.case, len(case.lines))
    key = (tuple((one.name, one.rules().digest) for one in asked), told, at, languages, engine)
    if key not in _SETS:
        _SETS[key] = tuple(_DRAW(asked, case, at, languages, engine))
    yield from _SETS[key]


def _run_once(engine: Engine, source: str, format: str, **how: Any) -> bytes:
    key = (engine.kind, engine.path, source, format)
    if key not in _RUNS:
        _RUNS[key] = _RUN(engine, source, format, **how)
    return _RUNS[key]


@pytest.fixture
def drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The set and an engine's runs are those from before, if the same is asked for again. A failure isn't kept."""
    monkeypatch.setattr(collection, "_files", _set_once)
    monkeypatch.setattr(Engine, "run", _run_once)
