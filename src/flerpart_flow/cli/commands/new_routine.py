"""``new-routine``: a package with a routine to begin with, which passes its own tests."""

from __future__ import annotations

import os
import shutil
import tempfile
from importlib.util import find_spec
from keyword import iskeyword
from pathlib import Path
from typing import Final

import click

from flerpart_flow.cli.errors import Trouble, unreadable
from flerpart_flow.cli.group import build
from flerpart_flow.cli.input import loading
from flerpart_flow.cli.output import write_page
from flerpart_flow.cli.pages.page import Page
from flerpart_flow.texts import Texts

LONGEST: Final = 40
_FOLDER_MODE: Final = 0o755
_NEXT: Final = ("pip install -e", "python -m pytest")
"""What is typed next, before the folder."""


def command(said: Texts) -> click.Command:
    """The command in a language."""

    def new_routine(name: str, output: str) -> int:
        _refuse_bad(name)
        folder = _write(name, Path("." if output == "-" else output))
        write_page(_page(name, folder, said), "-")
        return 0

    argument = click.Argument(["name"], metavar=said.raw("cli.meta.namn"))
    return build("new-routine", new_routine, said, argument)


def _refuse_bad(name: str) -> None:
    """Raise Trouble for a name that no package can have, or that a routine or a package has already."""
    plain = name.isascii() and name.isidentifier() and name == name.lower() and not name.startswith("_")
    if not plain or iskeyword(name) or len(name) > LONGEST:
        raise Trouble("ny_rutin.namn", most=LONGEST)
    if name in loading.routines() or _is_importable(name):
        raise Trouble("ny_rutin.upptaget")


def _is_importable(name: str) -> bool:
    """Whether Python has a package or module of that name, whose place the new one would take."""
    try:
        found = find_spec(name)
    except ValueError:  # a module that is running, and says nothing of where it is from
        return True
    return found is not None and found.origin is not None


def _write(name: str, parent: Path) -> Path:
    """Write the package in a folder of its own, whole or not at all. Raises Trouble for a folder that is there."""
    from flerpart_flow.cli.skeleton import written

    folder = parent / name
    if os.path.lexists(folder):
        raise Trouble("ny_rutin.finns", where=str(folder))
    try:
        parent.mkdir(parents=True, exist_ok=True)
        begun = Path(tempfile.mkdtemp(prefix=f".{name}-", dir=parent))
    except OSError as error:
        raise unreadable(str(parent), error) from None
    try:
        for place, text in written(name).items():
            path = begun / place
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        begun.chmod(_FOLDER_MODE)
        begun.rename(folder)
    except OSError as error:
        raise unreadable(str(folder), error) from None
    finally:
        shutil.rmtree(begun, ignore_errors=True)
    return folder


def _page(name: str, folder: Path, said: Texts) -> Page:
    page = Page()
    page.line(said.say("cli.new-routine.skriven", mapp=folder))
    for line in (*(f"{one} {folder}" for one in _NEXT), said.say("cli.new-routine.andra", mapp=folder, name=name)):
        page.line(line, 2, hang=2)
    return page
