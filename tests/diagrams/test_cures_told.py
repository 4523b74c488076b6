"""What a checklist says helps: of the individual's no only to go on without, or to wait (A69); and never too little."""

from __future__ import annotations

from typing import Final

import pytest

from flerpart_flow.diagrams.drawing import draw
from flerpart_flow.diagrams.wording import Wording, capital
from flerpart_flow.installed import ROUTINES
from flerpart_flow.texts import LANGUAGES

OWN_WORD: Final = {
    "ordet.individen_sa_nej", "ordet.om_ombudet", "ordet.eget_nej", "ordet.eget_aterkallande",
    "ordet.passar_inte_ihop", "rattelse.bara_individen",
}  # fmt: skip
"""What is said where the individual has said no, or taken something back: nobody else changes that (A48, A50, A72)."""
ALONE: Final = {"sv": "bara individen själv", "en": "only the individual"}

CURES: Final = {
    ("aktualisera", "individen har inte sagt nej till"): "bara individen själv kan ändra sitt nej",
    ("rapportera_avvikelse", "rapporten når ingen annan enhet"): "lämna den till den egna parten",
    ("kontakta_rehabkoordinator", "fast vårdkontakt saknas, eller"): "låt Ung Intro själv söka den upprepade gånger",
    ("initiera_sip", "det räcker att Regionen"): "passar ett flerpartsmöte bättre",
}
"""By act and condition, in Ung Intro: by hand from A50, A57, UI-SAMV-4 with A28, and A36."""


def cures(name: str, event: str, lang: str) -> dict[str, str]:
    """The second cell of each condition's row by the first, as the pages show them."""
    pages = draw(ROUTINES[name], "step", step=event, lang=lang).pages
    tables = [
        one for page in pages for one in page.nodes if one.id.startswith(("step-maste", "step-bor", "step-upplysning"))
    ]
    return {
        " ".join(line.text for line in row.cells[0]): " ".join(line.text for line in row.cells[1])
        for table in tables
        for row in table.rows
    }


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ROUTINES)
def test_no_checklist_says_that_another_can_change_what_the_individual_has_said(name: str, lang: str) -> None:
    routine = ROUTINES[name]
    wording = Wording.of(routine, routine.rules(), lang)
    asked = {
        (move.event.name, capital(wording.guard(guard)))
        for move in routine.moves
        for guard in move.guards
        if OWN_WORD & {message.code for message in guard.messages}
    }
    assert len(asked) > 20
    shown = {event: cures(name, event, lang) for event in sorted({event for event, _ in asked})}
    for event, condition in asked:
        told = [cure for row, cure in shown[event].items() if condition.lower() in row.lower()]
        assert told, (event, condition)
        assert all(ALONE[lang] in cure.lower() for cure in told), (event, condition, told)


@pytest.mark.parametrize(("event", "condition"), CURES)
def test_what_helps_is_what_the_guard_lets_through(event: str, condition: str) -> None:
    told = [cure for row, cure in cures("ung_intro", event, "sv").items() if condition.lower() in row.lower()]
    assert len(told) == 1
    assert CURES[event, condition] in told[0][:1].lower() + told[0][1:]
