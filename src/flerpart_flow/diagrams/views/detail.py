"""Every phase whole: an index, and the pages of each."""

from __future__ import annotations

from attrs import evolve

from flerpart_flow.diagrams.model import Kind, Layout, Line, Node, Picture, Row
from flerpart_flow.diagrams.steps import all_steps, phase_id
from flerpart_flow.diagrams.views import phase
from flerpart_flow.diagrams.views.request import Request
from flerpart_flow.engine.definition.moves import phases_of

NAME = "detail"
WIDTHS = (30, 16, 16, 16, 16)


def build(request: Request) -> tuple[Picture, ...]:
    """The index, and then the pages of each phase."""
    pages = (page for one in request.routine.phases for page in phase.build(evolve(request, phase=str(one))))
    return (_index(request), *pages)


def _index(request: Request) -> Picture:
    """Each phase with how many moves lead there, stay in it, and lead on, and how many conditions they have."""
    wording, routine = request.wording, request.routine
    columns = ("fas", "in", "inom", "ut", "villkor")
    table = Node(
        id=f"{NAME}-index",
        kind=Kind.TABLE,
        title="",
        columns=tuple(wording.word(f"detail.kolumn_{name}") for name in columns),
        rows=tuple(_row(request, str(one)) for one in routine.phases),
        widths=WIDTHS,
    )
    return Picture(
        view=NAME,
        name=f"{routine.name}-{NAME}",
        lang=request.lang,
        title=wording.word("detail.titel", rutin=wording.routine_name()),
        subtitle=wording.source_line(),
        description=wording.word("detail.beskrivning"),
        layout=Layout.DOWN,
        nodes=(table,),
    )


def _row(request: Request, of: str) -> Row:
    wording, routine = request.wording, request.routine
    moves = routine.moves_in(of)
    arriving = {step.id for step in all_steps(routine) if step.target == of}
    on = [move for move in moves if set(phases_of(move.to[of], of)) != {of}]
    counts = (len(arriving), len(moves) - len(on), len(on), sum(len(move.guards) for move in moves))
    name = wording.phase(of)
    cells = ((Line(name),), *((Line(str(count)),) for count in counts))
    return Row(cells, phase_id(of), name)
