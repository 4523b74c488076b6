"""Who is accepted is given the support (UI-ANSVAR-4)."""

from __future__ import annotations

from flerpart_flow.define import Owed, Rules
from flerpart_flow.routines.ung_intro.aktualisering.events import Anta
from flerpart_flow.routines.ung_intro.facts import Facts
from flerpart_flow.samverkan.actors import INDIVID


def to_support(before: Facts, event: Anta, after: Facts, rules: Rules) -> tuple[Owed, ...]:
    """Ung Intro owes the person the support."""
    return (Owed(event.by, INDIVID),)
