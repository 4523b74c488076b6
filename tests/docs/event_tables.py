"""A page's tables of events, held against the table of the routine that it tells of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import attrs

from flerpart_flow.engine.definition.moves import Choice, Move, phases_of
from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.record.events import content_fields
from flerpart_flow.engine.record.fields import Kind
from tests.docs.markdown import codes, sections, table

JOURNAL = "../journal.md"
WEIGHTS = {"refused": "block", "warned": "warn", "noted": "note"}
HEAVIER = ("note", "warn", "block")
TYPES = {
    "text": "text",
    "texts": "list of texts",
    "integer": "number",
    "digest": "digest",
    "ternary": "three values",
    "time": "time",
    "day": "day",
    "code": "code of",
    "codes": "codes of",
    "per_code": "a text for each of",
    "codes_per_code": "codes of {} for each of {}",
    "reference": "reference",
    "age": "age",
    "plan": "[plan](#the-plan)",
    "corrections": "[corrected fields](#corrections)",
}


@attrs.frozen(eq=False)
class EventTables:
    """What a page says of a routine's events.

    ``groups`` are words for several phases, ``roles`` the page's words for a role. ``at_most`` are conditions whose
    every finding weighs less than its norm. ``elsewhere`` is the page that explains a closed list, where it isn't
    JOURNAL.
    """

    page: str
    routine: Routine
    groups: Mapping[str, tuple[str, ...]]
    roles: Mapping[str, str]
    at_most: Mapping[tuple[str, str], str] = attrs.field(factory=dict)
    elsewhere: Mapping[str, str] = attrs.field(factory=dict)

    def rows(self, first: str) -> list[dict[str, str]]:
        """The rows of every table whose head begins so, in order."""
        found = []
        for text in sections(self.page).values():
            for part in text.split("\n\n"):
                lines = [line for line in part.splitlines() if line.startswith("|")]
                if lines and lines[0].startswith(first):
                    found += table(part)
        return found

    @property
    def events(self) -> dict[str, dict[str, str]]:
        """The rows that tell what can be written, by event."""
        return {codes(row["event"])[0]: row for row in self.rows("| event | what happened |")}

    @property
    def conditions(self) -> list[dict[str, str]]:
        """The rows that tell what the routine asks."""
        return self.rows("| event | the routine asks |")

    def moves_of(self, event: str) -> list[Move[Any]]:
        """The rows of the routine's table for an event."""
        return [move for move in self.routine.moves if move.event.name == event]

    def _link(self, name: str) -> str:
        return f"[{name}]({self.elsewhere.get(name, JOURNAL)}#{name.replace('.', '')})"

    def type_of(self, kind: Kind) -> str:
        """How the page writes a field's type."""
        word = TYPES[kind.name]
        if "{}" in word:
            return word.format(*(self._link(name) for name in reversed(kind.lists)))
        if word.endswith("of"):
            return word + "".join(f" {self._link(name)}" for name in kind.lists)
        return word.replace("](#", f"]({JOURNAL}#")

    def check_once_each(self) -> None:
        """Every event has one row, and no row is of another."""
        assert len(self.events) == len(self.rows("| event | what happened |"))
        assert set(self.events) == set(self.routine.events)

    def check_fields(self, event: str) -> None:
        """The event has the fields that its row says."""
        fields = content_fields(self.routine.events[event])
        expected = "<br>".join(f"`{name}`: {self.type_of(kind)}" for name, kind in fields.items())
        assert self.events[event]["fields"] == (expected or "none")

    def phases_in(self, cell: str) -> set[str]:
        """The phases of a cell, with the words for several written out."""
        named = set(codes(cell))
        for word, phases in self.groups.items():
            if re.search(rf"\b{word}\b", re.sub("`[^`]*`", "", cell)):
                named |= set(phases)
        return named

    def _said_targets(self, cell: str) -> dict[str, set[str]]:
        """What a *to* cell says: for each phase that it names, where the event may lead from there."""
        found: dict[str, set[str]] = {}
        for part in cell.split("; "):
            source, arrow, goal = part.partition(" → ")
            for phase in self.phases_in(source) if arrow else ():
                found[phase] = {*codes(goal), *((phase,) if "stays" in goal else ())}
        return found

    def check_way(self, event: str) -> None:
        """The event is possible and leads where its row says."""
        to = {phase: target for move in self.moves_of(event) for phase, target in move.to.items()}
        assert self.phases_in(self.events[event]["from"]) == set(to)
        said = self._said_targets(self.events[event]["to"])
        for phase, target in to.items():
            expected = said.get(phase, {phase})
            if isinstance(target, Choice):
                assert len(expected) > 1
                assert expected <= {phase, *target.targets}
            else:
                assert expected == set(phases_of(target, phase)), phase

    def check_actor(self, event: str) -> None:
        """The event is done by whom its row says, under the norm that it says."""
        said = re.fullmatch(r"(.+) \(`([A-Z0-9-]+)`\)", self.events[event]["by"])
        assert said is not None
        assert {(move.by.code, move.by.norm) for move in self.moves_of(event)} == {(self.roles[said[1]], said[2])}

    def check_norms(self, event: str) -> None:
        """The page names every norm that the event is held to, and the most that it weighs."""
        said: dict[str, str] = {}
        for row in self.conditions:
            if event in codes(row["event"]):
                for part in row["if not"].split("; "):
                    word, _, norms = part.partition(": ")
                    for norm in codes(norms):
                        said[norm] = max(said.get(norm, "note"), WEIGHTS[word.partition(" if ")[0]], key=HEAVIER.index)
        norms_of = self.routine.rules().norms
        carried = {norm for move in self.moves_of(event) for guard in move.guards for norm in guard.norms}
        weights = {norm: norms_of[norm].severity_at(event).value for norm in carried}
        assert said == {norm: self.at_most.get((event, norm), weight) for norm, weight in weights.items()}
