"""Rung 1: the DOT is the same text wherever and whenever it is made, and says nothing of the machine."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import graphviz
import pytest

from flerpart_flow.diagrams.drawing import draw
from flerpart_flow.diagrams.model import Picture
from flerpart_flow.diagrams.render import dot
from flerpart_flow.diagrams.render.themes import THEMES
from tests import toy
from tests.diagrams.pictures import ALL, NAMES, drawn
from tests.generated import HOW

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).parent / "golden"
EVERYTHING = """
import sys
from flerpart_flow.diagrams.render.themes import THEMES
from tests.diagrams.pictures import ALL, drawn
for name, lang in ALL:
    for theme in THEMES:
        sys.stdout.buffer.write(drawn(name, lang, theme).source.encode())
"""


def all_sources(seed: str, zone: str) -> str:
    """The DOT of every view in every language and theme, made by a process of its own."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("COV")}
    env = {**kept, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    ran = subprocess.run([sys.executable, "-c", EVERYTHING], env=env, cwd=ROOT, capture_output=True, check=True)
    return ran.stdout.decode()


@cache
def sources_here() -> str:
    """The same, made by this process."""
    return "".join(drawn(name, lang, theme).source for name, lang in ALL for theme in THEMES)


@pytest.mark.parametrize(("seed", "zone"), [("1", "Asia/Tokyo"), ("random", "America/New_York")])
def test_every_process_makes_the_same_dot(seed: str, zone: str) -> None:
    made = all_sources(seed, zone)
    assert made == sources_here()
    assert made.count("digraph") >= len(NAMES) * 2 * len(THEMES)


def test_no_address_time_or_path_is_in_it() -> None:
    made = sources_here()
    assert re.findall(r"0x[0-9a-f]{6,}|\b\d{12,}\b", made) == []
    assert re.findall(r"\b\d\d:\d\d:\d\d\b|\d{4}-\d\d-\d\dT", made) == []
    assert str(Path.home()) not in made
    assert str(ROOT) not in made
    assert re.findall(r"(?:^|[\s\"'>])/(?:home|root|usr|tmp|work|Users)/", made) == []


def sorted_attributes(line: str) -> bool:
    """Whether the attributes of a DOT statement stand in the order of their names, the label first: so the graphviz
    package writes it.
    """
    plain = re.sub(r"<<TABLE.*?</TABLE>>|<<FONT.*?>>|\"(?:\\.|[^\"\\])*\"", '""', line)
    names: list[str] = re.findall(r"[\[ ](\w+)=", plain.partition("[")[1] + plain.partition("[")[2])
    rest = [name for name in names if name != "label"]
    return rest == sorted(rest)


def test_attributes_are_sorted() -> None:
    lines = [line for line in sources_here().splitlines() if re.match(r'\t+("|\w|graph|node|edge)', line)]
    assert len(lines) > 1000
    assert [line for line in lines if "[" in line and not sorted_attributes(line)] == []


@pytest.mark.parametrize("view", ["overview", "swimlanes"])
def test_the_toys_picture_is_the_one_that_was_read_by_hand(view: str) -> None:
    """A small picture of which every line can be told: see ``golden``."""
    assert toys(view) == (GOLDEN / f"toy-{view}.dot").read_text(encoding="utf-8"), HOW


def toys(view: str) -> str:
    """The DOT of the toy routine, whose letters are their own names."""
    return draw(toy.TOY, view, lang="en").source


def test_a_picture_is_quoted_by_the_graphviz_package() -> None:
    """Ids and names are quoted as the graphviz package quotes them, whatever they are."""
    page: Picture = drawn("overview").pages[0]
    assert f"digraph {graphviz.quoting.quote(page.name)}" in dot.source(page, THEMES["light"])
