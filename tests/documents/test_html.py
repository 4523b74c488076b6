"""Each kind of paper as a page in a browser: axe finds nothing, in both languages and as a draft."""

from __future__ import annotations

from functools import cache

import pytest

from flerpart_flow.documents import KINDS, Document, as_html
from tests.diagrams.browser import axe_findings
from tests.documents.demo import AF, MEETING_OVER, mail, paper
from tests.documents.golden import ROOT


@cache
def _papers(lang: str) -> dict[str, Document]:
    found: dict[str, Document] = {}
    for one in mail():
        if one.kind not in found:
            found[one.kind] = one.document(lang)
    return found


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing_on_a_paper(kind: str, lang: str) -> None:
    assert axe_findings(as_html(_papers(lang)[kind])) == []


def test_axe_finds_nothing_on_a_draft() -> None:
    draft = paper("kallelse", AF, MEETING_OVER, draft=True)
    assert draft.mark
    assert axe_findings(as_html(draft)) == []


def test_the_head_of_a_page_is_written_in_one_place_and_forbids_what_isnt_the_pages_own() -> None:
    source = ROOT / "src" / "flerpart_flow"
    holding = [path for path in source.rglob("*.py") if "Content-Security-Policy" in path.read_text("utf-8")]
    assert [path.relative_to(source).as_posix() for path in holding] == ["words/html_page.py"]
    assert "content=\"default-src 'none'; style-src 'unsafe-inline'\"" in as_html(mail()[0].document())
