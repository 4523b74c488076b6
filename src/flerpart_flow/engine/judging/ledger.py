"""How an event changes the ledger of duties. Pure: ledger in, ledger out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import attrs

from flerpart_flow.engine.definition.duties import DutySpec, Ended, Ending, Ends, Entry, Ledger, Opens, Passes, due_day
from flerpart_flow.engine.definition.duty_index import DutyIndex
from flerpart_flow.engine.values.clock import local_date
from flerpart_flow.engine.values.evolve import evolve, made
from flerpart_flow.engine.values.reticent import reticent
from flerpart_flow.engine.values.shared import shared


# Neither of these two is frozen: they are made for every event, live no longer than its step, and a frozen
# class takes twice as long to fill in.
@reticent()
@attrs.define(eq=False)
class Change:
    """What one event did to the ledger."""

    ledger: Ledger
    opened: tuple[Entry, ...] = ()
    ended: tuple[Ended, ...] = ()


@reticent()
@attrs.define(eq=False)
class Step:
    """One accepted event with the facts around it, as the ledger needs to see it."""

    event: Any
    before: Any
    after: Any
    rules: Any


def advance(index: DutyIndex, ledger: Ledger, step: Step) -> Change:
    """What the event meets, lapses, passes on, starts and opens, in that order."""
    touch = index.touches.get(type(step.event))
    if touch is None:
        return Change(ledger)
    open_now, ended = ledger.open, ()  # type: tuple[Entry, ...], tuple[Ended, ...]
    if touch.ends:
        open_now, ended = _end(index, open_now, touch.ends, step)
    if touch.passes:
        open_now, dropped = _pass_on(index, open_now, touch.passes, step)
        ended += dropped
    if touch.starts:
        at, starts = step.event.occurred_at, touch.starts
        open_now = tuple(
            [
                evolve(entry, runs_since=at) if entry.runs_since is None and entry.duty in starts else entry
                for entry in open_now
            ]
        )
    opened = _open(touch.opens, open_now, step) if touch.opens else ()
    if not opened and open_now is ledger.open:
        return Change(ledger)
    closed = ledger.ended.extend(ended) if ended else ledger.ended
    return Change(made[Ledger](open_now + opened, closed), opened, ended)


def _end(
    index: DutyIndex,
    entries: tuple[Entry, ...],
    enders: Mapping[str, tuple[tuple[Ending, Ends], ...]],
    step: Step,
) -> tuple[tuple[Entry, ...], tuple[Ended, ...]]:
    kept, over = [], []
    event, after = step.event, step.after
    for entry in entries:
        for how, ends in enders.get(entry.duty, ()):
            if ends(after, event, entry.owed):
                going = _running(entry, event.occurred_at)
                due = due_day(index.specs[entry.duty], step.before, going, step.rules)
                over.append(made[Ended](going, how, event.nr, event.occurred_at, due))
                break
        else:
            kept.append(entry)
    return (tuple(kept), tuple(over)) if over else (entries, ())


def _pass_on(
    index: DutyIndex, entries: tuple[Entry, ...], passers: Mapping[str, Passes], step: Step
) -> tuple[tuple[Entry, ...], tuple[Ended, ...]]:
    """The duties with those who owe them now; one that nobody owes any more lapses."""
    kept, over = [], []
    for entry in entries:
        passer = passers.get(entry.duty)
        owed = entry.owed if passer is None else passer(step.before, step.event, step.after, entry.owed)
        if owed is None:
            due = due_day(index.specs[entry.duty], step.before, entry, step.rules)
            over.append(Ended(entry, Ending.LAPSED, step.event.nr, step.event.occurred_at, due))
        else:
            kept.append(entry if owed is entry.owed else evolve(entry, owed=owed))
    return tuple(kept), tuple(over)


def _open(openers: Iterable[tuple[DutySpec, Opens]], entries: tuple[Entry, ...], step: Step) -> tuple[Entry, ...]:
    event, at = step.event, step.event.occurred_at
    opened: list[Entry] = []
    for spec, opens in openers:
        name, held = spec.name, None
        for owed in opens(step.before, event, step.after, step.rules):
            if held is None:  # not before something is owed, which it mostly isn't
                held = {entry.owed for entry in entries if entry.duty == name}
            known = len(held)
            held.add(owed)
            if len(held) > known:
                owed = owed if owed.about is not None else shared(owed)  # a measure is called what somebody wrote
                opened.append(made[Entry](name, owed, event.nr, at, at if spec.runs_from is None else None))
    return tuple(opened)


def hold(index: DutyIndex, ledger: Ledger, at: datetime) -> Ledger:
    """Stop the clocks of what the parties owe each other."""
    held = (
        evolve(entry, held_since=at) if index.specs[entry.duty].between_parties and entry.held_since is None else entry
        for entry in ledger.open
    )
    return Ledger(tuple(held), ledger.ended)


def resume(ledger: Ledger, at: datetime) -> Ledger:
    """Start the clocks again; the time between is not counted."""
    return Ledger(tuple(_running(entry, at) for entry in ledger.open), ledger.ended)


def _running(entry: Entry, at: datetime) -> Entry:
    """The duty with its clock going again; what started while it stood still has not stood still before."""
    if entry.held_since is None:
        return entry
    since = max(entry.held_since, entry.runs_since or at)
    days = (local_date(at) - local_date(since)).days
    return evolve(entry, held_since=None, paused=entry.paused + (at - since), paused_days=entry.paused_days + days)


def opening_no_more(index: DutyIndex, change: Change) -> Change:
    """In a case that is over nothing is owed anew but what survives the end."""
    kept = tuple(entry for entry in change.opened if index.specs[entry.duty].survives_end)
    gone = [entry for entry in change.opened if entry not in kept]
    still = tuple(entry for entry in change.ledger.open if entry not in gone)
    return Change(Ledger(still, change.ledger.ended), kept, change.ended)


def close(index: DutyIndex, ledger: Ledger, step: Step) -> Change:
    """The case is over: every open duty lapses but those that survive it."""
    kept = tuple(entry for entry in ledger.open if index.specs[entry.duty].survives_end)
    over = tuple(
        Ended(
            entry,
            Ending.LAPSED,
            step.event.nr,
            step.event.occurred_at,
            due_day(index.specs[entry.duty], step.before, entry, step.rules),
        )
        for entry in ledger.open
        if not index.specs[entry.duty].survives_end
    )
    return Change(Ledger(kept, ledger.ended.extend(over)), (), over)
