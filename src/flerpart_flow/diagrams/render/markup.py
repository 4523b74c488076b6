"""Text as it may stand in a picture: cleaned, broken into lines, and escaped for Graphviz's HTML-like labels.

A label is drawn as the text that it is, never as markup. Characters that no picture can hold (control characters,
lone surrogates) are shown as U+FFFD.
"""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from flerpart_flow.diagrams.model import Line, Tone
from flerpart_flow.diagrams.render.themes import Theme

_UNDRAWABLE = frozenset({"Cc", "Cs", "Co", "Cn"})
_ESCAPED = {
    ord("&"): "&amp;",
    ord("<"): "&lt;",
    ord(">"): "&gt;",
    ord('"'): "&quot;",
    ord("\\"): "\\\\",
}
TIED = "\N{NO-BREAK SPACE}"
"""A space at which no line is broken."""


def clean(text: str) -> str:
    """The text with each run of white space as one space, and what can't be drawn as U+FFFD."""
    drawn = text if text.isprintable() else "".join(map(_drawable, text))
    return " ".join(part for part in drawn.split(" ") if part).strip()


def _drawable(one: str) -> str:
    if one == TIED:
        return one
    if one.isspace():
        return " "
    return "\N{REPLACEMENT CHARACTER}" if unicodedata.category(one) in _UNDRAWABLE else one


@lru_cache(maxsize=4096)  # a page asks for the same lines to tell its height, and again to draw them
def broken(text: str, width: int) -> tuple[str, ...]:
    """The text in lines of at most so many characters; a longer word is broken."""
    return tuple(textwrap.wrap(clean(text), width, break_on_hyphens=False)) or ("",)


def escaped(text: str) -> str:
    """Plain text for an HTML-like label, where Graphviz reads ``\\N`` as the name of the node."""
    return text.translate(_ESCAPED)


def font(text: str, size: float, color: str, *, bold: bool = False) -> str:
    """Escaped text in a size and colour. The engine refuses an empty one, so that a blank text is a space."""
    inner = f"<B>{text or ' '}</B>" if bold else text or " "
    return f'<FONT POINT-SIZE="{size:g}" COLOR="{color}">{inner}</FONT>'


def paragraph(lines: Iterable[Line], width: int, size: float, theme: Theme, *, left: bool) -> str:
    """Lines of text, broken to a width, as the inside of a label or cell. Empty lines are left out."""
    end = '<BR ALIGN="LEFT"/>' if left else "<BR/>"
    drawn = [
        font(escaped(part), size, theme.text(line.tone), bold=line.tone is Tone.STRONG)
        for line in lines
        for part in broken(line.text, width)
        if part
    ]
    return end.join(drawn) + (end if left and drawn else "")
