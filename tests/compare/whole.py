"""Every severity that an overlay may change and every value a step up and down, one at a time: ``make compare``.

Each comparison is classified within a minute, each case that it shows is judged anew under both rules, and what no case
shows is listed. The exit code is 1 where one takes longer, or a case doesn't show what is said of it.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.errors import RulesError
from flerpart_flow.engine.journal.log import read_log
from flerpart_flow.engine.review.review import review
from flerpart_flow.engine.rules.norms import Severity
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.proof.compare import ActChange, Compared, OwedChange, compare_rules, log_of
from flerpart_flow.routines.flerpartsmote import FLERPARTSMOTE
from flerpart_flow.routines.ung_intro import UNG_INTRO

LONGEST = 60.0


def overlays(routine: Routine[Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every such change that the rules allow, with what it is called."""
    rules = routine.rules()
    wanted: list[tuple[str, Mapping[str, Any]]] = []
    for norm in rules.norms.values():
        if not norm.fixed and norm.same_as is None:
            others = (one for one in Severity if one is not norm.severity or norm.severity_for)
            wanted += [(f"{norm.id} {one}", {"norm": {norm.id: {"severity": one.value}}}) for one in others]
    for name, spec in rules.specs.items():
        values: tuple[Any, ...] = spec.choices or (not spec.value,)
        if type(spec.value) is int:
            values = (spec.value - 1, spec.value + 1)
        wanted += [(f"{name} {one}", {"parameter": {name: one}}) for one in values if one != spec.value]
    for title, overlay in wanted:
        try:
            routine.rules(overlay=overlay)
        except RulesError:
            continue  # over a ceiling, a role or out of bounds: no overlay may
        yield title, overlay


def shows(change: ActChange | OwedChange, compared: Compared) -> bool:
    """Whether the log of a case comes out as is said, judged as ``check`` and ``status`` do."""
    written = tuple(line.encode() for line in log_of(change))
    routines = {compared.routine.name: compared.routine}
    a, b = (review(read_log(written, routines, rules.laid_over or None)) for rules in (compared.a, compared.b))
    if isinstance(change, OwedChange):
        duties = [sorted(map(str, case.duties(change.at))) for case in (a.case, b.case)]
        proposed = [set(case.deviations(change.at)) for case in (a.case, b.case)]
        return duties[0] != duties[1] or proposed[0] != proposed[1]
    last = a.verdicts[-1], b.verdicts[-1]
    refused = change.tried.a.allowed is not last[0].refused and change.tried.b.allowed is not last[1].refused
    found = [[(one.norm, one.severity) for one in verdict.decision.findings] for verdict in last if verdict.decision]
    return refused and (change.tried.how.leads or found[0] != found[1] or change.turn.value == "otherwise")


def compared_each(routine: Routine[Any], only: str) -> Iterator[tuple[str, Compared, float]]:
    """Each comparison, and how long it took."""
    rules: Rules = routine.rules()
    for title, overlay in overlays(routine):
        if only in title:
            began = time.monotonic()
            yield title, compare_rules(routine, rules, routine.rules(overlay=overlay)), time.monotonic() - began


def main() -> int:
    """Compare all, and tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="only changes with this in their name, such as FM-PLAN")
    parser.add_argument("--routine", default="")
    asked = parser.parse_args()
    wrong, states, longest, quiet = list[str](), Counter[str](), 0.0, list[str]()
    for routine in (FLERPARTSMOTE, UNG_INTRO):
        if asked.routine not in ("", routine.name):
            continue
        for title, compared, took in compared_each(routine, asked.only):
            told = [(name, one.state) for part in _parts(compared) for name, one in part if one.state != "same"]
            states.update(state for _, state in told)
            longest = max(longest, took)
            quiet += [f"{routine.name} {title}: {name}" for name, state in told if state == "unexplored"]
            faults = [one for one in compared.changes if not shows(one, compared)]
            wrong += [f"{routine.name} {title}: {getattr(one, 'event', None) or one}" for one in faults]
            wrong += [f"{routine.name} {title}: {took:.0f} s"] if took > LONGEST else []
            said = ", ".join(f"{name} {state}" for name, state in told) or "the same, proved"
            print(f"{routine.name} {title} ({took:.1f} s, {len(compared.changes)} cases): {said}", flush=True)
    print(f"\n{dict(states)}; the longest took {longest:.1f} s")
    print("\n".join(["Unexplored:", *quiet]))
    print("\n".join(["Wrong:", *(wrong or ["nothing"])]))
    return bool(wrong)


def _parts(compared: Compared) -> tuple[Any, ...]:
    return compared.events.items(), compared.duties.items(), compared.deviations.items()


if __name__ == "__main__":
    sys.exit(main())
