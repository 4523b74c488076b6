"""Every act that names or lets in another actor asks the individual's word, or is exempt for a reason (A50)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

import pytest

from flerpart_flow import ROUTINES
from flerpart_flow.engine.definition.moves import Move
from flerpart_flow.engine.record.events import content_fields
from flerpart_flow.samverkan.word.guards import asks_the_word
from tests.policy import policy

ACTORS: Final = frozenset({"aktor", "enhet"})
ASKS: Final = asks_the_word("PR-MALGRUPP-2", "FM-SAMTYCKE-2").name
PERSONS_ROLES: Final = frozenset({"individ", "individ_eller_ombud"})

SHARED: Final = {
    "informera": "the individual is informed of their own",
    "bestam_deltagare": "it is the word itself",
    "ge_samtycke": "the individual's own act; that it names one said no to is warned of",
    "utoka_samtycke": "the individual's own act; that it names one said no to is warned of",
    "begransa_samtycke": "the individual's own act, which takes away",
    "dokumentera_samtycke": "documenting passes nothing on",
    "rapportera_avvikelse": "a report is nobody's contact about the individual",
    "avsluta": "closing ends, and opens nothing",
    "ratta": "own lines are corrected whatever has been said since",
    "identifiera_behov": "nothing can have been said yet",
    "byt_regler": "it says which rules hold, and nothing about the individual",
}

EXEMPT: Final[Mapping[str, Mapping[str, str]]] = {
    "flerpartsmote": {
        **SHARED,
        "bedom_behov": "documenting, by the unit that saw the need, which contacts nobody",
        "erbjud_mote": "the individual is informed of their own",
        "avboj": "whoever declines leaves",
        "stall_in": "the neutral notice is owed to those who wait for a meeting",
        "overlamna_ordforande.by": "handing over is how a chair said no to goes",
        "andra_narvaro.lamnat": "leaving is always possible",
        "ange_forutsattning.enhet": "the unit that a condition is about is told nothing",
        "uppratta_plan.plan": "to name a bearer in a plan tells it nothing; handing the plan out asks",
        "revidera_plan.plan": "to name a bearer in a plan tells it nothing; handing the plan out asks",
        "ersatt_plan.plan": "to name a bearer in a plan tells it nothing; handing the plan out asks",
        "avsluta_mote": "ending passes nothing on",
        "avbryt_mote": "ending passes nothing on",
        "paborja_atgard": "a bearer's act on its own measure",
        "genomfor_atgard": "a bearer's act on its own measure",
        "ej_genomford_atgard": "a bearer's act on its own measure",
        "folj_upp_egna_atgarder": "a bearer's act on its own measure",
    },
    "ung_intro": {
        **SHARED,
        "motivera": "the individual is informed of their own",
        "anta_inte": "closing ends, and opens nothing",
        "avsluta_egen_del": "whoever ends its part leaves",
    },
}
"""What doesn't ask of anybody, or of those in one field, and why."""


def moves() -> Iterator[Any]:
    for name in EXEMPT:
        for move in ROUTINES[name].moves:
            yield pytest.param(name, move, id=f"{name}-{move.event.name}-{'-'.join(move.to)}")


def lets_in(move: Move[Any]) -> set[str]:
    """What an act names actors by: its fields that hold them, and ``by`` where a unit may act."""
    named = {field for field, kind in content_fields(move.event).items() if ACTORS & set(kind.lists)}
    return named if move.by.code in PERSONS_ROLES else {*named, "by"}


def asked(move: Move[Any]) -> set[str]:
    return {field for guard in move.guards if guard.name == ASKS for field in guard.reads or ()}


@policy("PR-MALGRUPP-2")
@pytest.mark.parametrize(("name", "move"), tuple(moves()))
def test_whoever_acts_or_is_named_is_asked_about_or_there_is_a_reason_not_to(name: str, move: Move[Any]) -> None:
    event = move.event.name
    exempt = {field for field in lets_in(move) if EXEMPT[name].keys() & {event, f"{event}.{field}"}}
    assert lets_in(move) - asked(move) <= exempt


@pytest.mark.parametrize(("name", "what"), [(name, what) for name, exempt in EXEMPT.items() for what in exempt])
def test_no_exemption_outlives_its_need(name: str, what: str) -> None:
    event, _, field = what.partition(".")
    rows = [move for move in ROUTINES[name].moves if move.event.name == event]
    unasked = set().union(*(lets_in(move) - asked(move) for move in rows))
    assert (field in unasked) if field else unasked
