"""How a flerpartsmöte goes on, line after line: the phase, the chair, who is called and there, and the plans."""

from __future__ import annotations

from flerpart_flow.engine.record.events import Event
from flerpart_flow.proof.oracle.history.record import CLOSED, ENDINGS, RESTS, History, of, word
from flerpart_flow.proof.prove.told import Told


def goes_through_meetings(history: History, event: Event, before: Told, rests: bool) -> None:
    """What a line does beside what it says; ``before`` is what had been said."""
    _moves(history, event, rests)
    _chairs(history, event)
    _meets(history, event, before, rests)
    in_force = history.plans.hear(event, history.present, history.wanted(), history.awaits)
    if in_force and history.phase == "forberedelse":
        history.phase = "atgarder"


def _moves(history: History, event: Event, rests: bool) -> None:
    """Where the case goes, by the column "to" of the table of events."""
    match event.name:
        case "identifiera_behov":
            history.phase = "behov"
        case "tacka_ja":
            history.phase = "samtycke"
        case name if name in ENDINGS:
            history.phase = CLOSED
        case "ge_samtycke" if history.phase in ("samtycke", RESTS):
            back = history.phase == RESTS and history.plans.in_force is not None
            history.phase = "atgarder" if back else "forberedelse"
        case "kalla" if history.phase == "forberedelse":
            history.phase = "kallelse"
        case "boka_om" if history.phase == "kallelse":
            history.phase = "forberedelse"
        case "stall_in" if history.phase == "kallelse":
            left = (history.called or set()) - _told_it_is_off(history, event)
            history.phase = "kallelse" if left else "forberedelse"
        case "oppna_mote":
            history.phase = "mote" if history.phase == "kallelse" else "uppfoljning"
        case "avsluta_mote" | "avbryt_mote":
            history.phase = "forberedelse" if history.plans.in_force is None else "atgarder"
    if rests and history.phase != CLOSED:
        history.phase = RESTS


def _chairs(history: History, event: Event) -> None:
    match event.name:
        case "identifiera_behov":
            history.chair = history.initiator = event.by
        case "overlamna_ordforande":
            history.offered = of(event, "till", None)
        case "godta_ordforande":
            if history.met is not None and history.met == history.chair:
                history.met = event.by
            if history.follow_up is not None and history.follow_up[1] == history.chair and not history.goes_on():
                history.follow_up = (history.follow_up[0], event.by)
            history.chair = history.initiator = event.by  # the chair is the initiator (A13)
            history.offered = None
            history.for_the_chair.clear()
        case "ge_samtycke":
            history.for_the_chair.clear()


def _meets(history: History, event: Event, before: Told, rests: bool) -> None:
    match event.name:
        case "kalla":
            history.called = (history.called or set()) | set(of(event, "till"))
        case "boka_om":
            history.called, history.number = None, history.number + 1
        case "stall_in" if history.called is not None:
            history.called = history.called - _told_it_is_off(history, event) or None
            history.number += history.called is None
        case "oppna_mote":
            day = None if history.follow_up is None else history.follow_up[0]
            history.plans.silent_are_absent(event, day, history.awaits)
            history.present, history.met, history.follow_up = set(of(event, "narvarande")), event.by, None
        case "andra_narvaro":
            _comes_and_goes(history, event)
        case "avsluta_mote" | "avbryt_mote":
            history.present, history.met, history.called = set(), None, None
            history.number += 1
            history.follow_up = None if history.plans.in_force is None else history.follow_up
        case "boka_uppfoljning" if of(event, "datum", None) and of(event, "sammankallande", None):
            history.follow_up = (of(event, "datum"), of(event, "sammankallande"))
    _leave(history, _out(history, event, before))
    if rests or event.name in ENDINGS:
        history.number += (history.called, history.met, history.follow_up) != (None, None, None)
        history.present, history.met, history.called, history.follow_up = set(), None, None, None
    if event.name in ENDINGS:
        history.offered = None


def _out(history: History, event: Event, before: Told) -> frozenset[str]:
    """Those who take no part from now on: left out of the consent, or said no to."""
    if event.name == "begransa_samtycke" and before.agreed is not None:
        return frozenset(of(event, "enheter"))
    if event.name == "ge_samtycke" and before.agreed is not None:
        return before.agreed.units - frozenset(of(event, "enheter"))
    if event.name == "bestam_deltagare" and word(event, "svar") == "nej":
        return frozenset(one for one in of(event, "deltagare") if history.told.said_no(one))
    return frozenset()


def _leave(history: History, out: frozenset[str]) -> None:
    history.present -= out
    history.called = None if history.called is None else history.called - out
    history.met = history.chair if history.met in out and history.chair is not None else history.met
    if history.follow_up is not None and history.follow_up[1] in out and history.chair is not None:
        history.follow_up = (history.follow_up[0], history.chair)


def _comes_and_goes(history: History, event: Event) -> None:
    come, gone = set(of(event, "anlant")), set(of(event, "lamnat"))
    history.present = (history.present | come) - gone
    history.plans.come_and_go(event, come, gone, history.present, history.wanted())


def _told_it_is_off(history: History, event: Event) -> set[str]:
    """Those told that the meeting is off: the ones named, else all; nobody, if it is told of an earlier one."""
    if of(event, "mote", None) not in (None, history.number):
        return set()
    return set(of(event, "till")) or set(history.called or ())
