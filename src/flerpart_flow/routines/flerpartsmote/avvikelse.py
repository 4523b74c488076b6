"""Deviations: proposed by the library, reported by a person, handed to a party's own routine (FM-AVVIK, A28, A29)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, ClassVar

import attrs

from flerpart_flow.engine import fields
from flerpart_flow.engine.clock import local_date
from flerpart_flow.engine.duties import Duty, DutyState
from flerpart_flow.engine.events import Event
from flerpart_flow.engine.findings import Findings, Message, missing
from flerpart_flow.engine.guards import guard
from flerpart_flow.engine.routine import Proposal
from flerpart_flow.engine.ternary import NO
from flerpart_flow.routines.flerpartsmote.content import lacks
from flerpart_flow.routines.flerpartsmote.facts import Facts, Reply, changed
from flerpart_flow.samverkan.actors import AF, is_unit, party_of

NO_SUCH_LINE = Message("avvikelse.rad_finns_inte")
NO_ROUTINE = Message("avvikelse.ingen_mottagare")
DECLINED_IN_TIME = Message("avvikelse.avbojde_i_tid")
NOT_REGISTERED = Message("avvikelse.inte_inskriven")


@attrs.frozen(kw_only=True)
class RapporteraAvvikelse(Event):
    """A person reports a deviation: its kind, whose it is, which line it concerns, to whose routine it goes."""

    name: ClassVar[str] = "rapportera_avvikelse"

    slag: str | None = fields.code("avvikelseslag")
    part: str | None = fields.code("part")
    ror: int | None = fields.integer()
    lamnas_till: str | None = fields.code("part")


@guard("FM-AVVIK-2", reads=("slag", "part", "ror", "lamnas_till"))
def report_is_complete(facts: Facts, event: RapporteraAvvikelse, rules: Any) -> Findings:
    """The report says what kind, whose, and to whose own routine it goes; the line, if one is named, exists."""
    for field in ("slag", "part"):
        if getattr(event, field) is None:
            yield lacks(event, field, "FM-AVVIK-2")
    if event.lamnas_till is None:
        yield missing("FM-AVVIK-2", NO_ROUTINE, cure_by=event.by, cure="rapportera_avvikelse")
    if event.ror is not None and event.nr is not None and event.ror >= event.nr:
        yield missing("FM-AVVIK-2", NO_SUCH_LINE, cure_by=event.by, cure="rapportera_avvikelse", line=event.ror)


@guard("FM-AVVIK-4", reads=("slag", "part"))
def absence_counts(facts: Facts, event: RapporteraAvvikelse, rules: Any) -> Findings:
    """A timely decline is no deviation, nor that Arbetsförmedlingen stays away from one not registered (A29)."""
    if event.slag != "utebliven" or event.part is None:
        return ()
    answer = facts.meeting.recipient(event.part) if facts.meeting is not None else None
    excused = facts.meeting is None and any(_same(event.part, one) for one in facts.excused)
    stayed_away = any(one.kind == event.slag and _same(event.part, one.unit) for one in facts.candidates)
    if not stayed_away and (excused or (answer is not None and answer.reply is Reply.DECLINED)):
        return (missing("FM-AVVIK-4", DECLINED_IN_TIME, unit=event.part),)
    if _not_registered(facts, event.part):
        return (missing("FM-AVVIK-4", NOT_REGISTERED, unit=event.part),)
    return ()


def _not_registered(facts: Facts, unit: str) -> bool:
    return party_of(unit) == AF and facts.condition(unit, "PR-AF-4") is NO


def reported(facts: Facts, event: RapporteraAvvikelse, rules: Any) -> Facts:
    """What is reported is no longer proposed. Nothing is judged here: each party's own routine does that."""
    left = tuple(
        one
        for one in facts.candidates
        if not (one.kind == event.slag and _same(event.part, one.unit) and event.ror in (None, one.nr))
    )
    attempts = facts.attempts
    if event.slag == "inget_svar":
        attempts = tuple(one for one in attempts if not _same(event.part, one.unit))
    return changed(
        facts, candidates=left, attempts=attempts, reported_late=facts.reported_late | _late_measures(facts, event)
    )


def _late_measures(facts: Facts, event: RapporteraAvvikelse) -> frozenset[tuple[int, str, str]]:
    """The measures past their last day that a report covers: version, unit and measure.

    A report that points at the line where the unit told of one covers that one only.
    """
    version = facts.current
    pointed = any(one.nr == event.ror and _same(event.part, one.unit) for one in facts.candidates)
    if event.slag != "atgard_ej_genomford" or version is None or pointed:
        return frozenset()
    today = local_date(event.occurred_at)
    return frozenset(
        (version.number, unit, one.id)
        for one in version.plan.atgarder
        if one.id is not None and one.klart_senast is not None and one.klart_senast < today
        for unit in one.ansvariga
        if _same(event.part, unit)
    )


def _same(part: str | None, unit: str) -> bool:
    return part is not None and part in (unit, party_of(unit))


def proposals(facts: Facts, duties: tuple[Duty, ...], rules: Any, now: datetime) -> tuple[Proposal, ...]:
    """What may be a deviation: no answer, no show, a measure not done or past its last day.

    Never the individual, a relative or an outsider, a withdrawn consent, or a timely decline.
    """
    return (*_known(facts), *_unanswered(facts, rules), *_overdue(facts, duties))


def _known(facts: Facts) -> Iterable[Proposal]:
    for one in facts.candidates:
        if one.kind == "utebliven" and _not_registered(facts, one.unit):
            continue  # it was told afterwards
        yield Proposal(one.kind, one.unit, one.norm, one.nr, one.since, one.measure)


def _unanswered(facts: Facts, rules: Any) -> Iterable[Proposal]:
    enough, days = rules.parameters["no_response_attempts"], rules.parameters["no_response_days"]
    for tried in facts.attempts:
        if tried.count >= enough and tried.days >= days:
            yield Proposal("inget_svar", tried.unit, "FM-AVVIK-3", tried.last_nr, None)


def _overdue(facts: Facts, duties: tuple[Duty, ...]) -> Iterable[Proposal]:
    told = {one.measure for one in facts.candidates}
    version = facts.current.number if facts.current is not None else 0
    for duty in duties:
        late = duty.name == "genomfora_atgard" and duty.state is DutyState.LATE
        known = duty.about in told or (version, duty.bearer, duty.about) in facts.reported_late
        if late and is_unit(duty.bearer) and not known:
            yield Proposal("atgard_ej_genomford", duty.bearer, "FM-AVVIK-5", duty.opened_nr, None, duty.about)
