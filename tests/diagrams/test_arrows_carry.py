"""What an arrow is drawn as holds for each act that it carries: the individual's own right, and the main path."""

from __future__ import annotations

import re
from collections.abc import Sequence

import attrs
import pytest

from flerpart_flow.diagrams.model import Edge, Node, Picture, Sign, Tone, Way
from flerpart_flow.diagrams.wording import Wording, capital
from flerpart_flow.engine.definition.moves import START
from flerpart_flow.installed import ROUTINES
from flerpart_flow.texts import LANGUAGES
from tests.diagrams.pictures import NAMES, asked, drawn

MAIN = {
    "flerpartsmote": (
        (START, "behov", "identifiera_behov"),
        ("behov", "samtycke", "tacka_ja"),
        ("samtycke", "forberedelse", "ge_samtycke"),
        ("forberedelse", "kallelse", "kalla"),
        ("kallelse", "mote", "oppna_mote"),
        ("mote", "atgarder", "avsluta_mote"),
        ("atgarder", "uppfoljning", "oppna_mote"),
        ("uppfoljning", "atgarder", "avsluta_mote"),
        ("atgarder", "avslut", "avsluta"),
    ),
    "ung_intro": (
        (START, "behov", "identifiera_behov"),
        ("behov", "forberedelse", "ge_samtycke"),
        ("forberedelse", "aktualisering", "aktualisera"),
        ("aktualisering", "antagen", "anta"),
        ("antagen", "samverkan", "starta"),
        ("samverkan", "avslut", "avsluta"),
    ),
}
"""By hand, from the two tables: from where to where a case goes when nothing is in its way, and by what."""
OWN = {
    "sv": (
        r"Tacka nej till (flerpartsmötet|stödet)",
        r"Svara nej på frågan om samtycke",
        r"(Ge|Begränsa) samtycke(t)?( på nytt)?( \([^)]*\)\.)?,? om (ordföranden|den som ansvarar) tas bort",
        r"Återkalla samtycket",
        r"Avsluta ärendet på egen önskan",
    ),
    "en": (
        r"Decline the (offer of a multi-party meeting|support)",
        r"Answer no to the question of consent",
        r"(Give|Narrow the) consent( anew)?( \([^)]*\)\.)?,? if the (chair|one responsible for the case) is taken out",
        r"Withdraw the consent",
        r"Close the case at their own wish",
    ),
}
"""By hand, too: what ends a case or pauses it because the individual, or a representative, says so."""
WHO = re.compile(r"[^(]*(\((individen|the individual)\b.*)?", re.DOTALL)
"""Nobody else than the individual is named first, if anybody is."""
STEP = re.compile(r"(?:Från|From) [^.§]+? (?:till|to) [^.]+\. |(?:Ärendet börjar i|The case begins in) [^.]+\. ")
JOINS = ("case", "calendar")
"""Views whose thick arrows are a case's way, or days in their order: they carry no act."""


def carried(edge: Edge, nodes: Sequence[Node]) -> list[str]:
    """The acts that an arrow stands for: those that it tells of, else the rows of the box that it leads from or to."""
    if STEP.match(edge.label):
        return [part.strip() for part in STEP.split(edge.label)[1:]]
    ends = [node for node in nodes if node.id in (edge.source, edge.target) and node.label == edge.label]
    ends = ends or [node for node in nodes if node.id == edge.source and node.title == edge.label]
    lines = [row.cells[0][0].text for node in ends for row in node.rows if row.id is not None]
    return lines or [edge.label]


def wrong(page: Picture, routine: str, lang: str) -> list[str]:
    """What an arrow of a page carries that isn't what the arrow is drawn as. Empty where nothing does."""
    wording = Wording.of(ROUTINES[routine], ROUTINES[routine].rules(), lang)
    onward = tuple(_onward(wording, *one) for one in MAIN[routine])
    found = []
    for edge in page.edges:
        acts = carried(edge, page.nodes)
        if edge.way is Way.RIGHT and page.view != "case":
            found += [f"{edge.id}: {act}" for act in acts if not _individuals(act, lang)]
        if edge.way is Way.MAIN and page.view not in JOINS and (len(acts) != 1 or not edge.label.startswith(onward)):
            found.append(f"{edge.id}: {edge.label}")
    return found + [f"{node.id}: {one}" for node in page.nodes for one in _without_arrow(node, page)]


def _individuals(act: str, lang: str) -> bool:
    named = act.removeprefix(f"{Sign.RIGHT} ")
    return WHO.fullmatch(named) is not None and any(re.match(one, named, re.IGNORECASE) for one in OWN[lang])


def _onward(wording: Wording, source: str, target: str, event: str) -> str:
    way = wording.word(
        "steg_start" if source == START else "steg", fran=wording.phase(source), till=wording.phase(target)
    )
    return f"{way}. {capital(wording.act(event))} ("


def _without_arrow(node: Node, page: Picture) -> list[str]:
    """Whether a box beside a phase has rows of the individual's, of others or both, just as arrows join it."""
    rights = {edge.way is Way.RIGHT for edge in page.edges if node.id in (edge.source, edge.target)}
    if not rights or not node.rows or not node.id.startswith(("fran-", "till-", "efter-")):
        return []
    told = {line.text.startswith(Sign.RIGHT) for row in node.rows for line in row.cells[0] if line.tone != Tone.MUTED}
    return [] if told == rights else [f"rows {sorted(told)}, arrows {sorted(rights)}"]


OURS = tuple(name for name in NAMES if asked()[name][0].name in MAIN)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", OURS)
def test_no_arrow_carries_an_act_that_it_is_not_drawn_as(name: str, lang: str) -> None:
    for page in drawn(name, lang).pages:
        assert wrong(page, asked()[name][0].name, lang) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_step_of_the_main_path_and_every_right_has_its_arrow(lang: str) -> None:
    """Else the lint above could hold of pictures without arrows."""
    for prefix, routine in (("", "flerpartsmote"), ("ui-", "ung_intro")):
        wording = Wording.of(ROUTINES[routine], ROUTINES[routine].rules(), lang)
        labels = [
            edge.label for page in drawn(f"{prefix}detail", lang).pages for edge in page.edges if edge.way is Way.MAIN
        ]
        for step in MAIN[routine]:
            assert any(label.startswith(_onward(wording, *step)) for label in labels), step
    rights = " ".join(
        edge.label
        for name in ("detail", "ui-detail")
        for page in drawn(name, lang).pages
        for edge in page.edges
        if edge.way is Way.RIGHT
    )
    assert [one for one in OWN[lang] if not re.search(one, rights, re.IGNORECASE)] == []


@pytest.mark.parametrize(
    ("name", "of", "drawn_as", "way"),
    [
        ("detail", Way.OTHER, "fas-vilande", Way.RIGHT),
        ("detail", Way.OTHER, "fran-fas-behov", Way.MAIN),
        ("detail", Way.RIGHT, "till-fas-vilande", Way.OTHER),
        ("deviations", Way.RIGHT, "efter-fas-avslut", Way.MAIN),
        ("ui-detail", Way.OTHER, "till-fas-avslut", Way.RIGHT),
        ("ui-swimlanes", Way.MAIN, "fas-antagen", Way.RIGHT),
    ],
)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_arrow_that_is_drawn_as_what_it_is_not_is_found(
    name: str, of: Way, drawn_as: str, way: Way, lang: str
) -> None:
    routine = asked()[name][0].name
    pages = drawn(name, lang).pages
    page, edge = next((p, e) for p in pages for e in p.edges if e.way is of and drawn_as in (e.source, e.target))
    others = (attrs.evolve(one, way=way) if one is edge else one for one in page.edges)
    assert wrong(attrs.evolve(page, edges=tuple(others)), routine, lang) != []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_one_arrow_for_a_right_and_for_what_others_do_is_found(lang: str) -> None:
    """As it was: what the chair may do was carried by the individual's blue arrow."""
    page = next(page for page in drawn("detail", lang).pages if page.name.endswith("phase-vilande"))
    others, own = (edge for edge in page.edges if edge.target == "till-fas-avslut")
    assert (others.way, own.way) == (Way.OTHER, Way.RIGHT)
    rest = tuple(edge for edge in page.edges if edge not in (others, own))
    one = attrs.evolve(own, label=f"{others.label} {own.label}")
    assert wrong(page, "flerpartsmote", lang) == []
    assert len(wrong(attrs.evolve(page, edges=(*rest, one)), "flerpartsmote", lang)) == 2
