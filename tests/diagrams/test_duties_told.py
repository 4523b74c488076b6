"""A duty that isn't always owed says when, wherever a picture has it; conditions on an arrow say if there are more."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from flerpart_flow.diagrams.drawing import draw
from flerpart_flow.diagrams.model import Picture
from flerpart_flow.diagrams.wording import Wording, capital
from flerpart_flow.installed import ROUTINES
from flerpart_flow.texts import LANGUAGES

WHEN = {
    "flerpartsmote": {"kontakta_regionen"},
    "ung_intro": {
        "initiera_sip_eller_flerpartsmote", "uppratta_gemensam_planering", "hjalpa_med_kontakt",
        "samordna_vardens_insatser", "samordna_forsakringens_insatser", "verka_for_samordning",
    },
}  # fmt: skip
"""Duties that the one who has the role owes in some cases only: by hand from FM-BOKNING-1, UI-SAMV-1, UI-ANSVAR-3, -8,
-9 and -10, UI-GENOMF-2.
"""
FEW = {
    "aktualisera": ("personen hör till målgruppen", "bland annat"),
    "starta": ("personen har tackat ja till stödet", "bland annat"),
}
"""What an arrow of Ung Intro says must hold, of more: by hand from UI-MAL-1, -3 and -5, UI-AKT-2 and UI-ANSVAR-11."""


def lines(pages: tuple[Picture, ...]) -> Iterator[str]:
    """What stands in the boxes."""
    yield from (
        line.text for one in pages for node in one.nodes for row in node.rows for cell in row.cells for line in cell
    )


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", WHEN)
def test_a_duty_says_when_it_is_owed_in_the_lanes_and_the_checklists(name: str, lang: str) -> None:
    routine = ROUTINES[name]
    wording = Wording.of(routine, routine.rules(), lang)
    for duty in WHEN[name]:
        spec = next(one for one in routine.duties if one.name == duty)
        when, said = wording.only_when(spec), f"\N{BLACK CIRCLE} {capital(wording.duty(spec))}"
        steps = sorted({kind.name for kind in (*spec.opens, *spec.meets)})
        pages = [draw(routine, "swimlanes", lang=lang).pages]
        pages += [draw(routine, "step", step=step, lang=lang).pages for step in steps]
        for each in pages:
            told = [line for line in lines(each) if line.startswith(said)]
            assert told, (duty, each[0].name)
            assert when is not None
            assert all(f", {when}" in line for line in told), (duty, told)


@pytest.mark.parametrize("event", FEW)
def test_an_arrow_that_has_some_of_its_conditions_says_that_there_are_more(event: str) -> None:
    routine = ROUTINES["ung_intro"]
    wording = Wording.of(routine, routine.rules(), "sv")
    move = next(one for one in routine.moves if one.event.name == event)
    (told,) = [line.text for line in wording.first_of(move) if line.text.startswith("måste")]
    assert all(word in told for word in FEW[event]), told


def test_what_ung_intro_does_with_care_stands_in_its_lane_too() -> None:
    """It consults with care (UI-AKT-2)."""
    boxes = [one for page in draw(ROUTINES["ung_intro"], "swimlanes", lang="sv").pages for one in page.nodes]
    own = [row for one in boxes if one.lane == "bana-ung_intro" for row in one.rows]
    told = [line.text for row in own for cell in row.cells for line in cell]
    assert any("samråda om insatsen är rätt" in one for one in told)
