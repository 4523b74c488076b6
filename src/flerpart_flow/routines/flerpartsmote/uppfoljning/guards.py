"""What must hold at a follow-up: who accounts, under which record of the consent (FM-UPPFOLJ-2, A8)."""

from __future__ import annotations

from flerpart_flow.define import Findings, Message, Occasion, Rules, guard, missing, state_guard
from flerpart_flow.routines.flerpartsmote.facts import Facts
from flerpart_flow.samverkan.actors import is_unit
from flerpart_flow.samverkan.mote.meeting import Meeting
from flerpart_flow.samverkan.uppfoljning.events import Redovisa

NOT_ACCOUNTED = Message("uppfoljning.inte_redovisat")
NOTHING_OWED = Message("uppfoljning.inget_att_redovisa")


@guard("FM-UPPFOLJ-2", reads=("by",))
def account_is_owed(facts: Facts, event: Redovisa, rules: Rules) -> Findings:
    """Between the meetings only the account is given that was missing when the follow-up ended."""
    if facts.meeting is not None or event.by in facts.unaccounted:
        return ()
    return (missing("FM-UPPFOLJ-2", NOTHING_OWED, unit=event.by),)


@state_guard("FM-UPPFOLJ-2")
def everybody_has_accounted(facts: Facts, occasion: Occasion, rules: Rules) -> Findings:
    """At a follow-up each party accounts; a missing account never keeps the meeting from ending."""
    if facts.meeting is None:
        return ()
    without = [unit for unit in accountable(facts, facts.meeting) if unit not in facts.meeting.accounted]
    return [missing("FM-UPPFOLJ-2", NOT_ACCOUNTED, cure_by=unit, cure=Redovisa, unit=unit) for unit in without]


def accountable(facts: Facts, meeting: Meeting) -> list[str]:
    """The units that account at a follow-up: those of the plan it looks at that the consent lets speak."""
    version = facts.version(meeting.version) if meeting.followup else None
    if version is None:
        return []
    units = version.required | version.plan.responsible()
    return [unit for unit in sorted(units) if is_unit(unit) and _may_account(facts, unit)]


def _may_account(facts: Facts, unit: str) -> bool:
    """Whether the consent covers a unit and leaves it a topic; who has none may tell nothing (A64)."""
    consent = facts.consent
    return consent is None or (consent.covers(unit) and bool(consent.topics_of(unit)))
