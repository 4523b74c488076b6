"""What each code is called: of the routine's own words by kind, of the rules' closed lists by list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from flerpart_flow.engine.errors import FlowError
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.values.nearest import nearest
from flerpart_flow.engine.words.reasons import texts_for
from flerpart_flow.texts import DEFAULT_LANGUAGE


class Kind(StrEnum):
    """The kinds of words that are no closed list of the rules. A list is called by its own name, ``skal.avsluta``."""

    ROUTINE = "routine"
    PHASE = "phase"
    EVENT = "event"
    FIELD = "field"
    ROLE = "role"
    DUTY = "duty"
    DUTY_STATE = "duty_state"
    TERNARY = "ternary"
    ANSWER = "answer"
    SEVERITY = "severity"
    STATUS = "status"
    GROUP = "group"
    RELATION = "relation"


_TEXTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        Kind.ROUTINE: "rutiner",
        Kind.PHASE: "faser",
        Kind.EVENT: "handelser",
        Kind.FIELD: "falt",
        Kind.ROLE: "roller",
        Kind.DUTY: "plikter",
        Kind.DUTY_STATE: "tillstand.plikt",
        Kind.TERNARY: "tillstand.ternar",
        Kind.ANSWER: "tillstand.svar",
        Kind.SEVERITY: "tillstand.allvar",
        Kind.STATUS: "tillstand.rad",
        Kind.GROUP: "cli.grupp",
        Kind.RELATION: "tillstand.relation",
    }
)
"""Where the words of each kind stand among the texts."""


class NoLabel(FlowError):
    """There is no such kind of words or closed list, or no such code in it."""


def label(rules: Rules, kind: str, code: str, lang: str = DEFAULT_LANGUAGE) -> str:
    """What a code is called, in ``sv`` or ``en``.

    ``kind`` is a ``Kind`` or a closed list of the rules, such as ``enhet``, ``amne``, ``villkor`` or ``skal.avsluta``:
    the same code may stand for something else in another list. An overlay's own units and codes have the names that it
    gives them. Raises NoLabel, which names what comes nearest, and KeyError for another language.
    """
    found = _label(rules, kind, code, lang)
    if found is None:
        raise _no_label("ord.kod", code, _codes(rules, kind), kind=str(kind))
    return found


def labels(rules: Rules, kind: str, lang: str = DEFAULT_LANGUAGE) -> dict[str, str]:
    """Every code of a kind or a closed list with what it is called, in the order of the label.

    A code that has to carry a number, ``narstaende:1``, isn't among them. Raises as ``label``.
    """
    found = {code: label(rules, kind, code, lang) for code in _codes(rules, kind)}
    return dict(sorted(found.items(), key=lambda pair: (pair[1].casefold(), pair[0])))


def _label(rules: Rules, kind: str, code: str, lang: str) -> str | None:
    said = texts_for(rules, lang)
    place = _TEXTS.get(kind)
    if place is None:
        listed = rules.vocabulary.has(kind, code) if kind in rules.vocabulary.known else _unknown_list(rules, kind)
        name = rules.named(kind, code, lang) if listed else None
        if name is not None or not listed:
            return name
        place = kind
    return said.raw(f"{place}.{code}") if f"{place}.{code}" in said else None


def _codes(rules: Rules, kind: str) -> tuple[str, ...]:
    """The codes of a kind, as the texts have them, or of a closed list."""
    place = _TEXTS.get(kind)
    if place is None:
        return tuple(sorted(rules.vocabulary.known[kind])) if kind in rules.vocabulary.known else ()
    keys = texts_for(rules).keys()
    return tuple(key.removeprefix(f"{place}.") for key in keys if key.startswith(f"{place}."))


def _unknown_list(rules: Rules, kind: str) -> bool:
    raise _no_label("ord.slag", kind, (*Kind, *sorted(rules.vocabulary.known)))


def _no_label(code: str, written: str, known: Iterable[str], **values: str) -> NoLabel:
    """The error. What was written isn't repeated: it may be about a person."""
    choices = [str(one) for one in known]
    return NoLabel(code, choices=", ".join(nearest(written, choices) or choices), **values)
