"""Reading logs from files, everything validated, and playing them to the case after the last line; on one core."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from itertools import islice
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any, Final

from benchmarks import floor, walk
from benchmarks.measure import Ratio, Sizes, compare, peak, seconds
from benchmarks.walk import ROUTINE
from flerpart_flow.engine.journal.log import read_log_file
from flerpart_flow.engine.judging.case import Case

ROUTINES: Final = {ROUTINE.name: ROUTINE}


def play(path: Path) -> Case:
    """The case of a log, read strictly and judged line by line."""
    return read_log_file(path, ROUTINES).case()


def events_per_second(sizes: Sizes) -> dict[str, float]:
    """Typical cases in a file each, and one long case; medians of the rounds."""
    with tempfile.TemporaryDirectory() as name:
        typical = [_written(Path(name) / f"{nr}.jsonl", walk.whole(), nr) for nr in range(sizes.files)]
        long = _written(Path(name) / "long.jsonl", islice(walk.endless(), sizes.long), 0)
        length = len(play(typical[0]).lines)
        rounds = [
            (seconds(lambda: [play(path) for path in typical]), seconds(lambda: play(long)))
            for _ in range(max(1, sizes.rounds // 3))
        ]
    return {
        "typical": sizes.files * length / median(many for many, _ in rounds),
        "one_long_case": sizes.long / median(one for _, one in rounds),
        "events_in_typical": length,
        "events_in_long": sizes.long,
    }


def replay_to_the_floor(sizes: Sizes) -> Ratio:
    """Reading a log and playing it to its case, over the same by hand: strict constructors, and the floor."""
    with tempfile.TemporaryDirectory() as name:
        paths = [_written(Path(name) / f"{nr}.jsonl", walk.whole(), nr) for nr in range(sizes.files // 10 or 1)]
        facts, length = walk.passed()[0].before.facts, len(play(paths[0]).lines)
        assert all(floor.same(floor.play(facts, floor.read(path)), play(path)) for path in paths)

        def lowest() -> None:
            for path in paths:
                floor.play(facts, floor.read(path))

        def ours() -> None:
            for path in paths:
                play(path)

        units = len(paths) * length
        return compare((lowest, units), (ours, units), sizes.rounds)


def _written(path: Path, acts: Any, nr: int) -> Path:
    path.write_text("".join(walk.log_of(walk.events(acts, offset=nr), f"arende-{nr}")), encoding="utf-8")
    return path


def longest_case(sizes: Sizes) -> dict[str, float]:
    """Seconds to read and play one case of 100,000 events, and the most bytes that it took, in a fresh process."""
    with tempfile.TemporaryDirectory() as name:
        path = _written(Path(name) / "longest.jsonl", islice(walk.endless(), sizes.longest), 0)
        found = subprocess.run(
            [sys.executable, "-m", "benchmarks.replay", str(path)],
            cwd=Path(__file__).parent.parent,
            check=True,
            capture_output=True,
        )
    told: dict[str, float] = json.loads(found.stdout)
    return told


def _main(path: Path) -> None:
    before = peak()
    started = process_time()
    case = play(path)
    taken = process_time() - started
    print(json.dumps({"events": len(case.lines), "seconds": round(taken, 3), "peak_bytes": peak() - before}))


if __name__ == "__main__":
    _main(Path(sys.argv[1]))
