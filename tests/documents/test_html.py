"""Each kind of paper as a page in a browser: axe finds nothing, in both languages and as a draft."""

from __future__ import annotations

from functools import cache

import pytest

from flerpart_flow.documents import KINDS, Document, as_html
from tests.diagrams.browser import axe_findings
from tests.documents.demo import AF, MEETING_OVER, mail, paper


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
