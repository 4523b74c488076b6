"""What both routines ask of an act: is somebody in it said no to, and does the consent cover those who learn of it?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import attrs

from flerpart_flow.engine.record.events import Event
from flerpart_flow.proof.oracle.history.record import History, of, word
from flerpart_flow.proof.prove.told import Agreed, base, is_a_unit, on_the_persons_side


@attrs.frozen
class Norms:
    """A routine's norms for the same questions."""

    covers: str
    no: str
    topic: str
    excluded: str
    record: str
    individual: str
    consent: str
    informed: str
    taken_back: str
    refuse: str


def several(event: Event, name: str) -> tuple[str, ...]:
    """Those whom a field names: one, several, or a text for each of several."""
    value: Any = of(event, name) or ()
    many = (value,) if isinstance(value, str) else value
    return tuple(one if isinstance(one, str) else one[0] for one in many)


def refused(
    norms: Norms, history: History, event: Event, actors: Iterable[str], leads: tuple[str | None, ...]
) -> Iterator[str]:
    """A no of the individual to one of these, or a representative without a yes (A48, A50).

    One who mustn't know of the no gets the answer of one who is outside the consent (A66).
    """
    for actor in actors:
        told = history.told
        if told.said_no(actor):
            knows = event.by in (actor, history.wrote.get(actor), *leads) or told.speaks(event.by)
            yield norms.no if knows else norms.covers
        elif base(actor) == "ombud" and not (told.speaks(actor) or told.said_yes(actor)):
            yield norms.no


def in_force(norm: str, history: History, event: Event) -> Iterator[str]:
    """No consent is in force."""
    if history.told.in_force(event.occurred_at) is None:
        yield norm


def covered(norm: str, history: History, event: Event, actors: Iterable[str]) -> Iterator[str]:
    """No consent is in force, or one of these is outside it (A7, A12)."""
    agreed = history.told.in_force(event.occurred_at)
    if agreed is None or not all(_within(agreed, one) for one in actors):
        yield norm


def _within(agreed: Agreed, actor: str) -> bool:
    """Units by name; an outsider or a relative also by a topic that is named for it."""
    outside = not is_a_unit(actor) and bool(agreed.topics_of(actor))
    return actor in agreed.units or on_the_persons_side(actor) or outside


def contact(norm: str, history: History, event: Event, to: Iterable[str]) -> Iterator[str]:
    """Others than the individual and the very unit that acts learn of the individual only under the consent (A57)."""
    others = [one for one in to if not on_the_persons_side(one) and one != event.by]
    if others:
        yield from covered(norm, history, event, (*others, *((event.by,) if is_a_unit(event.by) else ())))


def acts(norm: str, history: History, event: Event) -> Iterator[str]:
    """The unit that acts is covered; the individual and a relative act for themselves."""
    if not on_the_persons_side(event.by) and base(event.by) != "narstaende":
        yield from covered(norm, history, event, (event.by,))


def told(norms: Norms, history: History, event: Event) -> Iterator[str]:
    """May a unit tell this topic to that one (A8, A49, A65)? The individual may be told whatever is their own."""
    to, topic = of(event, "till", None), of(event, "amne", None)
    if to is None or topic is None:
        yield norms.topic
        return
    if to == event.by or history.told.speaks(to):
        return
    agreed = history.told.in_force(event.occurred_at)
    yield from covered(norms.covers, history, event, (event.by, to))
    if agreed is None:
        return
    if topic not in agreed.topics_of(event.by) & agreed.topics_of(to):
        yield (
            norms.excluded
            if topic in agreed.out and (event.by == history.consent_by or history.told.speaks(event.by))
            else norms.topic
        )
    if is_a_unit(event.by) and event.by not in agreed.records:
        yield norms.record


def as_party(history: History, to: str) -> str:
    """A party stands for the unit of it that the consent covers, if one does."""
    agreed = history.told.agreed
    if to not in {"region", "kommun"} or agreed is None:
        return to
    return next((unit for unit in sorted(agreed.units) if base(unit) == to), to)


def identifies(event: Event) -> bool:
    """Whether a contact says whom it is about (A56)."""
    return word(event, "avidentifierat") != "ja"


def own_record(norm: str, history: History, event: Event) -> Iterator[str]:
    """A unit that the consent covers passes information on by a record of its own (A65)."""
    agreed = history.told.agreed
    if agreed is not None and event.by in agreed.units - agreed.records and is_a_unit(event.by):
        yield norm


def states(norms: Norms, history: History, event: Event) -> Iterator[str]:
    """What is known of the individual is stated by them, or by a covered unit, by its own record (A63).

    Before the consent the unit that saw the need may note for itself what the individual says.
    """
    if not is_a_unit(event.by):
        return
    source, unit = of(event, "kalla", None), of(event, "enhet", None)
    if source is None:
        yield norms.covers
    before = history.told.agreed is None and not history.withdrawn
    if before and event.by == history.initiator and source in (None, "individ"):
        return
    both = (event.by,) if unit is None or source == "individ" else (event.by, unit)
    yield from covered(norms.covers, history, event, both)
    yield from own_record(norms.record, history, event)


def reports(norm: str, history: History, event: Event) -> Iterator[str]:
    """A report that is handed to another than the own party lets it know (A57)."""
    to = of(event, "lamnas_till", None)
    if to is not None and to != base(event.by):
        yield from contact(norm, history, event, (as_party(history, to),))
