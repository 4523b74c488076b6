"""XML by the standard library: elements with the names as they are written, prefix and all, and the whole document.

Text is cleaned on the way in: no XML can hold a control character or half of a pair.
"""

from __future__ import annotations

from typing import Final
from xml.etree import ElementTree

from flerpart_flow.diagrams.render.markup import clean

Element = ElementTree.Element

_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
XSI: Final = "http://www.w3.org/2001/XMLSchema-instance"


def element(name: str, /, **attributes: str | None) -> Element:
    """An element; an attribute that is None is left out, and ``_`` in a name stands for ``:``."""
    held = {key.replace("_", ":"): clean(value) for key, value in attributes.items() if value is not None}
    return Element(name, held)


def added(parent: Element, name: str, /, **attributes: str | None) -> Element:
    """A new last child of an element."""
    child = element(name, **attributes)
    parent.append(child)
    return child


def told(parent: Element, name: str, text: str) -> Element:
    """A new last child that holds a text, whose lines stay lines."""
    child = added(parent, name)
    child.text = "\n".join(clean(line) for line in text.split("\n"))
    return child


def document(root: Element) -> str:
    """The whole document."""
    ElementTree.indent(root)
    return _HEAD + ElementTree.tostring(root, encoding="unicode") + "\n"
