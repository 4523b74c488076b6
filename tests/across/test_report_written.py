"""The report as it is read: in Swedish and English, as Markdown, and as a page that can be printed and read aloud."""

from __future__ import annotations

import json
import re
import string
from collections.abc import Callable
from functools import cache
from html import unescape
from html.parser import HTMLParser
from importlib import resources
from pathlib import Path

import attrs
import pytest

from flerpart_flow.across.logs.folder import logs_in
from flerpart_flow.across.report import Report, as_html, as_markdown, report
from flerpart_flow.across.report.figures.suppression import Count, Shares
from flerpart_flow.across.report.writing.plots import svg
from flerpart_flow.across.report.writing.sheet import Bar, Chart
from flerpart_flow.across.report.writing.words import sheet
from flerpart_flow.routines.flerpartsmote import Avsluta
from flerpart_flow.texts import LANGUAGES, texts
from tests import stories
from tests.across.logs import AF, AT, accepted, closed, declined, folder, told, unanswered, unassessed
from tests.cli.running import HEADER

VOID = {"meta", "line", "rect"}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """A report in which every block has something to say."""
    at = tmp_path_factory.mktemp("loggar")
    folder(
        at,
        *(accepted(1 + nr) for nr in range(12)),
        *(declined(1 + nr, by=AF) for nr in range(6)),
        *(unassessed() for _ in range(4)),
    )
    told(at, [stories.measures() for _ in range(4)] + [unanswered(AF) for _ in range(4)])
    (at / "trasig.jsonl").write_text("{", encoding="utf-8")
    return report(logs_in(at), at=stories.moment(130), min_group=3)


@pytest.fixture(scope="module")
def nothing() -> Report:
    """A report on no case."""
    return report([], at=AT)


@cache
def _holes(text: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name)


def test_every_text_is_there_in_both_languages() -> None:
    swedish, english = texts("sv"), texts("en")
    ours = {key for key in swedish.keys() if key.startswith("rapport.")}  # noqa: SIM118  Texts is no mapping
    assert ours == {key for key in english.keys() if key.startswith("rapport.")}  # noqa: SIM118  the same
    assert {key: _holes(swedish.raw(key)) for key in ours} == {key: _holes(english.raw(key)) for key in ours}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_text_is_used(lang: str, found: Report, nothing: Report) -> None:
    """A text that is never said is found here: each of them, its holes apart, is in what is written."""
    apart = attrs.evolve(found.left_out, other_rules=1, not_open=1, copies=1)
    section = found.routines[0]
    versions = attrs.evolve(section.versions, shown={("2026.1",): 9, ("2026.2",): 21})
    odd = attrs.evolve(found, left_out=apart, routines=(attrs.evolve(section, versions=versions),))
    later = attrs.evolve(nothing, previous=AT)
    written = unescape("\n".join(as_html(one, lang) for one in (found, odd, nothing, later)))
    empty = {"rapport.tomt.delar", "rapport.tomt.avvikelser", "rapport.tomt.tider"}
    other = {
        "rapport.rutin",
        "rapport.rutiner.ung_intro",
        "rapport.liten_andel",
        "rapport.ovriga",
        "rapport.minst_andel",
    }
    for key in texts(lang).keys():  # noqa: SIM118  Texts is no mapping
        if key.startswith("rapport.") and key not in empty | other:
            for piece in re.split(r"\{[^}]*\}", texts(lang).raw(key)):
                assert piece in written, key


@pytest.mark.parametrize("lang", LANGUAGES)
def test_blocks_tell_what_they_have(lang: str, found: Report) -> None:
    chapter = sheet(found, lang).chapters[0]
    assert len(chapter.blocks) == 9
    assert [block.heading for block in chapter.blocks if block.table is None] == []


def test_a_few_rows_as_a_reader_meets_them(found: Report) -> None:
    text = as_markdown(found)
    for row in (
        "30 ärenden. Bedömda efter reglerna 2026.1.",
        "| Kommunen | 24 | 80 % |",
        "| Arbetsförmedlingen | 6 | 20 % |",
        "| Tacka nej till flerpartsmötet | Behov 6 | 6 | 100 % |",
        "| Genomföra åtgärden | 4 | 13 % |",
        "| En part svarar inte trots upprepade försök | 4 | 4 |",
        "| FM-BEDOMNING-1 |",
        "- Skadade eller oläsliga: 1",
        "UI-UPPF-1",
        "FM-AVVIK-1",
    ):
        assert row in text


def test_in_english(found: Report) -> None:
    text = as_markdown(found, "en")
    assert "30 cases. Judged by the rules 2026.1." in text
    assert "| the Employment Service |".replace("the", "The") in text
    assert not re.search("[åäöÅÄÖ]", text.replace("flerpartsmöte", "").replace("Flerpartsmöte", ""))


def test_too_few_cases_say_so_and_no_more(nothing: Report) -> None:
    text = as_markdown(nothing)
    assert "Färre än 5 ärenden. Inga uppgifter visas." in text
    assert "###" not in text


@pytest.mark.parametrize("write", [as_markdown, as_html, lambda one, lang="sv": json.dumps(one.to_data())])
def test_nothing_in_it_names_a_case_or_a_file(write: Callable[..., str], found: Report) -> None:
    written = write(found)
    for word in (
        str(HEADER["case"]),
        "arende-1",
        "trasig",
        "jsonl",
        "uppsala",
        "Uppsala kommun",
        "kommun:arbetsmarknad",
    ):
        assert word not in written.replace("LOKUS Uppsala", "")


@pytest.mark.parametrize(
    ("lang", "most", "little", "rest"),
    [
        ("sv", "| 13 eller fler | minst 86 % |", "| 3 | under 1 % |", "| Övriga tillsammans | – | 4 | 36 % |"),
        ("en", "| 13 or more | at least 86% |", "| 3 | under 1% |", "| All others together | – | 4 | 36% |"),
    ],
)
def test_nearly_all_hardly_any_and_the_rest(lang: str, most: str, little: str, rest: str, tmp_path: Path) -> None:
    """14 of 15 cases break a norm: that one doesn't is not told. Four ended in ways of their own."""
    ended = (
        [declined()] * 4
        + [closed("utanfor_malgrupp")] * 3
        + [closed("administrativt")] * 2
        + [closed("individens_onskan")] * 2
    )
    for name, cases in (("brutna", [*[unassessed()] * 14, accepted(1)]), ("slut", ended)):
        (tmp_path / name).mkdir()
        folder(tmp_path / name, *cases)
    broken, over = (report(logs_in(tmp_path / name), at=AT, min_group=3) for name in ("brutna", "slut"))
    assert most in as_markdown(broken, lang)
    assert rest in as_markdown(over, lang)
    many = attrs.evolve(broken.routines[0], cases=400, late=Shares({("kalla",): Count(3)}, None))
    assert little in as_markdown(attrs.evolve(broken, routines=(many,)), lang)


def test_the_rest_of_the_phases_that_were_left(tmp_path: Path) -> None:
    """Closed for the same reason: four from behov, three from samtycke, and three from two other phases."""
    outside = [stories.offered() for _ in range(4)] + [stories.accepted() for _ in range(3)]
    outside += [stories.consented() for _ in range(2)] + [stories.summoned()]
    for story in outside:
        story.do(Avsluta, skal_kod="utanfor_malgrupp")
    found = report(logs_in(told(tmp_path, outside)), at=stories.moment(30), min_group=3)
    assert "| Behov 4, Samtycke 3, övriga tillsammans 3 | 10 |" in as_markdown(found)


class _Reader(HTMLParser):
    """Reads a page strictly: what is opened is closed, in order; ids stand once."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.styles = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        assert len(dict(attributes)) == len(attributes)
        self.tags.append((tag, dict(attributes)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        assert tag in VOID
        self.tags.append((tag, dict(attributes)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "style":
            self.styles += data


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_is_whole_and_brings_nothing_along(lang: str, found: Report) -> None:
    page = as_html(found, lang)
    reader = _Reader()
    reader.feed(page)
    reader.close()
    assert page.startswith("<!DOCTYPE html>")
    assert reader.open == []
    names = {tag for tag, _ in reader.tags}
    assert not names & {
        "script",
        "link",
        "img",
        "iframe",
        "object",
        "embed",
        "form",
        "a",
        "base",
        "foreignobject",
        "use",
    }
    keys = {key for _, attributes in reader.tags for key in attributes}
    assert not {key for key in keys if key.startswith("on")} | (keys & {"href", "src", "srcset", "action"})
    assert "url(" not in reader.styles
    assert "@import" not in reader.styles
    assert "http://" not in page
    assert "https://" not in page
    assert ("html", {"lang": lang}) in reader.tags


def test_the_page_can_be_read_without_seeing_it(found: Report) -> None:
    """Each picture has a title, a description with its values, and a table beside it; what is named exists."""
    reader = _Reader()
    page = as_html(found)
    reader.feed(page)
    ids = [attributes["id"] for _, attributes in reader.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    for _, attributes in reader.tags:
        named = (attributes.get("aria-labelledby") or "").split()
        assert set(named) <= set(ids)
    pictures = [attributes for tag, attributes in reader.tags if tag == "svg"]
    assert pictures
    assert all(one["role"] == "img" and len((one["aria-labelledby"] or "").split()) == 2 for one in pictures)
    assert "Kommunen: 24; Arbetsförmedlingen: 6." in page
    heads = [attributes.get("scope") for tag, attributes in reader.tags if tag == "th"]
    assert set(heads) == {"col", "row"}


def _luminance(colour: str) -> float:
    digits = colour * 2 if len(colour) == 3 else colour
    if len(colour) == 3:
        digits = "".join(c * 2 for c in colour)
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_text_stands_out_from_white() -> None:
    """WCAG 2.2: at least 4.5 to 1 for text, 3 to 1 for what has to be seen in a picture."""
    style = (resources.files("flerpart_flow.across.report.writing") / "report.css").read_text(encoding="utf-8")
    text = re.findall(r"[^-]color: #([0-9a-f]{3,6})", style) + re.findall(
        r"\.(?:label|value|tick)[^{]*\{ fill: #([0-9a-f]{3,6})", style
    )
    drawn = re.findall(r"\.(?:bar|mark) \{ (?:fill|stroke): #([0-9a-f]{3,6})", style)
    assert len(text) >= 6
    assert len(drawn) == 2
    assert all(1.05 / (_luminance(colour) + 0.05) >= 4.5 for colour in text)
    assert all(1.05 / (_luminance(colour) + 0.05) >= 3 for colour in drawn)


def test_what_is_written_means_nothing_to_the_page() -> None:
    picture = svg(Chart("<b>", "a & b", (Bar('x" onload="', 0, 0, None, "<0>"),)), "p")
    assert "<b>" not in picture
    assert 'onload="' not in picture.replace("&quot;", "'")
    assert "<title id=" in picture


def test_the_longest_bar_fits_and_the_axis_is_round() -> None:
    picture = svg(Chart("t", "o", (Bar("a", 0, 736, None, "736"), Bar("b", 10, 90, 42, "42"))), "p")
    assert re.findall(r'class="tick"[^>]*>(\d+)<', picture) == ["0", "200", "400", "600", "800"]
    ends = [float(x) + float(w) for x, w in re.findall(r'<rect[^>]* x="([\d.]+)"[^>]* width="([\d.]+)"', picture)]
    assert max(ends) < 400 - 40


def test_the_same_folder_gives_the_same_bytes(tmp_path: Path) -> None:
    folder(tmp_path, *(accepted(1 + nr) for nr in range(8)), *(unassessed() for _ in range(5)))
    one, two = (report(sorted(logs_in(tmp_path), reverse=turn), at=AT, min_group=3) for turn in (False, True))
    assert as_html(one) == as_html(two)
    assert json.dumps(one.to_data()) == json.dumps(two.to_data())
