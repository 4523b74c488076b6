"""Measures: started, done, not done; each party carries out and follows up its own (FM-GENOMF)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar

import attrs

from flerpart_flow.define import DutySpec, Event, Findings, Message, Owed, Rules, fields, guard, missing
from flerpart_flow.routines.flerpartsmote.facts import Candidate, Facts, MeasureState, Version, changed
from flerpart_flow.routines.flerpartsmote.phases import A
from flerpart_flow.routines.flerpartsmote.plan import GodkannPlan, bound
from flerpart_flow.samverkan.actors import INDIVID, is_individual, is_unit

NO_SUCH = Message("atgarder.finns_inte")
NOT_BOUND = Message("atgarder.bara_forslag")


@attrs.frozen(kw_only=True)
class PaborjaAtgard(Event):
    """A measure is started. Measures of care and of work may run at the same time (PR-REG-6)."""

    name: ClassVar[str] = "paborja_atgard"

    atgard: str | None = fields.text()


@attrs.frozen(kw_only=True)
class GenomforAtgard(Event):
    """A measure is carried out."""

    name: ClassVar[str] = "genomfor_atgard"

    atgard: str | None = fields.text()


@attrs.frozen(kw_only=True)
class EjGenomfordAtgard(Event):
    """A measure isn't carried out."""

    name: ClassVar[str] = "ej_genomford_atgard"

    atgard: str | None = fields.text()
    skal_kod: str | None = fields.code("skal.ej_genomford_atgard")


@attrs.frozen(kw_only=True)
class FoljUppEgnaAtgarder(Event):
    """A unit follows up its own measures."""

    name: ClassVar[str] = "folj_upp_egna_atgarder"


def _acting(event: Any) -> str:
    return INDIVID if is_individual(event.by) else str(event.by)


@guard("FM-GENOMF-1", "FM-ROLL-5", reads=("atgard", "by"))
def measure_is_theirs(facts: Facts, event: Any, rules: Rules) -> Findings:
    """The measure stands in the plan in force, and the one who acts has approved the plan."""
    measure = facts.current.plan.measure(event.atgard) if facts.current is not None else None
    if measure is None:
        known = tuple(one.id or "" for one in facts.current.plan.atgarder) if facts.current else ()
        return (missing("FM-GENOMF-1", NO_SUCH, cure_by="ansvarig", cure=event.name, count=len(known)),)
    if facts.current is not None and not bound(facts.current, _acting(event)):
        return (missing("FM-ROLL-5", NOT_BOUND, cure_by=event.by, cure="godkann_plan", number=facts.current.number),)
    return ()


def _now(facts: Facts, event: Any, state: MeasureState) -> Facts:
    measures = tuple((ident, state if ident == event.atgard else old) for ident, old in facts.measures)
    candidates = facts.candidates
    if state is not MeasureState.NOT_DONE:
        done = ("atgard_ej_genomford", event.atgard)
        candidates = tuple(one for one in candidates if (one.kind, one.measure) != done)
    return changed(facts, measures=measures, candidates=candidates)


def started(facts: Facts, event: PaborjaAtgard, rules: Rules) -> Facts:
    """The measure is under way."""
    return _now(facts, event, MeasureState.STARTED)


def done(facts: Facts, event: GenomforAtgard, rules: Rules) -> Facts:
    """The measure is done."""
    return _now(facts, event, MeasureState.DONE)


def not_done(facts: Facts, event: EjGenomfordAtgard, rules: Rules) -> Facts:
    """The measure isn't done; a unit's is a deviation to report, unless the individual declined it."""
    after = _now(facts, event, MeasureState.NOT_DONE)
    if not is_unit(event.by) or event.skal_kod == "individen_avstod":
        return after
    found = Candidate("atgard_ej_genomford", event.by, "FM-AVVIK-5", event.nr or 0, event.occurred_at, event.atgard)
    return changed(after, candidates=(*after.candidates, found))


def _newly_bound(before: Facts, after: Facts) -> Iterable[tuple[Version, str]]:
    version = after.current
    if version is None or version is before.current:
        return
    old = before.current.approvals if before.current and before.current.number == version.number else frozenset()
    yield from ((version, who) for who in sorted(version.approvals - old))


def _to_carry_out(before: Facts, event: GodkannPlan, after: Facts, rules: Rules) -> Iterable[Owed]:
    open_states = (MeasureState.DECIDED, MeasureState.STARTED)
    for version, who in _newly_bound(before, after):
        for measure in version.plan.atgarder:
            if who in measure.ansvariga and measure.id and after.measure_state(measure.id) in open_states:
                yield Owed(who, INDIVID if is_unit(who) else None, measure.id)


def _that_measure(facts: Facts, event: Any, owed: Owed) -> bool:
    return bool(event.atgard == owed.about)


def _gone_from_plan(facts: Facts, event: GodkannPlan, owed: Owed) -> bool:
    """Whether the plan in force has the measure no longer, or only as a proposal to the one who owed it (A14)."""
    measure = facts.current.plan.measure(owed.about) if facts.current is not None else None
    if facts.current is None or measure is None or owed.bearer not in measure.ansvariga:
        return True
    return not bound(facts.current, owed.bearer)


def last_day(facts: Facts, owed: Owed, rules: Rules) -> date | None:
    """The last day that the plan gives the measure, if any."""
    measure = facts.current.plan.measure(owed.about) if facts.current is not None else None
    return measure.klart_senast if measure is not None else None


def _to_follow_up(before: Facts, event: GodkannPlan, after: Facts, rules: Rules) -> Iterable[Owed]:
    for version, who in _newly_bound(before, after):
        if is_unit(who) and who in version.plan.responsible():
            yield Owed(who, None, version.number)


def follow_up_day(facts: Facts, owed: Owed, rules: Rules) -> date | None:
    """The day of the follow-up: as booked, else as the plan has it."""
    if facts.follow_up is not None:
        return facts.follow_up.day
    return facts.current.plan.uppfoljning if facts.current is not None else None


def own_follow_up_day(facts: Facts, owed: Owed, rules: Rules) -> date | None:
    """The day of the follow-up that looks at this version: the one going on, else the next."""
    meeting = facts.meeting
    if meeting is not None and meeting.day is not None and meeting.version == owed.about:
        return meeting.day
    return follow_up_day(facts, owed, rules)


def _by_bearer(facts: Facts, event: Event, owed: Owed) -> bool:
    return event.by == owed.bearer


def _newer_version(facts: Facts, event: GodkannPlan, owed: Owed) -> bool:
    return facts.current is not None and facts.current.number != owed.about


def duties() -> tuple[DutySpec, ...]:
    """Each carries out its measures, and follows them up by the follow-up (FM-GENOMF-1, -2)."""
    return (
        DutySpec(
            name="genomfora_atgard",
            bearer="ansvarig",
            phase=A,
            norms=("FM-GENOMF-1",),
            opens={GodkannPlan: _to_carry_out},
            meets={GenomforAtgard: _that_measure},
            lapses={EjGenomfordAtgard: _that_measure, GodkannPlan: _gone_from_plan},
            due=last_day,
            between_parties=True,
        ),
        DutySpec(
            name="folja_upp_egna_atgarder",
            bearer="enhet_med_atgard",
            phase=A,
            norms=("FM-GENOMF-2",),
            opens={GodkannPlan: _to_follow_up},
            meets={FoljUppEgnaAtgarder: _by_bearer},
            lapses={GodkannPlan: _newer_version},
            due=own_follow_up_day,
            between_parties=True,
        ),
    )
