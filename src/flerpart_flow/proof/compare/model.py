"""What a comparison of two sets of rules comes to, for each event, duty and kind of deviation."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import attrs

from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.proof.compare.changes import Changed
from flerpart_flow.proof.compare.trying.owing import Shift
from flerpart_flow.proof.compare.trying.playing import Stand, Tried
from flerpart_flow.proof.compare.trying.weighing import Turn


@attrs.frozen(eq=False)
class ActChange:
    """An act that comes out otherwise, of one who acts in a phase: the case before it, the act, and both answers.

    ``norms`` are all that weigh differently for that one in that phase in any case that was tried. ``shortest``: no
    line of the case can be left out.
    """

    event: str
    phase: str
    by: str
    turn: Turn
    norms: tuple[str, ...]
    tried: Tried
    shortest: bool

    @property
    def turned(self) -> str | None:
        """``refused`` or ``allowed``, where the second rules say no or yes instead; None where only weights differ."""
        if self.tried.a.allowed is self.tried.b.allowed:
            return None
        return "allowed" if self.tried.b.allowed else "refused"


@attrs.frozen(eq=False)
class OwedChange:
    """A duty, or a proposed deviation, that stands otherwise in a case at a moment: how, and whose it is.

    ``through`` is the act, the case's last line, that leads elsewhere and so makes the difference; None where the duty
    itself goes by what differs.
    """

    name: str
    shift: Shift
    who: str | None
    stand: Stand
    at: datetime
    shortest: bool
    through: str | None = None


@attrs.frozen(eq=False)
class EventVerdict:
    """What comes of an event.

    ``proved`` are the phases in which nothing that its code reads differs: there the answer is the same in every case.
    ``open`` are those in which something does, ``quiet`` those of them without a case that shows it. ``reads`` are the
    changed parameters and tables that it can read, ``norms`` the norms that weigh differently,
    ``unseen`` those of them that no case has shown. ``never`` are turns that can't be, in any case.
    """

    event: str
    changes: tuple[ActChange, ...]
    proved: tuple[str, ...]
    open: tuple[str, ...]
    quiet: tuple[str, ...]
    reads: tuple[str, ...]
    norms: tuple[str, ...]
    unseen: tuple[str, ...]
    never: frozenset[Turn]
    tries: int

    @property
    def turn(self) -> Turn:
        """All its changes together."""
        found = Turn.SAME
        for one in self.changes:
            found = found.joined(one.turn)
        return found

    @property
    def state(self) -> str:
        """``same`` (proved), ``unexplored`` (no case found), or the turn."""
        if not self.open:
            return "same"
        return self.turn.value if self.changes else "unexplored"


@attrs.frozen(eq=False)
class OwedVerdict:
    """What comes of a duty or a kind of deviation; ``reads`` are the changed parameters that it can depend on."""

    name: str
    changes: tuple[OwedChange, ...]
    reads: tuple[str, ...]

    @property
    def state(self) -> str:
        """``same`` (proved), ``unexplored`` (no case found), or how it changes, all ways in order."""
        if not self.reads and not self.changes:
            return "same"
        return ", ".join(dict.fromkeys(one.shift.value for one in self.changes)) or "unexplored"


@attrs.frozen(eq=False)
class Compared:
    """Two sets of rules compared. ``acts`` and ``cases`` are how much was tried; not ``whole``: the time was up."""

    routine: Routine[Any]
    a: Rules
    b: Rules
    changed: Changed
    events: Mapping[str, EventVerdict]
    duties: Mapping[str, OwedVerdict]
    deviations: Mapping[str, OwedVerdict]
    acts: int
    cases: int
    whole: bool

    @property
    def verdicts(self) -> tuple[EventVerdict | OwedVerdict, ...]:
        """All of them: events, duties, deviations."""
        return (*self.events.values(), *self.duties.values(), *self.deviations.values())

    @property
    def changes(self) -> tuple[ActChange | OwedChange, ...]:
        """Every difference that a case shows."""
        return tuple(change for one in self.verdicts for change in one.changes)

    @property
    def same(self) -> bool:
        """Whether it is proved that every answer is the same."""
        return all(one.state == "same" for one in self.verdicts) and not (self.changed.only_a or self.changed.only_b)
