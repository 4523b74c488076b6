"""What preparing establishes: who takes part, what is known of a condition, when the Region was asked, and the time."""

from __future__ import annotations

from flerpart_flow.define import NO, UNKNOWN, YES, Rules
from flerpart_flow.engine.values.shared import codes
from flerpart_flow.routines.flerpartsmote.facts import Facts, MeetingTime, changed
from flerpart_flow.routines.flerpartsmote.forberedelse.events import (
    AngeForutsattning,
    AngeTid,
    BestamDeltagare,
    Forbered,
    KontaktaRegion,
)
from flerpart_flow.routines.flerpartsmote.samtycke.effects import called_off_for, taken_out
from flerpart_flow.samverkan.word.effects import spoken
from flerpart_flow.samverkan.word.said import is_refused, without_yes


def prepared(facts: Facts, event: Forbered, rules: Rules) -> Facts:
    """That the individual took part, once said, holds for this meeting."""
    return changed(facts, prepared=YES if facts.prepared is YES else event.individen_medverkar)


def decided(facts: Facts, event: BestamDeltagare, rules: Rules) -> Facts:
    """The latest answer, and the latest view of suitability, count; one now said no to takes no part any more."""
    after = changed(spoken(facts, event, rules), region_declined=_asked_anew(facts, event))
    if event.svar is YES and facts.consent is None:  # before or after a consent a yes to a unit is to it as chair (A54)
        after = changed(after, chair_wished=codes(facts.chair_wished | set(event.deltagare)))
    if event.lamplig is not UNKNOWN:
        views = {**dict(facts.suitable), **dict.fromkeys(event.deltagare, event.lamplig)}
        after = changed(after, suitable=tuple(views.items()))
    if event.lamplig is NO:
        after = called_off_for(after, frozenset(event.deltagare), event.occurred_at)
    after = _without(after, frozenset(event.utan)) if event.utan else after
    out = frozenset(one for one in event.deltagare if event.svar is NO and is_refused(after.said, one))
    return taken_out(after, out, event.occurred_at) if out else after


def _asked_anew(facts: Facts, event: BestamDeltagare) -> frozenset[str]:
    """Those of the Region that have declined, without those whom the individual has answered for again."""
    return facts.region_declined if event.svar is UNKNOWN else facts.region_declined - frozenset(event.deltagare)


def _without(facts: Facts, units: frozenset[str]) -> Facts:
    """The individual goes on without these: they are no longer wanted, which isn't a no; a yes brings them back (A55).

    The time that they gave, and the contact with them, are void.
    """
    asked, time = facts.region_contact, facts.time
    return changed(
        facts,
        said=without_yes(facts.said, units),
        region_declined=facts.region_declined - units,
        region_contact=None if asked is not None and asked[0] in units else asked,
        time=None if time is not None and time.by in units else time,
    )


def condition_stated(facts: Facts, event: AngeForutsattning, rules: Rules) -> Facts:
    """The latest statement of a condition counts."""
    if event.enhet is None or event.norm is None:
        return facts
    others = tuple(one for one in facts.conditions if one[:2] != (event.enhet, event.norm))
    return changed(facts, conditions=(*others, (event.enhet, event.norm, event.varde)))


def region_contacted(facts: Facts, event: KontaktaRegion, rules: Rules) -> Facts:
    """The first contact about a meeting is the one that notice counts from (A3); it says whom the meeting is for."""
    if event.enhet is None or event.avidentifierat is YES:
        return facts
    facts = changed(facts, region_declined=facts.region_declined - {event.enhet})
    if facts.region_contact is not None:
        return facts
    return changed(facts, region_contact=(event.enhet, event.occurred_at))


def time_given(facts: Facts, event: AngeTid, rules: Rules) -> Facts:
    """The latest time counts."""
    if event.start is None:
        return facts
    return changed(facts, time=MeetingTime(event.start, event.by, event.slut, event.plats))
