"""docs/adding-a-routine.md builds a routine of three phases from nothing, and it works as the page says."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import UTC, date, datetime
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import attrs
import pytest

from flerpart_flow import (
    ROUTINES,
    Case,
    DefinitionError,
    Refused,
    draw,
    open_case,
    read_log_file,
    review,
    write_log_file,
)
from tests.docs.markdown import ROOT, blocks
from tests.docs.package import file_of, files, importable, put, run, run_tests

PAGE = (ROOT / "docs" / "adding-a-routine.md").read_text(encoding="utf-8")
FILES = files(ROOT / "examples" / "studiebesok")
UNIT = "kommun:arbetsmarknad"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with the files of the package and nothing else."""
    place = tmp_path_factory.mktemp("package")
    for name, text in FILES.items():
        put(place, name, text)
    with importable(place):
        yield place


@pytest.fixture(scope="module")
def built(folder: Path) -> ModuleType:
    """The package that the page explains."""
    return import_module("studiebesok")


@pytest.fixture
def registered(built: ModuleType) -> Case:
    """A case where a visit is registered and nobody has answered."""
    case = open_case(built.STUDIEBESOK, "besok-1")
    return case.apply(made(built, "Anmal", 2))


def made(built: ModuleType, kind: str, day: int, by: str = UNIT, **content: Any) -> Any:
    """An event at noon on a day of March 2026."""
    event = getattr(import_module(f"{built.__name__}.handelser"), kind)
    writer = {"recorded_by": UNIT} if by == "individ" else {}
    noon = datetime(2026, 3, day, 11, tzinfo=UTC)
    return event(occurred_at=noon, recorded_at=noon, by=by, **writer, **content)


def to_the_end(built: ModuleType, case: Case) -> Case:
    return case.apply_all(
        [
            made(built, "Svara", 3, "individ", vill="ja"),
            made(built, "Boka", 4, dag=date(2026, 3, 20)),
            made(built, "Genomfor", 20),
        ]
    )


def test_the_page_tells_of_every_file_of_the_package_and_shows_the_code_of_each_kind() -> None:
    assert all(f"`{name}`" in PAGE for name in FILES)
    named = {name for block in blocks(PAGE) if (name := file_of(block)) is not None}
    shown = {name.removeprefix("examples/studiebesok/") for name in named if "/studiebesok/" in name}
    assert shown <= set(FILES)
    assert {name for name in FILES if name.endswith(".py")} <= shown


def test_the_package_imports_nothing_of_the_library_but_its_two_faces() -> None:
    trees = [ast.parse(text) for name, text in FILES.items() if name.endswith(".py")]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    modules = {node.module for node in nodes if isinstance(node, ast.ImportFrom)}
    modules |= {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    ours = {name for name in modules if name is not None and name.split(".")[0] == "flerpart_flow"}
    assert ours == {"flerpart_flow", "flerpart_flow.define"}


def test_the_routine_has_three_phases_and_every_norm_is_carried(built: ModuleType) -> None:
    routine = built.STUDIEBESOK
    assert routine.phases == ("anmalt", "bokat", "genomfort")
    own = {ident for ident in routine.rules().norms if ident.startswith("SB-")}
    assert own == {
        "SB-ANMALAN-1",
        "SB-ANMALAN-2",
        "SB-SVAR-1",
        "SB-BOKNING-1",
        "SB-BOKNING-2",
        "SB-BOKNING-3",
        "SB-BOKNING-4",
        "SB-BESOK-1",
    }
    assert routine.rules().about.adopted_by == "Exempelgruppen"


def test_a_refusal_has_the_words_of_the_norm_in_both_languages(built: ModuleType, registered: Case) -> None:
    with pytest.raises(Refused) as caught:
        registered.apply(made(built, "Boka", 4, dag=date(2026, 3, 20)))
    decision = caught.value.account
    assert decision.norms == ("SB-BOKNING-1",)
    assert "Det är okänt om individen vill göra studiebesöket." in caught.value.text("sv")
    assert "It is unknown whether the individual wants the visit." in caught.value.text("en")
    norm = registered.rules.norms["SB-BOKNING-1"]
    assert (norm.text("sv"), norm.text("en")) == (
        "Ingen dag bokas innan individen har sagt ja.",
        "No day is booked before the individual has said yes.",
    )
    assert registered.phase == "anmalt"


def test_it_is_played_to_the_end_and_its_log_reads_back(built: ModuleType, registered: Case, tmp_path: Path) -> None:
    case = to_the_end(built, registered)
    assert (case.phase, case.closed) == ("genomfort", True)
    assert [duty.state.value for duty in case.duties(datetime(2026, 3, 21, tzinfo=UTC))] == ["met"]
    path = tmp_path / "besok.jsonl"
    write_log_file(path, case)
    log = read_log_file(path, {"studiebesok": built.STUDIEBESOK})
    assert log.case() == case
    assert review(log).follows_the_routine


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("view", ["overview", "swimlanes", "detail", "deviations"])
def test_it_can_be_drawn_though_it_has_no_outline(built: ModuleType, view: str, lang: str) -> None:
    """Nothing in it is a deviation, and no case pauses: that picture has a title, and nothing else."""
    pages = draw(built.STUDIEBESOK, view, lang=lang)
    assert all("<svg" in one for one in pages.svgs())
    assert {"sv": "Studiebesök", "en": "Visit to a workplace"}[lang] in pages.table


def test_the_tests_of_the_package_pass(folder: Path) -> None:
    ran = run_tests(folder)
    assert ran.returncode == 0, ran.stdout
    assert "12 passed" in ran.stdout


@pytest.mark.parametrize(
    ("guard", "of"),
    [("villkor.individen_vill, ", "SB-BOKNING-1"), (" villkor.i_god_tid", "SB-BOKNING-3")],
)
def test_a_guard_that_is_forgotten_is_told(guard: str, of: str, tmp_path: Path) -> None:
    for name, text in FILES.items():
        put(tmp_path, name.replace("studiebesok/", "glomt/"), text.replace("studiebesok", "glomt").replace(guard, ""))
    with importable(tmp_path), pytest.raises(DefinitionError) as caught:
        import_module("glomt")
    assert (caught.value.code, caught.value.values["norm"]) == ("definition.norm_oburen", of)


def test_the_command_line_checks_its_log_once_it_is_installed(
    built: ModuleType, folder: Path, registered: Case, tmp_path: Path
) -> None:
    right, wrong = tmp_path / "ratt.jsonl", tmp_path / "fel.jsonl"
    write_log_file(right, to_the_end(built, registered))
    write_log_file(wrong, registered.record(made(built, "Boka", 4, dag=date(2026, 3, 20)))[0])
    ran = run(folder, "check", str(right))
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "FÖLJER RUTINEN. 4 händelser." in ran.stdout
    assert "Fas: Genomfört" in ran.stdout
    ran = run(folder, "check", str(wrong), "--lang", "en")
    assert (ran.returncode, ran.stderr) == (1, "")
    assert "HINDRANCE SB-BOKNING-1 (unknown): It is unknown whether the individual wants the visit." in ran.stdout
    assert "The norm: No day is booked before the individual has said yes." in " ".join(ran.stdout.split())
    for command in (("status", str(wrong)), ("replay", str(wrong), "--rules", "2026.1"), ("rules",)):
        ran = run(folder, *command)
        assert (ran.returncode, ran.stderr) == (0, "")
        assert "studiebesok" in ran.stdout
    assert "Exempelgruppen" in ran.stdout


def test_without_being_installed_it_is_unknown_and_the_library_is_as_it_was(
    built: ModuleType, registered: Case, tmp_path: Path
) -> None:
    path = tmp_path / "besok.jsonl"
    write_log_file(path, registered)
    ran = run(tmp_path, "check", str(path))
    assert ran.returncode == 4
    assert "Rutinen finns inte." in ran.stderr
    assert "studiebesok" not in ROUTINES


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            {"studiebesok/besok/norms.toml": FILES["studiebesok/besok/norms.toml"].replace("SB-BESOK-1", "SB-BESOK-2")},
            "Norm SB-BESOK-1 is not in the rules",
        ),
        ({"studiebesok/plikter.py": "1/0"}, "studiebesok, from another package, can't be used: ZeroDivisionError"),
        ({"studiebesok/__init__.py": "STUDIEBESOK = 1"}, "what is named is no Routine"),
        (
            {"studiebesok/__init__.py": "from flerpart_flow import FLERPARTSMOTE\nimport attrs\n"
             "STUDIEBESOK = attrs.evolve(FLERPARTSMOTE, ends=('avslut',))"},
            "there is a routine called flerpartsmote already",
        ),
    ],
)  # fmt: skip
def test_a_package_that_is_broken_is_told_and_takes_nothing_with_it(
    change: dict[str, str], said: str, tmp_path: Path
) -> None:
    for name, text in {**FILES, **change}.items():
        put(tmp_path, name, text)
    ran = run(tmp_path, "rules", "--lang", "en")
    assert ran.returncode == 0
    assert "flerpartsmote · rules 2026.1" in ran.stdout
    assert ran.stderr.startswith("Warning: ")
    assert said in ran.stderr
    mine = tmp_path / "besok.jsonl"
    mine.write_text('{"flerpart_flow":1,"routine":"studiebesok","case":"besok-1"}\n', encoding="utf-8")
    ran = run(tmp_path, "check", str(mine), "--lang", "en")
    assert ran.returncode == 4
    assert said in ran.stderr
    assert "There is no such routine." in ran.stderr
    quiet = run(tmp_path, "check", str(ROOT / "examples" / "logs" / "tackade_nej.jsonl"))
    assert (quiet.returncode, quiet.stderr) == (0, "")


def test_own_texts_are_demanded_in_both_languages_with_the_same_holes(built: ModuleType, folder: Path) -> None:
    routine = built.STUDIEBESOK
    for change, code in (
        ({"sv": routine.sources.texts["sv"]}, "definition.text_saknas"),
        ({**routine.sources.texts, "en": (("studiebesok", "de.toml"),)}, "definition.fil"),
        ({**routine.sources.texts, "en": (("studiebesok", "2026.1.toml"),)}, "definition.fil"),
    ):
        with pytest.raises(DefinitionError) as caught:
            attrs.evolve(routine, sources=attrs.evolve(routine.sources, texts=change))
        assert caught.value.code == code
    (folder / "studiebesok" / "hal.toml").write_text(
        FILES["studiebesok/besok/en.toml"].replace("{dagar}", "some"), encoding="utf-8"
    )
    given = routine.sources.texts["en"]
    texts = {**routine.sources.texts, "en": (*given[:-1], ("studiebesok", "hal.toml"))}
    with pytest.raises(DefinitionError) as caught:
        attrs.evolve(routine, sources=attrs.evolve(routine.sources, texts=texts))
    assert caught.value.values == {"key": "fynd.studiebesok.kort_tid", "holes": "dagar"}
