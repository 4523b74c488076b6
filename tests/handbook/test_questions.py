"""What a new owner of the routine asks first: each question is answered on one page that the first page leads to."""

from __future__ import annotations

import re
from datetime import date
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
        ("Kalla till mötet den som är sammankallande", "Riktmärke: cirka 5 veckor före mötet", "Det är individen som",
         "normalt samma enhet: den som såg behovet", "Det är datumet som avgör", "aldrig med e-post",
         "Närstående bara om det är lämpligt", "frågar avsändaren om något är oklart",
         "säger individen om mötet hålls utan den"),
        ("Send the summons to the meeting the convener", "Target: about 5 weeks before the meeting",
         "It is the individual",
         "normally the same unit: the one that saw the need", "It is the date that decides", "never by e-mail",
         "Relatives only if it is suitable", "asks the sender if anything is unclear"),
    ),
    "sista_dag": (
        ("cirka 6 veckor före mötet", "cirka 5 veckor före mötet", "Sista dag att skicka kallelsen",
         "ingen arbetsdag flyttas den bakåt", ("Kort svar Exempel: för ett möte 2027-03-18 kontaktas Regionen senast "
         "2027-02-04 och kallelsen skickas senast 2027-02-11."), "räknas som besked i tid"),
        ("about 6 weeks before the meeting", "about 5 weeks before the meeting",
         "isn't a working day it moves back", "contacted by 2027-02-04 and the summons sent by 2027-02-11"),
    ),
    "fore_motet": (
        ("Öppna mötet Vem den som är sammankallande", "Måste (7)", "individen är med eller har valt att avstå",
         "Minst 2 organisationer bör vara där", "är på plats, öppnar mötet och leder det"),
        ("Open the meeting Who the convener", "Must (7)", "At least 2 organisations ought to be there",
         "opens the meeting and leads it"),
    ),
    "uteblir": (
        ("En kallad part uteblev från mötet", "en människa avgör om den ska rapporteras", "Boka om mötet",
         "om individen är där, eller själv har valt att avstå", "färre än 2 organisationer där ges en varning",
         "Kort svar Att en kallad part inte kommer som planerat är ett exempel på avvikelse",
         "enligt den egna partens rutin", "Programmet flerpart_flow föreslår"),
        ("Rebook the meeting", "Report a deviation", "With fewer than 2 organisations there a warning",
         "by the own party's routine", "The program flerpart_flow proposes"),
    ),
    "aterkallat": (
        ("Ge neutralt besked om att mötet är inställt den som kallade, eller ordföranden",
         "I Kallelse (ärendet går till Vilande",
         "Beskedet säger bara det, och ingen får veta varför", "behöver inte längre svara", "sitt exemplar",
         "raderas inte", "ny information, ett nytt samtycke och ett nytt ja till var och en", "aldrig en avvikelse",
         "Kort svar Rutinen säger bara att samtycket får tas tillbaka. Resten är hur det har lästs.",
         "Varje part får göra det som dess egen lag kräver", "individens ersättning", "inga fler exemplar",
         "Sista dag: före mötets början om ärendet avslutas, ingen dag medan det vilar"),
        ("In Summons (the case goes to Paused", "nobody is told why", "need no longer answer", "gets a copy",
         "not erased",
         "new information, a new consent and a new yes for each", "never a deviation", "no day while it rests"),
    ),
    "veta": (
        ("utanför den egna enheten får veta vem individen är. Fråga", "även inom samma kommun",
         "Enhet till utomstående", "enhetens egna sekretessregler gäller", "Enhet till individen: alltid",
         "Kort svar Parterna lämnar bara uppgifter som behövs för att genomföra planen",
         "Den som individen har sagt nej till får inget veta", "bara beskedet att mötet är inställt",
         "Parterna får bara lämna varandra de uppgifter som krävs"),
        ("The parties may only give each other", "outside the own unit", "also within one municipality",
         "Unit to outsider", "the unit's own rules of secrecy hold", "Unit to the individual: always"),
    ),
    "planen": (
        ("Upprätta en plan Vem den som dokumenterar planen", "Ge individen planen ordföranden", "tystnad är inget ja",
         "en enhet utses på mötet. Den skriver planen", "finns ingen plan som gäller",
         "Individens nej är ingen avvikelse", "Planen ersätter inte den egna dokumentationen",
         "Individen (eller ombudet) och varje part som är med godkänner",
         "bara föreslagen tills parten själv har godkänt den"),
        ("Give the individual the plan the chair", "It writes the plan", "no plan holds", "every party present approve",
         "only proposed until the party itself has approved it"),
    ),
    "avslut": (
        ("Avsluta ärendet Vem ordföranden (eller individen, på egen önskan)", "(ärendet går till Avslut )",
         "Rutinen säger ingenting om när ett ärende får avslutas",
         "kan inte avsluta ärendet, och inte heller bara sin egen del",
         "Individen önskar det Bara individen", "Utanför målgruppen Ordföranden",
         "Handbokens tillägg (står inte i rutinen) Innan",
         "Tackar individen nej till mötet", "talats igenom med dem som berörs"),
        ("Close the case Who the chair (or the individual, at their own wish)", "The routine says nothing of when",
         "can't close the case, nor its own part alone", "The individual wishes it Only the individual",
         "Outside the target group The chair", "Added by this handbook (not in the routine) Before"),
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
    says, own = (("Det här säger rutinen", "Handbokens tillägg"), ("What the routine says", "Added by this handbook"))[
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
    "aterkallat": (
        ("säger ingenting om ett återkallat samtycke. Så här har det lästs. ( A9 )", "det som dess egen lag kräver",
         "individens ersättning. ( A9 , A29 )", "Tas bara en enhet eller ett ämne bort kan ärendet gå vidare",
         "Minst 2 organisationer ska vara kvar, och den enhet som ansvarar för ärendet inte vara borttagen"),
        ("says nothing of a withdrawn consent", "If only a unit or a topic is taken out the case can go on",
         "At least 2 organisations have to be left, and the unit that answers for the case must not be taken out"),
    ),
    "veta": (
        (("Det sker bara på önskemål, och bara när ett samråd har visat att insatsen är rätt. Före samtycket ska "
         "önskemålet vara individens eget. ( UI-SAMV-2 , UI-SAMV-3 , A62 )"), "räknas inte som utlämnande här",
         "Saknar deltagaren en fast vårdkontakt", "mottagningens rehabiliteringskoordinator",
         "till den egna parten: bara slag, part och radnummer", "Den som individen har sagt nej till får inget veta"),
        ("only on request, and only once a consultation has shown that the measure is right",
         "has to be the individual's own. ( UI-SAMV-2 , UI-SAMV-3 , A62 )", "doesn't count as disclosing here",
         "the clinic's rehabilitation coordinator", "to the own party: kind, party and line number only"),
    ),
    "avslut": (
        ("Insatserna får avslutas när samordning inte längre behövs",
         "ansvarar för ärendet fram till aktualiseringen, sedan Ung Intro", "eller tackar nej till stödet",
         "Tar Ung Intro inte emot personen", "om det inte är Ung Intro eller den som ansvarar för ärendet"),
        ("The measures may be ended when", "answers for the case up to the referral, then Ung Intro",
         "or declines the support", "If Ung Intro doesn't accept the person", "The case goes on when a party leaves"),
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
            told = said.say(f"kort_svar.{one.code}.{nr}", **rules.parameters, **MEETING)
            assert f"{told} ( {rests[0]} " in html
        for name in one.terms:
            known = rules.vocabulary.known[name]
            assert [code for code in known if said.raw(f"nar_valja.{name}.{code}") not in html] == []


MEETING = {"motesdag": date(2027, 3, 18), "regionens_dag": date(2027, 2, 4), "ovrigas_dag": date(2027, 2, 11)}
"""The meeting of the calendar: six and five weeks before it, both Thursdays as it is."""

# Written by hand from the routine: what each party of a flerpartsmöte may come to owe, and when it can be called.
PARTS = {
    "individ": ("svara", "genomföra"),
    "arbetsformedlingen": ("dokumentera samtycket", "svara på kallelsen", "inskriven", "PR-AF-4"),
    "forsakringskassan": (
        "dokumentera samtycket", "svara på kallelsen", "fråga avsändaren om något är oklart ( FM-KALLELSE-4 )",
        "säga till snarast om tiden inte passar ( FM-KALLELSE-11 )", "förbereda sig", "svara ja eller nej om planen",
        "senast den dag som planen anger", "redovisa",
        "När kan den kallas? Försäkringskassan kan kallas när tre villkor", "PR-FK-2", "( PR-FK-3 )",
        "lämnar individen själv, eller en enhet som samtycket omfattar", "egen interna rutin",
    ),
    "region": ("ange tid", "svara på kallelsen", "PR-REG-1", "PR-REG-3"),
    "kommun": ("svara på kallelsen", "PR-KOMMUN-1"),
}  # fmt: skip


@pytest.mark.parametrize("party", PARTS)
def test_what_a_party_is_to_do_and_when_it_can_be_called_is_a_question_of_its_own(party: str) -> None:
    told = asked(f"part_{party}")
    assert [one for one in PARTS[party] if one not in told] == []
    assert "Kort svar" in told
    assert f'href="../../picture/party-{party}' in whole()[f"flerpartsmote/sv/question/part_{party}/index.html"]


@BOTH
@pytest.mark.parametrize("routine", ROUTINES.values(), ids=lambda one: one.name)
def test_every_question_that_the_first_page_leads_to_begins_with_a_short_answer(
    routine: Routine[Any], lang: str
) -> None:
    folder = f"{routine.name}/{lang}/"
    found = re.findall(r'href="(question/[^"]+)"', whole()[f"{folder}index.html"])
    assert len(found) > len(routine.outline.questions) + len(routine.outline.parties)
    first = ("Kort svar", "In short")[LANGUAGES.index(lang)]
    headings = {one: re.search(r"<h2[^>]*>([^<]*)", whole()[f"{folder}{one}"]) for one in found}
    without = {f"question/{one.code}/index.html" for one in routine.outline.questions if not one.answer}
    assert {one for one, found_in in headings.items() if found_in is None or found_in[1] != first} == without
    assert [one for one in found if "()" in words(whole()[f"{folder}{one}"])] == []


@BOTH
def test_the_three_roles_that_are_normally_one_unit_say_so(lang: str) -> None:
    shared = ("den som såg behovet", "the one that saw the need")[LANGUAGES.index(lang)]
    for role in ("ordforande", "sammankallande"):
        assert shared in words(whole()[f"flerpartsmote/{lang}/role/{role}/index.html"])
    first = ("Den enhet som såg behovet", "The unit that saw the need")[LANGUAGES.index(lang)]
    assert first in words(whole()[f"flerpartsmote/{lang}/role/initiativtagare/index.html"])


@BOTH
def test_the_page_of_a_role_tells_what_it_shares_and_who_is_spared(lang: str) -> None:
    """The chair may close the case, as the individual may (FF-AVSLUT-1); the individual owes no answer (A60)."""
    also, closes = (("Får, som andra också", "Avsluta ärendet"), ("May, as others may", "Close the case"))[lang == "en"]
    chair = words(whole()[f"flerpartsmote/{lang}/role/ordforande/index.html"])
    assert closes.casefold() in chair.partition(also)[2].casefold()
    spared = ("(inte individen)", "(not the individual)")[lang == "en"]
    assert spared in words(whole()[f"flerpartsmote/{lang}/role/godkannare/index.html"])


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
    alone = [asked("andrat", lang) for lang in LANGUAGES]
    assert "Vad har ändrats? Kort svar Ingenting: version 2026.1" in alone[0]
    assert "What has changed? In short Nothing: version 2026.1" in alone[1]
    monkeypatch.setattr(Drawing, "svgs", lambda drawing, engine=None: sketched(drawing))
    own = str(ROOT / "examples" / "egna_varden.toml")
    done = run("handbook", str(tmp_path / "book"), "--routine", "flerpartsmote", "--overlay", own)
    assert (done.code, done.err) == (0, "")
    for lang in LANGUAGES:
        page = tmp_path / "book" / "flerpartsmote" / lang / "question" / "andrat" / "index.html"
        html = page.read_text(encoding="utf-8")
        assert ("Det som skiljer", "What differs")[LANGUAGES.index(lang)] in words(html)
        told = ("kontakten till mötesdagen. Från 6 till 8", "day of the meeting. From 6 to 8")[LANGUAGES.index(lang)]
        assert told in words(html[: html.index("<svg")])
        there = re.search(r'href="(../../picture/diff[^"]*/index.html)"', html)
        assert there is not None
        assert (page.parent / there[1]).is_file()
