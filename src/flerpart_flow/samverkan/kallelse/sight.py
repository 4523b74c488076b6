"""What one who is called may see of the summonses: the own one, and nothing that it says to others."""

from __future__ import annotations

from datetime import datetime

from flerpart_flow.engine.definition.showing import Viewer
from flerpart_flow.engine.values.frozen import frozen
from flerpart_flow.engine.values.reticent import reticent
from flerpart_flow.samverkan.kallelse.events import Kalla


@reticent()
@frozen
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


def summons_seen(viewer: Viewer) -> Summons | None:
    """The latest summons to the viewer, as it reads now, without what it says to the others."""
    sent = [one for one in viewer.lines if isinstance(one, Kalla) and viewer.actor in one.till]
    if not sent:
        return None
    one = max(sent, key=lambda each: each.occurred_at)
    purpose = dict(one.syfte).get(viewer.actor)
    return Summons(one.start, one.slut, one.plats, purpose, one.kontakt, one.inbjudna, one.by, one.occurred_at)
