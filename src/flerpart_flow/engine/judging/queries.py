"""Questions to a state: what may happen, what stands in the way, who owes what. They only read."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from flerpart_flow.engine.definition.duties import Duty, Ledger, view_ended, view_open
from flerpart_flow.engine.definition.moves import Move
from flerpart_flow.engine.definition.routine import Proposal, Routine
from flerpart_flow.engine.judging.decision import State
from flerpart_flow.engine.judging.ledger import hold
from flerpart_flow.engine.judging.questions.asking import Needs, asked_of, read_by
from flerpart_flow.engine.judging.questions.contents import Ground
from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.rules.findings import Finding, within
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.values.frozen import frozen
from flerpart_flow.engine.values.reticent import reticent


class Answer(StrEnum):
    """Yes, no, or yes if the event states what it has to."""

    YES = "yes"
    NO = "no"
    IF = "if"


@frozen
class Possible:
    """Whether an event may happen now.

    ``findings`` are what the facts alone say; ``states`` the fields that the event has to state, ``optional`` those
    that its guards read and do without; ``role`` who may do it, ``holders`` those who have the role now, as far as the
    facts tell, and of whom the guards don't already say no. ``by`` is who asks, if the question is of one.
    """

    event: str
    answer: Answer
    findings: tuple[Finding, ...]
    states: tuple[str, ...] = ()
    role: str = ""
    holders: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    by: str | None = None


@reticent("name")
@frozen
class _Asked:
    """The occasion of a query: a time, and nothing else."""

    occurred_at: datetime
    name: str
    by: str | None = None


def possible(
    routine: Routine, rules: Rules, state: State, kind: type[Event], at: datetime, by: str | None = None
) -> Possible:
    """The answer for one kind of event, of anybody or of the one who asks. KeyError for an event that isn't known."""
    return _possible(routine, Ground(rules, state), kind, at, by)


def _possible(routine: Routine, ground: Ground, kind: type[Event], at: datetime, by: str | None) -> Possible:
    """The same, on the ground that several questions of one moment share."""
    rules, state = ground.rules, ground.state
    flow = routine.machine.events[kind.name]
    found = flow.move_in(state.phase)
    asked = _Asked(at, kind.name, by)
    if found is None:
        hindrances = (one for one in _by_facts(flow.elsewhere.move, rules, state, asked) if one.blocks)
        return Possible(kind.name, Answer.NO, (flow.not_possible(state.phase, rules), *hindrances), by=by)
    move = found.move
    findings = _by_facts(move, rules, state, asked)
    holders = move.by.holders(state.facts, rules)
    if by is not None:
        lacking = () if by in holders or move.by.may(state.facts, kind(occurred_at=at, by=by), rules) else (by,)
        holders = (by,)
    else:
        lacking = () if holders or move.by.anybody else ("",)
    if lacking:
        findings = (rules.weigh(move.by.refusal(state.facts, kind.name, rules), kind.name), *findings)
    needs = {one: asked_of(move, ground, kind(occurred_at=at, by=one)) for one in holders}
    return _answer(move, kind, findings, needs, by)


def _answer(
    move: Move[Any], kind: type[Event], findings: tuple[Finding, ...], needs: dict[str, Needs], by: str | None
) -> Possible:
    """The answer, from what the facts say and what each of those who have the role would have to state."""
    able = tuple(one for one, need in needs.items() if not need.refused)
    first = needs[(able or tuple(needs))[0]] if needs else None
    if first is not None:
        findings = (*findings, *(first.findings if by is not None or not able else ()), *first.foretold)
    read = read_by(move)
    required = read if first is None else first.required
    if any(one.blocks for one in findings):
        answer = Answer.NO
    elif first is None:
        answer = Answer.IF if read else Answer.YES
    else:
        free = [one for one in able if not needs[one].required]
        required = () if free else required
        answer = Answer.IF if required else Answer.YES
    holders = () if by is not None and answer is Answer.NO else able or tuple(needs)
    optional = tuple(one for one in read if one not in required)
    found = tuple(dict.fromkeys(findings))
    return Possible(kind.name, answer, found, required, move.by.code, holders, optional, by)


def _by_facts(move: Move[Any], rules: Rules, state: State, asked: _Asked) -> tuple[Finding, ...]:
    """What the guards that read facts only say."""
    return tuple(
        rules.weigh(within(guard.most, finding), asked.name)
        for guard in move.all_guards
        if guard.reads is None
        for finding in guard.check(state.facts, asked, rules)
    )


def permitted(
    routine: Routine, rules: Rules, state: State, at: datetime, by: str | None = None
) -> tuple[Possible, ...]:
    """The answer for every kind of event that the phase has, in the order of the table; of one who asks, or of all."""
    ground = Ground(rules, state)
    return tuple(_possible(routine, ground, move.event, at, by) for move in routine.moves_in(state.phase))


def standing(routine: Routine, state: State, now: datetime) -> Ledger:
    """The ledger as it stands at a moment: with the clocks stopped, where nobody may act any more."""
    since = routine.rests(state.facts, now)
    return state.ledger if since is None else hold(routine.duty_index, state.ledger, since)


def duties(routine: Routine, rules: Rules, state: State, now: datetime) -> tuple[Duty, ...]:
    """Open duties, oldest first, then those that ended."""
    specs = routine.duty_index.specs
    over = (view_ended(specs[e.entry.duty], e, state.facts) for e in state.ledger.ended)
    return (*open_duties(routine, rules, state, now), *over)


def open_duties(routine: Routine, rules: Rules, state: State, now: datetime) -> tuple[Duty, ...]:
    """Open duties, oldest first."""
    specs, ledger = routine.duty_index.specs, standing(routine, state, now)
    return tuple([view_open(specs[e.duty], e, state.facts, rules, now) for e in ledger.open])


def deviations(routine: Routine, rules: Rules, state: State, now: datetime) -> tuple[Proposal, ...]:
    """What the routine's own function proposes."""
    return routine.proposals(state.facts, open_duties(routine, rules, state, now), rules, now)
