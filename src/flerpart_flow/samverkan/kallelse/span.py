"""From when to when: what must hold of every time of a meeting, whichever event gives it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from flerpart_flow.engine.rules.findings import Findings, Message, at_most, missing
from flerpart_flow.engine.rules.norms import Severity

TIME_PASSED = Message("tid.har_varit")
END_FIRST = Message("tid.sluttid_fore_start")
LONG = Message("tid.langre_an_en_dag")

A_DAY: Final = timedelta(days=1)


def span(event: Any, norm: str, cure_by: str, *, may_have_passed: bool = False) -> Findings:
    """The end comes after the start; a time that has passed, and more than a day, are told of.

    ``may_have_passed``: a time that has passed is only told of.
    """
    if event.start is None:
        return
    if event.start <= event.occurred_at:
        found = missing(norm, TIME_PASSED, cure_by=cure_by, cure=type(event))
        yield at_most(Severity.WARN, found) if may_have_passed else found
    if event.slut is None:
        return
    if event.slut <= event.start:
        yield missing(norm, END_FIRST, cure_by=cure_by, cure=type(event))
    elif event.slut - event.start > A_DAY:
        yield at_most(Severity.WARN, missing(norm, LONG, cure_by=cure_by, cure=type(event)))
