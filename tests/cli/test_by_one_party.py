"""``why --by`` and ``diagram case --by``: what one party may see, and no more."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.across.logs import kept
from tests.cli.running import run
from tests.stories import moment, paused

LOG = "examples/logs/pagaende_arende.jsonl"
RESTED = "examples/logs/aterkallat_och_tillbaka.jsonl"
AT = "2026-10-16"
UNIT, AF, IPS = "kommun:arbetsmarknad", "arbetsformedlingen", "kommun:ips"


def test_why_tells_one_party_nothing_of_the_others() -> None:
    """That Försäkringskassan hasn't documented the consent is told to the one who leads, not to Arbetsförmedlingen."""
    content = ("lamna_uppgift", "till=forsakringskassan", "amne=arbete", "--at", AT)
    leads = run("why", LOG, *content, "--by", UNIT, "--format", "json").data
    covered = run("why", LOG, *content, "--by", AF, "--format", "json").data
    assert (leads["later_lines"], covered["later_lines"]) == (0, None)
    assert covered["judged_from"] is None
    assert (covered["phase"], covered["decided"]["lost"]) == ("forberedelse", [])


@pytest.mark.parametrize("content", [(), ("ror=3", "skal_kod=felskrivning")])
def test_a_correction_is_answered_without_what_stands_in_the_line(content: tuple[str, ...]) -> None:
    data = run("why", LOG, "ratta", *content, "--by", AF, "--at", AT, "--format", "json").data
    assert (data["answer"], data["decided"]) == ("if", None)


def test_to_one_outside_there_is_no_case() -> None:
    ran = run("why", LOG, "kontaktforsok", "till=individ", "--by", IPS, "--at", AT)
    assert (ran.code, ran.out.strip()) == (1, "Här finns inget som kommunens IPS-verksamhet kan se.")
    data = run("why", LOG, "kontaktforsok", "--by", IPS, "--at", AT, "--format", "json").data
    assert (data["case"], data["phase"], data["answer"], data["findings"]) == (None, None, "no", [])


def test_one_who_was_in_it_is_told_that_nothing_is_asked() -> None:
    at = "2026-05-05"
    assert "Pausat" not in run("why", RESTED, "bekrafta", "--by", AF, "--at", at).out
    assert run("status", RESTED, "--at", at, "--format", "json").data["phase"] == "vilande"
    ran = run("why", RESTED, "bekrafta", "--by", AF, "--at", at)
    assert ran.code == 1
    assert "Ingenting begärs" in ran.out


def test_one_who_was_called_is_told_that_the_meeting_is_cancelled_and_not_why(tmp_path: Path) -> None:
    """The individual took the consent back: to who was called that is a meeting that isn't, and nothing more."""
    kept(tmp_path / "vilar.jsonl", paused().case)
    asked = (str(tmp_path / "vilar.jsonl"), "--by", AF, "--at", moment(50).isoformat())
    for command in ("status", "agenda"):
        ran = run(command, *asked)
        assert (ran.code, ran.err) == (0, "")
        assert "Ingenting begärs just nu." in ran.out
        assert "Mötet är inställt." in ran.out
        assert "ilande" not in ran.out


def test_the_agenda_of_one_outside_is_of_no_case() -> None:
    ran = run("agenda", LOG, "--by", IPS, "--at", AT)
    assert (ran.code, ran.out.strip()) == (0, "Här finns inget som kommunens IPS-verksamhet kan se.")


def drawn(log: str, at: str, *more: str) -> str:
    ran = run("diagram", "case", "--log", log, "--at", at, "--format", "table", *more)
    assert (ran.code, ran.err) == (0, "")
    return ran.out


def test_a_picture_for_one_party_shows_the_phase_and_its_own_part() -> None:
    whole, own = drawn(LOG, AT), drawn(LOG, AT, "--by", AF)
    assert "Vägen hit" in whole
    assert "Vägen hit" not in own
    assert "Förberedelse" in own
    assert "ange tid för mötet".capitalize() in whole
    assert "ange tid för mötet".capitalize() not in own
    assert "Vägen hit" in drawn(LOG, AT, "--by", UNIT)


def test_a_picture_for_one_who_sees_nothing_is_not_drawn() -> None:
    for log, at, who in ((LOG, AT, IPS), (RESTED, "2026-05-05", AF)):
        ran = run("diagram", "case", "--log", log, "--at", at, "--format", "table", "--by", who)
        assert (ran.code, ran.out) == (2, "")
        assert "Här finns inget att se" in ran.err


def test_a_picture_of_the_routine_is_nobodys(tmp_path: Path) -> None:
    ran = run("diagram", "overview", "--by", AF, "--format", "table")
    assert ran.code == 2
    assert "--by hör till vyn case" in ran.err
    assert "--by" in run("diagram", "case", "--log", LOG, "--by", "ingen", "--format", "table").err
