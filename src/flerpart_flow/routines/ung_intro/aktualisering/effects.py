"""What a case knows after the referral and the answer."""

from __future__ import annotations

from flerpart_flow.define import Rules
from flerpart_flow.routines.ung_intro.aktualisering.events import Aktualisera, Anta
from flerpart_flow.routines.ung_intro.facts import Facts, changed


def referred(facts: Facts, event: Aktualisera, rules: Rules) -> Facts:
    """From here on Ung Intro answers for the case (UI-ANSVAR-5)."""
    return changed(facts, referrer=event.by)


def admitted(facts: Facts, event: Anta, rules: Rules) -> Facts:
    """The person is accepted; the measure starts when the person wants it."""
    return changed(facts, admitted=True)
