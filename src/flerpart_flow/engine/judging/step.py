"""The pure step: a routine, its rules, a state and an event in; a decision out. No clock, no I/O, no globals."""

from __future__ import annotations

from flerpart_flow.engine.definition.moves import START
from flerpart_flow.engine.definition.routine import F, Routine
from flerpart_flow.engine.judging import ledger
from flerpart_flow.engine.judging.decision import Decision, State
from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.record.header import Header
from flerpart_flow.engine.rules.findings import Finding
from flerpart_flow.engine.rules.norms import Severity
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.values.evolve import made


def initial_state(routine: Routine[F], header: Header) -> State[F]:
    """Where a case stands before its first event."""
    return State(START, routine.begin(header))


def step(routine: Routine[F], rules: Rules, state: State[F], event: Event) -> Decision[F]:
    """Judge one event. A refused step gives back the very state that it got."""
    move, findings = routine.machine.events[event.name].decide(state.phase, state.facts, event, rules)
    if move is None:
        return Decision(event, state, state, findings, rules)
    for finding in findings:
        if finding.severity is Severity.BLOCK:
            return Decision(event, state, state, findings, rules)
    facts = move.effect(state.facts, event, rules)
    return _arrive(routine, rules, state, event, facts, move.target(facts, rules), findings)


def enact(
    routine: Routine[F], rules: Rules, state: State[F], event: Event, phase: str | None = None
) -> State[F] | None:
    """The state as if the event had been allowed: what follows of an act that was done all the same.

    ``phase`` overrides where it leads (a latch). None if the phase has no such move and none is given.
    """
    flow = routine.machine.events[event.name]
    move = flow.move_in(state.phase)
    effect = move.effect if move is not None else routine.effect_of(event)
    if move is None and phase is None:
        return None
    facts = effect(state.facts, event, rules)
    target = phase if phase is not None or move is None else move.target(facts, rules)
    return _arrive(routine, rules, state, event, facts, target or state.phase, ()).state


def taken(routine: Routine[F], rules: Rules, state: State[F], event: Event) -> State[F]:
    """The state after a line that was accepted under rules that aren't installed: by its effect, without judging it."""
    known = routine.machine.events[event.name].move_in(state.phase) is not None
    return enact(routine, rules, state, event, None if known else state.phase) or state


def _arrive(
    routine: Routine[F],
    rules: Rules,
    state: State[F],
    event: Event,
    facts: F,
    phase: str,
    findings: tuple[Finding, ...],
) -> Decision[F]:
    """The decision that allows, with the phase entered and the duties moved on."""
    moved = phase != state.phase
    if moved and phase in routine.enter:
        facts = routine.enter[phase](facts, event, rules)
    since = routine.rests(state.facts, event.occurred_at)
    turns = moved and (phase in routine.ends or phase in routine.pauses or state.phase in routine.pauses)
    if since is None and not turns and type(event) not in routine.duty_index.touches:
        after = made[State](phase, facts, state.ledger)  # most events leave the duties as they are
        allowed: Decision[F] = made[Decision](event, state, after, findings, rules)
        return allowed
    done = ledger.Step(event, state.facts, facts, rules)
    held = state.ledger if since is None else ledger.hold(routine.duty_index, state.ledger, since)
    change = ledger.advance(routine.duty_index, held, done)
    if since is not None and routine.rests(facts, event.occurred_at) is None and phase not in routine.pauses:
        change.ledger = ledger.resume(change.ledger, event.occurred_at)
    if turns:
        change = _turned(routine, change, done, state.phase, phase)
    elif change.opened and phase in routine.pauses:
        change.ledger = ledger.hold(routine.duty_index, change.ledger, event.occurred_at)
    elif change.opened and phase in routine.ends:
        change = ledger.opening_no_more(routine.duty_index, change)
    after = made[State](phase, facts, change.ledger)
    decision: Decision[F] = made[Decision](event, state, after, findings, rules, change.opened, change.ended)
    return decision


def _turned(routine: Routine, change: ledger.Change, done: ledger.Step, before: str, phase: str) -> ledger.Change:
    """What stops, goes on or lapses when the routine pauses, resumes or ends."""
    at, now = done.event.occurred_at, change.ledger
    if before in routine.pauses:
        now = ledger.resume(now, at)
    if phase in routine.pauses:
        now = ledger.hold(routine.duty_index, now, at)
    if phase not in routine.ends:
        return ledger.Change(now, change.opened, change.ended)
    closed = ledger.close(routine.duty_index, now, done)
    return ledger.Change(closed.ledger, change.opened, change.ended + closed.ended)
