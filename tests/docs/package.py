"""The package that a page of the documentation explains: its files, and what installing it would do."""

from __future__ import annotations

import importlib
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flerpart_flow import ROUTINES
from tests.docs.markdown import ROOT, Block

NAME = re.compile(r"(?:[a-z_]+/)*[a-z0-9_.]+\.[a-z]+")


def file_of(block: Block) -> str | None:
    """The file of this repository that a block is an excerpt of, or None for a block that is none."""
    name = block.words[0] if len(block.words) == 1 else ""
    return name if "/" in name and NAME.fullmatch(name) else None


def files(package: Path) -> dict[str, str]:
    """The text of each file of a package, by its place there."""
    found = sorted(path for kind in ("*.py", "*.toml") for path in package.rglob(kind))
    return {path.relative_to(package).as_posix(): path.read_text(encoding="utf-8") for path in found}


def install(package: Path, folder: Path) -> None:
    """Put a package where it can be imported from."""
    there = files(package)
    assert there, f"no package: {package.name}"
    for name, text in there.items():
        put(folder, name, text)


def put(folder: Path, name: str, text: str) -> None:
    """Write a file of the package, which has to be Python or TOML; its ``pyproject.toml`` installs it, too."""
    if name.endswith(".py"):
        compile(text, name, "exec")
    else:
        tomllib.loads(text)
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    if name == "pyproject.toml":
        _install(folder, tomllib.loads(text)["project"])


def _install(folder: Path, project: dict[str, object]) -> None:
    """What an installer leaves beside a package: its name, and its entry points."""
    place = folder / f"{project['name']}-{project['version']}.dist-info"
    place.mkdir()
    about = f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n"
    (place / "METADATA").write_text(about, encoding="utf-8")
    points = project["entry-points"]
    assert isinstance(points, dict)
    lines = [
        line for group, named in points.items() for line in (f"[{group}]", *(f"{k} = {v}" for k, v in named.items()))
    ]
    (place / "entry_points.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The command line in a process of its own, where the package is installed."""
    command = [sys.executable, "-c", "import sys; from flerpart_flow.cli import main; sys.exit(main())", *arguments]
    return subprocess.run(command, env=_where(folder), capture_output=True, encoding="utf-8", check=False)


def run_tests(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """The tests of the package, in a process of its own."""
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:xdist",
        "-p",
        "no:hypothesispytest",
        "-p",
        "no:cacheprovider",
        "-c",
        os.devnull,
        *options,
        ".",
    ]
    return subprocess.run(command, cwd=folder, env=_where(folder), capture_output=True, encoding="utf-8", check=False)


def _where(folder: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join((str(folder), str(ROOT / "src"))), "NO_COLOR": "1"}


@contextmanager
def importable(folder: Path) -> Iterator[None]:
    """While it lasts, what is in a folder can be imported; afterwards nothing of it is left.

    The routines of this process are looked up first, since what is found then is kept.
    """
    list(ROUTINES)
    before = set(sys.modules)
    sys.path.insert(0, str(folder))
    importlib.invalidate_caches()
    try:
        yield
    finally:
        sys.path.remove(str(folder))
        for name in set(sys.modules) - before:
            if (getattr(sys.modules[name], "__file__", None) or "").startswith(str(folder)):
                del sys.modules[name]
        importlib.invalidate_caches()
