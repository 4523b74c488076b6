"""What a need and a condition are held to (UI-ANSVAR-2, UI-OMF-1, UI-SAMTYCKE-1)."""

from __future__ import annotations

from flerpart_flow.define import YES, Findings, Message, Rules, guard, missing
from flerpart_flow.routines.ung_intro.behov.events import AngeVillkor, IdentifieraBehov
from flerpart_flow.routines.ung_intro.facts import Facts
from flerpart_flow.routines.ung_intro.samtycke.guards import NORMS
from flerpart_flow.routines.ung_intro.tables import goes_this_way, scope_of
from flerpart_flow.samverkan.samtycke.conditions import stated_lawfully

NOT_COVERED_UNIT = Message("ung_intro.enheten_omfattas_inte")
NOTHING_SEEN = Message("ung_intro.varken_behov_eller_onskemal")


@guard("UI-ANSVAR-2", reads=("behov", "onskemal"), about="behov")
def need_or_wish_is_seen(facts: Facts, event: IdentifieraBehov, rules: Rules) -> Findings:
    """A need or a wish is what the case is about; either is enough (A35)."""
    if YES in (event.behov, event.onskemal):
        return ()
    return (missing("UI-ANSVAR-2", NOTHING_SEEN, cure_by=event.by, cure=AngeVillkor),)


@guard("UI-OMF-1", reads=("by", "vag"), about="by")
def unit_is_covered(facts: Facts, event: IdentifieraBehov, rules: Rules) -> Findings:
    """Of care the routine covers psychiatry; another unit is told so."""
    way_fits = event.vag is not None and goes_this_way(rules.tables, event.vag, event.by)
    if not way_fits or scope_of(rules.tables, event.by) is not None:
        return ()  # a unit of no way in is refused as such
    return (missing("UI-OMF-1", NOT_COVERED_UNIT, unit=event.by),)


@guard("UI-SAMTYCKE-1", reads=("by", "kalla"))
def known_lawfully(facts: Facts, event: AngeVillkor, rules: Rules) -> Findings:
    """What is known of the individual is stated by the individual, or by a covered unit with its own record (A63)."""
    before = facts.consent is None and facts.withdrawn_at is None
    noting = before and event.by == facts.initiator
    return stated_lawfully(NORMS, facts.consent, event, event.kalla, None, noting)
