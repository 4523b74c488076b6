"""What one party may see of a case: the table of docs/privacy.md, as the facts that are left (A9, A50, A66)."""

from __future__ import annotations

from typing import Final

import attrs

from flerpart_flow.define import Sight, Viewer
from flerpart_flow.routines.ung_intro.facts import Facts
from flerpart_flow.samverkan.actors import is_of
from flerpart_flow.samverkan.samtycke.sight import covered_consent, led_consent, own_word


def _leading(facts: Facts, actor: str) -> bool:
    return any(is_of(actor, one) for one in facts.leading())


def _led(facts: Facts, viewer: Viewer) -> Facts:
    return attrs.evolve(facts, consent=led_consent(facts.consent, viewer), withheld=())


def _covered(facts: Facts, viewer: Viewer) -> Facts:
    """What a covered unit may see, and nothing else: how far the way in has come, and what is its own.

    What is known of the person, contacts between others, and other cases are as if they were not there.
    """
    who = viewer.actor
    return Facts(
        municipality=facts.municipality,
        way=facts.way,
        initiator=facts.initiator,
        said=own_word(facts.said, who),
        consent=covered_consent(facts.consent, facts.said, viewer),
        consulted=facts.consulted if who in (facts.consulted, facts.adviser) else None,
        adviser=facts.adviser if who in (facts.consulted, facts.adviser) else None,
        referrer=facts.referrer,
        admitted=facts.admitted,
        accepted=facts.accepted,
        started=facts.started,
        coordinator=facts.coordinator,
        left=facts.left & {who},
    )


SIGHT: Final = Sight(leading=_leading, led=_led, covered=_covered)
