"""Whether a consent is enough for the case to go on: the one who answers for it is in it, and enough of the others."""

from __future__ import annotations

from flerpart_flow.define import Rules
from flerpart_flow.routines.ung_intro.facts import Facts
from flerpart_flow.samverkan.actors import is_of
from flerpart_flow.samverkan.samtycke.effects import too_few


def ends_a_pause(facts: Facts, units: frozenset[str], rules: Rules) -> bool:
    """Whether a consent ends a pause: the one who answers for the case is there, and not too few of those before it."""
    carrier = facts.carrier()
    has_its_carrier = carrier is None or any(is_of(unit, carrier) for unit in units)
    return has_its_carrier and not too_few(facts.rested - units, units, rules)


def carries_the_case(facts: Facts, out: frozenset[str], left: frozenset[str]) -> bool:
    """Whether the unit that answers for the case is one of those taken out, or the last of its kind.

    Another unit of its kind (its ``:2``) is another (A57): that one doesn't answer for the case while the unit is left.
    """
    carrier = facts.carrier()
    if carrier is None or carrier in out:
        return carrier is not None
    return any(is_of(unit, carrier) for unit in out) and not any(is_of(unit, carrier) for unit in left)
