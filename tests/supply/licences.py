"""The licences of what is locked: what the metadata say, what is settled by hand, and what is fine."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import metadata
from typing import Any, Final

import attrs
from license_expression import AND, OR, get_spdx_licensing

from tests.supply import lock
from tests.supply.lock import Entry, installed

BY_HAND: Final = lock.FOLDER / "licences.toml"

FINE: Final = frozenset(
    (
        *("MIT", "MIT-0", "MIT-CMU", "ISC", "BSD", "BSD-2-Clause", "BSD-3-Clause", "PSF-2.0"),
        *("Apache-2.0", "MPL-1.1", "MPL-2.0", "EPL-2.0", "Unlicense", "CC0-1.0"),
        # Of fonts; it asks nothing of a picture that is set in them.
        "OFL-1.1",
    )
)
"""Licences that ask nothing of a program that builds on the package."""
FINE_WHERE_OPTIONAL: Final = "LGPL-"
"""How licences begin that are fine for a package that can be done without, and isn't changed."""

_CLASSIFIERS: Final = {
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD",
    "Eclipse Public License 2.0 (EPL-2.0)": "EPL-2.0",
    "GNU General Public License v2 or later (GPLv2+)": "GPL-2.0-or-later",
    "GNU Lesser General Public License v2 or later (LGPLv2+)": "LGPL-2.0-or-later",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 1.1 (MPL 1.1)": "MPL-1.1",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
_WORDS: Final = {
    **{
        word: word
        for word in ("Apache-2.0", "BSD", "BSD-2-Clause", "BSD-3-Clause", "MIT", "MIT OR Apache-2.0", "MPL-2.0")
    },
    "Apache 2.0": "Apache-2.0",
    "BSD 2-Clause License": "BSD-2-Clause",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
_CLASS: Final = "License :: "


@attrs.frozen
class ByHand:
    """A licence that somebody settled, and what it rests on."""

    licence: str
    why: str


@cache
def by_hand() -> dict[str, ByHand]:
    """The table, by package."""
    rows = tomllib.loads(BY_HAND.read_text(encoding="utf-8"))
    return {name: ByHand(**row) for name, row in rows.items()}


def licence(name: str) -> str | None:
    """The licence of a locked package, as an SPDX expression; None where nothing that can be read tells it."""
    if (row := by_hand().get(name)) is not None:
        return row.licence
    package = installed(name)
    return said(package.metadata) if package is not None else None


def said(about: metadata.PackageMetadata) -> str | None:
    """What a package's metadata say, or None if they say nothing, or something that isn't known.

    Classifiers don't tell a choice from a sum: two that aren't explained by the licence's own field are taken as a sum.
    """
    whole = _fields(about, "License-Expression")
    if whole:
        return whole[0]
    classified = _classified(about)
    if not all(one in _CLASSIFIERS for one in classified):
        return None
    words = [_WORDS[one] for one in _fields(about, "License") if one in _WORDS]
    return next(iter(words), " AND ".join(_CLASSIFIERS[one] for one in classified)) or None


def named(about: metadata.PackageMetadata) -> set[str]:
    """Every licence that the metadata name, in whatever way."""
    classified = {_CLASSIFIERS[one] for one in _classified(about) if one in _CLASSIFIERS}
    words = {_WORDS[one] for one in _fields(about, "License") if one in _WORDS}
    return {*_fields(about, "License-Expression"), *classified, *words}


def is_fine(expression: str, *, optional: bool) -> bool:
    """Whether a licence is one to build on; ``optional``: the package can be done without.

    Of a choice one is enough; of a sum, all have to be.
    """
    return _holds(_spdx().parse(expression), optional)


@cache
def _spdx() -> Any:
    """The names of licences, which take a while to read."""
    return get_spdx_licensing()


def _holds(part: Any, optional: bool) -> bool:
    if isinstance(part, OR):
        return any(_holds(one, optional) for one in part.args)
    if isinstance(part, AND):
        return all(_holds(one, optional) for one in part.args)
    # "GPL-2.0-only WITH some exception" is a name of its own, which nobody has looked at.
    name = str(part)
    return name in FINE or (optional and name.startswith(FINE_WHERE_OPTIONAL))


def needs_a_row(entry: Entry, *, optional: bool) -> bool:
    """Whether the table has to have a package: it isn't for every machine, or its metadata settle nothing."""
    package = installed(entry.name)
    if package is None or (entry.requirement.marker is not None and entry.name in by_hand()):
        return True
    found = said(package.metadata)
    return found is None or not is_fine(found, optional=optional)


def _classified(about: metadata.PackageMetadata) -> list[str]:
    found = [one.removeprefix(_CLASS) for one in _fields(about, "Classifier") if one.startswith(_CLASS)]
    return [one.removeprefix("OSI Approved :: ") for one in found if one != "OSI Approved"]


def _fields(about: metadata.PackageMetadata, name: str) -> list[str]:
    return about.get_all(name) or []
