"""What opening, coming and going, and the end of a meeting do."""

from __future__ import annotations

from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.values.clock import local_date
from flerpart_flow.engine.values.evolve import evolve
from flerpart_flow.samverkan.contacts import answered
from flerpart_flow.samverkan.facts import MeetingFacts, MeetingT
from flerpart_flow.samverkan.mote.events import AndraNarvaro, AvbrytMote, AvslutaMote, OppnaMote, UtseDokumenterare
from flerpart_flow.samverkan.mote.meeting import Meeting
from flerpart_flow.samverkan.mote.number import number_of_next


def opening(facts: MeetingFacts, event: OppnaMote) -> Meeting:
    """The meeting as it opens: who chairs it, and who is there."""
    meeting, present = facts.meeting or Meeting(number_of_next(facts), event.by), frozenset(event.narvarande)
    return evolve(
        meeting,
        chair=event.by,
        opened_nr=event.nr,
        present=present,
        been_present=present,
        documenter=None,
        opened_on=local_date(event.occurred_at),
    )


def came_and_left(meeting: Meeting, event: AndraNarvaro) -> Meeting:
    """Who is there now, and who has been."""
    present = (meeting.present | frozenset(event.anlant)) - frozenset(event.lamnat)
    return evolve(meeting, present=present, been_present=meeting.been_present | frozenset(event.anlant))


def opened(facts: MeetingT, event: OppnaMote, rules: Rules) -> MeetingT:
    """The meeting goes on, chaired by the one who opened it."""
    return evolve(facts, meeting=opening(facts, event), attempts=answered(facts.attempts, *event.narvarande))


def presence_changed(facts: MeetingT, event: AndraNarvaro, rules: Rules) -> MeetingT:
    """Who is there now, and who has been; whoever comes has answered."""
    if facts.meeting is None:
        return facts
    attempts = answered(facts.attempts, *event.anlant)
    return evolve(facts, meeting=came_and_left(facts.meeting, event), attempts=attempts)


def documenter_named(facts: MeetingT, event: UtseDokumenterare, rules: Rules) -> MeetingT:
    """The latest appointment counts."""
    if facts.meeting is None or event.vem is None:
        return facts
    return evolve(facts, meeting=evolve(facts.meeting, documenter=event.vem))


def ended(facts: MeetingT, event: AvslutaMote | AvbrytMote, rules: Rules) -> MeetingT:
    """The meeting is over, and its number used up."""
    return facts if facts.meeting is None else evolve(facts, meeting=None, meetings=facts.meeting.number)
