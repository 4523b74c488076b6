"""What an event means by "the plan", settled when its line is recorded (FM-ROLL-5, reading A52)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from flerpart_flow.engine.definition.correction import Ratta
from flerpart_flow.engine.definition.recording import Numbered, Numbers, Recording, Revise, Settle
from flerpart_flow.engine.record.events import Event
from flerpart_flow.samverkan.plan.content import Plan
from flerpart_flow.samverkan.plan.events import (
    DelaUtPlan,
    ErsattPlan,
    GodkannIntePlan,
    GodkannPlan,
    RevideraPlan,
    SammanfattaPlan,
    UpprattaPlan,
)
from flerpart_flow.samverkan.plan.versions import version

NOTHING: Final = ""
"""What is meant by a number that no content had."""

DRAFTS: Final = (UpprattaPlan, RevideraPlan, ErsattPlan)
POINTS: Final = (SammanfattaPlan, GodkannPlan, GodkannIntePlan, DelaUtPlan)


def content(event: UpprattaPlan | RevideraPlan | ErsattPlan) -> str:
    """What a draft says."""
    return (event.plan or Plan()).digest


def _pointed(event: Any, numbers: Numbers) -> str | None:
    """What an event names; None if it names nothing."""
    if event.innehall is not None:
        return str(event.innehall)
    if event.version is not None:
        return numbers.content(event.version) or NOTHING
    return None


def _points(event: Any, recording: Recording) -> Any:
    """The content named, else the draft or the plan in force as it stood when the line was recorded."""
    meant = _pointed(event, recording.numbers)
    if meant is None:
        stood = version(recording.before, None)
        newest = recording.numbers.held[-1] if recording.numbers.held else NOTHING
        meant = newest if stood is None else stood.content
    return event.marked(meant=meant)


def _drawn_up(event: Any, recording: Recording) -> Any:
    return event.marked(late=recording.late)


def _corrects(event: Ratta, recording: Recording) -> Ratta:
    return event.marked(now=recording.now)


def _points_anew(event: Any, before: Any, correction: Ratta, numbers: Numbers) -> Any:
    """A corrected line means what it names now; where it names nothing, what it meant before."""
    meant = _pointed(event, numbers)
    return event.marked(meant=before.meant if meant is None else meant)


SETTLES: Final[Mapping[type[Event], Settle]] = {
    **dict.fromkeys(POINTS, _points),
    **dict.fromkeys(DRAFTS, _drawn_up),
    Ratta: _corrects,
}
REVISES: Final[Mapping[type[Event], Revise]] = dict.fromkeys(POINTS, _points_anew)
NUMBERED: Final[Mapping[type[Event], Numbered]] = dict.fromkeys(DRAFTS, content)
