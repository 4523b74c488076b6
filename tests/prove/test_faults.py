"""Each fault that is planted in the routine is found, with the shortest story that shows it."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

import attrs
import pytest

from flerpart_flow import ROUTINES
from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.values.clock import local_date
from flerpart_flow.engine.values.evolve import evolve
from flerpart_flow.proof.mutate.patching import put, put_move
from flerpart_flow.samverkan.samtycke.consent import Consent
from tests.prove.faults import FLERPARTSMOTE, Plant, found, row, story, with_effect, without_guard, without_phase

AF = "arbetsformedlingen"
FK = "forsakringskassan"
KOMMUN = "kommun:arbetsmarknad"
EKONOMI = "kommun:ekonomiskt_bistand"
UNG_INTRO = "kommun:ung_intro"
WORD = "nobody_refused_takes_part"


def forgets_the_no(facts: Any, event: Any, rules: Any) -> Any:
    """A consent that wipes out every no."""
    return evolve(facts, said=tuple(one for one in facts.said if one.answer.value != "nej"))


def keeps_the_unit(facts: Any, event: Any, rules: Any) -> Any:
    """A narrowing that leaves the unit in."""
    if facts.consent is None:
        return facts
    return evolve(facts, consent=evolve(facts.consent, units=facts.consent.units.union(event.enheter)))


def a_day_too_long(routine: Routine[Any]) -> None:
    """A consent that holds a day longer than the individual has said."""
    holds = Consent.valid

    def valid(self: Consent, at: datetime) -> bool:
        return holds(self, at) or self.until == local_date(at - timedelta(days=1))

    Consent.valid = valid  # type: ignore[method-assign]  # in a fork that ends with the test


def closed_to_the_individual(routine: Routine[Any]) -> None:
    """Only the chair may close."""
    at = row(routine, "avsluta", "behov")
    role = routine.moves[at].by
    put_move(routine, at, by=attrs.evolve(role, allows=lambda facts, event, rules: event.by == facts.chair))


def asks_the_individual_alone(facts: Any, event: Any, rules: Any) -> Any:
    """A sum-up that takes nobody's answer but the individual's."""
    return evolve(facts, draft=evolve(facts.draft, required=frozenset({"individ"})))


def consented_by_the_link(routine: Routine[Any]) -> None:
    """A case that another one is linked to begins with that one's consent."""
    begin = FLERPARTSMOTE.begin

    def begun(header: Any) -> Any:
        given = Consent(datetime.fromisoformat("2026-01-13T09:00:00+01:00"), frozenset({UNG_INTRO, FK}))
        return evolve(begin(header), consent=given if header.linked else None)

    put(FLERPARTSMOTE, begin=begun)


CASES: dict[str, tuple[Plant, str, str, list[str]]] = {
    "a unit tells without a record of its own": (
        without_guard("lamna_uppgift", "forberedelse", "may_be_told"),
        "samtycke-amne",
        "var_sitt",
        ["informera " + KOMMUN, "ge_samtycke individ", f"lamna_uppgift {KOMMUN} arbetsgivare"],
    ),
    "an attempt at contact needs no consent": (
        without_guard("kontaktforsok", "samtycke", "contact_identifies_or_is_agreed_to"),
        "samtycke-var-enhet",
        "ordet",
        [f"kontaktforsok {KOMMUN} {AF}"],
    ),
    "an attempt at contact forgets the no": (
        without_guard("kontaktforsok", "forberedelse", WORD),
        "nej",
        "ordet",
        [
            f"informera {KOMMUN}",
            "ge_samtycke individ",
            f"bestam_deltagare individ nej {AF}",
            f"kontaktforsok {KOMMUN} {AF}",
        ],
    ),
    "a no is forgotten when a consent is given": (
        with_effect("ge_samtycke", "samtycke", forgets_the_no),
        "nej",
        "ordet",
        [
            f"informera {KOMMUN}",
            f"bestam_deltagare individ nej {AF}",
            "ge_samtycke individ",
            f"kontaktforsok {KOMMUN} {AF}",
        ],
    ),
    "the chair is taken after a no": (
        without_guard("godta_ordforande", "behov", WORD),
        "nej",
        "ordforanden",
        [
            f"informera {KOMMUN}",
            "ge_samtycke individ",
            f"overlamna_ordforande {KOMMUN} {AF}",
            f"bestam_deltagare individ nej {AF}",
            f"godta_ordforande {AF}",
        ],
    ),
    "consent without information": (
        without_guard("ge_samtycke", "samtycke", "individual_is_informed"),
        "samtycke-informerad",
        "ordet",
        ["ge_samtycke individ"],
    ),
    "a representative turns the individual's no": (
        without_guard("bestam_deltagare", "samtycke", "own_no_is_undone_alone"),
        "eget-nej",
        "samma_stund",
        [
            "bestam_deltagare individ ja ombud",
            f"bestam_deltagare individ nej {AF}",
            f"bestam_deltagare ombud ja {AF}",
        ],
    ),
    "a representative gives back what was withdrawn": (
        without_guard("ge_samtycke", "samtycke", "what_was_taken_back_stays"),
        "taget-tillbaka",
        "samma_stund",
        [
            "ge_samtycke individ",
            "aterkalla_samtycke individ",
            f"informera {KOMMUN}",
            "bestam_deltagare individ ja ombud",
            "ge_samtycke ombud",
        ],
    ),
    "the individual can't end": (closed_to_the_individual, "kan-avsluta", "ordet", ["avsluta individ"]),
    "no withdrawal while the case rests": (
        without_phase("aterkalla_samtycke", "vilande"),
        "kan-aterkalla",
        "ordet",
        [f"informera {KOMMUN}", "ge_samtycke individ", "aterkalla_samtycke individ", "aterkalla_samtycke individ"],
    ),
    "no way back from the pause": (
        without_phase("ge_samtycke", "vilande"),
        "samtycke-igen",
        "ordet",
        [f"informera {KOMMUN}", "ge_samtycke individ", "aterkalla_samtycke individ"],
    ),
    "the last day is off by one": (
        a_day_too_long,
        "samtycke-var-enhet",
        "sista_dagen",
        [f"informera {KOMMUN}", "ge_samtycke individ", f"kontaktforsok {KOMMUN} {AF}"],
    ),
    "a unit that is taken out stays in": (
        with_effect("begransa_samtycke", "forberedelse", keeps_the_unit),
        "samtycke-var-enhet",
        "ordet",
        [f"informera {KOMMUN}", "ge_samtycke individ", "begransa_samtycke individ", f"kontaktforsok {KOMMUN} {FK}"],
    ),
    "a summons forgets the no": (
        without_guard("kalla", "forberedelse", WORD),
        "nej",
        "kallelsen",
        [f"bestam_deltagare individ nej {AF}", f"kalla {KOMMUN} ['{AF}']"],
    ),
    "a plan holds by the individual's yes alone": (
        with_effect("sammanfatta_plan", "mote", asks_the_individual_alone),
        "plan-godkand",
        "planen",
        [f"sammanfatta_plan {KOMMUN}", "godkann_plan individ"],
    ),
    "the no is forgotten under an overlay": (
        without_guard("kontaktforsok", "forberedelse", WORD),
        "nej",
        "lattade_regler",
        [
            f"informera {KOMMUN}",
            "ge_samtycke individ",
            f"bestam_deltagare individ nej {AF}",
            f"kontaktforsok {KOMMUN} {AF}",
        ],
    ),
    "no withdrawal at a follow-up": (
        without_phase("aterkalla_samtycke", "uppfoljning"),
        "kan-aterkalla",
        "uppfoljningen",
        ["aterkalla_samtycke individ"],
    ),
    "no meeting after a withdrawal": (
        without_phase("informera", "vilande"),
        "mote-nas",
        "till_motet",
        [f"informera {KOMMUN}", "ge_samtycke individ", "begransa_samtycke individ"],
    ),
    "a measure binds one who has not approved": (
        without_guard("paborja_atgard", "atgarder", "measure_is_theirs"),
        "atgard-egen",
        "atgarderna",
        [f"paborja_atgard {EKONOMI}"],
    ),
}


@pytest.mark.parametrize("name", list(CASES))
def test_a_planted_fault_is_found_with_its_shortest_story(name: str) -> None:
    plant, claim, where, expected = CASES[name]
    verdict = found(plant, claim, where)
    assert verdict.state == "broken"
    told = story(verdict)
    assert told == expected


def test_a_consent_that_goes_along_with_a_hand_over_is_found() -> None:
    verdict = found(consented_by_the_link, "ui-overlamnat", "ui_overlamning", ROUTINES["ung_intro"])
    assert verdict.state == "broken"
    assert story(verdict) == [f"identifiera_behov {UNG_INTRO}", f"kontaktforsok {UNG_INTRO} {FK}"]
    assert verdict.tale is not None
    assert json.loads(verdict.tale.before[-1])["event"] == "initiera_flerpartsmote"
    assert json.loads(verdict.tale.log[0])["linked"] == [json.loads(verdict.tale.before[0])["case"]]
    assert "flerpartsmöte" in " ".join(verdict.tale.prose["sv"])


def test_a_claim_that_nothing_speaks_of_any_more_is_called_empty() -> None:
    verdict = found(without_phase("ge_samtycke", "samtycke"), "aterkallat", "ordet")
    assert verdict.state == "empty"


def test_without_a_fault_the_same_claims_hold() -> None:
    for _, claim, where, _ in CASES.values():
        if where == "ordet":
            assert found(lambda routine: None, claim, where).state == "holds"
