"""``doctor``: what there is to draw with, which of it works, and what to install."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from flerpart_flow.cli.commands.doctor import PACKAGES
from flerpart_flow.diagrams.engines import pdf
from tests.cli.running import ROOT, run
from tests.diagrams.fake_engines import fake, only
from tests.needs import needs_dot, needs_engine

DRAWS = "print('version 7.1' if args == ['-V'] else '<svg/>')"


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A machine with nothing that draws and no fontconfig, and a folder on its PATH."""
    folder = tmp_path / "bin"
    folder.mkdir()
    only(monkeypatch, folder)
    return folder


def examined(*arguments: str) -> tuple[int, Any]:
    """The exit code and the JSON answer."""
    ran = run("doctor", "--format", "json", *arguments)
    assert ran.err == ""
    return ran.code, ran.data


def test_with_nothing_to_draw_with_it_says_what_to_install(bare: Path) -> None:
    code, data = examined()
    assert (code, data["can_draw"], data["engines"]) == (1, False, [])
    assert "Debians paket graphviz" in data["fault"]
    assert "flerpart-flow[render]" in data["fault"]
    assert data["formats"] == [
        {"name": name, "made_by": None, "fault": data["fault"]} for name in ("svg", "png", "pdf")
    ]
    assert (data["fonts"], data["built_in_fonts"]) == (None, [])
    page = " ".join(run("doctor").out.split())
    assert page.count("flerpart-flow[render]") == 1
    assert "SVG: nej PNG: nej PDF: nej" in page
    assert "fc-match finns inte" in page
    assert page.endswith("Diagram kan inte ritas som bilder. DOT, Mermaid och tabeller fungerar ändå.")


def test_engines_in_the_order_of_the_search_and_which_is_used(bare: Path) -> None:
    pure, dot = fake(bare, DRAWS, "graphviz-pure"), fake(bare, DRAWS)
    code, data = examined()
    assert (code, data["can_draw"], data["fault"]) == (0, True, None)
    common = {"version": "7.1", "found_by": "PATH", "fault": None}
    assert data["engines"] == [
        {"kind": "dot", "path": str(dot), "used": True, **common},
        {"kind": "graphviz-pure", "path": str(pure), "used": False, **common},
    ]
    assert [one["made_by"] for one in data["formats"]] == ["dot", "dot", "dot"]
    assert data["built_in_fonts"] == ["Arimo", "Cousine", "Tinos"]


def test_the_page_in_both_languages(bare: Path) -> None:
    path = fake(bare, DRAWS)
    swedish, english = (" ".join(run("doctor", "--lang", lang).out.split()) for lang in ("sv", "en"))
    assert f"1. dot 7.1 · {path} · på PATH · används" in swedish
    assert "SVG: ja, med dot" in swedish
    assert swedish.endswith("Diagram kan ritas.")
    assert f"1. dot 7.1 · {path} · on PATH · in use" in english
    assert "SVG: yes, with dot" in english
    assert english.endswith("Diagrams can be drawn.")


def test_an_engine_that_does_not_work_is_no_engine(bare: Path) -> None:
    fake(bare, "print('no font at all', file=sys.stderr); sys.exit(2)")
    fake(bare, DRAWS, "graphviz-pure")
    code, data = examined("--lang", "en")
    assert (code, data["can_draw"]) == (1, False)
    broken, working = data["engines"]
    assert (broken["used"], broken["version"]) == (True, None)
    assert broken["fault"] == "dot could not draw the picture (exit code 2): no font at all"
    assert (working["used"], working["fault"]) == (False, None)
    page = " ".join(run("doctor", "--lang", "en").out.split())
    assert f"dot (unknown version) · {bare / 'dot'}" in page
    assert "Doesn't work: dot could not draw the picture (exit code 2): no font at all" in page


def test_a_format_that_the_engine_does_not_make(bare: Path) -> None:
    fake(bare, f"if '-Tpng' in args: sys.exit('Format: \"png\" not recognized.')\n{DRAWS}")
    code, data = examined("--lang", "en")
    assert code == 0
    svg, png, _ = data["formats"]
    assert (svg["made_by"], png["made_by"]) == ("dot", None)
    assert 'Format: "png" not recognized.' in png["fault"]
    assert 'PNG: no. dot could not draw the picture (exit code 1): Format: "png"' in run("doctor", "--lang", "en").out


def test_pdf_without_weasyprint(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> None:
        raise ModuleNotFoundError(name)

    monkeypatch.setattr(pdf, "import_module", absent)
    fake(bare, DRAWS, "graphviz-pure")
    code, data = examined()
    assert code == 0
    assert data["formats"][1] == {"name": "png", "made_by": "graphviz-pure", "fault": None}
    assert data["formats"][2]["made_by"] is None
    assert "flerpart-flow[render]" in data["formats"][2]["fault"]


def test_a_variable_that_names_no_program(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake(bare, DRAWS)
    monkeypatch.setenv("FLERPART_DOT", "/no/such/dot")
    code, data = examined("--lang", "en")
    assert (code, data["can_draw"]) == (1, False)
    assert [one["used"] for one in data["engines"]] == [False]
    assert "FLERPART_DOT names /no/such/dot" in data["fault"]


@pytest.mark.parametrize(("family", "same"), [("Liberation Sans", True), ("Arimo", True), ("DejaVu Sans", False)])
def test_the_font_that_the_machine_has_for_arial(bare: Path, family: str, same: bool) -> None:
    fake(bare, DRAWS)
    fake(bare, f"print({family!r} if args[-1] == 'Arial' else args[-1])", "fc-match")
    _, data = examined()
    assert data["fonts"][0] == {"asked": "Arial", "found": family, "same_width": same}
    assert [one["asked"] for one in data["fonts"]] == ["Arial", "Liberation Sans", "Arimo"]
    page = run("doctor").out
    assert f"  Arial: {family}\n" in page
    assert ("fonts-liberation" in page) is not same


def test_versions_are_of_what_the_package_needs(bare: Path) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = [re.split(r"[<>=]", one)[0] for one in project["dependencies"]]
    assert list(PACKAGES) == needed
    versions = {one["name"]: one["version"] for one in examined()[1]["versions"]}
    assert list(versions) == ["flerpart_flow", "Python", *needed]
    assert all(re.match(r"\d+\.\d+", version) for version in versions.values())


def test_a_package_that_is_not_there_has_no_version(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flerpart_flow.cli.commands.doctor.PACKAGES", ("no-such-package",))
    assert examined()[1]["versions"][-1] == {"name": "no-such-package", "version": None}
    assert "no-such-package (saknas)" in run("doctor").out


def test_every_key_is_on_the_page_for_programs(bare: Path) -> None:
    fake(bare, DRAWS)
    fake(bare, "print('Arial')", "fc-match")
    whole = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([a-z_]+)`", whole.split("\n## doctor\n")[1].split("\n## ")[0]))
    assert _keys(examined()[1]) - {"format"} <= named


def _keys(value: Any) -> set[str]:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return set().union(*(_keys(one) for one in inner), value if isinstance(value, dict) else ())


@pytest.mark.parametrize("kind", ["dot", "graphviz-pure"])
def test_it_finds_what_this_machine_has(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    found = needs_dot() if kind == "dot" else needs_engine(kind)
    monkeypatch.setenv("FLERPART_DOT", str(found.path))
    code, data = examined()
    assert code == 0
    used = data["engines"][0]
    assert (used["kind"], used["found_by"], used["used"], used["fault"]) == (kind, "FLERPART_DOT", True, None)
    assert [one["made_by"] for one in data["formats"][:2]] == [kind, kind]
