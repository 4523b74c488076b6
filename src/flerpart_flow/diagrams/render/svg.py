"""What an engine's SVG lacks: words for assistive technology, and ids that are the picture's own.

The title and description come first, every phase and move gets a role and a label that says the whole of it, and
what only decorates is hidden from those who listen. Widths differ between engines, so nothing here depends on them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final
from xml.etree import ElementTree as ET

from flerpart_flow.diagrams.model import Picture
from flerpart_flow.diagrams.render.markup import clean

SVG: Final = "http://www.w3.org/2000/svg"
XLINK: Final = "http://www.w3.org/1999/xlink"
FAMILY: Final = "Arial, 'Liberation Sans', Arimo, Helvetica, sans-serif"


def _tag(name: str) -> str:
    return f"{{{SVG}}}{name}"


def finished(drawn: bytes, picture: Picture, after_dark: Mapping[str, str] | None = None) -> str:
    """The engine's SVG with the picture's words, ids and roles; ``after_dark`` are the colours that take the place of
    others where the reader prefers a dark ground.
    """
    root = ET.fromstring(drawn)
    _unwrap(root)
    _widen_ground(root)
    _name_root(root, picture, after_dark or {})
    labels = _labels(picture)
    decorated = set(labels)
    for group in list(root.iter(_tag("g"))):
        ident = group.get("id", "")
        ident = ident.removeprefix("a_") if ident.removeprefix("a_") in labels else ident
        _drop_title(group)
        if ident in labels:
            decorated.discard(ident)
            role, label = labels[ident]
            group.set("id", ident)
            group.set("role", role)
            group.set("aria-label", label)
            _add_title(group, label)
        elif "edge" in group.get("class", "").split():
            group.set("aria-hidden", "true")
    for text in root.iter(_tag("text")):
        if "font-family" in text.attrib:
            text.set("font-family", FAMILY)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{_written(root)}\n'


def _style(root_id: str, colours: Mapping[str, str]) -> ET.Element:
    """A style that fits the picture into its column, and turns the colours where the reader prefers a dark ground:
    those of shapes, lines and words.

    It is asked of media alone: a program that knows no CSS of pages takes a root's own ``height:auto`` for no height.
    """
    turned = "".join(
        f'[{what}="{one.lower()}"]{{{what}:{other}}}' for one, other in colours.items() for what in ("fill", "stroke")
    )
    style = ET.Element(_tag("style"))
    style.text = f'@media all{{svg[aria-labelledby="{root_id}"]{{max-width:100%;height:auto}}}}'
    if turned:
        style.text += f"@media (prefers-color-scheme:dark){{{turned}}}"
    return style


def _written(root: ET.Element) -> str:
    """The tree as text. The prefixes belong to the whole process, and what makes PDF sets others."""
    ET.register_namespace("", SVG)
    ET.register_namespace("xlink", XLINK)
    return ET.tostring(root, encoding="unicode")


def _labels(picture: Picture) -> dict[str, tuple[str, str]]:
    """Role and label of every id of the picture. A box with rows is a group, whose rows can be read one by one."""
    found: dict[str, tuple[str, str]] = {lane.id: ("group", clean(lane.title) or lane.id) for lane in picture.lanes}
    for node in picture.nodes:
        label = clean(node.label or node.title) or node.id
        found[node.id] = ("group" if node.rows else "img", label if node.rows else _whole(label, node.lines))
        for row in node.rows:
            if row.id is not None:
                words = row.label or " ".join(line.text for cell in row.cells for line in cell)
                found[row.id] = ("group", clean(words) or row.id)
    for frame in picture.frames:
        found[frame.id] = ("group", clean(frame.label or frame.title) or frame.id)
    for edge in picture.edges:
        found[edge.id] = ("img", clean(edge.label) or edge.id)
    return found


def _whole(label: str, lines: tuple[object, ...]) -> str:
    return " ".join([label, *(clean(str(getattr(line, "text", ""))) for line in lines)]).strip()


def _name_root(root: ET.Element, picture: Picture, after_dark: Mapping[str, str]) -> None:
    title, description = f"{picture.name}-titel", f"{picture.name}-beskrivning"
    root.set("role", "graphics-document")
    root.set("lang", picture.lang)
    root.set("aria-labelledby", title)
    root.set("aria-describedby", description)
    named = ET.Element(_tag("title"), {"id": title})
    named.text = clean(picture.title)
    told = ET.Element(_tag("desc"), {"id": description})
    told.text = clean(picture.description)
    root[:0] = [named, told, _style(title, after_dark)]


def _widen_ground(root: ET.Element) -> None:
    """Let the ground reach a little further than the picture, which ends within a pixel."""
    ground = root.find(f"{_tag('g')}/{_tag('polygon')}")
    if ground is None or ground.get("stroke") not in {"transparent", "none"}:
        return
    corners = [tuple(map(float, corner.split(","))) for corner in ground.get("points", "").split()]
    across, down = (sum({corner[at] for corner in corners}) / 2 for at in (0, 1))
    moved = ((x + (1 if x > across else -1), y + (1 if y > down else -1)) for x, y in corners)
    ground.set("points", " ".join(f"{x:g},{y:g}" for x, y in moved))


def _drop_title(group: ET.Element) -> None:
    for title in group.findall(_tag("title")):
        group.remove(title)


def _add_title(group: ET.Element, label: str) -> None:
    title = ET.Element(_tag("title"))
    title.text = label
    group.insert(0, title)


def _unwrap(root: ET.Element) -> None:
    """Take away the links: they are only there so that the engine keeps the ids of rows."""
    for parent, place, link in reversed(list(_links(root))):
        parent[place : place + 1] = list(link)


def _links(root: ET.Element) -> Iterator[tuple[ET.Element, int, ET.Element]]:
    for parent in root.iter():
        for place, child in enumerate(parent):
            if child.tag == _tag("a"):
                yield parent, place, child


def skeleton(drawn: str) -> tuple[tuple[str, ...], ...]:
    """What of an SVG is the same on every engine: each element's tag, id, class, role, label and text, in order.

    Shapes are left out, since an engine may draw a box as a polygon or a path, and so are texts that a shape's width
    decides nothing of. Raises ValueError for a text that isn't SVG.
    """
    try:
        root = ET.fromstring(drawn.encode())
    except ET.ParseError as error:
        raise ValueError(str(error)) from None
    kept = {_tag(name) for name in ("svg", "g", "title", "desc", "text")}
    return tuple(
        (
            one.tag.rpartition("}")[2],
            *(one.get(name, "") for name in ("id", "class", "role", "aria-label")),
            " ".join((one.text or "").split()),
        )
        for one in root.iter()
        if one.tag in kept
    )
