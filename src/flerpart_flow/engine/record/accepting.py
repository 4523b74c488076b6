"""What a field takes, kind by kind: each function gives the value as it is held, from what somebody wrote.

One gate for what a developer writes in Python and what a log says in JSON. ``None`` is a value that isn't stated.
Raises EventError, which names the field and what was expected, never the value.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from sys import intern
from typing import Any, Final

from flerpart_flow.engine.errors import EventError
from flerpart_flow.engine.values import personnummer
from flerpart_flow.engine.values.clock import NotATime, as_time, parse_date, parse_time
from flerpart_flow.engine.values.ternary import Ternary

MAX_TEXT: Final = 4000
MAX_INTEGER: Final = 1_000_000_000
MAX_REFERENCE: Final = 200
TERNARIES: Final = {value.value: value for value in Ternary}
DIGEST: Final = "sha256:[0-9a-f]{64}"
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_is_digest = re.compile(DIGEST).fullmatch


def _expected(field: Any, what: str) -> EventError:
    return EventError(f"falt.{what}", field=field.name)


def _as_text(value: str) -> str:
    """A text of a class of its own (a member of an enumeration) as the text that it is."""
    return str.__str__(value)


def several(value: Any) -> bool:
    """Whether it is a sequence of things; a text is one thing."""
    return isinstance(value, (tuple, list)) or (isinstance(value, Sequence) and not isinstance(value, (str, bytes)))


def text(value: Any, field: Any) -> str | None:
    """A text without control characters, neither empty nor a personnummer."""
    if value is None:
        return None
    if type(value) is not str and isinstance(value, str):
        value = _as_text(value)
    if type(value) is not str or not value or value.isspace() or len(value) > MAX_TEXT:
        raise _expected(field, "text")
    if not value.isprintable() and _UNWRITABLE.search(value):
        raise _expected(field, "text")
    if personnummer.contains(value):
        raise _expected(field, "personnummer")
    return value


def texts(value: Any, field: Any) -> tuple[str, ...]:
    """Several texts."""
    if value == ():
        return ()
    if not several(value) or None in value:
        raise _expected(field, "texter")
    return tuple([text(one, field) or "" for one in value])


def reference(value: Any, field: Any) -> str | None:
    """An opaque reference: short, printable, and no personnummer."""
    if value is None:
        return None
    if type(value) is not str and isinstance(value, str):
        value = _as_text(value)
    if type(value) is not str or not value.strip() or len(value) > MAX_REFERENCE or not value.isprintable():
        raise _expected(field, "referens")
    if personnummer.contains(value):
        raise _expected(field, "personnummer")
    return value


def references(value: Any, field: Any) -> tuple[str, ...]:
    """Several references."""
    if not several(value):
        raise _expected(field, "texter")
    return tuple([reference(one, field) or "" for one in value])


def integer(value: Any, field: Any) -> int | None:
    """A whole number from 1."""
    if value is None:
        return None
    if type(value) is not int or not 1 <= value <= MAX_INTEGER:
        raise _expected(field, "heltal")
    return value


def flag(value: Any, field: Any) -> Ternary:
    """Yes, no or unknown."""
    if isinstance(value, Ternary):
        return value
    found = TERNARIES.get(_as_text(value)) if isinstance(value, str) else None
    if found is None:
        raise _expected(field, "ternar")
    return found


def time(value: Any, field: Any) -> datetime | None:
    """A point in time, in UTC; a text is read as RFC 3339."""
    if value is None:
        return None
    try:
        return parse_time(_as_text(value)) if isinstance(value, str) else as_time(value)
    except NotATime as error:
        raise _expected(field, f"tid_{error.reason}") from None


def day(value: Any, field: Any) -> date | None:
    """A day."""
    if value is None:
        return None
    try:
        # A date takes the same way as text, so that both are held to the same years and held as a plain date.
        plain = isinstance(value, date) and not isinstance(value, datetime)
        return parse_date(value.isoformat() if plain else _as_text(value))
    except (NotATime, TypeError):
        raise _expected(field, "dag") from None


def code(value: Any, field: Any) -> str | None:
    """One code, interned: all cases share it. Whether a list has it is asked where the rules are known."""
    if value is None:
        return None
    if not isinstance(value, str) or not value:
        raise _expected(field, "kod")
    return intern(value if type(value) is str else _as_text(value))


def codes(value: Any, field: Any) -> tuple[str, ...]:
    """Several codes, none twice."""
    if value == ():
        return ()
    if not several(value):
        raise _expected(field, "koder")
    try:
        found = tuple(map(intern, value))
    except TypeError:  # not plain text, each of them
        found = tuple([code(one, field) or "" for one in value])
    if len(set(found)) != len(found) or "" in found:
        raise _expected(field, "koder")
    return found


def per_code(value: Any, field: Any) -> tuple[tuple[str, str], ...]:
    """A text for each of several codes, as pairs."""
    if value == ():
        return ()
    pairs = tuple(value.items()) if isinstance(value, Mapping) else value
    if not isinstance(pairs, tuple) or not all(isinstance(pair, tuple) and len(pair) == 2 for pair in pairs):
        raise _expected(field, "per_kod")
    found = tuple([(code(key, field) or "", text(said, field) or "") for key, said in pairs])
    if len(dict(found)) != len(found) or not all(key and said for key, said in found):
        raise _expected(field, "per_kod")
    return found


def codes_per_code(value: Any, field: Any) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Several codes, at least one, for each of several codes, as pairs."""
    if value == ():
        return ()
    pairs = tuple(value.items()) if isinstance(value, Mapping) else value
    if not isinstance(pairs, tuple) or not all(isinstance(pair, tuple) and len(pair) == 2 for pair in pairs):
        raise _expected(field, "koder_per_kod")
    found = tuple([(code(key, field) or "", codes(several, field)) for key, several in pairs])
    if len(dict(found)) != len(found) or not all(key and several for key, several in found):
        raise _expected(field, "koder_per_kod")
    return found


def digest(value: Any, field: Any) -> str | None:
    """A digest of a content."""
    if value is None:
        return None
    if not isinstance(value, str) or not _is_digest(_as_text(value)):
        raise _expected(field, "digest")
    return _as_text(value)
