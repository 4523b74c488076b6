"""Texts that want to be something else than text."""

from __future__ import annotations

from typing import Final

HOSTILE: Final = (
    '"',
    'a "quoted" word',
    "it's",
    "\\",
    "a\\",
    "a\\nb",
    "\\N",
    "\\G \\E \\T \\H \\L \\l \\r",
    "<b>fet</b>",
    "<",
    ">",
    "<<TABLE><TR><TD>x</TD></TR></TABLE>>",
    "</TD></TR></TABLE>>]; evil [label=x",
    "<script>alert(1)</script>",
    '<img src="x" onerror="alert(1)">',
    "&amp;",
    "&#65;",
    "&",
    "& &lt; &nbsp; &notanentity;",
    "]]>",
    "<![CDATA[x]]>",
    "<!-- x -->",
    "--",
    "->",
    "a -> b; c",
    "a:b:c",
    "a;b",
    "{a|b}",
    "[a]",
    "(a)",
    "%%{init: {}}%%",
    "%%",
    "end",
    "#quot;",
    "`code`",
    "*stark* _kursiv_ ~struken~",
    "# rubrik",
    "| a | b |",
    "[länk](https://example.org)",
    "![bild](x)",
    "första\nandra",
    "a\r\nb\tc",
    "\x00",
    "a\x00b",
    "\x1b[31mröd",
    "\x85a\u2028b\u2029c",
    "\ud800",
    "\ufffe\uffff",
    "שלום עולם",
    "‮omvänt‬",
    "مرحبا",
    "🙂👩\u200d👩\u200d👧",
    "e\u0301 ö ß ﬁ",
    " ",
    "\u200b",
    "\u00a0",
    "   a   b   ",
    "digraph { a -> b }",
    "subgraph",
    "graph",
    "x" * 300,
)  # fmt: skip

LONG: Final = "ord " * 2500
"""10,000 characters."""

UNBROKEN: Final = "å" * 10_000


def shown(text: str) -> str:
    """The text as it may be told from a picture: without any white space, which is where lines are broken, and with
    what can't be drawn as U+FFFD. Written apart from the library's own cleaning.
    """
    kept = []
    for one in text:
        number = ord(one)
        if one.isspace():
            continue
        control = number < 32 or 127 <= number < 160
        lone = 0xD800 <= number <= 0xDFFF
        private = 0xE000 <= number <= 0xF8FF or number >= 0xF0000
        kept.append("\N{REPLACEMENT CHARACTER}" if control or lone or private or _no_character(number) else one)
    return "".join(kept)


def _no_character(number: int) -> bool:
    return number & 0xFFFF in {0xFFFE, 0xFFFF} or 0xFDD0 <= number <= 0xFDEF
