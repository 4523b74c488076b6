"""A case lives through releases: guards that mean other things, other rules, an overlay that is changed.

Three releases of the library are played: the routine as it is; with a guard that refuses what it let by, and so with
the guards' revision raised; and with that guard as it was, the revision raised again and a second version of the
rules shipped. Beside them an organisation's overlay, which gets another value and a unit more.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import attrs

from flerpart_flow import YES, Case, Routine, Rules, RulesRegistry, open_case, review, write_log_file
from flerpart_flow.define import Findings, guard, missing
from flerpart_flow.engine.definition.duties import DutyState
from flerpart_flow.engine.journal.log import Log, read_log_file
from flerpart_flow.routines.flerpartsmote import (
    FLERPARTSMOTE,
    BedomBehov,
    BytRegler,
    ErbjudMote,
    IdentifieraBehov,
    Ratta,
    TackaJa,
)
from flerpart_flow.routines.flerpartsmote.behov.guards import NO_BASIS
from flerpart_flow.routines.flerpartsmote.facts import Facts
from flerpart_flow.routines.flerpartsmote.parameters import APPROVAL_RULE
from tests.second_version import SECOND, TWO_VERSIONS
from tests.stories import ARBETSMARKNAD, INDIVID, moment

FIRST: Final[Routine] = FLERPARTSMOTE


@guard("FM-BEDOMNING-1", reads=("underlag",))
def assessed_with_health(facts: Facts, event: BedomBehov, rules: Rules) -> Findings:
    """What a later release asks for as well: health is among what an assessment rests on."""
    return (
        () if "halsa" in event.underlag else (missing("FM-BEDOMNING-1", NO_BASIS, cure_by=event.by, cure=BedomBehov),)
    )


LATER: Final[Routine] = attrs.evolve(
    FLERPARTSMOTE,
    revision=FLERPARTSMOTE.revision + 1,
    moves=tuple(
        attrs.evolve(move, guards=(*move.guards, assessed_with_health)) if move.event is BedomBehov else move
        for move in FLERPARTSMOTE.moves
    ),
)
LATEST: Final[Routine] = attrs.evolve(TWO_VERSIONS, revision=FLERPARTSMOTE.revision + 2)
OWN: Final[Mapping[str, Any]] = {"parameter": {"approval_rule": "all_with_measures"}}
OWN_CHANGED: Final[Mapping[str, Any]] = {
    "parameter": {"approval_rule": "all_parties"},
    "enhet": {"region:smartvard": {"part": "region", "sv": "smärtvården", "en": "the pain clinic"}},
}
ASSESSED: Final[Mapping[str, Any]] = {"samordningsbehov": YES, "underlag": ("arbete",), "individen_delaktig": YES}


def _under(routine: Routine, path: Path, registry: RulesRegistry | None = None) -> Log:
    """The log as a release of the library reads it."""
    return read_log_file(path, {routine.name: routine}, None, registry=registry or RulesRegistry())


def _opened(path: Path, overlay: Mapping[str, Any] | None = None) -> Case:
    """What was recorded under the first release, and kept in a file."""
    case = open_case(FIRST, "arende-1", rules=FIRST.rules(overlay=overlay))
    case = case.apply(IdentifieraBehov(occurred_at=moment(1), by=ARBETSMARKNAD), moment(1))
    case = case.apply(BedomBehov(occurred_at=moment(2), by=ARBETSMARKNAD, **ASSESSED), moment(2))
    write_log_file(path, case)
    return case


def _change(case: Case, to: Rules, day: float) -> BytRegler:
    """The change of rules, from those that the log names last."""
    era = case.course.eras[-1]
    return BytRegler(occurred_at=moment(day), by=ARBETSMARKNAD, fran_regler=era.digest, till_regler=to.digest)


def test_a_case_of_the_first_release_is_read_and_goes_on_under_the_third(tmp_path: Path) -> None:
    path = tmp_path / "arende.jsonl"
    first = _opened(path, OWN)

    two = LATER.rules(overlay=OWN)
    second = _under(LATER, path, RulesRegistry.of(two)).case()
    assert (second.judged_from, second.facts, second.phase) == (None, first.facts, first.phase)
    second = second.apply(_change(second, two, 3), moment(3))
    again = BedomBehov(occurred_at=moment(3.5), by=ARBETSMARKNAD, **ASSESSED)
    assert second.decide(again, moment(3.5)).norms == ("FM-BEDOMNING-1",)  # what it accepted on day 2 stands
    second = second.apply(ErbjudMote(occurred_at=moment(4), by=ARBETSMARKNAD), moment(4))
    write_log_file(path, second)

    three = LATEST.rules(SECOND, OWN_CHANGED)
    own = RulesRegistry.of(three)
    third = _under(LATEST, path, own).case()
    assert (third.judged_from, third.facts) == (None, second.facts)
    third = third.apply(_change(third, three, 5), moment(5))
    assert third.decide(again.changed(occurred_at=moment(5.5)), moment(5.5)).allowed
    yes = TackaJa(occurred_at=moment(6), by=INDIVID, recorded_by="region:smartvard")
    third = third.apply(yes, moment(6))
    write_log_file(path, third)

    judged = review(_under(LATEST, path, own))
    assert (judged.judged_from, judged.case.phase, judged.follows_the_routine) == (5, "samtycke", True)
    assert [one.rules for one in judged.verdicts] == [None, None, None, None, three, three]
    assert three.value(APPROVAL_RULE) != two.value(APPROVAL_RULE)


def test_what_is_owed_is_owed_after_a_change_of_rules(tmp_path: Path) -> None:
    path = tmp_path / "arende.jsonl"
    before = _opened(path)
    case = _under(LATER, path).case()
    case = case.apply(_change(case, LATER.rules(), 3), moment(3))
    owed = [(one.name, one.bearer) for one in before.duties(moment(3)) if one.state is DutyState.OPEN]
    assert ("erbjuda_mote", ARBETSMARKNAD) in owed
    assert [(one.name, one.bearer) for one in case.duties(moment(3)) if one.state is DutyState.OPEN] == owed


STRICT: Final = FIRST.rules(overlay={"norm": {"FM-BEDOMNING-2": {"severity": "block"}}})
BOTH: Final = RulesRegistry.of(FIRST.rules(), STRICT)
WITHOUT_THE_INDIVIDUAL: Final[Mapping[str, Any]] = {**ASSESSED, "individen_delaktig": "nej"}


def _moved_to_stricter(*before: BedomBehov) -> Case:
    """A need, what is assessed of it, and a change to rules that refuse an assessment without the individual."""
    case = open_case(FIRST, "arende-1", rules=FIRST.rules(), registry=BOTH)
    case = case.apply(IdentifieraBehov(occurred_at=moment(1), by=ARBETSMARKNAD), moment(1))
    for one in before:
        case = case.apply(one, moment(2))
    change = BytRegler(
        occurred_at=moment(3), by=ARBETSMARKNAD, fran_regler=FIRST.rules().digest, till_regler=STRICT.digest
    )
    return case.apply(change, moment(3))


def test_a_late_line_from_before_the_change_is_judged_by_the_new_rules_and_told(tmp_path: Path) -> None:
    case = _moved_to_stricter()
    late: dict[str, Any] = {"occurred_at": moment(2), "by": ARBETSMARKNAD}
    case, refused = case.record(BedomBehov(**late, **WITHOUT_THE_INDIVIDUAL), moment(4))
    assert (refused.allowed, refused.norms) == (False, ("FM-BEDOMNING-2",))
    case, allowed = case.record(BedomBehov(**late, **ASSESSED), moment(5))
    assert allowed.allowed
    write_log_file(tmp_path / "a.jsonl", case)
    verdicts = review(_under(FIRST, tmp_path / "a.jsonl", BOTH)).verdicts
    assert [one.behind for one in verdicts] == [None, None, 2, 2]
    assert [one.rules for one in verdicts] == [FIRST.rules(), STRICT, STRICT, STRICT]


def test_an_accepted_line_stands_though_the_new_rules_would_refuse_it() -> None:
    assessed = BedomBehov(occurred_at=moment(2), by=ARBETSMARKNAD, **WITHOUT_THE_INDIVIDUAL)
    case = _moved_to_stricter(assessed)
    assert case.decide(ErbjudMote(occurred_at=moment(4), by=ARBETSMARKNAD), moment(4)).allowed


def test_a_correction_that_reaches_behind_the_change_is_judged_by_the_new_rules(tmp_path: Path) -> None:
    case = _moved_to_stricter(BedomBehov(occurred_at=moment(2), by=ARBETSMARKNAD, **ASSESSED))
    worse = Ratta(
        occurred_at=moment(4), by=ARBETSMARKNAD, ror=2, skal_kod="felskrivning", ratt={"individen_delaktig": "nej"}
    )
    case, _ = case.record(worse, moment(4))
    write_log_file(tmp_path / "a.jsonl", case)
    verdicts = review(_under(FIRST, tmp_path / "a.jsonl", BOTH)).verdicts
    assert (verdicts[1].refused, verdicts[1].rules) == (True, STRICT)
    assert case.decide(ErbjudMote(occurred_at=moment(5), by=ARBETSMARKNAD), moment(5)).norms == ("FM-BEDOMNING-1",)
