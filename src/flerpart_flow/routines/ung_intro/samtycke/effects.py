"""What giving, narrowing and withdrawing a consent does here, and where the case goes then."""

from __future__ import annotations

from flerpart_flow.define import Event, Rules, evolve
from flerpart_flow.routines.ung_intro.facts import Facts, changed
from flerpart_flow.routines.ung_intro.phases import A, F, K, S, V
from flerpart_flow.routines.ung_intro.samtycke.enough import carries_the_case, ends_a_pause
from flerpart_flow.samverkan.events import (
    AterkallaSamtycke,
    BegransaSamtycke,
    BestamDeltagare,
    DokumenteraSamtycke,
    GeSamtycke,
)
from flerpart_flow.samverkan.samtycke.effects import documented, given, less, renewed, taken_out_by, too_few
from flerpart_flow.samverkan.word.effects import spoken
from flerpart_flow.samverkan.word.said import after_consent, is_refused, without_yes
from flerpart_flow.samverkan.word.withheld import taken_back


def consented(facts: Facts, event: GeSamtycke, rules: Rules) -> Facts:
    """A new consent replaces the one before: each unit obtains it anew, and one that it leaves out is out."""
    consent, before = given(event), facts.consent
    facts = changed(facts, withheld=taken_back(facts.withheld, event))
    if facts.coordinator not in consent.units:
        facts = _without_coordinator(facts)
    if before is None and facts.withdrawn_at is None:
        return changed(facts, consent=consent)
    if before is None:
        return changed(facts, consent=consent if ends_a_pause(facts, consent.units, rules) else None)
    out = before.units - consent.units
    if too_few(out, consent.units, rules) or carries_the_case(facts, out, consent.units):
        return _ended(facts)  # as narrowing does (section on withdrawal, point 4)
    return changed(facts, consent=evolve(consent, renews=True), said=renewed(facts.said, before, event))


def narrowed(facts: Facts, event: BegransaSamtycke, rules: Rules) -> Facts:
    """Units and topics are taken out; too few organisations, or the unit that answers for the case, end it all."""
    out = frozenset(event.enheter)
    said = without_yes(facts.said, taken_out_by(event))
    facts = changed(facts, withheld=taken_back(facts.withheld, event), said=said)
    if facts.coordinator in out:
        facts = _without_coordinator(facts)
    if facts.consent is None:
        return facts
    consent = less(facts.consent, event)
    if too_few(out, consent.units, rules) or carries_the_case(facts, out, consent.units):
        return _ended(facts)
    return changed(facts, consent=consent)


def withdrawn(facts: Facts, event: AterkallaSamtycke, rules: Rules) -> Facts:
    """There is no consent from now on; what was lawfully shared stays where it is. The next one takes information given
    after the last withdrawal, also of several (A71), and every yes said up to then is taken back (A70).
    """
    said = after_consent(facts.said, event.occurred_at)
    return changed(_ended(facts), informed_at=None, said=said, withheld=taken_back(facts.withheld, event))


def obtained(facts: Facts, event: DokumenteraSamtycke, rules: Rules) -> Facts:
    """The unit has its own record. One that had ended its own part takes part again by it: that is its own to say, as
    the ending was, and each of the coordinated parties obtains the consent (UI-AVSLUT-2, docs/decisions/0197).
    """
    after = documented(facts, event, rules)
    return changed(after, left=after.left - {event.by}) if event.by in after.left else after


def answered(facts: Facts, event: BestamDeltagare, rules: Rules) -> Facts:
    """The latest word counts; a coordinator that it is a no to coordinates no more, also after another yes."""
    after = spoken(facts, event, rules)
    refused = after.coordinator is not None and is_refused(after.said, after.coordinator)
    return _without_coordinator(after) if refused else after


def _ended(facts: Facts) -> Facts:
    """Without the consent; whom it covered is kept, to tell on the way back whether enough of them are left."""
    return facts if facts.consent is None else changed(facts, consent=None, rested=facts.consent.units)


def _without_coordinator(facts: Facts) -> Facts:
    """A coordinator that is taken out, or left out of a new consent, coordinates no more, also where the whole consent
    ends with it: Ung Intro does, until something else is agreed anew (UI-ANSVAR-5, docs/decisions/0163).
    """
    return changed(facts, coordinator=None)


def paused(facts: Facts, event: Event, rules: Rules) -> Facts:
    """Entering vilande: the consent is over as a whole, and resuming takes new information."""
    return changed(
        facts,
        consent=None,
        informed_at=None,
        said=after_consent(facts.said, event.occurred_at),
        withdrawn_at=event.occurred_at,
    )


def after_narrowing(facts: Facts, rules: Rules) -> str | None:
    """Vilande if the narrowing ended the consent, else the phase stays."""
    return V if facts.consent is None else None


def after_return(facts: Facts, rules: Rules) -> str | None:
    """Back to where the case stood: what was decided before the pause still is (docs/decisions/0020).

    A consent that a narrowing would have ended doesn't end the pause either.
    """
    if facts.consent is None:
        return None
    if facts.started:
        return S
    if facts.admitted:
        return A
    return K if facts.referrer is not None else F
