"""Where a case stands: its way through the routine, what may happen next, what is missing, and who owes what.

Nothing in it points at a person: no reference, no unit, no day on which something happened. Who acts is told by role;
a day stands only where something is due.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise

import attrs

from flerpart_flow.diagrams.errors import DiagramError
from flerpart_flow.diagrams.model import Edge, Kind, Layout, Line, Mark, Node, Picture, Row, Tone, Way
from flerpart_flow.diagrams.steps import chain, phase_id, slug
from flerpart_flow.diagrams.views.parts import kind_of, legend, snake, two_columns
from flerpart_flow.diagrams.views.request import Request
from flerpart_flow.diagrams.wording import capital
from flerpart_flow.engine.definition.duties import Duty, DutyState
from flerpart_flow.engine.definition.moves import START
from flerpart_flow.engine.judging.case import Case
from flerpart_flow.engine.judging.decision import State
from flerpart_flow.engine.judging.queries import Answer, Possible, duties, permitted
from flerpart_flow.engine.rules.findings import Finding
from flerpart_flow.seen import seen_by

NAME = "case"
ROW = 5
WIDTHS = (48, 104)
"""Characters in the columns of the tables. Together the width of an A4 page."""
_STANDING = (DutyState.LATE, DutyState.OPEN, DutyState.WAITING, DutyState.SUSPENDED)


def build(request: Request) -> tuple[Picture, ...]:
    """The picture of the case as it stood at ``at``."""
    wording, routine, case, at = request.wording, request.routine, request.case, request.at
    if case is None or at is None:  # the caller has checked: a view that needs a case gets one, and a moment
        raise TypeError("the way of a case needs a case and a moment")
    scene = _scene(request, case, at)
    state, way = scene.state, scene.way
    phases = (START, *chain(routine), *routine.pauses)
    passed = {phase for before, _, after in way for phase in (before, after)}
    boxes = [_box(request, phase, state, passed, scene.whole) for phase in phases]
    tables = [
        *([two_columns(request, NAME, "vag", _taken(request, way), WIDTHS)] if scene.whole else []),
        two_columns(request, NAME, "plikter", _owed(request, scene.duties), WIDTHS),
        two_columns(request, NAME, "far_inte", _barred(request, scene.possible), WIDTHS),
        two_columns(request, NAME, "far", _allowed(request, scene.possible), WIDTHS),
    ]
    ranks = snake([node.id for node in boxes], ROW)
    picture = Picture(
        view=NAME,
        name=f"{routine.name}-{NAME}",
        lang=request.lang,
        title=wording.word("case.titel", rutin=wording.routine_name(), fas=wording.short(state.phase)),
        subtitle=wording.source_line(),
        description=wording.word(
            "case.beskrivning" if scene.whole else "case.beskrivning_en", fas=wording.phase(state.phase), antal=len(way)
        ),
        layout=Layout.GRID,
        nodes=(*boxes, *tables),
        edges=(*_arrows(request, way), *_ahead(request, way)),
        ranks=(*ranks, *((node.id,) for node in tables)),
        legend=legend(
            wording, *((Mark.HERE, Mark.PASSED, Mark.AHEAD) if scene.whole else (Mark.HERE,)), Way.AHEAD, Kind.END
        ),
    )
    return (picture,)


@attrs.frozen
class _Scene:
    """What is drawn: the state, the way taken, who owes what, what may be done; ``whole``, or what a party sees."""

    state: State
    way: tuple[tuple[str, str, str], ...]
    duties: Sequence[Duty]
    possible: Sequence[Possible]
    whole: bool = True


def _scene(request: Request, case: Case, at: datetime) -> _Scene:
    routine, rules = request.routine, request.rules
    if request.by is None:
        state = case.state_at(at)
        owed, possible = duties(routine, rules, state, at), permitted(routine, rules, state, at)
        return _Scene(state, _way(case, at), owed, possible)
    seen = seen_by(case, request.by, at)
    if seen.state is None:
        raise DiagramError("bild.inget_att_se")
    return _Scene(seen.state, _way(case, at) if seen.whole else (), seen.duties, seen.possible, seen.whole)


def _way(case: Case, at: datetime) -> tuple[tuple[str, str, str], ...]:
    """The steps from phase to phase that the case has taken, in the order in which they happened."""
    found = []
    for placed in case.replayed():
        before, after = str(placed.before.phase), str(placed.after.phase)
        if placed.line.occurred_at <= at and before != after:
            found.append((before, placed.line.name, after))
    return tuple(found)


def _box(request: Request, phase: str, state: State, passed: set[str], whole: bool) -> Node:
    """A phase. To one who doesn't see the whole it isn't told where the case has been."""
    wording = request.wording
    elsewhere = (Mark.PASSED if phase in passed else Mark.AHEAD) if whole else None
    mark = Mark.HERE if phase == state.phase else elsewhere
    name = wording.word("start") if phase == START else wording.short(phase)
    return Node(
        id=phase_id(phase),
        kind=kind_of(request.routine, phase),
        title=name,
        mark=mark,
        label=name if mark is None else f"{name}: {wording.word(f'nyckel.{mark.value}')}",
    )


def _arrows(request: Request, way: Sequence[tuple[str, str, str]]) -> tuple[Edge, ...]:
    """The way taken: an arrow for each pair of phases, with the places in the order."""
    wording = request.wording
    pairs: dict[tuple[str, str], list[int]] = {}
    for number, (before, _, after) in enumerate(way, start=1):
        pairs.setdefault((before, after), []).append(number)
    return tuple(
        Edge(
            id=f"vag-{slug(before)}-{slug(after)}",
            source=phase_id(before),
            target=phase_id(after),
            way=Way.OTHER,
            mark=Mark.PASSED,
            lines=(Line(", ".join(map(str, numbers)), Tone.STRONG),),
            label=wording.word(
                "case.gick",
                nummer=", ".join(map(str, numbers)),
                fran=wording.phase(before),
                till=wording.phase(after),
            ),
        )
        for (before, after), numbers in pairs.items()
    )


def _ahead(request: Request, way: Sequence[tuple[str, str, str]]) -> tuple[Edge, ...]:
    """The rest of the main path, which tells in what order the boxes are to be read."""
    wording = request.wording
    taken = {(before, after) for before, _, after in way}
    return tuple(
        Edge(
            id=f"vag-{slug(before)}-{slug(after)}",
            source=phase_id(before),
            target=phase_id(after),
            way=Way.AHEAD,
            label=wording.word("steg", fran=wording.phase(before), till=wording.phase(after)),
        )
        for before, after in pairwise((START, *chain(request.routine)))
        if (before, after) not in taken
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


def _barred(request: Request, possible: Sequence[Possible]) -> tuple[Row, ...]:
    """What may not be done, and what is missing."""
    wording = request.wording
    return tuple(
        Row(
            (
                (Line(capital(wording.act(one.event)), Tone.STRONG),),
                tuple(_lacking(request, one, found) for found in one.findings if found.blocks),
            )
        )
        for one in possible
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


def _owed(request: Request, owed: Sequence[Duty]) -> tuple[Row, ...]:
    """The standing duties, the late ones first, by role."""
    wording = request.wording
    specs = {spec.name: spec for spec in request.routine.duties}
    standing = sorted((one for one in owed if one.state in _STANDING), key=lambda one: _STANDING.index(one.state))
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
        rows[Row((first, (Line(", ".join(parts[:-1]) + f" {parts[-1]}"),)))] = None
    return tuple(rows)
