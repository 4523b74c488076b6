"""The shape of ``compare``: what differs between two sets of rules, and what comes of each event and duty."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flerpart_flow.cli.shapes.shapes import mark, rules_of
from flerpart_flow.engine.values.clock import format_time
from flerpart_flow.engine.words.reasons import texts_for
from flerpart_flow.proof.compare import log_of

if TYPE_CHECKING:
    from flerpart_flow.engine.judging.decision import Decision
    from flerpart_flow.engine.rules.norms import Norm
    from flerpart_flow.proof.compare import ActChange, Compared, EventVerdict, OwedChange, OwedVerdict
    from flerpart_flow.proof.compare.linting import Lint
    from flerpart_flow.texts import Texts


def data_of(compared: Compared, found: Lint | None, said: Texts) -> dict[str, Any]:
    """A comparison as JSON."""
    named, differ = texts_for(compared.b, said.lang), compared.changed
    return {
        "format": mark("compare"),
        "routine": compared.routine.name,
        "a": rules_of(compared.a),
        "b": rules_of(compared.b),
        "same": compared.same,
        "differences": {
            "parameters": {name: list(pair) for name, pair in differ.parameters.items()},
            "idle": sorted(differ.idle),
            "norms": {ident: [_weight(one) for one in pair] for ident, pair in differ.norms.items()},
            "tables": sorted(differ.tables),
            "only_a": list(differ.only_a),
            "only_b": list(differ.only_b),
        },
        "tried": {"acts": compared.acts, "cases": compared.cases, "whole": compared.whole},
        "events": [_event(one, compared, named) for one in compared.events.values()],
        "duties": [_owed(one, named.label("plikter", one.name)) for one in compared.duties.values()],
        "deviations": [_owed(one, named.name(one.name, "avvikelseslag")) for one in compared.deviations.values()],
        "lint": None if found is None else found.data(),
    }


def _weight(norm: Norm) -> dict[str, Any]:
    per = {event: severity.value for event, severity in norm.severity_for.items()}
    return {"severity": norm.severity.value, "severity_for": per, "fixed": norm.fixed}


def _event(one: EventVerdict, compared: Compared, named: Texts) -> dict[str, Any]:
    return {
        "event": one.event,
        "label": named.label("handelser", one.event),
        "state": one.state,
        "proved": list(one.proved),
        "open": list(one.open),
        "quiet": list(one.quiet),
        "reads": list(one.reads),
        "norms": list(one.norms),
        "unseen": list(one.unseen),
        "never": sorted(turn.value for turn in one.never),
        "tries": one.tries,
        "changes": [_change(change) for change in one.changes],
    }


def _change(one: ActChange) -> dict[str, Any]:
    return {
        "phase": one.phase,
        "by": one.by,
        "turn": one.turn.value,
        "turned": one.turned,
        "leads": one.tried.how.leads,
        "norms": list(one.norms),
        "before": _answer(one.tried.a),
        "after": _answer(one.tried.b),
        "shortest": one.shortest,
        "log": [line.rstrip("\n") for line in log_of(one)],
    }


def _answer(decision: Decision[Any]) -> dict[str, Any]:
    return {
        "allowed": decision.allowed,
        "findings": [{"norm": one.norm, "severity": one.severity.value} for one in decision.findings],
        "phase_after": decision.state.phase,
    }


def _owed(one: OwedVerdict, label: str) -> dict[str, Any]:
    return {
        "name": one.name,
        "label": label,
        "state": one.state,
        "reads": list(one.reads),
        "changes": [_owed_change(change) for change in one.changes],
    }


def _owed_change(one: OwedChange) -> dict[str, Any]:
    return {
        "shift": one.shift.value,
        "who": one.who,
        "through": one.through,
        "at": format_time(one.at),
        "shortest": one.shortest,
        "log": [line.rstrip("\n") for line in log_of(one)],
    }
