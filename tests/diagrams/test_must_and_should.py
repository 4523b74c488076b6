"""What a picture lists as must can refuse, as should at most warns, as a note neither: asked of all the twins."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest

from flerpart_flow import FLERPARTSMOTE, ROUTINES
from flerpart_flow.diagrams.drawing import draw
from flerpart_flow.diagrams.wording import Wording
from flerpart_flow.engine.definition.guards import Guard
from flerpart_flow.engine.definition.machine import FlowTransition
from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.rules.findings import Finding, within
from flerpart_flow.engine.rules.norms import Severity, heavier
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.proof.compare.changes import changed
from flerpart_flow.proof.compare.reads.rows import parts_of
from flerpart_flow.proof.twins import Player
from tests.norms.twins import twins

NAMES = ("flerpartsmote", "ung_intro")
ONLY_WARN = {
    "oppna_mote": {"those_present_have_records", "those_present_share_the_topics"},
    "andra_narvaro": {"enough_remain", "those_arriving_share_the_topics"},
    "utse_dokumenterare": {"the_meeting_is_whole"},
    "sammanfatta_plan": {"the_meeting_is_whole"},
    "godkann_plan": {"the_meeting_is_whole"},
    "redovisa": {"the_meeting_is_whole"},
    "uppratta_plan": {"the_meeting_is_whole", "late_draft_is_nobodys", "last_days_are_to_come", "bearers_are_covered"},
    "bekrafta": {"answers_the_question"},
    "ge_samtycke": {"fits_the_word"},
}
"""By readings A8, A49, A50, A52, A53 and A67: conditions of flerpartsmöte that never refuse, though their norms may."""
NOTES = (
    ("ung_intro", "ge_samtycke", "enough_to_go_on"),
    ("ung_intro", "samrada", "answer_is_stated"),
    ("ung_intro", "initiera_sip", "others_are_needed"),
    ("ung_intro", "initiera_flerpartsmote", "a_sip_may_do"),
    ("ung_intro", "lamna_uppgift", "only_the_individual_is_told"),
    ("flerpartsmote", "oppna_mote", "those_who_confirmed_are_there"),
)
"""By readings A29, A36 and A62: conditions that are only told of."""
STRICT = {"parameter": {"missing_party_record": "block_meeting"}}
RECORDS = "närvarande enheter har dokumenterat samtycket"


def weighed(name: str) -> Mapping[tuple[str, str], frozenset[Severity]]:
    """For each guard and event what its findings weighed while all the twins were played by the routine's own rules."""
    found = defaultdict[tuple[str, str], set[Severity]](set)
    for (guard, event, _), weights in played(name).items():
        found[guard, event] |= weights
    return {key: frozenset(weights) for key, weights in found.items()}


@cache
def played(name: str) -> Mapping[tuple[str, str, str], frozenset[Severity]]:
    """The same, for each phase apart."""
    routine, found = ROUTINES[name], defaultdict[tuple[str, str, str], set[Severity]](set)
    own, told = routine.rules(), FlowTransition.findings

    def watched(flow: FlowTransition, facts: Any, event: Event, rules: Rules) -> tuple[Finding, ...]:
        if rules.overlay == own.overlay:
            for guard in flow.move.guards:
                said = (within(guard.most, one) for one in guard.check(facts, event, rules))
                found[guard.name, event.name, flow.source].update(rules.weight(one, event.name) for one in said)
        return told(flow, facts, event, rules)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(FlowTransition, "findings", watched)
        player = Player(routine, twins(name))
        for twin in twins(name).twins:
            player.play(twin)
    return {key: frozenset(weights) for key, weights in found.items()}


def guards(name: str) -> Mapping[tuple[str, str], Guard[Any]]:
    """Every condition that is listed, by guard and event."""
    return {(guard.name, move.event.name): guard for move in ROUTINES[name].moves for guard in move.guards}


def heading(name: str, guard: str, event: str) -> Severity | None:
    """Under which heading a condition is listed."""
    wording = Wording.of(ROUTINES[name], ROUTINES[name].rules(), "sv")
    return next(iter(wording.weighed([guards(name)[guard, event]], event)), None)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_listed_as_must_should_or_a_note_weighs_that_in_some_twin_and_more_in_none(name: str) -> None:
    listed = {key: heading(name, *key) for key in guards(name)}
    found = {key: heavier(*weights) for key, weights in weighed(name).items() if weights}
    assert len(found) > 100
    assert {key: found[key] for key, weight in listed.items() if key in found and found[key] is not weight} == {}
    assert {weight for key, weight in listed.items() if key in found} == set(Severity)


@pytest.mark.parametrize("name", NAMES)
def test_a_guard_that_says_how_much_it_weighs_at_most_is_never_listed_as_more(name: str) -> None:
    capped = {key: guard.most for key, guard in guards(name).items() if guard.most is not None}
    assert Severity.NOTE in capped.values()
    assert {key: most for key, most in capped.items() if heading(name, *key) is not most} == {}


@pytest.mark.parametrize(("name", "event", "guard"), NOTES)
@pytest.mark.parametrize(("lang", "said"), [("sv", "Upplysning"), ("en", "Note")])
def test_what_is_only_told_stands_under_a_heading_of_its_own_in_every_view(
    name: str, event: str, guard: str, lang: str, said: str
) -> None:
    """On the checklist of the act, in the conditions of its phases, and beside the condition where it stands alone."""
    routine = ROUTINES[name]
    wording = Wording.of(routine, routine.rules(), lang)
    move = next(one for one in routine.moves if one.event.name == event and guard in {own.name for own in one.guards})
    text = wording.guard(next(own for own in move.guards if own.name == guard))
    lines = [line.text for line in wording.listed(move, ())]
    last = max(number for number, line in enumerate(lines) if not line[0].isdigit())
    assert lines[last] == said
    assert any(text in line for line in lines[last:])
    assert not any(text in line for line in lines[:last])
    pages = draw(routine, "step", step=event, lang=lang).pages
    held = {
        one.title: [row.cells[0][0].text for row in one.rows] for page in pages for one in page.nodes if one.columns
    }
    assert [title for title, rows in held.items() if any(text.lower() in row.lower() for row in rows)] == [said]
    alone = next(line.text for line in wording.conditions(move) if text in line.text)
    assert alone.endswith(wording.word("bara_upplysning"))


@pytest.mark.parametrize("event", ONLY_WARN)
def test_what_the_readings_only_warn_of_is_listed_as_should(event: str) -> None:
    listed = {
        guard
        for guard, of in guards("flerpartsmote")
        if of == event and heading("flerpartsmote", guard, of) is Severity.WARN
    }
    assert listed >= ONLY_WARN[event]


@pytest.mark.parametrize(("overlay", "where"), [(None, "step-bor"), (STRICT, "step-maste")])
def test_records_of_those_present_must_be_there_only_where_the_organisation_says_so(
    overlay: dict[str, Any] | None, where: str
) -> None:
    """A8: a unit without its record may listen, unless ``missing_party_record`` keeps the meeting closed."""
    rules = FLERPARTSMOTE.rules(overlay=overlay)
    pages = draw(FLERPARTSMOTE, "step", step="oppna_mote", rules=rules, lang="sv").pages
    tables = [one for page in pages for one in page.nodes if one.columns]
    holds = [one.id for one in tables for row in one.rows for line in row.cells[0] if RECORDS in line.text.lower()]
    assert ["-".join(one.split("-")[:2]) for one in holds] == [where]


def test_a_norm_that_weighs_otherwise_makes_no_difference_where_its_guard_weighs_less_anyway() -> None:
    """A confirmed party that isn't there is noted (A29), whatever the norm weighs; a report is still refused by it."""
    rules = FLERPARTSMOTE.rules()
    other = FLERPARTSMOTE.rules(overlay={"norm": {"FM-AVVIK-4": {"severity": "note"}}})
    parts, differ = parts_of(FLERPARTSMOTE, rules), changed(rules, other)
    assert "FM-AVVIK-4" in differ.norms
    rows = [row for row in parts.rows.values() if row.event == "oppna_mote"]
    assert rows
    assert [differ.weights(row) for row in rows if "FM-AVVIK-4" in differ.weights(row)] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_condition_that_is_left_out_in_a_phase_finds_nothing_there_in_any_twin(name: str) -> None:
    left_out = {(one.guard, phase) for one in ROUTINES[name].outline.idle for phase in one.phases}
    found = {(guard, phase) for (guard, _, phase), weights in played(name).items() if weights}
    asked = {(guard, phase) for guard, _, phase in played(name)}
    assert left_out & found == set()
    assert {guard for guard, _ in left_out} <= {guard for guard, _ in asked}


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_a_closing_in_ung_intro_is_held_to_what_holds_there(lang: str) -> None:
    """A58: consultation once the person was accepted, and never in a pause, where the others mustn't be asked. Rest is
    asked for only where the organisation says for how long, and then only in a pause.
    """
    routine, rested = ROUTINES["ung_intro"], {"parameter": {"paused_close_after_weeks": 4}}
    wording = Wording.of(routine, routine.rules(), lang)
    guards_of = {guard.name: wording.guard(guard) for move in routine.moves for guard in move.guards}

    def told(phase: str, overlay: dict[str, Any] | None = None) -> set[str]:
        pages = draw(routine, "phase", phase=phase, lang=lang, rules=routine.rules(overlay=overlay)).pages
        cells = (row.cells[1] for page in pages for one in page.nodes if one.columns for row in one.rows)
        lines = [line.text for cell in cells for line in cell]
        return {name for name, text in guards_of.items() if any(f" {text} (" in line for line in lines)}

    closing = {"closed_in_consultation", "ended_in_consultation", "the_case_has_rested"}
    assert told("vilande") & closing == set()
    assert told("vilande", rested) & closing == {"the_case_has_rested"}
    assert told("samverkan", rested) & closing == {"closed_in_consultation"}
