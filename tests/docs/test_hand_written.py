"""What is written by hand stays short enough to be read, and its links lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

from tests.docs import demands_table, events_page, form_tables, policy_page, readings_table
from tests.docs.markdown import PAGES, ROOT
from tests.generated import LISTS, ours
from tests.supply import licences_page

# The pages that somebody reads from the beginning. A history can't be shortened, so the changelog isn't counted.
MOST: Final = 54_500
GENERATED: Final = {
    form_tables.PAGE,
    licences_page.PAGE,
    policy_page.PAGE,
    readings_table.PAGE,
    *(ROOT / "docs" / events_page.FOLDER / name for name in events_page.pages(ours().routines.values(), LISTS)),
}
CHANGELOG: Final = ROOT / "CHANGELOG.md"
BY_HAND: Final = [page for page in (*PAGES, ROOT / "CONTRIBUTING.md", CHANGELOG) if page not in GENERATED]
LINK: Final = re.compile(r"\[[^\]]*\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)")
FENCED: Final = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


def test_what_is_written_by_hand_can_be_read() -> None:
    read = [page for page in BY_HAND if page != CHANGELOG]
    texts = (page.read_text(encoding="utf-8") for page in read if page != demands_table.PAGE)
    own = demands_table.by_hand(demands_table.PAGE.read_text(encoding="utf-8"))
    assert sum(len(text.split()) for text in (*texts, own)) < MOST


def anchors(page: Path) -> set[str]:
    """What the headings of a page are called in a link, as GitHub makes them."""
    headings = re.findall(r"^#+ (.*)$", FENCED.sub("", page.read_text(encoding="utf-8")), re.MULTILINE)
    return {
        re.sub(r"[^\w -]", "", re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", one).lower()).replace(" ", "-")
        for one in headings
    }


@pytest.mark.parametrize("page", [*BY_HAND, *sorted(GENERATED)], ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_of_a_page_leads_to_a_file_and_a_heading(page: Path) -> None:
    for path, anchor in LINK.findall(FENCED.sub("", page.read_text(encoding="utf-8"))):
        there = (page.parent / path).resolve() if path else page
        assert there.exists(), path
        if anchor:
            assert anchor in anchors(there), f"{path}#{anchor}"


def test_every_decision_is_found_by_its_subject() -> None:
    folder = ROOT / "docs" / "decisions"
    named = set(re.findall(r"\]\((\d{4}-[^)]*)\)", (folder / "README.md").read_text(encoding="utf-8")))
    assert named == {page.name for page in folder.glob("0*.md")}
