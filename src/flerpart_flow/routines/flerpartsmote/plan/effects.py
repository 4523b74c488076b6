"""What drafting, summing up, approving and booking do: a new version, an approval more, a plan in force."""

from __future__ import annotations

from flerpart_flow.define import Rules, evolve, local_date
from flerpart_flow.engine.values.chain import Chain
from flerpart_flow.routines.flerpartsmote.facts import Facts, changed
from flerpart_flow.routines.flerpartsmote.phases import A
from flerpart_flow.routines.flerpartsmote.plan.approval import approval_takes, complete
from flerpart_flow.routines.flerpartsmote.plan.versions import open_version
from flerpart_flow.samverkan.actors import INDIVID, is_individual
from flerpart_flow.samverkan.mote.meeting import FollowUp
from flerpart_flow.samverkan.plan.content import Plan, same_id
from flerpart_flow.samverkan.plan.events import (
    BokaUppfoljning,
    ErsattPlan,
    GodkannIntePlan,
    GodkannPlan,
    RevideraPlan,
    SammanfattaPlan,
    UpprattaPlan,
)
from flerpart_flow.samverkan.plan.version import MeasureState, Origin, Version


def drafted(facts: Facts, event: UpprattaPlan, rules: Rules) -> Facts:
    """A new draft takes the place of one that wasn't approved."""
    if facts.current is not None:  # the plan in force without what the individual wants out
        return _drafted(facts, event, Origin.REVISION, facts.current.number)
    return _drafted(facts, event, Origin.NEW, None)


def revised(facts: Facts, event: RevideraPlan, rules: Rules) -> Facts:
    """A draft that revises the version in force."""
    return _drafted(facts, event, Origin.REVISION, facts.current.number if facts.current else None)


def replaced(facts: Facts, event: ErsattPlan, rules: Rules) -> Facts:
    """A draft that replaces the version in force."""
    return _drafted(facts, event, Origin.REPLACEMENT, facts.current.number if facts.current else None)


def _drafted(
    facts: Facts, event: UpprattaPlan | RevideraPlan | ErsattPlan, origin: Origin, parent: int | None
) -> Facts:
    """A draft equal to an earlier one is that version, with its yeses and noes, to be summed up anew (reading A52)."""
    plan = event.plan or Plan()
    known = facts.version_of(plan.digest)
    if known is not None and known is facts.current:
        return facts  # the plan in force, word for word
    facts = changed(facts, drawn=(*facts.drawn, (event.nr or 0, plan.digest, False)))
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
    return changed(facts, draft=version, earlier=earlier, versions=max(facts.versions, version.number))


def with_version(facts: Facts, version: Version) -> Facts:
    """The facts with a version in the place of the one that says the same."""
    if facts.draft is not None and facts.draft.content == version.content:
        return changed(facts, draft=version)
    if facts.current is not None and facts.current.content == version.content:
        return changed(facts, current=version)
    return changed(facts, earlier=Chain.of(version if one.content == version.content else one for one in facts.earlier))


def summed_up(facts: Facts, event: SammanfattaPlan, rules: Rules) -> Facts:
    """From here on it is settled whose approval the version takes."""
    draft = open_version(facts, event)
    if draft is None or draft.approved:
        return facts
    required = approval_takes(facts, draft, rules)
    after = with_version(facts, evolve(draft, summed_up=True, required=required))
    return changed(after, drawn=(*after.drawn, (event.nr or 0, draft.content, True)))


def approved(facts: Facts, event: GodkannPlan, rules: Rules) -> Facts:
    """One more approval; with the last that it takes the version is in force."""
    return _answered(facts, event, True)


def not_approved(facts: Facts, event: GodkannIntePlan, rules: Rules) -> Facts:
    """A no takes back a yes while the version isn't in force."""
    return _answered(facts, event, False)


def _answered(facts: Facts, event: GodkannPlan | GodkannIntePlan, yes: bool) -> Facts:
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
        return changed(facts, current=after)
    if complete(facts, after):
        return in_force(facts, evolve(after, approved=True))
    return with_version(facts, after)


def in_force(facts: Facts, version: Version) -> Facts:
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
    return changed(facts, current=version, draft=None, drawn=(), earlier=earlier, measures=measures, declined=declined)


def follow_up_booked(facts: Facts, event: BokaUppfoljning, rules: Rules) -> Facts:
    """The latest booking counts; those at the meeting know of it (A16)."""
    if event.datum is None or event.sammankallande is None:
        return facts
    present = facts.meeting.present if facts.meeting else frozenset[str]()
    asked = event.asked or event.datum
    knows = event.told in (None, asked)  # nobody has been told of a day that a correction set (reading A53)
    return changed(
        facts,
        follow_up=FollowUp(event.datum, event.sammankallande, present if knows else frozenset(), told=asked),
    )


def after_approval(facts: Facts, rules: Rules) -> str | None:
    """To the measures once a version is approved."""
    return A if facts.current is not None else None
