"""What the wheel has beside the TOML files says the same as they do, and counts only as long as they are the same."""

from __future__ import annotations

import importlib.util
import json
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest

from flerpart_flow.engine.definition import validation
from flerpart_flow.engine.rules import stamp
from flerpart_flow.routines.flerpartsmote import FLERPARTSMOTE
from flerpart_flow.routines.ung_intro import UNG_INTRO
from flerpart_flow.texts import tables
from flerpart_flow.texts.tables import read_table

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "flerpart_flow"


def hook() -> Any:
    """The build's own module."""
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_each_catalogue_that_is_made_says_what_the_toml_says() -> None:
    made = dict(hook().catalogues(PACKAGE))
    assert {"texts/sv/fel.toml.json", "routines/flerpartsmote/kallelse/norms.toml.json"} <= set(made)
    for name, text in made.items():
        written = (PACKAGE / name.removesuffix(".json")).read_text(encoding="utf-8")
        held = json.loads(text, object_hook=tables._with_days)
        assert held["holds"] == tomllib.loads(written), name


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A package with a table and what was made of it, which says something else, so that one sees what was read."""
    folder = tmp_path / "tabellpaket"
    folder.mkdir()
    (folder / "__init__.py").write_text("", encoding="utf-8")
    (folder / "t.toml").write_text('a = "toml"\n', encoding="utf-8")
    made = json.loads(tables.made_of((folder / "t.toml").read_bytes()))
    (folder / "t.toml.json").write_text(json.dumps({**made, "holds": {"a": "made"}}), encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    yield folder
    sys.modules.pop("tabellpaket", None)


def test_what_was_made_is_read_as_long_as_the_toml_is_the_same(package: Path) -> None:
    assert read_table("tabellpaket", "t.toml") == {"a": "made"}
    (package / "t.toml").write_text('a = "changed"\n', encoding="utf-8")
    assert read_table("tabellpaket", "t.toml") == {"a": "changed"}
    (package / "t.toml.json").unlink()
    assert read_table("tabellpaket", "t.toml") == {"a": "changed"}


def test_what_was_made_is_read_from_an_archive_too(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = package.parent / "paket.zip"
    with zipfile.ZipFile(archive, "w") as held:
        for file in package.iterdir():
            held.writestr(f"arkivpaket/{file.name}", file.read_bytes())
    monkeypatch.syspath_prepend(str(archive))
    assert read_table("arkivpaket", "t.toml") == {"a": "made"}
    with pytest.raises(OSError, match="nowhere"):
        tables.read_bytes("arkivpaket", "nowhere.toml")
    sys.modules.pop("arkivpaket")


def test_a_source_tree_has_no_stamp_and_one_counts_only_for_the_very_same_files(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert not (PACKAGE / "validated.json").exists()
    assert [stamp.was_validated(routine.sources) for routine in (FLERPARTSMOTE, UNG_INTRO)] == [False, False]
    written, read = stamp.stamp().encode(), tables.read_bytes
    changed = ("", "")

    def with_stamp(package: str, name: str) -> bytes:
        if name == "validated.json":
            return written
        return read(package, name) + (b" " if (package, name) == changed else b"")

    monkeypatch.setattr(stamp, "read_bytes", with_stamp)
    assert [stamp.was_validated(routine.sources) for routine in (FLERPARTSMOTE, UNG_INTRO)] == [True, True]
    changed = ("flerpart_flow.routines.flerpartsmote", "kallelse/sv.toml")
    assert [stamp.was_validated(routine.sources) for routine in (FLERPARTSMOTE, UNG_INTRO)] == [False, True]


def test_a_routine_that_was_validated_before_is_not_again_but_what_is_made_of_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[Any] = []
    monkeypatch.setattr(validation, "validate", seen.append)
    same = attrs.evolve(UNG_INTRO, validated=True)
    assert seen == []
    other = attrs.evolve(same, revision=3)
    assert seen == [other]
