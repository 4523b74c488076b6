"""PDF from a finished SVG, through WeasyPrint, for engines that make no PDF. The same SVG gives the same bytes."""

from __future__ import annotations

import html
import re
from importlib import import_module
from typing import Any, Final

from flerpart_flow.diagrams.engines.errors import EngineFailed, EngineMissing

_SIZE: Final = re.compile(r'<svg\b[^>]*?\bwidth="([\d.]+)(?:pt)"[^>]*?\bheight="([\d.]+)(?:pt)"', re.DOTALL)
_PAGE: Final = """<!DOCTYPE html>
<html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title>
<style>@page {{ size: {width}pt {height}pt; margin: 0 }} body {{ margin: 0 }} svg {{ display: block }}</style>
</head><body>{svg}</body></html>
"""


def pdf_from_svg(svg: bytes, *, title: str = "", lang: str = "sv") -> bytes:
    """A PDF of one page, as large as the picture. ``title`` and ``lang`` are the document's own.

    Nothing is fetched: no picture, font or style sheet that the SVG may point at.

    Raises EngineMissing where WeasyPrint or what it builds on isn't installed, EngineFailed for an SVG without a
    size in points.
    """
    weasyprint = require_weasyprint()
    text = svg.decode("utf-8")
    size = _SIZE.search(text)
    if size is None:
        raise EngineFailed("ritmotor.pdf_storlek", engine="WeasyPrint")
    page = _PAGE.format(
        lang=html.escape(lang),
        title=html.escape(title),
        width=size[1],
        height=size[2],
        svg=text[text.index("<svg") :],
    )
    fetcher = weasyprint.urls.URLFetcher(allowed_protocols=())
    # Tagged, so that it can be read aloud; PDF/UA is not claimed, since nobody has checked that all of it is met.
    made: bytes = weasyprint.HTML(string=page, url_fetcher=fetcher).write_pdf(pdf_tags=True)
    return made


def require_weasyprint() -> Any:
    """The package, imported now since that takes most of a second.

    Raises EngineMissing if it isn't installed, or if Pango, which it builds on, isn't.
    """
    try:
        return import_module("weasyprint")
    except ModuleNotFoundError:
        raise EngineMissing("ritmotor.pdf_saknas") from None
    except OSError:
        # What it says is a page long; that a library could not be loaded is what matters.
        raise EngineMissing("ritmotor.pdf_bibliotek") from None
