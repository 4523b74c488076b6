"""Whether one event may happen, on a page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from flerpart_flow.cli.input import stores
from flerpart_flow.cli.input.options import program
from flerpart_flow.cli.pages.telling import tell_findings
from flerpart_flow.engine.judging.queries import Answer
from flerpart_flow.engine.record.events import content_fields
from flerpart_flow.texts import DEFAULT_LANGUAGE
from flerpart_flow.words.sentences import individual_decides, named, owed, states, who
from flerpart_flow.words.shared_acts import with_limit
from flerpart_flow.words.values import content_in_words

if TYPE_CHECKING:
    from flerpart_flow.cli.pages.page import Page
    from flerpart_flow.engine.judging.case import Case
    from flerpart_flow.engine.judging.decision import Decision
    from flerpart_flow.engine.judging.queries import Possible
    from flerpart_flow.engine.review.cures import Cures
    from flerpart_flow.engine.rules.findings import Finding
    from flerpart_flow.texts import Texts


def tell_possible(page: Page, one: Possible, case: Case, log: str, said: Texts) -> None:
    """The answer to a query without content."""
    if one.answer is Answer.NO:
        _tell_no(page, one.event, one.findings, case, said)
        return
    label = said.label("handelser", one.event)
    key = "svar.tillatet" if one.answer is Answer.YES else "cli.why.tillatet_om"
    page.line(said.say(key, handelse=label), style="yes")
    by = with_limit(who(one.role, one.holders, said), one.event, said)
    page.line(said.say("cli.why.vem", vem=by), 2, hang=2)
    if one.states:
        page.line(said.say("cli.why.om", falt=states(one.states, said)), 2, hang=2)
        page.line(said.say("cli.why.prova", kommando=_example(one, log, said)), 2, hang=2)
    if one.optional:
        page.line(said.say("cli.why.valfritt", falt=states(one.optional, said)), 2, hang=2)
    tell_findings(page, one.findings, case.rules, said)


def _example(one: Possible, log: str, said: Texts) -> str:
    by = one.holders[0] if one.holders else "…"
    kept = " --store …" if stores.asked() else ""
    language = "" if said.lang == DEFAULT_LANGUAGE else f" --lang {said.lang}"
    return f"{program()} why {log} {one.event} --by {by} {' '.join(f'{name}=…' for name in one.states)}{kept}{language}"


def _tell_no(page: Page, event: str, findings: Sequence[Finding], case: Case, said: Texts) -> None:
    blocking = [finding for finding in findings if finding.blocks]
    key = "svar.nekat_individen" if individual_decides(case.routine, event) else "svar.nekat"
    number = len(blocking) or 1
    page.line(said.say(key, handelse=said.label("handelser", event), antal=number), style="block")
    tell_findings(page, [*blocking, *(one for one in findings if not one.blocks)], case.rules, said)


def tell_cures(page: Page, found: Cures | None, said: Texts) -> None:
    """The smallest cures; None: to one who doesn't see the whole case they aren't told."""
    if found is None:
        page.line(said.raw("cli.why.kurer.dolda"), hang=2)
        return
    if not found.sets:
        page.line(said.raw("cli.why.kurer.inga"), hang=2)
    for number, acts in enumerate(found.sets):
        page.line(said.raw("cli.why.kurer.eller" if number else "cli.why.kurer.minst"))
        for act in acts:
            label = said.label("handelser", act.name)
            page.line(said.say("cli.why.kurer.gor", vem=act.by, handelse=label, namn=act.name), 2, hang=2)
            told = tuple(content_fields(type(act)))
            for name, value in content_in_words(act, told, getattr, said).items():
                page.line(f"{said.label('falt', name)}: {value}", 6, "faint", hang=2)
    if found.own:
        page.line(said.raw("cli.why.kurer.egna"), hang=2)


def tell_decision(page: Page, decision: Decision, case: Case, said: Texts) -> None:
    """The decision on an event with content, and what would follow."""
    event = decision.event
    if not decision.allowed:
        _tell_no(page, event.name, decision.findings, case, said)
        return
    label = said.label("handelser", event.name)
    page.line(said.say("svar.tillatet", handelse=label), style="yes")
    tell_findings(page, decision.findings, case.rules, said)
    if decision.state.phase != decision.before.phase:
        page.line(said.say("cli.why.ny_fas", fas=decision.state.phase), 2)
    facts = decision.state.facts
    for one in decision.opened:
        what = owed(one.duty, one.owed.counterpart, named(case.routine, facts, one), said)
        page.line(said.say("cli.why.oppnar", vem=one.owed.bearer, vad=what), 2, hang=2)
    for one_ended in decision.ended:
        entry = one_ended.entry
        what = owed(entry.duty, entry.owed.counterpart, named(case.routine, facts, entry), said)
        page.line(said.say(f"cli.why.slut.{one_ended.how.value}", vem=entry.owed.bearer, vad=what), 2, hang=2)
    for key, numbers in (("forlorar", decision.lost), ("far", decision.gained)):
        if numbers:
            page.line(said.say(f"cli.check.{key}", nr=said.join([str(n) for n in numbers])), 2, hang=2)
