"""What the individual has said, told from the events of a story alone: no guard and no fact is asked.

A claim is held against this, so that a fault in the guards, or in what an event does to the facts, can't hide itself.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import attrs

from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.values.clock import local_date
from flerpart_flow.engine.values.evolve import evolve

_PEOPLE = frozenset({"individ", "ombud", "narstaende", "arbetsgivare", "ovrig"})
_NOBODY: frozenset[str] = frozenset()


def base(actor: str) -> str:
    """What stands before the first colon."""
    return actor.partition(":")[0]


def is_a_unit(actor: str) -> bool:
    """Whether an actor is a unit of a party."""
    return base(actor) not in _PEOPLE


def on_the_persons_side(actor: str) -> bool:
    """The individual or a representative."""
    return base(actor) in {"individ", "ombud"}


@attrs.frozen(weakref_slot=False)
class Agreed:
    """A consent: units, topics, topics named for one actor, topics left out, the last day, who has a record of it."""

    units: frozenset[str]
    topics: frozenset[str]
    named: frozenset[tuple[str, frozenset[str]]] = frozenset()
    out: frozenset[str] = frozenset()
    until: date | None = None
    records: frozenset[str] = frozenset()

    def topics_of(self, actor: str) -> frozenset[str]:
        """The topics that may be exchanged with an actor (A49)."""
        common = self.topics if is_a_unit(actor) else _NOBODY
        return dict(self.named).get(actor, common) - self.out

    @property
    def has_topics(self) -> bool:
        """Whether anything may be told at all."""
        return bool(self.topics - self.out) or any(topics - self.out for _, topics in self.named)


@attrs.frozen(weakref_slot=False)
class Answer:
    """An answer about an actor: yes or no, when, whether the individual gave it in person, and of nobody else."""

    yes: bool
    at: datetime
    own: bool
    alone: bool


@attrs.frozen(weakref_slot=False)
class Told:
    """What has been said before the next act.

    ``informed`` is when the individual was told last since a consent ended. ``taken_back``: the individual's side has
    taken the consent back, and nobody has consented since; ``in_person`` is what the individual in person has taken
    out or back. ``by_law`` are representatives by law, ``named_to`` those whom the person was named to in a
    consultation. ``present`` are at the meeting, ``plan`` is the content drawn up last, ``awaited`` the units at the
    meeting when it was summed up that are still there, ``approved`` who has said yes to which content. ``coordinator``
    is the unit that others agreed shall coordinate, unless it was taken out, left out or said no to since.
    """

    agreed: Agreed | None = None
    answers: frozenset[tuple[str, Answer]] = frozenset()
    taken_back: bool = False
    in_person: frozenset[str] = frozenset()
    by_law: frozenset[str] = frozenset()
    named_to: frozenset[str] = frozenset()
    informed: datetime | None = None
    present: frozenset[str] = frozenset()
    awaited: frozenset[str] = frozenset()
    plan: str | None = None
    approved: frozenset[tuple[str, str]] = frozenset()
    coordinator: str | None = None

    def answer(self, actor: str) -> Answer | None:
        """The latest answer about an actor."""
        return next((answer for one, answer in self.answers if one == actor), None)

    def said_no(self, actor: str) -> bool:
        """Whether the individual has said no to an actor; the own presence is no such no (A50)."""
        answer = None if actor == "individ" else self.answer(actor)
        return answer is not None and not answer.yes

    def said_yes(self, actor: str) -> bool:
        """Whether the individual's side has said yes to an actor by name."""
        answer = self.answer(actor)
        return answer is not None and answer.yes

    def speaks(self, actor: str) -> bool:
        """Whether an actor acts as the individual (A48)."""
        if actor == "individ":
            return True
        answer = self.answer(actor) if base(actor) == "ombud" else None
        if answer is not None and not answer.yes:
            return False
        return actor in self.by_law or (answer is not None and answer.own and answer.alone)

    def in_force(self, at: datetime) -> Agreed | None:
        """The consent, if it hasn't run out."""
        agreed = self.agreed
        if agreed is None or (agreed.until is not None and local_date(at) > agreed.until):
            return None
        return agreed


def hear(told: Told, event: Event, rests: bool) -> Told:
    """What has been said after an accepted act; ``rests`` tells that the case has come to rest with it."""
    match event.name:
        case "informera":
            told = evolve(told, informed=event.occurred_at)
        case "ge_samtycke":
            told = _consented(told, event)
        case "utoka_samtycke":
            told = _widened(told, event)
        case "begransa_samtycke":
            told = _narrowed(told, event)
        case "aterkalla_samtycke" | "neka_samtycke":
            told = without_yes(evolve(told, agreed=None, informed=None, taken_back=True), _NOBODY)
            told = _kept_from(told, event, ("*",))
        case "etablera_samordning":
            agreed_on = _word(event, "overenskommet") == "ja"
            told = evolve(told, coordinator=_of(event, "samordnare", None) if agreed_on else None)
        case "avsluta_egen_del" if told.coordinator == event.by:
            told = evolve(told, coordinator=None)
        case "dokumentera_samtycke" if told.agreed is not None:
            agreed = evolve(told.agreed, records=told.agreed.records | {event.by})
            told = evolve(told, agreed=agreed)
        case "bestam_deltagare":
            told = _answered(told, event)
        case "samrada" if _word(event, "avidentifierat") != "ja":
            told = evolve(told, named_to=told.named_to | {event.by, str(_of(event, "till", ""))})
        case "oppna_mote":
            told = evolve(told, present=frozenset(_of(event, "narvarande")), awaited=_NOBODY)
            told = evolve(told, answers=frozenset(one for one in told.answers if one[0] != "individ"))
        case "andra_narvaro":
            gone = frozenset(_of(event, "lamnat"))
            present = told.present.union(_of(event, "anlant")) - gone
            told = evolve(told, present=present, awaited=told.awaited - gone)
        case "avsluta_mote" | "avbryt_mote":
            told = evolve(told, present=_NOBODY, answers=frozenset(one for one in told.answers if one[0] != "individ"))
        case "sammanfatta_plan":
            told = evolve(told, awaited=frozenset(filter(is_a_unit, told.present)))
        case "uppratta_plan" | "revidera_plan" | "ersatt_plan":
            plan = _of(event, "plan", None)  # rules may let a draft without a plan only warn
            told = evolve(told, plan=None if plan is None else plan.digest)
        case "godkann_plan" if told.plan is not None:
            by = "individ" if told.speaks(event.by) else event.by
            told = evolve(told, approved=told.approved | {(by, told.plan)})
        case "godkann_inte_plan" if told.plan is not None:
            by = "individ" if told.speaks(event.by) else event.by
            told = evolve(told, approved=told.approved - {(by, told.plan)})
    if rests and told != (still := _at_rest(told)):
        return still
    return told


def _at_rest(told: Told) -> Told:
    """Nothing between the parties goes on: no consent is in force, and nobody is at a meeting."""
    ended = told.agreed is not None
    informed = None if ended else told.informed
    told = evolve(told, agreed=None, informed=informed, present=_NOBODY, awaited=_NOBODY)
    return without_yes(told, _NOBODY) if ended else told


def _of(event: Event, name: str, missing: Any = ()) -> Any:
    return getattr(event, name, missing)


def _word(event: Event, name: str) -> str:
    """What a field of three values says, as a log writes it."""
    return str(getattr(_of(event, name, None), "value", "okant"))


def _consented(told: Told, event: Event) -> Told:
    units, out = frozenset(_of(event, "enheter")), frozenset(_of(event, "undantag"))
    told = renewed(told, event)
    told = _left_out(told, told.coordinator not in units)
    named = frozenset((who, frozenset(topics) - out) for who, topics in _of(event, "amnen_for"))
    agreed = Agreed(units, frozenset(_of(event, "amnen")) - out, named, out, _of(event, "giltigt_till", None))
    given = {"*", *units, *agreed.topics} - out
    told = evolve(told, agreed=agreed, taken_back=False, in_person=told.in_person - given)
    return _kept_from(told, event, out)


def renewed(told: Told, event: Event) -> Told:
    """A consent in the place of another keeps the yes to those that it names, if it comes in time (A70)."""
    if told.agreed is None:
        return told
    in_time, named = told.in_force(event.occurred_at) is not None, frozenset(_of(event, "enheter"))
    return without_yes(told, named | {"individ"} if in_time else _since(told, told.agreed.until))


def _widened(told: Told, event: Event) -> Told:
    agreed = told.agreed
    if agreed is None:
        return told
    units, topics = frozenset(_of(event, "enheter")), frozenset(_of(event, "amnen"))
    named, out = dict(agreed.named), agreed.out - topics
    for who, more in _of(event, "amnen_for"):
        covered = who in agreed.units or not is_a_unit(who)
        named[who] = (agreed.topics_of(who) if covered else _NOBODY) | frozenset(more)
        out -= frozenset(more)
    agreed = evolve(
        agreed, units=agreed.units | units, topics=agreed.topics | topics, named=frozenset(named.items()), out=out
    )
    return evolve(told, agreed=agreed, in_person=told.in_person - units - topics)


def _narrowed(told: Told, event: Event) -> Told:
    units, topics = frozenset(_of(event, "enheter")), frozenset(_of(event, "amnen"))
    told = evolve(told, present=told.present - units, awaited=told.awaited - units)
    told = _left_out(told, told.coordinator in units)
    gone = frozenset(one for one, answer in told.answers if one in units and answer.yes and base(one) != "ombud")
    told = evolve(told, answers=frozenset(one for one in told.answers if one[0] not in gone))
    told = _kept_from(told, event, units | topics)
    agreed = told.agreed
    if agreed is None:
        return told
    named = dict(agreed.named)
    for who, less in _of(event, "amnen_for"):
        named[who] = agreed.topics_of(who) - frozenset(less)
    named = {who: held - topics for who, held in named.items() if who not in units or is_a_unit(who)}
    agreed = evolve(
        agreed,
        units=agreed.units - units,
        topics=agreed.topics - topics,
        named=frozenset(named.items()),
        records=agreed.records - units,
    )
    return evolve(told, agreed=agreed)


def _kept_from(told: Told, event: Event, codes: Any) -> Told:
    """With what the individual in person has taken out or back; only they give it again (A48)."""
    return evolve(told, in_person=told.in_person.union(codes)) if event.by == "individ" else told


def _left_out(told: Told, left_out: bool) -> Told:
    """A coordinator that is taken out, left out or said no to is none, until that is agreed anew."""
    return evolve(told, coordinator=None) if left_out else told


def _since(told: Told, last: date | None) -> frozenset[str]:
    """Those whom an answer was given on once the consent had run out: it wasn't given under it."""
    return frozenset(one for one, answer in told.answers if last is not None and local_date(answer.at) > last)


def without_yes(told: Told, kept: frozenset[str]) -> Told:
    """A yes goes with the consent that it was given under; a no stays, and a word on a representative (A70)."""
    answers = (
        one
        for one in told.answers
        if (not one[1].yes and one[0] != "individ") or base(one[0]) == "ombud" or one[0] in kept
    )
    return evolve(told, answers=frozenset(answers))


def _answered(told: Told, event: Event) -> Told:
    named, without = _of(event, "deltagare"), frozenset(_of(event, "utan"))
    if is_a_unit(event.by) and _of(event, "behorighet", None) == "lag":
        told = evolve(told, by_law=told.by_law.union(one for one in named if base(one) == "ombud"))
    answers = {one: answer for one, answer in told.answers if not (one in without and answer.yes)}
    word = _word(event, "svar")
    if not on_the_persons_side(event.by) or word not in {"ja", "nej"}:
        return evolve(told, answers=frozenset(answers.items()))
    new = Answer(word == "ja", event.occurred_at, event.by == "individ", len(named) == 1)
    for actor in named:
        before = answers.get(actor)
        if base(actor) == "ombud" and not new.own:
            continue  # a representative's word on one counts for nothing
        if before is not None and before.at == new.at and (before.own, not before.yes) > (new.own, not new.yes):
            continue  # at one instant what protects is the later (A72)
        if new.yes and actor in without:
            answers.pop(actor, None)
            continue
        answers[actor] = new
    told = evolve(told, answers=frozenset(answers.items()))
    return _left_out(told, told.coordinator is not None and told.said_no(told.coordinator))
