"""When a duty is to be met that has no last day: the routine's own words, the same everywhere, never a number."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from typing import Final

import pytest

from flerpart_flow.installed import ROUTINES
from flerpart_flow.texts import LANGUAGES
from flerpart_flow.trying import answer
from tests.cli.running import run
from tests.handbook.books import GROUP, whole

pytestmark = pytest.mark.xdist_group(GROUP)

ROOT: Final = Path(__file__).parents[2]
LOGS: Final = ROOT / "examples" / "logs"

# Written by hand from the catalogue's column of deadlines: the norm, and when it is to be done by it.
OCCASIONS: Final = {
    "flerpartsmote": {
        "bedoma_behov": ("Innan ett möte erbjuds", "Before a meeting is offered"),  # FM-BEDOMNING-1
        "paborja_planering": ("Utan dröjsmål", "Without delay"),  # FM-BEDOMNING-4
        "ta_forsta_kontakt": ("Snarast", "As soon as possible"),  # FM-BEDOMNING-5
        "informera_infor_samtycke": ("Före samtycket", "Before the consent"),  # FM-SAMTYCKE-1
        "boka_tid": ("Vid kontakten med Regionen", "At the contact with the Region"),  # FM-BOKNING-3
        "forbereda_sig": ("Före mötet", "Before the meeting"),  # FM-FORBEREDELSE-10
        "utse_dokumenterare": ("På mötet", "At the meeting"),  # FM-ROLL-3
        "sammanfatta_plan": ("På mötet", "At the meeting"),  # FM-ROLL-4
        "dela_ut_plan_till_individen": ("Efter godkännandet", "After the approval"),  # FM-ROLL-6: afterwards
        "dela_ut_plan": ("Efter godkännandet", "After the approval"),
        "boka_uppfoljning": ("På mötet (underförstått)", "At the meeting (implied)"),  # FM-ROLL-7, FM-ROLL-8
        "redovisa": ("På uppföljningsmötet", "At the follow-up meeting"),  # FM-UPPFOLJ-2
    },
    "ung_intro": {
        "dokumentera_samtycke": ("Före informationsutbytet", "Before the exchange of information"),  # UI-SAMTYCKE-1
        "vagleda": (
            "Efter ett samråd som visat att insatsen är rätt",
            "After a consultation that has shown the measure to be right",
        ),  # UI-AKT-2, UI-AKT-3
        "initiera_sip_eller_flerpartsmote": ("I samband med starten", "In connection with the start"),  # UI-SAMV-1
    },
}
# By the same column these have a day, or about so many weeks, and no occasion.
DATED: Final = {
    "flerpartsmote": (
        "forbereda_mote", "kontakta_regionen", "kalla", "ge_neutralt_besked", "genomfora_atgard",
        "folja_upp_egna_atgarder", "halla_uppfoljning",
    ),
    "ung_intro": (),
}  # fmt: skip
ONLY_ITS_AGE: Final = (
    "Ingen dag är angiven. Här räknas bara hur länge den har varit öppen.",
    "No day is given. Only its age is counted here.",
)


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


def owed(name: str, at: str, lang: str = "sv") -> str:
    """Who owes what in a bundled case, as it is told where one tries it."""
    log = (LOGS / f"{name}.jsonl").read_text(encoding="utf-8")
    told = json.loads(answer(json.dumps({"do": "show", "log": log, "lang": lang, "at": at})))
    return words(told["parts"]["owed"])


def status(name: str, at: str, *more: str) -> str:
    told = " ".join(run("status", str(LOGS / f"{name}.jsonl"), "--at", at, *more).out.split())
    return told[max(told.find("Att göra"), told.find("To do")) :]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("routine", ROUTINES, ids=str)
def test_a_duty_s_page_says_when_in_the_routine_s_words_or_that_only_its_age_is_counted(
    routine: str, lang: str
) -> None:
    number = LANGUAGES.index(lang)
    for spec in ROUTINES[routine].duties:
        page = whole()[f"{routine}/{lang}/duty/{spec.name}/index.html"]
        told = re.search(r"<dt>(När|When)</dt>\s*<dd>(.*?)</dd>", page)
        if spec.name in DATED[routine]:
            assert told is None, spec.name
            continue
        expected = OCCASIONS[routine].get(spec.name, ONLY_ITS_AGE)[number]
        assert told is not None, spec.name
        assert (spec.name, words(told[2])) == (spec.name, expected)
        assert not re.search(r"\d", told[2])  # readings A6 and A37: no number that the routine doesn't give


ASKED: Final = {
    ("flerpartsmote", "planen"): {"sv": "När: på mötet", "en": "When: at the meeting"},
    ("ung_intro", "vem_samordnar"): {"sv": "När: i samband med starten", "en": "When: in connection with the start"},
}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("routine", "question"), ASKED)
def test_a_question_says_when_what_is_owed_is_to_be_done(routine: str, question: str, lang: str) -> None:
    told = words(whole()[f"{routine}/{lang}/question/{question}/index.html"])
    assert ASKED[routine, question][lang] in told


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_case_names_the_meeting_before_which_one_prepares(lang: str) -> None:
    """The meeting is booked for 2026-12-01 at 13:00 (FM-FORBEREDELSE-10); once it has passed no day is named."""
    before = {"sv": "före mötet 2026-12-01 13:00", "en": "before the meeting 2026-12-01 13:00"}[lang]
    name = "overlamnat_ordforandeskap"
    assert before in owed(name, "2026-11-20T09:00", lang)
    assert before in status(name, "2026-11-20", "--lang", lang)
    assert before in status(name, "2026-11-20", "--lang", lang, "--by", "arbetsformedlingen")
    after = status(name, "2026-12-30", "--lang", lang)
    assert before not in after
    assert before.removesuffix(" 2026-12-01 13:00") in after


def test_a_case_says_that_only_the_age_is_counted_of_what_has_neither_day_nor_occasion() -> None:
    told = owed("pagaende_arende", "2026-10-20T09:00")
    assert re.search(
        r"dokumentera samtycket · sedan .{12,40} FM-SAMTYCKE-6 Ingen dag är angiven. Här räknas bara hur länge den har",
        told,
    )
    assert "ingen dag är satt:" in told  # the Region's summons alone, whose time is counted from the first contact
    assert "ingen dag är satt " not in told


def test_what_waits_for_the_consent_or_rests_is_told_no_occasion() -> None:
    """Before the consent no planning is owed at once (A56), and at rest the clocks stand still (A9)."""
    demo = str(ROOT / "src/flerpart_flow/routines/flerpartsmote/demo.jsonl")
    early = " ".join(run("status", demo, "--at", "2026-01-13").out.split())
    assert "bedöma behovet" in early or "innan ett möte erbjuds" in early
    assert "utan dröjsmål" not in early
    resting = " ".join(run("status", demo, "--at", "2026-03-01").out.split())
    assert "före mötet" not in resting
