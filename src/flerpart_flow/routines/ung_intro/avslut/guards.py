"""What ending is held to: a true reason, consultation, and the rest that a pause is given."""

from __future__ import annotations

from typing import Final

from flerpart_flow.define import YES, Event, Findings, Message, Rules, Severity, guard, missing
from flerpart_flow.routines.ung_intro.avslut.events import AvslutaEgenDel
from flerpart_flow.routines.ung_intro.facts import Facts
from flerpart_flow.routines.ung_intro.samtycke.guards import NORM
from flerpart_flow.samverkan.actors import is_individual
from flerpart_flow.samverkan.closing import has_a_true_reason, has_rested
from flerpart_flow.samverkan.events import Avsluta
from flerpart_flow.samverkan.parameters import PAUSED_CLOSE_AFTER_WEEKS
from flerpart_flow.samverkan.samtycke.consent import covered

NOT_CONSULTED = Message("avslut.inget_samrad")
OWN_PART_ALONE = Message("ung_intro.egen_del_utan_samrad")
REPLACES = Message("ung_intro.ersatter_inte")
NOT_STARTED = Message("ung_intro.samordning_har_inte_startat")

WARNS: Final = Severity.WARN
"""At most a warning, whatever an overlay says: a block would be a veto (UI-AVSLUT-2, UI-AVSLUT-4, A38)."""


@guard("UI-AVSLUT-3", reads=("samrad",), most=WARNS)
def ended_in_consultation(facts: Facts, event: AvslutaEgenDel, rules: Rules) -> Findings:
    """An organisation that ends its part ought to consult the individual and the other partners (A58)."""
    if event.samrad is YES or not _is_to_be_consulted(facts, event):
        return ()
    return (missing("UI-AVSLUT-3", OWN_PART_ALONE, cure_by=event.by, cure=AvslutaEgenDel),)


def _is_to_be_consulted(facts: Facts, event: Event) -> bool:
    """Whether the person was accepted, and a consent is in force: without one the partners aren't talked with."""
    return facts.admitted and facts.consent is not None and facts.consent.valid(event.occurred_at)


@guard("UI-GENOMF-3", reads=("skal_kod",), most=WARNS)
def ung_intro_replaces_nothing(facts: Facts, event: AvslutaEgenDel, rules: Rules) -> Findings:
    """Ung Intro complements what others do and takes nobody's place."""
    if event.skal_kod != "ersatts":
        return ()
    return (missing("UI-GENOMF-3", REPLACES, cure_by=event.by, cure=AvslutaEgenDel),)


@guard("FF-UI-AVSLUT-2", reads=("skal_kod",))
def reason_agrees(facts: Facts, event: Avsluta, rules: Rules) -> Findings:
    """There is a reason, and no withdrawal is given as one where there was none."""
    return has_a_true_reason("FF-UI-AVSLUT-2", event, facts.consent, facts.withdrawn_at)


@guard("UI-AVSLUT-1", reads=("skal_kod",))
def there_was_something_to_end(facts: Facts, event: Avsluta, rules: Rules) -> Findings:
    """Coordinated measures end when the need is gone; before the start nothing is coordinated."""
    if event.skal_kod != "behov_upphort" or facts.started:
        return ()
    return (missing("UI-AVSLUT-1", NOT_STARTED, cure_by=event.by, cure=Avsluta),)


@guard("UI-AVSLUT-3", reads=("by", "skal_kod", "samrad"), about="samrad", most=WARNS)
def closed_in_consultation(facts: Facts, event: Avsluta, rules: Rules) -> Findings:
    """Who was accepted is consulted, whatever the reason; the individual has nobody to consult (A58)."""
    died_or_moved = event.skal_kod == "flytt_eller_dodsfall"
    if event.samrad is YES or is_individual(event.by) or died_or_moved or not _is_to_be_consulted(facts, event):
        return ()
    return (missing("UI-AVSLUT-3", NOT_CONSULTED, cure_by=event.by, cure=Avsluta),)


@guard(NORM, reads=("by",))
def coordinator_is_covered(facts: Facts, event: Avsluta, rules: Rules) -> Findings:
    """A coordinator that was agreed on closes while the consent in force covers it; Ung Intro always may."""
    if event.by != facts.coordinator:
        return ()
    return covered(NORM, facts.consent, (event.by,), event.occurred_at)


def _if_cases_rest(rules: Rules) -> tuple[str, ...]:
    """The organisation's own norm on resting, off until it says for how long."""
    return ("FF-UI-AVSLUT-3",) if rules.value(PAUSED_CLOSE_AFTER_WEEKS) else ()


@guard("FF-UI-AVSLUT-3", reads=("by", "skal_kod"), under=_if_cases_rest)
def the_case_has_rested(facts: Facts, event: Avsluta, rules: Rules) -> Findings:
    """A paused case has rested as long as the organisation lets it."""
    return has_rested("FF-UI-AVSLUT-3", event, facts.withdrawn_at, rules, "avslutande")
