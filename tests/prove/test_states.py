"""Two states that count as one allow the same acts, which lead to the same: the walk over merged states is whole."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import attrs
import pytest

from flerpart_flow import ROUTINES
from flerpart_flow.proof.prove import claims_of
from flerpart_flow.proof.prove.canonical import Canon
from flerpart_flow.proof.prove.walking import walk
from flerpart_flow.proof.prove.world import Node, World


def world(routine: str, name: str, longest: int | None, *, exact: bool) -> World:
    """A slice of a routine with stories of so many acts at most."""
    of = ROUTINES[routine]
    held = claims_of(of)
    assert held is not None
    return World.of(of, attrs.evolve(held.slices[name], longest=longest), exact=exact)


def what_follows(within: World, node: Node, merged: World) -> tuple[Any, ...]:
    """For each act of the world whether it is allowed, and the canonical form of where it leads."""
    after: list[Any] = []
    times = [within.time(node)]
    if within.slice.moments and node.parent is not None:
        times.append(node.at)
    for at in times:
        for event in within.acts:
            decision = within.tried(node, event, at)
            if not decision.allowed:
                after.append(None)
                continue
            to = within.after(node, decision)
            after.append(merged.key(to))
    return tuple(after)


@pytest.mark.parametrize(
    ("routine", "name", "longest"),
    [
        ("flerpartsmote", "ordet", 5),
        ("flerpartsmote", "samma_stund", 3),
        ("flerpartsmote", "sista_dagen", 3),
        ("flerpartsmote", "ordforanden", 3),
        ("flerpartsmote", "kallelsen", 2),
        ("flerpartsmote", "planen", 3),
        ("flerpartsmote", "lattade_regler", 3),
        ("flerpartsmote", "uppfoljningen", 3),
        ("flerpartsmote", "till_motet", 5),
        ("flerpartsmote", "byte_till_motet", 3),
        ("flerpartsmote", "efter_uppfoljningen", 2),
        ("ung_intro", "ui_ordet", 3),
        ("ung_intro", "ui_skyldigheter", 5),
    ],
)
def test_states_that_are_merged_have_the_same_future(routine: str, name: str, longest: int) -> None:
    whole = world(routine, name, longest, exact=True)
    merged = attrs.evolve(whole, canon=Canon(whole.slice.drop, whole.slice.moments))
    classes: dict[Any, list[Node]] = defaultdict(list)
    for node in walk(whole).nodes:
        classes[merged.key(node)].append(node)
    assert len(classes) == walk(world(routine, name, longest, exact=False)).states
    several = [nodes for nodes in classes.values() if len(nodes) > 1]
    assert several
    for nodes in several:
        assert len({what_follows(whole, node, merged) for node in nodes}) == 1, nodes[0].story()
