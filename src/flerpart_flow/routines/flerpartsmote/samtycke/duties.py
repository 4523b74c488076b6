"""What a unit owes, or is owed, ends when the individual takes it out of the consent (FM-SAMTYCKE-5, A9)."""

from __future__ import annotations

import attrs

from flerpart_flow.define import DutySpec, Ends, Event, Owed, Rules
from flerpart_flow.routines.flerpartsmote.facts import Facts
from flerpart_flow.routines.flerpartsmote.mote.duties import falls_to_the_chair
from flerpart_flow.samverkan.actors import INDIVID, is_unit
from flerpart_flow.samverkan.events import BegransaSamtycke, GeSamtycke


def initiator_informs(before: Facts, event: Event, after: Facts, rules: Rules) -> tuple[Owed, ...]:
    """The individual has accepted the offer: who made it owes the information that a consent rests on (A56)."""
    return (Owed(after.initiator, INDIVID),) if after.initiator is not None and not after.informed else ()


def ends_when_taken_out(spec: DutySpec) -> DutySpec:
    """A duty between parties lapses also when one of them is taken out of the consent, or left out of a new one."""
    if not spec.between_parties:
        return spec
    narrowing, renewal = spec.lapses.get(BegransaSamtycke), spec.lapses.get(GeSamtycke)
    gone = _counterpart_taken_out if falls_to_the_chair(spec) else _taken_out
    both: dict[type, Ends] = {
        BegransaSamtycke: _either(gone, narrowing),
        GeSamtycke: _either(_left_out, renewal),
    }
    return attrs.evolve(spec, lapses={**spec.lapses, **both})


def _either(ends: Ends, declared: Ends | None) -> Ends:
    if declared is None:
        return ends

    def one_of_them(facts: Facts, event: BegransaSamtycke | GeSamtycke, owed: Owed) -> bool:
        return ends(facts, event, owed) or declared(facts, event, owed)

    return one_of_them


def _taken_out(facts: Facts, event: BegransaSamtycke, owed: Owed) -> bool:
    return owed.bearer in event.enheter or owed.counterpart in event.enheter


def _counterpart_taken_out(facts: Facts, event: BegransaSamtycke, owed: Owed) -> bool:
    """What the chair owes waits for the one who takes over the chair (A54)."""
    taken_out = _taken_out(facts, event, owed)
    return taken_out and (owed.bearer != facts.chair or owed.counterpart in event.enheter)


def _left_out(facts: Facts, event: GeSamtycke, owed: Owed) -> bool:
    kept = {*event.enheter, facts.chair, None}
    bearer = is_unit(owed.bearer) and owed.bearer not in kept
    other = owed.counterpart
    counterpart = other not in kept and is_unit(other or "") and other not in facts.wanted()
    return bearer or counterpart
