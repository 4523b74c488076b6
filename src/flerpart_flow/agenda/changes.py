"""When an answer changes by time alone: the next moment that a host has to look at a case again.

Between two such moments every answer is the same, so a host can sleep until the next. Answers are those of
``permitted``, of ``deviations``, and of ``duties``, apart from a duty's age, which grows each day.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any, Final

import attrs

from flerpart_flow.engine.definition.duties import DutySpec, Entry, due_day
from flerpart_flow.engine.errors import discreet
from flerpart_flow.engine.judging.case import Case, aware
from flerpart_flow.engine.judging.decision import State
from flerpart_flow.engine.values.calendar import Roll, add_working_days, roll
from flerpart_flow.engine.values.chain import Chain
from flerpart_flow.engine.values.clock import LAST_YEAR, end_of_day, local_date, start_of_day

_TICK: Final = timedelta(microseconds=1)
_LEAD_TIMES: Final = ("lead_time_weeks_region", "lead_time_weeks_others")
_WEEKS_ON: Final = ("paused_close_after_weeks",)
"""Parameters in weeks that count back from a day, and those that count on from one."""


@discreet
def next_change(case: Case, after: datetime) -> datetime | None:
    """The first moment after this one at which an answer changes, though nobody records anything; None if none does.

    A line that is recorded and lies ahead changes the answers when it occurs. Raises EventError for a naive time.
    """
    now = aware(after)
    before = answers(case, now)
    for moment in _candidates(case, now):
        if answers(case, moment) != before:
            return moment
    return None


def answers(case: Case, at: datetime) -> Any:
    """What is answered at a moment: what may happen, who owes what and how it stands, what may be reported."""
    owed = tuple(attrs.evolve(one, age_days=0) for one in case.duties(at))
    return case.state_at(at).phase, case.permitted(at), owed, case.deviations(at)


def _candidates(case: Case, after: datetime) -> list[datetime]:
    """The moments after this one at which something may change, in order."""
    ahead = [one.occurred_at for one in case.lines if one.occurred_at > after]
    states = [case.state_at(at) for at in (after, *ahead)]
    turns = {turn for state in states for turn in _turns(state, case)}
    tomorrow = end_of_day(local_date(after))  # where a finding counts days, each midnight changes it
    return sorted(turn for turn in {tomorrow, *ahead, *turns} if turn > after and local_date(turn).year <= LAST_YEAR)


def _turns(state: State, case: Case) -> Iterator[datetime]:
    """The moments that a state's times and days, and the clocks of its duties, point at."""
    territory = (case.rules.tables.get("kommun", {}).get(case.header.municipality), case.rules.about)
    for value in {*_times(state.facts), *_times(territory)}:
        if isinstance(value, datetime):
            yield from (value, value + _TICK)
        for day in _around(local_date(value) if isinstance(value, datetime) else value, case):
            yield from (start_of_day(day), end_of_day(day))
    specs = case.routine.duty_index.specs
    for entry in state.ledger.open:
        yield from (end_of_day(day) for day in _last_days(specs[entry.duty], entry, state, case))


def _around(day: date, case: Case) -> Iterator[date]:
    """A day, those that lie a lead time before it, and those that lie a number of weeks or years after it."""
    values = case.rules.parameters
    yield day
    for weeks in (values[name] for name in _LEAD_TIMES if name in values):
        raw = day - timedelta(weeks=weeks)
        rolled = roll(raw, Roll(values["roll"]))
        yield from (raw, rolled, add_working_days(rolled, -values["postal_days"]))
        yield raw + timedelta(days=values["lead_time_tolerance_days"])
    for name in _WEEKS_ON:
        yield day + timedelta(weeks=values.get(name, 0))
    years = values.get("municipality_stale_after_years", 0)
    if years:
        yield from (day.replace(year=day.year + years, day=min(day.day, 28)) + timedelta(days=n) for n in range(4))


def _last_days(spec: DutySpec, entry: Entry, state: State, case: Case) -> Iterator[date]:
    """The day after which a duty is late: its last one, or that of the threshold which the rules set."""
    due = due_day(spec, state.facts, entry, case.rules)
    if due is not None:
        yield due
    limit = case.rules.value(spec.threshold) if spec.threshold is not None else 0
    if limit and entry.runs_since is not None:
        started = local_date(entry.runs_since) + timedelta(days=entry.paused_days)
        yield add_working_days(started, limit + 1) - timedelta(days=1)


def _times(value: Any) -> Iterator[date]:
    """Every time and day in the facts, however deep."""
    if isinstance(value, date):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _times(one)
    elif isinstance(value, (tuple, list, frozenset, Chain)):
        for one in value:
            yield from _times(one)
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            yield from _times(getattr(value, field.name))
