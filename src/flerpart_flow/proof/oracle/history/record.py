"""What a case's lines have come to, told from the events one after another: no guard and no fact is asked.

What has been said of consent and of who takes part is ``Told``, as the claims have it; here stands what the main
decisions need beside it: the phase, the chair, the meeting, the plans. ``hearing`` takes the lines in.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final

import attrs

from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.proof.oracle.history.plans import Plans
from flerpart_flow.proof.prove.told import Told, base, is_a_unit

UNG_INTRO: Final = "kommun:ung_intro"
RESTS: Final = "vilande"
CLOSED: Final = "avslut"
BEFORE: Final = ("behov", "samtycke")
ENDINGS: Final = ("tacka_nej", "neka_samtycke", "avsluta", "anta_inte", "tacka_nej_till_insats")


def is_of(actor: str, whole: str) -> bool:
    """Whether an actor is that party or unit, or one of it."""
    return actor == whole or actor.startswith(f"{whole}:")


def parties(actors: Any) -> frozenset[str]:
    """The organisations among actors."""
    return frozenset(base(one) for one in actors if is_a_unit(one))


@attrs.define
class History:
    """What holds before the next line. ``wrote`` is the unit that wrote the latest answer on an actor down."""

    told: Told = attrs.field(factory=Told)
    least: int = 2
    """How many organisations work together at least, by the rules (A32)."""
    phase: str = ""
    chair: str | None = None
    initiator: str | None = None
    offered: str | None = None
    for_the_chair: set[str] = attrs.field(factory=set)
    wrote: dict[str, str] = attrs.field(factory=dict)
    consent_by: str = ""
    suitable: dict[str, str] = attrs.field(factory=dict)
    withdrawn: bool = False
    taken: dict[str, tuple[datetime, bool]] = attrs.field(factory=dict)
    called: set[str] | None = None
    number: int = 1
    """The number of the meeting that is called to, or comes next."""
    met: str | None = None
    present: set[str] = attrs.field(factory=set)
    follow_up: tuple[date, str] | None = None
    plans: Plans = attrs.field(factory=Plans)
    referred: bool = False
    taken_in: bool = False
    started: bool = False
    coordinator: str | None = None
    rested: frozenset[str] = frozenset()
    talked: tuple[str, str] | None = None
    since: tuple[Event, ...] = ()
    """Of an act that is written down late: the lines that happened after it."""

    @property
    def convener(self) -> str | None:
        """Who calls to the next meeting: the one named for the follow-up, else the chair (A17)."""
        return self.chair if self.follow_up is None else self.follow_up[1]

    def covers(self, unit: str) -> bool:
        """Whether the consent covers a unit, run out or not."""
        return self.told.agreed is not None and unit in self.told.agreed.units

    def awaits(self, unit: str) -> bool:
        """Whether a unit's answer to a plan still counts (A14, A50)."""
        return self.covers(unit) and not self.told.said_no(unit)

    def wanted(self) -> set[str]:
        """Those whom the individual has said yes to."""
        return {actor for actor, answer in self.told.answers if answer.yes}

    def goes_on(self) -> bool:
        """Whether the chair's unit may go on (A54)."""
        if self.chair is None or self.told.said_no(self.chair):
            return False
        return self.told.agreed is None or self.covers(self.chair)

    def under(self, rules: Rules) -> None:
        """Go by the values of the rules that hold for the next line."""
        self.least = int(rules.parameters["min_parties"])
        self.plans.rule = str(rules.parameters.get("approval_rule", "all_present"))


def of(event: Event, name: str, missing: Any = ()) -> Any:
    return getattr(event, name, missing)


def word(event: Event, name: str) -> str:
    """What a field of three values says, as a log writes it."""
    return str(getattr(of(event, name, None), "value", "okant"))
