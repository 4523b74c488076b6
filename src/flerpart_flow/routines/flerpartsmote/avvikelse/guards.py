"""What must hold of a report: it is complete, and the log doesn't show that there was none (FM-AVVIK, A29, A59).

What the log shows to be no deviation is refused; what somebody has to judge is only warned of. Another kind
(``annat``, or an organisation's own) the log can't know of.
"""

from __future__ import annotations

from collections.abc import Iterable

from flerpart_flow.define import NO, Finding, Findings, Message, Rules, Severity, at_most, guard, missing
from flerpart_flow.routines.flerpartsmote.facts import Facts
from flerpart_flow.routines.flerpartsmote.forberedelse.conditions import can_be_called
from flerpart_flow.routines.flerpartsmote.mote.attendance import attendance, booked_meeting, has_begun
from flerpart_flow.samverkan.actors import AF, party_of
from flerpart_flow.samverkan.atgarder.events import EjGenomfordAtgard
from flerpart_flow.samverkan.deviations import as_known, attempts_under, complete_under, concerns, recipient_under
from flerpart_flow.samverkan.events import RapporteraAvvikelse
from flerpart_flow.samverkan.mote.meeting import Attendance
from flerpart_flow.samverkan.plan.version import MeasureState, Version

NOT_CALLED = Message("avvikelse.inte_kallad")
PRESENT = Message("avvikelse.var_dar")
NOT_HELD = Message("avvikelse.inte_av")
TO_COME = Message("avvikelse.inte_borjat")
DECLINED_IN_TIME = Message("avvikelse.avbojde_i_tid")
NOT_SAID = Message("avvikelse.individen_har_inte_sagt")
DECLINED_OTHERWISE = Message("avvikelse.avbojde_annars")
CONDITION = Message("avvikelse.villkoret_inte_uppfyllt")
NO_MEASURE = Message("avvikelse.ingen_egen_atgard")
DECLINED = Message("avvikelse.individen_har_avstatt")
DONE = Message("avvikelse.atgarden_gjord")


report_is_complete = complete_under("FM-AVVIK-2")
recipient_may_know = recipient_under("FM-SAMTYCKE-2")
attempts_were_made = attempts_under("FM-AVVIK-3")


@guard("FM-AVVIK-4", reads=("slag", "part", "ror"), about="ror")
def absence_counts(facts: Facts, event: RapporteraAvvikelse, rules: Rules) -> Findings:
    """Nobody stayed away who wasn't called or told of the day, was there or declined in time, or from no meeting.

    A report of a party concerns each of its units, and one that points at no meeting any of them: it counts if one of
    them may have stayed away.
    """
    then = facts if event.known is None else event.known
    return as_known("FM-AVVIK-4", event, _absent(facts, event), _absent(then, event))


def _absent(facts: Facts, event: RapporteraAvvikelse) -> Iterable[Finding]:
    if event.slag != "utebliven" or event.part is None:
        return
    shown = [how for unit, how in _attendances(facts, event) if concerns(event.part, unit)]
    if Attendance.MISSED in shown:
        yield from _unmet_conditions(facts, event.part)
    elif Attendance.DECLINED_OTHERWISE in shown:
        yield at_most(Severity.WARN, missing("FM-AVVIK-4", DECLINED_OTHERWISE, unit=event.part))
    else:
        yield missing("FM-AVVIK-4", _why(shown[-1] if shown else None), unit=event.part)


def _why(shown: Attendance | None) -> Message:
    match shown:
        case Attendance.PRESENT:
            return PRESENT
        case Attendance.NOT_HELD:
            return NOT_HELD
        case Attendance.TO_COME:
            return TO_COME
        case Attendance.DECLINED:
            return DECLINED_IN_TIME
        case _:
            return NOT_CALLED


def _attendances(facts: Facts, event: RapporteraAvvikelse) -> list[tuple[str, Attendance]]:
    """Who was awaited at the meeting that the report points at, or else at each so far, the latest last."""
    meeting = booked_meeting(facts)
    if meeting is not None and meeting.opened_nr is not None and meeting.opened_nr == event.ror:
        return list(attendance(facts, meeting, Attendance.MISSED))
    pointed = [one for one in facts.past if event.ror in one.lines]
    if pointed:
        return [one for past in pointed for one in past.attendance]
    found = [one for past in facts.past for one in past.attendance]
    if meeting is not None:
        begun = has_begun(meeting, event.occurred_at)
        now = attendance(facts, meeting, Attendance.MISSED if begun else Attendance.TO_COME)
        found = [*found, *now] if begun else [*now, *found]
    return found


def _unmet_conditions(facts: Facts, part: str) -> Iterable[Finding]:
    """Whether the unit could be called at all is for somebody to judge."""
    for unit in sorted({unit for unit, _, _ in facts.conditions if concerns(part, unit)}):
        for norm, value in can_be_called(facts, unit).items():
            if value is NO:
                yield at_most(Severity.WARN, missing("FM-AVVIK-4", CONDITION, unit=unit, condition=norm))


def not_registered(facts: Facts, unit: str) -> bool:
    """Whether it is Arbetsförmedlingen, and the person isn't registered there."""
    return party_of(unit) == AF and facts.condition(unit, "PR-AF-4") is NO


@guard("FM-AVVIK-5", reads=("atgard", "skal_kod"), about="skal_kod", most=Severity.NOTE)
def declined_by_the_individual(facts: Facts, event: EjGenomfordAtgard, rules: Rules) -> Findings:
    """That the individual declined counts once the individual has said so; till then a note, and nobody asks twice."""
    if event.skal_kod != "individen_avstod" or facts.has_declined(event.atgard):
        return ()
    return (missing("FM-AVVIK-5", NOT_SAID),)


@guard("FM-AVVIK-5", reads=("slag", "part", "ror"), about="ror")
def measure_was_theirs(facts: Facts, event: RapporteraAvvikelse, rules: Rules) -> Findings:
    """The measure is in a plan that the party has approved, as its own, and the individual hasn't declined it."""
    then = facts if event.known is None else event.known
    return as_known("FM-AVVIK-5", event, _not_done(facts, event), _not_done(then, event))


def _not_done(facts: Facts, event: RapporteraAvvikelse) -> Iterable[Finding]:
    if event.slag != "atgard_ej_genomford" or event.part is None:
        return
    theirs = [one for version in _in_force(facts) for one in _measures(version, event.part)]
    if not theirs:
        yield missing("FM-AVVIK-5", NO_MEASURE, cure_by=event.by, unit=event.part)
    elif all(facts.has_declined(measure) for _, measure in theirs):
        yield missing("FM-AVVIK-5", DECLINED, cure_by=event.by)
    elif all(facts.part_state(measure, unit) is MeasureState.DONE for unit, measure in theirs):
        yield at_most(Severity.WARN, missing("FM-AVVIK-5", DONE, cure_by=event.by, unit=event.part))


def _in_force(facts: Facts) -> Iterable[Version]:
    """The versions that are or have been in force."""
    for version in (*facts.earlier, facts.current):
        if version is not None and version.approved:
            yield version


def _measures(version: Version, part: str) -> Iterable[tuple[str, str]]:
    """The measures that bind the party in a version, each with the unit that has it (A14)."""
    for one in version.plan.atgarder:
        for unit in one.ansvariga:
            if one.id is not None and concerns(part, unit) and unit in version.approvals:
                yield unit, one.id
