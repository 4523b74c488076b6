"""The routines' outlines, which pictures read, hold against what cases do."""

from __future__ import annotations

from functools import cache
from types import SimpleNamespace
from typing import Any, cast

import attrs
import pytest

from flerpart_flow.define import Capacity, Frame, Given, Party, Question
from flerpart_flow.diagrams.drawing import draw
from flerpart_flow.diagrams.wording import Wording
from flerpart_flow.engine.definition.outlined.faults import outline_faults
from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.journal.log import read_log_file
from flerpart_flow.engine.judging.case import Case
from flerpart_flow.installed import ROUTINES
from flerpart_flow.routines.flerpartsmote import FLERPARTSMOTE
from flerpart_flow.routines.ung_intro import UNG_INTRO
from flerpart_flow.samverkan.actors import party_of
from tests import ung_intro_stories
from tests.diagrams.pictures import LOGS
from tests.stories import everywhere, moment

LATER = 400


@cache
def cases() -> dict[str, Case]:
    """Every story and every bundled log."""
    logs = {one.stem: read_log_file(one, ROUTINES).case() for one in sorted(LOGS.glob("*.jsonl"))}
    stories = {name: story.case for name, story in everywhere().items()}
    young = {f"ui-{name}": story.case for name, story in ung_intro_stories.everywhere().items()}
    return {**logs, **stories, **young}


NAMES = tuple(cases())


def holders(role: str, case: Case, facts: object) -> tuple[str, ...]:
    """Who holds a role, as any of the moves under it tells; of one that only owes, the units of its parties."""
    if all(move.by.code != role for move in case.routine.moves):
        parties = {party.code for party in case.routine.outline.parties if role in party.roles}
        return tuple(unit for unit in case.rules.tables["enhet"] if party_of(unit) in parties)
    found = [move.by for move in case.routine.moves if move.by.code == role]
    return tuple(dict.fromkeys(one for by in found for one in by.holders(facts, case.rules)))


@pytest.mark.parametrize("name", NAMES)
def test_every_duty_is_borne_by_somebody_in_the_role_that_the_outline_says(name: str) -> None:
    case = cases()[name]
    specs = {spec.name: spec for spec in case.routine.duties}
    wrong = []
    for placed in case.replayed():
        before = {(entry.duty, entry.owed, entry.opened_nr) for entry in placed.before.ledger.open}
        for entry in placed.after.ledger.open:
            if (entry.duty, entry.owed, entry.opened_nr) in before:
                continue
            role = specs[entry.duty].bearer or ""
            held = {*holders(role, case, placed.before.facts), *holders(role, case, placed.after.facts)}
            anybody = any(move.by.anybody for move in case.routine.moves if move.by.code == role)
            if entry.owed.bearer not in held and not anybody:
                wrong.append((entry.duty, role, placed.line.name))
    assert wrong == []


def test_the_cases_open_nearly_every_kind_of_duty() -> None:
    """So that the test above has looked at most of the outline."""
    for routine in (FLERPARTSMOTE, UNG_INTRO):
        mine = (case for case in cases().values() if case.routine is routine)
        opened = {duty.name for case in mine for duty in case.duties(moment(LATER))}
        assert len(opened) >= 0.8 * len(routine.duties), routine.name


@pytest.mark.parametrize("name", NAMES)
def test_every_proposal_is_declared_in_the_phase_where_it_arises(name: str) -> None:
    case = cases()[name]
    declared = {one.kind: one for one in case.routine.outline.deviations}
    seen: set[tuple[str, str, int | None]] = set()
    for placed in case.replayed():
        at = placed.line.occurred_at
        for proposal in case.deviations(at):
            if (one := (proposal.kind, proposal.unit, proposal.about)) in seen:
                continue
            seen.add(one)
            assert proposal.norm == declared[proposal.kind].norm
            # The end of a meeting shows who stayed away, and leads out of its phase.
            assert {placed.before.phase, placed.after.phase} & set(declared[proposal.kind].phases)
            shown_by = declared[proposal.kind].shown_by
            late = [name for name in shown_by if name not in case.routine.events]
            assert placed.line.name in shown_by or late, "what is proposed follows what is said to show it"


def test_the_cases_make_the_library_propose_each_kind_that_it_can() -> None:
    times = [(case, placed.line.occurred_at) for case in cases().values() for placed in case.replayed()]
    times += [(case, moment(LATER)) for case in cases().values()]
    found = {one.kind for case, at in times for one in case.deviations(at)}
    assert found <= {one.kind for one in FLERPARTSMOTE.outline.deviations if one.shown_by}
    assert {"inget_svar", "utebliven"} <= found


@pytest.mark.parametrize("name", NAMES)
def test_a_role_first_comes_about_by_what_the_outline_says(name: str) -> None:
    case = cases()[name]
    declared = {one.role: one.by for one in case.routine.outline.given}
    roles = {move.by.code: move.by for move in case.routine.moves if move.by.code in declared}
    wrong = []
    for placed in case.replayed():
        for code, role in tuple(roles.items()):
            if set(role.holders(placed.after.facts, case.rules)) - set(role.holders(placed.before.facts, case.rules)):
                del roles[code]
                if placed.line.name not in declared[code]:
                    wrong.append((code, placed.line.name))
    assert wrong == []


def test_no_party_is_spared_what_it_has_owed_in_any_case() -> None:
    """But for the Region's units, which another unit of the Region may call to its meetings."""
    wrong = set()
    for case in cases().values():
        spared = {party.code: party.spared for party in case.routine.outline.parties}
        for duty in case.duties(moment(LATER)):
            if duty.name in spared.get(party_of(duty.bearer), ()):
                wrong.add((party_of(duty.bearer), duty.name))
    assert wrong == set()


def test_whoever_acts_in_any_case_has_the_role_and_is_not_spared_the_act() -> None:
    wrong = set()
    for case in cases().values():
        parties = {party.code: party for party in case.routine.outline.parties}
        for placed in case.replayed():
            line = placed.line
            party = parties.get(party_of(line.by) or line.by)
            by = {move.by.code for move in case.routine.moves if move.event.name == line.name}
            held = party is None or (line.name not in party.spared and by & {*party.roles})
            if not held and placed.refusal is None:
                wrong.add((case.routine.name, line.by, line.name))
    assert wrong == set()


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"frames": (Frame("ram", ("kallelsen",)),)}, "kallelsen"),
        ({"rights": ("aterkalla",)}, "aterkalla"),
        ({"closes": ("slut",)}, "slut"),
        ({"capacities": (Capacity("leder", ("ordf",)),)}, "ordf"),
        ({"capacities": (Capacity("leder", ("ordforande",), ("regionen",)),)}, "regionen"),
        ({"given": (Given("ordforande", ("bli_ordforande",)),)}, "bli_ordforande"),
        ({"capacities": (), "parties": (Party("region", ("enhet",), (), ("ringa",)),)}, "ringa"),
        ({"questions": (Question("vad", acts=("kallar",)),)}, "kallar"),
        ({"questions": (Question("vad", duties=("kallar",)),)}, "kallar"),
        ({"questions": (Question("vad", deviations=("borta",)),)}, "borta"),
        ({"questions": (Question("vad", norms=("FM-X-1",)),)}, "FM-X-1"),
        ({"questions": (Question("vad", phase="kallelsen"),)}, "kallelsen"),
        ({"questions": (Question("vad", terms=("skal.kalla",)),)}, "skal.kalla"),
        ({"questions": (Question("vad", answer=(("A5", "A9"), ("FM-ROLL-1", "A999"))),)}, "A999"),
        ({"capacities": (), "parties": (Party("region", ("enhet",), (), (), ("kallad",)),)}, "kallad"),
    ],
)
def test_a_name_in_an_outline_that_the_routine_does_not_have_is_told(change: dict[str, Any], name: str) -> None:
    made = SimpleNamespace(
        outline=attrs.evolve(FLERPARTSMOTE.outline, **change),
        duties=FLERPARTSMOTE.duties,
        events=FLERPARTSMOTE.events,
        moves=FLERPARTSMOTE.moves,
        phases=FLERPARTSMOTE.phases,
    )
    told = [fault.values["name"] for fault in outline_faults(cast("Routine", made), FLERPARTSMOTE.rules())]
    assert told == [name]


@pytest.mark.parametrize("name", ["flerpartsmote", "ung_intro"])
def test_every_deviation_may_be_reported_while_the_case_rests_and_after_it_is_closed(name: str) -> None:
    """A59: what the log shows is judged by what was known; a pause or the closing hinders no report."""
    found = {one.kind: {*one.phases, *one.reported} for one in ROUTINES[name].outline.deviations}
    assert {kind for kind, phases in found.items() if not {"vilande", "avslut"} <= phases} == set()


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize(
    ("name", "arises", "reported"),
    [
        ("flerpartsmote", ("forberedelse", "kallelse", "mote", "atgarder", "uppfoljning"), ("behov", "samtycke")),
        ("ung_intro", ("forberedelse", "aktualisering", "antagen", "samverkan"), ("behov",)),
    ],
)
def test_silence_arises_only_while_a_consent_is_in_force_and_is_proposed_after_repeated_attempts(
    name: str, arises: tuple[str, ...], reported: tuple[str, ...], lang: str
) -> None:
    """A56: attempts that identify nobody never count. A28: at least two attempts on at least two days."""
    routine = ROUTINES[name]
    wording = Wording.of(routine, routine.rules(), lang)
    (silence,) = [one for one in routine.outline.deviations if one.kind == "inget_svar"]
    assert set(silence.phases) == set(arises)
    assert set(silence.reported) == {*reported, "vilande", "avslut"}
    (box,) = [
        node
        for page in draw(routine, "deviations", lang=lang).pages
        for node in page.nodes
        if node.id == "avvikelse-inget_svar"
    ]
    said = [line.text for row in box.rows for cell in row.cells for line in cell]
    where = {"sv": "Kan också rapporteras i ", "en": "Can also be reported in "}[lang]
    assert where + wording.phases(silence.reported) + "." in said
    tries = {"sv": "minst 2 kontaktförsök utan svar på minst 2 olika dagar", "en": "at least 2 contact attempts"}[lang]
    assert any(tries in line for line in said)
    assert any("FM-AVVIK-3" in line for line in said)  # where the kind comes from, in Ung Intro, too
