"""Everything that a routine has is on a page of the handbook, in both languages, and every link leads somewhere."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flerpart_flow.diagrams.drawing import Drawing
from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.handbook import Book, handbook
from flerpart_flow.handbook.inlined import linked, small
from flerpart_flow.handbook.markup import Page
from flerpart_flow.handbook.pages.norms import norm
from flerpart_flow.handbook.scope import Scope
from flerpart_flow.installed import ROUTINES
from flerpart_flow.routines.flerpartsmote import FLERPARTSMOTE
from flerpart_flow.texts import LANGUAGES
from flerpart_flow.trying import answer
from tests import toy
from tests.diagrams.generated import Made, routines, worded
from tests.diagrams.hostile import HOSTILE
from tests.diagrams.sketches import sketched
from tests.handbook.books import GROUP, ROOT, faults, whole
from tests.needs import needs_dot

pytestmark = pytest.mark.xdist_group(GROUP)

LOGS = sorted((ROOT / "examples" / "logs").glob("*.jsonl"))[::4]
BOTH = pytest.mark.parametrize("lang", ["sv", "en"])


def page(path: str) -> str:
    return whole()[f"{path}/index.html"]


def words(html: str) -> str:
    """What a page says, without its tags."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


PARTS = {
    "ordforande": ("(bara om en närstående är lämplig,", "(only whether a relative is suitable,"),
    "individ": ("(individens svar avgör)", "(the individual's answer decides)"),
    "individ_eller_ordforande": ("(ordföranden anger bara om en närstående", "(the chair states only whether a"),
}
"""By role what of deciding who takes part is theirs who have it (PR-MALGRUPP-2, FM-FORBEREDELSE-9)."""


@pytest.mark.parametrize("role", PARTS)
def test_the_page_of_a_role_says_what_of_a_shared_act_is_theirs_who_have_it(role: str) -> None:
    for lang, act, part in zip(("sv", "en"), ("vilka som ska delta", "who takes part"), PARTS[role], strict=True):
        assert f"{act} {part}" in words(page(f"flerpartsmote/{lang}/role/{role}"))


@BOTH
@pytest.mark.parametrize("routine", ROUTINES.values(), ids=lambda one: one.name)
def test_every_phase_event_norm_duty_deviation_role_and_list_has_a_page(routine: Routine[Any], lang: str) -> None:
    files, start = whole(), f"{routine.name}/{lang}"
    wanted = {
        "phase": list(routine.phases),
        "event": list(routine.events),
        "norm": list(routine.rules().norms),
        "duty": [one.name for one in routine.duties],
        "deviation": [one.kind for one in routine.outline.deviations],
        "role": [one.by.code for one in routine.moves],
        "term": ["enhet", "amne", "skal.avsluta"],
    }
    for kind, names in wanted.items():
        assert not [name for name in names if f"{start}/{kind}/{name}/index.html" not in files], kind
        assert f"{start}/{kind}/index.html" in files


def test_no_link_is_dead_and_no_id_stands_twice() -> None:
    found = faults(whole())
    assert found.dead == ()
    assert found.twice == ()


def test_the_check_of_links_sees_a_dead_one_a_missing_part_and_an_id_that_stands_twice() -> None:
    pages = {
        "a/index.html": '<p id="x"></p><p id="x"></p><a href="../b.html">',
        "b/index.html": '<a href="../a/index.html#y">',
    }
    found = faults(pages)
    assert found.dead == (("a/index.html", "../b.html"), ("b/index.html", "../a/index.html#y"))
    assert found.twice == (("a/index.html", "x"),)


@pytest.mark.parametrize("log", LOGS, ids=lambda path: path.stem)
def test_no_link_in_the_answers_of_a_tried_case_is_dead(log: Path) -> None:
    text = log.read_text(encoding="utf-8")
    routine = json.loads(text.partition("\n")[0])["routine"]
    told = [json.loads(answer(json.dumps({"do": "open", "lang": lang, "log": text}))) for lang in LANGUAGES]
    pages = {
        f"{routine}/{lang}/try/index.html": "".join(one["parts"].values())
        for lang, one in zip(LANGUAGES, told, strict=True)
    }
    assert all("href=" in html for html in pages.values())
    dead = faults({**whole(), **pages}, of=pages).dead[:3]
    assert dead == ()


@BOTH
def test_whatever_the_search_finds_is_there(lang: str) -> None:
    for routine in ROUTINES:
        entries = json.loads(
            whole()[f"{routine}/{lang}/search/entries.js"].removeprefix("const ENTRIES = ").rstrip(";\n")
        )
        html = "".join(f'<a href="{address}">' for _, _, _, address, _ in entries)
        path = f"{routine}/{lang}/search/index.html"
        assert len(entries) > 200
        dead = faults({**whole(), path: html}, of=[path]).dead[:3]
        assert dead == ()


def test_the_page_of_a_norm_says_what_it_says_how_it_is_read_what_carries_it_and_where_it_is_drawn() -> None:
    html = page("flerpartsmote/sv/norm/FM-KALLELSE-8")
    told = words(html)
    assert "Kallelsen ska förklara vad mötet syftar till och varför man vill att de kallade parterna är med." in told
    assert "Diagnos och ersättning får inte nämnas." in told
    assert '<a href="../../reading/index.html#A41">A41</a>' in html
    assert '<a href="../../event/kalla/index.html">Kalla till mötet</a>: varje kallad enhet' in html
    assert "Källa Rutinen för flerpartsmöte, Kallelse till flerpartsmöte" in told
    assert 'href="../FM-KALLELSE-2/index.html">FM-KALLELSE-2</a></li>' in html
    drawn = re.findall(r'href="\.\./\.\./picture/(phase-[a-z]*)[^"]*/index.html#(steg-[^"]*)"', html)
    assert ("phase-kallelse", "steg-kallelse-kalla") in drawn
    lit = re.findall(r'class="node [^"]*\blit"', html)
    assert len(lit) == 3  # called from preparation, summons and measures


def test_a_twin_says_which_half_is_allowed_which_is_not_and_what_differs() -> None:
    html = page("flerpartsmote/sv/norm/FM-KALLELSE-8")
    twin = html[html.index("En kallad enhet får inget syfte") :]
    refused, allowed = (words(one) for one in re.split(r'<div class="half \w+">', twin)[1:3])
    assert re.findall(r'<div class="half (\w+)">', twin)[:2] == ["no", "yes"]
    assert refused.startswith("✗ Får inte göras Kalla till mötet, dag 5")
    assert "Utan: syfte för varje mottagare (kommunens enhet för ekonomiskt bistånd)" in refused
    assert allowed.startswith("✓ Får göras Kalla till mötet, dag 5")
    assert "Syfte för varje mottagare (kommunens enhet för ekonomiskt bistånd): ”Planera vägen" in allowed
    assert "kanal" not in refused + allowed  # what is alike in both isn't told


def test_the_same_norm_in_english() -> None:
    told = words(page("flerpartsmote/en/norm/FM-KALLELSE-8"))
    assert "What the routine says" in told
    assert "Send the summons to the meeting" in told
    assert "Det här" not in told


def test_the_page_of_an_act_is_a_checklist_with_must_before_should() -> None:
    told = words(page("flerpartsmote/sv/event/kalla"))
    assert (
        told.index("Måste (16)")
        < told.index("individens samtycke till mötet gäller")
        < told.index("Bör (4): ger en varning, hindrar inte")
    )
    assert told.index("Bör (4): ger en varning, hindrar inte") < told.index("övriga får tillräcklig framförhållning")


def test_in_a_picture_each_phase_act_and_norm_leads_to_its_page() -> None:
    drawn = [text for path, text in whole().items() if path.startswith("flerpartsmote/sv/picture/phase-kallelse")]
    html = next(text for text in drawn if 'id="steg-kallelse-kalla"' in text)
    svg = html[html.index("<svg") :]
    act = re.search(r'(?:<a [^>]*>)?<g id="steg-kallelse-kalla".*?</g>', svg, re.DOTALL)
    assert act is not None
    assert act[0].count('<a href="../../event/kalla/index.html"') == 1
    assert '<a href="../../norm/FM-KALLELSE-8/index.html">FM-KALLELSE-8</a>' in svg
    overview = page("flerpartsmote/sv/picture/overview")
    assert re.search(r'<a href="../../phase/atgarder/index.html"[^>]*><g id="fas-atgarder"', overview)
    assert re.search(r'<a href="../../event/tacka_ja/index.html"[^>]*><g id="steg-behov-tacka_ja"', overview)
    deviations = page("flerpartsmote/sv/picture/deviations-1")
    assert '<a href="../../deviation/utebliven/index.html"' in deviations


def test_a_picture_brings_no_style_of_its_own_which_the_page_would_forbid() -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="6pt" height="3pt" style="max-width:100%"><style>g{}</style>'
        '<g class="graph"><g id="fas-a" class="node"><text>A, by B-1</text></g></g></svg>'
    )
    norms = re.compile("B-1")
    for made in (linked(svg, {"fas-a": "a.html"}, norms, lambda one: f"{one}.html"), small(svg, {"fas-a"}, "A")):
        assert "style" not in made
    assert '<a href="B-1.html">B-1</a>' in linked(svg, {}, norms, lambda one: f"{one}.html")
    assert 'width="8"' in linked(svg, {}, norms, str)


def test_every_line_of_a_heading_in_a_picture_is_one_link() -> None:
    head, rest = 'font-weight="bold" font-size="9"', 'font-size="9"'
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg"><g id="steg-a" class="node">'
        f"<text {head}>Prepare it together</text><text {rest}> </text><text {head}>with the individual</text>"
        f"<text {rest}>the chair (B-1)</text><text {head}>Must</text></g></svg>"
    )
    made = linked(svg, {"steg-a": "a.html"}, re.compile("B-1"), lambda one: f"{one}.html")
    (link,) = re.findall(r'<a href="a.html">(.*?)</a>', made)
    assert re.sub("<[^>]*>", "|", link) == "|Prepare it together||with the individual|"
    phase = whole()["flerpartsmote/sv/picture/phase-kallelse-1/index.html"]
    for first, second, there in (
        ("Förbereda mötet tillsammans", "med individen", "../../event/forbered/index.html"),
        ("Från", "Förberedelse", "../../phase/forberedelse/index.html"),
    ):
        assert re.search(rf'<a href="{there}"[^>]*>(?:(?!</a>).)*>{first}</text>(?:(?!</a>).)*>{second}</text>', phase)


def test_what_is_not_in_a_picture_says_so() -> None:
    assert "finns inte i någon bild" in words(page("flerpartsmote/sv/norm/FM-BAKGRUND-4"))


@BOTH
def test_each_page_leads_to_the_same_one_in_the_other_language(lang: str) -> None:
    other = {"sv": "en", "en": "sv"}[lang]
    html = page(f"ung_intro/{lang}/norm/UI-AKT-2")
    assert f'href="../../../{other}/norm/UI-AKT-2/index.html" lang="{other}"' in html


def test_no_page_loads_anything_from_elsewhere_and_only_three_kinds_run_a_script() -> None:
    for path, text in whole().items():
        if not path.endswith(".html"):
            continue
        assert not re.search(r'(?:href|src|action)="(?:https?:)?//', text), path
        scripts = "script-src" in text or "<script" in text
        runs = path.endswith(("/search/index.html", "/try/index.html")) or 'id="own-day"' in text
        assert scripts is runs, path
        assert "default-src 'none'" in text, path


def test_what_an_overlay_changes_is_on_the_pages() -> None:
    rules = FLERPARTSMOTE.rules(overlay={"parameter": {"lead_time_weeks_region": 8}})
    of = Page(Scope(FLERPARTSMOTE, rules, "sv", ()), "flerpartsmote/sv/norm/FM-BOKNING-2/index.html")
    assert "<strong>8</strong>: Framförhållning till Regionen" in "".join(norm(of, "FM-BOKNING-2"))
    assert "<strong>6</strong>: Framförhållning till Regionen" in page("flerpartsmote/sv/norm/FM-BOKNING-2")


def test_under_an_overlay_a_norm_says_that_its_twins_are_played_without_it() -> None:
    rules = FLERPARTSMOTE.rules(overlay={"parameter": {"lead_time_weeks_region": 8}})
    told = "Exemplen prövas under rutinens egna regler, utan era egna värden."
    of = Page(Scope(FLERPARTSMOTE, rules, "sv", ()), "flerpartsmote/sv/norm/FM-KALLELSE-8/index.html")
    assert "".join(norm(of, "FM-KALLELSE-8")).count(told) == 1
    assert told not in page("flerpartsmote/sv/norm/FM-KALLELSE-8")


@BOTH
def test_on_the_first_page_the_question_itself_is_the_link(lang: str) -> None:
    asked = {
        "sv": ["Vad ska Försäkringskassan göra, och när kan den kallas?", "Vem gör vad?", "I vilken ordning sker det?"],
        "en": ["What is the Social Insurance Agency to do, and when can it be called?", "Who does what?"],
    }
    for one in asked[lang]:
        assert re.search(
            rf'<li><a href="(?:picture|question)/[^"]*">{re.escape(one)}</a></li>', page(f"flerpartsmote/{lang}")
        ), one
    first = page("ung_intro/sv")
    assert "Vad ska Försäkringskassan göra, och när?</a>" in first  # nobody is called to a meeting there


# No text of the package has holes that nothing fills, nor half a character, which no file can hold.
WORDS = st.sampled_from([one for one in HOSTILE if not set(one) & set("{}") and one.isprintable()])


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(routines(WORDS, most=5))
def test_any_routine_gets_pages_without_a_dead_link_and_its_words_are_never_markup(made: Made) -> None:
    with worded(made.words):
        files = handbook(Book(((made.routine, made.routine.rules()),)), sketched)
    pages = {path: data.decode() for path, data in files.items()}
    assert faults(pages) == faults({})
    assert all(
        f"pahittad/{lang}/phase/{phase}/index.html" in pages for phase in made.routine.phases for lang in LANGUAGES
    )
    for path, text in pages.items():
        if path.endswith(".html"):
            assert not re.search(r"<(?:b|img|TABLE)[ >]|<script>", text), path


def test_a_routine_of_somebody_elses_is_drawn_with_an_engine() -> None:
    needs_dot()
    with toy.labelled():
        routine = toy.build()
        files = handbook(Book(((routine, routine.rules()),)), Drawing.svgs)
    assert faults({path: data.decode() for path, data in files.items()}) == faults({})
    assert b"<svg" in files["toy/sv/phase/A/index.html"]


def test_a_norm_tells_the_questions_that_its_words_leave_open_and_the_answers() -> None:
    assert "Vem leder mötet, och vem dokumenterar?" in words(page("flerpartsmote/sv/norm/FM-ROLL-3"))
    assert "A31: Must the individual be at the meeting?" in words(page("flerpartsmote/en/reading"))


def test_a_norm_of_an_address_shows_it() -> None:
    assert "Salagatan 18<br>753 75 Uppsala" in page("flerpartsmote/sv/norm/FM-ADRESS-3")
