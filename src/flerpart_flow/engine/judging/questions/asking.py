"""An event without content, for a question: who could do it, and what it would have to state.

A question has no content, and yet it is put to the guards that the step runs. They are shown the event as it is when
nothing but who and when is known; what they refuse then is what it has to state, and which of the fields that they
read is needed is found by showing them one more, filled.
"""

from __future__ import annotations

from itertools import combinations, product
from typing import Any

from flerpart_flow.engine.definition.guards import Guard
from flerpart_flow.engine.definition.moves import Move
from flerpart_flow.engine.judging.questions.contents import Draft, Ground, values_of
from flerpart_flow.engine.record.events import Event, content_fields
from flerpart_flow.engine.rules.findings import Finding, of_field, within
from flerpart_flow.engine.rules.norms import Severity
from flerpart_flow.engine.values.frozen import frozen

_CLOSED = frozenset({"code", "codes", "per_code", "ternary"})
"""Kinds of field whose values are known here, so that what none of them mends is known to be refused."""


@frozen
class Needs:
    """What one who asks would be told: what is already settled, of them and of what they would state, and the fields
    that the event has to state.
    """

    findings: tuple[Finding, ...]
    foretold: tuple[Finding, ...]
    required: tuple[str, ...]

    @property
    def refused(self) -> bool:
        """Whether no content would do."""
        return any(one.blocks for one in (*self.findings, *self.foretold))


def asked_of(move: Move[Any], ground: Ground, blank: Event) -> Needs:
    """What the guards say of an event without content by somebody."""
    found: list[Finding] = []
    required: list[str] = []
    for guard in move.guards:
        said = _said(guard, ground, blank)
        if guard.reads is None or guard.reads == ("by",):
            found.extend(said)
        elif any(one.blocks for one in said):
            needed = _needed(guard, ground, blank)
            required.extend(needed)
            found.extend(() if needed else (one for one in said if one.blocks))
    foretold = tuple(one for guard in move.foretold for one in _said(guard, ground, blank))
    if required and not any(one.blocks for one in (*found, *foretold)):
        found.extend(_whatever_is_named(move, ground, blank))
    return Needs(tuple(dict.fromkeys(found)), foretold, tuple(dict.fromkeys(required)))


def read_by(move: Move[Any]) -> tuple[str, ...]:
    """The fields of the event that its guards read."""
    return tuple(dict.fromkeys(name for guard in move.guards for name in guard.reads or () if name != "by"))


def _said(guard: Guard[Any], ground: Ground, event: Event) -> tuple[Finding, ...]:
    found = of_field(guard.about, guard.check(ground.state.facts, event, ground.rules))
    return tuple(ground.rules.weigh(within(guard.most, one), event.name) for one in found)


def blocking(guard: Guard[Any], ground: Ground, event: Event) -> tuple[Finding, ...]:
    """What of a guard's answer refuses the event, each once, in the order in which the guard says it."""
    return tuple(dict.fromkeys(one for one in _said(guard, ground, event) if one.blocks))


def _refuses(guard: Guard[Any], ground: Ground, event: Event) -> bool:
    """Whether anything of what a guard says refuses the event; what comes after the first isn't asked for."""
    rules, facts = ground.rules, ground.state.facts
    if guard.most not in (None, Severity.BLOCK):
        return False
    return any(rules.weight(one, event.name) is Severity.BLOCK for one in guard.check(facts, event, rules))


def _needed(guard: Guard[Any], ground: Ground, blank: Event) -> tuple[str, ...]:
    """The fields without which a guard refuses. None, if it refuses whoever acts, whatever they state."""
    kinds = content_fields(type(blank))
    fields = tuple(name for name in guard.reads or () if name in kinds)
    closed = all(kinds[name].name in _CLOSED for name in fields)
    if not closed:
        return fields if len(fields) < 2 else _mended(guard, ground, blank, fields) or fields
    draft = Draft(blank)
    values = {name: tuple(values_of(blank, name, ground)) for name in fields}
    for number in range(1, len(fields) + 1):
        for named in combinations(fields, number):
            for chosen in product(*(values[name] for name in named)):
                if not _refuses(guard, ground, draft.stating(named, chosen)):
                    return named
    return () if "by" in (guard.reads or ()) else fields


def mends(guard: Guard[Any], ground: Ground, blank: Event, lacking: Finding) -> bool:
    """Whether stating the field of a finding may take it away: yes, of a kind that only the routine knows."""
    assert lacking.field is not None, "asked of a finding that is about a field"
    values = tuple(values_of(blank, lacking.field, ground))
    tried = (blank.marked(**{lacking.field: value}) for value in values)
    return not values or any(lacking not in blocking(guard, ground, one) for one in tried)


def _mended(guard: Guard[Any], ground: Ground, blank: Event, fields: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the fields that, filled one after another, take away something of what a guard says."""
    needed: list[str] = []
    event, left = blank, blocking(guard, ground, blank)
    for name in (*fields, *fields):
        better, fewest = event, len(left)
        for value in values_of(event, name, ground) if left else ():
            tried = event.marked(**{name: value})
            still = sum(one in left for one in blocking(guard, ground, tried))
            if still < fewest:
                better, fewest = tried, still
            if not fewest:
                break
        if better is not event:
            event, left = better, blocking(guard, ground, better)
            needed.append(name)
    return tuple(name for name in fields if name in needed)


def _whatever_is_named(move: Move[Any], ground: Ground, blank: Event) -> tuple[Finding, ...]:
    """What refuses an event whichever code it names in a field: of all there are, the one with least in the way."""
    for name, kind in content_fields(type(blank)).items():
        guards = [one for one in move.guards if name in (one.reads or ()) and {"by", name}.issuperset(one.reads or ())]
        if kind.name != "code" or not guards:
            continue
        draft = Draft(blank)
        events = (draft.stating((name,), (value,)) for value in (None, *values_of(blank, name, ground)))
        if all(any(_refuses(guard, ground, event) for guard in guards) for event in events):
            events = (draft.stating((name,), (value,)) for value in (None, *values_of(blank, name, ground)))
            found = [[one for guard in guards for one in blocking(guard, ground, event)] for event in events]
            least = min(range(len(found)), key=lambda at: (_says_another(found[at], blank.name), len(found[at])))
            return tuple(found[least])
    return ()


def _says_another(lacking: list[Finding], event: str) -> bool:
    """Whether the cure would be to name another in the very event: no cure, where none of them would do."""
    return any(one.cure == event for one in lacking)
