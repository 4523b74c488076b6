"""What each view shows, told by hand from the routine's text and the bundled case."""

from __future__ import annotations

import re
import tomllib
from datetime import UTC, date, datetime
from itertools import pairwise

import attrs
import pytest

from flerpart_flow.diagrams.drawing import draw
from flerpart_flow.diagrams.model import Kind, Line, Mark, Node, Picture, Tone, Way
from flerpart_flow.diagrams.render.themes import THEMES
from flerpart_flow.engine.record.events import content_fields
from flerpart_flow.routines.flerpartsmote import FLERPARTSMOTE
from flerpart_flow.texts import texts
from tests.diagrams.pictures import LOGS, bundled, drawn, page
from tests.stories import approved, moment

PHASES = {
    "sv": ["Behov", "Samtycke", "Förberedelse", "Kallelse", "Möte", "Åtgärder", "Uppföljning och revision", "Avslut"],
    "en": ["Need", "Consent", "Preparation", "Summons", "Meeting", "Measures", "Follow-up and revision", "Closing"],
}
MEETING = date(2027, 3, 18)
"""A Thursday, with no public holiday in the six weeks before it."""
MOMENT = datetime(2026, 10, 20, 7, 0, tzinfo=UTC)
"""After all that has happened in ``pagaende_arende``: the Region has been asked for a time and hasn't answered."""


def node(picture: Picture, ident: str) -> Node:
    return next(one for one in picture.nodes if one.id == ident)


def rows(found: Node) -> list[list[str]]:
    """The rows of a table, each cell as its lines."""
    return [["\n".join(line.text for line in cell) for cell in row.cells] for row in found.rows]


def first(found: Node) -> list[str]:
    return [row[0] for row in rows(found)]


@pytest.mark.parametrize("lang", PHASES)
def test_the_overview_has_the_eight_phases_in_their_order_joined_by_the_main_path(lang: str) -> None:
    picture = page("overview", lang)
    names = {one.id: one.title for one in picture.nodes}
    main = [edge for edge in picture.edges if edge.way is Way.MAIN]
    *_, measures, follow_up, closing = PHASES[lang]
    assert [names[edge.target] for edge in main] == [*PHASES[lang][:-2], follow_up, measures, closing]
    assert all(before.target == after.source for before, after in pairwise(main))
    assert node(picture, "fas-avslut").kind is Kind.END
    assert node(picture, "fas-vilande").kind is Kind.PAUSE


def test_the_overview_says_what_takes_a_case_on() -> None:
    main = [edge for edge in page("overview").edges if edge.way is Way.MAIN]
    assert [edge.lines[0].text for edge in main] == [
        "identifiera behov av samordning",
        "tacka ja till flerpartsmötet",
        "ge samtycke",
        "kalla till mötet",
        "öppna mötet",
        "avsluta mötet",
        "öppna mötet",
        "avsluta mötet",
        "avsluta ärendet",
    ]


def test_the_swimlanes_put_each_phase_with_those_who_answer_for_it() -> None:
    pages = drawn("swimlanes").pages
    for picture in pages:
        assert [lane.title for lane in picture.lanes] == [
            "Individen",
            "Initiativtagaren, den som är sammankallande och ordföranden",
            "Kallade parter och de som ansvarar för åtgärder",
        ]
    nodes = [one for picture in pages for one in picture.nodes]
    lanes = {one.title: one.lane for one in nodes}
    assert lanes["Samtycke"] == lanes["Vilande"] == "bana-individ"
    assert {lanes[name] for name in ("Behov", "Förberedelse", "Kallelse", "Möte", "Avslut")} == {"bana-ordforande"}
    assert lanes["Åtgärder"] == "bana-parter"
    rows_of_phases = [one.row for one in nodes if one.title in PHASES["sv"]]
    assert rows_of_phases == sorted(rows_of_phases)
    assert len(set(rows_of_phases)) == 8


def test_the_swimlanes_say_who_owes_what_by_when_and_what_goes_wrong_where() -> None:
    picture = attrs.evolve(page("swimlanes"), nodes=tuple(n for one in drawn("swimlanes").pages for n in one.nodes))
    when = "cirka 6 veckor före mötet, om Regionen ska delta, med samtycke om individen pekas ut"
    asked = f"● Kontakta Regionen om en tid, {when}"
    assert asked in first(node(picture, "fas-forberedelse"))
    assert "● Svara på kallelsen" in first(node(picture, "del-kallelse-parter"))
    assert "§ Tacka nej till flerpartsmötet" in first(node(picture, "del-behov-individ"))[0]
    assert "! En part svarar inte trots upprepade försök" in first(node(picture, "fas-kallelse"))
    assert "! En kallad part uteblev från mötet" in first(node(picture, "fas-mote"))
    assert "! En planerad åtgärd har inte genomförts" in first(node(picture, "fas-atgarder"))


def test_the_page_of_forberedelse_says_what_calling_demands() -> None:
    pages = draw(FLERPARTSMOTE, "phase", phase="forberedelse", lang="sv").pages
    asked = {row.id: row for one in pages for found in one.nodes if found.columns for row in found.rows}
    assert next(iter(asked)) == "steg-forberedelse-kalla"  # what takes the case on comes first
    lines = [line.text for line in asked["steg-forberedelse-kalla"].cells[1]]
    must, should = lines[1 : lines.index("Bör, annars en varning")], lines[lines.index("Bör, annars en varning") + 1 :]
    assert (len(must), len(should)) == (16, 4)
    assert any("om Regionen ska delta, är dess tid redan given (FM-BOKNING-1" in line for line in must)
    assert all(any(norm in line for line in must) for norm in ("FM-KALLELSE-1", "FM-FORBEREDELSE-4"))
    assert all(any(norm in line for line in should) for norm in ("FM-BOKNING-5", "PR-FORB-3"))


def test_what_is_possible_nearly_everywhere_has_a_page_of_its_own() -> None:
    pages = drawn("detail").pages
    told = {row.id: row for one in pages if "overallt" in one.name for found in one.nodes for row in found.rows}
    assert {"steg--aterkalla_samtycke-forberedelse", "steg--kontaktforsok-behov", "steg--ratta-behov"} <= set(told)
    assert "i Behov, Samtycke" in told["steg--kontaktforsok-behov"].cells[0][2].text
    everywhere = {str(ident).split("-")[2] for ident in told}
    summons = [one for one in pages if one.name.startswith("flerpartsmote-phase-kallelse")]
    own = {str(row.id).split("-")[2] for one in summons for found in one.nodes if found.columns for row in found.rows}
    assert own >= {"oppna_mote", "bekrafta", "avboj", "boka_om"}
    assert "stall_in" in everywhere  # wherever somebody may wait to hear of a meeting that was cancelled (0177)
    assert own & everywhere == set()
    assert summons[0].notes[0].text.startswith("17 händelser till")


def test_the_page_of_kallelse_says_where_a_case_comes_from_and_goes() -> None:
    first_page, *others = draw(FLERPARTSMOTE, "phase", phase="kallelse", lang="en").pages
    assert [one.title for one in first_page.nodes][:1] == ["From Preparation"]
    last = others[-1] if others else first_page
    leads_to = {one.title for one in last.nodes if one.title.startswith("To ")}
    assert leads_to == {"To Paused", "To Preparation", "To Meeting", "To Closing"}


def test_the_index_of_all_phases_leads_to_a_page_for_each() -> None:
    index, *pages = drawn("detail").pages
    assert [row[0] for row in rows(index.nodes[0])] == [*PHASES["sv"], "Vilande (samtycke saknas)"]
    found = {name.split("-")[2] for name in (one.name for one in pages)}
    assert found == {*(str(phase) for phase in FLERPARTSMOTE.phases), "overallt"}


def test_the_regions_part_says_what_the_region_must_answer_and_do() -> None:
    found = {one.id: rows(one) for picture in drawn("party-region").pages for one in picture.nodes if one.columns}
    together, *answers = found["party-kallas"]
    assert together[1] == (
        "Det första ska stämma, och minst ett av de två andra.\nSaknas ett villkor ges bara en varning."  # A25
    )
    assert [row[0] for row in answers] == ["PR-REG-1", "PR-REG-2", "PR-REG-3"]
    owed = {row[0]: row[1] for row in found["party-plikter"]}
    assert owed["Bara när Regionen ska delta"] == "● Förberedelse: ange tid för mötet (FM-BOKNING-3)"
    assert not any("ontakta Regionen" in text for row in (*found["party-plikter"], *found["party-far"]) for text in row)
    acts = " ".join(row[1] for name, table in found.items() if name.startswith("party-far") for row in table)
    assert "ange tid för mötet" in acts.casefold()
    assert "återkalla samtycket" not in acts.casefold()


def test_the_individuals_part_has_the_consent_and_hardly_any_duty() -> None:
    found = {one.id: rows(one) for picture in drawn("party-individ").pages for one in picture.nodes if one.columns}
    acts = " ".join(row[1] for row in found["party-far"]).casefold()
    for act in ("tacka ja", "ge samtycke", "återkalla samtycket", "begränsa samtycket", "godkänna planen"):
        assert act in acts
    assert "kalla till mötet" not in acts
    assert [row[0] for row in found["party-plikter"]] == ["Bara med en åtgärd som den ansvarige själv har godkänt"]
    assert found["party-plikter"][0][1].endswith("(FM-GENOMF-1); får avstå från en åtgärd")  # A51, A61
    assert not {"party-svar", "party-kallas"} & set(found)  # nothing is asked of the individual before they are called
    always = next(row[1] for row in found["party-far"] if row[0] == "Oavsett roll i ärendet").casefold()
    assert all(act in always for act in ("bestämma vilka", "godkänna planen", "avsluta ärendet (på egen önskan)"))
    assert "rätta en rad i ärendet (bara egna rader)" in always  # A51


def test_a_partys_page_tells_what_is_always_its_own_from_what_depends_on_what_it_is() -> None:
    """The Social Insurance Agency gives no time: that is the Region's."""
    pages = drawn("party-forsakringskassan").pages
    tables = [one for picture in pages for one in picture.nodes if one.id.startswith("party-plikter")]
    owed = {row[0]: row[1] for one in tables for row in rows(one)}
    assert list(owed) == [
        "Bara när samtycket omfattar enheten",
        "Bara när enheten är kallad",
        "Bara när enheten ska delta",
        "Bara om enheten är med eller har en åtgärd",
        "Bara med en åtgärd som den ansvarige själv har godkänt",
        "Bara som initiativtagare",
        "Bara som ordförande",
        "Bara som sammankallande",
        "Bara som den som kallade",
        "Bara som mötets ordförande",
    ]
    assert "dokumentera samtycket" in owed["Bara när samtycket omfattar enheten"]
    assert "svara på kallelsen" in owed["Bara när enheten är kallad"]
    assert "tid för mötet" not in " ".join(owed.values()).replace("om en tid", "")


def test_the_deviations_name_their_norms_what_is_proposed_and_who_handles_them() -> None:
    picture = page("deviations")
    kinds = {one.title: "\n".join(first(one)) for one in picture.nodes if one.id.startswith("avvikelse-")}
    assert [text[:10] for text in kinds.values()] == ["FM-AVVIK-3", "FM-AVVIK-4", "FM-AVVIK-5", "FM-AVVIK-2"]
    assert "”avsluta mötet”" in kinds["En kallad part uteblev från mötet"]  # not before: somebody may come late
    assert "aldrig" in kinds["Annan avvikelse"].splitlines()[-1]
    report = "\n".join(first(node(picture, "steg--rapportera_avvikelse")))
    assert "en enhet hos någon av parterna (FM-AVVIK-2)" in report
    assert "en parts egen avvikelserutin" in report
    joined = {edge.source for edge in picture.edges if edge.target == "steg--rapportera_avvikelse"}
    assert len(joined) == 4


def test_the_way_back_from_a_withdrawn_consent_depends_on_the_plan() -> None:
    picture = drawn("deviations").pages[-1]
    led = {edge.target for edge in picture.edges if edge.source == "fas-vilande"}
    back = {one.id: first(one) for one in picture.nodes if one.id in led}
    assert back["efter-fas-forberedelse"] == ["Ge samtycke, om ingen plan är godkänd"]
    assert back["efter-fas-atgarder"] == ["Ge samtycke, om en plan är godkänd"]
    assert "efter-fas-avslut" in back


def calendar(lang: str = "en") -> Picture:
    """The boxes of the calendar as on one page, without those that say on which page it goes on."""
    pages = draw(FLERPARTSMOTE, "calendar", meeting=MEETING, lang=lang).pages
    nodes = [one for page in pages for one in page.nodes if one.id.startswith(("dag-", "del-"))]
    return attrs.evolve(pages[0], nodes=tuple({one.id: one for one in nodes}.values()))


def test_the_days_before_a_meeting_with_and_without_the_region() -> None:
    """18 March is a Thursday; six weeks before is 4 February, five weeks before 11 February, both Thursdays."""
    picture = calendar()
    days = {
        lane: [one.title for one in picture.nodes if one.lane == lane and one.id.startswith("dag-")]
        for lane in ("bana-med", "bana-utan")
    }
    region, summons, meeting = (
        "Calendar week 5: 2027-02-04 (Thursday)",
        "Calendar week 6: 2027-02-11 (Thursday)",
        "Calendar week 11: 2027-03-18 (Thursday)",
    )
    assert days == {"bana-med": [region, summons, meeting], "bana-utan": [summons, meeting]}
    told = [one.lines[0].text for one in picture.nodes if one.kind is Kind.DATE]
    assert ["there are 7 days to the summons" in told[0], *("here 35 days" in text for text in told[1:])] == [
        True,
        True,
        True,
    ]


def test_the_calendar_says_who_owes_what_from_the_first_contact_to_the_follow_up() -> None:
    """Where the Region takes no part nobody contacts it, and the convener sets the time, which all who are called get
    with the summons.
    """
    picture = calendar()
    owed = {one.id: first(one) for one in picture.nodes if one.rows}
    assert [one.id for one in picture.nodes if one.lane == "bana-utan"] == [
        "del-utan-forst",
        "dag-utan-kallelse",
        "del-utan-emellan",
        "dag-utan-mote",
        "del-utan-vid",
        "del-utan-efter",
    ]
    assert any("make the first contact" in text for text in owed["del-med-forst"])
    assert not any("give a time for the meeting" in text for text in owed["del-med-forst"])
    assert [one.id for one in picture.nodes if one.lane == "bana-med"][1:4] == [
        "dag-med-kontakt",
        "del-med-svar",
        "dag-med-kallelse",
    ]
    answer = node(picture, "del-med-svar")
    assert (answer.title, answer.lines[0].text) == (
        "The Region gives a date",
        "Only then are the others called (FM-BOKNING-4)",
    )
    assert not any("contact the Region" in text for text in owed["del-utan-forst"])
    (sets,) = [text for text in owed["del-utan-forst"] if "give a time for the meeting" in text]
    assert sets.startswith("● The convener: ")
    assert sets.endswith("at the latest in the summons")
    days = {one.id: one.lines[0].text for one in picture.nodes if one.kind is Kind.DATE}
    assert "to the others" in days["dag-med-kallelse"]
    assert "to all who are called" in days["dag-utan-kallelse"]
    assert any("hold the follow-up meeting" in text for text in owed["del-utan-efter"])


@pytest.mark.parametrize("lane", ["med", "utan"])
def test_the_plan_is_drawn_up_and_approved_at_the_meeting_in_the_order_of_the_routine(lane: str) -> None:
    """FM-ROLL-3 to -7: who documents, the plan, the summary, the approval at the meeting, the day of the follow-up."""
    acts = [text.partition(": ")[2] for text in first(node(calendar(), f"del-{lane}-vid"))]
    assert acts == [
        "appoint who documents the plan", "draw up a plan", "sum up the plan", "approve the plan", "book the follow-up"
    ]  # fmt: skip
    signs = [text[0] for text in first(node(calendar(), f"del-{lane}-vid"))]
    assert signs == ["●", "▲", "●", "▲", "●"]
    assert not any("plan" in text and "approve" in text for text in first(node(calendar(), f"del-{lane}-efter")))


@pytest.mark.parametrize(("lang", "says"), [("sv", "Bör ske senast: "), ("en", "Target: ")], ids=("sv", "en"))
def test_a_day_that_the_routine_only_aims_at_is_called_no_last_day(lang: str, says: str) -> None:
    """About six and about five weeks are targets, not limits (A2)."""
    told = [one.lines[0].text for one in calendar(lang).nodes if one.kind is Kind.DATE]
    assert len(told) == 3
    assert all(text.startswith(says) for text in told)


def test_a_day_that_has_passed_says_so_and_one_to_come_how_long_is_left() -> None:
    """On Monday 8 February the Region's day passed four days ago, and the summons has three days left."""
    picture = draw(
        FLERPARTSMOTE, "calendar", meeting=MEETING, at=datetime(2027, 2, 8, 12, tzinfo=UTC), lang="en"
    ).pages[0]
    region, summons = node(picture, "dag-med-kontakt"), node(picture, "dag-med-kallelse")
    assert region.kind is Kind.DEVIATION
    assert "4 days short" in region.lines[-1].text
    assert (summons.kind, summons.lines[1].text) == (Kind.DATE, "3 days left")


def test_the_calendar_tells_who_does_what_and_what_it_waits_for() -> None:
    """The convener contacts and calls (FM-BOKNING-1, FM-KALLELSE-1); nobody is called whom the individual hasn't said
    yes to (PR-MALGRUPP-2); the Region's own summons has no target, and is none where the Region isn't to attend.
    """
    pages = calendar("sv")
    contact, first, second = (
        node(pages, f"dag-{one}").lines for one in ("med-kontakt", "med-kallelse", "utan-kallelse")
    )
    assert contact[0].text.startswith("Bör ske senast: den som är sammankallande kontaktar Regionen")
    for summons in (first, second):
        assert summons[0].text.startswith("Bör ske senast: den som är sammankallande skickar kallelsen")
    told = "Regionen får också en kallelse. För den finns inget riktmärke (FM-FORBEREDELSE-5, FM-KALLELSE-1)"
    assert ([one.text for one in first[1:]], second[1:]) == ([told], ())
    for lane in ("med", "utan"):
        needed = "▲ Individen: ge samtycke, före varje kontakt som pekar ut individen; säga vilka som får kallas"
        informed = "● Initiativtagaren: informera individen inför samtycket"  # FM-SAMTYCKE-1: before the consent
        assert rows(node(pages, f"del-{lane}-forst"))[:2] == [[informed], [needed]]


def test_a_last_day_on_a_holiday_is_moved_and_says_from_where() -> None:
    """Five weeks before 4 February 2027 is Thursday 31 December, six weeks before Thursday 24 December: both eves, on
    which nobody works. 23 and 30 December are Wednesdays.
    """
    picture = draw(FLERPARTSMOTE, "calendar", meeting=date(2027, 2, 4), lang="en").pages[0]
    found = node(picture, "dag-med-kontakt")
    assert found.title == "Calendar week 52: 2026-12-23 (Wednesday)"
    assert "2026-12-24 (Thursday)" in found.lines[1].text
    assert node(picture, "dag-med-kallelse").title == "Calendar week 53: 2026-12-30 (Wednesday)"


def running(lang: str) -> tuple[Picture, ...]:
    return draw(FLERPARTSMOTE, "case", case=bundled(), at=MOMENT, lang=lang).pages


def test_a_running_case_shows_its_way_where_it_stands_and_what_is_missing() -> None:
    picture = draw(FLERPARTSMOTE, "case", case=bundled(), at=MOMENT, lang="en").pages[0]
    marks = {one.title: one.mark for one in picture.nodes if one.mark is not None}
    assert marks["Preparation"] is Mark.HERE
    assert {name for name, mark in marks.items() if mark is Mark.PASSED} == {"Start", "Need", "Consent"}
    assert {marks[name] for name in PHASES["en"][3:]} == {Mark.AHEAD}
    assert "Paused" not in marks  # a pause is never to come
    tables = attrs.evolve(picture, nodes=tuple(n for one in running("en") for n in one.nodes))
    assert rows(node(tables, "case-vag")) == [
        ["1. Need", "Identify a need for coordination"],
        ["2. Consent", "Accept the offer of a multi-party meeting"],
        ["3. Preparation", "Give consent"],
    ]
    missing = dict(rows(node(tables, "case-far_inte")))
    assert missing["Send the summons to the meeting"] == (
        "The Region is to take part but has not given a time yet. (FM-BOKNING-1)"
    )
    allowed = dict(row for one in tables.nodes if one.id.startswith("case-far") for row in rows(one))
    assert "the chair" not in allowed
    assert allowed["A unit that the consent covers"] == "Document the consent"
    owed = dict(rows(node(tables, "case-plikter")))
    assert owed["Document the consent"].startswith("open, a unit that the consent covers")
    assert set(owed) == {"Document the consent", "Send the summons to the meeting", "Give a time for the meeting"}


def test_a_case_can_be_seen_as_it_stood() -> None:
    early = draw(FLERPARTSMOTE, "case", case=bundled(), at=datetime(2026, 10, 6, 12, tzinfo=UTC), lang="en").pages[0]
    assert node(early, "fas-behov").mark is Mark.HERE
    assert [line.text for line in node(early, "fas-behov").lines] == ["step 1"]


def test_the_next_step_comes_first_with_who_and_by_when() -> None:
    """The Region has been asked for a time, which has to be there before the summons."""
    picture = running("sv")[0]
    assert picture.notes[0].text.startswith("Nästa steg: ange tid för mötet. Det görs av den som ger tiden")
    told = rows(node(picture, "case-nasta"))
    assert [row[0] for row in told] == ["1. Ange tid för mötet", "2. Dokumentera samtycket", "3. Kalla till mötet"]
    assert "när det som står före är gjort" in told[2][1]


def test_the_next_steps_have_every_act_that_a_later_one_asks_for() -> None:
    """Nobody approves a plan that isn't summed up (FM-ROLL-4), nor sums one up that isn't drawn up."""
    case = bundled("rakt_igenom")
    at = {placed.line.name: placed.line.occurred_at for placed in case.replayed() if placed.after.phase == "mote"}

    def steps(after: str) -> list[str]:
        picture = draw(FLERPARTSMOTE, "case", case=case, at=at[after], lang="en").pages[0]
        return [row[0].partition(". ")[2] for row in rows(node(picture, "case-nasta"))]

    rest = ["Sum up the plan", "Approve the plan", "End the meeting"]
    assert steps("utse_dokumenterare") == ["Draw up a plan", *rest]
    assert steps("uppratta_plan") == rest
    assert steps("sammanfatta_plan") == rest[1:]


def test_the_way_that_a_case_has_gone_is_called_the_way_here() -> None:
    picture = running("sv")[0]
    texts_of = {key.shows: key.text for key in picture.legend}
    assert texts_of[Way.MAIN] == "vägen hit"
    gone = draw(FLERPARTSMOTE, "case", case=bundled("aterkallat_och_tillbaka"), lang="sv").pages[0]
    assert node(gone, "fas-vilande").mark is Mark.PASSED
    assert Kind.PAUSE not in {key.shows for key in gone.legend}  # it is drawn as passed, not as a pause


def test_a_closed_case_has_nothing_to_come_and_no_pause() -> None:
    picture = draw(FLERPARTSMOTE, "case", case=bundled("tackade_nej"), lang="en").pages[0]
    marks = {one.title: one.mark for one in picture.nodes if one.id.startswith("fas-")}
    assert marks["Closing"] is Mark.HERE
    assert set(marks) == {"Start", *PHASES["en"]}
    assert {name for name, mark in marks.items() if mark is Mark.NEVER} == set(PHASES["en"][1:-1])
    assert Mark.AHEAD not in marks.values()
    assert not [edge for edge in picture.edges if edge.way is Way.AHEAD]
    assert rows(node(picture, "case-nasta")) == [["–", "The case is closed. No step is left."]]


def test_a_paused_case_presses_nobody() -> None:
    picture = draw(FLERPARTSMOTE, "case", case=bundled("sent_registrerad_aterkallelse"), lang="en").pages[0]
    assert node(picture, "fas-vilande").mark is Mark.HERE
    assert rows(node(picture, "case-nasta"))[0][1].startswith("The case is paused. Whether it goes on")


def test_a_proposed_deviation_stands_in_the_picture_without_who() -> None:
    case = approved().case
    pages = draw(FLERPARTSMOTE, "case", case=case, at=moment(120), lang="en").pages
    found = [row for one in pages for n in one.nodes if n.id == "case-avvikelser" for row in rows(n)]
    assert [row[0] for row in found] == ["! A planned measure has not been carried out"]
    late = node(pages[0], "fas-atgarder")
    assert [line.text for line in late.lines] == ["! 1 late"]


def test_the_boxes_of_two_moments_are_the_same_so_that_they_can_be_compared() -> None:
    case = approved().case
    early, late = (draw(FLERPARTSMOTE, "case", case=case, at=moment(day)).pages[0] for day in (20, 120))
    told = [[(one.id, one.size) for one in picture.nodes if one.id.startswith("fas-")] for picture in (early, late)]
    assert told[0] == told[1]
    joined = [{(edge.source, edge.target) for edge in picture.edges} for picture in (early, late)]
    assert joined[0] == joined[1]


def test_a_late_duty_comes_first_with_its_last_day() -> None:
    """A measure was to be done on 2 May 2026, 110 days after the story began; ten days later it isn't."""
    case = approved().case
    picture = draw(FLERPARTSMOTE, "case", case=case, at=moment(120), lang="en").pages[0]
    late = rows(node(picture, "case-sena"))
    assert [row for row in late if "2026-05-02" in row[1] and row[1].startswith("late")]
    assert "belongs to the phase Measures" in late[0][1]
    assert all(row[0].startswith("! ") for row in late)
    names = [one.id for one in picture.nodes if one.columns]
    assert names[:2] == ["case-nasta", "case-sena"]


def everything(picture: Picture) -> str:
    """All that a picture says, seen or heard, in words and ids."""
    return repr(picture)


@pytest.mark.parametrize("name", sorted(one.stem for one in LOGS.glob("*.jsonl")))
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_nothing_in_a_cases_picture_points_at_a_person(name: str, lang: str) -> None:
    case = bundled(name)
    told = "".join(everything(one) for one in draw(case.routine, "case", case=case, lang=lang).pages)
    due = {duty.due.isoformat() for duty in case.duties(case.latest) if duty.due} if case.latest else set()
    days = {when.date().isoformat() for line in case.lines for when in (line.occurred_at, line.recorded_at)} - due
    units = {actor for line in case.lines for actor in (line.by, line.recorded_by) if actor and actor != "individ"}
    hidden = {case.header.case, *days, *(one for one in units if ":" in one)}
    hidden |= {label for one in units if ":" in one and (label := case.rules.named("aktor", one, lang))}
    own = " ".join(texts(lang).raw(key) for key in list(texts(lang).keys()))  # words that the library has itself
    for line in case.lines:
        for field, kind in content_fields(type(line)).items():
            if kind.name == "text" and (value := getattr(line, field)) and value not in own:
                hidden.add(value)
    assert [one for one in hidden if str(one) in told] == []


@pytest.mark.parametrize("theme", THEMES)
def test_a_theme_changes_the_look_and_not_a_word(theme: str) -> None:
    assert drawn("swimlanes", "sv", theme).table == drawn("swimlanes").table
    assert (drawn("swimlanes", "sv", theme).source == drawn("swimlanes").source) == (theme == "light")


@pytest.mark.parametrize("name", ["overview", "swimlanes", "detail", "party-af", "deviations", "calendar", "case"])
def test_mermaid_and_the_table_have_every_box_and_arrow(name: str) -> None:
    drawing = drawn("party-arbetsformedlingen" if name == "party-af" else name)
    for picture, graph in zip(drawing.pages, () if name in ("detail", "party-af") else drawing.mermaids, strict=False):
        lines = graph.splitlines()
        told = [line.strip() for line in lines if re.match(r' +(n\d|state "|\S+ --> )', line)]
        own = [line for line in told if line in ("s8 --> [*]", "[*] --> s3")]  # the end, and where consent begins
        start = int(lines[0].startswith("state"))  # which is no box there
        boxes = len(picture.nodes) + len(picture.frames) - start
        assert len(told) - len(own) == boxes + len(picture.edges)
    boxes = sum(1 for picture in drawing.pages for one in picture.nodes)
    arrows = sum(len(picture.edges) for picture in drawing.pages)
    assert drawing.table.count("\n| ") >= boxes - sum(bool(n.columns) for p in drawing.pages for n in p.nodes) + arrows


def test_a_table_says_who_reads_it_what_a_sign_says_to_the_eye() -> None:
    table = draw(FLERPARTSMOTE, "case", case=bundled(), at=MOMENT, lang="en").table
    assert "| ▼ Preparation | step 3 |" in table
    assert "| √ Consent | step 2 |" in table
    assert "| √ Consent | ▼ Preparation | the way here | – |" in table


def test_the_normal_end_is_after_the_follow_up_and_no_early_one() -> None:
    """The follow-up goes back to the measures, and from there the case is closed, as in every log carried through."""
    picture = page("overview")
    main = [(edge.source, edge.target) for edge in picture.edges if edge.way is Way.MAIN]
    assert main[-2:] == [("fas-uppfoljning", "fas-atgarder"), ("fas-atgarder", "fas-avslut")]
    assert not any(row.startswith("! ") for row in first(node(picture, "fas-avslut")))


def test_the_individual_may_close_the_case_from_every_phase_and_so_may_the_chair() -> None:
    """The table lets both close in all open phases (FF-AVSLUT-1): the individual at their own wish."""
    others, told = "Avsluta ärendet (ordföranden)", "§ Avsluta ärendet på egen önskan (individen)"
    (closed,) = node(page("overview"), "fas-avslut").rows[1:]
    assert closed.cells == ((Line(others), Line(told, Tone.RIGHT)),)
    rights = {row[0]: row[1] for one in drawn("consent").pages for found in one.nodes for row in rows(found)}
    assert rights[told].replace("\xa0", " ") == "Från alla faser ► Avslut"
    pages = {one.name: one for one in drawn("detail").pages}
    listed = {row.id: row for one in pages.values() for found in one.nodes if found.columns for row in found.rows}
    assert [line.text for line in listed["steg-atgarder-avsluta"].cells[0]] == [
        f"{others} ►\xa0Avslut", f"{told} ►\xa0Avslut", "(FF-AVSLUT-1)",
    ]  # fmt: skip
    everywhere = [line.text for line in listed["steg--avsluta-behov"].cells[0]]
    assert everywhere[:3] == [others, told, "(FF-AVSLUT-1)"]
    assert everywhere[3] == (
        "i Behov, Samtycke, Förberedelse, Kallelse, Möte, Åtgärder, Uppföljning och revision och Vilande"
    )


def test_the_box_of_the_pause_tells_what_leads_there_from_what_leads_away() -> None:
    for name in ("overview", "swimlanes"):
        (pause,) = [one for picture in drawn(name).pages for one in picture.nodes if one.id == "fas-vilande"]
        said = first(pause)
        away = said.index("Härifrån:")
        assert said.index("Hit när som helst från ”Samtycke gäller”:") < said.index("§ Återkalla samtycket") < away
        assert all("►" in row for row in said[away + 1 :])
        again = "§ Ge samtycke på nytt, om ordföranden tas bort eller för få parter är kvar"
        assert again in said[:away]


@pytest.mark.parametrize("name", ["overview", "swimlanes", "ui-overview", "ui-swimlanes"])
def test_a_right_of_the_individual_never_looks_like_a_deviation(name: str) -> None:
    rights = {"tacka_nej", "neka_samtycke", "aterkalla_samtycke", "begransa_samtycke", "tacka_nej_till_insats"}
    found = set()
    for picture in drawn(name).pages:
        for row in (row for one in picture.nodes for row in one.rows if row.id):
            if event := next((one for one in rights if f"-{one}" in str(row.id)), None):
                found.add(event)
                assert (row.tone, row.cells[0][0].text[:2]) == (Tone.RIGHT, "§ ")
        assert [edge for edge in picture.edges if edge.way is Way.DEVIATION] == []
    assert found >= {"neka_samtycke", "aterkalla_samtycke", "begransa_samtycke"}


@pytest.mark.parametrize("name", ["overview", "swimlanes"])
def test_consent_in_force_is_one_box_with_one_way_out_to_the_pause_and_one_back(name: str) -> None:
    phases = {f"fas-{one}" for one in ("forberedelse", "kallelse", "mote", "atgarder", "uppfoljning")}
    pages = drawn(name).pages
    held = [(frame, picture) for picture in pages for frame in picture.frames]
    assert {frame.id for frame, _ in held} == {"ram-samtycke_galler"}
    assert {one for frame, _ in held for one in frame.nodes if one.startswith("fas-")} == phases
    out = [edge for picture in pages for edge in picture.edges if edge.target == "fas-vilande"]
    leads = [edge for picture in pages for edge in picture.edges if edge.way is not Way.LINK]
    back = [edge for edge in leads if edge.source == "fas-vilande"]
    ways = [*((edge.source, edge.way) for edge in out), *((edge.target, edge.way) for edge in back)]
    assert [(end.removeprefix("fran-sida-"), way) for end, way in ways] == [
        ("ram-samtycke_galler", Way.RIGHT),
        ("ram-samtycke_galler", Way.OTHER),
    ]
    told = [picture.name for frame, picture in held if "Vilande" in frame.title]
    assert told == [picture.name for _, picture in held if out[0] not in picture.edges]


def test_what_the_main_path_needs_is_as_strong_as_a_duty() -> None:
    """Nobody owes a plan or an approval, but without them no measure comes about."""
    said = [text for picture in drawn("swimlanes").pages for one in picture.nodes for text in first(one)]
    strong = {text.rpartition(": ")[2] for text in said if text.startswith("▲ Krävs för att ")}
    assert strong == {
        "bestämma vilka som ska delta",
        "upprätta en plan (den som dokumenterar planen)",
        "godkänna planen",
    }
    assert "● Informera individen inför samtycket" in said  # a duty already
    order = [
        "● Utse vem som dokumenterar planen",
        *(one for one in said if "upprätta en plan" in one),
        "● Sammanfatta planen",
    ]
    assert sorted(order, key=said.index) == order
    assert not [text for text in said if text.startswith("Kan också") and "plan" in text.split(";")[0]]


def test_the_legend_has_what_the_picture_uses_and_nothing_else() -> None:
    for name in ("overview", "swimlanes", "case"):
        for picture in drawn(name).pages:
            shown = {key.shows for key in picture.legend}
            drawn_ways = {key.shows for key in picture.legend if isinstance(key.shows, Way) and key.drawn}
            assert drawn_ways == {edge.way for edge in picture.edges}  # of the others only the sign stands in rows
            if any("§" in frame.title for frame in picture.frames):
                assert Way.RIGHT in shown
            assert {one for one in shown if isinstance(one, Way)} >= {edge.way for edge in picture.edges}
            assert {one for one in shown if isinstance(one, Mark)} == {one.mark for one in picture.nodes if one.mark}


def test_a_checklist_says_what_must_and_what_should_hold_and_who_can_see_to_it() -> None:
    found: dict[str, list[list[str]]] = {}
    for one in (one for picture in drawn("step-kalla").pages for one in picture.nodes if one.columns):
        found.setdefault("-".join(one.id.split("-")[:2]), []).extend(rows(one))  # a long table goes on with a number
    assert found["step-nar"][0] == ["Vem gör det?", "Den som är sammankallande (FM-KALLELSE-1)"]
    assert (len(found["step-maste"]), len(found["step-bor"])) == (16, 4)
    cures = {row[0].partition(". ")[2].partition(" (")[0]: row[1] for row in found["step-maste"]}
    assert cures["Mötet är förberett med individen"] == "Ordföranden: förbereda mötet tillsammans med individen"
    assert "ange tid för mötet" in cures["Om Regionen ska delta, är dess tid redan given"]
    assert cures["Kommande tid och plats är angivna"] == "anges i händelsen: starttid, sluttid och plats"
    assert any("Kalla till mötet" in row[1] for row in found["step-sedan"] if row[0] == "uppfyller")


def test_a_checklist_names_for_the_individuals_yes_the_individual_alone() -> None:
    """Whether a relative is suitable the chair says; the yes or no is the individual's (A10, A11, A50)."""

    def cures(name: str) -> dict[str, str]:
        told = [row for one in drawn(name).pages for found in one.nodes if found.columns for row in rows(found)]
        return {row[0].partition(". ")[2].partition(" (")[0]: row[1] for row in told}

    own = "Individen eller ett behörigt ombud: bestämma vilka som ska delta"
    kalla, oppna = cures("step-kalla"), cures("step-oppna_mote")
    refused = kalla["Individens nej rör ingen som kallar eller kallas"]
    assert refused.startswith("Gå vidare utan den, eller vänta; bara individen själv")
    assert kalla["Individen har sagt ja till alla som kallas"] == own
    suitable = kalla["Kallade närstående är bedömda som lämpliga"]
    assert suitable.startswith("Ordföranden: bestämma vilka som ska delta (ordföranden anger bara om en närstående är")
    who = "Individen eller ett behörigt ombud"
    without = f"{who}, om Regionen har avböjt eller inte svarar: säga att mötet hålls utan Regionen"
    assert without in kalla["Om Regionen ska delta, är dess tid redan given"]  # A55
    assert oppna["Individen är med eller har valt att avstå"] == own
    both = "Individen, ett behörigt ombud eller ordföranden: bestämma vilka som ska delta"
    assert both in oppna["Samtycket och individens ja gäller alla på plats"]


def test_a_checklist_says_by_whom_and_when_a_case_may_be_closed() -> None:
    found = {one.id: rows(one) for picture in drawn("step-avsluta", "en").pages for one in picture.nodes}
    assert "the individual" in found["step-nar"][0][1]
    assert "Paused" in found["step-nar"][1][1]


def test_the_page_of_consent_says_where_the_plan_goes_to_the_individual_alone() -> None:
    """Parties get a plan only in the meeting and after it, with a consent in force (FM-ROLL-6, A64)."""
    told = [
        row
        for picture in drawn("consent").pages
        for one in picture.nodes
        if one.id.startswith("consent-krav")
        for row in rows(one)
        if row[0] == "Dela ut planen"
    ]
    (_, parties), (_, individual) = told
    assert "Parter får bara en godkänd plan inom samtycket" in parties
    assert parties.endswith("bara i Möte, Åtgärder och Uppföljning och revision")
    assert "Planen delas ut bara till individen (FM-ROLL-6)" in individual
    assert individual.endswith("bara i Förberedelse, Kallelse, Avslut och Vilande")


def test_a_comparison_shows_what_is_new_and_gone_and_which_norms_weigh_otherwise() -> None:
    """The bundled overlay asks for eight weeks where the rules ask for six, and lets a norm hinder that warned."""
    rules = FLERPARTSMOTE.rules(overlay=tomllib.loads((LOGS.parent / "egna_varden.toml").read_text(encoding="utf-8")))
    pages = draw(FLERPARTSMOTE, "diff", against=FLERPARTSMOTE.rules(), rules=rules, lang="en").pages
    told = {one.id: rows(one) for one in pages[0].nodes}
    ((norm, how),) = told["diff-normer"]
    assert norm == "~ FM-BEDOMNING-2"
    assert how.startswith("Weight: from warning to stop\nThe norm says: It is important that the individual takes part")
    value, days = told["diff-varden"]
    assert value == [
        "~ Notice to the Region, in weeks from the first contact to the day of the meeting.",
        "From 6 to 8\nlead_time_weeks_region",
    ]
    assert days[1].endswith("\nlead_time_tolerance_days")
    assert told["diff-listor"] == [["+ the municipality's adult education", "kommun:vuxenutbildning (units)"]]
    compared, digests = (line.text for line in pages[0].notes)
    assert "version 2026.1 of the rules with own values" in compared
    assert "digest" not in compared
    assert digests.startswith("From digest ")
    assert [page.title.rpartition(" (")[2] for page in pages] == ["page\xa01\xa0of\xa02)", "page\xa02\xa0of\xa02)"]
    changed = [one for picture in pages[1:] for one in picture.nodes if one.mark is Mark.CHANGED]
    assert [one.id for one in changed] == ["fas-forberedelse"]
    for sign, weeks in (("+", 8), ("−", 6)):
        asked = f"{sign} ● Contact the Region about a time, about {weeks} weeks before the meeting"
        assert f"{asked}, if the Region is to take part, with consent if it identifies the individual" in first(
            changed[0]
        )


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_pages_of_what_has_changed_are_numbered_as_they_are_shown(lang: str) -> None:
    """A longer notice to the Region changes one page of the lanes, after the table of changed values."""
    rules = FLERPARTSMOTE.rules(overlay={"parameter": {"lead_time_weeks_region": 8}})
    pages = draw(FLERPARTSMOTE, "diff", against=FLERPARTSMOTE.rules(), rules=rules, lang=lang).pages
    numbers = [re.search(r"(\d+)\D+(\d+)\)$", page.title) for page in pages]
    assert [one and one.groups() for one in numbers] == [("1", "2"), ("2", "2")]
    assert pages[1].name.endswith("-diff-2")
    ends = [node.title for node in pages[1].nodes if node.id.startswith(("till-sida-", "fran-sida-"))]
    assert ends
    assert not [one for one in ends if re.search(r"\d", one)]  # no page is named that isn't shown


def test_the_same_rules_have_nothing_changed() -> None:
    (only,) = draw(FLERPARTSMOTE, "diff", against=FLERPARTSMOTE.rules(), lang="en").pages
    assert [rows(one) for one in only.nodes] == [[["–", "None."]]] * 3


def test_the_roles_tell_who_writes_approves_and_hands_out_the_plan() -> None:
    found = {
        row[0].splitlines()[0]: row for picture in drawn("roles").pages for one in picture.nodes for row in rows(one)
    }
    assert (
        "händelse: utse vem som dokumenterar planen (Möte och Uppföljning och revision)"
        in found["Den som dokumenterar planen"][0]
    )
    assert "upprätta en plan" in found["Den som dokumenterar planen"][1]
    approver = next(row for name, row in found.items() if "varje enhet som är med" in name)
    assert "godkänna planen" in approver[1]
    assert "● Ge individen planen (FM-ROLL-6)" in found["Ordföranden"][1]
