"""What mypy has to let through: rows whose guards and effects take their event, and a case that knows its facts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Final, assert_type

from flerpart_flow import FLERPARTSMOTE, Case, Ternary, Who, open_case
from flerpart_flow.define import (
    DutySpec,
    Event,
    Findings,
    Message,
    Move,
    Occasion,
    Owed,
    Rules,
    at,
    guard,
    missing,
    state_guard,
    unchanged,
    when,
)
from flerpart_flow.routines.flerpartsmote import BedomBehov, Facts, GeSamtycke, Kalla, UpprattaPlan
from flerpart_flow.samverkan.plan.content import Mal
from tests.toy import ANY_UNIT, A, B, M, N

LACKS: Final = Message("innehall.falt_saknas")


@state_guard("T-FIRST")
def fits_every_row(facts: Facts, occasion: Occasion, rules: Rules) -> Findings:
    return () if facts.consent else (missing("T-FIRST", LACKS, cure=N),)


@guard("T-TEXT", reads=("by",))
def fits_every_event(facts: Facts, event: Event, rules: Rules) -> Findings:
    return () if event.by else (missing("T-TEXT", LACKS, cure=type(event)),)


@guard("T-TEXT", reads=("text",))
def fits_two(facts: Facts, event: N | B, rules: Rules) -> Findings:
    return () if event.text else (missing("T-TEXT", LACKS),)


@guard("T-TO", reads=("till",))
def fits_n(facts: Facts, event: N, rules: Rules) -> Findings:
    return () if event.till else (missing("T-TO", LACKS, cure=N),)


def noted(facts: Facts, event: N, rules: Rules) -> Facts:
    return facts


def owes(before: Facts, event: A, after: Facts, rules: Rules) -> Iterable[Owed]:
    return (Owed(event.by),)


def keeps(facts: Facts, event: Event, owed: Owed) -> bool:
    return owed.bearer == event.by


TABLE = (
    Move(event=N, by=ANY_UNIT, to=at("A"), guards=(fits_every_row, fits_every_event, fits_two, fits_n), effect=noted),
    Move(event=B, by=ANY_UNIT, to=at("B"), guards=(fits_two, fits_every_row), effect=unchanged),
)
DUTY = DutySpec(
    name="due",
    norms=("T-DUTY",),
    opens=when(A, then=owes),
    meets=when(M, N, then=keeps) | when(B, then=lambda facts, event, owed: True),
)


def reads(case: Case[Facts], some: Case) -> tuple[bool, object]:
    assert_type(open_case(FLERPARTSMOTE, "a-1").facts, Facts)
    return case.facts.consent is None, some.facts


def gives_loosely_and_reads_strictly(when: datetime, who: Who, units: list[str], purposes: dict[str, str]) -> None:
    summons = Kalla(occurred_at=when, till=units, start="2026-03-02T09:00:00+01:00", syfte=purposes, **who)
    assert_type(summons.till, tuple[str, ...])
    assert_type(summons.start, datetime | None)
    assert_type(summons.occurred_at, datetime)
    assert_type(summons.syfte, tuple[tuple[str, str], ...])
    assert_type(BedomBehov(occurred_at="2026-03-02T09:00:00Z", samordningsbehov="ja", **who).samordningsbehov, Ternary)
    consent = GeSamtycke(occurred_at=when, amnen_for={"region": ["halsa"]}, giltigt_till="2026-12-31", **who)
    assert_type(consent.giltigt_till, date | None)
    plan = UpprattaPlan(occurred_at=when, plan={"mal": [{"id": "m1"}]}, **who).plan
    assert plan is not None
    assert_type(plan.mal, tuple[Mal, ...])
