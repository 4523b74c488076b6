"""Routines of other packages: found by their entry points, told of when they can't be used, never in the way."""

from __future__ import annotations

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
    with pytest.warns(RoutineNotLoaded, match="broken"):
        assert installed["toy"] is TOY
    assert (list(installed), len(installed), repr(installed)) == (
        ["flerpartsmote", "toy"],
        2,
        "Installed(flerpartsmote, toy)",
    )
    with pytest.raises(KeyError):
        installed["xyzzy"]
    assert asked == [GROUP]


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
