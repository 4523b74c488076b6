"""Where a case stands: its way through the routine, what may happen next, what is missing, and who owes what.

Nothing in it points at a person: no reference, no unit, no day on which something happened. Who acts is told by role;
a day stands only where something is due.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import attrs

from flerpart_flow.diagrams.errors import DiagramError
from flerpart_flow.diagrams.model import Edge, Frame, Layout, Line, Mark, Node, Picture, Row, Tone, Way
from flerpart_flow.diagrams.steps import chain, links, phase_id, slug
from flerpart_flow.diagrams.views.compared.next_steps import STANDING, Next, done_in, next_steps
from flerpart_flow.diagrams.views.framed import rows_of
from flerpart_flow.diagrams.views.parts import frames, kind_of, legend
from flerpart_flow.diagrams.views.request import Request
from flerpart_flow.diagrams.views.tables import paged, two_columns
from flerpart_flow.diagrams.wording import capital
from flerpart_flow.engine.definition.duties import Duty, DutyState
from flerpart_flow.engine.definition.moves import START
from flerpart_flow.engine.definition.routine import Proposal
from flerpart_flow.engine.judging.case import Case
from flerpart_flow.engine.judging.decision import State
from flerpart_flow.engine.judging.queries import Answer, Possible, deviations, duties, permitted
from flerpart_flow.engine.rules.findings import Finding
from flerpart_flow.seen import seen_by

NAME = "case"
WIDTHS = (38, 70)
"""Characters in the columns of the tables. Together the width of an A4 page."""
BOX = (128.0, 50.0)
"""The width and height of a phase's box in points: always the same, so that two moments can be compared."""
CHAIN = 29
"""The lines that the chain of boxes takes of the first page."""


def build(request: Request) -> tuple[Picture, ...]:
    """The pages of the case as it stood at ``at``: the chain with what comes next on the first."""
    wording, routine, case, at = request.wording, request.routine, request.case, request.at
    if case is None or at is None:  # the caller has checked: a view that needs a case gets one, and a moment
        raise TypeError("the way of a case needs a case and a moment")
    scene = _scene(request, case, at)
    state = scene.state
    steps = _steps(request, case, at, scene)
    boxes, edges, around, ranks = _chain(request, scene)
    tables = [
        *([two_columns(request, NAME, "nasta", _next(request, scene, steps), WIDTHS)] if scene.whole else []),
        *(
            [two_columns(request, NAME, "sena", late, WIDTHS)]
            if (late := _owed(request, scene.duties, STANDING[:1]))
            else []
        ),
        two_columns(request, NAME, "plikter", _owed(request, scene.duties, STANDING[1:]), WIDTHS),
        *([two_columns(request, NAME, "avvikelser", found, WIDTHS)] if (found := _proposed(request, scene)) else []),
        *([] if _over(request, scene) else [two_columns(request, NAME, "far_inte", _barred(request, scene), WIDTHS)]),
        two_columns(request, NAME, "far", _allowed(request, scene.possible), WIDTHS),
        *([two_columns(request, NAME, "vag", _taken(request, scene.way), WIDTHS)] if scene.whole else []),
    ]
    parts = paged(tables, WIDTHS, taken=CHAIN)
    pages = []
    for number, part in enumerate(parts, start=1):
        first = number == 1
        nodes = (*boxes, *part) if first else tuple(part)
        title = wording.word("case.titel", rutin=wording.routine_name(), fas=wording.short(state.phase))
        pages.append(
            Picture(
                view=NAME,
                name="-".join((routine.name, NAME, *((str(number),) if len(parts) > 1 else ()))),
                lang=request.lang,
                title=f"{title} {wording.page_of(number, len(parts))}" if len(parts) > 1 else title,
                subtitle=wording.source_line(),
                digest=wording.digest_line(),
                notes=_headline(request, steps) if first else (),
                description=wording.word(
                    "case.beskrivning" if scene.whole else "case.beskrivning_en",
                    fas=wording.phase(state.phase),
                    antal=len(scene.way),
                ),
                layout=Layout.GRID if first else Layout.DOWN,
                nodes=nodes,
                edges=edges if first else (),
                ranks=(*(ranks if first else ()), *((node.id,) for node in part)),
                frames=around if first else (),
                legend=legend(wording, boxes, edges) if first else (),
            )
        )
    return tuple(pages)


@attrs.frozen
class _Scene:
    """What is drawn: the state, the way taken, who owes what, what may be done; ``whole``, or what a party sees."""

    state: State
    way: tuple[tuple[str, str, str], ...]
    duties: Sequence[Duty]
    possible: Sequence[Possible]
    proposals: Sequence[Proposal]
    whole: bool = True


def _scene(request: Request, case: Case, at: datetime) -> _Scene:
    routine, rules = request.routine, request.rules
    if request.by is None:
        state = case.state_at(at)
        owed, possible = duties(routine, rules, state, at), permitted(routine, rules, state, at)
        proposed = deviations(routine, rules, state, at)
        return _Scene(state, _way(case, at), owed, possible, proposed)
    seen = seen_by(case, request.by, at)
    if seen.state is None:
        raise DiagramError("bild.inget_att_se")
    way = _way(case, at) if seen.whole else ()
    return _Scene(seen.state, way, seen.duties, seen.possible, seen.proposals, seen.whole)


def _way(case: Case, at: datetime) -> tuple[tuple[str, str, str], ...]:
    """The steps from phase to phase that the case has taken, in the order in which they happened."""
    found = []
    for placed in case.replayed():
        before, after = str(placed.before.phase), str(placed.after.phase)
        if placed.line.occurred_at <= at and before != after:
            found.append((before, placed.line.name, after))
    return tuple(found)


def _over(request: Request, scene: _Scene) -> bool:
    return scene.state.phase in request.routine.ends


def _chain(
    request: Request, scene: _Scene
) -> tuple[tuple[Node, ...], tuple[Edge, ...], tuple[Frame, ...], tuple[tuple[str, ...], ...]]:
    """The boxes of the phases on their places, which don't depend on the case, and the arrows between them."""
    wording, routine = request.wording, request.routine
    phases = (START, *chain(routine))
    passed = {phase for before, _, after in scene.way for phase in (before, after)}
    pauses = [
        str(phase)
        for phase in routine.pauses
        if not _over(request, scene) or phase in passed or phase == scene.state.phase
    ]
    around = frames(wording, phases)
    boxes = tuple(_box(request, phase, scene, passed) for phase in (*phases, *pauses))
    taken = {(before, after) for before, _, after in scene.way}
    pairs = [pair for pair in links(routine) if not _over(request, scene) or pair in taken]
    edges = [_arrow(request, before, after, passed=(before, after) in taken) for before, after in pairs]
    edges += [edge for pause in pauses for frame in around for edge in _to_pause(request, frame, pause, scene)]
    ids = [phase_id(phase) for phase in phases]
    before = next((phase_id(source) for source, target in links(routine) if target == phases[-1]), None)
    return boxes, tuple(edges), around, rows_of(ids, around, [phase_id(phase) for phase in pauses], before)


def _box(request: Request, phase: str, scene: _Scene, passed: set[str]) -> Node:
    """A phase: what has been done with it, and what is late in it. To one who doesn't see the whole it isn't told where
    the case has been.
    """
    wording, routine = request.wording, request.routine
    mark = _mark(request, phase, scene, passed)
    name = wording.word("start") if phase == START else wording.short(phase)
    lines = []
    numbers = [str(number) for number, (_, _, after) in enumerate(scene.way, start=1) if after == phase]
    if numbers:
        lines.append(Line(wording.word("case.steg", nummer=", ".join(numbers)), Tone.MUTED))
    specs = {spec.name: spec for spec in routine.duties}
    late = sum(one.state is DutyState.LATE and specs[one.name].phase == phase for one in scene.duties)
    if late:
        lines.append(Line(wording.word("case.forsenat", antal=late), Tone.ALERT))
    return Node(
        id=phase_id(phase),
        kind=kind_of(routine, phase),
        title=name,
        lines=tuple(lines),
        size=BOX if phase != START else None,
        mark=mark,
        label=name if mark is None else f"{name}: {wording.word(f'nyckel.{mark.value}')}",
    )


def _mark(request: Request, phase: str, scene: _Scene, passed: set[str]) -> Mark | None:
    """Where the case is and has been; what is to come, unless it is closed. A pause never is to come."""
    if phase == scene.state.phase:
        return Mark.HERE
    if not scene.whole:
        return None
    if phase in passed:
        return Mark.PASSED
    if _over(request, scene):
        return Mark.NEVER
    return None if phase in request.routine.pauses else Mark.AHEAD


def _arrow(request: Request, before: str, after: str, *, passed: bool) -> Edge:
    wording = request.wording
    return Edge(
        id=f"vag-{slug(before)}-{slug(after)}",
        source=phase_id(before),
        target=phase_id(after),
        way=Way.MAIN if passed else Way.AHEAD,
        mark=Mark.PASSED if passed else None,
        label=wording.word("steg", fran=wording.phase(before), till=wording.phase(after)),
    )


def _to_pause(request: Request, frame: Frame, pause: str, scene: _Scene) -> tuple[Edge, ...]:
    """The way from a frame to a pause and back; in a closed case only as far as it has been taken."""
    held = {phase for phase in request.routine.phases if phase_id(phase) in frame.nodes}
    out = any(before in held and after == pause for before, _, after in scene.way)
    back = any(before == pause and after in held for before, _, after in scene.way)
    name = request.wording.short(pause)
    found = []
    for source, target, taken, way in (
        (frame.id, phase_id(pause), out, Way.RIGHT),
        (phase_id(pause), frame.id, back, Way.AHEAD),
    ):
        if taken or not _over(request, scene):
            found.append(
                Edge(
                    id=f"vag-{source}-{target}",
                    source=source,
                    target=target,
                    way=way,
                    mark=Mark.PASSED if taken else None,
                    label=request.wording.word("steg", fran=frame.title, till=name)
                    if source == frame.id
                    else request.wording.word("steg", fran=name, till=frame.title),
                )
            )
    return tuple(found)


def _steps(request: Request, case: Case, at: datetime, scene: _Scene) -> tuple[Next, ...]:
    """What comes next; nothing to one who doesn't see the case as a whole."""
    if not scene.whole:
        return ()
    phase, done = str(scene.state.phase), done_in(case, str(scene.state.phase), at)
    return next_steps(request.routine, request.rules, phase, scene.possible, scene.duties, done)


def _headline(request: Request, steps: Sequence[Next]) -> tuple[Line, ...]:
    """The next step in a line above the picture."""
    wording = request.wording
    return tuple(
        Line(
            wording.word("case.rubrik", vad=wording.act(one.event), vem=capital(", ".join(_who(request, one)))),
            Tone.ALERT if one.late else Tone.STRONG,
        )
        for one in steps[:1]
    )


def _who(request: Request, one: Next) -> list[str]:
    """Who takes a step, by when, and that it is late."""
    wording = request.wording
    parts = [wording.role(one.role)]
    if one.due is not None:
        parts.append(wording.word("case.senast", dag=one.due.isoformat()))
    if one.late:
        parts.append(wording.word("case.plikt_late"))
    return parts


def _next(request: Request, scene: _Scene, steps: Sequence[Next]) -> tuple[Row, ...]:
    """What comes next, by whom and by when."""
    wording, phase = request.wording, str(scene.state.phase)
    if _over(request, scene) or phase in request.routine.pauses:
        key = "case.nasta_slut" if _over(request, scene) else "case.nasta_vilar"
        return (Row(((Line("–"),), (Line(wording.word(key)),))),)
    rows = []
    for number, one in enumerate(steps, start=1):
        sign = "! " if one.late else ""
        told = [Line(", ".join(_who(request, one)), Tone.ALERT if one.late else Tone.PLAIN)]
        if one.states:
            stated = wording.said.join([wording.said.label("falt", name) for name in one.states])
            told.append(Line(wording.word("case.anger", falt=stated), Tone.MUTED))
        if one.onward and len(steps) > 1:
            told.append(Line(wording.word("case.sedan"), Tone.MUTED))
        first = Line(f"{sign}{number}. {capital(wording.act(one.event))}", Tone.ALERT if one.late else Tone.STRONG)
        rows.append(Row(((first,), tuple(told)), None, "", Tone.ALERT if one.late else Tone.PLAIN))
    return tuple(rows)


def _proposed(request: Request, scene: _Scene) -> tuple[Row, ...]:
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


def _taken(request: Request, way: Sequence[tuple[str, str, str]]) -> tuple[Row, ...]:
    wording = request.wording
    return tuple(
        Row(((Line(f"{number}. {wording.short(after)}", Tone.STRONG),), (Line(capital(wording.act(event))),)))
        for number, (_, event, after) in enumerate(way, start=1)
    )


def _allowed(request: Request, possible: Sequence[Possible]) -> tuple[Row, ...]:
    """What each role may do, and what it then has to state."""
    wording = request.wording
    roles: dict[str, list[str]] = {}
    for one in possible:
        if one.answer is not Answer.NO:
            stated = wording.said.join([wording.said.label("falt", name) for name in one.states])
            act = wording.act(one.event)
            told = f"{act} ({wording.word('case.anger', falt=stated)})" if stated else act
            roles.setdefault(one.role, []).append(told)
    return tuple(
        Row(((Line(capital(wording.role(role)), Tone.STRONG),), (Line(capital("; ".join(acts))),)))
        for role, acts in roles.items()
    )


def _barred(request: Request, scene: _Scene) -> tuple[Row, ...]:
    """What may not be done, and what is missing."""
    wording = request.wording
    return tuple(
        Row(
            (
                (Line(capital(wording.act(one.event)), Tone.STRONG),),
                tuple(_lacking(request, one, found) for found in one.findings if found.blocks),
            )
        )
        for one in scene.possible
        if one.answer is Answer.NO
    )


def _lacking(request: Request, one: Possible, found: Finding) -> Line:
    """A finding by its norm and the condition behind it, without the units that its own words may name."""
    wording = request.wording
    moves = [move for move in request.routine.moves if move.event.name == one.event]
    guards = [guard for move in moves for guard in move.guards if found.norm in guard.norms and guard.reads is None]
    text = wording.guard(guards[0]) if guards else wording.word("case.roll", vem=wording.role(one.role))
    key = "case.okant" if found.unknown else "case.saknas"
    return Line(f"{wording.word(key, villkor=text)} ({found.norm})")


def _owed(request: Request, owed: Sequence[Duty], states: Sequence[DutyState]) -> tuple[Row, ...]:
    """The duties in some states, by role."""
    wording = request.wording
    specs = {spec.name: spec for spec in request.routine.duties}
    standing = sorted((one for one in owed if one.state in states), key=lambda one: states.index(one.state))
    rows: dict[Row, None] = {}
    for one in standing:
        late = one.state is DutyState.LATE
        name = capital(wording.said.label("plikter", one.name))
        bearer = specs[one.name].bearer
        parts = [wording.word(f"case.plikt_{one.state.value}")]
        if one.due is not None:
            parts.append(wording.word("case.senast", dag=one.due.isoformat()))
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
