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
        (
            ONGOING, "2026-10-20T09:00", "ange_tid",
            "vid kontakten med Regionen", "at the contact with the Region",
        ),
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
    assert told["genomfor_atgard"] == "senast 2026-06-05 (kommunens arbetsmarknadsenhet)"  # the individual has none


@pytest.mark.parametrize("path", sorted(LOGS.glob("*.jsonl")), ids=lambda path: path.stem)
def test_every_next_step_of_every_bundled_log_says_when(path: Path) -> None:
    log = path.read_text(encoding="utf-8")
    last = ask("open", log)
    steps(log, last.get("at") or "2026-11-30T09:00")


def next_of(log: str, at: str | None = None, lang: str = "sv") -> str:
    """What stands under the next steps, in words."""
    return words(ask("show", log, at=at, lang=lang)["parts"]["next"])


def test_what_only_the_individual_decides_is_awaited_and_nobody_is_told_to_hurry_it() -> None:
    """The support is voluntary (UI-ANSVAR-11, A69): Ung Intro waits for the answer, and starts it after that."""
    log = (ROOT / "src/flerpart_flow/routines/ung_intro/ongoing.jsonl").read_text(encoding="utf-8")
    told = next_of(log)
    assert "Tacka ja till stödet Fyll i Av: individen eller ett behörigt ombud Individen säger ja eller nej." in told
    assert "Vänta på svaret." in told
    assert told.index("Tacka ja till stödet") < told.index("Starta stödet")
    start = told[told.index("Starta stödet") :]
    assert "Fyll i" not in start  # it can't be done yet
    assert "individen har inte tackat ja till det än. ( UI-ANSVAR-11 )" in start


def test_what_waits_for_another_step_comes_after_it_with_why() -> None:
    """Nobody is called before the Region has given a time (FM-BOKNING-1); about five weeks is a target (A2)."""
    told = next_of(ONGOING)
    order = ["Ange tid för mötet", "Mötet bör alltså inte vara före 2026-11-24", "Dokumentera samtycket"]
    order += ["Kalla till mötet", "När: cirka 5 veckor före mötet", "FM-BOKNING-1"]
    assert sorted(order, key=told.index) == order


def test_what_would_do_instead_stands_with_the_step() -> None:
    """One that is called says yes or no (FM-KALLELSE-8)."""
    called = (LOGS / "kallade_fore_regionen.jsonl").read_text(encoding="utf-8")
    assert "eller: avböja att delta" in next_of(called, "2026-02-19T09:35")


def test_a_case_at_rest_says_so_with_what_is_owed_all_the_same() -> None:
    """The meeting is called off neutrally after a withdrawal (FM-SAMTYCKE-5); that it rests is the individual's."""
    withdrawn = (LOGS / "aterkallat_och_tillbaka.jsonl").read_text(encoding="utf-8")
    told = next_of(withdrawn, "2026-05-04T14:00")
    assert told.startswith("Ställa in mötet med ett neutralt besked")
    assert told.endswith("Ärendet vilar. Det är individen som avgör om det ska gå vidare.")
    paused = (LOGS / "sent_registrerad_aterkallelse.jsonl").read_text(encoding="utf-8")
    assert next_of(paused, lang="en") == "The case is paused. Whether it goes on is for the individual to decide."


def test_a_follow_up_whose_day_has_passed_says_what_to_do() -> None:
    """The day that was booked for it was 10 September 2026, and nothing is known of it (FM-UPPFOLJ-1)."""
    booked = (LOGS / "ombokat_och_kort_om_tid.jsonl").read_text(encoding="utf-8")
    told = next_of(booked, "2026-09-20T09:00")
    now = "registrera mötet om det har hållits, annars boka om eller ställ in"
    assert f"senast 2026-09-10, försenat: {now}" in told
    assert f"senast 2026-09-10: {now}" in words(ask("show", booked, at="2026-09-20T09:00")["parts"]["owed"])


def test_after_the_first_yes_to_a_plan_the_other_answers_are_still_awaited() -> None:
    """Four units and the individual are to approve (FM-ROLL-5, A14); the individual has, at 11.18."""
    told = next_of(STRAIGHT, "2026-03-10T11:18:30")
    approve = told[told.index("Godkänna planen") :]
    by = approve[approve.index("Av: ") : approve.index("När: ")]
    assert "Arbetsförmedlingen" in by
    assert "individen" not in by
    assert approve.index("Godkänna planen") < approve.index("Avsluta mötet")
    assert "eller: säga nej till planen" in approve


def test_the_region_is_no_ones_next_contact_where_it_takes_no_part() -> None:
    """No unit of the Region is in the consent, so that contact would be refused (FM-SAMTYCKE-2)."""
    without = (LOGS / "utan_varden.jsonl").read_text(encoding="utf-8")
    assert "Kontakta Regionen" not in next_of(without, "2026-02-09T11:00")


def test_who_documents_comes_before_what_that_one_writes() -> None:
    """Only the one who was appointed draws up the plan (FM-ROLL-3)."""
    told = next_of(STRAIGHT, "2026-03-10T10:01:00")
    assert told.index("Utse vem som dokumenterar") < told.index("Upprätta en plan")
