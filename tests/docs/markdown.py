"""The documentation as tests see it: fenced blocks with their place, and tables by heading."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs

ROOT = Path(__file__).resolve().parents[2]
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))

_FENCE = re.compile(r"(?P<indent> *)(?P<marks>`{3,}|~{3,})(?P<info>[^`]*)")


class BrokenPage(Exception):
    """A page whose blocks can't be told apart."""


@attrs.frozen
class Block:
    """A fenced block: its language, the words behind it, its text, and the line of the page that its text starts on."""

    language: str
    words: tuple[str, ...]
    text: str
    line: int


def blocks(page: str) -> Iterator[Block]:
    """Every fenced block of a page, in order. Raises BrokenPage for one that isn't closed."""
    lines = iter(enumerate(page.splitlines(), 1))
    for number, line in lines:
        opened = _FENCE.fullmatch(line)
        if opened is None:
            if line.lstrip(" >").startswith(("```", "~~~")):
                raise BrokenPage(f"line {number}: a fence that is quoted or written with something before it")
            continue
        marks, indent = opened["marks"], len(opened["indent"])
        held = []
        for _, inner in lines:
            if inner.strip() and set(inner.strip()) == {marks[0]} and len(inner.strip()) >= len(marks):
                break
            held.append(inner[indent:] if inner[:indent].isspace() else inner)
        else:
            raise BrokenPage(f"line {number}: a block that is never closed")
        language, *words = opened["info"].split() or ("",)
        yield Block(language, tuple(words), "\n".join(held), number + 1)


def sections(page: str) -> dict[str, str]:
    """The text under each heading, up to the next heading of any level, by the heading's words."""
    found: dict[str, list[str]] = {}
    held: list[str] = found.setdefault("", [])
    fenced = False
    for line in page.splitlines():
        fenced ^= line.startswith("```")
        if line.startswith("#") and not fenced:
            held = found.setdefault(line.lstrip("#").strip(), [])
        else:
            held.append(line)
    return {heading: "\n".join(lines) for heading, lines in found.items()}


def table(text: str) -> list[dict[str, str]]:
    """The rows of the first table in a text, by the words of its head."""
    rows = [line for line in text.splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in row.strip().strip("|").split(" | ")] for row in rows]
    head = cells[0]
    assert all(len(row) == len(head) for row in cells), f"a row with another number of cells under {head}"
    return [dict(zip(head, row, strict=True)) for row in cells[2:]]


def written_table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """A table as Markdown."""
    lines = [head, ("---",) * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def codes(cell: str) -> tuple[str, ...]:
    """What a cell has between backticks, in order."""
    return tuple(re.findall(r"`([^`]+)`", cell))


def prose(documented: object) -> str:
    """A docstring as one line of Markdown; names in it are set as code, as they are in the docs."""
    paragraphs = (inspect.getdoc(documented) or "").split("\n\n")
    of_the_line = "\n\n".join(one for one in paragraphs if "isn't part of the line" not in one)
    text = re.sub(r"``([^`]+)``", r"`\1`", of_the_line)
    return " ".join(text.split()).replace("|", "\\|")
