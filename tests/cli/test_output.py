"""Where the answer goes: stdout, a file, a pipe that closes; colour, width and encoding."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import click
import pytest

from flerpart_flow import ROUTINES, open_case
from flerpart_flow.cli.pages.page import Page, reading_width, wants_colour
from flerpart_flow.engine.journal.log_file import write_log_file
from tests.cli.running import ROOT, run, spawn

ESCAPE = "\x1b["


def test_no_colour_where_there_is_no_terminal(wrong: str) -> None:
    assert ESCAPE not in run("check", wrong).out


def test_colour_when_it_is_forced_and_the_words_are_the_same(wrong: str) -> None:
    plain = run("check", wrong).out
    coloured = run("check", wrong, env={"FORCE_COLOR": "1"}).out
    assert ESCAPE in coloured
    assert click.unstyle(coloured) == plain


@pytest.mark.parametrize(
    "env", [{"NO_COLOR": "1"}, {"NO_COLOR": "1", "FORCE_COLOR": "1"}, {"FORCE_COLOR": "0"}, {"FORCE_COLOR": ""}]
)
def test_no_colour_when_it_is_turned_off(wrong: str, env: dict[str, str]) -> None:
    assert ESCAPE not in run("check", wrong, env=env).out


def test_json_is_never_coloured(wrong: str) -> None:
    assert run("check", wrong, "--format", "json", env={"FORCE_COLOR": "1"}).data["format"] == "flerpart_flow/check/1"


class _Terminal:
    def isatty(self) -> bool:
        return True


def test_on_a_terminal_there_is_colour_and_its_width(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", _Terminal())
    for name in ("NO_COLOR", "FORCE_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    assert wants_colour()
    monkeypatch.setenv("TERM", "dumb")
    assert not wants_colour()
    for columns, width in (("60", 60), ("10", 40), ("200", 100)):
        monkeypatch.setenv("COLUMNS", columns)
        assert reading_width() == width


def test_a_mark_alone_is_coloured_and_never_its_indent() -> None:
    page = Page(80)
    page.marked("HINDER X:", "ett två", indent=2, style="block")
    page.line("lugnt", indent=2)
    assert page.text(colour=True) == "  \x1b[31m\x1b[1mHINDER X:\x1b[0m ett två\n  lugnt\n"


def test_judging_a_log_imports_no_drawing_library(wrong: str) -> None:
    code = (
        "import sys; from flerpart_flow.cli import main; main(sys.argv[1:]);"
        " print('graphviz' in sys.modules, file=sys.stderr)"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "FORCE_COLOR": "1"}
    ran = subprocess.run([sys.executable, "-c", code, "check", wrong], env=env, capture_output=True, check=True)
    assert ran.stderr.decode().strip() == "False"


def test_into_a_file_that_only_its_owner_can_read(right: str, tmp_path: Path) -> None:
    target = tmp_path / "svar.txt"
    ran = run("check", right, "-o", str(target), env={"FORCE_COLOR": "1"})
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert target.read_text(encoding="utf-8") == run("check", right).out
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_a_file_that_is_there_keeps_its_permissions(right: str, tmp_path: Path) -> None:
    target = tmp_path / "svar.txt"
    target.write_text("förut", encoding="utf-8")
    target.chmod(0o644)
    assert run("check", right, "-o", str(target)).code == 0
    assert stat.S_IMODE(target.stat().st_mode) == 0o644
    assert "FÖLJER RUTINEN" in target.read_text(encoding="utf-8")


def test_a_device_is_written_to_and_not_replaced(right: str) -> None:
    assert run("check", right, "-o", "/dev/null").code == 0
    assert not Path("/dev/null").is_file()


@pytest.mark.parametrize("place", ["nowhere/svar.txt", "."])
def test_a_place_that_can_not_be_written_to(right: str, place: str, tmp_path: Path) -> None:
    ran = run("check", right, "-o", str(tmp_path / place))
    assert (ran.code, ran.out) == (2, "")
    assert "Fel: " in ran.err


def test_a_dash_is_stdout(right: str) -> None:
    assert run("check", right, "-o", "-").out == run("check", right).out


def test_utf_8_whatever_the_locale(wrong: str) -> None:
    ran = spawn("check", wrong, env={"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert ran.returncode == 1
    assert "FÖLJER INTE RUTINEN" in ran.stdout.decode("utf-8")


def test_a_reader_that_goes_away_gives_no_traceback() -> None:
    code = "import sys; from flerpart_flow.cli import main; sys.exit(main())"
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    with subprocess.Popen(
        [sys.executable, "-c", code, "schema"], env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as ran:
        assert ran.stdout is not None
        assert ran.stderr is not None
        ran.stdout.close()
        complaint = ran.stderr.read()
    assert (ran.returncode, complaint) == (141, b"")


def test_a_page_wraps_and_hangs_and_a_long_word_is_kept_whole() -> None:
    page = Page(40)
    page.marked("HINDER X:", "ett två tre fyra fem sex sju åtta nio tio elva", indent=2)
    page.line("x" * 60)
    assert page.text().splitlines() == [
        "  HINDER X: ett två tre fyra fem sex sju",
        "      åtta nio tio elva",
        "x" * 60,
    ]


def test_a_table_wraps_its_last_column() -> None:
    page = Page(40)
    page.table([["Norm", "Bärs av"], ["FM-1", "villkor kalla, oppna_mote, dela_ut_plan"]])
    assert page.text().splitlines() == [
        "Norm  Bärs av",
        "FM-1  villkor kalla, oppna_mote,",
        "      dela_ut_plan",
    ]


def shell(command: str) -> subprocess.CompletedProcess[str]:
    """Run a shell's command, in which FLOW is the program."""
    code = "import sys; from flerpart_flow.cli import main; sys.exit(main())"
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHON": sys.executable, "CODE": code}
    whole = command.replace("FLOW", '"$PYTHON" -c "$CODE"')
    return subprocess.run(["sh", "-c", whole], env=env, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    "command",
    [
        "FLOW schema >&-",
        "FLOW --help >&-",
        "FLOW --version >&-",
        "FLOW check - <&-",
        "FLOW check - >&- <&-",
        "FLOW schema >/dev/full",
        "FLOW norms --lang en >/dev/full",
        "FLOW --help >/dev/full",
        "FLOW --version >/dev/full",
        "FLOW check --help >/dev/full",
        "FLOW schema -o /dev/full",
    ],
)
def test_a_stream_that_is_closed_or_full_gives_two_and_one_line(command: str) -> None:
    ran = shell(command)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert len(ran.stderr.splitlines()) == 1, ran.stderr
    assert ran.stderr.startswith(("Fel: ", "Error: "))


@pytest.mark.parametrize("command", ["FLOW chek 2>&-", "FLOW chek 2>/dev/full", "FLOW check nowhere.jsonl 2>&-"])
def test_without_anywhere_to_complain_the_exit_code_tells(command: str) -> None:
    ran = shell(command)
    assert (ran.returncode, ran.stdout, ran.stderr) == (2, "", "")


def test_an_answer_to_a_file_needs_no_stdout(tmp_path: Path) -> None:
    target = tmp_path / "schema.json"
    assert shell(f"FLOW schema -o {target} >&-").returncode == 0
    assert target.stat().st_size > 1000


def test_a_link_that_leads_to_itself(right: str, tmp_path: Path) -> None:
    loop, other = tmp_path / "loop", tmp_path / "other"
    loop.symlink_to(other)
    other.symlink_to(loop)
    for arguments in (("check", right, "-o", str(loop)), ("check", str(loop)), ("check", right, "-o", str(loop / "x"))):
        ran = run(*arguments)
        assert (ran.code, ran.out) == (2, "")
        assert len(ran.err.splitlines()) == 1
        assert "leder runt till sig själv" in ran.err
    assert loop.is_symlink()
    with pytest.raises(OSError, match=r"."):
        write_log_file(loop, open_case(ROUTINES["flerpartsmote"], "arende-1"))
    assert loop.is_symlink()
    assert sorted(one.name for one in tmp_path.iterdir() if one.name.startswith(".")) == []


def test_a_link_to_a_file_that_is_not_there_yet_is_followed(right: str, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "svar.txt")
    assert run("check", right, "-o", str(link)).code == 0
    assert link.is_symlink()
    assert (tmp_path / "svar.txt").is_file()
