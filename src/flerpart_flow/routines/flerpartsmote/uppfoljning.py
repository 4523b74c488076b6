"""Follow-up: a new meeting, an account from each, and whether coordination is still needed (FM-UPPFOLJ)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

import attrs

from flerpart_flow.engine import fields
from flerpart_flow.engine.duties import DutySpec, Owed
from flerpart_flow.engine.events import Event
from flerpart_flow.engine.findings import Findings
from flerpart_flow.engine.guards import guard
from flerpart_flow.engine.ternary import Ternary
from flerpart_flow.routines.flerpartsmote.atgarder import follow_up_day
from flerpart_flow.routines.flerpartsmote.facts import Facts, changed, convener_of
from flerpart_flow.routines.flerpartsmote.mote import OppnaMote
from flerpart_flow.routines.flerpartsmote.plan import BokaUppfoljning, GodkannPlan
from flerpart_flow.samverkan.actors import is_unit
from flerpart_flow.samverkan.samtycke import own_record


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
def has_its_own_record(facts: Facts, event: Redovisa, rules: Any) -> Findings:
    """To account is to disclose: the unit has documented the consent (A8)."""
    return own_record(facts.consent, event.by)


def accounted(facts: Facts, event: Redovisa, rules: Any) -> Facts:
    """The account itself isn't stored; the ledger has that it was given."""
    return facts


def need_judged(facts: Facts, event: BedomSamordningsbehov, rules: Any) -> Facts:
    """The latest judgement counts."""
    return changed(facts, need_remains=event.kvarstar)


def _to_hold(before: Facts, event: Event, after: Facts, rules: Any) -> Iterable[Owed]:
    convener = convener_of(after)
    same = before.current is not None and after.current is not None and before.current.number == after.current.number
    if after.current is None or convener is None or (same and before.follow_up == after.follow_up):
        return ()
    return (Owed(convener, None, "uppfoljning"),)


def _other_convener(facts: Facts, event: Event, owed: Owed) -> bool:
    return owed.bearer != convener_of(facts)


def _is_follow_up(facts: Facts, event: OppnaMote, owed: Owed) -> bool:
    return facts.meeting is not None and facts.meeting.followup


def _to_account(before: Facts, event: OppnaMote, after: Facts, rules: Any) -> Iterable[Owed]:
    if after.meeting is None or not after.meeting.followup or after.current is None:
        return ()
    units = after.current.required | after.current.plan.responsible()
    covers = after.consent.covers if after.consent is not None else is_unit
    return [Owed(unit, None, after.meeting.number) for unit in sorted(units) if is_unit(unit) and covers(unit)]


def _by_bearer(facts: Facts, event: Event, owed: Owed) -> bool:
    return event.by == owed.bearer


def duties() -> tuple[DutySpec, ...]:
    """The follow-up is held, and each accounts at it; a missing account stays open (FM-UPPFOLJ-1, -2)."""
    return (
        DutySpec(
            name="halla_uppfoljning",
            norms=("FM-UPPFOLJ-1",),
            opens={GodkannPlan: _to_hold, BokaUppfoljning: _to_hold},
            meets={OppnaMote: _is_follow_up},
            lapses={BokaUppfoljning: _other_convener},
            due=follow_up_day,
            between_parties=True,
        ),
        DutySpec(
            name="redovisa",
            norms=("FM-UPPFOLJ-2",),
            opens={OppnaMote: _to_account},
            meets={Redovisa: _by_bearer},
            between_parties=True,
        ),
    )
