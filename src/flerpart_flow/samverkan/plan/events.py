"""What happens to a plan: drafted, summed up, approved or not, followed up, handed out, revised, replaced.

An event that draws a plan up has the ``number`` of its content, and tells whether it came ``late``; one that points at
a version has what it ``meant``: the content, settled when the line was recorded (reading A52). A booking keeps the day
that was ``told``, and the day that it was ``asked`` for before it began (A53). None of these is part of the line.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar

import attrs

from flerpart_flow.engine.record import fields
from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.record.recorded import recorded
from flerpart_flow.samverkan.plan.content import Planned, plan


@recorded
class UpprattaPlan(Event):
    """The plan is drafted: at the meeting, or after it where the individual wants text out of it (reading A52)."""

    name: ClassVar[str] = "uppratta_plan"

    plan: Planned = plan()
    number: int | None = attrs.field(default=None, eq=False, repr=False)
    late: bool = attrs.field(default=False, eq=False, repr=False)


@recorded
class SammanfattaPlan(Event):
    """The chair sums up the plan and what was decided."""

    name: ClassVar[str] = "sammanfatta_plan"

    version: int | None = fields.integer()
    innehall: str | None = fields.digest()
    meant: str | None = attrs.field(default=None, eq=False, repr=False)


@recorded
class GodkannPlan(Event):
    """The individual or a unit approves a version. Saying so is enough (reading A14)."""

    name: ClassVar[str] = "godkann_plan"

    version: int | None = fields.integer()
    innehall: str | None = fields.digest()
    meant: str | None = attrs.field(default=None, eq=False, repr=False)


@recorded
class GodkannIntePlan(Event):
    """The individual or a unit doesn't approve a version. No deviation (reading A15)."""

    name: ClassVar[str] = "godkann_inte_plan"

    version: int | None = fields.integer()
    innehall: str | None = fields.digest()
    meant: str | None = attrs.field(default=None, eq=False, repr=False)


@recorded
class BokaUppfoljning(Event):
    """The follow-up is booked: its day, and who calls to it."""

    name: ClassVar[str] = "boka_uppfoljning"

    datum: fields.Day = fields.day()
    sammankallande: str | None = fields.code("enhet")
    told: date | None = attrs.field(default=None, eq=False, repr=False)
    asked: date | None = attrs.field(default=None, eq=False, repr=False)


@recorded
class DelaUtPlan(Event):
    """The plan is handed out."""

    name: ClassVar[str] = "dela_ut_plan"

    version: int | None = fields.integer()
    till: fields.Strings = fields.codes("aktor")
    innehall: str | None = fields.digest()
    meant: str | None = attrs.field(default=None, eq=False, repr=False)


@recorded
class RevideraPlan(Event):
    """At a follow-up the running plan is revised."""

    name: ClassVar[str] = "revidera_plan"

    plan: Planned = plan()
    skal_kod: str | None = fields.code("skal.revidera_plan")
    number: int | None = attrs.field(default=None, eq=False, repr=False)
    late: bool = attrs.field(default=False, eq=False, repr=False)


@recorded
class ErsattPlan(Event):
    """At a follow-up a new plan takes the place of the running one."""

    name: ClassVar[str] = "ersatt_plan"

    plan: Planned = plan()
    skal_kod: str | None = fields.code("skal.ersatt_plan")
    number: int | None = attrs.field(default=None, eq=False, repr=False)
    late: bool = attrs.field(default=False, eq=False, repr=False)
