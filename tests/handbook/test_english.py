"""An English page has no Swedish word, but for the routine's own terms, headings and what somebody wrote in a case."""

from __future__ import annotations

import re
from collections import defaultdict
from html import unescape
from pathlib import Path

import pytest

from flerpart_flow.diagrams.drawing import draw
from flerpart_flow.diagrams.model import Picture
from flerpart_flow.installed import ROUTINES
from tests.diagrams.pictures import NAMES, drawn
from tests.handbook.books import GROUP, whole
from tests.wording.swedish import texts, words_of

pytestmark = pytest.mark.xdist_group(GROUP)

BOTH = Path(__file__).with_name("english_too.txt")
"""Words that are Swedish and stand on English pages: English ones, terms, names and places, a line of them each."""
LEFT_OUT = re.compile(
    r"<(?:code|script|style|template|noscript|title)\b.*?</(?:code|script|style|template|noscript|title)>"
    r'|<(?P<tag>\w+)[^>]*\blang="sv".*?</(?P=tag)>',
    re.DOTALL,
)
QUOTED = re.compile(r"“[^”]*”|\S*[/_]\S*|\b[A-Z]{2}(?:-[A-Z0-9]+)+\b|\S+\.(?:se|toml)\b|\b[a-z]+:[a-z]+\b")
"""What a page quotes: headings of the source, what is written in a case; and ids."""
NAMED = re.compile(r"\((?:det förstärkta samarbetet|Utbildnings- och jobbcenter)\)")
"""The Swedish names of a process and an office, which stand in brackets after the English."""
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def allowed() -> set[str]:
    """The words of the list."""
    lines = BOTH.read_text(encoding="utf-8").splitlines()
    return {word for line in lines for word in line.partition("#")[0].split()}


def swedish() -> set[str]:
    """Every word of the Swedish texts."""
    return {word.casefold() for text in texts() for said in text.sentences for word in words_of(said)}


def said_in(html: str) -> str:
    """What a page says, without what it quotes."""
    told = unescape(
        re.sub(r"<[^>]+>", " ", re.sub(r"</?(?:strong|tspan|b|i|em|a)\b[^>]*>", "", LEFT_OUT.sub(" ", html)))
    )
    return QUOTED.sub(" ", NAMED.sub(" ", " ".join(told.split())))


def strange(told: str, words: set[str]) -> set[str]:
    """The words that are Swedish, or have a letter that only Swedish has."""
    found = {one.casefold() for one in WORD.findall(told)}
    return {one for one in found if one in words or re.search("[åäö]", one)}


def test_no_english_page_of_the_handbook_has_a_swedish_word() -> None:
    words, known = swedish(), allowed()
    assert {"enhet", "och", "nej", "ämnen"} <= words - known
    found: dict[str, list[str]] = defaultdict(list)
    used: set[str] = set()
    for path, html in whole().items():
        if path.endswith(".html") and "/en/" in path:
            here = strange(said_in(html), words)
            used |= here
            for one in here - known:
                found[one].append(path)
    assert {one: paths[:3] for one, paths in found.items()} == {}
    assert known - used == set(), "not needed any more"


def said_by(picture: Picture) -> str:
    """All that a picture says."""
    lines = [line.text for node in picture.nodes for line in node.lines]
    lines += [line.text for node in picture.nodes for row in node.rows for cell in row.cells for line in cell]
    lines += [line.text for edge in picture.edges for line in edge.lines]
    lines += [one for node in picture.nodes for one in (node.title, *node.columns)]
    lines += [key.text for key in picture.legend] + [lane.title for lane in picture.lanes]
    return QUOTED.sub(" ", "\n".join([picture.title, picture.subtitle, picture.description, *lines]))


def test_no_english_picture_has_a_swedish_word() -> None:
    words, known = swedish(), allowed()
    added = {"enhet": {"kommun:bad": {"part": "kommun", "sv": "badet", "en": "the bath"}}}
    routine = ROUTINES["flerpartsmote"]
    changed = draw(routine, "diff", against=routine.rules(overlay=added), lang="en")
    for name, pages in [*((name, drawn(name, "en").pages) for name in NAMES), ("diff", changed.pages)]:
        for page in pages:
            assert strange(said_by(page), words) - known == set(), name


def test_a_swedish_word_is_seen() -> None:
    assert strange(said_in("<p>the bath (enhet), <b>nej</b> <code>ja</code> “Ansvar” kök</p>"), swedish()) == {
        "enhet",
        "nej",
        "kök",
    }
