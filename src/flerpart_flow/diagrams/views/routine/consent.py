"""Who may tell whom what: before there is a consent, while it is in force, while the case rests, and after the end.

An act that tells somebody something names those whom it tells. Of its conditions those stand here that the consent
decides, or what the individual has said no to.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from flerpart_flow.diagrams.model import Line, Picture, Row, Tone, Way
from flerpart_flow.diagrams.render.markup import TIED
from flerpart_flow.diagrams.steps import chain, steps_from
from flerpart_flow.diagrams.views.parts import LOOKS, way_of
from flerpart_flow.diagrams.views.request import Request
from flerpart_flow.diagrams.views.tables import sharing, table_pages, two_columns
from flerpart_flow.diagrams.wording import capital
from flerpart_flow.engine.definition.guards import Guard
from flerpart_flow.engine.definition.moves import Move
from flerpart_flow.engine.record.events import content_fields

NAME = "consent"
WIDTHS = sharing(36)
RECIPIENTS = frozenset({"aktor", "enhet"})
"""The closed lists of those whom an act may tell."""
TELLS = ("till", "enhet", "medverkande")
"""The fields that name those whom an act tells."""


def build(request: Request) -> tuple[Picture, ...]:
    """The pages: a table for each time, then what the individual may say."""
    wording, routine = request.wording, request.routine
    held = {str(phase) for frame in routine.outline.frames for phase in frame.phases}
    inside = [phase for phase in chain(routine) if phase in held]
    before = [phase for phase in chain(routine) if phase not in held and phase not in routine.ends]
    times = (
        ("fore", before),
        ("under", inside),
        ("vila", [str(phase) for phase in routine.pauses]),
        ("efter", [str(phase) for phase in routine.ends]),
    )
    tables = [two_columns(request, NAME, name, _told(request, phases), WIDTHS) for name, phases in times if phases]
    tables.append(two_columns(request, NAME, "ratt", _rights(request), WIDTHS))
    said = (
        wording.word("consent.titel", rutin=wording.routine_name()),
        wording.word("consent.beskrivning"),
    )
    return table_pages(request, NAME, NAME, said, tables)


def _told(request: Request, phases: Sequence[str]) -> tuple[Row, ...]:
    """The acts of some phases that tell somebody something: who, whom, and what the consent demands for it."""
    wording, rows = request.wording, {}
    decides = _norms(request)
    for move in request.routine.moves:
        where = [phase for phase in phases if phase in move.to]
        if not where or not _tells(move):
            continue
        guards = [guard for guard in move.guards if _consents(guard, decides)]
        lines = [Line(f"{capital(wording.guard(one))} ({', '.join(one.norms)})") for one in guards]
        if len(where) < len(phases):
            lines.append(Line(wording.word("consent.bara_i", faser=wording.phases(where)), Tone.MUTED))
        first = (Line(capital(wording.act(move.event.name)), Tone.STRONG), Line(wording.role(move.by.code), Tone.MUTED))
        rows[move.event.name, tuple(line.text for line in lines)] = Row(
            (first, tuple(lines) or (Line(wording.word("consent.utan"), Tone.MUTED),))
        )
    return tuple(rows.values())


def _tells(move: Move[Any]) -> bool:
    """Whether an act names those whom it tells something."""
    fields = content_fields(move.event)
    return any(name in fields and RECIPIENTS & set(fields[name].lists) for name in TELLS)


def _giving(request: Request) -> Iterable[str]:
    """The events that lead into a frame from outside: by them the consent is given."""
    routine = request.routine
    for frame in routine.outline.frames:
        for phase in routine.phases:
            if phase not in frame.phases:
                yield from (step.event for step in steps_from(routine, str(phase)) if step.target in frame.phases)


def _norms(request: Request) -> frozenset[str]:
    """The first norms of the guards whose hindrance a consent cures; the others say what else they ask for."""
    giving = set(_giving(request))
    return frozenset(
        norm
        for move in request.routine.moves
        for guard in move.guards
        if giving & {kind.name for kind in guard.cures} and move.event.name not in giving
        for norm in guard.norms[:1]
    )


def _consents(guard: Guard[Any], decides: frozenset[str]) -> bool:
    return guard.norms[0] in decides


def _rights(request: Request) -> tuple[Row, ...]:
    """What the individual may say at any time, and where it leads."""
    wording, routine = request.wording, request.routine
    sign, tone = LOOKS[Way.RIGHT]
    rows = []
    for event in routine.outline.rights:
        steps = [step for phase in routine.phases for step in steps_from(routine, str(phase)) if step.event == event]
        told: dict[str, list[str]] = {}
        for step in steps:
            if way_of(routine, step) is Way.RIGHT:
                when = wording.when(step)
                where = wording.short(step.target)
                key = where if when is None else f"{where}, {wording.word('om', villkor=when)}"
                told.setdefault(key, []).append(step.source)
        lines = tuple(
            Line(f"{wording.word('fran_flera', faser=wording.phases(sources))} ►{TIED}{target}")
            for target, sources in told.items()
        )
        if lines:
            rows.append(Row(((Line(f"{sign}{capital(wording.act(event))}", tone),), lines), None, "", tone))
    return tuple(rows)
