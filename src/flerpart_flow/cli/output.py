"""Where an answer goes: stdout, or a file that is written whole or not at all."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any, Final

import click

from flerpart_flow.cli.errors import FlowTrouble, Trouble, unreadable
from flerpart_flow.cli.names import BEGAN, as_json
from flerpart_flow.cli.pages.page import Page, wants_colour

if TYPE_CHECKING:
    from flerpart_flow.engine.files.place import Seen

STDOUT = "-"
_ENOUGH: Final = 4096
_KEPT: Final = re.compile(rb'\s*\{.*"flerpart_flow"\s*:|SQLite format 3')
"""How a log and a store begin: nobody means an answer to take their place."""


def write(text: str, output: str) -> None:
    """Write text to stdout or to a file. A new file can be read by its owner only: it may be about a person.

    A file that somebody else has written since the command began is not written over.
    """
    if output == STDOUT:
        sys.stdout.write(text)
        return
    refuse_target(output)
    from flerpart_flow.engine.errors import FileError
    from flerpart_flow.engine.files.whole import OWNER_ONLY, write_whole

    try:
        write_whole(output, (text.encode("utf-8", "backslashreplace"),), OWNER_ONLY, _since())
    except FileError as error:
        raise FlowTrouble(error, output) from None
    except OSError as error:
        raise unreadable(output, error) from None


def refuse_target(output: str) -> None:
    """Raise Trouble for an answer that would be written over what the command reads, or over any log or store.

    A command that changes something asks this first, so that it never does half of what it was asked.
    """
    if output == STDOUT:
        return
    target = Path(output)
    try:
        target.parent.stat()
    except FileNotFoundError:
        raise Trouble("ut_mapp", where=output) from None
    except OSError as error:
        raise unreadable(output, error) from None
    if target.is_dir():
        raise Trouble("fil.mapp", where=output)
    context = click.get_current_context(silent=True)
    for name, held in () if context is None else context.params.items():
        if name != "output" and any(
            _is_same(target, one, name) for one in (held if isinstance(held, tuple) else (held,))
        ):
            raise Trouble("ut_in", where=output)
    if not target.is_file():
        return
    try:
        with target.open("rb") as there:
            begins = there.readline(_ENOUGH)
    except OSError as error:
        raise unreadable(output, error) from None
    if _KEPT.match(begins):
        raise Trouble("ut_logg", where=output)


def folder_to_write_in(folder: str) -> Path:
    """A folder for several files, made if it isn't there. Raises Trouble for one that can't be written in.

    A command whose answer takes long asks this first.
    """
    place = Path(folder)
    if place.exists() and not place.is_dir():
        raise Trouble("fil.inte_mapp", where=folder)
    try:
        place.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=place):
            return place
    except OSError as error:
        raise unreadable(folder, error) from None


def write_in(folder: Path, files: Mapping[str, str]) -> None:
    """Write files by name in a folder that is there, each whole or not at all. Everybody may read them: they are about
    made-up cases. Raises Trouble.
    """
    from flerpart_flow.engine.errors import FileError
    from flerpart_flow.engine.files.whole import EVERYBODY_READS, write_whole

    for name, text in files.items():
        place = str(folder / name)
        try:
            write_whole(place, (text.encode(),), EVERYBODY_READS)
        except FileError as error:
            raise FlowTrouble(error, place) from None
        except OSError as error:
            raise unreadable(place, error) from None


def _is_same(target: Path, given: object, name: str) -> bool:
    """Whether an argument names the target: a log also where there is none yet, anything else if it is that file."""
    if not isinstance(given, str):
        return False
    if Path(given).is_file():
        return target.is_file() and target.samefile(given)
    return name in {"log", "logs"} and Path(given).absolute() == target.absolute()


def refuse_changed(output: str) -> None:
    """Raise Trouble if somebody else has written a file since the command began."""
    from flerpart_flow.engine.errors import WriteConflict
    from flerpart_flow.engine.files.place import seen

    since = _since()
    if since is not None and seen(output) != since:
        raise FlowTrouble(WriteConflict("fil.andrad", path=output))


def _since() -> Seen | None:
    context = click.get_current_context(silent=True)
    return None if context is None else context.meta.get(BEGAN)


def write_page(page: Page, output: str) -> None:
    """Write a page, in colour where stdout wants it."""
    write(page.text(output == STDOUT and wants_colour()), output)


def write_json(data: Any, output: str) -> None:
    """Write data as JSON, readable and with å, ä and ö as they are."""
    write(as_json(json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False)) + "\n", output)
