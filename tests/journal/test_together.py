"""Several files are written into a folder all or none."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Any

import pytest

from flerpart_flow.engine.errors import FileError, WriteConflict
from flerpart_flow.engine.files.claim import Claim
from flerpart_flow.engine.files.together import write_together

FILES = {"a.txt": b"a", "b.txt": b"b", "c.txt": b"c"}


def held(folder: Path) -> dict[str, bytes]:
    """Every file, hidden ones too, by its path from the folder."""
    return {str(one.relative_to(folder)): one.read_bytes() for one in folder.rglob("*") if one.is_file()}


def failing_at(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that lets one file not be put in its place."""
    whole = Path.replace

    def replace(self: Path, target: Any) -> Path:
        if Path(target).name == name and self.parent.name == "new":
            raise OSError(28, "No space left on device", str(target))
        return whole(self, target)

    monkeypatch.setattr(Path, "replace", replace)


@pytest.mark.parametrize("name", ["../a.txt", "/a.txt", "b/../../a.txt", ""])
def test_a_name_that_leads_out_of_the_folder_is_refused_before_anything_is_written(name: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no name in a folder"):
        write_together(tmp_path / "d", {"b.txt": b"b", name: b"a"})
    assert held(tmp_path) == {}


def test_names_in_folders_are_put_in_place_and_taken_back_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_together(tmp_path / "d", {"x/a.txt": b"before"})
    write_together(tmp_path / "d", {"x/a.txt": b"a", "x/y/b.txt": b"b"})
    assert held(tmp_path / "d") == {"x/a.txt": b"a", "x/y/b.txt": b"b"}
    whole = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if Path(target).name == "b.txt" and "new" in self.parts:
            raise OSError(28, "No space left on device", str(target))
        return whole(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(OSError, match="No space"):
        write_together(tmp_path / "d", {"x/a.txt": b"again", "x/y/b.txt": b"again"})
    assert held(tmp_path / "d") == {"x/a.txt": b"a", "x/y/b.txt": b"b"}


def test_a_new_folder_comes_with_all_of_them_and_is_its_owners_alone(tmp_path: Path) -> None:
    write_together(tmp_path / "d", FILES)
    assert held(tmp_path) == {f"d/{name}": data for name, data in FILES.items()}
    assert stat.S_IMODE((tmp_path / "d").stat().st_mode) == 0o700
    assert {stat.S_IMODE((tmp_path / "d" / name).stat().st_mode) for name in FILES} == {0o600}


def test_a_new_folder_that_cant_be_put_in_place_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(self: Path, target: Any) -> Path:
        raise OSError(28, "No space left on device", str(target))

    monkeypatch.setattr(Path, "replace", never)
    with pytest.raises(OSError, match="No space"):
        write_together(tmp_path / "d", FILES)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", FILES)
def test_where_one_cant_be_put_in_place_all_is_as_it_was(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_together(tmp_path / "d", {"a.txt": b"before", "z.txt": b"other"})
    before = held(tmp_path)
    failing_at(name, monkeypatch)
    with pytest.raises(OSError, match="No space"):
        write_together(tmp_path / "d", FILES)
    assert held(tmp_path) == before
    assert [one.name for one in tmp_path.iterdir()] == ["d"]


def test_what_else_lies_there_is_left_and_a_file_keeps_its_mode(tmp_path: Path) -> None:
    write_together(tmp_path / "d", {"a.txt": b"before", "z.txt": b"other"})
    (tmp_path / "d" / "a.txt").chmod(0o640)
    write_together(tmp_path / "d", FILES)
    assert held(tmp_path / "d") == {**FILES, "z.txt": b"other"}
    assert stat.S_IMODE((tmp_path / "d" / "a.txt").stat().st_mode) == 0o640


def test_links_pipes_and_folders_are_refused(tmp_path: Path) -> None:
    write_together(tmp_path / "d", FILES)
    (tmp_path / "out").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "out")
    with pytest.raises(FileError):
        write_together(tmp_path / "link", FILES)
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(FileError):
        write_together(tmp_path / "file", FILES)
    for made in (lambda at: at.symlink_to(tmp_path / "nowhere"), os.mkfifo, Path.mkdir):
        (tmp_path / "d" / "b.txt").unlink()
        made(tmp_path / "d" / "b.txt")
        with pytest.raises(FileError):
            write_together(tmp_path / "d", {"a.txt": b"new", "b.txt": b"new"})
        assert (tmp_path / "d" / "a.txt").read_bytes() == b"a"
        (tmp_path / "d" / "b.txt").rmdir() if (tmp_path / "d" / "b.txt").is_dir() else None
        (tmp_path / "d" / "b.txt").unlink(missing_ok=True)
        (tmp_path / "d" / "b.txt").write_bytes(b"b")
    assert list((tmp_path / "out").iterdir()) == []


def test_one_writer_at_a_time_and_what_a_crash_left_is_cleared(tmp_path: Path) -> None:
    with Claim(tmp_path / "d"), pytest.raises(WriteConflict):
        write_together(tmp_path / "d", FILES)
    left = tmp_path / ".d.flerpart-new"
    left.mkdir()
    (left / "x").write_bytes(b"half")
    write_together(tmp_path / "d", FILES)
    assert held(tmp_path) == {f"d/{name}": data for name, data in FILES.items()}
