"""A checklist for one act: what must hold before it and what should, who can cure what is missing, and what follows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from flerpart_flow.diagrams.model import Kind, Line, Node, Picture, Row, Sign, Tone
from flerpart_flow.diagrams.render.markup import TIED
from flerpart_flow.diagrams.views.parts import task
from flerpart_flow.diagrams.views.request import Request
from flerpart_flow.diagrams.views.tables import sharing, table_pages, two_columns
from flerpart_flow.diagrams.wording import WEIGHTS, Wording, capital
from flerpart_flow.engine.definition.duties import DutySpec
from flerpart_flow.engine.definition.guards import Guard, named_by
from flerpart_flow.engine.definition.moves import START, Move
from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.review.steps import Step, slug, stays_else, steps_from
from flerpart_flow.engine.rules.norms import Severity
from flerpart_flow.engine.words.reasons import INDIVIDUAL

NAME = "step"
WIDTHS = sharing(54)
SHARED = "_eller_"
"""What joins the codes of those who share a role."""


def build(request: Request) -> tuple[Picture, ...]:
    """The pages of one act."""
    wording = request.wording
    moves = [move for move in request.routine.moves if move.event.name == request.step]
    act = wording.act(moves[0].event.name)
    head = Node(id=f"handelse-{slug(moves[0].event.name)}", kind=Kind.PHASE, title=capital(act))
    tables = [two_columns(request, NAME, "nar", _occasion(request, moves), WIDTHS)]
    event = moves[0].event.name
    weighed = wording.weighed({guard.name: guard for move in moves for guard in wording.told_of(move)}.values(), event)
    for weight, name in WEIGHTS.items():
        if (asked := weighed.get(weight, ())) or weight is Severity.BLOCK:
            tables.append(two_columns(request, NAME, name, _asked(request, asked, moves), WIDTHS))
    if after := _after(request, moves[0]):
        tables.append(two_columns(request, NAME, "sedan", after, WIDTHS))
    said = (
        wording.word("step.titel", rutin=wording.routine_name(), vad=act),
        wording.word("step.beskrivning", vad=act),
    )
    return table_pages(request, NAME, f"{NAME}-{slug(moves[0].event.name)}", said, tables, head)


def _occasion(request: Request, moves: Sequence[Move[Any]]) -> tuple[Row, ...]:
    """In which phases, by whom, and where it leads."""
    wording, routine = request.wording, request.routine
    phases = [phase for move in moves for phase in move.to]
    told = (
        wording.phases(phase for phase in phases if phase != START) if set(phases) != {START} else wording.word("start")
    )
    who = dict.fromkeys(capital(wording.doer(move)) for move in moves)
    leading = [step for phase in dict.fromkeys(phases) for step in steps_from(routine, phase) if step.move in moves]
    return (
        Row(((Line(wording.word("step.vem"), Tone.STRONG),), tuple(Line(one) for one in who))),
        Row(((Line(wording.word("step.faser"), Tone.STRONG),), (Line(told),))),
        Row(((Line(wording.word("step.leder"), Tone.STRONG),), tuple(_leads(request, dict.fromkeys(phases), leading)))),
    )


def _leads(request: Request, phases: Iterable[str], leading: Sequence[Step]) -> Iterable[Line]:
    """From which phases it leads to which, and in which it stays."""
    wording = request.wording
    told: dict[str, list[str]] = {}
    for step in leading:
        text = wording.leads(step, f"{Sign.LEADS}{TIED}{wording.short(step.target)}")
        told.setdefault(text, []).append(step.source)
    found = [Line(f"{_named(request, sources)} {text}") for text, sources in told.items()]
    stays = [one for one in phases if one != START and one not in {step.source for step in leading}]
    if stays and found:
        found.append(Line(wording.word("step.stannar_i", faser=wording.phases(stays))))
    else_stays = [step.source for step in leading if stays_else(step)]
    if else_stays and not stays and set(else_stays) == {step.source for step in leading}:
        found.append(Line(wording.word("step.annars")))
    elif else_stays:
        found.append(Line(wording.word("step.annars_i", faser=wording.phases(dict.fromkeys(else_stays)))))
    return found or [Line(wording.word("step.stannar"))]


def _named(request: Request, sources: Sequence[str]) -> str:
    wording = request.wording
    return wording.phases(sources) if START not in sources else wording.word("start")


def _asked(request: Request, guards: Iterable[Guard[Any]], moves: Sequence[Move[Any]]) -> tuple[Row, ...]:
    """Each condition with its norms, and who can cure it and how; and where it holds, if not wherever the act is."""
    return tuple(
        Row(
            (
                (Line(f"{number}. {capital(_condition(request, guard, moves))} ({', '.join(guard.norms)})"),),
                tuple(Line(one) for one in _cures(request, guard, moves[0].event.name)),
            )
        )
        for number, guard in enumerate(guards, start=1)
    )


def _condition(request: Request, guard: Guard[Any], moves: Sequence[Move[Any]]) -> str:
    wording = request.wording
    where = [move for move in moves if guard.name in {one.name for one in wording.told_of(move)}]
    text = wording.guard(guard)
    if len(where) == len(moves):
        return text
    phases = {phase for move in where for phase in move.to if phase != START}
    return wording.word("step.villkor_i", faser=wording.phases(phases), villkor=text)


def _cures(request: Request, guard: Guard[Any], event: str) -> Iterable[str]:
    """By which acts what is missing is cured, and by whom; or what the act itself has to state."""
    wording, found = request.wording, []
    if (told := wording.cure(guard)) is not None:
        return [capital(told)]
    for kind in guard.cures:
        if (own := wording.cure_by(guard, kind.name)) is not None:
            found.append(capital(own))
        elif kind.name != event:
            roles = dict.fromkeys(move.by.code for move in request.routine.moves if move.event is kind)
            able = dict.fromkeys(one for role in roles for one in _who(request, guard, role))
            who = wording.said.join([_curer(request, role, kind) for role in able], "eller")
            act = wording.act(kind.name) if set(able) == {INDIVIDUAL} else wording.limited(kind.name)
            found.append(wording.word("step.bot", vem=capital(who), vad=act))
    stated = [name for name in guard.reads or () if name != "by"]
    if stated and (not found or len(found) < len(guard.cures)):
        fields = wording.said.join([wording.said.label("falt", name) for name in stated])
        found.append(wording.word("step.anges", falt=fields))
    return found or [wording.word("step.ingen_bot")]


def _curer(request: Request, role: str, kind: type[Event]) -> str:
    """Who does an act that cures: each of them, where all who have the role owe it, and nobody of them is spared."""
    routine, wording = request.routine, request.wording
    owed = {spec.name for spec in routine.duties if spec.bearer == role and kind in spec.meets}
    spared = {name for one in routine.outline.parties if role in one.roles for name in one.spared}
    return wording.bearer(role) if owed - spared else wording.role(role)


def _who(request: Request, guard: Guard[Any], role: str) -> tuple[str, ...]:
    """Those of a shared role, ``a_eller_b``, who can cure what this guard misses: whom its findings name. The
    individual's yes or no is the individual's own, though the chair does the same act for something else (A50, A69).
    """
    known = {move.by.code for move in request.routine.moves}
    own = (__name__.partition(".")[0], guard.check.__module__.partition(".")[0])
    parts = [part for part in role.split(SHARED) if part in known]
    named = set(guard.roles) | {str(value) for value in named_by(guard.check, own) if isinstance(value, str)}
    meant = [part for part in parts if part in named]
    return tuple(meant) if meant and len(meant) < len(parts) else (role,)


def _after(request: Request, move: Move[Any]) -> tuple[Row, ...]:
    """The duties that the act meets, and those that it may open."""
    wording = request.wording
    rows = []
    for key, held in (("moter", "meets"), ("oppnar", "opens")):
        specs = [spec for spec in request.routine.duties if move.event in getattr(spec, held)]
        lines = tuple(Line(task(spec, f"{capital(_owed(wording, spec))} ({', '.join(spec.norms)})")) for spec in specs)
        if lines:
            rows.append(Row(((Line(wording.word(f"step.{key}"), Tone.STRONG),), lines)))
    return tuple(rows)


def _owed(wording: Wording, spec: DutySpec) -> str:
    """A duty with who owes it, and when, if not always."""
    who = "" if spec.bearer is None else f" – {wording.bearer(spec.bearer)}"
    return wording.owed(spec, f"{wording.duty(spec)}{who}")
