"""A withdrawal or a narrowing that is struck or corrected stands all the same, and whoever reads the log is told so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from flerpart_flow import ROUTINES, read_log_file
from flerpart_flow.cli.pages.page import Page
from flerpart_flow.cli.pages.story import tell_story
from flerpart_flow.engine.journal.log_file import write_log_file
from flerpart_flow.samverkan.events import AterkallaSamtycke, BegransaSamtycke, DokumenteraSamtycke
from flerpart_flow.texts import texts
from tests import stories, ung_intro_stories
from tests.cli.running import run
from tests.story import Story

BOTH = [
    (stories.consented, stories.ARBETSMARKNAD, stories.AF),
    (ung_intro_stories.started, ung_intro_stories.UI, ung_intro_stories.FK),
]


def told(story: Story, folder: Path) -> tuple[str, str]:
    """What ``check`` says of the story, and how the story is told."""
    path = folder / "arende.jsonl"
    write_log_file(path, story.case)
    page = Page(width=1000)
    tell_story(page, read_log_file(path, ROUTINES), texts("sv"))
    return " ".join(run("check", str(path)).out.split()), page.text()


def corrected(story: Story, by: str, nr: int, ratt: dict[str, Any] | None = None) -> None:
    """Line ``nr`` is corrected or struck by a unit."""
    kind = story.case.routine.correction
    assert kind is not None
    story.do(kind, by, ror=nr, skal_kod="felskrivning", ratt=ratt)


@pytest.mark.parametrize(("start", "by", "other"), BOTH)
@pytest.mark.parametrize(
    ("kind", "narrows", "ratt"),
    [
        (AterkallaSamtycke, False, None),
        (BegransaSamtycke, True, None),
        (BegransaSamtycke, True, {"enheter": [], "amnen": ["halsa"]}),
    ],
)
def test_what_the_individual_took_back_is_said_to_stand(
    start: Any, by: str, other: str, kind: Any, narrows: bool, ratt: dict[str, Any] | None, tmp_path: Path
) -> None:
    story: Story = start()
    content: dict[str, Any] = {"enheter": (other,)} if narrows else {}
    story.do(kind, "individ", **content)
    nr = len(story.case.lines)
    corrected(story, by, nr, ratt)
    stands = f"Det som individen tog tillbaka i nr {nr} är ändå tillbakataget"
    assert [stands in text for text in told(story, tmp_path)] == [True, True]


@pytest.mark.parametrize(("start", "by", "other"), BOTH)
def test_any_other_line_that_is_struck_no_longer_counts(start: Any, by: str, other: str, tmp_path: Path) -> None:
    story: Story = start()
    nr = next(line.nr for line in story.case.lines if isinstance(line, DokumenteraSamtycke) and line.by == other)
    corrected(story, by, nr or 0)
    checked, story_told = told(story, tmp_path)
    assert f"Stryker nr {nr}." in checked
    assert "är ändå tillbakataget" not in checked + story_told


@pytest.mark.parametrize(("start", "by", "other"), BOTH)
def test_a_unit_that_strikes_the_individuals_line_is_warned_in_the_verdict(
    start: Any, by: str, other: str, tmp_path: Path
) -> None:
    story: Story = start()
    story.do(AterkallaSamtycke, "individ")
    corrected(story, by, len(story.case.lines))
    checked, _ = told(story, tmp_path)
    assert "FÖLJER RUTINEN." in checked
    assert "VARNING FF-RATTELSE-4:" in checked.upper()
