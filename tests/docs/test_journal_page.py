"""docs/journal.md says what the code says, and its logs are judged as it tells."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

import attrs
import pytest

from flerpart_flow import FLERPARTSMOTE, ROUTINES, Log, Review, read_log, review
from flerpart_flow.engine.journal.event_lines import DEMANDED
from flerpart_flow.engine.journal.header_line import KEYS
from flerpart_flow.engine.record.events import ENVELOPE
from flerpart_flow.engine.record.header import FORMAT, Header
from flerpart_flow.routines.flerpartsmote import Atgard, Mal, Phase, Plan
from tests.docs.markdown import ROOT, blocks, codes, sections, table

PAGE = (ROOT / "docs" / "journal.md").read_text(encoding="utf-8")
SECTIONS = sections(PAGE)
RULES = FLERPARTSMOTE.rules()


def test_norms_are_named_by_their_whole_ids() -> None:
    assert set(re.findall(r"[A-ZÅÄÖ-]*-\d+", SECTIONS["Events"])) <= set(RULES.norms)


EXTENDS = {"event": "utoka_samtycke", "by": "individ", "recorded_by": "arbetsformedlingen", "enheter": ["arbetsgivare"]}


def text_of(name: str) -> str:
    """A log that the page shows, or one that is written by hand beside this test to show what the page says."""
    shown = [block.text for block in blocks(PAGE) if block.words == (name,)]
    return shown[0] if shown else (Path(__file__).parent / "logs" / name).read_text(encoding="utf-8")


def norms_named(name: str, event: str, changes: Mapping[str, Mapping[str, object]]) -> set[str]:
    """The norms named on the first such event of a log with its lines changed; None takes a key away."""
    lines = [json.loads(line) for line in text_of(name).splitlines()]
    for line in lines[1:]:
        change = changes.get(line["event"], {})
        line.update(change)
        for key in [key for key, value in change.items() if value is None]:
            del line[key]
    at = next(at for at, line in enumerate(lines) if line.get("event") == event)
    found = judged(read_log([json.dumps(line).encode() + b"\n" for line in lines[: at + 1]], ROUTINES))
    decision = found.verdicts[-1].decision
    assert decision is not None
    return {finding.norm for finding in decision.findings}


@pytest.mark.parametrize(
    ("unit", "one", "other"),
    [("region:primarvard", "PR-REG-2", "PR-REG-3"), ("arbetsformedlingen", "PR-AF-1", "PR-AF-3")],
)
def test_without_one_of_two_that_are_enough_both_are_named(unit: str, one: str, other: str) -> None:
    name = "region.jsonl" if unit.startswith("region") else "straight.jsonl"
    for norm, expected in ((one, set()), (other, set()), (None, {one, other})):
        stated = {"varde": "nej"} if norm is None else {"norm": norm, "enhet": unit}
        norms = norms_named(name, "kalla", {"ange_forutsattning": stated})
        assert norms & {one, other} == expected


def test_a_topic_that_was_excluded_is_taken_back_by_naming_it() -> None:
    lines = [json.loads(line) for line in text_of("straight.jsonl").splitlines()][:9]
    lines.append({**lines[-1], "nr": 9, **EXTENDS, "enheter": [], "amnen": ["halsa"]})
    lines.append({**lines[8], "nr": 10, "event": "lamna_uppgift", "till": "kommun:arbetsmarknad", "amne": "halsa"})
    for told, expected in ((lines, True), ([*lines[:9], {**lines[10], "nr": 9}], False)):
        found = judged(read_log([json.dumps(line).encode() + b"\n" for line in told], ROUTINES))
        assert found.follows_the_routine is expected


@pytest.mark.parametrize(("event_nr", "day"), [(15, "2026-03-03"), (27, "2026-06-02")])
def test_a_meeting_on_another_day_is_warned_of(event_nr: int, day: str) -> None:
    lines = [json.loads(line) for line in text_of("straight.jsonl").splitlines()][: event_nr + 1]
    lines[-1] |= {key: day + lines[-1][key][10:] for key in ("occurred_at", "recorded_at")}
    found = judged(read_log([json.dumps(line).encode() + b"\n" for line in lines], ROUTINES))
    assert found.follows_the_routine
    assert [finding.norm for one in found.remarks for finding in (one.decision.findings if one.decision else ())] == [
        "FF-MOTE-3"
    ]


def under_who() -> dict[str, set[str]]:
    """The lists that stand under *Who*, each with what it takes over from the one before."""
    units = {codes(row["code"])[0] for row in table(SECTIONS["enhet"])}
    people = {code for row in table(SECTIONS["aktor"]) for code in codes(row["code"])}
    parties = {codes(row["code"])[0] for row in table(SECTIONS["part"])}
    return {"enhet": units, "aktor": units | people, "part": units | parties}


def test_units_people_and_parties_are_those_that_the_page_says() -> None:
    for name, said in under_who().items():
        plain = {code for code in said if not code.rpartition(":")[2].isdigit()}
        assert plain == RULES.vocabulary.known[name], name
        for code in said - plain:
            assert RULES.vocabulary.has(name, code), code
    numbered = {code.rpartition(":")[0] for code in under_who()["aktor"] if code.rpartition(":")[2].isdigit()}
    assert numbered | under_who()["enhet"] == RULES.vocabulary.numbered["aktor"]
    assert RULES.vocabulary.numbered["enhet"] == under_who()["enhet"]


def test_units_and_parties_have_the_names_that_the_tables_give_them() -> None:
    for name in ("enhet", "part"):
        for row in table(SECTIONS[name]):
            held = RULES.tables[name][codes(row["code"])[0]]
            assert (row["English"], row["Swedish"]) == (held["en"], held["sv"])


def test_the_conditions_are_those_that_a_log_may_state() -> None:
    assert {codes(row["code"])[0] for row in table(SECTIONS["villkor"])} == RULES.vocabulary.known["villkor"]


def test_header_and_envelope_have_the_keys_that_the_page_says() -> None:
    header = {codes(row["key"])[0]: row["must it be there"] for row in table(SECTIONS["The first line"])}
    assert tuple(header) == KEYS
    assert {key for key, must in header.items() if must == "yes"} == set(KEYS[:3])
    assert {attribute.name for attribute in attrs.fields(Header)} == set(KEYS[1:])
    envelope = {codes(row["key"])[0]: row["must it be there"] for row in table(SECTIONS["The envelope"])}
    assert set(envelope) == {"event", *ENVELOPE}
    assert {key for key, must in envelope.items() if must == "yes"} == set(DEMANDED)
    assert f"`{FORMAT}`" in table(SECTIONS["The first line"])[0]["what"]


def test_phases_are_those_of_the_routine() -> None:
    assert {codes(row["phase"])[0] for row in table(SECTIONS["Phases"])} == set(Phase)


def test_the_plan_has_the_keys_that_the_page_says() -> None:
    rows = {codes(row["key"])[0]: codes(row["what"]) for row in table(SECTIONS["The plan"])}
    assert set(rows) == {attribute.name for attribute in attrs.fields(Plan)}
    assert set(rows["mal"]) == {attribute.name for attribute in attrs.fields(Mal)}
    assert set(rows["atgarder"]) == {attribute.name for attribute in attrs.fields(Atgard)}


def log_named(name: str) -> Log:
    return read_log(text_of(name).encode().splitlines(keepends=True), ROUTINES)


def judged(log: Log) -> Review:
    return review(log)


def test_the_whole_log_follows_the_routine_without_a_remark() -> None:
    found = judged(log_named("straight.jsonl"))
    assert found.follows_the_routine
    assert not found.remarks
    assert found.case.phase == Phase.AVSLUT
    assert not [duty for duty in found.case.duties(found.case.lines[-1].occurred_at) if duty.ended_nr is None]


def test_the_log_with_the_region_is_summoned_without_a_remark() -> None:
    log = log_named("region.jsonl")
    found = judged(log)
    assert found.follows_the_routine
    assert not found.remarks
    assert found.case.phase == Phase.KALLELSE
    order = ("forbered", "bestam_deltagare", "kontakta_region", "ange_tid", "kalla")
    assert tuple(one.event.name for one in found.verdicts if one.event.name in order) == order


def test_the_log_with_a_fault_is_judged_as_the_page_tells() -> None:
    found = judged(log_named("faulty.jsonl"))
    assert {one.nr: (one.follows, tuple(finding.norm for finding in one.own)) for one in found.refused} == {
        9: (None, ("FM-SAMTYCKE-2", "PR-MALGRUPP-2", "FM-KALLELSE-1", "FM-KALLELSE-8")),
        10: (9, ()),
        11: (9, ("FM-SAMTYCKE-2", "PR-MALGRUPP-2")),
    }
    assert found.case.phase == Phase.FORBEREDELSE


def test_the_plan_on_the_page_is_a_plan() -> None:
    shown = [json.loads(block.text) for block in blocks(SECTIONS["The plan"]) if block.language == "json"]
    assert [Plan(**one).measure("praktik") is not None for one in shown] == [True]
