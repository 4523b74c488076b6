"""A short soak: every row of both tables is reached, the same seed walks the same way, and a breach is made small."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import pytest

from flerpart_flow import ROUTINES, load
from flerpart_flow.engine.judging.case import Case, open_case
from flerpart_flow.engine.record.events import Event
from flerpart_flow.proof.walk import Walker, rows_of
from flerpart_flow.routines.flerpartsmote import Bekrafta, Ratta
from tests import stories
from tests.soak.begun import BEGUN
from tests.soak.history import History
from tests.soak.promises import broken
from tests.soak.rights import chair_stuck, dead_ends
from tests.soak.shrink import empty, without
from tests.soak.walks import Soak, prefixes
from tests.soak.watch import Watch

SELDOM: Final = {"flerpartsmote": 30, "ung_intro": 6}
"""How many rows a walk this short may not have come to yet; ``make soak`` comes further."""
KEPT: Final = Path(__file__).parent / "kept"
AT: Final = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.mark.parametrize("name", sorted(ROUTINES))
def test_a_short_walk_reaches_the_rows_of_the_table(name: str) -> None:
    rows = set(rows_of(ROUTINES[name]))
    for seed in (1, 2, 3):
        walker, accepted = Walker(ROUTINES[name], seed), 0
        for begun in BEGUN[name]:  # a walk from nothing may be long in coming to a first plan
            walker.go_on_from(begun)
        for act in walker.acts():
            accepted += act.accepted
            if act.accepted and accepted % 100 == 0:
                rows -= set(walker.coverage.reached)
                if len(rows) <= SELDOM[name] or accepted >= 1500:
                    break
    assert len(rows) <= SELDOM[name], sorted(rows)


@pytest.mark.parametrize("name", sorted(ROUTINES))
def test_no_promise_is_broken_in_a_short_soak(name: str) -> None:
    soak = Soak.of(name, 1)
    soak.run(acts=800)
    assert soak.accepted >= 800
    assert dict(soak.times) == {}


@pytest.mark.parametrize("path", sorted(KEPT.glob("*.jsonl")), ids=lambda path: path.stem)
def test_no_promise_is_broken_in_what_a_soak_once_found(path: Path) -> None:
    case = load(path).case()
    watch, at = Watch(case.routine.name), case.lines[-1].recorded_at
    assert [breach for begun in prefixes(case) for breach in watch.see(*begun)] == []
    assert [*chair_stuck(case, watch.history, at), *dead_ends(case, at)] == []


@pytest.mark.parametrize("name", sorted(ROUTINES))
def test_the_same_seed_walks_the_same_way(name: str) -> None:
    def lines(seed: int) -> list[Event]:
        acts = Walker(ROUTINES[name], seed).acts()
        return [act.event for act, _ in zip(acts, range(300), strict=False)]

    assert lines(5) == lines(5)
    assert lines(5) != lines(6)


def _event(name: str, by: str, days: float = 0, **content: Any) -> Event:
    at = AT + timedelta(days=days)
    kind = ROUTINES["flerpartsmote"].events[name]
    return kind(occurred_at=at, recorded_at=at, by=by, recorded_by="kommun:ips", **content)


def _heard(*events: Event) -> History:
    history = History()
    for event in events:
        history.hear(event)
    return history


CONSENT: Final[dict[str, Any]] = {"enheter": ("arbetsformedlingen", "kommun:ips"), "amnen": ("halsa",)}
CALLED: Final[dict[str, Any]] = {"till": ("arbetsformedlingen",)}


def test_a_no_outlives_a_new_consent_and_is_lifted_by_the_individual_alone() -> None:
    no = _event("bestam_deltagare", "individ", 1, deltagare=("arbetsformedlingen",), svar="nej")
    yes: dict[str, Any] = {"deltagare": ("arbetsformedlingen",), "svar": "ja"}
    summons = _event("kalla", "kommun:ips", 9, **CALLED)
    said = ("A50 the individual's no", "kalla", "till")
    consent = _event("ge_samtycke", "individ", 2, **CONSENT)
    for later, breaks in (
        ((), True),
        ((_event("bestam_deltagare", "ombud", 3, **yes),), True),
        ((_event("bestam_deltagare", "individ", 1, **yes),), True),
        ((_event("bestam_deltagare", "individ", 3, **yes),), False),
    ):
        history = _heard(no, consent, *later)
        assert (said in set(broken("flerpartsmote", history, summons, "forberedelse"))) is breaks


def test_contact_outside_the_consent_is_seen() -> None:
    consent = _event("ge_samtycke", "individ", **CONSENT)
    outside = ("A7 contact outside the consent", "kalla", "till")
    without_one = ("A7 contact without consent", "kalla", "till")
    for history, to, breaks in (
        (_heard(consent), "arbetsformedlingen", None),
        (_heard(consent), "arbetsformedlingen:2", outside),
        (_heard(consent, _event("aterkalla_samtycke", "individ", 1)), "arbetsformedlingen", without_one),
    ):
        found = set(broken("flerpartsmote", history, _event("kalla", "kommun:ips", 2, till=(to,)), "forberedelse"))
        assert ({outside, without_one} & found) == ({breaks} if breaks else set())


def test_a_representative_acts_by_the_individuals_yes_to_them_alone_or_by_law() -> None:
    accepts = _event("ge_samtycke", "ombud", 5, **CONSENT)
    said = ("A48 a representative without a yes", "ge_samtycke", "by")
    alone: dict[str, Any] = {"deltagare": ("ombud",), "svar": "ja"}
    with_another: dict[str, Any] = {"deltagare": ("ombud", "kommun:ips"), "svar": "ja"}
    by_law: dict[str, Any] = {"deltagare": ("ombud",), "behorighet": "lag", "referens": "dnr 1"}
    for words, breaks in (
        ((("individ", alone),), False),
        ((("individ", with_another),), True),
        ((("kommun:ips", by_law),), False),
        ((("ombud", alone),), True),
    ):
        history = _heard(*(_event("bestam_deltagare", by, 1, **word) for by, word in words))
        assert (said in set(broken("flerpartsmote", history, accepts, "samtycke"))) is breaks


def test_what_the_individual_took_out_is_given_again_by_the_individual_alone() -> None:
    out = _event("begransa_samtycke", "individ", 2, amnen=("halsa",))
    said = ("A48 a representative undoes a narrowing", "utoka_samtycke", "amnen")
    again = {by: _event("utoka_samtycke", by, 4, amnen=("halsa",)) for by in ("individ", "ombud")}
    history = _heard(_event("ge_samtycke", "individ", 1, **CONSENT), out)
    assert said in set(broken("flerpartsmote", history, again["ombud"], "forberedelse"))
    history.hear(again["individ"])
    assert said not in set(broken("flerpartsmote", history, again["ombud"], "forberedelse"))


@pytest.mark.parametrize(
    ("change", "falls"),
    [
        ({"plats": "Sal 2"}, True),
        ({"syfte": {stories.AF: "Ordna praktik", stories.EKONOMI: "Planera vägen till arbete"}}, True),
        ({"inbjudna": ["handläggare"]}, True),
        ({"start": stories.moment(stories.MEETING_DAY + 0.02).isoformat()}, True),
        ({"kanal": "brev"}, False),
    ],
)
def test_an_answer_that_stays_when_the_question_is_changed_is_seen(change: dict[str, Any], falls: bool) -> None:
    """The correction is heard, and the answer still counts in the case as it stood before it."""
    story = stories.summoned()
    nr = next(nr for nr, line in enumerate(story.case.lines, 1) if line.name == "kalla")
    story.do(Bekrafta, stories.AF, mote=1)
    answered = story.case
    story.do(Ratta, ror=nr, skal_kod="felskrivning", ratt=change)
    watch, run = Watch("flerpartsmote"), empty(answered)
    for line in story.case.lines:
        before = run
        run, _ = run.record(line)
        assert watch.see(before, line, run) == set()
    stale = {promise for promise, _, _ in watch.answers.broken(answered)}
    assert ("A53 an answer to another question" in stale) is falls


def test_a_follow_up_that_nobody_was_told_of_is_seen() -> None:
    story = stories.measures()
    nr = next(nr for nr, line in enumerate(story.case.lines, 1) if line.name == "boka_uppfoljning")
    booked = story.case
    moved = {"datum": stories.on(stories.FOLLOW_UP_DAY + 7).isoformat()}
    story.do(Ratta, ror=nr, skal_kod="felskrivning", ratt=moved)
    watch, run = Watch("flerpartsmote"), empty(booked)
    for line in story.case.lines:
        before = run
        run, _ = run.record(line)
        assert watch.see(before, line, run) == set()
    assert {promise for promise, _, _ in watch.answers.broken(booked)} == {"A53 told of another day"}


def test_lines_that_are_dropped_take_their_corrections_with_them() -> None:
    case: Case = open_case(ROUTINES["flerpartsmote"], "fm-1")
    lines = [
        _event("identifiera_behov", "kommun:ips"),
        _event("informera", "kommun:ips", 1),
        _event("kontaktforsok", "kommun:ips", 2, till="individ"),
        _event("ratta", "kommun:ips", 3, ror=2, skal_kod="felskrivning"),
        _event("ratta", "kommun:ips", 4, ror=3, skal_kod="felskrivning"),
    ]
    for line in lines:
        case, _ = case.record(line)
    left = without(case.lines, {1})
    assert [(line.nr, line.name) for line in left] == [(1, "identifiera_behov"), (2, "kontaktforsok"), (3, "ratta")]
    assert getattr(left[2], "ror", None) == 2


def test_a_case_that_has_moved_on_to_other_rules_begins_anew_under_its_first() -> None:
    routine = ROUTINES["flerpartsmote"]
    own = routine.rules(overlay={"parameter": {"min_parties": 3}})
    case: Case = open_case(routine, "fm-1", rules=own)
    moves = _event("byt_regler", "kommun:ips", 1, fran_regler=own.digest, till_regler=routine.rules().digest)
    for line in (_event("identifiera_behov", "kommun:ips"), moves, _event("informera", "kommun:ips", 2)):
        case, decision = case.record(line)
        assert decision.allowed
    again = empty(case)
    assert (len(again.lines), again.rules.digest, case.rules.digest) == (0, own.digest, routine.rules().digest)
    for line in case.lines:
        again, _ = again.record(line)
    assert again == case
