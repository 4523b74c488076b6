"""BPMN opened in bpmn-js, as somebody's tool does it: every plane is drawn, and a click leads into a phase."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from hypothesis import given, settings
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By

from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.export import as_bpmn
from flerpart_flow.routines.flerpartsmote import FLERPARTSMOTE
from flerpart_flow.routines.ung_intro import UNG_INTRO
from tests.diagrams.browser import opened
from tests.diagrams.generated import Made, routines, worded
from tests.export.bpmn import Read
from tests.node.npm import npm_folder

_OPEN = """
const [xml, done] = arguments;
window.viewer = new BpmnJS({ container: '#there' });
viewer.importXML(xml).then(({ warnings }) => done(warnings.map((one) => one.message)),
                           (error) => done([`error: ${error.message}`]));
"""
_PLANES = "return viewer.get('canvas').getRootElements().map((one) => one.id)"
_HERE = "return viewer.get('canvas').getRootElement().id"
# The words of a picture that stand on each other, by their boxes on the screen.
_ON_EACH_OTHER = """
const words = [...document.querySelectorAll('.djs-group text, .djs-label text')]
  .filter((one) => one.textContent.trim() && one.getBoundingClientRect().width)
  .map((one) => [one.textContent.trim(), one.getBoundingClientRect()]);
const found = [];
for (let at = 0; at < words.length; at++) for (let to = at + 1; to < words.length; to++) {
  const [one, a] = words[at], [other, b] = words[to];
  if (a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1)
    found.push(`${one} / ${other}`);
}
return found;
"""

# The words of a task that leave its box.
_OUT_OF_ITS_BOX = """
return [...document.querySelectorAll('.djs-shape .djs-visual')].flatMap((one) => {
  const box = one.querySelector(':scope > rect'), words = one.querySelector(':scope > text');
  if (!box || !words || !words.getBoundingClientRect().width || one.closest('[data-element-id^=bana]')) return [];
  const a = box.getBoundingClientRect(), b = words.getBoundingClientRect();
  return b.left < a.left || b.right > a.right || b.top < a.top || b.bottom > a.bottom ? [words.textContent] : [];
});
"""


@contextmanager
def shown(text: str) -> Iterator[tuple[Chrome, list[str]]]:
    """The document in bpmn-js, and what that warns of."""
    folder = npm_folder() / "bpmn-js" / "dist"
    sheets = ("diagram-js.css", "bpmn-js.css", "bpmn-font/css/bpmn-embedded.css")
    links = "".join(f'<link rel="stylesheet" href="{(folder / "assets" / one).as_uri()}">' for one in sheets)
    program = (folder / "bpmn-navigated-viewer.production.min.js").as_uri()
    page = f'<!doctype html><meta charset="utf-8">{links}<div id="there" style="height:900px"></div>'
    with opened(f'{page}<script src="{program}"></script>') as browser:
        warnings: Any = browser.execute_async_script(_OPEN, text)
        yield browser, warnings


def is_clear(text: str) -> None:
    """Every phase is a plane, and in none a word stands on another or leaves its box."""
    phases = Read.of(text).phases()
    with shown(text) as (browser, warnings):
        assert warnings == []
        planes: list[str] = browser.execute_script(_PLANES)
        assert {f"{phase}_plane" for phase in phases} < set(planes)
        for plane in planes:
            browser.execute_script(
                "const c = viewer.get('canvas'); c.setRootElement(c.findRoot(arguments[0])); c.zoom(1)", plane
            )
            assert browser.execute_script(_ON_EACH_OTHER) == [], plane
            assert browser.execute_script(_OUT_OF_ITS_BOX) == [], plane


@pytest.mark.parametrize("routine", [FLERPARTSMOTE, UNG_INTRO], ids=lambda one: one.name)
def test_every_phase_is_a_plane_and_no_word_stands_on_another_or_leaves_its_box(routine: Routine) -> None:
    is_clear(as_bpmn(routine))


@given(routines(most=8))
@settings(max_examples=3)
def test_so_it_is_with_any_routine(made: Made) -> None:
    with worded(made.words):
        is_clear(as_bpmn(made.routine))


def test_words_on_each_other_or_out_of_their_box_are_seen() -> None:
    text = as_bpmn(UNG_INTRO).replace('name="uppmärksamma', f'name="{"uppmärksamma " * 30}', 1)
    crowded = re.sub(r'(<bpmndi:BPMNLabel>\s*<dc:Bounds x=")[^"]*(" y=")[^"]*', r"\g<1>500\g<2>60", text)
    with shown(crowded) as (browser, warnings):
        assert warnings == []
        assert len(browser.execute_script(_ON_EACH_OTHER)) > 20
        assert len(browser.execute_script(_OUT_OF_ITS_BOX)) == 1


def test_a_click_leads_into_a_phase_and_the_crumb_back() -> None:
    with shown(as_bpmn(UNG_INTRO)) as (browser, _):
        browser.execute_script("viewer.get('canvas').zoom('fit-viewport')")
        whole = browser.execute_script(_HERE)
        button = browser.find_element(By.CSS_SELECTOR, "[data-container-id='fas-behov'] .bjs-drilldown")
        browser.execute_script("arguments[0].click()", button)
        assert browser.execute_script(_HERE) == "fas-behov_plane"
        crumb = browser.find_element(By.CSS_SELECTOR, ".bjs-breadcrumbs li")
        browser.execute_script("arguments[0].click()", crumb)
        assert browser.execute_script(_HERE) == whole
