"""Nothing is owed that has lost its ground, whatever was done before: asked of the walker's cases at every act.

A story shows one way to lose it; the walker finds the others. Told from the facts that a duty goes by, not by its spec.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import pytest

from flerpart_flow import NO, ROUTINES
from flerpart_flow.engine.judging.case import Case
from flerpart_flow.proof.walk import Walker
from flerpart_flow.routines.flerpartsmote import roles
from flerpart_flow.samverkan.actors import is_unit
from flerpart_flow.samverkan.word.said import is_refused
from tests.soak.begun import BEGUN

ALONE: Final = {one.code: one for one in (roles.chair, roles.initiator, roles.convener, roles.caller_or_chair)}
"""The roles that somebody has alone; of a meeting's chair only while one goes on."""
ACTS: Final = {"flerpartsmote": 900, "ung_intro": 400}


def without_ground(case: Case) -> Iterator[tuple[str, str]]:
    """Each duty that stands open, and isn't at rest, with what it lacks."""
    facts: Any = case.facts
    specs = {one.name: one for one in case.routine.duties}
    rests_on = facts.chair if case.routine.name == "flerpartsmote" else facts.carrier()
    for entry in case.state.ledger.open:
        spec, owed = specs[entry.duty], entry.owed
        if entry.duty == "ge_neutralt_besked" and not _waits(facts, owed):
            yield entry.duty, "somebody who waits to hear it, so that it can be given"
        if entry.held_since is not None or spec.survives_end:
            continue
        for actor in (owed.bearer, owed.counterpart):
            if spec.between_parties and facts.consent is not None and is_unit(actor or "individ") and actor != rests_on:
                if not facts.consent.covers(actor):
                    yield entry.duty, "one that the consent covers"
                if is_refused(facts.said, actor or ""):
                    yield entry.duty, "one that the individual hasn't said no to"
        if case.routine.name == "flerpartsmote":
            yield from _of_a_meeting(case, spec, owed)


def _waits(facts: Any, owed: Any) -> bool:
    waiting = facts.cancelled.waiting if facts.cancelled is not None else ()
    return any(one.actor == owed.counterpart and one.number >= owed.about for one in waiting)


def _of_a_meeting(case: Case, spec: Any, owed: Any) -> Iterator[tuple[str, str]]:
    facts: Any = case.facts
    role = ALONE.get(spec.bearer)
    if spec.bearer == roles.meeting_chair.code and facts.meeting is not None:
        role = roles.meeting_chair
    if role is not None and owed.bearer not in role.holders(facts, case.rules):
        yield spec.name, "the role that it is owed in"
    booked = facts.meeting is not None or facts.follow_up is not None
    if spec.name in ("svara_pa_fraga", "bekrafta_kallelse", "forbereda_sig") and not booked:
        yield spec.name, "a meeting"
    if spec.name in ("kalla", "kontakta_regionen") and owed.counterpart not in facts.wanted():
        yield spec.name, "the individual's yes"
    if spec.name == "boka_tid" and facts.region_contact is None:
        yield spec.name, "a contact"
    if spec.name == "halla_uppfoljning" and facts.current is None:
        yield spec.name, "a plan"


def owed_by_nobody(case: Case) -> Iterator[tuple[str, str]]:
    """What somebody has to owe in åtgärder: a follow-up, or its booking, and each measure to those who approved it."""
    facts: Any = case.facts
    if case.routine.name != "flerpartsmote" or case.phase != "atgarder" or facts.consent is None:
        return
    entries = case.state.ledger.open
    if facts.need_remains is not NO and not {"halla_uppfoljning", "boka_uppfoljning"} & {one.duty for one in entries}:
        yield "halla_uppfoljning", "somebody who owes it"
    borne = {(one.owed.bearer, one.owed.about) for one in entries if one.duty == "genomfora_atgard"}
    for unit in filter(is_unit, facts.current.approvals):
        if facts.consent.covers(unit) and not is_refused(facts.said, unit):
            for one in facts.current.plan.atgarder:
                to_do = facts.part_state(one.id, unit).name in ("DECIDED", "STARTED") and not facts.has_declined(one.id)
                if unit in one.ansvariga and one.id and to_do and (unit, one.id) not in borne:
                    yield "genomfora_atgard", "somebody who owes it"


@pytest.mark.parametrize("routine", sorted(ROUTINES))
def test_nothing_is_owed_without_its_ground_and_what_has_it_is_owed(routine: str) -> None:
    walker, acts = Walker(ROUTINES[routine], 4), 0
    for begun in BEGUN[routine]:
        walker.go_on_from(begun)
    for case in walker.cases():
        for act in case:
            if act.after is act.before:
                continue
            acts += 1
            lacking = [*without_ground(act.after), *owed_by_nobody(act.after)]
            assert not lacking, (lacking, [(one.name, one.by) for one in act.after.lines])
        if acts >= ACTS[routine]:
            return
