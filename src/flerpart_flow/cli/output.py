"""Where an answer goes: stdout, or a file that is written whole or not at all."""

from __future__ import annotations

import json
import sys
from typing import Any

from flerpart_flow.cli.errors import unreadable
from flerpart_flow.cli.names import as_json
from flerpart_flow.cli.pages.page import Page, wants_colour

STDOUT = "-"


def write(text: str, output: str) -> None:
    """Write text to stdout or to a file. A new file can be read by its owner only: it may be about a person."""
    if output == STDOUT:
        sys.stdout.write(text)
        return
    from flerpart_flow.engine.journal.whole_file import write_whole

    try:
        write_whole(output, (text.encode("utf-8", "backslashreplace"),))
    except OSError as error:
        raise unreadable(output, error) from None


def write_page(page: Page, output: str) -> None:
    """Write a page, in colour where stdout wants it."""
    write(page.text(output == STDOUT and wants_colour()), output)


def write_json(data: Any, output: str) -> None:
    """Write data as JSON, readable and with å, ä and ö as they are."""
    write(as_json(json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False)) + "\n", output)
