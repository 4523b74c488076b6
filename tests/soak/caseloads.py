"""Every small caseload of a small routine, and the whole report on each: what is hidden can't be told from any of it.

A case begins in A, may go on to B, and may close from either. It may break a norm in A, owe a duty in B, be late with
it, and be proposed as a deviation for that. So the tables say the same things in different words, as those of a real
routine do: whoever is late stands in B or closed from there, and whoever went on is no longer in A.

    python -m tests.soak.caseloads [--most 10]
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import attrs

from flerpart_flow.across.report.figures.figures import figured
from flerpart_flow.across.report.reading.definition import Definition, definition
from flerpart_flow.across.report.reading.tally import Gathered, Tally
from flerpart_flow.across.report.reading.trace import Trace
from tests import toy

LEAST: Final = 3
AT: Final = toy.at(60)
WENT: Final = ("A", "B")
PARTY: Final = "nord"


def _case(
    phase: str = "A",
    *,
    days: int | None = None,
    out: str | None = None,
    late: bool = False,
    proposed: bool = False,
    broken: bool = False,
    way: str = "a",
) -> Trace:
    left = None if out is None else phase
    return Trace(
        routine="toy",
        version="1",
        way_in=(way, PARTY),
        phase="X" if out else phase,
        way_out=None if out is None else (out, ""),
        left=left,
        days={} if days is None else {WENT: days},
        whole=None if out is None else 9,
        late=frozenset({"plikt"} if late else ()),
        reported=frozenset(),
        proposed=frozenset({("slag", PARTY)} if proposed else ()),
        broken=frozenset({"T-1"} if broken else ()),
        warned=frozenset(),
    )


KINDS: Final[Mapping[str, Trace]] = {
    "waits in A": _case(),
    "broke a norm in A": _case(broken=True),
    "went on in one day": _case("B", days=1),
    "went on in five days": _case("B", days=5),
    "is late in B": _case("B", days=1, late=True),
    "is late and proposed": _case("B", days=1, late=True, proposed=True),
    "closed from A": _case("A", out="x"),
    "closed from A with a broken norm": _case("A", out="x", broken=True),
    "closed from B": _case("B", days=1, out="x"),
}
"""What a case can be."""

Loads = tuple[int, ...]
"""How many cases there are of each kind, in their order."""

GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    "stand in A": ("waits in A", "broke a norm in A"),
    "stand in B": ("went on in one day", "went on in five days", "is late in B", "is late and proposed"),
    "are closed": ("closed from A", "closed from A with a broken norm", "closed from B"),
    "never left A": ("waits in A", "broke a norm in A", "closed from A", "closed from A with a broken norm"),
    "went on": (
        "went on in one day",
        "went on in five days",
        "is late in B",
        "is late and proposed",
        "closed from B",
    ),
    "closed from A": ("closed from A", "closed from A with a broken norm"),
    "closed from B": ("closed from B",),
    "are late": ("is late in B", "is late and proposed"),
    "stand in B and are not late": ("went on in one day", "went on in five days"),
    "are proposed": ("is late and proposed",),
    "broke a norm": ("broke a norm in A", "closed from A with a broken norm"),
    "stand in A and broke no norm": ("waits in A",),
}
"""Groups of cases that somebody may ask for, by the kinds that are in them."""


def divided(total: int, among: int) -> Iterator[Loads]:
    """Every way to divide a number of cases."""
    if among == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in divided(total - first, among - 1):
            yield (first, *rest)


@attrs.frozen
class Reporter:
    """Makes reports on caseloads."""

    of: Definition
    kinds: Sequence[Trace]

    @classmethod
    def on(cls, kinds: Sequence[Trace]) -> Reporter:
        made = definition(toy.TOY, toy.TOY.rules())
        two = (("A",), ("B",))  # with more phases, more could be hidden in the rest
        return cls(attrs.evolve(made, parties=(PARTY, "syd"), phases=two, ways_out={("x", ""): two}), kinds)

    def report(self, loads: Loads) -> Mapping[str, Any]:
        """The whole report on the cases of one routine, as JSON has it."""
        tally = Tally()
        for kind, cases in zip(self.kinds, loads, strict=True):
            for _ in range(cases):
                tally.add(kind)
        gathered = Gathered(tallies=defaultdict(Tally, {"toy": tally}))
        data: Mapping[str, Any] = figured(gathered, {"toy": self.of}, AT, LEAST).to_data()["routines"][0]
        return data


@attrs.frozen
class Leak:
    """A group that is too small to be shown, and has one size in all caseloads that give a report."""

    group: str
    size: int
    report: str


def leaks(names: Sequence[str], totals: Sequence[int]) -> tuple[list[Leak], int]:
    """What the whole reports tell of small groups, over every caseload of these kinds of cases, and how many there are.

    A group of none is told where nothing else is hidden beside it: where all cases of a table are in the parts that it
    shows, or all cases of a part have what is counted.
    """
    reporter = Reporter.on([KINDS[name] for name in names])
    found: list[Leak] = []
    count = 0
    for total in totals:
        behind: dict[str, list[Loads]] = defaultdict(list)
        for loads in divided(total, len(names)):
            behind[json.dumps(reporter.report(loads))].append(loads)
            count += 1
        for report, alike in behind.items():
            for group, kinds in GROUPS.items():
                at = [nr for nr, name in enumerate(names) if name in kinds]
                sizes = Counter(sum(loads[nr] for nr in at) for loads in alike)
                if at and len(sizes) == 1 and 0 < min(sizes) < LEAST:
                    found.append(Leak(group, min(sizes), report))
    return found, count


def every_caseload(most: int) -> dict[str, Any]:
    """Try every caseload up to a size, and print what is told that may not be."""
    began = time.monotonic()
    found, count = leaks(tuple(KINDS), range(LEAST, most + 1))
    for leak in found[:20]:
        print(json.dumps(attrs.asdict(leak)), flush=True)
    figures = {"report": "every caseload", "most": most, "caseloads": count, "broken": len(found)}
    figures["seconds"] = round(time.monotonic() - began, 1)
    print(json.dumps(figures), flush=True)
    return figures


def main(arguments: list[str] | None = None) -> int:
    """Try every caseload up to a size; 1 if any tells a small group."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak.caseloads")
    parser.add_argument("--most", type=int, default=9)
    return 1 if every_caseload(parser.parse_args(arguments).most)["broken"] else 0


if __name__ == "__main__":
    sys.exit(main())
