"""Who does what: a lane for those who act together, a row for each phase of the main path, on as many pages as it takes
to be read on A4.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from attrs import evolve

from flerpart_flow.diagrams.model import Edge, Frame, Kind, Lane, Layout, Node, Picture, Way
from flerpart_flow.diagrams.render.markup import broken
from flerpart_flow.diagrams.steps import Step, chain, lane_of_phase, lane_of_role, lanes, phase_id, slug
from flerpart_flow.diagrams.views.framed import Pauses
from flerpart_flow.diagrams.views.parts import (
    Paths,
    frames,
    gathered_nodes,
    legend,
    loops,
    main_edge,
    way_of,
)
from flerpart_flow.diagrams.views.request import Request
from flerpart_flow.diagrams.views.routine.cells import WIDTH, Cells
from flerpart_flow.engine.definition.moves import START

NAME = "swimlanes"
EDGE: Final = 32
"""Characters in a line on an arrow: they stand between the rows, where there is room."""
NEAR: Final = 2
"""An arrow back is drawn where it leads over at most so many rows; the box names where the others lead."""
PAGE: Final = 29
"""Lines of text that a page has room for, below its heading."""


TO_PAGE: Final = "till-sida-"
FROM_PAGE: Final = "fran-sida-"


def build(request: Request) -> tuple[Picture, ...]:
    """The pages of the swimlanes."""
    wording, routine = request.wording, request.routine
    paths = Paths(routine)
    phases = (START, *chain(routine))
    around = frames(wording, phases)
    cells = Cells(request, paths, Pauses(request, paths, around))
    rows = {phase: number for number, phase in enumerate(phases)}
    nodes: list[Node] = []
    events = [step.event for step in paths.main]
    edges = [
        main_edge(step, wording, EDGE, conditions=step.event not in events[:number])  # the second time they are known
        for number, step in enumerate(paths.main)
    ]
    for phase in phases:
        own = lane_of_phase(routine, phase) if phase != START else lane_of_role(routine, paths.main[0].move.by.code)
        for column in lanes(routine):
            found = cells.box(phase, column.code, own=column.code == own, row=rows[phase])
            nodes.extend(found)
            edges.extend(_to_cell(request, phase, found, paths.single_from(phase), column.code, own))
    nodes.extend(_pauses(request, cells, nodes, rows, edges))
    near = [step for step in paths.single if _near(step, rows) and _own(request, step)]
    edges.extend(loops(near, wording, without=edges))
    edges.extend(cells.pauses.edges())
    return _pages(request, nodes, edges, around)


def _own(request: Request, step: Step) -> bool:
    return lane_of_role(request.routine, step.move.by.code) == lane_of_phase(request.routine, step.source)


def _near(step: Step, rows: Mapping[str, int]) -> bool:
    if step.source not in rows or step.target not in rows or step.source == START:
        return False
    return 0 < rows[step.source] - rows[step.target] <= NEAR


def _to_cell(
    request: Request, phase: str, found: Sequence[Node], steps: Sequence[Step], lane: str, own: str
) -> tuple[Edge, ...]:
    """The arrow from a phase to the box of another lane in its row."""
    if lane == own or not found:
        return ()
    taken = [step for step in steps if lane_of_role(request.routine, step.move.by.code) == lane]
    ways = {way_of(request.routine, step) for step in taken}
    only = next(iter(ways)) if len(ways) == 1 and all(row.id is not None for row in found[0].rows) else Way.LINK
    return (Edge(id=f"till-{found[0].id}", source=phase_id(phase), target=found[0].id, way=only, label=found[0].label),)


def _pauses(
    request: Request, cells: Cells, nodes: Sequence[Node], rows: Mapping[str, int], edges: list[Edge]
) -> tuple[Node, ...]:
    """The phases where a case pauses, and above each what leads there from some phases only: beside the end if they
    are told of a frame as a whole, else in their lane, where it has room.
    """
    routine = request.routine
    taken = {(node.lane, node.row) for node in nodes}
    added: list[Node] = []
    for phase in map(str, routine.pauses):
        (box,) = cells.box(phase, lane_of_phase(routine, phase), own=True, row=0)
        without = cells.pauses.of_frames(phase)
        column = [*gathered_nodes(cells.paths, request.wording, phase, WIDTH, without), box]
        beside_end = bool(without) and len(column) == 1 and (box.lane, len(rows) - 1) not in taken
        room = [len(rows) - 1] if beside_end else _room(len(column), box.lane, taken, len(rows))
        for node, row in zip(column, room, strict=True):
            added.append(evolve(node, lane=box.lane, row=row))
            taken.add((box.lane, row))
            if node is not box:
                way = Way.RIGHT if node.kind is Kind.RIGHT else Way.DEVIATION
                edges.append(Edge(id=f"vag-{node.id}", source=node.id, target=box.id, way=way, label=node.title))
    return tuple(added)


def _room(count: int, lane: str | None, taken: set[tuple[str | None, int]], rows: int) -> Sequence[int]:
    """So many free rows of a lane below each other, as near the middle as can be; else new rows at the end."""
    starts = [
        start
        for start in range(1, rows - count + 1)
        if not any((lane, row) in taken for row in range(start, start + count))
    ]
    start = min(starts, key=lambda start: (abs(2 * start + count - rows), start), default=rows)
    return range(start, start + count)


# --- Pages ------------------------------------------------------------------------------------------------------


def _pages(
    request: Request, nodes: Sequence[Node], edges: Sequence[Edge], around: Sequence[Frame]
) -> tuple[Picture, ...]:
    """The rows on as few pages as they need. An arrow to another page ends in a box that says where it leads."""
    page_of = _split(nodes, edges, around)
    count = max(page_of.values()) + 1
    where = {node.id: page_of[node.row] for node in nodes}
    where |= {frame.id: where[frame.nodes[-1]] for frame in around}
    found = []
    for number in range(count):
        own = [node for node in nodes if page_of[node.row] == number]
        inside = [edge for edge in edges if where[edge.source] == where[edge.target] == number]
        stubs, led = _stubs(request, nodes, edges, where, number)
        whole = (*own, *stubs)
        held = _held(request, around, whole, edges, where)
        inside = [edge for edge in (*inside, *led) if not _outside(edge, held, around)]
        found.append(_page(request, whole, inside, held, (number + 1, count)))
    return tuple(found)


def _held(
    request: Request, around: Sequence[Frame], nodes: Sequence[Node], edges: Sequence[Edge], where: Mapping[str, int]
) -> tuple[Frame, ...]:
    """The frames with their rows on this page: the phases, and what the lanes do in them. Where the way out of a frame
    is on another page its title says so.
    """
    wording, found = request.wording, []
    ids = {node.id for node in nodes}
    for frame in around:
        if not any(node.id in frame.nodes for node in nodes):
            continue
        rows = {node.row for node in nodes if node.id.removeprefix(TO_PAGE).removeprefix(FROM_PAGE) in frame.nodes}
        here = tuple(node.id for node in nodes if node.row in rows)
        out = [edge for edge in edges if edge.source == frame.id and edge.target not in ids]
        led = "".join(
            wording.word(
                "ut_ur_ram", vad=edge.lines[0].text, fas=_title_of(request, edge.target), sida=where[edge.target] + 1
            )
            for edge in out
        )
        found.append(evolve(frame, nodes=here, title=f"{frame.title}{led}"))
    return tuple(found)


def _title_of(request: Request, ident: str) -> str:
    return next(request.wording.short(str(phase)) for phase in request.routine.phases if phase_id(phase) == ident)


def _outside(edge: Edge, held: Sequence[Frame], around: Sequence[Frame]) -> bool:
    gone = {frame.id for frame in around} - {frame.id for frame in held}
    return bool({edge.source, edge.target} & gone)


def _height(rows: Sequence[Node], arriving: Sequence[Edge]) -> float:
    """The lines that a row of boxes takes, with the words of the arrows that lead to it."""
    lines = [
        (1.6 if node.title else 0.4)
        + sum(len(broken(line.text, WIDTH)) + 0.15 for row in node.rows for cell in row.cells for line in cell)
        for node in rows
    ]
    words = [sum(len(broken(line.text, edge.width)) for line in edge.lines) for edge in arriving]
    return max(lines, default=1.0) + max(words, default=0) + 1.6


def _split(nodes: Sequence[Node], edges: Sequence[Edge], around: Sequence[Frame]) -> dict[int, int]:
    """The page of each row: as few pages as there is room for, about as much on each."""
    numbers = sorted({node.row for node in nodes})
    row_of = {node.id: node.row for node in nodes}
    units: list[tuple[list[int], float]] = []
    together = _together(edges, row_of, around)
    for number in numbers:
        own = [node for node in nodes if node.row == number]
        arriving = [edge for edge in edges if edge.way is Way.MAIN and row_of.get(edge.target) == number]
        height = _height(own, arriving)
        if number in together and units and units[-1][0][-1] in together:
            rows, filled = units.pop()
            units.append(([*rows, number], filled + height))
        else:
            units.append(([number], height))
    fewest = len(_filled(units, PAGE))
    caps = [PAGE * part / 40 for part in range(8, 41)]
    pages = next(found for cap in caps if len(found := _filled(units, cap)) <= fewest)
    return {number: place for place, page in enumerate(pages) for number in page}


def _together(edges: Sequence[Edge], row_of: Mapping[str, int], around: Sequence[Frame]) -> range:
    """The rows from the last of a frame to what an arrow leads to from it, and those that the main path leads back over
    before the end: they stay on one page.
    """
    frames = {frame.id: max(row_of[ident] for ident in frame.nodes) for frame in around}
    found = [row for edge in edges if edge.source in frames for row in (frames[edge.source], row_of[edge.target])]
    back = [sorted((row_of[edge.source], row_of[edge.target])) for edge in edges if _back(edge, row_of)]
    found += [row for first, last in back if not found or last >= min(found) for row in (first, last)]
    return range(min(found), max(found) + 1) if found else range(0)


def _back(edge: Edge, row_of: Mapping[str, int]) -> bool:
    return edge.way is Way.MAIN and row_of[edge.target] < row_of[edge.source]


def _filled(units: Sequence[tuple[list[int], float]], most: float) -> list[list[int]]:
    """The rows on pages that hold so many lines."""
    pages: list[list[int]] = [[]]
    filled = 0.0
    for rows, height in units:
        if pages[-1] and filled + height > most:
            pages.append([])
            filled = 0.0
        pages[-1].extend(rows)
        filled += height
    return pages


def _stubs(
    request: Request, nodes: Sequence[Node], edges: Sequence[Edge], where: Mapping[str, int], number: int
) -> tuple[list[Node], list[Edge]]:
    """What stands for the boxes on other pages that the main path leads to, or comes from."""
    wording = request.wording
    boxes = {node.id: node for node in nodes}
    last = max(node.row for node in nodes)
    stubs: dict[str, Node] = {}
    led: list[Edge] = []
    for edge in edges:
        source, target = boxes.get(edge.source), boxes.get(edge.target)
        if edge.way is not Way.MAIN or source is None or target is None or where[source.id] == where[target.id]:
            continue
        if where[source.id] == number:
            name = f"{TO_PAGE}{target.id}"
            text = wording.word("till_sida", fas=target.title, sida=where[target.id] + 1)
            row = last + 1 if where[target.id] > number else -1
            stubs[name] = Node(id=name, kind=Kind.NOTE, title=text, lane=target.lane, row=row)
            led.append(evolve(edge, target=name))
        elif where[target.id] == number and source.kind is not Kind.START:
            name = f"{FROM_PAGE}{source.id}"
            text = wording.word("fran_sida", fas=source.title, sida=where[source.id] + 1)
            row = -1 if where[source.id] < number else last + 1
            stubs[name] = Node(id=name, kind=Kind.NOTE, title=text, lane=source.lane, row=row)
            led.append(evolve(edge, id=f"vag-{name}", source=name, lines=()))
    return list(stubs.values()), led


def _page(
    request: Request, nodes: Sequence[Node], edges: Sequence[Edge], held: Sequence[Frame], of: tuple[int, int]
) -> Picture:
    wording, routine = request.wording, request.routine
    number, count = of
    columns = lanes(routine)
    title = wording.word("swimlanes.titel", rutin=wording.routine_name())
    return Picture(
        view=NAME,
        name="-".join((routine.name, NAME, *((str(number),) if count > 1 else ()))),
        lang=request.lang,
        title=f"{title} {wording.page_of(number, count)}" if count > 1 else title,
        subtitle=wording.source_line(),
        digest=wording.digest_line(),
        description=wording.word(
            "swimlanes.beskrivning", banor=wording.said.join([wording.lane(lane) for lane in columns])
        ),
        layout=Layout.LANES,
        nodes=tuple(nodes),
        edges=tuple(edges),
        lanes=tuple(Lane(f"bana-{slug(lane.code)}", wording.lane(lane)) for lane in columns),
        frames=tuple(held),
        legend=legend(wording, nodes, edges),
    )
