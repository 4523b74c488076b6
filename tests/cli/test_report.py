"""``report``: a folder of logs, counted for the steering group."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from pathlib import Path

import pytest

from flerpart_flow.across.spread.processes import cores
from flerpart_flow.cli import main
from flerpart_flow.cli.commands.report import FORMATS as REPORT_FORMATS
from flerpart_flow.cli.input.options import FORMATS
from tests.across.logs import accepted, declined, folder, unassessed
from tests.cli.running import HEADER, ROOT, run, spawn, written
from tests.waiting import PATIENCE, comes_true

DAY = ("--at", "2026-03-01")


@pytest.fixture
def logs(tmp_path: Path) -> Path:
    """Nine accepted, six declined."""
    at = tmp_path / "loggar"
    at.mkdir()
    return folder(at, *(accepted(1 + nr) for nr in range(9)), *(declined() for _ in range(6)))


def test_a_folder_as_text(logs: Path) -> None:
    ran = run("report", str(logs), *DAY)
    assert (ran.code, ran.err) == (0, "")
    assert "Läget 2026-03-01 23:59" in ran.out
    assert "15 ärenden. Bedömda efter reglerna 2026.1." in ran.out
    assert "        9   60 %  Samtycke" in ran.out
    assert "        6   40 %  Avslutat" in ran.out


def test_as_data(logs: Path) -> None:
    ran = run("report", str(logs), *DAY, "--format", "json")
    assert ran.data["format"] == "flerpart_flow/report/1"
    assert (ran.data["at"], ran.data["min_group"]) == ("2026-03-01T23:59:59.999999+01:00", 5)
    assert ran.data["routines"][0]["standing"] == {
        "shown": [{"phase": "samtycke", "cases": 9}, {"phase": "closed", "cases": 6}],
        "rest": 0,
    }
    assert ran.data["routines"][0]["times"] == []  # nine are too few for a median


@pytest.mark.parametrize("form", REPORT_FORMATS)
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_every_form_in_every_language_twice_the_same(form: str, lang: str, logs: Path) -> None:
    first, again = (run("report", str(logs), *DAY, "--format", form, "--lang", lang) for _ in range(2))
    assert (first.code, first.err) == (0, "")
    assert first.out == again.out
    assert len(first.out) > 500


def test_the_other_commands_have_the_forms_they_had() -> None:
    assert FORMATS == ("text", "json")


def test_a_smaller_group_is_shown_when_it_is_asked_for(tmp_path: Path) -> None:
    folder(tmp_path, *(accepted(1) for _ in range(4)))
    assert "Färre än 5 ärenden" in run("report", str(tmp_path), *DAY).out
    assert "4 ärenden." in run("report", str(tmp_path), *DAY, "--min-group", "3").out


@pytest.mark.parametrize(
    ("option", "value", "says"),
    [
        ("--min-group", "2", "minst 3"),
        ("--min-group", "fem", "minst 3"),
        ("--min-group", "-5", "minst 3"),
        ("--jobs", "0", "minst 1"),
        ("--at", "igår", "Ingen tidpunkt"),
        ("--format", "pdf", "html"),
        ("--overlay", "finns.inte", "Filen finns inte"),
    ],
)
def test_a_wrong_option_is_told_and_nothing_is_written(option: str, value: str, says: str, logs: Path) -> None:
    ran = run("report", str(logs), option, value)
    assert (ran.code, ran.out) == (2, "")
    assert option in ran.err or value in ran.err
    assert says in ran.err
    assert "Traceback" not in ran.err


def test_an_overlay_that_lowers_what_is_fixed_is_told_and_nothing_is_counted(logs: Path, tmp_path: Path) -> None:
    overlay = tmp_path / "egna.toml"
    overlay.write_text('for = "flerpartsmote"\n[norm."FM-SAMTYCKE-2"]\nseverity = "note"\n', encoding="utf-8")
    ran = run("report", str(logs), "--overlay", str(overlay))
    assert (ran.code, ran.out) == (2, "")
    assert "FM-SAMTYCKE-2" in ran.err


def test_a_process_that_is_killed_is_told(logs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*given: object, **options: object) -> None:
        raise BrokenProcessPool

    monkeypatch.setattr("flerpart_flow.across.report.report", killed)
    ran = run("report", str(logs))
    assert (ran.code, ran.out) == (2, "")
    assert "--jobs 1" in ran.err


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "brev.txt").write_text("hej", encoding="utf-8")
    ran = run("report", str(tmp_path))
    assert (ran.code, ran.out) == (2, "")
    assert "Här finns inga loggar" in ran.err
    assert "En annan fil" in ran.err


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    ran = run("report", str(tmp_path / "borta"))
    assert (ran.code, ran.out) == (2, "")
    assert "finns inte" in ran.err


def test_a_log_is_no_folder(right: str) -> None:
    ran = run("report", right)
    assert (ran.code, ran.out) == (2, "")
    assert "ingen mapp" in ran.err


def test_a_damaged_log_is_named_on_stderr_only(logs: Path) -> None:
    (logs / "skadad å.jsonl").write_text(written(*accepted(1))[:-30], encoding="utf-8")
    ran = run("report", str(logs), *DAY)
    assert ran.code == 4
    assert ran.err.startswith(f"Fel: {logs}/skadad å.jsonl: Rad 5: ")
    assert "15 ärenden." in ran.out
    assert "Skadade eller oläsliga: 1" in ran.out
    assert "skadad å" not in ran.out


def test_a_log_that_can_not_be_opened_is_lost_as_well(logs: Path) -> None:
    (logs / "borta.jsonl").symlink_to(logs / "ingenstans")
    ran = run("report", str(logs), *DAY)
    assert (ran.code, ran.err.count("Fel: ")) == (4, 1)
    assert "Filen finns inte" in ran.err


def test_odd_entries_are_named_and_the_rest_counted(logs: Path) -> None:
    os.mkfifo(logs / "ror")
    (logs / "ror.jsonl").symlink_to("ror")
    (logs / "ring.jsonl").symlink_to("ring.jsonl")
    (logs / "mapp.jsonl").symlink_to(logs.parent)
    ran = run("report", str(logs), *DAY)
    assert ran.code == 4
    for name, says in (("ror", "Det är ingen fil utan något annat"), ("ring", "Länken leder runt"), ("mapp", "mapp")):
        assert any(f"{name}.jsonl" in line and says in line for line in ran.err.splitlines())
    assert "En annan fil i mappen" in ran.err
    assert "15 ärenden." in ran.out
    assert "Skadade eller oläsliga: 3" in ran.out


def test_it_is_held_to_an_earlier_report(logs: Path, tmp_path: Path) -> None:
    earlier = tmp_path / "forra.json"
    assert run("report", str(logs), *DAY, "--format", "json", "-o", str(earlier)).code == 0
    same = run("report", str(logs), *DAY, "--previous", str(earlier))
    assert same.code == 0
    assert "Jämförd med rapporten 2026-03-01 23:59" in same.out
    assert "15 ärenden." in same.out
    header = {**HEADER, "case": "ny"}
    (logs / "ny.jsonl").write_text(written(*accepted(1), header=header), encoding="utf-8")
    more = run("report", str(logs), *DAY, "--previous", str(earlier))
    assert (more.code, "ärenden. Bedömda" in more.out) == (0, False)
    assert "färre än 5 fler eller färre än i den förra rapporten" in more.out


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "ingen tidigare rapport"),
        (b"[]", "ingen tidigare rapport"),
        (b"{}", "ingen tidigare rapport"),
        (b"[" * 100_000, "ingen tidigare rapport"),
        (b'{"a": ' + b"9" * 5_000 + b"}", "ingen tidigare rapport"),
        (b"\xff", "ingen tidigare rapport"),
        (None, "finns inte"),
        (b'{"format": "flerpart_flow/report/1", "min_group": 3}', "en annan minsta grupp"),
        (b'{"format": "flerpart_flow/report/1", "min_group": 5, "at": "2026", "routines": []}', "ingen tidigare"),
    ],
)
def test_an_earlier_report_that_is_none_is_told(content: bytes | None, says: str, logs: Path, tmp_path: Path) -> None:
    earlier = tmp_path / "forra.json"
    if content is not None:
        earlier.write_bytes(content)
    ran = run("report", str(logs), *DAY, "--previous", str(earlier))
    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err
    assert "forra.json" in ran.err


def test_a_name_that_no_terminal_can_show(logs: Path) -> None:
    (logs / "rad\nbryt.jsonl").write_text("{", encoding="utf-8")
    with Path(os.fsdecode(os.fsencode(logs) + b"/\xff.jsonl")).open("w", encoding="utf-8") as file:
        file.write("{")
    ran = run("report", str(logs), *DAY)
    assert ran.code == 4
    assert len(ran.err.splitlines()) == 2
    assert "rad\\nbryt.jsonl" in ran.err


def test_a_page_in_a_file_and_nothing_on_stdout(logs: Path, tmp_path: Path) -> None:
    page = tmp_path / "rapport.html"
    ran = run("report", str(logs), *DAY, "--format", "html", "-o", str(page))
    assert (ran.code, ran.out) == (0, "")
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_several_processes_from_the_command_line(logs: Path) -> None:
    one, two = (spawn("report", str(logs), *DAY, "--format", "json", "--jobs", jobs) for jobs in ("1", "2"))
    assert (two.returncode, two.stderr) == (0, b"")
    assert one.stdout == two.stdout


def test_a_reader_that_goes_away_is_no_error(logs: Path) -> None:
    code = "import sys; from flerpart_flow.cli import main; sys.exit(main())"
    command = [sys.executable, "-c", code, "report", str(logs), *DAY, "--format", "html"]
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        running.stdout.close()
        assert running.stderr is not None
        assert running.stderr.read() == b""
    assert running.returncode == 141


def test_ctrl_c_stops_every_process_without_a_word(tmp_path: Path) -> None:
    folder(tmp_path, *(accepted(1) for _ in range(40)))
    for nr in range(2_000):
        (tmp_path / f"igen-{nr}.jsonl").symlink_to(tmp_path / "000.jsonl")
    # Tests that are run in the background of a script ignore Ctrl-C, and what they start would as well.
    heard = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    code = f"{heard}; import sys; from flerpart_flow.cli import main; sys.exit(main())"
    command = [sys.executable, "-c", code, "report", str(tmp_path), *DAY, "--jobs", "2"]
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    with subprocess.Popen(
        command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    ) as running:
        assert comes_true(lambda: len(_session(running.pid)) >= 3)
        os.killpg(running.pid, signal.SIGINT)
        out, err = running.communicate(timeout=PATIENCE)
    assert (running.returncode, out, err) == (130, b"", b"")
    # What Python starts beside the workers ends when it sees that they are gone.
    assert comes_true(lambda: not _session(running.pid))


def _session(leader: int) -> list[int]:
    """The processes of a session that still run."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue  # it ended while we looked
        if int(fields[3]) == leader and fields[0] != "Z":
            found.append(int(stat.parent.name))
    return found


@contextmanager
def _terminal() -> Iterator[tuple[int, int]]:
    import pty

    ours, theirs = pty.openpty()
    try:
        yield ours, theirs
    finally:
        os.close(ours)


def test_progress_is_shown_on_a_terminal_and_on_stderr_only(logs: Path) -> None:
    code = "import sys; from flerpart_flow.cli import main; sys.exit(main())"
    command = [sys.executable, "-c", code, "report", str(logs), *DAY, "--format", "json"]
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "TERM": "xterm"}
    with _terminal() as (ours, theirs):
        ran = subprocess.run(command, env=env, stdout=subprocess.PIPE, stderr=theirs, check=False)
        os.close(theirs)
        drawn = os.read(ours, 65_536).decode()
    assert ran.returncode == 0
    assert json.loads(ran.stdout)["routines"][0]["cases"] == 15
    assert "Läser loggar" in drawn


def test_the_cores_are_those_that_the_process_may_use() -> None:
    assert 1 <= cores() <= (os.cpu_count() or 1)


def test_refused_lines_are_counted_by_norm(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder(tmp_path, *(unassessed() for _ in range(6)), *(accepted(1) for _ in range(6)))
    assert main(["report", str(tmp_path), *DAY]) == 0
    assert "6   50 %  FM-BEDOMNING-1" in capsys.readouterr().out
