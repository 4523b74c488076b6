"""One phase whole: how a case comes there, what belongs to it with its conditions, and where it leads.

What may happen in nearly every phase stands on a page of its own (``everywhere``), so that a phase's page has what is
the phase's. A page holds as much as A4 does with a text of readable size; a phase where more may happen takes several.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence, Set
from typing import Any

from attrs import evolve

from flerpart_flow.diagrams.everywhere import moves_of
from flerpart_flow.diagrams.ids import gathered_id, phase_id
from flerpart_flow.diagrams.model import Kind, Layout, Line, Node, Picture, Row, Sign, Tone, Way
from flerpart_flow.diagrams.render.markup import TIED
from flerpart_flow.diagrams.views.arrows import arrows_apart
from flerpart_flow.diagrams.views.flow import gap, room
from flerpart_flow.diagrams.views.legends import legend
from flerpart_flow.diagrams.views.parts import LOOKS, apart, is_right, kind_of, snake, step_row, way_of
from flerpart_flow.diagrams.views.request import Request
from flerpart_flow.diagrams.views.sizes import size_of
from flerpart_flow.diagrams.views.tables import fitted, sharing
from flerpart_flow.diagrams.wording import Wording, capital
from flerpart_flow.engine.definition.moves import START, STAY, Move
from flerpart_flow.engine.review.steps import Step, all_steps, main_path, move_id, slug, stays_else, steps_from

NAME = "phase"
WIDTHS = sharing(32)
"""Letters in the columns: what and who, conditions."""
NEIGHBOUR = 21
"""Letters in a line of a neighbouring phase's box."""
WAYS = 56
"""Letters in a line of the box of all ways here."""
ROW = 4
"""At most so many of them beside each other: as many as the page is wide."""


def build(request: Request) -> tuple[Picture, ...]:
    """The pages of one phase."""
    phase = request.phase
    if phase is None:  # the caller has checked: a view that needs a phase gets one
        raise TypeError("the page of a phase needs a phase")
    wording, routine = request.wording, request.routine
    main = frozenset(step.id for step in main_path(routine))
    arriving = _grouped(request, [step for step in all_steps(routine) if step.target == phase], "source", main)
    leaving = _grouped(request, steps_from(routine, phase), "target", main)
    own = moves_of(routine, phase)
    table = _page(request, phase, [_row(request, move, phase, main) for move in own])
    first = [_neighbour(request, one, found, "fran", main) for one, found in arriving]
    if len(first) > ROW:
        steps = [step for _, found in arriving for step in found]
        arriving, first = [("", steps)], [_ways_here(request, phase, steps, main)]
    last = [_neighbour(request, one, found, "till", main) for one, found in leaving]
    first, last = _level(first), _level(last)
    joined = [
        *((node.id, table.id, found) for node, (_, found) in zip(first, arriving, strict=True)),
        *((table.id, node.id, found) for node, (_, found) in zip(last, leaving, strict=True)),
    ]
    arrows = [
        arrow
        for source, target, found in joined
        for arrow in arrows_apart(f"vag-{source}-{target}", source, target, found, wording, main)
    ]
    title = wording.word("phase.titel", rutin=wording.routine_name(), fas=wording.phase(phase))
    more = len(routine.moves_in(phase)) - len(own)
    whole = Picture(
        view=NAME,
        name="-".join((routine.name, NAME, slug(phase))),
        lang=request.lang,
        title=f"{title} {wording.page_of(1, 1)}",
        subtitle=wording.source_line(),
        digest=wording.digest_line(),
        description="",
        layout=Layout.DOWN,
        nodes=(),
        notes=(Line(wording.word("phase.mer", antal=more), Tone.MUTED),) if more else (),
        legend=legend(wording, (*first, table, *last), arrows),
    )
    parts = fitted(table, room(whole), _height(first, gap(whole)), _height(last, gap(whole)))
    pages = []
    for number, rows in enumerate(parts, start=1):
        before, after = first if number == 1 else [], last if number == len(parts) else []
        page = evolve(table, rows=rows)
        shown = {node.id for node in (*before, page, *after)}
        led = tuple(edge for edge in arrows if {edge.source, edge.target} <= shown)
        several = len(parts) > 1
        pages.append(
            evolve(
                whole,
                name="-".join((whole.name, *((str(number),) if several else ()))),
                title=f"{title} {wording.page_of(number, len(parts))}" if several else title,
                description=wording.word("phase.beskrivning", fas=wording.phase(phase), antal=len(rows), alla=len(own)),
                nodes=(*before, page, *after),
                edges=led,
                ranks=(*_ranks(before), (page.id,), *_ranks(after)),
                legend=legend(wording, (*before, page, *after), led),
            )
        )
    return tuple(pages)


def _level(neighbours: Sequence[Node]) -> list[Node]:
    """The neighbours, those beside each other equally high."""
    high = {node.id: size_of(node)[1] for node in neighbours}
    most = {ident: max(high[one] for one in rank) for rank in _ranks(neighbours) for ident in rank}
    return [evolve(node, below=most[node.id] - high[node.id]) for node in neighbours]


def _height(neighbours: Sequence[Node], between: float) -> float:
    """The height of the rows of neighbours, with the room between each and the next."""
    sizes = {node.id: size_of(node)[1] for node in neighbours}
    return sum(max(sizes[ident] for ident in rank) + between for rank in _ranks(neighbours))


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


_Group = tuple[str, list[Step]]


def _grouped(request: Request, steps: Sequence[Step], by: str, main: Set[str]) -> list[_Group]:
    """The steps by the phase at their other end; those of a frame together, where each of its phases has the same. A
    phase of it that the main path leads from stands alone.
    """
    groups: dict[str, list[Step]] = {}
    for step in steps:
        groups.setdefault(getattr(step, by), []).append(step)
    for frame in request.routine.outline.frames:
        held = [groups[phase] for phase in frame.phases if phase in groups]
        alike = {tuple((step.event, step.when) for step in found) for found in held}
        if by == "source" and len(held) == len(frame.phases) and len(alike) == 1:
            rest = [phase for phase in frame.phases if not any(step.id in main for step in groups[phase])]
            groups[frame.code] = [step for phase in rest for step in groups.pop(phase)]
    return list(groups.items()) if by == "target" or len(groups) <= ROW else _merged(groups, main)


def _merged(groups: Mapping[str, Sequence[Step]], main: Set[str]) -> list[_Group]:
    """The phases from which the same acts lead off the main path as one, named by the first, where there are many."""
    found: dict[Hashable, _Group] = {}
    for name, steps in groups.items():
        apart = name if any(step.id in main for step in steps) or len({step.source for step in steps}) > 1 else ""
        found.setdefault((apart, *((step.event, step.when) for step in steps)), (name, []))[1].extend(steps)
    return list(found.values())


def _ranks(nodes: Sequence[Node]) -> tuple[tuple[str, ...], ...]:
    return snake([node.id for node in nodes], ROW, plain=True) if nodes else ()


def _neighbour(request: Request, of: str, steps: Sequence[Step], way: str, main: Set[str]) -> Node:
    """A phase or a frame that the case comes from, or goes to, with the moves that take it there."""
    wording = request.wording
    if of in request.routine.phases or of == START:
        name = wording.word("start") if of == START else wording.short(of)
        shown, several = steps, way == "fran" and len({step.source for step in steps}) > 1
        if several:  # the same acts lead from each
            name = wording.phases(dict.fromkeys(step.source for step in steps))
            shown = [step for step in steps if step.source == of]
        ident = f"{way}-{phase_id(of)}"
        rows = [
            step_row(
                step, wording, f"{gathered_id(step.event)}-{slug(of)}" if several else None,
                target=False, main=step.id in main,
            )
            for step in shown
        ]  # fmt: skip
    else:
        whole = next(frame for frame in request.routine.outline.frames if frame.code == of)
        rest = {step.source for step in steps} != set(map(str, whole.phases))
        name = wording.word("ram_resten" if rest else "ram_namn", ram=wording.said.label("ramar", of))
        ident = f"{way}-ram-{slug(of)}"
        once = {step.event: step for step in steps}
        rows = [step_row(step, wording, gathered_id(step.event), target=False) for step in once.values()]
    return Node(
        id=ident,
        kind=Kind.PHASE,
        title=wording.word(f"phase.{way}", fas=name),
        rows=tuple(rows if way == "fran" else map(_unnamed, rows)),
        widths=(NEIGHBOUR,),
    )


def _ways_here(request: Request, phase: str, steps: Sequence[Step], main: Set[str]) -> Node:
    """One box for all that lead here, where they come from more phases than stand beside each other: each act once,
    with the phases that it leads from.
    """
    wording, told = request.wording, dict[tuple[str, Tone], list[tuple[Step, Row]]]()
    for step in steps:
        row = step_row(step, wording, target=False, main=step.id in main)
        told.setdefault((row.cells[0][0].text, row.tone), []).append((step, row))
    rows, taken = [], set[str]()
    for found in told.values():
        step, row = found[0]
        where = wording.word("fran_flera", faser=wording.phases(one.source for one, _ in found))
        ident = step.id if len(found) == 1 else gathered_id(step.event)
        ident = ident if ident not in taken else f"{ident}-{slug(step.source)}"
        taken.add(ident)
        label = " ".join(one.label for _, one in found)
        rows.append(Row(((*row.cells[0], Line(where, Tone.MUTED)),), ident, label, row.tone))
    title = wording.word("phase.hit", fas=wording.short(phase))
    return Node(id=f"fran-{phase_id(phase)}", kind=Kind.PHASE, title=title, rows=tuple(rows), widths=(WAYS,))


def _unnamed(row: Row) -> Row:
    """The row without an id: the move has its own in the table."""
    return Row(row.cells, None, "", row.tone)


def _row(request: Request, move: Move[Any], phase: str, main: Set[str]) -> Row:
    """A move: what, who and where it leads; and its conditions with their norms."""
    wording = request.wording
    act = capital(wording.act_in(move))
    steps = [step for step in steps_from(request.routine, phase) if step.move is move]
    targets = [_leads(step, wording) for step in steps]
    if any(map(stays_else, steps)):
        targets.append(wording.word("phase.annars"))
    ways = {way_of(request.routine, step) for step in steps if step.id not in main}
    only = next(iter(ways)) if len(ways) == 1 and all(step.id not in main for step in steps) else Way.OTHER
    if any(is_right(request.routine, step) for step in steps):
        only = Way.RIGHT  # on the main path, too: it is still the individual's to use
    elif not steps:
        only = _kept(request, move)
    sign, tone = LOOKS.get(only, ("", Tone.PLAIN))
    who = wording.doer(move)
    label = " ".join([wording.step_label(step, conditions=False) for step in steps] or [f"{act} ({who})."])
    alone = len(targets) == 1  # else each on a line of its own: together they run on
    first = _two(steps, wording, f" {targets[0]}" if targets else "") or (
        Line(f"{sign}{act} {targets[0]}" if alone else f"{sign}{act}", Tone.STRONG),
        *(() if alone else map(Line, targets)),
        Line(who, Tone.MUTED),
    )
    lines = wording.listed(move, (phase,))
    told = " ".join(line.text for line in lines)
    return Row(
        (first, lines or _no_conditions(wording)),
        move_id(phase, move.event.name),
        f"{label} {told}",
        tone,
    )


def _no_conditions(wording: Wording) -> tuple[Line, ...]:
    return (Line(wording.word("phase.inga_villkor"), Tone.MUTED),)


def _kept(request: Request, move: Move[Any]) -> Way:
    """What a move is that leads to no other phase: it may be the individual's own no all the same."""
    own = move.event.name in request.routine.outline.rights and set(move.to.values()) == {STAY}
    return Way.RIGHT if own else Way.OTHER


def _two(steps: Sequence[Step], wording: Wording, targets: str = "") -> tuple[Line, ...]:
    """What heads the row of a right that others have, too: each on a line of its own, and the norm; else nothing."""
    told = apart(steps[0], wording, targets) if steps else ()
    return (*(evolve(line, tone=Tone.STRONG) for line in told[:1]), *told[1:], _norm(steps[0])) if told else ()


def _norm(step: Step) -> Line:
    return Line(f"({step.move.by.norm})", Tone.MUTED)


def _leads(step: Step, wording: Wording) -> str:
    """Where a step leads, and when, if not always."""
    return wording.leads(step, f"{Sign.LEADS}{TIED}{wording.short(step.target)}")


def everywhere_row(request: Request, move: Move[Any], phases: Sequence[str]) -> Row:
    """A move that is possible nearly everywhere: what, who, in which phases, those included on whose pages it stands;
    and its conditions.
    """
    wording = request.wording
    act = capital(wording.act_in(move))
    who = wording.doer(move)
    possible = [str(phase) for phase in move.to if phase != START]
    where = wording.word("phase.i_faser", faser=wording.phases(possible))
    also = [phase for phase in possible if phase not in phases]
    told_there = [Line(wording.word("phase.star_ocksa", faser=wording.phases(also)), Tone.MUTED)] if also else []
    steps = [step for phase in possible for step in steps_from(request.routine, phase) if step.move is move]
    ways = {way_of(request.routine, step) for step in steps} or {_kept(request, move)}
    sign, tone = LOOKS.get(next(iter(ways)), ("", Tone.PLAIN)) if len(ways) == 1 else ("", Tone.PLAIN)
    lines = wording.listed(move, phases)
    told = " ".join(line.text for line in lines)
    named = _two(steps, wording) or (Line(f"{sign}{act}", Tone.STRONG), Line(who, Tone.MUTED))
    first = (*named, Line(where), *told_there)
    label = f"{act} ({who}). {where}. {told}"
    ident = "-".join((gathered_id(move.event.name), *map(slug, phases[:1])))
    return Row((first, lines or _no_conditions(wording)), ident, label, tone)
