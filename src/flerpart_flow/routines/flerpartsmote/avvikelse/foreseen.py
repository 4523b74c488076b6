"""What may turn out to be a deviation, told as soon as it is known; whether it is one a person judges (A29)."""

from __future__ import annotations

from flerpart_flow.define import Findings, Message, Rules, Severity, guard, missing
from flerpart_flow.routines.flerpartsmote.facts import Facts
from flerpart_flow.samverkan.actors import is_unit
from flerpart_flow.samverkan.mote.events import OppnaMote
from flerpart_flow.samverkan.mote.meeting import Reply

CONFIRMED_ABSENT = Message("avvikelse.bekraftade_inte_med")


@guard("FM-AVVIK-4", reads=("narvarande",), most=Severity.NOTE)
def those_who_confirmed_are_there(facts: Facts, event: OppnaMote, rules: Rules) -> Findings:
    """A unit that has confirmed and isn't there is told of at once; whether it is a deviation a person judges (A29).

    One that the individual has taken out of the consent, or said no to, is called no more.
    """
    called = facts.meeting.recipients if facts.meeting is not None else ()
    confirmed = (one.actor for one in called if one.reply is Reply.CONFIRMED and is_unit(one.actor))
    absent = tuple(one for one in confirmed if one not in event.narvarande)
    return [missing("FM-AVVIK-4", CONFIRMED_ABSENT, units=absent)] if absent else []
