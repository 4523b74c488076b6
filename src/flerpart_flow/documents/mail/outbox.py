"""The outbox of a case: what is to be sent after each line, what of it no longer holds, and what may not be sent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

import attrs

from flerpart_flow.documents.errors import DocumentError, DocumentRefused
from flerpart_flow.documents.mail.posted import REPORT, SUPPORT, Mail, Posted, posted
from flerpart_flow.documents.told import MOVED, OFF, has_begun
from flerpart_flow.engine.errors import discreet
from flerpart_flow.engine.judging.case import Case
from flerpart_flow.engine.values.reticent import reticent
from flerpart_flow.routines.flerpartsmote.facts import Facts
from flerpart_flow.samverkan.samtycke.sight import Relation
from flerpart_flow.seen.view import left_of

_PLANS = ("plan", "plan_individ")


@reticent("kind", "norms")
@attrs.frozen(kw_only=True)
class Withheld:
    """A paper that a line would give and the routine doesn't allow: what it is, to whom, and the norms in the way.

    It is for the one who sends the mail, and for nobody else.
    """

    nr: int
    kind: str
    recipient: str
    norms: tuple[str, ...]


@discreet
def outbox(case: Case[Any], after: int = 0) -> tuple[Mail, ...]:
    """What follows from the lines after line ``after``, in their order.

    A host sends what is there, remembers the number of the last line, and asks again from it. Raises DocumentError for
    a case of another routine.
    """
    lines = tuple(posted(case))
    gone = outdated(case, lines)
    found = (mail for one in lines for mail in one.mail if mail.nr > after)
    return tuple(attrs.evolve(mail, outdated=True) if mail.ident in gone else mail for mail in found)


@discreet
def withheld(case: Case[Any], after: int = 0) -> tuple[Withheld, ...]:
    """What the lines after line ``after`` would give and what mustn't be sent, each once; not what may be sent later.

    Raises DocumentError for a case of another routine.
    """
    found: dict[object, Withheld] = {}
    for one in posted(case):
        for change, _ in one.of_meeting:
            found.pop((change.kind, change.recipient, change.now), None)
        for of, mail, why in one.held_back:
            about = mail.ident if of is None else (of.kind, of.recipient, of.now)
            norms = why.norms if isinstance(why, DocumentRefused) else ()
            held = Withheld(nr=mail.nr, kind=mail.kind, recipient=mail.recipient, norms=norms)
            found.setdefault(about, held)
    return tuple(one for one in found.values() if one.nr > after)


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
    return how is Relation.LEADING and mail.kind != SUPPORT


def outdated(case: Case[Facts], lines: Sequence[Posted]) -> frozenset[str]:
    """The ids of the letters that no longer hold at the end of the case."""
    return frozenset((*_overtaken(lines), *_replaced(case, [mail for one in lines for mail in one.mail])))


def _overtaken(lines: Sequence[Posted]) -> Iterator[str]:
    """Letters about a meeting or a follow-up that something else was to be told of since, before it began."""
    stand: dict[str, str] = {}
    for one in lines:
        if has_begun(one.facts):
            stand.clear()
        for change in one.wanted:
            yield from _taken(stand, change.recipient)
            if change.kind in {MOVED, OFF}:
                yield from _taken(stand, SUPPORT)
        stand |= {change.recipient: mail.ident for change, mail in one.of_meeting if change.now is not None}
        for mail in one.others:
            if mail.kind == SUPPORT:
                yield from _taken(stand, SUPPORT)
                stand[SUPPORT] = mail.ident


def _taken(stand: dict[str, str], key: str) -> Iterator[str]:
    held = stand.pop(key, None)
    if held is not None:
        yield held


def _replaced(case: Case[Facts], mail: Sequence[Mail]) -> Iterator[str]:
    """Plans of which there is another version, or that were a draft and are approved; reports that were corrected."""
    facts = case.facts
    newest = facts.current or facts.draft
    for one in mail:
        if one.kind in _PLANS and one.version is not None and newest is not None:
            then, now = one.facts.version(one.version), facts.version(one.version)
            if one.version < newest.number or now is None or then is None or then.approved != now.approved:
                yield one.ident
        elif one.kind == REPORT and not _stands(case, one):
            yield one.ident


def _stands(case: Case[Facts], report: Mail) -> bool:
    try:
        return report.said_of(case) == report.document()
    except DocumentError:
        return False
