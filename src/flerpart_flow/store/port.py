"""What a store is asked, and what it answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Protocol, TypeAlias

import attrs

from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.record.header import Header

Entry: TypeAlias = Header | Event | str
"""A line of a case: the header, an event that is a case's line, or either as text."""


@attrs.frozen
class Checkpoint:
    """How far a case had come, to be kept outside the store: its lines, header included, and the last one's hash."""

    ref: str
    lines: int
    hash: str


@attrs.frozen
class Stored:
    """A case as a store holds it. ``lines`` are those of its log, the header first, without line ends."""

    ref: str
    lines: tuple[str, ...] = attrs.field(repr=lambda lines: str(len(lines)))
    hash: str

    @property
    def next_nr(self) -> int:
        """The number that the next event gets."""
        return len(self.lines)

    @property
    def checkpoint(self) -> Checkpoint:
        """How far the case has come."""
        return Checkpoint(self.ref, len(self.lines), self.hash)


@attrs.frozen
class Due:
    """A case that somebody wants to look at again at a moment."""

    at: datetime
    ref: str


class Store(Protocol):
    """Cases by their references, each line written once and never changed.

    Every method raises StoreError where the store can't be used, StoreDamaged (one of its kind) where it holds
    something else than what was written, and WriteConflict where somebody else keeps it locked. Then nothing has been
    written. Where that can't be known, as when a connection was lost, the same append again tells and does no harm.
    """

    def read(self, ref: str) -> Stored:
        """The lines of a case, each checked against its chain. Raises StoreError for a case that isn't there."""

    def append(self, ref: str, entries: Entry | Iterable[Entry], expected_nr: int, due: datetime | None = None) -> int:
        """Add lines to a case, all or none, and return the number of its next event.

        ``expected_nr`` is the number that the first of them is to get: 0 opens a case with its header. ``due`` is when
        the host wants to look at the case again; each append says it anew, and one without lines says nothing else.
        Lines that the case already has under these numbers are taken as written, and change nothing.

        Raises WriteConflict if the case has other lines from that number on, or not as many; ``values["nr"]`` is then
        the number that its next event gets. Raises JournalError for what isn't a line of this case.
        """

    def refs(self) -> Iterator[str]:
        """The references of all cases, in order."""

    def due(self, before: datetime) -> Iterator[Due]:
        """The cases that were to be looked at again before a moment, the first one first."""
