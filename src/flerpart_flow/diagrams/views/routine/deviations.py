"""What can go wrong where, what is proposed and who handles it; and a pause with the ways into it and back."""

from __future__ import annotations

from typing import Any

from flerpart_flow.diagrams.model import Edge, Kind, Layout, Line, Node, Picture, Row, Tone, Way
from flerpart_flow.diagrams.steps import gathered_id, phase_id, slug, steps_from
from flerpart_flow.diagrams.views.parts import Paths, gathered_nodes, kind_of, legend, way_of
from flerpart_flow.diagrams.views.request import Request
from flerpart_flow.diagrams.wording import capital
from flerpart_flow.engine.definition.moves import Move
from flerpart_flow.engine.definition.outline import Deviation
from flerpart_flow.engine.record.events import content_fields

NAME = "deviations"
WIDTH = 40
WIDE = 84
ROW = 2


def build(request: Request) -> tuple[Picture, ...]:
    """A page of the deviations, and one of the pauses; one page where there is only one of them."""
    parts = [part for part in (_deviating(request), _pausing(request)) if part[0]] or [((), (), ())]
    return tuple(_page(request, part, (number, len(parts))) for number, part in enumerate(parts, start=1))


_Part = tuple[tuple[Node, ...], tuple[Edge, ...], tuple[tuple[str, ...], ...]]
"""Boxes, arrows, and the rows of the boxes."""


def _page(request: Request, part: _Part, of: tuple[int, int]) -> Picture:
    wording, (nodes, edges, ranks), (number, count) = request.wording, part, of
    title = wording.word("deviations.titel", rutin=wording.routine_name())
    return Picture(
        view=NAME,
        name="-".join((request.routine.name, NAME, *((str(number),) if count > 1 else ()))),
        lang=request.lang,
        title=f"{title} {wording.page_of(number, count)}" if count > 1 else title,
        subtitle=wording.source_line(),
        digest=wording.digest_line(),
        description=wording.word("deviations.beskrivning"),
        layout=Layout.GRID,
        nodes=nodes,
        edges=edges,
        ranks=tuple(rank for rank in ranks if rank),
        legend=legend(wording, nodes, edges),
    )


def _deviating(request: Request) -> _Part:
    """The kinds of deviation, and below them how one is reported."""
    kinds = [_kind(request, one) for one in request.routine.outline.deviations]
    report = _reporting(request)
    ranks = [tuple(node.id for node in kinds[start : start + ROW]) for start in range(0, len(kinds), ROW)]
    if report is None or not kinds:
        return tuple(kinds), (), tuple(ranks)
    edges = tuple(
        Edge(id=f"till-rapport-{node.id}", source=node.id, target=report.id, way=Way.LINK, label=node.title)
        for node in kinds
    )
    return (*kinds, report), edges, (*ranks, (report.id,))


def _pausing(request: Request) -> _Part:
    """Each pause, with the ways into it and back."""
    wording, routine = request.wording, request.routine
    paths = Paths(routine)
    nodes: list[Node] = []
    edges: list[Edge] = []
    ranks: list[tuple[str, ...]] = []
    for phase in map(str, routine.pauses):
        into = gathered_nodes(paths, wording, phase, WIDTH)
        pause = _pause(request, phase)
        targets = list(dict.fromkeys(step.target for step in steps_from(routine, phase)))
        after = [
            Node(id=f"efter-{phase_id(one)}", kind=kind_of(routine, one), title=wording.short(one)) for one in targets
        ]
        nodes += [*into, pause, *after]
        ranks += [tuple(node.id for node in into), (pause.id,), tuple(node.id for node in after)]
        edges += [
            Edge(
                id=f"vag-{node.id}",
                source=node.id,
                target=pause.id,
                way=Way.RIGHT if node.kind is Kind.RIGHT else Way.DEVIATION,
                label=node.title,
            )
            for node in into
        ]
        edges += _back(request, phase, pause.id)
    return tuple(nodes), tuple(edges), tuple(ranks)


def _kind(request: Request, one: Deviation) -> Node:
    wording = request.wording
    rows = [
        Row(((Line(f"{one.norm}: {request.rules.norms[one.norm].text(request.lang)}"),),)),
        Row(((Line(wording.word("deviations.dar", faser=wording.phases(one.phases)), Tone.MUTED),),)),
        Row(((Line(_seen(request, one)),),)),
    ]
    return Node(
        id=f"avvikelse-{slug(one.kind)}",
        kind=Kind.DEVIATION,
        title=capital(wording.deviation(one.kind)),
        rows=tuple(rows),
        widths=(WIDTH,),
    )


def _seen(request: Request, one: Deviation) -> str:
    """What the library goes by when it proposes the deviation, or that it never does."""
    wording, events = request.wording, request.routine.events
    if not one.shown_by:
        return wording.word("deviations.foreslas_inte")
    signs = [
        wording.word("deviations.handelsen", handelse=wording.act(name))
        if name in events
        else wording.word("deviations.plikten", plikt=wording.said.label("plikter", name))
        for name in one.shown_by
    ]
    return wording.word("deviations.foreslas", tecken=wording.said.join(signs, "eller"))


def _reporting_move(request: Request) -> Move[Any] | None:
    """The move by which a person reports a deviation: the event that says of what kind it is."""
    for move in request.routine.moves:
        if any("avvikelseslag" in kind.lists for kind in content_fields(move.event).values()):
            return move
    return None


def _reporting(request: Request) -> Node | None:
    move, wording = _reporting_move(request), request.wording
    if move is None:
        return None
    rows = (
        Row(((Line(wording.word("deviations.nagon", vem=wording.role(move.by.code), norm=move.by.norm)),),)),
        Row(((Line(wording.word("deviations.hanteras")),),)),
    )
    return Node(
        id=gathered_id(move.event.name),
        kind=Kind.PHASE,
        title=capital(wording.act(move.event.name)),
        rows=rows,
        widths=(WIDE,),
    )


def _pause(request: Request, phase: str) -> Node:
    wording = request.wording
    inside = [move for move in request.routine.moves_in(phase) if move.to[phase] is None]
    acts = wording.said.join([wording.act(move.event.name) for move in inside])
    rows = (
        Row(((Line(wording.word("deviations.vilar")),),)),
        Row(((Line(wording.word("deviations.far", vad=acts), Tone.MUTED),),)),
    )
    return Node(id=phase_id(phase), kind=Kind.PAUSE, title=wording.phase(phase), rows=rows, widths=(WIDE,))


def _back(request: Request, phase: str, source: str) -> list[Edge]:
    wording = request.wording
    edges = []
    for step in steps_from(request.routine, phase):
        when = wording.when(step)
        lines = [Line(wording.act(step.event)), *([] if when is None else [Line(f"[{when}]", Tone.MUTED)])]
        edges.append(
            Edge(
                id=step.id,
                source=source,
                target=f"efter-{phase_id(step.target)}",
                way=way_of(request.routine, step),
                lines=tuple(lines),
                label=wording.step_label(step),
            )
        )
    return edges
