"""The logs of the conformance corpus: every log that follows the examples, and some under an organisation's own values.

What they come to is what the library answers. It is read as a picture is looked at: in the difference, when it changes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from flerpart_flow import FLERPARTSMOTE, load
from flerpart_flow.engine.journal.log import Log
from flerpart_flow.proof.conform import answer
from flerpart_flow.proof.conform.questions import of_log

ROOT: Final = Path(__file__).resolve().parents[2]
FOLDER: Final = ROOT / "src" / "flerpart_flow" / "proof" / "conform" / "corpus"
LOGS: Final = sorted((ROOT / "examples" / "logs").glob("*.jsonl"))
OVERLAY: Final = {
    "for": "flerpartsmote",
    "name": "Exempelkommunen",
    "parameter": {"lead_time_weeks_region": 12, "lead_time_weeks_others": 9},
}
"""Longer notice than anybody has given in the examples."""


def made() -> Iterator[tuple[Path, str]]:
    """Each file of the corpus, and what is to stand in it."""
    for path in LOGS:
        log = load(path)
        sent, expected = _asked(path.stem, log, None)
        yield _file(sent, expected)
        if log.routine is FLERPARTSMOTE:
            sent, own = _asked(f"{path.stem}_egna_varden", log, OVERLAY)
            if own != expected:
                yield _file(sent, own)


def _asked(name: str, log: Log, overlay: Mapping[str, Any] | None) -> tuple[dict[str, Any], dict[str, Any]]:
    rules = log.routine.rules(log.rules.version, overlay)
    case = log.under(rules).case()
    latest = max((one.recorded_at for one in log.events), default=datetime.fromisoformat("2026-01-12T09:00:00+01:00"))
    sent = of_log(f"{log.routine.name}/logs/{name}", case, overlay, latest + timedelta(days=1))
    expected = answer(sent)
    del expected["id"]
    return sent, expected


def _file(sent: Mapping[str, Any], expected: Mapping[str, Any]) -> tuple[Path, str]:
    return FOLDER / f"{sent['id'].replace('/logs/', '_')}.json", _written(sent, expected)


def _written(sent: Mapping[str, Any], expected: Mapping[str, Any]) -> str:
    """The question on a line, and each part of the answer on lines of its own, so that a difference can be read."""
    parts = [f"  {json.dumps(key)}: {_part(value)}" for key, value in expected.items()]
    return '{"sent": ' + json.dumps(sent, ensure_ascii=False) + ',\n "expected": {\n' + ",\n".join(parts) + "\n}}\n"


def _part(value: Any) -> str:
    if isinstance(value, list) and value:
        return "[\n" + ",\n".join(f"    {json.dumps(one, ensure_ascii=False)}" for one in value) + "\n  ]"
    return json.dumps(value, ensure_ascii=False)
