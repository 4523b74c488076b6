"""The page on the command line's JSON names every key that the answers have."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest

from flerpart_flow.cli import main

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
LOG = str(ROOT / "examples" / "logs" / "mote_utan_samtycke.jsonl")
UI, FM = (str(ROOT / "examples" / "logs" / f"{name}_lankat_ratt.jsonl") for name in ("ui", "fm"))
CIRCLE = [str(path) for path in sorted((ROOT / "examples" / "damaged" / "links").glob("cirkel_*.jsonl"))]
LOGS = str(ROOT / "examples" / "logs")
AT = "2026-05-20T09:00:00+02:00"
STRAIGHT = str(ROOT / "examples" / "logs" / "rakt_igenom.jsonl")
OVERLAY = str(ROOT / "examples" / "egna_varden.toml")


def _keys(value: Any) -> set[str]:
    """Every key at every depth, except the ids of norms, and those of tables whose keys are codes."""
    if isinstance(value, dict):
        inner = (
            _keys(held)
            for key, held in value.items()
            if key not in {"severity_for", "parameters", "lead_times", "waits_for", "plan"}
        )
        return {key for key in value if not key.isupper()}.union(*inner)
    return set().union(*(_keys(one) for one in value)) if isinstance(value, list) else set()


def _section(title: str) -> str:
    return (
        PAGE.split("## What the answers are made of")[1].split("## check")[0]
        + (PAGE.split(f"\n## {title}\n")[1].split("\n## ")[0])
    )


@pytest.mark.parametrize(
    ("title", "args"),
    [
        ("check", ["check", LOG]),
        ("status", ["status", LOG, "--at", AT]),
        ("check", ["check", *CIRCLE]),
        ("status", ["status", UI, FM, "--at", "2026-04-15"]),
        ("status", ["status", *CIRCLE, "--at", AT]),
        ("status", ["status", STRAIGHT, "--by", "arbetsformedlingen", "--at", "2026-04-15"]),
        ("status", ["status", STRAIGHT, "--by", "forsakringskassan"]),
        ("agenda and worklist", ["agenda", LOG, "--at", AT]),
        ("agenda and worklist", ["worklist", LOGS, "--at", AT, "--by", "arbetsformedlingen"]),
        ("why", ["why", LOG, "kalla", "--at", AT]),
        ("record", ["record", STRAIGHT, "kontaktforsok", "--by", "kommun:ips", "--dry-run"]),
        ("dates", ["dates", "--meeting", "2027-02-10", "--today", "2027-01-04"]),
        ("form", ["form", "--region", "ja", "--bedomning", "nej"]),
        (
            "conform",
            ["conform", "--exec", f"{sys.executable} -m flerpart_flow.proof.conform", "--only", "ung_intro/samrad/1"],
        ),
        ("norms", ["norms"]),
        ("rules", ["rules", "--municipality", "uppsala", "--date", "2026-01-01"]),
        ("replay", ["replay", STRAIGHT, "--overlay", OVERLAY]),
        ("report", ["report", LOGS, "--at", "2026-12-01", "--min-group", "3"]),
    ],
)
def test_every_key_is_on_the_page(title: str, args: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    main([*args, "--format", "json"])
    named = set(re.findall(r"`([a-z_]+)`", _section(title))) | {"format", "why"}
    assert _keys(json.loads(capsys.readouterr().out)) - named == set()
