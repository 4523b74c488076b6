"""The files of a package that a routine is read from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from flerpart_flow.engine.errors import DefinitionError
from flerpart_flow.texts import EASY, LANGUAGES
from flerpart_flow.texts.tables import parsed, read_table

File = tuple[str, str]
"""A package and the name of a file in it."""

FOLDER: Final = ""
"""In place of a package: the name is a path."""


def norm_files(package: str, *sections: str) -> tuple[File, ...]:
    """The norms of a routine's sections: ``<section>/norms.toml`` in its package."""
    return tuple((package, f"{section}/norms.toml") for section in sections)


def word_files(
    package: str, *sections: str, taking: Mapping[str, tuple[File, ...]], easy: bool = False
) -> Mapping[str, tuple[File, ...]]:
    """The words of a routine by language: those taken in from elsewhere, the package's and its sections'.

    A language's files are ``sv.toml`` and ``en.toml``, for the whole routine and in each section's folder. With
    ``easy``, what the individual reads in easy Swedish stands in ``sv-lattlast.toml`` (see ``across.easy``).
    """
    own = ("", *(f"{section}/" for section in sections))
    found = {lang: (*taking.get(lang, ()), *((package, f"{place}{lang}.toml") for place in own)) for lang in LANGUAGES}
    return {**found, EASY: ((package, f"{EASY}.toml"),)} if easy else found


def read_toml(package: str, name: str) -> dict[str, Any]:
    """A TOML file of a package, or of a folder (package ``FOLDER``). Raises DefinitionError, which names it, if it
    isn't there or isn't TOML.
    """
    try:
        if package != FOLDER:
            return read_table(package, name)
        from pathlib import Path

        return parsed(Path(name).read_text(encoding="utf-8"))
    except (OSError, ModuleNotFoundError) as error:
        reason = type(error).__name__
    except ValueError as error:  # no TOML, or no UTF-8
        reason = str(error)
    raise DefinitionError("definition.fil", file=f"{package}/{name}", reason=reason)
