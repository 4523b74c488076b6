"""The header of a log, from its line and to its line."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import lru_cache
from sys import intern
from typing import Any, Final

from flerpart_flow.engine.errors import EventError, JournalError
from flerpart_flow.engine.journal import json_lines as lines
from flerpart_flow.engine.record.header import FORMAT, Header, Pin
from flerpart_flow.engine.values.nearest import nearest

MARK: Final = "flerpart_flow"
"""The key that tells a header from an event; it holds the format's version."""

KEYS: Final = (MARK, "routine", "case", "municipality", "rules", "previous", "linked")
PIN_KEYS: Final = ("version", "digest", "overlay")
VERSION_PATTERN: Final = r"^[0-9]{1,4}(\.[0-9]{1,4}){0,3}$"
DIGEST_PATTERN: Final = "^sha256:[0-9a-f]{64}$"

_is_version = re.compile(VERSION_PATTERN[1:-1]).fullmatch
_is_digest = re.compile(DIGEST_PATTERN[1:-1]).fullmatch


def read_header(line: bytes, routines: Collection[str]) -> Header:
    """The header that the first line of a log holds. Raises JournalError; ``routines`` are the names known."""
    data = lines.strict_object(line, 1, (*KEYS, *PIN_KEYS))
    if MARK not in data:
        raise JournalError("journal.inget_huvud", line=1)
    if type(data[MARK]) is not int or data[MARK] != FORMAT:
        raise JournalError("journal.format", line=1, field=MARK, expected=FORMAT)
    lines.refuse_personnummer(data, 1, KEYS)
    lines.refuse_unknown(data, 1, KEYS)
    lines.refuse_null(data, 1)
    lines.refuse_missing(data, 1, KEYS[:3])
    _check_routine(data["routine"], routines)
    if "municipality" in data and (type(data["municipality"]) is not str or not data["municipality"]):
        raise JournalError("falt.kod", line=1, field="municipality")
    pin = _pin(data["rules"]) if "rules" in data else None
    try:
        return Header(
            intern(data["routine"]),
            data["case"],
            intern(data["municipality"]) if "municipality" in data else None,
            pin,
            data.get("previous"),
            data.get("linked", ()),
        )
    except EventError as error:
        fault = lines.located(error, 1)
    raise fault


def _check_routine(name: Any, routines: Collection[str]) -> None:
    if type(name) is not str or name not in routines:
        near = nearest(name, routines)
        code = "journal.rutin_nara" if near else "journal.rutin_okand"
        raise JournalError(code, line=1, field="routine", choices=", ".join(near or routines))


def _pin(data: Any) -> Pin:
    if not isinstance(data, dict):
        raise JournalError("journal.regler", line=1, field="rules")
    lines.refuse_unknown(data, 1, PIN_KEYS, "rules")
    lines.refuse_missing(data, 1, PIN_KEYS[:2], "rules.")
    for key, value in data.items():
        fits, code = (_is_version, "version") if key == "version" else (_is_digest, "digest")
        if type(value) is not str or fits(value) is None:
            raise JournalError(f"journal.{code}", line=1, field=f"rules.{key}")
    return _shared(data["version"], data["digest"], data.get("overlay"))


@lru_cache(maxsize=64)
def _shared(version: str, digest: str, overlay: str | None) -> Pin:
    """The pin, one and the same for all cases under the same rules, which spares each of them half a kilobyte."""
    return Pin(version, digest, overlay)


def header_to_data(header: Header) -> dict[str, Any]:
    """The header as the JSON object of its line; what it doesn't say is left out."""
    data: dict[str, Any] = {MARK: FORMAT, "routine": header.routine, "case": header.case}
    if header.municipality is not None:
        data["municipality"] = header.municipality
    if header.rules is not None:
        data["rules"] = _pin_to_data(header.rules)
    if header.previous is not None:
        data["previous"] = header.previous
    if header.linked:
        data["linked"] = list(header.linked)
    return data


def _pin_to_data(pin: Pin) -> Mapping[str, Any]:
    data = {"version": pin.version, "digest": pin.digest}
    return data if pin.overlay is None else {**data, "overlay": pin.overlay}
