"""What the picture of a case tells of refused rows, of what stands in the way, and of a case where nothing is left.

What is expected is told by hand from the bundled logs, as ``examples/README.md`` tells their stories.
"""

from __future__ import annotations

from datetime import UTC, datetime

import attrs
import pytest

from flerpart_flow.diagrams.drawing import draw
from flerpart_flow.diagrams.letters import LINE_HEIGHT
from flerpart_flow.diagrams.model import Picture, Tone
from flerpart_flow.diagrams.render.dot import TITLE, title_lines
from flerpart_flow.diagrams.views.sizes import LINE
from flerpart_flow.engine.judging.case import Case
from flerpart_flow.engine.judging.queries import Answer
from flerpart_flow.engine.words.reasons import reason
from tests.diagrams.pictures import LOGS, bundled

FEBRUARY = datetime(2026, 2, 16, 12, tzinfo=UTC)
"""In ``ui_lankat_fel`` the support has begun, and five duties are open."""


def pages(name: str, lang: str = "sv", at: datetime | None = None, by: str | None = None) -> tuple[Picture, ...]:
    case = bundled(name)
    return draw(case.routine, "case", case=case, lang=lang, at=at, by=by).pages


def table(found: tuple[Picture, ...], name: str) -> list[list[list[str]]]:
    """The rows of a table on whatever pages, each cell as its lines."""
    tables = [node for page in found for node in page.nodes if node.id.rstrip("-0123456789") == f"case-{name}"]
    return [[[line.text for line in cell] for cell in row.cells] for one in tables for row in one.rows]


MEASURES = {
    "sv": ["Genomföra åtgärden (nr 1 i planen)", "Genomföra åtgärden (nr 2 i planen)"],
    "en": ["Carry out the measure (no. 1 in the plan)", "Carry out the measure (no. 2 in the plan)"],
}


@pytest.mark.parametrize("lang", MEASURES)
def test_duties_to_carry_out_measures_say_which(lang: str) -> None:
    """Two measures are in the plan, and two answer for the first: without the number all three rows read alike."""
    told = [what for (what, *_), _ in table(pages("aterkallat_och_tillbaka", lang), "plikter")]
    assert sorted(set(told) & set(MEASURES[lang])) == MEASURES[lang]
    first = MEASURES[lang][0].partition(" (")[0]
    assert [what for what in told if what == first] == []


LOST = {
    "sv": (
        "! Rader som förlorade sin grund i efterhand: 12 och 13.",
        ["! nr 12", "! nr 13"],
        ["Ta emot personen i Ung Intro", "Tacka ja till stödet"],
        "Godtogs när den registrerades; förlorade sin grund genom nr 14.",
    ),
    "en": (
        "! Rows that lost their ground afterwards: 12 and 13.",
        ["! no. 12", "! no. 13"],
        ["Accept the person", "Accept the support"],
        "Was accepted when it was recorded; lost its ground through no. 14.",
    ),
}


@pytest.mark.parametrize("lang", LOST)
def test_rows_that_a_late_withdrawal_took_the_ground_from_are_told(lang: str) -> None:
    note, numbers, acts, why = LOST[lang]
    found = pages("ui_sen_aterkallelse", lang)
    assert [(one.text, one.tone) for one in found[0].notes] == [(note, Tone.ALERT)]
    *way, first, second = table(found, "vag")
    assert [row[0][0].split(".")[0] for row in way] == ["1", "2", "3", "4"]
    assert [first[0][0], second[0][0]] == numbers
    assert [first[1], second[1]] == [[act, why] for act in acts]


def test_a_refused_row_stands_where_it_was_with_the_norms_or_with_what_it_follows_from() -> None:
    """A summons before the Region had given its time (12), and an answer to it (13)."""
    found = pages("kallade_fore_regionen")
    assert found[0].notes[0].text == "! Nekade rader: 12 och 13."
    refused = [row for row in table(found, "vag") if row[0][0].startswith("!")]
    assert refused == [
        [["! nr 12"], ["Kalla till mötet", "Nekad (FM-BOKNING-1)"]],
        [["! nr 13"], ["Bekräfta kallelsen", "Nekad bara därför att nr 12 nekades."]],
    ]
    way = [row[0][0] for row in table(pages("ui_lankat_fel"), "vag")]
    assert way.index("! nr 17") == way.index("3. Aktualisering") - 1  # refused, and then done with the consultation


def test_a_row_is_not_told_before_it_occurred_and_nothing_where_no_row_is_refused() -> None:
    early = pages("ui_sen_aterkallelse", at=datetime(2026, 2, 12, 12, tzinfo=UTC))
    assert [one.text for one in early[0].notes] == ["! Rader som förlorade sin grund i efterhand: 12."]
    assert not [row for row in table(pages("ui_varden"), "vag") if row[0][0].startswith("!")]


def test_one_party_that_does_not_lead_is_told_of_no_refused_row_and_one_that_leads_of_no_reason() -> None:
    covered = pages("ui_lankat_fel", by="arbetsformedlingen")
    assert not covered[0].notes
    assert table(covered, "vag") == []
    leads = pages("ui_lankat_fel", by="kommun:ung_intro")
    assert [row[1][1] for row in table(leads, "vag") if row[0][0].startswith("!")] == ["Nekad"] * 3


@pytest.mark.parametrize(
    ("lang", "why"),
    [
        ("sv", "Samtycket omfattar inte Regionens rehabiliteringskoordinator. (UI-SAMTYCKE-1)"),
        ("en", "The consent does not cover the Region's rehabilitation coordinator. (UI-SAMTYCKE-1)"),
    ],
)
def test_what_stands_in_the_way_is_told_by_the_reason_that_status_gives(lang: str, why: str) -> None:
    assert [row[1] for row in table(pages("ui_lankat_fel", lang, FEBRUARY), "far_inte")] == [[why]]


def reasons(case: Case) -> list[str]:
    """Why what may not be done now may not, by the answer that status tells."""
    at = case.latest
    assert at is not None
    barred = (one for one in case.permitted(at) if one.answer is Answer.NO)
    return [f"{reason(one, case.rules).says} ({one.norm})" for each in barred for one in each.findings if one.blocks]


@pytest.mark.parametrize("name", sorted(one.stem for one in LOGS.glob("*.jsonl")))
def test_the_reasons_of_every_bundled_case_are_those_of_status(name: str) -> None:
    case = bundled(name)
    if case.latest is None or case.closed:
        assert table(pages(name), "far_inte") == []
        return
    told = [line for row in table(pages(name), "far_inte") for line in row[1]]
    assert told == (reasons(case) or ["Inget i fasen hindras."])


@pytest.mark.parametrize(
    ("lang", "why"),
    [
        ("sv", "Samtycket är inte dokumenterat hos en enhet i ärendet."),
        ("en", "The consent has not been documented by a unit in the case."),
    ],
)
def test_a_reason_does_not_name_a_unit_of_the_case(lang: str, why: str) -> None:
    """In ``ui_varden`` psychiatric care is covered by the consent, and hasn't documented it yet."""
    found = pages("ui_varden", lang, datetime(2026, 2, 5, 9, 30, tzinfo=UTC))
    assert [line for row in table(found, "far_inte") for line in row[1] if line.startswith(why)]
    assert "Regionens psykiatri" not in repr(found)
    assert "the Region's psychiatric care" not in repr(found)


LEFT = {"sv": "Inget är kvar att göra just nu enligt rutinen.", "en": "Nothing is left to do just now by the routine."}


@pytest.mark.parametrize("lang", LEFT)
def test_where_only_the_closing_lies_ahead_and_nothing_is_owed_nothing_is_left(lang: str) -> None:
    found = pages("ui_lankat_fel", lang)
    assert [one.text for one in found[0].notes][1:] == [LEFT[lang]]
    assert table(found, "nasta") == [[["–"], [LEFT[lang]]]]
    allowed = [text for row in table(found, "far") for text in row[1]]
    assert [one for one in allowed if one.startswith(("Avsluta ärendet", "Close the case"))]  # it may be done


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("sv", "Nästa steg: etablera samordning på annat sätt. Det görs av Ung Intro, rutinen anger ingen dag"),
        ("en", "Next step: set up coordination some other way. It is done by Ung Intro, the routine gives no day"),
    ],
)
def test_where_duties_are_open_and_only_the_closing_lies_ahead_they_come_next(lang: str, text: str) -> None:
    """Ung Intro owes it in connection with the start (UI-SAMV-1), the planning is the Employment Service's."""
    found = pages("ui_lankat_fel", lang, FEBRUARY)
    assert found[0].notes[-1].text == text
    assert [row[0][0][:2] for row in table(found, "nasta")] == ["1.", "2."]
    assert len(table(found, "plikter")) == 5


@pytest.mark.parametrize(
    ("lang", "day", "last"),
    [
        ("sv", "läget 2026-02-16", "läget efter den sista händelsen"),
        ("en", "as it stood on 2026-02-16", "as it stood after the last event"),
    ],
)
def test_every_page_says_which_moment_it_shows(lang: str, day: str, last: str) -> None:
    asked, latest = pages("ui_lankat_fel", lang, FEBRUARY), pages("ui_lankat_fel", lang)
    assert len(asked) > 1
    assert all(page.subtitle.endswith(f" · {day}") for page in asked)
    assert all(page.subtitle.endswith(f" · {last}") for page in latest)


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_words_of_a_box_have_room_in_it(lang: str) -> None:
    boxes = [node for node in pages("ui_lankat_fel", lang)[0].nodes if node.size is not None]
    assert len({node.size for node in boxes}) == 1
    for node in boxes:
        assert node.size is not None
        both = attrs.evolve(node, lines=(*node.lines, *node.lines)[:2])
        assert len(title_lines(both)) * TITLE * LINE_HEIGHT + len(both.lines) * LINE <= node.size[1]


WHAT_NOW = "registrera det om det har hållits, annars boka om eller ställ in"


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (20, "den som är sammankallande, bokat till 2026-12-01 13:00"),
        (31, f"den som är sammankallande, bokat till 2026-12-01 13:00, som har passerat: {WHAT_NOW}"),
    ],
)
def test_the_next_step_says_for_which_day_it_is_booked(day: int, told: str) -> None:
    """The meeting is called for 1 December; that it has passed makes nobody late (0103)."""
    at = datetime(2026, 11 if day == 20 else 12, day, 12, tzinfo=UTC)
    found = pages("overlamnat_ordforandeskap", at=at)
    step = 2 if day == 20 else 1  # before its day comes what is to be done before it
    assert table(found, "nasta")[step - 1] == [[f"{step}. Öppna mötet"], [told]]
    assert [one.tone for one in found[0].notes if told in one.text] == [Tone.STRONG] * (step == 1)
