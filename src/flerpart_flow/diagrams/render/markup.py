"""Text as it may stand in a picture: cleaned, broken into lines, and escaped for Graphviz's HTML-like labels.

A label is drawn as the text that it is, never as markup. Characters that no picture can hold (control characters,
lone surrogates) are shown as U+FFFD.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

from flerpart_flow.diagrams import letters
from flerpart_flow.diagrams.letters import LINE_HEIGHT
from flerpart_flow.diagrams.model import Kind, Line, Mark, Node, Sign, Tone
from flerpart_flow.diagrams.render.themes import Theme

LARGE: Final = 14.0
PLAIN: Final = 10.0
SMALL: Final = 9.0
"""The sizes of text in points: of a picture's title, of what stands below it, and of all else but boxes' titles."""

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

SIGNS: Final[Mapping[Kind | Mark, Sign]] = {
    Kind.DEVIATION: Sign.ASTRAY,
    Kind.END: Sign.END,
    Mark.HERE: Sign.HERE,
    Mark.PASSED: Sign.PASSED,
    Mark.CHANGED: Sign.CHANGED,
}
"""The signs before the titles of boxes."""


def sign_of(node: Node) -> str:
    """The sign before a node's title."""
    own = SIGNS.get(node.kind, "")
    return SIGNS.get(node.mark, own) if node.mark is not None else own


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
def broken(text: str, width: int, *, bold: bool = False) -> tuple[str, ...]:
    """The text in lines no wider than so many letters of half an em; a longer word is broken."""
    most = width * letters.HALF
    space = letters.width(" ", bold=bold)
    lines = [""]
    filled = 0
    for word in clean(text).split(" "):
        for number, part in enumerate(_pieces(word, most, bold=bold)):
            wide = letters.width(part, bold=bold)
            if number or (lines[-1] and filled + space + wide > most):
                lines.append("")
                filled = 0
            filled += wide + (space if lines[-1] else 0)
            lines[-1] = f"{lines[-1]} {part}" if lines[-1] else part
    return tuple(lines)


def _pieces(word: str, most: int, *, bold: bool) -> Iterable[str]:
    """A word as it is, or, where it is wider than a line, in pieces that aren't."""
    if letters.width(word, bold=bold) <= most:
        return (word,)
    pieces = [""]
    for letter in word:
        if pieces[-1] and letters.width(pieces[-1] + letter, bold=bold) > most:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def escaped(text: str) -> str:
    """Plain text for an HTML-like label, where Graphviz reads ``\\N`` as the name of the node."""
    return text.translate(_ESCAPED)


def font(text: str, size: float, color: str, *, bold: bool = False) -> str:
    """Escaped text in a size and colour. The engine refuses an empty one, so that a blank text is a space."""
    inner = f"<B>{text or ' '}</B>" if bold else text or " "
    return f'<FONT POINT-SIZE="{size:g}" COLOR="{color}">{inner}</FONT>'


def paragraph(lines: Iterable[Line], width: int, size: float, theme: Theme, *, left: bool) -> str:
    """Lines of text, broken to a width, as the inside of a label or cell. Empty lines are left out."""
    return stacked(pieces(lines, width, size, theme), left=left)


Piece = tuple[str, float, str, bool]
"""A line as it is drawn: its words, their size and colour, and whether they are bold."""


def pieces(lines: Iterable[Line], width: int, size: float, theme: Theme) -> tuple[Piece, ...]:
    """Lines of text, broken to a width."""
    return tuple(
        (part, size, theme.text(line.tone), line.tone is Tone.STRONG)
        for line in lines
        for part in broken(line.text, width, bold=line.tone is Tone.STRONG)
        if part
    )


def stacked(drawn: Iterable[Piece], *, left: bool) -> str:
    """Lines below each other. Graphviz sets bold ones close, and those of different sizes: a space of a line's height
    at the end of each gives it the room that others have.
    """
    lines = tuple(drawn)
    looks = {(size, bold) for _, size, _, bold in lines}
    close = len(lines) > 1 and (len(looks) > 1 or any(bold for _, bold in looks))
    end = '<BR ALIGN="LEFT"/>' if left else "<BR/>"
    words = [
        font(escaped(text), size, color, bold=bold) + (font(" ", size * LINE_HEIGHT, color) if close else "")
        for text, size, color, bold in lines
    ]
    return end.join(words) + (end if left and words else "")
