"""The cases of a report, each once.

While the logs are read, each case is kept as a digest under a key that is made for this report alone, and as the
codes and days of its trace. Nothing of it is written anywhere.
"""

from __future__ import annotations

from typing import Any

import attrs

from flerpart_flow.across.logs.copies import Once, whose
from flerpart_flow.across.logs.loading import Loaded
from flerpart_flow.across.report.reading.tally import Gathered
from flerpart_flow.across.report.reading.trace import Trace


@attrs.frozen
class Sight:
    """A log that was read. ``case`` is the digest of whose it is; of several the greatest ``rank`` counts. ``trace`` is
    None if the case wasn't open.
    """

    case: bytes
    rank: bytes
    trace: Trace | None


def sight(one: Loaded, found: Trace | None, key: bytes) -> Sight:
    """What is kept of a log."""
    return Sight(whose(one.log, key), one.rank, found)


@attrs.define
class Cases:
    """The cases that have been seen, each once."""

    once: Once[Sight] = attrs.field(factory=Once)
    _same: dict[Any, Any] = attrs.field(factory=dict)

    def add(self, one: Sight) -> None:
        """One more log."""
        self.once.add(attrs.evolve(one, trace=self._shared(one.trace)))

    def merged(self, other: Cases) -> Cases:
        """The cases of both; however many are grouped for it, the same cases come out."""
        both = Cases(Once(copies=self.once.copies + other.once.copies))
        for one in (*self.once.seen.values(), *other.once.seen.values()):
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
        into.copies += self.once.copies
        for one in self.once.seen.values():
            if one.trace is None:
                into.not_open += 1
            else:
                into.tallies[one.trace.routine].add(one.trace)
