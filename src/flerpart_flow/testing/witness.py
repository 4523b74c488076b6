"""What a test has seen of norms: every answer that cases gave while it ran.

A mark is earned by what was asked, not by what the test is called. A norm that blocks has to have been the only
hindrance once, and absent once from the answer on the same kind of event; one that warns has to have been said and not
said; a duty and a deviation have to have been there and not. Both halves may stand in different tests of the norm.
Whether a test *asserts* what it has seen no watching can tell: that is for ``flerpart-flow proof mutate``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

import attrs

from flerpart_flow.engine.judging.case import Case
from flerpart_flow.engine.judging.decision import Decision


@attrs.define
class Seen:
    """What one or several tests have seen.

    ``acts`` are answers on kinds of events: the norms that refuse it, and all that are said. ``owed`` are duties'
    states by norm, ``proposed`` the norms of the deviations that were proposed, a set each time that it was asked.
    """

    acts: set[tuple[str, frozenset[str], frozenset[str]]] = attrs.field(factory=set)
    owed: set[frozenset[tuple[str, str]]] = attrs.field(factory=set)
    proposed: set[frozenset[str]] = attrs.field(factory=set)

    def add(self, other: Seen) -> None:
        """What another test has seen, too."""
        self.acts |= other.acts
        self.owed |= other.owed
        self.proposed |= other.proposed


@contextmanager
def watching() -> Iterator[Seen]:
    """While it is open, note what every case answers."""
    seen = Seen()

    def decided(decision: Decision[Any]) -> None:
        refused = frozenset(one.norm for one in decision.hindrances)
        seen.acts.add((decision.event.name, refused, frozenset(decision.norms)))

    def owed(duties: Any) -> None:
        seen.owed.add(frozenset((norm, one.state.value) for one in duties for norm in one.norms))

    def proposed(found: Any) -> None:
        seen.proposed.add(frozenset(one.norm for one in found))

    kept = {name: getattr(Case, name) for name in ("decide", "duties", "deviations", "record", "taken")}
    told: dict[str, Callable[[Any], None]] = {
        "decide": decided,
        "duties": owed,
        "deviations": proposed,
        "record": lambda pair: decided(pair[1]),
        "taken": lambda pair: decided(pair[1]),
    }
    for name, method in kept.items():
        setattr(Case, name, _telling(method, told[name]))
    try:
        yield seen
    finally:
        for name, method in kept.items():
            setattr(Case, name, method)


def _telling(method: Callable[..., Any], tell: Callable[[Any], None]) -> Callable[..., Any]:
    @wraps(method)
    def told(*given: Any, **named: Any) -> Any:
        answer = method(*given, **named)
        tell(answer)
        return answer

    return told


def lacking(norm: str, seen: Seen) -> str | None:
    """Why a norm's tests earn nothing: ``inget``, ``aldrig_ensam`` or ``utan_motsats``; None if they earn it."""
    kinds = {event for event, _, said in seen.acts if norm in said}
    states = [{state for one, state in found if one == norm} for found in seen.owed]
    there = [norm in found for found in seen.proposed]
    if not kinds and not any(states) and True not in there:
        return "inget"
    if (any(states) and (set() in states or len(set().union(*states)) > 1)) or {True, False} <= set(there):
        return None
    without = {event for event, _, said in seen.acts if norm not in said}
    refused = {event for event, by, _ in seen.acts if norm in by}
    alone = {event for event, by, _ in seen.acts if by == {norm}}
    if refused and not alone and not kinds - refused:
        return "aldrig_ensam"
    decisive = alone | (kinds - refused)
    return None if decisive & without else "utan_motsats"
