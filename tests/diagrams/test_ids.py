"""Rung 2: everything in the routine is in the picture, once, and nothing else; over routines that nobody has seen."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree import ElementTree as ET

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from flerpart_flow.diagrams.drawing import draw
from flerpart_flow.diagrams.model import Node, Picture
from flerpart_flow.diagrams.wording import capital
from flerpart_flow.engine.definition.duties import DutySpec
from flerpart_flow.engine.words.reasons import texts_for
from flerpart_flow.routines.flerpartsmote import FLERPARTSMOTE
from flerpart_flow.texts import LANGUAGES
from tests.diagrams.expected_ids import leads, move_ids, phase_ids, undecorated
from tests.diagrams.generated import PLAIN, Made, routines, worded
from tests.diagrams.hostile import HOSTILE
from tests.diagrams.pictures import drawn
from tests.needs import needs_engine

QUICK = settings(deadline=None, max_examples=30, phases=(Phase.explicit, Phase.reuse, Phase.generate))
"""Without making a failing routine smaller, which takes minutes: it is told in a line as it is."""
WORDS = st.one_of(PLAIN, st.sampled_from(HOSTILE), st.text(min_size=1, max_size=12)).filter(
    lambda text: not set(text) & set("{}")  # a text's holes
)


def words_of(node: Node) -> str:
    """Everything that a box says."""
    lines = [line.text for line in node.lines]
    lines += [line.text for row in node.rows for cell in row.cells for line in cell]
    return "\n".join((node.title, *lines))


def once(ids: Iterable[str]) -> set[str]:
    """The ids, none of which may come twice."""
    found = list(ids)
    assert [one for one in found if found.count(one) > 1] == []
    return set(found)


def once_in_all(pages: Iterable[Picture]) -> set[str]:
    """The ids of several pages, each once in its page, and what stands for a phase or a move once in all of them."""
    found = [ident for page in pages for ident in once(page.ids)]
    once(one for one in found if undecorated([one]))
    return set(found)


@pytest.mark.parametrize("view", ["overview", "swimlanes"])
@QUICK
@given(made=routines(WORDS))
def test_every_phase_and_move_has_one_id_and_there_are_no_others(view: str, made: Made) -> None:
    with worded(made.words):
        pages = draw(made.routine, view).pages
    assert undecorated(once_in_all(pages)) == phase_ids(made.routine) | move_ids(made.routine)


@pytest.mark.parametrize("view", ["overview", "swimlanes"])
def test_every_phase_and_move_of_the_real_routine_has_one_id(view: str) -> None:
    assert undecorated(once_in_all(drawn(view).pages)) == phase_ids(FLERPARTSMOTE) | move_ids(FLERPARTSMOTE)


@QUICK
@given(made=routines(WORDS))
def test_the_pages_of_the_phases_have_every_move_once_with_its_conditions_and_norms(made: Made) -> None:
    with worded(made.words):
        index, *pages = draw(made.routine, "detail").pages
    assert once(index.ids) >= {f"fas-{phase}" for phase in made.routine.phases}
    told = [row for page in pages if page.name.split("-")[2] == "overallt" for node in page.nodes for row in node.rows]
    once(str(row.id) for row in told)
    for phase in made.routine.phases:
        own = [page for page in pages if f"fas-{phase}" in [n.id for n in page.nodes if n.columns]]
        rows = {row.id: row for page in own for node in page.nodes if node.columns for row in node.rows}
        once(one for page in own for node in page.nodes for row in node.rows if (one := row.id))
        moves = [move for move in made.routine.moves if phase in move.to]
        assert set(rows) <= {f"steg-{phase}-{move.event.name}" for move in moves}
        beside = [node for page in own for node in page.nodes if not node.columns]
        arriving = {one for node in beside for row in node.rows if (one := row.id)}
        held = {f"steg-{one}" for frame in made.routine.outline.frames for one in frame.phases}
        alone = {one for one in arriving if not one.startswith("steg--")}
        assert alone <= {one.id for one in leads(made.routine) if one.target == phase}
        rest = [one for one in leads(made.routine) if one.target == phase and one.id not in alone]
        shared = {one.removeprefix("steg--").partition("-")[0] for one in arriving - alone}
        assert all(one.event in shared or f"steg-{one.source}" in held for one in rest)
        for move in moves:
            row = rows.get(f"steg-{phase}-{move.event.name}") or next(
                one for one in told if str(one.id).startswith(f"steg--{move.event.name}-")
            )
            assert any(move.by.norm in line.text for line in row.cells[0][1:])
            conditions = "\n".join(line.text for line in row.cells[1])
            for guard in move.guards:
                assert f"{made.words.get(f'vakter.{guard.name}', '')} ({', '.join(guard.norms)})" in conditions


REFUSED = {
    "sv": {
        ("by",): "individen har inte sagt nej till den som agerar",
        ("till",): "individen har inte sagt nej till den som erbjuds",
        ("by", "till"): "individen har inte sagt nej till den som agerar eller nås",
        ("by", "till", "syfte"): "individens nej rör ingen som kallar eller kallas",
        ("by", "enhet"): "individen har inte sagt nej till den som agerar eller nås",
        ("by", "narvarande", "ordforande"): "individens nej rör ingen som är med på mötet",
        ("by", "anlant"): "individens nej rör ingen som kommer eller agerar",
        ("by", "vem"): "individens nej rör ingen som utser eller utses",
        ("by", "sammankallande"): "individens nej rör ingen som bokar eller kallar",
    },
    "en": {
        ("by",): "the individual hasn't said no to the one acting",
        ("till",): "the individual hasn't said no to the one offered",
        ("by", "till"): "nobody acting or reached has the individual's no",
        ("by", "till", "syfte"): "nobody calling or called has the individual's no",
        ("by", "enhet"): "nobody acting or reached has the individual's no",
        ("by", "narvarande", "ordforande"): "nobody at the meeting has the individual's no",
        ("by", "anlant"): "nobody arriving or acting has the individual's no",
        ("by", "vem"): "nobody who names or is named has the individual's no",
        ("by", "sammankallande"): "nobody booking or convening has the individual's no",
    },
}
"""By the fields that a condition reads: a no stops the one who acts and those whom the act reaches (A50)."""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_pages_of_the_real_phases_have_every_guard_with_its_phrase_and_norms(lang: str) -> None:
    said = texts_for(FLERPARTSMOTE.rules(), lang)
    tables = [node for page in drawn("detail", lang).pages for node in page.nodes if node.columns]
    rows = {row.id: row for node in tables for row in node.rows}
    for phase in FLERPARTSMOTE.phases:
        for move in (move for move in FLERPARTSMOTE.moves if phase in move.to):
            row = rows.get(f"steg-{phase}-{move.event.name}") or next(
                one for ident, one in rows.items() if str(ident).startswith(f"steg--{move.event.name}-")
            )
            conditions = "\n".join(line.text for line in row.cells[1])
            assert any(f"({move.by.norm})" in line.text for line in row.cells[0][1:])
            for guard in move.guards:
                norms = ", ".join(guard.norms)
                bare = f"vakter_utan_samtycke.{guard.name}"  # where no consent can be in force
                if any(one.guard == guard.name and phase in one.phases for one in FLERPARTSMOTE.outline.idle):
                    assert f"({norms})" not in conditions, "it finds nothing there"
                elif guard.own_copy and any(one.name == "only_to_the_individual" for one in move.guards):
                    assert f"({norms})" not in conditions, "nobody's no and no approval stops the own copy (A50)"
                elif bare in said and f"{said.raw(bare)} ({norms})" in conditions:
                    assert phase not in {one for frame in FLERPARTSMOTE.outline.frames for one in frame.phases}
                elif guard.name == "nobody_refused_takes_part":
                    assert f"{REFUSED[lang][guard.reads or ()]} ({norms})" in conditions
                elif f"vakter.{guard.name}" in said:
                    assert f"{said.raw(f'vakter.{guard.name}')} ({norms})" in conditions
                else:
                    assert f" ({norms})" in conditions
                    assert guard.name not in conditions, "a guard needs words, not its name in the code"


@QUICK
@given(made=routines(WORDS))
def test_every_lane_and_every_duty_with_its_last_day_is_in_the_swimlanes(made: Made) -> None:
    with worded(made.words):
        pages = draw(made.routine, "swimlanes").pages
    lanes = made.routine.outline.lanes
    for page in pages:
        if lanes:
            assert [lane.title for lane in page.lanes] == [capital(made.words[f"banor.{lane.code}"]) for lane in lanes]
        assert once(lane.id for lane in page.lanes)
        assert {node.lane for node in page.nodes} <= {lane.id for lane in page.lanes}
    said = [words_of(node) for page in pages for node in page.nodes]
    for spec in made.routine.duties:
        name = made.words[f"plikter.{spec.name}"]
        line = f"{name}, {made.words[f'frister.{spec.name}']}" if spec.name in made.dated else name
        assert any(f"● {capital(line)}" in one for one in said)


NEVER_DUE = DutySpec(name="-", norms=(), opens={}, meets={}).due
"""What a duty has that says nothing of its last day."""


def has_last_day(spec: DutySpec) -> bool:
    """Whether a duty's last day follows from the facts."""
    return spec.due is not NEVER_DUE


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_duty_with_a_last_day_has_a_text_for_it_and_no_other_has(lang: str) -> None:
    said = texts_for(FLERPARTSMOTE.rules(), lang)
    told = {key.removeprefix("frister.") for key in list(said.keys()) if key.startswith("frister.")}
    assert told == {spec.name for spec in FLERPARTSMOTE.duties if has_last_day(spec)}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_last_days_stand_in_the_swimlanes(lang: str) -> None:
    rules = FLERPARTSMOTE.rules()
    said = texts_for(rules, lang)
    words = "\n".join(words_of(node) for page in drawn("swimlanes", lang).pages for node in page.nodes)
    for spec in FLERPARTSMOTE.duties:
        if has_last_day(spec):
            assert said.say(f"frister.{spec.name}", **rules.parameters) in words
    assert rules.parameters["lead_time_weeks_region"] == 6
    assert {"sv": "cirka 6 veckor före mötet", "en": "about 6 weeks before the meeting"}[lang] in words


@settings(QUICK, max_examples=8)
@given(made=routines(WORDS, most=12), view=st.sampled_from(("overview", "swimlanes", "detail")))
def test_the_svg_has_the_ids_of_the_picture_each_with_a_label(made: Made, view: str) -> None:
    engine = needs_engine("graphviz-pure")
    with worded(made.words):
        drawing = draw(made.routine, view)
        svgs = drawing.svgs(engine=engine.path)
    for page, svg in zip(drawing.pages, svgs, strict=True):
        check_svg(page, svg)


def check_svg(page: Picture, svg: str) -> None:
    """The ids of a finished SVG are the picture's, those of its lanes and of their headings (``…node1``), and those
    of the root, its title and its description.
    """
    root = ET.fromstring(svg.encode())
    found = [ident for one in root.iter() if (ident := one.get("id"))]
    once(found)
    extra = set(found) - set(page.ids) - {lane.id for lane in page.lanes}
    assert set(page.ids) <= set(found)
    assert {one for one in extra if not re.fullmatch(rf"({re.escape(page.name)}_)?node\d+", one)} <= {
        page.name, f"{page.name}-titel", f"{page.name}-beskrivning",
    }  # fmt: skip
    labels = {one.get("id"): one.get("aria-label") for one in root.iter() if one.get("aria-label")}
    assert set(page.ids) <= set(labels)
