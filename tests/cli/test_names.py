"""A file may be called anything; its name never steers the terminal that it is shown on."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flerpart_flow.cli.names import as_json, harmless, shown
from flerpart_flow.cli.pages.page import Page
from tests.cli.running import run

HOSTILE = ("a\x1b[2Jb", "a\x9b2Jb", "a\rb", "a\nb", "a\tb", "a\x7fb", "a\u202eb", "a\u2028b", "a\udcffb")
STEERING = frozenset("\x00\x07\x08\x1b\x7f\x85\x9b\u200f\u202e\u2028\u2066\udcff")


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("command", [("check",), ("status",), ("why", "kalla"), ("replay",)])
def test_a_file_that_is_not_there_is_named_without_steering(name: str, command: tuple[str, ...]) -> None:
    ran = run(command[0], f"{name}.jsonl", *command[1:], *(["--rules", "2026.1"] if command[0] == "replay" else ()))
    assert (ran.code, ran.out) == (2, "")
    assert name not in ran.err
    assert len(ran.err.splitlines()) == 1
    assert f"{shown(name)}.jsonl: " in ran.err


@pytest.mark.parametrize("name", [one for one in HOSTILE if one.isascii() or "\x9b" in one or "\u202e" in one])
def test_a_log_is_headed_by_its_name_as_it_can_be_shown(right: str, tmp_path: Path, name: str) -> None:
    log = tmp_path / f"{name}.jsonl"
    shutil.copy(right, log)
    for arguments in (("check", str(log)), ("status", str(log), right), ("replay", str(log), "--rules", "2026.1")):
        ran = run(*arguments, env={"FORCE_COLOR": "0"})
        assert name not in ran.out
        assert shown(name) in "".join(ran.out.split())


@pytest.mark.parametrize("name", ["a\x9b2Jb", "a\x1bb", "a\u202eb", "a\x7fb"])
def test_json_has_the_name_itself_in_escapes(right: str, tmp_path: Path, name: str) -> None:
    log = tmp_path / f"{name}.jsonl"
    shutil.copy(right, log)
    ran = run("status", str(log), "--format", "json")
    assert ran.code == 0
    assert name not in ran.out
    assert ran.data["log"] == str(log)


@given(st.text(st.sampled_from('aå \n\t\\"' + "".join(sorted(STEERING)))))
def test_nothing_that_steers_is_left(text: str) -> None:
    assert not STEERING & set(harmless(text))
    assert not (STEERING | set("\n\t")) & set(shown(text))
    page = Page(40)
    page.line(text)
    page.marked("!", text)
    page.table([["a", text], [text, "b"]])
    assert not STEERING & set(page.text())
    written = as_json(json.dumps(text, ensure_ascii=False))
    assert not STEERING & set(written)
    assert json.loads(written) == text


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"])))
def test_ordinary_text_is_left_as_it_is(text: str) -> None:
    assert harmless(text) == shown(text) == as_json(text) == text
