"""How a line is taken in, in both routines: what it says of consent and the word, and whether the case then rests."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from flerpart_flow.engine.record.events import Event
from flerpart_flow.proof.oracle.history.meetings import goes_through_meetings
from flerpart_flow.proof.oracle.history.record import (
    BEFORE,
    CLOSED,
    RESTS,
    UNG_INTRO,
    History,
    is_of,
    of,
    parties,
    word,
)
from flerpart_flow.proof.oracle.history.support import goes_through_ung_intro
from flerpart_flow.proof.prove import told
from flerpart_flow.proof.prove.told import Told, renewed, without_yes


def hear(history: History, event: Event, routine: str) -> None:
    """Take in an accepted line."""
    before, bears = history.told, _bears(history, routine)
    rests = _comes_to_rest(history, event, bears, routine)
    not_enough = routine == "ung_intro" and event.name == "ge_samtycke" and history.phase == RESTS
    not_enough = not_enough and _not_enough(history, event, bears)
    if not not_enough:  # a consent that doesn't end the pause is none, and takes nothing with it
        history.told = told.hear(history.told, event, rests)
    if event.name == "begransa_samtycke" and history.phase == CLOSED:
        history.told = attrs.evolve(history.told, informed=before.informed)
    if event.name == "bestam_deltagare":
        _answered(history, event, before)
    if event.name == "ge_samtycke":
        history.consent_by = event.recorder
    _takes_back(history, event)
    if routine == "flerpartsmote":
        goes_through_meetings(history, event, before, rests)
    else:
        goes_through_ung_intro(history, event, rests, before, bears)
    if rests and history.phase != CLOSED:
        history.withdrawn = True


def stays(history: History, phase: str, line: Event) -> bool:
    """A pause or an ending that a line once led to stays, whatever is struck of the lines before it (A9, A51).

    Whether the case has come there with this.
    """
    before = history.phase
    if phase == CLOSED:
        refused = line.name == "neka_samtycke"
        history.phase, history.told = CLOSED, attrs.evolve(history.told, informed=None) if refused else history.told
    elif phase == RESTS and history.phase not in (RESTS, CLOSED):
        history.rested = history.told.agreed.units if history.told.agreed is not None else history.rested
        history.told = attrs.evolve(without_yes(told.hear(history.told, line, rests=True), frozenset()), informed=None)
        _takes_back(history, line)
        history.phase, history.withdrawn = RESTS, True
        history.present, history.met, history.called, history.follow_up = set(), None, None, None
    return history.phase != before


def _bears(history: History, routine: str) -> str | None:
    """The unit that answers for the case: if it leaves the consent, the consent ends."""
    if routine == "flerpartsmote":
        return history.chair
    return UNG_INTRO if history.referred else history.chair


def _comes_to_rest(history: History, event: Event, bears: str | None, routine: str) -> bool:
    """Whether the act ends the consent as a whole (section on withdrawal, point 4)."""
    if history.phase in (*BEFORE, RESTS, "") or history.told.agreed is None:
        return False
    if event.name == "aterkalla_samtycke":
        return True
    return _too_little(history, event, history.told.agreed.units, bears, routine)


def _not_enough(history: History, event: Event, bears: str | None) -> bool:
    """Whether a consent in a pause is one that a narrowing would have ended: then the pause goes on."""
    given = frozenset(of(event, "enheter"))
    lacks = bears is not None and not any(is_of(one, bears) for one in given)
    return lacks or (bool(parties(history.rested - given)) and len(parties(given)) < history.least)


def _too_little(history: History, event: Event, units: frozenset[str], bears: str | None, routine: str) -> bool:
    """Whether too few organisations are left, or not the unit that answers for the case."""
    if event.name == "begransa_samtycke":
        out = frozenset(of(event, "enheter"))
        left = units - out
    elif event.name == "ge_samtycke":
        left = frozenset(of(event, "enheter"))
        out = units - left
    else:
        return False
    too_few = bool(parties(out)) and len(parties(left)) < history.least
    kind = routine == "ung_intro" and bears is not None and any(is_of(one, bears) for one in out)
    return too_few or bears in out or (kind and not any(is_of(one, str(bears)) for one in left))


def _takes_back(history: History, event: Event) -> None:
    """What has been taken out or back, when, and whether by the individual in person; "*" is the consent.

    A yes to one whom the individual takes out is void, to a representative too (A48).
    """
    units, topics, own = of(event, "enheter"), of(event, "amnen"), event.by == "individ"
    out: tuple[str, ...] = ()
    if event.name in {"ge_samtycke", "utoka_samtycke"}:
        out = of(event, "undantag")
        for code in {*units, *topics, *(("*",) if event.name == "ge_samtycke" else ())} - set(out):
            history.taken.pop(code, None)
    elif event.name == "begransa_samtycke":
        out = (*units, *topics)
        void = frozenset(one for one in units if own and history.told.said_yes(one))
        kept = frozenset(one for one in history.told.answers if one[0] not in void)
        history.told = attrs.evolve(history.told, answers=kept)
    elif event.name == "aterkalla_samtycke":
        out = ("*",)
    takes_out(history, event, out)


def leaves_out(history: History, consent: Event) -> None:
    """What a consent leaves out stays out, and the yes to those whom it doesn't name is void, though it is none."""
    history.told = renewed(history.told, consent)
    takes_out(history, consent, of(consent, "undantag"))


def takes_out(history: History, event: Event, codes: Iterable[str]) -> None:
    """These are taken out or back; what the individual themself took stays theirs when a representative does so."""
    own = event.by == "individ"
    for code in codes:
        if own or not history.taken.get(code, (None, False))[1]:
            history.taken[code] = (event.occurred_at, own)


def _answered(history: History, event: Event, before: Told) -> None:
    for actor in of(event, "deltagare"):
        if history.told.answer(actor) is not before.answer(actor):
            history.wrote[actor] = event.recorder
        if word(event, "lamplig") != "okant":
            history.suitable[actor] = word(event, "lamplig")
        if word(event, "svar") == "ja" and history.told.agreed is None:
            history.for_the_chair.add(actor)
