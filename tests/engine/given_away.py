"""What an error gives away of what somebody wrote: in its words, its traceback with locals, its pickle."""

from __future__ import annotations

import pickle
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from flerpart_flow.engine.errors import FlowError
from flerpart_flow.engine.judging.case import Case
from flerpart_flow.engine.record.events import Event
from tests.engine.marked import MARK, everything_in

CALLERS: Final = str(Path(__file__).resolve().parents[1])
"""What the frames of the tests hold is the caller's own."""


def told_by(error: BaseException) -> str:
    """What a program sends to whoever collects its errors, save of the frames that are the caller's own."""
    told = traceback.TracebackException.from_exception(error, capture_locals=True)
    told.stack[:] = [frame for frame in told.stack if not frame.filename.startswith(CALLERS)]
    return "".join([*told.format(), repr(error), str(error), str(error.args), str(vars(error))])


def at_hand(error: BaseException) -> Iterator[Any]:
    """Everything that the library's frames of a traceback hold."""
    for frame, _ in traceback.walk_tb(error.__traceback__):
        if not frame.f_code.co_filename.startswith(CALLERS):
            yield from frame.f_locals.values()


def given_away(error: BaseException) -> str | None:
    """How an error gives away what somebody wrote, or None."""
    if MARK in told_by(error):
        return "a text in a traceback"
    if any(isinstance(one, (Event, Case)) for one in everything_in(*at_hand(error))):
        return "a case or an event in a traceback"
    if not isinstance(error, FlowError):
        return None
    packed = pickle.dumps(error)
    twin = pickle.loads(packed)
    if MARK.encode() in packed:
        return "a text in a pickle"
    if [twin.text(lang) for lang in ("sv", "en")] != [error.text(lang) for lang in ("sv", "en")]:
        return "another text after a pickle"
    return "a text in its words" if MARK in error.text("sv") + error.text("en") else None
