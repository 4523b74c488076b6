"""One log of many, under the overlay and the rules that all of them are read with."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from flerpart_flow import installed
from flerpart_flow.across.lines import lines_of
from flerpart_flow.engine.errors import RulesError, RulesNotInstalled
from flerpart_flow.engine.journal.log import Log, read_log
from flerpart_flow.engine.rules.registry import RulesRegistry


def load_under(
    path: str, overlay: Mapping[str, Any] | None, rules_dir: Path | str | None = None, store: str | None = None
) -> Log:
    """The log under the overlay, or, where that isn't for its routine, under the routine's own rules.

    ``rules_dir`` is a folder of rules that a log may name beside the library's. Raises JournalError, RulesNotInstalled,
    and as ``lines_of``.
    """
    registry = None if rules_dir is None else _registry(str(rules_dir))
    try:
        with lines_of(path, store) as lines:
            return read_log(lines, installed.ROUTINES, overlay, registry=registry)
    except RulesNotInstalled:
        raise
    except RulesError:  # it fits another routine, or the report had not begun
        with lines_of(path, store) as lines:
            return read_log(lines, installed.ROUTINES, registry=registry)


@lru_cache(maxsize=4)
def _registry(folder: str) -> RulesRegistry:
    return installed.read_rules(folder)
