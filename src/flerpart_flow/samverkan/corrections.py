"""Correcting what the individual has said: for the individual to confirm (FF-RATTELSE-4, docs/decisions/0004)."""

from __future__ import annotations

from flerpart_flow.engine.definition.correction import Ratta, earlier_line
from flerpart_flow.engine.definition.guards import guard
from flerpart_flow.engine.rules.findings import Findings, Message, missing
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.samverkan.actors import INDIVID, is_individual
from flerpart_flow.samverkan.events import Avsluta

concerns_an_earlier_line = earlier_line(Avsluta)

INDIVIDUALS_LINE = Message("rattelse.individens_rad")


@guard("FF-RATTELSE-4", reads=("by", "ror"))
def individual_confirms(facts: object, event: Ratta, rules: Rules) -> Findings:
    """Who corrects or strikes what the individual said is the individual; a unit may have misheard, or not."""
    line = event.target
    if line is None or not is_individual(line.by) or is_individual(event.by):
        return ()
    return (missing("FF-RATTELSE-4", INDIVIDUALS_LINE, cure_by=INDIVID, cure=Ratta, line=event.ror),)
