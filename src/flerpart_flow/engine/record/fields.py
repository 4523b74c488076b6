"""The kinds of field that an event may have: what each accepts, and its JSON Schema.

A field is declared once, ``start: datetime | None = time()``. The same declaration checks what a developer
writes in Python and what a log says in JSON (an RFC 3339 string for a time, "ja" for a ``Ternary``), so there
is one gate for both. Missing content is allowed everywhere: it is for the guards to ask for, with their norm.

A value that doesn't fit raises EventError, which names the field and what was expected, never the value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, Final

import attrs

from flerpart_flow.engine.record import accepting
from flerpart_flow.engine.record.accepting import MAX_INTEGER as MAX_INTEGER
from flerpart_flow.engine.record.accepting import MAX_REFERENCE
from flerpart_flow.engine.record.accepting import MAX_TEXT as MAX_TEXT
from flerpart_flow.engine.record.accepting import TERNARIES as TERNARIES
from flerpart_flow.engine.record.accepting import several as several
from flerpart_flow.engine.record.given import CodesPerCode as CodesPerCode
from flerpart_flow.engine.record.given import Day as Day
from flerpart_flow.engine.record.given import Flag as Flag
from flerpart_flow.engine.record.given import Moment as Moment
from flerpart_flow.engine.record.given import Stamp as Stamp
from flerpart_flow.engine.record.given import Strings as Strings
from flerpart_flow.engine.record.given import TextPerCode as TextPerCode
from flerpart_flow.engine.record.given import Time as Time
from flerpart_flow.engine.values.frozen import frozen
from flerpart_flow.engine.values.ternary import UNKNOWN

KIND: Final = "kind"
REFERENCE_SCHEMA: Final = {"type": "string", "minLength": 1, "maxLength": MAX_REFERENCE, "pattern": r"\S"}
TEXT_SCHEMA: Final = {"type": "string", "maxLength": MAX_TEXT, "pattern": r"\S"}
DAY_PATTERN: Final = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
TIME_PATTERN: Final = (
    "^[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
    r"(\.[0-9]{1,6})?(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])$"
)
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


def field(kind: Kind, accept: Accept, default: Any) -> Any:
    """A field of a kind of its own; a routine uses this for what only it knows (a plan)."""
    return attrs.field(default=default, converter=_converter(accept), metadata={KIND: kind})


@cache  # attrs looks at the signature of each that it is given, and most fields have one of a few
def _converter(accept: Accept) -> Any:
    return attrs.Converter(accept, takes_field=True)


def text() -> Any:
    """Free text, at most 4,000 characters, without control characters; never a personnummer."""
    return field(Kind("text", TEXT_SCHEMA), accepting.text, None)


def listed_texts() -> Any:
    """A sequence of free texts."""
    return field(Kind("texts", {"type": "array", "items": TEXT_SCHEMA}), accepting.texts, ())


def reference() -> Any:
    """An opaque reference to a case or a document: at most 200 characters, never a name or a personnummer."""
    return field(Kind("reference", REFERENCE_SCHEMA), accepting.reference, None)


def references() -> Any:
    """Several references."""
    return field(Kind("references", {"type": "array", "items": REFERENCE_SCHEMA}), accepting.references, ())


def digest() -> Any:
    """A digest of a content, ``sha256:`` and 64 hexadecimal digits."""
    return field(Kind("digest", {"type": "string", "pattern": f"^{accepting.DIGEST}$"}), accepting.digest, None)


def integer() -> Any:
    """A whole number from 1."""
    return field(Kind("integer", {"type": "integer", "minimum": 1, "maximum": MAX_INTEGER}), accepting.integer, None)


def flag() -> Any:
    """Yes, no or unknown; unknown when it is left out."""
    return field(Kind("ternary", TERNARY_SCHEMA), accepting.flag, UNKNOWN)


def time() -> Any:
    """A point in time with its offset; held in UTC."""
    return field(_TIME, accepting.time, None)


def required_time() -> Any:
    """A point in time that nothing is made without."""
    return field(_TIME, accepting.time, attrs.NOTHING)


def day() -> Any:
    """A day, YYYY-MM-DD."""
    return field(Kind("day", {"type": "string", "format": "date", "pattern": DAY_PATTERN}), accepting.day, None)


def code(list_name: str) -> Any:
    """One code of a closed list of the rules: a unit, a channel, a reason."""
    return field(_one_of(list_name), accepting.code, None)


def required_code(list_name: str) -> Any:
    """One code that nothing is made without."""
    return field(_one_of(list_name), accepting.code, attrs.NOTHING)


def _one_of(list_name: str) -> Kind:
    return Kind("code", {"$ref": f"#/$defs/{list_name}"}, lambda value: ((list_name, value),), (list_name,))


def codes(list_name: str) -> Any:
    """Several codes of a closed list, none twice."""
    schema = {"type": "array", "items": {"$ref": f"#/$defs/{list_name}"}, "uniqueItems": True}
    kind = Kind("codes", schema, lambda value: [(list_name, one) for one in value], (list_name,))
    return field(kind, accepting.codes, ())


def per_code(list_name: str) -> Any:
    """A text for each of several codes, as a JSON object or a mapping; held as a tuple of pairs."""
    schema = {
        "type": "object",
        "propertyNames": {"$ref": f"#/$defs/{list_name}"},
        "additionalProperties": TEXT_SCHEMA,
    }
    kind = Kind("per_code", schema, lambda value: [(list_name, one) for one, _ in value], (list_name,))
    return field(kind, accepting.per_code, ())


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
    return field(kind, accepting.codes_per_code, ())


def _used(list_name: str, of: str, value: Iterable[tuple[str, tuple[str, ...]]]) -> Codes:
    for key, those in value:
        yield list_name, key
        yield from ((of, one) for one in those)
