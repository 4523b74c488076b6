"""The engines that are installed here, on real pictures."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from importlib.util import find_spec

import pytest

from flerpart_flow.diagrams.engines.engines import Engine
from flerpart_flow.diagrams.engines.errors import (
    EngineFailed,
)
from tests.needs import REQUIRE_ALL, lacking, needs_dot, needs_engine, needs_pango

SWEDISH = 'digraph { node [fontname=Arial shape=box]; a [id="fas-a" label="Förberedelse på väg"]; a -> b }'
BAD_LABEL = "digraph { a [label=<<b>a</i>>] }"
POSITIONED = 'digraph { layout=nop2; a [pos="100,200" width=1 height=0.5]; b [pos="300,200" width=1 height=0.5] }'
KINDS = ("dot", "graphviz-pure", *(["pygraphviz"] if find_spec("pygraphviz") else []))
"""pygraphviz where somebody has it; elsewhere its part is shown on a stand-in."""


@pytest.fixture(params=KINDS)
def real(request: pytest.FixtureRequest) -> Engine:
    """Every engine that is installed here."""
    return needs_dot() if request.param == "dot" else needs_engine(str(request.param))


def test_a_real_engine_draws_svg_png_and_json(real: Engine, caplog: pytest.LogCaptureFixture) -> None:
    root = ET.fromstring(real.run(SWEDISH, "svg"))
    texts = [one.text for one in root.iter("{http://www.w3.org/2000/svg}text")]
    assert texts == ["Förberedelse på väg", "b"]
    assert "fas-a" in [one.get("id") for one in root.iter()]
    assert real.run(SWEDISH, "png").startswith(b"\x89PNG\r\n")
    assert real.run(SWEDISH, "json").lstrip().startswith(b"{")
    assert real.version is not None
    assert caplog.record_tuples == []


def test_a_real_engine_makes_pdf(real: Engine) -> None:
    if not real.makes_pdf:
        needs_pango()
    assert real.run(SWEDISH, "pdf").startswith(b"%PDF-")


def test_a_real_engine_keeps_the_places_that_it_is_given(real: Engine) -> None:
    root = ET.fromstring(real.run(POSITIONED, "svg"))
    middles = [one.get("cx") for one in root.iter("{http://www.w3.org/2000/svg}ellipse")]
    assert float(middles[1] or 0) - float(middles[0] or 0) == pytest.approx(200, abs=0.5)


def test_a_real_engine_that_can_not_read_a_label_fails(real: Engine) -> None:
    with pytest.raises(EngineFailed, match="mismatched tag"):
        real.run(BAD_LABEL, "svg")


def test_a_real_engine_that_can_not_read_the_source_fails(real: Engine) -> None:
    with pytest.raises(EngineFailed, match="syntax error"):
        real.run("digraph { a [label=; }", "svg")


def test_what_is_lacking_skips_or_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(REQUIRE_ALL, raising=False)
    with pytest.raises(pytest.skip.Exception, match="no moon"):
        lacking("no moon")
    monkeypatch.setenv(REQUIRE_ALL, "1")
    with pytest.raises(pytest.fail.Exception, match=r"no moon.*FLERPART_REQUIRE_ALL"):
        lacking("no moon")
