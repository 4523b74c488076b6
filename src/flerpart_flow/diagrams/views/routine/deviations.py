"""What can go wrong where, what is proposed and who handles it; and a pause with the ways into it and back."""

from __future__ import annotations

from typing import Any

from attrs import evolve

from flerpart_flow.diagrams.ids import gathered_id, phase_id
from flerpart_flow.diagrams.model import Edge, Kind, Layout, Line, Node, Picture, Row, Tone, Way
from flerpart_flow.diagrams.views.arrows import arrows_apart
from flerpart_flow.diagrams.views.pages import on_pages
from flerpart_flow.diagrams.views.parts import Paths, gathered_nodes, kind_of, snake, step_row
from flerpart_flow.diagrams.views.request import Request
from flerpart_flow.diagrams.wording import capital
from flerpart_flow.engine.definition.moves import Move
from flerpart_flow.engine.definition.outline import Deviation
from flerpart_flow.engine.record.events import content_fields
from flerpart_flow.engine.review.steps import slug, steps_from

NAME = "deviations"
WIDTH = 40
WIDE = 84
AFTER = 24
"""Letters in a line of a box, of one that stands alone, and of one that a pause leads to."""
ROW = 3
LAST = 5
"""At most so many boxes beside each other, and so many that a pause leads to."""


def build(request: Request) -> tuple[Picture, ...]:
    """The deviations, and then the pauses, on pages of their own."""
    wording = request.wording
    parts = [part for part in (_deviating(request), _pausing(request)) if part[0]] or [((), (), ())]
    pages = [page for part in parts for page in on_pages(_whole(request, part), wording)]
    several = len(pages) > 1
    return tuple(
        evolve(
            page,
            name="-".join((request.routine.name, NAME, *((str(number),) if several else ()))),
            title=f"{_title(request)} {wording.page_of(number, len(pages))}" if several else page.title,
        )
        for number, page in enumerate(pages, start=1)
    )


_Part = tuple[tuple[Node, ...], tuple[Edge, ...], tuple[tuple[str, ...], ...]]
"""Boxes, arrows, and the rows of the boxes."""


def _title(request: Request) -> str:
    return request.wording.word("deviations.titel", rutin=request.wording.routine_name())


def _whole(request: Request, part: _Part) -> Picture:
    wording, (nodes, edges, ranks) = request.wording, part
    return Picture(
        view=NAME,
        name=f"{request.routine.name}-{NAME}",
        lang=request.lang,
        title=_title(request),
        subtitle=wording.source_line(),
        digest=wording.digest_line(),
        description=wording.word("deviations.beskrivning"),
        layout=Layout.GRID,
        nodes=nodes,
        edges=edges,
        ranks=tuple(rank for rank in ranks if rank),
        lying=True,
    )


def _deviating(request: Request) -> _Part:
    """The kinds of deviation, and below them how one is reported."""
    kinds = [_kind(request, one) for one in request.routine.outline.deviations]
    report = _reporting(request)
    ranks = snake([node.id for node in kinds], ROW, plain=True) if kinds else ()
    if report is None or not kinds:
        return tuple(kinds), (), ranks
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
        after = [_after(request, phase, one) for one in targets]
        nodes += [*into, pause, *after]
        last = snake([node.id for node in after], LAST, plain=True) if after else ()
        ranks += [tuple(node.id for node in into), (pause.id,), *last]
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
        for node, one in zip(after, targets, strict=True):
            back = [step for step in steps_from(routine, phase) if step.target == one]
            edges += arrows_apart(f"vag-{node.id}", pause.id, node.id, back, wording)
    return tuple(nodes), tuple(edges), tuple(ranks)


def _kind(request: Request, one: Deviation) -> Node:
    wording = request.wording
    rows = [
        Row(((Line(f"{one.norm}: {request.rules.norms[one.norm].text(request.lang)}"),),)),
        *(Row(((Line(wording.said.raw(key)),),)) for key in (f"slag_fran.{one.kind}",) if key in wording.said),
        Row((tuple(Line(text, Tone.MUTED) for text in _where(request, one)),)),
        Row(((Line(_seen(request, one)),),)),
    ]
    return Node(
        id=f"avvikelse-{slug(one.kind)}",
        kind=Kind.DEVIATION,
        title=capital(wording.deviation(one.kind)),
        rows=tuple(rows),
        widths=(WIDTH,),
    )


def _where(request: Request, one: Deviation) -> list[str]:
    """Where it arises, and where it can be reported besides."""
    told = {"dar": one.phases, "ocksa": one.reported}
    word, phases = request.wording.word, request.wording.phases
    return [word(f"deviations.{key}", faser=phases(where)) for key, where in told.items() if where]


def _seen(request: Request, one: Deviation) -> str:
    """What the library goes by when it proposes the deviation, or that it never does."""
    wording, events = request.wording, request.routine.events
    if not one.shown_by:
        return wording.word("deviations.foreslas_inte")
    if (key := f"tecken.{one.kind}") in wording.said:
        return wording.word("deviations.foreslas", tecken=wording.said.say(key, **request.rules.parameters))
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
    acts = wording.said.join([wording.act_in(move) for move in inside])
    rows = (
        Row(((Line(wording.word("deviations.vilar")),),)),
        Row(((Line(wording.word("deviations.far", vad=acts), Tone.MUTED),),)),
    )
    return Node(id=phase_id(phase), kind=Kind.PAUSE, title=wording.phase(phase), rows=rows, widths=(WIDE,))


def _after(request: Request, phase: str, target: str) -> Node:
    """A phase that a pause leads to, with the moves that take the case there."""
    wording, routine = request.wording, request.routine
    steps = [step for step in steps_from(routine, phase) if step.target == target]
    return Node(
        id=f"efter-{phase_id(target)}",
        kind=kind_of(routine, target),
        title=wording.short(target),
        rows=tuple(step_row(step, wording, target=False) for step in steps),
        widths=(AFTER,),
    )
