"""A log that can't be gone through, and why."""

from __future__ import annotations

import attrs

from flerpart_flow.engine.errors import JournalError, RulesNotInstalled, StoreDamaged


@attrs.frozen
class Trouble:
    """A log that isn't counted: its path, or its reference in a store, and why.

    ``damaged`` is False for one under other rules.
    """

    path: str
    error: JournalError | RulesNotInstalled | OSError | StoreDamaged

    @property
    def damaged(self) -> bool:
        """Whether the log can't be read, as against one that these rules can't judge."""
        return not isinstance(self.error, RulesNotInstalled)
