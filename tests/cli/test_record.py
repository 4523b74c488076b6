"""``record`` writes a case line by line, to a file or to a store; ``--store`` has its cases for every command."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from flerpart_flow import load
from flerpart_flow.cli.commands.record import _due
from flerpart_flow.store import SqliteStore, load_log
from flerpart_flow.store import record as kept
from tests.cli.running import ASSESSED, RIGHT, UNIT, Ran, run, written

REF = "arende-7"
NEW = ("--new", "flerpartsmote", "--municipality", "uppsala")
FIRST = ("identifiera_behov", "--by", UNIT, "--at", "2026-01-12T09:00:00+01:00")
SECOND = (
    *("bedom_behov", "samordningsbehov=ja", "arbetsfor_alder=ja", "underlag=halsa", "individen_delaktig=ja"),
    *("--by", UNIT, "--at", "2026-01-13T09:00:00+01:00"),
)
REFUSED = ("tacka_ja", "--by", "individ", "--recorded-by", UNIT)

Record = Callable[..., Ran]


@pytest.fixture(params=["file", "store"])
def record(request: pytest.FixtureRequest, tmp_path: Path) -> Record:
    """``record`` on a case in a file, and in a store."""
    if request.param == "file":
        path = str(tmp_path / "case.jsonl")
        return lambda *given: run("record", path, *given, *(("--case", REF) if "--new" in given else ()))
    address = f"sqlite:///{tmp_path / 'cases.db'}"
    return lambda *given: run("record", REF, *given, "--store", address)


def _lines(folder: Path) -> list[dict[str, object]]:
    """The lines of the case, wherever it is."""
    if (folder / "cases.db").exists():
        with SqliteStore(folder / "cases.db") as store:
            return [json.loads(line) for line in store.read(REF).lines]
    return [json.loads(line) for line in (folder / "case.jsonl").read_text(encoding="utf-8").splitlines()]


def test_a_case_is_opened_and_goes_on_line_by_line(record: Record, tmp_path: Path) -> None:
    before = datetime.now(UTC).replace(microsecond=0)
    first = record(*FIRST, *NEW)
    assert (first.code, first.err) == (0, "")
    assert "Får identifiera behov av samordning." in first.out
    assert "Skriven som nummer 1." in first.out
    second = record(*SECOND, "--lang", "en")
    assert second.code == 0
    assert "Written as number 2." in second.out
    head, one, two = _lines(tmp_path)
    assert (head["case"], head["municipality"]) == (REF, "uppsala")
    assert set(head["rules"]) == {"version", "digest"}  # type: ignore[call-overload]  # as JSON has it
    expected = RIGHT[1]
    assert {**two, "recorded_at": expected["recorded_at"]} == expected
    assert expected.items() >= ASSESSED.items()
    assert before <= datetime.fromisoformat(str(one["recorded_at"])) <= datetime.now(UTC)


def test_what_the_routine_refuses_is_not_written(record: Record, tmp_path: Path) -> None:
    record(*FIRST, *NEW)
    ran = record(*REFUSED)
    assert ran.code == 1
    assert "HINDER FM-MALGRUPP-2" in ran.out
    assert "Ingenting har skrivits." in ran.out
    assert len(_lines(tmp_path)) == 2


def test_a_try_writes_nothing(record: Record, tmp_path: Path) -> None:
    ran = record(*FIRST, *NEW, "--dry-run")
    assert (ran.code, list(tmp_path.iterdir())) == (0, [])
    assert "Prövad men inte skriven (--dry-run). Den skulle få nummer 1." in ran.out
    record(*FIRST, *NEW)
    assert record(*SECOND, "--dry-run").code == 0
    assert record(*REFUSED, "--dry-run").code == 1
    assert len(_lines(tmp_path)) == 2


def test_as_json(record: Record) -> None:
    data = record(*FIRST, *NEW, "--format", "json").data
    assert (data["format"], data["case"], data["nr"]) == ("flerpart_flow/record/1", REF, 1)
    assert (data["written"], data["already_there"], data["answer"]) == (True, False, "yes")
    assert data["decided"]["phase_after"] == "behov"
    assert data["occurred_at"] == "2026-01-12T09:00:00+01:00"
    refused = record(*REFUSED, "--format", "json").data
    assert (refused["written"], refused["answer"]) == (False, "no")
    assert [one["norm"] for one in refused["findings"]] == ["FM-MALGRUPP-2"]


def test_who_read_the_case_before_another_wrote_gets_a_conflict(record: Record, tmp_path: Path) -> None:
    record(*FIRST, *NEW)
    assert record(*SECOND, "--nr", "2").code == 0
    late = record("kontaktforsok", "till=individ", "--by", UNIT, "--nr", "2")
    assert (late.code, late.out) == (3, "")
    assert "Nästa händelse får nummer 3." in late.err
    ahead = record("kontaktforsok", "till=individ", "--by", UNIT, "--nr", "9")
    assert (ahead.code, ahead.out) == (3, "")
    assert record("identifiera_behov", "--by", "kommun:ips", *NEW).code == 3
    assert len(_lines(tmp_path)) == 3


def test_the_same_again_is_harmless(record: Record, tmp_path: Path) -> None:
    record(*FIRST, *NEW)
    record(*SECOND, "--nr", "2")
    again = record(*SECOND, "--nr", "2")
    assert again.code == 0
    assert "Händelsen finns redan som nummer 2. Ingenting har skrivits." in again.out
    assert record(*SECOND, "--nr", "2", "--format", "json").data["already_there"] is True
    assert len(_lines(tmp_path)) == 3


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("kalal", "--by", UNIT), "Menade du"),
        (("kontaktforsok",), "--by"),
        (("kontaktforsok", "--by", "Hemlig"), "--by"),
        (("kontaktforsok", "--by", "individ"), "--recorded-by"),
        (("kontaktforsok", "til=individ", "--by", UNIT), "fält"),
        (("kontaktforsok", "--by", UNIT, "--at", "2026-01-13"), "--at: Ingen tidpunkt. Skriv 2026-03-01T08"),
        (("kontaktforsok", "--by", UNIT, "--at", "2099-01-13T09:00:00Z"), "--at"),
        (("kontaktforsok", "--by", UNIT, "--municipality", "uppsala"), "--new"),
        (("kontaktforsok", "--by", UNIT, "--nr", "0"), "--nr"),
    ],
)
def test_what_cannot_be_recorded_is_told_and_not_repeated(
    record: Record, tmp_path: Path, given: tuple[str, ...], said: str
) -> None:
    record(*FIRST, *NEW)
    ran = record(*given)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert "Hemlig" not in ran.err
    assert len(_lines(tmp_path)) == 2


def test_all_that_is_wrong_with_an_event_is_told_at_once_each_at_its_place(record: Record, tmp_path: Path) -> None:
    """Pairs, values, codes and options: whoever mends them all has an event."""
    record(*FIRST, *NEW)
    wrong = (
        "samordningsbehov=Hemlig",
        "underlag=halsan,Hemlig",
        "arbetsfor_alder=ja",
        "arbetsfor_alder=ja",
        "x=1",
        "y",
    )
    ran = record("bedom_behov", *wrong, "--by", "Hemlig", "--recorded-by", "kommun:ipz", "--at", "2026-01-13")
    assert (ran.code, ran.out) == (2, "")
    first, *each = ran.err.splitlines()
    assert first == "Fel: Det som angavs har 9 fel."
    began = [
        *("arbetsfor_alder: Fältet står två gånger", "Händelsen har inte det fältet", "Det händelsen anger skrivs"),
        *("--at: Ingen tidpunkt", "--by: Fältet by har en kod", "--recorded-by: Fältet recorded_by har en kod"),
        *("Fältet samordningsbehov ska vara ja, nej", "Fältet underlag har en kod", "Fältet underlag har en kod"),
    ]
    assert [one.startswith(f"- {start}") for one, start in zip(each, began, strict=True)] == [True] * 9, each
    assert "Hemlig" not in ran.err
    assert len(_lines(tmp_path)) == 2


def test_two_codes_that_the_rules_do_not_know_and_who_wrote_it_are_told_together(record: Record) -> None:
    record(*FIRST, *NEW)
    ran = record("kontaktforsok", "till=individer", "kanal=duva", "--by", "individ", "--lang", "en")
    first, *each = ran.err.splitlines()
    assert first == "Error: What was given is wrong in 3 places."
    assert each[0].startswith("- --recorded-by: The field recorded_by is missing.")
    assert [one for one in ("till", "kanal") if f"The field {one} has a code" in ran.err] == ["till", "kanal"]


def test_one_thing_that_is_wrong_is_told_as_before_and_once(record: Record) -> None:
    record(*FIRST, *NEW)
    ran = record("kontaktforsok", "till=individer", "--by", UNIT)
    assert ran.err.startswith("Fel: Fältet till har en kod")
    assert ran.err.count("\n") == 1


def test_a_file_needs_a_reference_and_stdin_is_none(tmp_path: Path) -> None:
    no_reference = run("record", str(tmp_path / "case.jsonl"), *FIRST, *NEW)
    assert (no_reference.code, "--case" in no_reference.err) == (2, True)
    number = run("record", str(tmp_path / "case.jsonl"), *FIRST, *NEW, "--case", "19121212-1212")
    assert (number.code, "1212" in number.err) == (2, False)
    assert run("record", "-", *FIRST).code == 2
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_somebody_else_wrote_meanwhile_is_a_conflict(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the reading and the writing, another line comes in."""
    from flerpart_flow.cli.commands import record as module

    path = tmp_path / "case.jsonl"
    path.write_text(written(*RIGHT[:1]), encoding="utf-8")
    judged = module._judged

    def slowly(*given: object) -> object:
        path.write_text(written(*RIGHT[:2]), encoding="utf-8")
        return judged(*given)  # type: ignore[arg-type]  # as it was called

    monkeypatch.setattr(module, "_judged", slowly)
    ran = run("record", str(path), "kontaktforsok", "till=individ", "--by", UNIT)
    assert (ran.code, ran.out) == (3, "")
    assert path.read_text(encoding="utf-8") == written(*RIGHT[:2])


# --- A store in the place of files -------------------------------------------------------------------------------


@pytest.fixture
def store(tmp_path: Path) -> str:
    """The address of a store with a case that follows the routine."""
    path = tmp_path / "cases.db"
    with SqliteStore(path) as made:
        made.append(REF, written(*RIGHT).splitlines(), 0)
    return f"sqlite:///{path}"


@pytest.mark.parametrize(
    "command",
    [
        ("check", "LOG"),
        ("status", "LOG", "--at", "2026-02-01"),
        ("why", "LOG", "kalla", "--at", "2026-02-01"),
        ("replay", "LOG", "--overlay", "examples/egna_varden.toml"),
        ("diagram", "case", "--log", "LOG", "--format", "mermaid"),
    ],
    ids=lambda command: command[0],
)
def test_a_command_answers_of_a_case_as_of_its_file(
    command: tuple[str, ...], store: str, right: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(Path(__file__).parents[2])
    of_file = run(*(right if one == "LOG" else one for one in command))
    of_case = run(*(REF if one == "LOG" else one for one in command), "--store", store)
    assert of_file.code in {0, 1}
    assert (of_case.code, of_case.err) == (of_file.code, of_file.err)
    assert of_case.out == of_file.out.replace(right, REF)


def test_what_is_wrong_with_a_store_has_an_exit_code_of_its_own(store: str, tmp_path: Path) -> None:
    import sqlite3

    def asked(ref: str = REF, address: str = store) -> tuple[int, str]:
        checked, status = (run(name, ref, "--store", address) for name in ("check", "status"))
        assert (checked.code, checked.out, checked.err) == (status.code, "", status.err)
        return checked.code, checked.err

    code, said = asked("arende-8")
    assert (code, "arende-8: Ärendet finns inte i lagret." in said) == (2, True)
    code, said = asked("19121212-1212")
    assert (code, "1212" in said) == (2, False)
    assert asked(address="hemlig")[0] == 2
    assert "hemlig" not in asked(address="hemlig")[1]
    code, said = asked(address=f"sqlite:///{tmp_path}/none.db")
    assert (code, said.count("finns inte")) == (2, 1)
    assert not (tmp_path / "none.db").exists()
    with sqlite3.connect(tmp_path / "cases.db") as connection:
        connection.execute("UPDATE lines SET line = replace(line, 'ja', 'nej') WHERE nr = 2")
    connection.close()
    code, said = asked()
    assert (code, "rad 3 är inte den som skrevs" in said) == (4, True)
    assert "bedom_behov" not in said


def test_a_locked_store_gives_a_conflict(store: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sqlite3
    from functools import partial

    from flerpart_flow.store import opening

    monkeypatch.setattr(opening, "SqliteStore", partial(SqliteStore, timeout=0.01))
    other = sqlite3.connect(tmp_path / "cases.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    ran = run("record", REF, "kontaktforsok", "till=individ", "--by", UNIT, "--store", store)
    other.close()
    assert (ran.code, ran.out) == (3, "")
    assert "är låst av någon annan" in ran.err


def test_a_case_is_due_when_a_last_day_is_over() -> None:
    """At midnight in Stockholm after the last day of a duty that is still owed."""
    straight = load(Path(__file__).parents[2] / "examples/logs/rakt_igenom.jsonl")
    dues = []
    for case, _ in straight.steps():
        now = case.lines[len(case.lines) - 1].recorded_at
        days = {duty.due for duty in case.duties(now) if duty.due is not None and duty.ended_at is None}
        found = _due(case, now)
        assert found is None or (found > now and (found - timedelta(hours=6)).date() in days)
        dues.append(found)
    assert len(set(dues)) > 1


def test_the_command_and_the_library_write_the_same_case(store: str, tmp_path: Path) -> None:
    from flerpart_flow.routines.flerpartsmote import Kontaktforsok

    now = datetime(2026, 2, 1, 9, tzinfo=UTC)
    with SqliteStore(tmp_path / "cases.db") as opened:
        case = load_log(opened, REF).case()
        case = kept(opened, case, Kontaktforsok(occurred_at=now, by=UNIT, till="individ"), now, due=now)
        assert [one.ref for one in opened.due(now + timedelta(seconds=1))] == [REF]
    ran = run("record", REF, "kontaktforsok", "till=individ", "--by", UNIT, "--store", store)
    assert ran.code == 0, ran.err
    with SqliteStore(tmp_path / "cases.db") as opened:
        log = load_log(opened, REF)
        assert (log.events[: len(case.lines)], len(log.events)) == (tuple(case.lines), 6)
