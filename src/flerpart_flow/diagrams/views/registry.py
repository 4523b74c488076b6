"""Every view by its name, in the order in which they are shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import attrs

from flerpart_flow.diagrams.model import Picture
from flerpart_flow.diagrams.views.compared import case, diff
from flerpart_flow.diagrams.views.request import Request
from flerpart_flow.diagrams.views.routine import (
    calendar,
    consent,
    detail,
    deviations,
    overview,
    party,
    phase,
    roles,
    step,
    swimlanes,
)


@attrs.frozen
class View:
    """A view: its name, what builds its pages, and which of the request's fields it can't do without."""

    name: str
    build: Callable[[Request], tuple[Picture, ...]]
    needs: tuple[str, ...] = ()


VIEWS: Final = {
    view.name: view
    for view in (
        View(overview.NAME, overview.build),
        View(swimlanes.NAME, swimlanes.build),
        View(phase.NAME, phase.build, ("phase",)),
        View(detail.NAME, detail.build),
        View(step.NAME, step.build, ("step",)),
        View(party.NAME, party.build, ("party",)),
        View(roles.NAME, roles.build),
        View(consent.NAME, consent.build),
        View(deviations.NAME, deviations.build),
        View(calendar.NAME, calendar.build, ("meeting",)),
        View(diff.NAME, diff.build, ("against",)),
        View(case.NAME, case.build, ("case",)),
    )
}

RENAMED: Final = {"dates": "calendar"}
"""What a view was called before, and its name now."""
