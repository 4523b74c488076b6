"""Under which rules each line of a case is judged: those in force when it was recorded.

A case under one set of rules has no eras. A correction judges the line that it concerns by the rules of its own day.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

import attrs

from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.eras.change import BytRegler, Change
from flerpart_flow.engine.errors import EventError, RulesError, RulesNotInstalled
from flerpart_flow.engine.record.events import Event, check_codes
from flerpart_flow.engine.record.header import Header, Pin
from flerpart_flow.engine.rules.registry import RulesRegistry
from flerpart_flow.engine.rules.rules import Rules, refuse_others
from flerpart_flow.engine.rules.vocabulary import Vocabulary
from flerpart_flow.engine.values.frozen import frozen


class Lines(Protocol):
    """The lines of a case, by their places from 0."""

    def __len__(self) -> int: ...

    def __getitem__(self, index: int, /) -> Event: ...


class Course(Protocol):
    """What of a course the eras ask for."""

    @property
    def eras(self) -> Eras: ...

    @property
    def corrections(self) -> Mapping[int, Event | None]: ...

    @property
    def settled(self) -> frozenset[int]: ...


@frozen
class Era:
    """From line ``since`` on these rules hold. ``digest`` is what the log calls them by.

    Not ``judged``: the rules that the log names aren't installed, and ``rules`` only say how its lines are taken in.
    """

    since: int
    digest: str
    rules: Rules = attrs.field(repr=lambda rules: rules.version, eq=lambda rules: (rules.digest, rules.overlay))
    judged: bool = True


Eras = tuple[Era, ...]


def era_of(eras: Eras, nr: int) -> Era:
    """The era that a line was recorded in."""
    return next(era for era in reversed(eras) if era.since <= nr)


def era_for(course: Course, lines: Lines, nr: int) -> Era:
    """The era whose rules a line is judged by: that of its correction, if it is corrected."""
    if nr not in course.corrections:
        return era_of(course.eras, nr)
    correcting = (one for one in course.settled if getattr(lines[one - 1], "ror", None) == nr)
    return era_of(course.eras, max(correcting, default=nr))


def judged_from(eras: Eras) -> int | None:
    """The line from which every later one is judged; None if the last one isn't."""
    first: int | None = 1
    for era in eras:
        if not era.judged:
            first = None
        elif first is None:
            first = era.since
    return first


def rules_called(routine: Routine, digest: str, overlay: str | None, registry: RulesRegistry | None) -> Rules | None:
    """The rules of a digest, of a registry or as the library ships them; None if they aren't installed."""
    found = None if registry is None else registry.find(routine.name, digest, overlay)
    if found is not None:
        return found
    shipped = (routine.rules(version) for version in routine.sources.versions)
    return next((rules for rules in shipped if rules.are(digest, overlay)), None)


def next_rules(routine: Routine, event: BytRegler, now: Rules, registry: RulesRegistry | None) -> Rules | None:
    """The rules that a change leads to; None if they aren't installed. Raises RulesError for another routine's."""
    if event.till_regler is None or event.till_regler == now.digest:
        return now
    if event.into is not None and event.into.digest == event.till_regler:
        if event.into.routine != routine.name:
            raise RulesError("regler.annan_rutin", routine=event.into.routine)
        return event.into
    return rules_called(routine, event.till_regler, None, registry)


def rules_at(course: Course, lines: Lines, rules: Rules, at: datetime) -> Rules:
    """The rules that held at a moment."""
    held = (era.rules for era in reversed(course.eras) if era.since == 1 or lines[era.since - 1].occurred_at <= at)
    return next(held, rules)


def refuse_to_judge(era: Era, digest: str | None = None) -> RulesNotInstalled:
    """The error that the rules which a case stands under, or would move on to, aren't installed."""
    return RulesNotInstalled(
        "regler.inte_har", pinned=digest or era.digest, installed_version=era.rules.version, installed=era.rules.digest
    )


def check_judged(course: Course) -> None:
    """Raise RulesNotInstalled if the rules that a case stands under aren't installed: nothing can be judged."""
    if course.eras and not course.eras[-1].judged:
        raise refuse_to_judge(course.eras[-1])


def standing(course: Course, rules: Rules) -> Era:
    """The era that a case stands in."""
    return course.eras[-1] if course.eras else Era(1, rules.digest, rules)


def stands_under(header: Header, course: Course, rules: Rules) -> Pin:
    """The rules that a case stands under as its log names them, also where they aren't installed.

    The version is empty where only the digest is known: after a change to rules that aren't installed.
    """
    era = standing(course, rules)
    if era.judged:
        return Pin(rules.version, rules.digest, rules.overlay)
    return header.rules if header.rules is not None and era.since == 1 else Pin("", era.digest)


def changing(
    header: Header, course: Course, lines: Lines, event: BytRegler, rules: tuple[Rules, Rules], latest: datetime | None
) -> BytRegler:
    """A change of rules from one to others with what the case knows of it."""
    era, new = standing(course, rules[0]), rules[1]
    leaving = (era.digest, *((digest for digest, _ in era.rules.also) if era.judged else ()))
    late = latest is not None and event.occurred_at < latest
    lacking = _lacking(header, course, lines, new.vocabulary)
    return event.marked(change=Change(leaving, late, lacking))


def _lacking(header: Header, course: Course, lines: Lines, vocabulary: Vocabulary) -> int | None:
    """The first line with a code that the rules don't have; 0 is the header's municipality."""
    if header.municipality is not None and not vocabulary.has("kommun", header.municipality):
        return 0
    for nr in range(1, len(lines) + 1):
        line = course.corrections.get(nr, lines[nr - 1])
        try:
            if line is not None:
                check_codes(line, vocabulary)
        except EventError:
            return nr
    return None


def moved_on(course: Course, before: Rules, event: BytRegler, after: Rules, *, judged: bool = True) -> Eras:
    """The eras of a case after a change of rules that was accepted."""
    first = course.eras or (Era(1, before.digest, before),)
    return (*first, Era(event.nr or 0, event.till_regler or after.digest, after, judged))


def check_header(routine: Routine, header: Header, rules: Rules) -> None:
    """Raise EventError for a municipality that the rules don't know, RulesNotInstalled, which names both, if the header
    pins other rules than these, RulesError if routine, header and rules aren't of one routine.
    """
    if not routine.name == header.routine == rules.routine:
        raise RulesError("regler.annan_rutin", routine=rules.routine)
    if header.rules is not None:
        refuse_others(rules, header.rules.version, header.rules.digest, header.rules.overlay)
    if header.municipality is not None:
        rules.vocabulary.require("kommun", header.municipality, "municipality")
