"""Where a case stands: its way through the routine, what may happen next, what is missing, and who owes what.

Nothing in it points at a person: no reference, no unit, no day on which something happened. Who acts is told by role;
a day stands only where something is due, and where it was asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from attrs import evolve

from flerpart_flow.diagrams.model import Layout, Line, Picture, Row, Tone
from flerpart_flow.diagrams.views.compared.chain import chain_of, height_of
from flerpart_flow.diagrams.views.compared.lacking import barred
from flerpart_flow.diagrams.views.compared.refused import row_of, warnings
from flerpart_flow.diagrams.views.compared.scene import Scene, scene_of
from flerpart_flow.diagrams.views.flow import gap, room
from flerpart_flow.diagrams.views.legends import legend
from flerpart_flow.diagrams.views.request import Request
from flerpart_flow.diagrams.views.tables import paged, sharing, two_columns
from flerpart_flow.diagrams.wording import capital
from flerpart_flow.engine.definition.duties import Duty, DutyState
from flerpart_flow.engine.judging.case import Case
from flerpart_flow.engine.judging.queries import Answer, Possible
from flerpart_flow.engine.review.next_steps import STANDING, NextStep, next_steps
from flerpart_flow.engine.values.clock import local_date
from flerpart_flow.words.next_steps import at_rest, days_of_step
from flerpart_flow.words.sentences import by_when, individual_decides
from flerpart_flow.words.sentences import owed as told_owed
from flerpart_flow.words.shared_acts import limit

NAME = "case"
WIDTHS = sharing(38)


def build(request: Request) -> tuple[Picture, ...]:
    """The pages of the case as it stood at ``at``: the chain with what comes next on the first."""
    wording, routine, case, at = request.wording, request.routine, request.case, request.at
    if case is None or at is None:  # the caller has checked: a view that needs a case gets one, and a moment
        raise TypeError("the way of a case needs a case and a moment")
    scene = scene_of(request, case, at)
    state = scene.state
    steps = _steps(request, case, at, scene)
    boxes, edges, around, ranks = chain_of(request, scene)
    tables = [
        *([two_columns(request, NAME, "nasta", _next(request, scene, steps), WIDTHS)] if scene.whole else []),
        *(
            [two_columns(request, NAME, "sena", late, WIDTHS)]
            if (late := _owed(request, scene.duties, STANDING[:1]))
            else []
        ),
        two_columns(request, NAME, "plikter", _owed(request, scene.duties, STANDING[1:]), WIDTHS),
        *([two_columns(request, NAME, "avvikelser", found, WIDTHS)] if (found := _proposed(request, scene)) else []),
        *(
            []
            if scene.over(request.routine)
            else [two_columns(request, NAME, "far_inte", barred(request, scene), WIDTHS)]
        ),
        two_columns(request, NAME, "far", _allowed(request, scene.possible), WIDTHS),
        *([two_columns(request, NAME, "vag", _taken(request, scene), WIDTHS)] if scene.whole else []),
    ]
    title = wording.word("case.titel", rutin=wording.routine_name(), fas=wording.short(state.phase))
    later = Picture(
        view=NAME,
        name=f"{routine.name}-{NAME}",
        lang=request.lang,
        title=f"{title} {wording.page_of(1, 1)}",
        subtitle=f"{wording.source_line()} · {_moment(request, at)}",
        digest=wording.digest_line(),
        description=wording.word(
            "case.beskrivning" if scene.whole else "case.beskrivning_en",
            fas=wording.phase(state.phase),
            antal=len(scene.way),
        ),
        layout=Layout.DOWN,
        nodes=(),
    )
    first = evolve(
        later,
        layout=Layout.GRID,
        notes=(*warnings(request, scene.refused), *_headline(request, scene, steps)),
        edges=edges,
        frames=around,
        legend=legend(wording, boxes, edges),
    )
    most, between = room(later), gap(later)
    parts = paged(
        tables,
        most,
        between,
        taken=most
        - room(evolve(later, notes=first.notes, legend=first.legend))
        + height_of(boxes, ranks, around, between),
        even=False,
    )
    pages = []
    for number, part in enumerate(parts, start=1):
        nodes, rows = ((*boxes, *part), ranks) if number == 1 else (tuple(part), ())
        pages.append(
            evolve(
                first if number == 1 else later,
                name="-".join((later.name, *((str(number),) if len(parts) > 1 else ()))),
                title=f"{title} {wording.page_of(number, len(parts))}" if len(parts) > 1 else title,
                nodes=nodes,
                ranks=(*rows, *((node.id,) for node in part)),
            )
        )
    return tuple(pages)


def _moment(request: Request, at: datetime) -> str:
    """Which moment is shown: the day that was asked for, or that it is the last line's, whose day isn't told."""
    if request.latest:
        return request.wording.word("case.laget_sist")
    return request.wording.word("case.laget", dag=local_date(at).isoformat())


def _steps(request: Request, case: Case, at: datetime, scene: Scene) -> tuple[NextStep, ...]:
    """What comes next; nothing to one who doesn't see the case as a whole."""
    if not scene.whole:
        return ()
    return next_steps(case, scene.state, scene.possible, scene.duties, at)


def _headline(request: Request, scene: Scene, steps: Sequence[NextStep]) -> tuple[Line, ...]:
    """The next step in a line above the picture, or that none is left just now."""
    wording = request.wording
    if scene.whole and not steps and not at_rest(request.routine, str(scene.state.phase), wording.said):
        return (Line(wording.word(_left(scene)), Tone.STRONG),)
    return tuple(
        Line(
            wording.word("case.rubrik", vad=wording.limited(one.event), vem=", ".join(_who(request, scene, one))),
            Tone.ALERT if one.late else Tone.STRONG,
        )
        for one in steps[:1]
    )


def _left(scene: Scene) -> str:
    """What is told where no step comes next: what is owed all the same, or that nothing is left."""
    owed = any(one.state in (DutyState.LATE, DutyState.OPEN) for one in scene.duties)
    return "case.nasta_plikter" if owed else "case.nasta_inget"


def _who(request: Request, scene: Scene, one: NextStep) -> list[str]:
    """Who takes a step, by when or on which day, and that it is late or the day has passed."""
    wording = request.wording
    parts = [wording.role(one.asked.role)]
    if request.at is not None:
        dates = tuple(request.routine.outline.showing.dates(scene.state.facts, request.rules))
        parts += days_of_step(one, request.rules, wording.said, local_date(request.at), dates, named=False)
    return parts


def _next(request: Request, scene: Scene, steps: Sequence[NextStep]) -> tuple[Row, ...]:
    """What comes next, by whom and by when."""
    wording = request.wording
    rows = [_row(request, scene, number, one) for number, one in enumerate(steps, start=1)]
    left = at_rest(request.routine, str(scene.state.phase), wording.said) or (
        "" if rows else wording.word(_left(scene))
    )
    return (*rows, *([Row(((Line("–"),), (Line(left),)))] if left else []))


def _row(request: Request, scene: Scene, number: int, one: NextStep) -> Row:
    """A step: who takes it and when, and below it whose choice it is, what it states, and what would do instead."""
    wording, tone = request.wording, Tone.ALERT if one.late else Tone.PLAIN
    below = []
    if not (one.duties or one.waits) and individual_decides(request.routine, one.event):
        below.append(wording.said.raw("ord.nasta.individen"))
    if (only := limit(one.event, wording.said)) is not None:
        below.append(capital(only))
    below += [wording.said.say("ord.nasta.eller", handelse=wording.act(each.event)) for each in one.instead]
    if one.waits:
        below.append(wording.word("case.sedan"))
    told = (Line(", ".join(_who(request, scene, one)), tone), *(Line(text, Tone.MUTED) for text in below))
    what = f"{'! ' if one.late else ''}{number}. {capital(wording.act(one.event))}"
    return Row(((Line(what, Tone.ALERT if one.late else Tone.STRONG),), told), None, "", tone)


def _proposed(request: Request, scene: Scene) -> tuple[Row, ...]:
    """The deviations that the library proposes, each kind once, without who."""
    wording = request.wording
    kinds = {one.kind: one.norm for one in scene.proposals}
    report = wording.word("case.rapportera")
    return tuple(
        Row(
            ((Line(f"! {capital(wording.deviation(kind))}", Tone.ALERT),), (Line(f"{report} ({norm})"),)),
            tone=Tone.ALERT,
        )
        for kind, norm in kinds.items()
    )


def _taken(request: Request, scene: Scene) -> tuple[Row, ...]:
    """The way taken, with the rows that are refused where they would stand on it."""
    wording = request.wording
    steps = [
        Row(((Line(f"{number}. {wording.short(after)}", Tone.STRONG),), (Line(capital(wording.act(event))),)))
        for number, (_, event, after) in enumerate(scene.way, start=1)
    ]
    refused = [
        [row_of(request, one) for one in scene.refused if one.steps == number] for number in range(len(steps) + 1)
    ]
    return (*refused[0], *(row for step, those in zip(steps, refused[1:], strict=True) for row in (step, *those)))


def _allowed(request: Request, possible: Sequence[Possible]) -> tuple[Row, ...]:
    """What each role may do, and what it then has to state."""
    wording = request.wording
    roles: dict[str, list[str]] = {}
    for one in possible:
        if one.answer is not Answer.NO:
            stated = wording.said.join([wording.said.label("falt", name) for name in one.states])
            more = (wording.word("case.anger", falt=stated),) if stated else ()
            told = wording.limited(one.event, *more)
            roles.setdefault(one.role, []).append(told)
    return tuple(
        Row(((Line(capital(wording.role(role)), Tone.STRONG),), (Line(capital("; ".join(acts))),)))
        for role, acts in roles.items()
    )


def _owed(request: Request, owed: Sequence[Duty], states: Sequence[DutyState]) -> tuple[Row, ...]:
    """The duties in some states, by role."""
    wording = request.wording
    specs = {spec.name: spec for spec in request.routine.duties}
    standing = sorted((one for one in owed if one.state in states), key=lambda one: states.index(one.state))
    rows: dict[Row, None] = {}
    for one in standing:
        late = one.state is DutyState.LATE
        name = capital(told_owed(one.name, None, one.about, wording.said))
        bearer = specs[one.name].bearer
        parts = [wording.word(f"case.plikt_{one.state.value}")]
        if one.due is not None:
            parts.append(by_when(one.name, one.due, wording.said))
        if bearer is not None:
            parts.append(wording.role(bearer))
        parts.append(f"({', '.join(one.norms)})")
        first = (Line(f"! {name}" if late else name, Tone.ALERT if late else Tone.STRONG),)
        where = specs[one.name].phase
        told = [Line(", ".join(parts[:-1]) + f" {parts[-1]}")]
        if late and where is not None:
            told.append(Line(wording.word("case.i_fas", fas=wording.short(where)), Tone.MUTED))
        rows[Row((first, tuple(told)), None, "", Tone.ALERT if late else Tone.PLAIN)] = None
    return tuple(rows)
