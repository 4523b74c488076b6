"""A page of HTML as every renderer begins and ends one: its language and title, its style, nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import Final

POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"
"""The page forbids itself everything but its own style."""


def html_page(
    lang: str, title: str, style: str, body: Iterable[str], *, policy: str = POLICY, head: Iterable[str] = ()
) -> Iterator[str]:
    """The lines of a whole page; what is in the body, and in what more the ``head`` has, is written as it is.

    ``policy`` is what the page may load, where it isn't only its own ``style``.
    """
    yield "<!DOCTYPE html>"
    yield f'<html lang="{lang}">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(title)}</title>"
    if style:
        yield f"<style>\n{style}\n</style>"
    yield from head
    yield "</head>"
    yield "<body>"
    yield from body
    yield "</body>"
    yield "</html>"
