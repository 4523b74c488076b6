"""What each page shows, as the one who is signed in may see it: questions to the library, and nothing more."""

from __future__ import annotations

import logging
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

import attrs

from flerpart_flow import ROUTINES, Answer, Case, FlowError, Routine, open_case
from flerpart_flow.agenda import Entry, Group, agenda, worklist
from flerpart_flow.documents import DocumentError, Mail, mail_seen
from flerpart_flow.forms import (
    Fault,
    FilledForm,
    correctable,
    correction_form,
    correction_sent,
    describe,
    filled_form,
)
from flerpart_flow.seen import Relation, Seen, permitted_seen, seen_by
from flerpart_flow.store import Store, cases_of
from flerpart_flow.words import HistoryLine, Kind, history, label, labels, to_json

SAID: Final = ("recorded", "recorded_before")
AHEAD: Final = timedelta(days=365)
STOCKHOLM: Final = ZoneInfo("Europe/Stockholm")
WORDS: Final = Path(__file__).parent / "words"


@cache
def words(lang: str) -> Mapping[str, str]:
    """The case system's own words."""
    return tomllib.loads((WORDS / f"{lang}.toml").read_text(encoding="utf-8"))


def local(moment: datetime) -> datetime:
    """The time in Stockholm."""
    return moment.astimezone(STOCKHOLM)


@attrs.frozen(slots=False)
class Looking:
    """A case, who looks at it, when, and in which language. A ``new`` one has no line yet."""

    case: Case[Any]
    who: str
    now: datetime
    lang: str
    new: bool = False

    @property
    def ref(self) -> str:
        return self.case.header.case

    @cached_property
    def seen(self) -> Seen:
        return seen_by(self.case, self.who, self.now)

    @property
    def by(self) -> str | None:
        """Whose part is asked for where the library takes one: nobody's of one who sees the whole."""
        return None if self.seen.whole else self.who

    def label(self, kind: str, code: str) -> str:
        return label(self.case.rules, kind, code, self.lang)

    def actor(self, code: str | None) -> str:
        return "" if code is None else self.label("aktor", code)

    @property
    def relation(self) -> str:
        return self.label(Kind.RELATION, self.seen.relation)

    @property
    def phase(self) -> str | None:
        return None if self.seen.phase is None else self.label(Kind.PHASE, self.seen.phase)

    @property
    def municipality(self) -> str | None:
        return None if self.seen.municipality is None else self.label("kommun", self.seen.municipality)

    def possible(self, allowed: bool) -> list[dict[str, Any]]:
        """What the one who is signed in may do, or may not: each with why, norm and what next."""
        found = (one for one in self.seen.possible if (one.answer is not Answer.NO) is allowed)
        return [self._told(one) for one in found]

    @property
    def others(self) -> list[dict[str, Any]]:
        """What others may do now, for one who sees the whole case: they write it down."""
        own = {one.event for one in self.seen.possible if one.answer is not Answer.NO}
        found = permitted_seen(self.case, self.who, self.now)
        others = (one for one in found if one.answer is not Answer.NO and one.event not in own)
        return [self._told(one) | {"by": self.label(Kind.ROLE, one.role)} for one in others]

    def _told(self, one: Any) -> dict[str, Any]:
        told: dict[str, Any] = to_json(one, self.case, self.lang)
        for found in told["findings"]:
            found["next"] = found["cure_text"].removesuffix(f" ({found['cure']})")
        return told | {"fields": [self.label(Kind.FIELD, name) for name in one.states]}

    @property
    def events(self) -> dict[str, str]:
        """Every event of the routine, by its label."""
        named = ((name, self.label(Kind.EVENT, name)) for name in self.case.routine.events)
        return dict(sorted(named, key=lambda pair: pair[1].casefold()))

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        return agenda(self.case, self.now, self.now + AHEAD, self.lang, self.by)

    @property
    def dated(self) -> list[Entry]:
        return [one for one in self.entries if one.day is not None]

    @property
    def owed(self) -> dict[str, list[Entry]]:
        """Who owes what: what each has to do, those who are late first."""
        found: dict[str, list[Entry]] = {}
        for one in sorted(self.entries, key=lambda each: each.group is not Group.LATE):
            if one.duty is not None and one.bearer is not None:
                found.setdefault(one.bearer, []).append(one)
        return found

    @cached_property
    def mail(self) -> Sequence[Mail]:
        """The papers that the one who looks may read."""
        try:
            return mail_seen(self.case, self.who, self.now)
        except DocumentError:  # a routine without papers
            return []

    @property
    def papers(self) -> list[tuple[int, str, str, datetime]]:
        """Number, title, to whom, when."""
        told = ((one, one.document(self.lang).title) for one in self.mail)
        return [(nr, title, self.actor(one.recipient), one.at) for nr, (one, title) in enumerate(told, 1)]

    @cached_property
    def history(self) -> tuple[HistoryLine, ...]:
        return history(self.case, self.lang, self.who, self.now)

    def may_be_corrected(self, line: HistoryLine) -> bool:
        """Whether the one who looks is shown the form in which a line is corrected."""
        return self.seen.whole and line.nr is not None and correctable(self.case, line.nr)

    @property
    def known(self) -> int:
        """How far the one who looks has read: what a form carries, so that a change meanwhile is told.

        Only what they may see counts, so that it tells nothing of the rest.
        """
        return 0 if self.new else len(self.history)

    def since(self, known: int) -> Sequence[HistoryLine]:
        """What has come since they read so far."""
        return self.history[known:]

    def nr_of(self, known: int) -> int:
        """The number of the last line that they had read; 0 for one who isn't told numbers."""
        read = self.history[:known]
        return read[-1].nr or 0 if read else 0

    @property
    def deviations(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = to_json(self.seen.proposals, self.case, self.lang)
        return [one | {"who": self.actor(one["unit"])} for one in found]

    def form(
        self,
        event: str,
        *,
        without: Iterable[str],
        line: int | None = None,
        sent: Iterable[tuple[str, str]] | None = None,
        faults: Iterable[Fault] = (),
    ) -> FilledForm:
        """The form of an event: as the case stands for one who sees the whole, else by the rules alone; or that of a
        correction of a line.
        """
        first = [("by", self.who), ("occurred_at", f"{local(self.now):%Y-%m-%dT%H:%M}")]
        if line is not None:
            form = correction_form(self.case, line, self.lang, at=self.now)
            first += correction_sent(self.case, line)
        else:
            whole = self.new or self.seen.whole
            of, at = (self.case, self.now) if whole else (self.case.rules, None)
            form = describe(self.case.routine.events[event], of, self.lang, at=at)
        return filled_form(form, first if sent is None else sent, faults, without=without)


def tell(error: FlowError) -> None:
    """Tell whoever runs the system of what can't be read; whose case it is, nobody who is signed in is told."""
    logging.getLogger(__name__).error("%s", error.text("en"))


def work(store: Store, who: str, now: datetime, lang: str) -> dict[str, Any]:
    """The work list over all cases in which anything is asked of somebody, and every case that they may see."""
    damaged: list[str] = []
    seen: list[tuple[Case[Any], Seen]] = []
    led: list[Case[Any]] = []

    def unreadable(ref: str, error: FlowError) -> None:
        damaged.append(ref)
        tell(error)

    for case in cases_of(store, unreadable=unreadable):
        view = seen_by(case, who, now)
        if view.relation is not Relation.OUTSIDE:
            seen.append((case, view))
            led += [case] if view.whole else []
    others = [case for case, view in seen if not view.whole]
    found = worklist(led, now, lang).merged(worklist(others, now, lang, who))
    rules = ROUTINES["flerpartsmote"].rules()
    return {
        "groups": [
            (label(rules, Kind.GROUP, group, lang), group, rows) for group in Group if (rows := found.of(group))
        ],
        "waits": {label(rules, "aktor", bearer, lang): len(items) for bearer, items in found.waits_for().items()},
        "actor": lambda code: "" if code is None else label(rules, "aktor", code, lang),
        "cases": [
            (case.header.case, "" if view.phase is None else label(case.rules, Kind.PHASE, view.phase, lang))
            for case, view in seen
        ],
        "damaged": len(damaged),
        "municipalities": labels(rules, "kommun", lang),
        "first": {name: first_event(one, now) for name, one in ROUTINES.items()},
        "routines": {name: label(one.rules(), Kind.ROUTINE, name, lang) for name, one in sorted(ROUTINES.items())},
    }


def first_event(routine: Routine[Any], now: datetime) -> str:
    """The event that opens a case of the routine."""
    return open_case(routine, "-").permitted(now)[0].event
