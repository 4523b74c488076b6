"""Judging a whole log: which lines the routine refuses, why, and what only follows from an earlier one.

A refused act may have been done all the same, and what was recorded after it only makes sense after it. So
beside the case a few *branches* are kept, each the case as it would stand had one refused act been allowed. A later
line that the case refuses but a branch allows follows from that branch's act; one that the branch refuses too has a
fault of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs

from flerpart_flow.engine.definition.correction import Ratta
from flerpart_flow.engine.eras.eras import Era, era_for
from flerpart_flow.engine.journal.log import Judged, Log
from flerpart_flow.engine.judging.case import Case, LineStatus
from flerpart_flow.engine.judging.decision import Decision, State
from flerpart_flow.engine.judging.rejudging import Placed
from flerpart_flow.engine.judging.step import enact, step
from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.rules.findings import Finding
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.values.frozen import frozen
from flerpart_flow.engine.values.reticent import reticent

MOST_BRANCHES = 16
"""So many refused acts are followed at a time; the oldest is let go first."""


@reticent("status")
@frozen(eq=False)
class Verdict:
    """What became of one line of a log.

    ``decision`` is the last word on it, None for a struck line, and for a correction in force that there is nothing to
    remark on: it is judged once, when it is recorded. ``follows`` is the
    number of the refused line that this one only follows from; then ``own`` is empty, and ``warned`` is what it would
    be warned of had that line been allowed. Where a line follows and has
    faults besides, or stands alone, ``own`` are its faults. ``lost`` and ``gained`` are lines that this one, recorded
    late or correcting, took the ground from or gave it. ``lost_by`` is the line that took this one's ground: it was
    allowed when it was recorded, and refusing it blames nobody. ``rules`` are those that the line is judged by: None
    where they aren't installed, and the line stands as accepted. ``behind`` is the line by which the case moved on to
    them, where this one is about what happened, or was recorded, before it.
    """

    nr: int
    event: Event
    status: LineStatus
    decision: Decision | None
    follows: int | None = None
    own: tuple[Finding, ...] = ()
    warned: tuple[Finding, ...] = ()
    lost: tuple[int, ...] = ()
    gained: tuple[int, ...] = ()
    lost_by: int | None = None
    rules: Rules | None = None
    behind: int | None = None

    def __copy__(self) -> Verdict:
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> Verdict:
        return self  # nothing in it changes, so a copy is the value itself

    @property
    def refused(self) -> bool:
        """Whether the routine says no to the line."""
        return self.decision is not None and not self.decision.allowed

    @property
    def fault(self) -> bool:
        """Whether the line is refused with a fault of its own: not following from another, nor of lost ground."""
        return self.refused and self.lost_by is None and (self.follows is None or bool(self.own))


@reticent()
@frozen(eq=False)
class Review:
    """A log judged: the case as it stands after it, and a verdict on each line in the order of the log."""

    case: Case
    verdicts: tuple[Verdict, ...]

    def __copy__(self) -> Review:
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> Review:
        return self  # nothing in it changes, so a copy is the value itself

    @property
    def judged_from(self) -> int | None:
        """The line from which every later one is judged; None if the rules that hold now aren't installed."""
        return self.case.judged_from

    @property
    def refused(self) -> tuple[Verdict, ...]:
        """The lines that the routine refuses."""
        return tuple(verdict for verdict in self.verdicts if verdict.refused)

    @property
    def faults(self) -> tuple[Verdict, ...]:
        """The refused lines with a fault of their own: not following from another, nor of lost ground."""
        return tuple(verdict for verdict in self.verdicts if verdict.fault)

    @property
    def remarks(self) -> tuple[Verdict, ...]:
        """The allowed lines that come with a warning or a note."""
        return tuple(one for one in self.verdicts if one.decision and one.decision.allowed and one.decision.findings)

    @property
    def follows_the_routine(self) -> bool | None:
        """Whether no line is refused, of those that are judged (see ``judged_from``).

        None where the rules that the case follows aren't installed: nothing is judged, and nobody knows.
        """
        return None if self.judged_from is None else not self.refused


def review(log: Log) -> Review:
    """Judge a log: every line as it reads after the last one, in its place.

    Raises JournalError for a correction with a field that the line it concerns can't have.
    """
    return review_of(log.judged())


def review_of(judged: Judged) -> Review:
    """The review of a log that has been judged already."""
    case, arrivals = judged.case, judged.arrivals
    lost_by: dict[int, int] = {}
    for nr, arrival in arrivals.items():
        lost_by.update(dict.fromkeys(arrival.lost, nr))
        for regained in arrival.gained:
            lost_by.pop(regained, None)
    verdicts = {verdict.nr: verdict for verdict in _verdicts(judged)}
    for nr, arrival in arrivals.items():
        verdict = verdicts[nr]
        remarked = type(arrival.event) is case.routine.correction and arrival.allowed and arrival.findings
        if verdict.decision is None and verdict.status is LineStatus.ACCEPTED and remarked:
            verdict = attrs.evolve(verdict, decision=arrival)
        verdicts[nr] = attrs.evolve(verdict, lost=arrival.lost, gained=arrival.gained)
    for nr, by in lost_by.items():
        verdicts[nr] = attrs.evolve(verdicts[nr], lost_by=by)
    for nr, verdict in verdicts.items() if case.course.eras else ():
        era = era_for(case.course, case.lines, nr)
        verdicts[nr] = attrs.evolve(
            verdict, rules=era.rules if era.judged else None, behind=_behind(case, verdict, era)
        )
    return Review(case, tuple(verdicts[nr] for nr in range(1, len(case.lines) + 1)))


def _behind(case: Case, verdict: Verdict, era: Era) -> int | None:
    """The change of rules that a line reaches behind: recorded after it, it is about what was before."""
    if era.since == 1:
        return None
    event, nr = verdict.event, verdict.nr
    concerned = event.ror if isinstance(event, Ratta) and event.ror is not None else nr
    earlier = event.occurred_at < case.lines[era.since - 1].occurred_at
    return era.since if min(nr, concerned) < era.since or earlier else None


@reticent()
@frozen(eq=False)
class _Branch:
    """The case as if the refused line ``root`` had been allowed.

    ``assumed`` tells that the line was done in a phase that the case wasn't in, and didn't move it: that the branch
    stands in that phase is no effect of the line. ``joined`` tells that the branch stands where the case does, so that
    both are told the same of whatever comes; what is owed may differ, which decides nothing.
    """

    root: int
    state: State
    assumed: bool = False
    joined: bool = False


def _verdicts(judged: Judged) -> Iterator[Verdict]:
    """The verdicts in the order in which things happened."""
    case = judged.case
    refused = frozenset(case.course.refused)
    branches: tuple[_Branch, ...] = ()
    for placed in judged.placed:
        nr, line, decisions = placed.nr, placed.line, placed.decisions
        status = case.status(nr, refused)
        if not decisions:
            branches = _parted(branches, placed)
            yield Verdict(nr, line, status, None, rules=case.rules)
            continue
        refusal = placed.refusal
        if refusal is None:
            branches = tuple(_moved(case, branch, placed) for branch in branches)
            yield Verdict(nr, line, status, decisions[-1], rules=case.rules)
            continue
        verdict, branches = _followed(
            case, Verdict(nr, line, status, refusal, rules=case.rules), placed.before, branches
        )
        branches = _parted(branches, placed)
        yield verdict


def _parted(branches: tuple[_Branch, ...], placed: Placed) -> tuple[_Branch, ...]:
    """The branches after a line that doesn't count: where it led stands all the same, and the case goes there alone."""
    if placed.after is placed.before:
        return branches
    return tuple(_Branch(branch.root, branch.state, branch.assumed, joined=False) for branch in branches)


def _moved(case: Case, branch: _Branch, placed: Placed) -> _Branch:
    """The branch after a line that the case allows; where the branch has no such move it joins the case again."""
    last, after = placed.decisions[-1], placed.after
    if branch.joined and last.before is placed.before and last.state is after:
        return _Branch(branch.root, after, branch.assumed, joined=True)
    decision = step(case.routine, last.rules, branch.state, last.event)
    moved = decision.state if decision.allowed else enact(case.routine, last.rules, branch.state, last.event)
    if moved is None:
        moved = after
    return _Branch(branch.root, moved, branch.assumed, _alike(moved, after))


def _alike(one: State, other: State) -> bool:
    """Whether two states are told the same of every event: they have the same phase and the same facts."""
    if one.phase != other.phase:
        return False
    ours, theirs = one.facts, other.facts
    if ours is theirs or type(ours) is not type(theirs) or not attrs.has(type(ours)):
        return ours is theirs or bool(ours == theirs)
    names = (attribute.name for attribute in attrs.fields(type(ours)))
    pairs = ((getattr(ours, name), getattr(theirs, name)) for name in names)
    return all(mine is yours or mine == yours for mine, yours in pairs)  # most are one and the same, which == asks last


def _followed(
    case: Case, verdict: Verdict, before: State, branches: tuple[_Branch, ...]
) -> tuple[Verdict, tuple[_Branch, ...]]:
    """Whether a refused line follows from an earlier one, and the branches after it."""
    decided = verdict.decision
    assert decided is not None, "a refused line has the decision that refused it"
    event = decided.event
    apart = [one for one in branches if not (one.joined and decided.before is before)]
    tried = [
        (branch, decision)
        for branch, decision in ((one, step(case.routine, decided.rules, one.state, event)) for one in apart)
        if _rests_on(case, branch, before, decision)
    ]
    allowing = next(((branch, decision) for branch, decision in tried if decision.allowed), None)
    if allowing is not None:
        source, told = allowing
        moved = {id(branch): decision.state for branch, decision in tried if decision.allowed}
        after = tuple(
            attrs.evolve(one, state=moved[id(one)], joined=False) if id(one) in moved else one for one in branches
        )
        return attrs.evolve(verdict, follows=source.root, warned=told.findings), after
    flow = case.routine.machine.events[event.name]
    known = next(((one, decided) for one, decided in reversed(tried) if flow.move_in(one.state.phase)), None)
    if flow.move_in(before.phase) is None and known is not None:
        branch, decision = known
        own = tuple(one for one in decision.hindrances if not one.standing)
        verdict = attrs.evolve(verdict, follows=branch.root, own=own)
        ground = branch.state
        if not own:
            done = enact(case.routine, decided.rules, ground, event)
            moved_on = attrs.evolve(branch, state=done if done is not None else ground, joined=False)
            return verdict, tuple(moved_on if one is branch else one for one in branches)
    else:
        verdict = attrs.evolve(verdict, own=decided.hindrances)
        ground = before if flow.move_in(before.phase) else attrs.evolve(before, phase=flow.elsewhere.source)
    done = enact(case.routine, decided.rules, ground, event)
    if done is None or done == before:
        return verdict, branches
    assumed = ground.phase != before.phase and done.phase == ground.phase
    return verdict, (*branches, _Branch(verdict.nr, done, assumed))[-MOST_BRANCHES:]


def _rests_on(case: Case, branch: _Branch, before: State, decision: Decision) -> bool:
    """Whether what a branch says of an event comes from the branch's act, not from the phase that it assumes alone."""
    if not branch.assumed:
        return True
    bare = step(case.routine, decision.rules, attrs.evolve(before, phase=branch.state.phase), decision.event)
    return bare.findings != decision.findings
