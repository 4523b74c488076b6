"""Rules, versions and digests: what decides is in the digest, what only tells isn't."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

import attrs
import pytest

from flerpart_flow.engine.errors import DefinitionError, RulesNotInstalled
from flerpart_flow.engine.judging.case import case_of, open_case
from flerpart_flow.engine.rules.digests import digest_of
from flerpart_flow.engine.rules.findings import Message, missing
from flerpart_flow.engine.rules.norms import Norm, Severity, by_id
from flerpart_flow.engine.rules.rules import Rules, load_rules
from flerpart_flow.engine.rules.sources import Sources
from flerpart_flow.routines.flerpartsmote import FLERPARTSMOTE
from flerpart_flow.routines.flerpartsmote.routine import SOURCES
from tests.toy import TOY

BASE = FLERPARTSMOTE.rules()


def with_tables(**change: Any) -> Rules:
    """The real rules with their tables changed after they were read."""
    return _changed(lambda tables: {**tables, **change})


def _changed(change: Any) -> Rules:
    def vocabulary(tables: Mapping[str, Any], norms: Mapping[str, Norm]) -> Any:
        return SOURCES.vocabulary(change(tables), norms)

    changed = attrs.evolve(SOURCES, normative=lambda tables: SOURCES.normative(change(tables)), vocabulary=vocabulary)
    return load_rules(changed, FLERPARTSMOTE.revision)


def test_the_digest_is_the_same_every_time_and_in_every_process() -> None:
    code = "from flerpart_flow.routines.flerpartsmote import FLERPARTSMOTE as R; r = R.rules(overlay={'parameter': "
    code += "{'roll': 'none', 'postal_days': 3}}); print(R.rules().digest, r.digest, r.overlay)"
    overlay = FLERPARTSMOTE.rules(overlay={"parameter": {"postal_days": 3, "roll": "none"}})
    for seed in ("0", "1", "99"):
        env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
        told = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, env=env, text=True)
        assert told.stdout.split() == [BASE.digest, overlay.digest, overlay.overlay]
    assert load_rules(SOURCES, FLERPARTSMOTE.revision).digest == BASE.digest


def test_a_digest_tells_how_it_was_made() -> None:
    assert BASE.digest.startswith("sha256:")
    assert len(BASE.digest) == len("sha256:") + 64


def test_it_does_not_depend_on_the_order_of_keys() -> None:
    assert digest_of({"a": 1, "b": {"c": 2, "d": 3}}) == digest_of({"b": {"d": 3, "c": 2}, "a": 1})
    assert digest_of({"a": 1}) != digest_of({"a": "1"})


@pytest.mark.parametrize(
    "change",
    [
        {"norm": {"FM-BOKNING-2": {"severity": "note"}}},
        {"norm": {"FM-BOKNING-2": {"severity_for": {"ange_tid": "note"}}}},
        {"parameter": {"lead_time_weeks_region": 7}},
        {"parameter": {"chair_may_document": False}},
        {"parameter": {"roll": "forward"}},
        {"enhet": {"kommun:ips:2": {"part": "kommun", "sv": "det andra", "en": "the other"}}},
        {"kommun": {"uppsala": {"sv": "Uppsala", "en": "Uppsala", "joined": "nej"}}},
    ],
    ids=str,
)
def test_what_decides_changes_the_digest(change: dict[str, Any]) -> None:
    assert FLERPARTSMOTE.rules(overlay=change).digest != BASE.digest


@pytest.mark.parametrize(
    "change",
    [
        {"name": "Uppsala kommun"},
        {"norm": {"FM-BOKNING-2": {"severity": BASE.norms["FM-BOKNING-2"].severity.value}}},
        {"parameter": {"lead_time_weeks_region": 6}},
        {"adress": [{"unit": "arbetsformedlingen", "lines": ["Gatan 1", "111 11 Staden"]}]},
        {"amne": {"halsa": {"sv": "hur man mår", "en": "how one is"}}},
        {"enhet": {"kommun:bibliotek": {"part": "kommun", "sv": "biblioteket", "en": "the library"}}},
        {"amne": {"musik": {"sv": "musik", "en": "music"}}},
        {"kommun": {"gavle": {"sv": "Gävle", "en": "Gävle", "joined": "nej"}}},
        {"avvikelseslag": {"sen": {"sv": "sen", "en": "late"}}},
        {"anpassning": {"bilder": {"sv": "bilder", "en": "pictures"}}},
        {"stod": {"tolk_2": {"sv": "en tolk till", "en": "another interpreter"}}},
        {"vardniva": {"tredje": {"sv": "en tredje", "en": "a third"}}},
        {"skal": {"boka_om": {"vader": {"sv": "vädret", "en": "the weather"}}}},
    ],
    ids=str,
)
def test_what_only_tells_or_only_adds_does_not_and_pins_nothing(change: dict[str, Any]) -> None:
    rules = FLERPARTSMOTE.rules(overlay=change)
    assert (rules.digest, rules.overlay) == (BASE.digest, None)


def test_a_change_of_the_guards_meaning_changes_the_digest() -> None:
    assert load_rules(SOURCES, FLERPARTSMOTE.revision + 1).digest != BASE.digest


def test_another_name_or_note_does_not_change_the_digest() -> None:
    units = {code: {**row, "sv": "något annat", "en": "another"} for code, row in BASE.tables["enhet"].items()}
    assert with_tables(enhet=units, adress=[]).digest == BASE.digest


def test_an_unknown_unit_less_changes_the_digest() -> None:
    units = {code: row for code, row in BASE.tables["enhet"].items() if code != "kommun:ips"}
    assert with_tables(enhet=units).digest != BASE.digest


def test_two_overlays_that_decide_the_same_have_the_same_digest() -> None:
    one = TOY.rules(overlay={"parameter": {"days": 3}, "name": "x"})
    other = TOY.rules(overlay={"name": "y", "parameter": {"days": 3}})
    assert (one.overlay, one.digest) == (other.overlay, other.digest)
    assert one.overlay not in {None, TOY.rules(overlay={"parameter": {"days": 4}}).overlay}


@pytest.mark.parametrize("norm", ["FM-PLAN-2", "FM-PLAN-1"])
def test_the_order_of_keys_says_nothing(norm: str) -> None:
    severity, per_event = {"severity": "warn"}, {"severity_for": {"uppratta_plan": "block"}}
    one = FLERPARTSMOTE.rules(overlay={"norm": {norm: {**severity, **per_event}}})
    other = FLERPARTSMOTE.rules(overlay={"norm": {norm: {**per_event, **severity}}})
    assert one.norms[norm].severity_at("uppratta_plan") == other.norms[norm].severity_at("uppratta_plan") == "block"
    assert one.norms[norm].severity_at("revidera_plan") == other.norms[norm].severity_at("revidera_plan") == "warn"
    assert (one.digest, one.overlay) == (other.digest, other.overlay)


def test_a_case_opens_under_an_overlay_whose_names_were_mended() -> None:
    before = {"name": "Exempelkomunen", "parameter": {"lead_time_weeks_others": 6}}
    after = {**before, "name": "Exempelkommunen", "amne": {"halsa": {"sv": "hur man mår", "en": "how one is"}}}
    case = open_case(FLERPARTSMOTE, "a-1", rules=FLERPARTSMOTE.rules(overlay=before))
    assert case_of(FLERPARTSMOTE, case.header, FLERPARTSMOTE.rules(overlay=after)) == case
    with pytest.raises(RulesNotInstalled):
        case_of(FLERPARTSMOTE, case.header, FLERPARTSMOTE.rules())


def test_an_overlay_that_decides_nothing_pins_nothing() -> None:
    case = open_case(FLERPARTSMOTE, "a-1", rules=FLERPARTSMOTE.rules(overlay={"name": "Exempelkommunen"}))
    assert case_of(FLERPARTSMOTE, case.header, FLERPARTSMOTE.rules()) == case


def test_every_version_is_there_and_the_newest_is_the_last() -> None:
    assert (TOY.sources.newest, TOY.rules().version) == ("2", "2")
    assert (TOY.rules("1").parameters["days"], TOY.rules("2").parameters["days"]) == (5, 6)
    assert TOY.rules("1").digest != TOY.rules("2").digest


@pytest.mark.parametrize("version", ["3", "1 ", "newest"])
def test_a_version_that_is_not_installed(version: str) -> None:
    with pytest.raises(RulesNotInstalled) as error:
        TOY.rules(version)
    for lang in ("sv", "en"):
        assert version in error.value.text(lang)
        assert "1, 2" in error.value.text(lang)


def test_the_rules_of_a_version_are_read_once() -> None:
    assert TOY.rules() is TOY.rules("2")


@pytest.mark.parametrize("part", ["norms", "specs", "parameters", "tables"])
def test_rules_cannot_be_changed(part: str) -> None:
    rules = TOY.rules()
    with pytest.raises(TypeError):
        getattr(rules, part)["days"] = 1
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        setattr(rules, part, {})


def test_a_finding_weighs_what_the_rules_say_and_never_more_than_its_ceiling() -> None:
    rules = TOY.rules(overlay={"norm": {"T-TO": {"severity": "block"}}})
    finding = missing("T-TO", Message("x"))
    assert TOY.rules().weigh(finding, "n").severity is Severity.NOTE
    assert rules.weigh(finding, "n").severity is Severity.BLOCK
    assert rules.weigh(attrs.evolve(finding, ceiling=Severity.NOTE), "n").severity is Severity.NOTE


def test_a_norm_that_repeats_another_points_at_it() -> None:
    norms = TOY.rules().norms
    assert norms["T-AGAIN"].same_as == "T-FIRST"
    with pytest.raises(DefinitionError) as error:
        by_id([norms["T-AGAIN"]])
    assert (error.value.code, error.value.values) == ("norm.alias", {"norm": "T-AGAIN", "same_as": "T-FIRST"})


def test_the_engines_own_norms_come_with_every_routine() -> None:
    for rules in (TOY.rules(), BASE):
        own = [ident for ident, norm in rules.norms.items() if norm.source == "flerpart_flow"]
        assert {"FF-FAS-1", "FF-RATTELSE-1", "FF-RATTELSE-2", "FF-RATTELSE-3"} <= set(own)
        assert all(rules.norms[ident].fixed for ident in ("FF-FAS-1", "FF-RATTELSE-1", "FF-RATTELSE-2"))


def test_names_of_units_come_from_the_rules() -> None:
    assert tuple(TOY.rules().named("enhet", *one) for one in (("nord", "sv"), ("nord", "en"), ("ost", "sv"))) == (
        "Nord",
        "North",
        None,
    )


def test_sources_know_their_routine() -> None:
    assert isinstance(TOY.sources, Sources)
    assert {TOY.rules().routine, BASE.routine} == {"toy", "flerpartsmote"}


def test_what_protects_the_individual_is_fixed() -> None:
    """Consent, the individual's decision, A7: from the policy, by hand."""
    for ident in ("FM-SAMTYCKE-1", "FM-SAMTYCKE-2", "FM-SAMTYCKE-5", "FM-SAMTYCKE-8", "PR-MALGRUPP-2"):
        assert BASE.norms[ident].fixed, ident
