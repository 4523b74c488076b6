"""What other rules would have said of a log, on a page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from flerpart_flow.cli.telling import about_case, owed, tell_finding_shortly, tell_proposals
from flerpart_flow.cli.verdicts import about_line
from flerpart_flow.engine.compare import Turn
from flerpart_flow.engine.explain import texts_for

if TYPE_CHECKING:
    from flerpart_flow.cli.page import Page
    from flerpart_flow.engine.compare import Comparison, DutyChange, LineChange
    from flerpart_flow.engine.duties import Duty
    from flerpart_flow.engine.findings import Finding
    from flerpart_flow.engine.norms import Norm
    from flerpart_flow.engine.rules import Rules
    from flerpart_flow.texts import Texts

GONE, COME = "−", "+"


def tell_comparison(page: Page, name: str, compared: Comparison, said: Texts) -> None:
    """The verdict first, then each line, duty and proposal that would come out otherwise, then how the rules differ."""
    before, after = compared.before.case, compared.after.case
    said, renamed = texts_for(before.rules, said.lang), texts_for(after.rules, said.lang)
    page.line(name, style="heading")
    about_case(page, before, said)
    page.line(said.say("cli.replay.prova", regler=_named(after.rules, said)))
    page.marked(said.raw(f"cli.replay.{'samma' if compared.same else 'annat'}"), _sums(compared, said), 0, "heading")
    for turn in Turn:
        lines = compared.turned(turn)
        if lines:
            page.heading(said.raw(f"cli.replay.rubrik.{turn.value}"))
        for line in lines:
            _tell_line(page, line, compared, said)
    _tell_end(page, compared, said, renamed)
    _tell_rules(page, compared, said)
    page.blank()
    page.line(said.raw("cli.replay.fortsatter"))


def _named(rules: Rules, said: Texts) -> str:
    own = f" {said.raw('cli.arende.overlagring')}" if rules.overlay is not None else ""
    return f"{said.say('cli.arende.regler', version=rules.version)}{own}"


def _sums(compared: Comparison, said: Texts) -> str:
    if compared.same:
        return ""
    parts = [(turn.value, len(compared.turned(turn))) for turn in Turn]
    parts += [
        ("plikter", len(compared.duties)),
        ("avvikelser", len(compared.proposals_lost) + len(compared.proposals_gained)),
    ]
    return " · ".join(said.say(f"cli.replay.antal.{key}", antal=number) for key, number in parts if number)


def _tell_line(page: Page, line: LineChange, compared: Comparison, said: Texts) -> None:
    page.blank()
    page.line(about_line(line.before, said), style="heading", hang=2)
    if line.after.refused and line.after.follows is not None and not line.after.own:
        page.line(said.say("cli.replay.foljer", nr=line.after.follows), 2)
    if line.before.refused and line.before.follows is not None and not line.before.own:
        page.line(said.say("cli.replay.foljde", nr=line.before.follows), 2)
    _tell_findings(page, GONE, line.lost, compared.before.case.rules, said)
    _tell_findings(page, COME, line.gained, compared.after.case.rules, said)
    was, becomes = line.before.decision, line.after.decision
    if was is not None and becomes is not None and was.state.phase != becomes.state.phase:
        page.line(said.say("cli.replay.fas", fore=was.state.phase, efter=becomes.state.phase), 2)


def _tell_findings(page: Page, mark: str, findings: Iterable[Finding], rules: Rules, said: Texts) -> None:
    for finding in findings:
        start = len(page.lines)
        tell_finding_shortly(page, finding, rules, said, 4)
        text, style, styled = page.lines[start]
        page.lines[start] = (f"  {mark} {text[4:]}", style, styled)


def _tell_end(page: Page, compared: Comparison, said: Texts, renamed: Texts) -> None:
    before, after = compared.before.case, compared.after.case
    if compared.duties:
        page.heading(said.say("cli.replay.rubrik.plikter", tid=compared.at))
        for change in compared.duties:
            _tell_duty(page, change, said)
    if compared.proposals_lost or compared.proposals_gained:
        page.heading(said.say("cli.replay.rubrik.avvikelser", tid=compared.at))
        if compared.proposals_lost:
            page.line(said.raw("cli.replay.avvikelser_bort"), 2)
            tell_proposals(page, compared.proposals_lost, before.facts, said, 4)
        if compared.proposals_gained:
            page.line(said.raw("cli.replay.avvikelser_till"), 2)
            tell_proposals(page, compared.proposals_gained, after.facts, renamed, 4)
    if before.phase != after.phase:
        page.heading(said.say("cli.replay.rubrik.slutfas", fore=before.phase, efter=after.phase))


def _tell_duty(page: Page, change: DutyChange, said: Texts) -> None:
    one = change.before or change.after
    assert one is not None, "a change has a duty on one side or on both"
    what = f"{said.name(one.bearer)} – {owed(one.name, one.counterpart, one.about, said)} · {', '.join(one.norms)}"
    was, becomes = _standing(change.before, said), _standing(change.after, said)
    page.line(f"- {what}: {said.say('cli.replay.plikt', fore=was, efter=becomes)}", 2, hang=2)


def _standing(duty: Duty | None, said: Texts) -> str:
    if duty is None:
        return said.raw("cli.replay.ingen_plikt")
    state = said.raw(f"tillstand.plikt.{duty.state.value}")
    return state if duty.due is None else f"{state}, {said.say('cli.plikt.senast', day=duty.due)}"


def _tell_rules(page: Page, compared: Comparison, said: Texts) -> None:
    page.heading(said.raw("cli.replay.rubrik.regler"))
    differs = compared.rules
    for name, (was, becomes) in differs.parameters.items():
        page.line(f"- {name}: {_value(was)} → {_value(becomes)}", 2, hang=2)
    for ident, (norm, other) in differs.norms.items():
        page.line(f"- {ident}: {_weight(norm, said)} → {_weight(other, said)}", 2, hang=2)
    if differs.tables:
        page.line(f"- {said.say('cli.replay.tabeller', platser=', '.join(differs.tables))}", 2, hang=2)
    if not (differs.parameters or differs.norms or differs.tables):
        page.line(said.raw("cli.replay.samma_regler"), 2)


def _value(value: Any) -> str:
    """A value as an overlay writes it."""
    return "–" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def _weight(norm: Norm | None, said: Texts) -> str:
    if norm is None:
        return "–"
    parts = [said.raw(f"tillstand.allvar.{norm.severity.value}")]
    parts += [f"{event}: {said.raw(f'tillstand.allvar.{one.value}')}" for event, one in norm.severity_for.items()]
    return ", ".join(parts)
