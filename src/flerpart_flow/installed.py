"""The routines that are installed, and reading a log of whichever of them it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.journal.log import Log, read_log_file
from flerpart_flow.engine.record.limits import LIMITS, Limits
from flerpart_flow.engine.rules.registry import RulesRegistry
from flerpart_flow.plugins import Installed

OWN: Final = ("flerpartsmote", "ung_intro")
"""The library's own routines."""

DEFAULT: Final = OWN[0]
"""The routine that is asked about where nothing says which."""


@cache
def _built(name: str) -> Routine:
    found: Routine = getattr(import_module(f"flerpart_flow.routines.{name}"), name.upper())
    return found


class _Own(Mapping[str, Routine]):
    """Each routine is built when it is first asked for: a log of one needn't wait for the other."""

    def __getitem__(self, name: str) -> Routine:
        if name not in OWN:
            raise KeyError(name)
        return _built(name)

    def __iter__(self) -> Iterator[str]:
        return iter(OWN)

    def __len__(self) -> int:
        return len(OWN)

    def __contains__(self, name: object) -> bool:
        return name in OWN


ROUTINES: Final[Mapping[str, Routine]] = Installed(_Own())
"""The routines that are installed, by name: the library's own, and those that other packages bring."""


def read_rules(folder: Path | str) -> RulesRegistry:
    """The rules of a folder of overlays and versions, beside those that the library ships. See docs/rules.md.

    Raises RulesError, which names the file, for one that can't be used.
    """
    from flerpart_flow.engine.eras.folder import read_rules_folder

    return read_rules_folder(folder, ROUTINES)


def load(
    path: Path | str,
    overlay: Mapping[str, Any] | None = None,
    limits: Limits = LIMITS,
    registry: RulesRegistry | None = None,
) -> Log:
    """A log from a file, read strictly, under the rules that its header pins (the newest, if it pins none).

    ``limits`` are how much the log may ask for, also when it is judged. With a ``registry`` the rules are found by
    their digest; lines under rules that aren't installed are then taken in as accepted, and not judged.

    Raises JournalError for a damaged log and beyond a limit, RulesNotInstalled for rules that aren't here, RulesError
    for an overlay that can't be used, OSError for a file that can't be read.
    """
    return read_log_file(path, ROUTINES, overlay, limits, registry)
