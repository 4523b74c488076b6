"""Who chairs, who takes over the chair, and who documents (FM-ROLL-2, FM-ROLL-3, A13)."""

from __future__ import annotations

from typing import Final

from flerpart_flow.define import Findings, Message, Rules, guard, missing
from flerpart_flow.routines.flerpartsmote.facts import Facts
from flerpart_flow.routines.flerpartsmote.mote.succession import may_succeed
from flerpart_flow.routines.flerpartsmote.parameters import CHAIR_MAY_DOCUMENT
from flerpart_flow.routines.flerpartsmote.role_names import ORDFORANDE
from flerpart_flow.samverkan.actors import INDIVID
from flerpart_flow.samverkan.content import lacks
from flerpart_flow.samverkan.events import UtokaSamtycke
from flerpart_flow.samverkan.mote.events import (
    AndraNarvaro,
    GodtaOrdforande,
    OverlamnaOrdforande,
    UtseDokumenterare,
)
from flerpart_flow.samverkan.mote.guards import chaired_under
from flerpart_flow.samverkan.samtycke.consent import contact, covered, in_force

NOT_PRESENT = Message("mote.inte_narvarande")
NOT_STAFF = Message("mote.inte_personal")
CHAIR_DOCUMENTS = Message("mote.ordforanden_dokumenterar")
TOO_LATE = Message("mote.godtar_for_sent")
NOBODY_NAMED = Message("mote.ingen_utsedd")


chaired_by_its_chair: Final = chaired_under("FM-ROLL-2")


@guard("FM-ROLL-3", reads=("vem",))
def documenter_is_staff_at_the_meeting(facts: Facts, event: UtseDokumenterare, rules: Rules) -> Findings:
    """The one appointed is there and covered by the consent; the chair too, where the rules allow it (A13)."""
    if event.vem is None:
        return (lacks(event, "vem", "FM-ROLL-3"),)
    if facts.meeting is None or event.vem not in facts.meeting.present:
        return (missing("FM-ROLL-3", NOT_PRESENT, cure_by=event.by, cure=AndraNarvaro, unit=event.vem),)
    if facts.consent is None or not facts.consent.covers(event.vem):
        return (missing("FM-ROLL-3", NOT_STAFF, cure_by=INDIVID, cure=UtokaSamtycke, unit=event.vem),)
    if event.vem == facts.meeting.chair and not rules.value(CHAIR_MAY_DOCUMENT):
        return (missing("FM-ROLL-3", CHAIR_DOCUMENTS, cure_by=event.by, cure=UtseDokumenterare),)
    return ()


@guard("FM-ROLL-2", reads=("till",))
def hands_over_to_a_unit(facts: Facts, event: OverlamnaOrdforande, rules: Rules) -> Findings:
    """The hand-over names another unit."""
    if event.till is not None and event.till != facts.chair:
        return ()
    return (missing("FM-ROLL-2", NOBODY_NAMED, cure_by=event.by, cure=OverlamnaOrdforande),)


@guard("FM-ROLL-2", reads=("by",))
def chair_has_not_acted_since(facts: Facts, event: GodtaOrdforande, rules: Rules) -> Findings:
    """An acceptance that is recorded late moves no chair that has acted since, nor one taken by another (A54)."""
    if not event.too_late:
        return ()
    return (missing("FM-ROLL-2", TOO_LATE, cure_by=ORDFORANDE, cure=OverlamnaOrdforande),)


@guard("FM-SAMTYCKE-2", reads=("till",))
def chair_may_be_offered(facts: Facts, event: OverlamnaOrdforande, rules: Rules) -> Findings:
    """Offering the chair is a contact. To a unit that the individual has said yes to, and that the consent covers or
    that was named for the chair, nothing is disclosed, whoever offers it (A54).
    """
    if event.till is None:
        return ()
    if may_succeed(facts, event.till):  # a consent that has run out takes the yes along with it (A70)
        return () if facts.consent is None else in_force("FM-SAMTYCKE-2", facts.consent, event.occurred_at)
    return contact("FM-SAMTYCKE-2", facts.consent, event.by, (event.till,), event.occurred_at)


@guard("FM-SAMTYCKE-2", reads=("by",))
def new_chair_may_know(facts: Facts, event: GodtaOrdforande, rules: Rules) -> Findings:
    """The consent may have ended since the chair was offered; within the same unit none is needed (A7, A57).

    Who takes over a meeting, called to or going on, attends it, and so has to be covered. One that the individual has
    named for the chair takes it also without a consent, and is covered before it contacts anybody (A54).
    """
    if facts.meeting is not None:
        return covered("FM-SAMTYCKE-2", facts.consent, (event.by,), event.occurred_at)
    if may_succeed(facts, event.by):
        named = facts.consent is None
        return () if named else covered("FM-SAMTYCKE-2", facts.consent, (event.by,), event.occurred_at)
    return contact("FM-SAMTYCKE-2", facts.consent, facts.chair or event.by, (event.by,), event.occurred_at)
