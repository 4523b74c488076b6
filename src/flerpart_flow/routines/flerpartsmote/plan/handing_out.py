"""To whom a plan may be handed out (FM-ROLL-5, FM-ROLL-6)."""

from __future__ import annotations

from flerpart_flow.define import Finding, Findings, Message, Rules, guard, missing
from flerpart_flow.routines.flerpartsmote.facts import Facts
from flerpart_flow.routines.flerpartsmote.role_names import DOKUMENTERARE, ORDFORANDE
from flerpart_flow.samverkan.actors import INDIVID, is_individual, is_unit
from flerpart_flow.samverkan.mote.roles import MOTESORDFORANDE
from flerpart_flow.samverkan.plan.answering import UNKNOWN_VERSION
from flerpart_flow.samverkan.plan.events import DelaUtPlan, GodkannPlan, SammanfattaPlan, UpprattaPlan
from flerpart_flow.samverkan.plan.version import Version
from flerpart_flow.samverkan.plan.versions import pointed_at
from flerpart_flow.samverkan.samtycke.consent import covered, some_topic

NOT_APPROVED = Message("plan.inte_godkand")
UNWANTED = Message("plan.text_ska_bort")
NO_RECIPIENT = Message("plan.ingen_mottagare")
NOT_A_PARTY = Message("plan.inte_part")
ONLY_INDIVIDUAL = Message("plan.bara_individen")


@guard(
    "FM-ROLL-5",
    "FM-ROLL-6",
    "FM-SAMTYCKE-2",
    "FF-INNEHALL-1",
    reads=("version", "innehall", "till"),
    about="till",
    own_copy=True,
)
def plan_may_be_handed_out(facts: Facts, event: DelaUtPlan, rules: Rules) -> Findings:
    """The individual always gets a copy; a party when the version is approved and the consent covers it."""
    version = pointed_at(facts, event)
    if version is None and facts.versions:
        yield missing(
            "FF-INNEHALL-1",
            UNKNOWN_VERSION,
            cure_by=ORDFORANDE,
            cure=DelaUtPlan,
            about="version",
            number=facts.versions,
        )
    if not event.till:
        yield missing("FM-ROLL-6", NO_RECIPIENT, cure_by=event.by, cure=DelaUtPlan)
    others = tuple(one for one in event.till if not is_individual(one))
    outside = tuple(one for one in others if not is_unit(one))
    if outside:
        yield missing("FM-ROLL-6", NOT_A_PARTY, cure_by=event.by, cure=DelaUtPlan, units=outside)
    if others and version is not None and not version.approved:
        yield _not_approved(version)
    if others and version is not None and version.unwanted:
        yield missing(
            "FM-ROLL-5", UNWANTED, cure_by=DOKUMENTERARE, cure=UpprattaPlan, about="version", number=version.number
        )
    if others:
        ends = (event.by, *(one for one in others if is_unit(one)))
        yield from covered("FM-SAMTYCKE-2", facts.consent, ends, event.occurred_at)
    if others:
        yield from some_topic("FM-SAMTYCKE-2", facts.consent)


def _not_approved(version: Version) -> Finding:
    """That a version isn't approved: by a unit that is asked for it, or else by the individual, whom nobody presses.

    Where the individual has said no there is nothing to approve (A69).
    """
    about, number = "version", version.number
    if version.unwanted:
        return missing("FM-ROLL-5", NOT_APPROVED, about=about, number=number)
    if not version.summed_up:
        return missing(
            "FM-ROLL-5", NOT_APPROVED, cure_by=MOTESORDFORANDE, cure=SammanfattaPlan, about=about, number=number
        )
    units = sorted(one for one in version.required - version.approvals if is_unit(one))
    by = units[0] if units else INDIVID
    return missing("FM-ROLL-5", NOT_APPROVED, cure_by=by, cure=GodkannPlan, about=about, number=number)


@guard("FM-ROLL-6", reads=("till",))
def only_to_the_individual(facts: Facts, event: DelaUtPlan, rules: Rules) -> Findings:
    """In this phase the plan goes to the individual alone."""
    others = tuple(one for one in event.till if not is_individual(one))
    return (missing("FM-ROLL-6", ONLY_INDIVIDUAL, cure_by=event.by, cure=DelaUtPlan, units=others),) if others else ()
