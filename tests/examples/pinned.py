"""Pin the bundled logs to the rules that are installed, as ``make generated`` does.

Only the first line of a log changes, and only its ``rules``; a header that pins none stays so. When a change of the
rules was meant, read ``git diff examples`` and the table in test_logs.py afterwards: other rules may judge the same
story otherwise.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from flerpart_flow import ROUTINES, Routine

EXAMPLES: Final = Path(__file__).resolve().parents[2] / "examples"
LOGS: Final = EXAMPLES / "logs"
DAMAGED: Final = EXAMPLES / "damaged"
LINKS: Final = DAMAGED / "links"
"""Whole logs that name each other wrongly."""


def pinned(first: str, routines: Mapping[str, Routine] = ROUTINES) -> str:
    """The header line with the version and digest of the newest rules, if it pins any."""
    header = json.loads(first)
    if "rules" not in header:
        return first
    rules = routines[header["routine"]].rules()
    header["rules"] = {"version": rules.version, "digest": rules.digest}
    return json.dumps(header, ensure_ascii=False, separators=(",", ":"))


def logs(examples: Path = EXAMPLES) -> list[Path]:
    """Every bundled log, the damaged ones too: their headers are whole."""
    return sorted(examples.rglob("*.jsonl"))


def refresh(path: Path, routines: Mapping[str, Routine] = ROUTINES) -> bool:
    """Rewrite the header of a log; whether it changed. What stands below it is kept byte for byte."""
    first, end, rest = path.read_bytes().partition(b"\n")
    new = pinned(first.decode(), routines).encode()
    if new == first:
        return False
    path.write_bytes(new + end + rest)
    return True
