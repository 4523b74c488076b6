"""What a summons must say, and to whom: guards, made for a routine's norms and for whoever calls in it."""

from __future__ import annotations

from flerpart_flow.engine.definition.guards import Guard, guard
from flerpart_flow.engine.rules.findings import Findings, Message, RoleName, at_most, missing, unknown
from flerpart_flow.engine.rules.norms import Severity
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.values.ternary import NO, UNKNOWN, YES
from flerpart_flow.samverkan.actors import is_outsider, is_relative, is_unit
from flerpart_flow.samverkan.content import lacks
from flerpart_flow.samverkan.facts import MeetingFacts, SharedFacts
from flerpart_flow.samverkan.kallelse.events import BokaOm, Kalla
from flerpart_flow.samverkan.kallelse.span import span
from flerpart_flow.samverkan.mote.number import WRONG_MEETING, number_of_next
from flerpart_flow.samverkan.samtycke.consent import covered

NOBODY = Message("kallelse.ingen_mottagare")
CHANNEL = Message("kallelse.kanal")
NO_PURPOSE = Message("kallelse.syfte_saknas")
LIST_REFUSED = Message("kallelse.listan_inte_godkand")
LIST_UNKNOWN = Message("kallelse.listan_okand")
NOT_ASKED = Message("kallelse.hor_av_dig")
CHANGED_TIME = Message("kallelse.andrad_tid")


def channel_under(norm: str, by: RoleName) -> Guard[Kalla]:
    """A guard that somebody is called, by a channel that may carry a summons; ``by`` calls to it."""

    @guard(norm, reads=("till", "kanal"), about="till")
    def sent_by_letter(facts: SharedFacts, event: Kalla, rules: Rules) -> Findings:
        """Somebody is called, by letter or another channel that may carry a summons; never by e-mail (A30)."""
        if not event.till:
            yield missing(norm, NOBODY, cure_by=by, cure=Kalla)
        if event.kanal is not None and not rules.tables["kanal"][event.kanal].get("content"):
            fit = tuple(code for code, row in rules.tables["kanal"].items() if row.get("content"))
            yield missing(norm, CHANNEL, cure_by=by, cure=Kalla, about="kanal", channels=fit)

    return sent_by_letter


def covered_under(norm: str) -> Guard[Kalla]:
    """A guard that the consent covers the units that are called."""

    @guard(norm, reads=("till",))
    def recipients_are_covered(facts: SharedFacts, event: Kalla, rules: Rules) -> Findings:
        """Every unit called, and the one who calls, is covered by the consent; others by the individual's yes (A49)."""
        needing = tuple(one for one in (event.by, *event.till) if not is_relative(one) and not is_outsider(one))
        return covered(norm, facts.consent, needing, event.occurred_at)

    return recipients_are_covered


def time_and_place_under(norm: str, by: RoleName) -> Guard[Kalla]:
    """A guard that the summons says when and where; ``by`` calls to it."""

    @guard(norm, reads=("start", "slut", "plats"), about="start")
    def time_and_place(facts: SharedFacts, event: Kalla, rules: Rules) -> Findings:
        """The summons gives date, time and place."""
        for field in ("start", "plats"):
            if getattr(event, field) is None:
                yield lacks(event, field, norm, by)
        yield from span(event, norm, by)

    return time_and_place


def purpose_under(norm: str, by: RoleName) -> Guard[Kalla]:
    """A guard that each that is called is told why; ``by`` calls to it."""

    @guard(norm, reads=("till", "syfte"), about="syfte")
    def purpose_for_each(facts: SharedFacts, event: Kalla, rules: Rules) -> Findings:
        """The summons gives each unit and outsider called a purpose: why just they are wanted.

        One for whom there is no topic gets none: time and place, and no more (A49).
        """
        given = {actor for actor, _ in event.syfte}
        topics_of = facts.consent.topics_of if facts.consent is not None else lambda actor: frozenset({actor})
        wanted = (one for one in event.till if (is_unit(one) or is_outsider(one)) and topics_of(one))
        without = tuple(one for one in wanted if one not in given)
        if not without:
            return ()
        return (missing(norm, NO_PURPOSE, cure_by=by, cure=Kalla, units=without),)

    return purpose_for_each


def contact_under(norm: str, by: RoleName) -> Guard[Kalla]:
    """A guard that the summons says whom to ask; ``by`` calls to it."""

    @guard(norm, reads=("kontakt",))
    def contact_details(facts: SharedFacts, event: Kalla, rules: Rules) -> Findings:
        """The summons gives the convener's contact details."""
        return () if event.kontakt else (lacks(event, "kontakt", norm, by),)

    return contact_details


def functions_under(norm: str, by: RoleName) -> Guard[Kalla]:
    """A guard that the summons says which functions are invited; ``by`` calls to it."""

    @guard(norm, reads=("inbjudna", "lista_godkand"), about="lista_godkand")
    def invited_by_function(facts: SharedFacts, event: Kalla, rules: Rules) -> Findings:
        """The summons says who is invited, by function; the individual has approved that list (A41)."""
        if not event.inbjudna:
            yield lacks(event, "inbjudna", norm, by)
        elif event.lista_godkand is NO:
            yield at_most(Severity.WARN, missing(norm, LIST_REFUSED, cure_by=by, cure=Kalla))
        elif event.lista_godkand is UNKNOWN:
            yield at_most(Severity.WARN, unknown(norm, LIST_UNKNOWN, cure_by=by, cure=Kalla))

    return invited_by_function


def asks_under(norm: str, by: RoleName) -> Guard[Kalla]:
    """A guard that the summons asks to be told if the time does not suit; ``by`` calls to it."""

    @guard(norm, reads=("hor_av_dig",))
    def asks_to_hear(facts: SharedFacts, event: Kalla, rules: Rules) -> Findings:
        """The summons asks those for whom the time doesn't suit to say so promptly."""
        if event.hor_av_dig is YES:
            return ()
        return (missing(norm, NOT_ASKED, cure_by=by, cure=Kalla),)

    return asks_to_hear


def that_meeting_under(norm: str, by: RoleName) -> Guard[Kalla]:
    """A guard that it is the meeting booked now, or the next; ``by`` calls to it."""

    @guard(norm, reads=("mote", "start"), about="mote")
    def the_next_meeting(facts: MeetingFacts, event: Kalla, rules: Rules) -> Findings:
        """The summons concerns the meeting booked now, at its time, or the next in number."""
        number = number_of_next(facts)
        if event.mote not in (None, number):
            yield missing(norm, WRONG_MEETING, cure_by=by, cure=Kalla, number=number)
        booked = facts.meeting.start if facts.meeting else None
        if booked is not None and event.start is not None and event.start != booked:
            yield missing(norm, CHANGED_TIME, cure_by=by, cure=BokaOm, about="start", time=booked)

    return the_next_meeting
