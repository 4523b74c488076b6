"""The case that shows a difference as a log: it pins no rules, so that either of the two can judge it."""

from __future__ import annotations

from typing import Any

import attrs

from flerpart_flow.engine.journal.log import write_log
from flerpart_flow.engine.judging.case import Case
from flerpart_flow.proof.compare.model import ActChange, OwedChange


def case_of(change: ActChange | OwedChange) -> Case[Any]:
    """The case under the first rules, with the act that comes out otherwise as its last line."""
    if isinstance(change, OwedChange):
        return change.stand.a
    tried = change.tried
    return tried.stand.a.record(tried.event)[0]


def log_of(change: ActChange | OwedChange) -> tuple[str, ...]:
    """The lines of the log, each with its line end."""
    case = case_of(change)
    return tuple(write_log(attrs.evolve(case, header=attrs.evolve(case.header, rules=None))))
