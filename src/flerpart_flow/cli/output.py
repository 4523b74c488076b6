"""Where an answer goes: stdout, or a file that is written whole or not at all."""

from __future__ import annotations

import errno
import json
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from flerpart_flow.cli.errors import unreadable
from flerpart_flow.cli.pages.page import Page, wants_colour

STDOUT = "-"


def write(text: str, output: str) -> None:
    """Write text to stdout or to a file. A new file can be read by its owner only: it may be about a person."""
    if output == STDOUT:
        sys.stdout.write(text)
        return
    target = Path(output)
    try:
        if target.exists() and not target.is_file():
            target.write_text(text, encoding="utf-8")
        else:
            _replace(_real(target), text)
    except OSError as error:
        raise unreadable(output, error) from None


def _real(target: Path) -> Path:
    """Where a path leads. Raises OSError for links that lead to themselves, which Python's versions tell apart."""
    try:
        found = target.resolve()
    except RuntimeError:
        found = target
    if found.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    return found


def _replace(target: Path, text: str) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".tmp", dir=target.parent)
    written = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        if target.exists():
            shutil.copymode(target, written)
        written.replace(target)
    except BaseException:
        written.unlink(missing_ok=True)
        raise


def write_page(page: Page, output: str) -> None:
    """Write a page, in colour where stdout wants it."""
    write(page.text(output == STDOUT and wants_colour()), output)


def write_json(data: Any, output: str) -> None:
    """Write data as JSON, readable and with å, ä and ö as they are."""
    write(json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False) + "\n", output)
