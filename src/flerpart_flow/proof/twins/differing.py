"""What differs between the halves of a twin, in words: where it begins, what was done, who acts, when, what is said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final

import attrs

from flerpart_flow.engine.record.events import Event, content_fields
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.words.reasons import texts_for
from flerpart_flow.proof.twins.model import Act, Half, Step, Twin, Twins
from flerpart_flow.texts import ACTORS, Texts

Parts = dict[tuple[str, ...], str]
"""What a half consists of, each part in words by its place."""


_TIME: Final = re.compile(r"dag (\d+)(?: (\d\d:\d\d))?")
"""How a twin writes a day of its story, and a time on it."""


@attrs.frozen(eq=False)
class _Words:
    """The texts, and the kinds of events, whose fields say which list a code is of."""

    said: Texts
    events: Mapping[str, type[Event]]

    def lists(self, event: str, field: str) -> tuple[str, ...]:
        """The closed lists of a field's codes; none for what somebody writes, or another field has."""
        fields = content_fields(self.events[event])
        return fields[field].lists if field in fields else ()

    def is_table(self, event: str, field: str) -> bool:
        """Whether a field's keys are codes, and no names of parts, as a plan has, or of fields that are corrected."""
        return bool(self.lists(event, field)) and content_fields(self.events[event])[field].part is None


def differences(
    twin: Twin, twins: Twins, rules: Rules, lang: str, events: Mapping[str, type[Event]]
) -> tuple[tuple[str, ...], ...]:
    """For each half what the others haven't, in words; of a part that only others have, that it isn't there. ``events``
    are the routine's, by name.
    """
    said = texts_for(rules, lang)
    words = _Words(said, events)
    halves = [dict(_parts(half, twins, words)) for half in twin.halves]
    places = dict.fromkeys(place for half in halves for place in half)
    told = [place for place in places if len({half.get(place) for half in halves}) > 1]
    return tuple(tuple(_told(half, halves, told, said)) for half in halves)


def _told(half: Parts, halves: Iterable[Parts], places: Iterable[tuple[str, ...]], said: Texts) -> Iterator[str]:
    for place in places:
        if place in half:
            yield half[place]
        else:
            there = next(other[place] for other in halves if place in other)
            yield said.say("tvillingar.skillnad.utan", vad=there)


def _parts(half: Half, twins: Twins, words: _Words) -> Iterator[tuple[tuple[str, ...], str]]:
    said = words.said
    begin = twins.beginnings.get(half.begin)
    named = half.begin if begin is None else begin.sv if said.lang == "sv" else begin.en
    yield ("begin",), said.say("tvillingar.skillnad.borjar", fran=named.rstrip("."))
    counted: dict[str, int] = {}
    for step in half.first:
        counted[step.event] = counted.get(step.event, 0) + 1
        yield ("first", step.event, str(counted[step.event])), _step(step, words)
    asked = half.asked
    if isinstance(asked, Act):
        yield from _about_act(asked.step, words)
    else:
        yield ("day",), said.say("tvillingar.skillnad.dag", dag=f"{asked.day:g}")
    for name, value in half.parameters:
        yield ("parameter", name), said.say("tvillingar.skillnad.varde", namn=name, varde=_value(value, (), said))


def _about_act(step: Step, words: _Words) -> Iterator[tuple[tuple[str, ...], str]]:
    said = words.said
    yield ("event",), said.label("handelser", step.event)
    if step.by is not None:
        yield ("by",), said.say("tvillingar.skillnad.av", vem=step.by)
    if step.day is not None:
        yield ("day",), said.say("tvillingar.skillnad.dag", dag=f"{step.day:g}")
    if step.recorded is not None:
        yield ("recorded",), said.say("tvillingar.skillnad.skrivet", dag=f"{step.recorded:g}")
    for name, value in step.content.items():
        for place, text in _leaves(step.event, name, value, words):
            yield ("content", *place), text


def _leaves(event: str, name: str, value: Any, words: _Words) -> Iterator[tuple[tuple[str, ...], str]]:
    """What a field says; of a table each entry by itself, so that what is alike in both isn't told."""
    said, lists = words.said, words.lists(event, name)
    label = said.label("falt", name)
    if isinstance(value, Mapping):
        for key, one in value.items():
            who = said.name(str(key), lists[0]) if words.is_table(event, name) else said.label("falt", str(key))
            where = said.say("tvillingar.skillnad.for", falt=label, vem=who)
            yield (name, str(key)), said.say("tvillingar.skillnad.falt", falt=where, varde=_value(one, lists[1:], said))
    else:
        yield (name,), said.say("tvillingar.skillnad.falt", falt=label, varde=_value(value, lists, said))


def _step(step: Step, words: _Words) -> str:
    """An earlier act on one line."""
    said = words.said
    told = said.label("handelser", step.event)
    if step.by is not None:
        told = f"{told} ({said.name(step.by)})"
    fields = (text for name, value in step.content.items() for _, text in _leaves(step.event, name, value, words))
    content = "; ".join(fields)
    day = "" if step.day is None else said.say("tvillingar.dag", dag=f"{step.day:g}")
    return f"{told}{day}: {content}" if content else f"{told}{day}"


def _value(value: Any, lists: tuple[str, ...], said: Texts) -> str:
    """A value in words: a code by its name in its list, nothing as nothing, what somebody wrote in quotation marks."""
    match value:
        case Mapping():
            return ", ".join(f"{said.label('falt', str(key))}: {_value(one, (), said)}" for key, one in value.items())
        case list() | tuple():
            return said.join(_value(one, lists, said) for one in value) or said.raw("tvillingar.skillnad.tomt")
        case bool() | int() | float() | date():
            return str(value)
        case str() if value in ("ja", "nej", "okant"):
            return said.raw(f"tillstand.ternar.{value}")
    if (time := _TIME.fullmatch(str(value))) is not None:
        day = said.say("tvillingar.skillnad.dagen", dag=time[1])
        return day if time[2] is None else f"{day} {time[2]}"
    names = (said.name(str(value), one) for one in (*lists, ACTORS))
    return next((name for name in names if name != value), said.say("tvillingar.skillnad.citat", ord=value))
