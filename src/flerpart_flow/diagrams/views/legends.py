"""What the legend of a picture explains: what the picture shows, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable

from flerpart_flow.diagrams.model import Edge, Frame, Key, Kind, Mark, Node, Row, Way
from flerpart_flow.diagrams.views.parts import LOOKS, TASK
from flerpart_flow.diagrams.wording import Wording


def legend(
    wording: Wording, nodes: Iterable[Node], edges: Iterable[Edge], around: Iterable[Frame] = ()
) -> tuple[Key, ...]:
    """The legend's entries for what a picture shows, and for nothing else: of a way that only rows and the titles of
    frames ``around`` tell of, the sign without an arrow.
    """
    boxes, arrows = list(nodes), list(edges)
    drawn = {edge.way for edge in arrows}
    tones = {row.tone for node in boxes for row in node.rows}
    titles = "".join(frame.title for frame in around)
    ways = drawn | {way for way, (sign, tone) in LOOKS.items() if tone in tones or sign in titles}
    kinds = {node.kind for node in boxes if node.mark in {None, Mark.AHEAD}}  # else the mark decides how it looks
    if any(_is_task(row) for node in boxes for row in node.rows):
        kinds.add(Kind.TASKS)
    marks = {node.mark for node in boxes}
    shown: list[Kind | Way | Mark] = [way for way in Way if way in ways]
    shown += [kind for kind in (Kind.TASKS, Kind.PAUSE, Kind.END) if kind in kinds]
    shown += [mark for mark in Mark if mark in marks]
    taken = all(edge.mark is Mark.PASSED for edge in arrows if edge.way is Way.MAIN)
    texts: dict[Kind | Way | Mark, str] = {Way.MAIN: wording.word("nyckel.vagen_hit")} if taken else {}
    return tuple(
        Key(texts.get(one, wording.word(f"nyckel.{one.value}")), one, not isinstance(one, Way) or one in drawn)
        for one in shown
    )


def _is_task(row: Row) -> bool:
    return any(line.text.startswith(TASK) for cell in row.cells for line in cell)
