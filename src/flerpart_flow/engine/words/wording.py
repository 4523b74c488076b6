"""The words of a routine: those of the library, and over them the files that the routine names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Final

from flerpart_flow.engine.errors import DefinitionError
from flerpart_flow.engine.rules.files import File, read_toml
from flerpart_flow.texts import Texts, texts

INSTEAD: Final = "i_stallet."
"""What a key begins with whose text stands in the place of another file's."""


@cache
def wording(lang: str, own: tuple[File, ...]) -> Texts:
    """The texts of a language with a routine's own, read once. Raises as ``with_own``."""
    return with_own(texts(lang), own)


def with_own(said: Texts, own: Iterable[File]) -> Texts:
    """The texts with those of the routine's files over them.

    A file is TOML: a table for each kind (``faser``, ``handelser``, ``fynd`` …), and in it a text for each key. What
    stands under ``i_stallet`` stands in the place of another file's text. Raises DefinitionError for a file that can't
    be read, a value that is no text, or a key that two of the files give.
    """
    found: dict[str, str] = {}
    given: dict[str, File] = {}
    for file in own:
        for key, text in words_in(file).items():
            if key in given:
                raise DefinitionError("definition.text_dubbel", key=key, file=_shown(given[key]), other=_shown(file))
            found[key], given[key] = text, file
    instead = {key.removeprefix(INSTEAD): text for key, text in found.items() if key.startswith(INSTEAD)}
    return said.adding({**found, **instead}) if found else said


@cache
def words_in(file: File) -> Mapping[str, str]:
    """The texts of a file by key; what routines share is read once for all of them."""
    return dict(_flat("", read_toml(*file), file))


def _flat(prefix: str, table: Mapping[str, Any], file: File) -> Iterable[tuple[str, str]]:
    for key, value in table.items():
        path = f"{prefix}.{key}".lstrip(".")
        if isinstance(value, Mapping):
            yield from _flat(path, value, file)
        elif isinstance(value, str) and prefix:
            yield path, value
        else:
            raise DefinitionError("definition.fil", file=_shown(file), reason=path)


def _shown(file: File) -> str:
    return "/".join(file)
