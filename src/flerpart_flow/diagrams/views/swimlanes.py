"""Who does what: a lane for those who act together, a row for each phase of the main path."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from flerpart_flow.diagrams.model import Edge, Kind, Lane, Layout, Line, Node, Picture, Row, Tone, Way
from flerpart_flow.diagrams.steps import (
    MANY,
    Step,
    chain,
    lane_of_phase,
    lane_of_role,
    lanes,
    phase_id,
    slug,
)
from flerpart_flow.diagrams.views.parts import (
    Paths,
    gathered_nodes,
    gathered_rows,
    kind_of,
    legend,
    loops,
    main_edge,
    step_row,
    way_of,
)
from flerpart_flow.diagrams.views.request import Request
from flerpart_flow.diagrams.wording import capital
from flerpart_flow.engine.definition.duties import DutySpec
from flerpart_flow.engine.definition.moves import START

NAME = "swimlanes"
WIDTH = 47
"""Characters in a line of a box."""
EDGE = 48
"""Characters in a line on an arrow: they stand between the rows, where there is room."""
NEAR = 2
"""An arrow back is drawn where it leads over at most so many rows; the box names where the others lead."""


def build(request: Request) -> tuple[Picture, ...]:
    """The swimlanes."""
    wording, routine = request.wording, request.routine
    paths = Paths(routine)
    phases = (START, *chain(routine))
    columns = lanes(routine)
    rows = {phase: number for number, phase in enumerate(phases)}
    nodes: list[Node] = []
    edges = [main_edge(step, wording, EDGE) for step in paths.main]
    for phase in phases:
        own = lane_of_phase(routine, phase) if phase != START else lane_of_role(routine, paths.main[0].move.by.code)
        for column in columns:
            found = _cell(request, paths, phase, column.code, own=column.code == own, row=rows[phase])
            nodes.extend(found)
            edges.extend(_to_cell(request, phase, found, paths.single_from(phase), column.code, own))
    nodes.extend(_pauses(request, paths, nodes, rows, edges))
    near = [step for step in paths.single if _near(step, rows) and _own(request, step)]
    edges.extend(loops(near, wording))
    picture = Picture(
        view=NAME,
        name=f"{routine.name}-{NAME}",
        lang=request.lang,
        title=wording.word("swimlanes.titel", rutin=wording.routine_name()),
        subtitle=wording.source_line(),
        description=wording.word(
            "swimlanes.beskrivning", banor=wording.said.join([wording.lane(lane) for lane in columns])
        ),
        layout=Layout.LANES,
        nodes=tuple(nodes),
        edges=tuple(edges),
        lanes=tuple(Lane(f"bana-{slug(lane.code)}", wording.lane(lane)) for lane in columns),
        legend=legend(wording, Way.MAIN, Kind.TASKS, Way.LINK, Way.OTHER, Way.DEVIATION, Kind.END),
    )
    return (picture,)


def _own(request: Request, step: Step) -> bool:
    return lane_of_role(request.routine, step.move.by.code) == lane_of_phase(request.routine, step.source)


def _near(step: Step, rows: dict[str, int]) -> bool:
    if step.source not in rows or step.target not in rows or step.source == START:
        return False
    return 0 < rows[step.source] - rows[step.target] <= NEAR


def _acts_here(request: Request, role: str, phase: str, lane: str) -> bool:
    """Whether what a role does in a phase stands in a lane: that of the role, but a pause is one box with all."""
    routine = request.routine
    return phase in routine.pauses or lane_of_role(routine, role) == lane


def _tasks(request: Request, phase: str, lane: str) -> tuple[Row, ...]:
    """What those of a lane owe in a phase; where somebody else owes it, who."""
    return tuple(
        Row(((Line(f"● {capital(_task(request, spec, spec.bearer, lane))}"),),))
        for spec in request.routine.duties
        if spec.phase == phase and spec.bearer is not None and _acts_here(request, spec.bearer, phase, lane)
    )


def _task(request: Request, spec: DutySpec, bearer: str, lane: str) -> str:
    wording = request.wording
    own = lane_of_role(request.routine, bearer) == lane
    return wording.duty(spec) if own else f"{wording.duty(spec)} ({wording.role(bearer)})"


def _acts(request: Request, phase: str, lane: str) -> tuple[Row, ...]:
    """What else those of a lane can do in a phase: what the outline names, and acts that belong to few phases and
    meet no duty, each told of once.
    """
    wording, routine = request.wording, request.routine
    meeting = {event for spec in routine.duties for event in spec.meets}
    named = [one.event for one in routine.outline.acts if one.phase == phase and lane in one.lanes]
    own = [
        move.event.name
        for move in routine.moves
        if len(move.to) < MANY
        and next(iter(move.to)) == phase
        and move.to[phase] is None
        and move.event not in meeting
        and lane_of_role(routine, move.by.code) == lane
    ]
    acts = "; ".join(wording.act(event) for event in dict.fromkeys((*named, *own)))
    return (Row(((Line(capital(wording.word("kan_ocksa", vad=acts)), Tone.MUTED),),)),) if acts else ()


def _deviations(request: Request, phase: str) -> tuple[Row, ...]:
    """The kinds of deviation that the outline puts in this phase first."""
    wording = request.wording
    return tuple(
        Row(((Line(f"! {capital(wording.deviation(one.kind))} ({one.norm})", Tone.ALERT),),), None, "", Tone.ALERT)
        for one in request.routine.outline.deviations
        if one.shown_by and one.phases[0] == phase
    )


def _cell(request: Request, paths: Paths, phase: str, lane: str, *, own: bool, row: int) -> tuple[Node, ...]:
    """The box of a lane in a phase's row: the phase itself, or what this lane does in it, if it has a part."""
    wording, routine = request.wording, request.routine
    steps = [step for step in paths.single_from(phase) if _acts_here(request, step.move.by.code, phase, lane)]
    rows = (
        *_tasks(request, phase, lane),
        *_acts(request, phase, lane),
        *(step_row(step, wording) for step in steps),
    )
    title = wording.short(phase) if phase != START else wording.word("start")
    where = f"bana-{slug(lane)}"
    if own:
        arriving = () if phase in routine.pauses else gathered_rows(paths, wording, phase)
        rows = (*rows, *_deviations(request, phase), *arriving)
        return (
            Node(
                id=phase_id(phase), kind=kind_of(routine, phase), title=title, rows=rows,
                widths=(WIDTH,) if rows else (), lane=where, row=row,
            ),
        )  # fmt: skip
    if not rows:
        return ()
    label = wording.word("del_i", bana=lane, fas=wording.phase(phase))
    return (
        Node(
            id=f"del-{slug(phase)}-{slug(lane)}", kind=Kind.TASKS, title="", rows=rows, widths=(WIDTH,), lane=where,
            row=row, label=label,
        ),
    )  # fmt: skip


def _to_cell(
    request: Request, phase: str, found: Sequence[Node], steps: Sequence[Step], lane: str, own: str
) -> tuple[Edge, ...]:
    """The arrow from a phase to the box of another lane in its row."""
    if lane == own or not found:
        return ()
    taken = [step for step in steps if lane_of_role(request.routine, step.move.by.code) == lane]
    ways = {way_of(request.routine, step) for step in taken}
    only_astray = ways == {Way.DEVIATION} and all(row.id is not None for row in found[0].rows)
    way = Way.DEVIATION if only_astray else Way.LINK
    return (Edge(id=f"till-{found[0].id}", source=phase_id(phase), target=found[0].id, way=way, label=found[0].label),)


def _pauses(
    request: Request, paths: Paths, nodes: Sequence[Node], rows: dict[str, int], edges: list[Edge]
) -> tuple[Node, ...]:
    """The phases where a case pauses, and above each what leads there from many: in their lane, where it has room."""
    routine = request.routine
    taken = {(node.lane, node.row) for node in nodes}
    added: list[Node] = []
    for phase in routine.pauses:
        lane = lane_of_phase(routine, phase)
        (box,) = _cell(request, paths, phase, lane, own=True, row=0)
        column = [*gathered_nodes(paths, request.wording, phase, WIDTH), box]
        for node, row in zip(column, _room(len(column), box.lane, taken, len(rows)), strict=True):
            added.append(evolve(node, lane=box.lane, row=row))
            taken.add((box.lane, row))
            if node is not box:
                edges.append(
                    Edge(id=f"vag-{node.id}", source=node.id, target=box.id, way=Way.DEVIATION, label=node.title)
                )
    return tuple(added)


def _room(count: int, lane: str | None, taken: set[tuple[str | None, int]], rows: int) -> range:
    """So many free rows of a lane below each other, as near the middle as can be; else new rows at the end."""
    starts = [
        start
        for start in range(1, rows - count + 1)
        if not any((lane, row) in taken for row in range(start, start + count))
    ]
    start = min(starts, key=lambda start: (abs(2 * start + count - rows), start), default=rows)
    return range(start, start + count)
