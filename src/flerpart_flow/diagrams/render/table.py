"""A picture as Markdown tables: everything that it says, for those who can't see it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from flerpart_flow.diagrams.model import Edge, Line, Mark, Node, Picture, Way
from flerpart_flow.diagrams.render.markup import clean, sign_of
from flerpart_flow.texts import Texts, texts

_MARKUP: Final = {ord(one): f"\\{one}" for one in "\\`*_[]#|~"} | {
    ord("<"): "&lt;",
    ord(">"): "&gt;",
    ord("&"): "&amp;",
}


def source(picture: Picture) -> str:
    """The picture as Markdown: its title and description, its boxes, its tables, and its arrows."""
    said = texts(picture.lang)
    lanes = {lane.id: lane.title for lane in picture.lanes}
    names = {node.id: _name(node) for node in picture.nodes}
    names |= {frame.id: _text(frame.title) for frame in picture.frames}
    parts = [f"# {_text(picture.title)}", _text(picture.subtitle), _text(picture.description)]
    parts.extend(_text(note.text) for note in picture.notes)
    parts.append(_text(picture.digest))
    boxes = [node for node in picture.nodes if not node.columns]
    if boxes:
        heads = [said.raw("bilder.tabell.ruta"), *([said.raw("bilder.tabell.bana")] if lanes else [])]
        rows = [
            [names[node.id], *([_text(lanes[node.lane or ""])] if lanes else []), _content(node) or "–"]
            for node in boxes
        ]
        parts.append(_grid([*heads, said.raw("bilder.tabell.innehall")], rows))
    for node in picture.nodes:
        if node.columns:
            rows = [[_cell(cell) for cell in row.cells] for row in node.rows]
            parts.extend((f"## {names[node.id]}", _grid([_text(name) for name in node.columns], rows)))
    arrows = [
        [names[edge.source], names[edge.target], _way(edge, said), _cell(edge.lines) or "–"] for edge in picture.edges
    ]
    if arrows:
        heads = [said.raw(f"bilder.tabell.{name}") for name in ("fran", "till", "vag", "genom")]
        parts.extend((f"## {said.raw('bilder.tabell.pilar')}", _grid(heads, arrows)))
    return "\n\n".join(part for part in parts if part) + "\n"


def _name(node: Node) -> str:
    return _text(f"{sign_of(node)} {node.title or node.label}".strip())


def _text(text: str) -> str:
    return clean(text).translate(_MARKUP)


def _way(edge: Edge, said: Texts) -> str:
    """What an arrow stands for: the main path as far as a case has gone it is the way that it has come."""
    taken = edge.way is Way.MAIN and edge.mark is Mark.PASSED
    return said.raw(f"bilder.tabell.{'vagen_hit' if taken else edge.way.value}")


def _cell(lines: Iterable[Line]) -> str:
    return "<br>".join(_text(line.text) for line in lines if clean(line.text))


def _content(node: Node) -> str:
    rows = (_cell(line for cell in row.cells for line in cell) for row in node.rows)
    return "<br>".join(part for part in (_cell(node.lines), *rows) if part)


def _grid(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
