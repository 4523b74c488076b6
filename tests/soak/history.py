"""What the individual has said and agreed to, told from a case's lines alone: dull loops, no guard and no fact asked.

The lines are read in the order in which things happened, as they read now, accepted ones only. What takes away
(a withdrawal, a narrowing, a no) counts also where the line was struck by somebody else (A9, A51).
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

import attrs

from flerpart_flow.engine.judging.case import Case
from flerpart_flow.engine.record.events import Event

PEOPLE: Final = ("individ", "ombud", "narstaende", "arbetsgivare", "ovrig")
STOCKHOLM: Final = ZoneInfo("Europe/Stockholm")


def base(actor: str) -> str:
    """What stands before the first colon."""
    return actor.partition(":")[0]


def unit(actor: str) -> bool:
    """Whether an actor is a unit of a party."""
    return base(actor) not in PEOPLE


def persons_side(actor: str) -> bool:
    """The individual or a representative."""
    return base(actor) in {"individ", "ombud"}


@attrs.define
class Agreed:
    """A consent: units and topics, topics named for one actor, what is left out, the last day, who has a record."""

    units: set[str]
    topics: set[str]
    named: dict[str, set[str]]
    out: set[str]
    until: date | None
    records: set[str] = attrs.field(factory=set)

    def topics_of(self, actor: str) -> set[str]:
        """The topics that may be exchanged with an actor (A49)."""
        mine = self.named.get(actor, self.topics if unit(actor) else set())
        return mine - self.out

    def covers(self, actor: str) -> bool:
        """Whether a unit is agreed to."""
        return actor in self.units


@attrs.define
class Said:
    """An answer about an actor: yes or no, when, whether the individual gave it in person, and of nobody else."""

    yes: bool
    at: datetime
    own: bool
    alone: bool = True


@attrs.define
class History:
    """What holds before the next line."""

    words: dict[str, Said] = attrs.field(factory=dict)
    agreed: Agreed | None = None
    identified: bool = False
    """Whether somebody has been consulted about the person by name (Ung Intro)."""
    talked: set[str] = attrs.field(factory=set)
    """The two units of the last consultation: guidance from one to the other tells nothing new."""
    by_law: set[str] = attrs.field(factory=set)
    """Representatives who act by law, as a unit has judged with a reference: no yes is needed (A48)."""
    narrowed: set[str] = attrs.field(factory=set)
    """Units and topics that the individual in person has taken out, and hasn't given again in person."""
    taken_back: bool = False
    """Whether the individual in person has withdrawn, and nobody has consented since."""

    def refused(self, actor: str) -> bool:
        """Whether the individual has said no to an actor (A50)."""
        return actor != "individ" and actor in self.words and not self.words[actor].yes

    def yes_to(self, actor: str) -> bool:
        """Whether the individual's side has said yes to an actor by name."""
        return actor in self.words and self.words[actor].yes

    def speaks(self, ombud: str) -> bool:
        """Whether a representative acts as the individual: by the own yes to them alone, or by law (A48)."""
        said = self.words.get(ombud)
        if said is not None and not said.yes:
            return False
        return ombud in self.by_law or (said is not None and said.own and said.alone)

    def in_force(self, at: datetime) -> Agreed | None:
        """The consent, if it hasn't run out."""
        agreed = self.agreed
        if agreed is None or (agreed.until is not None and at.astimezone(STOCKHOLM).date() > agreed.until):
            return None
        return agreed

    def forget_yes(self, kept: set[str]) -> None:
        """A yes goes with the consent that it was given under; a no stays, and so does a word on an ombud (A70)."""
        for actor, said in tuple(self.words.items()):
            if said.yes and base(actor) != "ombud" and actor not in kept:
                del self.words[actor]

    def rest(self) -> None:
        """The case has come to rest: no consent is in force, and every yes went with the last one."""
        self.forget_yes(set())
        self.agreed = None

    def hear(self, event: Event, rests: bool = False) -> None:
        """Take in an accepted line; ``rests`` tells that the case has come to rest with it."""
        if event.name == "aterkalla_samtycke" or (self.agreed is not None and (rests or event.name == "neka_samtycke")):
            self.forget_yes(set())  # with a consent that ends, and with a withdrawal during a pause
        if event.name == "ge_samtycke" and self.agreed is not None:
            self.forget_yes(set(_of(event, "enheter", ())) if self.in_force(event.occurred_at) else set())
        if event.name == "samrada":
            self.talked = {event.by, str(_of(event, "till", None))}
        if event.name == "samrada" and ternary(event, "avidentifierat") != "ja":
            self.identified = True
        self._takes_out(event)
        if event.name == "begransa_samtycke":  # in a pause as well: whom the individual takes out has no yes left
            out = set(_of(event, "enheter", ()))
            self.forget_yes({actor for actor in self.words if actor not in out})
        match event.name:
            case "bestam_deltagare":
                self._acts_by_law(event)
                self._word(event)
            case "ge_samtycke":
                named = {who: set(topics) for who, topics in _of(event, "amnen_for", ())}
                self.agreed = Agreed(
                    set(_of(event, "enheter", ())),
                    set(_of(event, "amnen", ())),
                    named,
                    set(_of(event, "undantag", ())),
                    _of(event, "giltigt_till", None),
                )
                self.taken_back = False
            case "utoka_samtycke" if self.agreed is not None:
                self._widen(self.agreed, event)
            case "begransa_samtycke" if self.agreed is not None:
                self._narrow(self.agreed, event)
            case "aterkalla_samtycke" | "neka_samtycke":
                self.agreed = None
                self.taken_back = self.taken_back or event.by == "individ"
            case "dokumentera_samtycke" if self.agreed is not None:
                self.agreed.records.add(event.by)
        if rests:
            self.agreed = None

    def _acts_by_law(self, event: Event) -> None:
        if unit(event.by) and _of(event, "behorighet", None) == "lag" and _of(event, "referens", None):
            self.by_law |= {one for one in _of(event, "deltagare", ()) if base(one) == "ombud"}

    def _takes_out(self, event: Event) -> None:
        if event.by != "individ":
            return
        codes = {*_of(event, "enheter", ()), *_of(event, "amnen", ())}
        if event.name == "begransa_samtycke":
            self.narrowed |= codes
        elif event.name in {"ge_samtycke", "utoka_samtycke"}:
            self.narrowed -= codes

    def _word(self, event: Event) -> None:
        for actor in _of(event, "utan", ()) if event.by == "individ" else ():
            if self.yes_to(actor):
                del self.words[actor]  # to go on without (A55): no no, and no yes to build on
        answer = ternary(event, "svar")
        if not persons_side(event.by) or answer not in {"ja", "nej"}:
            return
        alone = len(_of(event, "deltagare", ())) == 1
        said = Said(answer == "ja", event.occurred_at, event.by == "individ", alone)
        for actor in _of(event, "deltagare", ()):
            if base(actor) == "ombud" and not said.own:
                continue  # an ombud's word on ombud counts for nothing (A48)
            before = self.words.get(actor)
            if before is not None and not before.yes and said.yes:
                if before.own and not said.own:
                    continue  # the individual's no is undone by the individual alone
                if before.at == said.at:
                    continue  # at one instant what protects is the later (A72)
            if said.yes and actor in _of(event, "utan", ()):
                self.words.pop(actor, None)
                continue
            self.words[actor] = said

    def _widen(self, agreed: Agreed, event: Event) -> None:
        agreed.units |= set(_of(event, "enheter", ()))
        added = set(_of(event, "amnen", ()))
        agreed.topics |= added
        agreed.out -= added
        for who, topics in _of(event, "amnen_for", ()):
            agreed.named.setdefault(who, set(agreed.topics) if unit(who) else set()).update(topics)
            agreed.out -= set(topics)

    def _narrow(self, agreed: Agreed, event: Event) -> None:
        agreed.units -= set(_of(event, "enheter", ()))
        agreed.records -= set(_of(event, "enheter", ()))
        gone = set(_of(event, "amnen", ()))
        agreed.topics -= gone
        for topics in agreed.named.values():
            topics -= gone
        for who in _of(event, "enheter", ()):
            if not unit(who):
                agreed.named.pop(who, None)
        for who, topics in _of(event, "amnen_for", ()):
            agreed.named.setdefault(who, set(agreed.topics) if unit(who) else set()).difference_update(topics)


def _of(event: Event, name: str, missing: Any) -> Any:
    return getattr(event, name, missing)


def ternary(event: Event, name: str) -> str:
    """What a field of three values says, as a log writes it."""
    return str(getattr(getattr(event, name, None), "value", "okant"))


TAKES_AWAY: Final = ("aterkalla_samtycke", "begransa_samtycke", "neka_samtycke")


def in_order(case: Case) -> list[tuple[int, Event, bool]]:
    """The lines in the order in which things happened: number, as it reads now, whether it counts as an act.

    A struck line that took something away still takes it away, and is no act.
    """
    found: list[tuple[datetime, int, Event, bool]] = []
    refused = frozenset(case.course.refused)
    for nr, line in enumerate(case.lines, 1):
        if nr in refused:
            continue
        corrected = nr in case.course.corrections
        now = case.course.corrections[nr] if corrected else line
        if corrected and line.name in TAKES_AWAY:
            found.append((line.occurred_at, nr, line, False))
        if now is not None:
            found.append((now.occurred_at, nr, now, True))
    found.sort(key=lambda one: (one[0], one[1]))
    return [(nr, event, acts) for _, nr, event, acts in found]
