"""What goes into a store: lines that are lines of the case, whole, and numbered as they will be read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from flerpart_flow.engine.errors import JournalError, StoreError
from flerpart_flow.engine.journal import json_lines as lines
from flerpart_flow.engine.journal.event_lines import DEMANDED
from flerpart_flow.engine.journal.header_line import KEYS, MARK, read_header
from flerpart_flow.engine.journal.single_line import event_line, header_line
from flerpart_flow.engine.record.events import ENVELOPE, Event
from flerpart_flow.engine.record.header import Header
from flerpart_flow.store.port import Entry

_KNOWN: Final = (*KEYS, *ENVELOPE, "event")


def lines_of(ref: str, entries: Entry | Iterable[Entry], expected_nr: int) -> tuple[str, ...]:
    """The lines of some entries, the first of them with the number that is expected.

    Raises JournalError for one that can't be that line of a log, StoreError for the header of another case.
    """
    if expected_nr < 0:
        raise ValueError("a case's lines are numbered from 0, its header")
    several = (entries,) if isinstance(entries, (Header, Event, str)) else entries
    return tuple(_line(ref, entry, nr) for nr, entry in enumerate(several, expected_nr))


def _line(ref: str, entry: Entry, nr: int) -> str:
    number = nr + 1
    if isinstance(entry, Event):
        entry = event_line(entry)
    elif isinstance(entry, Header):
        entry = header_line(entry)
    written = entry.removesuffix("\n")
    encoded = _encoded(written, number)
    data = lines.strict_object(encoded, number, _KNOWN)
    if "\n" in written or "\r" in written:
        raise JournalError("journal.json", line=number, column=max(written.find("\n"), written.find("\r")) + 1)
    if nr == 0:
        _check_header(ref, encoded, data)
    else:
        _check_event(data, nr)
    return written


def _encoded(written: str, number: int) -> bytes:
    try:
        return written.encode()
    except UnicodeEncodeError as error:
        byte = len(written[: error.start].encode()) + 1
    raise JournalError("journal.utf8", line=number, byte=byte)


def _check_header(ref: str, line: bytes, data: dict[str, Any]) -> None:
    named = data.get("routine")  # a store knows no routines, so that whichever is named will do
    header = read_header(line, (named,) if isinstance(named, str) else ())
    if header.case != ref:
        raise StoreError("lager.annan_referens")


def _check_event(data: dict[str, Any], nr: int) -> None:
    number = nr + 1
    if MARK in data:
        raise JournalError("journal.huvud_igen", line=number)
    lines.refuse_personnummer(data, number, _KNOWN)
    lines.refuse_missing(data, number, DEMANDED)
    if type(data["nr"]) is not int or data["nr"] != nr:
        raise JournalError("journal.nr", line=number, field="nr", expected=nr)
