"""Routines of other packages: found by their entry points, told of when they can't be used, never in the way."""

from __future__ import annotations

import sys
from importlib import metadata
from pathlib import Path

import pytest

from flerpart_flow import FLERPARTSMOTE, DefinitionError
from flerpart_flow.engine.rules.files import read_toml
from flerpart_flow.plugins import GROUP, Installed, RoutineNotLoaded, with_plugins
from tests.toy import TOY

OWN = {FLERPARTSMOTE.name: FLERPARTSMOTE}


def point(value: str, name: str = "toy") -> metadata.EntryPoint:
    return metadata.EntryPoint(name, value, GROUP)


def test_a_routine_that_another_package_names_is_there_after_the_librarys_own() -> None:
    found, faults = with_plugins(OWN, [point("tests.toy:TOY")])
    assert (list(found), found["toy"], faults) == (["flerpartsmote", "toy"], TOY, ())


def test_one_that_is_named_twice_is_there_once() -> None:
    found, faults = with_plugins(OWN, [point("tests.toy:TOY"), point("tests.toy:TOY", "again")])
    assert (list(found), faults) == (["flerpartsmote", "toy"], ())


@pytest.mark.parametrize(
    ("value", "code", "said"),
    [
        ("tests.no_such_module:TOY", "definition.insticket_fel", "ModuleNotFoundError"),
        ("tests.toy:NO_SUCH", "definition.insticket_fel", "AttributeError"),
        ("tests.toy:SOURCES", "definition.insticket_slag", "Routine"),
        ("tests.second_version:TWO_VERSIONS", "definition.insticket_dubbel", "flerpartsmote"),
    ],
)
def test_one_that_cannot_be_used_is_left_out_and_told(value: str, code: str, said: str) -> None:
    found, (fault,) = with_plugins(OWN, [point(value, "other"), point("tests.toy:TOY")])
    assert dict(found) == {**OWN, "toy": TOY}
    assert fault.code == code
    for told in (fault.text("sv"), fault.text("en")):
        assert said in told
        assert "other" in told


def test_other_packages_are_looked_for_only_when_they_may_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def points(group: str) -> list[metadata.EntryPoint]:
        asked.append(group)
        return [point("tests.toy:TOY"), point("tests.toy:NO_SUCH", "broken")]

    monkeypatch.setattr(metadata, "entry_points", points)
    installed = Installed(OWN)
    assert installed["flerpartsmote"] is FLERPARTSMOTE
    assert "flerpartsmote" in installed
    assert asked == []
    assert installed["toy"] is TOY
    with pytest.warns(RoutineNotLoaded, match="broken"), pytest.raises(KeyError):
        installed["broken"]
    assert (list(installed), len(installed), repr(installed)) == (
        ["flerpartsmote", "toy"],
        2,
        "Installed(flerpartsmote, toy)",
    )
    with pytest.raises(KeyError):
        installed["xyzzy"]
    assert asked == [GROUP]


HOSTILE = {
    "exits": "import sys\nsys.exit(3)",
    "exits_at_once": "raise SystemExit",
    "is_interrupted": "raise KeyboardInterrupt",
    "raises_anything": "raise BaseException('x')",
    "raises_what_cannot_be_told": "class E(Exception):\n    def __str__(self): raise RuntimeError\nraise E",
    "takes_its_time": "import time\ntime.sleep(30)",
    "calls_itself": "def f(): f()\nf()",
    "is_another": "from tests.toy import TOY as ROUTINE",
    "is_the_librarys": "from flerpart_flow import FLERPARTSMOTE as ROUTINE",
    "is_none": "ROUTINE = 7",
}


@pytest.fixture
def hostile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Installed:
    """The library's routine, one that works, and those that don't, each in a package of its own."""
    for name, code in HOSTILE.items():
        (tmp_path / f"insticket_{name}.py").write_text(code, encoding="utf-8")
        monkeypatch.delitem(sys.modules, f"insticket_{name}", raising=False)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr("flerpart_flow.plugins.PATIENCE", 1.0)
    points = [point(f"insticket_{name}:ROUTINE", name) for name in HOSTILE]
    monkeypatch.setattr(metadata, "entry_points", lambda group: [*points, point("tests.toy:TOY")])
    return Installed(OWN)


@pytest.mark.parametrize("name", HOSTILE)
def test_whatever_a_package_does_when_imported_it_is_named_and_the_others_go_on(name: str, hostile: Installed) -> None:
    with pytest.warns(RoutineNotLoaded, match=name):
        assert name not in hostile
    assert hostile["toy"] is TOY
    assert hostile["flerpartsmote"] is FLERPARTSMOTE
    assert name not in list(hostile)


def test_a_package_is_imported_only_when_its_routine_is_asked_for_by_name(hostile: Installed) -> None:
    assert set(hostile) == {*OWN, *HOSTILE, "toy"}
    assert len(hostile) == len(HOSTILE) + 2
    assert hostile["toy"] is TOY
    assert "xyzzy" not in hostile
    assert [name for name in sys.modules if name.startswith("insticket_")] == []


def test_all_that_can_be_used_are_given_whatever_the_others_do(hostile: Installed) -> None:
    with pytest.warns(RoutineNotLoaded) as told:
        assert dict(hostile.items()) == {**OWN, "toy": TOY}
    assert len(told) == len(HOSTILE)
    assert list(hostile.values()) == [FLERPARTSMOTE, TOY]


def test_a_name_that_is_taken_is_told_and_the_librarys_own_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    points = [point("tests.toy:TOY", "flerpartsmote"), point("tests.toy:TOY"), point("tests.toy:SOURCES")]
    monkeypatch.setattr(metadata, "entry_points", lambda group: points)
    installed = Installed(OWN)
    with pytest.warns(RoutineNotLoaded) as told:
        assert list(installed) == ["flerpartsmote", "toy"]
    assert len(told) == 2
    assert installed["flerpartsmote"] is FLERPARTSMOTE


@pytest.mark.parametrize(
    ("content", "said"), [(None, "FileNotFoundError"), ("a =", "Invalid value"), ("\udcff", "utf-8")]
)
def test_a_file_that_cannot_be_used_is_named(
    content: str | None, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = f"filer_{tmp_path.name.replace('-', '_')}"
    (tmp_path / package).mkdir()
    if content is not None:
        (tmp_path / package / "a.toml").write_bytes(content.encode(errors="surrogateescape"))
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(DefinitionError) as caught:
        read_toml(package, "a.toml")
    assert f"{package}/a.toml" in caught.value.text("sv")
    assert said in caught.value.text("en")
    with pytest.raises(DefinitionError):
        read_toml("no_such_package_at_all", "a.toml")
