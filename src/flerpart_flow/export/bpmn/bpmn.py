"""A routine as BPMN 2.0: what it says as XML, and where it stands.

https://www.omg.org/spec/BPMN/2.0.2. The process is there to be read: ``isExecutable`` is false.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.review.steps import slug
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.export.bpmn.shapes import Box, Flow, Kind, Node, Plane
from flerpart_flow.export.bpmn.whole import whole
from flerpart_flow.export.markup import XSI, Element, added, document, element, told
from flerpart_flow.export.scheme import scheme_of
from flerpart_flow.texts import DEFAULT_LANGUAGE

_SPEC: Final = "http://www.omg.org/spec"
OWN: Final = "https://flerpart-flow.example/"
"""What ids of ours are unique within; a name, not an address."""


def as_bpmn(routine: Routine, *, rules: Rules | None = None, lang: str = DEFAULT_LANGUAGE) -> str:
    """The routine as a BPMN document, under its newest rules if none are given, in ``sv`` or ``en``."""
    scheme = scheme_of(routine, rules, lang)
    plane, pool = whole(scheme)
    name, process = scheme.wording.routine_name(), f"process-{slug(routine.name)}"
    root = element(
        "bpmn:definitions",
        id=f"definitioner-{slug(routine.name)}",
        targetNamespace=f"{OWN}{slug(routine.name)}",
        exporter="flerpart_flow",
        xmlns_bpmn=f"{_SPEC}/BPMN/20100524/MODEL",
        xmlns_bpmndi=f"{_SPEC}/BPMN/20100524/DI",
        xmlns_dc=f"{_SPEC}/DD/20100524/DC",
        xmlns_di=f"{_SPEC}/DD/20100524/DI",
        xmlns_xsi=XSI,
    )
    collaboration = added(root, "bpmn:collaboration", id=f"samverkan-{slug(routine.name)}")
    added(collaboration, "bpmn:participant", id=f"pool-{slug(routine.name)}", name=name, processRef=process)
    held = added(root, "bpmn:process", id=process, name=name, isExecutable="false")
    told(held, "bpmn:documentation", f"{name}\n{scheme.wording.source_line()}")
    _contents(held, plane)
    _diagram(root, f"samverkan-{slug(routine.name)}", name, plane, (f"pool-{slug(routine.name)}", pool))
    for node in plane.nodes:
        if node.plane is not None:
            _diagram(root, node.id, node.name, node.plane)
    return document(root)


def _contents(parent: Element, plane: Plane) -> None:
    """The lanes, nodes, flows and notes of a plane."""
    if plane.lanes:
        lanes = added(parent, "bpmn:laneSet", id=f"banor-{parent.get('id')}")
        for lane in plane.lanes:
            one = added(lanes, "bpmn:lane", id=lane.id, name=lane.name)
            for node in plane.nodes:
                if node.lane == lane.code:
                    told(one, "bpmn:flowNodeRef", node.id)
    for node in plane.nodes:
        _node(parent, node, plane.flows)
    for flow in plane.flows:
        ends = {"sourceRef": flow.source, "targetRef": flow.target}
        one = added(parent, "bpmn:sequenceFlow", id=flow.id, name=flow.name or None, **ends)
        if flow.documentation:
            told(one, "bpmn:documentation", flow.documentation)
    for note in plane.notes:
        told(added(parent, "bpmn:textAnnotation", id=note.id), "bpmn:text", note.text)
    for note in plane.notes:
        if note.of is not None:
            added(parent, "bpmn:association", id=f"hor-till-{note.id}", sourceRef=note.of, targetRef=note.id)


def _node(parent: Element, node: Node, flows: Iterable[Flow]) -> None:
    held = added(
        parent, f"bpmn:{node.kind.value}", id=node.id, name=node.name or None,
        attachedToRef=node.on, ordering="Parallel" if node.kind is Kind.PHASE else None,
    )  # fmt: skip
    if node.documentation:
        told(held, "bpmn:documentation", node.documentation)
    for flow in flows:
        if flow.target == node.id:
            told(held, "bpmn:incoming", flow.id)
    for flow in flows:
        if flow.source == node.id:
            told(held, "bpmn:outgoing", flow.id)
    if node.plane is not None:
        _contents(held, node.plane)
        if node.condition:
            _expression(held, "bpmn:completionCondition", node.condition)
    elif node.kind is Kind.LEFT:
        event = added(held, "bpmn:conditionalEventDefinition", id=f"villkor-{node.id}")
        _expression(event, "bpmn:condition", node.condition)
    elif node.link is not None:
        added(held, "bpmn:linkEventDefinition", id=f"lank-{node.id}", name=node.link)


def _expression(parent: Element, name: str, text: str) -> None:
    """A condition in words, which a person judges."""
    told(parent, name, text).set("xsi:type", "bpmn:tFormalExpression" if "completion" in name else "bpmn:tExpression")


def _diagram(root: Element, of: str, name: str, plane: Plane, pool: tuple[str, Box] | None = None) -> None:
    """Where everything in a plane stands."""
    diagram = added(root, "bpmndi:BPMNDiagram", id=f"bild-{of}", name=name)
    held = added(diagram, "bpmndi:BPMNPlane", id=f"plan-{of}", bpmnElement=of)
    if pool is not None:
        _shape(held, pool[0], pool[1], isHorizontal="true")
    for lane in plane.lanes:
        _shape(held, lane.id, lane.box, isHorizontal="true")
    for node in plane.nodes:
        marker = "true" if node.kind is Kind.CHOICE else None
        expanded = "false" if node.kind is Kind.PHASE else None
        _shape(held, node.id, node.box, node.label, isExpanded=expanded, isMarkerVisible=marker)
    for note in plane.notes:
        _shape(held, note.id, note.box)
    for flow in plane.flows:
        _edge(held, flow.id, flow.points, flow.label)
    for note in plane.notes:
        if note.of is not None:
            _edge(held, f"hor-till-{note.id}", note.points)


def _shape(parent: Element, of: str, box: Box, label: Box | None = None, **more: str | None) -> None:
    shape = added(parent, "bpmndi:BPMNShape", id=f"{of}_di", bpmnElement=of, **more)
    _bounds(shape, box)
    if label is not None:
        _bounds(added(shape, "bpmndi:BPMNLabel"), label)


def _edge(parent: Element, of: str, points: Iterable[tuple[float, float]], label: Box | None = None) -> None:
    edge = added(parent, "bpmndi:BPMNEdge", id=f"{of}_di", bpmnElement=of)
    for x, y in points:
        added(edge, "di:waypoint", x=f"{x:g}", y=f"{y:g}")
    if label is not None:
        _bounds(added(edge, "bpmndi:BPMNLabel"), label)


def _bounds(parent: Element, box: Box) -> None:
    added(parent, "dc:Bounds", x=f"{box.x:g}", y=f"{box.y:g}", width=f"{box.width:g}", height=f"{box.height:g}")
