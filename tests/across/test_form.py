"""The advice on the form of meeting: what the sources say, and that the table behind it is sound."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

import pytest

from flerpart_flow import FLERPARTSMOTE, NO, UNKNOWN, YES, EventError, Ternary
from flerpart_flow.across.form import FACTS, JOINT, OWN, PARTIES, TABLES, Advice, Form, Question, Table, advise
from flerpart_flow.texts import LANGUAGES, texts
from tests.policy import policy

RULES = FLERPARTSMOTE.rules()
LEAST = (2, 3, 4)
ONLY_REGION_AND_MUNICIPALITY = {
    "region": "ja",
    "kommun": "ja",
    "arbetsformedlingen": "nej",
    "forsakringskassan": "nej",
    "utomstaende": "nej",
}


def asked(**facts: str) -> Advice:
    """The advice under the rules that are installed; what isn't given is unknown."""
    return advise(Question(**facts), RULES)


def by_the_sources(known: Mapping[str, Ternary], least: int = 2) -> Form:
    """The form of the joint meeting as the sources and readings A32 and A36 have it, when nothing is unknown."""
    others = [known[name] is YES for name in ("arbetsformedlingen", "forsakringskassan", "utomstaende")]
    principals = [known[name] is YES for name in ("region", "kommun")]
    if not any(others):
        return Form.SIP if all(principals) else Form.NONE
    several = [known[name] for name in PARTIES].count(YES) >= least
    return Form.FLERPARTSMOTE if several and known["rehabilitering"] is YES else Form.NONE


def every(*values: Ternary, table: Table = JOINT) -> Iterator[dict[str, Ternary]]:
    """Every way that the facts of a table may be."""
    for found in product(values, repeat=len(table.facts)):
        yield dict(zip(table.facts, found, strict=True))


@policy("FM-REL-1")
def test_sip_when_only_the_region_and_the_municipality_are_needed() -> None:
    advice = asked(**ONLY_REGION_AND_MUNICIPALITY)
    assert advice.joint.form is Form.SIP
    assert "FM-REL-1" in advice.joint.norms
    assert "(SIP)" in advice.explain("sv")


@policy("FM-BAKGRUND-3", "PR-BAKGRUND-2")
@pytest.mark.parametrize("outside", ["arbetsformedlingen", "forsakringskassan", "utomstaende"])
def test_flerpartsmote_as_a_complement_when_somebody_outside_has_to_be_called(outside: str) -> None:
    advice = asked(**{**ONLY_REGION_AND_MUNICIPALITY, outside: "ja", "rehabilitering": "ja"})
    assert advice.joint.form is Form.FLERPARTSMOTE
    assert {"FM-BAKGRUND-3", "PR-BAKGRUND-2", "FM-REL-1"} <= set(advice.joint.norms)
    assert "kompletterar SIP och ersätter den inte" in advice.explain("sv")


@policy("PR-DEF-1")
def test_no_joint_meeting_when_one_organisation_alone_is_needed() -> None:
    alone = {**dict.fromkeys(PARTIES, "nej"), "arbetsformedlingen": "ja", "utomstaende": "ja", "rehabilitering": "ja"}
    advice = asked(**alone)
    assert (advice.joint.form, advice.joint.norms) == (Form.NONE, ("PR-DEF-1",))


@policy("FM-MALGRUPP-1")
def test_no_flerpartsmote_for_what_is_no_coordinated_work_oriented_rehabilitation() -> None:
    advice = asked(kommun="ja", arbetsformedlingen="ja", rehabilitering="nej")
    assert (advice.joint.form, advice.joint.known) == (Form.NONE, True)
    assert "FM-MALGRUPP-1" in advice.joint.norms


@policy("FM-BAKGRUND-2")
@pytest.mark.parametrize("bedomning", [YES, NO, UNKNOWN])
def test_avstamningsmote_is_told_apart_and_changes_nothing_in_the_joint_meeting(bedomning: Ternary) -> None:
    for facts in every(YES, NO, UNKNOWN):
        advice = advise(Question(**facts, bedomning=bedomning), RULES)
        without = advise(Question(**facts, bedomning=NO), RULES)
        assert (advice.joint.form, advice.joint.unknown) == (without.joint.form, without.joint.unknown)
        assert advice.own.form is {YES: Form.AVSTAMNINGSMOTE, NO: Form.NONE, UNKNOWN: Form.UNKNOWN}[bedomning]
        assert advice.joint.form is not Form.AVSTAMNINGSMOTE


def test_avstamningsmote_is_forsakringskassans_own() -> None:
    told = asked(bedomning="ja").explain("sv")
    assert "AVSTÄMNINGSMÖTE" in told
    assert "som Försäkringskassan ensam beslutar om" in told
    assert "slås aldrig ihop" in told


def test_what_is_unknown_is_named_with_who_can_tell() -> None:
    advice = asked(region="ja", kommun="ja", arbetsformedlingen="ja")
    assert (advice.joint.form, advice.joint.unknown) == (Form.UNKNOWN, ("rehabilitering",))
    assert advice.joint.possible == (Form.FLERPARTSMOTE, Form.NONE)
    assert advice.joint.norms == ("FM-BEDOMNING-1", "FM-MALGRUPP-1")
    assert "Den part som har kontakt med individen bedömer det" in advice.explain("sv")
    assert "The party in contact with the individual assesses it" in advice.explain("en")


def test_an_unknown_that_does_not_matter_is_not_asked_about() -> None:
    advice = asked(kommun="ja", arbetsformedlingen="ja", rehabilitering="ja")
    assert (advice.joint.form, advice.joint.unknown) == (Form.FLERPARTSMOTE, ())
    assert [row.name for row in advice.joint.rows] == ["komplement_till_sip", "flera_parter"]


@pytest.mark.parametrize("least", LEAST)
def test_the_form_is_what_the_sources_say_whenever_everything_is_known(least: int) -> None:
    rules = FLERPARTSMOTE.rules(overlay={"parameter": {"min_parties": least}})
    for facts in every(YES, NO):
        assert advise(Question(**facts), rules).joint.form is by_the_sources(facts, least), facts


@pytest.mark.parametrize("least", LEAST)
@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_exactly_one_row_fits_whatever_the_facts_are(table: Table, least: int) -> None:
    for facts in every(YES, NO, table=table):
        known = {name: value is YES for name, value in facts.items()}
        assert len(table.fitting(known, least)) == 1, facts


def test_advice_given_with_unknowns_holds_however_they_turn_out_and_only_then() -> None:
    for facts in every(YES, NO, UNKNOWN):
        unknown = [name for name, value in facts.items() if value is UNKNOWN]
        ways = {by_the_sources({**facts, **dict(zip(unknown, way, strict=True))}) for way in _ways(len(unknown))}
        found = advise(Question(**facts), RULES).joint
        assert set(found.possible) == ways, facts
        assert found.form is (ways.pop() if len(ways) == 1 else Form.UNKNOWN), facts


def test_an_answer_never_takes_an_advice_back() -> None:
    for facts in every(YES, NO, UNKNOWN):
        found = advise(Question(**facts), RULES).joint
        for name in (name for name, value in facts.items() if value is UNKNOWN and found.known):
            for answer in (YES, NO):
                assert advise(Question(**{**facts, name: answer}), RULES).joint.form is found.form, facts


def test_what_is_asked_for_is_unknown_and_can_settle_it_and_nothing_else_can() -> None:
    for facts in every(YES, NO, UNKNOWN):
        found = advise(Question(**facts), RULES).joint
        turning = []
        for name in (name for name, value in facts.items() if value is UNKNOWN):
            rest = [one for one, value in facts.items() if value is UNKNOWN and one != name]
            ways = ({**facts, **dict(zip(rest, way, strict=True))} for way in _ways(len(rest)))
            if any(by_the_sources({**way, name: YES}) is not by_the_sources({**way, name: NO}) for way in ways):
                turning.append(name)
        assert list(found.unknown) == turning, facts
        assert bool(found.unknown) is not found.known


def _ways(count: int) -> Iterator[tuple[Ternary, ...]]:
    return product((YES, NO), repeat=count)


def test_every_row_can_be_reached() -> None:
    for table in TABLES:
        met = {
            row.name
            for facts in every(YES, NO, table=table)
            for row in table.fitting({name: value is YES for name, value in facts.items()}, 2)
        }
        assert met == {row.name for row in table.rows}


def test_the_tables_read_every_fact_and_rest_on_norms_that_exist() -> None:
    assert {fact for table in TABLES for fact in table.facts} == set(FACTS)
    assert set(JOINT.facts).isdisjoint(OWN.facts)
    for facts in every(YES, NO, UNKNOWN):
        advice = advise(Question(**facts), RULES)
        assert set(advice.joint.norms) | set(advice.own.norms) <= set(RULES.norms)
        assert advice.joint.norms


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_advice_can_be_told(lang: str) -> None:
    for facts in every(YES, NO, UNKNOWN):
        for bedomning in (YES, NO, UNKNOWN):
            told = advise(Question(**facts, bedomning=bedomning), RULES).explain(lang)
            assert texts(lang).raw("motesform.rad") in told
            assert "{" not in told


def test_a_fact_that_is_neither_yes_no_nor_unknown_is_refused_by_name() -> None:
    with pytest.raises(EventError) as caught:
        asked(region="kanske")
    assert caught.value.field == "region"


def test_the_forms_are_those_that_an_assessment_may_write_down() -> None:
    assert set(Form) - {Form.NONE, Form.UNKNOWN} == RULES.vocabulary.known["motesform"]


def test_advice_uses_the_newest_rules_when_none_are_given() -> None:
    assert advise(Question()).rules.digest == RULES.digest
