"""A case as one party may see it at a moment.

Everything is worked out from what is left of the facts and the duties once the rest is taken away. So two cases that
differ only in what somebody may not see give the same view, and whatever is made from it is the same.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import attrs

from flerpart_flow.engine.definition.duties import Duty, Ending, Ledger
from flerpart_flow.engine.definition.moves import VACANT, WRONG_ACTOR
from flerpart_flow.engine.definition.routine import Proposal
from flerpart_flow.engine.definition.showing import Sight, Viewer
from flerpart_flow.engine.eras.change import BytRegler
from flerpart_flow.engine.eras.eras import rules_at
from flerpart_flow.engine.errors import discreet
from flerpart_flow.engine.judging import queries
from flerpart_flow.engine.judging.case import Case, aware
from flerpart_flow.engine.judging.decision import State
from flerpart_flow.engine.judging.queries import Possible
from flerpart_flow.engine.record.events import ACTOR, Event
from flerpart_flow.engine.values.chain import Chain
from flerpart_flow.engine.values.reticent import reticent
from flerpart_flow.samverkan.samtycke.sight import Relation, relation


@reticent("by", "at", "relation")
@attrs.frozen(kw_only=True)
class Seen:
    """What ``by`` may see of a case at a moment.

    ``case``, ``municipality`` and ``rules`` are None for one outside, to whom there is no case. ``state`` is what is
    left of the state; None for one formerly in it and one outside. ``phase`` is None where it isn't shown. ``summons``
    is the latest one to them, ``plans`` the versions that they approved or were given, the newest first. ``neutral``:
    nothing is asked of them, and why isn't said; ``cancelled``: nor is there, for them, the meeting that they were
    called to. ``lines`` is how many lines there are, None for one who may not see all.
    """

    by: str
    at: datetime
    relation: Relation
    case: str | None = None
    municipality: str | None = None
    rules: str | None = None
    phase: str | None = None
    state: State | None = None
    possible: tuple[Possible, ...] = ()
    duties: tuple[Duty, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    summons: Any = None
    plans: tuple[Any, ...] = ()
    neutral: bool = False
    cancelled: bool = False
    lines: int | None = None

    @property
    def whole(self) -> bool:
        """Whether they may see the case as a whole: the individual, and those who lead it."""
        return self.relation.whole


@discreet
def seen_by(case: Case, who: str, at: datetime) -> Seen:
    """What somebody may see of a case at a moment: a frozen view.

    The individual sees all; who leads the case all but what only the individual and the unit that wrote it down may
    see. A unit that the consent covers sees the phase, its own summons, meeting, plan, duties, and what it may do. One
    that was in it sees what it was given, and that nothing is asked of it. One outside sees nothing.

    Of a routine that doesn't say what one party may see (``Showing.sight``), everybody sees all. Raises EventError for
    an actor that the rules don't know, and for a naive time.
    """
    left = left_of(case, who, at)
    viewer, how, sight = left.viewer, left.relation, case.routine.outline.showing.sight
    if how is Relation.OUTSIDE:
        return Seen(by=who, at=viewer.at, relation=how)
    if left.state is None:
        return _formerly(case, left.given, viewer)
    found = _shown(case, left.state, viewer, how)
    return attrs.evolve(found, summons=left.given[0], plans=left.given[1]) if sight is not None else found


@reticent("relation")
@attrs.frozen
class Left:
    """What is left of a case for one who looks at it: the state, and what they were given, a summons and plans."""

    viewer: Viewer
    relation: Relation
    state: State | None = None
    given: tuple[Any, tuple[Any, ...]] = (None, ())


def left_of(case: Case, who: str, at: datetime) -> Left:
    """What is left of the state for somebody, None for one formerly in it and one outside. Raises as ``seen_by``."""
    case.rules.vocabulary.require(ACTOR, who, "who")
    now = aware(at)
    state, sight = case.state_at(now), case.routine.outline.showing.sight
    if sight is None:
        return Left(Viewer(who, now, ()), Relation.LEADING, state)
    viewer = Viewer(who, now, _accepted(case, now))
    over = state.phase in (*case.routine.ends, *case.routine.pauses)
    how = relation(state.facts, viewer, sight, over)
    if how is Relation.OUTSIDE:
        return Left(viewer, how)
    given = sight.summons(state.facts, viewer), sight.plans(state.facts, viewer)
    if how is Relation.FORMER:
        return Left(viewer, how, None, given)
    if how is Relation.LEADING:
        state = State(state.phase, sight.led(state.facts, viewer), state.ledger)
    elif how is Relation.COVERED:
        state = State(state.phase, sight.covered(state.facts, viewer), _own(state, who, sight))
    return Left(viewer, how, state, given)


def _accepted(case: Case, at: datetime) -> tuple[Event, ...]:
    """The lines that had occurred by a moment and are accepted, as they read now."""
    course, found = case.course, []
    refused = frozenset(course.refused)
    for nr, line in enumerate(case.lines, 1):
        event = course.corrections.get(nr, line)
        if event is not None and nr not in refused and event.occurred_at <= at:
            found.append(event)
    return tuple(found)


def _shown(case: Case, state: State, viewer: Viewer, how: Relation) -> Seen:
    """The answers to the questions of one who asks, in what is left of the state."""
    routine, rules, who, at = case.routine, case.rules, viewer.actor, viewer.at
    then = rules_at(case.course, case.lines, rules, at)
    possible = queries.permitted(routine, rules, state, at, who)
    if case.judged_from is None:  # all that may be done is to move on to rules that are here, as ``permitted`` says
        possible = tuple(one for one in possible if one.event == BytRegler.name)
    whole = how.whole
    return Seen(
        by=who,
        at=at,
        relation=how,
        case=case.header.case,
        municipality=case.header.municipality,
        rules=rules.version,
        phase=state.phase,
        state=state,
        possible=tuple(one for one in possible if _theirs(one)),
        duties=tuple(one for one in queries.duties(routine, then, state, at) if one.bearer == who),
        proposals=queries.deviations(routine, then, state, at) if whole else (),
        lines=len(case.lines) if whole else None,
    )


def _theirs(one: Possible) -> bool:
    """Whether it is an act of theirs at all, so that what stands in the way is worth telling."""
    return not any(found.message in {VACANT, WRONG_ACTOR} for found in one.findings if found.blocks)


def _own(state: State, who: str, sight: Sight) -> Ledger:
    """What one owes, and has done; without the numbers of lines, which would tell how many there are."""
    open_now = (one for one in state.ledger.open if one.owed.bearer == who and sight.stands(state.facts, one))
    running = tuple(attrs.evolve(one, opened_nr=0) for one in open_now)
    over = (one for one in state.ledger.ended if one.entry.owed.bearer == who and one.how is Ending.MET)
    done = (attrs.evolve(one, nr=0, entry=attrs.evolve(one.entry, opened_nr=0)) for one in over)
    return Ledger(running, Chain.of(done))


def _formerly(case: Case, given: tuple[Any, tuple[Any, ...]], viewer: Viewer) -> Seen:
    """What was given stays; nothing is asked, and a meeting that they were called to isn't there for them."""
    summons, plans = given
    start = getattr(summons, "start", None)
    return Seen(
        by=viewer.actor,
        at=viewer.at,
        relation=Relation.FORMER,
        case=case.header.case,
        municipality=case.header.municipality,
        rules=case.rules.version,
        summons=summons,
        plans=plans,
        neutral=True,
        cancelled=start is not None and start > viewer.at,
    )
