"""Pairs of cases that differ only in what somebody may not see, and next changes: both held over long walks."""

from __future__ import annotations

import json
from collections import Counter
from itertools import islice
from random import Random
from typing import Any, Final

from flerpart_flow import ROUTINES
from tests.agenda.times import broken
from tests.seen.pairs import LANGUAGES, made_for, pairs, walked

PAIRS: Final = 10_000
EVERY: Final = 5
"""Of so many accepted acts one gives a case for pairs; of those, so many again one is asked for its next change."""


def seen(seed: int, most: int = PAIRS) -> dict[str, Any]:
    """Try pairs in both routines; what differs for one who may not see it is told as it is found."""
    random, rows, faults, changes = Random(seed), Counter[str](), 0, 0
    for routine in sorted(ROUTINES):
        tried = 0
        for number, case in enumerate(islice(walked(routine, seed), 0, None, EVERY)):
            if number % EVERY == 0:
                changes += 1
                if (fault := broken(case, random)) is not None:
                    faults += 1
                    print(json.dumps({"routine": routine, "phase": case.phase, "next_change": fault}), flush=True)
            for pair in pairs(case, random):
                tried, rows[pair.row] = tried + 1, rows[pair.row] + 1
                lang = (random.choice(LANGUAGES),)
                if made_for(pair.one, pair.who, pair.at, lang) != made_for(pair.other, pair.who, pair.at, lang):
                    faults += 1
                    print(json.dumps({"routine": routine, "row": pair.row, "who": pair.who}), flush=True)
            if tried >= most / len(ROUTINES):
                break
    return {"pairs": rows.total(), "rows": dict(sorted(rows.items())), "changes": changes, "broken": faults}
