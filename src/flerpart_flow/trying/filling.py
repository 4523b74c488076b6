"""A form as HTML, empty or as somebody has filled it in, or with what a line of the log says."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from html import escape
from typing import Any, Final

import attrs

from flerpart_flow.engine.record.events import Event, to_data
from flerpart_flow.engine.record.fields import KIND, Kind
from flerpart_flow.engine.values.clock import STOCKHOLM
from flerpart_flow.forms import Box, Control, Fault, FilledForm, Form, FormField, filled_form
from flerpart_flow.texts import Texts
from flerpart_flow.trying.links import norms
from flerpart_flow.words.sentences import capital

BY: Final = "by"
STATED: Final = ("recorded_at", "nr")
"""Fields that are stated here, whatever is filled in."""

_INPUT: Final = {Box.LINE: "text", Box.TIME: "datetime-local", Box.DAY: "date", Box.NUMBER: "number"}

Sent = list[tuple[str, str]]


def form(of: Form, sent: Sent, faults: Iterable[Fault], nr: int | None, said: Texts) -> str:
    """The form: what is wrong as a whole, then a control for each field."""
    filled = filled_form(of, sent, faults, without=STATED, rows=1)
    number = "" if nr is None else f' data-nr="{nr}"'
    button = said.raw("handbok.prova.spara" if nr is None else "handbok.prova.andra_raden")
    lines = (
        f'<form class="fill" data-event="{escape(of.event)}"{number}>',
        f'<h2 tabindex="-1">{escape(_title(of, nr, said))}</h2>',
        *_wrong(filled, said),
        *(line for one in filled.controls for line in _control(one, said)),
        f"<p><button>{escape(button)}</button> ",
        f'<button type="button" data-do="close">{escape(said.raw("handbok.prova.avbryt"))}</button></p></form>',
    )
    return "\n".join(lines)


def holders_first(of: Form, holders: Sequence[str]) -> Form:
    """The form with those who may do it now first among those who could have done it."""

    def ordered(field: FormField) -> FormField:
        if field.name != BY:
            return field
        return attrs.evolve(field, choices=tuple(sorted(field.choices, key=lambda one: one.code not in holders)))

    return attrs.evolve(of, fields=tuple(map(ordered, of.fields)))


def _title(of: Form, nr: int | None, said: Texts) -> str:
    label = capital(of.label)
    return label if nr is None else said.say("handbok.prova.andrar", nr=nr, handelse=label)


def _wrong(filled: FilledForm, said: Texts) -> Iterator[str]:
    every = dict.fromkeys((*filled.faults, *(fault for one in filled.controls for fault in _faults(one))))
    if every:
        yield '<div class="refused" role="alert">'
        yield f"<p><strong>{escape(said.raw('handbok.prova.hindras'))}</strong></p><ul>"
        yield from (f"<li>{_fault(fault)}</li>" for fault in every)
        yield "</ul></div>"


def _faults(of: Control) -> Iterator[Fault]:
    yield from of.faults
    for one in of.parts:
        yield from _faults(one)


def _fault(fault: Fault) -> str:
    cure = f" → {escape(fault.cure)}" if fault.cure else ""
    return f"{escape(fault.text)}{norms((fault.norm,) if fault.norm else ())}{cure}"


def _control(of: Control, said: Texts) -> Iterator[str]:
    ident = f"f-{of.name}"
    about = _about(of, said)
    told = f'<small id="{escape(ident)}-om">{about}</small>' if about else ""
    described = f' aria-describedby="{escape(ident)}-om"' if about else ""
    if of.box in (Box.GROUP, Box.SEVERAL):
        yield f"<fieldset{described}>"
        yield f"<legend>{escape(capital(of.label))}</legend>{told}"
        for one in of.parts:
            yield from _control(one, said)
        for option in of.options:
            chosen = " checked" if option.chosen else ""
            box = f'<input type="checkbox" name="{escape(of.name)}" value="{escape(option.code)}"{chosen}>'
            yield f"<label>{box} {escape(option.label)}</label>"
        yield "</fieldset>"
        return
    yield f'<p><label for="{escape(ident)}">{escape(capital(of.label))}</label>{told}'
    yield f"{_box(of, ident, described)}</p>"


def _box(of: Control, ident: str, described: str) -> str:
    named = f'id="{escape(ident)}" name="{escape(of.name)}"{described}'
    if of.box is Box.ONE:
        chosen = (
            f'<option value="{escape(one.code)}"{" selected" if one.chosen else ""}>{escape(one.label)}</option>'
            for one in of.options
        )
        return f'<select {named}><option value=""></option>{"".join(chosen)}</select>'
    if of.box is Box.TEXT:
        return f'<textarea {named} rows="2">{escape(of.value)}</textarea>'
    return f'<input type="{_INPUT[of.box]}" {named} value="{escape(of.value)}">'


def _about(of: Control, said: Texts) -> str:
    told = [escape(of.help)] if of.help else []
    if of.required:
        told.append(f"{escape(said.raw('handbok.prova.kravs'))}{norms(of.norms)}.")
    return " ".join(told)


def sent_of(event: Event) -> Sent:
    """What a form of an event would have been sent with, for the event to come of it."""
    kinds = {a.name: a.metadata[KIND] for a in attrs.fields(type(event)) if KIND in a.metadata}
    data = {name: value for name, value in to_data(event).items() if name in kinds and name not in STATED}
    return [pair for name, value in data.items() for pair in _pairs(name, value, kinds[name])]


def _pairs(name: str, value: Any, kind: Kind | None) -> Iterator[tuple[str, str]]:
    if kind is not None and kind.name == "corrections":
        yield name, json.dumps(value, ensure_ascii=False)
    elif kind is not None and kind.name in {"texts", "references"}:
        yield name, "\n".join(value)
    elif isinstance(value, Mapping):
        inner = _kinds(kind)
        for key, one in value.items():
            yield from _pairs(f"{name}.{key}", one, inner.get(key))
    elif isinstance(value, list) and all(isinstance(one, Mapping) for one in value):
        inner = _kinds(kind)
        for number, row in enumerate(value, 1):
            for key, one in row.items():
                yield from _pairs(f"{name}.{number}.{key}", one, inner.get(key))
    elif isinstance(value, list):
        yield from ((name, str(one)) for one in value)
    elif kind is not None and kind.name == "time":
        yield name, local(datetime.fromisoformat(value))
    else:
        yield name, str(value)


def _kinds(kind: Kind | None) -> Mapping[str, Kind]:
    if kind is None or kind.part is None:
        return {}
    return {a.name: a.metadata[KIND] for a in attrs.fields(kind.part) if KIND in a.metadata}


def local(moment: datetime) -> str:
    """A time as a form has it: in Stockholm, to the minute, or to the second where it has any."""
    told = moment.astimezone(STOCKHOLM)
    return f"{told:%Y-%m-%dT%H:%M:%S}" if told.second else f"{told:%Y-%m-%dT%H:%M}"
