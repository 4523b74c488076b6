"""The first page of the demo's folder: its pictures and papers, in a browser, with nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from flerpart_flow.texts import Texts

FIRST: Final = "index.html"
_STYLE: Final = (
    "body{font:1.05rem/1.5 sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}"
    "img{max-width:100%;height:auto}a{color:#0b4f8a}"
)

Named = tuple[str, Path]
"""What something is called, and its file as seen from the folder."""


def first_page(title: str, papers: Iterable[Named], pictures: Iterable[Named], said: Texts) -> str:
    """The page: links to the papers, if there are any, then every picture under its title."""
    return "\n".join(_lines(title, tuple(papers), tuple(pictures), said)) + "\n"


def _lines(title: str, papers: tuple[Named, ...], pictures: tuple[Named, ...], said: Texts) -> Iterator[str]:
    yield "<!DOCTYPE html>"
    yield f'<html lang="{said.lang}">'
    yield f'<head><meta charset="utf-8"><title>{escape(title)}</title><style>{_STYLE}</style></head>'
    yield f"<body><main><h1>{escape(title)}</h1>"
    yield f"<p>{escape(said.raw('cli.demo.sida.om'))}</p>"
    if papers:
        yield f"<h2>{escape(said.raw('cli.demo.sida.papper'))}</h2><ul>"
        yield from (f'<li><a href="{path.as_posix()}">{escape(name)}</a></li>' for name, path in papers)
        yield "</ul>"
    yield f"<h2>{escape(said.raw('cli.demo.sida.bilder'))}</h2>"
    for name, path in pictures:
        yield f'<h3>{escape(name)}</h3><p><img src="{path.as_posix()}" alt="{escape(name)}"></p>'
    yield "</main></body></html>"
