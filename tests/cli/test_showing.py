"""The command line knows no routine: what it shows of one, the routine declares. Shown by the toy routine."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import flerpart_flow
from flerpart_flow import ROUTINES
from flerpart_flow.cli.input import loading
from flerpart_flow.define import Demo, Outline, Routine, Showing
from flerpart_flow.engine.errors import DefinitionError
from flerpart_flow.texts import LANGUAGES, texts
from tests.cli.running import run
from tests.toy import HERE, Facts, build

LOG = str(Path(__file__).parents[1] / "toy_rules" / "demo.jsonl")


def _standing(facts: Facts, said: Any) -> Iterator[str]:
    yield f"Anteckningar: {facts.notes}"
    if facts.day is not None:
        yield f"Lovad dag: {said.format_field(facts.day, '')}"


def _below(event: Any, said: Any) -> Iterator[str]:
    if event.name == "o":
        yield f"Löftet: {event.antal} saker"


SHOWING = Showing(
    standing=_standing,
    told=("till", "dag"),
    phrase=lambda event, said: "öppnat" if event.name == "a" else None,
    below=_below,
    things=lambda facts: {"syd": "södra sidan"},
    role_of=lambda facts, actor: "vardera" if actor == "syd" else None,
    demo=Demo(log=(HERE, "demo.jsonl")),
)


def _with(monkeypatch: pytest.MonkeyPatch, showing: Showing) -> Routine:
    routine = build(outline=Outline(showing=showing))
    monkeypatch.setattr(loading, "routines", lambda: {**ROUTINES, "toy": routine})
    return routine


def test_a_status_shows_what_a_routine_declares_of_its_facts(monkeypatch: pytest.MonkeyPatch) -> None:
    _with(monkeypatch, SHOWING)
    shown = run("status", LOG, "--at", "2026-01-15").out.splitlines()
    at = shown.index("Fas: A")
    assert shown[at + 1 : at + 3] == ["  Anteckningar: 1", "  Lovad dag: 2026-02-02"]


def test_a_status_shows_the_facts_of_its_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    _with(monkeypatch, SHOWING)
    shown = run("status", LOG, "--at", "2026-01-12").out
    assert "  Anteckningar: 0\n" in shown
    assert "Lovad dag" not in shown


def test_a_story_is_told_in_the_routines_own_words(monkeypatch: pytest.MonkeyPatch) -> None:
    _with(monkeypatch, SHOWING)
    ran = run("demo", "--routine", "toy")
    assert (ran.code, ran.err) == (0, "")
    told = [line.strip() for line in ran.out.splitlines()]
    assert any(line.startswith("1  2026-01-12") and line.endswith(" – öppnat") for line in told)
    assert any(line.startswith("2  2026-01-13") and line.endswith(" – Syd") for line in told)
    assert any(line.startswith("3  2026-01-14  Vardera: o – 2026-02-02") for line in told)
    assert told[next(at for at, line in enumerate(told) if line.startswith("3  ")) + 1] == "Löftet: 3 saker"
    assert "Lovad dag: 2026-02-02" in told


def test_a_routine_that_declares_nothing_is_told_of_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    _with(monkeypatch, Showing(demo=Demo(log=(HERE, "demo.jsonl"))))
    assert run("status", LOG, "--at", "2026-01-15").code == 0
    ran = run("demo", "--routine", "toy")
    assert ran.code == 0
    assert "öppnat" not in ran.out
    assert "Lovad dag" not in ran.out


@pytest.mark.parametrize(("lang", "said"), [("sv", "inget påhittat ärende"), ("en", "no made-up case")])
def test_a_routine_without_a_made_up_case_has_no_demo(monkeypatch: pytest.MonkeyPatch, lang: str, said: str) -> None:
    _with(monkeypatch, Showing())
    ran = run("demo", "--routine", "toy", "--lang", lang)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert "flerpartsmote" in ran.err
    assert "ung_intro" in ran.err


def test_a_field_to_tell_of_that_no_event_has_is_refused() -> None:
    with pytest.raises(DefinitionError) as caught:
        build(outline=Outline(showing=Showing(told=("till", "tlil"))))
    assert caught.value.values["name"] == "tlil"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("routine", ROUTINES.values(), ids=lambda routine: routine.name)
def test_our_routines_introduce_themselves_and_their_phases(routine: Routine, lang: str) -> None:
    demo = routine.outline.showing.demo
    assert demo is not None
    wanted = {*demo.introduction, *(f"{demo.phases}.{phase}" for phase in routine.phases)}
    assert demo.introduction
    assert wanted <= set(texts(lang).keys())


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{one.name}" for one in node.names)
        elif isinstance(node, ast.Import):
            yield from (one.name for one in node.names)


def test_the_command_line_imports_no_routine_and_names_none() -> None:
    """The registry ``flerpart_flow.installed`` is the one way to a routine."""
    folder = Path(flerpart_flow.__file__).parent / "cli"
    files = sorted(folder.rglob("*.py"))
    assert len(files) > 30
    for path in files:
        found = [name for name in _imported(path) if name.startswith("flerpart_flow.routines")]
        own = {name for name in _imported(path) if name.rpartition(".")[2] in {"FLERPARTSMOTE", "UNG_INTRO"}}
        assert (found, own) == ([], set()), path
        written = path.read_text(encoding="utf-8")
        assert not [name for name in ROUTINES if f'"{name}"' in written], path
