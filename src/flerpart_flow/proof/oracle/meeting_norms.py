"""The norms of a flerpartsmöte that history goes by, and what several of its acts are asked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from flerpart_flow.engine.record.events import Event
from flerpart_flow.proof.oracle.asking import Norms, as_party, contact, covered, refused, several
from flerpart_flow.proof.oracle.history.record import History
from flerpart_flow.proof.prove.told import base, is_a_unit

COVERS, NO, TOPIC, RECORD = "FM-SAMTYCKE-2", "PR-MALGRUPP-2", "FM-SAMTYCKE-3", "FM-SAMTYCKE-6"
NORMS: Final = Norms(
    COVERS,
    NO,
    TOPIC,
    "FM-SAMTYCKE-4",
    RECORD,
    "FF-INDIVID-1",
    "FM-SAMTYCKE-8",
    "FM-SAMTYCKE-1",
    "FM-SAMTYCKE-5",
    COVERS,
)
RELATIVES, CHAIRED, YES_FIRST, HANDED = "FM-FORBEREDELSE-9", "FM-ROLL-2", "FM-ROLL-5", "FM-ROLL-6"


def refused_in(history: History, event: Event, *fields: str, by: bool = True) -> Iterator[str]:
    named = [one for field in fields for one in several(event, field)]
    yield from refused(NORMS, history, event, (*((event.by,) if by else ()), *named), (history.chair,))


def a_topic(history: History) -> Iterator[str]:
    agreed = history.told.agreed
    if agreed is not None and not agreed.has_topics:
        yield COVERS


def passes_on(history: History, to: list[str]) -> Iterator[str]:
    """Who is told why has a topic, as far as there is any (A49)."""
    agreed = history.told.agreed
    if agreed is not None and agreed.has_topics:
        known = [one for one in to if one in agreed.units or not is_a_unit(one)]
        yield from (TOPIC for one in known if not agreed.topics_of(one))


def contacts(history: History, event: Event, to: tuple[str, ...]) -> Iterator[str]:
    welcome = [one for one in to if base(one) == "narstaende" and _is_welcome(history, one)]
    others = [as_party(history, one) for one in to if one not in welcome]
    yield from contact(COVERS, history, event, others)
    if welcome and is_a_unit(event.by):
        yield from covered(COVERS, history, event, (event.by,))


def _is_welcome(history: History, one: str) -> bool:
    known = history.told.agreed is not None and history.told.said_yes(one)
    return known and history.suitable.get(one) == "ja"
