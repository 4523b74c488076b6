"""A folder of logs that a command goes through: how many there are, which can't be read, and how far it has come."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flerpart_flow.cli.errors import FlowTrouble, Trouble, complain, unreadable
from flerpart_flow.texts import Texts

if TYPE_CHECKING:
    from flerpart_flow.across.report import Trouble as LogTrouble

Progressed = Callable[[int], None]
"""Told of how many logs have been read."""


def count_logs(folder: str, said: Texts) -> int:
    """How many logs there are, counted without keeping them. Raises Trouble for none, and for what is no folder."""
    from flerpart_flow.across.report.reading.folder import logs_in

    others = 0

    def another() -> None:
        nonlocal others
        others += 1

    if Path(folder).exists() and not Path(folder).is_dir():
        raise Trouble("fil.ingen_mapp", where=folder)
    try:
        logs = sum(1 for _ in logs_in(folder, another, odd=True))
    except OSError as error:
        raise unreadable(str(error.filename or folder), error) from None
    if others:
        complain(said.say(f"cli.report.andra.{'en' if others == 1 else 'flera'}", antal=others))
    if not logs:
        raise Trouble("fil.inga_loggar", where=folder)
    return logs


def in_words(one: LogTrouble) -> Trouble:
    """A log that isn't counted, in words."""
    if isinstance(one.error, OSError):
        return unreadable(one.path, one.error)
    return FlowTrouble(one.error, one.path)


@contextmanager
def progress(total: int, said: Texts) -> Iterator[Progressed]:
    """What to tell how many logs have been read: a bar on stderr, where that is a terminal that can draw one."""
    if sys.stderr is None or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield lambda done: None
        return
    with click.progressbar(length=total, label=said.raw("cli.report.laser"), file=sys.stderr) as bar:
        yield lambda done: bar.update(done - bar.pos)
