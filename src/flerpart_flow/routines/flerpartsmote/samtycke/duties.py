"""What a unit owes, or is owed, ends when the individual takes it out of the consent (FM-SAMTYCKE-5, A9)."""

from __future__ import annotations

from typing import Any

import attrs

from flerpart_flow.define import DutySpec, Ends, Event, Owed, Rules
from flerpart_flow.routines.flerpartsmote.facts import Facts
from flerpart_flow.routines.flerpartsmote.mote.duties import goes_with_the_role
from flerpart_flow.samverkan.actors import INDIVID, is_individual, is_unit
from flerpart_flow.samverkan.events import BegransaSamtycke, BestamDeltagare, GeSamtycke
from flerpart_flow.samverkan.word.said import is_refused


def initiator_informs(before: Facts, event: Event, after: Facts, rules: Rules) -> tuple[Owed, ...]:
    """The individual has accepted the offer: who made it owes the information that a consent rests on (A56)."""
    return (Owed(after.initiator, INDIVID),) if after.initiator is not None and after.informed_at is None else ()


def ends_when_taken_out(spec: DutySpec) -> DutySpec:
    """A duty between parties lapses also when one of them is taken out of the consent, or said no to."""
    if not spec.between_parties:
        return spec
    waits = _owed_to_the_next if spec.passes else _waits_for_the_next if goes_with_the_role(spec) else _at_once
    ends: dict[type, Ends] = {
        BegransaSamtycke: waits(_taken_out),
        GeSamtycke: waits(_left_out),
        BestamDeltagare: waits(_said_no_to),
    }
    all_of_them = {kind: _either(end, spec.lapses.get(kind)) for kind, end in ends.items()}
    return attrs.evolve(spec, lapses={**spec.lapses, **all_of_them})


def _either(ends: Ends, declared: Ends | None) -> Ends:
    if declared is None:
        return ends

    def one_of_them(facts: Facts, event: Any, owed: Owed) -> bool:
        return ends(facts, event, owed) or declared(facts, event, owed)

    return one_of_them


def _taken_out(facts: Facts, event: BegransaSamtycke, owed: Owed) -> bool:
    """One of the two is taken out. If the whole consent ends with it everything rests, as after a withdrawal (A9)."""
    out = {one for one in event.enheter if not is_individual(one)}
    return facts.consent is not None and not out.isdisjoint((owed.bearer, owed.counterpart))


def _at_once(ends: Ends) -> Ends:
    return ends


def _waits_for_the_next(ends: Ends) -> Ends:
    """What is owed in a role waits for the one who has it next (A54); it ends if the other part is out."""

    def the_other_is_out(facts: Facts, event: Any, owed: Owed) -> bool:
        return ends(facts, event, Owed(INDIVID, owed.counterpart, owed.about))

    return the_other_is_out


def _owed_to_the_next(ends: Ends) -> Ends:
    """What is owed to one who has a role is owed to the one who has it next; it ends if the bearer is out."""

    def the_bearer_is_out(facts: Facts, event: Any, owed: Owed) -> bool:
        return ends(facts, event, Owed(owed.bearer, None, owed.about))

    return the_bearer_is_out


def _said_no_to(facts: Facts, event: BestamDeltagare, owed: Owed) -> bool:
    """The individual says no to one of the two: what they owe each other rests as after a narrowing (A50)."""
    return any(one in event.deltagare and is_refused(facts.said, one) for one in (owed.bearer, owed.counterpart or ""))


def _left_out(facts: Facts, event: GeSamtycke, owed: Owed) -> bool:
    """A new consent leaves one of the two out; the chair, left out, is still told and asked what the chair is (A54)."""
    if facts.consent is None:
        return False  # it ended the consent: everything rests
    kept = {*event.enheter, facts.chair, None}
    bearer = is_unit(owed.bearer) and owed.bearer not in event.enheter
    return bearer or (owed.counterpart not in kept and is_unit(owed.counterpart or ""))
