"""Claims on what only the individual may say, and on what a representative may do."""

from __future__ import annotations

from typing import Any, Final

from flerpart_flow.engine.values.clock import local_date
from flerpart_flow.proof.prove.checks.base import Check, Outcome, two_sided
from flerpart_flow.proof.prove.told import base
from flerpart_flow.proof.prove.walking import Tried

PROTECTS: Final = frozenset({"begransa_samtycke", "aterkalla_samtycke", "fraga"})
FOR_THEMSELF: Final = frozenset(
    {"bekrafta", "avboj", "forbered_egen_del", "paborja_atgard", "genomfor_atgard", "ej_genomford_atgard"}
)
CONSENTS: Final = frozenset({"ge_samtycke", "utoka_samtycke"})


class Representative(Check):
    """A representative acts as the individual only by the individual's own yes to that one alone, or by law."""

    events = None

    def act(self, tried: Tried) -> Outcome | None:
        """Held against the individual's own word."""
        event, told = tried.event, tried.node.told
        if base(event.by) != "ombud":
            return None
        if told.said_no(event.by):
            return two_sided(tried.allowed, False)
        if event.name in PROTECTS or (event.name in FOR_THEMSELF and told.said_yes(event.by)):
            return None
        return two_sided(tried.allowed, told.speaks(event.by))


class GivenInPerson(Check):
    """What the individual has taken back, only the individual gives again."""

    events = CONSENTS

    def act(self, tried: Tried) -> Outcome | None:
        """Held against what the individual in person has taken out or back."""
        event: Any = tried.event
        codes = {*event.enheter, *event.amnen, *(("*",) if event.name == "ge_samtycke" else ())}
        if event.by == "individ" or not codes & tried.node.told.in_person:
            return None
        return two_sided(tried.allowed, False)


class Coordinates(Check):
    """A unit that is taken out, left out or said no to coordinates no more, until that is agreed anew.

    ``by`` among the values are units that can close the case in no other way than as coordinators.
    """

    events = ("avsluta",)

    def act(self, tried: Tried) -> Outcome | None:
        """Held against who was agreed on last and hasn't been left out since."""
        by = tried.event.by
        return two_sided(tried.allowed, tried.node.told.coordinator == by) if by in self.values["by"] else None


class OwnNo(Check):
    """A no of the individual is turned into a yes by the individual alone."""

    events = ("bestam_deltagare",)

    def act(self, tried: Tried) -> Outcome | None:
        """Held against who said the no."""
        event: Any = tried.event
        if event.svar.value != "ja":
            return None
        noes = [one for one in map(tried.node.told.answer, event.deltagare) if one is not None and not one.yes]
        if not any(one.own for one in noes):
            return None
        return two_sided(tried.allowed, event.by == "individ")


class Informed(Check):
    """A consent rests on information that was given since the last one ended."""

    events = ("ge_samtycke",)

    def act(self, tried: Tried) -> Outcome | None:
        """Held against when the individual was told last."""
        told, at = tried.node.told, tried.event.occurred_at
        ran_out = told.agreed is not None and told.in_force(at) is None
        until = told.agreed.until if ran_out and told.agreed is not None else None
        informed = told.informed is not None and (until is None or local_date(told.informed) > until)
        return two_sided(tried.allowed, informed)
