"""The library's own words, in Swedish and English, from TOML files that a translator can edit.

A routine brings its own, which stand in its sections (see ``engine.words.wording``). A text's key is its file's stem
and its path inside the file, ``fel.journal.tom``. A text may name what it wants filled in, ``{enhet:aktor}``; the part
behind the colon says how the value is shown (see ``Texts``).
"""

from __future__ import annotations

import os
import string
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any, Final
from zoneinfo import ZoneInfo

from flerpart_flow.texts.system import SystemReason
from flerpart_flow.texts.tables import folder_of, read_table

LANGUAGES: Final = ("sv", "en")
DEFAULT_LANGUAGE: Final = "sv"
EASY: Final = "sv-lattlast"
"""Easy Swedish, which only what the individual reads is written in."""

_STOCKHOLM = ZoneInfo("Europe/Stockholm")

_KINDS: Final = {
    "handelse": "handelser",
    "fas": "faser",
    "roll": "roller",
    "falt": "falt",
    "villkor": "villkor",
    "allvar": "tillstand.allvar",
}
"""Where the labels of each kind stand."""

Names = Callable[[str, str, str], str | None]
"""Given a closed list of the rules, a code of it and a language, the code's name, or None where it has none."""

ACTORS: Final = "aktor"
"""The list of those who can act, whose names texts need most."""


class Texts(string.Formatter):
    """The texts of one language.

    How values are shown, by the word behind the colon: ``aktor`` (a unit or person by name), ``handelse``,
    ``fas``, ``roll``, ``falt``, ``villkor``, ``allvar`` (an event, phase, role, field, condition or severity by its
    label), ``dag`` (a date), ``och``/``eller`` (a sequence joined with commas and "and"/"or"; may follow another word,
    ``aktor,och``). Any other word is one of the rules' closed lists, ``amne``, and shows a code of it by name.
    """

    def __init__(self, lang: str, by_key: Mapping[str, str], names: Names | None = None) -> None:
        self.lang = lang
        self._by_key = by_key
        self._names = names

    def naming(self, names: Names) -> Texts:
        """The same texts, which know the names that a case's rules give its units."""
        return Texts(self.lang, self._by_key, names)

    def adding(self, own: Mapping[str, str]) -> Texts:
        """The same texts with others added, or in the place of those with the same key."""
        return Texts(self.lang, {**self._by_key, **own}, self._names)

    def __contains__(self, key: str) -> bool:
        return key in self._by_key

    def keys(self) -> Iterable[str]:
        """Every key, in the order of the files."""
        return self._by_key.keys()

    def raw(self, key: str) -> str:
        """The text as written, its holes unfilled. Raises KeyError for an unknown key."""
        return self._by_key[key]

    def say(self, key: str, /, **values: Any) -> str:
        """The text with its holes filled. Raises KeyError for an unknown key or a value that is not given."""
        return self.vformat(self._by_key[key], (), values)

    def label(self, kind: str, ident: str) -> str:
        """The label of an event, phase, role or field, or the id itself where the texts have none."""
        return self._by_key.get(f"{kind}.{ident}", ident)

    def name(self, code: str, of: str = ACTORS) -> str:
        """The name of a code in a closed list (a unit, person or outsider, if none is given): as the rules give it,
        else as the texts do, or the code itself where nobody named it.
        """
        found = self._names(of, code, self.lang) if self._names else None
        return found if found is not None else self.label(of, code)

    def join(self, values: Iterable[str], word: str = "och") -> str:
        """The values as a list in prose: "a, b och c"."""
        shown = list(values)
        if len(shown) < 2:
            return "".join(shown)
        return f"{', '.join(shown[:-1])} {self._by_key[f'ord.{word}']} {shown[-1]}"

    def format_field(self, value: Any, format_spec: str) -> str:
        """Show one value as the word behind the colon says."""
        for how in format_spec.split(",") if format_spec else ():
            value = self._shown(value, how)
        return self._plain(value)

    def _shown(self, value: Any, how: str) -> Any:
        if how in {"och", "eller"}:
            return self.join([self._plain(one) for one in value], how)
        if isinstance(value, (tuple, list, frozenset, set)):
            return [self._shown(one, how) for one in value]
        if how == "dag":
            return self._plain(value)
        return self.label(_KINDS[how], str(value)) if how in _KINDS else self.name(str(value), how)

    def _plain(self, value: Any) -> str:
        if isinstance(value, datetime):
            return f"{value.astimezone(_STOCKHOLM):%Y-%m-%d %H:%M}"
        if isinstance(value, date):
            return value.isoformat()
        if isinstance(value, SystemReason):
            return self.say(value.key, **value.values) if value.key in self else str(value)
        return str(value)


def _flat(prefix: str, table: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, str):
            yield f"{prefix}.{key}", value
        else:
            yield from _flat(f"{prefix}.{key}", value)


def _files(lang: str) -> list[str]:
    """The names of a language's files."""
    folder = folder_of(__name__)
    if folder is None:
        from importlib import resources

        entries = [entry.name for entry in (resources.files(__name__) / lang).iterdir()]
    else:
        with os.scandir(f"{folder}/{lang}") as found:
            entries = [entry.name for entry in found]
    return sorted(name for name in entries if name.endswith(".toml"))


@cache
def texts(lang: str = DEFAULT_LANGUAGE) -> Texts:
    """The texts of a language, ``sv``, ``en`` or (few of them) ``sv-lattlast``. Raises KeyError for another."""
    if lang not in {*LANGUAGES, EASY}:
        raise KeyError(lang)
    by_key: dict[str, str] = {}
    for name in _files(lang):
        by_key.update(_flat(name.removesuffix(".toml"), read_table(__name__, f"{lang}/{name}")))
    return Texts(lang, by_key)
