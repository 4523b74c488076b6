"""Writing a log to a file, over nothing but what it goes on from: a journal grows, and loses no line.

Whoever read a file, and writes it after somebody else has, would take away the other's lines. So the file that is
there must begin what is written; else the writer is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO

from flerpart_flow.engine.errors import JournalError, WriteConflict
from flerpart_flow.engine.files.whole import write_over, write_whole
from flerpart_flow.engine.journal import json_lines as lines
from flerpart_flow.engine.journal.event_lines import Reader
from flerpart_flow.engine.journal.header_line import read_header
from flerpart_flow.engine.journal.log import Log, write_log
from flerpart_flow.engine.judging.case import Case


def write_log_file(path: Path | str, source: Log | Case, *, replace: bool = False) -> None:
    """Write a log to a file, wholly or not at all: the file is replaced once everything has reached the disk.

    A file that was there keeps its owner, group and permissions; a new one can be read by its owner only, since it
    is about a person. A pipe or a terminal is written into.

    Raises WriteConflict if the file holds anything that the log doesn't begin with, such as lines that somebody else
    has written since it was read (``replace`` puts the log in the place of whatever file is there), and while
    somebody else writes it; FileError if owner, group and permissions can't be kept; OSError.
    """
    if replace:
        write_whole(path, (line.encode() for line in write_log(source)))
    else:
        write_over(path, partial(_going_on, str(path), source))


def _going_on(path: str, source: Log | Case, there: BinaryIO | None) -> Iterator[bytes]:
    """The lines of a log, each held against the line that is there."""
    number = 0
    for number, text in enumerate(write_log(source), 1):
        line = text.encode()
        if there is not None:
            held = there.readline(lines.MAX_LINE + 1)
            if lines.blank(held):
                _refuse_more(path, number, there)
                there = None
            elif held != line and held + b"\n" != line and not _says_the_same(held, number, source):
                raise WriteConflict("fil.andra_rader", path=path, line=number)
        yield line
    if there is not None:
        _refuse_more(path, number + 1, there)


def _refuse_more(path: str, number: int, there: BinaryIO) -> None:
    """Nothing but blank lines may stand after the last one that is known."""
    for held in iter(partial(there.readline, lines.MAX_LINE + 1), b""):
        if not lines.blank(held):
            raise WriteConflict("fil.fler_rader", path=path, line=number)


def _says_the_same(held: bytes, number: int, source: Log | Case) -> bool:
    """Whether a line that somebody wrote in another way, by hand for instance, is the log's own line."""
    try:
        if number == 1:
            # Rules and municipality may be others: it is the same case still, and no line goes.
            return read_header(held, {source.routine.name: source.routine}).case == source.header.case
        event = Reader(source.routine, source.rules).one(held, number - 1)
    except JournalError:
        return False
    return event == (source.events if isinstance(source, Log) else source.lines)[number - 2]
