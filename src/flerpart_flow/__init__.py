"""flerpart_flow: the routines for flerpartsmöte and for Ung Intro, executable.

Open a case, feed it what happened, and ask: may this happen now, and if not, why, and what next? Who owes what by
when? Which deviations are there to report? The events of a routine are in its own package,
``flerpart_flow.routines.flerpartsmote`` or ``flerpart_flow.routines.ung_intro``.

Each public name is loaded when it is first used, so that a program that only wants to print its help doesn't wait
for the engine.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from flerpart_flow.diagrams.drawing import Drawing, draw
    from flerpart_flow.diagrams.errors import DiagramError
    from flerpart_flow.engine.definition.duties import Duty, DutyState
    from flerpart_flow.engine.definition.routine import Proposal, Routine
    from flerpart_flow.engine.errors import (
        DefinitionError,
        EventError,
        FlowError,
        JournalError,
        Refused,
        RulesError,
        RulesNotInstalled,
    )
    from flerpart_flow.engine.journal.log import Log, read_log, read_log_file, write_log, write_log_file
    from flerpart_flow.engine.judging.case import Case, LineStatus, open_case
    from flerpart_flow.engine.judging.decision import Decision, State
    from flerpart_flow.engine.judging.queries import Answer, Possible
    from flerpart_flow.engine.record.events import Event
    from flerpart_flow.engine.record.header import Header
    from flerpart_flow.engine.review.review import Review, Verdict, review
    from flerpart_flow.engine.rules.findings import Finding
    from flerpart_flow.engine.rules.norms import Norm, Severity
    from flerpart_flow.engine.rules.rules import Rules, read_overlay
    from flerpart_flow.engine.values.ternary import NO, UNKNOWN, YES, Ternary
    from flerpart_flow.engine.words.reasons import Reason, reason, texts_for
    from flerpart_flow.installed import ROUTINES, load
    from flerpart_flow.routines.flerpartsmote import FLERPARTSMOTE
    from flerpart_flow.routines.ung_intro import UNG_INTRO
    from flerpart_flow.texts import Texts

__version__ = "0.1.0"

_HOMES: Final = {
    "diagrams.drawing": ("Drawing", "draw"),
    "diagrams.errors": ("DiagramError",),
    "engine.judging.case": ("Case", "LineStatus", "open_case"),
    "engine.judging.decision": ("Decision", "State"),
    "engine.definition.duties": ("Duty", "DutyState"),
    "engine.errors": (
        "DefinitionError",
        "EventError",
        "FlowError",
        "JournalError",
        "Refused",
        "RulesError",
        "RulesNotInstalled",
    ),
    "engine.record.events": ("Event",),
    "engine.words.reasons": ("Reason", "reason", "texts_for"),
    "engine.rules.findings": ("Finding",),
    "engine.record.header": ("Header",),
    "engine.journal.log": ("Log", "read_log", "read_log_file", "write_log", "write_log_file"),
    "engine.rules.norms": ("Norm", "Severity"),
    "engine.judging.queries": ("Answer", "Possible"),
    "engine.review.review": ("Review", "Verdict", "review"),
    "engine.definition.routine": ("Proposal", "Routine"),
    "engine.rules.rules": ("Rules", "read_overlay"),
    "engine.values.ternary": ("NO", "UNKNOWN", "YES", "Ternary"),
    "installed": ("ROUTINES", "load"),
    "routines.flerpartsmote": ("FLERPARTSMOTE",),
    "routines.ung_intro": ("UNG_INTRO",),
    "texts": ("Texts",),
}
_HOME_OF: Final = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    """A public name from its home, kept here from then on."""
    home = _HOME_OF.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f"{__name__}.{home}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOME_OF})


__all__ = [
    "FLERPARTSMOTE",
    "NO",
    "ROUTINES",
    "UNG_INTRO",
    "UNKNOWN",
    "YES",
    "Answer",
    "Case",
    "Decision",
    "DefinitionError",
    "DiagramError",
    "Drawing",
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
    "Texts",
    "Verdict",
    "draw",
    "load",
    "open_case",
    "read_log",
    "read_log_file",
    "read_overlay",
    "reason",
    "review",
    "texts_for",
    "write_log",
    "write_log_file",
]
