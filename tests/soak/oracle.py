"""Both judged, act by act: what the guards say of the walker's acts, and what history says of them (proof/oracle)."""

from __future__ import annotations

import json
import math
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Final

import attrs

from flerpart_flow import ROUTINES
from flerpart_flow.engine.errors import FlowError
from flerpart_flow.engine.journal.log import write_log
from flerpart_flow.engine.judging.case import Case, open_case
from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.proof.oracle import Difference, Oracle
from flerpart_flow.proof.oracle.judging import FORBIDS
from flerpart_flow.proof.prove.world import rules_with
from flerpart_flow.proof.walk import Walker, rows_of
from tests.soak.begun import BEGUN
from tests.soak.shrink import empty, without

ACTS: Final = 1_000_000
"""How many judged acts ``make soak`` takes, of both routines together."""
PART: Final = 25_000
"""So many acts has a walk at most: many short walks come to more than a long one."""
FURTHER: Final = 1_000
"""What lies between the seeds of two walks after each other."""
ENOUGH: Final = 250_000
"""So many acts of a routine have come to every row of its table."""


@attrs.define
class Both:
    """A walk through one routine that both judge; ``found`` keeps the shortest case for each difference.

    ``laid_over``: which overlay the walk begins under; under one, cases may move on to the others, too.
    """

    routine: str
    seed: int
    laid_over: int = 0
    oracle: Oracle = attrs.field(factory=Oracle)
    found: dict[Difference, Case] = attrs.field(factory=dict)
    walker: Walker = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        routine = ROUTINES[self.routine]
        rules = overlaid(self.routine)
        first = rules[self.laid_over % len(rules)]
        others = tuple(one for one in rules if one is not first) if self.laid_over else ()
        self.walker = Walker(routine, self.seed, rules=first, others=others)
        for begun in BEGUN[self.routine]:
            if not self.laid_over:
                self.walker.go_on_from(begun)
            elif (again := _under(begun, first)) is not None:
                self.walker.go_on_from(again)

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


def overlaid(routine: str) -> tuple[Rules, ...]:
    """The rules as they are shipped, and under overlays of what history goes by: norms that only warn, numbers, whose
    approval a plan takes.
    """
    of = ROUTINES[routine]
    several: list[dict[str, Any]] = [{"min_parties": 3}]
    if routine == "flerpartsmote":
        several = [{"min_parties": 3, "approval_rule": "all_parties"}, {"approval_rule": "all_with_measures"}]
    return of.rules(), rules_with(of, light=True), *(of.rules(overlay={"parameter": one}) for one in several)


def _under(case: Case, rules: Rules) -> Case | None:
    """The same lines under other rules, if these allow each of them."""
    run = open_case(case.routine, case.header.case, rules=rules, municipality=case.header.municipality)
    for line in case.lines:
        run, decision = run.record(line.changed(nr=None))
        if not decision.allowed:
            return None
    return run


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


@attrs.frozen
class Part:
    """A walk of its own, with a seed of its own, so that several go on beside each other and each can be run again."""

    routine: str
    seed: int
    acts: int
    found: Path
    laid_over: int = 0

    def walked(self) -> dict[str, Any]:
        """Walk, tell each difference with its shortest log, and the figures."""
        began = time.process_time()
        walk = Both(self.routine, self.seed, self.laid_over)
        walk.run(self.acts)
        reached = walk.walker.coverage.reached
        return {
            "routine": self.routine,
            "seed": self.seed,
            "laid_over": self.laid_over,
            "acts": walk.oracle.judged,
            "differences": [self._kept(number, *one) for number, one in enumerate(walk.found.items())],
            "reached": sorted(f"{event} in {phase}" for event, phase in reached),
            "seconds": round(time.process_time() - began, 1),
        }

    def _kept(self, number: int, difference: Difference, case: Case) -> dict[str, Any]:
        small = shortest(case, difference, time.monotonic() + 60)
        self.found.mkdir(parents=True, exist_ok=True)
        path = self.found / f"{self.routine}-oracle-{self.seed}-{number}-{difference.event}.jsonl"
        path.write_text("".join(write_log(small)), encoding="utf-8")
        return {**attrs.asdict(difference), "lines": len(small.lines), "log": str(path)}


def parts(seed: int, acts: float, found: Path) -> Iterator[Part]:
    """So many acts in walks of at most ``PART``, each routine the same number; the same however many run at a time."""
    each = math.ceil(acts / len(ROUTINES))
    for number in range(math.ceil(each / PART)):
        for routine in sorted(ROUTINES):
            yield Part(routine, seed + number * FURTHER, min(PART, each - number * PART), found, _overlay(number))


def _overlay(number: int) -> int:
    """Every other walk is under an overlay, one after another."""
    return number // 2 + 1 if number % 2 else 0


def both(seed: int, acts: float, found: Path, jobs: int = 1) -> dict[str, Any]:
    """Walk through both routines until so many acts are judged; tell of each part as it ends. The figures.

    A row that no walk has reached is broken, too, where enough acts were tried.
    """
    told: dict[str, list[dict[str, Any]]] = {routine: [] for routine in sorted(ROUTINES)}
    for one in _walked([*parts(seed, acts, found)], jobs):
        told[one["routine"]].append(one)
        for row in one["differences"]:
            print(json.dumps({"seed": one["seed"], **row}), flush=True)
        reached = len(one["reached"])
        print(json.dumps({**one, "differences": len(one["differences"]), "reached": reached}), flush=True)
    figures: dict[str, Any] = {"inputs": 0, "broken": 0}
    for routine, several in told.items():
        whole = together(routine, several)
        print(json.dumps(whole, ensure_ascii=False), flush=True)
        figures["inputs"] += whole["acts"]
        figures["broken"] += whole["differences"] + (len(whole["missing"]) if whole["acts"] >= ENOUGH else 0)
    return figures


def _walked(several: list[Part], jobs: int) -> Iterator[dict[str, Any]]:
    if jobs == 1:
        yield from map(Part.walked, several)
        return
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        yield from pool.map(Part.walked, several)


def together(routine: str, several: list[dict[str, Any]]) -> dict[str, Any]:
    """What the walks through a routine come to: acts judged, differences, and the rows of the table reached.

    ``judged_rows`` are those of events that history has a say on; of the others it only takes in what they do.
    """
    rows = {f"{event} in {phase}": event for event, phase in rows_of(ROUTINES[routine])}
    reached = {row for one in several for row in one["reached"]}
    acts, seconds = sum(one["acts"] for one in several), sum(one["seconds"] for one in several)
    return {
        "oracle": routine,
        "acts": acts,
        "differences": sum(len(one["differences"]) for one in several),
        "rows": len(rows),
        "rows_reached": len(reached & set(rows)),
        "missing": sorted(set(rows) - reached),
        "judged_rows": sum(event in FORBIDS[routine] for event in rows.values()),
        "acts_a_second_and_core": round(acts / seconds) if seconds else None,
    }
