"""The way through the routine that everything is measured on: a whole case that follows it, from need to closure.

The events come from a plain list of acts, so that a case can be had as values, as a log's lines, and at any length.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import count, islice
from typing import Any, Final
from zoneinfo import ZoneInfo

import attrs

from flerpart_flow.engine.journal.log import write_log
from flerpart_flow.engine.judging.case import Case, open_case
from flerpart_flow.engine.judging.decision import State
from flerpart_flow.engine.judging.step import initial_state
from flerpart_flow.engine.judging.step import step as take
from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.routines.flerpartsmote import FLERPARTSMOTE

ROUTINE: Final = FLERPARTSMOTE
RULES: Final[Rules] = FLERPARTSMOTE.rules()
TEN: Final = 10

_START = datetime(2026, 1, 12, 9, 0, tzinfo=ZoneInfo("Europe/Stockholm"))
_MINUTE = 1 / 24 / 60
_SHIFT = 61 / 24 / 60 / 60
"""A prime number of seconds, so that no two cases share their times, as cases shifted by minutes would."""

_CHAIR = "kommun:arbetsmarknad"
_AF = "arbetsformedlingen"
_CARE = "region:psykiatri"
_AID = "kommun:ekonomiskt_bistand"
_INDIVID = "individ"
_UNITS = (_CHAIR, _AF, _CARE, _AID)
_ALL = (_INDIVID, *_UNITS)

Act = tuple[float, str, str, dict[str, Any]]
"""Day of the case, event, who acts, what the event says."""


def _moment(day: float) -> datetime:
    return _START + timedelta(days=day)


def _date(day: float) -> date:
    return _moment(day).date()


def _plan(follow_up: float) -> dict[str, Any]:
    measures = [
        {"id": "praktik", "text": "Praktikplats", "ansvariga": [_AF], "klart_senast": _date(110).isoformat()},
        {"id": "ansokan", "text": "Ansökan om ersättning", "ansvariga": [_INDIVID, _AID]},
        {"id": "stod", "text": "Samtalsstöd", "ansvariga": [_CARE]},
    ]
    goals = [{"id": "arbete", "text": "Åter i arbete", "delmal": ["Halvtid", "Heltid"]}]
    return {"mal": goals, "atgarder": measures, "uppfoljning": _date(follow_up).isoformat()}


def _summons() -> dict[str, Any]:
    return {
        "till": (_AF, _CARE, _AID),
        "start": _moment(60),
        "slut": _moment(60.05),
        "plats": "Sal 1",
        "syfte": dict.fromkeys((_AF, _CARE, _AID), "Planera vägen till arbete"),
        "kontakt": "katalogpost 12",
        "inbjudna": ("handläggare", "arbetsförmedlare"),
        "hor_av_dig": "ja",
        "kanal": "brev",
    }


def _need() -> Iterator[Act]:
    yes = {"samordningsbehov": "ja", "arbetsfor_alder": "ja", "underlag": ("halsa",), "individen_delaktig": "ja"}
    yield 0, "identifiera_behov", _CHAIR, {}
    yield 0, "bedom_behov", _CHAIR, yes
    yield 0, "erbjud_mote", _CHAIR, {}
    yield 0, "tacka_ja", _INDIVID, {}
    yield 1, "informera", _CHAIR, {"anpassning": ("lattlast",)}
    yield 1, "ge_samtycke", _INDIVID, {"enheter": _UNITS, "amnen": ("halsa", "arbete")}
    yield from ((1, "dokumentera_samtycke", unit, {"referens": "dnr 1"}) for unit in _UNITS)


def _preparation() -> Iterator[Act]:
    yield 2, "forbered", _CHAIR, {"individen_medverkar": "ja", "behov_onskemal": "ja"}
    yield 2, "bestam_deltagare", _INDIVID, {"deltagare": _UNITS[1:], "svar": "ja"}
    yield 3, "kontakta_region", _CHAIR, {"enhet": _CARE}
    yield 4, "ange_tid", _CARE, {"start": _moment(60), "plats": "Sal 1", "vardniva": "specialistvard"}
    yield 5, "kalla", _CHAIR, _summons()
    yield from ((6, "bekrafta", unit, {"mote": 1}) for unit in _UNITS[1:])
    yield from ((7, "forbered_egen_del", unit, {}) for unit in _UNITS[1:])


def _meeting() -> Iterator[Act]:
    yield 60, "oppna_mote", _CHAIR, {"mote": 1, "narvarande": _ALL}
    yield 60, "utse_dokumenterare", _CHAIR, {"vem": _CHAIR}
    yield 60, "lamna_uppgift", _CARE, {"till": _AF, "amne": "halsa"}
    yield 60, "uppratta_plan", _CHAIR, {"plan": _plan(150)}
    yield from _agreed(60, 1, 150)


def _agreed(day: float, version: int, follow_up: float) -> Iterator[Act]:
    yield day, "sammanfatta_plan", _CHAIR, {"version": version}
    yield from ((day, "godkann_plan", who, {"version": version}) for who in _ALL)
    yield day, "dela_ut_plan", _CHAIR, {"version": version, "till": (_INDIVID, *_UNITS[1:])}
    yield day, "boka_uppfoljning", _CHAIR, {"datum": _date(follow_up).isoformat(), "sammankallande": _CHAIR}
    yield day, "avsluta_mote", _CHAIR, {}


def _follow_up(day: float, meeting: int, version: int, following: float) -> Iterator[Act]:
    """One round: the measures, then a meeting that revises the plan."""
    yield day - 0.5, "paborja_atgard", _AF, {"atgard": "praktik"}
    yield day - 0.5, "genomfor_atgard", _AF, {"atgard": "praktik"}
    yield day - 0.5, "folj_upp_egna_atgarder", _CARE, {}
    yield day, "oppna_mote", _CHAIR, {"mote": meeting, "narvarande": _ALL}
    yield day, "utse_dokumenterare", _CHAIR, {"vem": _CHAIR}
    yield from ((day, "redovisa", unit, {}) for unit in _UNITS)
    yield day, "bedom_samordningsbehov", _CHAIR, {"kvarstar": "ja"}
    yield day, "revidera_plan", _CHAIR, {"plan": _plan(following), "skal_kod": "atgarder_andrade"}
    yield from _agreed(day, version, following)


def whole() -> Iterator[Act]:
    """A case from need to closure: two meetings, one revision."""
    yield from _need()
    yield from _preparation()
    yield from _meeting()
    yield from _follow_up(150, 2, 2, 240)
    yield 200, "avsluta", _INDIVID, {"skal_kod": "individens_onskan"}


def endless() -> Iterator[Act]:
    """A case that meets again and again, each time two days later."""
    yield from _need()
    yield from _preparation()
    yield from _meeting()
    for nr in count(2):
        yield from _follow_up(146 + 2 * nr, nr, nr, 148 + 2 * nr)


def events(acts: Iterable[Act], *, offset: int = 0) -> Iterator[Event]:
    """The acts as numbered events, a minute apart within a day, ``offset`` times 61 seconds later than in the story."""
    day, minute = -1.0, 0
    for nr, (of, name, by, content) in enumerate(acts, 1):
        day, minute = (day, minute + 1) if of == day else (of, 0)
        recorder = None if by != _INDIVID else _CHAIR
        at = _moment(of + minute * _MINUTE + offset * _SHIFT).replace(microsecond=0)
        yield ROUTINE.events[name](nr=nr, occurred_at=at, recorded_at=at, by=by, recorded_by=recorder, **content)


def opened(reference: str = "arende-1") -> Case:
    """A case without events."""
    return open_case(ROUTINE, reference, rules=RULES, municipality="uppsala")


def log_of(happened: Iterable[Event], reference: str = "arende-1") -> list[str]:
    """The lines of a case's log. Raises Refused if the routine doesn't allow an event."""
    return list(write_log(opened(reference).apply_all(happened)))


def ten(*, offset: int = 0) -> list[Event]:
    """The first ten events of a case."""
    return list(events(islice(whole(), TEN), offset=offset))


@attrs.frozen
class Passed:
    """An event of the walk, with the state before it and the state after."""

    event: Event
    before: State
    after: State


def passed() -> tuple[Passed, ...]:
    """The whole walk. Raises Refused if the routine no longer allows it."""
    state = initial_state(ROUTINE, opened().header)
    found = []
    for event in events(whole()):
        decision = take(ROUTINE, RULES, state, event).or_raise()
        found.append(Passed(event, state, decision.state))
        state = decision.state
    return tuple(found)


def guards_on(walk: Iterable[Passed]) -> int:
    """How many guards are run on the walk, the one of who acts included."""
    moves = (ROUTINE.machine.events[one.event.name].move_in(one.before.phase) for one in walk)
    return sum(len(move.checks) for move in moves if move is not None)
