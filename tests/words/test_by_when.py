"""By when something is to be done: the day of a plan is a last day, a lead time no more than a target (A2)."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import Final

import pytest

from flerpart_flow.diagrams.drawing import draw
from flerpart_flow.texts import LANGUAGES
from tests.cli.running import run
from tests.diagrams.pictures import LOGS, bundled

TARGETS: Final = {
    "sv": ("kalla till mötet", "kontakta Regionen om en tid"),
    "en": ("send the summons to the meeting", "contact the Region about a time"),
}
"""The duties that the source gives no more than "about so many weeks" for (PR-FORB-2, PR-FORB-3)."""
OUGHT: Final = {"sv": "bör ske senast {day}", "en": "ought to be done by {day}"}
DAY: Final = r"\d{4}-\d\d-\d\d"
BY: Final = {"sv": f"senast {DAY}", "en": f"by {DAY}"}
CASES: Final = {
    "overlamnat_ordforandeskap": ("2026-10-09T10:30:00+02:00", "2026-10-27"),
    "ombokat_och_kort_om_tid": ("2026-03-24T10:00:00+01:00", "2026-03-12"),
}
"""Moments when a summons is owed: five weeks before the day that the Region has given, by the almanac."""


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", CASES)
def test_the_picture_of_a_case_calls_no_target_a_last_day(name: str, lang: str) -> None:
    at, day = CASES[name]
    pages = draw(bundled(name).routine, "case", case=bundled(name), at=datetime.fromisoformat(at), lang=lang).pages
    tables = [node for page in pages for node in page.nodes if node.columns]
    rows = [" | ".join(line.text for cell in row.cells for line in cell) for one in tables for row in one.rows]
    texts = [*(note.text for note in pages[0].notes), *rows]
    held = [text for text in texts if day in text]
    assert any(TARGETS[lang][0] in text.casefold() for text in held)
    assert [text for text in held if OUGHT[lang].format(day=day) not in text] == []
    heads = [line for one in tables for line in one.columns]
    assert not [head for head in heads if "sista dag" in str(head).casefold() or "last day" in str(head).casefold()]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_day_of_the_plan_is_still_a_last_day(lang: str) -> None:
    case = bundled("inget_svar_och_uteblev")
    pages = draw(case.routine, "case", case=case, at=datetime.fromisoformat("2026-12-01T09:00:00+01:00"), lang=lang)
    rows = [
        " ".join(line.text for cell in row.cells for line in cell)
        for page in pages.pages for node in page.nodes for row in node.rows
    ]  # fmt: skip
    measures = [row for row in rows if {"sv": "Genomföra åtgärden", "en": "Carry out the measure"}[lang] in row]
    assert measures
    assert all(re.search(f", {BY[lang]}", row) for row in measures)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_other_rules_change_calls_no_target_a_last_day(lang: str, tmp_path: Path) -> None:
    """With six weeks' notice the day moves a week back; it is a target under either rules."""
    (tmp_path / "egna.toml").write_text(
        'for = "flerpartsmote"\nname = "Exempel"\n[parameter]\nlead_time_weeks_others = 6\n', encoding="utf-8"
    )
    log, at = f"{LOGS}/rakt_igenom.jsonl", "2026-01-27T12:00:00+01:00"
    told = flat(run("replay", log, "--overlay", f"{tmp_path}/egna.toml", "--at", at, "--lang", lang).out)
    ought = [OUGHT[lang].format(day=day) for day in ("2026-02-03", "2026-01-27")]
    assert re.search(f"{ought[0]} → [^,]+, {ought[1]}", told)
    assert len(re.findall(BY[lang], told)) == sum(told.count(one) for one in ought) == 4


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_status_calls_no_target_a_last_day(lang: str) -> None:
    at, day = CASES["ombokat_och_kort_om_tid"]
    told = flat(run("status", f"{LOGS}/ombokat_och_kort_om_tid.jsonl", "--at", at, "--lang", lang).out)
    found = re.findall(rf"{TARGETS[lang][0]}[^·]*· ([^·]*{day})", told)
    assert found
    assert set(found) == {OUGHT[lang].format(day=day)}


@pytest.mark.parametrize(("lang", "says"), [("sv", "bör"), ("en", "ought to")])
def test_the_days_before_a_meeting_are_told_as_targets(lang: str, says: str) -> None:
    told = run("dates", "--meeting", "2026-06-01", "--today", "2026-02-02", "--region", "--lang", lang).out
    days = [line for line in told.splitlines() if re.search(f"(senast|by): {DAY}", line)]
    assert len(days) == 4
    assert [line for line in days if says not in line] == []
    assert not re.search("senaste dag|latest day|last day", told, re.IGNORECASE)
