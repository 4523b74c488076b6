"""flerpart_flow: the routine for flerpartsmöte, executable.

Open a case, feed it what happened, and ask: may this happen now, and if not, why, and what next? Who owes what by
when? Which deviations are there to report? The events of a routine are in its own package,
``flerpart_flow.routines.flerpartsmote``.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from flerpart_flow.engine.case import Case, LineStatus, open_case
from flerpart_flow.engine.decision import Decision, State
from flerpart_flow.engine.duties import Duty, DutyState
from flerpart_flow.engine.errors import (
    DefinitionError,
    EventError,
    FlowError,
    JournalError,
    Refused,
    RulesError,
    RulesNotInstalled,
)
from flerpart_flow.engine.events import Event
from flerpart_flow.engine.explain import Reason, reason
from flerpart_flow.engine.findings import Finding
from flerpart_flow.engine.header import Header
from flerpart_flow.engine.journal import Log, read_log, read_log_file, write_log, write_log_file
from flerpart_flow.engine.norms import Norm, Severity
from flerpart_flow.engine.queries import Answer, Possible
from flerpart_flow.engine.review import Review, Verdict, review
from flerpart_flow.engine.routine import Proposal, Routine
from flerpart_flow.engine.rules import Rules, read_overlay
from flerpart_flow.engine.ternary import NO, UNKNOWN, YES, Ternary
from flerpart_flow.routines.flerpartsmote import FLERPARTSMOTE

__version__ = "0.1.0"

ROUTINES: Final[Mapping[str, Routine]] = MappingProxyType({FLERPARTSMOTE.name: FLERPARTSMOTE})
"""The routines that are installed, by name."""


def load(path: Path | str, overlay: Mapping[str, Any] | None = None) -> Log:
    """A log from a file, read strictly, under the rules that its header pins (the newest, if it pins none).

    Raises JournalError for a damaged log, RulesNotInstalled for rules that aren't here, RulesError for an overlay
    that can't be used, OSError for a file that can't be read.
    """
    return read_log_file(path, ROUTINES, overlay)


__all__ = [
    "FLERPARTSMOTE",
    "NO",
    "ROUTINES",
    "UNKNOWN",
    "YES",
    "Answer",
    "Case",
    "Decision",
    "DefinitionError",
    "Duty",
    "DutyState",
    "Event",
    "EventError",
    "Finding",
    "FlowError",
    "Header",
    "JournalError",
    "LineStatus",
    "Log",
    "Norm",
    "Possible",
    "Proposal",
    "Reason",
    "Refused",
    "Review",
    "Routine",
    "Rules",
    "RulesError",
    "RulesNotInstalled",
    "Severity",
    "State",
    "Ternary",
    "Verdict",
    "load",
    "open_case",
    "read_log",
    "read_log_file",
    "read_overlay",
    "reason",
    "review",
    "write_log",
    "write_log_file",
]
