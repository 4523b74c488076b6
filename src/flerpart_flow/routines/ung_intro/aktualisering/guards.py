"""What a referral is held to beside the target group: consent, the officer, the joint mapping."""

from __future__ import annotations

from flerpart_flow.define import NO, YES, Findings, Message, Occasion, Rules, guard, missing, state_guard, unknown
from flerpart_flow.routines.ung_intro.aktualisering.events import Aktualisera
from flerpart_flow.routines.ung_intro.facts import CARE, INSURANCE, UNG_INTRO, Facts
from flerpart_flow.routines.ung_intro.role_names import AKTUALISERANDE
from flerpart_flow.routines.ung_intro.samrad.events import ForDialogMedHandlaggare, KartlaggGemensamt
from flerpart_flow.routines.ung_intro.samtycke.guards import NORM
from flerpart_flow.samverkan.actors import FK
from flerpart_flow.samverkan.samtycke.consent import covered, own_record

OFFICER_NOT_HEARD = Message("ung_intro.handlaggaren_inte_hord")
NOT_MAPPED = Message("ung_intro.inte_kartlagt")
MAPPED_NO = Message("ung_intro.kartlaggningen_nej")


@state_guard("UI-AKT-5")
def care_has_heard_the_officer(facts: Facts, occasion: Occasion, rules: Rules) -> Findings:
    """Before care refers, it has talked with the officer who is responsible for the benefit."""
    if facts.way != CARE or facts.officer_heard:
        return ()
    return (missing("UI-AKT-5", OFFICER_NOT_HEARD, cure_by=AKTUALISERANDE, cure=ForDialogMedHandlaggare),)


@state_guard("UI-AKT-7")
def jointly_mapped(facts: Facts, occasion: Occasion, rules: Rules) -> Findings:
    """Before Försäkringskassan refers, a joint mapping has found that Ung Intro should be initiated."""
    if facts.way != INSURANCE or facts.mapped is YES:
        return ()
    if facts.mapped is NO:
        return (missing("UI-AKT-7", MAPPED_NO, cure_by=FK, cure=KartlaggGemensamt),)
    return (unknown("UI-AKT-7", NOT_MAPPED, cure_by=FK, cure=KartlaggGemensamt),)


@guard(NORM, reads=("by",))
def referred_under_consent(facts: Facts, event: Aktualisera, rules: Rules) -> Findings:
    """The referral tells Ung Intro who the person is: both units are covered, also of one municipality (A33)."""
    yield from covered(NORM, facts.consent, (event.by, UNG_INTRO), event.occurred_at)
    yield from own_record(NORM, facts.consent, event.by)
