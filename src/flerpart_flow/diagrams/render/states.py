"""A chain of phases as a Mermaid state diagram: the phases where consent is in force are one composite state, with one
way out of it and one back. Of each box it has the name and short lines; the picture's arrows are all there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from attrs import evolve

from flerpart_flow.diagrams.model import Edge, Frame, Kind, Layout, Node, Picture
from flerpart_flow.diagrams.render.markup import broken, clean, sign_of
from flerpart_flow.diagrams.render.mermaid import SIGNS, plain, styles
from flerpart_flow.diagrams.render.themes import Theme

WIDTH: Final = 34
"""Characters in a line: Mermaid breaks none itself."""
BOUND: Final = "[*]"
"""Where a chain begins or ends."""


def fits(picture: Picture) -> bool:
    """Whether a page is a chain of phases from its start."""
    return picture.layout is Layout.GRID and any(node.kind is Kind.START for node in picture.nodes)


def source(picture: Picture, theme: Theme) -> str:
    """The page as a Mermaid state diagram with a title and a description for assistive technology."""
    states = [node for node in picture.nodes if node.kind is not Kind.START]
    idents = (*(node.id for node in states), *(frame.id for frame in picture.frames))
    names = {ident: f"s{number}" for number, ident in enumerate(idents, start=1)}
    names |= {node.id: BOUND for node in picture.nodes if node.kind is Kind.START}
    held = {ident for frame in picture.frames for ident in frame.nodes}
    told = picture.description.partition(". ")[0].removesuffix(".")  # what follows tells how the picture looks
    lines = [f"accTitle: {plain(picture.title)}", f"accDescr: {plain(told)}."]
    lines += [line for node in states if node.id not in held for line in _state(node, names)]
    lines += [line for frame in picture.frames for line in _composite(frame, picture, names)]
    lines += [_arrow(_entering(edge, picture), names) for edge in picture.edges]
    lines += [f"{names[node.id]} --> {BOUND}" for node in states if node.kind is Kind.END]
    boxes = styles(states, names, theme)
    lines += [*boxes, *_framed(picture.frames, names, theme)]
    return "\n".join(("stateDiagram-v2", *(f"    {line}" for line in lines))) + "\n"


def _state(node: Node, names: Mapping[str, str]) -> Iterator[str]:
    yield f'state "{_name(f"{sign_of(node)} {node.title}")}" as {names[node.id]}'
    rows = (" – ".join(" ".join(line.text for line in cell) for cell in row.cells) for row in node.rows)
    for part in (one for text in (*(line.text for line in node.lines), *rows) for one in broken(text, WIDTH) if one):
        yield f"{names[node.id]} : {_text(part)}"


def _composite(frame: Frame, picture: Picture, names: Mapping[str, str]) -> Iterator[str]:
    yield f'state "{_name(frame.title)}" as {names[frame.id]} {{'
    for edge in picture.edges:
        if _entering(edge, picture).target == frame.id != edge.target:
            yield f"    {BOUND} --> {names[edge.target]}"
    for node in picture.nodes:
        if node.id in frame.nodes:
            yield from (f"    {line}" for line in _state(node, names))
    yield "}"


def _entering(edge: Edge, picture: Picture) -> Edge:
    """The arrow into a frame's first phase as one to the frame, which begins there: else it would run through the
    frame's title. So only where no other arrow leads into the frame past its border.
    """
    for frame in picture.frames:
        into = [one for one in picture.edges if one.target in frame.nodes and one.source not in frame.nodes]
        if into == [edge]:
            return evolve(edge, target=frame.id)
    return edge


def _arrow(edge: Edge, names: Mapping[str, str]) -> str:
    words = _broken(line.text for line in edge.lines)
    told = f" : {SIGNS.get(edge.way, '')}{words}" if words else ""
    return f"{names[edge.source]} --> {names[edge.target]}{told}"


def _framed(frames: Iterable[Frame], names: Mapping[str, str], theme: Theme) -> Iterator[str]:
    look = f"fill:{theme.frame.fill},stroke:{theme.frame.line},stroke-width:{theme.frame.pen:g}px,color:{theme.ink}"
    for frame in frames:
        yield f"classDef ram {look}"
        yield f"class {names[frame.id]} ram"


def _broken(texts: Iterable[str]) -> str:
    return "<br/>".join(_text(part) for text in texts for part in broken(text, WIDTH) if part)


def _name(text: str) -> str:
    """A state's name, which Mermaid doesn't let be empty."""
    return _text(text) or "#8203;"


def _text(text: str) -> str:
    """Words that Mermaid reads nothing else in: letters and digits, and what is as harmless; all else as its number."""
    return "".join(
        one if one.isalnum() or one in " ,.()?!/►§●√–+=" or ord(one) > 127 else f"#{ord(one)};" for one in clean(text)
    )
