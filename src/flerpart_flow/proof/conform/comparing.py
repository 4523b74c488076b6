"""Where an answer is another than the expected one."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from flerpart_flow.proof.conform.questions import Question

MISSING = "–"


@attrs.frozen
class Difference:
    """One place of an answer: what was expected there and what came, as JSON."""

    place: str
    expected: str
    got: str


def differences(question: Question, got: Mapping[str, Any]) -> tuple[Difference, ...]:
    """Every place in which an answer differs from the expected one; none, if it conforms."""
    expected, given = dict(question.expected), dict(got)
    given.pop("id", None)
    if question.sent["ask"] in {"act", "question"}:
        given = _weighed(question, given)
    return tuple(_in("", expected, given))


def _weighed(question: Question, given: Mapping[str, Any]) -> dict[str, Any]:
    """An answer to an act, as a twin says it: of the notes and of the cures only those of the norms that it shows."""
    found = given.get("findings")
    if not isinstance(found, list) or not all(isinstance(one, Mapping) for one in found):
        return dict(given)
    said = [one for one in found if one.get("severity") != "note" or one.get("norm") in question.norms]
    own = [one for one in said if one.get("norm") in question.norms]
    weights = {one.get("severity") for one in said}
    answer = "nej" if not given.get("allowed") else "varnas" if "warn" in weights else "noteras" if said else "ja"
    return {
        "answer": answer,
        "norms": sorted({str(one.get("norm")) for one in said}),
        "cures": sorted(_once([one.get("cure_by"), one.get("cure"), one.get("unknown")] for one in own), key=str),
    }


def _once(several: Iterator[list[Any]]) -> list[list[Any]]:
    found: list[list[Any]] = []
    for one in several:
        if one not in found:
            found.append(one)
    return found


def _in(place: str, expected: Any, got: Any) -> Iterator[Difference]:
    if isinstance(expected, Mapping) and isinstance(got, Mapping):
        for key in dict.fromkeys((*expected, *(got if place else expected))):
            inner = f"{place}.{key}" if place else str(key)
            yield from _in(inner, expected.get(key, MISSING), got.get(key, MISSING))
    elif isinstance(expected, list) and isinstance(got, list) and len(expected) == len(got):
        for at, (one, other) in enumerate(zip(expected, got, strict=True), 1):
            yield from _in(f"{place}[{at}]", one, other)
    elif expected != got:
        yield Difference(place, _shown(expected), _shown(got))


def _shown(value: Any) -> str:
    return value if value == MISSING else json.dumps(value, ensure_ascii=False)
