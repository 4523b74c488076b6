"""One party's part: what it owes, must answer and may do, by what it has to be for it, and the norms that name it.

What it is always comes first; then what it owes and may do only as chair, only when it is called, only with a measure
(the outline's capacities). What it can never owe is left out.
"""

from __future__ import annotations

from collections.abc import Iterable

from flerpart_flow.diagrams.model import Kind, Line, Node, Picture, Row, Tone
from flerpart_flow.diagrams.steps import slug
from flerpart_flow.diagrams.views.parts import TASK
from flerpart_flow.diagrams.views.request import Request
from flerpart_flow.diagrams.views.tables import sharing, table_pages, two_columns
from flerpart_flow.diagrams.wording import capital
from flerpart_flow.engine.definition.duties import DutySpec
from flerpart_flow.engine.definition.outline import Party
from flerpart_flow.engine.rules.norms import Norm

NAME = "party"
WIDTHS = sharing(28)
ALWAYS = "alltid"
"""The text of a role that no capacity holds."""


def build(request: Request) -> tuple[Picture, ...]:
    """The pages of one party."""
    wording, routine = request.wording, request.routine
    party = next(one for one in routine.outline.parties if one.code == request.party)
    name = wording.said.name(party.code, "part")
    tables = [
        two_columns(request, NAME, "plikter", _duties(request, party), WIDTHS),
        two_columns(request, NAME, "svar", _answers(request, party), WIDTHS),
        two_columns(request, NAME, "far", _may(request, party), WIDTHS),
        *([two_columns(request, NAME, "normer", norms, WIDTHS)] if (norms := _norms(request, party)) else []),
    ]
    head = Node(id=f"part-{slug(party.code)}", kind=Kind.PHASE, title=capital(name))
    said = (
        wording.word("party.titel", rutin=wording.routine_name(), part=name),
        wording.word("party.beskrivning", part=name),
    )
    return table_pages(request, NAME, f"{NAME}-{slug(party.code)}", said, tables, head)


def _capacities(request: Request, party: Party) -> Iterable[tuple[str, frozenset[str]]]:
    """What the party is always, and what it can be besides, each with its roles."""
    wording, capacities = request.wording, request.routine.outline.capacities
    always = frozenset(party.always)
    named = {role for one in capacities for role in one.roles}
    yield capital(wording.word(f"party.{ALWAYS}")), (frozenset(party.roles) - named) | always
    for one in capacities:
        yield (
            capital(wording.said.label("egenskaper", one.code)),
            (frozenset(party.roles) & frozenset(one.roles)) - always,
        )


def _duties(request: Request, party: Party) -> tuple[Row, ...]:
    """What the party may come to owe, phase by phase, by what it has to be for it."""
    found = []
    phases = {str(phase): number for number, phase in enumerate(request.routine.phases)}
    for name, roles in _capacities(request, party):
        owed = [spec for spec in request.routine.duties if spec.bearer in roles and spec.name not in party.spared]
        owed.sort(key=lambda spec: phases.get(spec.phase or "", len(phases)))
        lines = tuple(Line(_duty(request, spec)) for spec in owed)
        if lines:
            found.append(Row(((Line(name, Tone.STRONG),), lines)))
    return tuple(found)


def _duty(request: Request, spec: DutySpec) -> str:
    wording = request.wording
    where = f"{wording.short(spec.phase)}: " if spec.phase is not None else ""
    return f"{TASK}{where}{wording.duty(spec)} ({', '.join(spec.norms)})"


def _conditions_of(request: Request, party: Party) -> Iterable[Norm]:
    own = set(party.bearers) - _shared(request)
    return (norm for norm in request.rules.norms.values() if norm.conditions is not None and norm.bearer in own)


def _shared(request: Request) -> set[str]:
    """The bearers that mean several parties at once."""
    everybody = [bearer for party in request.routine.outline.parties for bearer in party.bearers]
    return {bearer for bearer in everybody if everybody.count(bearer) > 1}


def _answers(request: Request, party: Party) -> tuple[Row, ...]:
    """The conditions that decide whether the party can be called: yes, no or unknown."""
    wording = request.wording
    return tuple(
        Row(((Line(norm.id, Tone.STRONG),), (Line(capital(wording.said.label("villkor", norm.id))),)))
        for norm in _conditions_of(request, party)
    )


def _may(request: Request, party: Party) -> tuple[Row, ...]:
    """What the party may do, by what it has to be for it."""
    wording, found = request.wording, []
    for name, roles in _capacities(request, party):
        events = [move.event.name for move in request.routine.moves if move.by.code in roles]
        acts = [wording.act(event) for event in dict.fromkeys(events) if event not in party.spared]
        if acts:
            found.append(Row(((Line(name, Tone.STRONG),), (Line(capital("; ".join(acts))),))))
    return tuple(found)


def _norms(request: Request, party: Party) -> tuple[Row, ...]:
    """The norms that name just this party, apart from conditions and from what only stands to be looked up."""
    own = set(party.bearers) - _shared(request)
    return tuple(
        Row(((Line(norm.id, Tone.STRONG),), (Line(norm.text(request.lang)),)))
        for norm in request.rules.norms.values()
        if norm.bearer in own and norm.executable and norm.conditions is None
    )
