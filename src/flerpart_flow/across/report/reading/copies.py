"""Copies of one case: of several logs of a case one counts, whichever is read first.

While the logs are read, each case is kept as a digest under a key that is made for this report alone, and as the
codes and days of its trace. Nothing of it is written anywhere.
"""

from __future__ import annotations

import secrets
from hashlib import blake2b
from typing import Any, Final

import attrs

from flerpart_flow.across.report.reading.tally import Gathered
from flerpart_flow.across.report.reading.trace import Trace
from flerpart_flow.engine.journal.log import Log

SHORT: Final = 16
"""Bytes of a digest: two cases never have the same, however many there are."""


def secret() -> bytes:
    """A key for the digests of one report."""
    return secrets.token_bytes(SHORT)


@attrs.frozen
class Sight:
    """A log that was read. ``case`` is the digest of whose it is; of several the greatest ``rank`` counts: the longest
    log, and of those as long any one of them, but always the same. ``trace`` is None if the case wasn't open.
    """

    case: bytes
    rank: bytes
    trace: Trace | None


def whose(log: Log, key: bytes) -> bytes:
    """A digest of which case a log is of."""
    return blake2b(f"{log.routine.name}\0{log.header.case}".encode(), key=key, digest_size=SHORT).digest()


def sight(log: Log, found: Trace | None, key: bytes) -> Sight:
    """What is kept of a log."""
    told = blake2b(repr(_ordered(found)).encode(), digest_size=SHORT)
    return Sight(whose(log, key), len(log.events).to_bytes(8, "big") + told.digest(), found)


def _ordered(found: Trace | None) -> Any:
    """A trace in one order, whatever order its sets and mappings have in this process."""
    if found is None:
        return None
    values = attrs.astuple(found, recurse=False)
    return [sorted(one.items() if isinstance(one, dict) else one) if _loose(one) else one for one in values]


def _loose(value: object) -> bool:
    return isinstance(value, (dict, frozenset))


@attrs.define
class Cases:
    """The cases that have been seen, each once."""

    seen: dict[bytes, Sight] = attrs.field(factory=dict)
    copies: int = 0
    _same: dict[Any, Any] = attrs.field(factory=dict)

    def add(self, one: Sight) -> None:
        """One more log."""
        known = self.seen.get(one.case)
        self.copies += known is not None
        if known is None or one.rank > known.rank:
            self.seen[one.case] = attrs.evolve(one, trace=self._shared(one.trace))

    def merged(self, other: Cases) -> Cases:
        """The cases of both; however many are grouped for it, the same cases come out."""
        both = Cases(copies=self.copies + other.copies)
        for one in (*self.seen.values(), *other.seen.values()):
            both.add(one)
        return both

    def _shared(self, found: Trace | None) -> Trace | None:
        """The trace with what it has in common with others kept once: few codes differ from case to case."""
        if found is None:
            return None
        values: dict[str, Any] = attrs.asdict(found, recurse=False)
        common = {key: self._same.setdefault(one, one) for key, one in values.items() if not isinstance(one, dict)}
        return attrs.evolve(found, **common)

    def gather(self, into: Gathered) -> None:
        """Count every case."""
        into.copies += self.copies
        for one in self.seen.values():
            if one.trace is None:
                into.not_open += 1
            else:
                into.tallies[one.trace.routine].add(one.trace)
