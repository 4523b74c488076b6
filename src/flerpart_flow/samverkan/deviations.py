"""Deviations: a person reports one, and it is handed to a party's own routine (FM-AVVIK-2, UI-AVVIK-1)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from flerpart_flow.engine.definition.guards import Guard, guard
from flerpart_flow.engine.definition.recording import Numbers, Recording, Revise, Settle
from flerpart_flow.engine.definition.routine import Proposal
from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.rules.findings import Finding, Findings, Message, at_most, missing
from flerpart_flow.engine.rules.norms import Severity
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.samverkan.actors import party_of
from flerpart_flow.samverkan.contacts import Attempts, repeated
from flerpart_flow.samverkan.content import lacks
from flerpart_flow.samverkan.events import Kontaktforsok, RapporteraAvvikelse
from flerpart_flow.samverkan.facts import SharedFacts
from flerpart_flow.samverkan.samtycke.consent import contact
from flerpart_flow.samverkan.samtycke.guards import unit_of

NO_SUCH_LINE = Message("avvikelse.rad_finns_inte")
NO_ROUTINE = Message("avvikelse.ingen_mottagare")
NEVER_TRIED = Message("avvikelse.inget_forsok")
FEW_ATTEMPTS = Message("avvikelse.fa_forsok")
SHOWN_SINCE = Message("avvikelse.visat_senare")


def complete_under(norm: str) -> Guard[RapporteraAvvikelse]:
    """A guard that a report is whole."""

    @guard(norm, reads=("slag", "part", "ror", "lamnas_till"), about="ror")
    def report_is_complete(facts: object, event: RapporteraAvvikelse, rules: Rules) -> Findings:
        """The report says what kind, whose, and to whose own routine it goes; the line, if one is named, exists."""
        for field in ("slag", "part"):
            if getattr(event, field) is None:
                yield lacks(event, field, norm)
        if event.lamnas_till is None:
            yield missing(norm, NO_ROUTINE, cure_by=event.by, cure=RapporteraAvvikelse, about="lamnas_till")
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


def _refuses(findings: Iterable[Finding]) -> bool:
    return any(one.ceiling is None for one in findings)


def as_known(norm: str, event: RapporteraAvvikelse, now: Iterable[Finding], then: Iterable[Finding]) -> Findings:
    """What is found of a report now, where it was found already when the report was recorded (reading A59).

    What the log shows only since then is no more than a note.
    """
    found = tuple(now)
    if not _refuses(found) or _refuses(then):
        return found
    light = tuple(one for one in found if one.ceiling is not None)
    return (*light, at_most(Severity.NOTE, missing(norm, SHOWN_SINCE, cure_by=event.by)))


def settle(event: Any, recording: Recording) -> Any:
    """Keep with a report what the log shows as it is recorded."""
    return event.marked(known=recording.before)


def revise(event: Any, before: Any, correction: Any, numbers: Numbers) -> Any:
    """A corrected report is judged by what the log showed when it was recorded first."""
    return event.marked(known=before.known)


SETTLES: Final[Mapping[type[Event], Settle]] = {RapporteraAvvikelse: settle}
REVISES: Final[Mapping[type[Event], Revise]] = {RapporteraAvvikelse: revise}


def attempts_under(norm: str) -> Guard[RapporteraAvvikelse]:
    """A guard that somebody has been tried before it is reported that they don't answer."""

    @guard(norm, reads=("slag", "part"), about="slag")
    def attempts_were_made(facts: SharedFacts, event: RapporteraAvvikelse, rules: Rules) -> Findings:
        """That a party doesn't answer takes an attempt in the log; few attempts only warn (A28, A59)."""
        then = facts if event.known is None else event.known
        return as_known(norm, event, _tried(norm, facts, event, rules), _tried(norm, then, event, rules))

    return attempts_were_made


def _tried(norm: str, facts: SharedFacts, event: RapporteraAvvikelse, rules: Rules) -> Findings:
    if event.slag != "inget_svar" or event.part is None:
        return ()
    tried = tuple(one for one in facts.asked if concerns(event.part, one.unit))
    if not tried:
        return (missing(norm, NEVER_TRIED, cure_by=event.by, cure=Kontaktforsok, unit=event.part),)
    if not repeated(tried, rules):
        return (at_most(Severity.WARN, missing(norm, FEW_ATTEMPTS, cure_by=event.by, unit=event.part)),)
    return ()


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
