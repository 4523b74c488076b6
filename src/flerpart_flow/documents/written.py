"""Which kinds of paper there are, and how one is asked for."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final

from flerpart_flow.documents.asking import Asking
from flerpart_flow.documents.errors import DocumentError
from flerpart_flow.documents.model import Document
from flerpart_flow.documents.papers import chair, consent, deviation, follow_up, notice, plan, summons
from flerpart_flow.documents.speech import WRITTEN_IN, speech
from flerpart_flow.documents.told import Told
from flerpart_flow.engine.errors import discreet
from flerpart_flow.engine.judging.case import Case, aware
from flerpart_flow.engine.record.events import ACTOR, Event
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.routines.flerpartsmote.facts import Facts
from flerpart_flow.routines.flerpartsmote.routine import FLERPARTSMOTE
from flerpart_flow.texts import DEFAULT_LANGUAGE, EASY

PAPERS: Final[Mapping[str, Callable[[Asking], Document]]] = {
    "information_infor_samtycke": consent.information,
    "samtyckesblankett": consent.form,
    "kallelse": summons.summons,
    "ny_tid": summons.moved,
    "installt": notice.notice,
    "stod_till_ordforande": chair.support,
    "plan": plan.plan,
    "plan_individ": plan.individual_plan,
    "uppfoljning": follow_up.follow_up,
    "avvikelse": deviation.deviation,
}
_TITLED: Final = {
    "information_infor_samtycke": "information",
    "samtyckesblankett": "blankett",
    "stod_till_ordforande": "stod",
}
"""The kinds whose texts stand under another name."""
_FOLDER_LENGTH: Final = 16
ROUTINES: Final = frozenset({FLERPARTSMOTE.name})
"""Whose papers are written."""

KINDS: Final = tuple(PAPERS)
"""As the routine's own list has them, which says the sections of each (``routines.flerpartsmote.papers``)."""
IN_EASY_SWEDISH: Final = ("information_infor_samtycke", "samtyckesblankett")


def name_of(kind: str, rules: Rules, lang: str = DEFAULT_LANGUAGE) -> str:
    """What a kind of paper is called, as the title of one says. Raises KeyError for a kind that there isn't."""
    return speech(rules, lang)(f"{_TITLED.get(kind, kind)}.titel")


def folder_of(case: Case[Any]) -> str:
    """The name of a folder for the papers of one case, which tells it from every other and not whose it is."""
    return hashlib.sha256(f"{case.header.routine}\n{case.header.case}".encode()).hexdigest()[:_FOLDER_LENGTH]


@discreet
def document(
    case: Case[Any],
    kind: str,
    *,
    recipient: str | None = None,
    version: int | None = None,
    at: datetime,
    lang: str = DEFAULT_LANGUAGE,
    event: Event | None = None,
    nr: int | None = None,
    draft: bool = False,
) -> Document:
    """A paper of a case as it may be sent at a moment, to one recipient.

    ``version`` is of a plan, ``nr`` the line of a report. ``event`` is a summons that isn't recorded yet. ``draft``
    makes one that mustn't be sent, marked so, with the reasons why the routine refuses it, if it does; it shows what
    the event or the case says, and is for the one who writes it.

    Raises DocumentRefused, which carries the findings, if the routine doesn't allow it; DocumentError for a kind,
    a language, a recipient or a version that there isn't; EventError for an actor that the rules don't know.
    """
    return _written(case, kind, recipient, version, at, lang, event, nr, draft, None)


def about_what_was_told(
    case: Case[Facts], kind: str, recipient: str, at: datetime, lang: str, told: Told | None, **about: int | None
) -> Document:
    """The paper, where it is known what the recipient was told before."""
    return _written(case, kind, recipient, about.get("version"), at, lang, None, about.get("nr"), False, told)


def _written(
    case: Case[Facts],
    kind: str,
    recipient: str | None,
    version: int | None,
    at: datetime,
    lang: str,
    event: Event | None,
    nr: int | None,
    draft: bool,
    told: Told | None,
) -> Document:
    at = aware(at)
    if not any(map(case.routine.is_a, ROUTINES)):
        raise DocumentError("dokument.annan_rutin", routine=FLERPARTSMOTE.name)
    if kind not in PAPERS:
        raise DocumentError("dokument.okand_sort", choices=", ".join(KINDS))
    if lang not in WRITTEN_IN or (lang == EASY and kind not in IN_EASY_SWEDISH):
        raise DocumentError("dokument.sprak", kind=kind)
    if recipient is not None and kind != "avvikelse":
        case.rules.vocabulary.require(ACTOR, recipient, "recipient")
    say, state = speech(case.rules, lang), case.state_at(at)
    return PAPERS[kind](Asking(case, kind, recipient, at, say, state, version, event, nr, draft, told))
