"""What is in a phase: the acts as tasks in the lane of who acts, and what each lane owes there."""

from __future__ import annotations

from typing import Final

from flerpart_flow.engine.review.steps import slug
from flerpart_flow.export.bpmn.shapes import Box, Kind, LaneBox, Node, Note, Plane, note_height, room_for
from flerpart_flow.export.scheme import Act, Scheme, Stage

ACROSS: Final = 6
"""Tasks beside each other."""
WIDE, HIGH, GAP, HEADING = 140.0, 80.0, 20.0, 30.0
NOTE: Final = 300.0


def inside(scheme: Scheme, stage: Stage) -> Plane:
    """The plane of a phase: a lane for those who act or owe something there, the tasks in rows."""
    codes = [code for code in scheme.lanes if _acts(stage, code) or code in stage.duties]
    owing = any(code in stage.duties for code in codes)
    left = HEADING + GAP + (NOTE + 2 * GAP if owing else 0)
    across = min(ACROSS, max((len(_acts(stage, code)) for code in codes), default=1) or 1)
    width = left + across * (WIDE + GAP)
    high = max([HIGH, *(note_height(act.title, WIDE) for act in stage.acts)])
    lanes: list[LaneBox] = []
    nodes: list[Node] = []
    notes: list[Note] = []
    top = 0.0
    for code in codes:
        acts = _acts(stage, code)
        tall = 2 * GAP + max(_rows(len(acts)) * (high + GAP) - GAP, 0.0)
        if code in stage.duties:
            text = stage.duties[code]
            box = Box(HEADING + GAP, top + GAP, NOTE, note_height(text, NOTE))
            notes.append(Note(f"plikter-{slug(stage.phase)}-{slug(code)}", text, box))
            tall = max(tall, box.height + 2 * GAP)
        tall = max(tall, room_for(scheme.lanes[code]))
        for at, act in enumerate(acts):
            x, y = left + at % ACROSS * (WIDE + GAP), top + GAP + at // ACROSS * (high + GAP)
            nodes.append(_task(act, Box(x, y, WIDE, high)))
        ident = f"bana-{slug(stage.phase)}-{slug(code)}"
        lanes.append(LaneBox(ident, code, scheme.lanes[code], Box(0, top, width, tall)))
        top += tall
    return Plane(lanes=tuple(lanes), nodes=tuple(nodes), notes=tuple(notes))


def _acts(stage: Stage, code: str) -> tuple[Act, ...]:
    """The acts of a lane, those that lead on first."""
    own = [act for act in stage.acts if act.lane == code]
    return tuple(sorted(own, key=lambda act: not act.leads))


def _rows(count: int) -> int:
    return -(-count // ACROSS)


def _task(act: Act, box: Box) -> Node:
    return Node(id=act.id, kind=Kind.TASK, name=act.title, box=box, lane=act.lane, documentation=act.documentation)
