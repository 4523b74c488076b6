"""What drafting, summing up, approving and booking do: a new version, an approval more, a plan in force."""

from __future__ import annotations

from flerpart_flow.define import Rules, evolve
from flerpart_flow.routines.flerpartsmote.facts import Facts, FollowUp, MeasureState, Origin, Version, changed
from flerpart_flow.routines.flerpartsmote.phases import A
from flerpart_flow.routines.flerpartsmote.plan.approval import approval_takes, complete
from flerpart_flow.routines.flerpartsmote.plan.content import Plan
from flerpart_flow.routines.flerpartsmote.plan.events import (
    BokaUppfoljning,
    ErsattPlan,
    GodkannIntePlan,
    GodkannPlan,
    RevideraPlan,
    SammanfattaPlan,
    UpprattaPlan,
)
from flerpart_flow.routines.flerpartsmote.plan.versions import open_version
from flerpart_flow.samverkan.actors import INDIVID, is_individual


def drafted(facts: Facts, event: UpprattaPlan, rules: Rules) -> Facts:
    """A new draft takes the place of one that wasn't approved."""
    return _drafted(facts, event.plan, Origin.NEW, None)


def revised(facts: Facts, event: RevideraPlan, rules: Rules) -> Facts:
    """A draft that revises the version in force."""
    return _drafted(facts, event.plan, Origin.REVISION, facts.current.number if facts.current else None)


def replaced(facts: Facts, event: ErsattPlan, rules: Rules) -> Facts:
    """A draft that replaces the version in force."""
    return _drafted(facts, event.plan, Origin.REPLACEMENT, facts.current.number if facts.current else None)


def _drafted(facts: Facts, content: Plan | None, origin: Origin, parent: int | None) -> Facts:
    version = Version(facts.versions + 1, content or Plan(), origin, parent)
    earlier = facts.earlier if facts.draft is None else facts.earlier.append(facts.draft)
    return changed(facts, draft=version, earlier=earlier, versions=version.number)


def summed_up(facts: Facts, event: SammanfattaPlan, rules: Rules) -> Facts:
    """From here on it is settled whose approval the version takes."""
    if facts.draft is None or open_version(facts, event.version) is not facts.draft:
        return facts
    required = approval_takes(facts, facts.draft, rules)
    return changed(facts, draft=evolve(facts.draft, summed_up=True, required=required))


def approved(facts: Facts, event: GodkannPlan, rules: Rules) -> Facts:
    """One more approval; with the last that it takes the version is in force."""
    return _answered(facts, event, True)


def not_approved(facts: Facts, event: GodkannIntePlan, rules: Rules) -> Facts:
    """A no takes back a yes while the version isn't in force."""
    return _answered(facts, event, False)


def _answered(facts: Facts, event: GodkannPlan | GodkannIntePlan, yes: bool) -> Facts:
    version = open_version(facts, event.version)
    if version is None:
        return facts
    who = frozenset({INDIVID if is_individual(event.by) else event.by})
    if version.approved and not yes:
        who -= version.approvals  # an approved version stays approved by those who approved it
    approvals = version.approvals | who if yes else version.approvals - who
    rejections = version.rejections - who if yes else version.rejections | who
    after = evolve(version, approvals=approvals, rejections=rejections)
    if version.approved:
        return changed(facts, current=after)
    if complete(facts, after):
        return in_force(facts, evolve(after, approved=True))
    return changed(facts, draft=after)


def in_force(facts: Facts, version: Version) -> Facts:
    """The version takes effect; measures that a revision keeps go on as far as they have come."""
    kept = dict(facts.measures) if version.origin is Origin.REVISION else {}
    measures = tuple(
        (one.id, kept.get(one.id, MeasureState.DECIDED)) for one in version.plan.atgarder if one.id is not None
    )
    earlier = facts.earlier if facts.current is None else facts.earlier.append(facts.current)
    return changed(facts, current=version, draft=None, earlier=earlier, measures=measures)


def follow_up_booked(facts: Facts, event: BokaUppfoljning, rules: Rules) -> Facts:
    """The latest booking counts; those at the meeting know of it (A16)."""
    if event.datum is None or event.sammankallande is None:
        return facts
    present = facts.meeting.present if facts.meeting else frozenset[str]()
    return changed(facts, follow_up=FollowUp(event.datum, event.sammankallande, present))


def after_approval(facts: Facts, rules: Rules) -> str | None:
    """To the measures once a version is approved."""
    return A if facts.current is not None else None
