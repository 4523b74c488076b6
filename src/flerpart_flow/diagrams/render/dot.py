"""A picture as DOT: in the declared order, with sorted attributes, the same text wherever and whenever it is made."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby
from typing import Final

import attrs
import graphviz

from flerpart_flow.diagrams.letters import HALF
from flerpart_flow.diagrams.model import Kind, Layout, Line, Node, Picture, Row, Tone
from flerpart_flow.diagrams.render.markup import PLAIN, SMALL, broken, escaped, paragraph, pieces, sign_of, stacked
from flerpart_flow.diagrams.render.pieces import lanes
from flerpart_flow.diagrams.render.pieces.around import led_around
from flerpart_flow.diagrams.render.pieces.arrows import NODE_APART, add_edge, height, within_row
from flerpart_flow.diagrams.render.pieces.between import led_in_lanes
from flerpart_flow.diagrams.render.pieces.frames import add_placed, add_ranks, cluster, on_nodes, order_of
from flerpart_flow.diagrams.render.pieces.heading import heading
from flerpart_flow.diagrams.render.pieces.places import Places, straightened, upright
from flerpart_flow.diagrams.render.themes import Box, Theme

FONT: Final = "Arial"
TITLE: Final = PLAIN + 1
"""The size of a box's title, in points."""
LETTER: Final = SMALL * HALF / 1000
"""The width of a letter of a box's rows on the average, in points: what columns' widths are counted in."""
NODE_WIDTH: Final = 30
"""Letters in a line of a node."""
CELL: Final = 8
"""The room around the words of a table's cell with its borders, in points."""
SLACK: Final = 14
"""By so much the words of a table's row may be wider in an engine than counted, in points: with this room the tables of
a page are equally wide.
"""


def source(picture: Picture, theme: Theme) -> str:
    """The picture as DOT. With lanes this is the first pass, which finds the places (see ``lanes``)."""
    graph = _graph(picture, theme)
    order = order_of(picture)
    if picture.layout is Layout.LANES:
        lanes.add_frame(graph, picture, theme)
    elif picture.frames:
        # The rows have their order. With clusters the engine seeks fewer crossings once more, and turns them round.
        graph.attr("graph", remincross="false")
    for node in picture.nodes:
        graph.node(node.id, **node_attributes(node, picture, theme))
    if picture.layout is not Layout.LANES:
        add_ranks(graph, picture, theme)
    joined = on_nodes(picture, order)
    far = any(edge.lines and not within_row(edge, order) for edge, _ in joined)
    beside = lanes.both_ways(picture) if picture.layout is Layout.LANES else ()
    straight = picture.layout is not Layout.DOWN
    pairs: set[tuple[str, str]] = set()
    for edge, cut in joined:
        again = (edge.source, edge.target) in pairs
        pairs.add((edge.source, edge.target))
        add_edge(graph, edge, order, theme, far=far, beside=edge.id in beside, straight=straight, again=again, cut=cut)
    return str(graph.source)


def first_pass(picture: Picture, theme: Theme) -> str:
    """The DOT that finds the places: without the arrows that are to move no box."""
    return source(attrs.evolve(picture, edges=tuple(edge for edge in picture.edges if not edge.aside)), theme)


def placed_source(picture: Picture, theme: Theme, places: Places) -> str:
    """The second pass: the same picture on the places that the first pass found, with filled lanes behind, and arrows
    within a row as straight lines. ``layout=nop2`` lets plain ``dot`` draw it so, as ``neato -n2`` would.
    """
    graph = _graph(picture, theme)
    order = order_of(picture)
    edges = [edge for edge, _ in on_nodes(picture, order)]
    places = straightened(edges, order, places, {edge.id: height(edge) for edge in edges})
    if picture.layout is Layout.LANES:
        places = led_in_lanes(picture, edges, order, places)
    else:
        places = upright(picture.edges, {frame.id: cluster(frame) for frame in picture.frames}, places)
        places = led_around([edge for edge in edges if edge.aside and edge.id not in places.edges], order, places)
    graph.attr(layout="nop2", **places.graph)
    if picture.layout is Layout.LANES:
        lanes.add_filled(graph, picture, theme, places)
    else:
        add_placed(graph, picture.frames, theme, places)
    for node in picture.nodes:
        graph.node(node.id, **node_attributes(node, picture, theme), **places.nodes[node.id])
    for edge in edges:
        add_edge(graph, edge, order, theme, places.edges[edge.id])
    return str(graph.source)


def unplaced(source: str) -> str:
    """Placed DOT without its places, which the widths of an engine's letters decide."""
    return re.sub(r' ?\b(bb|lheight|lp|lwidth|pos|rects)=("[^"]*"|[\w.-]+)', "", source)


def unlinked(source: str) -> str:
    """DOT without the links that keep the ids of rows: a PDF would have them as links. Words can't hold the pattern:
    their quotes are escaped.
    """
    return re.sub(r'HREF="#[^"]*" ', "", source)


def _graph(picture: Picture, theme: Theme) -> graphviz.Digraph:
    graph = graphviz.Digraph(picture.name)
    graph.attr(
        "graph",
        bgcolor=theme.ground,
        charset="UTF-8",
        fontcolor=theme.ink,
        fontname=FONT,
        fontsize=f"{PLAIN:g}",
        id=picture.name,
        label=heading(picture, theme),
        labelloc="t",
        margin="0",
        nodesep="0.1" if picture.layout is Layout.LANES else f"{NODE_APART:g}",
        outputorder="edgesfirst",
        pad="0.1",
        rankdir="TB",
        ranksep=f"{apart(picture):.2f}",
        splines="spline",
    )
    if picture.frames and picture.layout is not Layout.LANES:
        graph.attr("graph", compound="true")
    graph.attr("node", fontcolor=theme.ink, fontname=FONT, fontsize=f"{PLAIN:g}", margin="0.1,0.06", shape="box")
    graph.attr("edge", arrowsize="0.7", fontcolor=theme.ink, fontname=FONT, fontsize=f"{SMALL:g}")
    return graph


def apart(picture: Picture) -> float:
    """The distance between rows, in inches: with room for the words on an arrow within a row, which stand above it."""
    if picture.layout is Layout.LANES:
        return 0.15 if any(edge.lines for edge in picture.edges) else 0.2  # a chain, whose arrows lead straight down
    if picture.layout is Layout.DOWN:
        return 0.26
    order = order_of(picture)
    told = [edge for edge, _ in on_nodes(picture, order) if edge.lines]
    within = [edge for edge in told if within_row(edge, order)]
    above = max((height(edge) - _BESIDE for edge in within), default=0.0)
    # Words between the rows stand in the middle, so that those above an arrow have half of the distance.
    return max(0.18 if told else 0.3, above * (1 if len(within) == len(told) else 2) / 72)


_BESIDE: Final = 20.0
"""The height of words that stand above an arrow in a row beside boxes, and so need no room of their own, in points."""


def node_attributes(node: Node, picture: Picture, theme: Theme) -> dict[str, str]:
    """How a node is drawn, apart from where."""
    box = theme.box(node.kind, node.mark)
    classes = " ".join(("nod", node.kind.value, *(() if node.mark is None else (node.mark.value,))))
    shared = {"class": classes, "id": node.id}
    if node.rows or node.kind is Kind.TABLE:
        return {**shared, "label": _table(node, theme), "margin": "0", "shape": "plain"}
    if node.kind is Kind.START:
        return {
            **shared, "color": box.line, "fillcolor": box.line, "fixedsize": "true", "height": "0.16", "label": "",
            "shape": "circle", "style": "filled", "width": "0.16",
        }  # fmt: skip
    if node.kind is Kind.NOTE:
        shared |= {"height": "0.26", "margin": "0.1,0.05"}
    if node.size is not None:
        wide, high = node.size
        shared |= {"fixedsize": "true", "height": f"{high / 72:.3f}", "width": f"{wide / 72:.3f}"}
    style = "filled,rounded,dashed" if box.dashed else "filled,rounded"
    return {
        **shared,
        "color": box.line,
        "fillcolor": box.fill,
        "label": f"<{_inside(node, theme) or ' '}>",
        "penwidth": f"{box.pen:g}",
        "style": style,
    }


def _inside(node: Node, theme: Theme) -> str:
    """The title and what stands below it."""
    color = theme.alert if node.kind is Kind.DEVIATION else theme.ink
    size, bold = title_look(node)
    title = [(part, size, color, bold) for part in title_lines(node)]
    below = pieces(node.lines, below_width(node), SMALL, theme)
    return stacked((*title, *below), left=node.kind is Kind.TASKS and not node.rows)


def title_look(node: Node) -> tuple[float, bool]:
    """The size of a box's title, and whether it is bold."""
    plain = node.kind is Kind.TASKS and not node.rows
    return (PLAIN, False) if plain else (TITLE, True)


def title_lines(node: Node) -> tuple[str, ...]:
    """The lines of a box's title, with its sign: as wide as what stands below it."""
    if not node.title:
        return ()
    bold = title_look(node)[1]
    most = sum(node.widths) * SMALL / TITLE if node.widths else NODE_WIDTH
    if node.size is not None:
        most = (node.size[0] - 2 * CELL) / TITLE * 1000 / HALF
    return broken(f"{sign_of(node)} {node.title}".strip(), int(most), bold=bold)


def below_width(node: Node) -> int:
    """Letters in a line below the title of a box without rows."""
    return sum(node.widths) or NODE_WIDTH + 6


def _table(node: Node, theme: Theme) -> str:
    """A node with rows: a list under a title, or, where the columns have headings, a grid."""
    box = theme.box(node.kind, node.mark)
    grid = bool(node.columns)
    span = f'COLSPAN="{max(1, len(node.widths)) + (0 if grid else 2)}"'
    rows = []
    if node.title:
        words = _inside(node, theme)
        # In a list the title stands in the words' own column, so that a wide one makes that wider and not the sides.
        one = (
            f'{SIDE}<TD CELLPADDING="3">{words}</TD>{SIDE}' if not grid else f'<TD {span} CELLPADDING="3">{words}</TD>'
        )
        rows.append(f"<TR>{one}</TR>")
        if node.rows and not grid:
            rows.append(_rule(box, span))
    if grid:
        look = f'ALIGN="LEFT" BALIGN="LEFT" BGCOLOR="{theme.heads}"'
        cells = (
            f'<TD {look} WIDTH="{column(width, len(node.widths))}">'
            f"{paragraph([Line(name, Tone.STRONG)], width, SMALL, theme, left=True) or ' '}</TD>"
            for name, width in zip(node.columns, node.widths, strict=True)
        )
        rows.append(f"<TR>{''.join(cells)}</TR>")
    rows.extend(_row(row, node, theme) for row in (node.rows if grid else joined(node.rows)))
    if not grid:
        rows.append(f'<TR><TD {span} HEIGHT="{2 + round(node.below)}"></TD></TR>')
    return f"<<TABLE {_look(box, theme, grid=grid)}>{''.join(rows)}</TABLE>>"


def column(letters: int, columns: int) -> int:
    """How wide one of so many columns is, in points."""
    return round(letters * LETTER + SLACK / columns) + CELL


def _rule(box: Box, span: str) -> str:
    """The line below a title, and some room: a filled cell where the engine's own would stick out of a thick frame."""
    if round(box.pen) <= 1:
        return f'<HR/><TR><TD {span} HEIGHT="2"></TD></TR>'
    line = f'<TR><TD {span} BGCOLOR="{box.line}" CELLPADDING="0" HEIGHT="1"></TD></TR>'
    return f'{line}<TR><TD {span} CELLPADDING="0" HEIGHT="1"></TD></TR>'


def _look(box: Box, theme: Theme, *, grid: bool) -> str:
    """The attributes of a node's table."""
    if grid:
        return (
            f'BORDER="0" CELLBORDER="1" CELLSPACING="0" CELLPADDING="3" COLOR="{theme.grid}" BGCOLOR="{theme.ground}"'
        )
    style = "ROUNDED,DASHED" if box.dashed else "ROUNDED"
    pen = max(1, round(box.pen))
    return (
        f'BORDER="{pen}" CELLBORDER="0" CELLSPACING="0" CELLPADDING="1" COLOR="{box.line}" BGCOLOR="{box.fill}" '
        f'STYLE="{style}"'
    )


SIDE: Final = '<TD WIDTH="4"></TD>'
"""The room at each side of a box's rows."""


def joined(rows: Iterable[Row]) -> Iterable[Row]:
    """Rows of a list, those without an id of their own put together, so that the list is no higher than its text."""
    for named, group in groupby(rows, key=lambda row: row.id is not None):
        if named:
            yield from group
        else:
            yield Row((tuple(line for row in group for line in row.cells[0]),))


def _row(row: Row, node: Node, theme: Theme) -> str:
    cells = []
    for number, (cell, width) in enumerate(zip(row.cells, node.widths, strict=True)):
        inner = paragraph(cell, width, SMALL, theme, left=True) or " "
        # Graphviz before 3 gives a cell its id only where it is a link; ``svg`` takes the link away.
        name = "" if row.id is None else escaped(row.id)
        ident = f'HREF="#{name}" ID="{name}" TITLE="{name}" ' if name and number == 0 else ""
        fill = f' BGCOLOR="{theme.deviation.fill}"' if row.tone is Tone.ALERT and node.columns else ""
        cells.append(f'<TD {ident}ALIGN="LEFT" BALIGN="LEFT" VALIGN="TOP"{fill}>{inner}</TD>')
    if node.columns:
        return f"<TR>{''.join(cells)}</TR>"
    # Cells at both sides keep the words clear of the frame, however wide another program's letters are.
    return f"<TR>{SIDE}{''.join(cells)}{SIDE}</TR>"
