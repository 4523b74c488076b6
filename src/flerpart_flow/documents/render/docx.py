"""A paper as DOCX, through python-docx: styles, header rows, its language, one heading of the first level.

What is to be filled in is a line, never a form field. The same paper gives the same bytes: neither the file nor a part
of it has a time of its own.
"""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from importlib import import_module
from typing import Any, Final

from flerpart_flow.documents.errors import DocumentError
from flerpart_flow.documents.model import NORM_ID, Blank, Block, Document, Fields, Lines, Listing, Paragraph, Table

_LANGUAGE: Final = {"sv": "sv-SE", "en": "en-GB"}
_FONT: Final = "Arial"
"""Isn't in the file: whoever opens it has it, or one like it."""
_BLACK: Final = "1a1a1a"
_RED: Final = "a40000"
_WIDTH: Final = 170
"""What A4 leaves between the margins, in millimetres."""
_BOX: Final = "☐ "
_NO_TIME: Final = (1980, 1, 1, 0, 0, 0)
"""The first that a zip file can say."""


def as_docx(of: Document) -> bytes:
    """The paper on A4. Raises DocumentError where python-docx (the extra ``docx``) isn't installed."""
    page = _Page(_docx("docx"), of)
    for block in of.sections:
        page.heading(block.heading, 2)
        for one in block.blocks:
            page.add(one)
    return _timeless(page.saved())


def _docx(name: str) -> Any:
    """The package or a part of it, imported now since that takes a while."""
    try:
        return import_module(name)
    except ModuleNotFoundError:
        raise DocumentError("dokument.finns_inte", format="docx", extra="flerpart-flow[docx]") from None


def _timeless(made: bytes) -> bytes:
    """The same file, whose parts have no time and no machine."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as read, zipfile.ZipFile(kept, "w") as written:
        for part in read.infolist():
            info = zipfile.ZipInfo(part.filename, _NO_TIME)
            info.create_system = 0
            written.writestr(info, read.read(part), zipfile.ZIP_DEFLATED, 9)
    return kept.getvalue()


class _Page:
    """The file that is being written. What python-docx has no call for is set in its XML."""

    def __init__(self, docx: Any, of: Document) -> None:
        self._file = docx.Document()
        self._shared, self._ns = _docx("docx.shared"), _docx("docx.oxml.ns")
        self._element = _docx("docx.oxml").OxmlElement
        self._colour = of.colour.removeprefix("#") or _BLACK
        self._about(of)
        self._sheet(of)
        self._styles(of.lang)
        self.heading(of.title, 1)
        if of.mark:
            self._marked(of.mark)
            for remark in of.remarks:
                self._run(self._file.add_paragraph(style="List Bullet"), remark)

    def saved(self) -> bytes:
        """The file as python-docx writes it."""
        held = io.BytesIO()
        self._file.save(held)
        return held.getvalue()

    def heading(self, text: str, level: int) -> None:
        """A heading of a level."""
        self._file.add_paragraph(style=f"Heading {level}").add_run(text)

    def add(self, block: Block) -> None:
        """What stands under a heading."""
        match block:
            case Paragraph(text):
                self._run(self._file.add_paragraph(), text)
            case Lines(lines):
                self._file.add_paragraph().add_run("\n".join(lines))
            case Fields(fields):
                for one in fields:
                    paragraph = self._file.add_paragraph()
                    paragraph.add_run(f"{one.label}: ")
                    paragraph.add_run(one.value).bold = True
            case Listing():
                self._listing(block)
            case Table():
                self._table(block)
            case Blank():
                self._blank(block)

    def _run(self, paragraph: Any, text: str) -> None:
        """The text, whose norms' ids have hyphens that don't break."""
        run, at = paragraph.add_run(), 0
        for found in NORM_ID.finditer(text):
            run.add_text(text[at : found.start()])
            for part in re.split("(-)", found[0]):
                if part == "-":
                    run._r.append(self._element("w:noBreakHyphen"))
                else:
                    run.add_text(part)
            at = found.end()
        run.add_text(text[at:])

    def _listing(self, block: Listing) -> None:
        style = "List" if block.boxes else "List Number" if block.numbered else "List Bullet"
        number = self._new_numbering() if block.numbered and not block.boxes else None
        for item in block.items:
            paragraph = self._file.add_paragraph(style=style)
            self._run(paragraph, f"{_BOX if block.boxes else ''}{item}")
            if number is not None:
                settings = paragraph._p.get_or_add_pPr().get_or_add_numPr()
                settings.get_or_add_ilvl().val, settings.get_or_add_numId().val = 0, number

    def _new_numbering(self) -> int:
        """A numbering that begins with 1, of the kind that the style has."""
        numbering = self._file.part.numbering_part.element
        held = self._file.styles["List Number"].element.pPr.numPr.numId.val
        made = numbering.add_num(numbering.num_having_numId(held).abstractNumId.val)
        made.add_lvlOverride(ilvl=0).add_startOverride(1)
        return int(made.numId)

    def _table(self, block: Table) -> None:
        caption = self._file.add_paragraph(style="Caption")
        caption.add_run(block.caption)
        caption.paragraph_format.keep_with_next = True
        table = self._file.add_table(rows=1, cols=len(block.heads), style="Table Grid")
        table._tbl.tblPr.append(self._made("w:tblCaption", block.caption))
        for cell, head in zip(table.rows[0].cells, block.heads, strict=True):
            cell.paragraphs[0].add_run(head).bold = True
        table.rows[0]._tr.get_or_add_trPr().append(self._made("w:tblHeader", "true"))
        for row in block.rows:
            made = table.add_row()
            made._tr.get_or_add_trPr().append(self._made("w:cantSplit", "true"))
            for cell, text in zip(made.cells, row, strict=True):
                self._run(cell.paragraphs[0], text or (_BOX.strip() if block.boxes else ""))

    def _blank(self, block: Blank) -> None:
        """The label, and a line to write on; a tab draws it."""
        text = _docx("docx.enum.text")
        for at in range(block.lines):
            paragraph = self._file.add_paragraph()
            stops = paragraph.paragraph_format.tab_stops
            stops.add_tab_stop(self._shared.Mm(_WIDTH), text.WD_TAB_ALIGNMENT.RIGHT, text.WD_TAB_LEADER.LINES)
            paragraph.add_run(f"{_BOX if block.box else ''}{block.label}: \t" if at == 0 else "\t")

    def _marked(self, mark: str) -> None:
        run = self._file.add_paragraph().add_run(mark)
        run.bold, run.font.color.rgb = True, self._shared.RGBColor.from_string(_RED.upper())

    def _about(self, of: Document) -> None:
        """What the file says of itself: title and language, and nobody's name."""
        about = self._file.core_properties
        about.title, about.language = of.title, _LANGUAGE[of.lang]
        about.author = about.last_modified_by = about.comments = ""
        about.created = about.modified = datetime(*_NO_TIME)  # noqa: DTZ001  # python-docx takes UTC without a zone

    def _sheet(self, of: Document) -> None:
        """A4, the letterhead above, and the pages' numbers below."""
        sheet, mm = self._file.sections[0], self._shared.Mm
        sheet.page_width, sheet.page_height = mm(210), mm(297)
        sheet.left_margin = sheet.right_margin = sheet.top_margin = mm(20)
        sheet.bottom_margin = mm(22)
        if of.letterhead:
            run = sheet.header.paragraphs[0].add_run("\n".join(of.letterhead))
            run.font.color.rgb = self._shared.RGBColor.from_string(self._colour.upper())
        foot = sheet.footer.paragraphs[0]
        foot.alignment = _docx("docx.enum.text").WD_ALIGN_PARAGRAPH.RIGHT
        for field, after in (("PAGE", " ("), ("NUMPAGES", ")")):
            made = self._element("w:fldSimple")
            made.set(self._ns.qn("w:instr"), field)
            foot._p.append(made)
            foot.add_run(after)

    def _styles(self, lang: str) -> None:
        styles = self._file.styles
        for name, size in (("Normal", 11), ("Heading 1", 17), ("Heading 2", 12), ("Caption", 10)):
            font = styles[name].font
            font.name, font.size = _FONT, self._shared.Pt(size)
            font.color.rgb = self._shared.RGBColor.from_string(
                (self._colour if name.startswith("Heading") else _BLACK).upper()
            )
            fonts = styles[name].element.rPr.rFonts
            for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
                fonts.attrib.pop(
                    self._ns.qn(f"w:{theme}"), None
                )  # a theme's font would go before the one that is named
        for said in styles.element.iter(self._ns.qn("w:lang")):
            said.set(self._ns.qn("w:val"), _LANGUAGE[lang])

    def _made(self, tag: str, value: str) -> Any:
        made = self._element(tag)
        made.set(self._ns.qn("w:val"), value)
        return made
