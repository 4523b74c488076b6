"""How far each bearer's part of a measure has come; one that isn't done may be a deviation (FM-AVVIK-5, A61)."""

from __future__ import annotations

from typing import Any

from flerpart_flow.define import Rules
from flerpart_flow.routines.flerpartsmote.facts import Candidate, Facts, changed
from flerpart_flow.samverkan.actors import is_unit
from flerpart_flow.samverkan.atgarder.effects import with_part
from flerpart_flow.samverkan.atgarder.events import (
    AvstaAtgard,
    EjGenomfordAtgard,
    GenomforAtgard,
    PaborjaAtgard,
)
from flerpart_flow.samverkan.atgarder.guards import acting
from flerpart_flow.samverkan.plan.content import same_id
from flerpart_flow.samverkan.plan.version import MeasureState


def started(facts: Facts, event: PaborjaAtgard, rules: Rules) -> Facts:
    """The bearer's part is under way."""
    return _now(facts, event, MeasureState.STARTED)


def done(facts: Facts, event: GenomforAtgard, rules: Rules) -> Facts:
    """The bearer's part is done."""
    return _now(facts, event, MeasureState.DONE)


def not_done(facts: Facts, event: EjGenomfordAtgard, rules: Rules) -> Facts:
    """The bearer's part isn't done; a unit's is a deviation to report, unless the individual has declined it (A51)."""
    after = _now(facts, event, MeasureState.NOT_DONE)
    if not is_unit(event.by) or facts.has_declined(event.atgard):
        return after
    found = Candidate("atgard_ej_genomford", event.by, "FM-AVVIK-5", event.nr or 0, event.occurred_at, event.atgard)
    return changed(after, candidates=(*after.candidates, found))


def abstained(facts: Facts, event: AvstaAtgard, rules: Rules) -> Facts:
    """The individual declines the measure: that it isn't done is nobody's deviation, whatever was proposed (A51)."""
    this = same_id(event.atgard)
    left = tuple(one for one in facts.candidates if (one.kind, same_id(one.measure)) != ("atgard_ej_genomford", this))
    return changed(facts, declined=facts.declined | {this}, candidates=left)


def _now(facts: Facts, event: Any, state: MeasureState) -> Facts:
    this = same_id(event.atgard)
    who = acting(event)
    candidates = facts.candidates
    if state is not MeasureState.NOT_DONE:
        done = ("atgard_ej_genomford", who, this)
        candidates = tuple(one for one in candidates if (one.kind, one.unit, same_id(one.measure)) != done)
    return changed(with_part(facts, event, state), candidates=candidates)
