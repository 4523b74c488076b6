"""What is told to each recipient's calendar: an invitation with each summons and each follow-up, and when it is off.

Each follows from a letter of the outbox, and has its id, recipient and channels; nothing is judged here. A recipient's
messages about one meeting have one UID, also when it gets another time, and another UID than everybody else's. SEQUENCE
counts them: a line's number would grow as surely, and tell how much happens in the case.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, Final

import attrs

from flerpart_flow.documents.calendar import salt as salted
from flerpart_flow.documents.mail.posted import Mail, Posted, posted
from flerpart_flow.documents.told import Change, Told, has_begun
from flerpart_flow.engine.errors import discreet
from flerpart_flow.engine.judging.case import Case
from flerpart_flow.engine.values.reticent import reticent
from flerpart_flow.routines.flerpartsmote.facts import Facts
from flerpart_flow.routines.flerpartsmote.kallelse.attending import answers_a_summons
from flerpart_flow.samverkan.mote.meeting import Reply

REQUEST: Final = "REQUEST"
CANCEL: Final = "CANCEL"


@reticent("method")
@attrs.frozen(kw_only=True)
class CalendarMessage:
    """One message to one recipient's calendar. ``ident``, ``nr``, ``at`` and ``channels`` are those of the letter.

    ``start`` and ``end`` are times, or ``day`` the day of a follow-up that has no time yet. ``number`` is the
    meeting's; ``answers`` tells whether the recipient is asked for an answer, ``reply`` which they have given.
    """

    ident: str
    nr: int
    method: str
    recipient: str
    at: datetime
    channels: tuple[str, ...]
    uid: str
    sequence: int
    number: int
    start: datetime | None = None
    end: datetime | None = None
    day: date | None = None
    place: str | None = None
    answers: bool = False
    reply: Reply = Reply.NONE


@attrs.frozen
class _Thread:
    """The messages to one recipient about one meeting: the line of the first, and the number of the latest.

    ``begun``: a meeting has begun since, so that what comes next is about another, if it has another number.
    """

    first: int
    sequence: int
    number: int
    begun: bool = False


@discreet
def calendar_messages(case: Case[Any], after: int = 0, *, salt: str) -> tuple[CalendarMessage, ...]:
    """What follows from the lines after line ``after`` for the calendars of those whom ``outbox`` writes to.

    ``salt`` is a secret of the host's, at least 16 characters and always the same: the UIDs are made with it.
    Raises DocumentError without one, and for a case of another routine.
    """
    salted.check(salt)
    threads: dict[str, _Thread] = {}
    found: list[CalendarMessage] = []
    for one in posted(case):
        if has_begun(one.facts):
            threads = {who: attrs.evolve(held, begun=True) for who, held in threads.items()}
        found += _of_line(one, threads, case.header.case, salt)
    return tuple(one for one in found if one.nr > after)


def _of_line(line: Posted, threads: dict[str, _Thread], case: str, salt: str) -> Iterator[CalendarMessage]:
    """The messages that go with the letters of a line; the recipients' threads go on."""
    for change, mail in line.of_meeting:
        told = change.now or change.before
        if told is None or (told.start or told.day) is None:
            continue  # no day, nothing to put into a calendar
        thread = threads[mail.recipient] = _going_on(threads.get(mail.recipient), told, mail.nr)
        uid = salted.digest(salt, "meeting", case, mail.recipient, thread.first)
        yield _message(change, told, mail, line.facts, uid, thread.sequence)


def _going_on(held: _Thread | None, told: Told, nr: int) -> _Thread:
    if held is None or (held.begun and held.number != told.number):
        return _Thread(nr, 0, told.number)
    return _Thread(held.first, held.sequence + 1, told.number)


def _message(change: Change, told: Told, mail: Mail, facts: Facts, uid: str, sequence: int) -> CalendarMessage:
    on = change.now is not None
    called = facts.meeting.recipient(mail.recipient) if facts.meeting is not None else None
    return CalendarMessage(
        ident=mail.ident,
        nr=mail.nr,
        method=REQUEST if on else CANCEL,
        recipient=mail.recipient,
        at=mail.at,
        channels=mail.channels,
        uid=uid,
        sequence=sequence,
        number=told.number,
        start=told.asked.start,
        end=told.asked.end,
        day=told.day if told.start is None else None,
        place=told.asked.place,
        answers=on and answers_a_summons(facts, mail.recipient),
        reply=called.reply if on and called is not None else Reply.NONE,
    )
