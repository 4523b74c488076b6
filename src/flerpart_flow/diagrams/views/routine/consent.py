"""Who may tell whom what: before there is a consent, while it is in force, while the case rests, and after the end.

An act that tells somebody something names those whom it tells. Of its conditions those stand here that the consent
decides, or what the individual has said no to, and those by which it may tell fewer than in other phases.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from flerpart_flow.diagrams.model import Line, Picture, Row, Sign, Tone, Way
from flerpart_flow.diagrams.render.markup import TIED
from flerpart_flow.diagrams.steps import chain, steps_from
from flerpart_flow.diagrams.views.parts import LOOKS, act_of, is_right
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
    wording = request.wording
    found: dict[tuple[str, str, tuple[str, ...]], list[str]] = {}
    decides = _norms(request)
    for move in request.routine.moves:
        where = [phase for phase in phases if phase in move.to]
        if not where or not _tells(move):
            continue
        told = tuple(
            f"{capital(wording.guard(one))} ({', '.join(one.norms)})" for one in _shown(request, move, decides)
        )
        found.setdefault((move.event.name, move.by.code, told), []).extend(where)
    rows = []
    for (event, role, told), where in found.items():
        lines = [Line(one) for one in told]
        if len(where) < len(phases):
            lines.append(Line(wording.word("consent.bara_i", faser=wording.phases(where)), Tone.MUTED))
        first = (Line(capital(wording.act(event)), Tone.STRONG), Line(wording.role(role), Tone.MUTED))
        rows.append(Row((first, tuple(lines) or (Line(wording.word("consent.utan"), Tone.MUTED),))))
    return tuple(rows)


def _shown(request: Request, move: Move[Any], decides: frozenset[str]) -> list[Guard[Any]]:
    """The conditions of a move that stand here. One that narrows whom it tells takes the place of the one that says
    it where the act isn't narrowed: which carries its norms and more, and reads what it reads and more.
    """
    others = [one for one in request.routine.moves if one.event is move.event and one is not move]
    narrow = [
        guard for guard in move.guards if _only_whom(guard, move) and any(guard not in other.guards for other in others)
    ]
    wide = [
        guard
        for guard in move.guards
        for one in narrow
        if guard is not one and set(one.norms) < set(guard.norms) and set(one.reads or ()) < set(guard.reads or ())
    ]
    return [guard for guard in move.guards if guard in narrow or (_consents(guard, decides) and guard not in wide)]


def _only_whom(guard: Guard[Any], move: Move[Any]) -> bool:
    """Whether a condition asks for nothing but whom the act tells: it reads just that, and the cure is the act itself,
    to others.
    """
    return bool(guard.reads) and set(guard.reads or ()) <= set(TELLS) and guard.cures == (move.event,)


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
        acts: dict[str, None] = {}
        for step in steps:
            if is_right(routine, step):
                acts[act_of(step, wording)] = None
                when = wording.when(step)
                where = wording.short(step.target)
                key = where if when is None else f"{where}, {wording.word('om', villkor=when)}"
                told.setdefault(key, []).append(step.source)
        lines = tuple(
            Line(f"{wording.from_phases(sources)} {Sign.LEADS}{TIED}{target}") for target, sources in told.items()
        )
        if lines:
            rows.append(Row((tuple(Line(f"{sign}{capital(act)}", tone) for act in acts), lines), None, "", tone))
    return tuple(rows)
