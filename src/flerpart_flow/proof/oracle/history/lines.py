"""A case's lines in the order in which things happened, each as it reads now: what a history is told from.

Which lines were accepted, now or once, and which pauses and endings stay, is the engine's answer. What took away (a
withdrawal, a narrowing) still does where the line was struck or corrected (A9, A51); what the individual said no to
they have said no to, also where the ground of the line is gone (A50, A70).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from flerpart_flow.engine.eras.eras import era_for
from flerpart_flow.engine.judging.case import Case
from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.values.ternary import Ternary
from flerpart_flow.proof.oracle.history.hearing import hear, leaves_out, stays
from flerpart_flow.proof.oracle.history.record import History, of, word
from flerpart_flow.proof.prove.told import Agreed, is_a_unit, on_the_persons_side

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
        hear(history, line.changed(deltagare=to, lamplig=Ternary.UNKNOWN, behorighet=None), routine)
    elif line.name == "ge_samtycke":
        leaves_out(history, line)


def in_time(history: History, case: Case, nr: int, line: Event) -> Event:
    """A line that was written down late, without those whom the individual had said no to by then (A72).

    One whom the consent covered when it was said loses nothing.
    """
    if line.name not in OPENS or (line.name == "bestam_deltagare" and word(line, "svar") != "ja"):
        return line
    if not any(one.occurred_at > line.occurred_at for one in case.lines if (one.nr or 0) < nr):
        return line
    answers = [*_answers_by(case, nr)]
    if line.name == "bestam_deltagare":
        named = of(line, "deltagare")
        return line.changed(deltagare=tuple(one for one in named if not _refused_since(answers, one, line.occurred_at)))
    named, topics = of(line, "enheter"), of(line, "amnen_for")
    late = {one for one in (*named, *(who for who, _ in topics)) if _refused_since(answers, one, line.occurred_at)}
    agreed = history.told.agreed
    late = {one for one in late if agreed is None or not (one in agreed.units or _by_topic(agreed, one))}
    return line.changed(
        enheter=tuple(one for one in named if one not in late),
        amnen_for={who: codes for who, codes in topics if who not in late},
    )


def _by_topic(agreed: Agreed, actor: str) -> bool:
    return not is_a_unit(actor) and bool(agreed.topics_of(actor))


def _answers_by(case: Case, nr: int) -> Iterator[tuple[str, datetime, bool]]:
    """What the individual's side had answered on whom when a line was written down, as it read then.

    A no that was accepted once is one, also where its ground is gone since (A50).
    """
    refused, held = frozenset(case.course.refused), dict(case.course.latched)
    read: dict[int, Event | None] = {one.nr or 0: one for one in case.lines if one.name == "bestam_deltagare"}
    for correction in sorted(case.course.settled):
        line: Any = case.lines[correction - 1]
        if correction < nr and line.ror in read:
            read[line.ror] = line.corrected()
    for at, one in read.items():
        if at >= nr or one is None or not on_the_persons_side(one.by) or word(one, "svar") not in ("ja", "nej"):
            continue
        no = word(one, "svar") == "nej"
        if at not in refused or (no and at in held):
            yield from ((who, one.occurred_at, no) for who in of(one, "deltagare") if who != "individ")


def _refused_since(answers: list[tuple[str, datetime, bool]], actor: str, at: datetime) -> bool:
    """Whether the latest answer on an actor is a no, given at a moment or later."""
    said = [(when, no) for who, when, no in answers if who == actor]
    return bool(said) and max(said)[1] and max(said)[0] >= at
