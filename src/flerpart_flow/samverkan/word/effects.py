"""What the individual's word does: the latest on each actor is kept (A50, A72)."""

from __future__ import annotations

from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.values.evolve import evolve
from flerpart_flow.engine.values.ternary import UNKNOWN
from flerpart_flow.samverkan.actors import is_representative
from flerpart_flow.samverkan.events import BestamDeltagare
from flerpart_flow.samverkan.facts import FactsT
from flerpart_flow.samverkan.word.said import Word, by_law, heard


def spoken(facts: FactsT, event: BestamDeltagare, rules: Rules) -> FactsT:
    """The latest word on each actor counts; that a representative acts by law is kept beside it (A48)."""
    words = facts.said
    for actor in event.deltagare:
        if event.svar is not UNKNOWN and actor not in event.too_late_for:
            before = next((one for one in words if one.actor == actor), None)
            lawful = before is not None and before.lawful
            alone = len(event.deltagare) == 1
            words = heard(words, Word(actor, event.svar, event.occurred_at, event.by, event.recorder, alone, lawful))
        if event.behorighet == "lag" and is_representative(actor):
            words = by_law(words, actor, event.occurred_at)
    return facts if words is facts.said else evolve(facts, said=words)
