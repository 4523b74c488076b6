"""A case moves on to other rules, by an event of its own.

Lines that were accepted stand, under the rules that they were recorded under. What is recorded from this line on is
judged by the new rules, also what happened earlier.
"""

from __future__ import annotations

from typing import Any, ClassVar

import attrs

from flerpart_flow.engine.definition.guards import guard
from flerpart_flow.engine.record import fields
from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.record.recorded import recorded
from flerpart_flow.engine.rules.findings import Findings, Message, missing
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.values.frozen import frozen

NORM = "FF-REGLER-1"

NOT_SAID = Message("byte.saknas")
OTHER_RULES = Message("byte.fran_andra")
SAME_RULES = Message("byte.samma")
BACKWARDS = Message("byte.bakat")
LACKS_A_CODE = Message("byte.kod_saknas")


@frozen(eq=False)
class Change:
    """What a case knows of a change of rules when it is recorded.

    ``leaving`` are the digests of the rules that it stands under; ``late`` tells that something has happened after the
    change; ``lacking`` is the first line with a code that the new rules don't have (0: the header's municipality).
    """

    leaving: tuple[str, ...]
    late: bool = False
    lacking: int | None = None


@recorded
class BytRegler(Event):
    """The case moves on from the rules of one digest to those of another, from when it occurred.

    ``into`` are the new rules, if whoever makes the event has them; else they are looked up. ``change`` is filled in
    by the case. Neither is part of the line.
    """

    name: ClassVar[str] = "byt_regler"
    correctable: ClassVar[bool] = False

    fran_regler: str | None = fields.digest()
    till_regler: str | None = fields.digest()
    into: Rules | None = attrs.field(default=None, eq=False, repr=False)
    change: Change | None = attrs.field(default=None, eq=False, repr=False)


@guard(NORM, reads=("fran_regler", "till_regler"), about="till_regler")
def moves_on_rightly(facts: Any, event: BytRegler, rules: Rules) -> Findings:
    """It names the rules that the case leaves and others that have all its codes, and nothing has happened since."""
    change, who = event.change, event.recorder
    if event.fran_regler is None or event.till_regler is None:
        field = "fran_regler" if event.fran_regler is None else "till_regler"
        return (missing(NORM, NOT_SAID, cure_by=who, cure=BytRegler, about=field),)
    if change is None:
        return ()
    if event.fran_regler not in change.leaving:
        return (missing(NORM, OTHER_RULES, cure_by=who, cure=BytRegler, about="fran_regler"),)
    if event.till_regler in change.leaving:
        return (missing(NORM, SAME_RULES, cure_by=who, cure=BytRegler),)
    found = [missing(NORM, BACKWARDS, cure_by=who, cure=BytRegler, about="occurred_at")] if change.late else []
    if change.lacking is not None:
        found.append(missing(NORM, LACKS_A_CODE, cure_by=who, cure=BytRegler, line=change.lacking))
    return tuple(found)
