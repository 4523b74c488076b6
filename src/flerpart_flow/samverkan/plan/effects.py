"""What drafting, summing up and approving do: a new version, an approval more, a plan in force."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flerpart_flow.engine.definition.moves import Effect
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.values.chain import Chain
from flerpart_flow.engine.values.clock import local_date
from flerpart_flow.engine.values.evolve import evolve
from flerpart_flow.samverkan.actors import INDIVID, is_individual
from flerpart_flow.samverkan.facts import PlanT
from flerpart_flow.samverkan.plan.approval import complete
from flerpart_flow.samverkan.plan.content import Plan, same_id
from flerpart_flow.samverkan.plan.events import (
    ErsattPlan,
    GodkannIntePlan,
    GodkannPlan,
    RevideraPlan,
    SammanfattaPlan,
    UpprattaPlan,
)
from flerpart_flow.samverkan.plan.version import MeasureState, Origin, Version
from flerpart_flow.samverkan.plan.versions import open_version, version_of, with_version

Takes = Callable[[Any, Version, Rules], frozenset[str]]
"""(facts, version, rules) → whose approval it takes."""


def summed_up_with(takes: Takes) -> Effect[SammanfattaPlan]:
    """What summing up does, where it is the routine's own whose approval a version takes."""

    def summed_up(facts: Any, event: SammanfattaPlan, rules: Rules) -> Any:
        """From here on it is settled whose approval the version takes."""
        draft = open_version(facts, event)
        if draft is None or draft.approved:
            return facts
        after = with_version(facts, evolve(draft, summed_up=True, required=takes(facts, draft, rules)))
        return evolve(after, drawn=(*after.drawn, (event.nr or 0, draft.content, True)))

    return summed_up


def drafted(facts: PlanT, event: UpprattaPlan, rules: Rules) -> PlanT:
    """A new draft takes the place of one that wasn't approved."""
    if facts.current is not None:  # the plan in force without what the individual wants out
        return _drafted(facts, event, Origin.REVISION, facts.current.number)
    return _drafted(facts, event, Origin.NEW, None)


def revised(facts: PlanT, event: RevideraPlan, rules: Rules) -> PlanT:
    """A draft that revises the version in force."""
    return _drafted(facts, event, Origin.REVISION, facts.current.number if facts.current else None)


def replaced(facts: PlanT, event: ErsattPlan, rules: Rules) -> PlanT:
    """A draft that replaces the version in force."""
    return _drafted(facts, event, Origin.REPLACEMENT, facts.current.number if facts.current else None)


def _drafted(
    facts: PlanT, event: UpprattaPlan | RevideraPlan | ErsattPlan, origin: Origin, parent: int | None
) -> PlanT:
    """A draft equal to an earlier one is that version, with its yeses and noes, to be summed up anew (reading A52)."""
    plan = event.plan or Plan()
    known = version_of(facts, plan.digest)
    if known is not None and known is facts.current:
        return facts  # the plan in force, word for word
    facts = evolve(facts, drawn=(*facts.drawn, (event.nr or 0, plan.digest, False)))
    if known is not None and known is facts.draft:
        return facts
    if known is None:
        number = event.number or facts.versions + 1
        version = Version(number, plan, origin, parent, drawn_on=local_date(event.occurred_at))
    else:
        version = evolve(known, origin=origin, parent=parent, summed_up=False, approved=False)
    earlier = Chain.of(one for one in facts.earlier if one is not known)
    if facts.draft is not None:
        earlier = earlier.append(facts.draft)
    return evolve(facts, draft=version, earlier=earlier, versions=max(facts.versions, version.number))


def approved(facts: PlanT, event: GodkannPlan, rules: Rules) -> PlanT:
    """One more approval; with the last that it takes the version is in force."""
    return _answered(facts, event, True)


def not_approved(facts: PlanT, event: GodkannIntePlan, rules: Rules) -> PlanT:
    """A no takes back a yes while the version isn't in force."""
    return _answered(facts, event, False)


def _answered(facts: PlanT, event: GodkannPlan | GodkannIntePlan, yes: bool) -> PlanT:
    version = open_version(facts, event)
    if version is None:
        return facts
    who = frozenset({INDIVID if is_individual(event.by) else event.by})
    if version.approved and not yes:
        # an approved version stays approved by those who approved it; the individual can want text out of it
        who = frozenset({INDIVID}) & who or who - version.approvals
    kept = version.approvals if version.approved else version.approvals - who
    approvals = version.approvals | who if yes else kept
    rejections = version.rejections - who if yes else version.rejections | who
    after = evolve(version, approvals=approvals, rejections=rejections)
    if version.approved:
        return evolve(facts, current=after)
    if complete(facts, after):
        return in_force(facts, evolve(after, approved=True))
    return with_version(facts, after)


def in_force(facts: PlanT, version: Version) -> PlanT:
    """The version takes effect; measures that a revision keeps go on as far as they have come."""
    goes_on = version.origin is Origin.REVISION
    kept = {(same_id(one), who): state for one, who, state in facts.measures} if goes_on else {}
    measures = tuple(
        (one.id, who, kept.get((same_id(one.id), who), MeasureState.DECIDED))
        for one in version.plan.atgarder
        for who in one.ansvariga
        if one.id is not None
    )
    others = (*facts.earlier, facts.current, facts.draft)
    earlier = Chain.of(one for one in others if one is not None and one.content != version.content)
    declined = facts.declined if version.origin is Origin.REVISION else frozenset[str]()
    return evolve(facts, current=version, draft=None, drawn=(), earlier=earlier, measures=measures, declined=declined)
