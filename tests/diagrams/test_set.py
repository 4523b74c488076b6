"""The pictures in ``diagrams/`` are those that the code draws now, and a folder that isn't is told so, file by file."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from flerpart_flow import ROUTINES
from flerpart_flow.cli.commands.diagram import set_case
from flerpart_flow.diagrams.collection import INDEX, Stale, stale
from tests.drawn_once import GROUP
from tests.generated import HOW

pytestmark = [pytest.mark.xdist_group(GROUP), pytest.mark.usefixtures("drawn_once")]

ROOT = Path(__file__).parents[2]
SET = ROOT / "diagrams"


def _stale(folder: Path) -> tuple[Stale, ...]:
    case, at = set_case()
    return stale(folder, ROUTINES.values(), case=case, at=at)


def test_the_set_in_the_repository_is_up_to_date() -> None:
    assert [(str(one.path.relative_to(SET)), one.why) for one in _stale(SET)] == [], HOW


def test_every_file_that_differs_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "set"
    shutil.copytree(SET, folder)
    (folder / "flerpartsmote" / "sv" / "overview.dot").write_text("digraph {}\n", encoding="utf-8")
    (folder / "flerpartsmote" / "en" / "swimlanes-1.svg").write_text("not an SVG", encoding="utf-8")
    (folder / "flerpartsmote" / "sv" / "detail.svg").unlink()
    (folder / "flerpartsmote" / "sv" / "old.svg").write_text("<svg/>", encoding="utf-8")

    found = {str(one.path.relative_to(folder)): one.why for one in _stale(folder)}

    assert found == {
        "flerpartsmote/sv/overview.dot": "changed",
        "flerpartsmote/en/swimlanes-1.svg": "changed",
        "flerpartsmote/sv/detail.svg": "missing",
        "flerpartsmote/sv/old.svg": "extra",
    }


def test_a_word_changed_by_hand_in_an_svg_is_found(tmp_path: Path) -> None:
    folder = tmp_path / "set"
    shutil.copytree(SET, folder)
    picture = folder / "flerpartsmote" / "sv" / "overview.svg"
    picture.write_text(picture.read_text(encoding="utf-8").replace(">Behov<", ">Bekymmer<"), encoding="utf-8")

    assert [(one.path, one.why) for one in _stale(folder)] == [(picture, "changed")]


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_index_shows_every_picture_of_its_language(lang: str) -> None:
    page = (SET / INDEX[lang]).read_text(encoding="utf-8")

    drawn = {path.relative_to(SET).as_posix() for path in SET.glob(f"*/{lang}/*.svg")}

    assert drawn
    assert {path for path in drawn if f"]({path})" in page} == drawn


def test_the_set_holds_every_view_phase_and_party_of_flerpartsmote() -> None:
    stems = {path.stem for path in (SET / "flerpartsmote" / "sv").glob("*.svg")}

    assert {"overview", "swimlanes-1", "detail", "deviations-1", "case-1", "calendar-2027-03-18-1"} <= stems
    assert {"step-kalla-1", "step-oppna_mote-1", "step-avsluta", "consent-1"} <= stems
    for party in ("individ", "arbetsformedlingen", "forsakringskassan", "region", "kommun"):
        assert stems & {f"party-{party}", f"party-{party}-1"}, party
    for phase in (
        "behov",
        "samtycke",
        "forberedelse",
        "kallelse",
        "mote",
        "atgarder",
        "uppfoljning",
        "avslut",
        "vilande",
    ):
        assert stems & {f"phase-{phase}", f"phase-{phase}-1"}, phase
