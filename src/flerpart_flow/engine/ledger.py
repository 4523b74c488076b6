"""How an event changes the ledger of duties. Pure: ledger in, ledger out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import attrs

from flerpart_flow.engine.clock import local_date
from flerpart_flow.engine.duties import DutySpec, Ended, Ending, Ends, Entry, Ledger, Opens, Passes, due_day


@attrs.frozen(eq=False)
class DutyIndex:
    """The declared duties, found by the class of the event that touches them."""

    specs: Mapping[str, DutySpec]
    opens: Mapping[type, tuple[tuple[DutySpec, Opens], ...]]
    ends: Mapping[type, Mapping[str, tuple[tuple[Ending, Ends], ...]]]
    starts: Mapping[type, frozenset[str]]
    passes: Mapping[type, Mapping[str, Passes]]

    @classmethod
    def of(cls, specs: Iterable[DutySpec]) -> DutyIndex:
        """An index of the specs, in their order."""
        opens: dict[type, tuple[tuple[DutySpec, Opens], ...]] = {}
        ends: dict[type, dict[str, tuple[tuple[Ending, Ends], ...]]] = {}
        starts: dict[type, frozenset[str]] = {}
        passes: dict[type, dict[str, Passes]] = {}
        by_name = {spec.name: spec for spec in specs}
        for spec in by_name.values():
            for kind, opener in spec.opens.items():
                opens[kind] = (*opens.get(kind, ()), (spec, opener))
            for how, enders in ((Ending.MET, spec.meets), (Ending.LAPSED, spec.lapses)):
                for kind, ender in enders.items():
                    of_kind = ends.setdefault(kind, {})
                    of_kind[spec.name] = (*of_kind.get(spec.name, ()), (how, ender))
            for kind, passer in spec.passes.items():
                passes.setdefault(kind, {})[spec.name] = passer
            if spec.runs_from is not None:
                starts[spec.runs_from] = starts.get(spec.runs_from, frozenset()) | {spec.name}
        return cls(by_name, opens, ends, starts, passes)


@attrs.frozen
class Change:
    """What one event did to the ledger."""

    ledger: Ledger
    opened: tuple[Entry, ...] = ()
    ended: tuple[Ended, ...] = ()


@attrs.frozen(eq=False)
class Step:
    """One accepted event with the facts around it, as the ledger needs to see it."""

    event: Any
    before: Any
    after: Any
    rules: Any


def advance(index: DutyIndex, ledger: Ledger, step: Step) -> Change:
    """What the event meets, lapses, passes on, starts and opens, in that order."""
    kind = type(step.event)
    enders = index.ends.get(kind)
    openers = index.opens.get(kind)
    starters = index.starts.get(kind)
    passers = index.passes.get(kind)
    if not (enders or openers or starters or passers):
        return Change(ledger)
    open_now, ended = ledger.open, ()  # type: tuple[Entry, ...], tuple[Ended, ...]
    if enders and open_now:
        open_now, ended = _end(index, open_now, enders, step)
    if passers:
        open_now, dropped = _pass_on(index, open_now, passers, step)
        ended += dropped
    if starters:
        at = step.event.occurred_at
        waits = [entry.runs_since is None and entry.duty in starters for entry in open_now]
        open_now = tuple(
            attrs.evolve(entry, runs_since=at) if wait else entry for entry, wait in zip(open_now, waits, strict=True)
        )
    opened = _open(openers, open_now, step) if openers else ()
    if not opened and open_now is ledger.open:
        return Change(ledger)
    closed = ledger.ended
    for one in ended:
        closed = closed.append(one)
    return Change(Ledger(open_now + opened, closed), opened, ended)


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
                over.append(Ended(going, how, event.nr, event.occurred_at, due))
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
            kept.append(entry if owed is entry.owed else attrs.evolve(entry, owed=owed))
    return tuple(kept), tuple(over)


def _open(openers: Iterable[tuple[DutySpec, Opens]], entries: tuple[Entry, ...], step: Step) -> tuple[Entry, ...]:
    event = step.event
    opened: list[Entry] = []
    for spec, opens in openers:
        name = spec.name
        for owed in opens(step.before, event, step.after, step.rules):
            if any(entry.duty == name and entry.owed == owed for entry in (*entries, *opened)):
                continue
            since = None if spec.runs_from is not None else event.occurred_at
            opened.append(Entry(name, owed, event.nr, event.occurred_at, since))
    return tuple(opened)


def hold(index: DutyIndex, ledger: Ledger, at: datetime) -> Ledger:
    """Stop the clocks of what the parties owe each other."""
    held = (
        attrs.evolve(entry, held_since=at)
        if index.specs[entry.duty].between_parties and entry.held_since is None
        else entry
        for entry in ledger.open
    )
    return attrs.evolve(ledger, open=tuple(held))


def resume(ledger: Ledger, at: datetime) -> Ledger:
    """Start the clocks again; the time between is not counted."""
    return attrs.evolve(ledger, open=tuple(_running(entry, at) for entry in ledger.open))


def _running(entry: Entry, at: datetime) -> Entry:
    """The duty with its clock going again; what started while it stood still has not stood still before."""
    if entry.held_since is None:
        return entry
    since = max(entry.held_since, entry.runs_since or at)
    days = (local_date(at) - local_date(since)).days
    return attrs.evolve(
        entry, held_since=None, paused=entry.paused + (at - since), paused_days=entry.paused_days + days
    )


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
    closed = ledger.ended
    for one in over:
        closed = closed.append(one)
    return Change(Ledger(kept, closed), (), over)
