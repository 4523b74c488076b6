"""What the legend of a picture explains: what the picture shows, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from flerpart_flow.diagrams.model import Edge, Frame, Key, Kind, Mark, Node, Row, Sign, Way
from flerpart_flow.diagrams.wording import Wording

TOLD: Final = {Sign.DUTY: "plikt", Sign.OWN: "eget_tillagg", Sign.NEEDED: "kravs"}
"""The signs that only rows have, by the names of their texts."""


def legend(
    wording: Wording, nodes: Iterable[Node], edges: Iterable[Edge], around: Iterable[Frame] = ()
) -> tuple[Key, ...]:
    """The legend's entries for what a picture shows, and for nothing else: of a way that only rows and the titles of
    frames ``around`` tell of, the sign without an arrow.
    """
    boxes, arrows = list(nodes), list(edges)
    drawn = {edge.way for edge in arrows}
    rows = [row for node in boxes for row in node.rows]
    titles = "".join(frame.title for frame in around)
    signs: dict[Way, Sign] = {Way.RIGHT: Sign.RIGHT, Way.DEVIATION: Sign.ASTRAY}
    ways = drawn | {way for way, sign in signs.items() if sign in titles or any(_begins(row, sign) for row in rows)}
    ways |= {Way.DEVIATION for node in boxes if node.kind is Kind.DEVIATION and node.mark is None}
    looks = [node for node in boxes if node.mark in {None, Mark.AHEAD}]  # else the mark decides how it looks
    kinds = {node.kind for node in looks if not node.columns}
    ended = Kind.END not in kinds and any(node.kind is Kind.END for node in looks)  # a grid has no more than the sign
    marks = {node.mark for node in boxes}
    shown: list[Kind | Way | Mark | Sign] = [way for way in Way if way in ways]
    shown += [sign for sign in TOLD if any(_begins(row, sign) for row in rows)]
    shown += [kind for kind in (Kind.PAUSE, Kind.END) if kind in kinds]
    shown += [Sign.END] if ended else []
    shown += [mark for mark in Mark if mark in marks]
    taken = all(edge.mark is Mark.PASSED for edge in arrows if edge.way is Way.MAIN)
    names: dict[Kind | Way | Mark | Sign, str] = {Way.MAIN: "vagen_hit"} if taken else {}
    names |= {sign: name for sign, name in (TOLD | {Sign.END: Kind.END.value}).items() if sign in shown}
    return tuple(
        Key(wording.word(f"nyckel.{names.get(one, one.value)}"), one, not isinstance(one, Way) or one in drawn)
        for one in shown
    )


def _begins(row: Row, sign: Sign) -> bool:
    """Whether a line of a row begins with a sign, or with one that says that the line is new or gone, and then it."""
    begin = tuple(f"{before}{sign} " for before in ("", f"{Sign.NEW} ", f"{Sign.GONE} "))
    return any(line.text.startswith(begin) for cell in row.cells for line in cell)
