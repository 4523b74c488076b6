"""Guided walks through both routines, every accepted act held against what was said and agreed."""

from __future__ import annotations

import json
import re
import time
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any, Final

import attrs

from flerpart_flow import ROUTINES
from flerpart_flow.engine.errors import EventError
from flerpart_flow.engine.journal.log import read_log, write_log
from flerpart_flow.engine.judging.case import Case
from flerpart_flow.engine.record.events import Event
from flerpart_flow.proof.walk import Act, Walker
from tests.soak.begun import BEGUN
from tests.soak.promises import Breach
from tests.soak.questions import answered_as_done, answered_truly
from tests.soak.rights import chair_stuck, dead_ends
from tests.soak.shrink import breaches_of, empty, shortest
from tests.soak.watch import Watch

ASKED_EVERY: Final = 20
"""How many accepted acts there are between two questions to the case as a whole; every fifth looks for contents."""


@attrs.define
class Soak:
    """A walk through one routine that is watched; ``broken`` keeps the first case for each promise that was broken."""

    walker: Walker
    accepted: int = 0
    refused: int = 0
    malformed: int = 0
    kept: list[tuple[Case, Watch]] = attrs.field(factory=list)
    broken: dict[Breach, Case] = attrs.field(factory=dict)
    times: Counter[Breach] = attrs.field(factory=Counter)

    @classmethod
    def of(cls, routine: str, seed: int) -> Soak:
        """From nothing, and from a story in each phase: what comes late in a case is walked to as often."""
        walker = Walker(ROUTINES[routine], seed)
        for begun in BEGUN[routine]:
            walker.go_on_from(begun)
        return cls(walker)

    def run(self, *, seconds: float = float("inf"), acts: float = float("inf")) -> None:
        """Walk until the time is over or so many acts have been accepted."""
        until = time.monotonic() + seconds
        for case in self.walker.cases():
            self.watch(case)
            if time.monotonic() > until or self.accepted >= acts:
                return

    def watch(self, acts: Any) -> None:
        """One case from its beginning, or from where another stood, to its end."""
        watch, last = None, None
        try:
            for act in acts:
                if watch is None:
                    watch = self.from_where_it_stood(act.before)
                last = act.after
                self.judge(watch, act)
        except Exception as error:  # whatever is raised is what the soak looks for
            if last is None:
                raise
            self.found(("nothing raises but documented errors", type(error).__name__, str(error)[:80]), last)
        if last is not None and last.lines:
            for breach in read_back(last):
                self.found(breach, last)

    def from_where_it_stood(self, case: Case) -> Watch:
        """What is known of a case that a walk goes on from."""
        for kept, watch in self.kept:
            if kept is case:
                return deepcopy(watch)
        watch = Watch(self.walker.routine.name)
        for begun in prefixes(case):
            watch.see(*begun)
        return watch

    def judge(self, watch: Watch, act: Act) -> None:
        """Count an act, and hold it against everything that is promised."""
        if act.decision is None:
            self.malformed += 1
            return
        if not act.accepted:
            self.refused += 1
            return
        self.accepted += 1
        seen = watch.see(act.before, act.after.lines[-1], act.after)
        if self.walker.is_kept(act.after):
            self.kept = [one for one in self.kept if self.walker.is_kept(one[0])]
            self.kept.append((act.after, deepcopy(watch)))
        for breach in seen:
            self.found(breach, act.after)
        if self.accepted % ASKED_EVERY == 0:
            self.ask(watch, act)

    def ask(self, watch: Watch, act: Act) -> None:
        """Questions to the case as it stands after an act, and to the one before it."""
        at = max(act.after.latest or act.event.occurred_at, act.event.recorded_at)
        asked = (*dead_ends(act.after, at), *chair_stuck(act.after, watch.history, at), *answered_as_done(act))
        turn = self.accepted // ASKED_EVERY
        truly = answered_truly(act.after, at, turn // 5) if turn % 5 == 0 else ()
        for breach in (*asked, *truly):
            self.found(breach, act.after)

    def found(self, breach: Breach, case: Case) -> None:
        """Keep the shortest case that breaks a promise."""
        self.times[breach] += 1
        if breach not in self.broken or len(case.lines) < len(self.broken[breach].lines):
            self.broken[breach] = case

    def figures(self, seconds: float) -> dict[str, Any]:
        """What the walk has come to."""
        rows = self.walker.coverage.rows
        return {
            "routine": self.walker.routine.name,
            "seed": self.walker.seed,
            "accepted": self.accepted,
            "refused": self.refused,
            "malformed": self.malformed,
            "rows": len(rows) - len(self.walker.coverage.missing()),
            "rows_in_the_table": len(rows),
            "missing": [" in ".join(row) for row in self.walker.coverage.missing()],
            "broken": len(self.broken),
            "seconds": round(seconds, 1),
        }


def prefixes(case: Case) -> Iterator[tuple[Case, Event, Case]]:
    """The accepted lines of a case that goes on, each with the case before and after it."""
    run = empty(case)
    for line in case.lines:
        before = run
        run, decision = run.record(line)
        if decision.allowed:
            yield before, run.lines[-1], run


def read_back(case: Case) -> list[Breach]:
    """The journal gives the same case."""
    written = "".join(write_log(case)).encode()
    try:
        again = read_log(iter(written.splitlines(keepends=True)), {case.routine.name: case.routine}).case()
    except EventError as error:
        return [("reading back gives the same case", type(error).__name__, error.code)]
    if again != case or again.state != case.state or again.course.refused != case.course.refused:
        return [("reading back gives the same case", "another case", "")]
    return []


def name_of(breach: Breach) -> str:
    """A file's name for a broken promise."""
    return re.sub(r"[^a-z0-9]+", "_", " ".join(breach).lower()).strip("_")[:90]


def told(soak: Soak, found: Path, seconds: float) -> int:
    """Print every broken promise with its shortest log, and say how many there are."""
    until = time.monotonic() + seconds
    for breach, case in sorted(soak.broken.items()):
        small = shortest(case, breach, until) if breach in breaches_of(case) else case
        found.mkdir(parents=True, exist_ok=True)
        path = found / f"{soak.walker.routine.name}-{name_of(breach)}.jsonl"
        path.write_text("".join(write_log(small)), encoding="utf-8")
        said = {"seed": soak.walker.seed, "promise": breach[0], "event": breach[1], "how": breach[2]}
        print(
            json.dumps({**said, "times": soak.times[breach], "lines": len(small.lines), "log": str(path)}), flush=True
        )
    return len(soak.broken)


def walked(routine: str, seed: int, seconds: float, found: Path) -> dict[str, Any]:
    """Walk through a routine and tell what was broken; the figures."""
    began = time.monotonic()
    soak = Soak.of(routine, seed)
    soak.run(seconds=seconds)
    figures = soak.figures(time.monotonic() - began)
    print(json.dumps(figures, ensure_ascii=False), flush=True)
    told(soak, found, 60.0)
    return figures
