"""The closed lists of the rules: who can act, which units, topics, channels and reasons there are."""

from __future__ import annotations

from collections.abc import Mapping
from sys import intern

import attrs

from flerpart_flow.engine.errors import EventError
from flerpart_flow.engine.values.fixed import Fixed
from flerpart_flow.engine.values.frozen import frozen
from flerpart_flow.engine.values.nearest import nearest


def _fixed(value: Mapping[str, frozenset[str]]) -> Mapping[str, frozenset[str]]:
    return Fixed(value)


def _both(one: Mapping[str, frozenset[str]], other: Mapping[str, frozenset[str]]) -> Mapping[str, frozenset[str]]:
    return {name: one.get(name, frozenset()) | other.get(name, frozenset()) for name in (*one, *other)}


class _Codes(dict[str, str]):
    """The codes of a list, each by itself, as the one text that all cases share: looking one up also checks it.

    A plain dict, since this is asked four times of every line, and a Fixed takes five times as long.
    """

    __slots__ = ("_of",)

    def __init__(self, vocabulary: Vocabulary, name: str) -> None:
        super().__init__((intern(code), intern(code)) for code in vocabulary.known[name])
        self._of = vocabulary, name

    def __missing__(self, code: str) -> str:
        vocabulary, name = self._of
        if not vocabulary.has(name, code):
            raise KeyError(name)
        return intern(code)


@frozen
class Vocabulary:
    """Codes by list. ``numbered`` are codes that may carry a number, ``narstaende:1``; a code that stands in
    ``numbered`` but not in ``known`` has to carry one.
    """

    known: Mapping[str, frozenset[str]] = attrs.field(converter=_fixed)
    numbered: Mapping[str, frozenset[str]] = attrs.field(converter=_fixed)
    lists: Mapping[str, Mapping[str, str]] = attrs.field(init=False, eq=False, repr=False)
    """Each code of each list by itself, numbered ones too, for those who read lines; KeyError for any other."""

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "lists", {name: _Codes(self, name) for name in self.known})

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
