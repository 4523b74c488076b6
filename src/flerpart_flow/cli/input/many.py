"""Many cases: the logs of a folder, or all that are in the store that ``--store`` names."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flerpart_flow.cli.errors import BAD_USAGE, DAMAGED, FlowTrouble, Trouble, complain, report, unreadable
from flerpart_flow.cli.input import stores
from flerpart_flow.texts import Texts

if TYPE_CHECKING:
    from flerpart_flow.across.logs.trouble import Trouble as LogTrouble

Progressed = Callable[[int], None]
"""Told of how many logs have been read."""


def folder_argument(said: Texts) -> click.Argument:
    """The folder, which is left out where the cases are in a store."""
    return click.Argument(["folder"], metavar=f"[{said.raw('cli.meta.mapp')}]", required=False)


def store_asked(folder: str | None) -> str | None:
    """The address of the store that is asked for, None for a folder. Raises Trouble for both, or neither."""
    address = stores.address()
    if (address is None) is (folder is None):
        raise Trouble("fil.mapp_eller_lager")
    return address


def names_in(folder: str | None, on_other: Callable[[], None] | None = None) -> Iterator[str]:
    """The paths of the logs in the folder, or the references of the cases in the store, one at a time.

    ``on_other`` is as for ``logs_in``. Raises Trouble for what is no folder or no store.
    """
    if folder is None:
        yield from stores.refs()
        return
    from flerpart_flow.across.logs.folder import logs_in

    if Path(folder).exists() and not Path(folder).is_dir():
        raise Trouble("fil.ingen_mapp", where=folder)
    try:
        yield from logs_in(folder, on_other, odd=True)
    except OSError as error:
        raise unreadable(str(error.filename or folder), error) from None


def none_there(folder: str | None) -> Trouble:
    """That there is nothing to read."""
    return Trouble("fil.inga_arenden") if folder is None else Trouble("fil.inga_loggar", where=folder)


def count_logs(folder: str | None, said: Texts) -> int:
    """How many there are, counted without keeping them. Raises Trouble for none, and as ``names_in``."""
    others = 0

    def another() -> None:
        nonlocal others
        others += 1

    logs = sum(1 for _ in names_in(folder, another))
    if others:
        complain(said.say(f"cli.report.andra.{'en' if others == 1 else 'flera'}", antal=others))
    if not logs:
        raise none_there(folder)
    return logs


class LeftOut:
    """The logs that aren't counted: how many, by why, and the exit code, the highest that applies to any of them.

    Called with a log, it tells of it on stderr.
    """

    def __init__(self, said: Texts) -> None:
        self._said = said
        self.damaged = self.other_rules = 0

    def __call__(self, one: LogTrouble) -> None:
        self.damaged += one.damaged
        self.other_rules += not one.damaged
        report(_in_words(one), self._said)

    @property
    def exit_code(self) -> int:
        """As that of ``check`` for the same logs, but one that can't be opened counts as damaged here."""
        return DAMAGED if self.damaged else BAD_USAGE if self.other_rules else 0


def _in_words(one: LogTrouble) -> Trouble:
    from flerpart_flow.engine.errors import StoreError

    if isinstance(one.error, OSError):
        return unreadable(one.path, one.error)
    if isinstance(one.error, StoreError):
        return stores.trouble(one.error, one.path)
    return FlowTrouble(one.error, one.path)


@contextmanager
def progress(total: int, said: Texts) -> Iterator[Progressed]:
    """What to tell how many logs have been read: a bar on stderr, where that is a terminal that can draw one."""
    if sys.stderr is None or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield lambda done: None
        return
    with click.progressbar(length=total, label=said.raw("cli.report.laser"), file=sys.stderr) as bar:
        yield lambda done: bar.update(done - bar.pos)
