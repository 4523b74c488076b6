"""``diagram`` draws to a file or stdout, and says in the reader's language what it can't draw."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from flerpart_flow.cli import main
from tests.drawn_once import GROUP

ROOT = Path(__file__).parents[2]
LOG = str(ROOT / "examples" / "logs" / "pagaende_arende.jsonl")


def _run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(["diagram", *arguments])
    shown = capsys.readouterr()
    return code, shown.out, shown.err


def test_the_overview_is_svg_on_stdout(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = _run(capsys, "overview", "--lang", "en")

    assert (code, err) == (0, "")
    assert out.startswith("<?xml")
    assert ">Preparation<" in out


@pytest.mark.parametrize(
    ("form", "begins"), [("dot", "digraph"), ("mermaid", "stateDiagram-v2"), ("table", "# Flerpartsmöte")]
)
def test_a_text_format_needs_no_engine(
    form: str, begins: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FLERPART_DOT", "/nowhere/dot")

    code, out, _ = _run(capsys, "overview", "--format", form)

    assert code == 0
    assert out.startswith(begins)


def test_the_suffix_tells_the_format(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    target = tmp_path / "dates.md"

    code, out, err = _run(capsys, "calendar", "--meeting", "2027-03-18", "-o", str(target))

    assert (code, out, err.strip()) == (0, "", str(target))
    assert "2027-02-04" in target.read_text(encoding="utf-8")  # six weeks before a Thursday is a Thursday


def test_the_pages_of_a_phase_are_numbered(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, _, _ = _run(capsys, "phase", "--phase", "atgarder", "-o", str(tmp_path / "a.svg"))

    assert code == 0
    found = sorted(path.name for path in tmp_path.iterdir())
    assert len(found) > 1  # how many depends on the words
    assert found == [f"a-{nr}.svg" for nr in range(1, len(found) + 1)]


def test_a_case_is_drawn_from_its_log(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = _run(capsys, "case", "--log", LOG, "--format", "table")

    assert code == 0
    assert "kommun:" not in out
    assert "## Får göras nu" in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("overveiw",), "overview"),
        (("dates", "--meeting", "2027-03-18"), "calendar"),
        (("overview", "--theme", "contrats"), "contrast"),
        (("overview", "--format", "svgg"), "svg"),
        (("phase", "--phase", "kallelsen"), "kallelse"),
        (("party", "--party", "regionen"), "region"),
        (("overview", "--routine", "flerpartsmöte"), "flerpartsmote"),
        (("phase",), "--phase"),
        (("party",), "--party"),
        (("calendar",), "--meeting"),
        (("step",), "--step"),
        (("step", "--step", "kalle"), "kalla"),
        (("diff",), "--against"),
        (("overview", "--format", "png", "--dpi", "9999"), "600"),
        (("overview", "--format", "png", "--dpi", "tio"), "--dpi"),
        (("overview", "--dpi", "300"), "PNG"),
        (("diff", "--against", "1999.1"), "1999.1"),
        (("case",), "--log"),
        ((), "swimlanes"),
        (("overview", "--all"), "--check"),
        (("--all",), "-o"),
        (("phase", "--phase", "atgarder"), "-o"),
        (("calendar", "--meeting", "18/3"), "--meeting"),
        (("--check", "no/such/folder"), "no/such/folder"),
        (("case", "--log", "no/such.jsonl"), "no/such.jsonl"),
        (("overview", "-o", "/nowhere/at/all.svg"), "/nowhere/at/all.svg"),
        (("overview", "--engine", "/nowhere/dot"), "/nowhere/dot"),
    ],
)
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_what_cannot_be_drawn_is_told_with_what_to_do(
    arguments: tuple[str, ...], said: str, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = _run(capsys, *arguments, "--lang", lang)

    assert (code, out) == (2, "")
    assert said in err


@pytest.mark.xdist_group(GROUP)
@pytest.mark.usefixtures("drawn_once")
def test_the_whole_set_is_drawn_and_then_up_to_date(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folder = tmp_path / "pictures"

    drawn = _run(capsys, "--all", "-o", str(folder))
    checked = _run(capsys, "--check", str(folder), "--lang", "en")
    (folder / "flerpartsmote" / "en" / "overview.dot").write_text("", encoding="utf-8")
    wrong = _run(capsys, "--check", str(folder), "--lang", "en")

    assert drawn[0] == 0
    assert str(folder) in drawn[1]
    assert checked[:2] == (0, "All pictures are up to date.\n")
    assert wrong[0] == 1
    assert "overview.dot: out of date" in wrong[1]


def test_the_demo_draws_into_a_folder_and_says_where(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folder = tmp_path / "demo"

    code = main(["demo", "--diagrams", str(folder)])

    assert code == 0
    assert str(folder) in capsys.readouterr().out
    assert (folder / "README.md").is_file()
    assert (folder / "flerpartsmote" / "sv" / "case-1.svg").is_file()
    first = (folder / "index.html").read_text(encoding="utf-8")
    linked = re.findall(r'(?:href|src)="([^"]+)"', first)
    assert all((folder / path).is_file() for path in linked)
    assert {path.rpartition(".")[0].partition("-")[2] for path in linked if path.startswith("papper/")} >= {
        "kallelse-arbetsformedlingen",
        "plan-arbetsformedlingen",
        "plan_individ-individ",
    }
