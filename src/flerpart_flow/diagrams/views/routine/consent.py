"""Who may tell whom what: before there is a consent, while it is in force, while the case rests, and after the end.

First stands whether each act that tells somebody something may be done at each of those times, who tells and who is
told; then what it takes. Of its conditions those stand here by which the consent, or what the individual has said no
to, decides, and those by which it may tell fewer than in other phases. Last stand the acts that tell nobody anything.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from attrs import evolve

from flerpart_flow.diagrams.model import Kind, Line, Node, Picture, Row, Sign, Tone, Way
from flerpart_flow.diagrams.paper import UPRIGHT
from flerpart_flow.diagrams.render.dot import CELL
from flerpart_flow.diagrams.render.markup import SMALL, TIED
from flerpart_flow.diagrams.views.parts import LOOKS, act_of, apart, is_right
from flerpart_flow.diagrams.views.request import Request
from flerpart_flow.diagrams.views.tables import sharing, table_pages, two_columns
from flerpart_flow.diagrams.wording import TELLS, capital, only_whom
from flerpart_flow.engine.definition.guards import Guard
from flerpart_flow.engine.definition.moves import START, Move
from flerpart_flow.engine.definition.outline import Telling
from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.record.events import content_fields
from flerpart_flow.engine.review.steps import chain, steps_from

NAME = "consent"
WIDTHS = sharing(36)
TIMES: Final = {"fore": "before", "under": "during", "vila": "paused", "efter": "after"}
"""The times, and the field of a telling that says how it may be told then."""
LETTERS: Final = UPRIGHT.letters(SMALL, beside=7 * CELL)
WHEN: Final = {"fore": 16, "under": 21, "vila": 16, "efter": 16}
"""The letters of the first table's columns together, and those of each time; the rest is the act's."""
RECIPIENTS = frozenset({"aktor", "enhet"})
"""The closed lists of those whom an act may tell."""


def build(request: Request) -> tuple[Picture, ...]:
    """The pages: when each act may be done, what it takes, what the individual may say, and what tells nobody."""
    wording, outline = request.wording, request.routine.outline
    tables = [
        *([_when(request)] if _told(request.routine) else []),
        two_columns(request, NAME, "krav", _demands(request), WIDTHS),
        two_columns(request, NAME, "ratt", _rights(request), WIDTHS),
    ]
    if outline.silent:
        tables.append(two_columns(request, NAME, "tiger", _silent(request), WIDTHS))
    said = (
        wording.word("consent.titel", rutin=wording.routine_name()),
        wording.word("consent.beskrivning"),
    )
    return table_pages(request, NAME, NAME, said, tables)


def times(routine: Routine) -> dict[str, list[str]]:
    """The phases of each time that has any: before there is a consent, while one holds, in a pause, after the end."""
    held = {str(phase) for frame in routine.outline.frames for phase in frame.phases}
    found = {
        "fore": [phase for phase in chain(routine) if phase not in held and phase not in routine.ends],
        "under": [phase for phase in chain(routine) if phase in held],
        "vila": [str(phase) for phase in routine.pauses],
        "efter": [str(phase) for phase in routine.ends],
    }
    return {name: phases for name, phases in found.items() if phases}


def _told(routine: Routine) -> tuple[Telling, ...]:
    """The acts that tell somebody something: those that the outline names, and others that name whom they tell."""
    outline = routine.outline
    named = {one.event for one in outline.tellings} | {event for one in outline.silent for event in one.events}
    others = (move.event.name for move in routine.moves if move.event.name not in named and _tells(move))
    return (*outline.tellings, *map(Telling, dict.fromkeys(others)))


def _when(request: Request) -> Node:
    """Whether each act may be done at each time. Acts of the same role that tell the same at the same times share a
    row.
    """
    wording, routine = request.wording, request.routine
    found: dict[tuple[tuple[Line, ...], ...], list[str]] = {}
    for telling in _told(routine):
        roles = dict.fromkeys(move.by.code for move in routine.moves if move.event.name == telling.event)
        who = wording.said.join([wording.role(role) for role in roles], "eller")
        key = f"mottagare.{telling.event}"
        if key in wording.said:
            who = wording.word("consent.till", vem=who, till=wording.said.raw(key))
        cells = tuple(_answer(request, telling, name) for name in times(routine))
        found.setdefault(((Line(who),), *cells), []).append(telling.event)
    rows = tuple(
        Row(((Line(capital("; ".join(map(wording.limited, events))), Tone.STRONG), *who), *cells))
        for (who, *cells), events in found.items()
    )
    names = {} if routine.outline.frames else {"fore": "oppet"}  # nothing tells what a consent would hold for
    heads = {name: wording.word(f"consent.{names.get(name, name)}") for name in times(routine)}
    return Node(
        id=f"{NAME}-nar",
        kind=Kind.TABLE,
        title=wording.word("consent.nar"),
        columns=(wording.word("consent.nar_vem"), *heads.values()),
        rows=rows,
        widths=(LETTERS - sum(WHEN[name] for name in heads), *(WHEN[name] for name in heads)),
    )


def _answer(request: Request, telling: Telling, time: str) -> tuple[Line, ...]:
    """Whether, and how, an act may tell at a time, and in which phases of it where not in all."""
    wording, phases = request.wording, times(request.routine)[time]
    where = [phase for move in _moves(request, telling.event) for phase in phases if phase in move.to]
    if not where:
        return (Line(wording.word("consent.nej"), Tone.MUTED),)
    code = getattr(telling, TIMES[time])
    text = wording.said.raw(f"far_sagas.{code}") if code else wording.word("consent.villkor")
    some = len(set(where)) < len(phases)
    only = (Line(wording.word("consent.i_faser", faser=wording.phases(set(where))), Tone.MUTED),) if some else ()
    return (Line(text, Tone.STRONG if text.startswith(wording.word("consent.ja")) else Tone.MUTED), *only)


def _moves(request: Request, event: str) -> list[Move[Any]]:
    return [move for move in request.routine.moves if move.event.name == event]


def _demands(request: Request) -> tuple[Row, ...]:
    """What each act that tells somebody something takes, by what the consent and the individual's word decide."""
    wording, decides = request.wording, _norms(request)
    found: dict[tuple[Line, ...], list[str]] = {}
    for telling in _told(request.routine):
        asked: dict[tuple[Line, ...], list[str]] = {}
        for move in _moves(request, telling.event):
            conditions = [wording.condition(one, telling.event) for one in _shown(request, move, decides)]
            told = dict.fromkeys(evolve(one, text=capital(one.text)) for one in conditions)
            none = Line(wording.word("consent.utan"), Tone.MUTED)
            asked.setdefault(tuple(told) or (none,), []).extend(phase for phase in move.to if phase != START)
        for lines, where in asked.items():
            only = Line(wording.word("consent.bara_i", faser=wording.phases(where)), Tone.MUTED)
            found.setdefault((*lines, *((only,) if len(asked) > 1 else ())), []).append(telling.event)
    return tuple(
        Row(((Line(capital("; ".join(map(wording.act, dict.fromkeys(events)))), Tone.STRONG),), lines))
        for lines, events in found.items()
    )


def _silent(request: Request) -> tuple[Row, ...]:
    """The acts that tell nobody anything, by why they don't."""
    wording = request.wording
    return tuple(
        Row(
            (
                (Line(wording.said.raw(f"tiger.{one.code}"), Tone.STRONG),),
                (Line(capital("; ".join(map(wording.act, one.events)))),),
            )
        )
        for one in request.routine.outline.silent
    )


def _shown(request: Request, move: Move[Any], decides: frozenset[str]) -> list[Guard[Any]]:
    """The conditions of a move that stand here. One that narrows whom it tells takes the place of the one that says
    it where the act isn't narrowed: which carries its norms and more, and reads what it reads and more.
    """
    others = [one for one in request.routine.moves if one.event is move.event and one is not move]
    narrow = [
        guard for guard in move.guards if only_whom(guard, move) and any(guard not in other.guards for other in others)
    ]
    wide = [
        guard
        for guard in move.guards
        for one in narrow
        if guard is not one and set(one.norms) < set(guard.norms) and set(one.reads or ()) < set(guard.reads or ())
    ]
    return [
        guard
        for guard in request.wording.told_of(move)
        if guard in narrow or (_consents(guard, decides) and guard not in wide)
    ]


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
    """The norms by which the consent decides: those that the outline names, else the first ones of the guards whose
    hindrance a consent cures; the others say what else they ask for.
    """
    if request.routine.outline.protecting:
        return frozenset(request.routine.outline.protecting)
    giving = set(_giving(request))
    return frozenset(
        norm
        for move in request.routine.moves
        for guard in move.guards
        if giving & {kind.name for kind in guard.cures} and move.event.name not in giving
        for norm in guard.norms[:1]
    )


def _consents(guard: Guard[Any], decides: frozenset[str]) -> bool:
    return any(norm in decides for norm in guard.norms)


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
                own = [line.text for line in apart(step, wording)[1:]] or [f"{sign}{capital(act_of(step, wording))}"]
                acts |= dict.fromkeys(own)
                when = wording.when(step)
                where = wording.short(step.target)
                key = where if when is None else f"{where}, {wording.word('om', villkor=when)}"
                told.setdefault(key, []).append(step.source)
        lines = tuple(
            Line(f"{wording.from_phases(sources)} {Sign.LEADS}{TIED}{target}") for target, sources in told.items()
        )
        if lines:
            rows.append(Row((tuple(Line(act, tone) for act in acts), lines), None, "", tone))
    return tuple(rows)
