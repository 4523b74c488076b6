"""What one party may see of a case: the table of docs/privacy.md, as the facts that are left (A9, A50, A66)."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

import attrs

from flerpart_flow.define import Sight, Viewer, is_unit
from flerpart_flow.engine.values.chain import Chain
from flerpart_flow.engine.values.reticent import reticent
from flerpart_flow.routines.flerpartsmote.facts import Facts, convener_of
from flerpart_flow.routines.flerpartsmote.kallelse.attending import attends_no_more
from flerpart_flow.samverkan.kallelse.events import Kalla
from flerpart_flow.samverkan.mote.meeting import FollowUp, Meeting, Past
from flerpart_flow.samverkan.plan.content import same_id
from flerpart_flow.samverkan.plan.events import DelaUtPlan
from flerpart_flow.samverkan.plan.version import Version
from flerpart_flow.samverkan.samtycke.sight import covered_consent, led_consent, own_word


@reticent()
@attrs.frozen
class Summons:
    """What a summons said to one of those called: when, where, why, who to ask, who else, and when it was sent."""

    start: datetime | None
    end: datetime | None
    place: str | None
    purpose: str | None
    contact: str | None
    invited: tuple[str, ...]
    by: str
    sent_at: datetime


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
    meeting = _meeting(facts.meeting, who)
    current, draft = (_version(one, facts, viewer) for one in (facts.current, facts.draft))
    earlier = tuple(one for one in (_version(v, facts, viewer) for v in facts.earlier) if one is not None)
    measures = current.plan.atgarder if current is not None else ()
    named = frozenset(same_id(one.id) for one in measures if who in one.ansvariga)
    past = tuple(one for one in (_past(each, who) for each in facts.past) if one is not None)
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
        follow_up=_follow_up(facts.follow_up, who),
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


def _meeting(meeting: Meeting | None, who: str) -> Meeting | None:
    """The meeting, to one who is called to it, was told of it, or is there; of the others, only those in the room."""
    if meeting is None:
        return None
    own = meeting.recipient(who)
    there = who in meeting.been_present
    if own is None and not there and who not in meeting.informed:
        return None
    seen = meeting.been_present if there else frozenset[str]()
    return attrs.evolve(
        meeting,
        recipients=() if own is None else (own,),
        opened_nr=None if meeting.opened_nr is None else 0,
        present=meeting.present & seen,
        been_present=seen,
        documenter=meeting.documenter if there else None,
        accounted=meeting.accounted & {who},
        informed=meeting.informed & {who},
        declined=meeting.declined & {who},
    )


def _follow_up(booked: FollowUp | None, who: str) -> FollowUp | None:
    if booked is None or who not in booked.informed | {booked.convener}:
        return None
    return attrs.evolve(booked, informed=booked.informed & {who}, declined=booked.declined & {who})


def _past(past: Past, who: str) -> Past | None:
    own = tuple(one for one in past.attendance if one[0] == who)
    return Past(past.number, frozenset(), own) if own else None


def _version(version: Version | None, facts: Facts, viewer: Viewer) -> Version | None:
    """A version of the plan, to one who was asked about it, answered, was given it, or is there when it is drawn up."""
    if version is None or not _knows(version, facts, viewer):
        return None
    own = frozenset({viewer.actor})
    return attrs.evolve(
        version,
        required=version.required & own,
        approvals=version.approvals & own,
        rejections=version.rejections & own,
        left=version.left & own,
    )


def _knows(version: Version, facts: Facts, viewer: Viewer) -> bool:
    who = viewer.actor
    if who in version.required | version.approvals | version.rejections or _given(version, viewer):
        return True
    return version is facts.draft and facts.meeting is not None and who in facts.meeting.present


def _given(version: Version, viewer: Viewer) -> bool:
    """Whether the version was handed out to the viewer: what was given stays."""
    handed = (one for one in viewer.lines if isinstance(one, DelaUtPlan) and viewer.actor in one.till)
    return any(one.meant == version.content or (one.meant is None and one.version == version.number) for one in handed)


def _summons(facts: Facts, viewer: Viewer) -> Summons | None:
    """The latest summons to the viewer, as it reads now, without what it says to the others."""
    sent = [one for one in viewer.lines if isinstance(one, Kalla) and viewer.actor in one.till]
    if not sent:
        return None
    one = max(sent, key=lambda each: each.occurred_at)
    purpose = dict(one.syfte).get(viewer.actor)
    return Summons(one.start, one.slut, one.plats, purpose, one.kontakt, one.inbjudna, one.by, one.occurred_at)


def _plans(facts: Facts, viewer: Viewer) -> tuple[Version, ...]:
    """The versions that the viewer has approved or been given, the newest first, without who else has answered."""
    versions = (facts.draft, facts.current, *reversed(tuple(facts.earlier)))
    kept = (one for one in versions if one is not None and _is_kept(one, viewer))
    found = (_version(one, facts, viewer) for one in kept)
    return tuple(sorted((one for one in found if one is not None), key=lambda one: -one.number))


def _is_kept(version: Version, viewer: Viewer) -> bool:
    return viewer.actor in version.approvals or _given(version, viewer)


def _stands(facts: Facts, entry: Any) -> bool:
    """Whether a duty to prepare is still one: it stays in the ledger when the meeting begins."""
    return entry.duty != "forbereda_sig" or not attends_no_more(facts, None, entry.owed)


SIGHT: Final = Sight(
    leading=_leading,
    led=_led,
    covered=_covered,
    invited=_invited,
    summons=_summons,
    plans=_plans,
    stands=_stands,
)
