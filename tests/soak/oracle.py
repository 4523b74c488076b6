"""Both judged, act by act: what the guards say of the walker's acts, and what history says of them (proof/oracle)."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import attrs

from flerpart_flow import ROUTINES
from flerpart_flow.engine.errors import FlowError
from flerpart_flow.engine.journal.log import write_log
from flerpart_flow.engine.judging.case import Case
from flerpart_flow.engine.record.events import Event
from flerpart_flow.proof.oracle import Difference, Oracle
from flerpart_flow.proof.walk import Walker
from tests.soak.shrink import empty, without
from tests.soak.walks import BEGUN

ACTS: Final = 1_000_000
"""How many judged acts ``make soak`` takes, of both routines together."""


@attrs.define
class Both:
    """A walk through one routine that both judge; ``found`` keeps the shortest case for each difference."""

    routine: str
    seed: int
    oracle: Oracle = attrs.field(factory=Oracle)
    found: dict[Difference, Case] = attrs.field(factory=dict)
    walker: Walker = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self.walker = Walker(ROUTINES[self.routine], self.seed)
        for begun in BEGUN[self.routine]:
            self.walker.go_on_from(begun)

    def run(self, acts: float, seconds: float = float("inf")) -> None:
        """Walk until so many acts are judged, or the time is over."""
        until = time.monotonic() + seconds
        for act in self.walker.acts():
            if act.decision is not None:
                difference = self.oracle.judge(act.before, act.decision)
                self.oracle.go_on(act.before, act.after)
                if difference is not None:
                    self._keep(difference, act.before, act.decision.event)
            if self.oracle.judged >= acts or time.monotonic() > until:
                return

    def _keep(self, difference: Difference, before: Case, event: Event) -> None:
        known = self.found.get(difference)
        if known is None or len(before.lines) + 1 < len(known.lines):
            self.found[difference] = before.record(event)[0]


def judged(case: Case) -> Iterator[Difference | None]:
    """Each line of a log, as it is written down, judged by both."""
    oracle, run = Oracle(), empty(case)
    for line in case.lines:
        before = run
        run, decision = run.record(line)
        yield oracle.judge(before, decision)
        oracle.go_on(before, run)


def shortest(case: Case, difference: Difference, until: float) -> Case:
    """The case without the lines that the last one's difference doesn't need."""
    kept, best, size = list(case.lines), case, max(1, len(case.lines) // 2)
    while size and time.monotonic() < until:
        at, dropped = len(kept) - 1 - size, False
        while at >= 0 and time.monotonic() < until:
            fewer = _played(case, without(kept, set(range(at, at + size))))
            if fewer is not None and [*judged(fewer)][-1] == difference:
                kept, best, dropped = list(fewer.lines), fewer, True
            at -= size
        size = size if dropped and size == 1 else size // 2
    return best


def _played(case: Case, lines: list[Event]) -> Case | None:
    run = empty(case)
    try:
        for line in lines:
            run, _ = run.record(line)
    except FlowError:
        return None
    return run


def both(seed: int, acts: float, found: Path) -> dict[str, Any]:
    """Walk through both routines; tell each difference once, with its shortest log. The figures."""
    figures: dict[str, Any] = {"inputs": 0, "broken": 0}
    for routine in sorted(ROUTINES):
        walked = Both(routine, seed)
        walked.run(acts / len(ROUTINES))
        figures["inputs"] += walked.oracle.judged
        figures["broken"] += len(walked.found)
        for number, (difference, case) in enumerate(walked.found.items()):
            small = shortest(case, difference, time.monotonic() + 60)
            found.mkdir(parents=True, exist_ok=True)
            path = found / f"{routine}-oracle-{difference.event}-{number}.jsonl"
            path.write_text("".join(write_log(small)), encoding="utf-8")
            print(json.dumps({**attrs.asdict(difference), "lines": len(small.lines), "log": str(path)}), flush=True)
    return figures
