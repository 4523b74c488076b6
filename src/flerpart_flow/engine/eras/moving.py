"""A change of rules on its way into a case: the rules that it leads to, and what the case knows of it."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.eras.change import BytRegler
from flerpart_flow.engine.eras.eras import Course, Lines, changing, next_rules, refuse_to_judge, standing
from flerpart_flow.engine.record.events import check_codes
from flerpart_flow.engine.record.header import Header
from flerpart_flow.engine.rules.registry import RulesRegistry
from flerpart_flow.engine.rules.rules import Rules


class Growing(Protocol):
    """What a case is asked for, or a log on its way to one."""

    @property
    def routine(self) -> Routine: ...

    @property
    def rules(self) -> Rules: ...

    @property
    def course(self) -> Course: ...

    @property
    def lines(self) -> Lines: ...

    @property
    def latest(self) -> datetime | None: ...

    @property
    def registry(self) -> RulesRegistry | None: ...


def moving_on(case: Growing, header: Header, event: BytRegler, *, taking: bool) -> tuple[BytRegler, Rules | None]:
    """A change of rules with what the case knows of it, and the rules that it leads to.

    ``taking`` a line that a journal holds already: where its rules aren't installed it is taken in as it is, without
    any. Raises RulesNotInstalled where it can't be, EventError for a code that the new rules don't have.
    """
    rules = next_rules(case.routine, event, case.rules, case.registry)
    if rules is None:
        if taking and case.registry is not None:
            return event, None
        raise refuse_to_judge(standing(case.course, case.rules), event.till_regler)
    check_codes(event, rules.vocabulary)
    return changing(header, case.course, case.lines, event, (case.rules, rules), case.latest), rules
