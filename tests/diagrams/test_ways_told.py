"""Where an act leads from where, whom a condition is asked of, and all ways to a phase: told so that it can be read."""

from __future__ import annotations

from typing import Any

import pytest

from flerpart_flow.diagrams.drawing import draw
from flerpart_flow.diagrams.model import Picture, Sign, Way
from flerpart_flow.diagrams.wording import Wording
from flerpart_flow.installed import ROUTINES
from flerpart_flow.routines.flerpartsmote import FLERPARTSMOTE
from flerpart_flow.routines.ung_intro import UNG_INTRO
from flerpart_flow.texts import LANGUAGES
from tests.diagrams.pictures import NAMES, asked, drawn


def rows(pages: tuple[Picture, ...]) -> list[tuple[str, ...]]:
    """The cells of every row, each with its lines joined."""
    return [
        tuple(" ".join(line.text for line in cell) for cell in row.cells)
        for page in pages
        for node in page.nodes
        for row in node.rows
    ]


def leads(routine: str, step: str, lang: str = "sv") -> list[str]:
    """The lines of a checklist that tell where an act leads."""
    key = {"sv": "Vart leder det?", "en": "Where does it lead?"}[lang]
    pages = draw(ROUTINES[routine], "step", step=step, lang=lang).pages
    found = [row for page in pages for node in page.nodes for row in node.rows if row.cells[0][0].text == key]
    return [line.text.replace("\N{NO-BREAK SPACE}", " ") for row in found for line in row.cells[1]]


# By hand, from the two tables: from which phase to which.
LEADS = {
    ("ung_intro", "aktualisera"): ["Förberedelse ► Aktualisering"],
    ("ung_intro", "identifiera_behov"): ["Start ► Behov"],
    ("ung_intro", "samrada"): ["Fasen är densamma."],
    ("ung_intro", "aterkalla_samtycke"): [
        "Förberedelse, Aktualisering, Mottagen och Samverkan ► Vilande",
        "I Avslut och Vilande är fasen densamma.",
    ],
    ("ung_intro", "ge_samtycke"): [
        "Behov ► Förberedelse",
        "Vilande ► Förberedelse, om personen inte är aktualiserad",
        "Vilande ► Aktualisering, om personen är aktualiserad men inte mottagen",
        "Vilande ► Mottagen, om personen är mottagen",
        "Vilande ► Samverkan, om stödet har startat",
        (
            "Förberedelse, Aktualisering, Mottagen och Samverkan ► Vilande, "
            "om den som ansvarar tas bort, eller för få är kvar"
        ),
        "I Förberedelse, Aktualisering, Mottagen, Samverkan och Vilande är fasen annars densamma.",
    ],
    ("flerpartsmote", "oppna_mote"): ["Kallelse ► Möte", "Åtgärder ► Uppföljning och revision"],
    ("flerpartsmote", "kalla"): ["Förberedelse ► Kallelse", "I Kallelse och Åtgärder är fasen densamma."],
}


@pytest.mark.parametrize(("routine", "step"), LEADS)
def test_a_checklist_pairs_the_phase_that_an_act_leads_from_with_the_one_it_leads_to(routine: str, step: str) -> None:
    assert leads(routine, step) == LEADS[routine, step]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ROUTINES)
def test_no_way_of_an_act_is_told_twice(name: str, lang: str) -> None:
    for event in ROUTINES[name].events:
        told = leads(name, event, lang)
        assert len(told) == len(set(told)), event
        assert told, event


OWN = {
    "sv": (
        "om vården aktualiserar: ett samråd har visat att insatsen är rätt (UI-AKT-2)",
        "om vården aktualiserar: den har talat med ansvarig handläggare (UI-AKT-5)",
        "om Försäkringskassan aktualiserar: en gemensam kartläggning talar för Ung Intro (UI-AKT-7)",
    ),
    "en": (
        "if care refers: a consultation found the measure right (UI-AKT-2)",
        "if care refers: it has talked with the responsible officer (UI-AKT-5)",
        "if the Social Insurance Agency refers: a joint mapping speaks for Ung Intro (UI-AKT-7)",
    ),
}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("view", "given"), [("step", {"step": "aktualisera"}), ("phase", {"phase": "forberedelse"})])
def test_a_condition_of_one_way_in_says_whose_it_is(view: str, given: dict[str, Any], lang: str) -> None:
    told = " ".join(cell.casefold() for row in rows(draw(UNG_INTRO, view, lang=lang, **given).pages) for cell in row)
    assert [one for one in OWN[lang] if one.casefold() not in told] == []


def test_agreement_is_asked_for_only_where_somebody_else_than_ung_intro_coordinates() -> None:
    told = [line for row in rows(draw(UNG_INTRO, "step", step="etablera_samordning").pages) for line in row]
    (row,) = [one for one in told if "UI-ANSVAR-5" in one and "överens" in one]
    assert "Om någon annan än Ung Intro samordnar: parterna är överens om det (UI-ANSVAR-5)" in row


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_phase_has_a_name_that_can_stand_in_a_list(lang: str) -> None:
    for routine in ROUTINES.values():
        names = [Wording.of(routine, routine.rules(), lang).phase(str(phase)) for phase in routine.phases]
        assert [name for name in names if "," in name] == []


def test_where_many_phases_lead_to_one_each_act_is_told_once_with_where_it_leads_from() -> None:
    (page,) = draw(UNG_INTRO, "phase", phase="avslut").pages
    assert [edge.source for edge in page.edges] == ["fran-fas-avslut"] * 3, "the main path, the others, and own rights"
    told = {row[0] for row in rows((page,))}
    assert told == {
        "§ Svara nej på frågan om samtycke Från Behov och Vilande",
        (
            "Avsluta ärendet (den som ansvarar för ärendet) § Avsluta ärendet på egen önskan (individen) "
            "Från Behov, Förberedelse, Aktualisering, Mottagen, Samverkan och Vilande"
        ),
        (
            "! Avsluta den egna delen, om Ung Intro eller den som ansvarar för ärendet lämnar "
            "Från Förberedelse, Aktualisering, Mottagen och Vilande"
        ),
        "Avsluta den egna delen, om Ung Intro eller den som ansvarar för ärendet lämnar Från Samverkan",
        "! Avstå från att ta emot personen i Ung Intro Från Aktualisering",
        "§ Tacka nej till stödet Från Aktualisering och Mottagen",
    }


def test_what_can_happen_nearly_everywhere_says_exactly_where() -> None:
    pages = tuple(page for page in draw(UNG_INTRO, "detail").pages if "overallt" in page.name)
    told = [row[0] for row in rows(pages)]
    assert any(
        one.endswith(
            "i Behov, Förberedelse, Aktualisering, Mottagen, Samverkan och Vilande "
            "står också på sidan för Behov och Vilande"
        )
        for one in told
        if one.startswith("Ge samtycke")
    )
    for name in ROUTINES:
        found = [page for page in draw(ROUTINES[name], "detail").pages if "overallt" in page.name]
        listed = [row.cells[0] for page in found for node in page.nodes for row in node.rows]
        assert [cell for cell in listed if sum(line.text.startswith("i ") for line in cell) != 1] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_sign_of_the_individuals_right_never_stands_with_what_somebody_else_may_do(lang: str) -> None:
    """What a unit does, too, has a line of its own without the sign: in every view, not only where it ends a case."""
    found: dict[str, set[str]] = {}
    for name in NAMES:
        routine = asked()[name][0]
        if routine.name not in ROUTINES:
            continue
        wording = Wording.of(routine, routine.rules(), lang)
        shared = [
            wording.role(move.by.code)
            for move in routine.moves
            if move.event.name in routine.outline.rights
            and sum(move.by.code in one.roles for one in routine.outline.parties) > 1
        ]
        for page in drawn(name, lang).pages:
            lines = (line for node in page.nodes for row in node.rows for cell in row.cells for line in cell)
            for line in lines:
                if line.text.startswith(Sign.RIGHT):
                    found.setdefault(line.text, set()).update(role for role in shared if role in line.text)
    own = {"sv": "på egen önskan (individen)", "en": "at their own wish (the individual)"}[lang]
    assert any(own in text for text in found)
    assert {text: roles for text, roles in found.items() if roles} == {}


def test_only_where_the_main_path_leads_from_is_the_arrow_thick() -> None:
    (page,) = draw(FLERPARTSMOTE, "phase", phase="avslut").pages
    assert [edge.source for edge in page.edges if edge.way is Way.MAIN] == ["fran-fas-atgarder"]
    assert {node.title for node in page.nodes if not node.columns} == {
        "Från Behov", "Från Samtycke och Vilande", "Från Åtgärder", "Från ”Samtycke gäller” i övrigt",
    }  # fmt: skip
    first = draw(FLERPARTSMOTE, "phase", phase="atgarder").pages[0]
    assert [edge.way for edge in first.edges if edge.source == "fran-fas-uppfoljning"] == [Way.MAIN, Way.OTHER]


def test_where_no_consent_can_be_in_force_a_contact_has_none_to_lean_on() -> None:
    told = {phase: str(draw(FLERPARTSMOTE, "phase", phase=phase).pages) for phase in ("behov", "forberedelse")}
    assert "kontakten pekar inte ut någon (FM-SAMTYCKE-2)" in told["behov"]
    assert "eller har samtycke" not in told["behov"]
    assert "kontakten pekar inte ut någon, eller har samtycke (FM-SAMTYCKE-2)" in told["forberedelse"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_owed_in_a_pause_stands_in_the_lane_of_those_who_owe_it(lang: str) -> None:
    pages = draw(FLERPARTSMOTE, "swimlanes", lang=lang).pages
    (notice,) = [
        node for page in pages for node in page.nodes for row in node.rows
        for line in row.cells[0] if line.text[2:].startswith(("Ge neutralt besked", "Give neutral notice"))
    ]  # fmt: skip
    assert notice.lane == "bana-ordforande"
