"""What a case knows after a talk."""

from __future__ import annotations

from flerpart_flow.define import YES, Rules
from flerpart_flow.routines.ung_intro.facts import UNG_INTRO, Facts, changed
from flerpart_flow.routines.ung_intro.samrad.events import ForDialogMedHandlaggare, KartlaggGemensamt, Samrada, Vagled
from flerpart_flow.routines.ung_intro.samrad.guards import is_the_officer
from flerpart_flow.samverkan.actors import is_of


def consulted(facts: Facts, event: Samrada, rules: Rules) -> Facts:
    """The latest consultation counts; that one has named the person isn't undone by a later one that doesn't."""
    ours, other = (event.by, event.till) if is_of(event.by, UNG_INTRO) else (event.till, event.by)
    known = facts.identified or event.avidentifierat is not YES
    return changed(facts, consulted=other, adviser=ours, suitable=event.ratt_insats, identified=known)


def guided(facts: Facts, event: Vagled, rules: Rules) -> Facts:
    """The way in is the one that the guidance names, if it names one."""
    return changed(facts, guided=True, way=event.vag or facts.way)


def officer_heard(facts: Facts, event: ForDialogMedHandlaggare, rules: Rules) -> Facts:
    """The responsible officer has been talked with, if that is who it was."""
    return changed(facts, officer_heard=facts.officer_heard or is_the_officer(event))


def mapped(facts: Facts, event: KartlaggGemensamt, rules: Rules) -> Facts:
    """What the joint mapping came to."""
    return changed(facts, mapped=event.initieras)
