"""Every phase whole: an index, the pages of each, and what is possible nearly everywhere."""

from __future__ import annotations

from attrs import evolve

from flerpart_flow.diagrams.everywhere import elsewhere
from flerpart_flow.diagrams.ids import phase_id
from flerpart_flow.diagrams.model import Kind, Layout, Line, Node, Picture, Row
from flerpart_flow.diagrams.views.flow import room
from flerpart_flow.diagrams.views.legends import legend
from flerpart_flow.diagrams.views.request import Request
from flerpart_flow.diagrams.views.routine import phase
from flerpart_flow.diagrams.views.tables import fitted
from flerpart_flow.engine.definition.moves import phases_of
from flerpart_flow.engine.review.steps import all_steps

NAME = "detail"
EVERYWHERE = "overallt"
WIDTHS = (40, 18, 18, 18)


def build(request: Request) -> tuple[Picture, ...]:
    """The index, then the pages of each phase, then what is possible nearly everywhere."""
    pages = (page for one in request.routine.phases for page in phase.build(evolve(request, phase=str(one))))
    return (_index(request), *pages, *_everywhere(request))


def _index(request: Request) -> Picture:
    """Each phase with how many moves lead there, stay in it, and lead on; one that does either counts in both."""
    wording, routine = request.wording, request.routine
    table = Node(
        id=f"{NAME}-index",
        kind=Kind.TABLE,
        title="",
        columns=tuple(wording.word(f"detail.kolumn_{name}") for name in ("fas", "in", "inom", "ut")),
        rows=tuple(_row(request, str(one)) for one in routine.phases),
        widths=WIDTHS,
    )
    return Picture(
        view=NAME,
        name=f"{routine.name}-{NAME}",
        lang=request.lang,
        title=wording.word("detail.titel", rutin=wording.routine_name()),
        subtitle=wording.source_line(),
        digest=wording.digest_line(),
        description=wording.word("detail.beskrivning"),
        layout=Layout.DOWN,
        nodes=(table,),
    )


def _row(request: Request, of: str) -> Row:
    wording, routine = request.wording, request.routine
    moves = routine.moves_in(of)
    arriving = {step.id for step in all_steps(routine) if step.target == of}
    on = [move for move in moves if set(phases_of(move.to[of], of)) != {of}]
    within = [move for move in moves if of in phases_of(move.to[of], of)]
    counts = (len(arriving), len(within), len(on))
    name = wording.phase(of)
    cells = ((Line(name),), *((Line(str(count)),) for count in counts))
    return Row(cells, phase_id(of), name)


def _everywhere(request: Request) -> tuple[Picture, ...]:
    wording, routine = request.wording, request.routine
    rows = [phase.everywhere_row(request, move, phases) for move, phases in elsewhere(request.routine)]
    if not rows:
        return ()
    table = Node(
        id=f"{NAME}-{EVERYWHERE}",
        kind=Kind.TABLE,
        title=wording.word("detail.overallt"),
        columns=(wording.word("detail.kolumn_handelse"), wording.word("phase.kolumn_villkor")),
        rows=tuple(rows),
        widths=phase.WIDTHS,
    )
    title = wording.word("detail.overallt_titel", rutin=wording.routine_name())
    whole = Picture(
        view=NAME,
        name="-".join((routine.name, NAME, EVERYWHERE)),
        lang=request.lang,
        title=f"{title} {wording.page_of(1, 1)}",
        subtitle=wording.source_line(),
        digest=wording.digest_line(),
        description=wording.word("detail.overallt_beskrivning"),
        layout=Layout.DOWN,
        nodes=(),
        legend=legend(wording, (table,), ()),
    )
    parts = fitted(table, room(whole))
    return tuple(
        evolve(
            whole,
            legend=legend(wording, (evolve(table, rows=part),), ()),
            name="-".join((whole.name, *((str(number),) if len(parts) > 1 else ()))),
            title=f"{title} {wording.page_of(number, len(parts))}" if len(parts) > 1 else title,
            nodes=(evolve(table, rows=part),),
        )
        for number, part in enumerate(parts, start=1)
    )
