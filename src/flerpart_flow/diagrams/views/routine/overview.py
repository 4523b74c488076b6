"""The chain of phases with its loops and its pause, for a slide or a README."""

from __future__ import annotations

from flerpart_flow.diagrams.ids import phase_id
from flerpart_flow.diagrams.model import Edge, Kind, Layout, Node, Picture, Row, Way
from flerpart_flow.diagrams.views.framed import MOST, Pauses, past_a_box, rows_of
from flerpart_flow.diagrams.views.pages import on_pages
from flerpart_flow.diagrams.views.parts import (
    Paths,
    frames,
    gathered_nodes,
    gathered_rows,
    kind_of,
    loops,
    main_edge,
    step_row,
)
from flerpart_flow.diagrams.views.request import Request
from flerpart_flow.engine.definition.moves import START
from flerpart_flow.engine.review.steps import chain, links

NAME = "overview"
WIDTH = 33
WIDE = 84
"""Letters in a line of a box, and of a pause's, which says more, where it is not in the midst of a row."""
EDGE = 26
"""Letters in a line on an arrow."""


def build(request: Request) -> tuple[Picture, ...]:
    """The overview. The chain runs to the right and back to the left, so that it fits a page."""
    wording, routine = request.wording, request.routine
    paths = Paths(routine)
    phases = (START, *chain(routine))
    around = frames(wording, phases)
    pauses = Pauses(request, paths, around)
    boxes = [
        (phase, box)
        for phase in routine.pauses
        for box in gathered_nodes(paths, wording, phase, WIDTH, without=pauses.of_frames(phase))
    ]
    ids = [phase_id(phase) for phase in phases]
    last = (*map(phase_id, routine.pauses), *(box.id for _, box in boxes))
    before = next((phase_id(source) for source, target in links(routine) if target == phases[-1]), None)
    ranks = rows_of(ids, around, last, before)
    wide = WIDE if len(ranks[-1]) < MOST else WIDTH
    nodes = [_node(request, paths, pauses, phase, wide) for phase in (*phases, *routine.pauses)]
    back = [
        step
        for step in paths.single
        if _is_loop(step.source, step.target, phases) and not pauses.tells(step) and not past_a_box(step, ranks, around)
    ]
    edges = [main_edge(step, wording, EDGE) for step in paths.main]
    edges += loops(back, wording, without=edges)
    near = len(ranks) > 1 and any(frame.nodes[-1] in ranks[-2] for frame in around)
    if near:  # else an arrow would run through the boxes between, and the pause's box tells of it
        edges += pauses.edges()
    edges += [
        Edge(id=f"vag-{box.id}", source=box.id, target=phase_id(target), way=_way(box), label=box.title)
        for target, box in boxes
    ]
    shown = (*nodes, *(box for _, box in boxes))
    picture = Picture(
        view=NAME,
        name=f"{routine.name}-{NAME}",
        lang=request.lang,
        title=wording.word("overview.titel", rutin=wording.routine_name()),
        subtitle=wording.source_line(),
        digest=wording.digest_line(),
        description=wording.word("overview.beskrivning", faser=wording.phases(phases[1:])),
        layout=Layout.GRID,
        nodes=shown,
        edges=tuple(edges),
        ranks=ranks,
        frames=around,
        lying=True,
    )
    return on_pages(picture, wording)


def _way(box: Node) -> Way:
    return Way.RIGHT if box.kind is Kind.RIGHT else Way.DEVIATION


def _is_loop(source: str, target: str, phases: tuple[str, ...]) -> bool:
    """Whether an arrow is drawn: back along the chain, or from a pause to somewhere else than the end."""
    if target not in phases or target == phases[-1]:
        return target not in phases
    return source not in phases or phases.index(target) < phases.index(source)


def _node(request: Request, paths: Paths, pauses: Pauses, phase: str, wide: int) -> Node:
    wording, routine = request.wording, request.routine
    rows: tuple[Row, ...] = tuple(step_row(step, wording) for step in paths.single_from(phase))
    if phase in routine.pauses:
        rows = (*pauses.rows(phase), *pauses.onward(phase), *rows)
    else:
        rows += gathered_rows(paths, wording, phase)
    title = wording.short(phase) if phase != START else wording.word("start")
    return Node(
        id=phase_id(phase),
        kind=kind_of(routine, phase),
        title=title,
        rows=rows,
        widths=(wide if phase in routine.pauses else WIDTH,) if rows else (),
    )
