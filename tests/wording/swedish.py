"""Every Swedish text that the package ships, in sentences and words, and how hard they are to read.

LIX = words per sentence + the share of words with more than six letters, in percent. It says something of a whole
section; of one sentence it says nothing, so that the texts of one kind in one section are counted together. Names of
authorities and the routine's own terms stand in ``terms.txt`` and aren't counted as long: whoever reads the texts has
them in front of them, and no shorter word means the same.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import attrs

import flerpart_flow
from flerpart_flow.texts import EASY

PACKAGE: Final = Path(flerpart_flow.__file__).parent
HERE: Final = Path(__file__).parent

_HOLE: Final = re.compile(r"\{[^}]*\}")
_END: Final = re.compile(r"(?<=[.!?])\s+|\n+")
_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_CODE: Final = re.compile(r"\b[A-ZÅÄÖ]{2}(?:-[A-ZÅÄÖ]+)+-\d+\b|`[^`]*`|--?[a-z][\w-]*|\S*[/_]\S*")
"""What isn't prose: ids of norms, options, paths."""


@attrs.frozen
class Text:
    """One text: the folder that it stands in, what kind of text it is, its key, and what it says."""

    section: str
    kind: str
    key: str
    words: str

    @property
    def sentences(self) -> tuple[str, ...]:
        """What is between two full stops, question marks or line ends; what is filled in is one word."""
        plain = _CODE.sub(" ", _HOLE.sub("ord", self.words))
        return tuple(one for one in _END.split(plain) if _WORD.search(one))


def words_of(sentence: str) -> list[str]:
    """The words, one with a hyphen as one."""
    return _WORD.findall(sentence)


def lines_of(name: str) -> frozenset[str]:
    """A list of words, one a line, in lower case; what stands after a # says why."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return frozenset(one for one in (line.partition("#")[0].strip().casefold() for line in lines) if one)


def texts() -> tuple[Text, ...]:
    """Every Swedish text, by file and key."""
    return tuple(one for file in sorted(PACKAGE.rglob("*.toml")) for one in _of(file))


def _of(file: Path) -> Iterator[Text]:
    held = tomllib.loads(file.read_text(encoding="utf-8"))
    section = file.parent.relative_to(PACKAGE).as_posix()
    if file.name == "norms.toml":
        for norm in held["norm"]:
            for name in ("sv", "read_sv"):
                if name in norm:
                    yield Text(section, "normer", f"{norm['id']}.{name}", norm[name])
    elif file.name == f"{EASY}.toml" or section == f"texts/{EASY}":
        for key, words in _flat(held):
            yield Text(section, EASY, key, words)
    elif file.name == "sv.toml":
        for key, words in _flat(held):
            yield Text(section, key.partition(".")[0], key, words)
    elif section == "texts/sv":
        for key, words in _flat(held):
            yield Text(section, file.stem, f"{file.stem}.{key}", words)
    else:
        for key, words in _flat(held):
            if key.rpartition(".")[2] == "sv":
                yield Text(section, file.stem, key, words)


def _flat(held: Any, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(held, str):
        yield path, held
    elif isinstance(held, dict):
        for key, value in held.items():
            yield from _flat(value, f"{path}.{key}" if path else key)
    elif isinstance(held, list):
        for number, value in enumerate(held):
            yield from _flat(value, f"{path}.{number}")


def lix(sentences: list[str], terms: frozenset[str]) -> float:
    """How hard some sentences are to read; a word of the terms, or with one in its first part, isn't long."""
    words = [word for one in sentences for word in words_of(one)]
    long = sum(len(word) > 6 and word.casefold() not in terms for word in words)
    return len(words) / len(sentences) + 100 * long / len(words)
