"""Pieces that several views are put together from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil

from flerpart_flow.diagrams.model import Edge, Key, Kind, Line, Mark, Node, Row, Tone, Way
from flerpart_flow.diagrams.render.markup import TIED, broken
from flerpart_flow.diagrams.steps import (
    Step,
    all_steps,
    gathered,
    gathered_id,
    lane_of_phase,
    lane_of_role,
    lanes,
    main_path,
    phase_id,
    slug,
)
from flerpart_flow.diagrams.views.request import Request
from flerpart_flow.diagrams.wording import Wording, capital
from flerpart_flow.engine.definition.moves import START
from flerpart_flow.engine.definition.routine import Routine


def kind_of(routine: Routine, phase: str) -> Kind:
    """What a phase is drawn as."""
    if phase == START:
        return Kind.START
    if phase in routine.ends:
        return Kind.END
    return Kind.PAUSE if phase in routine.pauses else Kind.PHASE


def leads_astray(routine: Routine, step: Step) -> bool:
    """Whether a step off the main path ends or pauses the case."""
    return step.target in routine.ends or step.target in routine.pauses


def way_of(routine: Routine, step: Step) -> Way:
    """How a step off the main path is drawn."""
    return Way.DEVIATION if leads_astray(routine, step) else Way.OTHER


class Paths:
    """The steps of a routine, told apart: the main path, those drawn once for many phases, and the rest."""

    def __init__(self, routine: Routine) -> None:
        self.main = main_path(routine)
        taken = {step.id for step in self.main}
        rest = [step for step in all_steps(routine) if step.id not in taken]
        self.gathered = gathered(rest)
        taken |= {step.id for group in self.gathered for step in group}
        self.single = tuple(step for step in rest if step.id not in taken)

    def single_from(self, phase: str) -> tuple[Step, ...]:
        """The steps off the main path from one phase alone."""
        return tuple(step for step in self.single if step.source == phase)


def group_id(group: Sequence[Step], paths: Paths) -> str:
    """The id of a move that is drawn once: its event, and its target where the event has several such groups."""
    several = sum(one[0].event == group[0].event for one in paths.gathered) > 1
    return gathered_id(group[0].event) + (f"-{slug(group[0].target)}" if several else "")


def step_row(step: Step, wording: Wording, ident: str | None = None, *, target: bool = True, main: bool = False) -> Row:
    """A step as a row in a box: the act, when, and where it leads; one off the main path that ends the case or pauses
    it is marked.
    """
    when = wording.when(step)
    text = capital(wording.act(step.event))
    if when is not None:
        text = f"{text}, {wording.word('om', villkor=when)}"
    if target:
        text = f"{text} ►{TIED}{wording.short(step.target)}"
    astray = not main and leads_astray(wording.routine, step)
    sign, tone = ("! ", Tone.ALERT) if astray else ("", Tone.PLAIN)
    line = Line(f"{sign}{text}", tone)
    return Row(((line,),), ident or step.id, wording.step_label(step), tone)


def gathered_rows(paths: Paths, wording: Wording, target: str) -> tuple[Row, ...]:
    """The moves that lead to a phase from many, each as a row: first from where, then the acts."""
    found: list[Row] = []
    for sources, groups in _by_sources(paths, target).items():
        names = wording.word("fran_flera", faser=wording.phases(sources))
        found.append(Row(((Line(f"{names}:", Tone.MUTED),),)))
        found.extend(_gathered_row(group, paths, wording) for group in groups)
    return tuple(found)


def gathered_nodes(paths: Paths, wording: Wording, target: str, width: int) -> tuple[Node, ...]:
    """The moves that lead to a phase from many, as one box for each set of phases that they lead from."""
    return tuple(
        Node(
            id=f"fran-flera-{slug(target)}-{number}",
            kind=Kind.DEVIATION,
            title=wording.word("fran_flera", faser=wording.phases(sources)),
            rows=tuple(_gathered_row(group, paths, wording) for group in groups),
            widths=(width,),
        )
        for number, (sources, groups) in enumerate(_by_sources(paths, target).items(), start=1)
    )


def _by_sources(paths: Paths, target: str) -> dict[tuple[str, ...], list[tuple[Step, ...]]]:
    boxes: dict[tuple[str, ...], list[tuple[Step, ...]]] = {}
    for group in paths.gathered:
        if group[0].target == target:
            boxes.setdefault(tuple(step.source for step in group), []).append(group)
    return boxes


def _gathered_row(group: Sequence[Step], paths: Paths, wording: Wording) -> Row:
    row = step_row(group[0], wording, group_id(group, paths), target=False)
    names = wording.phases(step.source for step in group)
    label = f"{wording.word('fran_flera', faser=names)}: {row.cells[0][0].text}"
    return Row(row.cells, row.id, label, row.tone)


def main_edge(step: Step, wording: Wording, width: int = 32, *, conditions: bool = True) -> Edge:
    """A step of the main path as an arrow, whose words are broken at a width."""
    act, when, count = wording.act(step.event), wording.when(step), len(step.move.guards)
    if (actor := _from_elsewhere(step, wording)) is not None:
        act = f"{actor}: {act}"
    if conditions and count:
        asked = wording.word("ett_villkor" if count == 1 else "antal_villkor", antal=count)
        act = f"{act} [{asked.replace(' ', TIED)}]"
    lines = [Line(act), *([] if when is None else [Line(f"[{when}]", Tone.MUTED)])]
    return Edge(
        id=step.id,
        source=phase_id(step.source),
        target=phase_id(step.target),
        way=Way.MAIN,
        lines=tuple(lines),
        width=width,
        label=wording.step_label(step),
    )


def _from_elsewhere(step: Step, wording: Wording) -> str | None:
    """The heading of the lane that takes the step, where others answer for both phases that it joins."""
    routine = wording.routine
    if step.source == START:
        return None
    acts = lane_of_role(routine, step.move.by.code)
    answer = (lane_of_phase(routine, step.source), lane_of_phase(routine, step.target))
    return None if acts in answer else wording.lane(next(lane for lane in lanes(routine) if lane.code == acts))


def loops(steps: Iterable[Step], wording: Wording) -> tuple[Edge, ...]:
    """An arrow without a text for each pair of phases that steps off the main path join; the boxes name the steps."""
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
    )


def legend(wording: Wording, *shown: Kind | Way | Mark) -> tuple[Key, ...]:
    """The legend's entries for what a picture shows."""
    return tuple(Key(wording.word(f"nyckel.{one.value}"), one) for one in shown)


def snake(ids: Sequence[str], most: int) -> tuple[tuple[str, ...], ...]:
    """Rows of at most so many, to the right and back to the left in turn, so that each follows on the one before."""
    width = ceil(len(ids) / ceil(len(ids) / most))
    rows = [ids[start : start + width] for start in range(0, len(ids), width)]
    return tuple(tuple(row if number % 2 == 0 else reversed(row)) for number, row in enumerate(rows))


def height_of(row: Row, widths: Sequence[int]) -> float:
    """The lines that a row of a table takes, with the space around them."""
    lines = (sum(len(broken(line.text, width)) for line in cell) for cell, width in zip(row.cells, widths, strict=True))
    return max(lines) + 0.5


def two_columns(request: Request, view: str, name: str, rows: Sequence[Row], widths: tuple[int, int]) -> Node:
    """A table under ``bilder.<view>.<name>``: two headings, and a row that says so where there are none."""
    wording = request.wording
    none = Row(((Line("–"),), (Line(wording.word(f"{view}.{name}_inga"), Tone.MUTED),)))
    return Node(
        id=f"{view}-{slug(name)}",
        kind=Kind.TABLE,
        title=wording.word(f"{view}.{name}"),
        columns=(wording.word(f"{view}.{name}_forst"), wording.word(f"{view}.{name}_sedan")),
        rows=tuple(rows) or (none,),
        widths=widths,
    )
