"""Rung 6: in a real browser nothing is cut off, and axe finds nothing, whichever engine has drawn the picture."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from flerpart_flow.diagrams.drawing import Drawing
from flerpart_flow.diagrams.render.themes import LIGHT
from tests.diagrams.browser import axe_findings, opened, texts_outside
from tests.diagrams.pictures import drawn
from tests.needs import needs_browser, needs_dot, needs_engine

SHOWN = (("overview", 0), ("swimlanes", 0), ("detail", 5), ("party-region", 0), ("case", 0))
"""A view and a page of it; the fifth of ``detail`` is that of kallelse."""


def page_with(pictures: list[tuple[str, str]], lang: str) -> str:
    """A small page with pictures, each under a heading."""
    body = "".join(f"<h2>{name}</h2><div>{svg.partition(chr(10))[2]}</div>" for name, svg in pictures)
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>Rutinen</title></head>'
        f"<body><main><h1>Rutinen</h1>{body}</main></body></html>"
    )


@pytest.mark.parametrize("kind", ["dot", "graphviz-pure"])
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_axe_finds_nothing_and_no_text_is_cut_off(lang: str, kind: str) -> None:
    needs_browser()
    engine = needs_dot() if kind == "dot" else needs_engine(kind)
    pages = [(f"{name} {at}", drawn(name, lang).pages[at]) for name, at in SHOWN]
    pictures = [(name, Drawing((page,), LIGHT).svgs(engine=engine.path)[0]) for name, page in pages]
    html = page_with(pictures, lang)
    assert axe_findings(html) == []
    assert texts_outside(html) == []


def test_a_picture_fits_its_column_and_has_its_size_where_no_css_of_pages_is_known() -> None:
    """Some programs take ``height:auto`` of a root's own style for no height at all, and draw nothing."""
    [svg] = drawn("overview").svgs(engine=needs_engine("graphviz-pure").path)
    root = ET.fromstring(svg.encode())
    wide, high = (float((root.get(name) or "").removesuffix("pt")) for name in ("width", "height"))
    assert "style" not in root.attrib
    with opened(
        f'<!doctype html><meta charset="utf-8"><div style="width:400px">{svg.partition(chr(10))[2]}</div>'
    ) as page:
        shown = page.execute_script("const r = document.querySelector('svg').getBoundingClientRect(); return r")
    assert shown["width"] == pytest.approx(400, abs=1)
    assert shown["height"] == pytest.approx(400 * high / wide, rel=0.01)
