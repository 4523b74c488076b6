"""The whole routine from left to right: a column for each phase, in the lane of those who answer for it.

The main path is drawn; every other way goes by link events, so that no line crosses another. What leads to a pause is
an event on the border of the phase that it ends.
"""

from __future__ import annotations

import attrs

from flerpart_flow.engine.review.steps import slug
from flerpart_flow.export.bpmn.columns import (
    AFTER,
    ASKED,
    EDGE,
    EDGES,
    GAP,
    HEADING,
    JOINED,
    LINKED,
    NOTE,
    WORDS,
    Cell,
    cells_of,
    columns_of,
)
from flerpart_flow.export.bpmn.inside import inside
from flerpart_flow.export.bpmn.shapes import (
    EVENT,
    GATEWAY,
    LETTER,
    TASK,
    Box,
    Flow,
    Kind,
    LaneBox,
    Node,
    Note,
    Plane,
    around,
    height_of,
    label_above,
    label_below,
    note_height,
    room_for,
)
from flerpart_flow.export.scheme import Scheme, Way


def whole(scheme: Scheme) -> tuple[Plane, Box]:
    """The plane of the whole routine, and the place of its pool."""
    return _Whole(scheme).drawn()


class _Whole:
    """The drawing, column by column."""

    def __init__(self, scheme: Scheme) -> None:
        self.scheme = scheme
        self.cells = cells_of(scheme)
        self.columns = columns_of(scheme, self.cells)
        self.widths = [
            max(cell.whole for cell, own in zip(self.cells, self.columns, strict=True) if own == column)
            for column in range(max(self.columns) + 1)
        ]
        self.nodes: list[Node] = []
        self.flows: list[Flow] = []
        self.notes: list[Note] = []
        self.lines: dict[str, float] = {}
        self.lanes = self._lanes()

    def _lanes(self) -> tuple[LaneBox, ...]:
        """Each lane, as high as what stands in it, and the line that its phases stand on."""
        found: list[LaneBox] = []
        top = 0.0
        width = HEADING + sum(self.widths) + GAP * (len(self.widths) + 1)
        for code, name in self.scheme.lanes.items():
            there = [cell for cell in self.cells if cell.stage.lane == code]
            above = max((cell.above for cell in there), default=0.0)
            own = [above + cell.below for cell in there]
            self.lines[code] = top + above
            notes = [self._note_height(cell, code) + 2 * GAP for cell in self.cells if self._noted(cell, code)]
            height = max([room_for(name), *own, *notes])
            found.append(LaneBox(f"bana-{slug(code)}", code, name, Box(HEADING, top, width, height)))
            top += height
        return tuple(found)

    def _noted(self, cell: Cell, code: str) -> bool:
        """Whether what a lane owes is told beside a phase of another; of a pause it stands inside alone."""
        return code in cell.stage.duties and code != cell.stage.lane and not cell.stage.pauses

    def _note_height(self, cell: Cell, code: str) -> float:
        return note_height(cell.stage.duties[code], NOTE)

    def drawn(self) -> tuple[Plane, Box]:
        """The plane and the pool."""
        for at, cell in enumerate(self.cells):
            self._column(at, cell, self._begins(self.columns[at]))
        last = self.lanes[-1].box
        pool = Box(0, 0, HEADING + last.width, last.bottom)
        nodes, flows, notes = tuple(self.nodes), tuple(self.flows), tuple(self.notes)
        return Plane(lanes=self.lanes, nodes=nodes, flows=flows, notes=notes), pool

    def _begins(self, column: int) -> float:
        """Where a column begins."""
        return 2 * HEADING + GAP + sum(width + GAP for width in self.widths[:column])

    def _column(self, at: int, cell: Cell, x: float) -> None:
        stage, line = cell.stage, self.lines[cell.stage.lane]
        phase = self._phase(cell, Box(x + cell.before, line - TASK[1] / 2, cell.width, TASK[1]))
        self.nodes.append(phase)
        self._arrivals(cell, phase, x, line)
        gateway = around(phase.box.right + AFTER, line, GATEWAY)
        leaves = phase.id
        if cell.splits:
            leaves = f"val-{slug(stage.phase)}"
            name = cell.question
            label = label_above(name, gateway.x - 54, gateway.y, ASKED)
            self._node(leaves, Kind.CHOICE, name, gateway, stage.lane, label)
            self._flow(phase.id, leaves, ((phase.box.right, line), (gateway.x, line)))
        start = gateway.right if cell.splits else phase.box.right
        if cell.main is not None:
            self._main(at, cell.main, leaves, start)
        elif stage.ends and not cell.ending:
            self._end(cell, leaves, start, line)
        for way, down in zip(cell.others, cell.rows, strict=True):
            self._by_link(way, leaves, gateway, cell, down)
        for number, way in enumerate(cell.left):
            self._on_the_border(way, phase, number, cell.down)
        for code in self.scheme.lanes:
            if self._noted(cell, code):
                self._note(cell, code, phase)

    def _phase(self, cell: Cell, box: Box) -> Node:
        stage = cell.stage
        said = self.scheme.wording.said
        if cell.ending:
            end = around(box.x + EVENT / 2, box.centre, EVENT)
            label = label_below(stage.name, end.middle, end.bottom + 4, 90.0)
            return Node(id=stage.id, kind=Kind.END, name=stage.name, box=end, lane=stage.lane, label=label)
        if stage.begins and len(stage.acts) == 1:
            act = stage.acts[0]
            return Node(
                id=act.id, kind=Kind.TASK, name=act.name, box=box, lane=stage.lane, documentation=act.documentation
            )  # fmt: skip
        out = "; ".join(way.condition for way in stage.ways)
        told = [said.say("export.fasen", fas=self.scheme.wording.phase(stage.phase))] if not stage.begins else []
        return Node(
            id=stage.id, kind=Kind.PHASE, name=stage.name, box=box, lane=stage.lane,
            documentation="\n".join((*told, *stage.owed)), condition=said.say("export.tills", vad=out) if out else "",
            plane=inside(self.scheme, stage),
        )  # fmt: skip

    def _arrivals(self, cell: Cell, phase: Node, x: float, line: float) -> None:
        """What leads to a phase: the main path, links from elsewhere, and, before both, a gateway that joins them."""
        stage = cell.stage
        entry = f"till-{slug(stage.phase)}"
        if stage.begins:
            box = around(x + LINKED / 2, line, EVENT)
            label = label_below(self._said("start"), box.middle, box.bottom + 4, 80.0)
            self._node(entry, Kind.START, self._said("start"), box, stage.lane, label)
            self._flow(entry, phase.id, ((box.right, line), (phase.box.x, line)))
        elif cell.linked and cell.joined:
            joint = around(x + LINKED / 2, line, GATEWAY)
            self._node(f"in-{slug(stage.phase)}", Kind.CHOICE, "", joint, stage.lane)
            self._flow(f"in-{slug(stage.phase)}", phase.id, ((joint.right, line), (phase.box.x, line)))
            box = around(joint.middle, joint.bottom + JOINED + EVENT / 2, EVENT)
            self._link(entry, Kind.FROM, stage.phase, box, stage.lane)
            self._flow(entry, f"in-{slug(stage.phase)}", ((box.middle, box.y), (box.middle, joint.bottom)))
        elif cell.linked:
            box = around(x + LINKED / 2, line, EVENT)
            self._link(entry, Kind.FROM, stage.phase, box, stage.lane)
            self._flow(entry, phase.id, ((box.right, line), (phase.box.x, line)))

    def _main(self, at: int, way: Way, leaves: str, start: float) -> None:
        """On to the next column: along, and in the gap between the columns up or down."""
        line = self.lines[self.cells[at].stage.lane]
        after = self.cells[at + 1]
        there = self.lines[after.stage.lane]
        begins = self._begins(at + 1)
        turn = begins - GAP / 2
        joint = after.linked and after.joined
        target = f"in-{slug(after.stage.phase)}" if joint else after.stage.id
        ends = begins + (LINKED - GATEWAY) / 2 if joint else begins + after.before
        bends = () if there == line else ((turn, line), (turn, there))
        label = self._said_of(way, self.cells[at], label_above(way.name, start + 6, line, WORDS))
        self._flow(leaves, target, ((start, line), *bends, (ends, there)), way, label)

    def _end(self, cell: Cell, leaves: str, start: float, line: float) -> None:
        box = around(start + 75, line, EVENT)
        name = self._said("slut")
        ident = f"slut-{slug(cell.stage.phase)}"
        label = label_above(name, box.middle - 45, box.y, 90.0)
        self._node(ident, Kind.END, name, box, cell.stage.lane, label)
        self._flow(leaves, ident, ((start, line), (box.x, line)))

    def _by_link(self, way: Way, leaves: str, gateway: Box, cell: Cell, down: float) -> None:
        """A way by a link: straight on where it is the only one, else on a row below the gateway."""
        line = gateway.centre
        y = line + down
        start = gateway.middle if down else gateway.middle - AFTER
        box = around(gateway.middle + WORDS + EVENT / 2, y, EVENT)
        ident = f"{way.id}-till"
        self._link(ident, Kind.TO, way.target, box, cell.stage.lane, way)
        points = ((start, gateway.bottom), (start, y), (box.x, y)) if down else ((start, line), (box.x, y))
        label = self._said_of(way, cell, label_above(way.name, gateway.middle + 6, y, WORDS - 8))
        self._flow(leaves, ident, points, way, label)

    def _said_of(self, way: Way, cell: Cell, label: Box) -> Box | None:
        """The place of a way's label. Only what comes from a gateway has one: else the words stand beside the arrow,
        or, where the phase is one task, in the task.
        """
        if not cell.splits and cell.stage.acts[1:]:
            box = Box(label.x, label.y - 12, WORDS + 6, height_of(way.name, WORDS - 14) + 10)
            self.notes.append(Note(f"{way.id}-text", way.name, attrs.evolve(box, y=label.bottom - box.height)))
        return label if cell.splits else None

    def _on_the_border(self, way: Way, phase: Node, number: int, down: float) -> None:
        box = around(phase.box.x + EDGE + EDGES * number, phase.box.bottom, EVENT)
        ident = f"{way.id}-slut"
        label = Box(box.middle + 6, box.bottom + 12, WORDS, height_of(way.name, WORDS))
        self.nodes.append(
            Node(
                id=ident, kind=Kind.LEFT, name=way.name, box=box, lane=phase.lane, label=label, on=phase.id,
                condition=way.condition,
            )
        )  # fmt: skip
        to = around(box.middle, box.bottom + down + EVENT / 2, EVENT)
        self._link(f"{way.id}-till", Kind.TO, way.target, to, phase.lane, way, beside=True)
        self._flow(ident, f"{way.id}-till", ((box.middle, box.bottom), (box.middle, to.y)), way, None)

    def _note(self, cell: Cell, code: str, phase: Node) -> None:
        """What another lane owes in a phase, in that lane, below or above the phase."""
        codes = list(self.scheme.lanes)
        away = codes.index(code) - codes.index(cell.stage.lane)
        lane = self.lanes[codes.index(code)].box
        same = [one for one in codes if (codes.index(one) - codes.index(cell.stage.lane)) * away > 0]
        far = max(abs(codes.index(one) - codes.index(cell.stage.lane)) for one in same)
        x = phase.box.x + 6 + min(7.0, 14.0 / far) * (far - abs(away))
        height = self._note_height(cell, code)
        box = Box(x, lane.y + GAP if away > 0 else lane.bottom - GAP - height, NOTE, height)
        points = ((x, phase.box.bottom), (x, box.y)) if away > 0 else ((x, phase.box.y), (x, box.bottom))
        ident = f"plikter-{slug(cell.stage.phase)}-{slug(code)}"
        self.notes.append(Note(f"{ident}-ute", cell.stage.duties[code], box, phase.id, points))

    def _node(self, ident: str, kind: Kind, name: str, box: Box, lane: str, label: Box | None = None) -> None:
        self.nodes.append(Node(id=ident, kind=kind, name=name, box=box, lane=lane, label=label))

    def _link(
        self,
        ident: str,
        kind: Kind,
        phase: str,
        box: Box,
        lane: str,
        way: Way | None = None,
        *,
        beside: bool = False,
    ) -> None:
        name = self.cells[0].names[phase]
        label = label_below(name, box.middle, box.bottom + 4, LINKED)
        if beside:
            width = min(LINKED, LETTER * len(name) + 8)
            label = Box(box.right + 4, box.centre - 7, width, height_of(name, width))
        told = "" if way is None else way.condition
        self.nodes.append(
            Node(id=ident, kind=kind, name=name, box=box, lane=lane, label=label, link=phase, documentation=told)
        )

    def _flow(
        self,
        source: str,
        target: str,
        points: tuple[tuple[float, float], ...],
        way: Way | None = None,
        label: Box | None = None,
    ) -> None:
        named = way if label is not None else None
        ident = way.id if way is not None else f"flode-{source}-{target}"
        self.flows.append(
            Flow(
                id=ident, source=source, target=target, points=points, name=named.name if named else "", label=label,
                documentation=way.condition if way else "",
            )
        )  # fmt: skip

    def _said(self, key: str, **values: str) -> str:
        return self.scheme.wording.said.say(f"export.{key}", **values)
