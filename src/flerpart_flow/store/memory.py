"""A store in memory, for tests and for trying things: it goes with the program."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from threading import Lock
from typing import Final

import attrs

from flerpart_flow.engine.errors import discreet
from flerpart_flow.engine.judging.writing import aware_time
from flerpart_flow.store.chain import Head, Link, checked, grown
from flerpart_flow.store.entries import lines_of
from flerpart_flow.store.port import Due, Entry, Stored


@attrs.define
class _Kept:
    """What is kept of a case."""

    links: tuple[Link, ...] = ()
    due: datetime | None = None

    def head(self) -> Head | None:
        return Head(len(self.links), self.links[-1].hash) if self.links else None


class MemoryStore:
    """A store in memory; several threads may use it."""

    def __init__(self) -> None:
        self._lock: Final = Lock()
        self._cases: dict[str, _Kept] = {}

    def __repr__(self) -> str:
        return f"MemoryStore({len(self._cases)} cases)"

    @discreet
    def read(self, ref: str) -> Stored:
        """As ``Store.read``."""
        kept = self._cases.get(ref, _Kept())
        return checked(ref, ((link.nr, link.line, link.hash) for link in kept.links), kept.head())

    @discreet
    def append(self, ref: str, entries: Entry | Iterable[Entry], expected_nr: int, due: datetime | None = None) -> int:
        """As ``Store.append``."""
        new = lines_of(ref, entries, expected_nr)
        at = None if due is None else aware_time(due, "due")
        with self._lock:
            kept = self._cases.get(ref, _Kept())
            more = grown(ref, new, expected_nr, kept.head(), lambda nr, many: _lines(kept, nr, many))
            if expected_nr == len(kept.links) and (more or kept.links):
                self._cases[ref] = kept = _Kept(kept.links + more, at)
            return len(kept.links)

    def refs(self) -> Iterator[str]:
        """As ``Store.refs``."""
        return iter(sorted(self._cases))

    @discreet
    def due(self, before: datetime) -> Iterator[Due]:
        """As ``Store.due``."""
        limit = aware_time(before, "before")
        found = [Due(kept.due, ref) for ref, kept in self._cases.items() if kept.due is not None and kept.due < limit]
        return iter(sorted(found, key=lambda one: (one.at, one.ref)))


def _lines(kept: _Kept, nr: int, many: int) -> list[str]:
    return [link.line for link in kept.links[nr : nr + many]]
