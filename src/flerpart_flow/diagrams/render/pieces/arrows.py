"""An arrow as DOT: its pen and head, its words, and the room that they need."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil
from typing import Final

import graphviz

from flerpart_flow.diagrams.letters import points
from flerpart_flow.diagrams.model import Edge, Mark, Way
from flerpart_flow.diagrams.render.markup import SMALL, broken, paragraph
from flerpart_flow.diagrams.render.themes import Theme

LINE: Final = 11.0
"""The height of a line of ``SMALL`` text, in points."""
CLEAR: Final = 3
"""The room between an arrow and its words, in points: the engine puts these at its right."""
SPARE: Final = 8.0
"""What is left free in a row beside the words on an arrow, in points."""
NODE_APART: Final = 0.3
"""The least distance between boxes, in inches."""


def add_edge(
    graph: graphviz.Digraph,
    edge: Edge,
    order: Mapping[str, tuple[int, int]],
    theme: Theme,
    place: Mapping[str, str] | None = None,
    *,
    far: bool = False,
    beside: bool = False,
    straight: bool = True,
    again: bool = False,
    cut: Mapping[str, str] | None = None,
) -> None:
    """An arrow. One that leads backwards is written forwards and drawn from behind, or it would move the nodes.

    ``far`` says that other arrows have words between the rows, ``beside`` that another arrow joins the same boxes the
    other way, so that this one keeps to the right, ``straight`` that the main path is to be, ``again`` that one joins
    them the same way, so that this one draws them no nearer. ``cut`` names the clusters at whose border the arrow ends
    (see ``frames``).
    """
    pen = theme.pen(edge.way)
    passed = edge.mark is Mark.PASSED
    classes = " ".join(("steg", edge.way.value, *(() if edge.mark is None else (edge.mark.value,))))
    attributes = {
        "class": classes,
        "color": pen.line,
        "id": edge.id,
        "penwidth": f"{max(pen.pen, 2.6) if passed else pen.pen:g}",
        "style": "solid" if passed else pen.style,
        "weight": "0" if again else "8" if straight and edge.way is Way.MAIN else "1",
    }
    tail, head = edge.source, edge.target
    if edge.lines and place is None and within_row(edge, order):
        # The words are put beside the arrow, where they move no box; in the second pass they stand on it.
        attributes |= {"minlen": str(_room(edge, far)), "xlabel": _edge_label(edge, theme)}
    elif edge.lines:
        attributes["label"] = _edge_label(edge, theme)
    if order and order[head] < order[tail]:
        tail, head = head, tail
        cut = {{"ltail": "lhead", "lhead": "ltail"}[end]: name for end, name in (cut or {}).items()}
        attributes |= {"arrowtail": pen.head, "dir": "back"}
    else:
        attributes["arrowhead"] = pen.head
    if beside:
        attributes |= {"tailport": "se", "headport": "ne"}
    if pen.head == "none":
        attributes["dir"] = "none"
    graph.edge(tail, head, **attributes, **(place or cut or {}))


def height(edge: Edge) -> float:
    """The height of an arrow's words, in points."""
    return LINE * sum(len(broken(line.text, edge.width)) for line in edge.lines) + 5


def _room(edge: Edge, far: bool) -> int:
    """How many times the least distance between boxes an arrow within a row has to be long for its words; the engine
    doubles it where other arrows have words between the rows (``far``).
    """
    longest = max(points(part, SMALL) for line in edge.lines for part in broken(line.text, edge.width))
    return ceil((longest + 2 * CLEAR + SPARE) / (72 * NODE_APART * (2 if far else 1)))


def within_row(edge: Edge, order: Mapping[str, tuple[int, int]]) -> bool:
    """Whether an arrow joins boxes of one row."""
    return bool(order) and order[edge.source][0] == order[edge.target][0]


def _edge_label(edge: Edge, theme: Theme) -> str:
    inner = paragraph(edge.lines, edge.width, SMALL, theme, left=False)
    ground = f'BGCOLOR="{theme.ground}DD"'
    side = f'<TD WIDTH="{CLEAR}"></TD>'
    words = f"<TR>{side}<TD {ground}>{inner}</TD>{side}</TR>"
    return f'<<TABLE BORDER="0" CELLPADDING="1" CELLSPACING="0">{words}</TABLE>>'
