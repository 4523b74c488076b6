"""The official schemas of BPMN, CMMN and DMN, from the npm packages that ship them, and what they say of a document."""

from __future__ import annotations

from functools import cache
from typing import Final

from lxml import etree

from tests.node.npm import npm_folder

_PLACES: Final = {
    "bpmn": "bpmn-moddle/resources/bpmn/xsd/BPMN20.xsd",
    "cmmn": "cmmn-moddle/resources/cmmn/xsd/CMMN11.xsd",
    "dmn": "dmn-moddle/resources/dmn/xsd/DMN13.xsd",
}


@cache
def _schema(kind: str) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(npm_folder() / _PLACES[kind]))


def faults(kind: str, text: str) -> list[str]:
    """What the schema holds against a document; ids that aren't unique, or that nothing has, are among it."""
    schema = _schema(kind)
    schema.validate(etree.fromstring(text.encode()))
    return [f"{one.line}: {one.message}" for one in schema.error_log]
