"""The pages of ``docs/events/``, one for each routine (beside its values): every event, as the definition has it.

What happened is the event's docstring, and what the routine asks is the guards' docstrings, so that a page can't say
anything else than the code does. ``make generated`` writes the pages; test_events_pages.py compares them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

import attrs

from flerpart_flow.engine.definition.guards import Guard
from flerpart_flow.engine.definition.moves import START, Choice, Move, Target
from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.record.events import content_fields
from flerpart_flow.engine.record.fields import Kind
from flerpart_flow.engine.rules.norms import lighter
from flerpart_flow.engine.words.reasons import texts_for
from flerpart_flow.texts import Texts
from tests.docs import values_page
from tests.docs.event_tables import JOURNAL, TYPES
from tests.docs.markdown import prose, written_table

FOLDER: Final = "events"
LIGHTER: Final[Mapping[tuple[str, str], str]] = {("follow_up_says_when_and_who", "FM-PLAN-4"): "warn"}
"""Where every finding that a guard makes by one of its norms weighs less than the norm, which the guard can't tell."""
WEIGHTS: Final = {"block": "refused", "warn": "warned", "note": "noted"}
NO_PLACE: Final = "—"
INTRODUCTION: Final = """\
# Events: {routine}

`make generated` writes this page from the routine's definition; [journal.md](../journal.md) tells how a line is
written, and [how to read the tables](../journal.md#events). Weights are those of the rules {version}. Duties,
closed lists, parameters and what is fixed have [a page of their own]({values}).

In the tables *open* stands for {open}. *Consented* stands for {consented}.
"""


@attrs.frozen
class Groups:
    """Words for several phases: those before the end, and those in which a consent is in force."""

    open: tuple[str, ...]
    consented: tuple[str, ...]

    @classmethod
    def of(cls, routine: Routine) -> Groups:
        """A consent can be extended where one is in force, and nowhere else."""
        before = tuple(phase for phase in routine.phases if phase not in routine.ends)
        extends = {phase for move in routine.moves if move.event.name == "utoka_samtycke" for phase in move.to}
        return cls(before, tuple(phase for phase in before if phase in extends))

    def say(self, phases: Iterable[str]) -> str:
        """Some phases, as short as can be said."""
        left = [str(phase) for phase in phases]
        said = []
        for word, group in (("open", self.open), ("consented", self.consented)):
            if len(group) > 1 and set(group) <= set(left):
                said.append(word)
                left = [phase for phase in left if phase not in group]
        return ", ".join([*said, *(f"`{phase}`" for phase in left)])


@attrs.frozen(eq=False)
class EventsPage:
    """The page of one routine, in English. ``lists`` is the page that explains a list of codes without names."""

    routine: Routine
    lists: Mapping[str, str] = attrs.field(factory=dict)

    @property
    def name(self) -> str:
        """The file's name."""
        return f"{self.routine.name}.md"

    @property
    def _groups(self) -> Groups:
        return Groups.of(self.routine)

    @property
    def _words(self) -> Texts:
        return texts_for(self.routine.rules(), "en")

    def text(self) -> str:
        """The whole page."""
        said, groups = self._words, self._groups
        intro = INTRODUCTION.format(
            routine=said.label("rutiner", self.routine.name),
            version=self.routine.rules().version,
            open=_listed(groups.open),
            consented=_listed(groups.consented) or "no phase",
            values=values_page.name_of(self.routine),
        )
        return intro + "".join(self._section(name, moves) for name, moves in self._sections().items())

    def _sections(self) -> dict[str, dict[str, list[Move[Any]]]]:
        """The events by the first phase that they are possible in; what is possible in every open phase stands last."""
        said, groups = self._words, self._groups
        places: dict[str, dict[str, list[Move[Any]]]] = {phase: {} for phase in self.routine.phases}
        anywhere: dict[str, list[Move[Any]]] = {}
        for event in self.routine.events:
            moves = [move for move in self.routine.moves if move.event.name == event]
            phases = {phase for move in moves for phase in move.to}
            opens = [str(move.to[START]) for move in moves if START in move.to]
            place = next(phase for phase in self.routine.phases if phase in {*phases, *opens})
            (anywhere if set(groups.open) <= phases else places[place])[event] = moves
        named = {f"{phase}: {said.label('faser', phase).lower()}": events for phase, events in places.items()}
        return {name: events for name, events in (*named.items(), ("In every open phase", anywhere)) if events}

    def _section(self, name: str, events: Mapping[str, list[Move[Any]]]) -> str:
        done = [self._event(event, moves) for event, moves in events.items()]
        asked = [row for event, moves in events.items() for row in self._asked(event, moves)]
        parts = [f"\n## {name}\n", written_table(("event", "what happened", "fields", "from", "to", "by"), done)]
        if asked:
            parts.append(written_table(("event", "the routine asks", "fields", "if not"), asked))
        choices = [line for moves in events.values() for line in self._choices(moves)]
        if choices:
            parts.append("Where it leads is decided by what is known after the event:\n\n" + "".join(choices))
        return "\n".join(parts)

    def _event(self, event: str, moves: list[Move[Any]]) -> tuple[str, ...]:
        to = {phase: target for move in moves for phase, target in move.to.items()}
        # The same act has one row in the table for each set of guards; who does it is the same.
        by = {f"{self._words.label('roller', move.by.code)} (`{move.by.norm}`)": None for move in moves}
        fields = [f"`{name}`: {self._type(kind)}" for name, kind in content_fields(moves[0].event).items()]
        return (
            f"`{event}`",
            prose(moves[0].event),
            "<br>".join(fields) or "none",
            "the first line" if START in to else self._groups.say(to),
            self._leads(to),
            "; ".join(by),
        )

    def _type(self, kind: Kind) -> str:
        word = TYPES[kind.name]
        links = [f"[{name}]({self._explains(name)}#{name.replace('.', '')})" for name in kind.lists]
        if "{}" in word:
            return word.format(*reversed(links))
        if word.endswith("of"):
            return " ".join((word, *links))
        return word.replace("](#", f"]({JOURNAL}#")

    def _explains(self, name: str) -> str:
        if name in values_page.lists_of(self.routine.rules()):
            return values_page.name_of(self.routine)
        return self.lists.get(name, JOURNAL)

    def _leads(self, to: Mapping[str, Target]) -> str:
        """The target of each phase; phases with the same target are told together, those that stay last."""
        by_target: dict[str, list[str]] = {}
        for phase, target in to.items():
            by_target.setdefault(_goal(target), []).append(phase)
        stays = by_target.pop("stays", [])
        told = [f"{self._groups.say(phases)} → {goal}" for goal, phases in by_target.items()]
        if START in to:
            return _goal(to[START])
        if not told:
            return "stays"
        return "; ".join([*told, *(["else stays"] if stays else [])])

    def _asked(self, event: str, moves: list[Move[Any]]) -> list[tuple[str, ...]]:
        """A row for each guard; a guard that only some of the moves have says in which phases."""
        rows: list[tuple[str, ...]] = []
        guards = {guard.name: guard for move in moves for guard in move.guards}
        for guard in guards.values():
            having = [move for move in moves if guard.name in {one.name for one in move.guards}]
            where = "" if len(having) == len(moves) else f" In {self._groups.say(p for m in having for p in m.to)}."
            fields = ", ".join(f"`{field}`" for field in guard.reads or ()) or NO_PLACE
            rows.append((f"`{event}`", prose(guard.check) + where, fields, self._if_not(event, guard)))
        return rows

    def _if_not(self, event: str, guard: Guard[Any]) -> str:
        rules = self.routine.rules()
        said: dict[str, list[str]] = {}
        for norm in guard.norms:
            severity = rules.norms[norm].severity_at(event)
            most = severity if guard.most is None else lighter(severity, guard.most)
            chosen = guard.under is not None and norm not in guard.under(rules)
            word = WEIGHTS[LIGHTER.get((guard.name, norm), most.value)]
            said.setdefault(f"{word} if an overlay asks for it" if chosen else word, []).append(f"`{norm}`")
        return "; ".join(f"{word}: {', '.join(told)}" for word, told in said.items())

    def _choices(self, moves: list[Move[Any]]) -> Iterable[str]:
        said = self._words
        for move in moves:
            for choice in dict.fromkeys(target for target in move.to.values() if isinstance(target, Choice)):
                phases = self._groups.say(phase for phase, target in move.to.items() if target is choice)
                for target in (*choice.targets, *(("stay",) if choice.stays else ())):
                    goal = "stays" if target == "stay" else f"`{target}`"
                    when = said.raw(f"val.{choice.name}.{target}")
                    yield f"- `{move.event.name}` in {phases} → {goal}: {when}\n"


def _goal(target: Target) -> str:
    if target is None:
        return "stays"
    if isinstance(target, Choice):
        goals = " or ".join(f"`{one}`" for one in target.targets)
        return f"stays or {goals}" if target.stays else goals
    return f"`{target}`"


def _listed(phases: tuple[str, ...]) -> str:
    names = [f"`{phase}`" for phase in phases]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def pages(routines: Iterable[Routine], lists: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """The text of each routine's two pages, by the file's name. ``lists`` is by the routine's name."""
    of = tuple(routines)
    made = [EventsPage(routine, lists.get(routine.name, {})) for routine in of]
    return {page.name: page.text() for page in made} | values_page.pages(of)


def write(folder: Path, made: Mapping[str, str]) -> tuple[Path, ...]:
    """Write the pages, and give their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in made.items():
        (folder / name).write_text(text, encoding="utf-8")
    return tuple(folder / name for name in made)
