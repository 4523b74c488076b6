"""What a routine comes to, in words, for the formats that draw processes: phases, acts, and the ways between phases.

Every row of the table is an act, once for each phase where it is possible. Acts that lead from a phase to the same
other one are one way.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

import attrs

from flerpart_flow.diagrams.ids import phase_id
from flerpart_flow.diagrams.lanes import lane_of_phase, lane_of_role, lanes
from flerpart_flow.diagrams.wording import Wording, capital
from flerpart_flow.engine.definition.duties import DutySpec
from flerpart_flow.engine.definition.moves import START, Move
from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.review.steps import Step, chain, main_path, move_id, slug, steps_from
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.words.shared_acts import limit

NAMED: Final = 3
"""The name of a way names at most so many of its acts; its condition names all."""


@attrs.frozen
class Act:
    """A row of the table in one phase, whose documentation has the norms of who acts and of every guard.

    ``leads`` are the phases that it leads to, each with when it does, empty where it always does.
    """

    id: str
    event: str
    name: str
    lane: str
    role: str
    says: tuple[str, ...]
    leads: tuple[tuple[str, str], ...]
    to: str
    """The phases that it leads to, by name, and when where it doesn't always."""

    @property
    def title(self) -> str:
        """Its name and, behind an arrow, the phases that it leads to."""
        return f"{self.name} \N{RIGHTWARDS ARROW} {self.to}" if self.to else self.name

    @property
    def documentation(self) -> str:
        """Who acts, where it leads, and the conditions with their norms, a line each."""
        return "\n".join(self.says)


@attrs.frozen
class Way:
    """From a phase to another: the acts by their ids, in words for a label and in words that name all of them."""

    id: str
    source: str
    target: str
    acts: tuple[str, ...]
    name: str
    condition: str


@attrs.frozen
class Stage:
    """A phase: its acts, the ways out of it, what is owed there in sentences, and as a list for each lane that owes."""

    id: str
    phase: str
    name: str
    lane: str
    acts: tuple[Act, ...]
    owed: tuple[str, ...]
    duties: dict[str, str]
    ways: tuple[Way, ...]
    ends: bool
    pauses: bool

    @property
    def begins(self) -> bool:
        """Whether it stands for what opens a case."""
        return self.phase == START


@attrs.frozen(eq=False)
class Scheme:
    """A routine in words: its lanes by code, and its stages: what opens a case, the chain, and the pauses.

    ``main`` are the pairs of phases that the main path joins.
    """

    wording: Wording
    lanes: dict[str, str]
    stages: tuple[Stage, ...]
    main: frozenset[tuple[str, str]]

    @property
    def routine(self) -> Routine:
        """The routine."""
        return self.wording.routine

    def stage(self, phase: str) -> Stage:
        """The stage of a phase."""
        return next(one for one in self.stages if one.phase == phase)


def scheme_of(routine: Routine, rules: Rules | None, lang: str) -> Scheme:
    """A routine in words, under the newest rules if none are given."""
    wording = Wording.of(routine, rules or routine.rules(), lang)
    phases = (START, *chain(routine), *map(str, routine.pauses))
    main = main_path(routine)
    return Scheme(
        wording,
        {lane.code: wording.lane(lane) for lane in lanes(routine)},
        tuple(_stage(wording, phase, main) for phase in phases),
        frozenset((step.source, step.target) for step in main),
    )


def _stage(wording: Wording, phase: str, main: tuple[Step, ...]) -> Stage:
    routine = wording.routine
    begins = phase == START
    lane = lane_of_role(routine, main[0].move.by.code) if begins else lane_of_phase(routine, phase)
    return Stage(
        id=phase_id(phase),
        phase=phase,
        name=wording.said.raw("export.oppna") if begins else wording.short(phase),
        lane=lane,
        acts=tuple(_act(wording, move, phase) for move in routine.moves_in(phase)),
        owed=tuple(_duty(wording, spec, "plikt") for spec in _owed(routine, phase)),
        duties=_duties(wording, phase),
        ways=tuple(_ways(wording, phase)),
        ends=phase in routine.ends,
        pauses=phase in routine.pauses,
    )


def _act(wording: Wording, move: Move[Any], phase: str) -> Act:
    said, event = wording.said, move.event.name
    leads = [step for step in steps_from(wording.routine, phase) if step.event == event]
    lines = [said.say("export.vem", vem=wording.role(move.by.code), norm=move.by.norm)]
    lines += [f"{capital(only)}."] if (only := limit(event, said)) is not None else []
    lines += [_leads(wording, step) for step in leads] or [said.raw("export.star_kvar")]
    for guard in dict.fromkeys((*move.guards, *move.foretold)):
        lines.append(said.say("export.villkor", villkor=capital(wording.condition(guard, event).text)))
    return Act(
        id=move_id(phase, event),
        event=event,
        name=wording.act(event),
        lane=lane_of_role(wording.routine, move.by.code),
        role=move.by.code,
        says=tuple(lines),
        leads=tuple((step.target, wording.when(step) or "") for step in leads),
        to=" / ".join(_whither(wording, step) for step in leads),
    )


def _whither(wording: Wording, step: Step) -> str:
    when = wording.when(step)
    return wording.short(step.target) if when is None else f"{wording.short(step.target)} [{when}]"


def _leads(wording: Wording, step: Step) -> str:
    when = wording.when(step)
    key = "leder" if when is None else "leder_om"
    return wording.said.say(f"export.{key}", fas=wording.phase(step.target), villkor=when or "")


def _owed(routine: Routine, phase: str) -> tuple[DutySpec, ...]:
    return tuple(spec for spec in routine.duties if spec.phase == phase and spec.bearer is not None)


def _duties(wording: Wording, phase: str) -> dict[str, str]:
    """What is owed in a phase, by lane, each with its last day, who owes it and its norms."""
    found: dict[str, list[str]] = {}
    for spec in _owed(wording.routine, phase):
        lane = lane_of_role(wording.routine, spec.bearer or "")
        found.setdefault(lane, [wording.said.raw("export.plikter")]).append(_duty(wording, spec, "plikt_kort"))
    return {lane: "\n".join(lines) for lane, lines in found.items()}


def _duty(wording: Wording, spec: DutySpec, key: str) -> str:
    bearer, norms = wording.role(spec.bearer or ""), ", ".join(spec.norms)
    duty = wording.duty(spec)
    said = wording.said.say(f"export.{key}", vem=bearer, vad=duty, stort_vad=capital(duty), normer=norms)
    return capital(said)


def _ways(wording: Wording, phase: str) -> Iterator[Way]:
    steps: dict[str, list[Step]] = {}
    for step in steps_from(wording.routine, phase):
        steps.setdefault(step.target, []).append(step)
    for target, leads in steps.items():
        those = sorted(leads, key=lambda step: step.when is not None)
        yield Way(
            id=f"vag-{slug(phase)}-{slug(target)}",
            source=phase,
            target=target,
            acts=tuple(move_id(phase, step.event) for step in those),
            name=_named(wording, those),
            condition="; ".join(dict.fromkeys(_told(wording, step) for step in those)),
        )


def _named(wording: Wording, those: Sequence[Step]) -> str:
    """The first acts of a way; behind those that lead there only at times, when."""
    found: dict[str, list[str]] = {}
    for step in those[:NAMED]:
        found.setdefault(wording.when(step) or "", []).append(wording.act(step.event))
    named = [" / ".join(dict.fromkeys(acts)) + (f" [{when}]" if when else "") for when, acts in found.items()]
    return "; ".join((*named, *([wording.said.raw("export.med_flera")] if len(those) > NAMED else [])))


def _told(wording: Wording, step: Step) -> str:
    when = wording.when(step)
    act = wording.act(step.event)
    return act if when is None else f"{act}, {wording.word('om', villkor=when)}"
