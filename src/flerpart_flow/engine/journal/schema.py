"""The JSON Schema of a log's lines, made from the very classes and closed lists that read them.

It demands no more than the envelope and the types: content that a norm demands may be missing from a line, and
then a guard says so.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

import attrs

from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.journal.event_lines import DEMANDED
from flerpart_flow.engine.journal.header_line import DIGEST_PATTERN, MARK, VERSION_PATTERN, header_to_data
from flerpart_flow.engine.record import fields
from flerpart_flow.engine.record.events import ENVELOPE, UNIT, Event
from flerpart_flow.engine.record.fields import KIND, REFERENCE_SCHEMA
from flerpart_flow.engine.record.header import FORMAT, Header, Pin
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.rules.vocabulary import Vocabulary
from flerpart_flow.engine.words.reasons import texts_for
from flerpart_flow.texts import DEFAULT_LANGUAGE, Texts

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
MUNICIPALITY: Final = "kommun"
TERNARY: Final = "ternar"
STATED: Final = ("occurred_at", "by")
"""What whoever fills in a form has to state of every event."""

_REFERENCE: Final = re.compile(r'#/\$defs/([^"]+)')
_DIGEST: Final = {"type": "string", "pattern": DIGEST_PATTERN}


def journal_schema(routine: Routine, rules: Rules, lang: str = DEFAULT_LANGUAGE) -> dict[str, Any]:
    """The schema of one line of a log, in JSON Schema draft 2020-12: a header or one of the routine's events.

    Labels are in ``lang``. ``$id`` carries the format's version.
    """
    said = texts_for(rules, lang)
    events = {f"event.{name}": _event(kind, said) for name, kind in routine.events.items()}
    return {
        "$schema": DIALECT,
        "$id": f"flerpart_flow/journal/{FORMAT}/{routine.name}",
        "title": f"{routine.name} {rules.version}",
        "oneOf": [{"$ref": f"#/$defs/{name}"} for name in ("header", *events)],
        "$defs": {"header": _header(routine, rules.vocabulary), **events, **_lists(rules.vocabulary, said)},
    }


def event_schema(kind: type[Event], rules: Rules, lang: str = DEFAULT_LANGUAGE) -> dict[str, Any]:
    """The schema of what a form states of one kind of event: as of its line, less what a case adds to that.

    Labels are in ``lang``. It stands alone: the closed lists that it names are in it.
    """
    said = texts_for(rules, lang)
    line = _event(kind, said)
    properties = {name: held for name, held in line["properties"].items() if name != "nr"}
    whole = {"$schema": DIALECT, **line, "properties": properties, "required": list(STATED)}
    lists = _lists(rules.vocabulary, said)
    named = set(_REFERENCE.findall(json.dumps(whole)))
    return {**whole, "$defs": {name: held for name, held in lists.items() if name in named}}


def header_example(routine: Routine, rules: Rules) -> dict[str, Any]:
    """A first line to start a log from, pinned to the rules."""
    pin = Pin(rules.version, rules.digest, rules.overlay)
    return header_to_data(Header(routine.name, "arende-1", rules=pin))


def _object(properties: Mapping[str, Any], required: Iterable[str]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(required),
        "additionalProperties": False,
    }


def _header(routine: Routine, vocabulary: Vocabulary) -> dict[str, Any]:
    pin = {"version": {"type": "string", "pattern": VERSION_PATTERN}, "digest": _DIGEST, "overlay": _DIGEST}
    properties: dict[str, Any] = {
        MARK: {"const": FORMAT},
        "routine": {"const": routine.name},
        "case": REFERENCE_SCHEMA,
        "rules": _object(pin, ("version", "digest")),
        "previous": REFERENCE_SCHEMA,
        "linked": {"type": "array", "items": REFERENCE_SCHEMA},
    }
    if MUNICIPALITY in vocabulary.known:
        properties["municipality"] = {"$ref": f"#/$defs/{MUNICIPALITY}"}
    return _object(properties, (MARK, "routine", "case"))


def _event(kind: type[Event], said: Texts) -> dict[str, Any]:
    held = {a.name: a.metadata[KIND].schema for a in attrs.fields(kind) if KIND in a.metadata}
    ordered = {name: held[name] for name in (*ENVELOPE, *held)}
    properties = {name: {**_title(f"falt.{name}", said), **_with_words(schema)} for name, schema in ordered.items()}
    nr = {"nr": properties.pop("nr"), "event": {"const": kind.name}}
    return {
        **_title(f"handelser.{kind.name}", said),
        **_object({**nr, **properties}, DEMANDED),
        "if": {"properties": {"by": {"$ref": f"#/$defs/{UNIT}"}}},
        "else": {"required": ["recorded_by"]},
    }


def _title(key: str, said: Texts) -> dict[str, str]:
    return {"title": said.raw(key)} if key in said else {}


def _with_words(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """The schema of a field; yes, no and unknown are a list of their own, which has labels."""
    return {"$ref": f"#/$defs/{TERNARY}"} if schema == fields.TERNARY_SCHEMA else schema


def _lists(vocabulary: Vocabulary, said: Texts) -> dict[str, Any]:
    codes = fields.TERNARY_SCHEMA["enum"]
    three = [{"const": code, "title": said.label(f"tillstand.{TERNARY}", code)} for code in codes]
    return {TERNARY: {"oneOf": three}, **{name: _list(vocabulary, name, said) for name in sorted(vocabulary.known)}}


def _list(vocabulary: Vocabulary, name: str, said: Texts) -> dict[str, Any]:
    """A closed list: its codes and what they are called, and those that may carry a number, ``narstaende:1``."""
    codes = sorted(vocabulary.known[name])
    ways: list[dict[str, Any]] = [{"const": code, "title": said.name(code, name)} for code in codes]
    bases = sorted(vocabulary.numbered.get(name, ()))
    if bases:
        ways.append({"pattern": f"^({'|'.join(bases)}):[1-9][0-9]{{0,2}}$"})
    return {"type": "string", "oneOf": ways} if ways else {"type": "string", "enum": []}
