"""A picture as Mermaid, for pages that draw it themselves: the same boxes, arrows, lanes and words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from flerpart_flow.diagrams.model import Edge, Kind, Layout, Mark, Node, Picture, Sign, Way
from flerpart_flow.diagrams.render.markup import clean, sign_of
from flerpart_flow.diagrams.render.themes import Theme

_SHAPES: Final[Mapping[Kind, tuple[str, str]]] = {
    Kind.START: ("((", "))"),
    Kind.END: ("([", "])"),
    Kind.DEVIATION: ("[[", "]]"),
    Kind.TABLE: ("[", "]"),
    Kind.TASKS: ("[", "]"),
}
_ARROWS: Final = {Way.MAIN: "==>", Way.DEVIATION: "-.->", Way.LINK: "-.-"}
SIGNS: Final[Mapping[Way, str]] = {Way.RIGHT: f"{Sign.RIGHT} ", Way.DEVIATION: f"{Sign.ASTRAY} "}
"""What stands before an arrow's words: Mermaid has few lines, and in a state diagram one."""
_ESCAPED: Final = {
    ord("#"): "#35;",
    ord("&"): "#amp;",
    ord('"'): "#quot;",
    ord("<"): "#lt;",
    ord(">"): "#gt;",
    ord("`"): "#96;",
    ord("\\"): "#92;",
    ord("|"): "#124;",
    ord("{"): "#123;",
    ord("}"): "#125;",
    ord("["): "#91;",
    ord("]"): "#93;",
    ord("*"): "#42;",
    ord("_"): "#95;",
    ord("%"): "#37;",
}


def is_drawn(picture: Picture) -> bool:
    """Whether there is anything to draw: a page of tables would come out as boxes of text without columns."""
    return not any(node.columns for node in picture.nodes) or any(edge.way is not Way.LINK for edge in picture.edges)


def source(picture: Picture, theme: Theme) -> str:
    """The picture as a Mermaid flowchart with a title and a description for assistive technology."""
    names = {node.id: f"n{number}" for number, node in enumerate(picture.nodes, start=1)}
    lines = [
        "flowchart TD",
        f"    accTitle: {plain(picture.title)}",
        f"    accDescr: {plain(picture.description)}",
    ]
    if picture.layout is Layout.LANES:
        for number, lane in enumerate(picture.lanes, start=1):
            lines.append(f'    subgraph bana{number} ["{_text(lane.title)}"]')
            lines.extend(f"        {_node(node, names)}" for node in picture.nodes if node.lane == lane.id)
            lines.append("    end")
    lanes = {lane.id for lane in picture.lanes}
    lines.extend(f"    {_node(node, names)}" for node in picture.nodes if node.lane not in lanes)
    lines.extend(f"    {_edge(edge, names)}" for edge in picture.edges)
    lines.extend(f"    {line}" for line in styles(picture.nodes, names, theme))
    return "\n".join(lines) + "\n"


def _text(text: str) -> str:
    return clean(text).translate(_ESCAPED)


def plain(text: str) -> str:
    """Text for a line of its own, where nothing is read as markup but what ends a line or begins a block."""
    return clean(text).replace("{", "(").replace("}", ")").replace("%%", "% %")


def _node(node: Node, names: Mapping[str, str]) -> str:
    opened, closed = _SHAPES.get(node.kind, ("(", ")"))
    parts = [_text(f"{sign_of(node)} {node.title}".strip()), *(_text(line.text) for line in node.lines)]
    parts.extend(_text(" – ".join(" ".join(line.text for line in cell) for cell in row.cells)) for row in node.rows)
    return f'{names[node.id]}{opened}"{"<br/>".join(part for part in parts if part) or "#8203;"}"{closed}'


def _edge(edge: Edge, names: Mapping[str, str]) -> str:
    text = f"{SIGNS.get(edge.way, '')}{'<br/>'.join(_text(line.text) for line in edge.lines)}" if edge.lines else ""
    arrow = "==>" if edge.mark is Mark.PASSED else _ARROWS.get(edge.way, "-->")
    middle = f'|"{text}"|' if text else ""
    return f"{names[edge.source]} {arrow}{middle} {names[edge.target]}"


def styles(nodes: Iterable[Node], names: Mapping[str, str], theme: Theme) -> Iterable[str]:
    """A class for each look of the boxes, and which boxes have it."""
    looks: dict[tuple[Kind, Mark | None], list[str]] = {}
    for node in nodes:
        looks.setdefault((node.kind, node.mark), []).append(names[node.id])
    for number, ((kind, mark), those) in enumerate(looks.items(), start=1):
        box = theme.box(kind, mark)
        dashed = ",stroke-dasharray:5 3" if box.dashed else ""
        look = f"fill:{box.fill},stroke:{box.line},stroke-width:{box.pen:g}px,color:{theme.ink}{dashed}"
        yield f"classDef k{number} {look}"
        yield f"class {','.join(those)} k{number}"
