"""What a recipient has been told by a moment, from the lines that were recorded until then."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from flerpart_flow.documents.told import MOVED, OFF, Ledger, Told, changes, has_begun, kept, standing
from flerpart_flow.engine.judging.case import Case, case_of, unjudged_case_of
from flerpart_flow.engine.judging.decision import Decision
from flerpart_flow.routines.flerpartsmote.facts import Facts


def steps(case: Case[Facts]) -> Iterator[tuple[Decision[Facts], Case[Facts]]]:
    """Each line as it was recorded, under the rules that held then: what was decided, and the case after it."""
    now = _begun(case)
    for line in case.lines:
        now, decision = now.taken(line)
        yield decision, now


def _begun(case: Case[Facts]) -> Case[Facts]:
    """The case before its first line; under the rules that it began with, if it has moved on to others since."""
    eras = case.course.eras
    if not eras:
        return case_of(case.routine, case.header, case.rules, case.registry)
    begin = case_of if eras[0].judged else unjudged_case_of
    return begin(case.routine, case.header, eras[0].rules, case.registry)


def told_before(case: Case[Facts], actor: str, at: datetime, *, to_come: bool = False) -> Told | None:
    """What the recipient was told before the time that stands now; None where nothing took its place.

    ``to_come`` asks of a summons that isn't recorded yet: what it would take the place of.
    """
    ledger, before = Ledger(), None
    for decision, after in steps(case):
        if decision.event.recorded_at > at:
            break
        found = changes(ledger, after.facts)
        now = {one.recipient: one.now for one in found if one.now is not None}
        off = frozenset(one.recipient for one in found if one.kind == OFF)
        mine = next((one for one in found if one.recipient == actor), None)
        if mine is not None:
            before = mine.before if mine.kind == MOVED else None
        ledger = kept(ledger, decision.event, after.facts, now, off)
    return ledger.rebooked.get(actor, before) if to_come else before


def called_off(case: Case[Facts], actor: str, at: datetime) -> Told | None:
    """What the recipient was told of a meeting that isn't to be; None where nothing was called off, or one stands."""
    ledger, before = Ledger(), None
    facts = _begun(case).facts
    for decision, after in steps(case):
        if decision.event.recorded_at > at:
            break
        facts = after.facts
        found = changes(ledger, facts)
        before = next((one.before for one in found if one.kind == OFF and one.recipient == actor), before)
        now = {one.recipient: one.now for one in found if one.now is not None}
        off = frozenset(one.recipient for one in found if one.kind == OFF)
        ledger = kept(ledger, decision.event, facts, now, off)
        if has_begun(facts) or actor in now:
            before = None
    return None if actor in standing(facts) or actor in ledger.told else before
