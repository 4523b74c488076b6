"""A party's page and lane show only what some unit of it can do: the table by hand, the guards, and the pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

import attrs
import pytest

from flerpart_flow.define import Party
from flerpart_flow.diagrams.drawing import draw
from flerpart_flow.diagrams.wording import Wording, capital
from flerpart_flow.engine.errors import DefinitionErrors
from flerpart_flow.engine.journal.log import read_log_file
from flerpart_flow.engine.judging.case import Case
from flerpart_flow.engine.judging.queries import Answer
from flerpart_flow.engine.record.events import Event
from flerpart_flow.installed import ROUTINES
from flerpart_flow.routines import flerpartsmote
from flerpart_flow.routines.ung_intro import UNG_INTRO, EtableraSamordning
from flerpart_flow.samverkan.actors import AF, FK, party_of
from flerpart_flow.texts import LANGUAGES
from tests import ung_intro_stories
from tests.diagrams.pictures import LOGS

PARTIES: Final = {
    "I": "individ", "A": "arbetsformedlingen", "F": "forsakringskassan", "R": "region", "K": "kommun",
}  # fmt: skip

# Written by hand from the two documents: who can ever do what. Ung Intro has three ways in, care's, Försäkringskassan's
# and the municipality's financial assistance, so that Arbetsförmedlingen neither sees the need nor refers (UI-AKT-1,
# -6, -8). In a flerpartsmöte any of the four may see the need, and then leads it (FM-FORBEREDELSE-1, FM-ROLL-2).
UNIT: Final = "AFRK"
MAY: Final = {
    "ung_intro": {
        "I": "ge_samtycke neka_samtycke utoka_samtycke begransa_samtycke aterkalla_samtycke tacka_ja_till_insats "
        "tacka_nej_till_insats",
        f"I{UNIT}": "ange_villkor bestam_deltagare avsluta ratta",
        UNIT: "informera dokumentera_samtycke lamna_uppgift samrada initiera_sip initiera_flerpartsmote "
        "registrera_plan be_om_kontakthjalp kontaktforsok avsluta_egen_del rapportera_avvikelse byt_regler",
        "FRK": "identifiera_behov for_dialog_med_handlaggare aktualisera",
        "F": "kartlagg_gemensamt",
        "A": "uppratta_gemensam_planering ge_kontakthjalp",
        "K": "vagled motivera anta anta_inte starta etablera_samordning kontakta_rehabkoordinator",
    },
    "flerpartsmote": {
        "I": "tacka_ja tacka_nej ge_samtycke neka_samtycke utoka_samtycke begransa_samtycke aterkalla_samtycke "
        "avsta_atgard",
        f"I{UNIT}": "bestam_deltagare ange_forutsattning forbered_egen_del godkann_plan godkann_inte_plan "
        "paborja_atgard genomfor_atgard ej_genomford_atgard bekrafta avboj avsluta ratta",
        UNIT: "identifiera_behov bedom_behov erbjud_mote informera dokumentera_samtycke lamna_uppgift kontakta_region "
        "ange_tid forbered kalla stall_in boka_om fraga svara_pa_fraga oppna_mote andra_narvaro avbryt_mote "
        "utse_dokumenterare uppratta_plan sammanfatta_plan dela_ut_plan boka_uppfoljning avsluta_mote redovisa "
        "revidera_plan ersatt_plan bedom_samordningsbehov folj_upp_egna_atgarder kontaktforsok overlamna_ordforande "
        "godta_ordforande rapportera_avvikelse byt_regler",
    },
}


def may(name: str) -> set[tuple[str, str]]:
    """Each act with each party that can ever do it."""
    rows = MAY[name].items()
    return {(act, PARTIES[one]) for parties, acts in rows for act in acts.split() for one in parties}


def shown(name: str) -> set[tuple[str, str]]:
    """Each act with each party whose page shows it, as the words of the page tell."""
    routine, found = ROUTINES[name], set()
    wording = Wording.of(routine, routine.rules(), "sv")
    for party in routine.outline.parties:
        pages = draw(routine, "party", party=party.code).pages
        told = [node for page in pages for node in page.nodes if node.id.startswith("party-far")]
        acts = "; ".join(line.text for node in told for row in node.rows for line in row.cells[1])
        words = {
            one.partition(" (")[0].strip().removeprefix("§ ") for one in acts.split(";")
        }  # apart from what of it is the party's
        for event in routine.events:
            if words & {wording.act(event), capital(wording.act(event))}:
                found.add((event, party.code))
    return found


@pytest.mark.parametrize("name", MAY)
def test_every_act_has_its_row_in_the_table(name: str) -> None:
    acts = [act for row in MAY[name].values() for act in row.split()]
    assert sorted(acts) == sorted(ROUTINES[name].events)


@pytest.mark.parametrize("name", MAY)
def test_a_partys_page_shows_no_act_that_the_party_can_never_do(name: str) -> None:
    assert shown(name) - may(name) == set()


def test_a_partys_page_in_ung_intro_shows_all_that_the_party_can_do() -> None:
    """But for asking itself for help."""
    assert may("ung_intro") - shown("ung_intro") == {("be_om_kontakthjalp", AF)}


# --- From the guards ------------------------------------------------------------------------------------------------
MADE: Final = {
    "ung_intro": (
        tuple(sorted(LOGS.glob("ui_*.jsonl"))),
        ((AF, FK), (AF, ung_intro_stories.EKONOMI)),
    ),
    "flerpartsmote": (
        (LOGS / "overlamnat_ordforandeskap.jsonl", Path(flerpartsmote.__file__).with_name("demo.jsonl")),
        (*(("kommun:arbetsmarknad", other) for other in (AF, FK, "region:psykiatri")), (AF, FK)),
    ),
}
"""The logs of each routine that are asked, and which two units change places in them besides."""


def played(name: str, folder: Path) -> Iterator[tuple[Case[Any], Event, bool]]:
    """Every case after each of its lines that was allowed, with the line, and whether the log is as it is bundled."""
    logs, changes = MADE[name]
    for change in ((), *changes):
        there = dict(zip(change, reversed(change), strict=True))
        for log in logs:
            path = folder / log.name
            words = re.split(r'(?<!"vag":)(?<!"vag": )"([a-z_:]+)"', log.read_text(encoding="utf-8"))
            text = "".join(f'"{there.get(one, one)}"' if nr % 2 else one for nr, one in enumerate(words))
            path.write_text(text.partition("\n")[0] + "\n", encoding="utf-8")
            case = read_log_file(path, ROUTINES).case()
            path.write_text(text, encoding="utf-8")
            for line in read_log_file(path, ROUTINES).case().lines:
                case, decision = case.record(line)
                if decision.allowed:
                    yield case, line, not change


def coordinated_by_employment() -> Case[Any]:
    """Ung Intro and the others have agreed that Arbetsförmedlingen coordinates."""
    story = ung_intro_stories.started_with_all()
    story.do(EtableraSamordning, ung_intro_stories.UI, day=11, samordnare="arbetsformedlingen", overenskommet="ja")
    return story.case


def units(name: str, party: str) -> list[str]:
    """The units of a party; the individual alone for the individual."""
    return [unit for unit in ROUTINES[name].rules().tables["enhet"] if party_of(unit) == party] or [party]


def can(case: Case[Any], act: str, party: str, at: datetime) -> bool:
    """Whether the guards let some unit of the party do an act now, or would if it stated more."""
    kind = case.routine.events[act]
    return any(case.why_not(kind, at, by).answer is not Answer.NO for by in units(case.routine.name, party))


@cache
def reached(name: str, folder: Path) -> frozenset[tuple[str, str]]:
    """What the guards have let each party do in some case, of what the table says and of all else."""
    told, cases = may(name), list(played(name, folder))
    found = {(line.name, party_of(line.by)) for _, line, _ in cases}
    for case, line, bundled in cases:
        possible = {move.event.name for move in case.routine.moves_in(case.phase)}
        found |= {(act, one) for act, one in told - found if act in possible and can(case, act, one, line.recorded_at)}
        if bundled:
            for party in PARTIES.values():
                asked = case.permitted(line.recorded_at, units(name, party)[0])
                found |= {(one.event, party) for one in asked if one.answer is not Answer.NO}
    return frozenset(found)


@pytest.mark.parametrize("name", MAY)
def test_the_guards_let_each_party_do_what_the_table_says_and_nothing_else(name: str, tmp_path: Path) -> None:
    found = set(reached(name, tmp_path))
    if name == "ung_intro":
        case = coordinated_by_employment()
        at = case.lines[-1].recorded_at
        found |= {(act, AF) for act in ("avsluta", "bestam_deltagare") if can(case, act, AF, at)}
    assert (may(name) - found, found - may(name)) == (set(), set())


def test_no_party_is_given_a_role_that_no_unit_of_it_can_have() -> None:
    """Arbetsförmedlingen may not be said to see a need of Ung Intro, nor to refer: the definition refuses it."""
    parties = tuple(Party(one, ("aktualiserande", "ung_intro")) for one in (AF, "kommun"))
    with pytest.raises(DefinitionErrors) as wrong:
        attrs.evolve(UNG_INTRO, outline=attrs.evolve(UNG_INTRO.outline, parties=parties))
    assert [(one.code, one.values["name"], one.values["party"]) for one in wrong.value.faults] == [
        ("definition.oversikt_aldrig", "aktualiserande", AF),
        ("definition.oversikt_aldrig", "ung_intro", AF),
    ]


# --- Lanes ----------------------------------------------------------------------------------------------------------
OTHERS: Final = {
    "sv": (
        "Vården, Försäkringskassan eller ekonomiskt bistånd: uppmärksamma ett behov av Ung Intro",
        "● Kontakta Ung Intro (vården)",
        "▲ Krävs för att aktualisera personen till Ung Intro, om vården aktualiserar: tala med ansvarig handläggare",
        "Krävs för att aktualisera personen till Ung Intro, om Försäkringskassan aktualiserar: göra en gemensam",
        "● Bidra till att insatserna samordnas och kombineras (Regionen)",
        "● Verka för att insatserna samordnas (Försäkringskassan)",
        "● Verka för att samordning kommer till stånd (varje enhet som samtycket omfattar)",
        "● Upprätta en gemensam planering mot arbete (Arbetsförmedlingen)",
    ),
    "en": (
        "Care, the Social Insurance Agency or financial assistance: see a need for Ung Intro",
        "● Contact Ung Intro (care)",
        "▲ Needed to refer the person to Ung Intro, if care refers: talk with the responsible officer",
        "▲ Needed to refer the person to Ung Intro, if the Social Insurance Agency refers: make a joint mapping",
        "(the Region)",
        "(the Social Insurance Agency)",
        "(each unit that the consent covers)",
        "(the Employment Service)",
    ),
}
"""What stands in the lane that the four share in Ung Intro: each with who does it."""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_lane_that_several_parties_share_says_who_acts(lang: str) -> None:
    pages = draw(UNG_INTRO, "swimlanes", lang=lang).pages
    lane = [node for page in pages for node in page.nodes if node.lane == "bana-samverkande"]
    rows = [row.cells[0][0].text for node in lane for row in node.rows]
    arrows = [edge.lines[0].text for page in pages for edge in page.edges if edge.lines]
    assert [one for one in OTHERS[lang] if not any(one in told for told in (*rows, *arrows))] == []
    assert [
        row
        for row in rows
        if row.startswith(("● ", "▲ ")) and "(" not in row and ", om " not in row and ", if " not in row
    ] == []
