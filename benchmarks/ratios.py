"""The ratios: the same work on the same table with the same guards, ours against another library."""

from __future__ import annotations

from typing import Any

import attrs

from benchmarks import charts, floor, stock, walk
from benchmarks.measure import Ratio, Sizes, compare
from benchmarks.walk import ROUTINE, RULES, Passed
from flerpart_flow.engine.definition.machine import build_machine
from flerpart_flow.engine.definition.moves import START, Move
from flerpart_flow.engine.journal.log import Log
from flerpart_flow.engine.judging.step import step as take


def dispatch_alone(steps: tuple[Passed, ...], sizes: Sizes) -> Ratio:
    """The same walk with as many guards, each of which does nothing: dispatch without what the routine's guards cost,
    which is the same on both sides.
    """
    return _dispatch(steps, sizes, tuple(map(_hollow, ROUTINE.moves)))


def _hollow(move: Move[Any]) -> Move[Any]:
    by = attrs.evolve(move.by, allows=lambda facts, event, rules: True)
    guards = tuple(attrs.evolve(guard, check=lambda facts, event, rules: ()) for guard in move.guards)
    return attrs.evolve(move, by=by, guards=guards)


def _dispatch(steps: tuple[Passed, ...], sizes: Sizes, moves: tuple[Move[Any], ...]) -> Ratio:
    events = build_machine((START, *ROUTINE.phases), moves).events
    model = stock.Model()
    machine = stock.machine(model, moves=moves)
    ours_walk = [(one.event.name, one.event, one.before.facts, one.after.facts) for one in steps]
    theirs_walk = [(one.event, one.before.facts) for one in steps]
    last = str(steps[-1].after.phase)

    def ours() -> None:
        for _ in range(sizes.walks):
            phase: str = START
            for name, event, before, after in ours_walk:
                move, findings = events[name].decide(phase, before, event, RULES)
                assert move is not None
                for finding in findings:
                    assert not finding.blocks
                phase = move.target(after, RULES)
            assert phase == last

    def theirs() -> None:
        for _ in range(sizes.walks):
            machine.set_state(START, model)
            for event, before in theirs_walk:
                stock.fire(machine, model, before, event)
            assert model.state == last  # type: ignore[attr-defined]  # the machine adds it

    units = sizes.walks * len(steps)
    return compare((ours, units), (theirs, units), sizes.rounds)


def to_the_floor(steps: tuple[Passed, ...], sizes: Sizes) -> dict[str, Ratio]:
    """Our ways over the floor's: ``theirs_us`` is ours here, and ``times`` how many times as long it takes.

    The pure step; a log's case without reading; and ``Case.apply``, which keeps every case before.
    """
    happened, start, last = [one.event for one in steps], steps[0].before, steps[-1].after
    log = Log(walk.opened().header, ROUTINE, RULES, tuple(happened))
    assert floor.same(floor.play(start.facts, happened), walk.opened().apply_all(happened))

    def pure() -> None:
        for _ in range(sizes.walks):
            state = start
            for event in happened:
                state = take(ROUTINE, RULES, state, event).state
            assert state == last

    def whole() -> None:
        for _ in range(sizes.walks):
            assert log.case().phase == last.phase

    def applied() -> None:
        for _ in range(sizes.walks):
            assert walk.opened().apply_all(happened).phase == last.phase

    def lowest() -> None:
        for _ in range(sizes.walks):
            assert floor.play(start.facts, happened)["phase"] == last.phase

    units = sizes.walks * len(steps)
    ways = {"step_vs_floor": pure, "case_vs_floor": whole, "apply_vs_floor": applied}
    return {name: compare((lowest, units), (way, units), sizes.rounds) for name, way in ways.items()}


def opening(steps: tuple[Passed, ...], sizes: Sizes) -> Ratio:
    """Open a case and take its first step, against a machine of its own for every case."""
    first = steps[0].event

    def ours() -> None:
        for _ in range(sizes.opens):
            walk.opened().apply(first)

    def theirs() -> None:
        facts = steps[0].before.facts
        for _ in range(sizes.machines):
            model, machine = stock.stepping()
            model.facts = facts
            stock.fire(machine, model, model.facts, first)

    return compare((ours, sizes.opens), (theirs, sizes.machines), sizes.rounds)


def step_of_charts(steps: tuple[Passed, ...], sizes: Sizes) -> Ratio:
    """A step against python-statemachine: guards, phase, facts and journal."""
    happened = [one.event for one in steps]
    empty, last = walk.opened(), steps[-1].after
    chart = charts.begin(empty.facts)
    started = chart.current_state_value

    def ours() -> None:
        for _ in range(sizes.walks):
            case = empty
            for event in happened:
                case = case.apply(event)

    def theirs() -> None:
        for _ in range(sizes.slow_walks):
            chart.current_state_value = started
            chart.model.facts, chart.model.journal = empty.facts, []
            for event in happened:
                charts.fire(chart, event)
            assert chart.current_state_value == last.phase and chart.model.facts == last.facts  # noqa: PT018  one state in two parts

    return compare((ours, sizes.walks * len(steps)), (theirs, sizes.slow_walks * len(steps)), sizes.rounds)
