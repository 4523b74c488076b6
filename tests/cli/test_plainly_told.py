"""What is told plainly, and in the reader's language: required options, the system's errors, what exists already."""

from __future__ import annotations

import errno
import os
import pickle
import re
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from flerpart_flow import FLERPARTSMOTE, RulesError, StoreDamaged, StoreError, WriteConflict, draw, read_rules
from flerpart_flow.cli.input import loading
from flerpart_flow.diagrams.errors import DiagramError
from flerpart_flow.engine.errors import FlowError, JournalError
from flerpart_flow.engine.rules.rules import read_overlay
from flerpart_flow.texts import LANGUAGES, texts
from flerpart_flow.texts.system import SystemReason, system_reason
from tests.cli.running import run

UNIT = "kommun:arbetsmarknad"
LOG = "examples/logs/pagaende_arende.jsonl"
NEW = ("identifiera_behov", "--by", UNIT, "--new", "flerpartsmote")


@pytest.mark.parametrize(("lang", "word", "other"), [("sv", "(krävs)", "required"), ("en", "(required)", "krävs")])
def test_that_an_option_is_required_is_said_in_the_readers_language(lang: str, word: str, other: str) -> None:
    told = run("record", "--help", "--lang", lang).out
    assert word in told
    assert other not in told


@pytest.mark.parametrize(
    ("code", "sv", "en"),
    [
        (errno.ENOENT, "den finns inte", "it does not exist"),
        (errno.EACCES, "behörighet saknas", "no permission"),
        (errno.EISDIR, "det är en mapp", "it is a folder"),
        (errno.ENOSPC, "disken är full", "the disk is full"),
        (errno.EROFS, "den kan bara läsas", "it can only be read"),
        (errno.EIO, "disken svarar med ett fel", "the disk answers with an error"),
        (errno.EMFILE, "för många filer är öppna", "too many files are open"),
    ],
)
def test_why_the_system_says_no_is_told_in_both_languages(code: int, sv: str, en: str) -> None:
    reason = system_reason(OSError(code, os.strerror(code)))
    for lang, told in (("sv", sv), ("en", en)):
        assert told in RulesError("regler.fil", path="a", reason=reason).text(lang)
    assert pickle.loads(pickle.dumps(RulesError("regler.fil", path="a", reason=reason))).text("sv").count(sv) == 1


def test_a_cause_without_words_of_ours_is_told_in_the_systems() -> None:
    assert not any("system.exdev" in texts(lang) for lang in LANGUAGES)
    reason = system_reason(OSError(errno.EXDEV, "Invalid cross-device link"))
    assert "Invalid cross-device link" in RulesError("regler.fil", path="a", reason=reason).text("sv")
    assert system_reason(OSError("strange")) == SystemReason("OSError", "system.okant")


@pytest.mark.parametrize(
    ("content", "sv", "en"),
    [
        ("a = ", "där ska stå ett värde", "a value is expected"),
        ("a = 1\na = 2\n", "står två gånger (rad 2, kolumn 6)", "stands twice (line 2, column 6)"),
        ("[b]\n[b]", "står två gånger (rad 2, kolumn 3)", "stands twice (line 2, column 3)"),
        ("b = {a = 1, a = 2}", "står två gånger", "stands twice"),
        ('a = "b\n', "tecknet får inte stå där (rad 1, kolumn 7)", "may not stand there (line 1, column 7)"),
        ("a = '" + "''b", "saknar sitt slut (i slutet av filen)", "has no end (at the end of the file)"),
        ("a = [1 2]", "saknar sitt slut (rad 1, kolumn 8)", "has no end (line 1, column 8)"),
        ("[a\n", "en rubrik ska sluta med ]", "a heading ends with ]"),
        ("a", "varken en rubrik eller en nyckel", "neither a heading nor a key"),
        ("= 1", "varken en rubrik eller en nyckel", "neither a heading nor a key"),
        ("a = 2027-02-30", "datumet eller klockslaget finns inte", "no such date or time"),
        ('a = "\x01"', "tecknet får inte stå där", "may not stand there"),
        ("a = " + "9" * 5000, "talet har för många siffror", "too many digits"),
        ("a = " + "[" * 20_000, "listorna har för många nivåer", "too many levels"),
    ],
)
def test_why_a_file_is_no_toml_is_told_in_both_languages(tmp_path: Path, content: str, sv: str, en: str) -> None:
    """In words of ours alone: what somebody wrote may be about a person."""
    path = tmp_path / "egen.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(RulesError) as caught:
        read_overlay(path)
    again = pickle.loads(pickle.dumps(caught.value))
    for lang, told in (("sv", sv), ("en", en)):
        assert told in caught.value.text(lang)
        assert again.text(lang) == caught.value.text(lang)
    ran = run("check", LOG, "--overlay", str(path))
    assert ran.code == 2
    assert sv in " ".join(ran.err.split())
    assert not re.search(r"\b(at|line|Expected|Invalid|Cannot)\b", ran.err.replace(str(path), ""))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_version_without_its_parameters_is_told_of_in_one_fault(tmp_path: Path, lang: str) -> None:
    path = tmp_path / "2027.1.toml"
    path.write_text('routine = "flerpartsmote"\nversion = "2027.1"\n', encoding="utf-8")
    asked = ("diagram", "diff", "--against", str(path), "-o", str(tmp_path / "a.svg"), "--lang", lang)
    first, fault = run(*asked).err.splitlines()
    assert str(path) in first
    told = re.findall(r"\w+", fault)
    names = [one.name for one in FLERPARTSMOTE.parameters]
    assert len(names) > 20
    assert [told.count(name) for name in names] == [1] * len(names)
    assert ("saknas" in told, "missing" in told) == (lang == "sv", lang == "en")


def test_a_version_with_parameters_of_other_types_has_a_line_for_each(tmp_path: Path) -> None:
    shipped = (files("flerpart_flow.routines.flerpartsmote") / "rules" / "2026.1.toml").read_text(encoding="utf-8")
    wrong = shipped.replace("value = 6\n", 'value = "sex"\n', 1).replace('value = "sent"', "value = 1", 1)
    path = tmp_path / "2027.1.toml"
    path.write_text(f'routine = "flerpartsmote"\nversion = "2027.1"\n{wrong}', encoding="utf-8")
    ran = run("diagram", "diff", "--against", str(path), "-o", str(tmp_path / "a.svg"))
    assert ran.code == 2
    _, first, second = ran.err.splitlines()
    assert "lead_time_weeks_region" in first
    assert "lead_time_anchor" in second
    assert "\\n" not in ran.err


def test_a_folder_that_isnt_there_is_told_in_swedish(tmp_path: Path) -> None:
    ran = run("check", LOG, "--rules-dir", str(tmp_path / "none"))
    assert (ran.code, "den finns inte" in ran.err) == (2, True)
    with pytest.raises(DiagramError) as caught:
        draw(FLERPARTSMOTE, "overview").render(tmp_path / "none" / "a.dot")
    assert "den finns inte" in caught.value.text()


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (RulesError("regler.annan_rutin", routine="toy"), 2, "toy"),
        (StoreError("lager.oppna", path="a.db"), 2, "a.db"),
        (WriteConflict("lager.last", path="a.db"), 3, "a.db"),
        (StoreDamaged("lager.skadat", path="a.db"), 4, "a.db"),
        (JournalError("journal.tom_rad", line=3), 4, "Rad 3"),
    ],
    ids=lambda one: type(one).__name__,
)
def test_an_error_of_the_library_that_no_command_expects_is_told_in_words(
    error: FlowError, code: int, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "read_overlay", _raiser(error))
    ran = run("dates", "--meeting", "2026-06-01")
    assert (ran.code, ran.out) == (code, "")
    assert ran.err.startswith("Fel: ")
    assert said in ran.err


def test_a_fault_of_ours_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "read_overlay", _raiser(ZeroDivisionError()))
    with pytest.raises(ZeroDivisionError):
        run("dates", "--meeting", "2026-06-01")


def _raiser(error: Exception) -> Callable[..., Any]:
    def raises(*given: object) -> Any:
        raise error

    return raises


def test_a_pipe_among_the_rules_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.toml")
    with pytest.raises(RulesError) as caught:
        read_rules(tmp_path)
    assert "a.toml går inte att läsa: det är ingen vanlig fil" in caught.value.text()
    (tmp_path / "a.toml").unlink()
    (tmp_path / "a.toml").mkdir()
    with pytest.raises(RulesError) as caught:
        read_rules(tmp_path)
    assert "det är en mapp" in caught.value.text()


def test_a_new_case_that_exists_is_said_to_exist(tmp_path: Path) -> None:
    store = ("--store", f"sqlite:///{tmp_path / 'cases.db'}")
    assert run("record", "a-1", *NEW, *store).code == 0
    again = run("record", "a-1", *NEW, "--municipality", "uppsala", *store)
    assert (again.code, "Ärendet a-1 finns redan i lagret" in again.err) == (3, True)
    log = tmp_path / "a.jsonl"
    assert run("record", str(log), *NEW, "--case", "a-2").code == 0
    before = log.read_bytes()
    again = run("record", str(log), *NEW, "--case", "a-3")
    assert (again.code, "finns redan, med ett ärende i" in again.err) == (3, True)
    assert log.read_bytes() == before


def test_two_references_of_one_case_are_refused(tmp_path: Path) -> None:
    store = ("--store", f"sqlite:///{tmp_path / 'cases.db'}")
    ran = run("record", "a-1", *NEW, "--case", "a-2", *store)
    assert (ran.code, "--case" in ran.err) == (2, True)
    assert not (tmp_path / "cases.db").exists()
    assert run("record", "a-1", *NEW, "--case", "a-1", *store).code == 0


@pytest.mark.parametrize("more", ["?mode=memory", "#a"])
def test_the_address_of_a_store_takes_no_options(more: str, tmp_path: Path) -> None:
    ran = run("record", "a-1", *NEW, "--store", f"sqlite:///{tmp_path}/cases.db{more}")
    assert (ran.code, "tar inga tillval" in ran.err) == (2, True)
    assert list(tmp_path.iterdir()) == []


def test_a_work_list_says_how_many_are_late_of_what(tmp_path: Path) -> None:
    log = tmp_path / "a.jsonl"
    log.write_bytes(Path("examples/logs/inget_svar_och_uteblev.jsonl").read_bytes())
    told = run("worklist", str(tmp_path), "--at", "2026-12-01").out
    assert "Arbetsförmedlingen: 2 att göra, 1 av dem sena" in told
    assert "varav sent" not in told
