"""The demo's whole mail, and the tags of each kind of paper, are as they were looked at when they were committed."""

from __future__ import annotations

import re

from PIL import Image

from tests.documents import golden, pictures
from tests.documents.demo import mail
from tests.generated import HOW


def test_the_letters_and_the_tags_are_up_to_date() -> None:
    differ = [path.name for path, text in golden.made() if not path.is_file() or path.read_text("utf-8") != text]
    assert differ == [], HOW
    assert golden.stale() == [], HOW


def test_a_list_has_nothing_but_items_and_a_table_nothing_but_rows_with_cells() -> None:
    """PDF/UA-1: what a reader is told is a list or a table can be walked as one."""
    for path in sorted(golden.TAGS.glob("*.txt")):
        above: list[str] = []
        for line in path.read_text(encoding="utf-8").splitlines()[2:]:
            tag = line.strip()
            del above[(len(line) - len(tag)) // 2 :]
            parent = above[-1] if above else ""
            assert (tag == "LI") <= (parent == "L"), path.name
            assert (parent == "L") <= (tag in {"LI", "Caption"}), path.name
            assert (tag in {"TH", "TD"}) <= (parent == "TR"), path.name
            assert (tag == "TR") <= (parent in {"THead", "TBody"}), path.name
            above.append(tag)


def test_every_paper_has_one_main_heading_its_title_and_its_language() -> None:
    for path in sorted(golden.TAGS.glob("*.txt")):
        title, lang, *tags = path.read_text(encoding="utf-8").splitlines()
        assert re.fullmatch(r"title \S.+", title)
        assert lang == "lang sv"
        assert [tag.strip() for tag in tags].count("H1") == 1, path.name


def test_the_pictures_are_of_the_papers_as_they_are() -> None:
    """Nothing that is locked draws a PDF: they are drawn by hand, see tests/documents/pictures.py."""
    how = "draw them anew: python -m tests.documents.pictures (with pypdfium2), and look at them"
    for name, paper in pictures.shown().items():
        with Image.open(golden.LETTERS / name) as picture:
            assert picture.info[pictures.DRAWN_FROM] == pictures.digest(paper), how
        assert (golden.LETTERS / name).stat().st_size < 100_000
    with Image.open(golden.LETTERS / pictures.WHOLE) as picture:
        assert picture.info[pictures.DRAWN_FROM] == str(len(mail())), how
