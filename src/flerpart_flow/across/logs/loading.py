"""One log of many, under the overlays and the rules that all of them are read with."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

import attrs

from flerpart_flow import installed
from flerpart_flow.across.logs.copies import SHORT
from flerpart_flow.across.logs.lines import lines_of
from flerpart_flow.engine.errors import RulesError, RulesNotInstalled
from flerpart_flow.engine.journal.log import Log, read_log, read_log_choosing
from flerpart_flow.engine.rules.registry import RulesRegistry

Overlays = Mapping[str | None, Mapping[str, Any]]
"""Overlays by the routine that each is for; that of None is for every other."""


@attrs.frozen
class Loaded:
    """A log, and its ``rank`` among the logs of its case: the longest has the greatest, and of those as long any one
    of them, but always the same.
    """

    log: Log
    rank: bytes


def load_under(
    name: str, overlay: Mapping[str, Any] | None, rules_dir: Path | str | None = None, store: str | None = None
) -> Loaded:
    """The log under the overlay, or, where that isn't for its routine, under the routine's own rules.

    ``rules_dir`` is a folder of rules that a log may name beside the library's. Raises JournalError, RulesNotInstalled,
    and as ``lines_of``.
    """
    registry = _registry(rules_dir)
    try:
        return _loaded(name, store, lambda lines: read_log(lines, installed.ROUTINES, overlay, registry=registry))
    except RulesNotInstalled:
        raise
    except RulesError:  # it is for another routine: one that is for none was refused before
        return _loaded(name, store, lambda lines: read_log(lines, installed.ROUTINES, registry=registry))


def load_choosing(
    name: str, overlays: Overlays, rules_dir: Path | str | None = None, store: str | None = None
) -> Loaded:
    """The log under the overlay that is for its routine. Raises RulesError where that can't be used, and as
    ``load_under``.
    """
    registry = _registry(rules_dir)

    def read(lines: Iterator[bytes]) -> Log:
        return read_log_choosing(
            lines,
            installed.ROUTINES,
            lambda routine: overlays.get(routine, overlays.get(None)),
            registry=registry,
        )

    return _loaded(name, store, read)


def _loaded(name: str, store: str | None, read: Callable[[Iterator[bytes]], Log]) -> Loaded:
    told = blake2b(digest_size=SHORT)

    def passed(lines: Iterator[bytes]) -> Iterator[bytes]:
        for line in lines:
            told.update(line)
            yield line

    with lines_of(name, store) as lines:
        log = read(passed(lines))
    return Loaded(log, len(log.events).to_bytes(8, "big") + told.digest())


def _registry(folder: Path | str | None) -> RulesRegistry | None:
    return None if folder is None else _read(str(folder))


@lru_cache(maxsize=4)
def _read(folder: str) -> RulesRegistry:
    return installed.read_rules(folder)
