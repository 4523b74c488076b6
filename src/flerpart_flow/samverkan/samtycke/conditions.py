"""Who may state what is known of the individual (reading A63)."""

from __future__ import annotations

from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.rules.findings import Finding, Message, missing
from flerpart_flow.samverkan.actors import is_unit
from flerpart_flow.samverkan.samtycke.consent import Consent, ConsentNorms, covered, own_record

FROM_NOWHERE = Message("forberedelse.kalla_saknas")


def stated_lawfully(
    norms: ConsentNorms, consent: Consent | None, event: Event, source: str | None, of: str | None, noting: bool
) -> tuple[Finding, ...]:
    """Nothing if whoever states a condition may: the individual, or a unit that the consent covers, by its own record.

    What a unit knows under the consent takes that the unit ``of`` which it concerns is covered, too. Before the consent
    the unit that identified the need may note for itself what the individual says (``noting``).
    """
    if not is_unit(event.by):
        return ()  # the individual may; an outsider is refused by the role
    lacking = (missing(norms.covers, FROM_NOWHERE, cure_by=event.by, cure=type(event)),) if source is None else ()
    if noting and source in (None, "individ"):
        return lacking
    ends = (event.by,) if of is None or source == "individ" else (event.by, of)
    outside = covered(norms.covers, consent, ends, event.occurred_at)
    known = consent is not None and consent.covers(event.by)
    return (*lacking, *outside, *(own_record(norms.record, consent, event.by) if known else ()))
