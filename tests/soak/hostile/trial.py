"""Hostile inputs: each drawn by the seed and its number, tried, counted by the answer it got, and kept if it breaks."""

from __future__ import annotations

import math
import random
import time
import traceback
from collections import Counter
from pathlib import Path
from typing import Any, Final, Protocol

import attrs

Given = list[bytes]
"""One input in parts, such as the lines of a log; fewer parts are an input, too."""

SLOWEST: Final = 5.0
"""Seconds of work that no answer may take: every log that is drawn is small, and is read within limits.

Only the soak asks for it: no test fails by the clock."""
SHRUNK_IN: Final = 20.0


class Broken(Exception):
    """A promise that an answer doesn't keep."""


class Attack(Protocol):
    """One kind of hostile input."""

    def draw(self, chance: random.Random) -> Given:
        """An input."""

    def judge(self, given: Given) -> str:
        """Try an input: which kind of answer it got. Raises Broken, or whatever the library raised."""

    def written(self, given: Given) -> bytes:
        """An input as somebody may look at it."""


@attrs.frozen
class Breach:
    """What was broken, by which input, and how often."""

    what: str
    number: int
    given: Given


@attrs.define
class Trials:
    """Inputs of one kind, one after another."""

    name: str
    seed: int
    attack: Attack
    answers: Counter[str] = attrs.field(factory=Counter)
    times: Counter[str] = attrs.field(factory=Counter)
    broken: dict[str, Breach] = attrs.field(factory=dict)
    slowest: float = 0.0
    longest: float = math.inf

    def run(self, *, seconds: float = math.inf, inputs: float = math.inf, first: int = 0) -> None:
        """Try inputs until the time is over, or so many have been tried."""
        until, number = time.monotonic() + seconds, first
        while number - first < inputs and time.monotonic() < until:
            given = self.attack.draw(random.Random(f"{self.name} {self.seed} {number}"))
            began = time.process_time()
            what = self.breach_of(given)
            taken = time.process_time() - began
            self.slowest = max(self.slowest, taken)
            if what is None and taken > self.longest:
                what = "an answer takes longer than any may"
            if what is not None:
                self.times[what] += 1
                self.broken.setdefault(what, Breach(what, number, given))
            number += 1

    def breach_of(self, given: Given) -> str | None:
        """What an input breaks."""
        try:
            self.answers[self.attack.judge(given)] += 1
        except Broken as broken:
            return str(broken)
        except Exception as error:  # whatever is raised is what is looked for
            return f"raises {type(error).__name__} {_place(error)}"
        return None

    def told(self, found: Path) -> list[dict[str, Any]]:
        """Each breach with what is needed to repeat it; its input, as small as it gets, is written to a file."""
        rows = []
        for breach in self.broken.values():
            small = self._shortest(breach)
            found.mkdir(parents=True, exist_ok=True)
            path = found / f"{self.name}-{self.seed}-{breach.number}"
            path.write_bytes(self.attack.written(small))
            again = f"python -m tests.soak.run --only {self.name} --seed {self.seed} --first {breach.number} --inputs 1"
            row = {"broken": breach.what, "times": self.times[breach.what], "again": again}
            rows.append({**row, "parts": len(small), "input": str(path)})
        return rows

    def _shortest(self, breach: Breach) -> Given:
        """The input without the parts that the breach doesn't need."""
        kept, at, until = breach.given, 0, time.monotonic() + SHRUNK_IN
        twin = attrs.evolve(self, answers=Counter())
        while at < len(kept) and time.monotonic() < until:
            fewer = kept[:at] + kept[at + 1 :]
            if twin.breach_of(fewer) == breach.what:
                kept = fewer
            else:
                at += 1
        return kept

    def figures(self, seconds: float) -> dict[str, Any]:
        """What the trials have come to."""
        inputs = self.answers.total() + self.times.total()
        said = {"attack": self.name, "seed": self.seed, "inputs": inputs, "answers": dict(sorted(self.answers.items()))}
        return {**said, "broken": len(self.broken), "slowest": round(self.slowest, 2), "seconds": round(seconds, 1)}


def _place(error: BaseException) -> str:
    """Where an error was raised: the last place in the library, or else the last of all."""
    places = traceback.extract_tb(error.__traceback__)
    of_ours = [one for one in places if "flerpart_flow" in Path(one.filename).parts]
    last = (of_ours or places)[-1]
    return f"in {Path(last.filename).name} line {last.lineno}"
