"""Content for events, made up from what each field says that it holds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any, Final

import attrs

from flerpart_flow.engine.record.events import ACTOR, UNIT, Event, content_fields
from flerpart_flow.engine.record.fields import Kind
from flerpart_flow.engine.rules.vocabulary import Vocabulary
from flerpart_flow.proof.walk.cast import WORDS, Cast

_AGAIN: Final = 0.6
"""How often a field says what was said before under the same name."""
_YES: Final = 0.75
_LATEST_YEAR: Final = 2090
LEFT_OUT: Final = object()


@attrs.define(eq=False)
class Filler:
    """Makes up content. What it draws depends on the random source, the case's cast and the moment alone."""

    random: Random
    vocabulary: Vocabulary
    cast: Cast

    def fill(
        self, event: type[Event], at: datetime, whole: float = 0.93, hints: tuple[Any, ...] = ()
    ) -> dict[str, Any]:
        """Content for an event at a moment; each field is there with that probability.

        ``hints`` are values that somebody has asked for: a field that can hold some of them holds those, mostly.
        """
        content: dict[str, Any] = {}
        for name, kind in content_fields(event).items():
            fitting = self._fitting(kind, hints)
            if fitting and self.random.random() < 0.85:
                content[name] = (
                    self._and_earlier(name, fitting) if kind.name == "codes" else self.random.choice(fitting)
                )
                continue
            if self.random.random() < (whole if self._wanted(event, name) else whole * 0.3):
                self.put(event, content, name, at)
        return content

    def _and_earlier(self, name: str, fitting: tuple[Any, ...]) -> tuple[Any, ...]:
        """The codes that were asked for, mostly with those that were named before."""
        earlier = self.cast.earlier(name)
        return tuple(dict.fromkeys((*earlier[-1], *fitting))) if earlier and self.random.random() < 0.7 else fitting

    def _fitting(self, kind: Kind, hints: tuple[Any, ...]) -> tuple[Any, ...]:
        """Those of the hints that a field can hold."""
        if kind.name in {"code", "codes"}:
            codes = (one for one in hints if isinstance(one, str) and self.vocabulary.has(kind.lists[0], one))
            return tuple(dict.fromkeys(codes))
        wanted = {"time": datetime, "integer": int}.get(kind.name)
        return tuple(one for one in hints if wanted and isinstance(one, wanted))

    def _wanted(self, event: type[Event], name: str) -> bool:
        """Whether a field is filled most of the time: a number or a digest is mostly left for the case to know."""
        return content_fields(event)[name].name not in {"integer", "digest", "codes_per_code", "day"}

    def put(self, event: type[Event], content: dict[str, Any], name: str, at: datetime) -> None:
        """Fill one field, in agreement with the others when it is about the same actors or times."""
        kind = content_fields(event)[name]
        value = self._value(name, kind, at)
        if kind.name == "time":
            value = self._after_the_others(event, content, name, value)
        if kind.name == "per_code":
            value = self._for_those_named(event, content, kind, value)
        if value is LEFT_OUT:
            content.pop(name, None)
        else:
            content[name] = value

    def _after_the_others(self, event: type[Event], content: Mapping[str, Any], name: str, value: Any) -> Any:
        before = [content[one] for one, kind in content_fields(event).items() if kind.name == "time" and one in content]
        before = [one for one in before if isinstance(one, datetime)]
        if name not in content and before and self.random.random() < 0.9:
            return before[-1] + timedelta(minutes=self.random.choice((30, 60, 90)))
        return value

    def _for_those_named(self, event: type[Event], content: Mapping[str, Any], kind: Kind, value: Any) -> Any:
        for name, other in content_fields(event).items():
            if other.name == "codes" and other.lists == kind.lists[:1] and content.get(name):
                return (
                    {one: self.random.choice(WORDS) for one in content[name]} if self.random.random() < 0.9 else value
                )
        return value

    def _value(self, name: str, kind: Kind, at: datetime) -> Any:
        earlier = self.cast.earlier(name)
        if earlier and kind.name not in {"ternary", "corrections"} and self.random.random() < _AGAIN:
            return self.random.choice(earlier)
        if kind.name == "digest":
            known = [value.digest for value in self.cast.earlier("plan") if hasattr(value, "digest")]
            return self.random.choice(known) if known else "sha256:" + "0" * 64
        return self.of_schema(name, kind.schema, at)

    def of_schema(self, name: str, schema: Mapping[str, Any], at: datetime) -> Any:
        """A value that a JSON Schema describes."""
        if "$ref" in schema:
            return self.code(str(schema["$ref"]).rpartition("/")[2], name)
        if "enum" in schema:
            options = list(schema["enum"])
            return options[0] if self.random.random() < _YES else self.random.choice(options)
        match schema.get("type"):
            case "array":
                return self._several(name, schema["items"], at)
            case "object":
                return self._object(name, schema, at)
            case "integer":
                least = schema.get("minimum", 0)
                near = (1, 2, 3) if schema.get("maximum", 0) > 1000 else range(least, schema["maximum"] + 1)
                return self.random.choice(near)
            case _:
                return self._text(name, schema, at)

    def _text(self, name: str, schema: Mapping[str, Any], at: datetime) -> Any:
        match schema.get("format"):
            case "date-time":
                return self.time(at)
            case "date":
                return self.time(at).date()
        return self.random.choice(WORDS)

    def time(self, at: datetime) -> datetime:
        """A time that fits a case: mostly some weeks ahead in the day, now and then past, or very far away."""
        drawn = self.random.random()
        if drawn < 0.02:
            return datetime(self.random.choice((2006, 2089)), 3, 1, 9, tzinfo=UTC)
        days = self.random.choice((-8, -1, 0)) if drawn < 0.12 else self.random.choice((1, 2, 7, 20, 36, 45, 60, 90))
        day = at + timedelta(days=days)
        return day.replace(hour=self.random.choice((8, 9, 12, 23 if drawn > 0.97 else 13)), minute=0, second=0)

    def _several(self, name: str, items: Mapping[str, Any], at: datetime) -> tuple[Any, ...]:
        if "$ref" in items:
            return self.codes(str(items["$ref"]).rpartition("/")[2], name)
        found: list[Any] = []
        for _ in range(self.random.choice((1, 1, 2))):
            value = self.of_schema(name, items, at)
            if isinstance(value, dict) and any(value.get("id") == one.get("id") for one in found):
                continue
            found.append(value)
        return tuple(found)

    def _object(self, name: str, schema: Mapping[str, Any], at: datetime) -> dict[str, Any]:
        if "properties" in schema:
            return {
                one: self.of_schema(one, held, at)
                for one, held in schema["properties"].items()
                if self.random.random() < (0.3 if one in {"delmal", "huvudansvarig"} else 0.95)
            }
        if "propertyNames" in schema:
            keys = self.codes(str(schema["propertyNames"]["$ref"]).rpartition("/")[2], name)
            keys = keys[: self.random.choice((2, 2, 2, len(keys)))]
            filled = {key: self.of_schema(name, schema["additionalProperties"], at) for key in keys}
            return {key: value for key, value in filled.items() if value != ()}
        return {}

    def code(self, list_name: str, name: str = "") -> str:
        """One code of a list: of the case's cast, or now and then any."""
        if self.random.random() < 0.04:
            return self.random.choice(sorted(self.vocabulary.known[list_name]))
        return self.random.choice(self.cast.of(list_name, self.vocabulary))

    def codes(self, list_name: str, name: str = "") -> tuple[str, ...]:
        """Several codes of a list, none twice; of actors most of the cast."""
        known = list(self.cast.of(list_name, self.vocabulary))
        if list_name in {ACTOR, UNIT}:
            groups = self.cast.groups(known)
            if groups and self.random.random() < 0.5:
                several = list(self.random.choice(groups))
                added = self.random.choice(known) if self.random.random() < 0.3 else self.cast.person
                return tuple(dict.fromkeys((*several, added))) if added in known else tuple(several)
            chance = self.random.choice((0.2, 0.6, 0.8, 1))
            found = [one for one in known if self.random.random() < (chance if one in self.cast.units else chance / 2)]
            return tuple(found or [self.random.choice(known)])
        return tuple(self.random.sample(known, self.random.randint(1, len(known))))

    def mended(self, value: Any, named: tuple[str, ...]) -> Any:
        """Codes with those named taken out or put in; of a single code another one, or one of those named."""
        if not isinstance(value, tuple):
            others = [one for one in self.cast.units if one not in named]
            return self.random.choice(others if value in named and others else named)
        without = tuple(one for one in value if one not in named)
        return without if without != value else tuple(dict.fromkeys((*value, *named)))


def day_of(value: datetime | date, at: datetime) -> datetime:
    """The moment of a time, or of the morning of a day."""
    if isinstance(value, datetime):
        return value
    return datetime(value.year, value.month, value.day, 9, tzinfo=at.tzinfo) if value.year < _LATEST_YEAR else at
