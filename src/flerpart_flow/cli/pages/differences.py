"""What other rules would have said of a log, on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flerpart_flow.cli.names import shown
from flerpart_flow.cli.pages.telling import about_case, tell_finding_shortly, tell_proposals
from flerpart_flow.cli.pages.verdicts import about_line
from flerpart_flow.engine.review.compare import Turn
from flerpart_flow.engine.words.reasons import texts_for
from flerpart_flow.words.sentences import by_when, owed

if TYPE_CHECKING:
    from flerpart_flow.cli.pages.page import Page
    from flerpart_flow.engine.definition.duties import Duty
    from flerpart_flow.engine.review.compare import Comparison, DutyChange, LineChange
    from flerpart_flow.engine.review.review import Verdict
    from flerpart_flow.engine.rules.findings import Finding
    from flerpart_flow.engine.rules.norms import Norm
    from flerpart_flow.engine.rules.rules import Rules
    from flerpart_flow.texts import Texts

GONE, COME = "−", "+"


def tell_comparison(page: Page, name: str, compared: Comparison, said: Texts) -> None:
    """The verdict first, then each line, duty and proposal that would come out otherwise, then how the rules differ."""
    before, after = compared.before.case, compared.after.case
    said, renamed = texts_for(before.rules, said.lang), texts_for(after.rules, said.lang)
    page.line(shown(name), style="heading")
    about_case(page, before, said)
    page.line(said.say("cli.replay.prova", regler=_named(after.rules, said)))
    page.marked(said.raw(f"cli.replay.{'samma' if compared.same else 'annat'}"), _sums(compared, said), 0, "heading")
    for turn in Turn:
        _tell_lines(page, turn, compared, said)
    _tell_end(page, compared, said, renamed)
    if compared.known:
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


def _tell_lines(page: Page, turn: Turn, compared: Comparison, said: Texts) -> None:
    """The lines of which the same would become; those that only follow from another stand shortly, under it."""
    following: dict[int, list[LineChange]] = {}
    lines = compared.turned(turn)
    if lines:
        page.heading(said.raw(f"cli.replay.rubrik.{turn.value}"))
    for line in lines:
        root = _root(line)
        if root is None:
            _tell_line(page, line, compared, said)
        else:
            following.setdefault(root, []).append(line)
    for root, led in following.items():
        page.blank()
        page.line(said.say(f"cli.replay.foljer.{turn.value}", nr=root), 2)
        for line in led:
            page.line(f"- {about_line(line.before, said)}", 4, hang=2)


def _own(verdict: Verdict, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The findings without those that a line has only because it follows from another."""
    if verdict.follows is None:
        return findings
    return tuple(finding for finding in findings if not finding.blocks or finding in verdict.own)


def _root(line: LineChange) -> int | None:
    """The refused line that alone makes the difference to this one; None where it has reasons of its own."""
    last = line.after if line.after.refused else line.before
    return None if _own(line.before, line.lost) or _own(line.after, line.gained) else last.follows


def _tell_line(page: Page, line: LineChange, compared: Comparison, said: Texts) -> None:
    page.blank()
    page.line(about_line(line.before, said), style="heading", hang=2)
    if line.after.refused and line.after.follows is not None:
        page.line(said.say("cli.check.foljer_dessutom", nr=line.after.follows), 2)
    for sign, verdict, findings, judged in (
        (GONE, line.before, line.lost, compared.before),
        (COME, line.after, line.gained, compared.after),
    ):
        for finding in _own(verdict, findings):
            tell_finding_shortly(page, finding, judged.case.rules, said, 2, sign)
    was, becomes = line.before.decision, line.after.decision
    if was is not None and becomes is not None and was.state.phase != becomes.state.phase:
        page.line(said.say("cli.replay.fas", fore=was.state.phase, efter=becomes.state.phase), 2)


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
            tell_proposals(page, compared.proposals_lost, before.routine, before.facts, said, 4)
        if compared.proposals_gained:
            page.line(said.raw("cli.replay.avvikelser_till"), 2)
            tell_proposals(page, compared.proposals_gained, after.routine, after.facts, renamed, 4)
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
    return state if duty.due is None else f"{state}, {by_when(duty.name, duty.due, said)}"


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
