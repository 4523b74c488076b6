"""Deviations: proposed by the library, reported by a person, handed to a party's own routine (FM-AVVIK, A28, A29)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from flerpart_flow.define import NO, Duty, DutyState, Findings, Message, Proposal, Rules, guard, local_date, missing
from flerpart_flow.routines.flerpartsmote.facts import Facts, Reply, changed
from flerpart_flow.samverkan.actors import AF, is_unit, party_of
from flerpart_flow.samverkan.deviations import complete_under, concerns, still_unanswered, unanswered
from flerpart_flow.samverkan.events import RapporteraAvvikelse

DECLINED_IN_TIME = Message("avvikelse.avbojde_i_tid")
NOT_REGISTERED = Message("avvikelse.inte_inskriven")

report_is_complete = complete_under("FM-AVVIK-2")


@guard("FM-AVVIK-4", reads=("slag", "part"))
def absence_counts(facts: Facts, event: RapporteraAvvikelse, rules: Rules) -> Findings:
    """A timely decline is no deviation, nor that Arbetsförmedlingen stays away from one not registered (A29).

    A report of a party concerns each of its units: it counts if one of them may have stayed away.
    """
    if event.slag != "utebliven" or event.part is None:
        return ()
    stayed_away = any(one.kind == event.slag and concerns(event.part, one.unit) for one in facts.candidates)
    if not stayed_away and _declined_in_time(facts, event.part):
        return (missing("FM-AVVIK-4", DECLINED_IN_TIME, unit=event.part),)
    if _not_registered(facts, event.part):
        return (missing("FM-AVVIK-4", NOT_REGISTERED, unit=event.part),)
    return ()


def _declined_in_time(facts: Facts, part: str) -> bool:
    """Whether those of the party who were called to the meeting that is reported of all declined it in time.

    Until the next meeting is opened a report concerns the one before.
    """
    meeting = facts.meeting
    if meeting is None or meeting.opened_nr is None:
        excused = any(concerns(part, one) for one in facts.excused)
    else:
        excused = False
    answers = [one.reply for one in meeting.recipients if concerns(part, one.actor)] if meeting is not None else []
    return excused or (bool(answers) and all(reply is Reply.DECLINED for reply in answers))


def _not_registered(facts: Facts, unit: str) -> bool:
    return party_of(unit) == AF and facts.condition(unit, "PR-AF-4") is NO


def reported(facts: Facts, event: RapporteraAvvikelse, rules: Rules) -> Facts:
    """What is reported is no longer proposed. Nothing is judged here: each party's own routine does that."""
    left = tuple(
        one
        for one in facts.candidates
        if not (one.kind == event.slag and concerns(event.part, one.unit) and event.ror in (None, one.nr))
    )
    return changed(
        facts,
        candidates=left,
        attempts=still_unanswered(facts.attempts, event),
        reported_late=facts.reported_late | _late_measures(facts, event),
    )


def _late_measures(facts: Facts, event: RapporteraAvvikelse) -> frozenset[tuple[int, str, str]]:
    """The measures past their last day that a report covers: version, unit and measure.

    A report that points at the line where the unit told of one covers that one only.
    """
    version = facts.current
    pointed = any(one.nr == event.ror and concerns(event.part, one.unit) for one in facts.candidates)
    if event.slag != "atgard_ej_genomford" or version is None or pointed:
        return frozenset()
    today = local_date(event.occurred_at)
    return frozenset(
        (version.number, unit, one.id)
        for one in version.plan.atgarder
        if one.id is not None and one.klart_senast is not None and one.klart_senast < today
        for unit in one.ansvariga
        if concerns(event.part, unit)
    )


def proposals(facts: Facts, duties: tuple[Duty, ...], rules: Rules, now: datetime) -> tuple[Proposal, ...]:
    """What may be a deviation: no answer, no show, a measure not done or past its last day.

    Never the individual, a relative or an outsider, a withdrawn consent, or a timely decline.
    """
    return (*_known(facts), *unanswered("FM-AVVIK-3", facts.attempts, rules), *_overdue(facts, duties))


def _known(facts: Facts) -> Iterable[Proposal]:
    for one in facts.candidates:
        if one.kind == "utebliven" and _not_registered(facts, one.unit):
            continue  # it was told afterwards
        yield Proposal(one.kind, one.unit, one.norm, one.nr, one.since, one.measure)


def _overdue(facts: Facts, duties: tuple[Duty, ...]) -> Iterable[Proposal]:
    told = {one.measure for one in facts.candidates}
    version = facts.current.number if facts.current is not None else 0
    for duty in duties:
        late = duty.name == "genomfora_atgard" and duty.state is DutyState.LATE
        known = duty.about in told or (version, duty.bearer, duty.about) in facts.reported_late
        if late and is_unit(duty.bearer) and not known:
            yield Proposal("atgard_ej_genomford", duty.bearer, "FM-AVVIK-5", duty.opened_nr, None, duty.about)
