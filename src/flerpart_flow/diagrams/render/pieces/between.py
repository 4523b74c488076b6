"""Arrows and words between lanes: straight, each by itself, off the borders.

The engine's own lines run together where two lead to the same side of a box, and end in a hook where they come from
above; its words stand wherever there is room, on a border of a lane or a frame, too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flerpart_flow.diagrams.letters import points
from flerpart_flow.diagrams.model import Edge, Picture, Way
from flerpart_flow.diagrams.render.markup import SMALL, broken
from flerpart_flow.diagrams.render.pieces import lanes
from flerpart_flow.diagrams.render.pieces.areas import Area
from flerpart_flow.diagrams.render.pieces.around import led_around
from flerpart_flow.diagrams.render.pieces.arrows import CLEAR, height, within_row
from flerpart_flow.diagrams.render.pieces.beside import worded
from flerpart_flow.diagrams.render.pieces.places import Places

SIDES = 2.0
"""What a label has on each side besides its words and ``CLEAR``, in points."""


def led_in_lanes(
    picture: Picture, edges: Sequence[Edge], order: Mapping[str, tuple[int, int]], places: Places
) -> Places:
    """The places with each arrow between rows on a way of its own, the main path first, and the words of all beside."""
    areas = [lanes.lane_area(picture, places, number) for number in range(len(picture.lanes))]
    framed = [lanes.frame_area(picture, places, frame) for frame in picture.frames]
    walls = [side for area in (*areas, *framed) for side in area.sides]
    ends = {end(frame) for frame in picture.frames for end in (lanes.top, lanes.foot)}
    led = [edge for edge in edges if not within_row(edge, order) and not ends & {edge.source, edge.target}]
    led.sort(key=lambda edge: edge.way is not Way.MAIN)
    placed = led_around(led, order, places, walls=walls, blocks=lanes.headings(picture))
    sizes = {edge.id: (_width(edge), height(edge)) for edge in led if edge.lines}
    solid = [Area.of_box(name, placed) for name in (*order, *lanes.headings(picture)) if name in placed.nodes]
    page = Area(areas[0].left, areas[0].lower, areas[-1].right, areas[0].upper)
    return worded(sizes, placed, solid, walls, page)


def _width(edge: Edge) -> float:
    """The width of an arrow's words, in points."""
    longest = max(points(part, SMALL) for line in edge.lines for part in broken(line.text, edge.width))
    return longest + 2 * (CLEAR + SIDES)
