"""What the pages of one routine in one language are made from, and how what it names hangs together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

import attrs

from flerpart_flow.diagrams.model import Line, Picture
from flerpart_flow.diagrams.wording import Wording
from flerpart_flow.engine.definition.carriers import Carriers, carriers
from flerpart_flow.engine.definition.duties import DutySpec
from flerpart_flow.engine.definition.moves import Move
from flerpart_flow.engine.definition.outline import Deviation
from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.rules.norms import Reading
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.rules.sources import readings_of
from flerpart_flow.forms import Form
from flerpart_flow.forms.description import by_rules
from flerpart_flow.proof.twins import twins_of
from flerpart_flow.proof.twins.model import Twins
from flerpart_flow.texts import Texts
from flerpart_flow.words.sentences import capital


@attrs.frozen
class Drawn:
    """A picture and its SVG."""

    picture: Picture
    svg: str

    @property
    def name(self) -> str:
        """Its name without the routine's."""
        return self.picture.name.partition("-")[2] or self.picture.name


@attrs.frozen
class Spot:
    """A place in a picture: the id of what holds it, None where that has none."""

    drawn: Drawn
    part: str | None


@attrs.frozen(eq=False, slots=False)
class Scope:
    """A routine under its rules, in a language, with its pictures."""

    routine: Routine[Any]
    rules: Rules
    lang: str
    drawn: tuple[Drawn, ...]

    @cached_property
    def wording(self) -> Wording:
        """Names and phrases, as the pictures have them."""
        return Wording.of(self.routine, self.rules, self.lang)

    @property
    def said(self) -> Texts:
        """The texts, with the routine's own."""
        return self.wording.said

    def word(self, key: str, /, **values: Any) -> str:
        """A text of the handbook's own."""
        return self.said.say(f"handbok.{key}", **values)

    @cached_property
    def name(self) -> str:
        """What the routine is called."""
        return self.wording.routine_name()

    @cached_property
    def carried(self) -> Mapping[str, Carriers]:
        """What carries each norm."""
        return carriers(self.routine, self.rules)

    @cached_property
    def twins(self) -> Twins | None:
        """The routine's twins, if it has any."""
        return twins_of(self.routine)

    @cached_property
    def forms(self) -> Mapping[str, Form]:
        """What each event may say."""
        events = self.routine.events
        return {name: by_rules(event, self.routine, self.rules, self.lang) for name, event in events.items()}

    @cached_property
    def norm_ids(self) -> re.Pattern[str]:
        """What finds the id of a norm in a text."""
        longest = sorted(self.rules.norms, key=len, reverse=True)
        return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest))})(?![\w-])")

    def moves_of(self, event: str) -> tuple[Move[Any], ...]:
        """The rows of the table about an event."""
        return tuple(move for move in self.routine.moves if move.event.name == event)

    def duty(self, name: str) -> DutySpec | None:
        """The duty of a name."""
        return next((spec for spec in self.routine.duties if spec.name == name), None)

    @cached_property
    def deviations(self) -> Mapping[str, Deviation]:
        """The kinds of deviation, by name."""
        return {one.kind: one for one in self.routine.outline.deviations}

    @cached_property
    def roles(self) -> tuple[str, ...]:
        """Every role that acts or owes, in the order of the table."""
        acting = (move.by.code for move in self.routine.moves)
        owing = (spec.bearer for spec in self.routine.duties if spec.bearer is not None)
        return tuple(dict.fromkeys((*acting, *owing)))

    @cached_property
    def terms(self) -> Mapping[str, tuple[tuple[str, str], ...]]:
        """The closed lists that a field takes its codes from, each with the events and fields that do."""
        found: dict[str, dict[tuple[str, str], None]] = {}
        for event, form in self.forms.items():
            for field, listed in _listed(form.fields):
                found.setdefault(listed, {})[event, field] = None
        return {name: tuple(found[name]) for name in sorted(found)}

    def term(self, name: str) -> str:
        """What a closed list is called: as the first field that takes its codes; for reasons, of which event."""
        if f"ord.listor.{name}" in self.said:
            return self.said.raw(f"ord.listor.{name}")
        base, _, event = name.partition(".")
        if event:
            return f"{capital(self.said.label('falt', f'{base}_kod'))}: {self.said.label('handelser', event)}"
        return capital(self.said.label("falt", next((field for _, field in self.terms[name]), name)))

    @cached_property
    def spots(self) -> Mapping[str, tuple[Spot, ...]]:
        """Where each norm stands in the pictures."""
        found: dict[str, dict[tuple[str, str | None], Spot]] = {}
        for drawn in self.drawn:
            for part, line in _lines(drawn.picture):
                for norm in self.norm_ids.findall(line.text):
                    found.setdefault(norm, {}).setdefault((drawn.name, part), Spot(drawn, part))
        return {norm: tuple(held.values()) for norm, held in found.items()}

    def pictures_of(self, view: str, name: str | None = None) -> tuple[Drawn, ...]:
        """The pictures of a view; with a name those of that phase or party."""
        wanted = re.compile(".*" if name is None else rf"{re.escape(view)}-{re.escape(name)}(?:-\d+)?")
        return tuple(one for one in self.drawn if one.picture.view == view and wanted.fullmatch(one.name))

    @cached_property
    def asked(self) -> Mapping[str, Reading]:
        """The questions that the documents leave open, and how each is answered."""
        return readings_of(self.routine.sources)

    @cached_property
    def readings(self) -> Mapping[str, tuple[str, ...]]:
        """The norms that rest on each reading."""
        found: dict[str, list[str]] = {}
        for norm in self.rules.norms.values():
            for one in norm.reading:
                found.setdefault(one, []).append(norm.id)
        order = sorted(found, key=lambda name: (name[:1], int(re.sub(r"\D", "", name) or 0)))
        return {name: tuple(found[name]) for name in order}


def _listed(fields: Iterable[Any]) -> Iterator[tuple[str, str]]:
    for one in fields:
        if one.listed is not None:
            yield one.name, one.listed
        yield from _listed(one.parts)


def _lines(picture: Picture) -> Iterator[tuple[str | None, Line]]:
    """Every line of a picture with the id of what it stands in."""
    for node in picture.nodes:
        yield from ((node.id, line) for line in node.lines)
        for row in node.rows:
            yield from ((row.id or node.id, line) for cell in row.cells for line in cell)
    for edge in picture.edges:
        yield from ((edge.id, line) for line in edge.lines)
    yield from ((None, line) for line in picture.notes)
