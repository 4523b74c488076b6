"""Rung 5: every text and line can be told from its ground, and nothing depends on colour alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations, product

import attrs
import pytest

from flerpart_flow.diagrams.drawing import draw
from flerpart_flow.diagrams.errors import DiagramError
from flerpart_flow.diagrams.model import Kind, Mark, Tone, Way
from flerpart_flow.diagrams.render.markup import SIGNS
from flerpart_flow.diagrams.render.themes import AFTER_DARK, THEMES, Theme, weak
from flerpart_flow.routines.flerpartsmote import FLERPARTSMOTE
from tests.diagrams.pictures import drawn
from tests.needs import needs_engine

TEXT = {"light": 4.5, "dark": 4.5, "contrast": 7.0, "print": 4.5}
LINE = 3.0


def luminance(color: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, other: str) -> float:
    """The contrast between two colours, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_measure_is_that_of_wcag() -> None:
    assert ratio("#000000", "#FFFFFF") == pytest.approx(21)
    assert ratio("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)
    assert ratio("#FFFFFF", "#949494") == pytest.approx(3.03, abs=0.01)


def boxes(theme: Theme) -> Iterator[tuple[str, str, str]]:
    """Every look that a box can have, with its fill and its line."""
    for kind, mark in product(Kind, (None, *Mark)):
        box = theme.box(kind, mark)
        yield f"{kind} {mark}", box.fill, box.line


def grounds(theme: Theme) -> set[str]:
    """Everything that a text may stand on: page, lane, heading of a table, box, and the row of a deviation."""
    return {theme.ground, theme.heads, *theme.lanes, theme.deviation.fill, *(fill for _, fill, _ in boxes(theme))}


@pytest.mark.parametrize("name", THEMES)
def test_every_text_can_be_read_on_every_ground(name: str) -> None:
    theme = THEMES[name]
    texts = {theme.text(tone) for tone in Tone} | {theme.pen(Way.DEVIATION).line}
    weak = [(text, ground) for text, ground in product(texts, grounds(theme)) if ratio(text, ground) < TEXT[name]]
    assert weak == []


@pytest.mark.parametrize("name", THEMES)
def test_every_line_can_be_seen_on_both_its_sides(name: str) -> None:
    theme = THEMES[name]
    around = {theme.ground, *theme.lanes}
    lines = [(theme.pen(way).line, ground) for way in Way for ground in around]
    lines += [(line, ground) for _, fill, line in boxes(theme) for ground in (*around, fill)]
    lines += [(theme.grid, ground) for ground in (*around, theme.heads)]
    assert [(line, ground) for line, ground in lines if ratio(line, ground) < LINE] == []


@pytest.mark.parametrize("name", THEMES)
def test_ways_are_told_apart_without_colour(name: str) -> None:
    told = [way for way in Way if way is not Way.AHEAD]  # only beside the way that a case has taken, which is thick
    looks = {way: (pen.style, pen.head, pen.pen) for way in told for pen in (THEMES[name].pen(way),)}
    assert len(set(looks.values())) == len(told)
    assert looks[Way.DEVIATION][0] == "dashed"
    assert looks[Way.LINK][0] == "dotted"
    assert looks[Way.MAIN][2] >= 2 * looks[Way.OTHER][2]


@pytest.mark.parametrize("name", THEMES)
def test_boxes_are_told_apart_without_colour(name: str) -> None:
    """By dash, pen or sign. An end and a pause, a deviation and a phase mean most different things."""
    theme = THEMES[name]
    looks = {
        kind: (box.dashed, box.pen, SIGNS.get(kind, ""))
        for kind in (Kind.PHASE, Kind.PAUSE, Kind.END, Kind.DEVIATION)
        for box in (theme.box(kind, None),)
    }
    assert [(a, b) for a, b in combinations(looks, 2) if looks[a] == looks[b]] == []
    marks = {
        mark: (box.pen, SIGNS.get(mark, "") if mark else "")
        for mark in (Mark.HERE, Mark.PASSED, Mark.AHEAD)
        for box in (theme.box(Kind.PHASE, mark),)
    }
    assert len(set(marks.values())) == len(marks)


def test_the_grey_print_has_no_colour() -> None:
    for name in ("overview", "swimlanes", "deviations", "case"):
        colors = set(re.findall(r"#([0-9A-Fa-f]{6})", drawn(name, "sv", "print").source))
        assert colors
        assert {color for color in colors if len({color[:2], color[2:4], color[4:]}) != 1} == set()


@pytest.mark.parametrize("name", THEMES)
def test_only_the_themes_own_colours_are_drawn(name: str) -> None:
    theme = THEMES[name]
    known = {theme.ink, theme.muted, theme.alert, theme.grid, *grounds(theme)}
    known |= {line for _, _, line in boxes(theme)} | {theme.pen(way).line for way in Way}
    for view in ("overview", "swimlanes", "detail", "party-region", "deviations", "calendar", "case"):
        used = set(re.findall(r"#[0-9A-Fa-f]{6}", drawn(view, "sv", name).source))
        assert used <= known


def test_colours_of_ones_own_are_checked_for_contrast() -> None:
    """Dark green letters can be read on every ground of the light theme, light grey ones on none."""
    green = attrs.evolve(THEMES["light"], name="own", ink="#0B3D0B")
    assert weak(green) == ()
    assert draw(FLERPARTSMOTE, "overview", theme=green).source.count("#0B3D0B") > 10
    grey = attrs.evolve(green, ink="#BBBBBB")
    assert "#BBBBBB #FFFFFF" in weak(grey)
    with pytest.raises(DiagramError, match="#BBBBBB"):
        draw(FLERPARTSMOTE, "overview", theme=grey)
    with pytest.raises(DiagramError, match="grön"):
        draw(FLERPARTSMOTE, "overview", theme=attrs.evolve(green, ink="grön"))


def test_an_organisation_draws_in_its_own_colours() -> None:
    """Each blue of the light theme becomes a green, in frames, arrows, words and boxes; all else stays."""
    green = Theme.named("light").recoloured({"#0B4F8A": "#00563F", "#F4F8FC": "#EEF7F2"})
    drawn_so = draw(FLERPARTSMOTE, "overview", theme=green).source
    plain = drawn("overview").source
    assert drawn_so == plain.replace("#0B4F8A", "#00563F").replace("#F4F8FC", "#EEF7F2") != plain
    with pytest.raises(DiagramError, match="Det har #1B1B1B, "):
        Theme.named("light").recoloured({"blue": "#00563F"})
    with pytest.raises(DiagramError, match="Menades light"):
        Theme.named("ligth")
    with pytest.raises(DiagramError, match="#7FC8A9"):
        draw(FLERPARTSMOTE, "overview", theme=Theme.named("light").recoloured({"#0B4F8A": "#7FC8A9"}))


def test_every_colour_of_the_light_theme_turns_in_the_dark() -> None:
    used = set(re.findall(r"#[0-9A-F]{6}", repr([drawn(name).source for name in ("overview", "swimlanes", "case")])))
    assert used <= set(AFTER_DARK)
    svg = drawn("overview").svgs(engine=needs_engine("graphviz-pure").path)[0]
    assert "prefers-color-scheme:dark" in svg
    assert '[fill="#1b1b1b"]{fill:#ECEFF1}' in svg
    assert "prefers-color-scheme" not in drawn("overview", theme="print").svgs()[0]
