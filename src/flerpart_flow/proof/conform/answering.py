"""The reference: what this library answers. Everything is worked out from what was sent, as another program would."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from flerpart_flow.engine.journal.log import Log, read_log
from flerpart_flow.engine.journal.single_line import read_event
from flerpart_flow.engine.judging.case import Case
from flerpart_flow.engine.judging.queries import Answer
from flerpart_flow.engine.review.review import Verdict, review
from flerpart_flow.engine.rules.findings import Finding
from flerpart_flow.engine.values.clock import parse_time
from flerpart_flow.installed import ROUTINES
from flerpart_flow.proof.twins.model import NOBODY


def answer(sent: Mapping[str, Any]) -> dict[str, Any]:
    """The answer to a question. Raises FlowError for a case that can't be read, KeyError for another shape."""
    log = _log(sent)
    asks = {"act": _act, "question": _question, "duty": _duty, "deviation": _deviation, "log": _whole}
    return {"id": sent["id"], **asks[sent["ask"]](sent, log)}


def _log(sent: Mapping[str, Any]) -> Log:
    lines = (json.dumps(line, ensure_ascii=False).encode() + b"\n" for line in sent["log"])
    return read_log(lines, ROUTINES, sent["overlay"])


def _act(sent: Mapping[str, Any], log: Log) -> dict[str, Any]:
    line = json.dumps(sent["event"], ensure_ascii=False)
    decision = log.case().decide(read_event(line, log.routine, log.rules))
    return {"allowed": decision.allowed, "findings": _findings(decision.findings)}


def _question(sent: Mapping[str, Any], log: Log) -> dict[str, Any]:
    found = log.case().why_not(log.routine.events[sent["event"]], parse_time(sent["at"]), sent["by"])
    return {"allowed": found.answer is not Answer.NO, "findings": _findings(found.findings)}


def _duty(sent: Mapping[str, Any], log: Log) -> dict[str, Any]:
    owed = log.case().duties(parse_time(sent["at"]))
    fitting = [
        one
        for one in owed
        if one.name == sent["duty"]
        and sent["bearer"] in (None, one.bearer)
        and sent["counterpart"] in (None, one.counterpart or NOBODY)
    ]
    norms = {norm for one in fitting for norm in one.norms}
    return {"states": sorted({one.state.value for one in fitting}), "norms": sorted(norms)}


def _deviation(sent: Mapping[str, Any], log: Log) -> dict[str, Any]:
    found = log.case().deviations(parse_time(sent["at"]))
    wanted = (sent["kind"], sent["unit"], sent["norm"])
    return {"proposed": wanted in {(one.kind, one.unit, one.norm) for one in found}}


def _whole(sent: Mapping[str, Any], log: Log) -> dict[str, Any]:
    judged = review(log)
    case, at = judged.case, parse_time(sent["at"])
    return {
        "phase": case.phase,
        "follows_the_routine": judged.follows_the_routine,
        "verdicts": [_verdict(one) for one in judged.verdicts],
        "duties": _duties(case, sent["at"]),
        "permitted": {one.event: one.answer.value for one in case.permitted(at)},
        "deviations": sorted([one.kind, one.unit, one.norm] for one in case.deviations(at)),
    }


def _duties(case: Case[Any], at: str) -> list[list[str | None]]:
    found = ([one.name, one.bearer, one.counterpart, one.state.value] for one in case.duties(parse_time(at)))
    return sorted(found, key=str)


def _verdict(one: Verdict) -> dict[str, Any]:
    norms = [] if one.decision is None else sorted(set(one.decision.norms))
    return {"nr": one.nr, "status": one.status.value, "norms": norms, "follows": one.follows, "lost_by": one.lost_by}


def _findings(found: Iterable[Finding]) -> list[dict[str, Any]]:
    return [
        {
            "norm": one.norm,
            "severity": one.severity.value if one.severity else None,
            "unknown": one.unknown,
            "cure_by": one.cure_by,
            "cure": one.cure,
        }
        for one in found
    ]
