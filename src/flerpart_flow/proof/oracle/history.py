"""What a case's lines have come to, told from the events one after another: no guard and no fact is asked.

What has been said of consent and of who takes part is ``Told``, as the claims have it; here stands what the main
decisions need beside it: the phase, the chair, the meeting, the plans.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final

import attrs

from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.proof.oracle.plans import Plans
from flerpart_flow.proof.prove.told import Told, base, hear, is_a_unit, without_yes

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
    offered: str | None = None
    for_the_chair: set[str] = attrs.field(factory=set)
    wrote: dict[str, str] = attrs.field(factory=dict)
    consent_by: str = ""
    suitable: dict[str, str] = attrs.field(factory=dict)
    withdrawn: bool = False
    taken: dict[str, tuple[datetime, bool]] = attrs.field(factory=dict)
    called: set[str] | None = None
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

    def _wanted(self) -> set[str]:
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

    def hear(self, event: Event, routine: str) -> None:
        """Take in an accepted line."""
        before, bears = self.told, self._bears(routine)
        rests = self._comes_to_rest(event, bears, routine)
        not_enough = routine == "ung_intro" and event.name == "ge_samtycke" and self.phase == RESTS
        not_enough = not_enough and self._not_enough(event, bears)
        if not not_enough:  # a consent that doesn't end the pause is none, and takes nothing with it
            self.told = hear(self.told, event, rests)
        if event.name == "begransa_samtycke" and self.phase == CLOSED:
            self.told = attrs.evolve(self.told, informed=before.informed)
        if event.name == "bestam_deltagare":
            self._answered(event, before)
        if event.name == "ge_samtycke":
            self.consent_by = event.recorder
        if event.name == "begransa_samtycke" and event.by == "individ":
            out = frozenset(one for one in _of(event, "enheter") if self.told.said_yes(one))
            kept = frozenset(one for one in self.told.answers if one[0] not in out)
            self.told = attrs.evolve(self.told, answers=kept)
        self._takes_back(event)
        if routine == "flerpartsmote":
            self._moves(event, rests, before)
            self._chairs(event)
            self._meets(event, before, rests)
            if self.plans.hear(event, self.present, self._wanted(), self.awaits) and self.phase == "forberedelse":
                self.phase = "atgarder"
        else:
            self._goes_through_ung_intro(event, rests, before, bears)
        if rests:
            self.withdrawn = True

    def stays(self, phase: str | None, line: Event) -> None:
        """A pause or an ending that a line once led to stays, whatever is struck of the lines before it (A9, A51)."""
        if phase == CLOSED:
            refused = line.name == "neka_samtycke"
            self.phase, self.told = CLOSED, attrs.evolve(self.told, informed=None) if refused else self.told
        elif phase == RESTS and self.phase not in (RESTS, CLOSED):
            self.rested = self.told.agreed.units if self.told.agreed is not None else self.rested
            self.told = attrs.evolve(without_yes(hear(self.told, line, rests=True), frozenset()), informed=None)
            self._takes_back(line)
            self.phase, self.withdrawn = RESTS, True
            self.present, self.met, self.called, self.follow_up = set(), None, None, None

    def _bears(self, routine: str) -> str | None:
        """The unit that answers for the case: if it leaves the consent, the consent ends."""
        if routine == "flerpartsmote":
            return self.chair
        return UNG_INTRO if self.referred else self.chair

    def _comes_to_rest(self, event: Event, bears: str | None, routine: str) -> bool:
        """Whether the act ends the consent as a whole (section on withdrawal, point 4)."""
        if self.phase in (*BEFORE, RESTS, "") or self.told.agreed is None:
            return False
        if event.name == "aterkalla_samtycke":
            return True
        return self._too_little(event, self.told.agreed.units, bears, routine)

    def _not_enough(self, event: Event, bears: str | None) -> bool:
        """Whether a consent in a pause is one that a narrowing would have ended: then the pause goes on."""
        given = frozenset(_of(event, "enheter"))
        lacks = bears is not None and not any(is_of(one, bears) for one in given)
        return lacks or (bool(parties(self.rested - given)) and len(parties(given)) < self.least)

    def _too_little(self, event: Event, units: frozenset[str], bears: str | None, routine: str) -> bool:
        """Whether too few organisations are left, or not the unit that answers for the case."""
        if event.name == "begransa_samtycke":
            out = frozenset(_of(event, "enheter"))
            left = units - out
        elif event.name == "ge_samtycke":
            left = frozenset(_of(event, "enheter"))
            out = units - left
        else:
            return False
        too_few = bool(parties(out)) and len(parties(left)) < self.least
        kind = routine == "ung_intro" and bears is not None and any(is_of(one, bears) for one in out)
        return too_few or bears in out or (kind and not any(is_of(one, str(bears)) for one in left))

    def _takes_back(self, event: Event) -> None:
        """What has been taken out or back, when, and whether by the individual in person; "*" is the consent."""
        units, topics = _of(event, "enheter"), _of(event, "amnen")
        out: tuple[str, ...] = ()
        if event.name in {"ge_samtycke", "utoka_samtycke"}:
            out = _of(event, "undantag")
            for code in {*units, *topics, *(("*",) if event.name == "ge_samtycke" else ())} - set(out):
                self.taken.pop(code, None)
        elif event.name == "begransa_samtycke":
            out = (*units, *topics)
        elif event.name == "aterkalla_samtycke":
            out = ("*",)
        own = event.by == "individ"
        for code in out:
            if own or not self.taken.get(code, (None, False))[1]:
                self.taken[code] = (event.occurred_at, own)

    def _answered(self, event: Event, before: Told) -> None:
        for actor in _of(event, "deltagare"):
            if self.told.answer(actor) is not before.answer(actor):
                self.wrote[actor] = event.recorder
            if word(event, "lamplig") != "okant":
                self.suitable[actor] = word(event, "lamplig")
            if word(event, "svar") == "ja" and self.told.agreed is None:
                self.for_the_chair.add(actor)

    def _moves(self, event: Event, rests: bool, before: Told) -> None:
        """Where the case goes, by the column "to" of the table of events."""
        match event.name:
            case "identifiera_behov":
                self.phase = "behov"
            case "tacka_ja":
                self.phase = "samtycke"
            case name if name in ENDINGS:
                self.phase = CLOSED
            case "ge_samtycke" if self.phase in ("samtycke", RESTS):
                back = self.phase == RESTS and self.plans.in_force is not None
                self.phase = "atgarder" if back else "forberedelse"
            case "kalla" if self.phase == "forberedelse":
                self.phase = "kallelse"
            case "boka_om" if self.phase == "kallelse":
                self.phase = "forberedelse"
            case "stall_in" if self.phase == "kallelse" and not (self.called or set()) - _all_or(event, self.called):
                self.phase = "forberedelse"
            case "oppna_mote":
                self.phase = "mote" if self.phase == "kallelse" else "uppfoljning"
            case "avsluta_mote" | "avbryt_mote":
                self.phase = "forberedelse" if self.plans.in_force is None else "atgarder"
        if rests and self.phase != CLOSED:
            self.phase = RESTS

    def _chairs(self, event: Event) -> None:
        match event.name:
            case "identifiera_behov":
                self.chair = event.by
            case "overlamna_ordforande":
                self.offered = _of(event, "till", None)
            case "godta_ordforande":
                if self.met is not None and self.met == self.chair:
                    self.met = event.by
                if self.follow_up is not None and self.follow_up[1] == self.chair and not self.goes_on():
                    self.follow_up = (self.follow_up[0], event.by)
                self.chair, self.offered = event.by, None
                self.for_the_chair.clear()
            case "ge_samtycke":
                self.for_the_chair.clear()

    def _meets(self, event: Event, before: Told, rests: bool) -> None:
        match event.name:
            case "kalla":
                self.called = (self.called or set()) | set(_of(event, "till"))
            case "boka_om":
                self.called = None
            case "stall_in" if self.called is not None:
                self.called = self.called - _all_or(event, self.called) or None
            case "oppna_mote":
                day = None if self.follow_up is None else self.follow_up[0]
                self.plans.silent_are_absent(event, day, self.awaits)
                self.present, self.met, self.follow_up = set(_of(event, "narvarande")), event.by, None
            case "andra_narvaro":
                self._comes_and_goes(event)
            case "avsluta_mote" | "avbryt_mote":
                self.present, self.met, self.called = set(), None, None
                self.follow_up = None if self.plans.in_force is None else self.follow_up
            case "boka_uppfoljning" if _of(event, "datum", None) and _of(event, "sammankallande", None):
                self.follow_up = (_of(event, "datum"), _of(event, "sammankallande"))
        self._leave(self._out(event, before))
        if rests or event.name in ENDINGS:
            self.present, self.met, self.called, self.follow_up = set(), None, None, None

    def _out(self, event: Event, before: Told) -> frozenset[str]:
        """Those who take no part from now on: left out of the consent, or said no to."""
        if event.name == "begransa_samtycke" and before.agreed is not None:
            return frozenset(_of(event, "enheter"))
        if event.name == "ge_samtycke" and before.agreed is not None:
            return before.agreed.units - frozenset(_of(event, "enheter"))
        if event.name == "bestam_deltagare" and word(event, "svar") == "nej":
            return frozenset(one for one in _of(event, "deltagare") if self.told.said_no(one))
        return frozenset()

    def _leave(self, out: frozenset[str]) -> None:
        self.present -= out
        self.called = None if self.called is None else self.called - out
        if self.follow_up is not None and self.follow_up[1] in out and self.chair is not None:
            self.follow_up = (self.follow_up[0], self.chair)

    def _comes_and_goes(self, event: Event) -> None:
        come, gone = set(_of(event, "anlant")), set(_of(event, "lamnat"))
        self.present = (self.present | come) - gone
        self.plans.come_and_go(event, come, gone, self.present, self._wanted())

    def _goes_through_ung_intro(self, event: Event, rests: bool, before: Told, bears: str | None) -> None:
        match event.name:
            case "identifiera_behov":
                self.phase, self.chair = "behov", event.by
            case "ge_samtycke" if self.phase in ("behov", RESTS):
                self.phase = RESTS if self.told.agreed is None else "consented"
            case "avsluta_egen_del" if is_of(event.by, UNG_INTRO) or is_of(event.by, bears or UNG_INTRO):
                self.phase = CLOSED
            case "avsluta_egen_del" if event.by == self.coordinator:
                self.coordinator = None
            case "samrada":
                self.talked = (event.by, str(_of(event, "till", None)))
            case "aktualisera":
                self.phase, self.referred = "aktualisering", True
            case "anta":
                self.phase, self.taken_in = "anvisning", True
            case "starta":
                self.phase, self.started = "samverkan", True
            case "etablera_samordning":
                self.coordinator = _of(event, "samordnare", None)
            case name if name in ENDINGS:
                self.phase = CLOSED
        if event.name == "begransa_samtycke" and before.agreed is not None and not rests:
            self.coordinator = None if self.coordinator in _of(event, "enheter") else self.coordinator
        if rests and before.agreed is not None:
            self.phase, self.rested = self.phase if self.phase == CLOSED else RESTS, before.agreed.units


def _of(event: Event, name: str, missing: Any = ()) -> Any:
    return getattr(event, name, missing)


def word(event: Event, name: str) -> str:
    """What a field of three values says, as a log writes it."""
    return str(getattr(_of(event, name, None), "value", "okant"))


def _all_or(event: Event, called: set[str] | None) -> set[str]:
    """Those told that the meeting is off: the ones named, or everybody."""
    return set(_of(event, "till")) or set(called or ())
