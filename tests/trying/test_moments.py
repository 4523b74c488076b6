"""When a tried case is shown: a file of one's own as it stands now, what was written last at its own time."""

from __future__ import annotations

from typing import Any

import pytest

from tests.trying.test_answering import ONGOING, ROOT, STRAIGHT, ask, words

CALLED = (ROOT / "examples" / "logs" / "overlamnat_ordforandeskap.jsonl").read_text(encoding="utf-8")
NOON = "2026-11-06T12:00"
TIME = [("occurred_at", "2026-10-13T09:00"), ("by", "region:psykiatri"), ("start", "2026-12-10T10:00")]


@pytest.fixture
def booked() -> str:
    """The ongoing case once the Region has given a time: the others ought to be called by 5 November (A2)."""
    log: str = ask("send", ONGOING, event="ange_tid", pairs=TIME)["log"]
    return log


def test_a_file_is_shown_as_it_stands_now_so_that_what_has_come_due_since_is_told(booked: str) -> None:
    now = ask("open", booked, opened=booked, now=NOON, at="")
    assert now["at"] == NOON
    assert "Läget visas per 2026-11-06 12:00." in words(now["parts"]["sums"])
    assert words(now["parts"]["owed"]).startswith("Sen: kommunens arbetsmarknadsenhet – kalla till mötet")


@pytest.mark.parametrize("do", ["open", "new"])
def test_an_example_and_a_case_begun_here_are_shown_at_their_last_event(do: str, booked: str) -> None:
    told = ask(do, booked, now=NOON, at="2026-10-06T12:00", routine="flerpartsmote")
    assert told["at"] == ""
    assert "2026-11-06" not in words(told["parts"]["sums"])
    assert "2026-10-06" not in words(told["parts"]["sums"])
    assert "Sen:" not in words(told["parts"]["owed"])


def test_a_file_that_goes_on_after_now_is_shown_to_its_end() -> None:
    """A trial may tell of what hasn't happened yet."""
    told = ask("open", STRAIGHT, opened=STRAIGHT, now="2026-06-11T08:59")
    assert told["at"] == ""
    assert told["lit"]["here"] == "avslut"
    assert ask("open", STRAIGHT, opened=STRAIGHT, now="2026-06-11T09:00")["at"] == "2026-06-11T09:00"


@pytest.mark.parametrize(
    ("at", "shown"),
    [("2026-10-13T08:59", "2026-10-13T09:00"), ("2026-10-13T09:00", None), ("2026-11-06T12:00", None), ("", None)],
)
def test_what_is_added_after_the_moment_that_is_shown_moves_it_on(at: str, shown: str | None) -> None:
    told = ask("send", ONGOING, event="ange_tid", pairs=TIME, at=at)
    assert told.get("at") == shown
    assert "mötet, gentemot Arbetsförmedlingen · bör ske senast 2026-11-05" in words(told["parts"]["owed"])


def test_what_is_changed_or_looked_at_leaves_the_moment() -> None:
    told: dict[str, Any] = ask("show", ONGOING, at="2026-10-06T12:00", now=NOON, opened=ONGOING)
    assert "at" not in told
    assert "at" not in ask("remove", ONGOING, nr=12, at="2026-10-06T12:00", now=NOON, opened=ONGOING)


@pytest.mark.parametrize(
    ("at", "told"),
    [
        ("2026-11-20T12:00", "Bokade dagar 2026-12-01 13:00 · möte 1, Vårdcentralen, plan 2 · om 11 dagar"),
        ("2026-12-01T09:00", "Bokade dagar 2026-12-01 13:00 · möte 1, Vårdcentralen, plan 2 · i dag"),
        (
            "2026-12-30T12:00",
            "Bokade dagar 2026-12-01 13:00 · möte 1, som varken har öppnats eller ställts in i ärendet",
        ),
    ],
)
def test_the_booked_meeting_is_told_and_opening_it_comes_next_with_its_day(at: str, told: str) -> None:
    """Nothing is late when the day has passed: whether it was held nobody knows yet (0103)."""
    parts = ask("show", CALLED, at=at)["parts"]
    assert told in words(parts["owed"])
    booked = "När: bokat till 2026-12-01 13:00" + (", som har passerat" if at > "2026-12-02" else "")
    assert booked in words(parts["next"])
