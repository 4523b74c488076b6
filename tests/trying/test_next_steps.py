"""Each next step of a tried case says when: its booked day, the days of what it fulfils, or on what occasion."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.trying.test_answering import ONGOING, ROOT, STRAIGHT, ask, words

LOGS = ROOT / "examples" / "logs"
CALLED = (LOGS / "overlamnat_ordforandeskap.jsonl").read_text(encoding="utf-8")
DEMO = ROOT / "src/flerpart_flow/routines/flerpartsmote/demo.jsonl"


def steps(log: str, at: str, lang: str = "sv") -> dict[str, str]:
    """Each next step at a moment, by the name of its act, and what stands after its "when"."""
    told = ask("show", log, at=at, lang=lang)["parts"]["next"]
    found = {}
    for item in re.split(r"<li>(?=<a [^>]*>[^<]*</a> <button)", told)[1:]:
        act = re.search(r'data-event="(\w+)"', item)
        when = re.search(r"<br>(?:När|When): <strong>(.*?)</strong>", item)
        assert act is not None
        assert when is not None, words(item)
        found[act[1]] = words(when[1])
    return found


# Each by hand: five weeks before the Region's Thursday 10 December is 5 November (A2); the meeting is on 1 December.
@pytest.mark.parametrize(
    ("log", "at", "act", "sv", "en"),
    [
        (STRAIGHT, "2026-01-12T10:00", "bedom_behov", "innan ett möte erbjuds", "before a meeting is offered"),
        (ONGOING, "2026-10-20T09:00", "ange_tid", "ingen dag är satt", "no day is set"),
        (
            ONGOING, "2026-10-12T12:00", "kontakta_region",  # the first contact, too (FM-BEDOMNING-5, FM-BOKNING-2)
            "snarast; cirka 6 veckor före mötet", "as soon as possible; about 6 weeks before the meeting",
        ),
        (
            CALLED, "2026-11-20T09:00", "forbered_egen_del",
            "före mötet 2026-12-01 13:00", "before the meeting 2026-12-01 13:00",
        ),
        (CALLED, "2026-12-01T09:00", "oppna_mote", "bokat till 2026-12-01 13:00", "booked for 2026-12-01 13:00"),
        (
            CALLED, "2026-12-30T09:00", "oppna_mote",
            ("bokat till 2026-12-01 13:00, som har passerat: registrera det om det har hållits, "
             "annars boka om eller ställ in"),
            "booked for 2026-12-01 13:00, which has passed: record it if it was held, otherwise rebook or cancel it",
        ),
    ],
)  # fmt: skip
def test_a_next_step_says_when(log: str, at: str, act: str, sv: str, en: str) -> None:
    assert steps(log, at)[act] == sv
    assert steps(log, at, "en")[act] == en


def test_a_next_step_has_the_day_of_the_duty_that_it_fulfils() -> None:
    """A target for the summons (A2), and the plan's own last days."""
    pairs = [("occurred_at", "2026-10-13T09:00"), ("by", "region:psykiatri"), ("start", "2026-12-10T10:00")]
    given = ask("send", ONGOING, event="ange_tid", pairs=pairs)["log"]
    assert steps(given, "2026-10-20T09:00")["kalla"] == "bör ske senast 2026-11-05"
    plan = "".join(DEMO.read_text(encoding="utf-8").splitlines(keepends=True)[:55])
    told = steps(plan, "2026-05-04T09:00")
    assert re.fullmatch(r"senast 2026-\d\d-\d\d(; senast 2026-\d\d-\d\d)*", told["genomfor_atgard"])


@pytest.mark.parametrize("path", sorted(LOGS.glob("*.jsonl")), ids=lambda path: path.stem)
def test_every_next_step_of_every_bundled_log_says_when(path: Path) -> None:
    log = path.read_text(encoding="utf-8")
    last = ask("open", log)
    steps(log, last.get("at") or "2026-11-30T09:00")
