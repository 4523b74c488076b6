"""Mermaid itself reads and draws what we write for it, one diagram a file; tables aren't written for it at all."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flerpart_flow.diagrams.drawing import draw
from flerpart_flow.diagrams.errors import DiagramError
from flerpart_flow.diagrams.render.mermaid import is_drawn
from flerpart_flow.texts import LANGUAGES
from tests.cli.running import run
from tests.diagrams.browser import opened
from tests.diagrams.generated import Made, routines, worded
from tests.diagrams.pictures import asked, drawn
from tests.node.npm import npm_folder

TABLES: Final = ("consent", "party", "roles", "step")
DRAWN: Final = [name for name in asked() if not any(one in name for one in (*TABLES, "detail"))]
"""The views that aren't tables alone. That of every phase holds what others show."""

_DRAW = """
const [sources, draws, done] = arguments;
mermaid.initialize({ startOnLoad: false });
(async () => {
  const found = [];
  for (const [at, source] of sources.entries()) {
    try {
      await mermaid.parse(source);
      if (!draws) { found.push('read'); continue; }
      const { svg } = await mermaid.render(`d${at}`, source);
      const page = new DOMParser().parseFromString(svg, 'text/html');
      found.push([page.querySelectorAll('.node').length, page.querySelectorAll('path.flowchart-link').length,
                  page.querySelector('title')?.textContent ?? '']);
    } catch (error) { found.push(error.message.slice(0, 300)); }
  }
  done(found);
})();
"""


def made_of(sources: Sequence[str], *, draws: bool = True) -> list[list[object] | str]:
    """What Mermaid makes of each: how many boxes and arrows, and the title, or ``read`` where it isn't to draw; or why
    it can't read it.
    """
    program = (npm_folder() / "mermaid" / "dist" / "mermaid.min.js").as_uri()
    with opened(f'<!doctype html><meta charset="utf-8"><body><script src="{program}"></script>') as browser:
        found: list[list[object] | str] = browser.execute_async_script(_DRAW, list(sources), draws)
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_mermaid_reads_every_view(lang: str) -> None:
    sources = [one for name in DRAWN for one in drawn(name, lang).mermaids]
    assert made_of(sources, draws=False) == ["read"] * len(sources)


def test_mermaid_draws_every_view() -> None:
    pages = [page for name in DRAWN for page in drawn(name).pages if is_drawn(page)]
    sources = [one for name in DRAWN for one in drawn(name).mermaids]
    assert len(sources) == len(pages) > 8
    for page, found in zip(pages, made_of(sources), strict=True):
        assert found == [len(page.nodes), len(page.edges), page.title]


@given(st.lists(routines(most=10), min_size=4, max_size=4))
@settings(max_examples=1)
def test_so_it_does_of_any_routine(several: list[Made]) -> None:
    sources = []
    for made in several:
        with worded(made.words):
            sources += [one for view in ("overview", "swimlanes") for one in draw(made.routine, view).mermaids]
    assert made_of(sources, draws=False) == ["read"] * len(sources)


def test_what_mermaid_cannot_read_is_seen() -> None:
    [one] = drawn("overview").mermaids
    found = made_of([f"{one}\n{one}", one])
    assert isinstance(found[0], str)
    assert not isinstance(found[1], str)


@pytest.mark.parametrize("words", [("consent",), ("step", "--step", "kalla"), ("party", "--party", "region")])
def test_a_table_is_refused_with_a_word_on_what_to_use(words: tuple[str, ...], tmp_path: Path) -> None:
    for more in ((), ("-o", str(tmp_path / "a.mmd"))):
        ran = run("diagram", *words, "--format", "mermaid", *more)
        assert (ran.code, ran.out) == (2, "")
        assert f"Vyn {words[0]} är en tabell" in ran.err
        assert "table" in ran.err
    assert list(tmp_path.iterdir()) == []


def test_each_page_is_a_file(tmp_path: Path) -> None:
    with pytest.raises(DiagramError):
        drawn("consent").render(tmp_path / "a.mmd")
    several = drawn("swimlanes").render(tmp_path / "a.mmd")
    assert [path.name for path in several] == [f"a-{nr}.mmd" for nr in range(1, 7)]
    [of_a_case] = drawn("case").render(tmp_path / "b.mmd")  # its other pages are tables
    for path in (*several, of_a_case):
        assert path.read_text(encoding="utf-8").count("flowchart TD") == 1
