"""Check a folder of logs: what breaks the routine, and which logs are damaged.

    python examples/check_a_folder.py [FOLDER ...]

A damaged log says nothing of the routine: it is named, and the rest is judged. Exit code 0: all follow the routine;
1: something breaks it; 4: a log is damaged, or was written under rules that aren't installed.
"""

from __future__ import annotations

import sys
from pathlib import Path

from flerpart_flow import JournalError, Review, RulesNotInstalled, load, reason, review

HERE = Path(__file__).parent
FOLDERS = (HERE / "logs", HERE / "damaged")


def tell(path: Path, judgement: Review) -> None:
    """The faults. What merely follows from a fault is counted, so that one fault doesn't look like twenty."""
    print(f"{path.name}: {len(judgement.faults)} fel mot rutinen (av {len(judgement.verdicts)} händelser)")
    for fault in judgement.faults:
        print(f"  händelse {fault.nr}, {fault.event.name}:")
        for finding in fault.own:
            why = reason(finding, judgement.case.rules)
            print(f"    {why.norm}: {why.says}")
        later = [one.nr for one in judgement.refused if one.follows == fault.nr and not one.own]
        if later:
            print(f"    (därav följer också: {', '.join(map(str, later))})")


def check(path: Path) -> int:
    """Judge one log and tell what is wrong with it; its part of the exit code."""
    try:
        log = load(path)
        judgement = review(log)
    except (JournalError, RulesNotInstalled) as error:
        print(f"{path.name}: går inte att läsa. {error}")
        return 4
    if log.rules_assumed:
        print(f"{path.name}: anger inga regler, bedömd efter {log.rules.version}")
    if judgement.follows_the_routine:
        return 0
    tell(path, judgement)
    return 1


def main(folders: tuple[Path, ...] = FOLDERS) -> int:
    """Judge every log in the folders; the exit code."""
    paths = sorted(path for folder in folders for path in folder.glob("*.jsonl"))
    codes = [check(path) for path in paths]
    print(f"\n{codes.count(0)} av {len(codes)} loggar följer rutinen,", end=" ")
    print(f"{codes.count(1)} bryter mot den, {codes.count(4)} går inte att läsa.")
    return max(codes, default=0)


if __name__ == "__main__":
    sys.exit(main(tuple(map(Path, sys.argv[1:])) or FOLDERS))
