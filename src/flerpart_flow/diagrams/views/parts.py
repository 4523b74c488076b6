"""Pieces that several views are put together from."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from math import ceil
from typing import Any, Final

from flerpart_flow.diagrams.ids import frame_id, gathered_id, phase_id
from flerpart_flow.diagrams.lanes import lane_of_phase, lanes, shared
from flerpart_flow.diagrams.model import Edge, Frame, Kind, Line, Node, Row, Sign, Tone, Way
from flerpart_flow.diagrams.render.markup import TIED
from flerpart_flow.diagrams.wording import Wording, capital
from flerpart_flow.engine.definition.duties import DutySpec
from flerpart_flow.engine.definition.moves import START, Move
from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.review.steps import Step, all_steps, closes_normally, gathered, main_path, slug
from flerpart_flow.words.shared_acts import with_limit


def kind_of(routine: Routine, phase: str) -> Kind:
    """What a phase is drawn as."""
    if phase == START:
        return Kind.START
    if phase in routine.ends:
        return Kind.END
    return Kind.PAUSE if phase in routine.pauses else Kind.PHASE


def leads_astray(routine: Routine, step: Step) -> bool:
    """Whether a step off the main path ends the case early, or pauses it."""
    return step.target in routine.pauses or (step.target in routine.ends and not closes_normally(routine, step))


def way_of(routine: Routine, step: Step) -> Way:
    """How a step is drawn, unless as the main path: one that ends the case or pauses it as a right of the individual,
    whenever it is one; else one that does so early as a deviation.
    """
    if is_right(routine, step):
        return Way.RIGHT
    return Way.DEVIATION if leads_astray(routine, step) else Way.OTHER


def is_right(routine: Routine, step: Step) -> bool:
    """Whether a step ends the case or pauses it as a right of the individual, though others may have it, too."""
    return step.event in routine.outline.rights and step.target in (*routine.pauses, *routine.ends)


def is_shared(routine: Routine, move: Move[Any]) -> bool:
    """Whether several parties may do what a move is about."""
    return sum(move.by.code in party.roles for party in routine.outline.parties) > 1


def task(spec: DutySpec, told: str) -> str:
    """A duty as a line: with a sign of its own where the source doesn't ask for it, but the library adds it (A60)."""
    return f"{Sign.OWN if spec.own else Sign.DUTY} {told}"


LOOKS: Final = {Way.RIGHT: (f"{Sign.RIGHT} ", Tone.RIGHT), Way.DEVIATION: (f"{Sign.ASTRAY} ", Tone.ALERT)}
"""The sign before the words of a step, and their tone, where it is drawn so."""


class Paths:
    """The steps of a routine, told apart: the main path, those drawn once for many phases, and the rest."""

    def __init__(self, routine: Routine) -> None:
        self.main = main_path(routine)
        taken = {step.id for step in self.main}
        steps = all_steps(routine)
        self.gathered = gathered(
            [
                step
                for step in steps
                if is_right(routine, step) or not (step.id in taken or closes_normally(routine, step))
            ]
        )
        """A right is told of from wherever it may be used, from where the main path ends the case by it, too."""
        taken |= {step.id for group in self.gathered for step in group}
        self.single = tuple(step for step in steps if step.id not in taken)

    def single_from(self, phase: str) -> tuple[Step, ...]:
        """The steps off the main path from one phase alone."""
        return tuple(step for step in self.single if step.source == phase)


def group_id(group: Sequence[Step], paths: Paths) -> str:
    """The id of a move that is drawn once: its event, and its target where the event has several such groups."""
    several = sum(one[0].event == group[0].event for one in paths.gathered) > 1
    return gathered_id(group[0].event) + (f"-{slug(group[0].target)}" if several else "")


def step_row(
    step: Step, wording: Wording, ident: str | None = None, *, target: bool = True, main: bool = False,
    who: str | None = None,
) -> Row:  # fmt: skip
    """A step as a row in a box: the act, ``who`` does it if that has to be told, when, and where it leads; one off the
    main path that ends the case or pauses it is marked.
    """
    when = wording.when(step)
    text = capital(act_of(step, wording))
    if who is not None:
        text = f"{text} ({with_limit(who, step.event, wording.said)})"
    if when is not None:
        text = f"{text}, {wording.word('om', villkor=when)}"
    if target:
        text = f"{text} {Sign.LEADS}{TIED}{wording.short(step.target)}"
    plain = main and not is_right(wording.routine, step)
    sign, tone = ("", Tone.PLAIN) if plain else LOOKS.get(way_of(wording.routine, step), ("", Tone.PLAIN))
    leads = f" {Sign.LEADS}{TIED}{wording.short(step.target)}" if target else ""
    lines = apart(step, wording, leads) or (Line(f"{sign}{text}", tone),)
    return Row((lines,), ident or step.id, wording.step_label(step), tone)


def apart(step: Step, wording: Wording, leads: str = "") -> tuple[Line, ...]:
    """A right that isn't the individual's alone, as two: what the others do, which is no right, and the individual's
    own. None of another step, nor without texts ``delad_ratt.<event>`` for the two.
    """
    others, own = (f"delad_ratt.{step.event}.{whose}" for whose in ("ovriga", "individ"))
    if not is_right(wording.routine, step) or others not in wording.said or own not in wording.said:
        return ()
    sign, tone = LOOKS[Way.RIGHT]
    return (
        Line(f"{capital(wording.said.raw(others))}{leads}"),
        Line(f"{sign}{capital(wording.said.raw(own))}{leads}", tone),
    )


def act_of(step: Step, wording: Wording) -> str:
    """The act of a step: done anew, where it is what led into the frame that it now leads out of; and who does it, of a
    right that isn't the individual's alone.
    """
    routine, act = wording.routine, wording.act(step.event)
    if step.target in routine.pauses and any(
        step.source in frame.phases
        and any(
            one.event == step.event and one.source not in frame.phases and one.target in frame.phases
            for one in all_steps(routine)
        )
        for frame in routine.outline.frames
    ):
        act = wording.word("pa_nytt", vad=act)
    if is_right(routine, step) and is_shared(routine, step.move):
        act = wording.word("av", vad=act, vem=wording.doer(step.move, norm=False))
    return act


def gathered_rows(paths: Paths, wording: Wording, target: str) -> tuple[Row, ...]:
    """The moves that lead to a phase from many, each as a row: first from where, then the acts."""
    found: list[Row] = []
    for sources, groups in _by_sources(paths, target).items():
        names = wording.from_phases(sources)
        found.append(Row(((Line(f"{names}:", Tone.MUTED),),)))
        found.extend(gathered_row(group, paths, wording) for group in groups)
    return tuple(found)


def gathered_nodes(
    paths: Paths, wording: Wording, target: str, width: int, without: Collection[Sequence[Step]] = ()
) -> tuple[Node, ...]:
    """The moves that lead to a phase from many, as one box for each set of phases that they lead from; ``without``
    those that are told elsewhere.
    """
    return tuple(
        Node(
            id=f"fran-flera-{slug(target)}-{number}",
            kind=Kind.RIGHT if all(_right(wording, group) for group in groups) else Kind.DEVIATION,
            title=_together(wording, sources),
            rows=tuple(gathered_row(group, paths, wording) for group in groups),
            widths=(width,),
        )
        for number, (sources, groups) in enumerate(_by_sources(paths, target, without).items(), start=1)
    )


def _together(wording: Wording, phases: Sequence[str]) -> str:
    """From several phases, by name or by that of the frame that holds just them."""
    for frame in wording.routine.outline.frames:
        if set(frame.phases) == set(phases):
            held = wording.word("ram_namn", ram=capital(wording.said.label("ramar", frame.code)))
            return wording.word("fran_flera", faser=held)
    return wording.from_phases(phases)


def _right(wording: Wording, group: Sequence[Step]) -> bool:
    return way_of(wording.routine, group[0]) is Way.RIGHT


def _by_sources(
    paths: Paths, target: str, without: Collection[Sequence[Step]] = ()
) -> dict[tuple[str, ...], list[tuple[Step, ...]]]:
    boxes: dict[tuple[str, ...], list[tuple[Step, ...]]] = {}
    for group in paths.gathered:
        if group[0].target == target and group not in without:
            boxes.setdefault(tuple(step.source for step in group), []).append(group)
    return boxes


def gathered_row(group: Sequence[Step], paths: Paths, wording: Wording) -> Row:
    """A move that leads to a phase from many, as a row."""
    row = step_row(group[0], wording, group_id(group, paths), target=False)
    label = f"{wording.from_phases(step.source for step in group)}: {'; '.join(line.text for line in row.cells[0])}"
    return Row(row.cells, row.id, label, row.tone)


def main_edge(step: Step, wording: Wording, width: int = 32, *, conditions: bool = False, who: bool = False) -> Edge:
    """A step of the main path as an arrow, whose words are broken at a width; with the conditions that matter most, if
    they are asked for. With ``who`` it says who acts, where several parties share the lane.
    """
    act, when = wording.act(step.event), wording.when(step)
    if (actor := _from_elsewhere(step, wording, who)) is not None:
        act = f"{actor}: {wording.limited(step.event)}"
    lines = [Line(act), *([] if when is None else [Line(f"[{when}]", Tone.MUTED)])]
    if conditions:
        lines.extend(wording.first_of(step.move))
    return Edge(
        id=step.id,
        source=phase_id(step.source),
        target=phase_id(step.target),
        way=Way.MAIN,
        lines=tuple(lines),
        width=width,
        label=wording.step_label(step),
    )


def _from_elsewhere(step: Step, wording: Wording, who: bool) -> str | None:
    """The heading of the lane that takes the step, where others answer for both phases that it joins; ``who`` acts,
    where several parties share the lane.
    """
    routine, role = wording.routine, step.move.by.code
    acts = next(lane for lane in lanes(routine) if role in lane.roles)
    if who and shared(routine, acts):
        return capital(wording.role(role))
    if step.source == START:
        return None
    answer = (lane_of_phase(routine, step.source), lane_of_phase(routine, step.target))
    return None if acts.code in answer else wording.lane(acts)


def loops(steps: Iterable[Step], wording: Wording, without: Iterable[Edge] = ()) -> tuple[Edge, ...]:
    """An arrow without a text for each pair of phases that steps off the main path join; the boxes name the steps. None
    for a pair that one of the arrows ``without`` joins.
    """
    joined = {(edge.source, edge.target) for edge in without}
    pairs: dict[tuple[str, str], list[Step]] = {}
    for step in steps:
        pairs.setdefault((step.source, step.target), []).append(step)
    return tuple(
        Edge(
            id=f"vag-{slug(source)}-{slug(target)}",
            source=phase_id(source),
            target=phase_id(target),
            way=way_of(wording.routine, found[0]),
            label=" ".join(wording.step_label(step, conditions=False) for step in found),
        )
        for (source, target), found in pairs.items()
        if (phase_id(source), phase_id(target)) not in joined
    )


def frames(wording: Wording, within: Collection[str]) -> tuple[Frame, ...]:
    """The frames of the routine around the phases of a picture."""
    return tuple(
        Frame(
            id=frame_id(frame.code),
            title=capital(wording.said.label("ramar", frame.code)),
            nodes=tuple(phase_id(phase) for phase in frame.phases),
            label=wording.word("ram", ram=wording.said.label("ramar", frame.code), faser=wording.phases(frame.phases)),
        )
        for frame in wording.routine.outline.frames
        if all(phase in within for phase in frame.phases)
    )


def snake(ids: Sequence[str], most: int, *, plain: bool = False) -> tuple[tuple[str, ...], ...]:
    """Rows of at most so many, to the right and back to the left in turn, so that each follows on the one before; all
    to the right, if they are to be ``plain``.
    """
    width = ceil(len(ids) / ceil(len(ids) / most))
    rows = [ids[start : start + width] for start in range(0, len(ids), width)]
    return tuple(tuple(row if plain or number % 2 == 0 else reversed(row)) for number, row in enumerate(rows))
