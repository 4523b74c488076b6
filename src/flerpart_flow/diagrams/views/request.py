"""What a view is asked for."""

from __future__ import annotations

from datetime import date, datetime

import attrs

from flerpart_flow.diagrams.wording import Wording
from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.judging.case import Case
from flerpart_flow.engine.rules.rules import Rules


@attrs.frozen(kw_only=True, eq=False)
class Request:
    """A routine under its rules in a language; and of case, phase, party, act (``step``), meeting day and time
    what the view needs; ``against`` are other rules that these are compared with.

    ``by`` is the one that a case is shown to, None where it is shown as a whole. ``latest`` tells that no moment was
    asked for, and ``at`` is when the case's last line occurred.
    """

    wording: Wording
    case: Case | None = None
    phase: str | None = None
    party: str | None = None
    step: str | None = None
    meeting: date | None = None
    at: datetime | None = None
    latest: bool = False
    by: str | None = None
    against: Rules | None = None

    @property
    def routine(self) -> Routine:
        """The routine."""
        return self.wording.routine

    @property
    def rules(self) -> Rules:
        """The rules that it is drawn under: the case's, where there is one."""
        return self.wording.rules

    @property
    def lang(self) -> str:
        """The language."""
        return self.wording.said.lang
