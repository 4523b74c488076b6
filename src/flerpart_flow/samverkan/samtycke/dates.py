"""The days of a consent that an agenda tells of: its last day in time, or when one without is looked at again.

Both are the library's own. They press nobody: what the individual hasn't said stays unsaid (reading A69).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from flerpart_flow.engine.definition.showing import Dated
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.values.clock import local_date
from flerpart_flow.samverkan.facts import SharedFacts
from flerpart_flow.samverkan.parameters import CONSENT_REVIEW_WEEKS, CONSENT_WARNING_DAYS


def consent_dates(norm: str, facts: SharedFacts, rules: Rules) -> Iterator[Dated]:
    """The last day of the consent, told of some time before; without one, the day to look at it again."""
    consent = facts.consent
    if consent is None:
        return
    who = next(iter(facts.leading()), None)
    if consent.until is not None:
        warned = consent.until - timedelta(days=rules.value(CONSENT_WARNING_DAYS))
        yield Dated(kind="samtycke_slut", norms=(norm,), day=consent.until, who=who, told_from=warned, stays=True)
    elif weeks := rules.value(CONSENT_REVIEW_WEEKS):
        day = local_date(consent.given_at) + timedelta(weeks=weeks)
        yield Dated(kind="samtycke_ses_over", norms=(norm,), day=day, who=who, stays=True)
