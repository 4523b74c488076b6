"""What a case knows once a need is seen or a condition is stated."""

from __future__ import annotations

from flerpart_flow.define import Rules, Ternary
from flerpart_flow.routines.ung_intro.behov.events import AngeVillkor, IdentifieraBehov
from flerpart_flow.routines.ung_intro.facts import Facts, changed

_WISH, _NEED = "UI-MAL-5:onskan", "UI-MAL-5:behov"


def _stated(facts: Facts, values: dict[str, Ternary]) -> tuple[tuple[str, Ternary], ...]:
    kept = tuple(one for one in facts.conditions if one[0] not in values)
    return (*kept, *values.items())


def need_seen(facts: Facts, event: IdentifieraBehov, rules: Rules) -> Facts:
    """The way in and who saw the need; need and wish are the parts of UI-MAL-5."""
    seen = _stated(facts, {_NEED: event.behov, _WISH: event.onskemal})
    return changed(facts, way=event.vag, initiator=event.by, conditions=seen)


def condition_stated(facts: Facts, event: AngeVillkor, rules: Rules) -> Facts:
    """The latest statement counts."""
    if event.norm is None:
        return facts
    return changed(facts, conditions=_stated(facts, {event.norm: event.varde}))
