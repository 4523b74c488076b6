"""Events that say what they concern (FF-INNEHALL-1)."""

from __future__ import annotations

from typing import Final

from flerpart_flow.engine.definition.guards import Guard
from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.rules.findings import Finding, Findings, Message, missing
from flerpart_flow.engine.rules.rules import Rules

MISSING_FIELD = Message("innehall.falt_saknas")

CONTENT: Final = "FF-INNEHALL-1"


def lacks(event: Event, field: str, norm: str = CONTENT, by: str | None = None) -> Finding:
    """The finding that an event doesn't say what it has to; ``by`` is the role that can, else the one who acts."""
    return missing(
        norm, MISSING_FIELD, cure_by=by or event.by, cure=type(event), about=field, field=field, event=event.name
    )


def says(*fields: str, norm: str = CONTENT) -> Guard[Event]:
    """A guard that the event states every one of these fields."""

    def check(facts: object, event: Event, rules: Rules) -> Findings:
        return [lacks(event, field, norm) for field in fields if getattr(event, field) in (None, ())]

    check.__doc__ = f"The event states {', '.join(fields)}."
    return Guard(f"says_{'_'.join(fields)}", (norm,), check, fields, (MISSING_FIELD,))
