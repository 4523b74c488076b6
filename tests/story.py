"""A case that goes on, of any routine: what the stories of each routine are told with.

Days count from Monday 12 January 2026, 09:00 in Stockholm.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from flerpart_flow.engine.definition.duties import Duty
from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.judging.case import Case, open_case
from flerpart_flow.engine.judging.decision import Decision
from flerpart_flow.engine.record.events import Event
from flerpart_flow.samverkan.actors import is_representative
from flerpart_flow.samverkan.events import BestamDeltagare

START = datetime(2026, 1, 12, 9, 0, tzinfo=ZoneInfo("Europe/Stockholm"))

S = TypeVar("S", bound="Story")


def moment(day: float) -> datetime:
    """A point in time ``day`` days into the story."""
    return START + timedelta(days=day)


def on(day: float) -> date:
    """The day of the calendar ``day`` days into the story."""
    return moment(day).date()


class Story:
    """A case that goes on. ``case`` is the case now; ``day`` the day of the latest act.

    ``recorder`` acts where nobody else is named, and writes down what persons do. ``do`` records an act that must be
    allowed, ``ask`` gives the decision on an act without recording it.
    """

    def __init__(
        self,
        routine: Routine,
        recorder: str,
        municipality: str | None = "uppsala",
        overlay: Mapping[str, Any] | None = None,
    ) -> None:
        rules = routine.rules(overlay=overlay)
        self.recorder = recorder
        self.case: Case = open_case(routine, "arende-1", rules=rules, municipality=municipality)
        self.day = 0.0

    def event(self, kind: type[Event], by: str | None = None, day: float | None = None, **content: Any) -> Event:
        """An event of the story's next moment, or of a day of its own."""
        self.day = self.day + 0.01 if day is None else day
        who = by or self.recorder
        unit = self.case.rules.vocabulary.has("enhet", who)
        envelope: dict[str, Any] = {"occurred_at": moment(self.day), "by": who}
        envelope["recorded_by"] = None if unit else self.recorder
        return kind(**{"recorded_at": content.get("occurred_at", moment(self.day)), **envelope, **content})

    def do(self, kind: type[Event], by: str | None = None, day: float | None = None, **content: Any) -> Decision:
        """Record an act that the routine allows; raises Refused if it doesn't."""
        decision = self.case.decide(self.event(kind, by, day, **content)).or_raise()
        self.case = self.case.apply(decision.event)
        return decision

    def ask(self, kind: type[Event], by: str | None = None, day: float | None = None, **content: Any) -> Decision:
        """The decision on an act, which isn't recorded."""
        before = self.day
        decision = self.case.decide(self.event(kind, by, day, **content))
        self.day = before
        return decision

    def duties(self, name: str, day: float | None = None) -> tuple[Duty, ...]:
        """The duties of a name as they stand on a day."""
        found = self.case.duties(moment(self.day if day is None else day))
        return tuple(duty for duty in found if duty.name == name)


def represented(story: S, who: str = "ombud") -> S:
    """The story, in which the individual has said yes to a representative if that is who acts (reading A48)."""
    if is_representative(who):
        story.do(BestamDeltagare, "individ", deltagare=(who,), svar="ja")
    return story


def found(decision: Decision, norm: str) -> tuple[str, ...]:
    """The severities with which a decision finds a norm unmet; empty if it doesn't."""
    return tuple(finding.severity.value for finding in decision.findings if finding.norm == norm)
