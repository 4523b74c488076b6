"""The picture of a case has an arrow for each way between phases that it took, and none else is drawn as taken."""

from __future__ import annotations

from pathlib import Path

import pytest

from flerpart_flow.diagrams.drawing import draw
from flerpart_flow.diagrams.model import Mark, Picture, Way
from flerpart_flow.engine.journal.log import read_log_file
from flerpart_flow.engine.judging.case import Case
from flerpart_flow.installed import ROUTINES
from tests.diagrams.lint import Area, crossings, faults, final_json, read
from tests.diagrams.pictures import LOGS
from tests.needs import needs_dot

DEMOS = sorted((Path(__file__).parents[2] / "src" / "flerpart_flow" / "routines").glob("*/*.jsonl"))
ALL = (*sorted(LOGS.glob("*.jsonl")), *DEMOS)
NAMES = [f"{one.parent.name}-{one.stem}" for one in ALL]

TOLD = {
    "aterkallat_och_tillbaka": {
        "start behov", "behov samtycke", "samtycke forberedelse", "forberedelse kallelse", "§ kallelse vilande",
        "vilande forberedelse", "kallelse mote", "mote atgarder",
    },
    "ombokat_och_kort_om_tid": {
        "start behov", "behov samtycke", "samtycke forberedelse", "forberedelse kallelse", "kallelse forberedelse",
        "kallelse mote", "mote atgarder",
    },
    "tackade_nej": {"start behov", "§ behov avslut"},
    "for_fa_kvar": {
        "start behov", "behov samtycke", "samtycke forberedelse", "forberedelse kallelse", "§ kallelse vilande",
        "vilande avslut",
    },
    "ui_ekonomiskt_bistand": {
        "start behov", "behov forberedelse", "forberedelse aktualisering", "aktualisering antagen",
        "antagen samverkan", "§ samverkan vilande", "vilande samverkan", "samverkan avslut",
    },
    "ui_kartlaggning_utan_af": {
        "start behov", "behov forberedelse", "forberedelse aktualisering", "aktualisering avslut",
    },
}  # fmt: skip
"""The ways of some logs as ``examples/README.md`` tells them, § before the individual's own right."""


def page_of(case: Case, lang: str = "sv") -> Picture:
    return draw(case.routine, "case", case=case, lang=lang).pages[0]


def taken(page: Picture) -> set[tuple[str, str]]:
    """The boxes that each arrow drawn as taken leads from and to."""
    return {(edge.source, edge.target) for edge in page.edges if edge.mark is Mark.PASSED}


@pytest.mark.parametrize("name", TOLD)
def test_the_arrows_show_the_way_that_the_log_tells_of(name: str) -> None:
    page = page_of(read_log_file(LOGS / f"{name}.jsonl", ROUTINES).case())
    drawn = {
        f"{'§ ' if edge.way is Way.RIGHT else ''}{edge.source.removeprefix('fas-')} {edge.target.removeprefix('fas-')}"
        for edge in page.edges
        if edge.mark is Mark.PASSED
    }
    assert drawn == TOLD[name]


def test_an_arrow_is_drawn_where_there_is_no_way_around_the_boxes_too(monkeypatch: pytest.MonkeyPatch) -> None:
    page = page_of(read_log_file(LOGS / "aterkallat_och_tillbaka.jsonl", ROUTINES).case())
    monkeypatch.setattr("flerpart_flow.diagrams.render.pieces.around._way", lambda *given: None)
    laid = read(final_json(page, needs_dot()))
    assert {edge.id for edge in page.edges if edge.aside} <= {arrow.name for arrow in laid.arrows}
    assert any(edge.aside for edge in page.edges)


@pytest.mark.parametrize("path", ALL, ids=NAMES)
def test_every_way_taken_has_an_arrow_between_its_boxes_and_no_other_is_drawn_as_taken(path: Path) -> None:
    case = read_log_file(path, ROUTINES).case()
    ways = [(f"fas-{one.before.phase}", f"fas-{one.after.phase}") for one in case.replayed()]
    assert taken(page_of(case)) == {way for way in ways if way[0] != way[1]}


@pytest.mark.parametrize("path", ALL, ids=NAMES)
def test_no_arrow_of_a_case_lies_on_a_box_or_ends_at_another_than_its_own(path: Path) -> None:
    page = page_of(read_log_file(path, ROUTINES).case())
    if not any(edge.aside for edge in page.edges):
        return
    data = final_json(page, needs_dot())
    laid = read(data)
    assert faults(laid, page) == []
    assert crossings(laid) == 0
    boxes = {box.name: box for box in laid.boxes}
    lines = {one["id"]: one["pos"].split() for one in data["edges"] if "id" in one}
    for edge in page.edges:
        if edge.mark is Mark.PASSED:
            tip = next(word[2:] for word in lines[edge.id] if word[0] in "se")
            points = [word for word in lines[edge.id] if word[0] not in "se"]
            begins = points[-1] if lines[edge.id][0][0] == "s" else points[0]
            assert _on_border(boxes[edge.target], tip), f"{edge.id} does not end at {edge.target}"
            assert _on_border(boxes[edge.source], begins), f"{edge.id} does not begin at {edge.source}"


def _on_border(box: Area, point: str) -> bool:
    """Whether a point lies on the border of a box, or as near as an arrow begins and ends."""
    x, y = map(float, point.split(","))
    near = 3.0
    outer = Area("", box.left - near, box.lower - near, box.right + near, box.upper + near)
    inner = Area("", box.left + near, box.lower + near, box.right - near, box.upper - near)
    return outer.has((x, y), 0) and not inner.has((x, y), 0)


def test_the_boxes_stand_where_they_stood_whatever_way_the_case_has_taken() -> None:
    """Two cases of the same phases ahead: one straight to the summons, one by way of a pause."""
    engine = needs_dot()
    places = []
    for name in ("aterkallat_och_tillbaka", "pagaende_arende"):
        page = page_of(read_log_file(LOGS / f"{name}.jsonl", ROUTINES).case())
        laid = read(final_json(page, engine))
        found = {box.name: box for box in laid.boxes if box.name.startswith("fas-")}
        start = found["fas-start"]
        places.append({name: (box.left - start.left, box.lower - start.lower) for name, box in found.items()})
    first, second = places
    assert first.keys() == second.keys()
    for name, (x, y) in first.items():
        assert (x, y) == pytest.approx(second[name], abs=0.1), name
