"""A frame of phases on a page: the rows that it fills, and the one way from it to a pause and the one back."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from flerpart_flow.diagrams.ids import phase_id
from flerpart_flow.diagrams.model import Edge, Frame, Line, Row, Way
from flerpart_flow.diagrams.views.parts import Paths, gathered_row, snake, way_of
from flerpart_flow.diagrams.views.request import Request
from flerpart_flow.diagrams.wording import capital
from flerpart_flow.engine.review.steps import Step

MOST = 3
"""At most so many boxes beside each other, so that they can be read on A4."""


def rows_of(
    ids: Sequence[str], around: Sequence[Frame], last: Sequence[str], before: str | None
) -> tuple[tuple[str, ...], ...]:
    """The boxes in rows, those of a frame in rows of their own. ``last`` go to the last row: beside the end, which
    stands below the box ``before`` it, where there is a frame; else by themselves.
    """
    held = {ident: frame.id for frame in around for ident in frame.nodes}
    if not held:
        return (*snake(ids, MOST), *((tuple(last),) if last else ()))
    rows: list[tuple[str, ...]] = []
    for _, part in groupby(ids, key=lambda ident: held.get(ident)):
        for row in snake(list(part), MOST, plain=True):
            rows.append(row if len(rows) % 2 == 0 else tuple(reversed(row)))
    end = rows.pop() if len(rows[-1]) == 1 else ()
    beside = (*end, *last)
    row = next((row for row in rows if before in row), ())
    leftmost = before is None or not row or row.index(before) < len(row) / 2
    return (*rows, beside if leftmost else tuple(reversed(beside)))


def past_a_box(step: Step, ranks: Sequence[Sequence[str]], around: Sequence[Frame]) -> bool:
    """Whether an arrow would lead past a box of its row, and so out of the frame. The box names where it leads."""
    if not any(phase_id(step.source) in frame.nodes for frame in around):
        return False
    row: Sequence[str] = next((row for row in ranks if phase_id(step.source) in row), ())
    return phase_id(step.target) in row and abs(row.index(phase_id(step.target)) - row.index(phase_id(step.source))) > 1


class Pauses:
    """The ways to a pause from every phase of a frame, and back into it, each told as one."""

    def __init__(self, request: Request, paths: Paths, around: Sequence[Frame]) -> None:
        self.request, self.paths, self.around = request, paths, around
        self._held = {frame.id: frozenset(frame.nodes) for frame in around}

    def of_frames(self, pause: str) -> tuple[tuple[Step, ...], ...]:
        """The moves that lead to a pause from just the phases of a frame."""
        return tuple(group for frame in self.around for group in self._groups(frame, pause))

    def rows(self, pause: str) -> tuple[Row, ...]:
        """What leads to the pause from a frame, in the pause's box."""
        wording, found = self.request.wording, []
        for frame in self.around:
            if groups := self._groups(frame, pause):
                found.append(Row(((Line(wording.word("hit_fran", ram=frame.title)),),)))
                found.extend(gathered_row(group, self.paths, wording) for group in groups)
        return tuple(found)

    def onward(self, pause: str) -> tuple[Row, ...]:
        """The heading of what leads away from a pause, where its box first tells what leads there."""
        away = self.rows(pause) and self.paths.single_from(pause)
        return (Row(((Line(self.request.wording.word("harifran")),),)),) if away else ()

    def tells(self, step: Step) -> bool:
        """Whether a step back is told by the one arrow to the frame."""
        return step.source in self.request.routine.pauses and self._frame(step.target) is not None

    def edges(self) -> tuple[Edge, ...]:
        """One arrow to each pause, and one back, with what leads there."""
        wording, routine = self.request.wording, self.request.routine
        found: list[Edge] = []
        for pause in map(str, routine.pauses):
            for frame in self.around:
                groups = self._groups(frame, pause)
                back = [step for step in self.paths.single_from(pause) if self._frame(step.target) is frame]
                if groups:
                    always = [group for group in groups if group[0].when is None] or groups
                    acts = wording.said.join([wording.act(group[0].event) for group in always], "eller")
                    found.append(self._edge(frame.id, phase_id(pause), acts, way_of(routine, groups[0][0])))
                if back:
                    acts = wording.said.join(list(dict.fromkeys(wording.act(step.event) for step in back)), "eller")
                    found.append(self._edge(phase_id(pause), frame.id, acts, Way.OTHER))
        return tuple(found)

    def _edge(self, source: str, target: str, acts: str, way: Way) -> Edge:
        return Edge(
            id=f"vag-{source}-{target}",
            source=source,
            target=target,
            way=way,
            lines=(Line(acts),),
            width=24,
            label=f"{capital(acts)}.",
        )

    def _groups(self, frame: Frame, pause: str) -> list[tuple[Step, ...]]:
        return [
            group
            for group in self.paths.gathered
            if group[0].target == pause and {phase_id(step.source) for step in group} == self._held[frame.id]
        ]

    def _frame(self, phase: str) -> Frame | None:
        return next((frame for frame in self.around if phase_id(phase) in frame.nodes), None)
