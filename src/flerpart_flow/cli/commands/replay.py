"""``replay``: what other rules would have said of a log, norm by norm."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from flerpart_flow.cli.errors import DAMAGED, FlowTrouble, Trouble, choose
from flerpart_flow.cli.group import build
from flerpart_flow.cli.input import loading
from flerpart_flow.cli.input.options import at_option, format_option, log_argument, rules_dir_option
from flerpart_flow.cli.output import write_json, write_page
from flerpart_flow.cli.pages.page import Page
from flerpart_flow.texts import Texts

if TYPE_CHECKING:
    from flerpart_flow.engine.journal.log import Log
    from flerpart_flow.engine.review.compare import Comparison, DutyChange, LineChange
    from flerpart_flow.engine.review.review import Verdict
    from flerpart_flow.engine.rules.norms import Norm
    from flerpart_flow.engine.rules.registry import RulesRegistry
    from flerpart_flow.engine.rules.rules import Rules


def command(said: Texts) -> click.Command:
    """The command in a language."""

    def replay(
        log: str,
        rules: str | None,
        overlay: str | None,
        own: str | None,
        at: str | None,
        form: str,
        rules_dir: str | None,
        output: str,
    ) -> int:
        if rules is None and overlay is None:
            raise Trouble("replay_vad")
        tried = loading.read_overlay(overlay)
        held = _read(log, own, overlay, tried, loading.registry_in(rules_dir))
        moment = None if at is None else loading.moment(at)
        compared = _compared(held, log, _rules(held, rules, tried, overlay), moment)
        if form == "json":
            write_json(_data(log, compared, said), output)
        else:
            from flerpart_flow.cli.pages.differences import tell_comparison

            page = Page()
            tell_comparison(page, loading.shown(log), compared, said)
            write_page(page, output)
        return 0

    options = (
        click.Option(["--rules"], metavar=said.raw("cli.meta.version"), help=said.raw("cli.val.replay_rules")),
        click.Option(["--overlay"], metavar=said.raw("cli.meta.fil"), help=said.raw("cli.val.replay_overlay")),
        click.Option(["--own-overlay", "own"], metavar=said.raw("cli.meta.fil"), help=said.raw("cli.val.replay_own")),
        at_option(said, "cli.val.replay_at"),
        format_option(said),
        rules_dir_option(said),
    )
    return build("replay", replay, said, log_argument(said), *options)


def _read(
    name: str,
    own: str | None,
    overlay: str | None,
    tried: Mapping[str, Any] | None,
    registry: RulesRegistry | None,
) -> Log:
    """The log under the rules that it started under; if they aren't installed, its lines as accepted.

    A log that pins the very overlay that is tried (under another version, say) needs it given once only.
    """
    if registry is not None:
        return loading.read_log(name, loading.read_overlay(own), own, registry)
    try:
        return loading.read_log(name, loading.read_overlay(own), own)
    except FlowTrouble as trouble:
        if own is not None or name == loading.STDIN or trouble.error.code not in {"regler.andra", "regler.version"}:
            raise
    if tried is not None:
        try:
            return loading.read_log(name, tried, overlay)
        except FlowTrouble as trouble:
            if trouble.error.code not in {"regler.andra", "regler.version"}:
                raise
    from flerpart_flow.engine.rules.registry import RulesRegistry

    return loading.read_log(name, None, None, RulesRegistry())


def _rules(log: Log, version: str | None, overlay: Mapping[str, Any] | None, path: str | None) -> Rules:
    from flerpart_flow.engine.errors import RulesError

    installed, name = tuple(log.routine.sources.versions), log.routine.name
    if version is not None and version not in installed:
        raise choose("regler", version, installed, where="--rules", routine=name, installed=installed)
    try:
        return log.routine.rules(version or log.rules.version, overlay)
    except RulesError as error:
        raise FlowTrouble(error, path) from None


def _compared(log: Log, name: str, rules: Rules, at: datetime | None) -> Comparison:
    from flerpart_flow.engine.errors import JournalError, RulesError
    from flerpart_flow.engine.review.compare import compare

    try:
        return compare(log, rules, at)
    except JournalError as error:
        raise FlowTrouble(error, loading.shown(name), DAMAGED) from None
    except RulesError as error:
        raise FlowTrouble(error, loading.shown(name)) from None


def _data(name: str, compared: Comparison, said: Texts) -> dict[str, Any]:
    from flerpart_flow.cli.shapes import shapes
    from flerpart_flow.engine.review.compare import Turn
    from flerpart_flow.engine.values.clock import format_time
    from flerpart_flow.engine.words.reasons import texts_for

    before, after = compared.before.case, compared.after.case
    named, renamed = texts_for(before.rules, said.lang), texts_for(after.rules, said.lang)
    return {
        "format": shapes.mark("replay"),
        **shapes.case_of(name, before),
        "rules_tried": shapes.rules_of(after.rules),
        "at": None if compared.at is None else format_time(compared.at),
        "same": compared.same,
        "phase": before.phase,
        "phase_tried": after.phase,
        "differences": {
            "parameters": {key: list(pair) for key, pair in compared.rules.parameters.items()},
            "norms": {key: [_weight(one) for one in pair] for key, pair in compared.rules.norms.items()},
            "tables": list(compared.rules.tables),
        },
        "refused": [line.nr for line in compared.turned(Turn.REFUSED)],
        "allowed": [line.nr for line in compared.turned(Turn.ALLOWED)],
        "lines": [_line(line, compared, named, renamed) for line in compared.lines],
        "duties": [_duty(change, named) for change in compared.duties],
        "proposals_lost": [shapes.proposal(one, named) for one in compared.proposals_lost],
        "proposals_gained": [shapes.proposal(one, renamed) for one in compared.proposals_gained],
    }


def _weight(norm: Norm | None) -> dict[str, Any] | None:
    if norm is None:
        return None
    return {
        "severity": norm.severity.value,
        "severity_for": {event: severity.value for event, severity in norm.severity_for.items()},
        "fixed": norm.fixed,
    }


def _line(line: LineChange, compared: Comparison, named: Texts, renamed: Texts) -> dict[str, Any]:
    from flerpart_flow.cli.shapes import shapes
    from flerpart_flow.engine.values.clock import format_time

    event = line.before.event
    return {
        "nr": line.nr,
        "line": line.nr + 1,
        "event": event.name,
        "label": named.label("handelser", event.name),
        "occurred_at": format_time(event.occurred_at),
        "by": event.by,
        "turn": line.turn.value,
        "norms": list(line.norms),
        "lost": shapes.findings(line.lost, compared.before.case.rules, named),
        "gained": shapes.findings(line.gained, compared.after.case.rules, renamed),
        "before": _verdict(line.before),
        "after": _verdict(line.after),
    }


def _verdict(verdict: Verdict) -> dict[str, Any]:
    return {
        "status": verdict.status.value,
        "refused": verdict.refused,
        "follows": verdict.follows,
        "lost_by": verdict.lost_by,
        "phase_after": None if verdict.decision is None else verdict.decision.state.phase,
    }


def _duty(change: DutyChange, named: Texts) -> dict[str, Any]:
    from flerpart_flow.cli.shapes import shapes

    return {
        "before": None if change.before is None else shapes.duty(change.before, named),
        "after": None if change.after is None else shapes.duty(change.after, named),
    }
