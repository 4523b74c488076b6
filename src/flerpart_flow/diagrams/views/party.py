"""One party's part: what it owes, what it must answer, what it may do, and the norms that name it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from flerpart_flow.diagrams.model import Edge, Kind, Layout, Line, Node, Picture, Row, Tone, Way
from flerpart_flow.diagrams.steps import slug
from flerpart_flow.diagrams.views.parts import height_of, two_columns
from flerpart_flow.diagrams.views.request import Request
from flerpart_flow.diagrams.wording import capital
from flerpart_flow.engine.definition.outline import Party
from flerpart_flow.engine.rules.norms import Norm

NAME = "party"
WIDTHS = (36, 116)
"""Characters in the columns. Together the width of an A4 page."""
PAGE = 74
"""Lines of the tables that a page has room for."""


def build(request: Request) -> tuple[Picture, ...]:
    """The page of one party."""
    wording, routine = request.wording, request.routine
    party = next(one for one in routine.outline.parties if one.code == request.party)
    name = wording.said.name(party.code, "part")
    head = Node(id=f"part-{slug(party.code)}", kind=Kind.PHASE, title=capital(name))
    tables = [
        two_columns(request, NAME, "plikter", _duties(request, party), WIDTHS),
        two_columns(request, NAME, "svar", _answers(request, party), WIDTHS),
        two_columns(request, NAME, "far", _may(request, party), WIDTHS),
        *([two_columns(request, NAME, "normer", norms, WIDTHS)] if (norms := _norms(request, party)) else []),
    ]
    pages = _pages(tables)
    return tuple(
        _page(request, party, name, [head, *found], (number, len(pages))) for number, found in enumerate(pages, start=1)
    )


def _page(request: Request, party: Party, name: str, chained: Sequence[Node], of: tuple[int, int]) -> Picture:
    wording, routine = request.wording, request.routine
    edges = tuple(
        Edge(id=f"till-{node.id}", source=before.id, target=node.id, way=Way.LINK, label=node.title)
        for before, node in pairwise(chained)
    )
    number, count = of
    title = wording.word("party.titel", rutin=wording.routine_name(), part=name)
    return Picture(
        view=NAME,
        name="-".join((routine.name, NAME, slug(party.code), *((str(number),) if count > 1 else ()))),
        lang=request.lang,
        title=f"{title} {wording.page_of(number, count)}" if count > 1 else title,
        subtitle=wording.source_line(),
        description=wording.word("party.beskrivning", part=name),
        layout=Layout.DOWN,
        nodes=tuple(chained),
        edges=edges,
        ranks=tuple((node.id,) for node in chained),
    )


def _pages(tables: Iterable[Node]) -> list[list[Node]]:
    """The tables in their order, on as few pages as they need."""
    pages: list[list[Node]] = [[]]
    filled = 0.0
    for table in tables:
        height = 3 + sum(height_of(row, WIDTHS) for row in table.rows)
        if pages[-1] and filled + height > PAGE:
            pages.append([])
            filled = 0.0
        pages[-1].append(table)
        filled += height
    return pages


def _duties(request: Request, party: Party) -> tuple[Row, ...]:
    """What the party may come to owe, phase by phase: a duty falls on whoever has the role."""
    wording, found = request.wording, []
    for phase in request.routine.phases:
        owed = [spec for spec in request.routine.duties if spec.phase == phase and spec.bearer in party.roles]
        lines = tuple(
            Line(f"● {capital(wording.duty(spec))} – {wording.role(spec.bearer or '')} ({', '.join(spec.norms)})")
            for spec in owed
        )
        if lines:
            found.append(Row(((Line(wording.short(phase), Tone.STRONG),), lines)))
    return tuple(found)


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
    """What the party may do in each role that it can hold."""
    wording = request.wording
    roles: dict[str, dict[str, None]] = {}
    for move in request.routine.moves:
        if move.by.code in party.roles:
            roles.setdefault(move.by.code, {})[wording.act(move.event.name)] = None
    return tuple(
        Row(((Line(capital(wording.role(role)), Tone.STRONG),), (Line(capital("; ".join(acts))),)))
        for role, acts in roles.items()
    )


def _norms(request: Request, party: Party) -> tuple[Row, ...]:
    """The norms that name just this party, apart from conditions and from what only stands to be looked up."""
    own = set(party.bearers) - _shared(request)
    return tuple(
        Row(((Line(norm.id, Tone.STRONG),), (Line(norm.text(request.lang)),)))
        for norm in request.rules.norms.values()
        if norm.bearer in own and norm.executable and norm.conditions is None
    )
