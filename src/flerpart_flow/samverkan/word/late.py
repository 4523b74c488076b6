"""A late yes revives nothing towards somebody whom the individual has since said no to (A72).

What is settled of a line is settled anew in each case that takes it in, also where it was taken from another case.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from flerpart_flow.engine.definition.recording import Recording, Settle
from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.values.ternary import YES
from flerpart_flow.samverkan.events import BestamDeltagare, GeSamtycke, UtokaSamtycke
from flerpart_flow.samverkan.word.said import is_refused, word_on


def _without_those_refused_since(event: BestamDeltagare, recording: Recording) -> BestamDeltagare:
    """The answer, with those of whom a yes comes too late: the no that stands was said after it."""
    named = event.deltagare if recording.late and event.svar is YES else ()
    refused = tuple(one for one in named if _refused_since(event, recording, one))
    return event if refused == event.too_late_for else event.marked(too_late_for=refused)


def _gives_them_nothing(event: GeSamtycke | UtokaSamtycke, recording: Recording) -> GeSamtycke | UtokaSamtycke:
    """The consent, with those whom it comes too late for; one that was covered before loses nothing by that."""
    before: Any = recording.before.consent
    named = dict.fromkeys((*event.enheter, *(actor for actor, _ in event.amnen_for)) if recording.late else ())
    new = (one for one in named if before is None or not before.covers(one))
    refused = tuple(one for one in new if _refused_since(event, recording, one))
    return event if refused == event.too_late_for else event.marked(too_late_for=refused)


def _refused_since(event: Event, recording: Recording, actor: str) -> bool:
    """Whether the individual has said no to the actor at that moment or later, and it stands."""
    word = word_on(recording.now.said, actor)
    if word is None or not is_refused((word,), actor):
        return False
    return word.said_at is not None and word.said_at >= event.occurred_at


SETTLES: Final[Mapping[type[Event], Settle]] = {
    BestamDeltagare: _without_those_refused_since,
    GeSamtycke: _gives_them_nothing,
    UtokaSamtycke: _gives_them_nothing,
}
