"""Who may take over a chair that can't go on, and when (A54).

A chair can't go on when the consent in force doesn't cover its unit, or the individual has said no to it. Then a unit
that the consent covers and the individual has said yes to takes the chair without an offer. Where there is no consent
a unit takes it that the individual has named for that; it is covered before it contacts anybody.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from flerpart_flow.define import NO, YES
from flerpart_flow.engine.definition.recording import Recording, Settle
from flerpart_flow.routines.flerpartsmote.facts import Facts
from flerpart_flow.samverkan.actors import is_unit
from flerpart_flow.samverkan.mote.events import GodtaOrdforande


def chair_goes_on(facts: Facts) -> bool:
    """Whether the chair's unit may go on as chair; where there is no consent only a no hinders it."""
    chair = facts.chair
    if chair is None or facts.participant(chair).answer is NO:
        return False
    return facts.consent is None or facts.consent.covers(chair)


def may_succeed(facts: Facts, actor: str) -> bool:
    """Whether a unit may take the chair, or be handed it by a chair that can't go on, without more ado."""
    if not is_unit(actor) or actor == facts.chair or facts.participant(actor).answer is not YES:
        return False
    if facts.consent is None:
        return actor in facts.chair_wished
    return not chair_goes_on(facts) and facts.consent.covers(actor)


def successors(facts: Facts) -> tuple[str, ...]:
    """Every unit that may take the chair without an offer."""
    return tuple(sorted(one.actor for one in facts.participants if may_succeed(facts, one.actor)))


def _accepted_too_late(event: GodtaOrdforande, recording: Recording) -> GodtaOrdforande:
    """The first accepted holds, and an acceptance that is recorded late never moves a chair that has acted (A54)."""
    chair = recording.before.chair
    since = recording.since() if recording.late else ()
    acted = any(one.by == chair or isinstance(one, GodtaOrdforande) for one in since)
    return event if acted is event.too_late else event.marked(too_late=acted)


SETTLES: Final[Mapping[type[Any], Settle]] = {GodtaOrdforande: _accepted_too_late}
