"""The smallest cures of a refusal: which acts of which units, with which content, make it possible (A69).

The acts are those that the findings name, and those named by what stands in the way of these. Nobody but units is asked
to do anything: what the individual alone can change is theirs to change, and is told apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import combinations

from flerpart_flow.engine.errors import EventError
from flerpart_flow.engine.judging.case import Case
from flerpart_flow.engine.judging.queries import Answer
from flerpart_flow.engine.record.events import ACTOR, UNIT, Event
from flerpart_flow.engine.review.stating import Wanted, judged, stated
from flerpart_flow.engine.rules.findings import Finding
from flerpart_flow.engine.values.frozen import frozen
from flerpart_flow.engine.values.reticent import reticent
from flerpart_flow.engine.words.reasons import INDIVIDUAL

DEPTH = 3
"""How many acts a cure has at most."""


@reticent()
@frozen
class Cures:
    """The smallest sets of acts after which something is allowed, each in an order in which it can be done.

    ``sets`` are empty where it is allowed already, or where nothing that is named and is up to units is enough.
    ``individuals`` are the findings that only the individual can change, if they wish: wait, or go on without.
    ``own`` are those that the act itself has to mend, by what it states.
    """

    sets: tuple[tuple[Event, ...], ...]
    individuals: tuple[Finding, ...] = ()
    own: tuple[Finding, ...] = ()


def minimal_cures(case: Case, event: Event | type[Event], at: datetime, by: str | None = None) -> Cures:
    """The smallest cures of what refuses an event, or a kind of event, at a moment.

    Every set is sound (done in that order, and then the event is allowed) and minimal (no part of it is enough). All
    sets of up to three of the acts that the findings name are found, each once, with one content that is enough. Only
    units act in them. ``by`` is who asks, of a kind of event. Raises EventError as ``Case.decide`` and
    ``Case.why_not``.
    """
    asked = _Asked(event, at, by)
    first = asked.hindrances(case)
    found: list[tuple[Event, ...]] = []
    level: list[tuple[Case, tuple[Event, ...]]] = [(case, ())]
    for _ in range(DEPTH if first else 0):
        level = list(_further(asked, level, found))
    kept: dict[frozenset[tuple[str, str]], tuple[Event, ...]] = {}
    for one in found:  # of the same acts with several contents the one nearest to the act that is refused
        if not _is_more_than_enough(asked, case, one):
            kept.setdefault(frozenset((act.name, act.by) for act in one), one)
    name = event.name
    return Cures(
        tuple(kept.values()),
        tuple(one for one in first if one.cure_by == INDIVIDUAL),
        tuple(one for one in first if one.cure == name and one.cure_by != INDIVIDUAL),
    )


@frozen
class _Asked:
    """What is to be allowed, and when."""

    event: Event | type[Event]
    at: datetime
    by: str | None

    def hindrances(self, case: Case) -> tuple[Finding, ...]:
        """What refuses it in a case; empty if nothing does."""
        if isinstance(self.event, Event):
            return judged(case, self.event)
        answer = case.why_not(self.event, self.at, self.by)
        return tuple(one for one in answer.findings if one.blocks) if answer.answer is Answer.NO else ()

    @property
    def act(self) -> Event | None:
        """The act itself, if it has content."""
        return self.event if isinstance(self.event, Event) else None


def _further(
    asked: _Asked, level: Iterable[tuple[Case, tuple[Event, ...]]], found: list[tuple[Event, ...]]
) -> Iterator[tuple[Case, tuple[Event, ...]]]:
    """The cases one act further on; those in which it is allowed are found."""
    seen: set[frozenset[Event]] = set()
    for case, done in level:
        for act in named(case, asked.hindrances(case), asked.act, asked.at, asked.event.name):
            now = (*done, act)
            held = frozenset(now)
            if held in seen or any(frozenset(one) <= held for one in found):
                continue
            seen.add(held)
            after = _done(case, act)
            if after is None:
                continue
            if asked.hindrances(after):
                yield after, now
            else:
                found.append(now)


def named_cures(findings: Iterable[Finding], kind: type[Event]) -> list[Finding]:
    """The findings on an event that name another one as their cure: what a plan goes by, and the guided walker."""
    return [one for one in findings if one.cure not in (None, kind.name)]


def named(case: Case, findings: Iterable[Finding], act: Event | None, at: datetime, but: str) -> tuple[Event, ...]:
    """The acts of units that findings name and that are possible now, or else those named in the way of these."""
    acts: dict[Event, None] = {}
    asked: set[tuple[str, str, str]] = set()
    waiting = [(one, act) for one in findings]
    while waiting:
        finding, of = waiting.pop(0)
        kind = case.routine.events.get(finding.cure or "")
        if kind is None or kind.name == but:
            continue  # the act itself is done once, when nothing stands in its way
        for by in who_cures(case, finding, kind, of):
            if (kind.name, by, repr(finding.values)) in asked:
                continue
            asked.add((kind.name, by, repr(finding.values)))
            events, left = stated(case, Wanted(kind, by, finding, of, at))
            acts |= dict.fromkeys(events)
            waiting += [(one, None) for one in named_cures(left, kind)]
    return tuple(acts)


def who_cures(case: Case, finding: Finding, kind: type[Event], act: Event | None) -> tuple[str, ...]:
    """The units that a finding names for a cure: itself, those of a party, or those who have the role."""
    named, known = finding.cure_by, case.rules.vocabulary
    move = case.routine.machine.events[kind.name].move_in(case.phase)
    holders = move.move.by.holders(case.facts, case.rules) if move is not None else ()
    if named is None or named == INDIVIDUAL:
        return ()
    if known.has(UNIT, named):
        return (named,)
    if known.has(ACTOR, named):
        return ()
    of_party = tuple(one for one in holders if one.partition(":")[0] == named)
    if of_party:
        return of_party
    role = next((one.by for one in case.routine.moves if one.by.code == named), None)
    found = role.holders(case.facts, case.rules) if role is not None else holders
    if not found and (role is None or role.anybody):
        found = (_writes(case, act),)
    return tuple(one for one in found if known.has(UNIT, one))


def _writes(case: Case, act: Event | None) -> str:
    """The unit that acts or writes the act down, where any unit may cure it; else the one that wrote the last line."""
    if act is not None:
        return act.recorder
    return case.lines[-1].recorder if len(case.lines) else ""


def _done(case: Case, act: Event) -> Case | None:
    """The case after an act; None if it is refused."""
    last = case.lines.last
    soonest = act.occurred_at if last is None else max(act.occurred_at, last.recorded_at)
    try:
        after, decision = case.record(act.changed(nr=None, recorded_at=soonest))
    except EventError:
        return None
    return after if decision.allowed else None


def _is_more_than_enough(asked: _Asked, case: Case, acts: tuple[Event, ...]) -> bool:
    """Whether a part of the acts, done in their order, is enough."""
    return any(_is_enough(asked, case, part) for size in range(1, len(acts)) for part in combinations(acts, size))


def _is_enough(asked: _Asked, case: Case, acts: tuple[Event, ...]) -> bool:
    now: Case | None = case
    for act in acts:
        now = _done(now, act) if now is not None else None
    return now is not None and not asked.hindrances(now)
