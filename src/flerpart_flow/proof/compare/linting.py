"""What of a set of rules does nothing, as far as can be proved or as far as was tried: a lint for who writes them.

An overlay's entries are held against what the code can read, so what is said of them is proved. Norms that never are
the reason, guards that never are it alone and rows that nobody comes to are told of the cases that were tried.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import attrs

from flerpart_flow.engine.definition.guards import Guard
from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.rules.findings import within
from flerpart_flow.engine.rules.norms import Norm, Severity
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.proof.compare.changes import weight_in
from flerpart_flow.proof.compare.reads.rows import Parts, parts_of
from flerpart_flow.proof.compare.trying.playing import Stand, Tried, opened, play
from flerpart_flow.proof.compare.trying.searching import elsewhere, first_acts, tries_of
from flerpart_flow.proof.compare.trying.stories import LEFT_OUT, NoExamples, Stories, stories_of, ways_of_acting
from flerpart_flow.proof.compare.trying.varying import distinct

_MOST: Final = 150
"""So many acts are tried in a row of the table, beside those of the stories."""


@attrs.frozen
class Lint:
    """What does nothing. ``idle`` are places of the overlay and why (``same``, ``nowhere``, ``event``, ``most``,
    ``shown``).

    ``never`` are norms that a guard carries and that were never found; ``shadowed`` guards that refused, and never
    alone; ``unreached`` rows, event and phase, in which nothing was ever allowed. ``acts`` and ``cases`` were tried.
    """

    idle: tuple[tuple[str, str], ...]
    never: tuple[str, ...]
    shadowed: tuple[str, ...]
    unreached: tuple[tuple[str, str], ...]
    acts: int
    cases: int

    def data(self) -> dict[str, Any]:
        """The same as JSON."""
        return {
            "idle": [{"place": place, "why": why} for place, why in self.idle],
            "never": list(self.never),
            "shadowed": list(self.shadowed),
            "unreached": [{"event": event, "phase": phase} for event, phase in self.unreached],
            "acts": self.acts,
            "cases": self.cases,
        }


def lint(routine: Routine[Any], rules: Rules) -> Lint:
    """What of the rules does nothing. Raises NoExamples for a routine that has none to try."""
    stories, parts = stories_of(routine, rules), parts_of(routine, rules)
    if stories is None:
        raise NoExamples(routine.name)
    seen = _Seen(routine, rules)
    stands = _played(stories, rules, seen)
    carried = frozenset(norm for row in parts.rows.values() if row.event not in LEFT_OUT for norm in row.norms)
    return Lint(
        idle(routine, rules),
        tuple(norm for norm in rules.norms if norm in carried and norm not in seen.found),
        tuple(name for name in seen.refused if name not in seen.alone),
        tuple(row for row in parts.rows if row not in seen.allowed and row[0] not in LEFT_OUT),
        seen.acts,
        stands,
    )


@attrs.define(eq=False)
class _Seen:
    """What was seen of acts that were tried."""

    routine: Routine[Any]
    rules: Rules
    found: set[str] = attrs.field(factory=set)
    allowed: set[tuple[str, str]] = attrs.field(factory=set)
    refused: dict[str, None] = attrs.field(factory=dict)
    alone: set[str] = attrs.field(factory=set)
    acts: int = 0

    def see(self, one: Tried) -> None:
        """An act: what was found, whether it was allowed, and which guards refused it."""
        self.acts += 1
        decision = one.a
        move = self.routine.machine.events[one.event.name].move_in(decision.before.phase)
        if move is None:
            return
        self.found.update(finding.norm for finding in decision.findings)
        if decision.allowed:
            self.allowed.add(one.row)
            return
        facts, event = decision.before.facts, decision.event
        refusing = tuple(guard.name for guard in move.move.all_guards if self._refuses(guard, facts, event))
        self.refused.update(dict.fromkeys(refusing))
        if len(set(refusing)) == 1:
            self.alone.add(refusing[0])

    def enough(self, row: tuple[str, str]) -> bool:
        """Whether a row has nothing more to show: it was allowed, each norm found, each guard that refused alone."""
        move = self.routine.machine.events[row[0]].move_in(row[1])
        if move is None or row not in self.allowed:
            return False
        guards = move.move.all_guards
        found = all(self.found.issuperset(guard.norms) for guard in guards)
        return found and all(guard.name in self.alone or guard.name not in self.refused for guard in guards)

    def _refuses(self, guard: Guard[Any], facts: Any, event: Any) -> bool:
        found = (within(guard.most, one) for one in guard.check(facts, event, self.rules))
        return any(self.rules.weight(one, event.name) is Severity.BLOCK for one in found)


def _played(stories: Stories, rules: Rules, seen: _Seen) -> int:
    """Try all that the stories tell, and then, in each row, ways of doing the act in the cases that were come to."""
    start = opened(stories.routine, rules, rules, stories.municipality, stories.root.at)
    kinds = ways_of_acting(stories.root)
    stands = list(play(start, stories.root, seen.see))
    for where in elsewhere(rules):
        first_acts(opened(stories.routine, rules, rules, where, stories.root.at), stories.root, seen.see)
    by_phase: dict[str, list[Stand]] = {}
    for stand in distinct(stands):
        by_phase.setdefault(stand.phase, []).append(stand)
    for event in stories.routine.events:
        for phase in by_phase:
            if stories.routine.machine.events[event].move_in(phase) is None:
                continue
            for number, one in enumerate(tries_of((event, phase), kinds, by_phase)):
                if number >= _MOST or seen.enough((event, phase)):
                    break
                seen.see(one)
    return len(stands)


def idle(routine: Routine[Any], rules: Rules) -> tuple[tuple[str, str], ...]:
    """Entries of the overlay without effect, and why; nothing is tried for it."""
    return tuple(_idle(routine, rules, parts_of(routine, rules)))


def _idle(routine: Routine[Any], rules: Rules, parts: Parts) -> Iterator[tuple[str, str]]:
    base = routine.rules(rules.version) if rules.version in routine.sources.versions else None
    if base is None:
        return
    laid = rules.laid_over
    for name, value in laid.get("parameter", {}).items():
        if base.parameters[name] == value:
            yield f"parameter.{name}", "same"
        elif not rules.specs[name].decides:
            yield f"parameter.{name}", "shown"
    for ident, row in laid.get("norm", {}).items():
        yield from _idle_norm(ident, row, base, rules, parts)


def _idle_norm(
    ident: str, row: Mapping[str, Any], base: Rules, rules: Rules, parts: Parts
) -> Iterable[tuple[str, str]]:
    """Entries of a norm without effect; what its guards declare as the most that they find weighs goes before both."""
    rows = [one for one in parts.rows.values() if ident in one.norms]
    if any(
        reads.weighs
        for reads in (*(one.reads for one in parts.rows.values()), *parts.duties.values(), *parts.deviations.values())
    ):
        return ()  # code that asks for weights itself may go by any of them
    if not rows:
        return ((f"norm.{ident}", "nowhere"),)
    was, becomes = base.norms[ident], rules.norms[ident]
    if all(weight_in(one, was) == weight_in(one, becomes) for one in rows):
        asked = any(was.severity_at(one.event) is not becomes.severity_at(one.event) for one in rows)
        return ((f"norm.{ident}", "most" if asked else "same"),)
    found = []
    for event in row.get("severity_for", {}):
        there = [one for one in rows if one.event == event]
        without = _without(event, row, was, becomes)
        if not there:
            found.append((f"norm.{ident}.severity_for.{event}", "event"))
        elif all(weight_in(one, without) == weight_in(one, becomes) for one in there):
            asked_for = without.severity_at(event) is not becomes.severity_at(event)
            found.append((f"norm.{ident}.severity_for.{event}", "most" if asked_for else "same"))
    return found


def _without(event: str, row: Mapping[str, Any], was: Norm, becomes: Norm) -> Norm:
    """The norm as the overlay would leave it without its entry for an event."""
    held = {name: one for name, one in becomes.severity_for.items() if name != event}
    if "severity" not in row and event in was.severity_for:
        held[event] = was.severity_for[event]
    return attrs.evolve(becomes, severity_for=held)
