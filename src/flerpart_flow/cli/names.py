"""Names of files, and other text that isn't ours, on a terminal: what would steer it is shown, never sent."""

from __future__ import annotations

import re
from typing import Final

BEGAN: Final = "flerpart_flow.output"
"""Where a command keeps how the file that it is to write looked when it began."""

STORE: Final = "flerpart_flow.store"
"""Where a command keeps the address of the store that its cases are in, if they are in one."""

_STEERS: Final = r"\x00-\x08\x0e-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff"
"""Control characters, those that turn the direction of writing, and halves of a pair; but no line end and no tab."""

_STEERING: Final = re.compile(f"[{_STEERS}]")
_OUT_OF_LINE: Final = re.compile(f"[{_STEERS}\t\n\x0b\x0c\r]")


def harmless(text: str) -> str:
    """The text with what would steer a terminal written as an escape; its lines stay lines."""
    return _STEERING.sub(_escaped, text)


def shown(name: str) -> str:
    """A name on one line, also where it holds a line end, or bytes that are no UTF-8."""
    return _OUT_OF_LINE.sub(_escaped, name)


def as_json(text: str) -> str:
    """JSON with the same characters written as JSON's own escapes, so that every value stays what it is."""
    return _STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _escaped(found: re.Match[str]) -> str:
    return found[0].encode("unicode_escape").decode()
