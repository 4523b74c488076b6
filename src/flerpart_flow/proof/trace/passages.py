"""A document as passages: its sentences and list items, however its lines are broken.

What lays a text out (line and page breaks, blank lines, bookmarks, numbers of headings and of list items, signs of
bullets, kinds of quotation marks and dashes) makes no difference; every word, digit and sign of punctuation does.
A passage is known by a digest: the documents themselves are nobody's to copy.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Collection, Iterator

import attrs

MODAL = re.compile(
    r"\b(ska|skall|måste|får|bör|kan|har rätt|ansvarar|äger rätt(en)?|utses|avgör|skyldig(a|het)?)\b", re.IGNORECASE
)
"""The words by which a sentence obliges, allows or advises."""

_BOOKMARK = re.compile(r"\[bookmark:[^\]]*\]")
_SIGNS = str.maketrans({"”": '"', "“": '"', "’": "'", "–": "-", "—": "-", "‑": "-", "\u00ad": "", "\ufeff": ""})
_BULLET = re.compile(r"([·•▪●○\uf0b7])")
_PAGE = re.compile(r"sida \d+( ?(av|\(|/) ?\d+\)?)?", re.IGNORECASE)
_NUMBER = re.compile(r"(\d{1,2})[.)]\s+(?=\D)")
_HEADING_NUMBER = re.compile(r"\d+(\.\d+)*\.?\s+")
_DASH = re.compile(r"-\s*(?=[^\W\d])")
_END = re.compile(r"[.!?][\"')\]]*$")
_BEGINS = re.compile(r"[\"'(]*[A-ZÅÄÖ]")


@attrs.frozen
class Passage:
    """A sentence or list item: its digest, the line that it begins on, and whether it has a modal word."""

    digest: str
    line: int
    modal: bool


@attrs.define
class _Word:
    """A word and its line; ``cut`` where a passage ends before it."""

    text: str
    line: int
    cut: bool


def digest_of(text: str) -> str:
    """The digest of a passage: of its words, in lower case, with one space between."""
    return hashlib.sha256(" ".join(text.casefold().split()).encode()).hexdigest()[:16]


def passages(text: str, headings: Collection[str] = ()) -> tuple[Passage, ...]:
    """A document's passages in order; ``headings`` stand on lines of their own and belong to no passage."""
    known = {_plain(heading).casefold() for heading in headings}
    made = []
    for words in _groups(_words(text, known)):
        joined = " ".join(word.text for word in words)
        made.append(Passage(digest_of(joined), words[0].line, MODAL.search(joined) is not None))
    return tuple(made)


def _plain(text: str) -> str:
    plain = unicodedata.normalize("NFC", _BOOKMARK.sub(" ", text)).translate(_SIGNS)
    return " ".join(_BULLET.sub(r" \1 ", plain).split())


def _words(text: str, headings: Collection[str]) -> Iterator[_Word]:
    """The words, without what only lays them out."""
    before, item, cut = "", "", True
    for nr, line in _lines(text):
        if line.casefold() in headings or _HEADING_NUMBER.sub("", line, count=1).casefold() in headings:
            before, item, cut = "", "", True
            continue
        sign, rest = _item(line, before, item)
        if sign:
            item, cut, line = sign, True, rest
        for word in line.split():
            if _BULLET.fullmatch(word):
                item, cut = word, True
                continue
            ended = _END.search(before) is not None and _BEGINS.match(word) is not None
            if ended and not cut:
                item = ""
            yield _Word(word, nr, cut or ended)
            before, cut = word, False


def _item(line: str, before: str, item: str) -> tuple[str, str]:
    """The sign of a list item that a line begins with, and the rest; ("", line) where it begins none.

    A dash or a number that a line happens to begin with, in the midst of a sentence, is none.
    """
    free = not before or before.endswith(":") or _END.search(before) is not None
    dash = _DASH.match(line)
    if dash and (free or item == "-"):
        return "-", line[dash.end() :]
    number = _NUMBER.match(line)
    if number and (free or (item.isdigit() and int(number[1]) == int(item) + 1)):
        return number[1], line[number.end() :]
    return "", line


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines that say something, by number: without page numbers."""
    nr = 0
    pages = []
    for page in text.split("\f"):
        rows = [(nr + at, _plain(row)) for at, row in enumerate(page.split("\n"), 1)]
        nr += len(rows) - 1
        pages.append([(at, row) for at, row in rows if row and not _PAGE.fullmatch(row)])
    for said in _unnumbered([lines for lines in pages if lines]):
        yield from said


def _unnumbered(pages: list[list[tuple[int, str]]]) -> list[list[tuple[int, str]]]:
    """Pages without their numbers.

    A number alone on a line is a page's only where each page after the first has its own in the same place: any other
    is something that the document says.
    """
    for place in (-1, 0):
        numbers = [page[place][1] for page in pages]
        due = [str(nr) for nr in range(1, len(pages) + 1)]
        if len(pages) > 1 and numbers[1:] == due[1:]:
            return [
                [line for line in page if not (line is page[place] and line[1] == due[at])]
                for at, page in enumerate(pages)
            ]
    return pages


def _groups(words: Iterator[_Word]) -> Iterator[list[_Word]]:
    group: list[_Word] = []
    for word in words:
        if word.cut and group:
            yield group
            group = []
        group.append(word)
    if group:
        yield group
