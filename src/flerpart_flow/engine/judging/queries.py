"""Questions to a state: what may happen, what stands in the way, who owes what. They only read."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

import attrs

from flerpart_flow.engine.definition.duties import Duty, view_ended, view_open
from flerpart_flow.engine.definition.moves import Move
from flerpart_flow.engine.definition.routine import Proposal, Routine
from flerpart_flow.engine.judging.decision import State
from flerpart_flow.engine.judging.ledger import hold
from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.rules.findings import Finding
from flerpart_flow.engine.rules.rules import Rules


class Answer(StrEnum):
    """Yes, no, or yes if the event states what it has to."""

    YES = "yes"
    NO = "no"
    IF = "if"


@attrs.frozen
class Possible:
    """Whether an event may happen now.

    ``findings`` are what the facts alone say; ``states`` the fields of the event that its guards will read;
    ``role`` who may do it, ``holders`` those who have the role now, as far as the facts tell.
    """

    event: str
    answer: Answer
    findings: tuple[Finding, ...]
    states: tuple[str, ...] = ()
    role: str = ""
    holders: tuple[str, ...] = ()


@attrs.frozen
class _Asked:
    """The occasion of a query: a time, and nothing else."""

    occurred_at: datetime
    name: str
    by: str | None = None


def possible(routine: Routine, rules: Rules, state: State, kind: type[Event], at: datetime) -> Possible:
    """The answer for one kind of event. Raises KeyError if the routine has no such event."""
    flow = routine.machine.events[kind.name]
    found = flow.move_in(state.phase)
    asked = _Asked(at, kind.name)
    if found is None:
        hindrances = (one for one in _by_facts(flow.elsewhere.move, rules, state, asked) if one.blocks)
        return Possible(kind.name, Answer.NO, (flow.not_possible(state.phase, rules), *hindrances))
    move = found.move
    findings = _by_facts(move, rules, state, asked)
    holders = move.by.holders(state.facts, rules)
    if not holders and not move.by.anybody:
        findings = (rules.weigh(move.by.refusal(state.facts, kind.name, rules), kind.name), *findings)
    if holders:
        barred = {holder: _by_actor(move, rules, state, attrs.evolve(asked, by=holder)) for holder in holders}
        able = tuple(holder for holder in holders if not any(one.blocks for one in barred[holder]))
        if not able:
            findings = tuple(dict.fromkeys((*findings, *barred[holders[0]])))
        holders = able or holders
    states = tuple(dict.fromkeys(f for guard in move.guards for f in guard.reads or () if f != "by"))
    answer = Answer.NO if any(f.blocks for f in findings) else Answer.IF if states else Answer.YES
    return Possible(kind.name, answer, findings, states, move.by.code, holders)


def _by_facts(move: Move[Any], rules: Rules, state: State, asked: _Asked) -> tuple[Finding, ...]:
    """What the guards that read facts only say."""
    return tuple(
        rules.weigh(finding, asked.name)
        for guard in move.all_guards
        if guard.reads is None
        for finding in guard.check(state.facts, asked, rules)
    )


def _by_actor(move: Move[Any], rules: Rules, state: State, asked: _Asked) -> tuple[Finding, ...]:
    """What the guards that read nothing but who acts say of one who has the role."""
    return tuple(
        rules.weigh(finding, asked.name)
        for guard in move.guards
        if guard.reads == ("by",)
        for finding in guard.check(state.facts, asked, rules)
    )


def permitted(routine: Routine, rules: Rules, state: State, at: datetime) -> tuple[Possible, ...]:
    """The answer for every kind of event that the phase has, in the order of the table."""
    return tuple(possible(routine, rules, state, move.event, at) for move in routine.moves_in(state.phase))


def duties(routine: Routine, rules: Rules, state: State, now: datetime) -> tuple[Duty, ...]:
    """Open duties, oldest first, then those that ended."""
    specs, ledger = routine.duty_index.specs, state.ledger
    since = routine.rests(state.facts, now)
    if since is not None:
        ledger = hold(routine.duty_index, ledger, since)
    running = (view_open(specs[e.duty], e, state.facts, rules, now) for e in ledger.open)
    over = (view_ended(specs[e.entry.duty], e) for e in ledger.ended)
    return (*running, *over)


def deviations(routine: Routine, rules: Rules, state: State, now: datetime) -> tuple[Proposal, ...]:
    """What the routine's own function proposes."""
    standing = tuple(duty for duty in duties(routine, rules, state, now) if duty.ended_nr is None)
    return routine.proposals(state.facts, standing, rules, now)
