"""What may not be done in a case, and why: by the reasons that a status gives, without the units that they name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import attrs

from flerpart_flow.diagrams.model import Line, Row, Tone
from flerpart_flow.diagrams.views.compared.scene import Scene
from flerpart_flow.diagrams.views.request import Request
from flerpart_flow.diagrams.wording import capital
from flerpart_flow.engine.judging.queries import Answer, Possible
from flerpart_flow.engine.record.events import UNIT
from flerpart_flow.engine.rules.findings import Finding
from flerpart_flow.engine.words.reasons import says
from flerpart_flow.texts import Texts


def barred(request: Request, scene: Scene) -> tuple[Row, ...]:
    """What may not be done, and what stands in the way."""
    wording = request.wording
    return tuple(
        Row(
            (
                (Line(capital(wording.act(one.event)), Tone.STRONG),),
                tuple(_lacking(request, scene, one, found) for found in one.findings if found.blocks),
            )
        )
        for one in scene.possible
        if one.answer is Answer.NO
    )


def _lacking(request: Request, scene: Scene, one: Possible, found: Finding) -> Line:
    """A finding in its own words; by the condition behind it where they hold a day or the municipality."""
    wording, case = request.wording, request.case
    values = set(_leaves(dict(found.values)))
    if not any(isinstance(value, date) or (case and value == case.header.municipality) for value in values):
        return Line(f"{says(found, _discreet(request, scene, values))} ({found.norm})")
    moves = [move for move in request.routine.moves if move.event.name == one.event]
    guards = [guard for move in moves for guard in move.guards if found.message in guard.messages]
    text = wording.guard(guards[0]) if guards else wording.word("case.roll", vem=wording.role(one.role))
    key = "case.okant" if found.unknown else "case.saknas"
    return Line(f"{wording.word(key, villkor=text)} ({found.norm})")


def _discreet(request: Request, scene: Scene, values: Iterable[Any]) -> Texts:
    """The texts, which don't name those units among the values that are part of the case.

    A party's only unit points at nobody, nor does a unit that only the routine names, as one whom an act turns to.
    """
    rules = request.rules
    units = {one for one in values if isinstance(one, str) and ":" in one and rules.vocabulary.has(UNIT, one)}
    if units:
        units.intersection_update(_part_of(request, scene))

    def names(of: str, code: str, lang: str) -> str | None:
        return request.wording.word("case.enhet") if code in units else rules.named(of, code, lang)

    return request.wording.said.naming(names)


def _part_of(request: Request, scene: Scene) -> set[Any]:
    """The codes in what is shown of the case. What others have written one party doesn't see, nor does it decide what
    they see.
    """
    part = {*_leaves(scene.state.facts), *(one.bearer for one in scene.duties)}
    if request.by is None and request.case is not None:
        part |= {who for line in request.case.lines for who in (line.by, line.recorder)}
    return part


def _leaves(value: Any) -> Iterator[Any]:
    """The codes, numbers and days in a value, however deep."""
    if isinstance(value, str):
        yield str(value)
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            yield from _leaves(getattr(value, field.name))
    elif isinstance(value, Mapping):
        yield from _leaves((*value.keys(), *value.values()))
    elif isinstance(value, Iterable):
        for one in value:
            yield from _leaves(one)
    else:
        yield value
