"""An organisation's letterhead, colour and own paragraphs: they add to a paper, and take nothing from it."""

from __future__ import annotations

from typing import Any, Final

import pytest

from flerpart_flow import FLERPARTSMOTE, RulesError, load, write_log_file
from flerpart_flow.documents import KINDS, Document, DocumentRefused, as_html, as_text, document
from flerpart_flow.engine.rules.overlays.papers import contrast_on_white
from flerpart_flow.routines.flerpartsmote import Kalla, StallIn
from flerpart_flow.routines.flerpartsmote.papers import PAPERS
from flerpart_flow.routines.ung_intro import UNG_INTRO
from tests.documents.demo import section
from tests.stories import AF, ARBETSMARKNAD, INDIVID, Story, measures, moment, prepared, summoned, summons

OVERLAY: Final[dict[str, Any]] = {
    "document": {
        "letterhead": ["Exempelkommunen", "Arbetsmarknadsenheten"],
        "colour": "#1A4D7A",
        "kallelse": {
            "letterhead": ["Exempelkommunens mötesplats"],
            "added": [{"section": "kontakt", "sv": "Ring växeln på vardagar.", "en": "Ring the exchange on weekdays."}],
        },
    }
}


def letter(overlay: dict[str, Any] | None = None, kind: str = "kallelse", lang: str = "sv", **more: Any) -> Document:
    story = summoned(overlay=OVERLAY if overlay is None else overlay)
    return document(story.case, kind, recipient=AF, at=moment(6), lang=lang, **more)


def test_the_letterhead_stands_first_in_each_form() -> None:
    assert as_text(letter()).startswith("Exempelkommunens mötesplats\n\nKallelse till flerpartsmöte\n")
    page = as_html(letter())
    assert "<header><p>Exempelkommunens mötesplats</p></header>" in page
    assert page.index("<header>") < page.index("<h1>")


def test_what_is_said_of_one_paper_goes_before_what_is_said_of_all() -> None:
    story = summoned(overlay=OVERLAY)
    story.do(StallIn, day=7)
    notice = document(story.case, "installt", recipient=AF, at=moment(8))
    assert notice.letterhead == ("Exempelkommunen", "Arbetsmarknadsenheten")
    assert notice.colour == letter().colour == "#1a4d7a"


def test_the_colour_is_that_of_the_headings() -> None:
    assert "h1, h2, header { color: #1a4d7a; border-color: #1a4d7a; }" in as_html(letter())
    assert "1a4d7a" not in as_html(letter({}))


def test_a_paragraph_stands_last_in_its_section_in_the_language_of_the_paper() -> None:
    assert section(letter(), "kontakt").endswith("Ring växeln på vardagar.")
    assert section(letter(lang="en"), "kontakt").endswith("Ring the exchange on weekdays.")


def test_markup_in_a_letterhead_stays_text() -> None:
    page = as_html(letter({"document": {"letterhead": ["<b>Exempel</b> & co"]}}))
    assert "&lt;b&gt;Exempel&lt;/b&gt; &amp; co" in page


def everywhere() -> dict[str, Any]:
    """An overlay that adds to every section of every paper."""
    added = {
        kind: {"added": [{"section": one, "sv": f"Tillägg {one}.", "en": f"Added {one}."} for one in sections]}
        for kind, sections in PAPERS.items()
    }
    return {"document": added}


def one_of_each(overlay: dict[str, Any] | None) -> dict[str, Document]:
    called, done = summoned(overlay=overlay), measures(overlay=overlay)
    off = summoned(overlay=overlay)
    off.do(StallIn, day=7)
    asked: dict[str, tuple[Story, str | None]] = {
        "information_infor_samtycke": (called, None),
        "samtyckesblankett": (called, None),
        "kallelse": (called, AF),
        "installt": (off, AF),
        "stod_till_ordforande": (called, ARBETSMARKNAD),
        "plan": (done, AF),
        "plan_individ": (done, INDIVID),
        "uppfoljning": (done, AF),
    }
    return {
        kind: document(story.case, kind, recipient=to, at=moment(story.day + 1)) for kind, (story, to) in asked.items()
    }


def test_an_overlay_adds_and_takes_nothing_out() -> None:
    plain, more = one_of_each(None), one_of_each(everywhere())
    for kind, paper in plain.items():
        ours = more[kind]
        assert [one.ident for one in ours.sections] == [one.ident for one in paper.sections]
        for before, after in zip(paper.sections, ours.sections, strict=True):
            assert after.blocks[:-1] == before.blocks
            assert (after.heading, after.norms) == (before.heading, before.norms)
            assert f"Tillägg {after.ident}." in section(ours, after.ident)


def test_every_section_that_a_paper_has_can_be_added_to() -> None:
    assert tuple(PAPERS) == KINDS
    for kind, paper in one_of_each(None).items():
        assert {one.ident for one in paper.sections} <= set(PAPERS[kind])


def test_a_paragraph_is_no_fact() -> None:
    overlay = {
        "document": {"kallelse": {"added": [{"section": "tid_och_plats", "sv": "Plats: Sal 1.", "en": "Room 1."}]}}
    }
    story = prepared(overlay=overlay)
    event = story.event(Kalla, day=5, **summons(plats=None))
    with pytest.raises(DocumentRefused) as caught:
        document(story.case, "kallelse", recipient=AF, at=moment(5), event=event)
    assert caught.value.norms == ("FM-KALLELSE-7",)


def test_the_look_decides_nothing_so_cases_go_on_under_the_same_rules(tmp_path: Any) -> None:
    rules = FLERPARTSMOTE.rules(overlay=OVERLAY)
    assert (rules.digest, rules.overlay) == (FLERPARTSMOTE.rules().digest, None)
    path = tmp_path / "arende.jsonl"
    write_log_file(path, summoned(overlay=OVERLAY).case)
    assert load(path).case().phase == "kallelse"


REFUSED: Final[dict[str, tuple[dict[str, Any], str]]] = {
    "a paper that there isn't": ({"kallelsen": {}}, "kallelse"),
    "a key that there isn't": ({"color": "#000000"}, "colour"),
    "a key of a paper": ({"kallelse": {"letterheads": ["X"]}}, "letterhead"),
    "a part taken out": ({"kallelse": {"removed": ["kontakt"]}}, "letterhead, colour, added"),
    "a section that there isn't": (
        {"kallelse": {"added": [{"section": "kontakter", "sv": "a", "en": "b"}]}},
        "kontakt",
    ),
    "a section of another paper": ({"kallelse": {"added": [{"section": "mal", "sv": "a", "en": "b"}]}}, "till"),
    "one language": ({"kallelse": {"added": [{"section": "kontakt", "sv": "a"}]}}, "en"),
    "an empty text": ({"kallelse": {"added": [{"section": "kontakt", "sv": " ", "en": "b"}]}}, "[0].sv"),
    "a text that isn't one": ({"kallelse": {"added": [{"section": "kontakt", "sv": 1, "en": "b"}]}}, "str"),
    "not a list": ({"kallelse": {"added": "Ring oss."}}, "[[table]]"),
    "a pale colour": ({"colour": "#8899aa"}, "4.5"),
    "a colour by name": ({"colour": "navy"}, "4.5"),
    "a colour with more behind it": ({"colour": "#000000; } body { display: none"}, "4.5"),
    "no lines": ({"letterhead": []}, "8"),
    "many lines": ({"letterhead": ["X"] * 9}, "8"),
    "a line that is empty": ({"letterhead": ["X", ""]}, "letterhead"),
    "a letterhead that is a text": ({"letterhead": "X"}, "list"),
    "a notice that tells of consent": (
        {"installt": {"added": [{"section": "installt", "sv": "Samtycket är borta.", "en": "Off."}]}},
        "installt.added[0]",
    ),
    "a personnummer": ({"letterhead": ["19121212-1212"]}, "letterhead"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_isnt_a_look_is_refused_and_the_nearest_told(name: str) -> None:
    wanted, told = REFUSED[name]
    with pytest.raises(RulesError) as caught:
        FLERPARTSMOTE.rules(overlay={"document": wanted})
    for lang in ("sv", "en"):
        assert told in caught.value.text(lang)
        assert "document" in caught.value.text(lang)


def test_a_near_miss_of_the_whole_part_and_a_routine_without_papers() -> None:
    with pytest.raises(RulesError) as caught:
        FLERPARTSMOTE.rules(overlay={"documents": {}})
    assert "document" in caught.value.text("en").partition("Nearest")[2]
    with pytest.raises(RulesError) as caught:
        UNG_INTRO.rules(overlay=OVERLAY)
    assert "document" not in caught.value.text("en").partition("Nearest")[2]


@pytest.mark.parametrize(
    ("colour", "contrast"), [("#000000", 21.0), ("#ffffff", 1.0), ("#767676", 4.54), ("#777777", 4.48)]
)
def test_contrast_is_that_of_wcag(colour: str, contrast: float) -> None:
    assert contrast_on_white(colour) == pytest.approx(contrast, abs=0.005)
