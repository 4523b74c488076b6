"""Wherever it is told who may do an act that several share, it is told what of it is whose: in pictures, in what a
status says, and where a case is tried.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from typing import Any, Final
from unittest.mock import patch

import pytest

from flerpart_flow.define import Routine
from flerpart_flow.diagrams.drawing import draw
from flerpart_flow.diagrams.model import Picture, Sign
from flerpart_flow.diagrams.wording import Wording
from flerpart_flow.engine.words import reasons
from flerpart_flow.engine.words.wording import wording
from flerpart_flow.export import as_bpmn
from flerpart_flow.installed import ROUTINES
from flerpart_flow.texts import Texts
from flerpart_flow.trying import answer
from tests.cli.running import run
from tests.diagrams.pictures import LOGS, MEETING, bundled

ACT: Final = "bestam_deltagare"
WHOSE: Final = {
    ("flerpartsmote", "sv"): (
        "individen, ett behörigt ombud eller ordföranden",
        "bestämma vilka som ska delta",
        "ordföranden anger bara om en närstående är lämplig, eller om någon företräder individen enligt lag",
    ),
    ("flerpartsmote", "en"): (
        "the individual, an authorised representative or the chair",
        "decide who takes part",
        "the chair states only whether a relative is suitable, or somebody represents the individual by law",
    ),
    ("ung_intro", "sv"): (
        "individen, ett behörigt ombud eller den som ansvarar för ärendet",
        "bestämma vilka som ska delta",
        "den som ansvarar för ärendet anger bara att någon företräder individen enligt lag",
    ),
}
"""By routine and language: who, what, and what of it is whose (PR-MALGRUPP-2, FM-FORBEREDELSE-9, A48)."""
CASES: Final = {
    "flerpartsmote": ("pagaende_arende", "kallade_fore_regionen", "inget_svar_och_uteblev", "rakt_igenom"),
    "ung_intro": ("ui_varden", "ui_lankat_fel"),
}
LOG: Final = f"{LOGS}/pagaende_arende.jsonl"


def asked(routine: Routine) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every view of a routine, every checklist, and a few cases."""
    yield from ((view, {}) for view in ("overview", "swimlanes", "detail", "consent", "roles", "deviations"))
    yield from (("step", {"step": name}) for name in dict.fromkeys(move.event.name for move in routine.moves))
    yield from (("party", {"party": party.code}) for party in routine.outline.parties)
    yield from (("case", {"case": bundled(name)}) for name in CASES[routine.name])
    if routine.name == "flerpartsmote":
        yield "calendar", {"meeting": MEETING}


def told(page: Picture) -> Iterator[str]:
    """Every note, arrow and row of a page, and what each says to those who can't see it."""
    yield from (note.text for note in page.notes)
    for edge in page.edges:
        yield from (" ".join(line.text for line in edge.lines), edge.label)
    for row in (row for node in page.nodes for row in node.rows):
        yield from (" | ".join(line.text for cell in row.cells for line in cell), row.label)


@pytest.mark.parametrize(("name", "lang"), WHOSE)
def test_no_picture_says_who_decides_who_takes_part_without_what_of_it_is_whose(name: str, lang: str) -> None:
    who, what, whose = WHOSE[name, lang]
    found = [
        (page.name, text)
        for view, given in asked(ROUTINES[name])
        for page in draw(ROUTINES[name], view, lang=lang, **given).pages
        for text in told(page)
        if who in text.casefold() and what in text.casefold()
    ]
    assert len(found) >= 2
    assert [one for one in found if whose not in one[1]] == []


@contextmanager
def limited(routine: Routine) -> Iterator[frozenset[tuple[str, str]]]:
    """Every act that isn't the individual's alone has such a text, and none is told apart as a right of several; gives
    the acts with their roles.
    """
    roles = frozenset((move.event.name, move.by.code) for move in routine.moves if move.by.code != reasons.INDIVIDUAL)
    real = wording

    def planted(lang: str, own: Any) -> Texts:
        said = real(lang, own)
        kept = {key: said.raw(key) for key in list(said.keys()) if not key.startswith("delad_ratt.")}
        return Texts(lang, kept | {f"forbehall.{event}.alla": f"<{event}>" for event, _ in roles})

    with patch.object(reasons, "wording", planted):
        yield roles


@pytest.mark.parametrize("name", ROUTINES)
def test_the_same_holds_of_any_act_that_is_not_the_individuals_alone(name: str) -> None:
    """Each gets such a text, and wherever a picture names the one who does it, as "who: act" or "act (who)", the text
    stands with it. The roles' and the parties' pages have texts of their own for each of those who share it.
    """
    routine, found, without = ROUTINES[name], 0, []
    with limited(routine) as roles:
        of = Wording.of(routine, routine.rules(), "sv")
        named = [(event, of.role(role).casefold(), of.act(event).casefold()) for event, role in roles]
        hows = ("{who}: {act}", "{act} ({who}", "{act} | {who}", "{act}, av {who}")
        forms = [(event, *(how.format(who=who, act=act) for how in hows)) for event, who, act in named]
        for view, given in (one for one in asked(routine) if one[0] not in ("roles", "party")):
            for text in {text for page in draw(routine, view, **given).pages for text in told(page)}:
                ways = [(event, form) for event, *both in forms for form in both if form in text.casefold()]
                for event, form in ways if not text.startswith(OWED) else ():
                    if not any(form != other and form in other for _, other in ways):  # the longer name is meant
                        found += 1
                        without += [(view, text)] if f"<{event}>" not in text else []
    assert found > 20
    assert without == []


OWED: Final = (f"{Sign.DUTY} ", f"{Sign.OWN} ")
"""A line that says who owes what, which may be less than the act (and says so itself)."""


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_a_case_whose_next_step_is_such_an_act_says_it_in_its_headline_and_its_row(lang: str) -> None:
    who, what, whose = WHOSE["flerpartsmote", lang]
    case = bundled("rakt_igenom")
    at = next(placed.line.occurred_at for placed in case.replayed() if placed.line.name == "forbered")
    page = draw(ROUTINES["flerpartsmote"], "case", case=case, at=at, lang=lang).pages[0]
    assert f"{what} ({whose})" in page.notes[0].text
    (row,) = [text for text in told(page) if text.casefold().startswith(f"1. {what}")]
    assert who in row
    assert whose in row[:1] + row[1:].replace(whose[0].upper() + whose[1:], whose)


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_commands_say_it(lang: str) -> None:
    who, what, whose = WHOSE["flerpartsmote", lang]
    for by in ((), ("--by", "kommun:arbetsmarknad")):
        status = " ".join(run("status", LOG, "--lang", lang, *by).out.split())
        assert f"{what} ({ACT}; {whose})" in status
    why = " ".join(run("why", LOG, ACT, "--lang", lang).out.split())
    assert re.search(rf"{who} \([^)]*\); {whose}", why)


def test_a_status_says_it_of_any_act_that_it_tells_who_may_do() -> None:
    with limited(ROUTINES["flerpartsmote"]):
        told = " ".join(run("status", LOG).out.split())
    acts = re.findall(r"- [^()]* \((\w+)\) – (.*?)(?= - | ange: | Dessutom| Varning| Upplysning)", told)
    assert len(acts) > 3
    assert [event for event, who in acts if not who.endswith(f"; <{event}>")] == []


def test_trying_a_case_says_it() -> None:
    who, _, whose = WHOSE["flerpartsmote", "sv"]
    sent = {"lang": "sv", "log": bundled_log(), "do": "open"}
    parts = json.loads(answer(json.dumps(sent)))["parts"]
    said = " ".join(unescape(re.sub(r"<[^>]*>", " ", " ".join(map(str, parts.values())))).split())
    assert re.search(rf"{who} \([^)]*\); {whose}", said)


def bundled_log() -> str:
    return (LOGS / "pagaende_arende.jsonl").read_text(encoding="utf-8")


def test_files_for_other_tools_say_it() -> None:
    routine = ROUTINES["flerpartsmote"]
    whose = WHOSE["flerpartsmote", "sv"][2]
    said = as_bpmn(routine).replace("\n", " ")
    assert said.count(whose[1:]) == len(
        [phase for move in routine.moves if move.event.name == ACT for phase in move.to]
    )
