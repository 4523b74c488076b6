"""The chain of phases with its loops and its pause, for a slide or a README."""

from __future__ import annotations

from flerpart_flow.diagrams.model import Edge, Kind, Layout, Node, Picture, Way
from flerpart_flow.diagrams.steps import chain, phase_id
from flerpart_flow.diagrams.views.parts import (
    Paths,
    gathered_nodes,
    gathered_rows,
    kind_of,
    legend,
    loops,
    main_edge,
    snake,
    step_row,
)
from flerpart_flow.diagrams.views.request import Request
from flerpart_flow.engine.definition.moves import START

NAME = "overview"
ROW = 5
"""At most so many boxes beside each other."""
WIDTH = 26
"""Characters in a line of a box."""


def build(request: Request) -> tuple[Picture, ...]:
    """The overview. The chain runs to the right and back to the left, so that it fits a page."""
    wording, routine = request.wording, request.routine
    paths = Paths(routine)
    phases = (START, *chain(routine))
    boxes = [(phase, box) for phase in routine.pauses for box in gathered_nodes(paths, wording, phase, WIDTH)]
    nodes = [_node(request, paths, phase) for phase in (*phases, *routine.pauses)]
    back = [step for step in paths.single if _is_loop(step.source, step.target, phases)]
    edges = [main_edge(step, wording, conditions=False) for step in paths.main]
    edges += loops(back, wording)
    edges += [
        Edge(id=f"vag-{box.id}", source=box.id, target=phase_id(target), way=Way.DEVIATION, label=box.title)
        for target, box in boxes
    ]
    ranks = snake([phase_id(phase) for phase in phases], ROW)
    last = (*map(phase_id, routine.pauses), *(box.id for _, box in boxes))
    picture = Picture(
        view=NAME,
        name=f"{routine.name}-{NAME}",
        lang=request.lang,
        title=wording.word("overview.titel", rutin=wording.routine_name()),
        subtitle=wording.source_line(),
        description=wording.word("overview.beskrivning", faser=wording.phases(phases[1:])),
        layout=Layout.GRID,
        nodes=(*nodes, *(box for _, box in boxes)),
        edges=tuple(edges),
        ranks=(*ranks, *((last,) if last else ())),
        legend=legend(wording, Way.MAIN, Way.OTHER, Way.DEVIATION, Kind.END),
    )
    return (picture,)


def _is_loop(source: str, target: str, phases: tuple[str, ...]) -> bool:
    """Whether an arrow is drawn: back along the chain, or from a pause to somewhere else than the end."""
    if target not in phases or target == phases[-1]:
        return target not in phases
    return source not in phases or phases.index(target) < phases.index(source)


def _node(request: Request, paths: Paths, phase: str) -> Node:
    wording, routine = request.wording, request.routine
    rows = tuple(step_row(step, wording) for step in paths.single_from(phase))
    if phase not in routine.pauses:
        rows += gathered_rows(paths, wording, phase)
    title = wording.short(phase) if phase != START else wording.word("start")
    return Node(
        id=phase_id(phase),
        kind=kind_of(routine, phase),
        title=title,
        rows=rows,
        widths=(WIDTH,) if rows else (),
    )
