"""PDF from finished SVGs, through WeasyPrint. The same SVGs give the same bytes."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
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


_MM: Final = 72 / 25.4
A4: Final = (190 * _MM, 277 * _MM)
"""The width and height of A4 in points, within margins of 10 mm."""
_BOOK: Final = """<!DOCTYPE html>
<html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title>
<style>
@page {{ size: A4; margin: 10mm }} @page lies {{ size: A4 landscape; margin: 10mm }}
body {{ margin: 0; font: 11pt Arial, 'Liberation Sans', Arimo, sans-serif }} svg {{ display: block; margin: 0 auto }}
section {{ break-before: page; bookmark-level: 1; bookmark-label: attr(title) }} section.lies {{ page: lies }}
section:first-child {{ break-before: auto }} nav li {{ margin: 0 0 4pt }}
</style></head><body>{parts}</body></html>
"""


def pdf_of_pages(pages: Sequence[tuple[str, str]], *, title: str, lang: str) -> bytes:
    """One PDF of A4 pages, upright or turned as each picture needs: ``pages`` are titles with their SVGs.

    Of several pages the first is an index that links to them. It is tagged and has bookmarks. Raises as
    ``pdf_from_svg``.
    """
    weasyprint = require_weasyprint()
    parts = []
    if len(pages) > 1:
        links = "".join(
            f'<li><a href="#sida-{number}">{html.escape(name)}</a></li>'
            for number, (name, _) in enumerate(pages, start=1)
        )
        parts.append(f'<section title="{html.escape(title)}"><h1>{html.escape(title)}</h1><nav><ol>{links}</ol></nav>')
        parts.append("</section>")
    parts += [_section(number, name, svg) for number, (name, svg) in enumerate(pages, start=1)]
    book = _BOOK.format(lang=html.escape(lang), title=html.escape(title), parts="".join(parts))
    fetcher = weasyprint.urls.URLFetcher(allowed_protocols=())
    made: bytes = weasyprint.HTML(string=book, url_fetcher=fetcher).write_pdf(pdf_tags=True)
    return made


def _section(number: int, title: str, svg: str) -> str:
    """A page of the book: the picture as large as it is, or as the paper lets it be."""
    size = _SIZE.search(svg)
    if size is None:
        raise EngineFailed("ritmotor.pdf_storlek", engine="WeasyPrint")
    across, down = float(size[1]), float(size[2])
    upright, lying = (min(1.0, wide / across, high / down) for wide, high in (A4, A4[::-1]))
    scale = max(upright, lying)
    drawn = re.sub(r' style="[^"]*"', "", svg[svg.index("<svg") :], count=1)  # of a page on the web, not of paper
    for name, value in (("width", across), ("height", down)):
        drawn = re.sub(rf'\b{name}="[\d.]+pt"', f'{name}="{value * scale:.2f}pt"', drawn, count=1)
    turned = ' class="lies"' if lying > upright else ""
    return f'<section id="sida-{number}" title="{html.escape(title)}"{turned}>{drawn}</section>'


def has_weasyprint() -> bool:
    """Whether the package is here, and what it builds on."""
    try:
        require_weasyprint()
    except EngineMissing:
        return False
    return True


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
