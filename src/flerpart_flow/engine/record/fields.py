"""The kinds of field that an event may have: what each accepts, and its JSON Schema.

A field is declared once, ``start: datetime | None = time()``. The same declaration checks what a developer
writes in Python and what a log says in JSON (an RFC 3339 string for a time, "ja" for a ``Ternary``), so there
is one gate for both. Missing content is allowed everywhere: it is for the guards to ask for, with their norm.

A value that doesn't fit raises EventError, which names the field and what was expected, never the value.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from sys import intern
from typing import Any, Final

import attrs

from flerpart_flow.engine.errors import EventError
from flerpart_flow.engine.record.given import CodesPerCode as CodesPerCode
from flerpart_flow.engine.record.given import Day as Day
from flerpart_flow.engine.record.given import Flag as Flag
from flerpart_flow.engine.record.given import Moment as Moment
from flerpart_flow.engine.record.given import Stamp as Stamp
from flerpart_flow.engine.record.given import Strings as Strings
from flerpart_flow.engine.record.given import TextPerCode as TextPerCode
from flerpart_flow.engine.record.given import Time as Time
from flerpart_flow.engine.values import personnummer
from flerpart_flow.engine.values.clock import NotATime, as_time, parse_date, parse_time
from flerpart_flow.engine.values.frozen import frozen
from flerpart_flow.engine.values.ternary import UNKNOWN, Ternary

KIND: Final = "kind"
MAX_TEXT: Final = 4000
MAX_INTEGER: Final = 1_000_000_000
MAX_REFERENCE: Final = 200
REFERENCE_SCHEMA: Final = {"type": "string", "minLength": 1, "maxLength": MAX_REFERENCE, "pattern": r"\S"}
TEXT_SCHEMA: Final = {"type": "string", "maxLength": MAX_TEXT, "pattern": r"\S"}
DAY_PATTERN: Final = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
TIME_PATTERN: Final = (
    "^[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
    r"(\.[0-9]{1,6})?(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])$"
)
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_DIGEST = re.compile("sha256:[0-9a-f]{64}")
TERNARIES: Final = {value.value: value for value in Ternary}
TERNARY_SCHEMA: Final = {"enum": list(TERNARIES)}

Codes = Iterable[tuple[str, str]]
Accept = Callable[[Any, Any], Any]


@frozen
class Kind:
    """What a field holds. ``codes`` tells which codes of which closed lists a value uses; ``part`` is the class of
    what it is made of, where that has fields of its own, such as a plan.
    """

    name: str
    schema: Mapping[str, Any]
    codes: Callable[[Any], Codes] | None = None
    lists: tuple[str, ...] = ()
    part: type[Any] | None = None


_TIME: Final = Kind("time", {"type": "string", "format": "date-time", "pattern": TIME_PATTERN})


def _expected(field: Any, what: str) -> EventError:
    return EventError(f"falt.{what}", field=field.name)


def _as_text(value: str) -> str:
    """A text of a class of its own (a member of an enumeration) as the text that it is."""
    return str.__str__(value)


def several(value: Any) -> bool:
    """Whether it is a sequence of things; a text is one thing."""
    return isinstance(value, (tuple, list)) or (isinstance(value, Sequence) and not isinstance(value, (str, bytes)))


def _text(value: Any, field: Any) -> str | None:
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


def _texts(value: Any, field: Any) -> tuple[str, ...]:
    if value == ():
        return ()
    if not several(value) or None in value:
        raise _expected(field, "texter")
    return tuple([_text(one, field) or "" for one in value])


def _reference(value: Any, field: Any) -> str | None:
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


def _references(value: Any, field: Any) -> tuple[str, ...]:
    if not several(value):
        raise _expected(field, "texter")
    return tuple([_reference(one, field) or "" for one in value])


def _integer(value: Any, field: Any) -> int | None:
    if value is None:
        return None
    if type(value) is not int or not 1 <= value <= MAX_INTEGER:
        raise _expected(field, "heltal")
    return value


def _flag(value: Any, field: Any) -> Ternary:
    if isinstance(value, Ternary):
        return value
    found = TERNARIES.get(_as_text(value)) if isinstance(value, str) else None
    if found is None:
        raise _expected(field, "ternar")
    return found


def _time(value: Any, field: Any) -> datetime | None:
    if value is None:
        return None
    try:
        return parse_time(_as_text(value)) if isinstance(value, str) else as_time(value)
    except NotATime as error:
        raise _expected(field, f"tid_{error.reason}") from None


def _day(value: Any, field: Any) -> date | None:
    if value is None:
        return None
    try:
        # A date takes the same way as text, so that both are held to the same years and held as a plain date.
        plain = isinstance(value, date) and not isinstance(value, datetime)
        return parse_date(value.isoformat() if plain else _as_text(value))
    except (NotATime, TypeError):
        raise _expected(field, "dag") from None


def _code(value: Any, field: Any) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str) or not value:
        raise _expected(field, "kod")
    return intern(value if type(value) is str else _as_text(value))


def _codes(value: Any, field: Any) -> tuple[str, ...]:
    if value == ():
        return ()
    if not several(value):
        raise _expected(field, "koder")
    try:
        found = tuple(map(intern, value))
    except TypeError:  # not plain text, each of them
        found = tuple([_code(one, field) or "" for one in value])
    if len(set(found)) != len(found) or "" in found:
        raise _expected(field, "koder")
    return found


def _per_code(value: Any, field: Any) -> tuple[tuple[str, str], ...]:
    if value == ():
        return ()
    pairs = tuple(value.items()) if isinstance(value, Mapping) else value
    if not isinstance(pairs, tuple) or not all(isinstance(pair, tuple) and len(pair) == 2 for pair in pairs):
        raise _expected(field, "per_kod")
    found = tuple([(_code(key, field) or "", _text(said, field) or "") for key, said in pairs])
    if len(dict(found)) != len(found) or not all(key and said for key, said in found):
        raise _expected(field, "per_kod")
    return found


def _codes_per_code(value: Any, field: Any) -> tuple[tuple[str, tuple[str, ...]], ...]:
    if value == ():
        return ()
    pairs = tuple(value.items()) if isinstance(value, Mapping) else value
    if not isinstance(pairs, tuple) or not all(isinstance(pair, tuple) and len(pair) == 2 for pair in pairs):
        raise _expected(field, "koder_per_kod")
    found = tuple([(_code(key, field) or "", _codes(several, field)) for key, several in pairs])
    if len(dict(found)) != len(found) or not all(key and several for key, several in found):
        raise _expected(field, "koder_per_kod")
    return found


def field(kind: Kind, accept: Accept, default: Any) -> Any:
    """A field of a kind of its own; a routine uses this for what only it knows (a plan)."""
    return attrs.field(default=default, converter=_converter(accept), metadata={KIND: kind})


@cache  # attrs looks at the signature of each that it is given, and most fields have one of a few
def _converter(accept: Accept) -> Any:
    return attrs.Converter(accept, takes_field=True)


def text() -> Any:
    """Free text, at most 4,000 characters, without control characters; never a personnummer."""
    return field(Kind("text", TEXT_SCHEMA), _text, None)


def listed_texts() -> Any:
    """A sequence of free texts."""
    return field(Kind("texts", {"type": "array", "items": TEXT_SCHEMA}), _texts, ())


def reference() -> Any:
    """An opaque reference to a case or a document: at most 200 characters, never a name or a personnummer."""
    return field(Kind("reference", REFERENCE_SCHEMA), _reference, None)


def references() -> Any:
    """Several references."""
    return field(Kind("references", {"type": "array", "items": REFERENCE_SCHEMA}), _references, ())


def _digest(value: Any, field: Any) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str) or not _DIGEST.fullmatch(_as_text(value)):
        raise _expected(field, "digest")
    return _as_text(value)


def digest() -> Any:
    """A digest of a content, ``sha256:`` and 64 hexadecimal digits."""
    return field(Kind("digest", {"type": "string", "pattern": f"^{_DIGEST.pattern}$"}), _digest, None)


def integer() -> Any:
    """A whole number from 1."""
    return field(Kind("integer", {"type": "integer", "minimum": 1, "maximum": MAX_INTEGER}), _integer, None)


def flag() -> Any:
    """Yes, no or unknown; unknown when it is left out."""
    return field(Kind("ternary", TERNARY_SCHEMA), _flag, UNKNOWN)


def time() -> Any:
    """A point in time with its offset; held in UTC."""
    return field(_TIME, _time, None)


def required_time() -> Any:
    """A point in time that nothing is made without."""
    return field(_TIME, _time, attrs.NOTHING)


def day() -> Any:
    """A day, YYYY-MM-DD."""
    return field(Kind("day", {"type": "string", "format": "date", "pattern": DAY_PATTERN}), _day, None)


def code(list_name: str) -> Any:
    """One code of a closed list of the rules: a unit, a channel, a reason."""
    return field(_one_of(list_name), _code, None)


def required_code(list_name: str) -> Any:
    """One code that nothing is made without."""
    return field(_one_of(list_name), _code, attrs.NOTHING)


def _one_of(list_name: str) -> Kind:
    return Kind("code", {"$ref": f"#/$defs/{list_name}"}, lambda value: ((list_name, value),), (list_name,))


def codes(list_name: str) -> Any:
    """Several codes of a closed list, none twice."""
    schema = {"type": "array", "items": {"$ref": f"#/$defs/{list_name}"}, "uniqueItems": True}
    kind = Kind("codes", schema, lambda value: [(list_name, one) for one in value], (list_name,))
    return field(kind, _codes, ())


def per_code(list_name: str) -> Any:
    """A text for each of several codes, as a JSON object or a mapping; held as a tuple of pairs."""
    schema = {
        "type": "object",
        "propertyNames": {"$ref": f"#/$defs/{list_name}"},
        "additionalProperties": TEXT_SCHEMA,
    }
    kind = Kind("per_code", schema, lambda value: [(list_name, one) for one, _ in value], (list_name,))
    return field(kind, _per_code, ())


def codes_per_code(list_name: str, of: str) -> Any:
    """Several codes of a list, at least one, for each of several codes of another; held as a tuple of pairs."""
    schema = {
        "type": "object",
        "propertyNames": {"$ref": f"#/$defs/{list_name}"},
        "additionalProperties": {
            "type": "array",
            "items": {"$ref": f"#/$defs/{of}"},
            "minItems": 1,
            "uniqueItems": True,
        },
    }
    kind = Kind("codes_per_code", schema, lambda value: _used(list_name, of, value), (list_name, of))
    return field(kind, _codes_per_code, ())


def _used(list_name: str, of: str, value: Iterable[tuple[str, tuple[str, ...]]]) -> Codes:
    for key, several in value:
        yield list_name, key
        yield from ((of, one) for one in several)
