"""Running the command line in a test, and logs written by hand to run it on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs
import click
from click.testing import CliRunner

from flerpart_flow.cli import main

ROOT = Path(__file__).parents[2]
UNIT = "kommun:arbetsmarknad"
AF = "arbetsformedlingen"

HEADER = {"flerpart_flow": 1, "routine": "flerpartsmote", "case": "arende-7", "municipality": "uppsala"}


@attrs.frozen
class Ran:
    """What a run gave."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """The answer as JSON."""
        return json.loads(self.out)


class _Main(click.Command):
    """The program's own main, as CliRunner wants to call it."""

    def main(self, args: Sequence[str] | None = None, **extra: Any) -> Any:  # type: ignore[override]  # the runner passes a list and options only
        """Run and leave with the exit code."""
        sys.exit(main(list(args or ())))


def run(*arguments: str, stdin: bytes | str = "", env: Mapping[str, str | None] | None = None) -> Ran:
    """Run the command line in this process."""
    clean = {"NO_COLOR": None, "FORCE_COLOR": None, "FLERPART_LANG": None, **(env or {})}
    found = CliRunner().invoke(_Main("flerpart-flow"), arguments, input=stdin, env=clean)
    if found.exception is not None and not isinstance(found.exception, SystemExit):
        raise found.exception
    return Ran(found.exit_code, found.stdout, found.stderr)


def spawn(*arguments: str, env: Mapping[str, str] | None = None, **more: Any) -> subprocess.CompletedProcess[bytes]:
    """Run the command line in a process of its own."""
    code = "import sys; from flerpart_flow.cli import main; sys.exit(main())"
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), **(env or {})},
        capture_output=True,
        check=False,
        **more,
    )


def event(nr: int, name: str, day: str, by: str = UNIT, **more: Any) -> dict[str, Any]:
    """A line of a log: an event at nine in the morning, local time in winter."""
    at = f"{day}T09:00:00+01:00"
    line = {"nr": nr, "event": name, "occurred_at": at, "recorded_at": at, "by": by}
    return {**line, **({"recorded_by": UNIT} if by == "individ" else {}), **more}


def written(*lines: Mapping[str, Any], header: Mapping[str, Any] | None = None) -> str:
    """A log of these lines, with its header first."""
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in (header or HEADER, *lines))


ASSESSED: dict[str, Any] = {
    "samordningsbehov": "ja",
    "arbetsfor_alder": "ja",
    "underlag": ["halsa"],
    "individen_delaktig": "ja",
}

RIGHT = (
    event(1, "identifiera_behov", "2026-01-12"),
    event(2, "bedom_behov", "2026-01-13", **ASSESSED),
    event(3, "erbjud_mote", "2026-01-14"),
    event(4, "tacka_ja", "2026-01-15", "individ"),
)
"""Follows the routine as far as phase samtycke, without a remark."""

WRONG = (
    event(1, "identifiera_behov", "2026-01-12"),
    event(2, "erbjud_mote", "2026-01-14"),
    event(3, "tacka_ja", "2026-01-15", "individ"),
)
"""An offer before the assessment, and an answer that only follows from it."""

CONSENTED = (
    *RIGHT,
    event(5, "informera", "2026-01-16", anpassning=["lattlast"]),
    event(6, "ge_samtycke", "2026-01-19", "individ", enheter=[UNIT, AF], amnen=["arbete"]),
    event(7, "dokumentera_samtycke", "2026-01-20", referens="akt 1"),
)
"""Phase forberedelse: nothing is prepared, and Arbetsförmedlingen has no record of the consent."""
