"""What can be reached and what is owed: all there is can be, duties end or are told; planted faults are found."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

from flerpart_flow import ROUTINES
from flerpart_flow.engine.definition import duties
from flerpart_flow.engine.definition.duties import DutyState
from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.errors import DefinitionError
from flerpart_flow.engine.judging import queries
from flerpart_flow.proof.mutate.patching import put, put_duty, put_move
from flerpart_flow.proof.prove import claims_of, proved, verdicts
from flerpart_flow.proof.prove.reading import claims_in
from flerpart_flow.proof.twins.keys import Keys
from tests.prove.faults import FLERPARTSMOTE, Plant, found, on, row, story, without_phase

AF = "arbetsformedlingen"
KOMMUN = "kommun:arbetsmarknad"
PSYKIATRI = "region:psykiatri"
UNG_INTRO = "kommun:ung_intro"
UI = ROUTINES["ung_intro"]


WORLDS = {
    "alla_rader": (822, 12032),
    "ui_alla_rader": (372, 2800),
    "ui_ovanliga_rader": (58, 161),
    "ui_rattelserna": (77, 70),
    "ui_tidiga_skyldigheter": (1490, 17880),
    "ui_skyldigheter": (224, 2016),
    "ui_planeringen": (30, 126),
}
"""States and attempts of each world that is walked here to its end."""


def by_nobody(event: str, phase: str) -> Plant:
    """A row that nobody may take."""

    def plant(routine: Routine[Any]) -> None:
        at = row(routine, event, phase)
        role = routine.moves[at].by
        put_move(routine, at, by=attrs.evolve(role, allows=lambda facts, one, rules: False))

    return plant


def not_by_the_chair(routine: Routine[Any]) -> None:
    """Only the individual may close."""
    at = row(routine, "avsluta", "behov")
    role = routine.moves[at].by
    put_move(routine, at, by=attrs.evolve(role, allows=lambda facts, one, rules: one.by == "individ"))


def duty(name: str, **fields: Any) -> Plant:
    """A duty with other fields."""
    return lambda routine: put_duty(routine, name, **fields)


def late_a_day_late(routine: Routine[Any]) -> None:
    """Nothing is late before the second day after its last one."""
    view = duties.view_open

    def viewed(spec: Any, entry: Any, facts: Any, rules: Any, now: Any) -> Any:
        told = view(spec, entry, facts, rules, now)
        over = told.due is not None and (now.date() - told.due).days <= 1
        return attrs.evolve(told, state=DutyState.OPEN) if over else told

    queries.view_open = viewed  # type: ignore[attr-defined]  # in a fork that ends with the test


CASES: dict[str, tuple[Plant, Routine[Any], str, str, list[str]]] = {
    "the chair can't close": (not_by_the_chair, FLERPARTSMOTE, "ordforanden-avslutar", "ordet", [f"avsluta {KOMMUN}"]),
    "no way to a hand-over after a withdrawal": (
        without_phase("ge_samtycke", "vilande"),
        UI,
        "ui-overlamning-nas",
        "ui_till_overlamningen",
        ["aterkalla_samtycke individ"],
    ),
    "help that nobody can give": (
        duty("hjalpa_med_kontakt", meets={}),
        UI,
        "ui-skyldigheter-planering",
        "ui_planeringen",
        [f"be_om_kontakthjalp {UNG_INTRO} {AF}"],
    ),
    "a question that is never late": (
        duty("svara_pa_fraga", threshold=None),
        FLERPARTSMOTE,
        "sent-syns",
        "alla_rader",
        [f"fraga {AF} {KOMMUN}"],
    ),
    "guidance that is owed after the end": (
        duty("vagleda", survives_end=True),
        UI,
        "ui-avslut-rent",
        "ui_tidiga_skyldigheter",
        [
            f"informera {PSYKIATRI}",
            "ge_samtycke individ",
            f"dokumentera_samtycke {PSYKIATRI}",
            f"samrada {PSYKIATRI} {UNG_INTRO}",
            "avsluta individ",
        ],
    ),
    "late a day late": (late_a_day_late, FLERPARTSMOTE, "sent-syns", "alla_rader", []),
}


@pytest.mark.parametrize("name", list(CASES))
def test_a_planted_fault_is_found_with_its_shortest_story(name: str) -> None:
    plant, routine, claim, where, expected = CASES[name]
    verdict = found(plant, claim, where, routine)
    assert verdict.state == "broken"
    assert story(verdict) == expected


def nothing_proposed(routine: Routine[Any]) -> None:
    """The system proposes no deviation."""
    put(routine, proposals=lambda facts, duties, rules, now: ())


@pytest.mark.parametrize(
    ("plant", "routine", "claim", "where", "missing"),
    [
        (by_nobody("anta_inte", "aktualisering"), UI, "ui-alla-rader", "ui_alla_rader", "anta_inte aktualisering"),
        (nothing_proposed, FLERPARTSMOTE, "alla-avvikelser", "alla_rader", "propose utebliven"),
        (
            duty("kontakta_ung_intro", meets={}),
            UI,
            "ui-alla-skyldigheter",
            "ui_tidiga_skyldigheter",
            "kontakta_ung_intro",
        ),
        (by_nobody("andra_narvaro", "mote"), FLERPARTSMOTE, "alla-rader", "alla_rader", "andra_narvaro mote"),
    ],
)
def test_what_can_no_longer_be_reached_is_named(
    plant: Plant, routine: Routine[Any], claim: str, where: str, missing: str
) -> None:
    verdict = found(plant, claim, where, routine)
    assert verdict.state == "broken"
    assert missing in verdict.missing


def test_what_is_said_not_to_be_reached_and_is_is_named() -> None:
    held = claims_of(UI)
    assert held is not None
    whole = on(held, "ui_alla_rader")
    told = ({"what": ["anta antagen", "anta aktualisering"], "sv": "Nej.", "en": "No."},)
    claims = tuple(attrs.evolve(one, values={"unreached": told}) for one in whole.claims if one.id == "ui-alla-rader")
    whole = attrs.evolve(whole, claims=claims)
    (verdict,) = verdicts(whole, proved(UI, whole))
    assert {"anta antagen", "anta aktualisering"} <= set(verdict.missing)


def test_every_row_phase_deviation_and_duty_can_be_reached() -> None:
    for routine, only in (
        (FLERPARTSMOTE, ("alla-faser", "alla-avvikelser")),
        (UI, ("ui-alla-rader", "ui-alla-faser", "ui-alla-avvikelser", "ui-alla-skyldigheter", "ui-avslut-rent")),
    ):
        held = claims_of(routine)
        assert held is not None
        results = list(proved(routine, held, only))
        told = verdicts(held, results, only)
        pinned = {name: size for name, size in WORLDS.items() if name in held.slices}
        assert {one.walked.name: (one.walked.states, one.walked.moves) for one in results} == pinned
        assert {one.claim.id: (one.state, one.missing) for one in told} == dict.fromkeys(only, ("holds", ()))


def test_a_row_that_is_possible_from_a_beginning_is_not_missing() -> None:
    assert "andra_narvaro mote" not in found(lambda one: None, "alla-rader", "alla_rader").missing


def test_a_way_to_something_is_asked_for_only_where_stories_have_no_bound() -> None:
    table: dict[str, Any] = {
        "act": [{"group": "a", "event": "informera"}],
        "slice": [{"name": "liten", "sv": "a", "en": "b", "begin": "behov", "acts": ["a"], "longest": 2}],
        "claim": [
            {"id": "nas", "sv": "a", "en": "b", "slices": ["liten"], "check": "way_to", "witness": ["done"]},
        ],
    }
    with pytest.raises(DefinitionError, match="check"):
        claims_in(FLERPARTSMOTE, Keys("claims.toml", "filen", table))
    del table["slice"][0]["longest"]
    assert claims_in(FLERPARTSMOTE, Keys("claims.toml", "filen", table)).claims[0].check == "way_to"
