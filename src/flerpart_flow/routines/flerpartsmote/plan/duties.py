"""When the chair owes a summing up, a copy of the plan and a follow-up, and when no more (FM-ROLL-4, -6, -7, -8)."""

from __future__ import annotations

from collections.abc import Iterable

from flerpart_flow.define import NO, Event, Owed, Rules
from flerpart_flow.routines.flerpartsmote.atgarder.duties import takes_part
from flerpart_flow.routines.flerpartsmote.facts import Facts
from flerpart_flow.samverkan.actors import INDIVID, is_unit
from flerpart_flow.samverkan.mote.events import OppnaMote
from flerpart_flow.samverkan.plan.approval import awaited
from flerpart_flow.samverkan.plan.events import BokaUppfoljning, DelaUtPlan, SammanfattaPlan
from flerpart_flow.samverkan.plan.versions import open_version, pointed_at


def _chair_of(facts: Facts, event: Event) -> str:
    return (facts.meeting.chair if facts.meeting else None) or facts.chair or event.by


def to_sum_up(before: Facts, event: Event, after: Facts, rules: Rules) -> Iterable[Owed]:
    """The chair of the meeting owes a summing up of the draft, unless it is summed up already."""
    if after.draft is None or after.draft.summed_up:
        return ()
    return (Owed(_chair_of(after, event), None, after.draft.number),)


def that_version(facts: Facts, event: SammanfattaPlan, owed: Owed) -> bool:
    """It is this version that is summed up: summing up the one in force leaves the draft as it was."""
    version = open_version(facts, event)
    return version is not None and version.number == owed.about


def newer_draft(facts: Facts, event: Event, owed: Owed) -> bool:
    """A newer draft has taken its place."""
    return facts.draft is None or facts.draft.number != owed.about


def answer_is_awaited(before: Facts, event: Event, after: Facts, rules: Rules) -> Iterable[Owed]:
    """The meeting is over and the plan that was summed up isn't in force: each whose answer is awaited owes one (A60).

    A yes or a no: nobody owes an approval. The individual owes nothing.
    """
    over = before.meeting is not None and before.meeting.opened_nr is not None and after.meeting is None
    if not over or after.draft is None:
        return ()
    return [Owed(one, None, after.draft.number) for one in awaited(after, after.draft) if is_unit(one)]


def no_longer_open(facts: Facts, event: Event, owed: Owed) -> bool:
    """The version is in force, or the one who owed an answer is absent from it by now."""
    return facts.draft is None or facts.draft.number != owed.about or owed.bearer not in facts.draft.required


def _became_approved(before: Facts, after: Facts) -> bool:
    old, new = before.current, after.current
    return new is not None and (old is None or old.number != new.number)


def to_individual(before: Facts, event: Event, after: Facts, rules: Rules) -> Iterable[Owed]:
    """A plan is approved: the chair owes the individual a copy."""
    if not _became_approved(before, after) or after.current is None:
        return ()
    return (Owed(after.chair or event.by, INDIVID, after.current.number),)


def to_parties(before: Facts, event: Event, after: Facts, rules: Rules) -> Iterable[Owed]:
    """A plan is approved: the chair owes a copy to each unit concerned that takes part."""
    if not _became_approved(before, after) or after.current is None:
        return ()
    chair = after.chair or event.by
    return [Owed(chair, one, after.current.number) for one in sorted(after.uncopied) if takes_part(after, one)]


def to_parties_again(before: Facts, event: Event, after: Facts, rules: Rules) -> Iterable[Owed]:
    """A unit takes part again that was said no to, or taken out, before it got its copy: it is owed it still (A50)."""
    if after.current is None or after.chair is None:
        return ()
    back = (one for one in sorted(after.uncopied) if takes_part(after, one) and not takes_part(before, one))
    return [Owed(after.chair, one, after.current.number) for one in back if one != after.chair]


def another_is_in_force(facts: Facts, event: Event, owed: Owed) -> bool:
    """Another version is in force: what is no longer needed to carry out the plan isn't passed on (FM-SAMTYCKE-3)."""
    return facts.current is not None and facts.current.number != owed.about


def is_handed_out(facts: Facts, event: DelaUtPlan, owed: Owed) -> bool:
    """This version is handed out to them."""
    version = pointed_at(facts, event)
    return owed.counterpart in event.till and version is not None and version.number == owed.about


def to_book(before: Facts, event: Event, after: Facts, rules: Rules) -> Iterable[Owed]:
    """A plan is approved and no follow-up booked: the chair owes one."""
    needed = _became_approved(before, after) and after.follow_up is None
    return (Owed(after.chair or event.by),) if needed else ()


def to_book_at_follow_up(before: Facts, event: OppnaMote, after: Facts, rules: Rules) -> Iterable[Owed]:
    """A follow-up is followed up in its turn, unless the need is found gone."""
    return (Owed(after.chair or event.by),) if after.meeting is not None and after.meeting.followup else ()


def is_booked(facts: Facts, event: BokaUppfoljning, owed: Owed) -> bool:
    """There is a follow-up."""
    return facts.follow_up is not None


def need_is_gone(facts: Facts, event: Event, owed: Owed) -> bool:
    """Coordination is no longer needed."""
    return facts.need_remains is NO
