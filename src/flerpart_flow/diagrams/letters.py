"""How wide text is: the letters of Arial, whose widths Liberation Sans, Arimo and Helvetica share.

So a page is planned without an engine, the same on every machine.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Final
from unicodedata import combining, east_asian_width

HALF: Final = 500
"""Half an em in thousandths: the width of a letter on the average, which a column's width is counted in."""
LINE_HEIGHT: Final = 1.2
"""The height of a line as a share of its letters' size."""

_PLAIN: Final = {
    191: "'",
    222: "ijl‘’",
    260: "|¦",
    278: " !,./:;I[\\]ft\N{NO-BREAK SPACE}·ÌÍÎÏìíîï",
    333: "()-`r¡¨²³´¸¹“”„{}",
    356: '"',
    389: "*•°ºª",
    500: "Jcksvxyzçýÿ^",
    556: "#$0123456789?L_abdeghnopqu¢£¤¥§«»±÷√àáâãäåèéêëðñòóôõöùúûüþ–µ¯¶",
    584: "+<=>~¬×−",
    611: "FTZ¿ßø●■○",
    667: "&ABEKPSVXYÀÁÂÃÄÅÈÉÊËÝÞ",
    722: "CDHNRUwÇÐÑÙÚÛÜ",
    778: "GOQÒÓÔÕÖØ©®",
    834: "Mm¼½¾",
    889: "%æ",
    944: "W",
    1015: "►▲▼Æ—…→@",
}
_BOLD: Final = {
    238: "'",
    278: " ,./I\\ijl|¦\N{NO-BREAK SPACE}·ÌÍÎÏìíîï‘’",
    333: "!()-:;[]`ft¡¨²³´¸¹",
    389: "*r{}•°ºª",
    500: 'z"“”„^',
    556: "#$0123456789J_aceksvxy¢£¤¥§«»±÷√àáâãäåçèéêëýÿ–µ¯¶",
    584: "+<=>~¬×−",
    611: "?FLTZbdghnopqu¿ßðñòóôõöøùúûüþ●■○",
    667: "EPSVXYÈÉÊËÝÞ",
    722: "&ABCDHKNRUÀÁÂÃÄÅÇÐÑÙÚÛÜ",
    778: "GOQwÒÓÔÕÖØ©®",
    834: "M¼½¾",
    889: "%mæ",
    944: "W",
    1015: "►▲▼Æ—…→@",
}


def _by_letter(widths: Mapping[int, str]) -> dict[str, int]:
    return {letter: width for width, letters in widths.items() for letter in letters}


_WIDTHS: Final = {False: _by_letter(_PLAIN), True: _by_letter(_BOLD)}
_OTHER: Final = 667
"""The width of a letter of another alphabet, about."""


@lru_cache(maxsize=8192)  # a page asks for the same words to be broken, and again to tell its height
def width(text: str, *, bold: bool = False) -> int:
    """The width of a text in thousandths of its letters' size."""
    known = _WIDTHS[bold]
    return sum(known[one] if one in known else _unknown(one) for one in text)


def _unknown(letter: str) -> int:
    if combining(letter):
        return 0
    return 1000 if east_asian_width(letter) in "WF" else _OTHER


def points(text: str, size: float, *, bold: bool = False) -> float:
    """The width of a text in points, in letters of a size."""
    return width(text, bold=bold) * size / 1000
