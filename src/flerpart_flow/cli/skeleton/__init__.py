"""A routine to begin with: a package with two phases, three events and five norms, whose own tests pass.

The files stand beside this one, with ``$name`` where the routine's name goes.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable
from string import Template
from typing import Final

_SUFFIX: Final = ".tmpl"


def written(name: str) -> dict[str, str]:
    """The text of each file of a new package, by its place there."""
    words = {
        "name": name,
        "NAME": name.upper(),
        "prefix": name.replace("_", "").upper(),
        "title": name.replace("_", " ").capitalize(),
    }
    return {
        _place(place, name): Template(one.read_text(encoding="utf-8")).substitute(words)
        for place, one in _templates(resources.files(__name__), "")
    }


def _place(template: str, name: str) -> str:
    place = template.removesuffix(_SUFFIX)
    return f"test_{name}.py" if place == "test_routine.py" else place.replace("package/", f"{name}/", 1)


def _templates(folder: Traversable, place: str) -> Iterator[tuple[str, Traversable]]:
    for one in sorted(folder.iterdir(), key=lambda each: each.name):
        if one.is_dir():
            yield from _templates(one, f"{place}{one.name}/")
        elif one.name.endswith(_SUFFIX):
            yield f"{place}{one.name}", one
