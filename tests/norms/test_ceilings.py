"""What an overlay may ask of a norm, and that every norm that a guard declares can be said by it (A68)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import CodeType, FunctionType
from typing import Any

import attrs
import pytest

from flerpart_flow.define import Role
from flerpart_flow.engine.definition.guards import Guard, _scope
from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.errors import RulesError
from flerpart_flow.engine.rules.norms import Severity
from flerpart_flow.routines.flerpartsmote import FLERPARTSMOTE
from flerpart_flow.routines.ung_intro import UNG_INTRO
from flerpart_flow.samverkan.samtycke.consent import ConsentNorms

ROUTINES = (FLERPARTSMOTE, UNG_INTRO)
HEAVIER = {Severity.NOTE: ("warn", "block"), Severity.WARN: ("block",)}
EVERY = [(routine, norm) for routine in ROUTINES for norm in routine.rules().norms.values()]
NORMS = [(routine, norm.id) for routine, norm in EVERY if norm.same_as is None]
ALIASES = [(routine, norm.id) for routine, norm in EVERY if norm.same_as is not None]
CAPPED = [(routine, norm) for routine, norm in NORMS if routine.rules().norms[norm].ceiling is not None]
SETTABLE = [
    (routine, norm)
    for routine, norm in NORMS
    if routine.rules().norms[norm].ceiling is None and not routine.rules().norms[norm].fixed
]


@pytest.mark.parametrize(("routine", "norm"), CAPPED, ids=lambda one: getattr(one, "name", one))
def test_an_overlay_that_asks_for_more_than_a_norm_can_do_is_refused(routine: Routine, norm: str) -> None:
    most = routine.rules().norms[norm].ceiling
    assert most is not None
    event = routine.moves[0].event.name
    for asked in HEAVIER[most]:
        for change in ({"severity": asked}, {"severity_for": {event: asked}}):
            with pytest.raises(RulesError) as caught:
                routine.rules(overlay={"norm": {norm: change}})
            assert caught.value.code == "overlagring.tak"
            assert caught.value.values["most"] == most.value
    routine.rules(overlay={"norm": {norm: {"severity": most.value}}})


def test_the_norms_that_only_warn_are_those_of_conditions_of_notice_and_of_territory() -> None:
    warns = {norm for routine, norm in CAPPED if routine.rules().norms[norm].ceiling is Severity.WARN}
    assert warns >= {
        *("PR-AF-1", "PR-AF-3", "PR-AF-4", "PR-FK-1", "PR-FK-2", "PR-FK-3", "PR-REG-1", "PR-REG-2", "PR-REG-3"),
        *("PR-KOMMUN-1", "FM-BOKNING-2", "FM-BOKNING-5", "PR-FORB-3", "PR-ANSL-2", "PR-ANSL-3"),
        *("UI-AVSLUT-3", "UI-GENOMF-3"),
    }


@pytest.mark.parametrize(("routine", "norm"), SETTABLE, ids=lambda one: getattr(one, "name", one))
def test_a_norm_without_a_ceiling_is_one_that_a_guard_can_find_unmet_without_one(routine: Routine, norm: str) -> None:
    rules = routine.rules(overlay={"norm": {norm: {"severity": "block"}}})
    assert rules.norms[norm].severity is Severity.BLOCK
    guards = [guard for move in routine.moves for guard in move.all_guards if norm in guard.norms]
    assert guards, "only guards refuse"


@pytest.mark.parametrize(("routine", "norm"), ALIASES, ids=lambda one: getattr(one, "name", one))
def test_an_overlay_of_a_norm_that_repeats_another_is_refused_and_names_that_one(routine: Routine, norm: str) -> None:
    with pytest.raises(RulesError) as caught:
        routine.rules(overlay={"norm": {norm: {"severity": "note"}}})
    fixed = routine.rules().norms[norm].fixed
    assert caught.value.code == ("overlagring.fast" if fixed else "overlagring.upprepar")


def _reached(guard: Guard[Any]) -> Iterator[Any]:
    """Every constant and every value that the code of a guard, and of what it calls, names."""
    seen: set[CodeType] = set()
    check: Any = guard.check
    waiting: list[tuple[CodeType, Mapping[str, Any]]] = [(check.__code__, _scope(check))]
    while waiting:
        code, scope = waiting.pop()
        if code in seen:
            continue
        seen.add(code)
        for const in code.co_consts:
            if isinstance(const, CodeType):
                waiting.append((const, scope))
            else:
                yield const
        for value in (scope[name] for name in (*code.co_names, *code.co_freevars) if name in scope):
            yield value
            if isinstance(value, Guard):  # a guard that asks another one
                value = value.check
            if isinstance(value, FunctionType) and value.__module__.startswith("flerpart_flow"):
                yield from value.__defaults__ or ()
                waiting.append((value.__code__, _scope(value)))


_ID = re.compile(r"^[A-Z]{2}(-[A-Z]+)+-\w+$")


def _ids(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if _ID.match(value):
            yield value
    elif isinstance(value, Mapping):
        yield from (found for pair in value.items() for one in pair for found in _ids(one))
    elif isinstance(value, (tuple, list, frozenset, set)):
        yield from (found for one in value for found in _ids(one))
    elif isinstance(value, (ConsentNorms, Role)):
        yield from (found for one in attrs.fields(type(value)) for found in _ids(getattr(value, one.name)))


@pytest.mark.parametrize("routine", ROUTINES, ids=lambda one: one.name)
def test_a_guard_declares_no_norm_that_its_code_cannot_say(routine: Routine) -> None:
    silent = {}
    for guard in {id(one): one for move in routine.moves for one in move.all_guards}.values():
        named = {found for value in _reached(guard) for found in _ids(value)}
        if missing := set(guard.norms) - named:
            silent[guard.name] = missing
    assert silent == {}
