"""What happens to a plan: drafted, summed up, approved or not, followed up, handed out, revised, replaced."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

import attrs

from flerpart_flow.define import Event, fields
from flerpart_flow.routines.flerpartsmote.plan.content import Plan, plan


@attrs.frozen(kw_only=True)
class UpprattaPlan(Event):
    """The plan is drafted at the meeting."""

    name: ClassVar[str] = "uppratta_plan"

    plan: Plan | None = plan()


@attrs.frozen(kw_only=True)
class SammanfattaPlan(Event):
    """The chair sums up the plan and what was decided."""

    name: ClassVar[str] = "sammanfatta_plan"

    version: int | None = fields.integer()


@attrs.frozen(kw_only=True)
class GodkannPlan(Event):
    """The individual or a unit approves a version. Saying so is enough (reading A14)."""

    name: ClassVar[str] = "godkann_plan"

    version: int | None = fields.integer()


@attrs.frozen(kw_only=True)
class GodkannIntePlan(Event):
    """The individual or a unit doesn't approve a version. No deviation (reading A15)."""

    name: ClassVar[str] = "godkann_inte_plan"

    version: int | None = fields.integer()


@attrs.frozen(kw_only=True)
class BokaUppfoljning(Event):
    """The follow-up is booked: its day, and who calls to it."""

    name: ClassVar[str] = "boka_uppfoljning"

    datum: date | None = fields.day()
    sammankallande: str | None = fields.code("enhet")


@attrs.frozen(kw_only=True)
class DelaUtPlan(Event):
    """The plan is handed out."""

    name: ClassVar[str] = "dela_ut_plan"

    version: int | None = fields.integer()
    till: tuple[str, ...] = fields.codes("aktor")


@attrs.frozen(kw_only=True)
class RevideraPlan(Event):
    """At a follow-up the running plan is revised."""

    name: ClassVar[str] = "revidera_plan"

    plan: Plan | None = plan()
    skal_kod: str | None = fields.code("skal.revidera_plan")


@attrs.frozen(kw_only=True)
class ErsattPlan(Event):
    """At a follow-up a new plan takes the place of the running one."""

    name: ClassVar[str] = "ersatt_plan"

    plan: Plan | None = plan()
    skal_kod: str | None = fields.code("skal.ersatt_plan")
