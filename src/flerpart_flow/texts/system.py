"""Why the operating system, or what reads TOML, said no, in the reader's language; where there is none, in its own."""

from __future__ import annotations

import errno
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final, Self


class SystemReason(str):
    """What the system says, as it says it; ``key`` names the text that says the same in another language, and
    ``values`` fill its holes.
    """

    __slots__ = ("key", "values")

    key: str
    values: Mapping[str, Any]

    def __new__(cls, said: str, key: str, values: Mapping[str, Any] = MappingProxyType({})) -> Self:
        """A reason."""
        made = super().__new__(cls, said)
        made.key = key
        made.values = values
        return made

    def __reduce__(self) -> tuple[type[Self], tuple[str, str, dict[str, Any]]]:
        return type(self), (str(self), self.key, dict(self.values))


def system_reason(error: OSError) -> SystemReason:
    """Why something couldn't be done with a file."""
    said = error.strerror or type(error).__name__
    return SystemReason(said, f"system.{errno.errorcode.get(error.errno or 0, 'okant').lower()}")


_WRONG: Final = (
    ("varde", r"Invalid value"),
    ("dag", r"Invalid date"),
    ("tabell", r"Expected '\]"),
    ("dubbel", r"Cannot |Duplicate "),
    ("slut", r"Unclosed |Unterminated |Expected [\"']"),
    ("tecken", r"Illegal character|Found invalid|Unescaped|Invalid hex|Escaped"),
    ("tal", r"Exceeds the limit"),
    ("rad", r"Invalid statement|Expected newline|Invalid initial"),
)
"""How ``tomllib`` begins to say what is wrong, by the name of our text. Its own words could repeat a value."""
_EQUALS: Final = "Expected '=' after a key"
_PLACE: Final = re.compile(r"\(at line (\d+), column (\d+)\)$")


def toml_reason(error: ValueError) -> SystemReason:
    """Why a text isn't TOML, and where: what ``tomllib`` raised."""
    told = str(error)
    found = (name for name, begins in _WRONG if re.match(begins, told) and not told.startswith(_EQUALS))
    wrong = SystemReason("not TOML", f"toml.{next(found, 'rad')}")
    if (at := _PLACE.search(told)) is not None:
        return SystemReason("not TOML", "toml.plats", {"fel": wrong, "rad": at[1], "kolumn": at[2]})
    return SystemReason("not TOML", "toml.sist", {"fel": wrong}) if told.endswith("(at end of document)") else wrong


DEEP: Final = SystemReason("too many levels", "toml.djup")
"""Why a text with lists in lists without end can't be read."""
