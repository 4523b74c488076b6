"""What an account and a judgement of the need establish."""

from __future__ import annotations

from flerpart_flow.define import Rules, evolve
from flerpart_flow.routines.flerpartsmote.facts import Facts, changed
from flerpart_flow.samverkan.uppfoljning.events import BedomSamordningsbehov, Redovisa


def accounted(facts: Facts, event: Redovisa, rules: Rules) -> Facts:
    """That the unit has accounted, also for a follow-up that is over; the account itself isn't stored."""
    after = changed(facts, unaccounted=facts.unaccounted - {event.by}) if event.by in facts.unaccounted else facts
    if facts.meeting is None:
        return after
    return changed(after, meeting=evolve(facts.meeting, accounted=facts.meeting.accounted | {event.by}))


def need_judged(facts: Facts, event: BedomSamordningsbehov, rules: Rules) -> Facts:
    """The latest judgement counts."""
    return changed(facts, need_remains=event.kvarstar)
