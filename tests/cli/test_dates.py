"""``dates``: the days are counted by hand here, from a calendar on the wall."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import run


def test_backward_with_and_without_the_region() -> None:
    ran = run("dates", "--meeting", "2026-06-01")
    assert (ran.code, ran.err) == (0, "")
    with_region, without = ran.out.split("Möte 2026-06-01 (måndag), utan Regionen")
    assert "Regionen bör kontaktas senast: 2026-04-20 (måndag) · cirka 6 veckor före · FM-BOKNING-2" in with_region
    assert "Kallelsen till övriga bör skickas senast: 2026-04-27 (måndag) · cirka 5 veckor före · PR-FORB-3" in _flat(
        with_region
    )
    assert "Regionens svarstid emellan, i dagar: 7" in with_region
    assert "2026-04-27 (måndag) · cirka 5 veckor före · FM-BOKNING-5" in _flat(without)


def _flat(text: str) -> str:
    return " ".join(text.split())


def test_a_free_day_moves_the_latest_day_and_says_why() -> None:
    # Six weeks before Friday 5 February 2027 is Christmas Day, and the day before is Christmas Eve.
    ran = run("dates", "--meeting", "2027-02-05", "--region")
    assert "Regionen bör kontaktas senast: 2026-12-23 (onsdag)" in ran.out
    moved = "Flyttad från 2026-12-25 (fredag). Lediga dagar: 2026-12-25 (juldagen) och 2026-12-24 (julafton)."
    assert moved in _flat(ran.out)
    assert "utan Regionen" not in ran.out


def test_backward_as_json() -> None:
    data = run("dates", "--meeting", "2027-02-05", "--region", "--today", "2026-12-28", "--format", "json").data
    assert data["format"] == "flerpart_flow/dates/1"
    assert data["lead_times"]["region_weeks"] == 6
    (one,) = data["backward"]
    assert one == {
        "with_region": True,
        "meeting": "2027-02-05",
        "meeting_is_working_day": True,
        "latest_region_contact": {
            "day": "2026-12-23",
            "raw": "2026-12-25",
            "moved_past": [{"day": "2026-12-25", "why": "juldagen"}, {"day": "2026-12-24", "why": "julafton"}],
            "moved_for_the_post": False,
            "norm": "FM-BOKNING-2",
            "days_short": 3,
        },
        "latest_summons": {
            "day": "2026-12-30",
            "raw": "2027-01-01",
            "moved_past": [{"day": "2027-01-01", "why": "nyarsdagen"}, {"day": "2026-12-31", "why": "nyarsafton"}],
            "moved_for_the_post": False,
            "norm": "PR-FORB-3",
            "days_short": 0,
        },
        "slack_days": 7,
    }


def test_forward() -> None:
    # Work begins on Monday 28 December 2026; 8 February 2027 is six weeks later.
    ran = run("dates", "--today", "2026-12-25", "--region", "--lang", "en")
    assert "Earliest meeting 2027-02-08 (Monday), the Region takes part" in ran.out
    assert "Work begins 2026-12-28 (Monday), the first working day." in ran.out
    data = run("dates", "--today", "2026-12-25", "--no-region", "--format", "json").data
    (one,) = data["forward"]
    assert one == {
        "with_region": False,
        "today": "2026-12-25",
        "start": "2026-12-28",
        "earliest_meeting": "2027-02-01",
        "region_contact": None,
        "latest_region_answer": None,
        "latest_summons": "2026-12-28",
        "slack_days": None,
        "norms": ["FM-BOKNING-5"],
    }
    assert data["backward"] == []


def test_a_latest_day_that_has_passed_is_told_with_the_days_short() -> None:
    ran = run("dates", "--meeting", "2027-02-05", "--today", "2026-12-28", "--region")
    assert "Den dagen har passerat 2026-12-28. Dagar som då fattas: 3." in ran.out


def test_a_meeting_on_a_free_day_is_told() -> None:
    assert "Mötesdagen är ingen arbetsdag." in run("dates", "--meeting", "2026-06-06").out


def test_the_organisations_own_weeks(tmp_path: Path) -> None:
    overlay = tmp_path / "egen.toml"
    overlay.write_text(
        '[parameter]\nlead_time_weeks_region = 5\nlead_time_weeks_others = 5\nlead_time_anchor = "received"\n',
        encoding="utf-8",
    )
    ran = run("dates", "--meeting", "2026-06-01", "--region", "--overlay", str(overlay))
    assert "Flyttad från 2026-04-27 (måndag), för att brevet ska hinna fram." in ran.out
    assert "Kallelsen behöver skickas innan Regionen behöver kontaktas, i dagar: 4" in ran.out
    assert "räknas från dagen då kallelsen kommer fram" in ran.out


@pytest.mark.parametrize(
    "arguments", [("--meeting", "2005-01-10"), ("--today", "2100-12-20"), ("--meeting", "2101-01-01")]
)
def test_outside_the_years_that_the_calendar_is_right_for(arguments: tuple[str, ...]) -> None:
    ran = run("dates", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert "2005" in ran.err


def test_every_reason_for_a_free_day_has_its_words() -> None:
    from flerpart_flow.engine.values.calendar import holidays_of
    from flerpart_flow.texts import texts

    keys = {key for year in (2004, 2026) for key in holidays_of(year).values()}
    for lang in ("sv", "en"):
        assert all(f"cli.ledig.{key}" in texts(lang) for key in keys)
