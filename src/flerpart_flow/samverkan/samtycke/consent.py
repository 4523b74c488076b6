"""Consent: what the individual has agreed to, and what may be said to whom (readings A7, A8, A9, A49, A66).

Two scopes: (a) to such a meeting with named units, (b) to the exchange of named topics between them. Each unit
that gives or receives information keeps its own record. A unit that the consent doesn't cover neither attends,
gives nor receives; one that is covered but has no record of its own may listen, not disclose.

Topics are the individual's to name for one actor: a unit has those named for it, else the common ones; an outsider or a
relative has only those named for it. What is excluded is known to the individual and the unit that wrote it down; to
everybody else it is a topic like any other that the consent doesn't cover.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from flerpart_flow.engine.rules.findings import Finding, Message, missing
from flerpart_flow.engine.values.clock import local_date
from flerpart_flow.engine.values.frozen import frozen
from flerpart_flow.engine.values.reticent import reticent
from flerpart_flow.samverkan.actors import INDIVID, is_individual, is_unit
from flerpart_flow.samverkan.events import DokumenteraSamtycke, GeSamtycke, LamnaUppgift, UtokaSamtycke

NO_CONSENT = Message("samtycke.saknas")
EXPIRED = Message("samtycke.utgatt")
NOT_COVERED = Message("samtycke.omfattar_inte")
NO_TOPICS = Message("samtycke.inga_amnen")
TOPIC_NOT_COVERED = Message("samtycke.amne_omfattas_inte")
TOPIC_EXCLUDED = Message("samtycke.amne_undantaget")
NO_RECORD = Message("samtycke.inte_dokumenterat")
NOT_STATED = Message("samtycke.vad_och_till_vem")


@frozen
class ConsentNorms:
    """Which of a routine's norms an unmet condition of consent is reported under.

    ``covers``: a consent in force covers those who give and receive; ``topic``: the topic is agreed to; ``excluded``:
    it isn't excluded; ``record``: the one who tells has its own record of the consent.
    """

    covers: str
    topic: str
    excluded: str
    record: str


@reticent()
@frozen(weakref_slot=False)
class Consent:
    """A consent in force: units and topics that it covers, topics excluded, its last day, the units' records.

    ``named`` are the topics named for one actor (A49), in the order of the actors. ``recorder`` is the unit that wrote
    the consent down, which knows what is excluded. ``renews`` tells that it took the place of another in force;
    ``removed`` are those whom the individual has left out of it, for whom nobody asks again.
    """

    given_at: datetime
    units: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    excluded: frozenset[str] = frozenset()
    until: date | None = None
    records: frozenset[str] = frozenset()
    renews: bool = False
    removed: frozenset[str] = frozenset()
    named: tuple[tuple[str, frozenset[str]], ...] = ()
    recorder: str | None = None

    def valid(self, at: datetime) -> bool:
        """Whether the consent holds at a moment; its last day counts."""
        return self.until is None or local_date(at) <= self.until

    def covers(self, actor: str) -> bool:
        """Whether the actor may give and receive at all; the individual always may.

        Naming topics for an outsider or a relative is agreeing to them; a unit is agreed to by name.
        """
        if actor in self.units or is_individual(actor):
            return True
        return not is_unit(actor) and bool(self.topics_of(actor))

    def topics_of(self, actor: str) -> frozenset[str]:
        """The topics that an actor may give and receive: those named for it, else a unit's are the common ones (A49).

        One for whom topics were named has no others, also when all of them have been taken out again.
        """
        for one, topics in self.named:
            if one == actor:
                return topics
        return self.topics if is_unit(actor) else frozenset()

    @property
    def has_topics(self) -> bool:
        """Whether anything at all may be told (A64)."""
        return bool(self.topics) or any(topics for _, topics in self.named)

    def shows_excluded(self, actor: str) -> bool:
        """Whether an actor may know what is excluded: the individual, and the unit that wrote it down (A66)."""
        return actor in (INDIVID, self.recorder)


def in_force(norm: str, consent: Consent | None, at: datetime) -> tuple[Finding, ...]:
    """Nothing if a consent is in force at a moment; else what is missing."""
    if consent is None:
        return (missing(norm, NO_CONSENT, cure_by=INDIVID, cure=GeSamtycke),)
    if not consent.valid(at):
        return (missing(norm, EXPIRED, cure_by=INDIVID, cure=GeSamtycke, day=consent.until),)
    return ()


def covered(norm: str, consent: Consent | None, actors: Iterable[str], at: datetime) -> tuple[Finding, ...]:
    """Nothing if a consent in force covers every actor; else what is missing."""
    if consent is None or not consent.valid(at):
        return in_force(norm, consent, at)
    outside = tuple([actor for actor in actors if not consent.covers(actor)])
    if not outside:
        return ()
    if consent.removed.intersection(outside):
        return (missing(norm, NOT_COVERED, units=outside),)  # no cure presses the individual to take one in again (A69)
    return (missing(norm, NOT_COVERED, cure_by=INDIVID, cure=UtokaSamtycke, units=outside),)


def contact(norm: str, consent: Consent | None, by: str, to: Iterable[str], at: datetime) -> tuple[Finding, ...]:
    """Whether a contact that identifies the individual may be taken (reading A7).

    Exempt are contacts with the individual and what stays within the very unit that acts; another unit of its party is
    another (A57).
    """
    others = tuple(actor for actor in to if not is_individual(actor) and actor != by)
    if not others:
        return ()
    ends = (by, *others) if is_unit(by) else others
    return covered(norm, consent, ends, at)


def disclosure(
    norms: ConsentNorms,
    consent: Consent | None,
    by: str,
    to: str | None,
    topic: str | None,
    at: datetime,
    own: bool,
    asker: str,
) -> tuple[Finding, ...]:
    """Whether a unit may tell another of a topic at a moment: every finding, none if it may.

    Both have to be covered by a consent in force, the topic agreed to for both and not excluded, and the unit that
    tells has to have its own record. What the individual is told of their ``own`` needs no consent; a
    representative who doesn't act as the individual has what is named for one, as an outsider (A48). That a topic is
    excluded is told to an ``asker`` who knows it (the individual also for a representative who acts as such); to the
    others it is a topic that the consent doesn't cover (A66).
    """
    if to is None or topic is None:
        return (missing(norms.topic, NOT_STATED, cure_by=by, cure=LamnaUppgift),)
    if own or to == by:
        return ()
    lacking = covered(norms.covers, consent, (by, to), at)
    if consent is None or not consent.valid(at):
        return lacking
    if topic in consent.excluded and consent.shows_excluded(asker):
        lacking += (missing(norms.excluded, TOPIC_EXCLUDED, cure_by=INDIVID, topic=topic),)
    elif topic not in consent.topics_of(by) & consent.topics_of(to):
        lacking += (missing(norms.topic, TOPIC_NOT_COVERED, cure_by=INDIVID, topic=topic),)
    return lacking + own_record(norms.record, consent, by)


def own_record(norm: str, consent: Consent | None, unit: str) -> tuple[Finding, ...]:
    """Nothing if the unit has documented the consent; else it may listen, not disclose (A8)."""
    if consent is None or not is_unit(unit) or unit in consent.records:
        return ()
    return (missing(norm, NO_RECORD, cure_by=unit, cure=DokumenteraSamtycke, units=(unit,)),)


def some_topic(norm: str, consent: Consent | None) -> tuple[Finding, ...]:
    """Nothing if there is a topic to exchange information on; without one nothing is passed on (A64)."""
    if consent is None or consent.has_topics:
        return ()
    return (missing(norm, NO_TOPICS, cure_by=INDIVID),)
