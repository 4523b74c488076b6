"""The set of pictures, drawn once for all tests of a process: drawing it takes an engine's run or two for each page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import pytest

from flerpart_flow.diagrams import collection
from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.judging.case import Case

GROUP: Final = "drawn_set"
"""The tests that ask for it run in one worker, so that it is drawn once even there."""

_DRAW: Final = collection._files
_DRAWN: Final[dict[tuple[Any, ...], tuple[tuple[Path, bytes], ...]]] = {}


def _drawn_once(
    routines: Iterable[Routine], case: Case | None, at: datetime | None, languages: tuple[str, ...], engine: str | None
) -> Iterator[tuple[Path, bytes]]:
    asked = tuple(routines)
    told = case and (case.header.case, len(case.lines))
    key = (tuple((one.name, one.rules().digest) for one in asked), told, at, languages, engine)
    if key not in _DRAWN:
        _DRAWN[key] = tuple(_DRAW(asked, case, at, languages, engine))
    yield from _DRAWN[key]


@pytest.fixture
def set_drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What writes or checks the set gets the pictures that were drawn before, if they are the same ones."""
    monkeypatch.setattr(collection, "_files", _drawn_once)
