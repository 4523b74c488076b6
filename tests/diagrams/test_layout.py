"""Rung 4: nothing lies on anything, leaves its lane or the page, or is too small to read on A4."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import attrs
import pytest
from hypothesis import Phase, given, settings

from flerpart_flow.diagrams.drawing import draw
from flerpart_flow.diagrams.engines.engines import Engine
from flerpart_flow.diagrams.model import Edge, Frame, Kind, Line, Node, Picture, Way
from flerpart_flow.diagrams.render.pieces import areas, beside
from flerpart_flow.diagrams.render.pieces.places import Places
from tests.diagrams.generated import Made, routines, worded
from tests.diagrams.lint import (
    Area,
    Arrow,
    Laid,
    along,
    crossings,
    faults,
    laid_out,
    on_borders,
    read,
    run_together,
    through_words,
    uneven,
    unlevel,
)
from tests.diagrams.pictures import ALL, drawn
from tests.drawn_once import GROUP
from tests.needs import needs_dot, needs_engine

A4 = (190 / 25.4 * 72, 277 / 25.4 * 72)
"""Width and height of A4 in points, within margins of 10 mm."""
SMALLEST = 8.5
MAIN = {"overview": 9.0, "swimlanes": 9.0, "phase": 9.0, "case": 9.0, "calendar": 9.0}
"""In points on A4: what every page has at least, and those of the views that are looked at most."""
MADE = 7.0
CROWDED = 5.5
MANY_LANES = 6
"""The same for the pages of routines that are made up, whose rows may have three full boxes and full words between
them; and where so many lanes share a page, or more: a row of theirs may be higher than it.
"""
ON_BORDERS = 1 / 6
TOGETHER = 1
"""For the same: so large a part of all words on arrows may lie on a border, since a lane may be no wider than they are
and a bent arrow can't make room; and so many pairs of a page's arrows may run together. Over 80 such routines 1 in 15
words lies on a border, 1 in 3 where they stand as the engine has them; and at most 1 page in 40 has such a pair.
"""
CROSSINGS = {"swimlanes": 1}
"""At most so many in a view of the real routine; none elsewhere."""
QUICK = settings(deadline=None, max_examples=10, derandomize=True, phases=(Phase.explicit, Phase.reuse, Phase.generate))
"""Without making a failing routine smaller, which takes minutes: it is told in a line as it is."""


@pytest.fixture(params=["dot", "graphviz-pure"])
def engine(request: pytest.FixtureRequest) -> Engine:
    """Both engines that are supported."""
    return _engine(str(request.param))


def _engine(kind: str) -> Engine:
    return needs_dot() if kind == "dot" else needs_engine(kind)


@pytest.mark.xdist_group(GROUP)
@pytest.mark.usefixtures("drawn_once")
@pytest.mark.parametrize(("name", "lang"), ALL)
def test_the_pictures_of_the_real_routine_have_no_faults_and_can_be_read_on_a4(
    engine: Engine, name: str, lang: str
) -> None:
    for page in drawn(name, lang).pages:
        laid = laid_out(page, engine)
        assert faults(laid, page) == []
        assert through_words(laid) == []
        if page.lanes:
            assert on_borders(laid) == []
        assert run_together(laid) == []
        assert uneven(laid, page) == []
        if page.view == "phase":
            assert unlevel(laid, page) == []
        assert crossings(laid) <= CROSSINGS.get(page.view, 0)
        assert size_on_a4(laid, page) >= MAIN.get(page.view, SMALLEST), f"{page.name} is {laid.size} points"


def size_on_a4(laid: Laid, page: Picture) -> float:
    """The smallest text in points when the page is made to fit A4 as it is to lie, never enlarged."""
    (across, down), (wide, high) = laid.size, A4[::-1] if page.lying else A4
    return laid.smallest * min(1, wide / across, high / down)


@pytest.mark.parametrize("kind", ["dot", "graphviz-pure"])
@pytest.mark.parametrize("view", ["overview", "swimlanes"])
def test_the_pictures_of_any_routine_have_no_faults(kind: str, view: str) -> None:
    told: list[str] = []
    tried: list[str] = []
    words: list[bool] = []

    @QUICK
    @given(made=routines())
    def look(made: Made) -> None:
        with worded(made.words):
            pages = draw(made.routine, view).pages
        tried.append(repr(made))
        laid = [(page, laid_out(page, _engine(kind))) for page in pages]
        found = [one for page, places in laid for one in _faults_of(page, places, view)]
        for _, places in laid:
            crossing = {one.partition(":")[0] for one in on_borders(places)}
            words.extend(arrow.name in crossing for arrow in places.arrows if arrow.label is not None)
        if found:
            told.append(f"{made!r}: {found}")

    look()
    assert len(tried) >= 10
    assert told == []
    assert sum(words) <= ON_BORDERS * len(words), (sum(words), len(words))


def test_words_on_a_border_and_arrows_that_run_together_are_found() -> None:
    """Two arrows that end in one stretch, as curves to the same corner do, and words across the border of a lane."""
    line = ((0.0, 0.0), (20.0, 0.0), (40.0, 0.0))
    bent = ((20.0, 30.0), (20.0, 1.0), (40.0, 1.0))
    words = Area("a", 90, 10, 110, 20)
    laid = Laid(
        page=Area("page", 0, 0, 200, 100),
        heading=None,
        boxes=(),
        arrows=(Arrow("a", ("x", "y"), line, words), Arrow("b", ("z", "y"), bent, None)),
        lanes=(Area("bana", 0, 0, 100, 100), Area("bana2", 100, 0, 200, 100)),
        smallest=9,
    )
    assert [one.split(":")[0] for one in on_borders(laid)] == ["a", "a"]
    assert run_together(laid) == ["a runs together with b"]
    beside = attrs.evolve(laid.arrows[1], points=((20.0, 30.0), (20.0, 12.0), (40.0, 12.0)))
    aside = attrs.evolve(laid.arrows[0], label=Area("a", 40, 10, 60, 20))
    clear = attrs.evolve(laid, arrows=(aside, beside))
    assert on_borders(clear) == run_together(clear) == []


def test_a_straight_arrow_makes_room_for_its_words_in_a_narrow_lane() -> None:
    """A lane of 120 points, a box of 90 above another in its middle, and words of 70: to the side of an arrow from
    middle to middle they would lie on the border of the lane.
    """
    upper, lower = (areas.Area(15, middle - 15, 105, middle + 15) for middle in (200, 100))
    walls = (((0.0, 0.0), (0.0, 300.0)), ((120.0, 0.0), (120.0, 300.0)))
    edges = {"a": {"pos": "e,60,115 60,185 60,165 60,145 60,122", "lp": "97,150"}}
    places = Places({}, {}, edges, {})
    page = areas.Area(0, 0, 120, 300)
    found = beside.worded({"a": (70.0, 30.0)}, places, (upper, lower), walls, page).edges["a"]
    words = areas.Area.around(areas.point_of(found["lp"]), (70.0, 30.0))
    xs = {x for x, _ in areas.points_of(found["pos"])}
    assert len(xs) == 1
    (x,) = xs
    assert 15 < x < 105
    assert words.left > 0
    assert words.right < 120
    assert not words.left <= x <= words.right
    roomy = beside.worded({"a": (50.0, 30.0)}, places, (upper, lower), walls, page).edges["a"]
    assert roomy["pos"] == edges["a"]["pos"]


def test_a_row_in_a_frame_is_not_turned_round(engine: Engine) -> None:
    """Three rows in a frame, from a box above to one below: the engine's second search for crossings turned them."""
    page = attrs.evolve(
        drawn("overview").pages[0],
        nodes=tuple(Node(id=name, kind=Kind.PHASE, title=title) for name, title in TURNED.items()),
        edges=tuple(
            Edge(id=f"{one}{other}", source=one, target=other, way=Way.MAIN, lines=(Line("om Regionen ska delta"),))
            for one, other in pairwise(TURNED)
        ),
        ranks=(("a",), ("d", "c", "b"), ("e", "f", "g"), ("j", "i", "h"), ("k",)),
        frames=(Frame("ram", "Samtycke gäller", tuple("bcdefghij")),),
    )
    assert faults(laid_out(page, engine), page) == []


TURNED = dict(
    zip(
        "abcdefghijk",
        ("Från Samtycke, sida 1", "Uppföljning och revision", "den som är sammankallande", "kalla till mötet",
         "Samtycke", "Förberedelse av mötet", "Samtycke", "den som är sammankallande", "godkänna planen",
         "om Regionen ska delta, är dess tid redan given", "den som är sammankallande, sida 3"),
        strict=True,
    )
)  # fmt: skip


def _faults_of(page: Picture, laid: Laid, view: str) -> list[str]:
    """What is wrong with a page, in words."""
    told = list(faults(laid, page))
    if len({one.partition(" ")[0] for one in through_words(laid)}) > bound(view, len(laid.arrows)) // 2:
        told.append("many arrows through words")
    told += [] if len(run_together(laid)) <= TOGETHER else run_together(laid)
    if crossings(laid) > bound(view, len(laid.arrows)):
        told.append("many crossings")
    if size_on_a4(laid, page) < (MADE if len(page.lanes) < MANY_LANES else CROWDED):
        told.append(f"{page.name} is {laid.size}")
    return told


def bound(view: str, arrows: int) -> int:
    """How many crossings a picture may have: loops in a long chain cross it, in lanes they run beside it."""
    return arrows * 4 // 5 + 2 if view == "overview" else arrows // 6 + 3


# --- The lint finds what it should ------------------------------------------------------------------------------

BOX = {"height": "1", "width": "1", "style": "filled"}


def _data(**change: Any) -> dict[str, Any]:
    """Two boxes of an inch beside each other, joined by an arrow with a label between them."""
    label = [
        {"op": "F", "size": 9.0, "face": "Arial"},
        {"op": "T", "pt": [150.0, 60.0], "align": "c", "width": 30.0, "text": "kalla"},
    ]
    return {
        "bb": "0,0,300,100",
        "objects": [
            {"_gvid": 0, "name": "a", "pos": "50,50", **BOX},
            {"_gvid": 1, "name": "b", "pos": "250,50", **BOX},
        ],
        "edges": [{"tail": 0, "head": 1, "id": "e", "pos": "e,214,50 86,50 120,50 170,50 207,50", "_ldraw_": label}],
        **change,
    }


def _faults(**change: Any) -> list[str]:
    page = drawn("overview").pages[0]
    return faults(read(_data(**change)), page)


def test_a_good_layout_has_no_faults() -> None:
    assert _faults() == []
    assert read(_data()).smallest == 9.0


@pytest.mark.parametrize(
    ("third", "fault"),
    [
        ({"pos": "150,50", "width": "0.3", "height": "0.3"}, "e runs through c"),
        ({"pos": "150,66", "width": "0.2", "height": "0.2"}, "e: its label lies on c"),
        ({"pos": "60,60", "width": "1", "height": "1"}, "a lies on c"),
        ({"pos": "150,90", "width": "0.5", "height": "0.5"}, "c leaves the page"),
    ],
)
def test_a_box_in_the_wrong_place_is_found(third: dict[str, str], fault: str) -> None:
    objects = [*_objects(), {"_gvid": 2, "name": "c", "style": "filled", **third}]
    assert fault in _faults(objects=objects)


def _objects() -> list[dict[str, Any]]:
    return list(_data()["objects"])


def test_an_arrow_that_leaves_the_page_and_one_that_crosses_are_found() -> None:
    over = {"tail": 0, "head": 1, "id": "o", "pos": "e,214,50 86,50 100,300 200,300 207,50"}
    assert "o leaves the page" in _faults(edges=[over])
    thin = {"height": "0.1", "width": "0.1"}
    more = [{"_gvid": 2, "name": "2", "pos": "150,95", **thin}, {"_gvid": 3, "name": "3", "pos": "150,5", **thin}]
    down = {"tail": 2, "head": 3, "id": "d", "pos": "e,150,9 150,91 150,60 150,40 150,16"}
    edges = _data()["edges"]
    assert crossings(read(_data(objects=[*_objects(), *more], edges=[*edges, down]))) == 1


def test_words_on_a_frame_and_an_arrow_through_words_are_found() -> None:
    wide = [
        {"op": "F", "size": 9.0, "face": "Arial"},
        {"op": "T", "pt": [50.0, 50.0], "align": "c", "width": 70.0, "text": "x"},
    ]
    objects = [{**_objects()[0], "_ldraw_": wide}, _objects()[1]]
    assert _faults(objects=objects) == ["a: its words are 1.0 points from its frame"]
    through = {"tail": 0, "head": 1, "id": "t", "pos": "e,214,50 86,50 120,66 170,66 207,50"}
    laid = read(_data(edges=[*_data()["edges"], through]))
    assert through_words(laid) == ["t runs through the words of e"]
    assert through_words(read(_data())) == []


def test_a_box_outside_its_lane_and_lanes_in_another_order_are_found() -> None:
    page = drawn("calendar").pages[0]
    laid = laid_out(page, needs_engine("graphviz-pure"))
    assert faults(laid, page) == []
    turned = type(laid)(laid.page, laid.heading, laid.boxes, laid.arrows, tuple(
        Area(one.name, other.left, one.lower, other.right, one.upper)
        for one, other in zip(laid.lanes, reversed(laid.lanes), strict=True)
    ), laid.smallest)  # fmt: skip
    found = faults(turned, page)
    assert "the lanes are not in their order" in found
    assert "dag-med-kallelse leaves its lane bana-med" in found


def test_a_spline_is_looked_at_all_along() -> None:
    points = list(along("e,10,0 0,0 0,10 10,10 9,0"))
    assert (points[0], points[-1]) == ((0, 0), (10, 0))
    assert max(y for _, y in points) == pytest.approx(7.5)
