"""The plan: drafted, summed up, approved, handed out, revised or replaced; versions never change (FM-PLAN, FM-ROLL)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, ClassVar

import attrs

from flerpart_flow.define import (
    NO,
    YES,
    Event,
    Findings,
    Message,
    Rules,
    Severity,
    at_most,
    evolve,
    fields,
    guard,
    local_date,
    missing,
    state_guard,
    unknown,
)
from flerpart_flow.routines.flerpartsmote.approval import approval_takes
from flerpart_flow.routines.flerpartsmote.content import UNKNOWN_VERSION
from flerpart_flow.routines.flerpartsmote.facts import (
    Facts,
    FollowUp,
    MeasureState,
    Origin,
    Version,
    changed,
)
from flerpart_flow.routines.flerpartsmote.phases import A
from flerpart_flow.routines.flerpartsmote.plan_content import Plan, plan
from flerpart_flow.samverkan.actors import INDIVID, is_individual, is_unit
from flerpart_flow.samverkan.content import lacks
from flerpart_flow.samverkan.samtycke.consent import NO_TOPICS, covered

NO_VERSION = Message("innehall.ingen_plan")
LATER_THAN_PLANNED = Message("plan.senare_an_planen")
NO_GOALS = Message("plan.inga_mal")
NO_MEASURES = Message("plan.inga_atgarder")
NOBODY_ANSWERS = Message("plan.ingen_ansvarig")
NO_DAY = Message("plan.ingen_uppfoljningsdag")
DAY_PASSED = Message("plan.uppfoljningsdag_passerad")
APPROVED = Message("plan.redan_godkand")
NOT_SUMMED_UP = Message("plan.inte_sammanfattad")
NOT_APPROVED = Message("plan.inte_godkand")
NO_RECIPIENT = Message("plan.ingen_mottagare")
NOT_A_PARTY = Message("plan.inte_part")
ONLY_INDIVIDUAL = Message("plan.bara_individen")
NEED_UNKNOWN = Message("plan.behovet_okant")
NEED_GONE = Message("plan.behovet_borta")
NO_REASON = Message("plan.skal_saknas")
RATHER_NEW = Message("plan.hellre_ny")
RATHER_REVISED = Message("plan.hellre_revidera")
TOO_LATE = Message("plan.uppfoljning_sen")
DAY_BEFORE = Message("plan.uppfoljning_fore")


@attrs.frozen(kw_only=True)
class UpprattaPlan(Event):
    """The plan is drafted at the meeting."""

    name: ClassVar[str] = "uppratta_plan"

    plan: Plan | None = plan()


@attrs.frozen(kw_only=True)
class SammanfattaPlan(Event):
    """The chair sums up the plan and what was decided."""

    name: ClassVar[str] = "sammanfatta_plan"

    version: int | None = fields.integer()


@attrs.frozen(kw_only=True)
class GodkannPlan(Event):
    """The individual or a unit approves a version. Saying so is enough (reading A14)."""

    name: ClassVar[str] = "godkann_plan"

    version: int | None = fields.integer()


@attrs.frozen(kw_only=True)
class GodkannIntePlan(Event):
    """The individual or a unit doesn't approve a version. No deviation (reading A15)."""

    name: ClassVar[str] = "godkann_inte_plan"

    version: int | None = fields.integer()


@attrs.frozen(kw_only=True)
class BokaUppfoljning(Event):
    """The follow-up is booked: its day, and who calls to it."""

    name: ClassVar[str] = "boka_uppfoljning"

    datum: date | None = fields.day()
    sammankallande: str | None = fields.code("enhet")


@attrs.frozen(kw_only=True)
class DelaUtPlan(Event):
    """The plan is handed out."""

    name: ClassVar[str] = "dela_ut_plan"

    version: int | None = fields.integer()
    till: tuple[str, ...] = fields.codes("aktor")


@attrs.frozen(kw_only=True)
class RevideraPlan(Event):
    """At a follow-up the running plan is revised."""

    name: ClassVar[str] = "revidera_plan"

    plan: Plan | None = plan()
    skal_kod: str | None = fields.code("skal.revidera_plan")


@attrs.frozen(kw_only=True)
class ErsattPlan(Event):
    """At a follow-up a new plan takes the place of the running one."""

    name: ClassVar[str] = "ersatt_plan"

    plan: Plan | None = plan()
    skal_kod: str | None = fields.code("skal.ersatt_plan")


@guard("FM-PLAN-1", reads=("plan",))
def plan_has_goals(facts: Facts, event: Any, rules: Rules) -> Findings:
    """The plan shows goals."""
    if event.plan is not None and any(goal.text for goal in event.plan.mal):
        return ()
    return (missing("FM-PLAN-1", NO_GOALS, cure_by="dokumenterare", cure=event.name),)


@guard("FM-PLAN-2", reads=("plan",))
def plan_has_measures(facts: Facts, event: Any, rules: Rules) -> Findings:
    """The plan shows the measures decided on, each with an id and a text."""
    measures = event.plan.atgarder if event.plan is not None else ()
    if measures and all(one.text and one.id for one in measures):
        return ()
    return (missing("FM-PLAN-2", NO_MEASURES, cure_by="dokumenterare", cure=event.name),)


@guard("FM-PLAN-3", reads=("plan",))
def measures_have_somebody(facts: Facts, event: Any, rules: Rules) -> Findings:
    """Every measure has at least one who answers for it: the individual or a party."""
    for at, measure in enumerate(event.plan.atgarder if event.plan is not None else (), start=1):
        if not any(is_unit(one) or one == INDIVID for one in measure.ansvariga):
            yield missing("FM-PLAN-3", NOBODY_ANSWERS, cure_by="dokumenterare", cure=event.name, number=at)


@guard("FM-PLAN-4", reads=("plan",))
def plan_has_a_follow_up_day(facts: Facts, event: Any, rules: Rules) -> Findings:
    """The plan shows the day on which it is followed up, and that day is to come."""
    day = event.plan.uppfoljning if event.plan is not None else None
    if day is None:
        return (missing("FM-PLAN-4", NO_DAY, cure_by="dokumenterare", cure=event.name),)
    if day <= local_date(event.occurred_at):
        return (missing("FM-PLAN-4", DAY_PASSED, cure_by="dokumenterare", cure=event.name, day=day),)
    return ()


@state_guard("FM-UPPFOLJ-3")
def no_version_is_approved(facts: Facts, occasion: Any, rules: Rules) -> Findings:
    """An approved version never changes: it is revised or replaced at a follow-up."""
    if facts.current is None:
        return ()
    return (missing("FM-UPPFOLJ-3", APPROVED, cure_by="dokumenterare", cure="revidera_plan"),)


def _open_version(facts: Facts, number: int | None) -> Version | None:
    """The draft or the version in force, if that is the one named; the draft first, where none is named."""
    found = facts.version(number)
    return found if found is not None and found in (facts.draft, facts.current) else None


@state_guard("FF-INNEHALL-1")
def there_is_a_plan(facts: Facts, occasion: Any, rules: Rules) -> Findings:
    """A plan has been drafted."""
    if facts.versions:
        return ()
    return (missing("FF-INNEHALL-1", NO_VERSION, cure_by="dokumenterare", cure="uppratta_plan"),)


@guard("FF-INNEHALL-1", reads=("version",))
def version_is_open(facts: Facts, event: Any, rules: Rules) -> Findings:
    """The version is the draft, or the one in force."""
    if _open_version(facts, event.version) is not None:
        return ()
    newest = _open_version(facts, None)
    if newest is None:
        return ()  # that there is none is said by its own guard
    return (missing("FF-INNEHALL-1", UNKNOWN_VERSION, cure_by=event.by, cure=event.name, number=newest.number),)


@guard("FM-ROLL-4", reads=("version",))
def summed_up_first(facts: Facts, event: Any, rules: Rules) -> Findings:
    """The chair has summed up the version before anybody approves it."""
    version = _open_version(facts, event.version)
    if version is None or version.summed_up:
        return ()
    return (missing("FM-ROLL-4", NOT_SUMMED_UP, cure_by="motesordforande", cure="sammanfatta_plan"),)


@guard("FM-PLAN-4", reads=("version",))
def follow_up_comes_after_approval(facts: Facts, event: GodkannPlan, rules: Rules) -> Findings:
    """A version that isn't approved yet has its follow-up day still to come."""
    version = _open_version(facts, event.version)
    day = version.plan.uppfoljning if version is not None and not version.approved else None
    if day is None or day > local_date(event.occurred_at):
        return ()
    if facts.meeting is None:
        return (missing("FM-PLAN-4", DAY_PASSED, cure_by="sammankallande", cure="kalla", day=day),)
    cure = "uppratta_plan" if facts.current is None else "revidera_plan"
    return (missing("FM-PLAN-4", DAY_PASSED, cure_by="dokumenterare", cure=cure, day=day),)


@guard("FM-ROLL-7", "FM-ROLL-8", "FM-PLAN-4", "FF-UPPFOLJ-1", reads=("datum", "sammankallande"))
def follow_up_says_when_and_who(facts: Facts, event: BokaUppfoljning, rules: Rules) -> Findings:
    """The follow-up has a day to come and somebody who calls to it."""
    if event.datum is None:
        yield lacks(event, "datum", "FM-ROLL-7")
    elif event.datum <= local_date(event.occurred_at):
        yield missing("FM-ROLL-7", DAY_BEFORE, cure_by=event.by, cure="boka_uppfoljning", day=event.datum)
    if event.sammankallande is None:
        yield lacks(event, "sammankallande", "FM-ROLL-8")
    planned = facts.current.plan.uppfoljning if facts.current is not None else None
    if planned is not None and event.datum is not None and event.datum > planned and facts.meeting is None:
        yield at_most(
            Severity.WARN, missing("FM-PLAN-4", LATER_THAN_PLANNED, cure_by=event.by, cure=event.name, day=planned)
        )
    longest = rules.parameters["max_followup_weeks"]
    if longest and event.datum and event.datum > local_date(event.occurred_at) + timedelta(weeks=longest):
        yield missing("FF-UPPFOLJ-1", TOO_LATE, cure_by=event.by, cure="boka_uppfoljning", weeks=longest)


@guard("FM-ROLL-5", "FM-ROLL-6", "FM-SAMTYCKE-2", "FF-INNEHALL-1", reads=("version", "till"))
def plan_may_be_handed_out(facts: Facts, event: DelaUtPlan, rules: Rules) -> Findings:
    """The individual always gets a copy; a party when the version is approved and the consent covers it."""
    version = facts.version(event.version)
    if version is None and facts.versions:
        yield missing(
            "FF-INNEHALL-1", UNKNOWN_VERSION, cure_by="ordforande", cure="dela_ut_plan", number=facts.versions
        )
    if not event.till:
        yield missing("FM-ROLL-6", NO_RECIPIENT, cure_by=event.by, cure="dela_ut_plan")
    others = tuple(one for one in event.till if not is_individual(one))
    outside = tuple(one for one in others if not is_unit(one))
    if outside:
        yield missing("FM-ROLL-6", NOT_A_PARTY, cure_by=event.by, cure="dela_ut_plan", units=outside)
    if others and version is not None and not version.approved:
        yield missing("FM-ROLL-5", NOT_APPROVED, cure_by="godkannare", cure="godkann_plan", number=version.number)
    if others:
        ends = (event.by, *(one for one in others if is_unit(one)))
        yield from covered("FM-SAMTYCKE-2", facts.consent, ends, event.occurred_at)
    if others and facts.consent is not None and not facts.consent.topics:
        yield missing("FM-SAMTYCKE-2", NO_TOPICS, cure_by=INDIVID, cure="utoka_samtycke")


@guard("FM-ROLL-6", reads=("till",))
def only_to_the_individual(facts: Facts, event: DelaUtPlan, rules: Rules) -> Findings:
    """In this phase the plan goes to the individual alone."""
    others = tuple(one for one in event.till if not is_individual(one))
    return (
        (missing("FM-ROLL-6", ONLY_INDIVIDUAL, cure_by=event.by, cure="dela_ut_plan", units=others),) if others else ()
    )


@state_guard("FM-UPPFOLJ-3")
def coordination_still_needed(facts: Facts, occasion: Any, rules: Rules) -> Findings:
    """The follow-up has found that coordination is still needed."""
    if facts.need_remains is YES:
        return ()
    if facts.need_remains is NO:
        return (missing("FM-UPPFOLJ-3", NEED_GONE, cure_by="ordforande", cure="avsluta"),)
    return (unknown("FM-UPPFOLJ-3", NEED_UNKNOWN, cure_by="motesordforande", cure="bedom_samordningsbehov"),)


@guard("FM-UPPFOLJ-3", reads=("skal_kod",))
def choice_has_a_reason(facts: Facts, event: Any, rules: Rules) -> Findings:
    """Revising or replacing has a recorded reason (A19)."""
    return () if event.skal_kod else (missing("FM-UPPFOLJ-3", NO_REASON, cure_by="dokumenterare", cure=event.name),)


@guard("FF-PLAN-1", reads=("plan",))
def hint_of_the_choice(facts: Facts, event: RevideraPlan | ErsattPlan, rules: Rules) -> Findings:
    """Changed goals or other parties speak for a new plan, anything else for a revision; people choose (A19)."""
    if event.plan is None or facts.current is None:
        return ()
    old = facts.current.plan
    large = {goal.text for goal in old.mal} != {goal.text for goal in event.plan.mal} or (
        _units(old) != _units(event.plan)
    )
    if large and isinstance(event, RevideraPlan):
        return (missing("FF-PLAN-1", RATHER_NEW, cure_by="dokumenterare", cure="ersatt_plan"),)
    if not large and isinstance(event, ErsattPlan):
        return (missing("FF-PLAN-1", RATHER_REVISED, cure_by="dokumenterare", cure="revidera_plan"),)
    return ()


def _units(content: Plan) -> frozenset[str]:
    return frozenset(actor for actor in content.responsible() if is_unit(actor))


def _drafted(facts: Facts, content: Plan | None, origin: Origin, parent: int | None) -> Facts:
    version = Version(facts.versions + 1, content or Plan(), origin, parent)
    earlier = facts.earlier if facts.draft is None else facts.earlier.append(facts.draft)
    return changed(facts, draft=version, earlier=earlier, versions=version.number)


def drafted(facts: Facts, event: UpprattaPlan, rules: Rules) -> Facts:
    """A new draft takes the place of one that wasn't approved."""
    return _drafted(facts, event.plan, Origin.NEW, None)


def revised(facts: Facts, event: RevideraPlan, rules: Rules) -> Facts:
    """A draft that revises the version in force."""
    return _drafted(facts, event.plan, Origin.REVISION, facts.current.number if facts.current else None)


def replaced(facts: Facts, event: ErsattPlan, rules: Rules) -> Facts:
    """A draft that replaces the version in force."""
    return _drafted(facts, event.plan, Origin.REPLACEMENT, facts.current.number if facts.current else None)


def summed_up(facts: Facts, event: SammanfattaPlan, rules: Rules) -> Facts:
    """From here on it is settled whose approval the version takes."""
    if facts.draft is None or _open_version(facts, event.version) is not facts.draft:
        return facts
    required = approval_takes(facts, facts.draft, rules)
    return changed(facts, draft=evolve(facts.draft, summed_up=True, required=required))


def _answered(facts: Facts, event: GodkannPlan | GodkannIntePlan, yes: bool) -> Facts:
    version = _open_version(facts, event.version)
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
    if _complete(facts, after):
        return _in_force(facts, evolve(after, approved=True))
    return changed(facts, draft=after)


def _complete(facts: Facts, version: Version) -> bool:
    """Everybody whose approval it takes has approved; a unit that the consent no longer covers isn't awaited."""
    awaited = (
        one for one in version.required if one == INDIVID or (facts.consent is not None and facts.consent.covers(one))
    )
    return bool(version.required) and version.approvals.issuperset(awaited)


def _in_force(facts: Facts, version: Version) -> Facts:
    """The version takes effect; measures that a revision keeps go on as far as they have come."""
    kept = dict(facts.measures) if version.origin is Origin.REVISION else {}
    measures = tuple(
        (one.id, kept.get(one.id, MeasureState.DECIDED)) for one in version.plan.atgarder if one.id is not None
    )
    earlier = facts.earlier if facts.current is None else facts.earlier.append(facts.current)
    return changed(facts, current=version, draft=None, earlier=earlier, measures=measures)


def approved(facts: Facts, event: GodkannPlan, rules: Rules) -> Facts:
    """One more approval; with the last that it takes the version is in force."""
    return _answered(facts, event, True)


def not_approved(facts: Facts, event: GodkannIntePlan, rules: Rules) -> Facts:
    """A no takes back a yes while the version isn't in force."""
    return _answered(facts, event, False)


def follow_up_booked(facts: Facts, event: BokaUppfoljning, rules: Rules) -> Facts:
    """The latest booking counts; those at the meeting know of it (A16)."""
    if event.datum is None or event.sammankallande is None:
        return facts
    present = facts.meeting.present if facts.meeting else frozenset[str]()
    return changed(facts, follow_up=FollowUp(event.datum, event.sammankallande, present))


def after_approval(facts: Facts, rules: Rules) -> str | None:
    """To the measures once a version is approved."""
    return A if facts.current is not None else None


def bound(version: Version, actor: str) -> bool:
    """Whether one who answers for a measure has approved the version; an absent party isn't bound (A14)."""
    return actor in version.approvals
