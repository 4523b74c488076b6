"""What may be a deviation, for a person to report or not (FM-AVVIK-3, -4, -5, A28)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from flerpart_flow.define import ByKind, Duty, DutyState, Proposal, Rules
from flerpart_flow.routines.flerpartsmote.avvikelse.guards import not_registered
from flerpart_flow.routines.flerpartsmote.facts import Facts
from flerpart_flow.samverkan.actors import is_unit
from flerpart_flow.samverkan.deviations import unanswered
from flerpart_flow.samverkan.plan.content import same_id


def _known(facts: Facts, duties: tuple[Duty, ...], rules: Rules, now: datetime) -> tuple[Proposal, ...]:
    """No show, a measure not done."""
    return tuple(_told(facts))


def _silent(facts: Facts, duties: tuple[Duty, ...], rules: Rules, now: datetime) -> tuple[Proposal, ...]:
    """No answer."""
    return tuple(unanswered("FM-AVVIK-3", facts.attempts, rules))


def _overdue(facts: Facts, duties: tuple[Duty, ...], rules: Rules, now: datetime) -> tuple[Proposal, ...]:
    """A measure past its last day."""
    return tuple(_late(facts, duties))


def _told(facts: Facts) -> Iterable[Proposal]:
    for one in facts.candidates:
        if one.kind == "utebliven" and not_registered(facts, one.unit):
            continue  # it was told afterwards
        yield Proposal(one.kind, one.unit, one.norm, one.nr, one.since, facts.number_of(one.measure))


def _late(facts: Facts, duties: tuple[Duty, ...]) -> Iterable[Proposal]:
    if facts.current is None:
        return
    told = {(one.unit, same_id(one.measure)) for one in facts.candidates if one.measure}
    version, measures = facts.current.number, facts.current.plan.atgarder
    for duty in duties:
        if duty.name != "genomfora_atgard" or duty.state is not DutyState.LATE or duty.about is None:
            continue
        if duty.opened_late:
            continue  # the day had passed when it became, or became again, the unit's to do
        measure = same_id(measures[duty.about - 1].id)
        known = (duty.bearer, measure) in told or (version, duty.bearer, measure) in facts.reported_late
        if is_unit(duty.bearer) and not known and not facts.has_declined(measure):
            yield Proposal("atgard_ej_genomford", duty.bearer, "FM-AVVIK-5", duty.opened_nr, None, duty.about)


proposals: Final[ByKind[Facts]] = ByKind(
    (
        (("utebliven", "atgard_ej_genomford"), _known),
        (("inget_svar",), _silent),
        (("atgard_ej_genomford",), _overdue),
    )
)
"""What may be a deviation. Never the individual, a relative, an outsider, a withdrawn consent, or a timely decline."""
