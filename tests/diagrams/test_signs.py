"""A sign means one thing, in every picture and in both languages, and a line can be seen on paper."""

from __future__ import annotations

import html
import re
import struct
import zlib
from collections import defaultdict
from collections.abc import Iterator
from itertools import product

import attrs
import pytest

from flerpart_flow.diagrams.drawing import draw
from flerpart_flow.diagrams.model import Kind, Mark, Picture, Way
from flerpart_flow.diagrams.render.markup import sign_of
from flerpart_flow.diagrams.render.pieces.heading import heading
from flerpart_flow.diagrams.render.themes import LIGHT, THEMES
from flerpart_flow.diagrams.wording import Wording
from flerpart_flow.routines.flerpartsmote import FLERPARTSMOTE
from flerpart_flow.texts import LANGUAGES
from tests.diagrams.pictures import NAMES, asked, drawn
from tests.diagrams.test_contrast import ratio
from tests.needs import needs_engine

ARROW = "►"
"""It ends every kind of arrow, and says in a row where an act leads. All other signs have one meaning each."""
SIGN = re.compile(r"[^\w\s”“\"'(\[–+−]")
"""How a title or a row begins that has a sign. + and − are told of in a note, by the comparison that has them."""


def legend_of(picture: Picture) -> list[tuple[str, str]]:
    """Sign and words of each entry of the legend that begins with a sign, as they are drawn."""
    whole, without = (heading(one, LIGHT) for one in (picture, without_legend(picture)))
    told = [html.unescape(one).strip() for one in re.findall(r">([^<>]+)<", whole) if one.strip()]
    rest = {html.unescape(one).strip() for one in re.findall(r">([^<>]+)<", without)}
    said = " ".join(one for one in told if one not in rest)
    texts = "|".join(sorted((re.escape(key.text) for key in picture.legend), key=len, reverse=True))
    return [(sign, text) for sign, text in re.findall(rf"(\S+) ({texts})(?= |$)", said) if SIGN.fullmatch(sign)]


def without_legend(picture: Picture) -> Picture:
    """The picture, but for its legend."""
    return attrs.evolve(picture, legend=())


def begun(picture: Picture) -> Iterator[str]:
    """How each title and row begins: of boxes as they are drawn, so with the sign of their kind or mark."""
    for node in picture.nodes:
        yield f"{sign_of(node)} {node.title}".strip()
        for row in node.rows:
            yield from (line.text for cell in row.cells for line in cell)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_sign_is_explained_in_two_ways_in_any_view(lang: str) -> None:
    texts, signs = defaultdict(set), defaultdict(set)
    for name in NAMES:
        for page in drawn(name, lang).pages:
            for sign, text in legend_of(page):
                if sign != ARROW:
                    texts[sign].add(text)
                    signs[text].add(sign)
    assert {sign: found for sign, found in texts.items() if len(found) > 1} == {}
    assert {text: found for text, found in signs.items() if len(found) > 1} == {}
    assert set(texts) == set("●○▲■▼√!§")
    assert not [text for found in texts.values() for text in found if re.search(r"\b(eller|or)\b", text)]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_sign_of_a_picture_with_a_legend_is_explained(lang: str) -> None:
    seen = set()
    for name in NAMES:
        for page in drawn(name, lang).pages:
            told = {sign for sign, _ in legend_of(page)} | {ARROW}
            used = {text[0] for text in begun(page) if SIGN.match(text)}
            assert not page.legend or used <= told, page.name
            marked = {sign for sign in told & set("!§") if not any(edge.way in drawn_as(sign) for edge in page.edges)}
            titles = {text for frame in page.frames for text in frame.title if text in "!§"}
            shown = {re.sub(r"^[+−] ", "", text)[:1] for text in begun(page)} | titles
            assert marked <= shown, page.name
            seen |= used
    assert seen >= set("●○▲■▼√!§")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_duty_that_the_source_does_not_lay_has_a_sign_of_its_own_in_every_view(lang: str) -> None:
    """A60, A69: the library's own duties are never mistaken for the routine's, and every one is shown somewhere."""
    wording = Wording.of(FLERPARTSMOTE, FLERPARTSMOTE.rules(), lang)
    own = {wording.said.label("plikter", spec.name).casefold() for spec in FLERPARTSMOTE.duties if spec.own}
    assert len(own) == 5
    found = defaultdict(set)
    for name, (routine, *_) in asked().items():
        for page in drawn(name, lang).pages if routine is FLERPARTSMOTE else ():
            for text in begun(page):
                if text[:1] in ("●", "○"):
                    assert page.legend, page.name
                    for duty in (one for one in own if one in text.casefold()):
                        found[duty].add(text[0])
                    assert text[0] == "●" or any(one in text.casefold() for one in own), text
    assert found == {duty: {"○"} for duty in own}


def drawn_as(sign: str) -> set[Way]:
    """The arrows that a sign of the legend explains besides."""
    return {Way.RIGHT} if sign == "§" else {Way.DEVIATION}


@pytest.mark.parametrize("name", THEMES)
def test_every_line_can_be_seen_on_paper(name: str) -> None:
    """In points as printed on A4, where a page of ours is never much smaller than it is drawn. A dashed or dotted line
    has less ink, so that it has to be wider and darker.
    """
    theme = THEMES[name]
    around = {theme.ground, *theme.lanes}
    lines = {f"{way}": theme.pen(way) for way in Way}
    boxes = {f"{kind} {mark}": theme.box(kind, mark) for kind, mark in product(Kind, (None, *Mark))}
    drawn_so = [(key, one.line, one.pen, one.style != "solid", one.style == "dotted") for key, one in lines.items()]
    drawn_so += [(key, one.line, one.pen, one.dashed, False) for key, one in boxes.items()]
    drawn_so.append(("frame", theme.frame.line, theme.frame.pen, False, False))
    for key, line, pen, broken, dotted in drawn_so:
        assert pen >= (1.4 if dotted else 1.0 if broken else 0.8), key
        assert min(ratio(line, ground) for ground in around) >= (4.5 if broken else 3), key
    assert sum(dotted for *_, dotted in drawn_so) == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_title_names_the_routine_and_the_subtitle_does_not_again(lang: str) -> None:
    for name in NAMES:
        routine = asked()[name][0]
        for page in drawn(name, lang).pages:
            called = Wording.of(routine, routine.rules(), lang).routine_name()
            assert page.title.startswith(f"{called}: ")
            assert called not in page.subtitle


@pytest.mark.parametrize("kind", ["dot", "graphviz-pure"])
def test_the_ground_of_a_png_covers_its_last_row_and_column(kind: str) -> None:
    """Else the edge of a dark picture is light on a light page."""
    (data,) = draw(FLERPARTSMOTE, "overview", theme="dark").bytes_of("png", engine=needs_engine(kind).path, dpi=40)
    wide, high, rows = pixels(data)
    assert min(wide, high) > 200
    ground = bytes.fromhex(THEMES["dark"].ground[1:])
    edge = [*rows[-1], *(row[-1] for row in rows)]
    assert {one[:3] for one in edge} == {ground}
    assert {one[3:] for one in edge} <= {b"", b"\xff"}


def pixels(data: bytes) -> tuple[int, int, list[list[bytes]]]:
    """Width, height and each pixel of each row of a PNG of eight bits."""
    wide, high, _, colour = struct.unpack(">IIBB", data[16:26])
    each = {2: 3, 6: 4}[colour]
    told = b"".join(data[at + 4 : at + 4 + length] for at, length in idat(data))
    raw, rows, before = zlib.decompress(told), [], bytes(wide * each)
    for row in range(high):
        line = raw[row * (wide * each + 1) : (row + 1) * (wide * each + 1)]
        before = unfiltered(line[0], line[1:], before, each)
        rows.append([before[at : at + each] for at in range(0, len(before), each)])
    assert len(raw) == high * (wide * each + 1)
    return wide, high, rows


def idat(data: bytes) -> Iterator[tuple[int, int]]:
    """Where each piece of the image begins, and how long it is."""
    at = 8
    while at < len(data):
        (length,) = struct.unpack_from(">I", data, at)
        assert zlib.crc32(data[at + 4 : at + 8 + length]) == struct.unpack_from(">I", data, at + 8 + length)[0]
        if data[at + 4 : at + 8] == b"IDAT":
            yield at + 4, length
        at += length + 12


def unfiltered(how: int, line: bytes, above: bytes, each: int) -> bytes:
    """A row of bytes as the PNG specification (section 9) makes it anew from the difference."""
    made = bytearray()
    for at, one in enumerate(line):
        left, up = made[at - each] if at >= each else 0, above[at]
        corner = above[at - each] if at >= each else 0
        guess = left + up - corner
        nearest = min((left, up, corner), key=lambda other: abs(guess - other))
        made.append((one + (0, left, up, (left + up) // 2, nearest)[how]) % 256)
    return bytes(made)
