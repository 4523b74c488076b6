"""Every role: by which act somebody comes to have it, and what they then owe and may do.

Those that an act gives come first; then those that several share, or that somebody has without being given them. What
a role owes and may do together with others stands with it, too.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence

from flerpart_flow.diagrams.model import Line, Picture, Row, Tone
from flerpart_flow.diagrams.views.parts import task
from flerpart_flow.diagrams.views.request import Request
from flerpart_flow.diagrams.views.routine.party import freed, owed, reserved
from flerpart_flow.diagrams.views.routine.step import SHARED
from flerpart_flow.diagrams.views.tables import sharing, table_pages, two_columns
from flerpart_flow.diagrams.wording import Wording, capital
from flerpart_flow.engine.definition.moves import START
from flerpart_flow.engine.definition.routine import Routine

NAME = "roles"
WIDTHS = sharing(36)


def build(request: Request) -> tuple[Picture, ...]:
    """The pages: the roles in the order in which a case gives them, then the others in that of the table."""
    wording, routine = request.wording, request.routine
    given = {one.role: one.by for one in routine.outline.given}
    acting = (move.by.code for move in routine.moves)
    owing = (spec.bearer for spec in routine.duties if spec.bearer is not None)
    others = [role for role in dict.fromkeys((*acting, *owing)) if role not in given]
    tables = [
        two_columns(request, NAME, "roller", [_row(request, role, by) for role, by in given.items()], WIDTHS),
        two_columns(request, NAME, "ovriga", [_row(request, role, ()) for role in others], WIDTHS),
    ]
    said = (
        wording.word("roles.titel", rutin=wording.routine_name()),
        wording.word("roles.beskrivning"),
    )
    return table_pages(request, NAME, NAME, said, tables)


def _row(request: Request, role: str, by: Sequence[str]) -> Row:
    wording = request.wording
    shared = shared_by(request.routine, role)
    duties = [
        *(Line(text) for text in _owed(request, role)),
        *(
            Line(wording.word("roles.delas", plikt=text, vem=_others(wording, one, role)))
            for one, without in shared.items()
            for text in _owed(request, one, without)
        ),
    ]
    may = [
        Line(wording.word(f"roles.{key}", vad="; ".join(acts)), Tone.MUTED)
        for key, acts in (
            ("far", list(_may(request, role, role))),
            ("far_ocksa", [act for one, without in shared.items() for act in _may(request, one, role, without)]),
        )
        if acts
    ]
    about = f"om_roller.{role}"
    named = (
        Line(capital(wording.role(role)), Tone.STRONG),
        *(Line(_by(request, event)) for event in by),
        *((Line(wording.said.raw(about), Tone.MUTED),) if by and about in wording.said else ()),
    )
    return Row((named, (*duties, *may) or (Line("–"),)))


def _others(wording: Wording, shared: str, role: str) -> str:
    """Who else has a shared role: all who have it where no text says who the others are."""
    key = f"delas_med.{shared}.{role}"
    return wording.said.raw(key) if key in wording.said else wording.role(shared)


def shared_by(routine: Routine, role: str) -> dict[str, frozenset[str]]:
    """The roles that the one who has a role has besides, together with others: those of the capacity that it gives its
    name to, those whose code joins it with another's, and, of a party's own first role, those that the party has
    always. With each what the party is spared of it.
    """
    outline = routine.outline
    named = {one.role for one in outline.given}
    found = {
        other: frozenset[str]()
        for one in outline.capacities
        if one.roles[0] == role and not one.parties
        for other in one.roles[1:]
        if other not in named
    }
    acting = (move.by.code for move in routine.moves)
    found |= {other: frozenset() for other in acting if other != role and role in other.split(SHARED)}
    for party in outline.parties:
        if party.roles[0] == role:
            found |= {other: frozenset(party.spared) for other in party.always}
    return found


def _owed(request: Request, role: str, without: Container[str] = ()) -> Iterable[str]:
    wording = request.wording
    for spec in request.routine.duties:
        if spec.bearer == role and spec.name not in without:
            told = _less(request, role, spec.name, task(spec, capital(owed(wording, spec))))
            for party in (one for one in request.routine.outline.parties if role in one.roles):
                if free := freed(wording, party, spec):
                    name = wording.said.name(party.code, "part")
                    told = wording.word("roles.far_slippa", plikt=told, vem=name, vad=free)
            yield told


def _may(request: Request, role: str, of: str, without: Container[str] = ()) -> Iterable[str]:
    """The acts of a role, as those have them who have a role that shares it: with what of an act is theirs, if all who
    may have the role have the same part of it.
    """
    for event in dict.fromkeys(move.event.name for move in request.routine.moves if move.by.code == role):
        if event not in without:
            yield _less(request, role, event, theirs(request.wording, of, event))


def theirs(wording: Wording, role: str, event: str) -> str:
    """An act, with what of it is theirs who may have a role; with what is whose, where that isn't the same for all."""
    told = {reserved(wording, event, one) for one in wording.routine.outline.parties if role in one.roles}
    return told.pop() if len(told) == 1 else wording.limited(event)


def _less(request: Request, role: str, name: str, told: str) -> str:
    """What a role owes or may do, with those who may have the role but are spared it."""
    spared = spared_of(request.wording, role, name)
    return request.wording.word("roles.inte", vad=told, vem=spared) if spared else told


def spared_of(wording: Wording, role: str, name: str) -> str:
    """Those who may have a role but are spared a duty or an act of it, by name: that they are, or that they have one
    of their own instead. Empty where nobody is.
    """
    spared = [one.code for one in wording.routine.outline.parties if role in one.roles and name in one.spared]
    names, key = [wording.said.name(code, "part") for code in spared], f"i_stallet.{name}"
    if not names or key not in wording.said:
        return wording.word("roles.slipper", vem=wording.said.join(names, "eller")) if names else ""
    return wording.said.say(key, vem=wording.said.join(names))


def _by(request: Request, event: str) -> str:
    """By which act, and in which phases it is possible."""
    wording, routine = request.wording, request.routine
    phases = [str(phase) for move in routine.moves if move.event.name == event for phase in move.to if phase != START]
    act = wording.word("roles.genom", vad=wording.act(event))
    few = 0 < len(phases) <= FEW
    return wording.word("roles.i", vad=act, faser=wording.phases(phases)) if few else act


FEW = 3
"""The phases of an act are named where they are no more than so many."""
