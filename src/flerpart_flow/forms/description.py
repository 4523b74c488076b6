"""What an event may say: each of its fields with label, help, codes to choose from, and whether it has to be stated."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Final

import attrs

from flerpart_flow.engine.definition.guards import Guard
from flerpart_flow.engine.definition.moves import Move
from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.journal.schema import STATED, event_schema
from flerpart_flow.engine.judging.case import Case
from flerpart_flow.engine.judging.decision import State
from flerpart_flow.engine.judging.questions.asking import blocking, mends
from flerpart_flow.engine.judging.questions.contents import Ground, values_of
from flerpart_flow.engine.judging.step import initial_state
from flerpart_flow.engine.record.events import UNIT, Event, content_fields
from flerpart_flow.engine.record.fields import KIND, TERNARY_SCHEMA, Kind
from flerpart_flow.engine.record.header import Header
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.values.fixed import EMPTY
from flerpart_flow.engine.words.reasons import texts_for
from flerpart_flow.texts import DEFAULT_LANGUAGE, Texts
from flerpart_flow.words.history import routine_of

_FILLED_IN: Final = ("occurred_at", "recorded_at", "by", "recorded_by")
"""Fields that every event has and somebody may fill in; the case gives the number."""

_SOME_DAY: Final = datetime(2026, 1, 12, 9, tzinfo=UTC)
"""When an event occurs that is only asked about: whether a guard asks for a field doesn't depend on the day."""

Norms = Mapping[str, tuple[str, ...]]


class Need(StrEnum):
    """Whether a field has to be stated: always; if the one who acts is no unit; because norms ask for it; not."""

    ALWAYS = "always"
    NO_UNIT = "no_unit"
    NORM = "norm"
    OPTIONAL = "optional"


@attrs.frozen
class Choice:
    """A code and what it is called. A ``numbered`` one may carry a number, ``narstaende:1``; one that doesn't stand
    ``alone`` has to.
    """

    code: str
    label: str
    numbered: bool = False
    alone: bool = True


@attrs.frozen
class FormField:
    """One field of a form.

    ``kind`` is what it holds (``text``, ``code``, ``codes``, ``ternary``, ``time``, ``per_code`` …), ``listed``
    the closed list that its codes are of, ``choices`` those codes. A field that says something for each of several has
    in ``per`` those that it may be said for. ``norms`` are those that ask for the field, or, of an optional one, those
    that may refuse what is stated. ``parts`` are the fields of what it holds, such as a plan; of ``many`` there may be
    any number of rows with these parts.
    """

    name: str
    label: str
    help: str
    kind: str
    need: Need
    norms: tuple[str, ...] = ()
    listed: str | None = None
    choices: tuple[Choice, ...] = ()
    per: tuple[Choice, ...] = ()
    parts: tuple[FormField, ...] = ()
    many: bool = False

    @property
    def required(self) -> bool:
        """Whether an event without it isn't whole, or is refused."""
        return self.need in {Need.ALWAYS, Need.NORM}

    @property
    def data(self) -> dict[str, Any]:
        """The field as plain JSON."""
        plain = attrs.asdict(self, recurse=False)
        choices = {name: [attrs.asdict(one) for one in plain[name]] for name in ("choices", "per")}
        parts = [one.data for one in self.parts]
        return {**plain, "need": self.need.value, "norms": list(self.norms), **choices, "parts": parts}


@attrs.frozen
class Form:
    """What an event may say, field by field, and the JSON Schema of it."""

    event: str
    label: str
    fields: tuple[FormField, ...]
    schema: Mapping[str, Any] = attrs.field(eq=False, repr=False)

    def field(self, name: str) -> FormField:
        """The field of a name. Raises KeyError."""
        return {one.name: one for one in self.fields}[name]

    @property
    def data(self) -> dict[str, Any]:
        """The form as plain JSON, for a page that draws it elsewhere; without the schema."""
        return {"event": self.event, "label": self.label, "fields": [one.data for one in self.fields]}


def describe(event: type[Event], of: Case | Rules, lang: str = DEFAULT_LANGUAGE, *, at: datetime | None = None) -> Form:
    """The form of an event.

    Of the rules alone, norms ask for a field if the event is refused without it where nothing is known yet. Of a case
    it is told as the case stands, at a moment if one is given. Raises KeyError for an event of another routine.
    """
    if not isinstance(of, Case):
        return by_rules(event, routine_of(of)[0], of, lang, at=at)
    moves, state = _moves_and_state(event, of, at)
    return _form(event, moves, state, of.rules, lang, at or of.latest or _SOME_DAY)


def by_rules(
    event: type[Event], routine: Routine, rules: Rules, lang: str = DEFAULT_LANGUAGE, *, at: datetime | None = None
) -> Form:
    """The form of an event by the rules alone, as ``describe`` has it, of a routine that needn't be installed."""
    moves = tuple(move for move in routine.moves if move.event is event)
    if not moves:
        raise KeyError(event.name)
    return _form(event, moves, initial_state(routine, Header(routine.name, "-")), rules, lang, at or _SOME_DAY)


def _form(
    event: type[Event], moves: tuple[Move[Any], ...], state: State, rules: Rules, lang: str, when: datetime
) -> Form:
    said = texts_for(rules, lang)
    asked = _asked(moves, state, event, rules, when)
    read = _read(moves, event, rules)
    kinds = {a.name: a.metadata[KIND] for a in attrs.fields(event) if KIND in a.metadata}
    names = (*_FILLED_IN, *content_fields(event))
    fields = tuple(_field(name, kinds[name], rules, said, asked, read) for name in names)
    return Form(event.name, said.label("handelser", event.name), fields, event_schema(event, rules, lang))


def _moves_and_state(event: type[Event], of: Case, at: datetime | None) -> tuple[tuple[Move[Any], ...], State]:
    """The rows of the table that count as a case stands, and what is known."""
    flow = of.routine.machine.events[event.name]
    rows = tuple(move for move in of.routine.moves if move.event is event)
    state = of.state if at is None else of.state_at(at)
    here = flow.move_in(state.phase)
    return rows if here is None else (here.move,), state


def _asked(moves: Iterable[Move[Any]], state: State, event: type[Event], rules: Rules, when: datetime) -> Norms:
    """For each field the norms under which the event is refused without it.

    What is asked for is filled in and the guards are asked again: with somebody called, each is to have a purpose.
    """
    ground = Ground(rules, state)
    draft = event(occurred_at=when, by=min(rules.vocabulary.known[UNIT]))
    guards = tuple(dict.fromkeys(guard for move in moves for guard in move.guards if guard.reads))
    found: dict[str, tuple[str, ...]] = {}
    while more := _lacking(guards, ground, draft, found):
        found.update(more)
        values = {name: next(values_of(draft, name, ground), None) for name in more}
        draft = draft.marked(**{name: value for name, value in values.items() if value is not None})
    return found


def _lacking(guards: Iterable[Guard[Any]], ground: Ground, draft: Event, known: Container[str]) -> Norms:
    """Other fields for want of which the guards refuse a draft, with the norms."""
    found: dict[str, dict[str, None]] = {}
    for guard in guards:
        for one in blocking(guard, ground, draft):
            name = one.field or ""
            if name in content_fields(type(draft)) and name not in known and mends(guard, ground, draft, one):
                found.setdefault(name, {})[one.norm] = None
    return {name: tuple(norms) for name, norms in found.items()}


def _read(moves: Iterable[Move[Any]], event: type[Event], rules: Rules) -> Norms:
    """For each field the norms that may refuse what it says."""
    found: dict[str, dict[str, None]] = {}
    for guard in dict.fromkeys(guard for move in moves for guard in move.guards):
        refusing = guard.refusing(event.name, rules)
        for name in guard.reads or ():
            found.setdefault(name, {}).update(dict.fromkeys(refusing))
    return {name: tuple(norms) for name, norms in found.items()}


def _need(name: str, asked: Norms, read: Norms) -> tuple[Need, tuple[str, ...]]:
    if name in STATED:
        return Need.ALWAYS, ()
    if name == "recorded_by":
        return Need.NO_UNIT, ()
    return (Need.NORM, asked[name]) if name in asked else (Need.OPTIONAL, read.get(name, ()))


def _field(name: str, kind: Kind, rules: Rules, said: Texts, asked: Norms = EMPTY, read: Norms = EMPTY) -> FormField:
    per = kind.lists[0] if kind.name.endswith("per_code") else None
    listed = kind.lists[-1] if kind.lists and kind.part is None and kind.name != "per_code" else None
    return FormField(
        name,
        said.label("falt", name),
        said.raw(f"hjalp.{name}") if f"hjalp.{name}" in said else "",
        kind.name,
        *_need(name, asked, read),
        listed,
        _ternary(said) if kind.name == "ternary" else _choices(listed, rules, said),
        _choices(per, rules, said),
        () if kind.part is None else tuple(_parts(kind.part, rules, said)),
        kind.part is not None and kind.schema.get("type") == "array",
    )


def _parts(part: type[Any], rules: Rules, said: Texts) -> Iterator[FormField]:
    return (_field(a.name, a.metadata[KIND], rules, said) for a in attrs.fields(part) if KIND in a.metadata)


def _ternary(said: Texts) -> tuple[Choice, ...]:
    return tuple(Choice(code, said.raw(f"tillstand.ternar.{code}")) for code in TERNARY_SCHEMA["enum"])


def _choices(of: str | None, rules: Rules, said: Texts) -> tuple[Choice, ...]:
    """The codes of a list in the order of their labels, those that have to carry a number too."""
    if of is None:
        return ()
    known, numbered = rules.vocabulary.known[of], rules.vocabulary.numbered.get(of, frozenset())
    found = (Choice(code, said.name(code, of), code in numbered, code in known) for code in known | numbered)
    return tuple(sorted(found, key=lambda one: (one.label.casefold(), one.code)))
