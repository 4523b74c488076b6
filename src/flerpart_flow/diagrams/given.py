"""What a picture is asked for with: refused where it can't be drawn, before anything is."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flerpart_flow.diagrams.errors import DiagramError, known
from flerpart_flow.diagrams.render.themes import THEMES, Theme, weak
from flerpart_flow.diagrams.views.registry import View
from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.values.clock import NotATime, as_time


def check_colours(theme: Theme) -> None:
    """Raises DiagramError for a theme of somebody's own whose colours can't be told apart, or aren't any."""
    if theme in THEMES.values():
        return
    try:
        pairs = weak(theme)
    except ValueError as error:
        raise DiagramError("bild.farg", color=str(error)) from None
    if pairs:
        raise DiagramError("bild.kontrast", pairs=", ".join(pairs[:3]), count=len(pairs))


def check_given(view: View, routine: Routine, **given: Any) -> None:
    """Raises DiagramError for what a view needs and didn't get, and for a name that the routine doesn't have."""
    for name in view.needs:
        if given[name] is None:
            raise DiagramError(f"bild.saknas_{name}", view=view.name)
    if given["phase"] is not None:
        known("fas", given["phase"], routine.phases)
    if given["step"] is not None:
        known("handelse", given["step"], routine.events)
    if given["party"] is not None:
        known("part", given["party"], (party.code for party in routine.outline.parties))
    case = given["case"]
    if case is not None and "case" in view.needs:
        if case.routine.name != routine.name:
            raise DiagramError("bild.annan_rutin", routine=routine.name, other=case.routine.name)
        if case.latest is None:
            raise DiagramError("bild.tomt_arende")


def aware(at: datetime | None) -> datetime | None:
    """A time with its zone. Raises DiagramError for one without."""
    if at is None:
        return None
    try:
        return as_time(at)
    except NotATime:
        raise DiagramError("bild.tid") from None
