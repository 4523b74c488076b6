"""Closing: what the reason has to agree with in every routine (reading A20)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from flerpart_flow.engine.rules.findings import Finding, Message, missing
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.samverkan.actors import is_individual
from flerpart_flow.samverkan.events import Avsluta
from flerpart_flow.samverkan.parameters import PAUSED_CLOSE_AFTER_WEEKS
from flerpart_flow.samverkan.samtycke.consent import Consent

NO_REASON = Message("avslut.skal_saknas")
NOT_WITHDRAWN = Message("avslut.inte_aterkallat")
THEIR_WISH = Message("avslut.individens_egen_onskan")
MAY_REST = Message("avslut.far_vila")


def has_a_true_reason(
    norm: str, event: Avsluta, consent: Consent | None, withdrawn_at: datetime | None
) -> tuple[Finding, ...]:
    """Nothing if there is a reason, which is a withdrawal only where there was one, and the individual's wish only on
    the individual's own line (A58).
    """
    if event.skal_kod is None:
        return (missing(norm, NO_REASON, cure_by=event.by, cure=Avsluta),)
    if event.skal_kod == "individens_onskan" and not is_individual(event.by):
        return (missing(norm, THEIR_WISH, cure_by=event.by, cure=Avsluta),)
    if event.skal_kod == "samtycke_aterkallat" and (withdrawn_at is None or consent is not None):
        return (missing(norm, NOT_WITHDRAWN, cure_by=event.by, cure=Avsluta),)
    return ()


def has_rested(
    norm: str, event: Avsluta, withdrawn_at: datetime | None, rules: Rules, cure_by: str
) -> Iterable[Finding]:
    """Nothing if a paused case has rested as long as the organisation lets it; the individual never has to wait."""
    weeks = rules.value(PAUSED_CLOSE_AFTER_WEEKS)
    if event.skal_kod == "samtycke_aterkallat" and weeks and withdrawn_at is not None:
        until = withdrawn_at + timedelta(weeks=weeks)
        if event.occurred_at < until and not is_individual(event.by):
            yield missing(norm, MAY_REST, cure_by=cure_by, cure=Avsluta, time=until)
