"""What consent asks of an event: given, clear, in force, and covering both those who tell and those who are told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, TypeVar, overload

from flerpart_flow.define import (
    YES,
    Event,
    Findings,
    Guard,
    Message,
    Occasion,
    Ratta,
    Rules,
    Severity,
    guard,
    missing,
    state_guard,
)
from flerpart_flow.routines.ung_intro.facts import Facts
from flerpart_flow.routines.ung_intro.samtycke.enough import ends_a_pause
from flerpart_flow.samverkan.actors import INDIVID, is_individual, is_of, is_unit
from flerpart_flow.samverkan.events import GeSamtycke, Kontaktforsok, UtokaSamtycke
from flerpart_flow.samverkan.samtycke.consent import NOT_COVERED, ConsentNorms, covered, in_force, own_record
from flerpart_flow.samverkan.samtycke.guards import (
    acts_under,
    clear_under,
    holds_under,
    informed_under,
    told_under,
    unit_of,
    widened,
)
from flerpart_flow.samverkan.word.said import is_refused

NORM: Final = "UI-SAMTYCKE-1"
NORMS: Final = ConsentNorms(NORM, NORM, NORM, NORM)

RESTS_ON = Message("ung_intro.samtycket_racker_inte")
ONLY_THE_INDIVIDUAL = Message("ung_intro.bara_individen_far_veta")

E = TypeVar("E", bound=Event)

individual_is_informed = informed_under("FF-UI-SAMTYCKE-1")
consent_is_clear = clear_under(NORM)
consent_holds = holds_under(NORM)
acts_under_consent = acts_under(NORM)
may_be_told = told_under(NORMS)


def _always(facts: Facts, event: Event) -> bool:
    return True


@overload
def identifies(field: str) -> Guard[Event]: ...


@overload
def identifies(field: str, when: Callable[[Facts, E], bool]) -> Guard[E]: ...


def identifies(field: str, when: Callable[[Facts, E], bool] = _always) -> Guard[E]:
    """A guard on telling those whom a field names who the person is; ``when`` tells whether the event does that.

    The consent covers both ends, and the one who tells has obtained it: its own record (stricter than a mere contact,
    docs/decisions/0021).
    """

    @guard(NORM, reads=("by", field))
    def may_identify(facts: Facts, event: E, rules: Rules) -> Findings:
        """Whoever tells who the person is has its own consent, which covers those who learn it."""
        others = others_named(event, field)
        if not others or not when(facts, event):
            return ()
        return (*covered_between(facts, event, others), *own_record(NORM, facts.consent, event.by))

    return may_identify


def _named(value: str | Sequence[str | tuple[str, str]] | None) -> tuple[str, ...]:
    """Those whom a field names: one, several, or a text for each of several."""
    several = (value,) if isinstance(value, str) else value or ()
    return tuple(one if isinstance(one, str) else one[0] for one in several)


def others_named(event: Event, field: str) -> tuple[str, ...]:
    """Those named beside the individual and the very unit that acts: also another unit of its party (A33)."""
    return tuple(one for one in _named(getattr(event, field)) if not is_individual(one) and one != event.by)


def covered_between(facts: Facts, event: Event, others: tuple[str, ...]) -> Findings:
    """Nothing if the consent covers both ends. A party stands for the unit of it that the consent covers, if any."""
    known = tuple(unit_of(facts.consent, one) for one in others)
    ends = (event.by, *known) if is_unit(event.by) else known
    return covered(NORM, facts.consent, ends, event.occurred_at)


@guard(NORM, reads=("till",))
def contact_with_till(facts: Facts, event: Event, rules: Rules) -> Findings:
    """No other unit learns of the individual but under the consent, nor one of the same party (A7, A33)."""
    others = others_named(event, "till")
    return covered_between(facts, event, others) if others else ()


@guard(NORM, reads=("till", "avidentifierat"), about="till")
def contact_identifies_or_is_agreed_to(facts: Facts, event: Kontaktforsok, rules: Rules) -> Findings:
    """As any contact, save that one which doesn't say whom it concerns needs no consent (A56)."""
    return () if event.avidentifierat is YES else contact_with_till.check(facts, event, rules)


def somebody_covered(unit: str) -> Guard[Occasion]:
    """A guard that the consent covers a unit of this kind at all, which is known before anybody says which."""

    @state_guard(NORM)
    def such_a_unit_is_covered(facts: Facts, occasion: Occasion, rules: Rules) -> Findings:
        """Nobody may be asked whom the consent leaves out, or whom the individual has said no to (A50)."""
        if facts.consent is None:
            return ()  # another guard says so
        such = [one for one in facts.consent.units if is_of(one, unit)]
        taken_out = any(is_of(one, unit) for one in facts.consent.removed)
        if not such and not taken_out:
            return (missing(NORM, NOT_COVERED, cure_by=INDIVID, cure=UtokaSamtycke, units=(unit,)),)
        # nobody is asked to take in again whom they took out, nor to take back a no (A69)
        gone = not such or all(is_refused(facts.said, one) for one in such)
        return (missing(NORM, NOT_COVERED, units=(unit,)),) if gone else ()

    return such_a_unit_is_covered


@guard(NORM, reads=("by",))
def has_obtained_it(facts: Facts, event: Event, rules: Rules) -> Findings:
    """The one who tells others who the person is has its own record of the consent."""
    return own_record(NORM, facts.consent, event.by)


@guard("FF-UI-SAMTYCKE-2", reads=("enheter",), most=Severity.NOTE)
def enough_to_go_on(facts: Facts, event: GeSamtycke, rules: Rules) -> Findings:
    """A consent given in a pause is enough to end it; a note, since the individual decides whom it covers."""
    at_rest = facts.consent is None and facts.withdrawn_at is not None
    if not at_rest or not event.enheter or ends_a_pause(facts, frozenset(event.enheter), rules):
        return ()
    needed = facts.carrier() or ""
    return (missing("FF-UI-SAMTYCKE-2", RESTS_ON, cure_by=INDIVID, cure=GeSamtycke, unit=needed),)


@state_guard(NORM, most=Severity.NOTE)
def only_the_individual_is_told(facts: Facts, occasion: Occasion, rules: Rules) -> Findings:
    """Without a consent in force only the individual may be told, of their own; a note, since that needs none."""
    if not in_force(NORM, facts.consent, occasion.occurred_at):
        return ()
    return (missing(NORM, ONLY_THE_INDIVIDUAL, cure_by=INDIVID, cure=GeSamtycke),)


@guard(NORM, reads=("ror", "ratt"), about="ratt")
def correction_widens_nothing(facts: Facts, event: Ratta, rules: Rules) -> Findings:
    """A correction never gives a consent that the individual hasn't given: it only takes away."""
    return widened(NORM, facts.consent, event)
