"""Reading ``twins.toml`` and ``beginnings.toml``. What isn't known there, or is missing, is an error with its place."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any, Final

from flerpart_flow.engine.definition.duties import DutyState
from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.errors import DefinitionError
from flerpart_flow.engine.record.events import content_fields
from flerpart_flow.proof.twins.keys import Keys
from flerpart_flow.proof.twins.model import (
    Act,
    Answer,
    Asked,
    Beginning,
    Cure,
    DeviationAsked,
    DutyAsked,
    Half,
    Step,
    Twin,
    Twins,
)

BEGINNINGS: Final = "beginnings.toml"
TWINS: Final = "twins.toml"

_STEP: Final = ("event", "by", "day", "recorded", "content", "with", "without")
_CURE: Final = ("cure_by", "cure", "unknown")
_ASKED: Final = {
    "event": ("question", "answer", "findings", "weights", "says", *_CURE, "cures"),
    "duty": ("duty", "bearer", "counterpart", "under", "own", "at", "state"),
    "deviation": ("deviation", "unit", "at", "proposed"),
}
_TWIN: Final = ("norm", "sv", "en", "begin", "parameters", "first", *_STEP, "other", "days")
KEYS: Final = (_TWIN, *_ASKED.values())
"""Every key that a twin may have."""
NOT_OWED: Final = "none"


@cache
def twins_of(routine: Routine[Any]) -> Twins | None:
    """The twins of a routine, from the files beside its norms; None for one without beginnings.

    Of one that extends another: its own, which may begin where a beginning of the other ends.

    Raises DefinitionError, with the file and the twin, for a key, norm, event, duty or beginning that isn't known.
    """
    package = package_of(routine)
    if package is None:
        return None
    folders = dict.fromkeys(
        (at, name.rpartition("/")[0]) for at, name in ((package, ""), *routine.sources.norms) if at == package
    )
    places = [f"{folder}/{TWINS}".lstrip("/") for _, folder in folders]
    files = (_keys(package, place) for place in places if _is_file(package, place))
    return twins_in(routine, beginnings_of(routine), files)


def beginnings_of(routine: Routine[Any]) -> Keys:
    """The beginnings of a routine as its file has them, after those of the routine that it extends, if it does.

    Raises DefinitionError where there are none.
    """
    packages = _packages(routine)
    if not packages:
        raise DefinitionError("tvilling.ingen_borjan", routine=routine.name, file=BEGINNINGS)
    found: dict[str, Any] = {}
    for package in packages:
        table = _keys(package, BEGINNINGS).table
        beginning = [*found.get("beginning", ()), *table.get("beginning", ())]
        content = {**found.get("content", {}), **table.get("content", {})}
        found = {**found, **table, "beginning": beginning, "content": content}
    return Keys(BEGINNINGS, "filen", found)


def _packages(routine: Routine[Any]) -> list[str]:
    """The packages with beginnings: one, and before it that of the routine that is extended."""
    return [one for one in dict.fromkeys(package for package, _ in routine.sources.norms) if _is_file(one, BEGINNINGS)]


def package_of(routine: Routine[Any]) -> str | None:
    """The package that has a routine's own beginnings; None for a routine without."""
    found = _packages(routine)
    return found[-1] if len(found) > len(routine.extends) else None


def twins_in(routine: Routine[Any], beginnings: Keys, files: Iterable[Keys]) -> Twins:
    """The same from tables that are read already. Raises DefinitionError, with the file and the twin."""
    reader = _Reader(routine, beginnings)
    return reader.whole(tuple(twin for file in files for twin in reader.twins(file)))


def _is_file(package: str, name: str) -> bool:
    return (resources.files(package) / name).is_file()


def _keys(package: str, name: str) -> Keys:
    try:
        return Keys(name, "filen", tomllib.loads((resources.files(package) / name).read_text(encoding="utf-8")))
    except ValueError as error:
        raise DefinitionError("definition.fil", file=f"{package}/{name}", reason=str(error)) from None


class _Reader:
    """What is known of a routine while its twins are read."""

    def __init__(self, routine: Routine[Any], held: Keys) -> None:
        held.only("start", "recorder", "municipality", "content", "beginning")
        self._routine, self._held = routine, held
        self._norms = frozenset(routine.rules().norms)
        self._who = _who(routine)
        self._contents: Mapping[str, Any] = held.inner("content").table
        self.beginnings: dict[str, Beginning] = {}
        for one in held.each("beginning"):
            made = self._beginning(one.only("name", "sv", "en", "after", "steps"))
            self.beginnings[made.name] = made

    def whole(self, found: tuple[Twin, ...]) -> Twins:
        held = self._held
        start, recorder = held.text("start"), held.text("recorder")
        return Twins(self._routine.name, start, recorder, held.maybe("municipality"), self.beginnings, found)

    def _beginning(self, keys: Keys) -> Beginning:
        after = keys.maybe("after")
        if after is not None:
            keys.one_of("after", after, self.beginnings)
        steps = tuple(self._step(one.only(*_STEP)) for one in keys.each("steps"))
        return Beginning(keys.text("name"), keys.text("sv"), keys.text("en"), after, steps)

    def twins(self, file: Keys) -> Iterator[Twin]:
        for number, keys in enumerate(file.only("twin").each("twin"), 1):
            norms = keys.texts("norm")
            named = Keys(keys.file, f"tvilling {number} ({', '.join(norms)})", keys.table)
            yield self._twin(named, norms)

    def _twin(self, keys: Keys, norms: tuple[str, ...]) -> Twin:
        kind = next((one for one in ("duty", "deviation") if one in keys.table), "event")
        keys.only(*_TWIN, *_ASKED[kind])
        if not norms:
            keys.text("norm")
        for norm in norms:
            keys.one_of("norm", norm, self._norms)
        return Twin(norms, keys.text("sv"), keys.text("en"), tuple(self._halves(keys, kind, norms)), keys.file)

    def _halves(self, keys: Keys, kind: str, norms: tuple[str, ...]) -> Iterator[Half]:
        by_day = keys.inner("days").table
        if by_day:  # a limit: the same on each day
            for day, answer in by_day.items():
                at = "day" if kind == "event" else "at"
                value = {"event": "answer", "duty": "state", "deviation": "proposed"}[kind]
                changed = {**keys.table, at: float(day) if day.lstrip("-").isdecimal() else day, value: answer}
                yield self._half(Keys(keys.file, f"{keys.where}, dag {day}", changed), kind, norms)
            return
        yield self._half(keys, kind, norms)
        other = keys.inner("other").only("begin", "parameters", "first", *_STEP, *_ASKED[kind])
        if not other.table:
            silent = bool(keys.texts("findings")) and set(norms).isdisjoint(keys.texts("findings"))
            if kind == "event" and (keys.table.get("answer") == Answer.YES or silent):
                return  # a right, or where the norm is silent: there is no other half
            keys.inner("other").text("begin")  # says that the difference is missing
        yield self._half(_with_difference(keys, other, kind), kind, norms)

    def _half(self, keys: Keys, kind: str, norms: tuple[str, ...]) -> Half:
        begin = keys.one_of("begin", keys.text("begin"), self.beginnings)
        first = tuple(self._step(one.only(*_STEP)) for one in keys.each("first"))
        return Half(begin, first, self._asked(keys, kind, norms), self._parameters(keys))

    def _parameters(self, keys: Keys) -> tuple[tuple[str, Any], ...]:
        """An organisation's own values, which the case is played under."""
        values = keys.inner("parameters").table
        for name in values:
            keys.one_of("parameters", name, self._routine.rules().specs)
        return tuple(sorted(values.items()))

    def _asked(self, keys: Keys, kind: str, norms: tuple[str, ...]) -> Asked:
        if kind == "duty":
            name = keys.one_of("duty", keys.text("duty"), {spec.name for spec in self._routine.duties})
            states = keys.texts("state") or (keys.text("state"),)
            for state in states:
                keys.one_of("state", state, {NOT_OWED, *(one.value for one in DutyState)})
            given = frozenset(states) - {NOT_OWED}
            under = keys.texts("under") or norms
            for norm in under:
                keys.one_of("under", norm, self._norms)
            who = keys.maybe("bearer"), keys.maybe("counterpart")
            return DutyAsked(name, keys.day("at") or 0.0, given, *who, under, keys.flag("own", False))
        if kind == "deviation":
            return DeviationAsked(
                keys.text("deviation"), keys.text("unit"), norms[0], keys.day("at") or 0.0, keys.flag("proposed", True)
            )
        answer = Answer(keys.one_of("answer", keys.text("answer"), {one.value for one in Answer}))
        expected = keys.texts("findings") if "findings" in keys.table else () if answer is Answer.YES else norms
        told = answer is not Answer.YES and not set(expected).isdisjoint(norms)
        question = keys.flag("question", False)
        if question:
            keys.without("question", "content", "with", "without")
        cures = self._cures(keys) if told else ()
        says = keys.texts("says") if told else ()
        return Act(self._step(keys), answer, expected, cures, question, self._weights(keys, norms), says)

    def _weights(self, keys: Keys, norms: tuple[str, ...]) -> tuple[tuple[str, Answer], ...]:
        """What each norm weighs that weighs another thing than the answer."""
        held = keys.inner("weights")
        known = {one.value for one in Answer}
        held.only(*norms)
        return tuple((norm, Answer(held.one_of(norm, held.text(norm), known))) for norm in held.table)

    def _cures(self, keys: Keys) -> tuple[Cure, ...]:
        """What the twin's norms tell people to do: one thing, or a list where their findings say different things."""
        several = keys.each("cures")
        if several:
            keys.without("cures", *_CURE)
        return tuple(self._cure(one.only(*_CURE)) for one in several) or (self._cure(keys),)

    def _cure(self, keys: Keys) -> Cure:
        by, event = keys.maybe("cure_by"), keys.maybe("cure")
        if by is not None:
            keys.one_of("cure_by", by, self._who)
        if event is not None:
            keys.one_of("cure", event, self._routine.events)
        return Cure(by, event, keys.flag("unknown", False))

    def _step(self, keys: Keys) -> Step:
        event = keys.one_of("event", keys.text("event"), self._routine.events)
        template = keys.maybe("content")
        if template is not None:
            keys.one_of("content", template, self._contents)
        content = {**(self._contents[template] if template else {}), **keys.inner("with").table}
        for name in keys.texts("without"):
            keys.one_of("without", name, content)
            del content[name]
        known = content_fields(self._routine.events[event])
        for name in content:
            keys.one_of("with", name, known)
        return Step(event, keys.maybe("by"), keys.day("day"), content, keys.day("recorded"))


def _who(routine: Routine[Any]) -> frozenset[str]:
    """Who can cure something: the roles, the parties and everybody who can act."""
    known = routine.rules().vocabulary.known
    roles = {move.by.code for move in routine.moves} | {role for guard in routine.guards for role in guard.roles}
    return frozenset(roles | known["aktor"] | known["part"])


def _with_difference(keys: Keys, other: Keys, kind: str) -> Keys:
    """The table of a twin with the one difference; ``with`` is added to what the first half says."""
    answers: dict[str, dict[str, Any]] = {"event": {"answer": "ja"}, "duty": {}, "deviation": {"proposed": False}}
    base = {
        name: value
        for name, value in keys.table.items()
        if name not in ("findings", "weights", "says", *_CURE, "cures")
    }
    changed = {**base, **answers[kind], **other.table}
    if "with" in other.table:
        changed["with"] = {**keys.inner("with").table, **other.inner("with").table}
        changed["without"] = [one for one in keys.texts("without") if one not in other.table["with"]]
    if "without" in other.table:
        changed["without"] = [*keys.texts("without"), *other.texts("without")]
    return Keys(keys.file, f"{keys.where}, other", changed)
