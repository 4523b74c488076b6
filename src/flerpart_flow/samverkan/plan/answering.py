"""Which version is answered to, and that what was approved stays: guards, made for a routine's norms and roles."""

from __future__ import annotations

from typing import Any

from flerpart_flow.engine.definition.correction import Ratta
from flerpart_flow.engine.definition.guards import Guard, Occasion, guard, state_guard
from flerpart_flow.engine.rules.findings import Findings, Message, RoleName, missing
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.samverkan.facts import PlanFacts
from flerpart_flow.samverkan.plan.events import RevideraPlan, SammanfattaPlan, UpprattaPlan
from flerpart_flow.samverkan.plan.meaning import DRAFTS, content
from flerpart_flow.samverkan.plan.versions import draft_for, open_version, version_of

UNKNOWN_VERSION = Message("innehall.okand_version")
NO_VERSION = Message("innehall.ingen_plan")
TEXT_IS_APPROVED = Message("plan.godkand_text")
NOT_SUMMED_UP = Message("plan.inte_sammanfattad")


def a_plan_by(by: RoleName) -> Guard[Occasion]:
    """A guard that there is a plan; ``by`` draws it up."""

    @state_guard("FF-INNEHALL-1")
    def there_is_a_plan(facts: PlanFacts, occasion: Any, rules: Rules) -> Findings:
        """A plan has been drafted."""
        if facts.versions:
            return ()
        return (missing("FF-INNEHALL-1", NO_VERSION, cure_by=by, cure=UpprattaPlan),)

    return there_is_a_plan


@guard("FF-INNEHALL-1", reads=("version", "innehall"), about="version")
def version_is_open(facts: PlanFacts, event: Any, rules: Rules) -> Findings:
    """The version is the draft, or the one in force."""
    if open_version(facts, event) is not None:
        return ()
    newest = draft_for(facts, event.nr)[0] or facts.current
    if newest is None:
        return ()  # that there is none is said by its own guard
    return (missing("FF-INNEHALL-1", UNKNOWN_VERSION, cure_by=event.by, cure=type(event), number=newest.number),)


def sum_up_under(norm: str, by: RoleName) -> Guard[Any]:
    """A guard that a version is summed up before anybody approves it; ``by`` sums up."""

    @guard(norm, reads=("version", "innehall"), about="version")
    def summed_up_first(facts: PlanFacts, event: Any, rules: Rules) -> Findings:
        """The chair has summed up the version before anybody approves it."""
        version = open_version(facts, event)
        draft, summed_up = draft_for(facts, event.nr)
        if version is None or version.approved or (summed_up and version is draft):
            return ()
        return (missing(norm, NOT_SUMMED_UP, cure_by=by, cure=SammanfattaPlan),)

    return summed_up_first


def approved_text_under(norm: str, by: RoleName) -> Guard[Ratta]:
    """A guard that an approved text isn't corrected; ``by`` draws another version up."""

    @guard(norm, reads=("ror", "ratt"), about="ratt")
    def approved_text_stays(facts: PlanFacts, event: Ratta, rules: Rules) -> Findings:
        """From the first approval on the line that drew a version up isn't corrected, unless it says the same (A52)."""
        line = event.target
        if not isinstance(line, DRAFTS) or event.struck:
            return ()
        new = event.corrected()
        if isinstance(new, DRAFTS) and content(new) == content(line):
            return ()
        known = version_of(event.now if event.now is not None else facts, content(line))
        if known is None or not known.approvals:
            return ()
        cure = RevideraPlan if known.approved else UpprattaPlan
        return (missing(norm, TEXT_IS_APPROVED, cure_by=by, cure=cure, number=known.number),)

    return approved_text_stays
