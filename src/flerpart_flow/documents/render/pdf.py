"""A paper as PDF/UA-1, through WeasyPrint: tagged, with its language and title. The same paper gives the same bytes."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Any, Final

from flerpart_flow.documents.errors import DocumentError
from flerpart_flow.documents.model import Document
from flerpart_flow.documents.render.html import as_html

VARIANT: Final = "pdf/ua-1"
"""What the file says that it is; no tool has judged that all of it is met."""


def as_pdf(of: Document) -> bytes:
    """The paper on A4. Nothing is fetched, and what is to be filled in is a line, never a form's field.

    Raises DocumentError where WeasyPrint (the extra ``render``), or what it builds on, isn't installed, and where there
    is no font to write with.
    """
    weasyprint = _weasyprint()
    if not _has_fonts():
        raise DocumentError("dokument.inga_typsnitt")
    fetcher = weasyprint.urls.URLFetcher(allowed_protocols=())
    made: bytes = weasyprint.HTML(string=as_html(of), url_fetcher=fetcher).write_pdf(
        pdf_variant=VARIANT, pdf_tags=True, pdf_forms=False, pdf_identifier=b"flerpart-flow"
    )
    return made


@cache
def _has_fonts() -> bool:
    """Whether the machine has a font at all; without one what WeasyPrint builds on ends the whole process."""
    text = import_module("weasyprint.text.ffi")
    config = text.fontconfig.FcInitLoadConfigAndFonts()
    try:
        return bool(text.fontconfig.FcConfigGetFonts(config, text.fontconfig.FcSetSystem).nfont)
    finally:
        text.fontconfig.FcConfigDestroy(config)


def _weasyprint() -> Any:
    """The package, imported now since that takes most of a second."""
    try:
        return import_module("weasyprint")
    except (ModuleNotFoundError, OSError):  # OSError: Pango, which it builds on, isn't there
        raise DocumentError("dokument.finns_inte", format="pdf", extra="flerpart-flow[render], Pango") from None
