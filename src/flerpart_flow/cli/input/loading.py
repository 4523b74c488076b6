"""From what the command line names to what the library takes: logs, overlays, rules and times."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from flerpart_flow.cli.errors import DAMAGED, FlowTrouble, Trouble, choose, unreadable
from flerpart_flow.cli.input import stores

if TYPE_CHECKING:
    from flerpart_flow.cli.input.overlays import Overlays
    from flerpart_flow.engine.definition.routine import Routine
    from flerpart_flow.engine.journal.log import Log
    from flerpart_flow.engine.judging.case import Case
    from flerpart_flow.engine.rules.registry import RulesRegistry
    from flerpart_flow.engine.rules.rules import Rules

STDIN: Final = "-"
_LAST_MOMENT: Final = timedelta(microseconds=1)


def routines() -> Mapping[str, Routine]:
    """The routines that a log may follow."""
    from flerpart_flow.installed import ROUTINES

    return ROUTINES


def default_routine() -> str:
    """The name of the routine that is asked about where nothing says which: the library's first."""
    from flerpart_flow.installed import DEFAULT

    return DEFAULT


def routine(name: str | None = None) -> Routine:
    """The routine of a name, or the one that is asked about where nothing says which.

    Raises Trouble for one that isn't there, or that another package brings and can't be used.
    """
    found = routines()
    wanted = default_routine() if name is None else name
    if wanted not in found:
        raise choose("bild.rutin", wanted, found)
    return found[wanted]


def read_overlay(path: str | None) -> Mapping[str, Any] | None:
    """An overlay from a file, or none."""
    if path is None:
        return None
    from flerpart_flow.engine.errors import RulesError
    from flerpart_flow.engine.rules import rules

    try:
        with Path(path).open("rb"):
            pass
        return rules.read_overlay(Path(path))
    except OSError as error:
        raise unreadable(path, error) from None
    except RulesError as error:
        raise FlowTrouble(error, path) from None


def rules_under(overlay: str | None, name: str | None = None) -> Rules:
    """The newest rules of a routine, with an overlay from a file if one is given."""
    from flerpart_flow.engine.errors import RulesError

    held = read_overlay(overlay)
    try:
        return routine(name).rules(overlay=held)
    except RulesError as error:
        raise FlowTrouble(error, overlay) from None


def read_log(
    name: str,
    overlay: Mapping[str, Any] | None,
    overlay_path: str | None = None,
    registry: RulesRegistry | None = None,
) -> Log:
    """A log from a file, or from stdin where the name is ``-``, by the rules of a registry if one is given."""
    return _read(name, lambda routine: (overlay_path, overlay), registry)


def read_log_under(name: str, overlays: Overlays, registry: RulesRegistry | None = None) -> Log:
    """A log as ``read_log``, under that one of several overlays which is for its routine."""
    return _read(name, overlays.of, registry)


def registry_in(folder: str | None) -> RulesRegistry | None:
    """The rules of a folder, or none. Raises Trouble for one that can't be used."""
    if folder is None:
        return None
    from flerpart_flow.engine.errors import RulesError
    from flerpart_flow.installed import read_rules

    try:
        return read_rules(folder)
    except RulesError as error:
        raise FlowTrouble(error, folder) from None


def _read(
    name: str,
    chosen: Callable[[str], tuple[str | None, Mapping[str, Any] | None]],
    registry: RulesRegistry | None = None,
) -> Log:
    """A log under the overlay that is chosen by the routine that its header names."""
    from flerpart_flow.engine.errors import JournalError, RulesError, RulesNotInstalled
    from flerpart_flow.engine.journal import log as journal

    overlay_path: str | None = None

    def overlay_for(routine: str) -> Mapping[str, Any] | None:
        nonlocal overlay_path
        overlay_path, overlay = chosen(routine)
        return overlay

    try:
        with _opened(name) as source:
            return journal.read_log_choosing(source, routines(), overlay_for, registry=registry)
    except OSError as error:
        raise unreadable(shown(name), error) from None
    except JournalError as error:
        raise FlowTrouble(error, shown(name), DAMAGED) from None
    except RulesNotInstalled as error:
        raise FlowTrouble(error, shown(name)) from None
    except RulesError as error:
        raise FlowTrouble(error, overlay_path) from None


@contextmanager
def _opened(name: str) -> Iterator[Iterator[bytes]]:
    """The lines of a case in the store that is asked for; else of a file, or of stdin, none of them read further than
    to the byte that makes it too long.
    """
    from flerpart_flow.engine.journal.json_lines import MAX_LINE

    if stores.asked():
        yield iter(stores.lines(name))
        return
    if name != STDIN:
        with Path(name).open("rb") as file:
            yield iter(partial(file.readline, MAX_LINE + 1), b"")
        return
    if sys.stdin is None:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    yield iter(partial(sys.stdin.buffer.readline, MAX_LINE + 1), b"")


def shown(name: str) -> str:
    """How a log's name is shown."""
    return "<stdin>" if name == STDIN and not stores.asked() else name


def moment(written: str | None) -> datetime:
    """The time of ``--at``: as written, the end of a day, or now, which is the only time that the clock is read."""
    from datetime import UTC

    from flerpart_flow.engine.values.clock import NotATime, end_of_day, parse_date, parse_time

    if written is None:
        return datetime.now(UTC)
    try:
        if len(written) == len("2026-03-01"):
            return end_of_day(parse_date(written)) - _LAST_MOMENT
        return parse_time(written)
    except NotATime as error:
        raise Trouble(f"tid.{error.reason}", where="--at") from None


def day(written: str, option: str) -> date:
    """A day that an option gives."""
    from flerpart_flow.engine.values.clock import NotATime, parse_date

    try:
        return parse_date(written)
    except NotATime:
        raise Trouble("dag", where=option) from None


def cases_in(
    names: Sequence[str], overlay_paths: Sequence[str], registry: RulesRegistry | None = None
) -> tuple[Case, ...]:
    """The cases that several logs hold, as ``case_in``; one that can't be read is told, and then none is given."""
    from flerpart_flow.cli.input.overlays import Overlays

    if names.count(STDIN) > 1:
        raise Trouble("stdin_igen")
    overlays = Overlays(overlay_paths, names)
    cases = tuple(_case(name, read_log_under(name, overlays, registry)) for name in names)
    overlays.check_used([case.routine.name for case in cases])
    return cases


def case_from(name: str, overlays: Overlays, registry: RulesRegistry | None = None) -> Case:
    """The case that a log holds, under that one of several overlays which is for its routine."""
    return _case(name, read_log_under(name, overlays, registry))


def check_known(cases: Sequence[Case], by: str | None, option: str = "--by") -> None:
    """Raise FlowTrouble, at the option, for an actor that the rules of a case don't know."""
    from flerpart_flow.engine.errors import EventError

    try:
        for case in cases if by is not None else ():
            case.rules.vocabulary.require("aktor", by or "", "by")
    except EventError as error:
        raise FlowTrouble(error, option) from None


def case_in(name: str, overlay_path: str | None, registry: RulesRegistry | None = None) -> Case:
    """The case that a log holds, under an overlay from a file if one is given."""
    return _case(name, read_log(name, read_overlay(overlay_path), overlay_path, registry))


def _case(name: str, log: Log) -> Case:
    from flerpart_flow.engine.errors import JournalError, RulesNotInstalled

    try:
        return log.case()
    except JournalError as error:
        raise FlowTrouble(error, shown(name), DAMAGED) from None
    except RulesNotInstalled as error:
        raise FlowTrouble(error, shown(name)) from None


def tests_of(norm: str) -> tuple[str, ...]:
    """The marked tests of the folder ``tests`` that show a norm. Raises Trouble for one that can't be read."""
    from flerpart_flow.proof.evidence import FOLDER, marked_with

    try:
        return marked_with(norm, Path(FOLDER))
    except (ValueError, OSError) as error:
        raise Trouble("prov_markning", where=FOLDER, reason=str(error)) from None
    except SyntaxError as error:
        raise Trouble("prov_markning", where=FOLDER, reason=f"{error.filename}:{error.lineno}") from None
