"""The kinds of hostile input, by the names that ``make soak ONLY=`` knows; each is given a folder to write in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from tests.soak.hostile.commands import Commands
from tests.soak.hostile.logs import Logs
from tests.soak.hostile.markers import Markers
from tests.soak.hostile.overlays import Overlays
from tests.soak.hostile.single import Lines
from tests.soak.hostile.trial import Attack

ATTACKS: Final[Mapping[str, Callable[[Path], Attack]]] = {
    "logs": lambda folder: Logs(),
    "lines": lambda folder: Lines(),
    "overlays": Overlays,
    "commands": Commands,
    "markers": lambda folder: Markers(),
}
