"""One line of a log, from bytes to a JSON object: strictly, and with a clear fault for a line that isn't one.

Nothing that stands in the line is repeated in an error, since it may be about a person. A key is named by its
place in the line, a name that is known by itself.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Collection, Iterable, Mapping
from sys import intern
from typing import Any, Final, NoReturn

from flerpart_flow.engine.errors import EventError, JournalError
from flerpart_flow.engine.values import personnummer
from flerpart_flow.engine.values.nearest import nearest

MAX_LINE: Final = 1_000_000
"""The most bytes that a line may have, its line end included."""

MAX_DEPTH: Final = 32
"""How deep lists and objects may stand inside each other; no event needs ten."""

_SPACE: Final = " \t\r\n"


class _Twice(ValueError):
    """A key that stands twice in an object."""


class _NotANumber(ValueError):
    """NaN or Infinity, which JSON doesn't have."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    # Interned keys make a constructor find its arguments by identity, which halves what a call costs.
    found = {intern(key): value for key, value in pairs}
    if len(found) != len(pairs):
        raise _Twice(_first_twice(key for key, _ in pairs))
    return found


def _first_twice(keys: Iterable[str]) -> str:
    seen = set[str]()
    for key in keys:
        if key in seen:
            return key
        seen.add(key)
    raise AssertionError("no key stands twice")


def _constant(name: str) -> NoReturn:
    raise _NotANumber


_DECODER: Final = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_constant)
# What raw_decode itself calls; typeshed has it not.
_scan: Final = _DECODER.scan_once  # type: ignore[attr-defined]  # as said above
_scan_flat: Final = json.JSONDecoder(parse_constant=_constant).scan_once  # type: ignore[attr-defined]  # as said above


def blank(line: bytes) -> bool:
    """Whether nothing stands in a line."""
    return not line.strip(b" \t\r\n")


def quick_object(line: bytes) -> dict[str, Any]:
    """The object of a line, quickly. Some exception for a line that ``strict_object`` would refuse, or that holds
    a null; what is wrong with it is for the strict way to tell.
    """
    if len(line) > MAX_LINE:
        raise ValueError
    text = line.decode()
    found, end = _scan_flat(text, 0)
    # Of a key that stands twice only the last is found. A flat object that has as many keys as the text has ends of
    # keys has none twice; any other one is read by our own hook, which takes half as long again.
    if text.rfind("{") > 0 or text.count('":') != len(found):
        found, end = _scan(text, 0)
    rest = text[end:]
    if (
        (rest and rest != "\n" and rest.strip(_SPACE))
        or type(found) is not dict
        or ("null" in text and _holds_null(found))
    ):
        raise ValueError
    return found


def strict_object(line: bytes, number: int, known: Collection[str]) -> dict[str, Any]:
    """The object of line ``number``, or a JournalError that says what is wrong with the line.

    ``known`` are the keys that an error may name. A null, and a personnummer in a key or a text, is left to
    ``refuse_null`` and ``refuse_personnummer``.
    """
    text = _text(line, number)
    fault: JournalError | None = None
    found: Any = None
    try:
        found = _DECODER.decode(text)
    except RecursionError:
        fault = JournalError("journal.djup", line=number, most=MAX_DEPTH)
    except _Twice as error:
        key = str(error)
        fault = JournalError("journal.dubbel", line=number, field=key if key in known else None)
    except json.JSONDecodeError as error:
        cut = error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated")
        fault = JournalError("journal.avbruten" if cut else "journal.json", line=number, column=error.pos + 1)
    except ValueError:  # NaN, Infinity, or a number with thousands of digits
        fault = JournalError("journal.tal", line=number)
    # Raised out here, so that no error is chained that quotes the line.
    if fault is None and _depth_exceeds(found, MAX_DEPTH):
        fault = JournalError("journal.djup", line=number, most=MAX_DEPTH)
    if fault is None and not isinstance(found, dict):
        fault = JournalError("journal.objekt", line=number)
    if fault is not None and fault.code in {"journal.avbruten", "journal.json"} and text.lstrip(_SPACE)[:1] == "[":
        fault = JournalError("journal.objekt", line=number)  # a list of everything, over several lines
    if fault is not None:
        raise fault
    checked: dict[str, Any] = found
    return checked


def _text(line: bytes, number: int) -> str:
    if len(line) > MAX_LINE:
        raise JournalError("journal.lang", line=number, most=MAX_LINE)
    if line.startswith(codecs.BOM_UTF8):
        raise JournalError("journal.bom", line=number)
    if b"\0" in line:
        raise JournalError("journal.nul", line=number)
    try:
        return line.decode()
    except UnicodeDecodeError as error:
        byte = error.start + 1
    raise JournalError("journal.utf8", line=number, byte=byte)


def _inside(value: Any) -> Iterable[Any]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def _depth_exceeds(value: Any, most: int) -> bool:
    level, depth = [value], 0
    while level:
        level = [one for outer in level if isinstance(outer, (dict, list)) for one in _inside(outer)]
        depth += 1
        if depth > most and level:
            return True
    return False


def _everything_in(value: Any) -> Iterable[Any]:
    waiting = [value]
    while waiting:
        one = waiting.pop()
        yield one
        if isinstance(one, dict):
            yield from one
        waiting.extend(_inside(one))


def _holds_null(data: Mapping[str, Any]) -> bool:
    return any(_null_in(key, value) for key, value in data.items())


def _null_in(key: str, value: Any) -> bool:
    # A correction takes a field away by setting it to null; nowhere else does a null say anything.
    if key == "ratt" and isinstance(value, dict):
        return any(one is not None and None in _everything_in(one) for one in value.values())
    return any(one is None for one in _everything_in(value))


def refuse_null(data: Mapping[str, Any], number: int) -> None:
    """Raise JournalError for the first field that holds a null, whose key must be known already."""
    for key, value in data.items():
        if _null_in(key, value):
            raise JournalError("journal.null", line=number, field=key)


def refuse_personnummer(data: Mapping[str, Any], number: int, known: Collection[str]) -> None:
    """Raise JournalError for a personnummer in any key or text; names the field only if it is known."""
    for key, value in data.items():
        if personnummer.contains(key):
            raise JournalError("journal.personnummer", line=number)
        for one in _everything_in(value):
            if isinstance(one, str) and personnummer.contains(one):
                if key in known:
                    raise JournalError("falt.personnummer", line=number, field=key)
                raise JournalError("journal.personnummer", line=number)


def refuse_unknown(data: Mapping[str, Any], number: int, known: Collection[str], inside: str | None = None) -> None:
    """Raise JournalError for a key that isn't known: its place in the object, and the known keys that are near."""
    for place, key in enumerate(data, 1):
        if key not in known:
            near = nearest(key, known)
            raise JournalError(
                "journal.falt_nara" if near else "journal.falt_okant",
                line=number,
                field=inside,
                place=place,
                choices=", ".join(near or known),
            )


def refuse_missing(data: Mapping[str, Any], number: int, wanted: Iterable[str], inside: str = "") -> None:
    """Raise JournalError for the first wanted key that isn't there."""
    for key in wanted:
        if key not in data:
            raise JournalError("journal.saknas", line=number, field=inside + key)


def located(error: EventError, number: int, field: str | None = None) -> JournalError:
    """The error of an event or a header, with its line; ``field`` overrides the field that it names."""
    values = {name: value for name, value in error.values.items() if name not in {"field", "line"}}
    return JournalError(error.code, line=number, field=field or error.field, **values)
