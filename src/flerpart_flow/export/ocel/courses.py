"""The course of a case through the phases, and how much of many courses may be shown.

A course is the moves from phase to phase: the event, the party that acted, and the phase that it led to. Nothing else
of a case is kept: no reference, unit, day or text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Final

import attrs

from flerpart_flow.across.report.figures.suppression import parts
from flerpart_flow.engine.definition.moves import START, phases_of
from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.eras.eras import check_judged
from flerpart_flow.engine.journal.log import Log
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.samverkan.actors import INDIVID, is_unit, party_of


@attrs.frozen(order=True)
class Turn:
    """A move: the event, the phase that the case came to, and the party that acted, empty where it isn't told."""

    event: str
    target: str
    party: str = ""

    @property
    def untold(self) -> Turn:
        """The same by nobody in particular."""
        return attrs.evolve(self, party="")


Course = tuple[Turn, ...]
STANDS: Final = Turn("", "")
"""In the place of a next turn: there is none, the case stands where it is."""

Known = Callable[[str], Sequence[Turn]]
"""(phase) → every turn that a case can take from it, whoever acts."""


def course_of(log: Log, at: datetime) -> Course:
    """The course of a case up to a moment, as its lines read now; empty if it wasn't open by then.

    Raises JournalError for a correction with a field that the line it concerns can't have, RulesNotInstalled for a case
    that stands under rules that aren't here.
    """
    found, judged = [], log.judged()
    check_judged(judged.case.course)
    for placed in judged.placed:
        if placed.line.occurred_at > at:
            break
        if placed.before.phase != placed.after.phase:
            event = placed.decisions[-1].event if placed.decisions else placed.line
            found.append(Turn(event.name, str(placed.after.phase), _acting(event.by)))
    return tuple(found)


def _acting(actor: str) -> str:
    """The party of a unit; anybody else acts for the individual, so that no representative is told of."""
    return party_of(actor) if is_unit(actor) else INDIVID


def known_turns(routine: Routine) -> Known:
    """What a case of a routine can do next, from each phase."""

    def turns(phase: str) -> tuple[Turn, ...]:
        leads = (
            Turn(move.event.name, str(target))
            for move in routine.moves_in(phase)
            for target in phases_of(move.to[phase], phase)
            if target != phase
        )
        return tuple(dict.fromkeys(leads if phase == START else (STANDS, *leads)))

    return turns


def parties_of(rules: Rules) -> tuple[str, ...]:
    """Everybody who can act, by party."""
    return (INDIVID, *sorted({party_of(unit) for unit in rules.vocabulary.known.get("enhet", ())}))


@attrs.frozen(order=True)
class Shown:
    """A course as it is shown: whole, or only its beginning, since too few go on as it does."""

    turns: Course
    whole: bool


def shown(courses: Mapping[Course, int], known: Known, parties: Sequence[str], least: int) -> dict[Shown, int]:
    """How many cases take each course, in groups of at least ``least``.

    Where a course parts, those ways that a small group takes, or that one could be worked out from, are cut off there
    (``across.report.figures.suppression``). Who acted is told where no party did so in a small group of the cases.
    Fewer cases than ``least`` give nothing at all.
    """
    found: Counter[Shown] = Counter()
    waiting: list[tuple[Course, Mapping[Course, int]]] = [((), courses)]
    while waiting:
        begun, those = waiting.pop()
        total = sum(those.values())
        if total < least:
            continue
        by_next = _apart(those, begun, told=False)
        sizes = {turn: sum(group.values()) for turn, group in by_next.items()}
        told = parts(total, sizes, known(begun[-1].target if begun else START), least)
        for turn, cases in told.shown.items():
            if turn == STANDS:
                found[Shown(begun, True)] += cases
            else:
                waiting.extend(((*begun, one), group) for one, group in _by_party(by_next[turn], begun, parties, least))
        rest = total if told.rest is None else told.rest
        if rest:
            found[Shown(begun, False)] += rest
    return dict(sorted(found.items()))


def _apart(courses: Mapping[Course, int], begun: Course, *, told: bool) -> dict[Turn, dict[Course, int]]:
    """The courses by what comes next, with or without who acts."""
    found: dict[Turn, dict[Course, int]] = {}
    for course, cases in courses.items():
        after = course[len(begun)] if len(course) > len(begun) else STANDS
        found.setdefault(after if told else after.untold, {})[course] = cases
    return found


def _by_party(
    courses: Mapping[Course, int], begun: Course, parties: Sequence[str], least: int
) -> list[tuple[Turn, Mapping[Course, int]]]:
    """The courses that take one turn, by who takes it, if every party that does is no small group; else together."""
    by_party = _apart(courses, begun, told=True)
    sizes = {turn.party: sum(group.values()) for turn, group in by_party.items()}
    if parts(sum(sizes.values()), sizes, parties, least).rest == 0:
        return list(by_party.items())
    return [(next(iter(by_party)).untold, courses)]
