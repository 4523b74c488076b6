"""What the code can read is worked out from the code. What acts, duties and proposals do read is within it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from functools import cache, lru_cache, partial
from importlib import import_module
from pathlib import Path
from typing import Any

import attrs
import pytest

from flerpart_flow.engine.definition.duties import view_open
from flerpart_flow.engine.definition.routine import ByKind, Routine
from flerpart_flow.engine.rules.parameters import Parameter
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.proof.compare import comparing
from flerpart_flow.proof.compare.reads.code import named, takes_up
from flerpart_flow.proof.compare.reads.rows import ALL, Reads, parts_of
from flerpart_flow.proof.compare.trying.playing import opened, play
from flerpart_flow.proof.compare.trying.searching import Unsound
from flerpart_flow.proof.compare.trying.stories import stories_of
from flerpart_flow.routines.flerpartsmote import FLERPARTSMOTE
from flerpart_flow.routines.ung_intro import UNG_INTRO
from flerpart_flow.samverkan.lead_times import lead_times, others_lead_times
from tests.docs.markdown import ROOT
from tests.docs.package import importable, install

pytestmark = pytest.mark.xdist_group("compared")


class Watched(Mapping[str, Any]):
    """A part of the rules that writes down which of its entries were read."""

    def __init__(self, held: Mapping[str, Any]) -> None:
        self.held, self.read = held, set[str]()

    def __getitem__(self, key: str) -> Any:
        self.read.add(key)
        return self.held[key]

    def __iter__(self) -> Iterator[str]:
        self.read.update(self.held)
        return iter(self.held)

    def __len__(self) -> int:
        return len(self.held)


@attrs.frozen
class Watch:
    """Rules that are watched."""

    parameters: Watched
    tables: Watched
    rules: Rules

    @classmethod
    def of(cls, rules: Rules) -> Watch:
        parameters, tables = Watched(rules.parameters), Watched(rules.tables)
        return cls(parameters, tables, attrs.evolve(rules, parameters=parameters, tables=tables))

    def during(self, act: Callable[[Rules], Any]) -> Reads:
        """What an act reads, also where it has been kept since another one."""
        lead_times.cache_clear()
        others_lead_times.cache_clear()
        self.parameters.read.clear()
        self.tables.read.clear()
        act(self.rules)
        return Reads(frozenset(self.parameters.read), frozenset(self.tables.read))


def within(read: Reads, can: Reads) -> bool:
    return read.parameters <= can.parameters and (ALL in can.tables or read.tables <= can.tables)


@pytest.mark.parametrize("routine", [FLERPARTSMOTE, UNG_INTRO], ids=lambda one: str(one.name))
def test_nothing_is_read_or_found_that_the_code_does_not_name(routine: Routine[Any]) -> None:
    assert acts_within(routine) > 500


def test_nor_in_a_routine_of_another_package_that_extends_one(tmp_path: Path) -> None:
    install(ROOT / "examples" / "knivsta", tmp_path)
    with importable(tmp_path):
        routine = import_module("knivsta").KNIVSTA
        parts = parts_of(routine, routine.rules())
        assert acts_within(routine) > 20
    assert {name for name, reads in parts.duties.items() if "lots_arbetsdagar" in reads.parameters} == {
        "fraga_om_lots",
        "ordna_lots",
    }
    assert parts.rows["kalla", "forberedelse"].reads.parameters >= {"lead_time_weeks_others", "min_parties"}


def acts_within(routine: Routine[Any]) -> int:
    """Try the stories of a routine, and hold what is read and found within what the code names."""
    rules = routine.rules()
    stories, parts, watch = stories_of(routine, rules), parts_of(routine, rules), Watch.of(rules)
    assert stories is not None
    tried = 0
    for stand in play(
        opened(routine, rules, rules, stories.municipality, stories.root.at), stories.root, lambda _: None
    ):
        state = stand.a.state
        assert stand.branch is not None
        for event in (branch.event for branch in stand.branch.then.values() if branch.event is not None):
            flow = routine.machine.events[event.name].move_in(state.phase)
            if flow is None:
                continue
            row, placed = parts.rows[event.name, state.phase], event.placed(len(stand.a.lines) + 1)

            def act(under: Rules, flow: Any = flow, facts: Any = state.facts, event: Any = placed) -> None:
                flow.target(flow.effect(facts, event, under), under)

            found = flow.findings(state.facts, placed, rules)
            assert {one.norm for one in found} <= row.norms.keys()
            judging = partial(flow.findings, state.facts, placed)
            assert within(watch.during(judging), row.reads), row
            assert within(watch.during(act), row.reads), row
            tried += 1
        duties = stand.a.duties(stand.at)
        for entry in state.ledger.open:
            spec = routine.duty_index.specs[entry.duty]
            late = stand.at + timedelta(days=90)

            def look(
                under: Rules, spec: Any = spec, entry: Any = entry, now: Any = late, facts: Any = state.facts
            ) -> None:
                view_open(spec, entry, facts, under, now)

            assert within(watch.during(look), parts.duties[entry.duty])

        assert isinstance(routine.proposals, ByKind)
        for kind, reads in parts.deviations.items():
            for function in routine.proposals.of(kind):

                def propose(
                    under: Rules, function: Any = function, told: Any = (state.facts, duties, stand.at)
                ) -> None:
                    facts, owed, now = told
                    function(facts, owed, under, now)

                assert within(watch.during(propose), reads), kind
    return tried


LIMIT, OTHER = Parameter("limit", int), Parameter("other", int)
BY_CODE: dict[str, Callable[[Any], Any]] = {"one": lambda rules: rules.value(LIMIT)}


@attrs.frozen
class Ways:
    """A class of whose methods one reads a value."""

    until: date

    def longest_of_all(self, rules: Any) -> Any:
        """Reads a value."""
        return rules.value(LIMIT)

    @property
    def shown_as(self) -> str:
        """Reads none."""
        return str(self.until)


@lru_cache
def kept(rules: Any) -> Any:
    """Behind a cache."""
    return rules.value(LIMIT)


def made(parameter: Parameter[int]) -> Callable[[Any], Any]:
    """A function that has what it reads from around it."""

    def reads(rules: Any) -> Any:
        return rules.value(parameter)

    return reads


AROUND = made(LIMIT)

READING: dict[str, Callable[..., Any]] = {
    "itself": lambda rules: rules.value(LIMIT),
    "by its name": lambda rules: rules.parameters["limit"],
    "through a function": lambda rules: kept(rules),
    "through a method of whatever has that name": lambda facts, rules: facts.until.longest_of_all(rules),
    "through a table of functions": lambda rules: BY_CODE["one"](rules),
    "through what is around it": lambda rules: AROUND(rules),
    "in a default": lambda rules, of=LIMIT: rules.value(of),
    "in a comprehension": lambda rules: [rules.value(LIMIT) for _ in range(3)],
    "through a part": partial(lambda parameter, rules: rules.value(parameter), LIMIT),
}


@cache
def _names(what: str) -> frozenset[str]:
    found = named((READING[what],), (__name__,))
    return found.parameters | frozenset(text for one in found.by_name for text in one)


@pytest.mark.parametrize("what", READING)
def test_a_value_is_found_however_it_is_read(what: str) -> None:
    assert "limit" in _names(what)
    assert "other" not in _names(what)


def test_a_table_is_found_and_who_asks_for_what_it_does_not_name_reads_all() -> None:
    assert named((lambda rules: rules.tables["kommun"],), (__name__,)).parts == {"tables"}
    assert named((lambda rules: rules.value(OTHER),), (__name__,)).parts == frozenset()


def test_whether_a_function_takes_up_an_argument() -> None:
    assert takes_up(lambda facts, duties: duties, "duties")
    assert not takes_up(lambda facts, duties: facts, "duties")


def test_a_difference_where_nothing_is_said_to_be_read_breaks_the_search_off(monkeypatch: pytest.MonkeyPatch) -> None:
    rules = UNG_INTRO.rules()
    parts = parts_of(UNG_INTRO, rules)
    blind = {key: attrs.evolve(row, reads=Reads()) for key, row in parts.rows.items()}
    monkeypatch.setattr(comparing, "parts_of", lambda routine, *rules: attrs.evolve(parts, rows=blind))
    fewer = UNG_INTRO.rules(overlay={"parameter": {"no_response_attempts": 1}})
    with pytest.raises(Unsound, match="kontakta_rehabkoordinator"):
        comparing.compare_rules(UNG_INTRO, rules, fewer)


OFF: dict[str, tuple[Routine[Any], dict[str, tuple[str, str]], dict[str, Any]]] = {
    "flerpartsmote": (
        FLERPARTSMOTE,
        {"FF-UPPFOLJ-1": ("boka_uppfoljning", "mote"), "FF-SAMTYCKE-1": ("oppna_mote", "kallelse")},
        {"max_followup_weeks": 26, "missing_party_record": "block_meeting"},
    ),
    "ung_intro": (UNG_INTRO, {"FF-UI-AVSLUT-3": ("avsluta", "vilande")}, {"paused_close_after_weeks": 8}),
}
"""Norms that an organisation turns on, a row that each is carried in, and what turns them on."""


@pytest.mark.parametrize("name", OFF)
def test_a_norm_that_both_have_off_weighs_in_no_row(name: str) -> None:
    routine, rows, turned_on = OFF[name]
    norms = {norm: {"severity": "note"} for norm in rows}
    rules, lighter = routine.rules(), routine.rules(overlay={"norm": norms})
    on = routine.rules(overlay={"norm": norms, "parameter": turned_on})
    off, one_has_it = parts_of(routine, rules, rules, lighter), parts_of(routine, rules, rules, on)
    assert not any(norm in off.rows[row].norms for norm, row in rows.items())
    assert all(norm in one_has_it.rows[row].norms for norm, row in rows.items())


def test_neither_the_regions_weeks_nor_the_tolerance_move_the_others_latest_day() -> None:
    read = parts_of(FLERPARTSMOTE, FLERPARTSMOTE.rules()).duties["kalla"].parameters
    assert read == {"lead_time_weeks_others", "lead_time_anchor", "postal_days", "roll"}
