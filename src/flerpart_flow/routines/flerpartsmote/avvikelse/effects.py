"""What a report does: what it covers is no longer proposed."""

from __future__ import annotations

from flerpart_flow.define import Rules, local_date
from flerpart_flow.routines.flerpartsmote.facts import Facts, changed
from flerpart_flow.samverkan.deviations import concerns, still_unanswered
from flerpart_flow.samverkan.events import RapporteraAvvikelse
from flerpart_flow.samverkan.plan.content import same_id


def reported(facts: Facts, event: RapporteraAvvikelse, rules: Rules) -> Facts:
    """What is reported is no longer proposed. Nothing is judged here: each party's own routine does that."""
    left = tuple(
        one
        for one in facts.candidates
        if not (one.kind == event.slag and concerns(event.part, one.unit) and event.ror in (None, one.nr))
    )
    return changed(
        facts,
        candidates=left,
        attempts=still_unanswered(facts.attempts, event),
        reported_late=facts.reported_late | _late_measures(facts, event),
    )


def _late_measures(facts: Facts, event: RapporteraAvvikelse) -> frozenset[tuple[int, str, str]]:
    """The measures past their last day that a report covers: version, unit and measure.

    A report that points at the line where the unit told of one covers that one only.
    """
    version = facts.current
    pointed = any(one.nr == event.ror and concerns(event.part, one.unit) for one in facts.candidates)
    if event.slag != "atgard_ej_genomford" or version is None or pointed:
        return frozenset()
    today = local_date(event.occurred_at)
    return frozenset(
        (version.number, unit, same_id(one.id))
        for one in version.plan.atgarder
        if one.id is not None and one.klart_senast is not None and one.klart_senast < today
        for unit in one.ansvariga
        if concerns(event.part, unit)
    )
