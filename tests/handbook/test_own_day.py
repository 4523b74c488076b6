"""The form for a day of one's own, in a real browser: it answers what Python answers, day by day."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from flerpart_flow.diagrams.drawing import draw
from flerpart_flow.routines.flerpartsmote import FLERPARTSMOTE
from flerpart_flow.samverkan.lead_times import backward, forward, lead_times
from tests.diagrams.browser import opened_at
from tests.handbook.books import GROUP, on_disk, whole
from tests.needs import needs_browser

pytestmark = pytest.mark.xdist_group(GROUP)

WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
HARD = [
    *("2027-03-18", "2027-03-20", "2027-03-21"),  # a Thursday, a Saturday, a Sunday
    *("2027-05-06", "2027-05-05", "2026-06-19", "2026-06-20"),  # Ascension Day and the day before, Midsummer
    *("2026-12-24", "2026-12-31", "2027-01-01", "2027-01-06"),  # eves, New Year's Day, Epiphany
    *("2028-02-29", "2028-02-28", "2028-03-01", "2032-02-29", "2028-04-11", "2028-04-14"),  # leap days, and after them
    *("2026-01-01", "2035-12-31", "2026-01-05", "2026-02-09", "2031-01-02"),  # the ends, and the year's turn
    *("2027-02-05", "2027-02-10", "2026-12-28", "2032-12-31", "2033-01-03"),  # weeks 53 and 1
    *("2027-04-30", "2027-05-14", "2029-02-11", "2029-02-17", "2026-05-14", "2026-05-07"),  # Easter and May before
]

# Types each day into a field and takes down what is shown: the headings, and each day with what is said of it.
TYPED = """
const [field, days] = arguments;
const input = document.getElementById(field);
const parts = "#own-chain h3, #own-chain dt, #own-chain dd, #own-chain > p";
const said = (one) => [...one.childNodes].map((node) => node.data ?? "\\n").join("");
return days.map((day) => {
  input.value = day;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  return [...document.querySelectorAll(parts)].map(said);
});
"""


@pytest.fixture
def calendar() -> Path:
    """The page of the calendar with the form, as a file."""
    needs_browser()
    pages = on_disk().glob("flerpartsmote/sv/picture/calendar-*/index.html")
    (found,) = (one for one in pages if 'id="own-day"' in one.read_text(encoding="utf-8"))
    return found


def shown(day: date) -> str:
    """A day as the calendar's boxes have it."""
    return f"Kalendervecka {day.isocalendar().week}: {day.isoformat()} ({WEEKDAYS[day.weekday()]})"


def told(day: date) -> list[str]:
    """The chain before a meeting, as the picture's own boxes tell it."""
    chains: dict[str, list[str]] = {}
    for page in draw(FLERPARTSMOTE, "calendar", meeting=day).pages:
        for lane in page.lanes:
            for node in page.nodes:
                if node.lane == lane.id and node.id.startswith("dag-"):
                    said = node.title, "\n".join(line.text for line in node.lines)
                    chains.setdefault(lane.title, []).extend(said)
    return [one for title, chain in chains.items() for one in (title, *chain)]


def test_the_chain_of_a_meeting_is_that_of_the_picture(calendar: Path) -> None:
    days = list(dict.fromkeys(HARD))
    with opened_at(calendar.as_uri()) as browser:
        answers = browser.execute_script(TYPED, "own-meeting", days)
    assert dict(zip(days, answers, strict=True)) == {day: told(date.fromisoformat(day)) for day in days}


def test_the_earliest_meeting_is_that_of_the_library(calendar: Path) -> None:
    lead = lead_times(FLERPARTSMOTE.rules())
    days = [*dict.fromkeys(HARD), *(str(date(2030, 1, 1) + timedelta(days=nr)) for nr in range(120))]
    with opened_at(calendar.as_uri()) as browser:
        answers = browser.execute_script(TYPED, "own-start", days)
        assert browser.execute_script("return document.getElementById('own-meeting').value") == ""
    for day, answer in zip(days, answers, strict=True):
        for at, region in ((0, True), (7, False)):
            one = forward(date.fromisoformat(day), region, lead)
            assert [answer[at + nr] for nr in (1, 3, 5)] == [
                shown(each) for each in (one.start, one.latest_summons, one.meeting)
            ], day


def test_every_day_of_ten_years_is_that_of_the_library(calendar: Path) -> None:
    lead = lead_times(FLERPARTSMOTE.rules())
    days = [date(2026, 1, 1) + timedelta(days=nr) for nr in range(3652)]
    assert days[-1] == date(2035, 12, 31)
    with opened_at(calendar.as_uri()) as browser:
        answers = browser.execute_script(TYPED, "own-meeting", [str(day) for day in days])
    for day, answer in zip(days, answers, strict=True):
        with_region, without = backward(day, True, lead), backward(day, False, lead)
        assert with_region.latest_region_contact is not None
        first = [shown(with_region.latest_region_contact), shown(with_region.latest_summons), shown(day)]
        assert answer[1:7:2] == first
        assert answer[8::2] == [shown(without.latest_summons), shown(day)]


def test_a_day_outside_is_told_of_and_none_shows_nothing(calendar: Path) -> None:
    with opened_at(calendar.as_uri()) as browser:
        answers = browser.execute_script(TYPED, "own-meeting", ["2025-12-31", "2036-01-01", ""])
    assert [len(one) for one in answers] == [1, 1, 0]
    assert "2026-01-01" in answers[0][0]
    assert "2035-12-31" in answers[1][0]


def test_without_a_script_the_page_says_what_to_do_and_another_page_leads_to_it() -> None:
    pages = {path: text for path, text in whole().items() if path.endswith(".html") and 'id="own-day"' in text}
    assert len(pages) == 2
    for path, text in pages.items():
        assert '<form id="own-day" hidden>' in text
        without = text.split("<noscript>")[1].split("</noscript>")[0]
        assert "flerpart-flow dates --meeting" in without
        assert "script-src 'self' file:" in text
        asked = whole()[f"{path.split('/picture/')[0]}/question/sista_dag/index.html"]
        assert "/index.html#egen-dag" in asked
    assert "DAYS" in whole()["flerpartsmote/days.js"]
    assert "ung_intro/days.js" not in whole()
