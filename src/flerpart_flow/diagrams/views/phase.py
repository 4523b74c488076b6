"""One phase whole: how a case comes there, everything that may happen in it with its conditions, and where it leads.

A page holds as much as A4 does with a text of readable size; a phase where more may happen takes several.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from math import ceil
from typing import Any

from flerpart_flow.diagrams.model import Edge, Kind, Layout, Line, Node, Picture, Row, Tone, Way
from flerpart_flow.diagrams.render.markup import TIED
from flerpart_flow.diagrams.steps import Step, all_steps, main_path, move_id, phase_id, slug, steps_from
from flerpart_flow.diagrams.views.parts import height_of, kind_of, leads_astray, legend, step_row, way_of
from flerpart_flow.diagrams.views.request import Request
from flerpart_flow.diagrams.wording import Wording, capital
from flerpart_flow.engine.definition.moves import START, Move

NAME = "phase"
WIDTHS = (44, 110)
"""Characters in the columns: what and who, conditions. Together the width of an A4 page."""
NEIGHBOUR = 22
ROW = 4
"""At most so many neighbouring phases beside each other."""
PAGE = 38
"""Lines of the table that a page has room for."""


def build(request: Request) -> tuple[Picture, ...]:
    """The pages of one phase."""
    phase = request.phase
    if phase is None:  # the caller has checked: a view that needs a phase gets one
        raise TypeError("the page of a phase needs a phase")
    wording, routine = request.wording, request.routine
    main = frozenset(step.id for step in main_path(routine))
    arriving = _grouped([step for step in all_steps(routine) if step.target == phase], "source")
    leaving = _grouped(steps_from(routine, phase), "target")
    steps = [step for _, found in leaving for step in found]
    parts = _parts([_row(request, move, phase, steps, main) for move in routine.moves_in(phase)])
    total = sum(map(len, parts))
    pages = []
    for number, rows in enumerate(parts, start=1):
        before = [] if number > 1 else [_neighbour(request, one, found, "fran", main) for one, found in arriving]
        after = [] if number < len(parts) else [_neighbour(request, one, found, "till", main) for one, found in leaving]
        page = _page(request, phase, rows)
        joined = [
            *((node.id, page.id, found) for node, (_, found) in zip(before, arriving, strict=False)),
            *((page.id, node.id, found) for node, (_, found) in zip(after, leaving, strict=False)),
        ]
        arrows = [_arrow(request, found, source, target, main) for source, target, found in joined]
        title = wording.word("phase.titel", rutin=wording.routine_name(), fas=wording.phase(phase))
        count = f" {wording.page_of(number, len(parts))}" if len(parts) > 1 else ""
        pages.append(
            Picture(
                view=NAME,
                name="-".join((routine.name, NAME, slug(phase), *((str(number),) if len(parts) > 1 else ()))),
                lang=request.lang,
                title=f"{title}{count}",
                subtitle=wording.source_line(),
                description=wording.word("phase.beskrivning", fas=wording.phase(phase), antal=len(rows), alla=total),
                layout=Layout.DOWN,
                nodes=(*before, page, *after),
                edges=tuple(arrows),
                ranks=(*_ranks(before), (page.id,), *_ranks(after)),
                legend=legend(wording, *(way for way in Way if any(arrow.way is way for arrow in arrows))),
            )
        )
    return tuple(pages)


def _page(request: Request, phase: str, rows: Sequence[Row]) -> Node:
    wording = request.wording
    return Node(
        id=phase_id(phase),
        kind=kind_of(request.routine, phase),
        title=wording.phase(phase),
        columns=(wording.word("phase.kolumn_handelse"), wording.word("phase.kolumn_villkor")),
        rows=tuple(rows),
        widths=WIDTHS,
    )


def _parts(rows: Sequence[Row]) -> list[list[Row]]:
    """The rows in as few pages as they need, about as many lines on each."""
    heights = [height_of(row, WIDTHS) for row in rows]
    pages = max(1, ceil(sum(heights) / PAGE))
    share = sum(heights) / pages
    parts: list[list[Row]] = [[]]
    filled = 0.0
    for row, height in zip(rows, heights, strict=True):
        if filled + height / 2 > share * len(parts) and len(parts) < pages:
            parts.append([])
        parts[-1].append(row)
        filled += height
    return parts


def _grouped(steps: Sequence[Step], by: str) -> list[tuple[str, list[Step]]]:
    groups: dict[str, list[Step]] = {}
    for step in steps:
        groups.setdefault(getattr(step, by), []).append(step)
    return list(groups.items())


def _ranks(nodes: Sequence[Node]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(node.id for node in nodes[start : start + ROW]) for start in range(0, len(nodes), ROW))


def _neighbour(request: Request, phase: str, steps: Sequence[Step], way: str, main: Set[str]) -> Node:
    """A phase that the case comes from, or goes to, with the moves that take it there."""
    wording = request.wording
    rows = [step_row(step, wording, target=False, main=step.id in main) for step in steps]
    name = wording.short(phase) if phase != START else wording.word("start")
    return Node(
        id=f"{way}-{phase_id(phase)}",
        kind=Kind.PHASE,
        title=wording.word(f"phase.{way}", fas=name),
        rows=tuple(rows if way == "fran" else map(_unnamed, rows)),
        widths=(NEIGHBOUR,),
    )


def _unnamed(row: Row) -> Row:
    """The row without an id: the move has its own in the table."""
    return Row(row.cells, None, "", row.tone)


def _arrow(request: Request, steps: Sequence[Step], source: str, target: str, main: Set[str]) -> Edge:
    wording = request.wording
    return Edge(
        id=f"vag-{slug(steps[0].source)}-{slug(steps[0].target)}",
        source=source,
        target=target,
        way=Way.MAIN if any(step.id in main for step in steps) else way_of(request.routine, steps[0]),
        label=" ".join(wording.step_label(step, conditions=False) for step in steps),
    )


def _row(request: Request, move: Move[Any], phase: str, leaving: Sequence[Step], main: Set[str]) -> Row:
    """A move: what, who and where it leads; and its conditions with their norms."""
    wording = request.wording
    act = capital(wording.act(move.event.name))
    steps = [step for step in leaving if step.move is move]
    targets = f" {wording.said.raw('ord.eller')} ".join(_leads(step, wording) for step in steps)
    who = wording.role(move.by.code)
    astray = bool(steps) and all(leads_astray(request.routine, step) and step.id not in main for step in steps)
    asked = "; ".join(
        (wording.word("phase.roll", norm=move.by.norm), *(line.text for line in wording.conditions(move)))
    )
    label = " ".join([wording.step_label(step, conditions=False) for step in steps] or [f"{act} ({who})."])
    first = (Line(f"{act} {targets}".strip(), Tone.STRONG), Line(who, Tone.MUTED))
    tone = Tone.ALERT if astray else Tone.PLAIN
    return Row((first, (Line(asked),)), move_id(phase, move.event.name), f"{label} {capital(asked)}.", tone)


def _leads(step: Step, wording: Wording) -> str:
    """Where a step leads, and when, if not always."""
    when = wording.when(step)
    target = f"►{TIED}{wording.short(step.target)}"
    return target if when is None else f"{target}, {wording.word('om', villkor=when)}"
