"""What a new owner of the routine asks first: each question is answered on one page that the first page leads to."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from flerpart_flow.diagrams.drawing import Drawing
from flerpart_flow.diagrams.wording import Wording
from flerpart_flow.engine.definition.routine import Routine
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
        ("Kalla till mötet den som är sammankallande", "Sista dag: cirka 5 veckor före mötet", "Det är individen som",
         "normalt samma enhet: den som såg behovet", "Det är datumet som avgör", "aldrig med e-post"),
        ("Send the summons to the meeting the convener", "some 5 weeks before the meeting", "It is the individual",
         "normally the same unit: the one that saw the need", "It is the date that decides", "never by e-mail"),
    ),
    "sista_dag": (
        ("cirka 6 veckor före mötet", "cirka 5 veckor före mötet", "Sista dag att skicka kallelsen",
         "ingen arbetsdag flyttas den bakåt"),
        ("some 6 weeks before the meeting", "some 5 weeks before the meeting",
         "isn't a working day it moves back"),
    ),
    "fore_motet": (
        ("Öppna mötet Vem den som är sammankallande", "Måste (7)", "individen är med eller har valt att avstå",
         "Minst 2 organisationer bör vara där", "är på plats, öppnar mötet och leder det"),
        ("Open the meeting Who the convener", "Must (7)", "At least 2 organisations ought to be there",
         "opens the meeting and leads it"),
    ),
    "uteblir": (
        ("En kallad part uteblev från mötet", "en människa avgör om den ska rapporteras", "Boka om mötet",
         "om individen och minst 2 organisationer är där", "enligt den egna partens rutin", "Programmet föreslår"),
        ("Rebook the meeting", "Report a deviation", "if the individual and at least 2 organisations are there",
         "by the own party's routine", "The program proposes"),
    ),
    "aterkallat": (
        ("Ge neutralt besked om att mötet är inställt den som kallade, eller ordföranden", "Kallelse → Vilande",
         "Beskedet säger bara det, och ingen får veta varför", "behöver inte längre svara", "sitt exemplar",
         "raderas inte", "ny information, ett nytt samtycke och ett nytt ja till var och en", "aldrig en avvikelse",
         "Sista dag: ingen så länge ärendet vilar; avslutas ärendet, senast mötesdagen"),
        ("Summons → Paused", "nobody is told why", "need no longer answer", "gets a copy", "not erased",
         "new information, a new consent and a new yes for each", "never a deviation", "none while the case rests"),
    ),
    "veta": (
        ("utanför den egna enheten får veta vem individen är. Fråga", "även inom samma kommun",
         "Enhet till utomstående", "Inom samma enhet: fritt", "Enhet till individen: alltid",
         "Parterna får bara lämna varandra de uppgifter som krävs"),
        ("The parties may only give each other", "outside the own unit", "also within one municipality",
         "Unit to outsider", "Within the same unit: free", "Unit to the individual: always"),
    ),
    "planen": (
        ("Upprätta en plan Vem den som dokumenterar planen", "Ge individen planen ordföranden", "tystnad är inget ja",
         "Den enheten skriver planen", "Individen (eller ombudet) och varje part som är med godkänner",
         "bara föreslagen tills parten själv har godkänt den"),
        ("Give the individual the plan the chair", "That unit writes the plan", "every party present approve",
         "only proposed until the party itself has approved it"),
    ),
    "avslut": (
        ("Avsluta ärendet Vem ordföranden (eller individen, på egen önskan)", "(samtycke saknas) → Avslut",
         "Rutinen säger ingenting om när ett ärende får avslutas",
         "kan inte avsluta ärendet, och inte heller bara sin egen del",
         "Individen önskar det Bara individen", "Utanför målgruppen Ordföranden", "Eget tillägg Ordföranden avslutar"),
        ("Close the case Who the chair (or the individual, at their own wish)", "The routine says nothing of when",
         "can't close the case, nor its own part alone", "The individual wishes it Only the individual",
         "Outside the target group The chair", "The library's own The chair closes"),
    ),
}  # fmt: skip


@BOTH
@pytest.mark.parametrize("question", ANSWERS)
def test_a_question_is_answered_on_one_page(question: str, lang: str) -> None:
    told = asked(question, lang)
    assert [one for one in ANSWERS[question][LANGUAGES.index(lang)] if one not in told] == []


@BOTH
def test_a_question_tells_apart_what_the_source_says_how_it_is_read_and_what_is_the_librarys_own(lang: str) -> None:
    label = ("Så läses det:", "How it is read:")[LANGUAGES.index(lang)]
    says, own = (("Det här säger rutinen", "Eget tillägg"), ("What the routine says", "The library's own"))[
        LANGUAGES.index(lang)
    ]
    html = whole()[f"flerpartsmote/{lang}/question/aterkallat/index.html"]
    assert f"<br><strong>{label}</strong>" in html
    assert '<a href="../../reading/index.html#A57">A57</a>' in html
    closing = words(whole()[f"flerpartsmote/{lang}/question/avslut/index.html"])
    assert own in closing
    assert says not in closing
    assert own in words(whole()[f"flerpartsmote/{lang}/norm/FF-SAMTYCKE-1/index.html"])
    assert says in words(whole()[f"flerpartsmote/{lang}/norm/FM-SAMTYCKE-2/index.html"])


@BOTH
@pytest.mark.parametrize("routine", ROUTINES.values(), ids=lambda one: one.name)
def test_every_page_of_a_question_begins_with_a_short_answer(routine: Routine[Any], lang: str) -> None:
    short = ("Kort svar", "In short")[LANGUAGES.index(lang)]
    begins = re.compile(rf"<h1>[^<]*</h1>\s*<section>\s*<h2[^>]*>{short}</h2>\s*<ul>\s*<li>\w")
    for one in routine.outline.questions:
        assert begins.search(whole()[f"{routine.name}/{lang}/question/{one.code}/index.html"]), one.code


# Written by hand from the document on Ung Intro: what somebody who asks is told first.
IN_UNG_INTRO = {
    "vem_aktualiserar": (
        ("samråder om insatsen är rätt. ( UI-AKT-1 , UI-AKT-2 )", "talar vården med handläggaren",
         "i en gemensam kartläggning med Arbetsförmedlingen och personen", "Arbetsförmedlingen aktualiserar ingen",
         "aktualiserar enligt sin egen rutin. ( UI-AKT-8 )"),
        ("consults on whether the measure is right. ( UI-AKT-1 , UI-AKT-2 )", "care talks with the officer",
         "in a joint mapping with the Employment Service and the person", "The Employment Service refers nobody",
         "refers by its own routine. ( UI-AKT-8 )"),
    ),
    "fore_start": (
        ("Ung Intro har tagit emot personen.", "Personen har själv tackat ja. Stödet är frivilligt. ( UI-ANSVAR-11 )"),
        ("Ung Intro has accepted the person", "The person has said yes. The support is voluntary. ( UI-ANSVAR-11 )"),
    ),
    "vem_samordnar": (
        ("Ung Intro samordnar, om inte parterna är överens om någon annan. ( UI-ANSVAR-5 )",
         "initieras i samband med starten. ( UI-SAMV-1 )", "utgår de gemensamma insatserna från den. ( UI-SAMV-5 )",
         "samordnar Ung Intro på annat sätt. ( UI-SAMV-6 )"),
        ("Ung Intro coordinates, unless the parties agree on somebody else. ( UI-ANSVAR-5 )",
         "initiated in connection with the start. ( UI-SAMV-1 )", "the joint measures start from it. ( UI-SAMV-5 )",
         "Ung Intro coordinates some other way. ( UI-SAMV-6 )"),
    ),
}  # fmt: skip


@BOTH
@pytest.mark.parametrize("question", IN_UNG_INTRO)
def test_a_question_of_ung_intro_is_answered_in_short(question: str, lang: str) -> None:
    told = words(whole()[f"ung_intro/{lang}/question/{question}/index.html"])
    assert [one for one in IN_UNG_INTRO[question][LANGUAGES.index(lang)] if one not in told] == []


@BOTH
@pytest.mark.parametrize("routine", ROUTINES.values(), ids=lambda one: one.name)
def test_every_sentence_of_a_short_answer_is_told_and_says_what_it_rests_on(routine: Routine[Any], lang: str) -> None:
    rules, questions = routine.rules(), routine.outline.questions
    said = Wording.of(routine, rules, lang).said
    written = sorted(filter(lambda key: key.startswith("kort_svar."), said.keys()))
    assert written == sorted(f"kort_svar.{one.code}.{nr + 1}" for one in questions for nr in range(len(one.answer)))
    for one in questions:
        html = words(whole()[f"{routine.name}/{lang}/question/{one.code}/index.html"])
        for nr, rests in enumerate(one.answer, 1):
            assert f"{said.say(f'kort_svar.{one.code}.{nr}', **rules.parameters)} ( {rests[0]} " in html
        for name in one.terms:
            known = rules.vocabulary.known[name]
            assert [code for code in known if said.raw(f"nar_valja.{name}.{code}") not in html] == []


@BOTH
def test_the_three_roles_that_are_normally_one_unit_say_so(lang: str) -> None:
    shared = ("den som såg behovet", "the one that saw the need")[LANGUAGES.index(lang)]
    for role in ("ordforande", "sammankallande"):
        assert shared in words(whole()[f"flerpartsmote/{lang}/role/{role}/index.html"])
    first = ("Den enhet som såg behovet", "The unit that saw the need")[LANGUAGES.index(lang)]
    assert first in words(whole()[f"flerpartsmote/{lang}/role/initiativtagare/index.html"])


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
