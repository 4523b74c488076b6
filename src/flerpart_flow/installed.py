"""The routines that are installed, and reading a log of whichever of them it is."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from flerpart_flow.engine.journal import Log, read_log_file
from flerpart_flow.engine.routine import Routine
from flerpart_flow.plugins import Installed
from flerpart_flow.routines.flerpartsmote import FLERPARTSMOTE

ROUTINES: Final[Mapping[str, Routine]] = Installed({FLERPARTSMOTE.name: FLERPARTSMOTE})
"""The routines that are installed, by name: the library's own, and those that other packages bring."""


def load(path: Path | str, overlay: Mapping[str, Any] | None = None) -> Log:
    """A log from a file, read strictly, under the rules that its header pins (the newest, if it pins none).

    Raises JournalError for a damaged log, RulesNotInstalled for rules that aren't here, RulesError for an overlay
    that can't be used, OSError for a file that can't be read.
    """
    return read_log_file(path, ROUTINES, overlay)
