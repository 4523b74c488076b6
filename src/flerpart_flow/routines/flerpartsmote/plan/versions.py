"""Which version an event concerns, and what must hold before somebody approves it (FM-ROLL-4, FM-UPPFOLJ-3)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flerpart_flow.define import (
    Findings,
    Message,
    Occasion,
    Ratta,
    Rules,
    Severity,
    at_most,
    guard,
    local_date,
    missing,
    state_guard,
)
from flerpart_flow.routines.flerpartsmote.facts import Facts
from flerpart_flow.routines.flerpartsmote.plan.guards import DAY_PASSED
from flerpart_flow.routines.flerpartsmote.plan.meaning import DRAFTS, content
from flerpart_flow.routines.flerpartsmote.role_names import DOKUMENTERARE, GODKANNARE, MOTESORDFORANDE, SAMMANKALLANDE
from flerpart_flow.samverkan.kallelse.events import Kalla
from flerpart_flow.samverkan.plan.content import Plan
from flerpart_flow.samverkan.plan.events import GodkannPlan, RevideraPlan, SammanfattaPlan, UpprattaPlan
from flerpart_flow.samverkan.plan.version import Version

UNKNOWN_VERSION = Message("innehall.okand_version")
NO_VERSION = Message("innehall.ingen_plan")
APPROVED = Message("plan.redan_godkand")
NOTHING_UNWANTED = Message("plan.ingen_text_att_ta_bort")
LATE_DRAFT = Message("plan.sent_utkast")
TEXT_IS_APPROVED = Message("plan.godkand_text")
NOT_SUMMED_UP = Message("plan.inte_sammanfattad")


def draft_for(facts: Facts, nr: int | None) -> tuple[Version | None, bool]:
    """The draft that a line concerns, and whether it is summed up.

    A draft recorded after the line, though it was drawn up before, takes no ground from it (reading A52). A draft that
    comes again while it is the newest is the same, summed up or not.
    """
    newest, summed_up = None, False
    for line, said, summing in facts.drawn:
        if summing:
            summed_up = summed_up or said == newest
        elif said != newest and (nr is None or line < nr):
            newest, summed_up = said, False
    return facts.version_of(newest), summed_up


def pointed_at(facts: Facts, event: Any) -> Version | None:
    """The version that an event means, whichever it is: by its content first, then by its number."""
    meant = event.meant if event.meant is not None else event.innehall
    if meant is not None:
        return facts.version_of(meant)
    return facts.version(event.version)


def open_version(facts: Facts, event: Any) -> Version | None:
    """The draft or the version in force, if that is what the event means; the draft first, where none is named."""
    draft, _ = draft_for(facts, event.nr)
    named = event.meant is not None or event.innehall is not None or event.version is not None
    found = pointed_at(facts, event) if named else draft or facts.current
    return found if found is not None and found in (draft, facts.current) else None


@state_guard("FF-INNEHALL-1")
def there_is_a_plan(facts: Facts, occasion: Any, rules: Rules) -> Findings:
    """A plan has been drafted."""
    if facts.versions:
        return ()
    return (missing("FF-INNEHALL-1", NO_VERSION, cure_by=DOKUMENTERARE, cure=UpprattaPlan),)


@guard("FF-INNEHALL-1", reads=("version", "innehall"), about="version")
def version_is_open(facts: Facts, event: Any, rules: Rules) -> Findings:
    """The version is the draft, or the one in force."""
    if open_version(facts, event) is not None:
        return ()
    newest = draft_for(facts, event.nr)[0] or facts.current
    if newest is None:
        return ()  # that there is none is said by its own guard
    return (missing("FF-INNEHALL-1", UNKNOWN_VERSION, cure_by=event.by, cure=type(event), number=newest.number),)


@state_guard("FM-UPPFOLJ-3")
def no_version_is_approved(facts: Facts, occasion: Any, rules: Rules) -> Findings:
    """An approved version never changes: it is revised or replaced at a follow-up.

    Where the individual wants text out of it, a version without that text can be drawn up before (reading A52).
    """
    if facts.current is None or facts.current.unwanted:
        return ()
    return (missing("FM-UPPFOLJ-3", APPROVED, cure_by=DOKUMENTERARE, cure=RevideraPlan),)


@state_guard("FM-ROLL-5")
def text_is_unwanted(facts: Facts, occasion: Any, rules: Rules) -> Findings:
    """Outside a meeting a draft is drawn up only where the individual wants text out of the plan (reading A52)."""
    plan = facts.draft or facts.current
    if plan is not None and plan.unwanted:
        return ()
    return (missing("FM-ROLL-5", NOTHING_UNWANTED, cure_by=SAMMANKALLANDE, cure=Kalla),)


@guard("FM-ROLL-5", reads=("plan",))
def late_draft_is_nobodys(facts: Facts, event: Any, rules: Rules) -> Findings:
    """A draft that is recorded late is told of: whatever was approved, it wasn't that (reading A52)."""
    known = facts.version_of((event.plan or Plan()).digest)
    if not event.late or (known is not None and known.approvals):
        return ()
    return (at_most(Severity.WARN, missing("FM-ROLL-5", LATE_DRAFT, cure_by=GODKANNARE, cure=GodkannPlan)),)


@guard("FM-ROLL-5", reads=("ror", "ratt"), about="ratt")
def approved_text_stays(facts: Facts, event: Ratta, rules: Rules) -> Findings:
    """From the first approval on the line that drew a version up isn't corrected, unless it says the same (A52)."""
    line = event.target
    if not isinstance(line, DRAFTS) or event.struck:
        return ()
    new = event.corrected()
    if isinstance(new, DRAFTS) and content(new) == content(line):
        return ()
    known = (event.now if event.now is not None else facts).version_of(content(line))
    if known is None or not known.approvals:
        return ()
    in_force = known.approved
    cure = RevideraPlan if in_force else UpprattaPlan
    return (missing("FM-ROLL-5", TEXT_IS_APPROVED, cure_by=DOKUMENTERARE, cure=cure, number=known.number),)


@guard("FM-ROLL-4", reads=("version", "innehall"), about="version")
def summed_up_first(facts: Facts, event: Any, rules: Rules) -> Findings:
    """The chair has summed up the version before anybody approves it."""
    version = open_version(facts, event)
    draft, summed_up = draft_for(facts, event.nr)
    if version is None or version.approved or (summed_up and version is draft):
        return ()
    return (missing("FM-ROLL-4", NOT_SUMMED_UP, cure_by=MOTESORDFORANDE, cure=SammanfattaPlan),)


@state_guard("FM-ROLL-4")
def a_version_is_summed_up(facts: Facts, occasion: Any, rules: Rules) -> Findings:
    """Of the versions that can be approved one is summed up, or in force, before anybody says which."""
    draft, summed_up = draft_for(facts, None)
    if draft is None or summed_up or facts.current is not None:
        return ()
    return (missing("FM-ROLL-4", NOT_SUMMED_UP, cure_by=MOTESORDFORANDE, cure=SammanfattaPlan),)


@guard("FM-PLAN-4", reads=("version", "innehall"), about="version")
def follow_up_comes_after_approval(facts: Facts, event: GodkannPlan, rules: Rules) -> Findings:
    """A version that isn't approved yet has its follow-up day still to come."""
    return _day_to_come(facts, open_version(facts, event), event.occurred_at)


@state_guard("FM-PLAN-4")
def a_day_is_still_to_come(facts: Facts, occasion: Occasion, rules: Rules) -> Findings:
    """Of the versions that can be approved one has its day still to come, before anybody says which."""
    return () if facts.current is not None else _day_to_come(facts, draft_for(facts, None)[0], occasion.occurred_at)


def _day_to_come(facts: Facts, version: Version | None, at: datetime) -> Findings:
    day = version.plan.uppfoljning if version is not None and not version.approved else None
    if day is None or day > local_date(at):
        return ()
    if facts.meeting is None:
        return (missing("FM-PLAN-4", DAY_PASSED, cure_by=SAMMANKALLANDE, cure=Kalla, day=day),)
    cure = UpprattaPlan if facts.current is None else RevideraPlan
    return (missing("FM-PLAN-4", DAY_PASSED, cure_by=DOKUMENTERARE, cure=cure, day=day),)
