"""Deviations: a person reports one, and it is handed to a party's own routine (FM-AVVIK-2, UI-AVVIK-1)."""

from __future__ import annotations

from collections.abc import Iterable

from flerpart_flow.engine.definition.guards import Guard, guard
from flerpart_flow.engine.definition.routine import Proposal
from flerpart_flow.engine.rules.findings import Findings, Message, missing
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.samverkan.actors import party_of
from flerpart_flow.samverkan.contacts import Attempts, repeated
from flerpart_flow.samverkan.content import lacks
from flerpart_flow.samverkan.events import RapporteraAvvikelse
from flerpart_flow.samverkan.facts import SharedFacts
from flerpart_flow.samverkan.samtycke.consent import contact
from flerpart_flow.samverkan.samtycke.guards import unit_of

NO_SUCH_LINE = Message("avvikelse.rad_finns_inte")
NO_ROUTINE = Message("avvikelse.ingen_mottagare")


def complete_under(norm: str) -> Guard[RapporteraAvvikelse]:
    """A guard that a report is whole."""

    @guard(norm, reads=("slag", "part", "ror", "lamnas_till"))
    def report_is_complete(facts: object, event: RapporteraAvvikelse, rules: Rules) -> Findings:
        """The report says what kind, whose, and to whose own routine it goes; the line, if one is named, exists."""
        for field in ("slag", "part"):
            if getattr(event, field) is None:
                yield lacks(event, field, norm)
        if event.lamnas_till is None:
            yield missing(norm, NO_ROUTINE, cure_by=event.by, cure=RapporteraAvvikelse)
        if event.ror is not None and event.nr is not None and event.ror >= event.nr:
            yield missing(norm, NO_SUCH_LINE, cure_by=event.by, cure=RapporteraAvvikelse, line=event.ror)

    return report_is_complete


def recipient_under(norm: str) -> Guard[RapporteraAvvikelse]:
    """A guard that whoever a report is handed to may learn of the individual."""

    @guard(norm, reads=("by", "lamnas_till"))
    def recipient_may_know(facts: SharedFacts, event: RapporteraAvvikelse, rules: Rules) -> Findings:
        """Handed to the own party's routine a report is no contact; to any other unit it identifies (A57)."""
        to = event.lamnas_till
        if to is None or to == party_of(event.by):
            return ()
        return contact(norm, facts.consent, event.by, (unit_of(facts.consent, to),), event.occurred_at)

    return recipient_may_know


def concerns(part: str | None, unit: str) -> bool:
    """Whether a report on a part, a party or one of its units, concerns a unit."""
    return part is not None and part in (unit, party_of(unit))


def still_unanswered(attempts: tuple[Attempts, ...], event: RapporteraAvvikelse) -> tuple[Attempts, ...]:
    """The attempts without those that a report covers: what is reported is no longer proposed."""
    if event.slag != "inget_svar":
        return attempts
    return tuple(one for one in attempts if not concerns(event.part, one.unit))


def unanswered(norm: str, attempts: tuple[Attempts, ...], rules: Rules) -> Iterable[Proposal]:
    """What may be reported of those who don't answer."""
    for one in repeated(attempts, rules):
        yield Proposal("inget_svar", one.unit, norm, one.last_nr, None)
