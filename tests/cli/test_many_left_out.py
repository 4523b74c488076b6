"""``report``, ``worklist`` and ``export ocel`` count the same logs: each case once, and what isn't counted is told
in the same way, with the same exit code.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from flerpart_flow.across.logs.loading import load_choosing, load_under
from tests.across.logs import accepted, declined, folder, offered, on
from tests.cli.running import HEADER, event, run, written
from tests.engine.test_eras import moved

AT = ("--at", "2026-03-01")
REPORT, WORK = ("report", "--min-group", "3"), ("worklist",)
COMMANDS = (REPORT, WORK, ("export", "ocel", "--min-group", "3"))
every = pytest.mark.parametrize("command", COMMANDS, ids=" ".join)


@pytest.fixture
def logs(tmp_path: Path) -> Path:
    at = tmp_path / "loggar"
    at.mkdir()
    return folder(at, *(accepted(1) for _ in range(3)))


def pinned_to_nothing(logs: Path) -> None:
    header = {**HEADER, "case": "andra", "rules": {"version": "2019.1", "digest": f"sha256:{'0' * 64}"}}
    (logs / "andra.jsonl").write_text(written(*accepted(1), header=header), encoding="utf-8")


def left_out(*said: str) -> dict[str, int]:
    """What the JSON of a command says of the logs that it didn't count."""
    told: dict[str, int] = run(*said, *AT, "--format", "json").data["left_out"]
    return {key: count for key, count in told.items() if count}


def copied(logs: Path) -> None:
    """A copy of each case, and a third log of the first, in which the individual declined after all."""
    for log in sorted(logs.glob("*.jsonl")):
        (logs / f"kopia-{log.name}").write_bytes(log.read_bytes())
    header = {**HEADER, "case": "arende-7-0"}
    short = logs / "aldre.jsonl"
    short.write_text(written(*offered(), header=header), encoding="utf-8")


def test_the_work_list_shows_a_case_once_by_its_longest_log(logs: Path) -> None:
    once = run(*WORK, str(logs), *AT)
    copied(logs)
    for jobs in ("1", "2"):
        again = run(*WORK, str(logs), *AT, "--jobs", jobs)
        assert (again.code, again.err) == (0, "")
        assert again.out == f"{once.out}\nLoggar som inte är räknade\n  - Kopior av ett ärende som är räknat: 4\n"
    assert "Ärenden: 3." in once.out
    assert left_out(*WORK, str(logs)) == left_out(*REPORT, str(logs)) == {"copies": 4}


def test_of_two_logs_as_long_both_commands_take_the_same_one(tmp_path: Path) -> None:
    """In one the individual said yes, in the other no: the case isn't open in one answer and closed in the other."""
    end = event(5, "avsluta", on(3), skal_kod="administrativt")
    yes, no, longer = (tmp_path / f"{name}.jsonl" for name in ("yes", "no", "longer"))
    for path, lines in ((yes, accepted(1)), (no, declined(1)), (longer, (*accepted(1), end))):
        path.write_text(written(*lines), encoding="utf-8")
    moved_away = tmp_path / "a folder" / "first.jsonl"
    moved_away.parent.mkdir()
    moved_away.write_bytes(yes.read_bytes())
    ranks = [load_under(str(one), None).rank for one in (yes, no, longer, moved_away)]
    assert ranks == [load_choosing(str(one), {}).rank for one in (yes, no, longer, moved_away)]
    assert ranks[0] == ranks[3] != ranks[1]
    assert ranks[2] > max(ranks[0], ranks[1])


@every
def test_a_case_under_rules_that_are_not_here_is_told_and_the_others_go_on(
    command: tuple[str, ...], logs: Path
) -> None:
    whole = run(*command, str(logs), *AT)
    pinned_to_nothing(logs)
    ran = run(*command, str(logs), *AT)
    assert ran.code == 2
    assert ran.err.startswith(f"Fel: {logs / 'andra.jsonl'}: ")
    assert ran.err.count("Fel:") == 1
    assert ran.out.startswith(whole.out.splitlines()[0])
    (logs / "skadad.jsonl").write_text("{", encoding="utf-8")
    assert run(*command, str(logs), *AT).code == 4


@every
@pytest.mark.parametrize("rules", [False, True], ids=["installed rules", "a folder without them"])
def test_a_case_that_has_moved_on_to_rules_that_are_not_here_is_left_out(
    command: tuple[str, ...], rules: bool, logs: Path, tmp_path: Path
) -> None:
    """What it owes under them nobody here knows: it isn't shown as one that owes nothing."""
    moved(logs / "flyttad.jsonl")
    (tmp_path / "regler").mkdir()
    ran = run(*command, str(logs), *AT, *(("--rules-dir", str(tmp_path / "regler")) if rules else ()))
    assert ran.code == 2
    assert "flyttad.jsonl" in ran.err


def test_both_say_how_many_were_left_out_and_why(logs: Path) -> None:
    pinned_to_nothing(logs)
    (logs / "skadad.jsonl").write_text("{", encoding="utf-8")
    for command in (REPORT, WORK):
        assert left_out(*command, str(logs)) == {"damaged": 1, "other_rules": 1}
        said = run(*command, str(logs), *AT, "--lang", "en").out
        assert "Logs that are not counted" in said
        assert "Damaged or unreadable: 1" in said
        assert "Under rules that are not installed: 1" in said


def test_of_several_overlays_the_one_that_can_not_be_used_is_named(logs: Path, tmp_path: Path) -> None:
    good, bad = tmp_path / "ratt.toml", tmp_path / "fel.toml"
    good.write_text('for = "flerpartsmote"\n[parameter]\nlead_time_weeks_others = 6\n', encoding="utf-8")
    bad.write_text('for = "ung_intro"\n[parameter]\nfinns_inte = 6\n', encoding="utf-8")
    ui = {**HEADER, "routine": "ung_intro", "case": "ui"}
    (logs / "ui.jsonl").write_text(written(header=ui), encoding="utf-8")
    ran = run(*WORK, str(logs), *AT, "--overlay", str(good), "--overlay", str(bad))
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"Fel: {bad}: ")


def test_both_leave_out_a_log_that_has_only_its_first_line_and_say_so(logs: Path) -> None:
    (logs / "tom.jsonl").write_text(written(header={**HEADER, "case": "inte-oppnat"}), encoding="utf-8")
    for command in (REPORT, WORK):
        assert left_out(*command, str(logs)) == {"not_open": 1}
        assert "The case was not open yet: 1" in run(*command, str(logs), *AT, "--lang", "en").out
