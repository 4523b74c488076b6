"""What readers took wrongly, kind by kind: each or any, the individual's own copy, the chair, conditions in choice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any, Final

import pytest

from flerpart_flow.define import Routine
from flerpart_flow.diagrams.drawing import draw
from flerpart_flow.installed import ROUTINES
from flerpart_flow.texts import LANGUAGES

ONE_OF: Final = {"sv": ("en enhet ", "en kallad "), "en": ("a unit ", "a recipient ", "one who ")}
"""How the name of a role begins that means whichever of them acts."""


@cache
def lines(name: str, lang: str, view: str, **given: Any) -> tuple[str, ...]:
    """Every line of the pages of a view."""
    pages = draw(ROUTINES[name], view, lang=lang, **given).pages
    nodes = [node for page in pages for node in page.nodes]
    return tuple(line.text for node in nodes for row in node.rows for cell in row.cells for line in cell)


def about_duties(routine: Routine, lang: str) -> Iterator[str]:
    """The lines of the swimlanes, the checklists and the calendar that say who owes what."""
    found = [*lines(routine.name, lang, "swimlanes")]
    for event in sorted({kind.name for spec in routine.duties for kind in (*spec.opens, *spec.meets)}):
        found += lines(routine.name, lang, "step", step=event)
    if routine.name == "flerpartsmote":
        found += lines(routine.name, lang, "calendar", meeting=date(2027, 3, 18))
    return (one for one in found if one.startswith(("● ", "○ ")))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ROUTINES)
def test_what_each_of_several_owes_is_never_told_as_owed_by_any_one_of_them(name: str, lang: str) -> None:
    told = list(about_duties(ROUTINES[name], lang))
    assert len(told) > 15
    who = [one for line in told for one in (line[2:], line.rpartition(" – ")[2], line.rpartition(" (")[2])]
    assert [one for one in who if one.casefold().startswith(ONE_OF[lang])] == []


OWN_COPY: Final = {
    "sv": ("Ge individen planen", "planen delas ut bara till individen (FM-ROLL-6)", "Dela ut planen"),
    "en": (
        "Give the individual the plan",
        "the plan is handed out to the individual only (FM-ROLL-6)",
        "Hand out the plan",
    ),
}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("phase", ["forberedelse", "kallelse", "vilande", "avslut"])
def test_where_only_the_individual_gets_the_plan_the_act_says_so_and_asks_for_no_more(phase: str, lang: str) -> None:
    """A9, A50: nobody's no and no approval stops the individual's own copy."""
    act, alone, other = OWN_COPY[lang]
    rows = [
        row
        for page in draw(ROUTINES["flerpartsmote"], "phase", phase=phase, lang=lang).pages
        for node in page.nodes
        for row in node.rows
        if len(row.cells) == 2
    ]
    (told,) = [row.cells[1] for row in rows if row.cells[0][0].text.startswith(act)]
    conditions = [line.text.partition(". ")[2] for line in told[1:]]
    assert len(conditions) == 2
    assert alone in conditions
    assert not [row for row in rows if row.cells[0][0].text == other]


def test_while_the_case_rests_the_plan_goes_to_the_individual() -> None:
    for lang, (act, _, other) in OWN_COPY.items():
        (may,) = [line for line in lines("flerpartsmote", lang, "deviations") if act.casefold() in line]
        assert other.casefold() not in may


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_checklist_for_handing_out_says_where_each_condition_holds(lang: str) -> None:
    told = lines("flerpartsmote", lang, "step", step="dela_ut_plan")
    (alone,) = [line for line in told if OWN_COPY[lang][1] in line]
    assert {
        "sv": "I Förberedelse, Kallelse, Avslut och Vilande: ",
        "en": "In Preparation, Summons, Closing and Paused: ",
    }[lang] in alone


def test_the_chair_is_taken_without_an_offer_too() -> None:
    """A54: a unit with the individual's yes, where the chair's unit can't go on; only one who offered it is told."""
    for lang, held, given, told in (
        ("sv", "individen sagt ja till när ordförandens enhet inte kan fortsätta", "bestämma vilka som ska delta",
         "► den ordförande som har lämnat över"),
        ("en", "with the individual's yes where the chair's unit can't go on", "decide who takes part",
         "► the chair that has handed over"),
    ):  # fmt: skip
        pages = draw(ROUTINES["flerpartsmote"], "roles", lang=lang).pages
        heads = [row.cells[0] for page in pages for node in page.nodes for row in node.rows]
        (head,) = [one for one in heads if held in one[0].text]
        assert any(given in line.text for line in head[1:])
        assert any(held in line and told in line for line in lines("flerpartsmote", lang, "consent"))


TOGETHER: Final = {
    "arbetsformedlingen": "Det räcker att ett av de två första stämmer. Det tredje gäller för att vara med på mötet.",
    "forsakringskassan": "Båda ska stämma.",  # PR-FK-1, -2
    "region": "Det första ska stämma, och minst ett av de två andra.",  # A25
    "kommun": "Båda delarna ska stämma.",  # PR-KOMMUN-1
}


@pytest.mark.parametrize("party", TOGETHER)
def test_conditions_that_are_alternatives_are_told_as_such(party: str) -> None:
    told = lines("flerpartsmote", "sv", "party", party=party)
    assert TOGETHER[party] in told
    assert "together" in {line.casefold() for line in lines("flerpartsmote", "en", "party", party=party)}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_of_the_individuals_has_a_last_day(lang: str) -> None:
    """A61: the individual's own measure is never late."""
    duty = {"sv": "genomföra åtgärden", "en": "carry out the measure"}[lang]
    told = [
        line
        for line in lines("flerpartsmote", lang, "party", party="individ")
        if duty in line and "FM-GENOMF-1" in line
    ]
    assert len(told) == 1
    assert not any(word in told[0] for word in ("senast den", "by the day"))
    assert any(
        "senast den" in line or "by the day" in line for line in lines("flerpartsmote", lang, "party", party="kommun")
    )
