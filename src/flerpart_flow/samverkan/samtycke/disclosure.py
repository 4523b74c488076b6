"""May a unit tell another something? The question that a case worker asks before picking up the telephone."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from flerpart_flow.engine.rules.findings import Finding
from flerpart_flow.engine.values.frozen import frozen
from flerpart_flow.engine.values.reticent import reticent
from flerpart_flow.samverkan.events import LamnaUppgift
from flerpart_flow.samverkan.facts import SharedFacts
from flerpart_flow.samverkan.samtycke.consent import ConsentNorms, disclosure
from flerpart_flow.samverkan.word.guards import outside
from flerpart_flow.samverkan.word.said import speaks

if TYPE_CHECKING:  # a routine is imported without what judges a case of it
    from flerpart_flow.engine.judging.case import Case


@reticent()
@frozen(eq=False)
class Disclosure:
    """Whether a unit may tell another of a topic; ``findings`` are all the reasons why not."""

    findings: tuple[Finding, ...]

    @property
    def allowed(self) -> bool:
        """Nothing stands in the way."""
        return not self.findings


def may_disclose_under(norms: ConsentNorms, case: Case, from_: str, to: str, topic: str, at: datetime) -> Disclosure:
    """Whether ``from_`` may tell ``to`` of ``topic`` at a moment, under the consent in force then.

    Both units have to be covered, the topic agreed to and not excluded, and the one who tells has to have its own
    record of the consent (readings A7, A8), and the case isn't closed; ``from_`` is the one who asks. ``to`` may be
    ``individ``. Raises EventError for an actor or a topic that the rules don't know, and for a naive time.
    """
    vocabulary = case.rules.vocabulary
    vocabulary.require("enhet", from_, "from_")
    vocabulary.require("aktor", to, "to")
    vocabulary.require("amne", topic, "topic")
    state = case.state_at(at)
    facts: SharedFacts = state.facts
    own = speaks(facts, to)
    found = disclosure(norms, facts.consent, from_, to, topic, at, own, from_)
    if not own:
        found = tuple(dict.fromkeys((*found, *outside(norms.covers, facts, (from_, to)))))
    flow = case.routine.machine.events[LamnaUppgift.name]
    if not found and not own and flow.move_in(state.phase) is None:
        found = (flow.not_possible(state.phase, case.rules),)  # a closed case passes nothing on
    return Disclosure(found)
