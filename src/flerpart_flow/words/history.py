"""What happened, line by line, in plain sentences."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import attrs

from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.judging.case import Case, LineStatus, aware
from flerpart_flow.engine.record.events import ACTOR, Event, content_fields
from flerpart_flow.engine.rules.by_name import installed
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.values.reticent import reticent
from flerpart_flow.engine.values.ternary import YES
from flerpart_flow.engine.words.reasons import texts_for
from flerpart_flow.samverkan.samtycke.sight import Relation
from flerpart_flow.seen.view import left_of
from flerpart_flow.texts import DEFAULT_LANGUAGE, Texts
from flerpart_flow.words.sentences import capital, when
from flerpart_flow.words.values import NO_THINGS, content_in_words


@reticent("nr", "event", "status")
@attrs.frozen
class HistoryLine:
    """One line of a case: when, by whom, what became of it, and in a sentence.

    ``reads_now`` is the sentence of a corrected line as it reads after the correction; else None. To one who
    doesn't see the case as a whole, ``nr`` and ``status`` are None: both come of what others have written.
    """

    nr: int | None
    occurred_at: datetime
    recorded_at: datetime
    by: str
    event: str
    status: LineStatus | None
    text: str
    shown: str
    reads_now: str | None = None

    def __str__(self) -> str:
        return self.shown


def tell(event: Event, of: Case | Rules, lang: str = DEFAULT_LANGUAGE) -> str:
    """One event in a sentence: who did what, and what the event says of it.

    It tells what the routine lets an account of a case tell: no excluded topics, no free text. ``of`` is the event's
    case, or the rules alone; the case also knows what a measure is called.
    """
    routine, rules = routine_of(of)
    things = routine.outline.showing.things(of.facts) if isinstance(of, Case) else NO_THINGS
    return _sentences(event, routine, texts_for(rules, lang), things)


def _sentences(event: Event, routine: Routine, said: Texts, things: Mapping[Any, str] = NO_THINGS) -> str:
    showing = routine.outline.showing
    sentences = [_who_did_what(event, said)]
    phrase = showing.phrase(event, said)
    if phrase is not None:
        sentences.append(f"{capital(phrase)}.")
    else:
        content = content_in_words(event, showing.told, showing.held, said, things)
        sentences += [f"{capital(said.label('falt', name))}: {value}." for name, value in content.items()]
    return " ".join(sentences)


def history(
    case: Case, lang: str = DEFAULT_LANGUAGE, by: str | None = None, at: datetime | None = None
) -> tuple[HistoryLine, ...]:
    """Every line of a case, in the order in which they were recorded; those up to ``at``, if it is given.

    With ``by`` it is what that party may see of it (``seen_by``) at ``at``, else when the last line occurred: who leads
    sees every line, others those that they wrote down or that tell of what they did, nobody outside any. Raises
    EventError for a naive time, and for a party that the rules don't know.
    """
    said, until = texts_for(case.rules, lang), None if at is None else aware(at)
    lines = [(nr, event) for nr, event in enumerate(case.lines, 1) if until is None or event.recorded_at <= until]
    if by is not None:
        case.rules.vocabulary.require(ACTOR, by, "by")
        moment = until or max((event.occurred_at for event in case.lines), default=None)
        if moment is None:
            return ()
        if not (how := left_of(case, by, moment).relation).whole:
            own = (event for _, event in lines if how is not Relation.OUTSIDE and by in (event.by, event.recorder))
            return tuple(_own(event, case.routine, said) for event in own)
    refused, now = frozenset(case.course.refused), case.course.corrections
    return tuple(_line(case, event, nr, case.status(nr, refused), now.get(nr), said) for nr, event in lines)


def routine_of(of: Case | Rules) -> tuple[Routine, Rules]:
    """The routine and the rules that something is told under."""
    return (of.routine, of.rules) if isinstance(of, Case) else (installed(of.routine), of)


def _line(case: Case, event: Event, nr: int, status: LineStatus, now: Event | None, said: Texts) -> HistoryLine:
    text = tell(event, case, said.lang)
    became = "" if status is LineStatus.ACCEPTED else f" ({said.raw(f'tillstand.rad.{status.value}').upper()})"
    reads = None if now is None else tell(now, case, said.lang)
    shown = f"{nr} · {when(event.occurred_at, said)} · {text}{became}"
    return HistoryLine(nr, event.occurred_at, event.recorded_at, event.by, event.name, status, text, shown, reads)


def _own(event: Event, routine: Routine, said: Texts) -> HistoryLine:
    """A line as whoever wrote it knows it, without what has become of it since and what a plan calls its measures."""
    text = _sentences(event, routine, said)
    shown = f"{when(event.occurred_at, said)} · {text}"
    return HistoryLine(None, event.occurred_at, event.recorded_at, event.by, event.name, None, text, shown)


def _who_did_what(event: Event, said: Texts) -> str:
    """Who did it, and who wrote it down if that was somebody else. An event without words of its own: its label. With
    how it was done, where a field that is yes says so (``gjort_sa.<field>``).
    """
    who = capital(said.name(event.by))
    key = f"gjort.{event.name}"
    done = f"{who} {said.raw(key)}" if key in said else f"{who}: {said.label('handelser', event.name)}"
    ways = [name for name in content_fields(type(event)) if getattr(event, name) is YES and f"gjort_sa.{name}" in said]
    done = ", ".join((done, *(said.raw(f"gjort_sa.{name}") for name in ways)))
    if event.recorder != event.by:
        done = said.say("historia.registrerad", mening=done, enhet=event.recorder)
    return f"{done}."
