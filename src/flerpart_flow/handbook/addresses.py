"""Where each page lies, and how one leads to another: relative, so that the folder may lie anywhere."""

from __future__ import annotations

from enum import StrEnum
from posixpath import dirname, relpath
from typing import Final

INDEX: Final = "index.html"
STYLE: Final = "look/handbook.css"
SEARCHING: Final = "look/search.js"


class Kind(StrEnum):
    """What a page is about; the name of its folder."""

    PHASE = "phase"
    EVENT = "event"
    NORM = "norm"
    DUTY = "duty"
    DEVIATION = "deviation"
    ROLE = "role"
    TERM = "term"
    PICTURE = "picture"
    READING = "reading"


SEARCH: Final = "search"
TRY: Final = "try"


def safe(name: str) -> str:
    """A name as part of an address: letters, digits, hyphen and underscore stay, a full stop inside, no other."""
    kept = (one if one.isascii() and (one.isalnum() or one in "-_.") else f"~{ord(one):x}" for one in name)
    told = "".join(kept)
    return f"~{ord('.'):x}{told[1:]}" if told.startswith(".") else told


def page(*parts: str) -> str:
    """The path of a page: ``flerpartsmote/sv/norm/FM-KALLELSE-8/index.html``."""
    return "/".join((*map(safe, parts), INDEX))


def beside(path: str, name: str) -> str:
    """The path of another file in a page's folder."""
    return f"{dirname(path)}/{name}"


def way(start: str, target: str, part: str = "") -> str:
    """The way from one page to another, or to a part of it, as a link says it."""
    return (relpath(target, dirname(start) or ".") if target != start or not part else "") + (part and f"#{part}")
