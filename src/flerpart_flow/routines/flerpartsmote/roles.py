"""Who may do what. The library checks roles, not identities."""

from __future__ import annotations

from typing import Any

from flerpart_flow.engine.routine import Role
from flerpart_flow.routines.flerpartsmote.facts import Facts, convener_of
from flerpart_flow.samverkan.actors import INDIVID, REGION, is_individual, is_unit, party_of

INDIVIDUALS_OWN = "FF-INDIVID-1"


def _held(*actors: str | None) -> tuple[str, ...]:
    return tuple(actor for actor in actors if actor is not None)


def _one(code: str, norm: str, holder: Any) -> Role:
    """A role that one actor holds, or nobody."""
    return Role(
        code,
        norm,
        lambda facts, event, rules: event.by == holder(facts),
        lambda facts, rules: _held(holder(facts)),
    )


def _chair_of_meeting(facts: Facts) -> str | None:
    return facts.meeting.chair if facts.meeting else None


def _documenter(facts: Facts) -> str | None:
    return facts.meeting.documenter if facts.meeting else None


def _covered_units(facts: Facts, rules: Any) -> tuple[str, ...]:
    return tuple(sorted(unit for unit in facts.consent.units if is_unit(unit))) if facts.consent else ()


def _callers(facts: Facts, rules: Any) -> tuple[str, ...]:
    sent = facts.meeting or facts.cancelled
    return tuple(dict.fromkeys(_held(sent.caller if sent else None, facts.chair)))


def _recipients(facts: Facts, rules: Any) -> tuple[str, ...]:
    if facts.meeting is None:
        told = facts.follow_up
        return tuple(sorted(told.informed - {INDIVID, told.convener})) if told else ()
    return tuple(one.actor for one in facts.meeting.recipients)


def _is_recipient(facts: Facts, event: Any, rules: Any) -> bool:
    if facts.meeting is not None:
        return facts.meeting.recipient(event.by) is not None
    return facts.follow_up is not None and event.by in facts.follow_up.informed - {facts.follow_up.convener}


def _region_units(facts: Facts) -> tuple[str, ...]:
    return tuple(one for one in facts.wanted() if is_unit(one) and party_of(one) == REGION)


def _gives_time(facts: Facts, event: Any, rules: Any) -> bool:
    if facts.with_region():
        return event.by in _region_units(facts)
    return bool(event.by == convener_of(facts))


def _with_measures(facts: Facts, rules: Any) -> tuple[str, ...]:
    return tuple(sorted(facts.current.plan.responsible())) if facts.current else ()


def _bound(facts: Facts, rules: Any) -> tuple[str, ...]:
    """Those with a measure who have approved the plan; to the others it is only a proposal (A14)."""
    approvals = facts.current.approvals if facts.current else frozenset[str]()
    return tuple(one for one in _with_measures(facts, rules) if one in approvals)


def approvers(facts: Facts, rules: Any) -> tuple[str, ...]:
    """The individual, the units at the meeting or whose approval it takes, and those with a measure."""
    version = facts.draft or facts.current
    named: set[str] = set()
    if version is not None:
        named = set(version.required | version.plan.responsible())
    if facts.meeting is not None:
        named |= facts.meeting.present
    return (INDIVID, *sorted(actor for actor in named if is_unit(actor)))


def _approves(facts: Facts, event: Any, rules: Any) -> bool:
    """Whether the one who acts is one of the approvers, told without naming them all."""
    by = event.by
    if not is_unit(by):
        return is_individual(by)
    version = facts.draft or facts.current
    if version is not None and (by in version.required or by in version.plan.responsible()):
        return True
    return facts.meeting is not None and by in facts.meeting.present


def _answers_for_it(facts: Facts, event: Any, rules: Any) -> bool:
    measure = facts.current.plan.measure(event.atgard) if facts.current else None
    if measure is None:
        return True  # which measure is asked for by its own guard
    return event.by in measure.ansvariga or (is_individual(event.by) and INDIVID in measure.ansvariga)


def _closes(facts: Facts, event: Any, rules: Any) -> bool:
    return bool(event.by == facts.chair) or (is_individual(event.by) and event.skal_kod == "individens_onskan")


def _corrects(facts: Facts, event: Any, rules: Any) -> bool:
    if event.recorder == facts.chair or event.target is None:
        return True  # a missing target is asked for by its own guard
    return bool(event.recorder == event.target.recorder)


any_unit = Role(
    "enhet", "FM-ANSVAR-2", lambda facts, event, rules: is_unit(event.by), lambda facts, rules: (), anybody=True
)
individual = Role(
    "individ",
    INDIVIDUALS_OWN,
    lambda facts, event, rules: is_individual(event.by),
    lambda facts, rules: (INDIVID,),
)
initiator = _one("initiativtagare", "FM-FORBEREDELSE-1", lambda facts: facts.initiator)
chair = _one("ordforande", "FM-ROLL-2", lambda facts: facts.chair)
convener = _one("sammankallande", "FM-KALLELSE-1", convener_of)
meeting_chair = _one("motesordforande", "FM-ROLL-2", _chair_of_meeting)
documenter = _one("dokumenterare", "FM-ROLL-3", _documenter)
named_chair = _one("utsedd_ordforande", "FM-ROLL-2", lambda facts: facts.chair_offered)
covered_unit = Role(
    "omfattad_enhet",
    "FM-SAMTYCKE-2",
    lambda facts, event, rules: facts.consent is not None and is_unit(event.by) and facts.consent.covers(event.by),
    _covered_units,
)
recipient = Role("kallad", "FM-KALLELSE-3", _is_recipient, _recipients)
caller_or_chair = Role(
    "kallande_eller_ordforande",
    "FF-MOTE-2",
    lambda facts, event, rules: event.by in _callers(facts, rules),
    _callers,
)
individual_or_chair = Role(
    "individ_eller_ordforande",
    "PR-MALGRUPP-2",
    lambda facts, event, rules: is_individual(event.by) or event.by == facts.chair,
    lambda facts, rules: (INDIVID, *_held(facts.chair)),
)
gives_time = Role(
    "tidsgivare",
    "FM-BOKNING-3",
    _gives_time,
    lambda facts, rules: _region_units(facts) if facts.with_region() else _held(convener_of(facts)),
)
approver = Role(
    "godkannare",
    "FM-ROLL-5",
    _approves,
    approvers,
)
responsible = Role("ansvarig", "FM-GENOMF-1", _answers_for_it, _bound)
unit_with_measure = Role(
    "enhet_med_atgard",
    "FM-GENOMF-2",
    lambda facts, event, rules: is_unit(event.by) and event.by in _with_measures(facts, rules),
    lambda facts, rules: tuple(one for one in _with_measures(facts, rules) if is_unit(one)),
)
closer = Role("avslutare", "FF-AVSLUT-1", _closes, lambda facts, rules: (*_held(facts.chair), INDIVID))
corrector = Role("rattare", "FF-RATTELSE-2", _corrects, lambda facts, rules: _held(facts.chair))
