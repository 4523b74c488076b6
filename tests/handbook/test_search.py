"""What people write in the search, in their own words, and the page that answers: it is among the first three."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest

from tests.diagrams.browser import opened_at
from tests.handbook.books import GROUP, on_disk
from tests.needs import needs_browser

pytestmark = pytest.mark.xdist_group(GROUP)

# Written by hand: what is asked → where the answer is, below the routine's folder.
QUERIES = {
    "flerpartsmote/sv": {
        "sista dag kallelse": "question/sista_dag",
        "6 veckor": "question/sista_dag",
        "dra tillbaka": "question/aterkallat",
        "samtycke dras tillbaka": "question/aterkallat",
        "kommer ej": "question/uteblir",
        "nästa steg": "picture/overview",
        "sekretess": "question/veta",
        "vem ringer": "question/vem_kallar",
        "när ska jag kalla": "question/sista_dag",
        "får vi ringa": "question/veta",
        "försäkringskassan ska": "question/part_forsakringskassan",
        "avsluta": "question/avslut",
        "öppna möte": "question/fore_motet",
        "vem gör vad": "picture/swimlanes",
        "kalla": "event/kalla",
        "psykiatrin bokar tid": "duty/boka_tid",
        "vad händer": "question/aterkallat",
        "FK": "question/part_forsakringskassan",
        "sjukskriven": "question/part_forsakringskassan",
        "kallelsemall": "question/vem_kallar",
        "plan": "question/planen",
        "version": "question/andrat",
        "skillnad": "question/andrat",
        "ändringar": "question/andrat",
        "vad har ändrats": "question/andrat",
    },
    "flerpartsmote/en": {
        "last day summons": "question/sista_dag",
        "6 weeks": "question/sista_dag",
        "revoke consent": "question/aterkallat",
        "does not come": "question/uteblir",
        "next step": "picture/overview",
        "confidentiality": "question/veta",
        "who phones": "question/vem_kallar",
        "close the case": "question/avslut",
        "open meeting": "question/fore_motet",
        "what must the social insurance agency do": "question/part_forsakringskassan",
        "what has changed": "question/andrat",
        "FK": "question/part_forsakringskassan",
    },
    "ung_intro/sv": {
        "remiss": "question/vem_aktualiserar",
        "ålder": "question/vem_aktualiserar",
        "dra tillbaka samtycket": "question/aterkallat",
        "sekretess": "question/veta",
        "försäkringskassan ska": "question/part_forsakringskassan",
    },
    "ung_intro/en": {"referral": "question/vem_aktualiserar", "confidentiality": "question/veta"},
}


@pytest.fixture
def book() -> Path:
    """The handbook as a folder of files."""
    needs_browser()
    return on_disk()


@pytest.mark.parametrize("where", QUERIES)
def test_what_people_write_leads_to_the_answer_among_the_first_three(where: str, book: Path) -> None:
    start = (book / where / "search" / "index.html").as_uri()
    missed = {}
    with opened_at(start) as browser:
        for asked, wanted in QUERIES[where].items():
            browser.get(f"{start}?q={quote(asked)}")
            first = browser.execute_script(
                "return [...document.querySelectorAll('#hits a')].slice(0, 3).map((a) => a.href)"
            )
            if not any(f"/{where}/{wanted}" in one for one in first):
                missed[asked] = [one.partition(f"/{where}/")[2] for one in first]
    assert missed == {}


def test_small_words_alone_are_looked_for_and_what_stands_nowhere_is_not_found(book: Path) -> None:
    start = (book / "flerpartsmote/sv/search/index.html").as_uri()
    count = "return document.querySelectorAll('#hits a').length"
    with opened_at(f"{start}?q={quote('hos den')}") as browser:
        assert browser.execute_script(count) > 0
        browser.get(f"{start}?q={quote('xylofon')}")
        assert browser.execute_script(count) == 0
        assert browser.execute_script("return document.getElementById('found').textContent") == "Ingenting hittades."
