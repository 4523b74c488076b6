"""What a new owner of the routine asks first: each question is answered on one page that the first page leads to."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from flerpart_flow.diagrams.drawing import Drawing
from flerpart_flow.installed import ROUTINES
from flerpart_flow.routines.flerpartsmote import FLERPARTSMOTE
from flerpart_flow.texts import LANGUAGES
from tests.cli.running import run
from tests.diagrams.sketches import sketched
from tests.handbook.books import GROUP, ROOT, whole

pytestmark = pytest.mark.xdist_group(GROUP)

BOTH = pytest.mark.parametrize("lang", LANGUAGES)


def words(html: str) -> str:
    """What a page says below its menu, without its tags."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html[html.index("<main") :])).split())


def asked(question: str, lang: str = "sv") -> str:
    """The page of a question of flerpartsmöte, to which the first page leads."""
    there = f"question/{question}/index.html"
    assert f'href="{there}"' in whole()[f"flerpartsmote/{lang}/index.html"]
    return words(whole()[f"flerpartsmote/{lang}/{there}"])


# Written by hand from the routine: what somebody who asks has to be told.
ANSWERS = {
    "vem_kallar": (
        ("Kalla till mötet den som är sammankallande", "Sista dag: cirka 5 veckor före mötet", "Det är individen som"),
        ("Send the summons to the meeting the convener", "some 5 weeks before the meeting", "It is the individual"),
    ),
    "sista_dag": (
        ("cirka 6 veckor före mötet", "cirka 5 veckor före mötet", "Sista dag att skicka kallelsen"),
        ("some 6 weeks before the meeting", "some 5 weeks before the meeting"),
    ),
    "fore_motet": (
        ("Öppna mötet Vem den som är sammankallande", "Måste (7)", "individen är med eller har valt att avstå"),
        ("Open the meeting Who the convener", "Must (7)"),
    ),
    "uteblir": (
        ("En kallad part uteblev från mötet", "en människa avgör om den ska rapporteras", "Boka om mötet"),
        ("Rebook the meeting", "Report a deviation"),
    ),
    "aterkallat": (
        ("Ge neutralt besked om att mötet är inställt den som kallade eller ordföranden", "Kallelse → Vilande"),
        ("Summons → Paused",),
    ),
    "veta": (
        ("Före samtycket", "Parterna får bara lämna varandra de uppgifter som krävs"),
        ("The parties may only give each other"),
    ),
    "planen": (
        ("Upprätta en plan Vem den som dokumenterar planen", "Ge individen planen ordföranden", "tystnad är inget ja"),
        ("Give the individual the plan the chair",),
    ),
    "avslut": (
        ("Avsluta ärendet Vem ordföranden (eller individen, på egen önskan)", "(samtycke saknas) → Avslut"),
        ("Close the case Who the chair (or the individual, at their own wish)",),
    ),
}  # fmt: skip


@BOTH
@pytest.mark.parametrize("question", ANSWERS)
def test_a_question_is_answered_on_one_page(question: str, lang: str) -> None:
    told = asked(question, lang)
    assert [one for one in ANSWERS[question][LANGUAGES.index(lang)] if one not in told] == []


def test_every_question_of_the_routines_is_asked_in_words_in_both_languages() -> None:
    for routine in ROUTINES.values():
        for lang in LANGUAGES:
            for question in routine.outline.questions:
                html = whole()[f"{routine.name}/{lang}/question/{question.code}/index.html"]
                assert re.search(r"<h1>[^<]*\?</h1>", html), question.code
    assert {one.code for one in FLERPARTSMOTE.outline.questions} == set(ANSWERS)


def test_what_has_changed_is_told_with_own_values_and_that_nothing_has_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = [words(whole()[f"flerpartsmote/{lang}/index.html"]) for lang in LANGUAGES]
    assert "Vad har ändrats? Ingenting: version 2026.1" in alone[0]
    assert "What has changed? Nothing: version 2026.1" in alone[1]
    monkeypatch.setattr(Drawing, "svgs", lambda drawing, engine=None: sketched(drawing))
    own = str(ROOT / "examples" / "egna_varden.toml")
    done = run("handbook", str(tmp_path / "book"), "--routine", "flerpartsmote", "--overlay", own)
    assert (done.code, done.err) == (0, "")
    for lang in LANGUAGES:
        front = tmp_path / "book" / "flerpartsmote" / lang / "index.html"
        there = re.search(r'href="(picture/diff[^"]*/index.html)"', front.read_text(encoding="utf-8"))
        assert there is not None
        assert (front.parent / there[1]).is_file()
