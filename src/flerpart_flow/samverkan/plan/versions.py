"""Which version of the plan a number, a content or an event means."""

from __future__ import annotations

from typing import Any

from flerpart_flow.engine.values.chain import Chain
from flerpart_flow.engine.values.evolve import evolve
from flerpart_flow.samverkan.facts import PlanFacts, PlanT
from flerpart_flow.samverkan.plan.content import number_of, same_id
from flerpart_flow.samverkan.plan.version import MeasureState, Version


def version(facts: PlanFacts, number: int | None) -> Version | None:
    """A version by its number; the newest that is open to approval, where no number is given."""
    if number is None:
        return facts.draft or facts.current
    for one in (facts.draft, facts.current):
        if one is not None and one.number == number:
            return one
    return next((one for one in facts.earlier if one.number == number), None)


def version_of(facts: PlanFacts, content: str | None) -> Version | None:
    """The version that says this, if any does."""
    for one in (facts.draft, facts.current):  # nearly always; the earlier ones may be many
        if one is not None and one.content == content:
            return one
    return next((one for one in reversed(tuple(facts.earlier)) if one.content == content), None)


def with_version(facts: PlanT, one: Version) -> PlanT:
    """The facts with a version in the place of the one that says the same."""
    if facts.draft is not None and facts.draft.content == one.content:
        return evolve(facts, draft=one)
    if facts.current is not None and facts.current.content == one.content:
        return evolve(facts, current=one)
    return evolve(facts, earlier=Chain.of(one if each.content == one.content else each for each in facts.earlier))


def draft_for(facts: PlanFacts, nr: int | None) -> tuple[Version | None, bool]:
    """The draft that a line concerns, and whether it is summed up.

    A draft recorded after the line, though it was drawn up before, takes no ground from it (reading A52). A draft that
    comes again while it is the newest is the same, summed up or not.
    """
    newest, summed_up = None, False
    for line, said, summing in facts.drawn:
        if summing:
            summed_up = summed_up or said == newest
        elif said != newest and (nr is None or line < nr):
            newest, summed_up = said, False
    return version_of(facts, newest), summed_up


def pointed_at(facts: PlanFacts, event: Any) -> Version | None:
    """The version that an event means, whichever it is: by its content first, then by its number."""
    meant = event.meant if event.meant is not None else event.innehall
    if meant is not None:
        return version_of(facts, meant)
    return version(facts, event.version)


def open_version(facts: PlanFacts, event: Any) -> Version | None:
    """The draft or the version in force, if that is what the event means; the draft first, where none is named."""
    draft, _ = draft_for(facts, event.nr)
    named = event.meant is not None or event.innehall is not None or event.version is not None
    found = pointed_at(facts, event) if named else draft or facts.current
    return found if found is not None and found in (draft, facts.current) else None


def number_in_force(facts: PlanFacts, measure: str | None) -> int | None:
    """The number of a measure in the plan in force, or else in the newest that had it."""
    for one in (facts.current, *reversed(tuple(facts.earlier))):
        number = None if one is None else number_of(one.plan, measure)
        if number is not None:
            return number
    return None


def part_state(facts: PlanFacts, measure: str, bearer: str) -> MeasureState:
    """How far one bearer's part of a measure of the current plan has come."""
    wanted = same_id(measure)
    known = (state for ident, who, state in facts.measures if who == bearer and same_id(ident) == wanted)
    return next(known, MeasureState.DECIDED)
