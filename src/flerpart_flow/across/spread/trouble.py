"""A log that can't be gone through, and why."""

from __future__ import annotations

import attrs

from flerpart_flow.engine.errors import JournalError, RulesNotInstalled


@attrs.frozen
class Trouble:
    """A log that isn't counted: where it is, and why. ``damaged`` is False for one under other rules."""

    path: str
    error: JournalError | RulesNotInstalled | OSError

    @property
    def damaged(self) -> bool:
        """Whether the log can't be read, as against one that these rules can't judge."""
        return not isinstance(self.error, RulesNotInstalled)
