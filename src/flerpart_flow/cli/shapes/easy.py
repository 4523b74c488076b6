"""What the individual reads of a case, as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from flerpart_flow.across.easy import EasyRead
    from flerpart_flow.engine.judging.case import Case


def data(names: Sequence[str], cases: Sequence[Case], at: datetime, found: Sequence[EasyRead]) -> dict[str, Any]:
    """The answer as JSON."""
    from flerpart_flow.cli.shapes import shapes
    from flerpart_flow.engine.values.clock import format_time

    return {
        "format": shapes.mark("status-easy"),
        "at": format_time(at),
        "reviewed": all(one.reviewed for one in found),
        "cases": [
            {
                "log": name,
                "case": case.header.case,
                "phase": one.phase,
                "after": one.after,
                "rights": [{"event": event, "text": text} for event, text in one.rights.items()],
            }
            for name, case, one in zip(names, cases, found, strict=True)
        ],
    }
