"""What is to be sent after each accepted line, to whom, and by which channels; each thing once.

What others are told of a meeting follows from what stands and what each was told before, so that a late line or a
correction gives what is due for it. Everything to others is asked of the routine as the case stands when the line comes
in: what may no longer be sent isn't. The individual's own copies are never held back.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, Final

import attrs

from flerpart_flow.documents.errors import DocumentError
from flerpart_flow.documents.model import Document
from flerpart_flow.documents.told import MOVED, OFF, Change, Ledger, Told, changes, kept
from flerpart_flow.documents.told_so_far import steps
from flerpart_flow.documents.written import about_what_was_told
from flerpart_flow.engine.errors import discreet
from flerpart_flow.engine.judging.case import Case
from flerpart_flow.engine.judging.decision import Decision
from flerpart_flow.engine.values.reticent import reticent
from flerpart_flow.routines.flerpartsmote.facts import Facts
from flerpart_flow.routines.flerpartsmote.kallelse.events import Kalla
from flerpart_flow.routines.flerpartsmote.plan.events import DelaUtPlan
from flerpart_flow.routines.flerpartsmote.plan.versions import pointed_at
from flerpart_flow.routines.flerpartsmote.routine import FLERPARTSMOTE
from flerpart_flow.samverkan.actors import INDIVID
from flerpart_flow.samverkan.events import Informera, RapporteraAvvikelse
from flerpart_flow.samverkan.samtycke.sight import Relation
from flerpart_flow.samverkan.word.said import speaks
from flerpart_flow.seen.view import left_of
from flerpart_flow.texts import DEFAULT_LANGUAGE

_ID_LENGTH: Final = 32


@reticent("kind")
@attrs.frozen(eq=False)
class Mail:
    """One paper to one recipient. ``ident`` is the same every time, and says nothing of the case.

    ``nr`` is the line that it follows from, ``at`` when that was recorded, and ``channels`` those that may carry it.
    """

    ident: str
    nr: int
    kind: str
    recipient: str
    at: datetime
    channels: tuple[str, ...]
    _case: Case[Facts]
    _told: Told | None = None
    _version: int | None = None

    @property
    def name(self) -> str:
        """What a file of it is called, without an ending; in the order of what it follows from."""
        return f"{self.nr:04}-{self.kind}-{self.recipient.replace(':', '_')}"

    def document(self, lang: str = DEFAULT_LANGUAGE) -> Document:
        """The paper, as it was when it was due. Raises as ``document``."""
        about = {"version": self._version, "nr": self.nr if self.kind == "avvikelse" else None}
        return about_what_was_told(self._case, self.kind, self.recipient, self.at, lang, self._told, **about)


@attrs.frozen(eq=False)
class Posted:
    """An accepted line: the facts after it, and what it gives. ``of_meeting`` are the letters that tell of a change."""

    facts: Facts
    of_meeting: tuple[tuple[Change, Mail], ...]
    others: tuple[Mail, ...]


@discreet
def outbox(case: Case[Any], after: int = 0) -> tuple[Mail, ...]:
    """What follows from the lines after line ``after``, in their order.

    A host sends what is there, remembers the number of the last line, and asks again from it. Raises DocumentError for
    a case of another routine.
    """
    found = (mail for one in posted(case) for mail in (*(letter for _, letter in one.of_meeting), *one.others))
    return tuple(mail for mail in found if mail.nr > after)


@discreet
def mail_seen(case: Case[Any], who: str, at: datetime) -> tuple[Mail, ...]:
    """The letters that somebody may read (``seen_by``): their own; the individual all; who leads also those to others,
    but for what supports another chair, which may say what is excluded.

    Raises as ``outbox``, and EventError for an actor that the rules don't know.
    """
    how = left_of(case, who, at).relation
    if how is Relation.OUTSIDE:
        return ()
    given = (one for one in outbox(case) if one.at <= at)
    return tuple(one for one in given if one.recipient == who or how is Relation.INDIVIDUAL or _of_all(one, how))


def _of_all(mail: Mail, how: Relation) -> bool:
    return how is Relation.LEADING and mail.kind != _SUPPORT


_SUPPORT: Final = "stod_till_ordforande"


def posted(case: Case[Any]) -> Iterator[Posted]:
    """Each accepted line with what it gives. Raises DocumentError for a case of another routine."""
    if case.routine.name != FLERPARTSMOTE.name:
        raise DocumentError("dokument.annan_rutin", routine=FLERPARTSMOTE.name)
    ledger = Ledger()
    for decision, now in steps(case):
        if decision.allowed:
            due, ledger = _of_the_meeting(now, decision, ledger)
            yield Posted(now.facts, due, (*_supported(now, decision, due), *_of_the_event(decision, now)))


def _of_the_meeting(
    case: Case[Facts], decision: Decision[Facts], ledger: Ledger
) -> tuple[tuple[tuple[Change, Mail], ...], Ledger]:
    """What is due of the meeting to come, and the ledger once it is sent."""
    wanted = tuple((change, _mail(case, decision, change.kind, change.recipient, told=change.before)) for change in
                   changes(ledger, case.facts))  # fmt: skip
    due = tuple((change, mail) for change, mail in wanted if _may_be_sent(mail))
    sent = {change.recipient: change.now for change, _ in due if change.now is not None}
    off = frozenset(change.recipient for change, _ in due if change.kind == OFF)
    return due, kept(ledger, decision.event, case.facts, sent, off)


def _supported(case: Case[Facts], decision: Decision[Facts], due: tuple[tuple[Change, Mail], ...]) -> tuple[Mail, ...]:
    """With the first letters of a meeting the one who called gets the support for the chair."""
    first = [change for change, _ in due if change.now is not None and change.now.start is not None]
    meeting = case.facts.meeting
    caller = None if meeting is None else meeting.caller
    is_first = isinstance(decision.event, Kalla) and decision.before.facts.meeting is None
    if not first or not is_first or caller != case.facts.chair or caller is None:
        return ()
    return (_mail(case, decision, _SUPPORT, caller),)


def _of_the_event(decision: Decision[Facts], now: Case[Facts]) -> Iterator[Mail]:
    """What follows from the line itself."""
    for kind, recipient, version in _papers_of(decision, now.facts):
        mail = _mail(now, decision, kind, recipient, version=version)
        if _may_be_sent(mail):
            yield mail


def _papers_of(decision: Decision[Facts], facts: Facts) -> Iterator[tuple[str, str, int | None]]:
    """Kind, recipient and, of a plan, version."""
    event = decision.event
    match event:
        case Informera():
            yield "information_infor_samtycke", INDIVID, None
            if facts.consent is None:
                yield "samtyckesblankett", INDIVID, None
        case DelaUtPlan():
            version = pointed_at(facts, event)
            for one in event.till:
                own = speaks(facts, one)
                yield "plan_individ" if own else "plan", one, None if version is None else version.number
        case RapporteraAvvikelse() if event.lamnas_till is not None:
            yield "avvikelse", event.lamnas_till, None


def _mail(
    case: Case[Facts],
    decision: Decision[Facts],
    kind: str,
    recipient: str,
    *,
    told: Told | None = None,
    version: int | None = None,
) -> Mail:
    event = decision.event
    said = "\n".join((case.header.case, str(event.nr), kind, recipient))
    ident = hashlib.sha256(said.encode()).hexdigest()[:_ID_LENGTH]
    held = told if kind in {OFF, MOVED} else None
    channels = _carrying(case.rules.tables["kanal"])
    return Mail(ident, event.nr or 0, kind, recipient, event.recorded_at, channels, case, held, version)


def _carrying(channels: Mapping[str, Mapping[str, object]]) -> tuple[str, ...]:
    """The channels that may carry what a letter says: never e-mail (A30)."""
    return tuple(code for code, row in channels.items() if row.get("content"))


def _may_be_sent(mail: Mail) -> bool:
    try:
        return mail.document().sendable
    except DocumentError:
        return False
