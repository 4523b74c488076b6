"""What each recipient has been told of a meeting, kept up as the lines of a case come in.

The difference between what stands after a line and what was told before it is what has to be told now.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

import attrs

from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.values.fixed import EMPTY, Fixed
from flerpart_flow.engine.values.reticent import reticent
from flerpart_flow.routines.flerpartsmote.facts import Facts
from flerpart_flow.routines.flerpartsmote.kallelse.attending import number_awaited
from flerpart_flow.samverkan.actors import INDIVID
from flerpart_flow.samverkan.kallelse.events import BokaOm
from flerpart_flow.samverkan.mote.meeting import Asked

SUMMONED: Final = "kallelse"
MOVED: Final = "ny_tid"
OFF: Final = "installt"
FOLLOW_UP: Final = "uppfoljning"


@reticent()
@attrs.frozen
class Told:
    """What one recipient was told: which meeting, what was asked of them, or of a follow-up only its day.

    ``others`` are all who were called, which only the individual is told. ``caller`` and ``contact`` are who called.
    """

    number: int
    asked: Asked = Asked()
    day: date | None = None
    others: frozenset[str] = frozenset()
    caller: str | None = None
    contact: str | None = None

    @property
    def start(self) -> datetime | None:
        """When the meeting begins, where a summons says it."""
        return self.asked.start


@reticent()
@attrs.frozen
class Ledger:
    """Who has been told what, and whose time was made void by rebooking alone."""

    told: Mapping[str, Told] = EMPTY
    rebooked: Mapping[str, Told] = EMPTY


@reticent("kind")
@attrs.frozen
class Change:
    """Something that a recipient has to be told: ``now`` what stands, ``before`` what they were told."""

    kind: str
    recipient: str
    now: Told | None
    before: Told | None = None


def standing(facts: Facts) -> Mapping[str, Told]:
    """What there is to tell each recipient of the meeting that is to come; nothing once it has begun."""
    meeting, booked = facts.meeting, facts.follow_up
    found: dict[str, Told] = {}
    if meeting is not None and meeting.opened_nr is not None:
        return found
    if meeting is not None and meeting.recipients:
        called = frozenset(one.actor for one in meeting.recipients)
        for one in meeting.recipients:
            found[one.actor] = Told(meeting.number, one.asked, caller=meeting.caller)
        common = attrs.evolve(meeting.recipients[0].asked, purpose=None)
        found[INDIVID] = Told(meeting.number, common, others=called, caller=meeting.caller)
    if booked is not None and booked.informed:
        for actor in (*sorted(booked.informed - {booked.convener, INDIVID}), INDIVID):
            found.setdefault(actor, Told(number_awaited(facts), day=booked.day, caller=booked.convener))
    return found


def has_begun(facts: Facts) -> bool:
    """Whether a meeting goes on."""
    return facts.meeting is not None and facts.meeting.opened_nr is not None


def changes(ledger: Ledger, facts: Facts) -> tuple[Change, ...]:
    """What has to be told now, to those who are left out first."""
    if has_begun(facts):
        return ()
    now = standing(facts)
    gone = (Change(OFF, one, None, before) for one, before in ledger.told.items() if one not in now)
    come = (_change(one, ledger.told.get(one), ledger.rebooked.get(one), stands) for one, stands in now.items())
    return (*gone, *(one for one in come if one is not None))


def _change(actor: str, before: Told | None, rebooked: Told | None, now: Told) -> Change | None:
    if before is None:
        moved = rebooked is not None and rebooked.start is not None and now.start is not None
        return Change(MOVED if moved else _kind(now), actor, now, rebooked if moved else None)
    if before.day is not None and now.start is not None:
        return Change(SUMMONED, actor, now)  # called to the follow-up, the day of which was known
    if before.asked == now.asked and before.day == now.day and now.others <= before.others:
        return None
    moved = before.start is not None and now.start is not None and before.asked.moved(now.asked)
    return Change(MOVED if moved else _kind(now), actor, now, before if moved else None)


def _kind(now: Told) -> str:
    return SUMMONED if now.day is None else FOLLOW_UP


def kept(ledger: Ledger, event: Event, facts: Facts, sent: Mapping[str, Told], off: frozenset[str]) -> Ledger:
    """The ledger after a line, once what had to be told was: ``sent`` to whom what, ``off`` who got the notice."""
    if has_begun(facts):
        return Ledger()
    told = {one: held for one, held in ledger.told.items() if one not in off}
    told.update(sent)
    void = {one: ledger.told[one] for one in off} if isinstance(event, BokaOm) else {}
    before = {} if off and not void else {one: held for one, held in ledger.rebooked.items() if one not in sent}
    return Ledger(Fixed(told), Fixed({**before, **void}))
