"""A picture of rows of boxes, on as few pages as have room for them.

How high the rows of a page are together is counted with what stands around them; ``cut`` makes the pages.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from typing import Final

from attrs import evolve

from flerpart_flow.diagrams.letters import LINE_HEIGHT
from flerpart_flow.diagrams.model import Edge, Frame, Kind, Layout, Node, Picture, Way
from flerpart_flow.diagrams.render.markup import broken
from flerpart_flow.diagrams.render.pieces import lanes
from flerpart_flow.diagrams.render.pieces.arrows import height as words_height
from flerpart_flow.diagrams.views.cut import led, page_of, rows_of, stub
from flerpart_flow.diagrams.views.flow import flowed, gap, room
from flerpart_flow.diagrams.views.legends import legend
from flerpart_flow.diagrams.views.sizes import size_of
from flerpart_flow.diagrams.wording import Wording

LANE_HEADS: Final = {True: 20.0, False: 0.0}
"""The room below the lanes' headings: more where arrows have words."""
FRAMED: Final = {True: 22.0, False: 16.0}
"""What a frame adds to its rows: in lanes, and elsewhere with its title, which is no row of its own there."""

_Rows = Sequence[Sequence[Node]]


def on_pages(
    whole: Picture,
    wording: Wording,
    *,
    arrows: bool = True,
    kept: Callable[[Picture], bool] | None = None,
    before: int = 0,
) -> tuple[Picture, ...]:
    """The pages of a picture that has all boxes, arrows and frames on one. The legend tells of its ``arrows``, unless
    they only say what comes after what. With ``kept`` only some are shown, and numbered
    as such, after so many ``before``.
    """
    rows = rows_of(whole)
    nodes = [node for row in rows for node in row]
    shown = legend(wording, nodes, whole.edges if arrows else (), whole.frames)
    first = evolve(whole, title=f"{whole.title} {wording.page_of(1, 1)}", legend=shown)
    most = room(first) - _lane_heads(whole)
    between = gap(whole)
    heights = [_height(row, rows, whole.edges) + between for row in rows]

    stubs = {node.id: size_of(stub(whole, "", _longest(wording, node.title), node, 0))[1] for node in nodes}
    titles = {frame.id: _title_height(whole, wording, frame) for frame in whole.frames}

    def cost(units: Sequence[Sequence[int]]) -> float:
        numbers = [number for unit in units for number in unit]
        own = {node.id for number in numbers for node in rows[number]}
        below = 0.0 if whole.layout is Layout.LANES else between  # lanes go on below their last row
        return sum(heights[number] for number in numbers) + _around(whole, own, stubs, titles, between) - below

    found = flowed(_units(whole, rows, cost, most), cost, most)
    if len(found) == 1:
        only = evolve(whole, legend=first.legend)
        return (only,) if kept is None or kept(only) else ()
    pages = [[number for unit in page for number in unit] for page in found]
    where = {node.id: page for page, numbers in enumerate(pages) for number in numbers for node in rows[number]}
    where |= {frame.id: where[frame.nodes[-1]] for frame in whole.frames}
    numbers = range(len(pages))
    left = [one for one in numbers if kept is None or kept(page_of(whole, wording, pages, where, one))]
    places = {ident: _place(page, left) for ident, page in where.items()}
    pages = [pages[one] for one in left]
    made = tuple(page_of(whole, wording, pages, places, number, before) for number in range(len(pages)))
    return tuple(
        evolve(page, legend=legend(wording, page.nodes, page.edges if arrows else (), page.frames)) for page in made
    )


def _place(number: int, shown: Sequence[int]) -> float:
    """The place of a page among those that are shown, from 0; between two of them for one that isn't."""
    return float(shown.index(number)) if number in shown else sum(one < number for one in shown) - 0.5


def _lane_heads(whole: Picture) -> float:
    """The height of the lanes' headings, with the room below them."""
    if whole.layout is not Layout.LANES:
        return 0.0
    return lanes.head_lines(whole) * lanes.HEAD * LINE_HEIGHT + LANE_HEADS[any(edge.lines for edge in whole.edges)]


def _longest(wording: Wording, title: str) -> str:
    return wording.word("fran_sida", fas=title, sida=99)


def _title_height(whole: Picture, wording: Wording, frame: Frame) -> float:
    """The height of a frame's title, which in lanes has to say where the way out leads."""
    if whole.layout is not Layout.LANES:
        return 0.0
    out = [edge for edge in whole.edges if edge.source == frame.id]
    said = "".join([frame.title, *(led(wording, edge, 99) for edge in out)])
    width = lanes.head_width(whole, lanes.FRAME_TITLE)
    return len(broken(said, width, bold=True)) * lanes.FRAME_TITLE * LINE_HEIGHT


def _around(
    whole: Picture, own: Set[str], stubs: Mapping[str, float], titles: Mapping[str, float], between: float
) -> float:
    """What stands around the rows of a page: frames with their titles, and the boxes (``stubs``) that say from and to
    which page the way leads.
    """
    held = [frame for frame in whole.frames if own & set(frame.nodes)]
    main = [edge for edge in whole.edges if edge.way is Way.MAIN and {edge.source, edge.target} & own]
    start = {node.id for node in whole.nodes if node.kind is Kind.START}
    ends = {edge.target for edge in main} - own, {edge.source for edge in main} - own - start
    met = sum(max(stubs[name] for name in names) + between for names in ends if names)
    if whole.layout is not Layout.LANES:
        return met + FRAMED[False] * len(held)
    # A frame that begins on a page has its title in a row of its own, else it stands beside the first such box.
    begun = [frame for frame in held if frame.nodes[0] in own]
    beside = max((stubs[name] for name in ends[1]), default=0.0)
    over = sum(max(0.0, titles[frame.id] - beside) if frame not in begun else titles[frame.id] for frame in held)
    return met + over + FRAMED[True] * len(held) + between * len(begun)


def _height(row: Sequence[Node], rows: _Rows, edges: Sequence[Edge]) -> float:
    """The height of a row, with the words of the arrows that lead down from it."""
    own = {node.id for node in row}
    below = {node.id for other in rows for node in other} - own
    words = [words_height(edge) for edge in edges if edge.lines and edge.source in own and edge.target in below]
    return max(size_of(node)[1] for node in row) + max(words, default=0.0)


def _units(
    whole: Picture, rows: _Rows, cost: Callable[[Sequence[Sequence[int]]], float], most: float
) -> list[list[int]]:
    """The rows, those together that stay on one page if it has room for them: from the last of a frame to what an arrow
    leads to from it, and those that the main path leads back over before the end.
    """
    together = _together(whole, {node.id: number for number, row in enumerate(rows) for node in row})
    if cost([together]) > most:
        together = range(0)
    units: list[list[int]] = []
    for number in range(len(rows)):
        if number in together and number - 1 in together:
            units[-1].append(number)
        else:
            units.append([number])
    return units


def _together(whole: Picture, row_of: Mapping[str, int]) -> range:
    last = {frame.id: max(row_of[ident] for ident in frame.nodes) for frame in whole.frames}
    found = [row for edge in whole.edges if edge.source in last for row in (last[edge.source], row_of[edge.target])]
    for edge in whole.edges:
        back = sorted((row_of.get(edge.target, 0), row_of.get(edge.source, 0)))
        if edge.way is Way.MAIN and row_of[edge.target] < row_of[edge.source] and (not found or back[1] >= min(found)):
            found += back
    return range(min(found), max(found) + 1) if found else range(0)
