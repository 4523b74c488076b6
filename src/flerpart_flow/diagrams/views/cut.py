"""One of the pages of a picture, cut out of the whole.

An arrow of the main path to another page ends in a box that says where it leads, and begins there in one that says from
where. A frame is drawn around those of its boxes that stand on a page; where the way out of it is on another page, its
title says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from attrs import evolve

from flerpart_flow.diagrams.ids import phase_id
from flerpart_flow.diagrams.model import Edge, Frame, Kind, Layout, Node, Picture, Way
from flerpart_flow.diagrams.wording import Wording

TO_PAGE: Final = "till-sida-"
FROM_PAGE: Final = "fran-sida-"


def rows_of(whole: Picture) -> list[list[Node]]:
    """The boxes of each row, from above."""
    if whole.layout is Layout.LANES:
        numbers = sorted({node.row for node in whole.nodes})
        return [[node for node in whole.nodes if node.row == number] for number in numbers]
    nodes = {node.id: node for node in whole.nodes}
    return [[nodes[ident] for ident in rank] for rank in whole.ranks]


Where = Mapping[str, float]
"""The page of each box and frame, from 0; what is on a page that isn't shown lies between two that are."""


def page_of(
    whole: Picture, wording: Wording, pages: Sequence[Sequence[int]], where: Where, number: int, before: int = 0
) -> Picture:
    """One of several pages, with so many others ``before`` them all."""
    own = [node for node in whole.nodes if where[node.id] == number]
    inside = [edge for edge in whole.edges if where[edge.source] == where[edge.target] == number]
    above, below, joined = stubs_of(whole, wording, where, number, before)
    shown = (*above, *own, *below)
    held = held_on(whole, wording, shown, where, before)
    gone = {frame.id for frame in whole.frames} - {frame.id for frame in held}
    edges = [edge for edge in (*inside, *joined) if not {edge.source, edge.target} & gone]
    ranks = [tuple(node.id for node in row) for row in rows_of(whole)]
    own_ranks = [ranks[row] for row in pages[number]] if whole.ranks else []
    stubs = [tuple(node.id for node in row) for row in (above, below)] if whole.ranks else [(), ()]
    return evolve(
        whole,
        name=f"{whole.name}-{before + number + 1}",
        title=f"{whole.title} {wording.page_of(before + number + 1, before + len(pages))}",
        nodes=(*own, *above, *below),
        edges=tuple(edges),
        ranks=tuple(rank for rank in (stubs[0], *own_ranks, stubs[1]) if rank),
        frames=held,
    )


def stubs_of(
    whole: Picture, wording: Wording, where: Where, number: int, before: int = 0
) -> tuple[list[Node], list[Node], list[Edge]]:
    """What stands above and below for the boxes on other pages that the main path leads to, or comes from; and for a
    frame on other pages that an arrow joins with a box.
    """
    boxes = {node.id: node for node in whole.nodes}
    last = max(node.row for node in whole.nodes)
    stubs: dict[str, tuple[Node, bool]] = {}
    joined: list[Edge] = []
    for edge in whole.edges:
        source, target = boxes.get(edge.source), boxes.get(edge.target)
        if edge.way is not Way.MAIN or source is None or target is None or where[source.id] == where[target.id]:
            continue
        if where[source.id] == number:
            name, other, key = f"{TO_PAGE}{target.id}", target, "till_sida"
            joined.append(evolve(edge, target=name))
        elif where[target.id] == number and source.kind is not Kind.START:
            name, other, key = f"{FROM_PAGE}{source.id}", source, "fran_sida"
            joined.append(evolve(edge, id=f"vag-{name}", source=name, lines=()))
        else:
            continue
        below = where[other.id] > number
        text = _led_to(wording, key, where[other.id], before, fas=other.title)
        row = last + 1 if below else -1
        stubs[name] = (stub(whole, name, text, other, row), below)
    framed, ways = _of_frames(whole, wording, where, number, before)
    stubs |= {node.id: (node, False) for node in framed}
    above = [node for node, below in stubs.values() if not below]
    return above, [node for node, below in stubs.values() if below], [*joined, *ways]


def _led_to(wording: Wording, key: str, page: float, before: int, **told: str) -> str:
    """Which page something is on; without its number where the page isn't shown."""
    if page % 1:
        return wording.word(f"{key}_utan", **told)
    return wording.word(key, sida=int(page) + before + 1, **told)


def _of_frames(
    whole: Picture, wording: Wording, where: Where, number: int, before: int
) -> tuple[list[Node], list[Edge]]:
    """What stands for a frame whose end is on another page, with the arrows that join it with a box of this one."""
    boxes = {node.id: node for node in whole.nodes}
    stubs: dict[str, Node] = {}
    joined: list[Edge] = []
    for frame in (one for one in whole.frames if where[one.id] != number):
        for edge in (one for one in whole.edges if frame.id in {one.source, one.target}):
            other = boxes[edge.target if edge.source == frame.id else edge.source]
            if where[other.id] == number:
                name = f"{FROM_PAGE}{frame.id}"
                held = sorted({int(where[one]) + before + 1 for one in frame.nodes if not where[one] % 1})
                key = ("ram_namn", "ram_sida", "ram_sidor")[min(len(held), 2)]
                text = wording.word(key, ram=frame.title, sida=min(held, default=0), sista=max(held, default=0))
                stubs[name] = stub(whole, name, text, other, -1)
                ends = {frame.id: name, other.id: other.id}
                joined.append(evolve(edge, source=ends[edge.source], target=ends[edge.target]))
    return list(stubs.values()), joined


def stub(whole: Picture, name: str, text: str, other: Node, row: int) -> Node:
    """A box that stands for another one, no wider than those of its lane."""
    lane = [node.widths for node in whole.nodes if node.widths and node.lane == other.lane]
    widths = min(lane, default=()) if whole.layout is Layout.LANES else ()
    return Node(id=name, kind=Kind.NOTE, title=text, lane=other.lane, row=row, widths=widths)


def held_on(
    whole: Picture, wording: Wording, nodes: Sequence[Node], where: Where, before: int = 0
) -> tuple[Frame, ...]:
    """The frames with their boxes on this page. In lanes these are all of the rows that the frame goes over."""
    found = []
    ids = {node.id for node in nodes}
    for frame in whole.frames:
        if not any(node.id in frame.nodes for node in nodes):
            continue
        stands = [node for node in nodes if node.id.removeprefix(TO_PAGE).removeprefix(FROM_PAGE) in frame.nodes]
        here = tuple(node.id for node in stands)
        if whole.layout is Layout.LANES:
            rows = {node.row for node in stands}
            here = tuple(node.id for node in nodes if node.row in rows)
        out = [edge for edge in whole.edges if edge.source == frame.id and edge.target not in ids]
        said = "".join(led(wording, edge, where[edge.target], before) for edge in out)
        found.append(evolve(frame, nodes=here, title=f"{frame.title}{said}"))
    return tuple(found)


def led(wording: Wording, edge: Edge, page: float, before: int = 0) -> str:
    """Where an arrow out of a frame leads, for its title."""
    act = edge.lines[0].text if edge.lines else edge.label
    return _led_to(wording, "ut_ur_ram", page, before, vad=act, fas=_title_of(wording, edge.target))


def _title_of(wording: Wording, ident: str) -> str:
    return next(wording.short(str(phase)) for phase in wording.routine.phases if phase_id(phase) == ident)
