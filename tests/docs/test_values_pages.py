"""docs/events has every code, parameter and fixed norm of a routine, read as a reader would."""

from __future__ import annotations

import datetime

import pytest

from flerpart_flow import FLERPARTSMOTE, UNG_INTRO, Routine
from tests.docs.markdown import ROOT, codes, sections, table

ROUTINES = (FLERPARTSMOTE, UNG_INTRO)
EXPLAINED = {"enhet", "part", "aktor", "villkor"}


def page_of(routine: Routine) -> dict[str, str]:
    path = ROOT / "docs" / "events" / f"{routine.name}-values.md"
    return sections(path.read_text(encoding="utf-8"))


FM = page_of(FLERPARTSMOTE)


@pytest.mark.parametrize("routine", ROUTINES, ids=lambda one: one.name)
def test_every_closed_list_has_its_codes(routine: Routine) -> None:
    page, known = page_of(routine), routine.rules().vocabulary.known
    for name in known.keys() - EXPLAINED:
        assert {codes(row["code"])[0] for row in table(page[name])} == known[name], name


def test_a_code_has_its_names_in_both_languages() -> None:
    assert table(FM["skal.avboj"]) == [
        {"code": "`tid`", "English": "the time does not suit", "Swedish": "tiden passar inte"},
        {"code": "`annat`", "English": "another reason", "Swedish": "annat skäl"},
    ]


def test_a_letter_may_carry_a_summons_and_an_email_may_not() -> None:
    said = {codes(row["code"])[0]: row["may carry a summons"] for row in table(FM["kanal"])}
    assert (said["brev"], said["e_post"]) == ("yes", "no")


def test_what_is_known_of_a_municipality_is_told_with_its_day() -> None:
    said = {codes(row["code"])[0]: (row["joined"], row["since"]) for row in table(FM["kommun"])}
    assert said["uppsala"] == ("ja", "2020-01-01")
    assert said["tierp"] == ("ja", "unknown")
    assert said["enkoping"] == ("nej", "unknown")
    assert str(datetime.date(2022, 3, 1)) in FM["kommun"]


@pytest.mark.parametrize("routine", ROUTINES, ids=lambda one: one.name)
def test_every_parameter_and_every_fixed_norm_is_there(routine: Routine) -> None:
    page, rules = page_of(routine), routine.rules()
    assert [codes(row["parameter"])[0] for row in table(page["Parameters"])] == list(rules.specs)
    fixed = {ident for ident, norm in rules.norms.items() if norm.fixed}
    assert {codes(row["norm"])[0] for row in table(page["What is fixed"])} == fixed


def test_a_parameter_is_told_with_its_value_its_bounds_and_its_norms() -> None:
    said = {codes(row["parameter"])[0]: row for row in table(FM["Parameters"])}
    notice = said["lead_time_weeks_region"]
    assert (notice["default"], notice["may be"], notice["own"]) == ("`6`", "0 to 26", "no")
    assert codes(notice["norms"]) == ("FM-BOKNING-2", "PR-FORB-2")
    assert codes(said["lead_time_anchor"]["may be"]) == ("sent", "received")
    assert codes(said["chair_may_document"]["may be"]) == ("true", "false")


def test_what_protects_the_individual_is_fixed() -> None:
    fixed = {codes(row["norm"])[0] for row in table(FM["What is fixed"])}
    assert {"FM-SAMTYCKE-2", "FM-SAMTYCKE-5", "PR-MALGRUPP-2", "FM-ROLL-5", "FF-INDIVID-1"} <= fixed
    assert "FM-BOKNING-2" not in fixed


@pytest.mark.parametrize("routine", ROUTINES, ids=lambda one: one.name)
def test_every_duty_is_there(routine: Routine) -> None:
    assert [codes(row["duty"])[0] for row in table(page_of(routine)["Duties"])] == [one.name for one in routine.duties]


def test_a_duty_is_told_with_who_owes_it_and_what_opens_and_meets_it() -> None:
    said = {codes(row["duty"])[0]: row for row in table(page_of(UNG_INTRO)["Duties"])}
    guidance = said["vagleda"]
    assert (guidance["who"], guidance["met by"], guidance["late after"]) == (
        "Ung Intro", "`vagled`", "`guidance_workdays`",
    )  # fmt: skip
    assert codes(guidance["opened by"]) == ("samrada", "utoka_samtycke", "ge_samtycke", "bestam_deltagare")
    assert "found the measure right" in guidance["opened by"]
    assert codes(guidance["norms"]) == ("UI-AKT-3",)
