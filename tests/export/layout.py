"""What is wrong with where things stand in a BPMN diagram: something on something else, or outside its lane."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise

from tests.export.bpmn import NS, Element, Place, Read, kind, place

HAIR = 0.5
"""Pixels that don't count."""


def faults(document: Read) -> list[str]:
    """Every fault, in words."""
    of = {one.get("id", ""): one for one in document.root.iter() if one.get("id")}
    return [fault for plane in document.planes() for fault in _of_plane(plane, of)]


def _of_plane(plane: Element, of: dict[str, Element]) -> Iterator[str]:
    shapes, labels, lanes = {}, {}, {}
    for shape in plane.findall("d:BPMNShape", NS):
        name = shape.get("bpmnElement", "")
        box = place(shape.find("c:Bounds", NS))
        if kind(of[name]) == "lane":
            lanes[name] = box
        elif kind(of[name]) != "participant":
            shapes[name] = box
        label = shape.find("d:BPMNLabel/c:Bounds", NS)
        if label is not None:
            labels[f"words of {name}"] = place(label)
    lines = {}
    for edge in plane.findall("d:BPMNEdge", NS):
        name = edge.get("bpmnElement", "")
        lines[name] = [(float(one.get("x", "")), float(one.get("y", ""))) for one in edge.findall("i:waypoint", NS)]
        label = edge.find("d:BPMNLabel/c:Bounds", NS)
        if label is not None:
            labels[f"words of {name}"] = place(label)
    for (one, here), (other, there) in combinations({**shapes, **labels}.items(), 2):
        if _overlap(here, there) and not _on_its_border(of, one, other):
            yield f"{one} stands on {other}"
    for name, box in {**shapes, **labels}.items():
        if not any(_within(box, lane) for lane in lanes.values()):
            yield f"{name} is in no lane"
    for lane, box in lanes.items():
        for node in of[lane].findall("b:flowNodeRef", NS):
            if not _within(shapes[node.text or ""], box):
                yield f"{node.text} is outside {lane}"
    for name, line in lines.items():
        ends = {of[name].get("sourceRef"), of[name].get("targetRef")}
        for other, box in {**shapes, **labels}.items():
            host = of[other].get("attachedToRef") if other in of else None
            if other not in ends and host not in ends and any(_crosses(*piece, box) for piece in pairwise(line)):
                yield f"{name} goes through {other}"
        for end, point in (("sourceRef", line[0]), ("targetRef", line[-1])):
            joined = of[name].get(end, "")
            if not _touches(point, shapes[joined]):
                yield f"{name} doesn't reach {joined}"


def _overlap(one: Place, other: Place) -> bool:
    return (
        one[0] + HAIR < other[2] and other[0] + HAIR < one[2] and one[1] + HAIR < other[3] and other[1] + HAIR < one[3]
    )


def _within(box: Place, lane: Place) -> bool:
    return lane[0] <= box[0] and lane[1] <= box[1] and box[2] <= lane[2] and box[3] <= lane[3]


def _on_its_border(of: dict[str, Element], one: str, other: str) -> bool:
    return any(a in of and of[a].get("attachedToRef") == b for a, b in ((one, other), (other, one)))


def _crosses(start: tuple[float, float], end: tuple[float, float], box: Place) -> bool:
    """Whether a level or upright piece of a line goes through a box."""
    (ax, ay), (bx, by) = start, end
    assert ax == bx or ay == by, "a slanting line"
    return _overlap((min(ax, bx) - HAIR, min(ay, by) - HAIR, max(ax, bx) + HAIR, max(ay, by) + HAIR), box)


def _touches(point: tuple[float, float], box: Place) -> bool:
    return box[0] - 1 <= point[0] <= box[2] + 1 and box[1] - 1 <= point[1] <= box[3] + 1
