"""A handbook of both routines for the tests of a process, made once, from the pictures of the set in ``diagrams/``."""

from __future__ import annotations

import atexit
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from html import unescape
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Final

import attrs

from flerpart_flow.diagrams.drawing import Drawing
from flerpart_flow.handbook import Book, handbook
from flerpart_flow.handbook.packing import pack
from flerpart_flow.installed import ROUTINES
from tests.node.npm import node_program, npm_folder

ROOT: Final = Path(__file__).parents[2]
GROUP: Final = "handbook"
"""The tests of the handbook run in one worker, so that it is made once."""

_LINK: Final = re.compile(r'\s(?:href|src|action)="([^"]*)"')
_ID: Final = re.compile(r'\sid="([^"]*)"')


def from_the_set(drawing: Drawing) -> Iterable[str]:
    """The pages of a picture as they lie in ``diagrams/``, which other tests hold to the definition."""
    for page in drawing.pages:
        routine, _, name = page.name.partition("-")
        yield (ROOT / "diagrams" / routine / page.lang / f"{name}.svg").read_text(encoding="utf-8")


@cache
def packed() -> Mapping[str, bytes]:
    """What runs in the browser, packed once. Skips without Node or npm's packages."""
    return pack(npm_folder() / "pyodide")


@cache
def whole() -> Mapping[str, str]:
    """Every file of the handbook of both routines, by its path; with the pages where one tries, if there is Node.

    What runs in the browser is no text, and stands here as an empty one.
    """
    tried = packed() if node_program() is not None else {}
    book = Book(tuple((routine, routine.rules()) for routine in ROUTINES.values()), tried=tried)
    files = handbook(book, from_the_set)
    return {path: "" if path in tried else data.decode() for path, data in files.items()}


@cache
def on_disk() -> Path:
    """The same as a folder of files, gone when the process ends."""
    folder = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, folder)
    tried = packed() if node_program() is not None else {}
    for path, text in whole().items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(tried.get(path) or text.encode())
    return folder


@attrs.frozen
class Faults:
    """What is wrong with the links of a handbook: a page with the link that leads nowhere, or the id it has twice."""

    dead: tuple[tuple[str, str], ...]
    twice: tuple[tuple[str, str], ...]


def faults(files: Mapping[str, str], of: Iterable[str] | None = None) -> Faults:
    """Every dead link, and every id that a page has twice; of some pages only, if they are named."""
    pages = [path for path in files if path.endswith(".html")] if of is None else list(of)
    dead = [
        (path, link)
        for path in pages
        for link in dict.fromkeys(map(unescape, _LINK.findall(files[path])))
        if not _leads(path, link, files)
    ]
    twice = [(path, one) for path in pages for one, times in _ids(files[path]).items() if times > 1]
    return Faults(tuple(dead), tuple(twice))


@lru_cache(maxsize=4096)
def _ids(page: str) -> Counter[str]:
    """The ids on a page, and how often each stands there."""
    return Counter(map(unescape, _ID.findall(page)))


def _leads(page: str, link: str, files: Mapping[str, str]) -> bool:
    path, _, part = link.partition("#")
    there = normpath(join(dirname(page), path)) if path else page
    return there in files and (not part or (there.endswith(".html") and part in _ids(files[there])))
