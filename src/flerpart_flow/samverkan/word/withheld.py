"""What the individual's side has taken back of a consent, and who may give it again (A48, A72)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from flerpart_flow.engine.record.events import Event
from flerpart_flow.samverkan.actors import INDIVID
from flerpart_flow.samverkan.events import AterkallaSamtycke, BegransaSamtycke, GeSamtycke, UtokaSamtycke
from flerpart_flow.samverkan.word.said import Withheld

WITHDRAWAL: Final = AterkallaSamtycke.name
"""What stands for the whole consent among units and topics."""


def taken_back(held: tuple[Withheld, ...], event: Event) -> tuple[Withheld, ...]:
    """What is withheld after an event: more by what narrows, excludes or withdraws, less by what gives it again."""
    match event:
        case AterkallaSamtycke():
            return _more(held, event, (WITHDRAWAL,))
        case BegransaSamtycke():
            return _more(held, event, (*event.enheter, *event.amnen))
        case GeSamtycke():
            given = {WITHDRAWAL, *event.enheter, *event.amnen}.difference(event.undantag, event.too_late_for)
            return _more(_less(held, given), event, event.undantag)
        case UtokaSamtycke():
            return _less(held, {*event.enheter, *event.amnen}.difference(event.too_late_for))
    return held


def still_left_out(held: tuple[Withheld, ...], event: GeSamtycke) -> tuple[Withheld, ...]:
    """What is withheld with the topics that a consent leaves out, though it isn't one any more."""
    return _more(held, event, event.undantag)


def _more(held: tuple[Withheld, ...], event: Event, codes: Iterable[str]) -> tuple[Withheld, ...]:
    """With these; what the individual themself took back stays theirs when a representative does so too."""
    own = {one.code for one in held if one.by == INDIVID} if event.by != INDIVID else set[str]()
    new = tuple(Withheld(code, event.occurred_at, event.by) for code in dict.fromkeys(codes) if code not in own)
    again = {one.code for one in new}
    return (*(one for one in held if one.code not in again), *new)


def _less(held: tuple[Withheld, ...], given: Iterable[str]) -> tuple[Withheld, ...]:
    again = set(given)
    return tuple(one for one in held if one.code not in again)


def asked_again(held: tuple[Withheld, ...], event: GeSamtycke | UtokaSamtycke) -> tuple[Withheld, ...]:
    """What is withheld and the event would give again."""
    codes = {*event.enheter, *event.amnen, *((WITHDRAWAL,) if isinstance(event, GeSamtycke) else ())}
    return tuple(one for one in held if one.code in codes)
