"""A folder of logs as a county might have after some years: the bundled stories, at other times and with other chairs.

``python -m benchmarks.caseload FOLDER COUNT`` writes one. The same count gives the same logs. A story is moved to
another week and takes longer before the summons; four in ten are still going on, a quarter begin at another party, and
two in a thousand are damaged. What the stories break, the logs break.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Final

from benchmarks import walk

LOGS: Final = Path(__file__).parent.parent / "examples" / "logs"
PER_FOLDER: Final = 1_000

_DAY = re.compile(r'"(\d{4}-\d\d-\d\d)(?=[T"])')
_SWAPPED: Final = ('"kommun:arbetsmarknad"', '"arbetsformedlingen"')
_CALLS: Final = ('"event":"kalla"', '"event":"kontakta_region"')
_WEEKS: Final = 150
_LATE_SHARE: Final = 0.4
_OTHER_PARTY_SHARE: Final = 0.25
_DAMAGED_SHARE: Final = 0.002

Story = tuple[str, ...]


def stories() -> tuple[Story, ...]:
    """The lines of the bundled logs, and of the walk that all else is measured on."""
    found = [tuple(path.read_text(encoding="utf-8").splitlines()) for path in sorted(LOGS.glob("*.jsonl"))]
    whole = tuple(line.rstrip("\n") for line in walk.log_of(walk.events(walk.whole())))
    return (*found, *(whole,) * 4)


@lru_cache(maxsize=10_000)
def _moved(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def _shifted(line: str, days: int) -> str:
    return _DAY.sub(lambda found: f'"{_moved(found[1], days)}', line)


def log(nr: int, told: tuple[Story, ...], seed: int = 0) -> str:
    """One log; ``nr`` decides everything in it."""
    chance = Random(seed * 1_000_003 + nr)
    header, *lines = chance.choice(told)
    if chance.random() < _LATE_SHARE:
        lines = lines[: chance.randint(1, len(lines))]
    shift, gap, waits = -7 * chance.randrange(_WEEKS), chance.randint(0, 6), True
    moved = []
    for line in lines:
        waits = waits and not any(call in line for call in _CALLS)
        shift += chance.randint(0, gap) if waits else 0
        moved.append(_shifted(line, shift))
    text = "\n".join([_named(header, nr), *moved, ""])
    if chance.random() < _OTHER_PARTY_SHARE and '"PR-' not in text:
        one, other = _SWAPPED
        text = text.replace(one, "\0").replace(other, one).replace("\0", other)
    return text[: -chance.randint(5, 50)] if chance.random() < _DAMAGED_SHARE else text


def _named(header: str, nr: int) -> str:
    return json.dumps({**json.loads(header), "case": f"arende-{nr}", "previous": f"tidigare-{nr}"}, ensure_ascii=False)


def write(folder: Path, count: int, seed: int = 0, first: int = 0) -> None:
    """Write the logs from a number on up to another, at most a thousand in a folder."""
    told = stories()
    for nr in range(first, count):
        home = folder / f"{nr // PER_FOLDER:03}"
        if nr % PER_FOLDER == 0:
            home.mkdir(parents=True, exist_ok=True)
        (home / f"{nr:06}.jsonl").write_text(log(nr, told, seed), encoding="utf-8")


def main(arguments: Sequence[str]) -> int:
    """Write a folder."""
    if len(arguments) != 2 or not arguments[1].isdigit():
        print("usage: python -m benchmarks.caseload FOLDER COUNT", file=sys.stderr)
        return 2
    write(Path(arguments[0]), int(arguments[1]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
