"""A picture as DOT: in the declared order, with sorted attributes, the same text wherever and whenever it is made."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from itertools import groupby, pairwise
from typing import Final

import graphviz

from flerpart_flow.diagrams.model import Key, Kind, Layout, Line, Mark, Node, Picture, Row, Tone, Way
from flerpart_flow.diagrams.render import lanes
from flerpart_flow.diagrams.render.arrows import NODE_APART, SMALL, add_edge, height, within_row
from flerpart_flow.diagrams.render.frames import add_placed, around, on_nodes
from flerpart_flow.diagrams.render.markup import broken, clean, escaped, font, paragraph
from flerpart_flow.diagrams.render.places import Places, straightened
from flerpart_flow.diagrams.render.themes import Box, Pen, Theme

FONT: Final = "Arial"
PLAIN: Final = 10.0
LARGE: Final = 14.0

DENSE: Final = 9.0
"""The size of a grid's text: a whole page of it is as wide as A4."""
LETTER: Final = 4.5
"""The width of a letter in a grid on the average, in points: a column is as wide as the text that it is made for."""
BOLD_LETTER: Final = 6.6
"""The width of a letter of a box's title on the average, in points."""
NODE_WIDTH: Final = 30
"""Characters in a line of a node."""
LEGEND_WIDTH: Final[Mapping[Layout, int]] = {Layout.DOWN: 108, Layout.GRID: 140, Layout.LANES: 160}
"""Characters in a line of the legend, each entry with its sample: a page of tables stands upright, others lie."""
PAGE_WIDTH: Final = 104
"""Characters in a line of the title, the legend and the notes."""

SIGNS: Final[Mapping[Kind | Mark, str]] = {
    Kind.DEVIATION: "!",
    Kind.END: "●",
    Kind.START: "●",
    Mark.HERE: "►",
    Mark.PASSED: "√",
    Mark.CHANGED: "~",
}
"""Signs that every font of Arial's metrics has; others come out as empty boxes."""


def source(picture: Picture, theme: Theme) -> str:
    """The picture as DOT. With lanes this is the first pass, which finds the places (see ``lanes``)."""
    graph = _graph(picture, theme)
    order = _order(picture)
    if picture.layout is Layout.LANES:
        lanes.add_frame(graph, picture, theme)
    for node in picture.nodes:
        graph.node(node.id, **node_attributes(node, picture, theme))
    if picture.layout is not Layout.LANES:
        _add_ranks(graph, picture, theme)
    joined = on_nodes(picture, order)
    far = any(edge.lines and not within_row(edge, order) for edge, _ in joined)
    beside = lanes.both_ways(picture) if picture.layout is Layout.LANES else ()
    for edge, cut in joined:
        add_edge(graph, edge, order, theme, far=far, beside=edge.id in beside, cut=cut)
    return str(graph.source)


def placed_source(picture: Picture, theme: Theme, places: Places) -> str:
    """The second pass: the same picture on the places that the first pass found, with filled lanes behind, and arrows
    within a row as straight lines. ``layout=nop2`` lets plain ``dot`` draw it so, as ``neato -n2`` would.
    """
    graph = _graph(picture, theme)
    order = _order(picture)
    edges = [edge for edge, _ in on_nodes(picture, order)]
    places = straightened(edges, order, places, {edge.id: height(edge) for edge in edges})
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
        nodesep="0.15" if picture.layout is Layout.LANES else f"{NODE_APART:g}",
        outputorder="edgesfirst",
        pad="0.1",
        rankdir="TB",
        ranksep=_apart(picture),
        splines="spline",
    )
    if picture.frames and picture.layout is not Layout.LANES:
        graph.attr("graph", compound="true")
    graph.attr("node", fontcolor=theme.ink, fontname=FONT, fontsize=f"{PLAIN:g}", margin="0.1,0.06", shape="box")
    graph.attr("edge", arrowsize="0.7", fontcolor=theme.ink, fontname=FONT, fontsize=f"{SMALL:g}")
    return graph


def _apart(picture: Picture) -> str:
    """The distance between rows, in inches: with room for the words on an arrow within a row, which stand above it."""
    if picture.layout is Layout.LANES:
        return "0.15"
    order = _order(picture)
    joined = (edge for edge, _ in on_nodes(picture, order))
    words = max((height(edge) for edge in joined if edge.lines and within_row(edge, order)), default=0)
    return f"{0.26 + max(0, words - 20) / 72:.2f}"


def heading(picture: Picture, theme: Theme) -> str:
    """Title, subtitle, notes and legend as one HTML-like table."""
    subtitle = paragraph([Line(picture.subtitle, Tone.MUTED)], PAGE_WIDTH, PLAIN, theme, left=False)
    rows = [font(escaped(part), LARGE, theme.ink, bold=True) for part in broken(picture.title, 60)]
    small = font(escaped(clean(picture.digest)), SMALL, theme.muted) if picture.digest else ""
    upright = picture.layout is Layout.DOWN or len(picture.lanes) == 2 or any(node.columns for node in picture.nodes)
    beside = not upright and len(picture.subtitle) <= PAGE_WIDTH
    rows.extend([_beside(subtitle, small)] if beside and small else [subtitle, *([small] if small else [])])
    rows.extend(paragraph([note], PAGE_WIDTH, PLAIN, theme, left=False) for note in picture.notes)
    cells = "".join(f"<TR><TD>{row}</TD></TR>" for row in rows)
    if picture.legend:
        for keys in _lines(picture.legend, LEGEND_WIDTH[picture.layout]):
            drawn = "".join(_key(key, theme) for key in keys)
            legend = f'<TABLE BORDER="0" CELLSPACING="4" CELLPADDING="2"><TR>{drawn}</TR></TABLE>'
            cells += f"<TR><TD>{_unstretched(legend)}</TD></TR>"
    cells += f'<TR><TD HEIGHT="{_foot(picture)}"></TD></TR>'
    return f'<<TABLE BORDER="0" CELLSPACING="1" CELLPADDING="2">{cells}</TABLE>>'


def _foot(picture: Picture) -> int:
    """The room below the heading, in points: for the words on an arrow within the first row, which stand above it."""
    if picture.layout is not Layout.GRID:
        return 3
    order = _order(picture)
    first = [edge for edge, _ in on_nodes(picture, order) if edge.lines and order[edge.source][0] == 0]
    words = [height(edge) - 20 for edge in first if within_row(edge, order)]
    return 3 + round(max((0, *words)))


def _beside(left: str, right: str) -> str:
    cells = f'<TD>{left}</TD><TD WIDTH="22"></TD><TD>{right}</TD>'
    return _unstretched(f'<TABLE BORDER="0" CELLSPACING="0" CELLPADDING="0"><TR>{cells}</TR></TABLE>')


def _unstretched(table: str) -> str:
    """A table in a cell that doesn't make it as wide as itself: what is left over goes to empty cells at its sides."""
    around = "<TD></TD>" * 3
    row = f'<TR>{around}<TD ALIGN="LEFT">{table}</TD>{around}</TR>'
    return f'<TABLE BORDER="0" CELLSPACING="0" CELLPADDING="0">{row}</TABLE>'


def _lines(keys: Iterable[Key], most: int) -> list[list[Key]]:
    """The legend's entries in lines that are no wider than the page."""
    lines: list[list[Key]] = [[]]
    filled = 0
    for key in keys:
        width = len(clean(key.text)) + 9
        if lines[-1] and filled + width > most:
            lines.append([])
            filled = 0
        lines[-1].append(key)
        filled += width
    return lines


def _key(key: Key, theme: Theme) -> str:
    """An entry of the legend: what it explains, drawn, and its words."""
    text = font(escaped(clean(key.text)), SMALL, theme.ink)
    if isinstance(key.shows, Way):
        return f"<TD>{_line(theme.pen(key.shows), HEADS.get(key.shows, ''), text, theme)}</TD>"
    if key.shows is None:
        return f"<TD>{text}</TD>"
    mark = key.shows if isinstance(key.shows, Mark) else None
    box = theme.box(Kind.PHASE if mark else Kind(key.shows), mark)
    sign = SIGNS.get(key.shows, "")
    label = font(f"{sign} {escaped(clean(key.text))}".strip(), SMALL, theme.ink)
    style = ' STYLE="DASHED"' if box.dashed else ""
    border = 2 if box.pen > 2 else 1
    return f'<TD BORDER="{border}" COLOR="{box.line}" BGCOLOR="{box.fill}"{style}>{label}</TD>'


HEADS: Final[Mapping[Way, str]] = {Way.MAIN: "►", Way.OTHER: "►", Way.AHEAD: "►", Way.DEVIATION: "!", Way.RIGHT: "§"}
"""What ends a line in the legend: a head, or the sign of the rows that mean the same."""


def _line(pen: Pen, head: str, text: str, theme: Theme) -> str:
    """A piece of an arrow, with words beside it: the lower side of a cell, so that every engine can draw it."""
    style = f' STYLE="{pen.style.upper()}"' if pen.style != "solid" else ""
    drawn = f'<TD SIDES="B" BORDER="{max(1, round(pen.pen))}" COLOR="{pen.line}"{style} WIDTH="24" HEIGHT="5"></TD>'
    piece = f'<TABLE BORDER="0" CELLSPACING="0" CELLPADDING="0"><TR>{drawn}</TR><TR><TD HEIGHT="5"></TD></TR></TABLE>'
    cells = [piece, *([font(head, SMALL, pen.line)] if head else []), text]
    inner = "".join(f"<TD>{one}</TD>" for one in cells)
    return f'<TABLE BORDER="0" CELLSPACING="0" CELLPADDING="1"><TR>{inner}</TR></TABLE>'


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


def sign_of(node: Node) -> str:
    """The sign before a node's title."""
    own = SIGNS.get(node.kind, "")
    return SIGNS.get(node.mark, own) if node.mark is not None else own


def _inside(node: Node, theme: Theme) -> str:
    left = node.kind is Kind.TASKS
    size = PLAIN if left else PLAIN + 1
    sign = sign_of(node)
    width = NODE_WIDTH if node.size is None else int(node.size[0] / BOLD_LETTER)
    parts = broken(f"{sign} {node.title}".strip(), width) if node.title else []
    end = '<BR ALIGN="LEFT"/>' if left else "<BR/>"
    color = theme.alert if node.kind is Kind.DEVIATION else theme.ink
    title = end.join(font(escaped(part), size, color, bold=not left) for part in parts)
    if not node.lines:
        return title
    below = paragraph(node.lines, NODE_WIDTH + 6, SMALL, theme, left=left)
    return f"{title}{end}{below}" if title else below


def _table(node: Node, theme: Theme) -> str:
    """A node with rows: a list under a title, or, where the columns have headings, a grid."""
    box = theme.box(node.kind, node.mark)
    grid = bool(node.columns)
    width = sum(node.widths) or NODE_WIDTH
    span = f'COLSPAN="{max(1, len(node.widths)) + (0 if grid else 2)}"'
    rows = []
    if node.title:
        title = " ".join(filter(None, (sign_of(node), node.title)))
        color = theme.alert if node.kind is Kind.DEVIATION else theme.ink
        heads = "<BR/>".join(font(escaped(part), PLAIN + 1, color, bold=True) for part in broken(title, width * 4 // 5))
        lines = paragraph(node.lines, width, SMALL, theme, left=False)
        words = f"{heads}{'<BR/>' if lines else ''}{lines}"
        # In a list the title stands in the words' own column, so that a wide one makes that wider and not the sides.
        one = (
            f'{SIDE}<TD CELLPADDING="3">{words}</TD>{SIDE}' if not grid else f'<TD {span} CELLPADDING="3">{words}</TD>'
        )
        rows.append(f"<TR>{one}</TR>")
        if node.rows and not grid:
            rows.extend(("<HR/>", f'<TR><TD {span} HEIGHT="2"></TD></TR>'))
    if grid:
        look = f'ALIGN="LEFT" BALIGN="LEFT" BGCOLOR="{theme.heads}"'
        cells = (
            f'<TD {look} WIDTH="{round(width * LETTER)}">{font(escaped(clean(name)), DENSE, theme.ink, bold=True)}</TD>'
            for name, width in zip(node.columns, node.widths, strict=True)
        )
        rows.append(f"<TR>{''.join(cells)}</TR>")
    rows.extend(_row(row, node, theme) for row in (node.rows if grid else _joined(node.rows)))
    if not grid:
        rows.append(f'<TR><TD {span} HEIGHT="2"></TD></TR>')
    return f"<<TABLE {_look(box, theme, grid=grid)}>{''.join(rows)}</TABLE>>"


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


def _joined(rows: Iterable[Row]) -> Iterable[Row]:
    """Rows of a list, those without an id of their own put together, so that the list is no higher than its text."""
    for named, group in groupby(rows, key=lambda row: row.id is not None):
        if named:
            yield from group
        else:
            yield Row((tuple(line for row in group for line in row.cells[0]),))


def _row(row: Row, node: Node, theme: Theme) -> str:
    cells = []
    for number, (cell, width) in enumerate(zip(row.cells, node.widths, strict=True)):
        inner = paragraph(cell, width, DENSE if node.columns else SMALL, theme, left=True) or " "
        # Graphviz before 3 gives a cell its id only where it is a link; ``svg`` takes the link away.
        name = "" if row.id is None else escaped(row.id)
        ident = f'HREF="#{name}" ID="{name}" TITLE="{name}" ' if name and number == 0 else ""
        fill = f' BGCOLOR="{theme.deviation.fill}"' if row.tone is Tone.ALERT and node.columns else ""
        cells.append(f'<TD {ident}ALIGN="LEFT" BALIGN="LEFT" VALIGN="TOP"{fill}>{inner}</TD>')
    if node.columns:
        return f"<TR>{''.join(cells)}</TR>"
    # Cells at both sides keep the words clear of the frame, however wide another program's letters are.
    return f"<TR>{SIDE}{''.join(cells)}{SIDE}</TR>"


def _order(picture: Picture) -> dict[str, tuple[int, int]]:
    """Where each node stands: its row, and its place in the row. Empty where the layout isn't given."""
    if picture.layout is Layout.LANES:
        return lanes.order(picture)
    return {ident: (row, place) for row, rank in enumerate(picture.ranks) for place, ident in enumerate(rank)}


def _add_ranks(graph: graphviz.Digraph, picture: Picture, theme: Theme) -> None:
    """The rows, each tied together from left to right, and the columns from above: else the engine turns a row round
    when an arrow from below crosses less that way.
    """
    joined = {frozenset((edge.source, edge.target)) for edge, _ in on_nodes(picture, _order(picture))}
    columns = [pair for upper, lower in pairwise(picture.ranks) for pair in _columns(upper, lower, joined)]
    grid, group = picture.layout is Layout.GRID, dict[str, str]()
    for above, below in columns:
        group[below] = group.setdefault(above, f"spalt_{len(group)}")
    held = {ident: frame for frame in picture.frames for ident in frame.nodes}
    for frame, ranks in groupby(enumerate(picture.ranks), key=lambda one: held.get(one[1][0])):
        with around(graph, frame, theme) as part:
            for number, rank in ranks:
                with part.subgraph(name=f"rad_{number}") as row:
                    row.attr(rank="same")
                    for ident in rank:
                        row.node(ident, **({"group": group[ident]} if grid and ident in group else {}))
                    for left, right in pairwise(rank):
                        if frozenset((left, right)) not in joined:
                            row.edge(left, right, style="invis")
    for above, below in columns:
        graph.edge(above, below, style="invis", weight="2")


def _columns(
    upper: tuple[str, ...], lower: tuple[str, ...], joined: Collection[frozenset[str]]
) -> Iterable[tuple[str, str]]:
    """Which boxes of two rows stand below each other: counted from the side where an arrow leads down, else from the
    left in rows of the same length; else only the middle ones.
    """
    several = len(upper) > 1 and len(lower) > 1
    if several and frozenset((upper[-1], lower[-1])) in joined:
        return zip(reversed(upper), reversed(lower), strict=False)
    if several and (len(upper) == len(lower) or frozenset((upper[0], lower[0])) in joined):
        return zip(upper, lower, strict=False)
    return ((upper[len(upper) // 2], lower[len(lower) // 2]),)
