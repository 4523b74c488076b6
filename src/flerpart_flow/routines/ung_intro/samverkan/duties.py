"""What makes somebody owe collaboration once the support has started, and what meets it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from flerpart_flow.define import NO, YES, Event, Owed, Rules
from flerpart_flow.routines.ung_intro.behov.events import AngeVillkor
from flerpart_flow.routines.ung_intro.facts import CARE, UNG_INTRO, Facts
from flerpart_flow.routines.ung_intro.samverkan.events import BeOmKontakthjalp, GeKontakthjalp
from flerpart_flow.routines.ung_intro.start.events import Starta
from flerpart_flow.samverkan.actors import FK, INDIVID, REGION, is_of, is_unit, party_of
from flerpart_flow.samverkan.word.said import is_refused


def to_initiate(before: Facts, event: Starta, after: Facts, rules: Rules) -> Iterable[Owed]:
    """When care referred; one that was initiated already, or has led to a plan, needs no other."""
    shown = after.initiated or after.plans
    return (Owed(event.by, INDIVID),) if after.way == CARE and not shown else ()


def to_coordinate(before: Facts, event: Starta, after: Facts, rules: Rules) -> Iterable[Owed]:
    """Unless there is a plan, which coordinates."""
    return () if after.plans else (Owed(event.by, INDIVID),)


def to_coordinate_again(before: Facts, event: Event, after: Facts, rules: Rules) -> Iterable[Owed]:
    """The coordinator that was agreed on takes no part any more: Ung Intro answers for coordination (UI-ANSVAR-5).

    Also where nothing goes on without a consent: what is owed then waits for the next one.
    """
    lost = _agreed(before) is not None and _agreed(after) is None
    if not lost or not after.started or after.plans:
        return ()
    return (Owed(UNG_INTRO, INDIVID),)


def _agreed(facts: Facts) -> str | None:
    """The coordinator that was agreed on, if the consent in force and the individual's word leave it so."""
    other, consent = facts.coordinator, facts.consent
    if other is None or is_refused(facts.said, other) or (consent is not None and not consent.covers(other)):
        return None
    return other


def _taking_part_in(facts: Facts) -> tuple[str, ...]:
    """The units apart from Ung Intro that the consent covers, or did before a pause, and nobody said no to (A50)."""
    units = facts.rested if facts.consent is None else facts.consent.units
    others = sorted(one for one in units - facts.left if is_unit(one) and not is_of(one, UNG_INTRO))
    return tuple(one for one in others if not is_refused(facts.said, one))


def _taking_part(wanted: Callable[[str], bool]) -> Callable[[Facts, Event, Facts, Rules], Iterable[Owed]]:
    """Those of the units taking part that are to work for coordination from the start, or since they were added.

    A pause adds nobody: what was met before it is met, the rest goes on with the next consent.
    """

    def opens(before: Facts, event: Event, after: Facts, rules: Rules) -> Iterable[Owed]:
        if not after.started or after.plans:
            return ()
        there = _taking_part_in(before) if before.started else ()
        return [Owed(one, INDIVID) for one in _taking_part_in(after) if wanted(one) and one not in there]

    return opens


to_coordinate_care = _taking_part(lambda unit: party_of(unit) == REGION)
to_coordinate_insurance = _taking_part(lambda unit: is_of(unit, FK))
to_work_for_it = _taking_part(lambda unit: party_of(unit) != REGION and not is_of(unit, FK))


def to_plan_jointly(before: Facts, event: Event, after: Facts, rules: Rules) -> Iterable[Owed]:
    """Once all is so: in the strengthened cooperation, in Ung Intro, and Arbetsförmedlingen takes part."""
    unit = after.employment()
    if unit is None or after.joint_plan or _plans_jointly(before) or not _plans_jointly(after):
        return ()
    return (Owed(unit, UNG_INTRO),)


def _plans_jointly(facts: Facts) -> bool:
    together = facts.started and facts.in_strengthened_cooperation() is YES
    unit = facts.employment()
    return together and unit is not None and not is_refused(facts.said, unit)


def not_in_it(facts: Facts, event: AngeVillkor, owed: Owed) -> bool:
    """The person isn't in the strengthened cooperation after all."""
    return facts.in_strengthened_cooperation() is NO


def to_help(before: Facts, event: BeOmKontakthjalp, after: Facts, rules: Rules) -> Iterable[Owed]:
    """The unit that is asked owes its help to the one that asks."""
    return (Owed(event.till, event.by),) if event.till is not None else ()


def helps(facts: Facts, event: GeKontakthjalp, owed: Owed) -> bool:
    """The one that was asked helps the one that asked, if it says whom."""
    return event.by == owed.bearer and event.till in (None, owed.counterpart)
