"""The chain of a case's phases, on places that don't depend on the case, and the way that it has taken through them."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from flerpart_flow.diagrams.ids import phase_id
from flerpart_flow.diagrams.letters import LINE_HEIGHT
from flerpart_flow.diagrams.model import Edge, Frame, Kind, Line, Mark, Node, Tone, Way
from flerpart_flow.diagrams.render.dot import TITLE, title_lines
from flerpart_flow.diagrams.views.compared.scene import Scene
from flerpart_flow.diagrams.views.framed import rows_of
from flerpart_flow.diagrams.views.parts import frames, is_right, is_shared, kind_of
from flerpart_flow.diagrams.views.request import Request
from flerpart_flow.diagrams.views.sizes import LINE
from flerpart_flow.engine.definition.duties import DutyState
from flerpart_flow.engine.definition.moves import START
from flerpart_flow.engine.review.steps import all_steps, chain, links, slug

WIDE = 128.0
"""The width of a phase's box in points."""
LEAST = 50.0
"""The least height of one: all are as high as the highest, so that two moments can be compared."""
BELOW = 2
"""So many lines may stand below the title: the steps, and what is late."""
_AROUND = 4.0
"""What is left above and below the words of the highest, in points."""
FRAMED = 44.0
"""The height that a frame adds to the rows in it, in points."""


def chain_of(
    request: Request, scene: Scene
) -> tuple[tuple[Node, ...], tuple[Edge, ...], tuple[Frame, ...], tuple[tuple[str, ...], ...]]:
    """The boxes of the phases on their places, which don't depend on the case, and the arrows between them."""
    wording, routine = request.wording, request.routine
    phases = (START, *chain(routine))
    passed = {phase for before, _, after in scene.way for phase in (before, after)}
    pauses = [
        str(phase)
        for phase in routine.pauses
        if not scene.over(routine) or phase in passed or phase == scene.state.phase
    ]
    around = frames(wording, phases)
    size = WIDE, _height(request)
    boxes = tuple(_box(request, phase, scene, passed, size) for phase in (*phases, *pauses))
    taken = {(before, after): event for before, event, after in reversed(scene.way)}
    planned = links(routine)
    edges = [_ahead(request, *pair) for pair in planned if pair not in taken and not scene.over(routine)]
    edges += [_taken(request, *pair, event, aside=pair not in planned) for pair, event in taken.items()]
    if not scene.over(routine):
        edges += [edge for pause in pauses for frame in around for edge in _to_pause(request, frame, pause)]
    ids = [phase_id(phase) for phase in phases]
    before = next((phase_id(source) for source, target in links(routine) if target == phases[-1]), None)
    return boxes, tuple(edges), around, rows_of(ids, around, [phase_id(phase) for phase in pauses], before)


def _height(request: Request) -> float:
    """What the longest name of a phase takes with its sign, and the lines below it."""
    names = [request.wording.short(str(phase)) for phase in request.routine.phases]
    boxes = (Node(id="", kind=Kind.PHASE, title=name, size=(WIDE, LEAST), mark=Mark.PASSED) for name in names)
    return max(LEAST, max(len(title_lines(box)) for box in boxes) * TITLE * LINE_HEIGHT + BELOW * LINE + _AROUND)


def _box(request: Request, phase: str, scene: Scene, passed: set[str], size: tuple[float, float]) -> Node:
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
        size=size if phase != START else None,
        mark=mark,
        label=name if mark is None else f"{name}: {wording.word(f'nyckel.{mark.value}')}",
    )


def _mark(request: Request, phase: str, scene: Scene, passed: set[str]) -> Mark | None:
    """Where the case is and has been; what is to come, unless it is closed. A pause never is to come."""
    if phase == scene.state.phase:
        return Mark.HERE
    if not scene.whole:
        return None
    if phase in passed:
        return Mark.PASSED
    if scene.over(request.routine):
        return Mark.NEVER
    return None if phase in request.routine.pauses else Mark.AHEAD


def _ahead(request: Request, before: str, after: str) -> Edge:
    return _arrow(request, before, after, Way.AHEAD)


def _taken(request: Request, before: str, after: str, event: str, *, aside: bool) -> Edge:
    """A step that the case has taken, by the event that it first was taken by: from and to where it led, though the
    main path may not lead there.
    """
    routine = request.routine
    own = any(
        (step.source, step.event, step.target) == (before, event, after)
        and is_right(routine, step)
        and not is_shared(routine, step.move)
        for step in all_steps(routine)
    )
    way = Way.RIGHT if own else Way.MAIN
    return attrs.evolve(_arrow(request, before, after, way), mark=Mark.PASSED, aside=aside)


def _arrow(request: Request, before: str, after: str, way: Way) -> Edge:
    wording = request.wording
    return Edge(
        id=f"vag-{slug(before)}-{slug(after)}",
        source=phase_id(before),
        target=phase_id(after),
        way=way,
        label=wording.word("steg", fran=wording.phase(before), till=wording.phase(after)),
    )


def _to_pause(request: Request, frame: Frame, pause: str) -> tuple[Edge, Edge]:
    """The way from a frame to a pause and back, as it lies open."""
    name = request.wording.short(pause)
    out, back = (frame.id, phase_id(pause), frame.title, name), (phase_id(pause), frame.id, name, frame.title)
    first, second = (
        Edge(
            id=f"vag-{source}-{target}",
            source=source,
            target=target,
            way=way,
            label=request.wording.word("steg", fran=before, till=after),
        )
        for (source, target, before, after), way in ((out, Way.RIGHT), (back, Way.AHEAD))
    )
    return first, second


def height_of(boxes: Sequence[Node], ranks: Sequence[Sequence[str]], around: Sequence[Frame], between: float) -> float:
    """The height of the chain, with the room below it; so much is ``between`` its rows."""
    high = max(box.size[1] for box in boxes if box.size is not None)
    return len(ranks) * (high + between) + len(around) * FRAMED
