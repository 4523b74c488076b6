"""Help, language, mistyped names, and what goes wrong before a command begins."""

from __future__ import annotations

import json
import os
import string
import subprocess
import sys
from pathlib import Path

import pytest

from flerpart_flow.cli import language_in
from flerpart_flow.cli.group import COMMANDS
from flerpart_flow.cli.input.options import program
from flerpart_flow.texts import texts
from tests.cli.running import RIGHT, ROOT, run, spawn, written

HEAVY = ("pendulum", "transitions", "graphviz", "flerpart_flow.engine")


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("sv", ("Användning: flerpart-flow [VAL] KOMMANDO ...", "Kommandon:", "Utgångskoder:")),
        ("en", ("Usage: flerpart-flow [OPTIONS] COMMAND ...", "Commands:", "Exit codes:")),
    ],
)
def test_help_is_in_the_readers_language(lang: str, words: tuple[str, ...]) -> None:
    ran = run("--help", "--lang", lang)
    assert (ran.code, ran.err) == (0, "")
    for word in words:
        assert word in ran.out
    assert all(f"  {name}" in ran.out for name in COMMANDS)


@pytest.mark.parametrize("command", [*COMMANDS, "proof trace"])
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_every_command_has_its_help(command: str, lang: str) -> None:
    ran = run(*command.split(), "--lang", lang, "-h")
    assert (ran.code, ran.err) == (0, "")
    whole = " ".join(ran.out.split())
    assert " ".join(texts(lang).raw(f"cli.{command.replace(' ', '.')}.hjalp").split()) in whole
    assert texts(lang).raw("cli.val.help") in whole
    assert not {"Show this message", "Options:" if lang == "sv" else "Val:"} & set(ran.out.splitlines())


def test_without_a_command_the_help_is_shown_and_it_is_no_success() -> None:
    ran = run()
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("Användning: ")


def test_the_version() -> None:
    ran = run("--version")
    assert ran.code == 0
    assert ran.out.startswith("flerpart-flow ")


@pytest.mark.parametrize("arguments", [("--help",), ("check", "--help"), ("--version",)])
def test_help_and_version_import_nothing_heavy(arguments: tuple[str, ...]) -> None:
    code = (
        "import sys, json, contextlib, io\n"
        "from flerpart_flow.cli import main\n"
        "with contextlib.redirect_stdout(io.StringIO()): main(sys.argv[1:])\n"
        "print(json.dumps(sorted(sys.modules)))"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    ran = subprocess.run([sys.executable, "-c", code, *arguments], env=env, capture_output=True, check=True)
    imported = set(json.loads(ran.stdout))
    assert sorted(imported.intersection(HEAVY)) == []


@pytest.mark.parametrize(
    ("arguments", "lang"),
    [
        ([], "sv"),
        (["check", "--lang", "en"], "en"),
        (["--lang=en", "check"], "en"),
        (["--lang", "en", "check", "--lang", "sv"], "sv"),
        (["--lang", "de"], "sv"),
        (["check", "--lang"], "sv"),
        (["why", "--", "--lang", "en"], "sv"),
    ],
)
def test_the_language_is_found_before_the_arguments_are_parsed(arguments: list[str], lang: str) -> None:
    assert language_in(arguments) == lang


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("chek",), "Kommandot finns inte. Menade du check"),
        (("xyzzy",), "Kommandon som finns: demo, check,"),
        (("check",), "LOGG... saknas."),
        (("check", "a.jsonl", "--frmat", "json"), "--frmat finns inte. Menade du --format?"),
        (("check", "a.jsonl", "--xyzzy"), "--xyzzy finns inte."),
        (("check", "a.jsonl", "--format", "jsn"), "--format: Menade du json?"),
        (("check", "a.jsonl", "--format", "xml"), "--format: "),
        (("check", "a.jsonl", "--format"), "--format behöver ett värde."),
        (("check", "a.jsonl", "--lang", "de"), "--lang: "),
        (("replay", "a.jsonl", "b.jsonl"), "fler argument än kommandot tar"),
        (("check", "finns-inte.jsonl"), "finns-inte.jsonl: Filen finns inte."),
        (("check", "."), ".: Det är en mapp."),
        (("check", "a.jsonl", "--overlay", "finns-inte.toml"), "finns-inte.toml: Filen finns inte."),
        (("dates",), "--meeting DAG"),
        (("dates", "--meeting", "2026-02-30"), "--meeting: Ingen dag"),
        (("dates", "--today", "1999-01-01"), "--today: Ingen dag"),
        (("norms", "FM-SAMTYKE-2"), "FM-SAMTYCKE-2"),
        (("schema", "--case", "arende-7"), "--case: Valet hör till --header."),
        (("schema", "--header", "--municipality", "upsala"), "--municipality: "),
        (("schema", "--header", "--case", "19121212-1212"), "--case: "),
        (("norms", "xyzzy"), "Alla visas av: flerpart-flow norms"),
    ],
)
def test_bad_usage_is_told_on_stderr_and_gives_two(arguments: tuple[str, ...], said: str) -> None:
    ran = run(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert "Fel: " in ran.err
    assert said in ran.err


def test_errors_are_in_the_readers_language() -> None:
    assert "Error: There is no such command. Did you mean check" in run("--lang", "en", "chek").err
    assert "Error: nowhere.jsonl: The file doesn't exist." in run("check", "nowhere.jsonl", "--lang", "en").err


def test_the_words_are_the_same_keys_in_both_languages() -> None:
    swedish, english = texts("sv"), texts("en")
    ours = {key for key in swedish.keys() if key.startswith("cli.")}  # noqa: SIM118  Texts is no mapping
    assert ours == {key for key in english.keys() if key.startswith("cli.")}  # noqa: SIM118  the same
    for key in ours:
        assert _holes(swedish.raw(key)) == _holes(english.raw(key)), key


def _holes(text: str) -> set[str | None]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_ctrl_c_gives_130(monkeypatch: pytest.MonkeyPatch, right: str) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("flerpart_flow.cli.input.loading.cases_in", interrupted)
    assert run("status", right).code == 130


def test_a_file_that_may_not_be_read(monkeypatch: pytest.MonkeyPatch, right: str) -> None:
    def refuse(self: Path, *args: object, **kwargs: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    ran = run("check", right)
    assert ran.code == 2
    assert "Behörighet saknas." in ran.err


def test_the_program_runs_as_a_process(right: str) -> None:
    ran = spawn("check", right)
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert "FÖLJER RUTINEN" in ran.stdout.decode()


def test_a_name_that_is_like_no_other_gets_the_nearest_few() -> None:
    for arguments in (("norms", "xyzzy"), ("why", "-", "xyzzy")):
        ran = run(*arguments, stdin=written(*RIGHT))
        assert "Närmast är " in ran.err
        assert len(ran.err) < 250


def test_the_program_is_called_by_name_or_by_the_path_that_it_was_run_with(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    for run_as, shown in (
        ("pytest", "flerpart-flow"),
        (".venv/bin/flerpart-flow", ".venv/bin/flerpart-flow"),
        (str(tmp_path / "a b" / "flerpart-flow"), "'a b/flerpart-flow'"),
        (str(tmp_path / "flerpart-flow"), "./flerpart-flow"),
        (str(tmp_path.parent / "flerpart-flow"), str(tmp_path.parent / "flerpart-flow")),
    ):
        monkeypatch.setattr(sys, "argv", [run_as])
        assert program() == shown
    command = tmp_path / "bin" / "flerpart-flow"
    command.parent.mkdir()
    command.write_text("#!/bin/sh\n", encoding="utf-8")
    command.chmod(0o755)
    assert program() == "flerpart-flow"


def test_help_before_a_command_is_help_after_it() -> None:
    assert run("help", "check").out == run("check", "--help").out
    assert run("--lang", "en", "help", "check").out == run("check", "--help", "--lang", "en").out
    assert run("help").out == run("--help").out
    assert run("help", "chek").code == 2


def test_the_language_of_the_environment_holds_until_one_is_asked_for(right: str) -> None:
    english = {"FLERPART_LANG": "en"}
    assert run("check", right, env=english).out == run("check", right, "--lang", "en").out
    assert run("check", right, "--lang", "sv", env=english).out == run("check", right).out
    assert run("check", right, env={"FLERPART_LANG": ""}).out == run("check", right).out


def test_a_language_of_the_environment_that_there_is_none_of_is_told(right: str) -> None:
    ran = run("check", right, env={"FLERPART_LANG": "no"})
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("Fel: FLERPART_LANG: ")
    assert "sv eller en" in ran.err
    assert run("check", right, "--lang", "en", env={"FLERPART_LANG": "no"}).code == 0


def test_the_package_is_run_as_the_program_is() -> None:
    ran = subprocess.run([sys.executable, "-m", "flerpart_flow", "-V"], capture_output=True, text=True, check=True)
    assert ran.stdout == run("--version").out == run("-V").out


@pytest.mark.parametrize(
    ("written", "offered"),
    [
        ("flerpart-flow ch", ["plain,check"]),
        ("flerpart-flow check --sh", ["plain,--short"]),
        ("flerpart-flow check ", ["file,"]),
        ("flerpart-flow demo --routine u", ["plain,ung_intro"]),
        ("flerpart-flow proof co", ["plain,coverage"]),
        ("flerpart-flow chek --for", []),
    ],
)
def test_a_shell_completes_commands_options_words_and_files(written: str, offered: list[str]) -> None:
    words = written.split(" ")
    env = {"_FLERPART_FLOW_COMPLETE": "bash_complete", "COMP_WORDS": written, "COMP_CWORD": str(len(words) - 1)}
    assert [line for line in run(env=env).out.splitlines() if line] == offered


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_is_told_how_to_complete(shell: str) -> None:
    ran = run(env={"_FLERPART_FLOW_COMPLETE": f"{shell}_source"})
    assert ran.code == 0
    assert f"_FLERPART_FLOW_COMPLETE={shell}_complete" in ran.out
