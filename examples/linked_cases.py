"""A case of Ung Intro and the flerpartsmöte that it starts: open the one from the other, and ask what is due.

    python examples/linked_cases.py [LOG ...]

Without logs the bundled pair is used. Nothing but the reference goes from one case to the other: what the routines ask
of consent, each asks anew.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from flerpart_flow import Case, load, texts_for
from flerpart_flow.across.handover import HANDOVERS, HandoverError, check_links, consent_anew, hand_overs, opened_by

HERE = Path(__file__).parent
PAIR = (HERE / "logs" / "ui_lankat_ratt.jsonl", HERE / "logs" / "fm_lankat_ratt.jsonl")
CIRCLE = tuple(sorted((HERE / "damaged" / "links").glob("cirkel_*.jsonl")))
STOCKHOLM = ZoneInfo("Europe/Stockholm")
MOMENTS = tuple(datetime(2026, month, day, 12, tzinfo=STOCKHOLM) for month, day in ((2, 20), (4, 15), (5, 1)))


def open_from(case: Case) -> None:
    """Open the case that each event of a case hands over to, and tell what consent it takes."""
    for nr in range(1, len(case.lines) + 1):
        try:
            opened = opened_by(case, nr)
        except HandoverError:
            continue  # most events hand nothing over
        print(f"Händelse {nr} öppnar {opened.header.case} i rutinen {opened.header.routine},")
        print(f"  med en länk till {', '.join(opened.header.linked)} och utan samtycke. Inhämta det på nytt:")
        row = next(row for row in HANDOVERS if row.target == opened.header.routine)
        for norm, says in consent_anew(row, opened.rules):
            print(f"  {norm}: {says}")


def tell_due(cases: Sequence[Case], at: datetime) -> None:
    """What is to be recorded in one case because of another, at a moment."""
    print(f"\nDen {at:%Y-%m-%d}:")
    for one in hand_overs(cases, at):
        if not one.due:
            print(f"  {one.source.header.case} → {one.target.header.case}: ingenting återstår att registrera.")
        for due in one.due:
            said = texts_for(one.source.rules)
            content = " ".join(f"{field}={value}" for field, value in due.content)
            when = "nu" if due.ready else "när det finns något att registrera"
            print(f"  i {due.case}, {when}: {due.event} {content} ({', '.join(due.norms)})")
            if due.possible.holders:
                print(f"    av {said.join([said.name(unit) for unit in due.possible.holders], 'eller')}")


def tell_links(cases: Sequence[Case]) -> None:
    """What is wrong with the links, or worth knowing."""
    for finding in check_links(cases):
        print(f"  {'FEL' if finding.fault else 'Upplysning'}: {finding.text()}")


def main(paths: Sequence[Path] = PAIR) -> None:
    """Tell of the cases in these logs, and then of a circle."""
    cases = [load(path).case() for path in paths]
    for case in cases:
        open_from(case)
    for moment in MOMENTS:
        tell_due(cases, moment)
    print("\nLänkarna:")
    tell_links(cases)
    print("\nOch tre loggar där något är fel:")
    tell_links([load(path).case() for path in CIRCLE])


if __name__ == "__main__":
    main(tuple(map(Path, sys.argv[1:])) or PAIR)
