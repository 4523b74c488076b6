"""Cases from walks, and the moments at which their answers are held against ``next_change``."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from random import Random

from flerpart_flow import ROUTINES
from flerpart_flow.agenda import next_change
from flerpart_flow.agenda.changes import answers
from flerpart_flow.engine.judging.case import Case
from flerpart_flow.proof.walk import Walker

LONG = timedelta(days=500)


def walked(routine: str, seed: int, walks: int, every: int = 1) -> Iterator[Case]:
    """The case after every so many accepted acts of some walks."""
    for acts in list(zip(range(walks), Walker(ROUTINES[routine], seed, length=60).cases(), strict=False)):
        for number, act in enumerate(acts[1]):
            if act.accepted and number % every == 0:
                yield act.after


def broken(case: Case, random: Random, tries: int = 4) -> str | None:
    """What is wrong with the next change after a moment, None if nothing is."""
    assert case.latest is not None
    after = case.latest + timedelta(minutes=random.choice((0, 0, 7, 1440 * random.randrange(90))))
    change = next_change(case, after)
    before, until = answers(case, after), change or after + LONG
    if change is not None and (change <= after or answers(case, change) == before):
        return f"nothing changes at {change}"
    span = (until - after) / timedelta(microseconds=1)
    moments = [after + timedelta(microseconds=int(span * random.random())) for _ in range(tries)]
    for moment in (*moments, until - timedelta(microseconds=1)):
        if answers(case, moment) != before:
            return f"something changes by {moment}, and the next change is said to come at {change}"
    return None
