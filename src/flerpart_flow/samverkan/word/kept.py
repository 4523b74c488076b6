"""What protects the individual stays, also where the line that said it lost its ground or is struck (A50, A51, A70).

A correction of one line can take the ground from another: without a consent nobody can be asked about a relative, nor a
topic be left out. What the individual said no to is no less a no for that, and nobody else opens it again.
"""

from __future__ import annotations

from typing import Final

from flerpart_flow.engine.definition.moves import Effect, Keep
from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.values.evolve import evolve
from flerpart_flow.engine.values.ternary import NO, UNKNOWN
from flerpart_flow.samverkan.actors import INDIVID
from flerpart_flow.samverkan.events import BestamDeltagare, GeSamtycke
from flerpart_flow.samverkan.facts import FactsT
from flerpart_flow.samverkan.samtycke.effects import renewed
from flerpart_flow.samverkan.word.withheld import still_left_out


def _is_a_consent(event: GeSamtycke) -> bool:
    return True


def _still_left_out(facts: FactsT, line: GeSamtycke, struck_by: Event | None, rules: Rules) -> FactsT:
    """The topics left out stay so, and the yes to those whom a renewal leaves out is void, unless the one who said it
    strikes it, or the individual does.
    """
    if struck_by is not None and struck_by.by in (INDIVID, line.by):
        return facts
    said = facts.said if facts.consent is None else renewed(facts.said, facts.consent, line)
    return evolve(facts, said=said, withheld=still_left_out(facts.withheld, line))


def _others(event: BestamDeltagare) -> tuple[str, ...]:
    """Whom an answer is on beside the individual: a no to be there oneself opens, and goes with the consent (A50)."""
    return tuple(one for one in event.deltagare if one != INDIVID)


def _says_no(event: BestamDeltagare) -> bool:
    return event.svar is NO and bool(_others(event))


def a_no_with(effect: Effect[BestamDeltagare]) -> Keep[BestamDeltagare]:
    """That a no stays, with the effect that it has; who strikes it takes it back, and only the individual can.

    Nothing else stays of the line: not that a representative acts by law, nor that a relative is suitable (A10, A48).
    """

    def still_no(facts: FactsT, line: BestamDeltagare, struck_by: Event | None, rules: Rules) -> FactsT:
        if struck_by is not None:
            return facts
        only_no = line.changed(deltagare=_others(line), lamplig=UNKNOWN, behorighet=None)
        still: FactsT = effect(facts, only_no, rules)
        return still

    return Keep(_says_no, still_no)


left_out_by_a_consent: Final = Keep(_is_a_consent, _still_left_out)
