"""Each paper says what it is for, in both languages, and isn't written where the routine says no."""

from __future__ import annotations

import re
import tomllib
from importlib import resources
from typing import Any

import attrs
import pytest

from flerpart_flow import EventError, Severity, open_case
from flerpart_flow.documents import KINDS, DocumentError, DocumentRefused, as_html, as_text, document, outbox
from flerpart_flow.documents.model import Table
from flerpart_flow.routines.flerpartsmote import (
    Avsluta,
    AvslutaMote,
    BegransaSamtycke,
    BestamDeltagare,
    BokaOm,
    BokaUppfoljning,
    GodkannPlan,
    GodtaOrdforande,
    Kalla,
    OppnaMote,
    OverlamnaOrdforande,
    SammanfattaPlan,
    StallIn,
    UpprattaPlan,
    UtokaSamtycke,
    UtseDokumenterare,
)
from flerpart_flow.routines.ung_intro import UNG_INTRO
from flerpart_flow.samverkan.actors import is_unit
from tests.documents.demo import (
    AF,
    CALLED,
    CALLED_AGAIN,
    CHAIR,
    INDIVID,
    MEETING_OVER,
    PAUSED,
    PSYKIATRI,
    REBOOKED,
    REPLACED,
    case,
    on,
    paper,
    section,
    told,
)
from tests.stories import ARBETSMARKNAD, EKONOMI, Story, moment, paused, plan, prepared, summed_up, summoned, summons
from tests.stories import on as day_of

AF_PURPOSE = "Planera vägen tillbaka till arbete"
CARES_PURPOSE = "Planera så att arbete och vård går ihop"

# --- The summons -------------------------------------------------------------------------------------------------


def test_a_summons_says_to_each_what_it_has_to_say() -> None:
    letter = paper("kallelse", AF, CALLED)
    assert letter.title == "Kallelse till flerpartsmöte"
    assert "Box 66" in section(letter, "till")
    assert "torsdag 5 mars 2026 klockan 13.00–14.30" in section(letter, "tid_och_plats")
    assert "Kungsgatan 85, Uppsala" in section(letter, "tid_och_plats")
    assert AF_PURPOSE in section(letter, "syfte")
    assert "vårdkontakt" in section(letter, "inbjudna")
    assert "katalogpost 12" in section(letter, "kontakt")
    assert "Hör av er så fort ni kan" in section(letter, "passar_inte")
    assert letter.section("svar") is not None
    assert letter.sendable
    assert not letter.mark


def test_a_summons_in_english() -> None:
    letter = paper("kallelse", AF, CALLED, lang="en")
    assert "Thursday 5 March 2026 at 13:00–14:30" in section(letter, "tid_och_plats")
    assert letter.title == "Summons to a multi-party meeting"


def test_nobody_gets_anothers_purpose_but_the_individual_who_gets_all() -> None:
    assert CARES_PURPOSE not in told(paper("kallelse", AF, CALLED))
    assert AF_PURPOSE not in told(paper("kallelse", PSYKIATRI, CALLED))
    own = paper("kallelse", INDIVID, CALLED)
    assert AF_PURPOSE in section(own, "syfte")
    assert CARES_PURPOSE in section(own, "syfte")
    assert own.section("svar") is None


def test_the_regions_address_is_looked_up_and_there_is_room_for_it() -> None:
    letter = paper("kallelse", PSYKIATRI, CALLED)
    assert "1177.se/uppsala-lan" in section(letter, "till")
    assert "Adress: ____" in as_text(letter)


def test_a_municipal_unit_elsewhere_has_no_address_and_there_is_room_for_it() -> None:
    story = Story("tierp")
    assert story.case.header.municipality == "tierp"
    letter = document(story.case, "kallelse", recipient=EKONOMI, at=moment(5), event=_summons(), draft=True)
    assert "Salagatan" not in told(letter)
    assert "Rutinen anger ingen adress hit." in section(letter, "till")


def test_an_address_row_without_lines_leaves_room_and_says_so() -> None:
    story = summoned(overlay={"adress": [{"unit": AF, "lines": []}]})
    letter = document(story.case, "kallelse", recipient=AF, at=moment(6))
    assert "Rutinen anger ingen adress hit." in section(letter, "till")
    assert "None" not in told(letter)
    assert "Adress: ____" in as_text(letter)


def test_one_who_isnt_called_gets_no_summons_no_notice_and_no_follow_up() -> None:
    for kind, day in (
        ("kallelse", CALLED),
        ("ny_tid", CALLED_AGAIN),
        ("installt", PAUSED),
        ("uppfoljning", MEETING_OVER),
    ):
        with pytest.raises(DocumentRefused):
            paper(kind, "forsakringskassan", day)
    event = _summons()
    with pytest.raises(DocumentError) as caught:
        document(prepared().case, "kallelse", recipient="forsakringskassan", at=moment(5), event=event)
    assert "inte till den mottagaren" in caught.value.text("sv")


def _summons(**change: Any) -> Kalla:
    return Kalla(occurred_at=moment(5), recorded_at=moment(5), by=ARBETSMARKNAD, **summons(**change))


def test_an_outsider_is_invited_and_told_no_purpose_without_a_topic() -> None:
    story = prepared()
    story.do(BestamDeltagare, INDIVID, deltagare=("arbetsgivare",), svar="ja")
    story.do(Kalla, day=5, **summons((AF, EKONOMI, "arbetsgivare")))
    letter = document(story.case, "kallelse", recipient="arbetsgivare", at=moment(6))
    assert letter.title == "Inbjudan till flerpartsmöte"
    assert letter.section("syfte") is None
    assert "Planera vägen till arbete" not in told(letter)
    assert "Du är inbjuden och väljer själv." in section(letter, "bekrafta")


def test_a_new_summons_says_which_time_it_takes_the_place_of() -> None:
    letter = paper("ny_tid", AF, CALLED_AGAIN)
    assert "torsdag 5 mars 2026" in section(letter, "ny_tid")
    assert "torsdag 26 mars 2026" in section(letter, "tid_och_plats")
    with pytest.raises(DocumentRefused):
        paper("ny_tid", AF, CALLED)


def test_after_a_withdrawal_a_new_summons_is_like_a_first_one() -> None:
    with pytest.raises(DocumentRefused):
        paper("ny_tid", AF, "2026-03-18")
    assert paper("kallelse", AF, "2026-03-18").sendable


@pytest.mark.parametrize("day", [REBOOKED, PAUSED, MEETING_OVER])
def test_there_is_no_summons_without_a_meeting_to_come(day: str) -> None:
    with pytest.raises(DocumentRefused):
        paper("kallelse", AF, day)


def test_a_summons_that_isnt_recorded_yet_is_judged_and_refused_with_its_norms() -> None:
    story = prepared()
    event = _summons(plats=None, kontakt=None)
    with pytest.raises(DocumentRefused) as caught:
        document(story.case, "kallelse", recipient=AF, at=moment(5), event=event)
    assert set(caught.value.norms) == {"FM-KALLELSE-7", "FM-KALLELSE-9"}
    assert "FM-KALLELSE-9" in caught.value.text("en")


def test_a_draft_is_marked_and_says_what_is_in_the_way() -> None:
    story = prepared()
    event = _summons(plats=None)
    letter = document(story.case, "kallelse", recipient=AF, at=moment(5), event=event, draft=True)
    assert letter.mark == "Utkast. Får inte skickas."
    assert not letter.sendable
    assert any("FM-KALLELSE-7" in one for one in letter.remarks)
    assert "Plats: ____" in as_text(letter)
    whole = document(story.case, "kallelse", recipient=AF, at=moment(5), event=_summons(), draft=True)
    assert (whole.remarks, whole.sendable, whole.mark) == ((), False, letter.mark)


def test_one_who_has_left_the_consent_gets_no_summons() -> None:
    story = summoned()
    story.do(BegransaSamtycke, INDIVID, enheter=(EKONOMI,), day=10)
    for kind in ("kallelse", "ny_tid"):
        with pytest.raises(DocumentRefused):
            document(story.case, kind, recipient=EKONOMI, at=moment(11))


def test_a_consent_that_has_run_out_stops_the_summons() -> None:
    story = summoned(giltigt_till=moment(20).date())
    assert document(story.case, "kallelse", recipient=AF, at=moment(20)).sendable
    with pytest.raises(DocumentRefused) as caught:
        document(story.case, "kallelse", recipient=AF, at=moment(21))
    assert "FM-SAMTYCKE-2" in caught.value.norms


# --- The neutral notice ------------------------------------------------------------------------------------------


def test_the_notice_is_the_same_whatever_the_cause() -> None:
    causes: dict[str, Any] = {
        "withdrawn": paused().case,
        "cancelled": _after(StallIn),
        "rebooked": _after(BokaOm),
        "closed": _after(Avsluta, by=INDIVID, skal_kod="individens_onskan"),
        "narrowed": _after(BegransaSamtycke, by=INDIVID, enheter=(AF,)),
        "said no": _after(BestamDeltagare, by=INDIVID, deltagare=(AF,), svar="nej"),
    }
    written = {
        cause: as_html(document(held, "installt", recipient=AF, at=moment(30))) for cause, held in causes.items()
    }
    assert len(set(written.values())) == 1, written.keys()


def _after(kind: Any, by: str | None = None, **content: Any) -> Any:
    story = summoned()
    story.do(kind, by, day=20, **content)
    return story.case


def test_the_notice_says_which_meeting_and_nothing_of_why() -> None:
    notice = paper("installt", AF, PAUSED)
    assert "torsdag 26 mars 2026" in told(notice)
    for word in ("samtycke", "återkall", "tillbaka", "24 februari", "2026-02-24", AF_PURPOSE):
        assert word not in told(notice).lower()


def test_there_is_no_notice_of_a_meeting_that_stands_or_was_held_or_that_one_wasnt_called_to() -> None:
    for recipient, day in ((AF, CALLED), (AF, MEETING_OVER), (AF, REPLACED), ("forsakringskassan", PAUSED)):
        with pytest.raises(DocumentRefused):
            paper("installt", recipient, day)


# --- The plan ----------------------------------------------------------------------------------------------------


def test_a_plan_says_what_a_plan_has_to_say() -> None:
    plan = paper("plan", PSYKIATRI, REPLACED)
    assert "Anställning på halvtid" in section(plan, "mal")
    assert "Prova i liten skala först" in section(plan, "mal")
    assert "Hitta en anställning med stöd" in section(plan, "atgarder")
    assert "förslag, inte godkänd av Arbetsförmedlingen" in section(plan, "atgarder")
    assert "Behandling en gång i veckan" in section(plan, "ansvar")
    assert "Söka en plats som passar" in section(plan, "ansvar")
    assert "tisdag 8 december 2026" in section(plan, "uppfoljning")
    assert "ersätter version 2" in section(plan, "version")
    assert "Arbetsförmedlingen" not in section(plan, "godkannande")
    assert "antecknar som vanligt" in section(plan, "dokumentation")
    assert plan.sendable


def test_who_has_approved_later_is_told_later() -> None:
    assert "Arbetsförmedlingen" in section(paper("plan", PSYKIATRI, "2026-09-19"), "godkannande")


def test_an_earlier_version_is_written_by_its_number() -> None:
    assert "Ordna en praktikplats" in told(paper("plan", PSYKIATRI, REPLACED, version=1))
    with pytest.raises(DocumentError) as caught:
        paper("plan", PSYKIATRI, REPLACED, version=9)
    assert "3" in caught.value.text("en")


def test_a_plan_that_isnt_approved_goes_to_the_individual_only_and_is_marked() -> None:
    story = summed_up()
    with pytest.raises(DocumentRefused) as caught:
        document(story.case, "plan", recipient=AF, at=moment(60.5))
    assert "FM-ROLL-5" in caught.value.norms
    own = document(story.case, "plan_individ", at=moment(60.5))
    assert own.sendable
    assert own.mark == "Utkast. Planen är inte godkänd."
    draft = document(story.case, "plan", recipient=AF, at=moment(60.5), draft=True)
    assert (draft.mark, draft.sendable) == (own.mark, False)
    story.do(GodkannPlan, INDIVID, version=1)
    assert document(story.case, "plan_individ", at=moment(60.5)).mark == own.mark


def test_the_individuals_copy_is_never_held_back() -> None:
    story = summed_up()
    for who in (INDIVID, ARBETSMARKNAD, AF, EKONOMI):
        story.do(GodkannPlan, who, version=1)
    story.do(BegransaSamtycke, INDIVID, enheter=(ARBETSMARKNAD,))
    assert story.case.phase == "vilande"
    assert "Ansökan" in section(document(story.case, "plan_individ", at=moment(61)), "dina_atgarder")
    with pytest.raises(DocumentRefused):
        document(story.case, "plan", recipient=AF, at=moment(61))


# --- The other papers --------------------------------------------------------------------------------------------


def test_the_support_shows_what_is_excluded_only_to_the_unit_that_wrote_it_down() -> None:
    assert "Ekonomi" in section(paper("stod_till_ordforande", CHAIR, "2026-01-22"), "undantag")
    assert "Ekonomi" not in section(paper("stod_till_ordforande", CHAIR, "2026-01-22"), "amnen")
    story = prepared(undantag=("ekonomi",))
    given = story.case.facts.consent
    assert given is not None
    assert given.recorder == ARBETSMARKNAD
    assert document(story.case, "stod_till_ordforande", at=moment(3)).section("undantag") is not None


def test_the_support_is_for_the_chair_and_has_what_to_see_to() -> None:
    support = paper("stod_till_ordforande", None, CALLED)
    assert support.recipient == CHAIR
    assert "FM-ROLL-4" in section(support, "under")
    assert "FM-BOKNING-2" in section(support, "fore")
    assert "FM-BOKNING-5" not in section(support, "fore")
    assert "FM-ROLL-6" in section(support, "efter")
    assert "religion" in section(support, "bemotande")
    with pytest.raises(DocumentError):
        paper("stod_till_ordforande", AF, CALLED)


def test_the_support_tells_of_the_meeting_that_the_chair_is_to_lead() -> None:
    first, second = (paper("stod_till_ordforande", CHAIR, day) for day in (CALLED, CALLED_AGAIN))
    assert "torsdag 5 mars 2026 klockan 13.00–14.30" in section(first, "mote")
    assert "torsdag 26 mars 2026" in section(second, "mote")
    for word in ("Kungsgatan 85, Uppsala", "Arbetsförmedlingen", "Regionens psykiatri"):
        assert word in section(first, "mote")
    for purpose in (AF_PURPOSE, CARES_PURPOSE):
        assert purpose not in told(first)
    early = paper("stod_till_ordforande", CHAIR, "2026-01-22")
    assert "Ingen är kallad än." in section(early, "mote")
    assert "Plats: ____" in as_text(early)
    after = paper("stod_till_ordforande", CHAIR, MEETING_OVER)
    assert "tisdag 16 juni 2026" in section(after, "mote")


def with_an_employer(**consent: Any) -> Story:
    """The employer may hear of work and is called with two units."""
    story = prepared(amnen_for={"arbetsgivare": ("arbete",)}, **consent)
    story.do(BestamDeltagare, INDIVID, deltagare=("arbetsgivare",), svar="ja")
    purposes = {AF: "Avsikt alfa", EKONOMI: "Avsikt beta", "arbetsgivare": "Avsikt gamma"}
    story.do(Kalla, day=5, **summons((AF, EKONOMI, "arbetsgivare"), syfte=purposes))
    return story


def test_the_support_says_who_may_hear_of_what_to_the_unit_that_wrote_it_down() -> None:
    support = document(with_an_employer().case, "stod_till_ordforande", at=moment(6))
    found = support.section("amnen")
    assert found is not None
    (table,) = found.blocks
    assert isinstance(table, Table)
    assert table.rows == (
        ("Kommunens arbetsmarknadsenhet", "Arbete och hälsa"),
        ("Arbetsförmedlingen", "Arbete och hälsa"),
        ("Kommunens enhet för ekonomiskt bistånd", "Arbete och hälsa"),
        ("Arbetsgivaren", "Arbete"),
    )
    assert support.withheld == ()


def test_another_chair_is_told_that_topics_differ_and_not_whose() -> None:
    story = with_an_employer(undantag=("ekonomi",))
    story.do(OverlamnaOrdforande, till=AF, day=7)
    story.do(GodtaOrdforande, AF, day=8)
    support = document(story.case, "stod_till_ordforande", recipient=AF, at=moment(9))
    assert section(support, "amnen").splitlines()[1:] == [
        "Det som mötet får ta upp",
        "Arbete",
        "Hälsa",
        "Någon som är kallad får höra om färre ämnen än andra. Fråga enheten som skrev ner samtycket.",
    ]
    assert support.section("undantag") is None
    (told_so,) = support.withheld
    assert "ämnena" in told_so


def test_topics_that_another_unit_wrote_down_arent_shown_to_the_chair_either() -> None:
    story = with_an_employer()
    story.do(UtokaSamtycke, INDIVID, day=7, recorded_by=AF, amnen_for={"arbetsgivare": ("halsa",)})
    support = document(story.case, "stod_till_ordforande", at=moment(8))
    assert "Arbetsgivaren" not in section(support, "amnen")


def test_each_reader_is_spoken_to_in_one_way() -> None:
    """A unit is "ni", a person and one who is invited "du"; the individual is never "individen" to themselves."""
    ni, du = (re.compile(rf"\b({words})\b", re.IGNORECASE) for words in ("ni|er|ert|era", "du|dig|din|ditt|dina"))
    invited = with_an_employer()
    papers = [one.document() for one in outbox(case())]
    papers += [one.document() for one in outbox(invited.case) if one.recipient == "arbetsgivare"]
    assert "arbetsgivare" in {one.recipient for one in papers}
    for one in papers:
        words = told(one)
        if one.recipient == INDIVID:
            assert "individen" not in words.lower(), one.kind
        if one.kind == "information_infor_samtycke":
            words = words.replace("Tillsammans gör ni en plan", "")  # the individual and the others
        unit = one.recipient is not None and is_unit(one.recipient)
        assert not (du if unit else ni).search(words), (one.kind, one.recipient)


def test_a_letter_has_its_day_and_the_notice_room_for_it() -> None:
    for kind, day, said in (
        ("kallelse", CALLED, "torsdag 5 februari 2026"),
        ("ny_tid", CALLED_AGAIN, "lördag 14 februari 2026"),
        ("uppfoljning", MEETING_OVER, "onsdag 29 april 2026"),
    ):
        for to in (AF, INDIVID):
            assert f"Datum för brevet: {said}" in as_text(paper(kind, to, day))
    assert "Datum för brevet: ____" in as_text(paper("installt", AF, PAUSED))


def test_a_plan_to_one_who_never_gets_one_has_no_cure() -> None:
    for to in ("arbetsgivare", "narstaende:1"):
        for lang, word in (("sv", "dela ut planen"), ("en", "hand out")):
            with pytest.raises(DocumentRefused) as caught:
                paper("plan", to, REPLACED, lang=lang)
            assert "FM-ROLL-6" in caught.value.norms
            assert word not in caught.value.text(lang)
            assert "→" not in caught.value.text(lang)


def test_those_who_are_invited_are_told_when_and_where_the_follow_up_is_and_nothing_of_the_plan() -> None:
    """Time and place ask for the individual's yes, not for a topic (A49): a relative and an outsider alike."""
    invited = ("arbetsgivare", "narstaende:1")
    story = prepared()
    story.do(BestamDeltagare, INDIVID, deltagare=invited, svar="ja")
    story.do(BestamDeltagare, ARBETSMARKNAD, deltagare=("narstaende:1",), lamplig="ja")
    story.do(Kalla, day=5, **summons((AF, EKONOMI, *invited)))
    story.do(OppnaMote, narvarande=(INDIVID, ARBETSMARKNAD, AF, EKONOMI, *invited), mote=1, day=60)
    story.do(UtseDokumenterare, vem=ARBETSMARKNAD)
    story.do(UpprattaPlan, plan=plan())
    story.do(SammanfattaPlan, version=1)
    for who in (INDIVID, ARBETSMARKNAD, AF, EKONOMI):
        story.do(GodkannPlan, who, version=1)
    story.do(BokaUppfoljning, datum=day_of(150), sammankallande=ARBETSMARKNAD)
    story.do(AvslutaMote)
    letters = [one for one in outbox(story.case) if one.kind == "uppfoljning"]
    assert {one.recipient for one in letters} == {AF, EKONOMI, *invited, INDIVID}
    for one in letters:
        letter = one.document()
        assert "torsdag 11 juni 2026" in section(letter, "tid_och_plats")
        assert ("planen" in told(letter).lower()) == (one.recipient not in invited)
        assert bool(letter.withheld) == (one.recipient in invited)
    story.do(BestamDeltagare, INDIVID, deltagare=("narstaende:1",), svar="nej")
    with pytest.raises(DocumentRefused):
        document(story.case, "uppfoljning", recipient="narstaende:1", at=moment(story.day + 0.5))


def test_an_invitation_without_a_purpose_tells_the_one_who_writes_it_why() -> None:
    story = prepared()
    story.do(BestamDeltagare, INDIVID, deltagare=("arbetsgivare",), svar="ja")
    story.do(Kalla, day=5, **summons((AF, EKONOMI, "arbetsgivare")))
    letter = document(story.case, "kallelse", recipient="arbetsgivare", at=moment(6))
    (why,) = letter.withheld
    assert "inte sagt ja till något ämne" in why
    assert why not in as_html(letter)
    assert document(story.case, "kallelse", recipient=AF, at=moment(6)).withheld == ()


def test_the_form_can_be_filled_in_by_hand() -> None:
    form = paper("samtyckesblankett", None, CALLED)
    text, page = as_text(form), as_html(form)
    assert "- Verksamhet: Arbetsförmedlingen\n  Ja: [ ]\n  Nej: [ ]\n" in text
    assert "[ ] Annat, skriv vad: ____" in text
    assert "[ ] Annat\n" not in text
    assert '<th scope="row">Arbetsförmedlingen</th><td class="box">☐</td><td class="box">☐</td>' in page
    for name in ("input", "select", "textarea", "form"):
        assert f"<{name}" not in page


def test_a_measure_without_a_day_says_so() -> None:
    assert "Klart senast: ingen dag är bestämd" in as_text(paper("plan", PSYKIATRI, REPLACED))


def test_a_norms_id_stays_on_one_line_and_is_copied_as_it_is() -> None:
    assert '(<span class="id">FM-ROLL-4</span>)' in as_html(paper("stod_till_ordforande", CHAIR, CALLED))


def test_what_the_individual_is_told_and_signs_holds_nothing_of_the_case() -> None:
    for kind in ("information_infor_samtycke", "samtyckesblankett"):
        early, late = (as_html(paper(kind, None, day)) for day in ("2026-01-18", REPLACED))
        assert early == late
        easy = paper(kind, None, CALLED, lang="sv-lattlast")
        assert easy.lang == "sv"
        assert told(easy) != told(paper(kind, None, CALLED))
        with pytest.raises(DocumentError):
            paper(kind, AF, CALLED)
    with pytest.raises(DocumentError):
        paper("kallelse", AF, CALLED, lang="sv-lattlast")


def test_a_booked_follow_up_is_told_to_those_who_were_there() -> None:
    letter = paper("uppfoljning", AF, MEETING_OVER)
    assert "tisdag 16 juni 2026" in section(letter, "tid_och_plats")
    assert "det som ni svarar för" in section(letter, "redovisa")
    with pytest.raises(DocumentRefused):
        paper("uppfoljning", AF, CALLED)


def test_a_report_says_kind_party_and_line_and_no_more() -> None:
    report = paper("avvikelse", None, REPLACED)
    assert report.recipient == AF
    assert "En kallad part uteblev från mötet" in section(report, "avvikelse")
    assert "72" in section(report, "avvikelse")
    assert paper("avvikelse", AF, REPLACED, nr=85) == report
    with pytest.raises(DocumentRefused):
        paper("avvikelse", None, REPLACED, nr=86)


# --- What can't be asked for -------------------------------------------------------------------------------------


def test_what_cant_be_asked_for_is_told_plainly() -> None:
    for kind, recipient in (("brev", AF), ("kallelse", None), ("plan", INDIVID), ("plan_individ", AF)):
        with pytest.raises(DocumentError) as caught:
            paper(kind, recipient, REPLACED)
        assert caught.value.text("sv") != caught.value.text("en")
    with pytest.raises(EventError):
        paper("kallelse", "nagon:annan", CALLED)
    with pytest.raises(DocumentError):
        document(open_case(UNG_INTRO, "arende-1"), "kallelse", recipient=AF, at=on(CALLED))


def test_no_error_repeats_what_somebody_wrote() -> None:
    story = prepared()
    with pytest.raises(DocumentRefused) as caught:
        document(story.case, "kallelse", recipient=AF, at=moment(5), event=_summons(plats=None))
    assert "katalogpost" not in caught.value.text()
    assert "Planera" not in repr(paper("kallelse", AF, CALLED))


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_every_kind_is_written_in_every_way(lang: str) -> None:
    days = {"ny_tid": CALLED_AGAIN, "installt": PAUSED, "kallelse": CALLED}
    to = {"plan_individ": INDIVID, "stod_till_ordforande": CHAIR, "avvikelse": None}
    for kind in KINDS:
        own = "samtycke" in kind
        of = paper(
            kind,
            INDIVID if own else to.get(kind, AF),
            days.get(kind, REPLACED if kind != "uppfoljning" else MEETING_OVER),
            lang=lang,
        )
        page, text = as_html(of), as_text(of)
        assert page.count("<h1>") == 1
        assert f'<html lang="{lang}">' in page
        assert page.count("<table>") == page.count("<caption>")
        assert len({one.ident for one in of.sections}) == len(of.sections)
        assert all(one.blocks for one in of.sections)
        for one in of.sections:
            assert one.heading in text
            assert set(one.norms) <= set(case().rules.norms)


def test_what_somebody_wrote_cant_become_markup() -> None:
    event = _summons(plats="<script>alert(1)</script> & co")
    letter = document(prepared().case, "kallelse", recipient=AF, at=moment(5), event=event, draft=True)
    assert "<script>" not in as_html(letter)
    assert "&lt;script&gt;" in as_html(letter)


def test_a_paper_is_a_value() -> None:
    assert paper("kallelse", AF, CALLED) == paper("kallelse", AF, CALLED)
    assert hash(paper("plan", AF, REPLACED)) == hash(paper("plan", AF, REPLACED))
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        paper("kallelse", AF, CALLED).title = "x"  # type: ignore[misc]  # that it can't be is what is tested


def test_both_languages_have_the_same_texts_with_the_same_holes() -> None:
    held = {lang: dict(_flat(_toml(lang))) for lang in ("sv", "en")}
    assert held["sv"].keys() == held["en"].keys()
    for key, text in held["sv"].items():
        assert _holes(text) == _holes(held["en"][key]), key
    assert dict(_flat(_toml("sv-lattlast"))).keys() <= held["sv"].keys()


def _toml(lang: str) -> dict[str, Any]:
    return tomllib.loads((resources.files("flerpart_flow.documents") / f"{lang}.toml").read_text(encoding="utf-8"))


def _flat(table: dict[str, Any], path: str = "") -> list[tuple[str, str]]:
    return [
        pair
        for key, value in table.items()
        for pair in ([(f"{path}.{key}", value)] if isinstance(value, str) else _flat(value, f"{path}.{key}"))
    ]


def _holes(text: str) -> set[str]:
    return {one.partition("}")[0] for one in text.split("{")[1:]}


def test_a_warning_doesnt_stop_a_letter() -> None:
    story = prepared()
    event = _summons(lista_godkand="okant")
    decision = story.case.decide(event)
    assert [one.severity for one in decision.findings if one.norm == "FM-KALLELSE-10"] == [Severity.WARN]
    assert document(story.case, "kallelse", recipient=AF, at=moment(5), event=event).sendable
