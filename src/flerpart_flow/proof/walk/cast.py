"""Who and what a made-up case is about: a few actors, topics and words, so that its events often fit together."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from random import Random
from typing import Any, Final

import attrs

from flerpart_flow.engine.record.events import ACTOR, UNIT, Event, plain
from flerpart_flow.engine.rules.vocabulary import Vocabulary

WORDS: Final = ("praktik", "ansökan", "Sal 1")
_KEPT: Final = 6
_NUMBERED: Final = 0.25
"""How often one of those that may have a number gets a colleague of its own kind."""


@attrs.define(eq=False)
class Cast:
    """The units, other actors and codes of one case, and what its lines have said under which name."""

    units: tuple[str, ...]
    others: tuple[str, ...]
    codes: Mapping[str, tuple[str, ...]]
    person: str
    said: dict[str, list[Any]] = attrs.field(factory=dict)

    @classmethod
    def drawn(cls, random: Random, vocabulary: Vocabulary, holders: tuple[str, ...]) -> Cast:
        """A cast of its own for a case: all kinds of unit may be in it, and of some kinds two.

        ``holders`` have a role in every case: the person always takes part, the units among them mostly.
        """
        known = sorted(vocabulary.known[UNIT])
        units = random.sample(known, min(len(known), random.randint(3, 6)))
        units += [one for one in holders if one in known and one not in units and random.random() < 0.85]
        several = vocabulary.numbered.get(UNIT, frozenset())
        units += [f"{unit}:2" for unit in units if unit in several and random.random() < _NUMBERED]
        outside = vocabulary.known[ACTOR] | vocabulary.numbered.get(ACTOR, frozenset())
        others: list[str] = []
        for code in sorted(outside - vocabulary.known[UNIT]):
            if vocabulary.has(ACTOR, code):
                others.append(code)
            if vocabulary.has(ACTOR, f"{code}:1") and (code not in others or random.random() < _NUMBERED):
                others.append(f"{code}:1")
        codes = {
            name: tuple(random.sample(sorted(held), min(len(held), 4))) if len(held) > _KEPT else tuple(sorted(held))
            for name, held in vocabulary.known.items()
        }
        person = next((one for one in holders if one not in known), others[0])
        return cls(tuple(units), tuple(others), codes, person)

    def copy(self) -> Cast:
        """The same cast for another walk, which hears other things from now on."""
        return attrs.evolve(self, said={name: list(values) for name, values in self.said.items()})

    def of(self, list_name: str, vocabulary: Vocabulary) -> tuple[str, ...]:
        """The codes of a list that this case draws on."""
        if list_name == ACTOR:
            return (*self.units, *self.others)
        if list_name == UNIT:
            return self.units
        fitting = tuple(unit for unit in self.units if vocabulary.has(list_name, unit))
        return fitting or self.codes[list_name]

    def hear(self, event: Event) -> None:
        """Keep what a line says, under the names of its fields."""
        for name in (attribute.name for attribute in attrs.fields(type(event)) if attribute.metadata):
            if name not in {"nr", "occurred_at", "recorded_at", "by", "recorded_by"}:
                self._keep(name, getattr(event, name))

    def _keep(self, name: str, value: Any) -> None:
        if value is None or value == ():
            return
        if attrs.has(type(value)):
            for one in attrs.fields(type(value)):
                self._keep(one.name, getattr(value, one.name))
        elif isinstance(value, tuple) and any(attrs.has(type(one)) for one in value):
            for one in value:
                self._keep(name, one)
        kept = self.said.setdefault(name, [])
        if value in kept:
            kept.remove(value)
        kept.append(value)
        del kept[:-_KEPT]

    def earlier(self, name: str) -> list[Any]:
        """What has been said under a name, the latest last."""
        return self.said.get(name, [])

    def groups(self, known: list[str]) -> list[tuple[str, ...]]:
        """The groups of actors that the case's lines have named, of those known."""
        held = set(known)
        found = (value for name in sorted(self.said) for value in self.said[name] if isinstance(value, tuple))
        return [group for group in found if all(isinstance(one, str) and one in held for one in group)]

    def days_to_come(self, after: datetime) -> list[datetime | date]:
        """The times and days that somebody has named and that aren't past: what a walk may wait for."""
        found: list[datetime | date] = []
        for name in sorted(self.said):
            for value in self.said[name]:
                if isinstance(value, datetime):
                    found += [value] if value > after else []
                elif isinstance(value, date) and value > after.date():
                    found.append(value)
        return found


def as_data(event: Event, names: Mapping[str, Any]) -> dict[str, Any]:
    """The content of an event as a correction writes it, without what it doesn't say."""
    held = {name: plain(getattr(event, name)) for name in names}
    return {name: value for name, value in held.items() if value not in (None, [], {})}
