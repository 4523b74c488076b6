"""What the own events do, and where the case goes then. The facts are those that the building blocks bring."""

from typing import Any

from avstamningsmote.handelser import OppnaAvstamning
from flerpart_flow.define import Rules, evolve, samtycke
from flerpart_flow.define.plan import Version
from flerpart_flow.define.uppfoljning import CaseFacts


def oppnad(fakta: CaseFacts, event: OppnaAvstamning, rules: Rules) -> CaseFacts:
    """The unit that opens the case leads it."""
    return evolve(fakta, leader=event.by)


def aterkallat(fakta: CaseFacts, event: samtycke.AterkallaSamtycke, rules: Rules) -> CaseFacts:
    """Without a consent there is no meeting: one that is booked or goes on is over."""
    after = samtycke.withdrawn(fakta, event, rules)
    return after if after.meeting is None else evolve(after, meeting=None, meetings=after.meeting.number)


def de_som_planen_ror(fakta: CaseFacts, version: Version, rules: Rules) -> frozenset[str]:
    """A plan takes the yes of the individual and of each unit that has a measure in it."""
    return version.plan.responsible() | {"individ"}


def efter_motet(fakta: Any, rules: Rules) -> str:
    """To the measures if a plan is approved, else back to planning."""
    return "atgarder" if fakta.current is not None else "planering"


def efter_installt(fakta: Any, rules: Rules) -> str | None:
    """Back to where the meeting was called from, when nobody is called any more."""
    return None if fakta.meeting is not None else efter_motet(fakta, rules)


def efter_godkannande(fakta: Any, rules: Rules) -> str | None:
    """To the measures, once everybody has approved the plan after the meeting."""
    return None if fakta.current is None else "atgarder"
