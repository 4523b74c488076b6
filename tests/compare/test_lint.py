"""What does nothing is told: of an overlay what is proved, of norms, guards and rows what no case has shown."""

from __future__ import annotations

from functools import cache
from typing import Any

import attrs
import pytest

from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.rules.findings import missing
from flerpart_flow.proof.compare.linting import Lint, idle, lint
from flerpart_flow.routines.flerpartsmote import FLERPARTSMOTE
from flerpart_flow.routines.ung_intro import UNG_INTRO
from flerpart_flow.samverkan.deviations import NO_ROUTINE

pytestmark = pytest.mark.xdist_group("compared")

IDLE = {
    "parameter": {"min_parties": 2, "attention_workdays": 9, "start_workdays": 4},
    "norm": {
        "UI-MAL-2": {"severity": "block"},
        "UI-AVSLUT-1": {"severity_for": {"avsluta": "note", "starta": "note"}},
        "UI-OMF-1": {"severity": "block"},
    },
}


@cache
def as_shipped() -> Lint:
    """What does nothing in the rules that are shipped."""
    return lint(UNG_INTRO, UNG_INTRO.rules())


def changed(event: str, phase: str, **more: Any) -> Routine[Any]:
    """Ung Intro with a row of its table otherwise."""
    at = next(at for at, move in enumerate(UNG_INTRO.moves) if move.event.name == event and phase in move.to)
    move = attrs.evolve(UNG_INTRO.moves[at], **more)
    return attrs.evolve(UNG_INTRO, moves=(*UNG_INTRO.moves[:at], move, *UNG_INTRO.moves[at + 1 :]))


def guards_of(event: str, phase: str) -> tuple[Any, ...]:
    return next(one.guards for one in UNG_INTRO.moves if one.event.name == event and phase in one.to)


def test_entries_of_an_overlay_without_effect() -> None:
    found = lint(UNG_INTRO, UNG_INTRO.rules(overlay=IDLE))
    assert set(found.idle) == {
        ("parameter.min_parties", "same"),
        ("parameter.attention_workdays", "shown"),
        ("norm.UI-MAL-2", "same"),
        ("norm.UI-AVSLUT-1.severity_for.starta", "event"),
    }


def test_a_norm_that_no_act_is_judged_by() -> None:
    found = lint(UNG_INTRO, UNG_INTRO.rules(overlay={"norm": {"UI-SYFTE-1": {"severity": "note"}}}))
    assert found.idle == (("norm.UI-SYFTE-1", "nowhere"),)


@pytest.mark.parametrize(
    ("norm", "row", "told"),
    [
        # What the guards let FM-AVVIK-4 weigh at an opening is a note, and a refusal of a report.
        ("FM-AVVIK-4", {"severity_for": {"oppna_mote": "block"}}, {"norm.FM-AVVIK-4": "most"}),
        ("FM-AVVIK-4", {"severity_for": {"oppna_mote": "warn"}}, {"norm.FM-AVVIK-4": "same"}),
        ("FM-AVVIK-4", {"severity_for": {"rapportera_avvikelse": "warn"}}, {}),
        (
            "FM-AVVIK-4",
            {"severity_for": {"rapportera_avvikelse": "warn", "oppna_mote": "block"}},
            {"norm.FM-AVVIK-4.severity_for.oppna_mote": "most"},
        ),
        # Fewer than two organisations refuse a summons and an opening, and else only warn (A67).
        ("PR-DEF-1", {"severity_for": {"redovisa": "block"}}, {"norm.PR-DEF-1": "most"}),
        ("PR-DEF-1", {"severity_for": {"redovisa": "note"}}, {}),
        (
            "PR-DEF-1",
            {"severity": "block", "severity_for": {"redovisa": "warn", "kalla": "block", "kontaktforsok": "note"}},
            {
                "norm.PR-DEF-1.severity_for.redovisa": "most",
                "norm.PR-DEF-1.severity_for.kalla": "same",
                "norm.PR-DEF-1.severity_for.kontaktforsok": "event",
            },
        ),
    ],
)
def test_an_entry_that_asks_for_more_than_the_guards_let_it_weigh(
    norm: str, row: dict[str, Any], told: dict[str, str]
) -> None:
    assert dict(idle(FLERPARTSMOTE, FLERPARTSMOTE.rules(overlay={"norm": {norm: row}}))) == told


def test_a_norm_that_an_organisation_has_turned_off_is_never_the_reason() -> None:
    assert "FF-UI-AVSLUT-3" in as_shipped().never
    resting = UNG_INTRO.rules(overlay={"parameter": {"paused_close_after_weeks": 100}})
    assert "FF-UI-AVSLUT-3" not in lint(UNG_INTRO, resting).never


def test_a_guard_that_another_one_stands_in_front_of() -> None:
    guards = guards_of("aktualisera", "forberedelse")
    age = next(one for one in guards if one.name == "of_the_right_age")
    routine = changed("aktualisera", "forberedelse", guards=(*guards, attrs.evolve(age, name="of_age_once_more")))
    before, after = as_shipped(), lint(routine, routine.rules())
    assert set(after.shadowed) - set(before.shadowed) == {"of_the_right_age", "of_age_once_more"}


def test_a_row_that_nobody_comes_to() -> None:
    guards = guards_of("anta", "aktualisering")
    never = attrs.evolve(
        next(one for one in guards_of("aktualisera", "forberedelse") if one.name == "of_the_right_age"),
        name="nobody_is",
        check=_refusal,
        reads=None,
        about=None,
    )
    routine = changed("anta", "aktualisering", guards=(*guards, never))
    found = lint(routine, routine.rules())
    assert ("anta", "aktualisering") in found.unreached
    assert ("anta", "aktualisering") not in as_shipped().unreached


def _refusal(facts: Any, event: Any, rules: Any) -> Any:
    return (missing("UI-MAL-2", NO_ROUTINE),)
