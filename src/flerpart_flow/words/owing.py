"""Who owes what in the story of a case: duties of a kind, or of the same people, told together."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from flerpart_flow.engine.definition.duties import Ending

if TYPE_CHECKING:
    from flerpart_flow.engine.definition.duties import Entry
    from flerpart_flow.engine.definition.routine import Routine
    from flerpart_flow.engine.judging.decision import Decision
    from flerpart_flow.texts import Texts


def name_of(actor: str, routine: Routine, facts: Any, said: Texts) -> str:
    """The role by which the routine calls somebody, such as a chair, or else the name."""
    role = routine.outline.showing.role_of(facts, actor)
    return said.name(actor) if role is None else said.label("roller", role)


def told_met(decisions: Iterable[Decision], label: str, routine: Routine, said: Texts) -> str:
    """The duties that the step fulfils; one that is called what the event is called by its norms alone."""
    duties = dict.fromkeys(one.entry.duty for decision in decisions for one in decision.ended if one.how is Ending.MET)
    if not duties:
        return ""
    norms = _norms_of(routine)
    told = []
    for duty in duties:
        name, listed = said.label("plikter", duty), ", ".join(norms[duty])
        told.append(listed if name == label else f"{name} ({listed})")
    return f" · {said.say('cli.demo.klart', vad='; '.join(told))}"


def told_owed(entries: Iterable[Entry], routine: Routine, facts: Any, said: Texts) -> str:
    """Who owes what by which norms: the duties of the same people together."""
    bearers: dict[str, list[str]] = {}
    for entry in entries:
        name = name_of(entry.owed.bearer, routine, facts, said)
        if name not in bearers.setdefault(entry.duty, []):
            bearers[entry.duty].append(name)
    norms = _norms_of(routine)
    together: dict[str, list[str]] = {}
    for duty, names in bearers.items():
        what = f"{said.label('plikter', duty)} ({', '.join(norms[duty])})"
        together.setdefault(said.join(names), []).append(what)
    return "; ".join(f"{names} – {', '.join(what)}" for names, what in together.items())


def _norms_of(routine: Routine) -> dict[str, tuple[str, ...]]:
    return {spec.name: spec.norms for spec in routine.duties}
