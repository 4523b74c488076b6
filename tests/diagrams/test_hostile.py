"""A text that wants to be something else is drawn as the text that it is, in every format."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from flerpart_flow.diagrams.drawing import Drawing
from flerpart_flow.diagrams.model import Edge, Key, Kind, Lane, Layout, Line, Mark, Node, Picture, Row, Tone, Way
from flerpart_flow.diagrams.render.themes import LIGHT
from tests.diagrams.hostile import HOSTILE, LONG, UNBROKEN, shown
from tests.needs import needs_dot, needs_engine

SVG = "{http://www.w3.org/2000/svg}"
EVERYWHERE = 15
"""In so many places of ``picture`` the text is drawn: title, subtitle, note, legend, heads of lanes and columns, boxes,
lines, rows and arrows."""


SOME = ('"', "a\\", "<b>fet</b>", "]]>", "\x00", "<<TABLE>>", "\\N", "&amp;", "שלום עולם", " ")


def picture(text: str, layout: Layout = Layout.DOWN) -> Picture:
    """A picture that has the text wherever a text can be, also where it is only heard."""
    line = Line(text)
    return Picture(
        view="hostile",
        name="hostile",
        lang="en",
        title=text,
        subtitle=text,
        description=text,
        layout=layout,
        nodes=(
            Node(id="a", kind=Kind.PHASE, title=text, lines=(line,), lane="lane", row=0, label=text, mark=Mark.PASSED),
            Node(
                id="b", kind=Kind.DEVIATION, title=text, widths=(30,),
                rows=(Row(((line,),), "row", text, Tone.ALERT), Row(((line,),))), lane="lane", row=1,
            ),
            Node(
                id="c", kind=Kind.TABLE, title=text, columns=(text, text), rows=(Row(((line,), (line, line))),),
                widths=(20, 20), lane="lane", row=2,
            ),
        ),
        edges=(
            Edge(id="e", source="a", target="b", way=Way.MAIN, lines=(line, Line(text, Tone.MUTED)), label=text),
            Edge(id="f", source="b", target="c", way=Way.DEVIATION, label=text),
        ),
        lanes=(Lane("lane", text),) if layout is Layout.LANES else (),
        legend=(Key(text, Way.MAIN), Key(text, Kind.END), Key(text, Mark.HERE), Key(text)),
        ranks=(("a",), ("b",), ("c",)),
        notes=(line,),
    )  # fmt: skip


def drawing(text: str, layout: Layout = Layout.DOWN) -> Drawing:
    return Drawing((picture(text, layout),), LIGHT)


def told(svg: str) -> tuple[ET.Element, str]:
    """The root, and every text that is drawn, without white space."""
    root = ET.fromstring(svg.encode())
    return root, "".join("".join((one.text or "").split()) for one in root.iter(f"{SVG}text"))


@pytest.mark.parametrize("layout", list(Layout))
def test_every_hostile_text_is_drawn_as_it_is(layout: Layout) -> None:
    """All of them at once, each in a box of its own, by one run of the engine."""
    engine = needs_engine("graphviz-pure")
    nodes = tuple(
        Node(id=f"n{number}", kind=Kind.PHASE, title=text, lines=(Line(text),), lane="lane", row=number)
        for number, text in enumerate(HOSTILE)
    )
    base = picture("ok", layout)
    page = Picture(
        view=base.view, name=base.name, lang=base.lang, title="ok", subtitle="ok", description="ok", layout=layout,
        nodes=nodes, lanes=base.lanes, ranks=tuple((node.id,) for node in nodes) if layout is Layout.GRID else (),
    )  # fmt: skip
    (svg,) = Drawing((page,), LIGHT).svgs(engine=engine.path)
    root = ET.fromstring(svg.encode())
    groups = {one.get("id"): one for one in root.iter(f"{SVG}g")}
    for node, text in zip(nodes, HOSTILE, strict=True):
        group = groups[node.id]
        found = "".join("".join((one.text or "").split()) for one in group.iter(f"{SVG}text"))
        expected = shown(text)
        assert found == expected * 2, repr(text)
        label = "".join((group.get("aria-label") or "").split())
        assert (expected or node.id) in label


@pytest.mark.parametrize("text", SOME, ids=repr)
@pytest.mark.parametrize("layout", [Layout.DOWN, Layout.LANES])
@pytest.mark.parametrize("kind", ["dot", "graphviz-pure"])
def test_a_hostile_text_everywhere_is_drawn_as_it_is(text: str, layout: Layout, kind: str) -> None:
    engine = needs_dot() if kind == "dot" else needs_engine(kind)
    (svg,) = drawing(text, layout).svgs(engine=engine.path)
    root, words = told(svg)
    assert not shown(text) or words.translate(dict.fromkeys(map(ord, "►●!√"))).count(shown(text)) >= EVERYWHERE
    styles = [one.text or "" for one in root.iter(f"{SVG}style")]
    assert len(styles) == 1
    assert re.fullmatch(
        r"@media all\{svg\[aria-labelledby=\"hostile-titel\"\]\{max-width:100%;height:auto\}\}"
        r"@media \(prefers-color-scheme:dark\)\{(\[(fill|stroke)=\"#\w{6}\"\]\{\2:#\w{6}\})+\}",
        styles[0],
    )
    elements = {one.tag.removeprefix(SVG) for one in root.iter()} - {"style"}
    assert elements <= {"svg", "title", "desc", "g", "text", "path", "polygon", "polyline", "ellipse"}
    assert {"a", "b", "c", "e", "f", "row"} <= {one.get("id") for one in root.iter()}
    assert "".join((root.findtext(f"{SVG}desc") or "").split()) == shown(text)


@pytest.mark.parametrize("text", [LONG, UNBROKEN])
def test_ten_thousand_characters_are_drawn(text: str) -> None:
    engine = needs_engine("graphviz-pure")
    node = Node(id="a", kind=Kind.PHASE, title="ok", lines=(Line(text),))
    base = picture("ok")
    page = Picture(
        view=base.view, name=base.name, lang="en", title="ok", subtitle="ok", description=text, layout=Layout.DOWN,
        nodes=(node,),
    )  # fmt: skip
    (svg,) = Drawing((page,), LIGHT).svgs(engine=engine.path)
    assert len(text) == 10_000
    assert shown(text) in told(svg)[1]


ENTITY = re.compile(r"#(\w+);")
NAMED = {"quot": '"', "amp": "&", "lt": "<", "gt": ">", "8203": ""}


@pytest.mark.parametrize("text", HOSTILE, ids=repr)
def test_mermaid_has_the_text_and_no_markup_of_it(text: str) -> None:
    """Within the quotes of a label nothing is left that Mermaid or a browser would read as anything but text."""
    source = drawing(text).mermaid
    lines = source.splitlines()
    assert lines[0] == "flowchart TD"
    labels = re.findall(r'"([^"]*)"', "\n".join(line for line in lines if not line.strip().startswith("acc")))
    for label in labels:
        assert not set(label.replace("<br/>", "")) & set('"<>`\\|{}[]')
        assert "&" not in label
    plain = ["".join(ENTITY.sub(_decoded, label.replace("<br/>", "")).split()) for label in labels]
    assert sum(shown(text) in one for one in plain) >= 4
    statements = [line for line in lines[3:] if not re.match(r"    (n\d+|classDef|class) ?", line)]
    assert statements == []
    assert all("\n" not in line and "%%" not in line and "{" not in line for line in lines[1:3])


def _decoded(found: re.Match[str]) -> str:
    name = found[1]
    return NAMED[name] if name in NAMED else chr(int(name))


@pytest.mark.parametrize("text", HOSTILE, ids=repr)
def test_the_table_has_the_text_and_no_markup_of_it(text: str) -> None:
    from markdown_it import MarkdownIt

    table = drawing(text).table
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(table)
    inline = [child for token in tokens if token.type == "inline" for child in token.children or ()]
    assert {child.type for child in inline} <= {"text", "text_special", "html_inline", "softbreak"}
    assert {child.content for child in inline if child.type == "html_inline"} <= {"<br>"}
    assert "html_block" not in {token.type for token in tokens}
    widths = {line.count("|") - line.count("\\|") for line in table.splitlines() if line.startswith("| ")}
    assert widths <= {3, 4, 5}
    paragraphs = [token.children or () for token in tokens if token.type == "inline"]
    texts = ["".join("".join(child.content for child in children).split()) for children in paragraphs]
    assert sum(shown(text) in one for one in texts) >= 8


@pytest.mark.parametrize("text", HOSTILE, ids=repr)
def test_the_dot_has_one_graph_whose_names_are_the_pictures_own(text: str) -> None:
    source = drawing(text).source
    assert "\x00" not in source
    source.encode()
    outside = re.sub(r"<<TABLE.*?</TABLE>>(?=[ \]])|label=<<FONT.*?>(?=[ \]])", '""', source)
    names = set(re.findall(r'^\t"?(\w+)"? (?=\[|->)', outside, re.MULTILINE))
    assert names <= {"graph", "node", "edge", "a", "b", "c"}
