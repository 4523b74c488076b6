"""Where each page lies, and how one leads to another: relative, so that the folder may lie anywhere."""

from __future__ import annotations

from enum import StrEnum
from posixpath import dirname, relpath
from typing import Final

from flerpart_flow.trying.links import safe

INDEX: Final = "index.html"
STYLE: Final = "look/handbook.css"
SEARCHING: Final = "look/search.js"
TRYING: Final = "look/try.js"
WORKING: Final = "look/worker.js"
COUNTING: Final = "look/days.js"
ANSWERS: Final = "days.js"
"""In a routine's folder: the last days before every day that can be asked about."""
LIBRARY: Final = "library/"
"""The folder of what runs in the browser."""


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
    QUESTION = "question"


SEARCH: Final = "search"
TRY: Final = "try"


def page(*parts: str) -> str:
    """The path of a page: ``flerpartsmote/sv/norm/FM-KALLELSE-8/index.html``."""
    return "/".join((*map(safe, parts), INDEX))


def beside(path: str, name: str) -> str:
    """The path of another file in a page's folder."""
    return f"{dirname(path)}/{name}"


def way(start: str, target: str, part: str = "") -> str:
    """The way from one page to another, or to a part of it, as a link says it."""
    end = "/" if target.endswith("/") else ""
    there = relpath(target, dirname(start) or ".") + end if target != start or not part else ""
    return there + (part and f"#{part}")
