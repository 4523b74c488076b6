"""The salt of the calendar's ids: read from a file, since what stands on a command line can be seen by others."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from flerpart_flow.cli.errors import FlowTrouble, unreadable
from flerpart_flow.texts import Texts

OPTION: Final = "--salt-file"
_MOST: Final = 4_096


def salt_option(said: Texts, told: str) -> click.Option:
    """The file that the salt is in."""
    return click.Option([OPTION, "salt_file"], metavar=said.raw("cli.meta.fil"), help=said.raw(told))


def read_salt(path: str | None) -> str:
    """The salt of a file, without the line end. Raises Trouble where there is none, or too short a one."""
    from flerpart_flow.documents.calendar.salt import check
    from flerpart_flow.documents.errors import DocumentError

    try:
        written = b"" if path is None else _read(Path(path))
        salt = written.decode("utf-8", "backslashreplace").strip()
        check(salt)
    except OSError as error:
        raise unreadable(str(path), error) from None
    except DocumentError as error:
        raise FlowTrouble(error, OPTION) from None
    return salt


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_MOST)
