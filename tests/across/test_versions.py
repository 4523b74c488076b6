"""Which routine and version applies where and when; expectations are the readings' table of municipalities."""

from __future__ import annotations

from datetime import date

import pytest

from flerpart_flow import FLERPARTSMOTE, NO, ROUTINES, UNKNOWN, YES, EventError, RulesError, Ternary
from flerpart_flow.across.versions import Standing, applying, installed, municipality_named
from tests.second_version import ROUTINES as TWO
from tests.second_version import SECOND, TWO_VERSIONS
from tests.toy import TOY

FLERPART = {FLERPARTSMOTE.name: FLERPARTSMOTE}
KNOWN = date(2022, 3, 1)
JOINED = ("uppsala", "alvkarleby", "tierp", "heby", "knivsta", "osthammar", "habo")


def standing(on: date, municipality: str) -> Standing:
    (found,) = applying(on, municipality, FLERPART)
    return found


def test_every_installed_version_of_every_routine_is_told() -> None:
    found = [(one.routine.name, one.rules.version) for one in installed()]
    assert found == [(name, version) for name, routine in ROUTINES.items() for version in routine.sources.versions]
    assert ("flerpartsmote", "2026.1") in found
    assert [one.newest for one in installed(TWO)] == [False, True]


def test_what_the_source_does_not_say_of_a_version_is_unknown() -> None:
    (one,) = installed(FLERPART)
    about = one.about
    assert (about.adopted_by, about.valid_from, about.valid_to, one.last) == (None, None, None, None)
    assert about.as_of == one.rules.tables["as_of"] == KNOWN
    assert "antagit" in (about.note("sv") or "")
    assert "adopted" in (about.note("en") or "")


def test_who_adopted_a_version_is_what_its_file_says() -> None:
    assert [one.about.adopted_by for one in installed(TWO)] == [None, "Provgruppen"]


@pytest.mark.parametrize("municipality", JOINED)
def test_the_municipalities_that_had_joined_when_it_was_known(municipality: str) -> None:
    found = standing(KNOWN, municipality)
    assert found.place is not None
    assert (found.place.joined, found.place.later, found.applies) == (YES, False, YES)
    assert "PR-ANSL-3" in found.place.norms


@pytest.mark.parametrize("on", [KNOWN, date(2026, 5, 1)])
def test_enkoping_had_not_joined_and_what_has_happened_since_is_not_known(on: date) -> None:
    found = standing(on, "enkoping")
    assert found.place is not None
    assert (found.place.joined, found.applies, found.place.as_of) == (NO, NO, KNOWN)
    assert found.place.later is (on > KNOWN)


@pytest.mark.parametrize(
    ("municipality", "on", "joined"),
    [
        ("uppsala", date(2019, 12, 31), NO),
        ("uppsala", date(2020, 1, 1), YES),
        ("uppsala", date(2026, 5, 1), YES),
        ("tierp", date(2022, 2, 28), UNKNOWN),
        ("tierp", date(2022, 3, 1), YES),
    ],
)
def test_a_day_before_the_joining_is_a_no_and_before_the_knowledge_unknown(
    municipality: str, on: date, joined: Ternary
) -> None:
    found = standing(on, municipality)
    assert found.place is not None
    assert found.place.joined is joined


def test_a_day_after_the_knowledge_says_so() -> None:
    found = standing(date(2026, 5, 1), "uppsala")
    assert found.place is not None
    assert found.place.later
    assert found.version.later(found.on)
    assert not standing(KNOWN, "uppsala").version.later(KNOWN)


def test_joined_before_it_is_known_since_when_the_version_holds_is_no_yes() -> None:
    found = standing(date(2021, 1, 1), "uppsala")
    assert found.place is not None
    assert (found.place.joined, found.in_force, found.applies) == (YES, UNKNOWN, UNKNOWN)


def test_a_version_ends_the_day_before_the_next_begins() -> None:
    def in_force(on: date) -> list[Ternary]:
        return [one.in_force for one in applying(on, routines=TWO)]

    assert [one.last for one in installed(TWO)] == [date(2026, 1, 31), None]
    assert in_force(date(2022, 2, 28)) == [UNKNOWN, NO]
    assert in_force(date(2026, 1, 31)) == [YES, NO]
    assert in_force(date(2026, 2, 1)) == [NO, YES]


def test_what_an_organisation_knows_counts_and_is_told_as_its_own() -> None:
    joined = {"enkoping": {"sv": "E", "en": "E", "joined": "ja", "valid_from": date(2025, 1, 1)}}
    overlay = {"flerpartsmote": {"kommun": joined}}
    (found,) = applying(date(2026, 1, 1), "enkoping", FLERPART, overlay)
    assert found.place is not None
    assert (found.applies, found.place.since, found.place.own, found.place.as_of) == (
        YES,
        date(2025, 1, 1),
        True,
        None,
    )
    (before,) = applying(date(2024, 12, 31), "enkoping", FLERPART, overlay)
    assert before.applies is NO


def test_knowledge_that_an_organisation_holds_for_too_old_is_unknown() -> None:
    overlay = {"flerpartsmote": {"parameter": {"municipality_stale_after_years": 2}}}
    (found,) = applying(date(2026, 1, 1), "heby", FLERPART, overlay)
    assert found.applies is UNKNOWN
    (found,) = applying(date(2023, 1, 1), "heby", FLERPART, overlay)
    assert found.applies is YES


def test_an_overlay_for_one_version_leaves_the_other_alone() -> None:
    overlay = {TWO_VERSIONS.name: {"version": SECOND, "parameter": {"min_parties": 3}}}
    assert [one.rules.parameters["min_parties"] for one in installed(TWO, overlay)] == [2, 3]
    with pytest.raises(RulesError):
        installed(TWO, {TWO_VERSIONS.name: {"parameter": {"min_partis": 3}}})


def test_a_routine_whose_rules_do_not_say_where_it_applies_is_unknown_there() -> None:
    for found in applying(KNOWN, "uppsala", {TOY.name: TOY}):
        assert found.place is not None
        assert (found.place.joined, found.place.norms, found.in_force, found.applies) == (UNKNOWN, (), UNKNOWN, UNKNOWN)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("uppsala", "uppsala"),
        ("Uppsala kommun", "uppsala"),
        ("ENKÖPING", "enkoping"),
        ("Älvkarleby", "alvkarleby"),
        ("Tierps kommun", "tierp"),
        ("Tierp", "tierp"),
        ("Östhammar municipality", "osthammar"),
        ("  håbo ", "habo"),
    ],
)
def test_a_municipality_is_found_by_code_or_name(written: str, code: str) -> None:
    assert municipality_named(written, FLERPART) == code


def test_a_mistyped_municipality_gets_the_nearest_and_a_foreign_one_those_that_are_known() -> None:
    with pytest.raises(EventError) as caught:
        municipality_named("Upsala", FLERPART)
    assert (caught.value.code, caught.value.values["choices"]) == ("kod.nara", "uppsala")
    with pytest.raises(EventError) as caught:
        municipality_named("Kiruna", FLERPART)
    assert caught.value.code == "kod.okand"
    assert "enkoping" in caught.value.text("sv")
    assert "iruna" not in caught.value.text("sv")
