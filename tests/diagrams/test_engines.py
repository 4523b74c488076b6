"""Finding the program that draws, and asking its version."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import attrs
import pytest

from flerpart_flow import FlowError
from flerpart_flow.diagrams.engines import engines as module
from flerpart_flow.diagrams.engines.engines import Engine, engines, find_engine
from flerpart_flow.diagrams.engines.errors import (
    EngineMissing,
    EngineUnusable,
)
from tests.diagrams.fake_engines import engine, fake

ROOT = Path(__file__).parents[2]


def test_an_argument_comes_before_everything_else(bare: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake(bare, "")
    mine, theirs = fake(tmp_path, "", "mine"), fake(tmp_path, "", "theirs")
    monkeypatch.setenv("FLERPART_DOT", str(theirs))
    assert find_engine(mine) == Engine("dot", mine, "argument")
    assert find_engine(str(mine)).path == mine
    assert find_engine() == Engine("dot", theirs, "FLERPART_DOT")
    monkeypatch.delenv("FLERPART_DOT")
    assert find_engine() == Engine("dot", bare / "dot", "PATH")


def test_dot_comes_before_graphviz_pure_and_that_before_pygraphviz(
    bare: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    beside = tmp_path / "beside"
    beside.mkdir()
    monkeypatch.setattr(module, "_folders_of_python", lambda: [str(beside)])
    monkeypatch.setattr(module, "_package", lambda name: tmp_path / name)
    assert find_engine() == Engine("pygraphviz", tmp_path / "pygraphviz", "python")
    fake(beside, "", "graphviz-pure")
    assert find_engine() == Engine("graphviz-pure", beside / "graphviz-pure", "python")
    fake(bare, "", "graphviz-pure")
    assert find_engine() == Engine("graphviz-pure", bare / "graphviz-pure", "PATH")
    fake(bare, "")
    assert [one.kind for one in engines()] == ["dot", "graphviz-pure", "pygraphviz"]
    assert find_engine() == engines()[0]


def test_an_engine_can_be_asked_for_by_kind_or_by_its_name_on_path(
    bare: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake(bare, "")
    other = fake(bare, "", "dot-next")
    monkeypatch.setattr(module, "_package", lambda name: tmp_path / name)
    assert find_engine("dot-next").path == other
    assert find_engine("pygraphviz").kind == "pygraphviz"
    monkeypatch.setenv("FLERPART_DOT", "pygraphviz")
    assert find_engine() == Engine("pygraphviz", tmp_path / "pygraphviz", "FLERPART_DOT")


def test_graphviz_pure_is_known_by_another_name_too(bare: Path, tmp_path: Path) -> None:
    link = tmp_path / "drawing"
    link.symlink_to(fake(tmp_path, "", "graphviz-pure"))
    assert find_engine(link).kind == "graphviz-pure"


def test_an_engine_is_listed_once_and_first_as_what_was_asked_for(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pure = fake(bare, "", "graphviz-pure")
    fake(bare, "")
    monkeypatch.setenv("FLERPART_DOT", str(pure))
    assert [(one.kind, one.found_by) for one in engines()] == [("graphviz-pure", "FLERPART_DOT"), ("dot", "PATH")]


def test_an_empty_variable_is_no_variable(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = fake(bare, "")
    monkeypatch.setenv("FLERPART_DOT", "")
    assert find_engine().path == program


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("sv", ("Det finns inget program som kan rita.", "Debians paket graphviz", "flerpart-flow[render]")),
        ("en", ("There is no program that can draw.", "Debian's package graphviz", "flerpart-flow[render]")),
    ],
)
def test_with_none_at_all_it_says_what_to_install(bare: Path, lang: str, words: tuple[str, ...]) -> None:
    assert engines() == ()
    with pytest.raises(EngineMissing) as caught:
        find_engine()
    assert isinstance(caught.value, FlowError)
    for word in words:
        assert word in caught.value.text(lang)


@pytest.mark.parametrize("what", ["missing", "folder", "plain file", ""])
def test_what_can_not_be_run_is_named_and_nothing_else_is_tried(
    bare: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    fake(bare, "")
    (tmp_path / "folder").mkdir()
    (tmp_path / "plain file").write_text("no program", encoding="utf-8")
    asked = str(tmp_path / what) if what else ""
    with pytest.raises(EngineUnusable) as caught:
        find_engine(asked)
    assert f"{asked} är inget program" in caught.value.text("sv")
    assert f"{asked} is no program" in caught.value.text("en")
    if not what:
        return
    monkeypatch.setenv("FLERPART_DOT", asked)
    with pytest.raises(EngineUnusable, match="FLERPART_DOT") as caught:
        find_engine()
    assert asked in caught.value.text("en")
    assert [one.found_by for one in engines()] == ["PATH"]


def test_the_search_imports_no_drawing_library_and_starts_nothing(tmp_path: Path) -> None:
    code = (
        "import sys; from flerpart_flow.diagrams.engines.engines import engines; engines()\n"
        "print(sorted({'weasyprint', 'pygraphviz', 'graphviz', 'pendulum'} & set(sys.modules)))"
    )
    fake(tmp_path, f"open({str(tmp_path / 'ran')!r}, 'w')")
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PATH": str(tmp_path)}
    ran = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, check=True)
    assert ran.stdout == b"[]\n"
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize(
    ("said", "version"),
    [
        ("dot - graphviz version 2.43.0 (0)", "2.43.0"),
        ("dot - graphviz version 14.1.2~dev.20260101 (20260101)", "14.1.2"),
        ("graphviz-pure - graphviz-pure version 0.2.2 (Rust port of Graphviz 16.1.0)", "0.2.2"),
        ("no idea", None),
        ("", None),
    ],
)
def test_the_version_is_asked_of_the_engine(tmp_path: Path, said: str, version: str | None) -> None:
    assert engine(tmp_path, f"assert args == ['-V']; print({said!r}, file=sys.stderr)").version == version


def test_an_engine_that_can_not_tell_its_version_has_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert engine(tmp_path, "print('version 1.0'); sys.exit(1)").version is None
    monkeypatch.setattr(module, "_TIME_FOR_VERSION", 0.3)
    assert engine(tmp_path, "time.sleep(60)").version is None


def test_an_engine_can_not_be_changed_and_is_asked_its_version_once(tmp_path: Path) -> None:
    counting = engine(tmp_path, f"open({str(tmp_path / 'asked')!r}, 'a').write('x'); print('version 1.0')")
    assert (counting.version, counting.version) == ("1.0", "1.0")
    assert (tmp_path / "asked").read_text(encoding="utf-8") == "x"
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        setattr(counting, "kind", "other")  # noqa: B010  mypy would stop the plain form, which is what is shown
