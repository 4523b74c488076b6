"""What a page has room for is known before it is drawn: the letters, the boxes, and how they flow into pages."""

from __future__ import annotations

from itertools import pairwise

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flerpart_flow.diagrams.drawing import draw
from flerpart_flow.diagrams.letters import points, width
from flerpart_flow.diagrams.model import Kind, Node, Picture
from flerpart_flow.diagrams.paper import LYING, UPRIGHT
from flerpart_flow.diagrams.render.markup import broken
from flerpart_flow.diagrams.render.pieces import heading
from flerpart_flow.diagrams.views.flow import flowed
from flerpart_flow.diagrams.views.sizes import size_of
from flerpart_flow.routines.flerpartsmote import FLERPARTSMOTE
from tests.diagrams.lint import final_json, laid_out
from tests.diagrams.pictures import MEETING, drawn
from tests.diagrams.test_layout import size_on_a4
from tests.needs import needs_engine


def test_a_page_is_a4_without_its_margins_and_the_ground_around_a_picture() -> None:
    """190 by 277 mm, less 0.1 inch at each side."""
    assert UPRIGHT.width == LYING.height == pytest.approx(190 / 25.4 * 72 - 14.4)
    assert UPRIGHT.height == LYING.width == pytest.approx(277 / 25.4 * 72 - 14.4)
    assert UPRIGHT.letters(9, beside=UPRIGHT.width - 45) == 10


@pytest.mark.parametrize(
    ("text", "plain", "bold"),
    [
        ("i", 222, 278),
        ("W", 944, 944),
        ("a b", 556 + 278 + 556, 556 + 278 + 611),
        ("ÅÄÖ", 667 * 2 + 778, 722 * 2 + 778),
    ],
)
def test_letters_are_as_wide_as_arials(text: str, plain: int, bold: int) -> None:
    """In thousandths of the letters' size, as the font's own tables have them."""
    assert (width(text), width(text, bold=True)) == (plain, bold)
    assert points(text, 10) == plain / 100


@given(st.text(alphabet="ailmW åäö–►字", max_size=80), st.integers(3, 20), st.booleans())
def test_no_line_is_wider_than_its_column_and_no_letter_is_lost(text: str, most: int, bold: bool) -> None:
    lines = broken(text, most, bold=bold)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(width(line, bold=bold) <= 500 * most for line in lines)


@pytest.mark.parametrize("kind", ["dot", "graphviz-pure"])
@pytest.mark.parametrize("name", ["overview", "deviations", "case", "calendar-late", "step-kalla"])
def test_boxes_and_headings_are_as_large_as_was_counted(kind: str, name: str) -> None:
    """A little smaller than counted does no harm; a little larger is within what a page leaves free."""
    engine = needs_engine(kind)
    for page in drawn(name).pages:
        laid = final_json(page, engine)
        drawn_boxes = {one["name"]: one for one in laid["objects"]}
        for node in page.nodes:
            wide, high = size_of(node)
            box = drawn_boxes[node.id]
            assert -20 < float(box["width"]) * 72 - wide < 10, node.id
            assert -0.1 * high - 4 < float(box["height"]) * 72 - high < 2, node.id
        assert -20 < float(laid["lheight"]) * 72 - heading.height(page) < 2


units = st.lists(st.integers(1, 12), min_size=1, max_size=12)


@given(units, st.integers(5, 20), st.booleans())
def test_units_flow_in_their_order_into_as_few_pages_as_have_room(heights: list[int], most: int, even: bool) -> None:
    pages = flowed(heights, sum, most, even=even)
    assert [unit for page in pages for unit in page] == heights
    assert all(sum(page) <= most or len(page) == 1 for page in pages)
    assert all(sum(page) + after[0] > most for page, after in pairwise(flowed(heights, sum, most, even=False)))
    assert len(pages) == len(flowed(heights, sum, most, even=False))


def test_as_much_is_on_each_page_unless_what_comes_first_matters() -> None:
    assert flowed([3, 3, 3, 3], sum, 10) == [[3, 3], [3, 3]]
    assert flowed([3, 3, 3, 3], sum, 10, even=False) == [[3, 3, 3], [3]]


def test_a_table_that_goes_on_has_its_headings_again() -> None:
    tables = [one for page in drawn("step-kalla").pages for one in page.nodes if one.id.startswith("step-maste")]
    assert len(tables) > 1
    assert {one.columns for one in tables} == {("Villkor och norm", "Vem kan ordna det, och hur")}
    numbers = [int(row.cells[0][0].text.partition(".")[0]) for one in tables for row in one.rows]
    assert numbers == list(range(1, len(numbers) + 1))


LONG = (
    "Samverkansrådet för rehabilitering, arbete och sysselsättning i Upplands-Väsby, Östhammars, Älvkarleby och "
    "Heby kommuner med Region Uppsala, Arbetsförmedlingen och Försäkringskassan"
)


@pytest.mark.parametrize("view", ["overview", "swimlanes", "deviations", "calendar"])
def test_a_long_name_of_who_adopted_the_rules_makes_no_text_smaller(view: str) -> None:
    rules = FLERPARTSMOTE.rules()
    named = attrs.evolve(rules, about=attrs.evolve(rules.about, adopted_by=LONG))
    meeting = MEETING if view == "calendar" else None
    for page in draw(FLERPARTSMOTE, view, rules=named, meeting=meeting).pages:
        assert LONG.partition(" ")[0] in page.subtitle
        assert size_on_a4(laid_out(page, needs_engine("graphviz-pure")), page) == 9.0


def test_where_a_page_ends_the_main_path_says_to_which_page_it_leads_and_from_which_it_comes() -> None:
    pages = drawn("swimlanes", "en").pages
    assert notes(pages[0]) == ["► Preparation, page 2"]
    assert notes(pages[1]) == ["From Consent, page 1", "► Summons, page 3"]
    assert notes(pages[-1]) == ["From Measures, page 5", "“Consent is in force”, pages 2–5"]


def notes(page: Picture) -> list[str]:
    found: list[Node] = [one for one in page.nodes if one.kind is Kind.NOTE]
    return [one.title for one in found]
