"""Whole cases as data: what happened, what the routine says of each line, and how the case looks in the end.

A file of ``tests/cases`` is one case::

    title = "A consent recorded late"
    routine = "ung_intro"                # optional: flerpartsmote if it is left out
    shows = ["FM-SAMTYCKE-2", "A9"]      # norms and readings
    begins = "samtycke"                  # optional: first the lines of beginnings.toml, as far as this phase
    recorder = "arbetsformedlingen"      # optional: the unit that writes down what the individual does
    becomes = { "the summons" = "refused" }   # optional: named lines that in the end aren't what they were at first

    [[line]]
    name = "the consent"                 # optional, so that others can point at it
    at = "day 1"                         # from Monday 12 January 2026, at 09:00; "day 1 13:30"; or a time with offset
    recorded = "day 8"                   # where it was written down later
    by = "individ"
    event = "ge_samtycke"
    says = { enheter = ["arbetsformedlingen"], giltigt_till = "day 90", … }
    phase = "forberedelse"               # after the line; every line says it
    refused = ["FM-SAMTYCKE-1"]          # the norms that refuse it, all of them; left out: it is allowed
    warned = […]                         # the norms that warn, and that are noted, of an allowed line, all of them
    noted = […]
    lost = ["the summons"]               # earlier lines that it takes the ground from, or gives it
    gained = […]

    [[look]]                             # at least one
    at = "day 90"
    phase = "avslut"
    duties = [{ duty = "kalla", by = "…", to = "…", about = …, state = "open", due = "day 25" }]   # all that stand
    ended = [{ duty = "…", by = "…", state = "met" }]                                              # some that ended
    deviations = "none"                  # all that are proposed

Of a duty or a deviation what is written is compared. ``"line: the summons"`` in ``says`` is that line's number. Days
in ``says`` become days, with a time of day times. An unknown key and an empty expectation are faults of the file.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import attrs

from flerpart_flow.engine.definition.duties import Duty
from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.errors import EventError
from flerpart_flow.engine.judging.case import Case, open_case
from flerpart_flow.engine.judging.decision import Decision
from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.values.clock import STOCKHOLM, format_time
from flerpart_flow.installed import ROUTINES
from tests.stories import measure_id

HERE = Path(__file__).parent
DAY_ZERO = date(2026, 1, 12)
NINE = time(9)
RECORDER = "kommun:arbetsmarknad"
BEGINNINGS = {"flerpartsmote": "beginnings.toml", "ung_intro": "ung_intro_beginnings.toml"}

CASE = {"title", "shows", "line", "look"}, {"routine", "begins", "municipality", "recorder", "overlay", "becomes"}
EXPECTED = {"refused", "warned", "noted", "lost", "gained"}
LINE = {"at", "by", "event", "phase"}, {"name", "recorded", "recorded_by", "says", *EXPECTED}
LOOK = {"at", "phase", "duties", "deviations"}, {"ended"}
DUTY = {"duty", "by", "state"}, {"to", "about", "due"}
DEVIATION = {"kind", "part"}, {"norm", "line", "detail"}

_day = re.compile(r"day (\d+)( \d\d:\d\d)?").fullmatch


class CaseFault(ValueError):
    """A file that isn't a case: what is wrong, and where."""


@attrs.frozen
class Line:
    """One recorded line and what the routine is expected to say of it."""

    event: Event
    table: Mapping[str, Any]

    def norms(self, key: str) -> list[str]:
        """The norms or names that are expected under a key."""
        return sorted(self.table.get(key, ()))


@attrs.frozen
class WholeCase:
    """A case to play: where it starts, its lines, and the looks at its end."""

    title: str
    start: Case
    lines: tuple[Line, ...]
    looks: tuple[Mapping[str, Any], ...]
    numbers: Mapping[str, int]
    becomes: Mapping[int, str]


def load(path: Path) -> WholeCase:
    """The case of a file. Raises CaseFault."""
    return read(tomllib.loads(path.read_text(encoding="utf-8")))


def read(data: Mapping[str, Any]) -> WholeCase:
    """The case of a file's data. Raises CaseFault."""
    _check(data, CASE, "case")
    start = _start(data)
    _check_norms(data["shows"], start, "shows", readings=True)
    tables = [*_beginning(data.get("begins"), start.routine.name), *data["line"]]
    for nr, table in enumerate(tables, 1):
        _check(table, LINE, f"line {nr}")
        for key in ("refused", "warned", "noted"):
            _check_norms(table.get(key, ()), start, f"line {nr}, {key}")
    numbers = _numbers(tables, data.get("becomes", ()))
    for look in data["look"]:
        _check(look, LOOK, "look")
        for key, keys in (("duties", DUTY), ("ended", DUTY), ("deviations", DEVIATION)):
            for row in _rows(look, key):
                _check(row, keys, f"look, {key}")
    recorder = data.get("recorder", RECORDER)
    lines = tuple(
        Line(_event(start.routine, table, numbers, recorder, f"line {nr}"), table) for nr, table in enumerate(tables, 1)
    )
    becomes = {numbers[name]: status for name, status in data.get("becomes", {}).items()}
    return WholeCase(data["title"], start, lines, tuple(data["look"]), numbers, becomes)


def _check(table: Mapping[str, Any], keys: tuple[Collection[str], Collection[str]], where: str) -> None:
    demanded, allowed = keys
    unknown = sorted(set(table) - {*demanded, *allowed})
    lacking = sorted(set(demanded) - set(table))
    empty = sorted(key for key, value in table.items() if value in ("", [], {}) and key != "says")
    for fault, found in (("unknown", unknown), ("missing", lacking), ("empty", empty)):
        if found:
            raise CaseFault(f"{where}: {fault} {', '.join(found)}")


def _check_norms(named: Iterable[str], start: Case, where: str, readings: bool = False) -> None:
    for norm in named:
        if norm not in start.rules.norms and not (readings and re.fullmatch(r"A\d+", norm)):
            raise CaseFault(f"{where}: no norm {norm}")


def _start(data: Mapping[str, Any]) -> Case:
    name = data.get("routine", "flerpartsmote")
    if name not in ROUTINES:
        raise CaseFault(f"case: no routine {name}")
    rules = ROUTINES[name].rules(overlay=data.get("overlay"))
    return open_case(ROUTINES[name], "arende-1", rules=rules, municipality=data.get("municipality", "uppsala"))


def _beginning(phase: str | None, routine: str) -> list[Mapping[str, Any]]:
    if phase is None:
        return []
    file = HERE / BEGINNINGS[routine]
    shared = tomllib.loads(file.read_text(encoding="utf-8"))
    if phase not in shared:
        raise CaseFault(f"case: begins {phase}, which {file.name} doesn't have")
    sections = list(shared)
    return [line for section in sections[: sections.index(phase) + 1] for line in shared[section]]


def _numbers(tables: list[Mapping[str, Any]], named: Iterable[str]) -> dict[str, int]:
    numbers: dict[str, int] = {}
    for nr, table in enumerate(tables, 1):
        if "name" in table and numbers.setdefault(table["name"], nr) != nr:
            raise CaseFault(f"line {nr}: the name {table['name']} stands twice")
    for name in (*named, *(name for table in tables for key in ("lost", "gained") for name in table.get(key, ()))):
        if name not in numbers:
            raise CaseFault(f"case: no line {name}")
    return numbers


def _event(routine: Routine, table: Mapping[str, Any], numbers: Mapping[str, int], recorder: str, where: str) -> Event:
    kind = routine.events.get(table["event"])
    if kind is None:
        raise CaseFault(f"{where}: no event {table['event']}")
    at = moment(table["at"])
    by = table["by"]
    no_unit = by.startswith(("individ", "ombud", "narstaende", "arbetsgivare", "ovrig"))
    envelope = {
        "occurred_at": at,
        "recorded_at": moment(table.get("recorded", at)),
        "by": by,
        "recorded_by": table.get("recorded_by", recorder if no_unit else None),
    }
    try:
        return kind(**envelope, **{key: _value(one, numbers) for key, one in table.get("says", {}).items()})
    except (TypeError, KeyError, EventError) as error:
        raise CaseFault(f"{where}: {error}") from error


def moment(written: Any) -> datetime:
    """A point in time as a case writes it."""
    if isinstance(written, datetime):
        return written
    found = _day(written) if isinstance(written, str) else None
    if found is None:
        raise CaseFault(f"not a time: {written}")
    clock = time.fromisoformat(found[2].strip()) if found[2] else NINE
    return datetime.combine(DAY_ZERO + timedelta(days=int(found[1])), clock, STOCKHOLM)


def _value(written: Any, numbers: Mapping[str, int]) -> Any:
    """A field's value as a log has it."""
    if isinstance(written, Mapping):
        return {key: _value(one, numbers) for key, one in written.items()}
    if isinstance(written, list):
        return [_value(one, numbers) for one in written]
    if isinstance(written, str) and written.startswith("line: "):
        return numbers[written.removeprefix("line: ")]
    if isinstance(written, str) and (found := _day(written)):
        at = moment(written)
        return format_time(at) if found[2] else at.date().isoformat()
    if isinstance(written, datetime):
        return format_time(written)
    return written.isoformat() if isinstance(written, date) else written


def _rows(look: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    return [] if look.get(key, "none") == "none" else list(look[key])


def differences(whole: WholeCase) -> list[str]:
    """Where the library says something else than the case expects; empty, if it nowhere does."""
    found: list[str] = []
    case = whole.start
    for nr, line in enumerate(whole.lines, 1):
        case, decision = case.record(line.event)
        found += (f"line {nr}, {line.event.name}: {one}" for one in _line_differs(whole, line, case, decision))
    for nr, line in enumerate(whole.lines, 1):
        expected = whole.becomes.get(nr, "refused" if "refused" in line.table else "accepted")
        if case.status(nr).value != expected:
            found.append(f"line {nr}, {line.event.name}: is {case.status(nr).value} in the end, not {expected}")
    for look in whole.looks:
        found += (f"look at {look['at']}: {one}" for one in _look_differs(whole, look, case))
    return found


def _line_differs(whole: WholeCase, line: Line, case: Case, decision: Decision) -> Iterable[str]:
    names = {nr: name for name, nr in whole.numbers.items()}
    said = {
        "refused": sorted(decision.norms),
        "lost": sorted(names.get(nr, str(nr)) for nr in decision.lost),
        "gained": sorted(names.get(nr, str(nr)) for nr in decision.gained),
    }
    for key, severity in (("warned", "warn"), ("noted", "note")):
        weighed = {finding.norm for finding in decision.remarks if finding.severity.value == severity}
        said[key] = sorted(weighed) if decision.allowed else line.norms(key)
    for key, found in said.items():
        if found != line.norms(key):
            yield f"{key} {found}, not {line.norms(key)}"
    if case.phase != line.table["phase"]:
        yield f"phase {case.phase}, not {line.table['phase']}"


def _named(one: Duty, facts: Any) -> Any:
    """What a duty is about, a measure by its id."""
    return measure_id(facts, one.about) if one.name == "genomfora_atgard" else one.about


def _look_differs(whole: WholeCase, look: Mapping[str, Any], case: Case) -> Iterable[str]:
    now = moment(look["at"])
    facts = case.state_at(now).facts
    if case.state_at(now).phase != look["phase"]:
        yield f"phase {case.state_at(now).phase}, not {look['phase']}"
    duties = [
        {
            "duty": one.name,
            "by": one.bearer,
            "to": one.counterpart,
            "about": _named(one, facts),
            "state": one.state.value,
            "due": one.due,
            "over": one.ended_nr is not None,
        }
        for one in case.duties(now)
    ]
    deviations = [
        {
            "kind": one.kind,
            "part": one.unit,
            "norm": one.norm,
            "line": one.about,
            "detail": measure_id(facts, one.detail),
        }
        for one in case.deviations(now)
    ]
    standing = [one for one in duties if not one["over"]]
    yield from _unequal(_rows(look, "duties"), standing, whole)
    yield from _unequal(_rows(look, "ended"), [one for one in duties if one["over"]], whole, some=True)
    yield from _unequal(_rows(look, "deviations"), deviations, whole)


def _unequal(
    expected: list[dict[str, Any]], found: list[dict[str, Any]], whole: WholeCase, some: bool = False
) -> Iterable[str]:
    left = list(found)
    for row in expected:
        wanted = {key: _compared(key, value, whole) for key, value in row.items()}
        match = next((one for one in left if all(one[key] == value for key, value in wanted.items())), None)
        if match is None:
            yield f"nothing like {row}"
        else:
            left.remove(match)
    if not some:
        yield from (f"not expected: { {key: value for key, value in one.items() if value} }" for one in left)


def _compared(key: str, value: Any, whole: WholeCase) -> Any:
    if key == "line":
        return whole.numbers[value]
    return moment(value).date() if key == "due" else value
