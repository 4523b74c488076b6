"""How much room a phase takes in the drawing of the whole routine, with the ways in and out of it.

From left to right: what leads to it from elsewhere, the phase, the gateway behind it, and the words on the arrows. Ways
by links stand below each other under the gateway; what leads to a pause hangs on the phase's border.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import attrs

from flerpart_flow.export.bpmn.shapes import EVENT, GATEWAY, TASK, height_of
from flerpart_flow.export.scheme import Scheme, Stage, Way

HEADING: Final = 30.0
"""The width of the pool's and of each lane's heading."""
BEFORE: Final = 85.0
"""From the beginning of a column to its phase, where something comes from elsewhere."""
AFTER: Final = 80.0
"""From a phase to the middle of the gateway behind it."""
WORDS: Final = 112.0
"""The width of a label on an arrow."""
LINKED: Final = 84.0
"""The width of a link's label."""
ASKED: Final = 100.0
"""The width of a gateway's label."""
RUN: Final = WORDS + EVENT / 2 + LINKED / 2
"""From the middle of a gateway to the end of its column: room for what is written on the arrows."""
GAP: Final = 24.0
NOTE: Final = 290.0
EDGE: Final = 42.0
"""From the left of a phase to the first event on its border."""
EDGES: Final = WORDS + 24
"""Between such events."""
DOWN: Final = 85.0
"""From such an event to where it leads, at least."""
JOINED: Final = 40.0
"""From a gateway that joins what leads to a phase to the link below it."""


@attrs.frozen
class Cell:
    """A phase and the ways out of it: on the main path, by links, and from its border to a pause.

    ``joined``: the main path leads here; ``linked``: something else does, by a link. ``names`` are those of all phases,
    ``question`` is the name of the gateway behind this one.
    """

    stage: Stage
    joined: bool
    linked: bool
    main: Way | None
    others: tuple[Way, ...]
    left: tuple[Way, ...]
    names: Mapping[str, str]
    question: str

    @property
    def ending(self) -> bool:
        """Whether it is nothing but the end: no act is possible there."""
        return self.stage.ends and not self.stage.acts

    @property
    def splits(self) -> bool:
        """Whether a gateway stands behind the phase."""
        return len(self.others) + (self.main is not None or self.stage.ends) > 1

    @property
    def width(self) -> float:
        """The width of the phase, on whose border each event has its place."""
        return TASK[0] + EDGES * max(0, len(self.left) - 1)

    @property
    def before(self) -> float:
        """What stands before the phase."""
        return BEFORE if self.linked or self.stage.begins else 0.0

    @property
    def whole(self) -> float:
        """The width with what stands before and behind the phase."""
        behind = AFTER + RUN if self.splits or self.others or self.stage.ends else WORDS + 12
        noted = NOTE + 24 if self.stage.duties else 0.0
        return self.before + max(self.width + max(behind, WORDS * bool(self.left)), noted)

    @property
    def rows(self) -> tuple[float, ...]:
        """How far below the phase's line each way by a link goes; the only way goes straight on."""
        if not self.splits:
            return (0.0,) * len(self.others)
        found: list[float] = []
        at, over = 0.0, GATEWAY / 2
        for way in self.others:
            at += max(70.0, over + height_of(way.name, WORDS - 8) + 8)
            found.append(at)
            over = EVENT / 2 + 4 + self._label(way.target)
        return tuple(found)

    @property
    def down(self) -> float:
        """How far an event on the border is from where it leads: the words of all of them stand between."""
        return max([DOWN, *(height_of(way.name, WORDS) + 24 for way in self.left)])

    @property
    def above(self) -> float:
        """How much room it takes above the line that the phase stands on."""
        words = height_of(self.main.name, WORDS - 14) + 34 if self.main is not None else 0.0
        asked = height_of(self.question, ASKED) + GATEWAY / 2 + 14 if self.splits else 0.0
        return max(85.0, words, asked)

    @property
    def below(self) -> float:
        """How much room it takes below that line."""
        room = [
            80.0,
            *(y + EVENT / 2 + 12 + self._label(way.target) for y, way in zip(self.rows, self.others, strict=True)),
        ]
        border = TASK[1] / 2 + EVENT / 2 + self.down + EVENT + 12
        room += [border + self._label(way.target) for way in self.left]
        if self.linked and self.joined:
            room.append(GATEWAY / 2 + JOINED + EVENT + 12 + self._label(self.stage.phase))
        return max(room)

    def _label(self, phase: str) -> float:
        return height_of(self.names[phase], LINKED)


def cells_of(scheme: Scheme) -> tuple[Cell, ...]:
    """The cell of each stage."""
    names = {stage.phase: stage.name for stage in scheme.stages}
    return tuple(_cell(scheme, at, stage, names) for at, stage in enumerate(scheme.stages))


def _cell(scheme: Scheme, at: int, stage: Stage, names: Mapping[str, str]) -> Cell:
    phases = [one.phase for one in scheme.stages]
    after = phases[at + 1] if at + 1 < len(phases) else None
    main = [way for way in stage.ways if way.target == after and (stage.phase, after) in scheme.main]
    left = [way for way in stage.ways if way.target in scheme.routine.pauses and way not in main]
    arriving = [way for one in scheme.stages for way in one.ways if way.target == stage.phase]
    joined = at > 0 and (phases[at - 1], stage.phase) in scheme.main
    return Cell(
        stage=stage,
        joined=joined,
        linked=len(arriving) > int(joined),
        main=main[0] if main else None,
        others=tuple(way for way in stage.ways if way not in main and way not in left),
        left=tuple(left),
        names=names,
        question=scheme.wording.said.say("export.efter", fas=stage.name),
    )


def columns_of(scheme: Scheme, cells: tuple[Cell, ...]) -> tuple[int, ...]:
    """The column of each cell: the chain's in their order; a pause's in its lane, near the middle, where nothing else
    stands; else behind all others.
    """
    chain = [cell for cell in cells if not cell.stage.pauses]
    found = list(range(len(chain)))
    taken: set[tuple[str, int]] = set()
    for cell in cells[len(chain) :]:
        lane = cell.stage.lane
        near = sorted(range(1, len(chain)), key=lambda column: abs(2 * column - len(chain)))
        free = [one for one in near if lane not in _crossed(scheme, chain[one]) and (lane, one) not in taken]
        column = free[0] if free else max(found) + 1
        taken.add((lane, column))
        found.append(column)
    return tuple(found)


def _crossed(scheme: Scheme, cell: Cell) -> set[str]:
    """The lanes where a column of the chain has its phase, what is told beside it, or a line between the two."""
    codes = list(scheme.lanes)
    ends = [codes.index(code) for code in (cell.stage.lane, *cell.stage.duties)]
    return set(codes[min(ends) : max(ends) + 1])
