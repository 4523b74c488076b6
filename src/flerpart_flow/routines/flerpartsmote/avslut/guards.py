"""What must hold to close a case: the reason agrees with it, and care is taken (FF-AVSLUT)."""

from __future__ import annotations

from flerpart_flow.define import NO, YES, Findings, Message, Rules, Severity, guard, missing
from flerpart_flow.routines.flerpartsmote.behov.events import ErbjudMote
from flerpart_flow.routines.flerpartsmote.facts import Facts
from flerpart_flow.routines.flerpartsmote.role_names import INITIATIVTAGARE, ORDFORANDE
from flerpart_flow.samverkan.actors import is_individual
from flerpart_flow.samverkan.closing import has_a_true_reason, has_rested
from flerpart_flow.samverkan.events import Avsluta
from flerpart_flow.samverkan.mote.roles import MOTESORDFORANDE
from flerpart_flow.samverkan.uppfoljning.events import BedomSamordningsbehov

NEED_EXISTS = Message("avslut.behovet_bedomt_ja")
NOT_CONSULTED = Message("avslut.inget_samrad")
NOT_SHOWN = Message("avslut.inte_visat")
NEVER_OFFERED = Message("avslut.inget_erbjudande")


@guard("FF-AVSLUT-2", reads=("skal_kod",))
def reason_agrees(facts: Facts, event: Avsluta, rules: Rules) -> Findings:
    """There is a reason, and it agrees with the case: no withdrawal without one, no "no need" against a yes."""
    if lacking := has_a_true_reason("FF-AVSLUT-2", event, facts.consent, facts.withdrawn_at):
        return lacking
    if event.skal_kod == "inget_behov" and facts.need is not None and facts.need.coordination is YES:
        return (missing("FF-AVSLUT-2", NEED_EXISTS, cure_by=event.by, cure=Avsluta),)
    return ()


@guard("FF-AVSLUT-3", reads=("skal_kod", "samrad"), about="samrad")
def closed_with_care(facts: Facts, event: Avsluta, rules: Rules) -> Findings:
    """A need that is gone was shown at a follow-up and talked over; a paused case has rested as long as it may."""
    if event.skal_kod == "behov_upphort":
        if event.samrad is not YES:
            yield missing("FF-AVSLUT-3", NOT_CONSULTED, cure_by=ORDFORANDE, cure=Avsluta)
        if facts.need_remains is not NO:
            yield missing(
                "FF-AVSLUT-3", NOT_SHOWN, cure_by=MOTESORDFORANDE, cure=BedomSamordningsbehov, about="skal_kod"
            )
    yield from has_rested("FF-AVSLUT-3", event, facts.withdrawn_at, rules, ORDFORANDE)


@guard("FM-MALGRUPP-2", reads=("by", "skal_kod"), most=Severity.WARN)
def offered_where_needed(facts: Facts, event: Avsluta, rules: Rules) -> Findings:
    """Who needs coordination is offered a meeting before a unit closes, unless the individual has moved or died."""
    needed = facts.need is not None and facts.need.coordination is YES
    if is_individual(event.by) or event.skal_kod == "flytt_eller_dodsfall" or not needed or facts.offered:
        return ()
    return (missing("FM-MALGRUPP-2", NEVER_OFFERED, cure_by=INITIATIVTAGARE, cure=ErbjudMote),)
