"""What one who takes part may see of the plans (docs/privacy.md)."""

from __future__ import annotations

import attrs

from flerpart_flow.engine.definition.showing import Viewer
from flerpart_flow.samverkan.facts import PlanFacts
from flerpart_flow.samverkan.plan.events import DelaUtPlan
from flerpart_flow.samverkan.plan.version import Version


def version_seen(version: Version | None, facts: PlanFacts, viewer: Viewer) -> Version | None:
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


def versions_seen(facts: PlanFacts, viewer: Viewer) -> tuple[Version, ...]:
    """The versions that the viewer has approved or been given, the newest first, without who else has answered."""
    versions = (facts.draft, facts.current, *reversed(tuple(facts.earlier)))
    kept = (one for one in versions if one is not None and _is_kept(one, viewer))
    found = (version_seen(one, facts, viewer) for one in kept)
    return tuple(sorted((one for one in found if one is not None), key=lambda one: -one.number))


def _knows(version: Version, facts: PlanFacts, viewer: Viewer) -> bool:
    who = viewer.actor
    if who in version.required | version.approvals | version.rejections or _given(version, viewer):
        return True
    return version is facts.draft and facts.meeting is not None and who in facts.meeting.present


def _is_kept(version: Version, viewer: Viewer) -> bool:
    return viewer.actor in version.approvals or _given(version, viewer)


def _given(version: Version, viewer: Viewer) -> bool:
    """Whether the version was handed out to the viewer: what was given stays."""
    handed = (one for one in viewer.lines if isinstance(one, DelaUtPlan) and viewer.actor in one.till)
    return any(one.meant == version.content or (one.meant is None and one.version == version.number) for one in handed)
