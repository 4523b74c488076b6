"""One log of many, under the overlays and the rules that all of them are read with."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from flerpart_flow import installed
from flerpart_flow.across.logs.lines import lines_of
from flerpart_flow.engine.errors import RulesError, RulesNotInstalled
from flerpart_flow.engine.journal.log import Log, read_log, read_log_choosing
from flerpart_flow.engine.rules.registry import RulesRegistry

Overlays = Mapping[str | None, Mapping[str, Any]]
"""Overlays by the routine that each is for; that of None is for every other."""


def load_under(
    name: str, overlay: Mapping[str, Any] | None, rules_dir: Path | str | None = None, store: str | None = None
) -> Log:
    """The log under the overlay, or, where that isn't for its routine, under the routine's own rules.

    ``rules_dir`` is a folder of rules that a log may name beside the library's. Raises JournalError, RulesNotInstalled,
    and as ``lines_of``.
    """
    registry = _registry(rules_dir)
    try:
        with lines_of(name, store) as lines:
            return read_log(lines, installed.ROUTINES, overlay, registry=registry)
    except RulesNotInstalled:
        raise
    except RulesError:  # it is for another routine: one that is for none was refused before
        with lines_of(name, store) as lines:
            return read_log(lines, installed.ROUTINES, registry=registry)


def load_choosing(name: str, overlays: Overlays, rules_dir: Path | str | None = None, store: str | None = None) -> Log:
    """The log under the overlay that is for its routine. Raises RulesError where that can't be used, and as
    ``load_under``.
    """
    with lines_of(name, store) as lines:
        return read_log_choosing(
            lines,
            installed.ROUTINES,
            lambda routine: overlays.get(routine, overlays.get(None)),
            registry=_registry(rules_dir),
        )


def _registry(folder: Path | str | None) -> RulesRegistry | None:
    return None if folder is None else _read(str(folder))


@lru_cache(maxsize=4)
def _read(folder: str) -> RulesRegistry:
    return installed.read_rules(folder)
