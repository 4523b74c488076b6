"""A picture's SVG as part of a page: phases, acts, deviations and norms are links, and a small one shows a place.

The picture's own ids stay, so that an address can end in one (``#steg-kallelse-kalla``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from html import escape
from itertools import takewhile
from typing import Final
from xml.etree import ElementTree as ET

SVG: Final = "http://www.w3.org/2000/svg"
_NUMBER: Final = re.compile(r"[\d.]+")


def _tag(name: str) -> str:
    return f"{{{SVG}}}{name}"


def linked(
    svg: str,
    targets: Mapping[str, str],
    norms: re.Pattern[str],
    norm: Callable[[str], str],
    before: str = "",
) -> str:
    """The picture with links: ``targets`` are addresses by id, ``norm`` gives that of a norm, which ``norms`` finds.

    ``before`` stands before its ids where another picture on the page has the same.
    """
    root = ET.fromstring(svg.encode())
    _sized(root)
    _link_groups(root, targets, norms)
    _link_norms(root, norms, norm, inside=False)
    for one in root.iter():
        for name in ("id", "aria-labelledby", "aria-describedby"):
            if before and name in one.attrib:
                one.set(name, before + one.attrib[name])
    return _written(root)


def small(svg: str, lit: Collection[str], label: str) -> str:
    """The picture as a small map without its words on arrows, in which the parts with these ids are lit."""
    root = ET.fromstring(svg.encode())
    _sized(root)
    for name in ("lang", "aria-labelledby", "aria-describedby", "width", "height"):
        root.attrib.pop(name, None)
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag in (_tag("title"), _tag("desc")):
                parent.remove(child)
    for graph in root.findall(_tag("g")):
        for child in [one for one in graph if one.tag != _tag("g")]:  # the title, the legend, the ground
            graph.remove(child)
    for group in root.iter(_tag("g")):
        kinds = group.get("class", "").split()
        if "edge" in kinds:
            _drop_words(group)
        if group.get("id") in lit:
            group.set("class", " ".join((*kinds, "lit")))
        for name in ("role", "aria-label", "aria-hidden"):
            group.attrib.pop(name, None)
    for one in root.iter():
        for name in ("id", "font-family"):
            one.attrib.pop(name, None)
    root.set("role", "img")
    root.set("aria-label", label)
    root.set("class", "small")
    return _written(root)


def _written(root: ET.Element) -> str:
    ET.register_namespace("", SVG)
    return ET.tostring(root, encoding="unicode")


def _sized(root: ET.Element) -> None:
    """Points as CSS pixels of the same size, so that the words are as large as they were meant; and no style of the
    picture's own, which the page wouldn't let it have: it stands on white in the dark, too.
    """
    root.attrib.pop("style", None)
    for style in root.findall(_tag("style")):
        root.remove(style)
    for name in ("width", "height"):
        found = _NUMBER.match(root.get(name, ""))
        if found and root.get(name, "").endswith("pt"):
            root.set(name, f"{float(found[0]) * 4 / 3:.0f}")


def _drop_words(group: ET.Element) -> None:
    for child in list(group):
        if child.tag == _tag("text") or "fill-opacity" in child.attrib:
            group.remove(child)


def _link_groups(root: ET.Element, targets: Mapping[str, str], norms: re.Pattern[str]) -> None:
    for parent, child in list(_pairs(root)):
        href = targets.get(child.get("id", ""))
        if href is None or child.tag != _tag("g") or child.get("aria-hidden") == "true":
            continue
        texts = [one for one in child.iter(_tag("text")) if (one.text or "").strip()]
        inner = [one for one in child.iter(_tag("g")) if one is not child and one.get("id") in targets]
        if not texts or not (inner or any(norms.search(one.text or "") for one in texts)):
            _wrap(parent, child, href)
            continue
        child.set("role", "group")
        apart = {id(one) for group in inner for one in group.iter()}
        if id(texts[0]) not in apart:
            within = {id(one): other for other, one in _pairs(child)}
            own = [one for one in texts if id(one) not in apart]
            _link_lines(within[id(texts[0])], list(_heading(own, norms)), href)


_LOOK: Final = ("font-size", "font-weight", "fill")


def _heading(texts: Sequence[ET.Element], norms: re.Pattern[str]) -> Iterator[ET.Element]:
    """The lines of a heading: the first, and those below it that are bold as it is, up to one that names a norm."""
    first, *more = texts
    yield first
    look = [first.get(name) for name in _LOOK]
    if first.get("font-weight") == "bold":
        yield from takewhile(
            lambda one: [one.get(name) for name in _LOOK] == look and not norms.search(one.text or ""), more
        )


def _link_lines(parent: ET.Element, lines: Sequence[ET.Element], href: str) -> None:
    """Put one link around the lines of a heading, so that it is one stop and every line of it is underlined."""
    first, *more = lines
    link = _wrap(parent, first, href)
    for one in more:
        if one in list(parent):
            parent.remove(one)
            link.append(one)


def _pairs(root: ET.Element) -> Iterator[tuple[ET.Element, ET.Element]]:
    for parent in root.iter():
        yield from ((parent, child) for child in parent)


def _wrap(parent: ET.Element, child: ET.Element, href: str) -> ET.Element:
    """Put a link around an element; what it said to assistive technology the link now says. Returns the link."""
    link = ET.Element(_tag("a"), {"href": href})
    label = child.attrib.pop("aria-label", None)
    child.attrib.pop("role", None)
    if label:
        link.set("aria-label", label)
    link.tail, child.tail = child.tail, None
    parent[list(parent).index(child)] = link
    link.append(child)
    return link


def _link_norms(element: ET.Element, norms: re.Pattern[str], norm: Callable[[str], str], inside: bool) -> None:
    """Make each norm's id in the texts a link, where it doesn't stand in one, nor in what isn't read out."""
    inside = inside or element.tag == _tag("a") or element.get("aria-hidden") == "true"
    if element.get("role") == "img" and not inside and any(norms.search(one) for one in element.itertext()):
        element.set("role", "group")
    for child in element:
        if child.tag == _tag("text") and not inside and norms.search(child.text or ""):
            _link_text(child, norms, norm)
        elif child.tag not in (_tag("title"), _tag("desc")):
            _link_norms(child, norms, norm, inside)


def _link_text(text: ET.Element, norms: re.Pattern[str], norm: Callable[[str], str]) -> None:
    written = text.text or ""
    at = 0
    last: ET.Element | None = None
    for found in norms.finditer(written):
        _append(text, last, written[at : found.start()])
        last = ET.SubElement(text, _tag("a"), {"href": norm(found[0])})
        last.text = found[0]
        at = found.end()
    _append(text, last, written[at:])


def _append(text: ET.Element, last: ET.Element | None, words: str) -> None:
    if last is None:
        text.text = words
    else:
        last.tail = words


def framed(svg: str, label: str) -> str:
    """A picture in a frame of its own, in which it can be moved where the window is narrower."""
    return f'<div class="picture" role="region" tabindex="0" aria-label="{escape(label)}">{svg}</div>'
