"""Follow-up: a new meeting, an account from each, and whether coordination is still needed (FM-UPPFOLJ)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

import attrs

from flerpart_flow.define import (
    DutySpec,
    Event,
    Findings,
    Message,
    Occasion,
    Owed,
    Rules,
    Ternary,
    evolve,
    fields,
    guard,
    missing,
    state_guard,
)
from flerpart_flow.routines.flerpartsmote.atgarder import follow_up_day
from flerpart_flow.routines.flerpartsmote.facts import Facts, changed, convener_of
from flerpart_flow.routines.flerpartsmote.mote import OppnaMote
from flerpart_flow.routines.flerpartsmote.phases import A, U
from flerpart_flow.routines.flerpartsmote.plan import BokaUppfoljning, GodkannPlan
from flerpart_flow.samverkan.actors import is_unit
from flerpart_flow.samverkan.samtycke.consent import own_record

NOT_ACCOUNTED = Message("uppfoljning.inte_redovisat")


@attrs.frozen(kw_only=True)
class Redovisa(Event):
    """At the follow-up a unit accounts for its area of responsibility."""

    name: ClassVar[str] = "redovisa"


@attrs.frozen(kw_only=True)
class BedomSamordningsbehov(Event):
    """The follow-up finds whether coordination is still needed."""

    name: ClassVar[str] = "bedom_samordningsbehov"

    kvarstar: Ternary = fields.flag()


@guard("FM-SAMTYCKE-6", reads=("by",))
def has_its_own_record(facts: Facts, event: Redovisa, rules: Rules) -> Findings:
    """To account is to disclose: the unit has documented the consent (A8)."""
    return own_record("FM-SAMTYCKE-6", facts.consent, event.by)


@state_guard("FM-UPPFOLJ-2")
def everybody_has_accounted(facts: Facts, occasion: Occasion, rules: Rules) -> Findings:
    """At a follow-up each party accounts; a missing account never keeps the meeting from ending."""
    if facts.meeting is None:
        return ()
    without = [unit for unit in _accountable(facts) if unit not in facts.meeting.accounted]
    return [missing("FM-UPPFOLJ-2", NOT_ACCOUNTED, cure_by=unit, cure="redovisa", unit=unit) for unit in without]


def accounted(facts: Facts, event: Redovisa, rules: Rules) -> Facts:
    """That the unit has accounted; the account itself isn't stored."""
    if facts.meeting is None:
        return facts
    return changed(facts, meeting=evolve(facts.meeting, accounted=facts.meeting.accounted | {event.by}))


def need_judged(facts: Facts, event: BedomSamordningsbehov, rules: Rules) -> Facts:
    """The latest judgement counts."""
    return changed(facts, need_remains=event.kvarstar)


def _to_hold(before: Facts, event: Event, after: Facts, rules: Rules) -> Iterable[Owed]:
    convener = convener_of(after)
    same = before.current is not None and after.current is not None and before.current.number == after.current.number
    if after.current is None or convener is None or (same and before.follow_up == after.follow_up):
        return ()
    return (Owed(convener, None, "uppfoljning"),)


def _other_convener(facts: Facts, event: Event, owed: Owed) -> bool:
    return owed.bearer != convener_of(facts)


def _is_follow_up(facts: Facts, event: OppnaMote, owed: Owed) -> bool:
    return facts.meeting is not None and facts.meeting.followup


def _accountable(facts: Facts) -> list[str]:
    """The units that account at the follow-up: those of the plan it looks at that the consent covers."""
    meeting = facts.meeting
    version = facts.version(meeting.version) if meeting is not None and meeting.version is not None else facts.current
    if meeting is None or not meeting.followup or version is None:
        return []
    covers = facts.consent.covers if facts.consent is not None else is_unit
    units = version.required | version.plan.responsible()
    return [unit for unit in sorted(units) if is_unit(unit) and covers(unit)]


def _to_account(before: Facts, event: OppnaMote, after: Facts, rules: Rules) -> Iterable[Owed]:
    number = after.meeting.number if after.meeting is not None else None
    return [Owed(unit, None, number) for unit in _accountable(after)]


def _by_bearer(facts: Facts, event: Event, owed: Owed) -> bool:
    return event.by == owed.bearer


def duties() -> tuple[DutySpec, ...]:
    """The follow-up is held, and each accounts at it; a missing account stays open (FM-UPPFOLJ-1, -2)."""
    return (
        DutySpec(
            name="halla_uppfoljning",
            bearer="sammankallande",
            phase=A,
            norms=("FM-UPPFOLJ-1",),
            opens={GodkannPlan: _to_hold, BokaUppfoljning: _to_hold},
            meets={OppnaMote: _is_follow_up},
            lapses={BokaUppfoljning: _other_convener},
            due=follow_up_day,
            between_parties=True,
        ),
        DutySpec(
            name="redovisa",
            bearer="omfattad_enhet",
            phase=U,
            norms=("FM-UPPFOLJ-2",),
            opens={OppnaMote: _to_account},
            meets={Redovisa: _by_bearer},
            between_parties=True,
        ),
    )
