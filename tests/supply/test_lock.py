"""The lock holds what pyproject.toml asks for, all that follows from it, and nothing that says where it was found."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

from tests.supply import lock
from tests.supply.lock import DEV, HOW, PACKAGE, Entry, installed
from tests.supply.reach import HERE, PYTHONS, NotInLock, reached, reached_anywhere

# What it takes to run the package and to draw without Graphviz is no tool for tests.
TOOLS = {"coverage", "hypothesis", "import-linter", "mypy", "pytest", "ruff", "selenium", "uv"}
ONE_HASH = "0" * 64


@pytest.fixture(scope="module")
def everything() -> list[Entry]:
    return lock.entries(DEV)


@pytest.mark.parametrize("needed", lock.asked(*lock.extras()), ids=str)
def test_what_is_asked_for_is_locked_within_its_bounds(needed: Requirement, everything: list[Entry]) -> None:
    found = [entry for entry in everything if entry.name == needed.name]
    assert len(found) == 1, HOW
    assert found[0].requirement.marker is None
    assert needed.specifier.contains(found[0].version), HOW


@pytest.mark.parametrize("path", [PACKAGE, DEV], ids=lambda path: path.name)
def test_nothing_is_missing_anywhere_and_nothing_is_left_over(path: Path) -> None:
    extras = ("render",) if path == PACKAGE else lock.extras()
    entries = lock.entries(path)
    assert reached_anywhere(lock.asked(*extras), entries) == {entry.name for entry in entries}, HOW


def test_what_is_needed_and_not_locked_is_seen(everything: list[Entry]) -> None:
    # pluggy is needed by pytest, and by Hatchling.
    with pytest.raises(NotInLock, match="pluggy"):
        reached(lock.asked("dev"), [one for one in everything if one.name != "pluggy"], HERE)
    with pytest.raises(NotInLock, match="attrs"):
        reached([Requirement("attrs>=9999")], everything, HERE)


def test_the_package_alone_gets_no_tools_and_the_same_versions(everything: list[Entry]) -> None:
    alone = lock.entries(PACKAGE)
    assert not TOOLS & {entry.name for entry in alone}
    assert {entry.name for entry in everything} >= TOOLS
    both = {entry.name: entry for entry in everything}
    for entry in alone:
        assert (entry.version, entry.hashes) == (both[entry.name].version, both[entry.name].hashes), HOW


@pytest.mark.parametrize("name", ["pillow", "brotli", "coverage", "pendulum", "rpds-py"])
def test_files_for_other_platforms_and_pythons_are_known(name: str, everything: list[Entry]) -> None:
    [entry] = [one for one in everything if one.name == name]
    assert len(entry.hashes) > 2 * len(PYTHONS)


@pytest.mark.parametrize("path", [PACKAGE, DEV], ids=lambda path: path.name)
def test_no_lock_says_where_anything_was_found(path: Path) -> None:
    # Reading refuses whatever isn't a version with hashes; this looks at the text as well, whatever reading thinks.
    text = path.read_text(encoding="utf-8")
    assert lock.entries(path)
    assert not re.search(r"://|@|index|find-links|\bfile\b|www|/", text)


@pytest.mark.parametrize(
    "line",
    [
        "attrs==26.1.0",
        "attrs>=26.1.0 --hash=sha256:" + ONE_HASH,
        "attrs --hash=sha256:" + ONE_HASH,
        "attrs==26.1.0 --hash=md5:" + ONE_HASH[:32],
        "attrs==26.1.0 --hash=sha256:" + ONE_HASH[1:],
        "attrs @ https://registry.example/attrs.whl --hash=sha256:" + ONE_HASH,
        "attrs==26.1.0 ; python_version > 'https://registry.example' --hash=sha256:" + ONE_HASH,
        "--index-url https://registry.example/simple",
        "--extra-index-url=https://registry.example/simple",
        "--find-links /srv/wheels",
        "--trusted-host registry.example",
        "-r more.txt",
        "-e .",
        "./wheels/attrs.whl --hash=sha256:" + ONE_HASH,
        "# from https://registry.example/simple",
    ],
)
def test_a_line_without_a_hash_or_with_an_address_is_refused(line: str) -> None:
    good = f"attrs==26.1.0 \\\n    --hash=sha256:{ONE_HASH}\n"
    assert [one.name for one in lock.read(good)] == ["attrs"]
    with pytest.raises(ValueError, match="not an entry"):
        lock.read(good + line + "\n")


def test_what_is_installed_is_what_is_locked(everything: list[Entry]) -> None:
    locked = {entry.name: entry.version for entry in everything if entry.is_for(HERE)}
    there = {name: package.version for name in locked if (package := installed(name)) is not None}
    assert there.keys() >= {"attrs", "click", "pytest", "hatchling"}
    assert there == {name: locked[name] for name in there}, "not as locked: run `make lint`"


def test_every_locked_version_is_for_every_supported_python(everything: list[Entry]) -> None:
    lowest = SpecifierSet(lock.project()["project"]["requires-python"])
    assert str(lowest) == f">={PYTHONS[0]}"
    classified = re.findall(r"Python :: (3\.\d+)", "\n".join(lock.project()["project"]["classifiers"]))
    assert set(classified) <= set(PYTHONS)
    for entry in everything:
        if (package := installed(entry.name)) is not None:
            said = ",".join(package.metadata.get_all("Requires-Python") or [])
            assert all(python in SpecifierSet(said) for python in PYTHONS), f"{entry.name}: {said}"


def test_make_installs_by_hash_or_the_project_itself() -> None:
    text = (lock.ROOT / "Makefile").read_text(encoding="utf-8")
    installs = [line for line in text.splitlines() if re.search(r"\binstall\b", line) and "echo" not in line]
    by_hash, itself = [line for line in installs if not line.startswith("#")]
    assert by_hash == "LOCKED = $(PIP) install --require-hashes $(WHEELS) --requirement"
    assert itself.split()[1:-1] == ["install", "--no-deps", "--no-build-isolation", "--editable", "."]
    assert re.findall(r"\$\(LOCKED\) (\S+)", text) == ["$(PACKAGE_LOCK)", "$(DEV_LOCK)"]
