"""What must hold for a meeting to open: guards, made for a routine's norms and for whoever calls in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from flerpart_flow.engine.definition.guards import Guard, Occasion, guard, state_guard
from flerpart_flow.engine.rules.findings import Findings, Message, RoleName, missing, unknown
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.values.clock import local_date
from flerpart_flow.engine.values.ternary import NO, UNKNOWN
from flerpart_flow.samverkan.actors import INDIVID, is_unit, parties_in
from flerpart_flow.samverkan.events import BestamDeltagare
from flerpart_flow.samverkan.facts import MeetingFacts
from flerpart_flow.samverkan.kallelse.events import BokaOm, Kalla
from flerpart_flow.samverkan.mote.events import AndraNarvaro, OppnaMote
from flerpart_flow.samverkan.parameters import MIN_PARTIES
from flerpart_flow.samverkan.samtycke.consent import covered
from flerpart_flow.samverkan.word.said import answer_on

NOT_BOOKED = Message("mote.inte_bokat")
ALONE = Message("mote.individen_inte_med")
OTHER_DAY = Message("mote.annan_dag")
FEW = Message("mote.for_fa_parter")
NOT_CHAIR = Message("mote.fel_ordforande")


def booked_under(norm: str, by: RoleName) -> Guard[Occasion]:
    """A guard that the meeting was called to; ``by`` calls."""

    @state_guard(norm)
    def meeting_is_booked(facts: MeetingFacts, occasion: Any, rules: Rules) -> Findings:
        """The meeting was called to."""
        if facts.meeting is not None and facts.meeting.opened_nr is None:
            return ()
        return (missing(norm, NOT_BOOKED, cure_by=by, cure=Kalla),)

    return meeting_is_booked


def individual_there_under(norm: str) -> Guard[OppnaMote]:
    """A guard that the individual is there."""

    @guard(norm, reads=("narvarande",))
    def individual_is_there(facts: MeetingFacts, event: OppnaMote, rules: Rules) -> Findings:
        """The individual is there, or has said not to want to be (A31)."""
        if INDIVID in event.narvarande:
            return ()
        wish = answer_on(facts.said, INDIVID)
        if wish is NO:
            return ()
        say = unknown if wish is UNKNOWN else missing
        return (say(norm, ALONE, cure_by=INDIVID, cure=BestamDeltagare),)

    return individual_is_there


def called_day(facts: MeetingFacts) -> date | None:
    """The day that the meeting was called for, if it was."""
    start = facts.meeting.start if facts.meeting is not None else None
    return None if start is None else local_date(start)


def its_day_under(norm: str, by: RoleName, day_of: Callable[[Any], date | None] = called_day) -> Guard[Occasion]:
    """A guard that the meeting opens on its day; ``day_of`` says which that is, ``by`` calls to another."""

    @state_guard(norm)
    def opens_on_its_day(facts: MeetingFacts, occasion: Occasion, rules: Rules) -> Findings:
        """The meeting opens on the day that it was called or booked for."""
        booked = day_of(facts)
        if booked is None or booked == local_date(occasion.occurred_at):
            return ()
        return (missing(norm, OTHER_DAY, cure_by=by, cure=BokaOm, day=booked),)

    return opens_on_its_day


def several_under(norm: str, by: RoleName) -> Guard[OppnaMote]:
    """A guard that enough organisations are there; ``by`` calls to another meeting."""

    @guard(norm, reads=("narvarande",))
    def several_parties_are_there(facts: MeetingFacts, event: OppnaMote, rules: Rules) -> Findings:
        """At least two organisations are there beside the individual (A32)."""
        least = rules.value(MIN_PARTIES)
        if len(parties_in(event.narvarande)) >= least:
            return ()
        return (missing(norm, FEW, cure_by=by, cure=BokaOm, least=least),)

    return several_parties_are_there


def chaired_under(norm: str) -> Guard[OppnaMote]:
    """A guard that the one who opens the meeting chairs it."""

    @guard(norm, reads=("ordforande", "narvarande", "by"), about="ordforande")
    def chaired_by_its_chair(facts: MeetingFacts, event: OppnaMote, rules: Rules) -> Findings:
        """The one who opens the meeting chairs it and is there."""
        if event.ordforande not in (None, event.by) or event.by not in event.narvarande:
            return (missing(norm, NOT_CHAIR, cure_by=event.by, cure=OppnaMote, unit=event.by),)
        return ()

    return chaired_by_its_chair


def present_under(norm: str) -> Guard[OppnaMote]:
    """A guard that the consent covers the units that are there."""

    @guard(norm, reads=("narvarande",))
    def those_there_are_covered(facts: MeetingFacts, event: OppnaMote, rules: Rules) -> Findings:
        """Listening is receiving: the consent covers every unit that is there."""
        return covered(norm, facts.consent, [one for one in event.narvarande if is_unit(one)], event.occurred_at)

    return those_there_are_covered


def arriving_under(norm: str) -> Guard[AndraNarvaro]:
    """A guard that the consent covers the units that come later."""

    @guard(norm, reads=("anlant",))
    def those_coming_are_covered(facts: MeetingFacts, event: AndraNarvaro, rules: Rules) -> Findings:
        """Listening is receiving: the consent covers every unit that comes."""
        return covered(norm, facts.consent, [one for one in event.anlant if is_unit(one)], event.occurred_at)

    return those_coming_are_covered
