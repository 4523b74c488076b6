"""PDF without an engine that makes it."""

from __future__ import annotations

import re
import zlib
from pathlib import Path

import pytest

from flerpart_flow.diagrams.drawing import draw
from flerpart_flow.diagrams.engines import pdf
from flerpart_flow.diagrams.engines.errors import (
    EngineFailed,
    EngineMissing,
)
from flerpart_flow.diagrams.engines.pdf import pdf_from_svg, pdf_of_pages
from flerpart_flow.routines.flerpartsmote import FLERPARTSMOTE
from tests.diagrams.fake_engines import engine
from tests.needs import needs_engine, needs_pango

SWEDISH = 'digraph { node [fontname=Arial shape=box]; a [id="fas-a" label="Förberedelse på väg"]; a -> b }'


def test_graphviz_pure_makes_pdf_through_weasyprint() -> None:
    pure = needs_engine("graphviz-pure")
    needs_pango()
    made = pure.run(SWEDISH, "pdf")
    assert made.startswith(b"%PDF-")
    assert made == pure.run(SWEDISH, "pdf")


def test_pictures_after_a_pdf_are_as_they_were_before_it(tmp_path: Path) -> None:
    """What makes the PDF sets prefixes for the whole process."""
    pure = needs_engine("graphviz-pure")
    needs_pango()
    pages = draw(FLERPARTSMOTE, "phase", phase="kallelse")
    before = pages.svgs(engine=pure.path)
    assert pages.render(tmp_path / "k.pdf", engine=pure.path) == (tmp_path / "k.pdf",)
    assert pages.svgs(engine=pure.path) == before
    assert "<svg" in before[0]


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (ModuleNotFoundError("No module named 'weasyprint'"), ("flerpart-flow[render]", "graphviz")),
        (OSError("cannot load library 'libpango-1.0-0'"), ("Pango", "libpango-1.0-0", "libpangoft2-1.0-0")),
    ],
)
def test_without_weasyprint_pdf_says_what_to_install_before_anything_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: Exception, words: tuple[str, ...]
) -> None:
    def absent(name: str) -> None:
        raise fault

    monkeypatch.setattr(pdf, "import_module", absent)
    ran = tmp_path / "ran"
    with pytest.raises(EngineMissing) as caught:
        engine(tmp_path, f"open({str(ran)!r}, 'w')", "graphviz-pure").run(SWEDISH, "pdf")
    assert not ran.exists()
    for word in words:
        assert word in caught.value.text("sv")
        assert word in caught.value.text("en")


@pytest.mark.parametrize("size", [("123", "45"), ("718.5", "839.25")])
def test_the_pdf_is_one_page_as_large_as_the_picture_with_title_and_language(size: tuple[str, str]) -> None:
    needs_pango()
    width, height = size
    svg = f'<?xml version="1.0"?><svg width="{width}pt" height="{height}pt" xmlns="http://www.w3.org/2000/svg"/>'
    made = _unpacked(pdf_from_svg(svg.encode(), title="Plan & <uppdrag>", lang="en"))
    assert re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", made) == [(width.encode(), height.encode())]
    assert b"/Title (Plan & <uppdrag>)" in made
    assert b"/Lang (en)" in made


def _unpacked(made: bytes) -> bytes:
    """The objects of a PDF, which are packed in streams."""
    return b"".join(map(zlib.decompress, re.findall(rb"stream\n(.*?)\nendstream", made, re.DOTALL)))


def test_a_pdf_fetches_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    needs_pango()
    secret = tmp_path / "secret.svg"
    secret.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', encoding="utf-8")
    svg = (
        '<svg width="50pt" height="50pt" xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
        f'<image xlink:href="{secret.as_uri()}" width="9" height="9"/></svg>'
    )
    assert pdf_from_svg(svg.encode()).startswith(b"%PDF-")
    assert "disallowed protocol" in caplog.text


def test_a_picture_without_a_size_becomes_no_pdf() -> None:
    needs_pango()
    with pytest.raises(EngineFailed, match="storlek"):
        pdf_from_svg(b"<svg/>")


def test_a_pdf_of_several_pages_is_one_file_in_a4_with_an_index_that_links_to_them() -> None:
    """A page stands upright, or lies where the picture is wider than it is high; nothing is made larger."""
    needs_pango()
    shapes = (("500", "700"), ("900", "300"))
    svgs = [
        (f"Sida {name}", f'<svg width="{wide}pt" height="{high}pt" xmlns="http://www.w3.org/2000/svg"/>')
        for name, (wide, high) in zip("ab", shapes, strict=True)
    ]
    made = pdf_of_pages(svgs, title="Alla faser", lang="sv")
    assert made == pdf_of_pages(svgs, title="Alla faser", lang="sv")
    unpacked = _unpacked(made)
    boxes = [
        tuple(round(float(one)) for one in box) for box in re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", unpacked)
    ]
    assert boxes == [(595, 842), (595, 842), (842, 595)]
    assert b"/Title (Alla faser)" in unpacked
    assert b"/MarkInfo" in unpacked
    assert unpacked.count(b"/Subtype /Link") == 2


def test_a_png_for_print_has_as_many_dots_as_are_asked_for() -> None:
    pure = needs_engine("graphviz-pure")
    drawing = draw(FLERPARTSMOTE, "overview")
    (shown,), (printed,) = (drawing.bytes_of("png", engine=pure.path, dpi=dpi) for dpi in (None, 192))
    wide, twice = (int.from_bytes(made[16:20], "big") for made in (shown, printed))
    assert abs(twice - 2 * wide) <= 3  # each has lost its last column
