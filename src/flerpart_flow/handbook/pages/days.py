"""The form for a day of one's own on the calendar's page: its words, and every answer, made beforehand by the library.

The script of the page looks the answers up and shows them. It knows nothing of free days or lead times.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from html import escape
from typing import Final

from flerpart_flow.diagrams.views.routine.calendar import CONTACT, SUMMONS, regions_own, who_does
from flerpart_flow.diagrams.views.routine.calendar import NAME as VIEW
from flerpart_flow.engine.values.calendar import weekday
from flerpart_flow.handbook.addresses import Kind
from flerpart_flow.handbook.markup import Lines, Page, heading
from flerpart_flow.handbook.scope import Drawn, Scope
from flerpart_flow.samverkan.lead_times import LeadTimes, backward, forward, lead_times

FIRST: Final = date(2026, 1, 1)
LAST: Final = date(2035, 12, 31)
"""The days that can be asked about, the same whenever the handbook is made."""
BEYOND: Final = 400
"""So many days later may the earliest meeting be, and is answered for, too."""
FORM: Final = "egen-dag"
"""The id of the form's part of the page."""
_MONDAY: Final = date(2026, 1, 5)


def is_calendar(scope: Scope, drawn: Drawn) -> bool:
    """Whether a picture is the calendar's first, whose page has the form."""
    return drawn == next((one for one in scope.drawn if one.picture.view == VIEW), None)


def own_day(of: Page) -> Lines:
    """The part of the page with the form, which its script shows; what to do without it."""
    yield f'<section id="{FORM}">'
    yield heading(of.scope.word("egen_dag.rubrik"))
    yield f"<noscript><p>{of.word('egen_dag.utan')}</p></noscript>"
    yield '<form id="own-day" hidden>'
    yield f"<p>{of.word('egen_dag.om', first=FIRST.isoformat(), last=LAST.isoformat())}</p>"
    for name in ("meeting", "start"):
        limits = f'min="{FIRST.isoformat()}" max="{LAST.isoformat()}"'
        yield f'<p><label for="own-{name}">{of.word(f"egen_dag.{name}")}</label>'
        yield f'<input type="date" id="own-{name}" {limits}></p>'
    yield '<div id="own-chain" role="status"></div></form>'
    yield f'<template id="own-words">{escape(json.dumps(_words(of), ensure_ascii=False), quote=False)}</template>'
    yield "</section>"


def link(of: Page, drawn: Drawn) -> str:
    """The way to the form from another page that shows the calendar."""
    return f"<p>{of.link(Kind.PICTURE, drawn.name, of.scope.word('egen_dag.rubrik'), FORM)}</p>"


def _words(of: Page) -> dict[str, object]:
    """What the script says: the calendar's own words, with holes for days and numbers that it fills."""
    wording, said, lead = of.scope.wording, of.scope.said, lead_times(of.scope.rules)
    contacts, calls = who_does(wording, CONTACT), who_does(wording, SUMMONS)
    one = backward(FIRST, True, lead)
    two = backward(FIRST, False, lead)

    def word(key: str, **values: object) -> str:
        return said.say(f"bilder.calendar.{key}", **{"dag": "{dag}", "dagar": "{dagar}", "vecka": "{vecka}", **values})

    return {
        "weekdays": [said.raw(f"cli.veckodag.{weekday(_MONDAY + timedelta(days=nr))}") for nr in range(7)],
        "titled": word("vecka"),
        "lanes": {"med": word("med"), "utan": word("utan")},
        "kontakt": word("kontakt", vem=contacts, veckor=lead.region_weeks, norm=one.region_norm),
        "med": word("kallelse", vem=calls, veckor=lead.others_weeks, norm=one.others_norm),
        "utan": word("kallelse_alla", vem=calls, veckor=lead.others_weeks, norm=two.others_norm),
        "besides": {"med": [told] if (told := regions_own(wording)) else [], "utan": []},
        "motet": word("motet"),
        "flyttad": word("flyttad"),
        "borja": of.scope.word("egen_dag.borja"),
        "tidigast": of.scope.word("egen_dag.tidigast"),
        "utanfor": of.scope.word("egen_dag.utanfor", first=FIRST.isoformat(), last=LAST.isoformat()),
    }


def answers(of: Page) -> bytes:
    """The script with every answer, as the library gives it."""
    return _answers(lead_times(of.scope.rules))


@lru_cache(maxsize=8)  # for both languages, and for a handbook that is made again
def _answers(lead: LeadTimes) -> bytes:
    asked = tuple(_days(FIRST, LAST))
    meetings = tuple(_days(FIRST, LAST + timedelta(days=BEYOND)))
    back = [backward(day, True, lead) for day in meetings]
    told = {
        "first": FIRST.isoformat(),
        "days": len(asked),
        "contactWeeks": lead.region_weeks,
        "summonsWeeks": lead.others_weeks,
        "contact": [_between(one.latest_region_contact or one.meeting, one.meeting) for one in back],
        "summons": [_between(one.latest_summons, one.meeting) for one in back],
        "begin": [_between(day, forward(day, True, lead).start) for day in asked],
        "meeting": {
            lane: [_between(day, forward(day, region, lead).meeting) for day in asked]
            for lane, region in (("med", True), ("utan", False))
        },
    }
    return f"const DAYS = {json.dumps(told, separators=(',', ':'))};\n".encode()


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=nr) for nr in range((last - first).days + 1))


def _between(one: date, other: date) -> int:
    return (other - one).days
