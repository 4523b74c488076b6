"""Who does what: a lane for those who act together, a row for each phase of the main path, on as many pages as it takes
to be read on A4.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from attrs import evolve

from flerpart_flow.diagrams.ids import phase_id
from flerpart_flow.diagrams.lanes import lane_of_phase, lane_of_role, lanes
from flerpart_flow.diagrams.model import Edge, Kind, Lane, Layout, Node, Picture, Way
from flerpart_flow.diagrams.views.framed import Pauses
from flerpart_flow.diagrams.views.pages import on_pages
from flerpart_flow.diagrams.views.parts import (
    Paths,
    frames,
    gathered_nodes,
    loops,
    main_edge,
    way_of,
)
from flerpart_flow.diagrams.views.request import Request
from flerpart_flow.diagrams.views.routine.cells import Cells
from flerpart_flow.engine.definition.moves import START
from flerpart_flow.engine.review.steps import Step, chain, slug

NAME = "swimlanes"
EDGE: Final = 14
LEAST: Final = 14
"""So many fewer letters are in a line on an arrow than in one of a box, and so many at least."""
TOLD: Final = 4
"""Where there are more lanes than so many, they have no room for the conditions on an arrow: the phases' pages tell."""
NEAR: Final = 2
"""An arrow back is drawn where it leads over at most so many rows; the box names where the others lead."""


def build(request: Request) -> tuple[Picture, ...]:
    """The pages of the swimlanes."""
    return on_pages(whole(request), request.wording)


def whole(request: Request) -> Picture:
    """All rows on one page, however long it is."""
    wording, routine = request.wording, request.routine
    paths = Paths(routine)
    phases = (START, *chain(routine))
    around = frames(wording, phases)
    cells = Cells(request, paths, Pauses(request, paths, around))
    rows = {phase: number for number, phase in enumerate(phases)}
    nodes: list[Node] = []
    events = [step.event for step in paths.main]
    told = len(lanes(routine)) <= TOLD
    width = max(cells.width - EDGE, LEAST)
    edges = [
        # the second time an act leads on, its conditions are known
        main_edge(step, wording, width, conditions=told and step.event not in events[:number], who=True)
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
    columns = lanes(routine)
    return Picture(
        view=NAME,
        name=f"{routine.name}-{NAME}",
        lang=request.lang,
        title=wording.word("swimlanes.titel", rutin=wording.routine_name()),
        subtitle=wording.source_line(),
        digest=wording.digest_line(),
        description=wording.word("swimlanes.beskrivning", banor="; ".join(wording.lane(lane) for lane in columns)),
        layout=Layout.LANES,
        nodes=tuple(nodes),
        edges=tuple(edges),
        lanes=tuple(Lane(f"bana-{slug(lane.code)}", wording.lane(lane)) for lane in columns),
        frames=around,
        lying=True,
    )


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
        own = lane_of_phase(routine, phase)
        (box,) = cells.box(phase, own, own=True, row=0)
        others = [
            part
            for lane in lanes(routine)
            if lane.code != own
            for part in cells.box(phase, lane.code, own=False, row=0)
        ]
        without = cells.pauses.of_frames(phase)
        column = [*gathered_nodes(cells.paths, request.wording, phase, cells.width, without), box]
        sides = [node.lane for node in (box, *others)]
        beside_end = bool(without) and len(column) == 1 and not any((lane, len(rows) - 1) in taken for lane in sides)
        if others and not beside_end:
            room: Sequence[int] = range(len(rows), len(rows) + len(column))
        else:
            room = [len(rows) - 1] if beside_end else _room(len(column), box.lane, taken, len(rows))
        for node, row in zip(column, room, strict=True):
            added.append(evolve(node, lane=box.lane, row=row))
            taken.add((box.lane, row))
            if node is not box:
                way = Way.RIGHT if node.kind is Kind.RIGHT else Way.DEVIATION
                edges.append(Edge(id=f"vag-{node.id}", source=node.id, target=box.id, way=way, label=node.title))
        added.extend(evolve(part, row=room[-1]) for part in others)
        edges.extend(edge for part in others for edge in _to_cell(request, phase, (part,), (), "", own))
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
