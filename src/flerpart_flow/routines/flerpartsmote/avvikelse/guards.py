"""What must hold of a report: it is complete, and staying away counts (FM-AVVIK-2, FM-AVVIK-4, A29)."""

from __future__ import annotations

from flerpart_flow.define import NO, Findings, Message, Rules, Severity, at_most, guard, missing
from flerpart_flow.routines.flerpartsmote.atgarder.events import EjGenomfordAtgard
from flerpart_flow.routines.flerpartsmote.facts import Facts, Reply
from flerpart_flow.samverkan.actors import AF, party_of
from flerpart_flow.samverkan.deviations import complete_under, concerns, recipient_under
from flerpart_flow.samverkan.events import RapporteraAvvikelse

DECLINED_IN_TIME = Message("avvikelse.avbojde_i_tid")
NOT_REGISTERED = Message("avvikelse.inte_inskriven")
NOT_SAID = Message("avvikelse.individen_har_inte_sagt")


report_is_complete = complete_under("FM-AVVIK-2")
recipient_may_know = recipient_under("FM-SAMTYCKE-2")


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
    if not_registered(facts, event.part):
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


def not_registered(facts: Facts, unit: str) -> bool:
    """Whether it is Arbetsförmedlingen, and the person isn't registered there."""
    return party_of(unit) == AF and facts.condition(unit, "PR-AF-4") is NO


@guard("FM-AVVIK-5", reads=("atgard", "skal_kod"))
def declined_by_the_individual(facts: Facts, event: EjGenomfordAtgard, rules: Rules) -> Findings:
    """That the individual declined counts once the individual has said so; till then a note, and nobody asks twice."""
    if event.skal_kod != "individen_avstod" or facts.has_declined(event.atgard):
        return ()
    return (at_most(Severity.NOTE, missing("FM-AVVIK-5", NOT_SAID)),)
