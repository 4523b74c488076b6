"""Mermaid itself reads and draws what we write for it, one diagram a file; tables aren't written for it at all."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from flerpart_flow.diagrams.drawing import draw
from flerpart_flow.diagrams.errors import DiagramError
from flerpart_flow.diagrams.model import Edge, Frame, Kind, Layout, Line, Node, Picture, Row, Way
from flerpart_flow.diagrams.render.mermaid import states
from flerpart_flow.diagrams.render.mermaid.flowchart import is_drawn
from flerpart_flow.diagrams.render.themes import THEMES
from flerpart_flow.texts import LANGUAGES
from tests.cli.running import run
from tests.diagrams.browser import opened
from tests.diagrams.generated import Made, routines, worded
from tests.diagrams.hostile import HOSTILE, shown
from tests.diagrams.pictures import asked, drawn
from tests.diagrams.test_hostile import picture as hostile_picture
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
      const count = (what) => page.querySelectorAll(what).length;
      const box = source.startsWith('state') ? '.node.statediagram-state' : '.node';
      found.push([count(box), count('.statediagram-cluster'), count('path.flowchart-link, path.transition'),
                  page.querySelector('title')?.textContent ?? '']);
    } catch (error) { found.push(error.message.slice(0, 300)); }
  }
  done(found);
})();
"""


def made_of(sources: Sequence[str], *, draws: bool = True) -> list[list[object] | str]:
    """What Mermaid makes of each: how many boxes, composite states and arrows, and the title, or ``read`` where it
    isn't to draw; or why it can't read it. The signs of a start and an end are no boxes.
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
    for page, source, found in zip(pages, sources, made_of(sources), strict=True):
        if states.fits(page):
            ends = len([node for node in page.nodes if node.kind is Kind.END])
            arrows = len(page.edges) + ends + len(page.frames)
            assert found == [len(page.nodes) - 1, len(page.frames), arrows, page.title]
        else:  # a frame is a box beside the lanes
            assert source.startswith("flowchart TD")
            assert found == [len(page.nodes) + len(page.frames), 0, len(page.edges), page.title]


WAYS: Final = """
[*] > Behov: identifiera behov av samordning
Behov > Samtycke: tacka ja till flerpartsmötet
Samtycke > Samtycke gäller: ge samtycke
[*] > Förberedelse:
Förberedelse > Kallelse: kalla till mötet
Kallelse > Förberedelse:
Kallelse > Möte: öppna mötet
Möte > Åtgärder: avsluta mötet [en plan är godkänd]
Åtgärder > Uppföljning och revision: öppna mötet
Uppföljning och revision > Åtgärder: avsluta mötet
Åtgärder > ■ Avslut: avsluta ärendet
Samtycke gäller > Vilande: § återkalla samtycket
Vilande > Samtycke gäller: ge samtycke
■ Avslut > [*]:
"""
"""Every arrow of the overview: consent begins the preparation, its withdrawal leads to the pause from all phases."""


def test_consent_in_force_is_one_state_round_its_five_phases() -> None:
    [source] = drawn("overview").mermaids
    names = dict(re.findall(r'state "(.*)" as (s\d+)', source))
    said = {ident: name for name, ident in names.items()} | {"[*]": "[*]"}
    [inside] = re.findall(rf"as {names['Samtycke gäller']} \{{\n(.*?)\n    \}}", source, re.DOTALL)
    assert re.findall(r'state "(.*)" as', inside) == [
        "Förberedelse", "Kallelse", "Möte", "Åtgärder", "Uppföljning och revision",
    ]  # fmt: skip
    arrows = {
        f"{said[one]} > {said[two]}: {' '.join(html.unescape(words.replace('#', '&#')).split('<br/>'))}".strip()
        for one, two, words in re.findall(r"^ +(\S+) --> (\S+)(?: : (.*))?$", source, re.MULTILINE)
    }
    assert arrows == {line.strip() for line in WAYS.strip().splitlines()}


def test_its_lines_are_short() -> None:
    for name in ("overview", "ui-overview", "case"):
        for lang in LANGUAGES:
            for line in html.unescape(drawn(name, lang).mermaids[0].replace("#", "&#")).splitlines():
                words = re.sub(r'^ *(state "|s\d+ : |\S+ --> \S+ : )', "", line)
                assert words.startswith(("    acc", "    class")) or all(len(one) < 50 for one in words.split("<br/>"))


def test_no_arrow_leads_from_one_box_where_it_leads_from_all_of_a_frame() -> None:
    last = drawn("swimlanes").mermaids[-1]
    [frame] = re.findall(r'(n\d+)\("”Samtycke gäller”, sida 2–5"\)', last)
    [pause] = re.findall(r'(n\d+)\("Vilande', last)
    assert f'{frame} -->|"§ återkalla samtycket"| {pause}' in last
    assert re.findall(rf"\S+ -->\|\S.*\| {pause}$", last, re.MULTILINE) == [
        f'{frame} -->|"§ återkalla samtycket"| {pause}'
    ]


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
        assert len(re.findall("flowchart TD|stateDiagram-v2", path.read_text(encoding="utf-8"))) == 1


def chain(text: str) -> Picture:
    """A chain of phases that has a text wherever a text can be."""
    of = hostile_picture(text, Layout.GRID)
    start = Node(id="s", kind=Kind.START, title=text)
    last = Node(id="z", kind=Kind.END, title=text, rows=(Row(((Line(text),), (Line(text),))),))
    ways = (Edge(id="g", source="s", target="a", way=Way.RIGHT, lines=(Line(text),)), *of.edges)
    framed = Frame("ram", text, ("b", "c"))
    return evolve(of, nodes=(start, *of.nodes, last), edges=(*ways, evolve(ways[0], id="h", source="ram", target="z")),
                  frames=(framed,))  # fmt: skip


def test_a_hostile_text_in_a_state_is_the_text_that_it_is() -> None:
    pages = [chain(text) for text in HOSTILE]
    sources = [states.source(page, THEMES["light"]) for page in pages]
    assert made_of(sources, draws=False) == ["read"] * len(HOSTILE)
    assert [one[:3] for one in made_of(sources[::12])] == [[4, 1, 6]] * len(sources[::12])
    for text, source in zip(HOSTILE, sources, strict=True):
        titles = re.findall(r'state "(.*)" as', html.unescape(source.replace("#", "&#")))
        assert len(titles) == 5
        assert all(shown(text) in "".join(one.split()) for one in titles)
