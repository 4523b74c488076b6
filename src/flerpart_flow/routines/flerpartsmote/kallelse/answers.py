"""What an answer holds for: the time, place, purpose and list of a summons, the day of a follow-up (reading A53)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from flerpart_flow.define import (
    Event,
    Findings,
    Message,
    Numbers,
    Ratta,
    Recording,
    Revise,
    Rules,
    Settle,
    Severity,
    at_most,
    guard,
    local_date,
    missing,
)
from flerpart_flow.routines.flerpartsmote.facts import Facts
from flerpart_flow.routines.flerpartsmote.role_names import RATTARE, SAMMANKALLANDE
from flerpart_flow.samverkan.events import RapporteraAvvikelse
from flerpart_flow.samverkan.kallelse.asked import asked_of, asked_when_said, begun, holds, recipient_of, summons_anew
from flerpart_flow.samverkan.kallelse.events import Avboj, Bekrafta, BokaOm, Kalla
from flerpart_flow.samverkan.plan.events import BokaUppfoljning

ANSWERS_FALL = Message("kallelse.svaren_faller")
FOLLOW_UP_MOVED = Message("kallelse.uppfoljningens_dag_andrad")
TOO_LATE_TO_MOVE = Message("kallelse.rattad_efter_starten")
ABSENCE_STAYS = Message("kallelse.uteblivandet_star_kvar")
OTHER_QUESTION = Message("kallelse.svar_pa_annat")


def answer_holds(facts: Facts, event: Bekrafta | Avboj) -> bool:
    """Whether the answer was given to what the summons asks now."""
    recipient = recipient_of(facts, event.by)
    if recipient is not None:
        return holds(recipient, event)
    booked = facts.follow_up
    return booked is None or event.day is None or booked.told in (None, event.day)


@guard("FM-KALLELSE-3", reads=("by", "mote"), most=Severity.WARN)
def answers_the_question(facts: Facts, event: Any, rules: Rules) -> Findings:
    """An answer to a summons that has been corrected since counts for nothing; it takes a new one."""
    if answer_holds(facts, event):
        return ()
    return (missing("FM-KALLELSE-3", OTHER_QUESTION, cure_by=event.by, cure=Bekrafta),)


@guard("FM-KALLELSE-3", "FM-KALLELSE-7", reads=("ror", "ratt"), about="ratt")
def answers_fall(facts: Facts, event: Ratta, rules: Rules) -> Findings:
    """A correction of what a summons or a booking asks is told of: the answers fall, and rebooking is the right way."""
    line = event.target
    if event.struck or not isinstance(line, (Kalla, BokaUppfoljning)):
        return
    new = event.corrected()
    known: Facts = event.now if event.now is not None else facts
    if new is None and _begun(line, event) and any(one.kind == "utebliven" for one in known.candidates):
        yield missing("FM-KALLELSE-7", ABSENCE_STAYS, cure_by=RATTARE, cure=RapporteraAvvikelse)
    if isinstance(line, Kalla) and isinstance(new, Kalla):
        yield from _summons_changes(facts, event, line, new)
    elif isinstance(line, BokaUppfoljning) and isinstance(new, BokaUppfoljning) and line.datum not in (None, new.datum):
        late = _begun(line, event)
        said = TOO_LATE_TO_MOVE if late else FOLLOW_UP_MOVED
        yield at_most(Severity.WARN, missing("FM-KALLELSE-7", said, cure_by=SAMMANKALLANDE, cure=Kalla))


def _summons_changes(facts: Facts, event: Ratta, line: Kalla, new: Kalla) -> Findings:
    changed = [one for one in line.till if asked_of(line, one).became(asked_of(new, one))]
    if not changed:
        return
    if _begun(line, event):
        yield at_most(Severity.WARN, missing("FM-KALLELSE-7", TOO_LATE_TO_MOVE, cure_by=SAMMANKALLANDE))
        return
    yield at_most(
        Severity.WARN,
        missing("FM-KALLELSE-3", ANSWERS_FALL, cure_by=SAMMANKALLANDE, cure=BokaOm, units=tuple(changed)),
    )


def _begun(line: Kalla | BokaUppfoljning, correction: Ratta) -> bool:
    """Whether the meeting's time had come when the correction was recorded."""
    if isinstance(line, Kalla):
        return begun(line, correction)
    day = line.asked or line.datum
    return day is not None and local_date(correction.recorded_at) >= day


def _answers(event: Any, recording: Recording) -> Any:
    facts: Facts = recording.before
    recipient = recipient_of(facts, event.by)
    booked = facts.follow_up
    return event.marked(
        asked=asked_when_said(recipient, event) if recipient is not None else None,
        day=booked.told if recipient is None and booked is not None else None,
    )


def _booking_anew(event: BokaUppfoljning, before: BokaUppfoljning, correction: Ratta, numbers: Numbers) -> Any:
    told = before.told or before.datum
    return event.marked(told=told, asked=(before.asked or before.datum) if _begun(before, correction) else event.datum)


SETTLES: Final[Mapping[type[Event], Settle]] = dict.fromkeys((Bekrafta, Avboj), _answers)
REVISES: Final[Mapping[type[Event], Revise]] = {Kalla: summons_anew, BokaUppfoljning: _booking_anew}
