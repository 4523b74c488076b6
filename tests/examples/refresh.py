"""Pin the bundled logs to the rules that are installed: ``python -m tests.examples.refresh``.

Only the first line of a log changes, and only its ``rules``; a header that pins none stays so. Run it when a change of
the rules was meant, and read ``git diff examples`` and the table in test_logs.py afterwards: other rules may judge
the same story otherwise.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from flerpart_flow import ROUTINES

EXAMPLES: Final = Path(__file__).resolve().parents[2] / "examples"
LOGS: Final = EXAMPLES / "logs"
DAMAGED: Final = EXAMPLES / "damaged"
LINKS: Final = DAMAGED / "links"
"""Whole logs that name each other wrongly."""
COMMAND: Final = "python -m tests.examples.refresh"


def pinned(first: str) -> str:
    """The header line with the version and digest of the newest rules, if it pins any."""
    header = json.loads(first)
    if "rules" not in header:
        return first
    rules = ROUTINES[header["routine"]].rules()
    header["rules"] = {"version": rules.version, "digest": rules.digest}
    return json.dumps(header, ensure_ascii=False, separators=(",", ":"))


def logs() -> list[Path]:
    """Every bundled log, the damaged ones too: their headers are whole."""
    return sorted([*LOGS.glob("*.jsonl"), *DAMAGED.rglob("*.jsonl")])


def refresh(path: Path) -> bool:
    """Rewrite the header of a log; whether it changed. What stands below it is kept byte for byte."""
    first, end, rest = path.read_bytes().partition(b"\n")
    new = pinned(first.decode()).encode()
    if new == first:
        return False
    path.write_bytes(new + end + rest)
    return True


def main() -> None:
    """Refresh every log, and tell which changed."""
    changed = [path.name for path in logs() if refresh(path)]
    print("\n".join(changed) or "every header already pins the rules that are installed")


if __name__ == "__main__":
    main()
