"""Who may do what. The library checks roles, not identities."""

from __future__ import annotations

from typing import Any

from flerpart_flow.define import Role, Rules
from flerpart_flow.routines.flerpartsmote.facts import Facts, convener_of
from flerpart_flow.routines.flerpartsmote.kallelse.attending import (
    answers_a_summons,
    asked_for_a_time,
    attends,
    who_will_attend,
)
from flerpart_flow.routines.flerpartsmote.mote.succession import may_succeed, successors
from flerpart_flow.routines.flerpartsmote.role_names import (
    DOKUMENTERARE,
    INITIATIVTAGARE,
    ORDFORANDE,
    RATTARE,
    SAMMANKALLANDE,
    TIDSGIVARE,
)
from flerpart_flow.samverkan import roles as shared
from flerpart_flow.samverkan.actors import INDIVID, REGION, is_individual, is_representative, is_unit, party_of
from flerpart_flow.samverkan.mote import roles as mote
from flerpart_flow.samverkan.mote.roles import MOTESORDFORANDE
from flerpart_flow.samverkan.plan import roles as plan
from flerpart_flow.samverkan.plan.roles import ANSVARIG, GODKANNARE, with_measures
from flerpart_flow.samverkan.roles import held, one
from flerpart_flow.samverkan.word.said import may_protect, speaks


def _documenter(facts: Facts) -> str | None:
    """Outside a meeting, who was appointed last: for a text that the individual wants out (reading A52)."""
    return facts.meeting.documenter if facts.meeting else facts.documenter


def _callers(facts: Facts, rules: Rules) -> tuple[str, ...]:
    sent = facts.meeting or facts.cancelled
    return tuple(dict.fromkeys(held(sent.caller if sent else None, facts.chair)))


def _recipients(facts: Facts, rules: Rules) -> tuple[str, ...]:
    if facts.meeting is None:
        told = facts.follow_up
        return tuple(sorted(told.informed - {told.convener})) if told else ()
    return tuple(one.actor for one in facts.meeting.recipients)


def _is_recipient(facts: Facts, event: Any, rules: Rules) -> bool:
    return answers_a_summons(facts, event.by)


def _declines(facts: Facts, event: Any, rules: Rules) -> bool:
    return answers_a_summons(facts, event.by) or event.by in asked_for_a_time(facts)


def _region_units(facts: Facts) -> tuple[str, ...]:
    return tuple(one for one in facts.wanted() if party_of(one) == REGION)


def _gives_time(facts: Facts, event: Any, rules: Rules) -> bool:
    if facts.with_region():
        return event.by in _region_units(facts)
    return bool(event.by == convener_of(facts))


def _closes(facts: Facts, event: Any, rules: Rules) -> bool:
    return bool(event.by == facts.chair) or (speaks(facts, event.by) and event.skal_kod == "individens_onskan")


def _corrects(facts: Facts, event: Any, rules: Rules) -> bool:
    if is_individual(event.by) and event.target is not None and not is_individual(event.target.by):
        return False  # the individual's side corrects its own lines (A51)
    if event.by == INDIVID:
        return True  # whichever unit writes it down
    if event.recorder == facts.chair or event.target is None:
        return True  # a missing target is asked for by its own guard
    return bool(event.recorder == event.target.recorder)


any_unit = shared.any_unit("FM-ANSVAR-2")
individual = shared.individual
protects = shared.protects
individual_or_unit = shared.individual_or_unit("FM-ANSVAR-2")
initiator = one(INITIATIVTAGARE, "FM-FORBEREDELSE-1", lambda facts: facts.initiator)
chair = one(ORDFORANDE, "FM-ROLL-2", lambda facts: facts.chair)
convener = one(SAMMANKALLANDE, "FM-KALLELSE-1", convener_of)
meeting_chair = mote.meeting_chair(MOTESORDFORANDE, "FM-ROLL-2")
documenter = one(DOKUMENTERARE, "FM-ROLL-3", _documenter)
named_chair = Role(
    "utsedd_ordforande",
    "FM-ROLL-2",
    lambda facts, event, rules: event.by == facts.chair_offered or may_succeed(facts, event.by),
    lambda facts, rules: tuple(dict.fromkeys((*held(facts.chair_offered), *successors(facts)))),
)
covered_unit = shared.covered_unit("FM-SAMTYCKE-2")
recipient = Role("kallad", "FM-KALLELSE-3", _is_recipient, _recipients)
asker = Role(
    "kallad_eller_ombud",
    "FM-KALLELSE-4",
    lambda facts, event, rules: (
        answers_a_summons(facts, event.by) or (is_representative(event.by) and may_protect(facts, event.by))
    ),
    _recipients,
)
decliner = Role(
    "kallad_eller_regionen",
    "FM-KALLELSE-11",
    _declines,
    lambda facts, rules: tuple(dict.fromkeys((*_recipients(facts, rules), *sorted(asked_for_a_time(facts))))),
)
attender = Role(
    "deltagare",
    "FM-FORBEREDELSE-10",
    lambda facts, event, rules: attends(facts, event.by),
    lambda facts, rules: tuple(sorted(who_will_attend(facts))),
)
caller_or_chair = Role(
    "kallande_eller_ordforande",
    "FF-MOTE-2",
    lambda facts, event, rules: event.by in _callers(facts, rules),
    _callers,
)
individual_or_chair = Role(
    "individ_eller_ordforande",
    "PR-MALGRUPP-2",
    lambda facts, event, rules: speaks(facts, event.by) or event.by == facts.chair,
    lambda facts, rules: (INDIVID, *held(facts.chair)),
)
gives_time = Role(
    TIDSGIVARE,
    "FM-BOKNING-3",
    _gives_time,
    lambda facts, rules: _region_units(facts) if facts.with_region() else held(convener_of(facts)),
)
approver = plan.approver(GODKANNARE, "FM-ROLL-5")
responsible = plan.responsible(ANSVARIG, "FM-GENOMF-1")
unit_with_measure = Role(
    "enhet_med_atgard",
    "FM-GENOMF-2",
    lambda facts, event, rules: is_unit(event.by) and event.by in with_measures(facts, rules),
    lambda facts, rules: tuple(one for one in with_measures(facts, rules) if is_unit(one)),
)
closer = Role(
    "avslutare",
    "FF-AVSLUT-1",
    _closes,
    lambda facts, rules: (*held(facts.chair), INDIVID),
    asks=lambda facts, by, rules: by == facts.chair or speaks(facts, by),
)
corrector = Role(RATTARE, "FF-RATTELSE-2", _corrects, lambda facts, rules: held(facts.chair))
