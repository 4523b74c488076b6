"""The rows of a case that the routine refuses as they read now, and where on its way they stand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import attrs

from flerpart_flow.diagrams.model import Line, Row, Tone
from flerpart_flow.diagrams.views.request import Request
from flerpart_flow.diagrams.wording import capital
from flerpart_flow.engine.journal.log import Log
from flerpart_flow.engine.judging.case import Case
from flerpart_flow.engine.record.limits import Limits
from flerpart_flow.engine.review.review import review


@attrs.frozen
class Refused:
    """A row that is refused: its number and event, and after how many steps of the way it stands.

    ``lost_by`` is the row that took its ground, ``follows`` the refused one that it only follows from, ``norms`` those
    that say no; the last two aren't told to one party.
    """

    nr: int
    event: str
    steps: int
    lost_by: int | None = None
    follows: int | None = None
    norms: tuple[str, ...] = ()


def refused_in(case: Case, at: datetime, *, reasons: bool = True) -> tuple[Refused, ...]:
    """What had occurred by a moment and is refused, in the order in which it happened; ``reasons`` tells why, too."""
    refused = frozenset(case.course.refused)
    if not refused:
        return ()
    verdicts = {one.nr: one for one in review(_log_of(case)).verdicts}
    found, steps = [], 0
    for placed in case.replayed():
        if placed.line.occurred_at > at:
            continue
        steps += placed.before.phase != placed.after.phase
        if placed.nr in refused:
            verdict = verdicts[placed.nr]
            one = Refused(placed.nr, placed.line.name, steps, verdict.lost_by)
            if reasons and verdict.lost_by is None:
                follows = None if verdict.own else verdict.follows
                one = attrs.evolve(one, follows=follows, norms=tuple(dict.fromkeys(each.norm for each in verdict.own)))
            found.append(one)
    return tuple(found)


def _log_of(case: Case) -> Log:
    """The log that a case was read from, under the rules that it started under. It has been judged once already, so
    nothing of it is beyond a limit.
    """
    eras, count = case.course.eras, len(case.lines)
    rules, judged = (eras[0].rules, eras[0].judged) if eras else (case.rules, True)
    limits = Limits(lines=count, corrections=count, judged_again=count * count)
    return Log(case.header, case.routine, rules, tuple(case.lines), limits, case.registry, installed=judged)


def warnings(request: Request, refused: Sequence[Refused]) -> tuple[Line, ...]:
    """Lines below the title: which rows are refused, and which have lost their ground, by number."""
    wording = request.wording
    found = []
    for key, those in (
        ("case.nekade", sorted(one.nr for one in refused if one.lost_by is None)),
        ("case.forlorade", sorted(one.nr for one in refused if one.lost_by is not None)),
    ):
        if those:
            numbers = wording.said.join(map(str, those))
            found.append(Line(f"! {wording.word(key, nr=numbers)}", Tone.ALERT))
    return tuple(found)


def row_of(request: Request, one: Refused) -> Row:
    """A refused row on the way: its number, what it was, and what became of it."""
    said = request.wording.said
    if one.lost_by is not None:
        told = said.say("cli.check.forlorad", nr=one.lost_by)
    elif one.follows is not None:
        told = request.wording.word("case.nekad_foljer", nr=one.follows)
    else:
        told = capital(said.raw("tillstand.rad.refused"))
        told = f"{told} ({', '.join(one.norms)})" if one.norms else told
    first = Line(f"! {said.say('cli.check.nr', nr=one.nr)}", Tone.ALERT)
    return Row(((first,), (Line(capital(request.wording.act(one.event))), Line(told, Tone.MUTED))), tone=Tone.ALERT)
