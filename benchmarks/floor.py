"""The floor: the routine played by one function written by hand, against which our own ways are measured.

No framework: a dict for the case, lists that are changed in place, and the very same guards, effects and duty
functions. It checks nothing of an event, keeps no state before, explains nothing, and knows neither late lines nor
corrections. ``same`` says whether a case ends with the same phase, facts, duties and journal as ours does.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from benchmarks.walk import ROUTINE, RULES
from flerpart_flow.engine.definition.duties import Ending, Entry
from flerpart_flow.engine.definition.duty_index import Touch
from flerpart_flow.engine.definition.moves import START, Choice
from flerpart_flow.engine.judging.case import Case
from flerpart_flow.engine.record.events import Event, check_codes
from flerpart_flow.engine.rules.findings import within
from flerpart_flow.engine.rules.norms import Severity
from flerpart_flow.engine.values.clock import local_date

_TABLE: Final = {
    (str(source), move.event): (
        tuple((guard.check, guard.most) for guard in move.all_guards),
        move.effect,
        target.choose if isinstance(target, Choice) else None,
        str(source if target is None or isinstance(target, Choice) else target),
    )
    for move in ROUTINE.moves
    for source, target in move.to.items()
}
_SPECS: Final = ROUTINE.duty_index.specs
_TOUCHES: Final = ROUTINE.duty_index.touches
_NOTHING: Final = Touch({}, {}, frozenset(), ())
_BETWEEN: Final = frozenset(name for name, spec in _SPECS.items() if spec.between_parties)

NAME, OWED, NR, OPENED, SINCE, PAUSED, DAYS, HELD = range(8)
"""The places in the list that a duty is."""


def begun(facts: Any) -> dict[str, Any]:
    """A case without events."""
    return {"phase": START, "facts": facts, "open": [], "ended": [], "journal": []}


def step(case: dict[str, Any], event: Event) -> None:
    """One event; the case is changed in place. Raises RuntimeError if a guard says no, KeyError for no such move."""
    phase, before, at, kind = case["phase"], case["facts"], event.occurred_at, type(event)
    checks, effect, choose, target = _TABLE[phase, kind]
    for check, most in checks:
        for finding in check(before, event, RULES):
            if RULES.weight(within(most, finding), event.name) is Severity.BLOCK:
                raise RuntimeError(event.name)
    after = effect(before, event, RULES)
    new = target if choose is None else str(choose(after, RULES) or phase)
    if new != phase and new in ROUTINE.enter:
        after = ROUTINE.enter[new](after, event, RULES)
    duties, ended = case["open"], case["ended"]
    rested = ROUTINE.rests(before, at)
    if rested is not None:
        _hold(duties, rested)
    touch = _TOUCHES.get(kind, _NOTHING)
    for duty in tuple(duties) if touch.ends or touch.passes else ():
        for how, ends in touch.ends.get(duty[NAME], ()):
            if ends(after, event, duty[OWED]):
                _end(case, duty, how, event)
                break
        else:
            if duty[NAME] in touch.passes:
                owed = touch.passes[duty[NAME]](before, event, after, duty[OWED])
                if owed is None:
                    _end(case, duty, Ending.LAPSED, event)
                duty[OWED] = owed
    for duty in duties if touch.starts else ():
        if duty[SINCE] is None and duty[NAME] in touch.starts:
            duty[SINCE] = at
    for spec, opens in touch.opens:
        for owed in opens(before, event, after, RULES):
            if not any(duty[NAME] == spec.name and duty[OWED] == owed for duty in duties):
                since = at if spec.runs_from is None else None
                duties.append([spec.name, owed, event.nr, at, since, timedelta(0), 0, None])
    if (rested is not None and ROUTINE.rests(after, at) is None) or phase in ROUTINE.pauses:
        _resume(duties, at)
    if new in ROUTINE.pauses:
        _hold(duties, at)
    if new != phase and new in ROUTINE.ends:
        ended += [(duty, Ending.LAPSED, event.nr, at) for duty in duties if not _SPECS[duty[NAME]].survives_end]
        case["open"] = [duty for duty in duties if _SPECS[duty[NAME]].survives_end]
    case["phase"], case["facts"] = new, after
    case["journal"].append(event)


def _end(case: dict[str, Any], duty: list[Any], how: Ending, event: Event) -> None:
    case["open"].remove(duty)
    due = _SPECS[duty[NAME]].due(case["facts"], duty[OWED], RULES)
    case["ended"].append((duty, how, event.nr, event.occurred_at, due))


def _hold(duties: list[list[Any]], at: Any) -> None:
    for duty in duties:
        if duty[HELD] is None and duty[NAME] in _BETWEEN:
            duty[HELD] = at


def _resume(duties: list[list[Any]], at: Any) -> None:
    for duty in duties:
        if duty[HELD] is not None:
            since = max(duty[HELD], duty[SINCE] or at)
            duty[PAUSED] += at - since
            duty[DAYS] += (local_date(at) - local_date(since)).days
            duty[HELD] = None


def play(facts: Any, events: Iterable[Event]) -> dict[str, Any]:
    """A case taken through events."""
    case = begun(facts)
    for event in events:
        step(case, event)
    return case


def read(path: Path) -> list[Event]:
    """The events of a log, each by its own constructor, which is strict about its fields, and its codes checked."""
    kinds, vocabulary, found = ROUTINE.events, RULES.vocabulary, []
    with path.open("rb") as file:
        next(file)
        for line in file:
            data = json.loads(line)
            event = kinds[data.pop("event")](**data)
            check_codes(event, vocabulary)
            found.append(event)
    return found


def same(case: dict[str, Any], ours: Case) -> bool:
    """Whether a case of the floor stands where ours does."""
    duties = tuple(Entry(*duty) for duty in case["open"])
    ended = [(one.entry.duty, one.entry.owed, one.how, one.nr) for one in ours.state.ledger.ended]
    return (
        (case["phase"], case["facts"], duties) == (ours.phase, ours.facts, ours.state.ledger.open)
        and case["journal"] == list(ours.lines)
        and [(one[0][NAME], one[0][OWED], *one[1:3]) for one in case["ended"]] == ended
    )
