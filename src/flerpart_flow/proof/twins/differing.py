"""What differs between the halves of a twin, in words: where it begins, what was done, who acts, when, what is said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.words.reasons import texts_for
from flerpart_flow.proof.twins.model import Act, Half, Step, Twin, Twins
from flerpart_flow.texts import Texts

Parts = dict[tuple[str, ...], str]
"""What a half consists of, each part in words by its place."""


def differences(twin: Twin, twins: Twins, rules: Rules, lang: str) -> tuple[tuple[str, ...], ...]:
    """For each half what the others haven't, in words; of a part that only others have, that it isn't there."""
    said = texts_for(rules, lang)
    halves = [dict(_parts(half, twins, said)) for half in twin.halves]
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


def _parts(half: Half, twins: Twins, said: Texts) -> Iterator[tuple[tuple[str, ...], str]]:
    begin = twins.beginnings.get(half.begin)
    named = half.begin if begin is None else begin.sv if said.lang == "sv" else begin.en
    yield ("begin",), said.say("tvillingar.skillnad.borjar", fran=named.rstrip("."))
    counted: dict[str, int] = {}
    for step in half.first:
        counted[step.event] = counted.get(step.event, 0) + 1
        yield ("first", step.event, str(counted[step.event])), _step(step, said)
    asked = half.asked
    if isinstance(asked, Act):
        yield from _about_act(asked.step, said)
    else:
        yield ("day",), said.say("tvillingar.skillnad.dag", dag=f"{asked.day:g}")
    for name, value in half.parameters:
        yield ("parameter", name), said.say("tvillingar.skillnad.varde", namn=name, varde=_value(value, said))


def _about_act(step: Step, said: Texts) -> Iterator[tuple[tuple[str, ...], str]]:
    yield ("event",), said.label("handelser", step.event)
    if step.by is not None:
        yield ("by",), said.say("tvillingar.skillnad.av", vem=step.by)
    if step.day is not None:
        yield ("day",), said.say("tvillingar.skillnad.dag", dag=f"{step.day:g}")
    if step.recorded is not None:
        yield ("recorded",), said.say("tvillingar.skillnad.skrivet", dag=f"{step.recorded:g}")
    for name, value in step.content.items():
        for place, text in _leaves(name, value, said):
            yield ("content", *place), text


def _leaves(name: str, value: Any, said: Texts) -> Iterator[tuple[tuple[str, ...], str]]:
    """What a field says; of a table each entry by itself, so that what is alike in both isn't told."""
    label = said.label("falt", name)
    if isinstance(value, Mapping):
        for key, one in value.items():
            where = said.say("tvillingar.skillnad.for", falt=label, vem=_value(key, said))
            yield (name, str(key)), said.say("tvillingar.skillnad.falt", falt=where, varde=_value(one, said))
    else:
        yield (name,), said.say("tvillingar.skillnad.falt", falt=label, varde=_value(value, said))


def _step(step: Step, said: Texts) -> str:
    """An earlier act on one line."""
    told = said.label("handelser", step.event)
    if step.by is not None:
        told = f"{told} ({said.name(step.by)})"
    content = "; ".join(text for name, value in step.content.items() for _, text in _leaves(name, value, said))
    day = "" if step.day is None else said.say("tvillingar.dag", dag=f"{step.day:g}")
    return f"{told}{day}: {content}" if content else f"{told}{day}"


def _value(value: Any, said: Texts) -> str:
    """A value in words: codes by their names, nothing as nothing."""
    match value:
        case Mapping():
            return ", ".join(f"{_value(key, said)}: {_value(one, said)}" for key, one in value.items())
        case list() | tuple():
            return said.join(_value(one, said) for one in value) or said.raw("tvillingar.skillnad.tomt")
        case bool() | int() | float() | date():
            return str(value)
        case str() if value in ("ja", "nej", "okant"):
            return said.label("ord", value)
        case _:
            return said.name(str(value))
