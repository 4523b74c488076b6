"""Asking for what isn't there, or what can't be written or drawn: an error that helps, and nothing half done."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from flerpart_flow.diagrams.drawing import Drawing, draw
from flerpart_flow.diagrams.engines.errors import (
    EngineError,
    EngineFailed,
    EngineMissing,
    EngineTimedOut,
    EngineUnusable,
)
from flerpart_flow.diagrams.errors import DiagramError
from flerpart_flow.routines.flerpartsmote import FLERPARTSMOTE
from tests import toy
from tests.diagrams.fake_engines import fake
from tests.diagrams.pictures import drawn
from tests.needs import needs_engine
from tests.stories import Story

WRONG: list[tuple[str, dict[str, Any], str, str]] = [
    ("swimlane", {}, "Vyn finns inte. Menades swimlanes?", "There is no such view. Did you mean swimlanes?"),
    ("dates", {}, "Vyn dates heter nu calendar.", "The view dates is now called calendar."),
    ("Overview", {}, "Vyn finns inte. Menades overview?", "There is no such view. Did you mean overview?"),
    (
        "phase", {"phase": "kalelse"}, "Rutinen har ingen sådan fas. Menades kallelse?",
        "The routine has no such phase. Did you mean kallelse?",
    ),
    (
        "party", {"party": "regionen"}, "Rutinen har ingen sådan part. Menades region?",
        "The routine has no such party. Did you mean region?",
    ),
    ("overview", {"theme": "ligth"}, "Temat finns inte. Menades light?", "There is no such theme. Did you mean light?"),
    (
        "overview", {"lang": "eng"}, "Språket finns inte. Menades en?", "There is no such language. Did you mean en?",
    ),
    ("phase", {}, "Vyn phase visar en fas. Ange vilken (phase).", "The view phase shows one phase. Say which (phase)."),
    (
        "party", {}, "Vyn party visar en parts del. Ange vilken (party).",
        "The view party shows one party's part. Say which (party).",
    ),
    (
        "calendar", {}, "Vyn calendar visar tidslinjen för ett möte. Ange mötets dag (meeting).",
        "The view calendar shows the time line of a meeting. Give the meeting's day (meeting).",
    ),
    (
        "case", {}, "Vyn case visar ett ärendes väg. Ange ärendet (case).",
        "The view case shows the way of a case. Give the case (case).",
    ),
    (
        "case", {"case": Story().case}, "Ärendet har ingen händelse ännu, så det finns ingen väg att rita.",
        "The case has no event yet, so there is no way to draw.",
    ),
]  # fmt: skip


EMPTY = '<svg xmlns="http://www.w3.org/2000/svg"/>'


def names(folder: Path) -> list[str]:
    """What is in a folder."""
    return sorted(one.name for one in folder.iterdir())


@pytest.mark.parametrize(("view", "asked", "sv", "en"), WRONG)
def test_the_error_names_what_was_meant_or_what_is_missing(view: str, asked: dict[str, Any], sv: str, en: str) -> None:
    with pytest.raises(DiagramError) as caught:
        draw(FLERPARTSMOTE, view, **asked)
    assert (caught.value.text("sv"), caught.value.text("en")) == (sv, en)


@pytest.mark.parametrize("asked", ["qqqqq", "", "\0", None, 7, ["overview"], "x" * 10_000])
def test_what_resembles_nothing_gets_all_the_choices(asked: Any) -> None:
    with pytest.raises(DiagramError) as caught:
        draw(FLERPARTSMOTE, asked)
    assert caught.value.text("en") == (
        "There is no such view. Choose one of: overview, swimlanes, phase, detail, step, party, roles, "
        "consent, deviations, calendar, diff, case."
    )


def test_another_routines_case_a_time_without_a_zone_and_a_routine_without_meetings_are_refused() -> None:
    with pytest.raises(DiagramError, match=r"följer rutinen toy.*flerpartsmote"):
        draw(FLERPARTSMOTE, "case", case=toy.play("a n"))
    with pytest.raises(DiagramError, match="saknar zon"):
        draw(FLERPARTSMOTE, "calendar", meeting=date(2027, 3, 18), at=datetime(2027, 1, 1))  # noqa: DTZ001  that is the fault
    with pytest.raises(DiagramError, match="ingen framförhållning"):
        draw(toy.TOY, "calendar", meeting=date(2027, 3, 18))
    with pytest.raises(DiagramError, match="inga parter"):
        draw(toy.TOY, "party", party="nord")


def test_a_format_that_is_not_there_names_the_nearest(tmp_path: Path) -> None:
    for path, asked, sv, en in (
        ("x.sgv", None, "Menades svg?", "Did you mean svg?"),
        ("x.svg", "pgn", "Menades png?", "Did you mean png?"),
        ("x", None, "Välj ett av: dot, mermaid, table, svg, png, pdf.", "Choose one of: dot,"),
    ):
        with pytest.raises(DiagramError) as caught:
            drawn("overview").render(tmp_path / path, format=asked)
        assert sv in caught.value.text("sv")
        assert en in caught.value.text("en")
    assert list(tmp_path.iterdir()) == []


def test_a_path_that_can_not_be_written_is_named_and_nothing_is_left(tmp_path: Path) -> None:
    drawing = drawn("overview")
    (tmp_path / "file").write_text("kept", encoding="utf-8")
    (tmp_path / "folder.dot").mkdir()
    for path in (tmp_path / "no" / "x.dot", tmp_path / "file" / "x.dot", tmp_path / "folder.dot"):
        with pytest.raises(DiagramError) as caught:
            drawing.render(path)
        assert caught.value.text("sv").startswith(f"{path} kan inte skrivas: ")
        assert caught.value.text("en").startswith(f"{path} can't be written: ")
    assert sorted(one.name for one in tmp_path.rglob("*")) == ["file", "folder.dot"]
    assert (tmp_path / "file").read_text(encoding="utf-8") == "kept"


def test_a_file_is_replaced_whole_or_stays_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "x.dot"
    target.write_text("old", encoding="utf-8")

    def full(source: str, target: Path) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(Path, "replace", full)
        with pytest.raises(DiagramError, match="disken är full"):
            drawn("overview").render(target)
    assert [one.name for one in tmp_path.iterdir()] == ["x.dot"]
    assert target.read_text(encoding="utf-8") == "old"
    drawn("overview").render(target)
    assert target.read_text(encoding="utf-8").startswith("digraph")


@pytest.mark.parametrize(
    ("body", "kind", "says"),
    [
        ("sys.exit(print('Error: no memory', file=sys.stderr) or 3)", EngineFailed, "no memory"),
        ("os.kill(os.getpid(), signal.SIGSEGV)", EngineFailed, "SIGSEGV"),
        ("time.sleep(60)", EngineTimedOut, "0.5 sekunder"),
        ("", EngineFailed, "ingen bild"),
    ],
)
@pytest.mark.parametrize("name", ["detail", "swimlanes"])
def test_an_engine_that_crashes_or_hangs_gives_its_message_and_no_file(
    tmp_path: Path, body: str, kind: type[EngineError], says: str, name: str
) -> None:
    """In one pass and in two."""
    program = fake(tmp_path, body)
    before = names(tmp_path)
    target = tmp_path / "picture.svg"
    with pytest.raises(kind, match=says):
        drawn(name).render(target, engine=program, timeout=0.5)
    assert names(tmp_path) == before


def test_several_pages_are_written_all_or_none_where_a_later_one_fails(tmp_path: Path) -> None:
    failing = fake(tmp_path, f"sys.exit(1) if 'fas-mote' in sys.stdin.read() else print({EMPTY!r})")
    before = names(tmp_path)
    with pytest.raises(EngineFailed):
        drawn("detail").render(tmp_path / "d.svg", engine=failing)
    assert names(tmp_path) == before
    program = fake(tmp_path, f"print({EMPTY!r})", "second")
    before = names(tmp_path)
    drawn("detail").render(tmp_path / "d.svg", engine=program)
    assert len(names(tmp_path)) == len(before) + len(drawn("detail").pages)


def test_without_an_engine_text_is_drawn_and_a_picture_says_what_to_install(bare: Path, tmp_path: Path) -> None:
    drawing = drawn("overview")
    for suffix in ("dot", "mmd", "md"):
        (written,) = drawing.render(tmp_path / f"x.{suffix}")
        assert written.stat().st_size > 1000
    with pytest.raises(EngineMissing, match=r"flerpart-flow\[render\]"):
        drawing.render(tmp_path / "x.svg")
    with pytest.raises(EngineUnusable):
        drawing.render(tmp_path / "x.svg", engine="no-such-engine")
    assert not (tmp_path / "x.svg").exists()


def test_a_notebook_gets_a_picture_or_a_table(bare: Path) -> None:
    drawing = drawn("overview")
    assert set(drawing._repr_mimebundle_()) == {"text/plain", "text/markdown"}
    assert drawing._repr_mimebundle_()["text/markdown"] == drawing.table


def test_a_notebook_with_an_engine_gets_the_picture() -> None:
    needs_engine("graphviz-pure")
    bundle = Drawing(drawn("overview").pages, drawn("overview").theme)._repr_mimebundle_()
    assert bundle["text/html"].startswith("<svg ")
    assert bundle["text/html"].count("<svg ") == 1
    assert "Behov" in bundle["text/html"]
    assert datetime.now(UTC).date().isoformat() not in bundle["text/html"]
