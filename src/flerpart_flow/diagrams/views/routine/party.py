"""One party's part: what it owes and may do, by what it has to be for it, what is asked about it, and the norms that
name it.

What it is whatever its role in the case comes first; then what it owes and may do only as chair, only when it is
called, only with a measure (the outline's capacities). What it can never owe is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from flerpart_flow.diagrams.model import Kind, Line, Node, Picture, Row, Sign, Tone, Way
from flerpart_flow.diagrams.views.parts import LOOKS, task
from flerpart_flow.diagrams.views.request import Request
from flerpart_flow.diagrams.views.tables import sharing, table_pages, two_columns
from flerpart_flow.diagrams.wording import Wording, capital
from flerpart_flow.engine.definition.duties import DutySpec
from flerpart_flow.engine.definition.moves import STAY
from flerpart_flow.engine.definition.outline import Capacity, Party
from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.review.steps import slug
from flerpart_flow.engine.rules.norms import Norm
from flerpart_flow.engine.words.reasons import INDIVIDUAL

NAME = "party"
WIDTHS = sharing(28)
OBLIGATION: Final = "obligation"
"""What a norm is that binds a party."""
OTHERS = "ovriga"
"""What a reservation is kept under that holds for every party but those with one of their own."""


_IDS: Final = re.compile(r"[A-Z]+(?:-[A-Z0-9]+)+[a-z]?")
"""What may be the id of a norm in a text."""


def build(request: Request) -> tuple[Picture, ...]:
    """The pages of one party."""
    wording, routine = request.wording, request.routine
    party = next(one for one in routine.outline.parties if one.code == request.party)
    name = wording.said.name(party.code, "part")
    tables = [two_columns(request, NAME, "plikter", _duties(request, party), WIDTHS)]
    if asked := _asked(request, party):
        together = _together(wording, party)
        tables.append(two_columns(request, NAME, "kallas" if together else "svar", (*together, *asked), WIDTHS))
    tables.append(two_columns(request, NAME, "far", _may(request, party), WIDTHS))
    if norms := _norms(request, party):
        tables.append(two_columns(request, NAME, "normer", norms, WIDTHS))
    head = Node(id=f"part-{slug(party.code)}", kind=Kind.PHASE, title=capital(name))
    said = (
        wording.word("party.titel", rutin=wording.routine_name(), part=name),
        wording.word("party.beskrivning", part=name),
    )
    return table_pages(request, NAME, f"{NAME}-{slug(party.code)}", said, tables, head)


def parts(routine: Routine, party: Party) -> Iterable[tuple[Capacity | None, frozenset[str]]]:
    """The roles that a party has whatever it is in the case, under None, and those for which it has to be something,
    under each capacity.
    """
    can_be = [one for one in routine.outline.capacities if not one.parties or party.code in one.parties]
    always = frozenset(party.always)
    yield None, (frozenset(party.roles) - {role for one in can_be for role in (*one.roles, *one.own)}) | always
    for one in can_be:
        yield one, (frozenset(party.roles) & {*one.roles, *one.own}) - always


def _named(wording: Wording, capacity: Capacity | None) -> str:
    if capacity is None:
        return wording.word("party.oavsett")
    return wording.word("party.bara", nar=wording.said.label("egenskaper", capacity.code))


def _duties(request: Request, party: Party) -> tuple[Row, ...]:
    """What the party may come to owe, phase by phase, by what it has to be for it."""
    found = []
    phases = {str(phase): number for number, phase in enumerate(request.routine.phases)}
    for capacity, roles in parts(request.routine, party):
        specs = [spec for spec in request.routine.duties if spec.bearer in roles and spec.name not in party.spared]
        specs.sort(key=lambda spec: phases.get(spec.phase or "", len(phases)))
        lines = [Line(_duty(request, party, spec)) for spec in specs]
        for line in _besides(request, party, capacity, specs):  # after what is owed in the same phase
            lines.insert(sum(spec.phase == specs[0].phase for spec in specs), line)
        if specs:
            found.append(Row(((Line(capital(_named(request.wording, capacity)), Tone.STRONG),), tuple(lines))))
    return tuple(found)


def _besides(request: Request, party: Party, capacity: Capacity | None, specs: Sequence[DutySpec]) -> Iterator[Line]:
    """What the same norms ask besides the duties, in the phase of the first of them; what they only recommend has no
    sign of a duty, save where it is the party's own in the place of a duty that it is spared.
    """
    wording, norms = request.wording, request.rules.norms
    if capacity is None or not specs:
        return
    for place, own in (("dessutom", False), (f"dessutom_{party.code}", True)):
        key = f"{place}.{capacity.code}"
        if key in wording.said:
            told = wording.said.say(key, **request.rules.parameters)
            binds = own or any(norms[one].modality == OBLIGATION for one in _IDS.findall(told) if one in norms)
            yield Line(f"{f'{Sign.DUTY} ' if binds else ''}{_where(wording, specs[0])}{told}")


def _where(wording: Wording, spec: DutySpec) -> str:
    return f"{wording.short(spec.phase)}: " if spec.phase is not None else ""


def _duty(request: Request, party: Party, spec: DutySpec) -> str:
    wording = request.wording
    key = f"partens_plikt.{spec.name}.{party.code}"
    said = (
        f"{wording.said.raw(key)} ({', '.join(spec.norms)})"
        if key in wording.said
        else owed(wording, spec, headed=True)
    )
    told = task(spec, f"{_where(wording, spec)}{said}")
    free = freed(wording, party, spec)
    return wording.word("party.far_slippa", plikt=told, vad=free) if free else told


def owed(wording: Wording, spec: DutySpec, *, headed: bool = False) -> str:
    """What is owed, where not everybody who has the role owes it in which cases, and its norms."""
    return f"{wording.owed(spec, wording.duty(spec), headed=headed)} ({', '.join(spec.norms)})"


def freed(wording: Wording, party: Party, spec: DutySpec) -> str:
    """By which right of its own a party is free of a duty, empty where by none."""
    free = [event for event in wording.routine.outline.rights if _frees(wording.routine, party, spec, event)]
    return wording.said.join([wording.act(event) for event in free], "eller")


def _frees(routine: Routine, party: Party, spec: DutySpec, event: str) -> bool:
    """Whether the party itself has a right by which the duty ends and nothing else: the individual may leave a measure
    undone (A51).
    """
    moves = [move for move in routine.moves if move.event.name == event]
    own = any(move.by.code in party.roles for move in moves)
    no_more = all(target is STAY for move in moves for target in move.to.values())
    return own and no_more and any(kind.name == event for kind in spec.lapses)


def _conditions_of(request: Request, party: Party) -> Iterable[Norm]:
    own = set(party.bearers) - _shared(request)
    return (norm for norm in request.rules.norms.values() if norm.conditions is not None and norm.bearer in own)


def _shared(request: Request) -> set[str]:
    """The bearers that mean several parties at once."""
    everybody = [bearer for party in request.routine.outline.parties for bearer in party.bearers]
    return {bearer for bearer in everybody if everybody.count(bearer) > 1}


def _asked(request: Request, party: Party) -> tuple[Row, ...]:
    """The conditions that the routine asks about, before the party is called or the individual taken in: yes, no or
    unknown. Nobody owes an answer.
    """
    wording = request.wording
    return tuple(
        Row(
            (
                (Line(norm.id, Tone.STRONG),),
                (Line(capital(wording.said.label("villkor", norm.id))), *_otherwise(request, norm)),
            )
        )
        for norm in _conditions_of(request, party)
    )


def _together(wording: Wording, party: Party) -> tuple[Row, ...]:
    """How the conditions for calling a party hang together; nothing where no text tells."""
    key = f"nar_kallas.{party.code}"
    if key not in wording.said:
        return ()
    warned = Line(wording.word("party.varnar"))
    return (Row(((Line(wording.word("party.tillsammans"), Tone.STRONG),), (Line(wording.said.raw(key)), warned))),)


def _otherwise(request: Request, norm: Norm) -> Iterable[Line]:
    """What the reading of a condition refers to, where that is no condition itself: what one may do without it."""
    named = _IDS.findall(norm.read(request.lang) or "")
    for other in (request.rules.norms[one] for one in named if one in request.rules.norms):
        if other.conditions is None:
            yield Line(f"{other.text(request.lang)} ({other.id})")


def _may(request: Request, party: Party) -> tuple[Row, ...]:
    """What the party may do, by what it has to be for it."""
    wording, found = request.wording, []
    for capacity, roles in parts(request.routine, party):
        events = [move.event.name for move in request.routine.moves if move.by.code in roles]
        acts = [event for event in dict.fromkeys(events) if event not in party.spared]
        if acts:
            name = Line(capital(_named(wording, capacity)), Tone.STRONG)
            found.append(Row(((name,), tuple(_told(wording, acts, party)))))
    return tuple(found)


def _told(wording: Wording, acts: Sequence[str], party: Party) -> Iterator[Line]:
    """The acts, of the individual first those that are rights of its own."""
    rights = [one for one in acts if party.code == INDIVIDUAL and one in wording.routine.outline.rights]
    sign, tone = LOOKS[Way.RIGHT]
    for named, mark, look in ((rights, sign, tone), ([one for one in acts if one not in rights], "", Tone.PLAIN)):
        if named:
            yield Line(f"{mark}{capital('; '.join(reserved(wording, one, party) for one in named))}", look)


def reserved(wording: Wording, event: str, party: Party) -> str:
    """An act, with what of it is the party's where several share it: the individual says who takes part, the chair no
    more than whether a relative is suitable.
    """
    keys = [key for one in (party.code, OTHERS) if (key := f"forbehall.{event}.{one}") in wording.said]
    act = wording.act(event)
    return wording.word("party.forbehall", vad=act, hur=wording.said.raw(keys[0])) if keys else act


def _norms(request: Request, party: Party) -> tuple[Row, ...]:
    """The norms that name just this party, apart from conditions and from what only stands to be looked up; and those
    that name it with others, which the outline answers with.
    """
    own, answered = (
        set(party.bearers) - _shared(request),
        {one for rests in (*party.first, *party.answer) for one in rests},
    )
    return tuple(
        Row(((Line(norm.id, Tone.STRONG),), (Line(norm.text(request.lang)),)))
        for norm in request.rules.norms.values()
        if norm.id in answered or (norm.bearer in own and norm.executable and norm.conditions is None)
    )
