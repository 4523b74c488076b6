"""Consent: what the individual has agreed to, and what may be said to whom (readings A7, A8, A9).

Two scopes: (a) to such a meeting with named units, (b) to the exchange of named topics between them. Each unit
that gives or receives information keeps its own record. A unit that the consent doesn't cover neither attends,
gives nor receives; one that is covered but has no record of its own may listen, not disclose.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

import attrs

from flerpart_flow.engine.rules.findings import Finding, Message, missing
from flerpart_flow.engine.values.clock import local_date
from flerpart_flow.samverkan.actors import INDIVID, is_individual, is_unit, party_of
from flerpart_flow.samverkan.events import DokumenteraSamtycke, GeSamtycke, LamnaUppgift, UtokaSamtycke

NO_CONSENT = Message("samtycke.saknas")
EXPIRED = Message("samtycke.utgatt")
NOT_COVERED = Message("samtycke.omfattar_inte")
NO_TOPICS = Message("samtycke.inga_amnen")
TOPIC_NOT_COVERED = Message("samtycke.amne_omfattas_inte")
TOPIC_EXCLUDED = Message("samtycke.amne_undantaget")
NO_RECORD = Message("samtycke.inte_dokumenterat")
NOT_STATED = Message("samtycke.vad_och_till_vem")


@attrs.frozen
class ConsentNorms:
    """Which of a routine's norms an unmet condition of consent is reported under.

    ``covers``: a consent in force covers those who give and receive; ``topic``: the topic is agreed to; ``excluded``:
    it isn't excluded; ``record``: the one who tells has its own record of the consent.
    """

    covers: str
    topic: str
    excluded: str
    record: str


@attrs.frozen(weakref_slot=False)
class Consent:
    """A consent in force: units and topics that it covers, topics excluded, its last day, the units' records.

    ``renews`` tells that it took the place of another that was in force; ``removed`` are those whom the individual has
    left out of it, for whom nobody asks again.
    """

    given_at: datetime
    units: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    excluded: frozenset[str] = frozenset()
    until: date | None = None
    records: frozenset[str] = frozenset()
    renews: bool = False
    removed: frozenset[str] = frozenset()

    def valid(self, at: datetime) -> bool:
        """Whether the consent holds at a moment; its last day counts."""
        return self.until is None or local_date(at) <= self.until

    def covers(self, actor: str) -> bool:
        """Whether the actor may give and receive at all; the individual always may."""
        return actor in self.units or is_individual(actor)


def in_force(norm: str, consent: Consent | None, at: datetime) -> tuple[Finding, ...]:
    """Nothing if a consent is in force at a moment; else what is missing."""
    if consent is None:
        return (missing(norm, NO_CONSENT, cure_by=INDIVID, cure=GeSamtycke),)
    if not consent.valid(at):
        return (missing(norm, EXPIRED, cure_by=INDIVID, cure=GeSamtycke, day=consent.until),)
    return ()


def covered(norm: str, consent: Consent | None, actors: Iterable[str], at: datetime) -> tuple[Finding, ...]:
    """Nothing if a consent in force covers every actor; else what is missing."""
    lacking = in_force(norm, consent, at)
    if lacking or consent is None:
        return lacking
    outside = tuple(actor for actor in actors if not consent.covers(actor))
    if not outside:
        return ()
    if consent.removed.intersection(outside):
        return (missing(norm, NOT_COVERED, units=outside),)  # no cure presses the individual to take one in again (A69)
    return (missing(norm, NOT_COVERED, cure_by=INDIVID, cure=UtokaSamtycke, units=outside),)


def contact(norm: str, consent: Consent | None, by: str, to: Iterable[str], at: datetime) -> tuple[Finding, ...]:
    """Whether a contact that identifies the individual may be taken (reading A7).

    Exempt are contacts with the individual and what stays within the acting unit's own party.
    """
    others = tuple(
        actor
        for actor in to
        if not is_individual(actor) and not (is_unit(by) and is_unit(actor) and party_of(actor) == party_of(by))
    )
    if not others:
        return ()
    ends = (by, *others) if is_unit(by) else others
    return covered(norm, consent, ends, at)


def disclosure(
    norms: ConsentNorms, consent: Consent | None, by: str, to: str | None, topic: str | None, at: datetime
) -> tuple[Finding, ...]:
    """Whether a unit may tell another of a topic at a moment: every finding, none if it may.

    Both have to be covered by a consent in force, the topic agreed to and not excluded, and the unit that tells
    has to have its own record. What the individual is told of their own needs no consent.
    """
    if to is None or topic is None:
        return (missing(norms.topic, NOT_STATED, cure_by=by, cure=LamnaUppgift),)
    if is_individual(to) or to == by:
        return ()
    lacking = covered(norms.covers, consent, (by, to), at)
    if consent is None or not consent.valid(at):
        return lacking
    if topic in consent.excluded:
        lacking += (missing(norms.excluded, TOPIC_EXCLUDED, cure_by=INDIVID, topic=topic),)
    elif topic not in consent.topics:
        lacking += (missing(norms.topic, TOPIC_NOT_COVERED, cure_by=INDIVID, cure=UtokaSamtycke, topic=topic),)
    return lacking + own_record(norms.record, consent, by)


def own_record(norm: str, consent: Consent | None, unit: str) -> tuple[Finding, ...]:
    """Nothing if the unit has documented the consent; else it may listen, not disclose (A8)."""
    if consent is None or not is_unit(unit) or unit in consent.records:
        return ()
    return (missing(norm, NO_RECORD, cure_by=unit, cure=DokumenteraSamtycke, units=(unit,)),)
