"""The closed lists of the rules: who can act, which units, topics, channels and reasons there are."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from flerpart_flow.engine.errors import EventError
from flerpart_flow.engine.values.fixed import Fixed
from flerpart_flow.engine.values.nearest import nearest


def _fixed(value: Mapping[str, frozenset[str]]) -> Mapping[str, frozenset[str]]:
    return Fixed(value)


def _both(one: Mapping[str, frozenset[str]], other: Mapping[str, frozenset[str]]) -> Mapping[str, frozenset[str]]:
    return {name: one.get(name, frozenset()) | other.get(name, frozenset()) for name in (*one, *other)}


@attrs.frozen
class Vocabulary:
    """Codes by list. ``numbered`` are codes that may carry a number, ``narstaende:1``; a code that stands in
    ``numbered`` but not in ``known`` has to carry one.
    """

    known: Mapping[str, frozenset[str]] = attrs.field(converter=_fixed)
    numbered: Mapping[str, frozenset[str]] = attrs.field(converter=_fixed)
    lists: dict[str, frozenset[str]] = attrs.field(init=False, eq=False, repr=False)
    """``known`` for those who read lines, and change nothing: looking up in a Fixed takes five times as long."""

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "lists", dict(self.known))

    def joined(self, other: Vocabulary) -> Vocabulary:
        """The codes of both."""
        return Vocabulary(_both(self.known, other.known), _both(self.numbered, other.numbered))

    def has(self, list_name: str, code: str) -> bool:
        """Whether the list holds the code, with or without a number."""
        if code in self.known[list_name]:
            return True
        base, colon, number = code.rpartition(":")
        counts = number.isascii() and number.isdigit() and not number.startswith("0") and len(number) < 4
        return bool(colon) and counts and base in self.numbered.get(list_name, frozenset())

    def require(self, list_name: str, code: str, field: str) -> None:
        """Raise EventError, which names the nearest known codes, unless the list holds the code.

        The code itself isn't repeated: what was written there by mistake may be about a person.
        """
        if self.has(list_name, code):
            return
        choices = sorted(self.known[list_name] | self.numbered.get(list_name, frozenset()))
        near = nearest(code, choices)
        shown = ", ".join(near or choices)
        raise EventError("kod.nara" if near else "kod.okand", field=field, list=list_name, choices=shown)
