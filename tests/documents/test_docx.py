"""A paper as DOCX, read back by python-docx: what it says stands under styles that a screen reader can tell apart."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from flerpart_flow.documents import Document, DocumentError, as_docx, document
from flerpart_flow.documents.render import docx as renderer
from flerpart_flow.routines.flerpartsmote import Kalla
from tests.documents.demo import AF, CALLED, CHAIR, INDIVID, PSYKIATRI, REPLACED, paper
from tests.documents.test_look import OVERLAY
from tests.stories import ARBETSMARKNAD, moment, prepared, summoned, summons

ROOT = Path(__file__).resolve().parents[2]


def opened(of: Document) -> Any:
    return docx.Document(io.BytesIO(as_docx(of)))


@cache
def plan(lang: str = "sv") -> Any:
    return opened(paper("plan", PSYKIATRI, REPLACED, lang=lang))


def in_order(file: Any) -> Iterator[str]:
    """What is read, in order: paragraphs, and the cells of tables row by row."""
    for one in file.iter_inner_content():
        if isinstance(one, Paragraph):
            yield one.text
        else:
            assert isinstance(one, Table)
            yield from (cell.text for row in one.rows for cell in row.cells)


def styled(file: Any, style: str) -> list[str]:
    return [one.text for one in file.paragraphs if one.style.name == style]


def test_there_is_one_heading_of_the_first_level_and_one_for_each_section() -> None:
    assert styled(plan(), "Heading 1") == ["Plan för samordnad rehabilitering mot arbete"]
    assert styled(plan(), "Title") == []
    assert styled(plan(), "Heading 2") == [
        "Om planen",
        "Mål och delmål",
        "Det som ska göras",
        "Vem som svarar för vad",
        "Uppföljning",
        "Godkännande",
        "Egna anteckningar",
    ]


@pytest.mark.parametrize(("lang", "said"), [("sv", "sv-SE"), ("en", "en-GB")])
def test_it_says_its_language_and_title_and_nobodys_name(lang: str, said: str) -> None:
    file = plan(lang)
    about = file.core_properties
    assert (about.language, about.author, about.last_modified_by, about.comments) == (said, "", "", "")
    assert about.title == styled(file, "Heading 1")[0]
    languages = {one.get(qn("w:val")) for one in file.styles.element.iter(qn("w:lang"))}
    assert languages == {said}


def test_every_table_has_a_caption_and_a_row_of_heads_that_is_repeated() -> None:
    tables = plan().tables
    assert len(styled(plan(), "Caption")) == len(tables) == 3
    for table in tables:
        first, *rest = (row._tr.trPr for row in table.rows)
        assert first.find(qn("w:tblHeader")) is not None
        assert all(one.find(qn("w:tblHeader")) is None for one in rest)
    assert [cell.text for cell in tables[1].rows[0].cells] == ["Åtgärd", "Ansvarar", "Klart senast", "Läge"]


@pytest.mark.parametrize(
    ("kind", "to", "day"),
    [
        ("kallelse", AF, CALLED),
        ("kallelse", INDIVID, CALLED),
        ("plan", PSYKIATRI, REPLACED),
        ("stod_till_ordforande", CHAIR, CALLED),
        ("samtyckesblankett", INDIVID, CALLED),
    ],
)
def test_every_word_of_the_paper_is_in_it_in_order(kind: str, to: str, day: str) -> None:
    of = paper(kind, to, day)
    read = "\n".join(in_order(opened(of)))
    at = 0
    for word in of.words():
        found = read.find(word, at)
        assert found >= 0, word
        at = found


def test_lists_are_lists_a_numbered_one_begins_with_one_and_boxes_can_be_ticked() -> None:
    file = opened(paper("stod_till_ordforande", CHAIR, CALLED))
    agenda = [one for one in file.paragraphs if one.style.name == "List Number"]
    assert agenda[0].text == "Hälsa alla välkomna och gå laget runt."
    assert len(agenda) == 7
    numbers = {one._p.pPr.numPr.numId.val for one in agenda}
    assert len(numbers) == 1
    held = file.part.numbering_part.element.num_having_numId(numbers.pop())
    assert held.lvlOverride_lst[0].startOverride.val == 1
    assert styled(file, "List")[0].startswith("☐ Individen ska få veta")
    assert "Arbetsförmedlingen" in styled(file, "List Bullet")


def test_a_blank_is_a_label_and_lines_and_no_form_field() -> None:
    file = opened(paper("kallelse", PSYKIATRI, CALLED))
    lines = [one for one in file.paragraphs if one.text.endswith("\t")]
    assert [one.text for one in lines[:3]] == ["Adress: \t", "\t", "\t"]
    assert all(one.paragraph_format.tab_stops[0].leader.name == "LINES" for one in lines)
    for tag in ("w:ffData", "w:sdt"):
        assert not list(file.element.iter(qn(tag)))


def test_a_norms_id_has_hyphens_that_dont_break_and_reads_as_it_is() -> None:
    file = opened(paper("stod_till_ordforande", CHAIR, CALLED))
    (one,) = (found for found in file.paragraphs if "(FM-ROLL-4)" in found.text)
    assert len(list(one._p.iter(qn("w:noBreakHyphen")))) == 2


def test_the_boxes_of_the_form_can_be_ticked() -> None:
    file = opened(paper("samtyckesblankett", INDIVID, CALLED))
    assert [cell.text for cell in file.tables[0].rows[1].cells] == ["Arbetsförmedlingen", "☐", "☐"]
    assert any(found.text == "☐ Annat, skriv vad: \t" for found in file.paragraphs)


def test_a_draft_is_marked_and_says_why() -> None:
    event = Kalla(occurred_at=moment(5), recorded_at=moment(5), by=ARBETSMARKNAD, **summons(plats=None))
    file = opened(document(prepared().case, "kallelse", recipient=AF, at=moment(5), event=event, draft=True))
    marked = next(one for one in file.paragraphs if one.text == "Utkast. Får inte skickas.")
    assert marked.runs[0].bold
    assert any("FM-KALLELSE-7" in one for one in styled(file, "List Bullet"))


def test_the_organisations_letterhead_and_colour() -> None:
    story = summoned(overlay=OVERLAY)
    file = opened(document(story.case, "kallelse", recipient=AF, at=moment(6)))
    assert file.sections[0].header.paragraphs[0].text == "Exempelkommunens mötesplats"
    assert str(file.styles["Heading 1"].font.color.rgb) == "1A4D7A"
    assert str(plan().styles["Heading 1"].font.color.rgb) == "1A1A1A"
    assert plan().sections[0].header.paragraphs[0].text == ""


def test_what_somebody_wrote_stays_text_and_breaks_nothing() -> None:
    written = "<w:p/> & ]]>\nSal 2"
    story = prepared()
    event = Kalla(occurred_at=moment(5), recorded_at=moment(5), by=ARBETSMARKNAD, **summons(inbjudna=(written,)))
    of = document(story.case, "kallelse", recipient=AF, at=moment(5), event=event, draft=True)
    assert any("<w:p/> &" in one and "Sal 2" in one for one in in_order(opened(of)))


def test_the_parts_have_no_time_and_the_sheet_is_a4() -> None:
    with zipfile.ZipFile(io.BytesIO(as_docx(paper("plan", PSYKIATRI, REPLACED)))) as file:
        assert {one.date_time for one in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert file.infolist()[0].filename == "[Content_Types].xml"
    sheet = plan().sections[0]
    assert (round(sheet.page_width.mm), round(sheet.page_height.mm)) == (210, 297)


SCRIPT = """
import hashlib
from flerpart_flow.documents import as_docx
from tests.documents.demo import PSYKIATRI, REPLACED, paper
print(hashlib.sha256(as_docx(paper("plan", PSYKIATRI, REPLACED))).hexdigest())
"""


def test_the_same_bytes_under_other_seeds_zones_locales_and_folders(tmp_path: Path) -> None:
    path = os.pathsep.join((str(ROOT / "src"), str(ROOT)))
    made = set()
    for seed, zone, folder in (("0", "UTC", ROOT), ("7", "Asia/Tokyo", tmp_path)):
        lang = {"LC_ALL": "C" if zone == "UTC" else "tr_TR.UTF-8"}
        env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": path, **lang}
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT], env=env, cwd=folder, capture_output=True, text=True, check=True
        )
        made.add(done.stdout)
    assert len(made) == 1


def test_without_what_makes_it_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(name: str) -> None:
        raise ModuleNotFoundError(name)

    monkeypatch.setattr(renderer, "import_module", none)
    with pytest.raises(DocumentError) as caught:
        as_docx(paper("kallelse", AF, CALLED))
    assert "flerpart-flow[docx]" in caught.value.text("en")
