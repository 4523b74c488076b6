"""Which version an event concerns, and what must hold before somebody approves it (FM-ROLL-4, FM-UPPFOLJ-3)."""

from __future__ import annotations

from typing import Any

from flerpart_flow.define import Findings, Message, Rules, guard, local_date, missing, state_guard
from flerpart_flow.routines.flerpartsmote.facts import Facts, Version
from flerpart_flow.routines.flerpartsmote.kallelse.events import Kalla
from flerpart_flow.routines.flerpartsmote.plan.events import GodkannPlan, RevideraPlan, SammanfattaPlan, UpprattaPlan
from flerpart_flow.routines.flerpartsmote.plan.guards import DAY_PASSED

UNKNOWN_VERSION = Message("innehall.okand_version")
NO_VERSION = Message("innehall.ingen_plan")
APPROVED = Message("plan.redan_godkand")
NOT_SUMMED_UP = Message("plan.inte_sammanfattad")


def open_version(facts: Facts, number: int | None) -> Version | None:
    """The draft or the version in force, if that is the one named; the draft first, where none is named."""
    found = facts.version(number)
    return found if found is not None and found in (facts.draft, facts.current) else None


@state_guard("FF-INNEHALL-1")
def there_is_a_plan(facts: Facts, occasion: Any, rules: Rules) -> Findings:
    """A plan has been drafted."""
    if facts.versions:
        return ()
    return (missing("FF-INNEHALL-1", NO_VERSION, cure_by="dokumenterare", cure=UpprattaPlan),)


@guard("FF-INNEHALL-1", reads=("version",))
def version_is_open(facts: Facts, event: Any, rules: Rules) -> Findings:
    """The version is the draft, or the one in force."""
    if open_version(facts, event.version) is not None:
        return ()
    newest = open_version(facts, None)
    if newest is None:
        return ()  # that there is none is said by its own guard
    return (missing("FF-INNEHALL-1", UNKNOWN_VERSION, cure_by=event.by, cure=type(event), number=newest.number),)


@state_guard("FM-UPPFOLJ-3")
def no_version_is_approved(facts: Facts, occasion: Any, rules: Rules) -> Findings:
    """An approved version never changes: it is revised or replaced at a follow-up."""
    if facts.current is None:
        return ()
    return (missing("FM-UPPFOLJ-3", APPROVED, cure_by="dokumenterare", cure=RevideraPlan),)


@guard("FM-ROLL-4", reads=("version",))
def summed_up_first(facts: Facts, event: Any, rules: Rules) -> Findings:
    """The chair has summed up the version before anybody approves it."""
    version = open_version(facts, event.version)
    if version is None or version.summed_up:
        return ()
    return (missing("FM-ROLL-4", NOT_SUMMED_UP, cure_by="motesordforande", cure=SammanfattaPlan),)


@guard("FM-PLAN-4", reads=("version",))
def follow_up_comes_after_approval(facts: Facts, event: GodkannPlan, rules: Rules) -> Findings:
    """A version that isn't approved yet has its follow-up day still to come."""
    version = open_version(facts, event.version)
    day = version.plan.uppfoljning if version is not None and not version.approved else None
    if day is None or day > local_date(event.occurred_at):
        return ()
    if facts.meeting is None:
        return (missing("FM-PLAN-4", DAY_PASSED, cure_by="sammankallande", cure=Kalla, day=day),)
    cure = UpprattaPlan if facts.current is None else RevideraPlan
    return (missing("FM-PLAN-4", DAY_PASSED, cure_by="dokumenterare", cure=cure, day=day),)
