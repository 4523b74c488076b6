"""What ``diagram diff --against`` takes: a version, its file, an overlay, both, a digest; and what it refuses."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from flerpart_flow.routines.flerpartsmote import FLERPARTSMOTE
from tests.cli.running import ROOT, run

OWN: Final = ROOT / "examples" / "egna_varden.toml"
RULES: Final = ROOT / "src/flerpart_flow/routines/flerpartsmote/rules/2026.1.toml"
WEEKS: Final = "[parameter.lead_time_weeks_region]\nvalue = 6\n"


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A folder of files that can be named."""
    rules = RULES.read_text(encoding="utf-8")
    assert rules.count(WEEKS) == 1
    version = 'routine = "flerpartsmote"\nversion = "2027.1"\n' + rules.replace(WEEKS, WEEKS.replace("6", "9"))
    (tmp_path / "ny.toml").write_text(version, encoding="utf-8")
    (tmp_path / "egna.toml").write_text(OWN.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "ui.toml").write_text('for = "ung_intro"\nname = "x"\n', encoding="utf-8")
    (tmp_path / "halv.toml").write_text('routine = "flerpartsmote"\n', encoding="utf-8")
    (tmp_path / "ingen.toml").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "mapp.toml").mkdir()
    return tmp_path


WEEKS_ARE: Final = "| \\~ Framförhållning till Regionen, i veckor från den första kontakten till mötesdagen. | "
FORMS: Final = [
    ("{here}/egna.toml", f"{WEEKS_ARE}Från 8 till 6<br>lead\\_time\\_weeks\\_region |"),
    ("2026.1+{here}/egna.toml", "| − kommunens vuxenutbildning | kommun:vuxenutbildning (enheter) |"),
    ("{here}/ny.toml", f"{WEEKS_ARE}Från 9 till 6<br>lead\\_time\\_weeks\\_region |"),
    ("2026.1", "| – | Inga. |"),
    (FLERPARTSMOTE.rules().digest, "| – | Inga. |"),
]


@pytest.mark.parametrize(("against", "told"), FORMS)
def test_each_form_is_compared_with(against: str, told: str, here: Path) -> None:
    ran = run("diagram", "diff", "--against", against.format(here=here), "--format", "table")
    assert (ran.code, ran.err) == (0, "")
    assert told in ran.out


def test_what_an_overlay_changes(here: Path) -> None:
    ran = run("diagram", "diff", "--overlay", str(here / "egna.toml"), "--against", "2026.1", "--format", "table")
    assert "Från 6 till 8<br>" in ran.out
    assert "| + kommunens vuxenutbildning | kommun:vuxenutbildning (enheter) |" in ran.out
    assert "| \\~ FM-BEDOMNING-2 | Vikt: från varning till hinder<br>" in ran.out


def test_a_file_tells_the_routine(here: Path) -> None:
    ran = run("diagram", "diff", "--against", str(here / "ui.toml"), "--format", "table")
    assert ran.out.startswith("# Ung Intro: vad som har ändrats")


def test_a_version_of_a_folder_of_rules(here: Path) -> None:
    folder = here / "regler"
    folder.mkdir()
    (here / "ny.toml").rename(folder / "ny.toml")
    ran = run("diagram", "diff", "--against", "2027.1", "--rules-dir", str(folder), "--format", "table")
    assert "Från 9 till 6<br>" in ran.out


WRONG: Final = [
    ("2025.1", "Den versionen är inte installerad för rutinen flerpartsmote. Menade du 2026.1?"),
    ("", "Den versionen är inte installerad för rutinen flerpartsmote. Installerade: 2026.1."),
    ("{here}/saknas.toml", "saknas.toml: Filen finns inte."),
    ("2026.1+{here}/saknas.toml", "saknas.toml: Filen finns inte."),
    ("{here}/mapp.toml", "mapp.toml: Det är en mapp."),
    ("{here}/ingen.toml", "ingen.toml är inte text i UTF-8."),
    ("{here}/halv.toml", "halv.toml säger inte vilken rutin den är för."),
    ("sha256:abc", "Inga installerade regler har den kontrollsumman."),
]


@pytest.mark.parametrize(("against", "told"), WRONG)
def test_what_is_not_there_is_said(against: str, told: str, here: Path) -> None:
    ran = run("diagram", "diff", "--against", against.format(here=here), "-o", str(here / "x.md"))
    assert (ran.code, ran.out) == (2, "")
    assert told in " ".join(ran.err.split())
    assert not (here / "x.md").exists()


def test_a_version_of_another_routine(here: Path) -> None:
    ran = run("diagram", "diff", "--routine", "ung_intro", "--against", str(here / "ny.toml"))
    assert (ran.code, ran.out) == (2, "")
    assert "flerpartsmote och ung_intro" in ran.err
