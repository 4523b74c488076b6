"""A late yes revives nothing towards somebody whom the individual has since said no to (A72)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from flerpart_flow.engine.definition.recording import Recording, Settle
from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.values.ternary import YES
from flerpart_flow.samverkan.events import BestamDeltagare
from flerpart_flow.samverkan.word.said import is_refused


def _without_those_refused_since(event: BestamDeltagare, recording: Recording) -> BestamDeltagare:
    """The answer, with those of whom a yes comes too late: the no that stands was said after it."""
    if not recording.late or event.svar is not YES:
        return event
    words: Any = recording.now.said
    refused = tuple(one for one in event.deltagare if is_refused(words, one))
    return event.marked(too_late_for=refused) if refused else event


SETTLES: Final[Mapping[type[Event], Settle]] = {BestamDeltagare: _without_those_refused_since}
