"""The schema says what the reader reads: whoever follows it writes a log that can be read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from flerpart_flow.engine.errors import JournalError
from flerpart_flow.engine.journal.log import Log, dump_line, read_log, write_log
from flerpart_flow.engine.journal.schema import header_example, journal_schema
from flerpart_flow.engine.record.events import ENVELOPE, content_fields
from tests.journal.test_read import HEADERS, LINES, OPENS
from tests.journal.test_write import logs
from tests.journal.toy import ROUTINES, TOY, VOCABULARY

RULES = TOY.rules()
SCHEMA = journal_schema(TOY, RULES)
VALIDATOR = Draft202012Validator(SCHEMA)

# What a schema of one line can't say: how lines stand to each other, times to each other, what a text holds,
# and what is lost when JSON is parsed.
BEYOND = {
    "an event first",  # valid, though not there
    "a key twice",
    "a key twice inside",
    "a key twice, once escaped",
    "nr repeated",
    "nr skipped",
    "nr with decimals",
    "format with decimals",
    "format as a bool",
    "the header once more",
    "very long",
    "too deep for a correction",
    "deep in a correction",
    "decimals in a correction",
    "null inside a correction",
    "a written NUL",
    "half a surrogate",
    "a day that is none",
    "a year out of range",
    "a case of many lines",
    "recorded before it occurred",
    "recorded before the line above",
}


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert SCHEMA["$id"] == "flerpart_flow/journal/1/toy"
    assert json.loads(json.dumps(SCHEMA)) == SCHEMA


def test_it_has_every_event_with_every_field() -> None:
    for name, kind in TOY.events.items():
        held = SCHEMA["$defs"][f"event.{name}"]
        assert set(held["properties"]) == {"event", *ENVELOPE, *content_fields(kind)}
        assert held["required"] == ["nr", "event", "occurred_at", "recorded_at", "by"]
        assert held["additionalProperties"] is False
    assert len(SCHEMA["oneOf"]) == 1 + len(TOY.events)


def test_it_has_every_closed_list() -> None:
    assert SCHEMA["$defs"]["kanal"] == {
        "type": "string",
        "oneOf": [{"const": "brev", "title": "brev"}, {"const": "telefon", "title": "telefon"}],
    }
    assert SCHEMA["$defs"]["aktor"]["oneOf"][-1] == {"pattern": "^(narstaende|nord):[1-9][0-9]{0,2}$"}
    assert set(VOCABULARY.known) <= set(SCHEMA["$defs"])


def _references(value: Any) -> set[str]:
    if isinstance(value, dict):
        own = {value["$ref"]} if "$ref" in value else set()
        return own.union(*map(_references, value.values()))
    return set().union(*map(_references, value)) if isinstance(value, list) else set()


def test_every_reference_leads_somewhere() -> None:
    assert {ref.removeprefix("#/$defs/") for ref in _references(SCHEMA)} <= set(SCHEMA["$defs"])


@given(logs)
def test_what_is_written_is_valid(log: Log) -> None:
    for line in write_log(log):
        VALIDATOR.validate(json.loads(line))


def _wrong(table: Mapping[str, tuple[str | bytes, str, str | None]]) -> list[Any]:
    """The lines that are JSON and wrong in a way that a schema can tell."""
    parsed = []
    for name, (line, _, _) in table.items():
        if isinstance(line, bytes) or name in BEYOND or "nummer " in f"{name} ":  # or a fault of the encoding
            continue
        try:
            parsed.append(pytest.param(json.loads(line), id=name))
        except (ValueError, RecursionError):
            continue
    return parsed


@pytest.mark.parametrize("line", _wrong({**HEADERS, **LINES}))
def test_what_the_reader_refuses_is_not_valid(line: Any) -> None:
    assert not VALIDATOR.is_valid(line)


def test_an_actor_that_is_no_unit_needs_a_recorder() -> None:
    line = {**json.loads(OPENS), "by": "individ"}
    assert not VALIDATOR.is_valid(line)
    assert VALIDATOR.is_valid({**line, "recorded_by": "nord:2"})
    assert VALIDATOR.is_valid({**line, "by": "nord:2"})


def test_labels_are_there_when_the_texts_have_them() -> None:
    assert journal_schema(TOY, RULES, "en")["$defs"].keys() == SCHEMA["$defs"].keys()


@pytest.mark.parametrize("overlay", [None, {"for": "toy", "parameter": {"dagar": 7}}])
def test_the_example_of_a_header_can_be_read(overlay: dict[str, Any] | None) -> None:
    rules = TOY.rules(overlay=overlay)
    example = header_example(TOY, rules)
    assert VALIDATOR.is_valid(example)
    log = read_log([dump_line(example).encode(), OPENS.encode()], ROUTINES, overlay)
    assert log.rules.digest == rules.digest
    assert not log.rules_assumed


def test_the_example_of_a_header_pins_its_rules() -> None:
    with pytest.raises(JournalError):
        read_log([dump_line({**header_example(TOY, RULES), "rules": {}}).encode()], ROUTINES)
