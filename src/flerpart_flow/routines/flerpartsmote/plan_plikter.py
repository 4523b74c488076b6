"""Who owes what around a plan: summing up, handing out, booking the follow-up (FM-ROLL-4, -6, -7, -8)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flerpart_flow.define import NO, DutySpec, Event, Owed, Rules
from flerpart_flow.routines.flerpartsmote.facts import (
    Facts,
)
from flerpart_flow.routines.flerpartsmote.mote import AvbrytMote, AvslutaMote, OppnaMote
from flerpart_flow.routines.flerpartsmote.phases import A, M
from flerpart_flow.routines.flerpartsmote.plan import (
    BokaUppfoljning,
    DelaUtPlan,
    ErsattPlan,
    GodkannPlan,
    RevideraPlan,
    SammanfattaPlan,
    UpprattaPlan,
)
from flerpart_flow.samverkan.actors import INDIVID, is_individual, is_unit


def _chair_of(facts: Facts, event: Event) -> str:
    return (facts.meeting.chair if facts.meeting else None) or facts.chair or event.by


def _to_sum_up(before: Facts, event: Event, after: Facts, rules: Rules) -> Iterable[Owed]:
    return (Owed(_chair_of(after, event), None, after.versions),)


def _that_version(facts: Facts, event: SammanfattaPlan, owed: Owed) -> bool:
    return event.version in (None, owed.about)


def _newer_draft(facts: Facts, event: Event, owed: Owed) -> bool:
    return bool(facts.versions > owed.about)


def _became_approved(before: Facts, after: Facts) -> bool:
    old, new = before.current, after.current
    return new is not None and (old is None or old.number != new.number)


def _to_individual(before: Facts, event: Event, after: Facts, rules: Rules) -> Iterable[Owed]:
    if not _became_approved(before, after) or after.current is None:
        return ()
    return (Owed(after.chair or event.by, INDIVID, after.current.number),)


def _to_parties(before: Facts, event: Event, after: Facts, rules: Rules) -> Iterable[Owed]:
    if not _became_approved(before, after) or after.current is None:
        return ()
    units = after.current.required | after.current.plan.responsible() | frozenset(after.wanted())
    covers = after.consent.covers if after.consent else is_individual
    chair = after.chair or event.by
    to = sorted(one for one in units if is_unit(one) and covers(one) and one != chair)
    return [Owed(chair, one, after.current.number) for one in to]


def _is_handed_out(facts: Facts, event: DelaUtPlan, owed: Owed) -> bool:
    version = facts.version(event.version)
    return owed.counterpart in event.till and version is not None and version.number == owed.about


def _to_book(before: Facts, event: Event, after: Facts, rules: Rules) -> Iterable[Owed]:
    needed = _became_approved(before, after) and after.follow_up is None
    return (Owed(after.chair or event.by),) if needed else ()


def _is_booked(facts: Facts, event: BokaUppfoljning, owed: Owed) -> bool:
    return facts.follow_up is not None


def _always(facts: Facts, event: Any, owed: Owed) -> bool:
    return True


def _interrupted(facts: Facts, event: Any, owed: Owed) -> bool:
    return facts.meeting is None


def _to_book_at_follow_up(before: Facts, event: OppnaMote, after: Facts, rules: Rules) -> Iterable[Owed]:
    """A follow-up is followed up in its turn, unless the need is found gone."""
    return (Owed(after.chair or event.by),) if after.meeting is not None and after.meeting.followup else ()


def _need_is_gone(facts: Facts, event: Event, owed: Owed) -> bool:
    return facts.need_remains is NO


def duties(pauses: tuple[type[Event], ...], judging: type[Event]) -> tuple[DutySpec, ...]:
    """Summing up, handing out and booking the follow-up (FM-ROLL-4, -6, -7, -8).

    ``pauses`` are the events that may interrupt the meeting; ``judging`` finds whether coordination is still needed.
    """
    drafts = (UpprattaPlan, RevideraPlan, ErsattPlan)
    over = (AvslutaMote, AvbrytMote)
    return (
        DutySpec(
            name="sammanfatta_plan",
            bearer="motesordforande",
            phase=M,
            norms=("FM-ROLL-4",),
            opens=dict.fromkeys(drafts, _to_sum_up),
            meets={SammanfattaPlan: _that_version},
            lapses={
                **dict.fromkeys(drafts, _newer_draft),
                **dict.fromkeys(over, _always),
                **dict.fromkeys(pauses, _interrupted),
            },
        ),
        DutySpec(
            name="dela_ut_plan_till_individen",
            bearer="ordforande",
            phase=A,
            norms=("FM-ROLL-6",),
            opens={GodkannPlan: _to_individual},
            meets={DelaUtPlan: _is_handed_out},
            threshold="distribute_workdays",
            survives_end=True,
        ),
        DutySpec(
            name="dela_ut_plan",
            bearer="ordforande",
            phase=A,
            norms=("FM-ROLL-6",),
            opens={GodkannPlan: _to_parties},
            meets={DelaUtPlan: _is_handed_out},
            threshold="distribute_workdays",
            between_parties=True,
        ),
        DutySpec(
            name="boka_uppfoljning",
            bearer="ordforande",
            phase=M,
            norms=("FM-ROLL-7", "FM-ROLL-8"),
            opens={GodkannPlan: _to_book, OppnaMote: _to_book_at_follow_up},
            meets={BokaUppfoljning: _is_booked},
            lapses={judging: _need_is_gone},
            between_parties=True,
        ),
    )
