"""A handbook is written whole, for everybody to read, and what the one before had and this has not is removed."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from flerpart_flow.diagrams.drawing import Drawing
from flerpart_flow.engine.errors import FileError
from flerpart_flow.handbook import write_handbook
from tests.cli.running import run
from tests.handbook.books import from_the_set

FILES = {"index.html": b"first", "toy/sv/norm/A-1/index.html": b"norm", "look/handbook.css": b"css"}


def held(folder: Path) -> dict[str, bytes]:
    return {one.relative_to(folder).as_posix(): one.read_bytes() for one in folder.rglob("*") if one.is_file()}


def modes(folder: Path) -> set[int]:
    return {stat.S_IMODE(one.stat().st_mode) for one in (folder, *folder.rglob("*")) if one.is_dir()}


def test_a_handbook_is_for_everybody_to_read(tmp_path: Path) -> None:
    book = tmp_path / "book"
    written = write_handbook(book, FILES)
    assert {path: data for path, data in held(book).items() if path != "files.txt"} == FILES
    assert written == tuple(book / name for name in FILES)
    assert modes(book) == {0o755}
    assert {stat.S_IMODE(path.stat().st_mode) for path in written} == {0o644}
    assert [one.name for one in tmp_path.iterdir()] == ["book"]


def test_of_the_one_before_nothing_is_left_and_what_else_lies_there_is(tmp_path: Path) -> None:
    book = tmp_path / "book"
    write_handbook(book, FILES)
    (book / "own.txt").write_text("own")
    new = {"index.html": b"second", "toy/sv/norm/B-1/index.html": b"other"}
    write_handbook(book, new)
    found = held(book)
    assert {path: data for path, data in found.items() if path not in ("files.txt", "own.txt")} == new
    assert found["own.txt"] == b"own"
    assert not (book / "toy/sv/norm/A-1").exists()
    assert not (book / "look").exists()
    assert modes(book) == {0o755}


def test_a_folder_with_other_things_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(FileError) as error:
        write_handbook(tmp_path, FILES)
    assert error.value.code == "fil.ingen_handbok"
    assert held(tmp_path) == {"letter.txt": b"mine"}


def test_a_list_that_names_a_file_elsewhere_removes_nothing_there(tmp_path: Path) -> None:
    book, other = tmp_path / "book", tmp_path / "other.txt"
    other.write_text("mine")
    write_handbook(book, FILES)
    (book / "files.txt").write_text("../other.txt\n")
    write_handbook(book, {"index.html": b"second"})
    assert other.read_text() == "mine"


def test_a_link_in_the_place_of_a_folder_is_not_followed(tmp_path: Path) -> None:
    book, elsewhere = tmp_path / "book", tmp_path / "elsewhere"
    write_handbook(book, {"index.html": b"first"})
    elsewhere.mkdir()
    (book / "look").symlink_to(elsewhere)
    with pytest.raises(FileError) as error:
        write_handbook(book, FILES)
    assert error.value.code == "fil.lank"
    assert held(elsewhere) == {}


def test_the_command_writes_a_handbook_of_the_routine_that_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Drawing, "svgs", lambda drawing, engine=None: from_the_set(drawing))
    book = tmp_path / "book"
    done = run("handbook", str(book), "--routine", "ung_intro", "--lang", "en")
    assert (done.code, done.err) == (0, "")
    assert f"Open {book}/index.html in a browser" in " ".join(done.out.split())
    assert "Try it isn't there" in done.out
    assert (book / "ung_intro/sv/norm/UI-AKT-2/index.html").is_file()
    assert not (book / "flerpartsmote").exists()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--routine", "flerpartmote"), "flerpartsmote"),
        (("--routine", "ung_intro", "--overlay", "examples/egna_varden.toml"), "egna_varden.toml"),
    ],
)
def test_what_can_not_be_is_refused_before_anything_is_written(
    arguments: tuple[str, ...], says: str, tmp_path: Path
) -> None:
    done = run("handbook", str(tmp_path / "book"), *arguments)
    assert done.code == 2
    assert says in done.err
    assert not (tmp_path / "book").exists()
