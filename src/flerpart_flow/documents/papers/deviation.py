"""A deviation, handed to a party's own routine: its kind, the party and the line, and nothing else (FM-AVVIK, A57)."""

from __future__ import annotations

import attrs

from flerpart_flow.documents.asking import Asking
from flerpart_flow.documents.model import Blank, Document, Field, Fields, Section
from flerpart_flow.engine.rules.findings import Finding
from flerpart_flow.routines.flerpartsmote.avvikelse.guards import recipient_may_know
from flerpart_flow.samverkan.events import RapporteraAvvikelse


def deviation(ask: Asking) -> Document:
    """The report of a line, or the latest, to the party that it is handed to."""
    report, title = _report(ask), ask.say("avvikelse.titel")
    if report is None or report.lamnas_till is None:
        return ask.nothing(title, "dokument.ingen_avvikelse")
    ask = attrs.evolve(ask, recipient=report.lamnas_till)
    return ask.paper(title, (_what(ask, report), _own_notes(ask)), _found(ask, report))


def _report(ask: Asking) -> RapporteraAvvikelse | None:
    found = None
    for placed in ask.case.replayed():
        if placed.line.occurred_at > ask.at or not placed.decisions or placed.refusal is not None:
            continue
        event = placed.decisions[-1].event
        if isinstance(event, RapporteraAvvikelse) and ask.nr in (None, placed.nr):
            found = event if ask.recipient in (None, event.lamnas_till) else found
    return found


def _found(ask: Asking, report: RapporteraAvvikelse) -> tuple[Finding, ...]:
    now = report.marked(occurred_at=ask.at)
    return ask.weigh(recipient_may_know.check(ask.facts, now, ask.case.rules), report.name)


def _what(ask: Asking, report: RapporteraAvvikelse) -> Section:
    say = ask.say
    fields = [Field(say("avvikelse.till"), say.name(report.lamnas_till or "", "part"))]
    if report.slag is not None:
        fields.append(Field(say("avvikelse.slag"), say.name(report.slag, "avvikelseslag")))
    if report.part is not None:
        fields.append(Field(say("avvikelse.part"), say.name(report.part, "part")))
    fields.append(Field(say("avvikelse.rad"), str(report.ror or report.nr)))
    fields.append(Field(say("avvikelse.fran"), say.name(report.by)))
    return Section("avvikelse", say("avvikelse.rubrik"), (Fields(tuple(fields)),))


def _own_notes(ask: Asking) -> Section:
    say = ask.say
    blanks = (Blank(say("avvikelse.beskrivning"), 4), Blank(say("avvikelse.atgard"), 3), Blank(say("svar.datum")))
    return Section("egna_noteringar", say("avvikelse.egna"), blanks)
