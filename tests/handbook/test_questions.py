"""What a new owner of the routine asks first: each question is answered on one page that the first page leads to."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from flerpart_flow.diagrams.drawing import Drawing, draw
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
         "Den enhet som såg behovet är ordförande och kallar, om den inte har lämnat över", "innan någon kallas",
         "Det är datumet som avgör",
         "aldrig med e-post",
         "Närstående bara om det är lämpligt", "Den som utsetts på mötet kallar till uppföljningen och leder den",
         "Annars kallas de som saknades",
         "frågar avsändaren om något är oklart",
         "säger individen om mötet hålls utan den"),
        ("Send the summons to the meeting the convener", "Target: about 5 weeks before the meeting",
         "It is the individual",
         "The unit that saw the need is the chair and calls", "before anybody is called", "It is the date that decides",
         "never by e-mail",
         "Relatives only if it is suitable", "appointed at the meeting calls people to the follow-up",
         "asks the sender if anything is unclear"),
    ),
    "sista_dag": (
        ("cirka 6 veckor före mötet", "cirka 5 veckor före mötet",
         "Bör ske senast: den som är sammankallande skickar kallelsen",
         "ingen arbetsdag flyttas den till närmaste arbetsdag före",
         ("Exempel: för ett möte 2027-03-18 bör Regionen kontaktas "
         "senast 2027-02-04, och kallelsen skickas senast 2027-02-11."), "Kort svar Tiden är ett riktmärke",
         "räknas som besked i tid",
         "sent får de andra kanske inte 5 veckor. Kalla då ändå och skriv varför",
         "Räkna ut dagarna för ert möte Det hör också till svaret"),
        ("about 6 weeks before the meeting", "about 5 weeks before the meeting",
         "isn't a working day it moves to the nearest working day before",
         "contacted by 2027-02-04, and the summons sent by 2027-02-11",
         "too late for the others to get 5 weeks: call all the same and write why"),
    ),
    "fore_motet": (
        ("Öppna mötet Vem den som är sammankallande", "Måste (7)", "individen är med eller har valt att avstå",
         "Minst 2 organisationer bör vara där", "är på plats, öppnar mötet och leder det",
         "ska ha dokumenterat samtycket. Saknas det kan mötet ändå öppnas", "bedömd som lämplig",
         "Mötet ska vara förberett med individen"),
        ("Open the meeting Who the convener", "Must (7)", "At least 2 organisations ought to be there",
         "opens the meeting and leads it",
         "must have documented the consent", "that unit may only listen", "is to be prepared with the individual",
         "or was booked as a follow-up with everybody present"),
    ),
    "uteblir": (
        ("En kallad part uteblev från mötet", "en människa avgör om den ska rapporteras", "Boka om mötet",
         "om individen är där, eller själv har valt att avstå", "färre än 2 organisationer där ges en varning",
         "Att en kallad part inte kommer som planerat är ett exempel på avvikelse",
         "enligt den egna partens rutin",
         "lämna över till en omfattad enhet som godtar det. Individens nej till den hindrar",
         "får den godkända planen om samtycket omfattar den och individen inte har sagt nej till den",
         "säger källan inte vem som tar över",
         "Programmet flerpart_flow föreslår"),
        ("Rebook the meeting", "Report a deviation", "With fewer than 2 organisations there a warning",
         "under the party's own routine",
         "hand over to a covered unit that accepts, unless the individual has said no to it",
         "gets the approved plan if the consent covers it and the individual has not said no to it",
         "doesn't say who takes over", "The program flerpart_flow proposes"),
    ),
    "aterkallat": (
        ("Ge neutralt besked om att mötet är inställt den som kallade, eller ordföranden",
         "I Kallelse (ärendet går till Vilande",
         "säger bara det till de kallade och inbjudna (handbokens tillägg). Ingen får veta varför",
         "muntligt eller skriftligt, utan skäl",
         "eller till Åtgärder om en plan är godkänd",
         "Individen eller ordföranden kan också avsluta ärendet", "en enhet som individen har sagt ja till ta över",
         "sitt exemplar",
         "raderas inte", "ny information, nytt samtycke, nytt ja till var och en och ny kallelse",
         "aldrig en avvikelse",
         "Kort svar Ärendet vilar", "Rutinen säger bara att samtycket får tas tillbaka. Resten är hur det har lästs.",
         "varje part får göra det som dess egen lag kräver", "individens ersättning", "inga fler exemplar",
         "Sista dag: före mötets början; vilar ärendet är ingen sista dag satt"),
        ("In Summons (the case goes to Paused", "Nobody is told why", "orally or in writing, without a reason",
         "or to Measures if a plan is approved", "The individual or the chair may also close the case", "gets a copy",
         "not erased",
         "new information, a new consent, a new yes to each one and a new summons", "never a deviation",
         "if the case rests no last day is set"),
    ),
    "veta": (
        ("utanför den egna enheten får veta vem individen är. Fråga", "även inom samma kommun",
         "Enhet till arbetsgivare, närstående eller annan utomstående Bara ämnen", "båda har ämnet",
         "enhetens egna sekretessregler gäller",
         "Enhet till individen Kräver inget samtycke", "Ett ombud: bara med individens ja",
         "Bara det som krävs för planen", "men ingen diagnos och ingen ersättning",
         "Den som individen har sagt nej till Får ingenting veta",
         "Är den redan kallad får den bara veta att mötet är inställt",
         "Avvikelse Får alltid rapporteras",
         "Efter ett återkallat samtycke Inget mer till andra, utom att kallade och inbjudna får höra",
         "Parterna får bara lämna varandra de uppgifter som krävs"),
        ("The parties may only give each other", "outside one's own unit", "Is told nothing. If already called",
         "also within one municipality",
         "Unit to an employer, relative or other outsider Only topics", "both have the topic",
         "the unit's own rules of secrecy hold", "Unit to the individual Takes no consent",
         "A representative: only with the individual's yes"),
    ),
    "planen": (
        ("Upprätta en plan Vem den som dokumenterar planen", "Ge individen planen ordföranden", "tystnad är inget ja",
         "En enhet som utses på mötet skriver planen",
         "nej gäller inte den planen", "En tidigare godkänd plan gäller",
         "I Förberedelse (ärendet går till Åtgärder , om alla som ska godkänna planen har gjort det; annars är fasen",
         "Individens nej är ingen avvikelse", "Planen ersätter inte den egna dokumentationen",
         "Individens ja krävs alltid, i efterhand om individen inte är med. Varje part som är med godkänner.",
         "Ett ombud får svara bara med individens ja",
         "Varje enhet som samtycket omfattar, och som individen inte har sagt nej till, får sitt",
         "bara föreslagen tills parten själv har godkänt den"),
        ("Give the individual the plan the chair", "A unit appointed at the meeting writes the plan",
         "that plan does not hold", "A plan approved earlier still holds",
         "Each unit that the consent covers, and that the individual has not said no to, gets one",
         "Every party present approves", "if all who have to approve the plan have done so; otherwise the phase is",
         "only proposed until the party itself has approved it"),
    ),
    "avslut": (
        ("Avsluta ärendet Vem ordföranden (eller individen, på egen önskan)", "(ärendet går till Avslut )",
         "Rutinen säger ingenting om när ett ärende får avslutas",
         "kan inte avsluta ärendet, och inte heller bara sin egen del",
         "Individen önskar det Bara individen", "Utanför målgruppen Ordföranden",
         "Handbokens tillägg (står inte i rutinen) Innan",
         "Tackar individen nej till mötet", "avslutar när behovet av samordning har upphört",
         "Ordföranden. Det bör ha visats vid en uppföljning och talats igenom",
         "talats igenom med individen och, medan samtycket gäller, de andra",
         "får ärendet vila så länge som behövs (ingen gräns är vald) innan"),
        ("Close the case Who the chair (or the individual, at their own wish)", "The routine says nothing of when",
         "can't close the case, nor its own part alone", "The individual wishes it Only the individual",
         "Outside the target group The chair", "Added by this handbook (not in the routine) Before",
         "may rest as long as needed (no limit is chosen) before"),
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


# Written by hand from the routines: what each row of the answer on who may know what is about, in short and after it.
ROWS = {
    "flerpartsmote": (
        ("Före samtycket", "Enhet till enhet", "Enhet till arbetsgivare, närstående eller annan utomstående",
         "Enhet till individen", "Den som individen har sagt nej till", "Efter ett återkallat samtycke"),
        ("Inom samma enhet", "Det som individen har undantagit", "I kallelsen", "Avvikelse", "Efter avslut"),
    ),
    "ung_intro": (
        ("Före samtycket", "Enhet till enhet", "Enhet till individen",
         "Enhet till arbetsgivare, närstående eller annan utomstående",
         "Den som individen har sagt nej till", "Efter ett återkallat samtycke"),
        ("Inom samma enhet", "Ung Intro till individen i förväg, för att motivera",
         "Ung Intro till mottagningens rehabiliteringskoordinator", "Avvikelse", "Det som individen har undantagit",
         "Efter avslut"),
    ),
}  # fmt: skip


@BOTH
@pytest.mark.parametrize("routine", ROWS)
def test_who_may_know_what_is_a_table_whose_rows_are_headed_by_whom_or_when(routine: str, lang: str) -> None:
    html = whole()[f"{routine}/{lang}/question/veta/index.html"]
    tables = re.findall(r"<table.*?</table>", html, re.S)
    heads = [re.findall(r'<th scope="row"[^>]*>(.*?)</th>', one) for one in tables]
    assert [len(found) for found in heads] == [len(found) for found in ROWS[routine]]
    if lang == "sv":
        assert [tuple(found) for found in heads] == list(ROWS[routine])
    for one, found in zip(tables, heads, strict=True):
        assert one.count('<th scope="col"') == 3
        assert len(re.findall(r'<td role="cell">[^<].*?</td><td role="cell"><a ', one)) == len(found)


@BOTH
@pytest.mark.parametrize("routine", ROUTINES.values(), ids=lambda one: one.name)
def test_every_page_of_a_question_begins_with_a_short_answer(routine: Routine[Any], lang: str) -> None:
    short = ("Kort svar", "In short")[LANGUAGES.index(lang)]
    begins = re.compile(rf"<h1>[^<]*</h1>\s*<section>\s*<h2[^>]*>{short}</h2>\s*(<ul>\s*<li>\w|<table)")
    for one in routine.outline.questions:
        assert begins.search(whole()[f"{routine.name}/{lang}/question/{one.code}/index.html"]), one.code


# Written by hand from the document on Ung Intro: what somebody who asks is told first.
IN_UNG_INTRO = {
    "vem_aktualiserar": (
        ("samråder om insatsen är rätt. För att aktualisera krävs både behov och önskan. ( UI-ANSVAR-2 , UI-AKT-1",
         "talar vården med ansvarig handläggare",
         "i gemensam kartläggning med Arbetsförmedlingen och personen", "Arbetsförmedlingen aktualiserar ingen",
         "aktualiserar enligt sin egen rutin, med samtycke, när personen hör till målgruppen",
         "som vid aktualiseringen är 19–29 år, folkbokförd i Uppsala kommun",
         "Undantag är Arbetsförmedlingens aktiviteter", "daglig verksamhet enligt LSS får inte finnas",
         "Varje part inhämtar själv samtycket, före varje kontakt som pekar ut personen. Samråd annars utan",
         "Ung Intro avgör alltid om insatsen passar"),
        ("consults on whether the measure is right. A referral takes both need and wish",
         "care talks with the officer in charge",
         "in a joint mapping with the Employment Service and the person", "The Employment Service refers nobody",
         "refers by its own routine, with consent, when the person",
         "is aged 19–29, is registered as resident in Uppsala municipality",
         "no decision on daily activities under LSS",
         "Ung Intro decides, whichever the way in"),
    ),
    "fore_start": (
        ("Ung Intro har tagit emot personen.", "Personen har tackat ja. Stödet är frivilligt. ( UI-ANSVAR-11 )"),
        ("Ung Intro has accepted the person", "The person has said yes. The support is voluntary. ( UI-ANSVAR-11 )"),
    ),
    "vem_samordnar": (
        ("Ung Intro samordnar, om inte parterna är överens om någon annan. ( UI-ANSVAR-5 )",
         "ser case managern till att en SIP eller ett flerpartsmöte initieras i samband med starten",
         "utgår de gemensamma insatserna från den. Annars",
         "samordnar Ung Intro på annat sätt. ( UI-SAMV-5 , UI-SAMV-6 )",
         "passar en SIP, annars ett flerpartsmöte. ( A36",
         "svarar den inte på upprepade försök, får Ung Intro vända sig till rehabiliteringskoordinatorn",
         "en särskild rutin, och med ekonomiskt bistånd en intern"),
        ("Ung Intro coordinates, unless the parties agree on somebody else. ( UI-ANSVAR-5 )",
         "initiated in connection with the start. ( UI-SAMV-1 )", "the joint measures start from it. Otherwise",
         "Ung Intro coordinates some other way. ( UI-SAMV-5 , UI-SAMV-6 )",
         "a SIP fits, otherwise a multi-party meeting",
         "doesn't answer repeated attempts, Ung Intro may turn to the rehabilitation coordinator",
         "a special routine holds too, and with financial assistance an internal one"),
    ),
    "aterkallat": (
        ("säger ingenting om ett återkallat samtycke. Så här har det lästs. ( A9 )", "det som dess egen lag kräver",
         "individens ersättning. ( A9 , A29 )", "Om själva stödet får fortsätta",
         "Tas bara en enhet eller ett ämne bort kan ärendet gå vidare",
         "Minst 2 organisationer ska vara kvar, och den enhet som ansvarar för ärendet inte vara borttagen"),
        ("says nothing of a withdrawn consent", "If only a unit or a topic is taken out the case can go on",
         "At least 2 organisations have to be left, and the unit that answers for the case must not be taken out"),
    ),
    "veta": (
        (("Bara på önskemål. Ett samråd ska först ha visat att insatsen är rätt. Före samtycket ska "
         "önskemålet vara individens eget. UI-SAMV-2 , UI-SAMV-3 , A62"), "Räknas inte som utlämnande här",
         "Om deltagaren saknar en fast vårdkontakt", "mottagningens rehabiliteringskoordinator",
         "till den egna parten, men bara slag, part och radens nummer i ärendet",
         "Den som individen har sagt nej till Får inget veta"),
        ("Only on request, and only once a consultation has shown that the measure is right",
         "has to be the individual's own. UI-SAMV-2 , UI-SAMV-3 , A62", "Doesn't count as disclosing here",
         "the clinic's rehabilitation coordinator",
         "to the reporting unit's own party: kind, party and the number of the line in the case only"),
    ),
    "avslut": (
        ("De samordnade insatserna får avslutas när samordning inte längre behövs",
         "blir äldre än 29 år avslutar ingenting",
         "ansvarar för ärendet fram till aktualiseringen, sedan Ung Intro", "eller tackar nej till stödet",
         "om Ung Intro inte tar emot personen", "om den inte är Ung Intro eller ansvarar för ärendet"),
        ("The coordinated measures may be ended when", "answers for the case up to the referral, then Ung Intro",
         "or declines the support", "when Ung Intro doesn't accept the person", "The case goes on when a party leaves"),
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
    assert written == sorted(
        f"kort_svar.{one.code}.{nr + 1}" for one in questions for nr in range(len(one.answer + one.more))
    )
    for one in questions:
        html = words(whole()[f"{routine.name}/{lang}/question/{one.code}/index.html"])
        for nr, rests in enumerate((*one.answer, *one.more), 1):
            told = said.say(f"kort_svar.{one.code}.{nr}", **rules.parameters, **MEETING, vilotid=REST[lang])
            head, _, said_then = told.partition(": ")
            row = f"{head} {said_then[:1].upper()}{said_then[1:]} {rests[0]} "
            assert (row if one.tabled else f"{told} ( {rests[0]} ") in html
        for name in one.terms:
            known = rules.vocabulary.known[name]
            assert [code for code in known if said.raw(f"nar_valja.{name}.{code}") not in html] == []


READ_IN = {"sv": 30, "en": 38}
"""Seconds in which a short answer is read, at four words a second; English takes more words for the same."""


@BOTH
@pytest.mark.parametrize("routine", ROUTINES.values(), ids=lambda one: one.name)
def test_a_short_answer_is_read_within_half_a_minute(routine: Routine[Any], lang: str) -> None:
    rules = routine.rules()
    said = Wording.of(routine, rules, lang).said
    seconds = {
        one.code: sum(
            len(said.say(f"kort_svar.{one.code}.{nr + 1}", **rules.parameters, **MEETING).split()) / 4
            for nr in range(len(one.answer))
        )
        for one in routine.outline.questions
    }
    assert {code: took for code, took in seconds.items() if not 0 < took <= READ_IN[lang]} == {}


MEETING = {"motesdag": date(2027, 3, 18), "regionens_dag": date(2027, 2, 4), "ovrigas_dag": date(2027, 2, 11)}
REST = {"sv": "så länge som behövs (ingen gräns är vald)", "en": "as long as needed (no limit is chosen)"}
"""How long a case may rest, where the rules choose no limit: 0 weeks."""
"""The meeting of the calendar: six and five weeks before it, both Thursdays as it is."""

# Written by hand from the routine: what each party of a flerpartsmöte may come to owe, and when it can be called.
PARTS = {
    "individ": (
        "genomföra åtgärden ( FM-GENOMF-1 ) ; får avstå från en åtgärd", "aldrig som försenat", "( A51 )",
        "avgör vilka som kallas", "när som helst ta tillbaka samtycket", "ja eller nej till planen", "inte får tas upp",
    ),
    "arbetsformedlingen": (
        "dokumentera samtycket", "svara på kallelsen", "inskriven", "PR-AF-4",
        "att ett av de två första stämmer", "ges bara en varning",
        "samtycket ska omfatta enheten, och individen ha sagt ja",
        "kontakta Regionen om en tid , cirka 6 veckor före mötet",
        "om Regionen ska delta, med samtycke om individen pekas ut",
    ),
    "forsakringskassan": (
        "dokumentera samtycket", "svara på kallelsen , rutinen anger ingen dag (",
        "fråga avsändaren om något är oklart ( FM-KALLELSE-4 )",
        "säga till snarast om tiden inte passar ( FM-KALLELSE-11 )", "förbereda sig",
        "säga ja eller nej till planen (handbokens tillägg) (",
        "senast den dag planen anger", "senast planens dag för uppföljning",
        "redovisa sin del av planen , på uppföljningsmötet",
        "Försäkringskassan kan kallas när tre villkor", "PR-FK-2", "( PR-FK-3 )",
        "lämnar individen själv, eller en enhet som samtycket omfattar", "egen interna rutin",
        "Kort svar När Att göra När samtycket omfattar", "När kan den kallas? Båda ska stämma",
        "utan dröjsmål ( FM-BEDOMNING-4 )", "om det är lämpligt och individen vill ( FM-FORBEREDELSE-9 )",
        "Saknas ett av villkoren ovan ges bara en varning",
        "om Regionen ska delta",
    ),
    "region": (
        "ange tid", "svara på kallelsen", "PR-REG-1", "PR-REG-3", "och minst ett av de två andra",
        "väljer vårdnivå och vem som kommer, inom enheter som individen godtagit",
    ),
    "kommun": ("svara på kallelsen", "PR-KOMMUN-1", "cirka 6 veckor före mötet, om Regionen ska delta"),
}  # fmt: skip


@pytest.mark.parametrize("party", PARTS)
def test_what_a_party_is_to_do_and_when_it_can_be_called_is_a_question_of_its_own(party: str) -> None:
    told = asked(f"part_{party}")
    assert [one for one in PARTS[party] if one not in told] == []
    assert "Kort svar" in told
    assert f'href="../../picture/party-{party}' in whole()[f"flerpartsmote/sv/question/part_{party}/index.html"]

    open_part, _, rest = _short(party).partition("<details>")
    folded, _, last = rest.partition("</details>")
    for told, item in ((open_part + last, "li"), (folded, "tr")):
        assert max(Counter(re.findall(rf"<{item}.*?</{item}>", told, re.S)).values(), default=1) == 1


@pytest.mark.parametrize("party", [one for one in PARTS if one != "individ"])
def test_what_a_party_owes_only_when_it_leads_is_folded_away(party: str) -> None:
    """Closed until somebody opens it, so that what every party has to do isn't lost in it."""
    before, _, rest = _short(party).partition("<details><summary>Om enheten tar initiativ")
    folded, _, after = rest.partition("</details>")
    leading = ("FM-BEDOMNING-1", "FM-FORBEREDELSE-4", "FM-FORBEREDELSE-9", "FM-ROLL-3", "FM-PLAN-1", "FM-PLAN-4")
    writes = "som dokumenterar planen skriva planen med mål, åtgärder, vem som ansvarar och dag för uppföljning"
    assert writes in _tight(words(f"<main>{folded}"))
    assert [one for one in leading if one not in folded or one in before + after] == []
    assert "FM-KALLELSE-3" in before


def _short(party: str) -> str:
    return _under("svar", whole()[f"flerpartsmote/sv/question/part_{party}/index.html"])


def _under(ident: str, html: str) -> str:
    """What stands under a heading, empty where the page hasn't it."""
    return html.partition(f'id="{ident}">')[2].partition("</section>")[0]


@BOTH
@pytest.mark.parametrize("routine", ROUTINES.values(), ids=lambda one: one.name)
def test_what_a_party_is_to_do_and_when_it_can_be_called_is_each_read_within_half_a_minute(
    routine: Routine[Any], lang: str
) -> None:
    """All that is open on its page, but for the norms' ids and the heads of columns."""
    seconds = {}
    for party in routine.outline.parties:
        html = whole()[f"{routine.name}/{lang}/question/part_{party.code}/index.html"]
        assert "<li>" in _under("svar", html)
        for ident in ("svar", "kallas"):
            quiet = r'</summary>.*?</details>|<thead.*?</thead>|<span class="norms">.*?</span>|<a class="id".*?</a>'
            told = re.sub(quiet, "", _under(ident, html), flags=re.S)
            seconds[party.code, ident] = len(re.findall(r"\w\S*", words(f"<main>{told}"))) / 4
    assert {one: took for one, took in seconds.items() if took > READ_IN[lang]} == {}
    assert min(took for (_, ident), took in seconds.items() if ident == "svar") > 5


def _tight(told: str) -> str:
    return re.sub(r"\s+([,;.)])|(\()\s+", r"\1\2", told)


@BOTH
@pytest.mark.parametrize("routine", ROUTINES.values(), ids=lambda one: one.name)
def test_the_pages_leave_out_no_condition_that_the_picture_of_an_act_has(routine: Routine[Any], lang: str) -> None:
    """Where an act leads under a condition, its own page and every question that tells of it say so."""
    said, seen = Wording.of(routine, routine.rules(), lang), 0
    for event in routine.events:
        pages = draw(routine, "step", step=event, lang=lang).pages
        cells = [row.cells[1] for page in pages for node in page.nodes for row in node.rows]
        told_of = [" ".join(line.text.split()) for cell in cells for line in cell]  # of no-break spaces, too
        leads = [text.split(" ► ") for text in told_of if re.search(r" ► .*, (om|if) ", text)]
        asking = [one for one in routine.outline.questions if event in one.acts]
        for page, phase in ((f"event/{event}", None), *((f"question/{one.code}", one.phase) for one in asking)):
            told = _tight(words(whole()[f"{routine.name}/{lang}/{page}/index.html"]))
            for source, lead in leads:
                if phase is None or said.short(phase) in source:
                    target, _, condition = lead.partition(", ")
                    assert re.search(rf"{re.escape(target)}[^,;]*, {re.escape(condition)}", told), (page, lead)
                    seen += 1
    assert seen >= len(routine.outline.rights)


@BOTH
@pytest.mark.parametrize("routine", ROUTINES.values(), ids=lambda one: one.name)
def test_the_pages_leave_out_no_condition_that_the_picture_of_a_party_has(routine: Routine[Any], lang: str) -> None:
    """A duty that is owed under a condition has it on its own page, on every party's and in every question of it."""
    said, seen = Wording.of(routine, routine.rules(), lang), set()
    for party in routine.outline.parties:
        pages = draw(routine, "party", party=party.code, lang=lang).pages
        rows = [
            row for page in pages for node in page.nodes if node.id.startswith("party-plikter") for row in node.rows
        ]
        drawn = [line.text for row in rows for line in row.cells[1]]
        told = _tight(words(whole()[f"{routine.name}/{lang}/question/part_{party.code}/index.html"]))
        for spec in routine.duties:
            key = f"forbehall_plikt.{spec.name}"
            mine = [line for line in drawn if said.duty(spec) in line and f"({', '.join(spec.norms)})" in line]
            if key in said.said and mine:
                clause = said.said.raw(key)
                under = f"forbehall_under_rubrik.{spec.name}"
                headed = said.said.raw(under) if under in said.said else clause
                assert f"{said.duty(spec)}, {headed} (" in mine[0]
                assert f"{said.duty(spec)}, {headed} (" in told, party.code
                seen.add(spec.name)
                for page in (
                    f"duty/{spec.name}",
                    *(f"question/{one.code}" for one in routine.outline.questions if spec.name in one.duties),
                ):
                    found = _tight(words(whole()[f"{routine.name}/{lang}/{page}/index.html"]))
                    assert f"{said.bearer(spec.bearer or '')}, {clause}" in found, page
    written = filter(lambda key: key.startswith("forbehall_plikt."), said.said.keys())
    assert sorted(written) == sorted(f"forbehall_plikt.{one}" for one in seen)


@BOTH
def test_the_individual_of_ung_intro_is_told_that_nothing_is_demanded(lang: str) -> None:
    told = words(whole()[f"ung_intro/{lang}/question/part_individ/index.html"])
    sv = ("frivilligt, och individen får tacka nej", "ta tillbaka samtycket, eller avsluta samverkan")
    en = ("voluntary, and the individual may decline", "end the collaboration, at any time")
    assert [one for one in (sv, en)[LANGUAGES.index(lang)] if one not in told] == []


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
@pytest.mark.parametrize("routine", ROUTINES.values(), ids=lambda one: one.name)
def test_the_first_page_sorts_what_one_may_ask(routine: Routine[Any], lang: str) -> None:
    """A case at hand first, then the routine, then who does what; what has changed in the rules stands last."""
    html = whole()[f"{routine.name}/{lang}/index.html"]
    _, now, how, who, changed = re.split("<h3>", html[html.index('id="fragor"') :].partition("</section>")[0])
    named = (
        ("Ett ärende nu", "Så gör man", "Vem ska", "Reglerna"),
        ("A case now", "How it is", "Who is", "The rules"),
    )[LANGUAGES.index(lang)]
    assert [one.startswith(name) for one, name in zip((now, how, who, changed), named, strict=True)] == [True] * 4
    assert 'href="event/index.html"' in now
    assert [one for one in routine.outline.questions if f'"question/{one.code}/' not in how] == []
    assert [one for one in routine.outline.parties if f'"question/part_{one.code}/' not in who] == []
    assert re.findall('href="([^"]*)"', changed) == ["question/andrat/index.html"]


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
    assert "Vad har ändrats? Kort svar Ingenting: 2026.1" in alone[0]
    assert "What has changed? In short Nothing: 2026.1" in alone[1]
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


# Written by hand from the document on Ung Intro: what a party does there though nobody else can demand it as a duty.
THEIR_PART = {
    "kommun": (
        ("aktualiserar enligt egen rutin, med samtycke, inom målgruppen",
         "avgör om personen tas emot. ( UI-AKT-2 , UI-ANSVAR-6 )",
         "om inget annat överenskommits. ( UI-ANSVAR-5 )"),
        ("refers by its own routine, with consent, when the person",
         "whether the person is accepted. ( UI-AKT-2 , UI-ANSVAR-6 )",
         "unless something else is agreed. ( UI-ANSVAR-5 )"),
    ),
    "arbetsformedlingen": (("den gemensamma kartläggningen, med",), ("part in the joint mapping, with",)),
    "forsakringskassan": (
        ("Försäkringskassan hittar tänkbara deltagare",
         "Där bedömer Försäkringskassan om Ung Intro ska initieras, innan den aktualiserar någon",
         "Kort svar Varje enhet inhämtar och dokumenterar själv samtycket före varje informationsutbyte"),
        ("The Social Insurance Agency finds possible participants",
         "There the Social Insurance Agency judges whether Ung Intro should be initiated",
         "In short Each unit itself obtains and documents the consent before any exchange of information"),
    ),
    "region": (
        ("Den vård som ser ett behov eller en önskan kontaktar Ung Intro, före samtycket utan att peka ut patienten",
         "talar den med ansvarig handläggare"),
        ("The care that sees a need or a wish contacts Ung Intro, before the consent without identifying the patient",
         "talks with the responsible officer"),
    ),
    "individ": (("Individen säger ja innan det startar",), ("The individual says yes before it starts",)),
}  # fmt: skip


@BOTH
@pytest.mark.parametrize("party", THEIR_PART)
def test_the_page_of_a_party_in_ung_intro_tells_what_it_does_besides_its_duties(party: str, lang: str) -> None:
    told = words(whole()[f"ung_intro/{lang}/question/part_{party}/index.html"])
    assert [one for one in THEIR_PART[party][LANGUAGES.index(lang)] if one not in told] == []
