"""A norm stands in the section whose row, guard or duty carries it first; what nothing of a section carries goes by
its heading; what every routine has stands in samverkan, or in the engine.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest

from flerpart_flow import ROUTINES
from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.rules.files import read_toml
from flerpart_flow.samverkan.data import tables

NAMES = ("flerpartsmote", "ung_intro")


def sections_of(routine: Routine) -> dict[str, str]:
    """For each norm of the routine's own files the section whose file has it."""
    found = {}
    for package, name in routine.sources.norms:
        if (package, name) != tables.NORMS:
            section, _, file = name.partition("/")
            assert (package, file) == (f"flerpart_flow.routines.{routine.name}", "norms.toml")
            found.update({row["id"]: section for row in read_toml(package, name)["norm"]})
    return found


def module_of(function: Callable[..., Any]) -> str:
    while isinstance(function, partial):
        function = function.func
    return function.__module__


def section_in(module: str, routine: Routine) -> str | None:
    """The section that a module belongs to, or None if it is of the whole routine, shared, or the engine's.

    A section is a folder of the routine's package, or a module; ``<section>_<more>`` is a part of one.
    """
    package, _, rest = module.partition(f"flerpart_flow.routines.{routine.name}.")
    if package or not rest:
        return None
    known = set(sections_of(routine).values())
    top = rest.split(".")[0]
    return next((one for one in (top, top.split("_")[0]) if one in known), None)


def carrying(routine: Routine) -> Iterator[tuple[str, str]]:
    """Each norm with a module that carries it, in the order of the table and then of the duties.

    Who acts is a guard too: it stands where the row's event does.
    """
    for move in routine.moves:
        yield move.by.norm, move.event.__module__
        for guard in move.guards:
            yield from ((norm, module_of(guard.check)) for norm in guard.norms)
    for spec in routine.duties:
        opening = [module_of(function) for function in spec.opens.values()]
        own = [module for module in opening if section_in(module, routine)]
        yield from ((norm, (own or opening)[0]) for norm in spec.norms)


def first_carried(routine: Routine) -> dict[str, str]:
    found: dict[str, str] = {}
    for norm, module in carrying(routine):
        found.setdefault(norm, module)
    return found


@pytest.mark.parametrize("name", NAMES)
def test_a_norm_stands_in_the_section_that_carries_it_first(name: str) -> None:
    routine = ROUTINES[name]
    stands, wrong = sections_of(routine), {}
    carried = {norm: section_in(module, routine) for norm, module in first_carried(routine).items()}
    for norm, section in stands.items():
        if carried.get(norm) not in (None, section):
            wrong[norm] = (section, carried[norm])
    assert wrong == {}
    assert len([norm for norm in stands if carried.get(norm)]) > 30


@pytest.mark.parametrize("name", NAMES)
def test_norms_of_one_heading_that_nothing_carries_stand_together(name: str) -> None:
    routine = ROUTINES[name]
    stands, carried, norms = sections_of(routine), first_carried(routine), routine.rules().norms
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for norm, section in stands.items():
        if norm not in carried:
            found[norms[norm].source, norms[norm].heading].add(section)
    assert {heading: sections for heading, sections in found.items() if len(sections) > 1} == {}
    assert len(found) > 5


def test_what_routines_share_stands_in_no_section() -> None:
    shared = {row["id"] for row in read_toml(*tables.NORMS)["norm"]}
    for name in NAMES:
        assert shared.isdisjoint(sections_of(ROUTINES[name]))
        assert shared <= set(ROUTINES[name].rules().norms)


@pytest.mark.parametrize("name", NAMES)
def test_the_catalogue_has_a_place_for_every_norm_of_a_section(name: str) -> None:
    order = ROUTINES[name].sources.order
    placed = [norm for norm in sections_of(ROUTINES[name]) if any(f"{norm}-".startswith(f"{one}-") for one in order)]
    assert placed == list(sections_of(ROUTINES[name]))
    assert len(set(order)) == len(order)
