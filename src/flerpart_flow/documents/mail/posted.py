"""What is to be sent after each accepted line, to whom, and by which channels; each thing once.

What others are told of a meeting follows from what stands and what each was told before, so that a late line or a
correction gives what is due for it. Everything to others is asked of the routine as the case stands when the line comes
in: what may no longer be sent isn't. The individual's own copies are never held back.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, Final, TypeVar

import attrs

from flerpart_flow.documents.errors import DocumentError
from flerpart_flow.documents.model import Document
from flerpart_flow.documents.speech import speech
from flerpart_flow.documents.told import MOVED, OFF, Change, Ledger, Told, changes, kept
from flerpart_flow.documents.told_so_far import steps
from flerpart_flow.documents.written import about_what_was_told
from flerpart_flow.engine.judging.case import Case
from flerpart_flow.engine.judging.decision import Decision
from flerpart_flow.engine.values.reticent import reticent
from flerpart_flow.routines.flerpartsmote.facts import Facts, convener_of
from flerpart_flow.routines.flerpartsmote.routine import FLERPARTSMOTE
from flerpart_flow.samverkan.actors import INDIVID, is_unit
from flerpart_flow.samverkan.events import Informera, RapporteraAvvikelse
from flerpart_flow.samverkan.plan.events import DelaUtPlan
from flerpart_flow.samverkan.plan.versions import pointed_at
from flerpart_flow.samverkan.word.said import speaks
from flerpart_flow.texts import DEFAULT_LANGUAGE

SUPPORT: Final = "stod_till_ordforande"
REPORT: Final = "avvikelse"
_ID_LENGTH: Final = 32


@reticent("kind")
@attrs.frozen(eq=False, kw_only=True)
class Mail:
    """One paper to one recipient. ``ident`` is the same every time, and says nothing of the case.

    ``nr`` is the line that it follows from, ``at`` when that was recorded, and ``channels`` those that may carry it.
    ``outdated`` tells that it no longer holds: what it says has been changed, cancelled or replaced by a later line.
    """

    ident: str
    nr: int
    kind: str
    recipient: str
    at: datetime
    channels: tuple[str, ...]
    outdated: bool = False
    _case: Case[Facts]
    _told: Told | None = None
    version: int | None = None

    @property
    def name(self) -> str:
        """What a file of it is called, without an ending; in the order of what it follows from."""
        return f"{self.nr:04}-{self.kind}-{self.recipient.replace(':', '_')}"

    def document(self, lang: str = DEFAULT_LANGUAGE) -> Document:
        """The paper, as it was when it was due. Raises as ``document``."""
        about = {"version": self.version, "nr": self.nr if self.kind == REPORT else None}
        return about_what_was_told(self._case, self.kind, self.recipient, self.at, lang, self._told, **about)

    def marked(self, lang: str = DEFAULT_LANGUAGE) -> Document:
        """The paper as it is kept: marked and not to be sent, if it no longer holds. Raises as ``document``."""
        paper = self.document(lang)
        if not self.outdated:
            return paper
        return attrs.evolve(paper, mark=speech(self._case.rules, lang)("gammalt.marke"), sendable=False)

    def said_of(self, case: Case[Facts]) -> Document:
        """The same paper of the case as it stands later. Raises as ``document``."""
        last = max(line.recorded_at for line in case.lines)
        return about_what_was_told(case, self.kind, self.recipient, last, DEFAULT_LANGUAGE, None, nr=self.nr)

    @property
    def facts(self) -> Facts:
        """What the case had established when it was due."""
        return self._case.facts


@attrs.frozen(eq=False)
class Posted:
    """An accepted line: the facts after it, and what it gives.

    ``wanted`` are the changes that somebody would have to be told of, ``of_meeting`` the letters that may tell it, and
    ``held_back`` what may not be sent, with why and, of a meeting, the change.
    """

    facts: Facts
    wanted: tuple[Change, ...]
    of_meeting: tuple[tuple[Change, Mail], ...]
    others: tuple[Mail, ...]
    held_back: tuple[tuple[Change | None, Mail, DocumentError], ...]

    @property
    def mail(self) -> tuple[Mail, ...]:
        """All that is due of it, in order."""
        return (*(letter for _, letter in self.of_meeting), *self.others)


def posted(case: Case[Any]) -> Iterator[Posted]:
    """Each accepted line with what it gives. Raises DocumentError for a case of another routine."""
    if not case.routine.is_a(FLERPARTSMOTE.name):
        raise DocumentError("dokument.annan_rutin", routine=FLERPARTSMOTE.name)
    ledger = Ledger()
    for decision, now in steps(case):
        if decision.allowed:
            wanted = changes(ledger, now.facts)
            letters = tuple((one, _mail(now, decision, one.kind, one.recipient, told=one.before)) for one in wanted)
            due, back = _sorted(letters)
            others, held = _sorted((None, one) for one in (*_supported(now, decision, due), *_of_line(decision, now)))
            yield Posted(now.facts, wanted, due, tuple(one for _, one in others), (*back, *held))
            sent = {change.recipient: change.now for change, _ in due if change.now is not None}
            off = frozenset(change.recipient for change, _ in due if change.kind == OFF)
            ledger = kept(ledger, decision.event, now.facts, sent, off)


About = TypeVar("About", bound=Change | None)


def _sorted(
    letters: Iterable[tuple[About, Mail]],
) -> tuple[tuple[tuple[About, Mail], ...], tuple[tuple[About, Mail, DocumentError], ...]]:
    """What may be sent, and what may not, with why."""
    due, back = [], []
    for about, mail in letters:
        why = _in_the_way(mail)
        if why is None:
            due.append((about, mail))
        else:
            back.append((about, mail, why))
    return tuple(due), tuple(back)


def _in_the_way(mail: Mail) -> DocumentError | None:
    try:
        mail.document()
    except DocumentError as why:
        return why
    return None


def _supported(case: Case[Facts], decision: Decision[Facts], due: tuple[tuple[Change, Mail], ...]) -> Iterator[Mail]:
    """With each letter that tells of a meeting's time the one who is to chair it gets the support anew.

    A follow-up is chaired by the one who calls to it (A17).
    """
    told = any(change.now is not None and change.now.start is not None for change, _ in due)
    chair = convener_of(case.facts)
    if told and chair is not None:
        yield _mail(case, decision, SUPPORT, chair)


def _of_line(decision: Decision[Facts], now: Case[Facts]) -> Iterator[Mail]:
    """What follows from the line itself."""
    for kind, recipient, version in _papers_of(decision, now.facts):
        yield _mail(now, decision, kind, recipient, version=version)


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
            yield REPORT, event.lamnas_till, None


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
    return Mail(
        ident=ident,
        nr=event.nr or 0,
        kind=kind,
        recipient=recipient,
        at=event.recorded_at,
        channels=_carrying(case.rules.tables["kanal"], recipient),
        case=case,
        told=held,
        version=version,
    )


def _carrying(channels: Mapping[str, Mapping[str, object]], to: str) -> tuple[str, ...]:
    """The channels that may carry what a letter says to that recipient: never e-mail, to no person SDK (A30)."""
    fit = (code for code, row in channels.items() if row.get("content") and (is_unit(to) or not row.get("units")))
    return tuple(fit)
