"""What preparing establishes: who takes part, what is known of a condition, when the Region was asked, and the time."""

from __future__ import annotations

from flerpart_flow.define import NO, UNKNOWN, YES, Rules
from flerpart_flow.routines.flerpartsmote.facts import Facts, MeetingTime, changed
from flerpart_flow.routines.flerpartsmote.forberedelse.events import (
    AngeForutsattning,
    AngeTid,
    BestamDeltagare,
    Forbered,
    KontaktaRegion,
)
from flerpart_flow.routines.flerpartsmote.samtycke.effects import taken_out
from flerpart_flow.samverkan.word.effects import spoken
from flerpart_flow.samverkan.word.said import is_refused


def prepared(facts: Facts, event: Forbered, rules: Rules) -> Facts:
    """That the individual took part, once said, holds for this meeting."""
    return changed(facts, prepared=YES if facts.prepared is YES else event.individen_medverkar)


def decided(facts: Facts, event: BestamDeltagare, rules: Rules) -> Facts:
    """The latest answer, and the latest view of suitability, count; one now said no to takes no part any more."""
    after = spoken(facts, event, rules)
    if event.lamplig is not UNKNOWN:
        views = {**dict(facts.suitable), **dict.fromkeys(event.deltagare, event.lamplig)}
        after = changed(after, suitable=tuple(views.items()))
    out = frozenset(one for one in event.deltagare if event.svar is NO and is_refused(after.said, one))
    return taken_out(after, out) if out else after


def condition_stated(facts: Facts, event: AngeForutsattning, rules: Rules) -> Facts:
    """The latest statement of a condition counts."""
    if event.enhet is None or event.norm is None:
        return facts
    others = tuple(one for one in facts.conditions if one[:2] != (event.enhet, event.norm))
    return changed(facts, conditions=(*others, (event.enhet, event.norm, event.varde)))


def region_contacted(facts: Facts, event: KontaktaRegion, rules: Rules) -> Facts:
    """The first contact about a meeting is the one that notice counts from (A3)."""
    if event.enhet is None or facts.region_contact is not None:
        return facts
    return changed(facts, region_contact=(event.enhet, event.occurred_at))


def time_given(facts: Facts, event: AngeTid, rules: Rules) -> Facts:
    """The latest time counts."""
    if event.start is None:
        return facts
    return changed(facts, time=MeetingTime(event.start, event.by, event.slut, event.plats))
