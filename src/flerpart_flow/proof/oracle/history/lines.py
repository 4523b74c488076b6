"""A case's lines in the order in which things happened, each as it reads now: what a history is told from.

Which lines were accepted, now or once, and which pauses and endings stay, is the engine's answer. What took away (a
withdrawal, a narrowing) still does where the line was struck or corrected (A9, A51); what the individual said no to
they have said no to, also where the ground of the line is gone (A50, A70).
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from flerpart_flow.engine.eras.eras import era_for
from flerpart_flow.engine.judging.case import Case
from flerpart_flow.engine.record.events import Event
from flerpart_flow.proof.oracle.history.hearing import hear, leaves_out, stays
from flerpart_flow.proof.oracle.history.record import History, word
from flerpart_flow.proof.prove.told import on_the_persons_side

TAKES: Final = ("aterkalla_samtycke", "begransa_samtycke")
OPENS: Final = ("bestam_deltagare", "ge_samtycke", "utoka_samtycke")


def told_of(case: Case, until: datetime | None = None) -> History:
    """What a case's lines have come to, those alone that had happened by a moment if one is given."""
    history, routine, course = History(), case.routine.name, case.course
    refused, held = frozenset(course.refused), dict(course.latched)
    for nr in course.in_order(len(case.lines)):
        line = course.at_its_time(case.lines, nr)
        history.under(era_for(course, case.lines, nr).rules if course.eras else case.rules)
        if until is not None and line.occurred_at > until:
            after = course.corrections.get(nr, line)
            history.since += (after,) if after is not None and nr not in refused else ()
            continue
        if nr not in refused:
            now = course.corrections.get(nr, line)
            if now is not line and line.name in TAKES:
                hear(history, line, routine)
            if now is not None:
                hear(history, in_time(history, case, nr, now), routine)
            elif nr in held and line.name == "ge_samtycke" and _struck_by(case, nr) not in ("individ", line.by):
                leaves_out(history, line)
        if nr in held and not stays(history, held[nr], in_time(history, case, nr, line)) and nr in refused:
            _still_protects(history, line if line.name in TAKES else course.corrections.get(nr, line), routine)
    history.under(case.rules)
    return history


def _struck_by(case: Case, nr: int) -> str:
    """Who struck a line."""
    settled = (case.lines[at - 1] for at in sorted(case.course.settled, reverse=True))
    return next(one.by for one in settled if getattr(one, "ror", None) == nr and getattr(one, "ratt", None) is None)


def _still_protects(history: History, line: Event | None, routine: str) -> None:
    """What a line that was accepted once takes away, though it has lost its ground."""
    if line is None:
        return
    if line.name in TAKES:
        hear(history, line, routine)
    elif line.name == "bestam_deltagare" and word(line, "svar") == "nej":
        to = tuple(one for one in getattr(line, "deltagare", ()) if one != "individ")  # that one opens, and goes (A50)
        hear(history, line.changed(deltagare=to), routine)
    elif line.name == "ge_samtycke":
        leaves_out(history, line)


def in_time(history: History, case: Case, nr: int, line: Event) -> Event:
    """A line that was written down late, without those whom the individual had said no to by then (A72)."""
    if line.name not in OPENS or (line.name == "bestam_deltagare" and word(line, "svar") != "ja"):
        return line
    if not any(one.occurred_at > line.occurred_at for one in case.lines if (one.nr or 0) < nr):
        return line
    before = [one for one in case.lines if one.name == "bestam_deltagare" and (one.nr or 0) < nr]
    field = "deltagare" if line.name == "bestam_deltagare" else "enheter"
    late = {one for one in getattr(line, field) if _refused_since(case, before, one, line.occurred_at)}
    if field == "enheter" and history.told.agreed is not None:
        late -= history.told.agreed.units
    return line.changed(**{field: tuple(one for one in getattr(line, field) if one not in late)}) if late else line


def _refused_since(case: Case, answers: list[Event], actor: str, at: datetime) -> bool:
    """Whether the latest answer on an actor that had been written down by then is a no, given at a moment or later."""
    refused = frozenset(case.course.refused)
    said = [
        (one.occurred_at, word(one, "svar") == "nej")
        for one in answers
        if actor in getattr(one, "deltagare", ())
        and on_the_persons_side(one.by)
        and word(one, "svar") in {"ja", "nej"}
        and one.nr not in refused
    ]
    return bool(said) and max(said)[1] and max(said)[0] >= at
