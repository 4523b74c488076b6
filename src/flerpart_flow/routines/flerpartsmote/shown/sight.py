"""What one party may see of a case: the table of docs/privacy.md, as the facts that are left (A9, A50, A66)."""

from __future__ import annotations

from typing import Any, Final

import attrs

from flerpart_flow.define import Sight, Viewer, is_unit
from flerpart_flow.engine.values.chain import Chain
from flerpart_flow.routines.flerpartsmote.facts import Facts, convener_of
from flerpart_flow.routines.flerpartsmote.kallelse.attending import attends_no_more
from flerpart_flow.samverkan.kallelse.sight import summons_seen
from flerpart_flow.samverkan.mote.sight import meeting_seen, past_seen
from flerpart_flow.samverkan.plan.content import same_id
from flerpart_flow.samverkan.plan.sight import version_seen, versions_seen
from flerpart_flow.samverkan.samtycke.sight import covered_consent, led_consent, own_word
from flerpart_flow.samverkan.uppfoljning.sight import follow_up_seen


def _leading(facts: Facts, actor: str) -> bool:
    """The chair, and whoever calls, or has called to the meeting that is booked or was cancelled."""
    callers = (one.caller for one in (facts.meeting, facts.cancelled) if one is not None)
    return actor in (facts.chair, convener_of(facts), *callers)


def _invited(facts: Facts, actor: str) -> bool:
    return not is_unit(actor) and facts.meeting is not None and facts.meeting.recipient(actor) is not None


def _led(facts: Facts, viewer: Viewer) -> Facts:
    return attrs.evolve(facts, consent=led_consent(facts.consent, viewer), withheld=())


def _covered(facts: Facts, viewer: Viewer) -> Facts:
    """What a covered unit may see, and nothing else: every fact that isn't named here is as if it were not there."""
    who = viewer.actor
    own = frozenset({who})
    meeting = meeting_seen(facts.meeting, who)
    current, draft = (version_seen(one, facts, viewer) for one in (facts.current, facts.draft))
    earlier = tuple(one for one in (version_seen(v, facts, viewer) for v in facts.earlier) if one is not None)
    measures = current.plan.atgarder if current is not None else ()
    named = frozenset(same_id(one.id) for one in measures if who in one.ansvariga)
    past = tuple(one for one in (past_seen(each, who) for each in facts.past) if one is not None)
    return Facts(
        municipality=facts.municipality,
        chair=facts.chair,
        chair_offered=who if facts.chair_offered == who else None,
        chair_wished=facts.chair_wished & own,
        offered=facts.offered,
        consent=covered_consent(facts.consent, facts.said, viewer),
        said=own_word(facts.said, who),
        conditions=tuple(one for one in facts.conditions if one[0] == who),
        region_contact=facts.region_contact if facts.region_contact and facts.region_contact[0] == who else None,
        region_declined=facts.region_declined & own,
        time=facts.time if facts.time is not None and facts.time.by == who else None,
        meeting=meeting,
        meetings=meeting.number if meeting is not None else max((one.number for one in past), default=0),
        unaccounted=facts.unaccounted & own,
        follow_up=follow_up_seen(facts.follow_up, who),
        draft=draft,
        current=current,
        earlier=Chain.of(earlier),
        versions=max((one.number for one in (draft, current, *earlier) if one is not None), default=0),
        documenter=who if facts.documenter == who else None,
        measures=tuple(one for one in facts.measures if one[1] == who),
        declined=facts.declined & named,
        declines=frozenset(one for one in facts.declines if one[1] == who),
        past=Chain.of(past),
    )


def _stands(facts: Facts, entry: Any) -> bool:
    """Whether a duty to prepare is still one: it stays in the ledger when the meeting begins."""
    return entry.duty != "forbereda_sig" or not attends_no_more(facts, None, entry.owed)


SIGHT: Final = Sight(
    leading=_leading,
    led=_led,
    covered=_covered,
    invited=_invited,
    summons=lambda facts, viewer: summons_seen(viewer),
    plans=versions_seen,
    stands=_stands,
)
