"""A correction as a form: the line is shown as it reads now, and what somebody changes there is the correction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, tzinfo
from typing import Any, Final

import attrs

from flerpart_flow.engine.definition.correction import Ratta
from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.errors import EventError, FlowError, discreet
from flerpart_flow.engine.judging.case import Case
from flerpart_flow.engine.record.events import ENVELOPE, Event, content_fields, to_data
from flerpart_flow.engine.record.fields import KIND, Kind
from flerpart_flow.engine.values.clock import STOCKHOLM, parse_time
from flerpart_flow.forms.description import Form, describe
from flerpart_flow.forms.filled import EVENT, FormError, event_from, faults_in, filled_in
from flerpart_flow.forms.from_browser import from_browser
from flerpart_flow.texts import DEFAULT_LANGUAGE

_INSIDE: Final = "ratt"
"""The field of a correction that holds the fields as they should have been."""

_SHOWN: Final = f"{_INSIDE}."
_UNORDERED: Final = frozenset({"codes", "codes_per_code"})


def correctable(case: Case[Any], nr: int) -> bool:
    """Whether there is a line ``nr`` that a correction may concern: neither struck nor itself a correction."""
    try:
        _as_it_reads(case, nr)
    except EventError:
        return False
    return True


def correction_form(case: Case[Any], nr: int, lang: str = DEFAULT_LANGUAGE, *, at: datetime | None = None) -> Form:
    """The form of a correction of line ``nr``: in its field ``ratt`` are the fields of what happened there, as parts.

    Raises EventError for a line that nobody can correct: there is none, it is struck, or is itself a correction.
    """
    event = _as_it_reads(case, nr)
    form = describe(_correction(case.routine), case, lang, at=at)
    inner = describe(type(event), case.rules, lang)
    parts = tuple(one for one in inner.fields if one.name not in ENVELOPE)
    own = tuple(attrs.evolve(one, parts=parts) if one.name == _INSIDE else one for one in form.fields)
    return attrs.evolve(form, fields=own)


def correction_sent(case: Case[Any], nr: int, zone: tzinfo = STOCKHOLM) -> tuple[tuple[str, str], ...]:
    """The line as it reads now, as a browser would send it in ``correction_form``; for ``filled_form``."""
    return (("ror", str(nr)), *((f"{_SHOWN}{name}", text) for name, text in _pairs(_as_it_reads(case, nr), zone)))


@discreet
def correction_from(pairs: Iterable[tuple[str, str]], case: Case[Any], zone: tzinfo = STOCKHOLM) -> Ratta:
    """The correction that a browser sent of ``correction_form``: the fields that no longer read as they were shown.

    A field that is emptied is taken away. Raises FormError with every fault at once, those of a corrected field under
    ``ratt.``, as ``ratt.plan.atgarder.1.text``; also where nothing is changed: to strike a line is an event without
    ``ratt``, from ``event_from``.
    """
    outer, inner = _apart(pairs)
    data = from_browser([(EVENT, _correction(case.routine).name), *outer], case.routine, zone)
    line = data.get("ror")
    try:
        event = _as_it_reads(case, line if isinstance(line, int) else 0)
    except EventError as error:
        raise FormError((error,)) from None
    kind = type(event)
    shown = filled_in(kind, _read(kind, _pairs(event, zone), case, zone))
    written = _read(kind, inner, case, zone)
    now = filled_in(kind, written)
    of = content_fields(kind)
    ratt = {name: now.get(name) for name in of if _alike(of[name], now.get(name)) != _alike(of[name], shown.get(name))}
    faults = faults_in(kind, {**written, **{name: None for name in shown if name not in ratt}}, case.rules, _INSIDE)
    found = (*_outer_faults(data, case), *faults)
    if not ratt and not found:
        found = (EventError("formular.inget_rattat", field=_INSIDE),)
    if found:
        raise FormError(found)
    made = event_from({**data, _INSIDE: ratt}, case.routine, case.rules)
    assert isinstance(made, Ratta)
    return made


def _alike(of: Kind, value: Any) -> Any:
    """The value without the order of its codes, which a form doesn't keep."""
    if isinstance(value, Mapping):
        kinds = {} if of.part is None else {a.name: a.metadata.get(KIND, of) for a in attrs.fields(of.part)}
        return {key: _alike(kinds.get(key, of), one) for key, one in value.items()}
    if isinstance(value, list):
        unordered = of.part is None and of.name in _UNORDERED
        return sorted(map(str, value)) if unordered else [_alike(of, one) for one in value]
    return value


def _outer_faults(data: Mapping[str, Any], case: Case[Any]) -> tuple[EventError, ...]:
    """What is wrong with the correction itself, whatever it corrects."""
    try:
        event_from(data, case.routine, case.rules)
    except FormError as error:
        return error.faults
    return ()


def _as_it_reads(case: Case[Any], nr: int) -> Event:
    line = case.lines[nr - 1] if 1 <= nr <= len(case.lines) else None
    now = None if line is None else case.course.corrections.get(nr, line)
    if now is None or isinstance(now, Ratta) or not now.correctable:
        raise EventError("formular.rad", field="ror", line=nr)
    return now


def _correction(routine: Routine[Any]) -> type[Ratta]:
    found = next((kind for kind in routine.events.values() if issubclass(kind, Ratta)), None)
    if found is None:
        raise FlowError("formular.rattas_inte", routine=routine.name)
    return found


def _apart(pairs: Iterable[tuple[str, str]]) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """What the correction says of itself, and, without the prefix, what it says of the line."""
    outer: list[tuple[str, str]] = []
    inner: list[tuple[str, str]] = []
    for name, text in pairs:
        if name.startswith(_SHOWN):
            inner.append((name.removeprefix(_SHOWN), text))
        elif name != EVENT:
            outer.append((name, text))
    return outer, inner


def _read(kind: type[Event], pairs: Iterable[tuple[str, str]], case: Case[Any], zone: tzinfo) -> dict[str, Any]:
    data = from_browser([(EVENT, kind.name), *(one for one in pairs if one[0] != EVENT)], case.routine, zone)
    return {name: value for name, value in data.items() if name != EVENT}


def _pairs(event: Event, zone: tzinfo) -> Iterator[tuple[str, str]]:
    """What an event says, as a browser sends it: the way back from ``from_browser``."""
    said = to_data(event)
    for name, of in content_fields(type(event)).items():
        if name in said:
            yield from _sent(of, said[name], name, zone)


def _sent(of: Kind, value: Any, name: str, zone: tzinfo) -> Iterator[tuple[str, str]]:
    if of.part is not None and isinstance(value, list):
        for number, row in enumerate(value, 1):
            yield from _of_part(of.part, row, f"{name}.{number}", zone)
    elif of.part is not None:
        yield from _of_part(of.part, value, name, zone)
    elif isinstance(value, Mapping):
        for code, held in value.items():
            yield from ((f"{name}.{code}", one) for one in (held if isinstance(held, list) else [held]))
    elif of.name == "codes":
        yield from ((name, one) for one in value)
    else:
        text = "\n".join(value) if isinstance(value, list) else str(value)
        yield name, _local(text, zone) if of.name == "time" else text


def _of_part(part: type[Any], held: Mapping[str, Any], path: str, zone: tzinfo) -> Iterator[tuple[str, str]]:
    for a in attrs.fields(part):
        if KIND in a.metadata and a.name in held:
            yield from _sent(a.metadata[KIND], held[a.name], f"{path}.{a.name}", zone)


def _local(text: str, zone: tzinfo) -> str:
    """A time as a browser shows it, with its offset where the clock shows it twice or it has parts of a second."""
    moment = parse_time(text).astimezone(zone)
    twice = moment.utcoffset() != moment.replace(fold=not moment.fold).utcoffset()
    if twice or moment.microsecond:
        return moment.isoformat()
    return f"{moment:%Y-%m-%dT%H:%M:%S}" if moment.second else f"{moment:%Y-%m-%dT%H:%M}"
