"""The whole mail of the demo's case as text, and how each kind of paper is tagged as PDF: what tests compare with."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pikepdf

from flerpart_flow.documents import Document, as_pdf, as_text
from tests.documents.demo import mail

ROOT: Final = Path(__file__).resolve().parents[2]
LETTERS: Final = ROOT / "examples" / "papers"
TAGS: Final = Path(__file__).parent / "tags"


def made() -> Iterator[tuple[Path, str]]:
    """Every file, and what it should hold."""
    for lang in ("sv", "en"):
        for one in mail():
            yield LETTERS / lang / f"{one.name}.txt", as_text(one.document(lang))
    for kind, paper in of_each_kind().items():
        yield TAGS / f"{kind}.txt", tagged(as_pdf(paper))


def stale() -> list[Path]:
    """Files that lie there and that nothing makes any more."""
    expected = {path for path, _ in made()}
    there = (path for folder in (LETTERS, TAGS) for path in folder.rglob("*.txt"))
    return sorted(set(there) - expected)


def of_each_kind() -> dict[str, Document]:
    """The first paper of each kind in the demo's case."""
    found: dict[str, Document] = {}
    for one in mail():
        if one.kind not in found:
            found[one.kind] = one.document("sv")
    return found


def tagged(pdf: bytes) -> str:
    """The title and language of a PDF, and its tags as a tree: what somebody who hears it is told."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        lines = [f"title {opened.docinfo['/Title']}", f"lang {opened.Root.Lang}"]
        return "\n".join((*lines, *_tree(opened.Root.StructTreeRoot.K, 0))) + "\n"


def _tree(node: Any, depth: int) -> Iterator[str]:
    if isinstance(node, pikepdf.Array):
        for one in node:
            yield from _tree(one, depth)
    elif isinstance(node, pikepdf.Dictionary):
        named = "/S" in node
        if named and str(node.S) != "/Span":
            yield "  " * depth + str(node.S)[1:]
        if "/K" in node:
            yield from _tree(node.K, depth + named)
