"""Who becomes what, when and by which act; what they then owe and may do."""

from __future__ import annotations

from flerpart_flow.diagrams.model import Line, Picture, Row, Tone
from flerpart_flow.diagrams.views.parts import TASK
from flerpart_flow.diagrams.views.request import Request
from flerpart_flow.diagrams.views.tables import sharing, table_pages, two_columns
from flerpart_flow.diagrams.wording import capital
from flerpart_flow.engine.definition.moves import START
from flerpart_flow.engine.definition.outline import Given

NAME = "roles"
WIDTHS = sharing(36)


def build(request: Request) -> tuple[Picture, ...]:
    """The pages: the roles in the order in which a case gives them."""
    wording = request.wording
    rows = tuple(_row(request, one) for one in request.routine.outline.given)
    said = (
        wording.word("roles.titel", rutin=wording.routine_name()),
        wording.word("roles.beskrivning"),
    )
    return table_pages(request, NAME, NAME, said, [two_columns(request, NAME, "roller", rows, WIDTHS)])


def _row(request: Request, given: Given) -> Row:
    wording, routine = request.wording, request.routine
    by = [Line(_by(request, event)) for event in given.by]
    owed = [
        Line(f"{TASK}{capital(wording.duty(spec))} ({', '.join(spec.norms)})")
        for spec in routine.duties
        if spec.bearer == given.role
    ]
    events = dict.fromkeys(move.event.name for move in routine.moves if move.by.code == given.role)
    alone = {
        event
        for event in events
        if all(move.by.code == given.role for move in routine.moves if move.event.name == event)
    }
    may = [
        Line(wording.word(f"roles.{key}", vad="; ".join(map(wording.act, acts))), Tone.MUTED)
        for key, acts in (
            ("far", [event for event in events if event in alone]),
            ("far_ocksa", [event for event in events if event not in alone]),
        )
        if acts
    ]
    return Row(((Line(capital(wording.role(given.role)), Tone.STRONG), *by), (*owed, *may) or (Line("–"),)))


def _by(request: Request, event: str) -> str:
    """By which act, and in which phases it is possible."""
    wording, routine = request.wording, request.routine
    phases = [str(phase) for move in routine.moves if move.event.name == event for phase in move.to if phase != START]
    act = wording.word("roles.genom", vad=wording.act(event))
    few = 0 < len(phases) <= FEW
    return wording.word("roles.i", vad=act, faser=wording.phases(phases)) if few else act


FEW = 3
"""The phases of an act are named where they are no more than so many."""
