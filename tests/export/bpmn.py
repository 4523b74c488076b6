"""A BPMN document read back: what is in it, and where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree

import attrs

NS = {
    "b": "http://www.omg.org/spec/BPMN/20100524/MODEL",
    "d": "http://www.omg.org/spec/BPMN/20100524/DI",
    "c": "http://www.omg.org/spec/DD/20100524/DC",
    "i": "http://www.omg.org/spec/DD/20100524/DI",
}
Element = ElementTree.Element
Place = tuple[float, float, float, float]
"""Left, top, right and bottom."""


def kind(element: Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


@attrs.frozen(eq=False)
class Read:
    """A document, and its process."""

    root: Element

    @classmethod
    def of(cls, text: str) -> Read:
        """The document of a text."""
        return cls(ElementTree.fromstring(text))

    @property
    def process(self) -> Element:
        """The process."""
        [found] = self.root.findall("b:process", NS)
        return found

    def tasks(self) -> list[Element]:
        """Every task, in whatever plane."""
        return self.root.findall(".//b:task", NS)

    def phases(self) -> dict[str, Element]:
        """The sub-processes by their ids."""
        return {one.get("id", ""): one for one in self.process.findall("b:adHocSubProcess", NS)}

    def leads(self) -> set[tuple[str, str]]:
        """From which phase to which other one can come, along flows, through gateways and over links.

        A phase is named by the end of its id; a task that opens the case is ``start``.
        """
        after: dict[str, list[str]] = {}
        for flow in self.process.findall("b:sequenceFlow", NS):
            after.setdefault(flow.get("sourceRef", ""), []).append(flow.get("targetRef", ""))
        for edge in self.process.findall("b:boundaryEvent", NS):
            after.setdefault(edge.get("attachedToRef", ""), []).append(edge.get("id", ""))
        catching = {
            one.find("b:linkEventDefinition", NS).get("name"): one.get("id", "")  # type: ignore[union-attr]  # has one
            for one in self.process.findall("b:intermediateCatchEvent", NS)
        }
        for one in self.process.findall("b:intermediateThrowEvent", NS):
            link = one.find("b:linkEventDefinition", NS)
            assert link is not None
            after.setdefault(one.get("id", ""), []).append(catching[link.get("name")])
        stops = {one.get("id", "") for one in self.process if _is_phase(one)}
        found = set()
        for source in stops:
            for end in _reached(source, after, stops):
                found.add((_phase(source), _phase(end)))
        return found

    def planes(self) -> Iterator[Element]:
        """The planes of the diagrams."""
        return self.root.iterfind(".//d:BPMNPlane", NS)


def _is_phase(element: Element) -> bool:
    if kind(element) in {"adHocSubProcess", "task"}:
        return True
    return kind(element) == "endEvent" and element.get("id", "").startswith("fas-")


def _phase(ident: str) -> str:
    return "start" if ident.startswith("steg-start-") else ident.removeprefix("fas-")


def _reached(source: str, after: dict[str, list[str]], stops: set[str]) -> set[str]:
    waiting, found, seen = list(after.get(source, ())), set(), set()
    while waiting:
        here = waiting.pop()
        if here in stops:
            found.add(here)
        elif here not in seen:
            seen.add(here)
            waiting.extend(after.get(here, ()))
    return found


def place(bounds: Element | None) -> Place:
    """Where a shape or a label stands."""
    assert bounds is not None
    x, y, width, height = (float(bounds.get(name, "")) for name in ("x", "y", "width", "height"))
    return x, y, x + width, y + height


def documentation(element: Element) -> str:
    """What an element says of itself."""
    return element.findtext("b:documentation", "", NS)
