"""What must hold of the preparation and of a time: the individual is in it, the Region comes first (FM-BOKNING)."""

from __future__ import annotations

from typing import Any

from flerpart_flow.define import (
    NO,
    UNKNOWN,
    YES,
    Event,
    Finding,
    Findings,
    Message,
    Rules,
    Severity,
    at_most,
    guard,
    local_date,
    missing,
    state_guard,
    unknown,
)
from flerpart_flow.routines.flerpartsmote.facts import Facts
from flerpart_flow.routines.flerpartsmote.forberedelse.events import AngeTid, Forbered, KontaktaRegion
from flerpart_flow.routines.flerpartsmote.role_names import ORDFORANDE, SAMMANKALLANDE, TIDSGIVARE
from flerpart_flow.samverkan.actors import REGION, party_of
from flerpart_flow.samverkan.content import lacks
from flerpart_flow.samverkan.kallelse.span import span
from flerpart_flow.samverkan.lead_times import days_short
from flerpart_flow.samverkan.parameters import LEAD_TIME_TOLERANCE_DAYS, LEAD_TIME_WEEKS_REGION

NOT_TOGETHER = Message("forberedelse.inte_tillsammans")
TOGETHER_UNKNOWN = Message("forberedelse.medverkan_okand")
NOT_TALKED = Message("forberedelse.behov_inte_genomgangna")
NOT_REGION = Message("forberedelse.inte_regionen")
REGION_NOT_ASKED = Message("forberedelse.regionen_inte_kontaktad")
REGIONS_CHOICE = Message("forberedelse.regionens_val")
REGION_SHORT = Message("forberedelse.regionen_kort_om_tid")


@guard("FM-FORBEREDELSE-7", reads=("behov_onskemal",))
def needs_talked_through(facts: Facts, event: Forbered, rules: Rules) -> Findings:
    """Needs and wishes are talked through with the individual."""
    if event.behov_onskemal is YES:
        return ()
    return (missing("FM-FORBEREDELSE-7", NOT_TALKED, cure_by=ORDFORANDE, cure=Forbered),)


@state_guard("FM-FORBEREDELSE-4")
def prepared_together(facts: Facts, occasion: Any, rules: Rules) -> Findings:
    """The individual has taken part in preparing the meeting."""
    if facts.prepared is YES:
        return ()
    if facts.prepared is NO:
        return (missing("FM-FORBEREDELSE-4", NOT_TOGETHER, cure_by=ORDFORANDE, cure=Forbered),)
    return (unknown("FM-FORBEREDELSE-4", TOGETHER_UNKNOWN, cure_by=ORDFORANDE, cure=Forbered),)


@guard("FM-BOKNING-1", reads=("enhet",))
def it_is_the_region(facts: Facts, event: KontaktaRegion, rules: Rules) -> Findings:
    """The unit contacted is one of the Region's."""
    if event.enhet is not None and party_of(event.enhet) == REGION:
        return ()
    return (missing("FM-BOKNING-1", NOT_REGION, cure_by=event.by, cure=KontaktaRegion),)


@state_guard("FM-BOKNING-1")
def region_is_contacted(facts: Facts, occasion: Any, rules: Rules) -> Findings:
    """When the Region takes part, it has been contacted about this meeting."""
    if facts.region_contact is not None or not facts.with_region():
        return ()
    return (missing("FM-BOKNING-1", REGION_NOT_ASKED, cure_by=SAMMANKALLANDE, cure=KontaktaRegion),)


@guard("FM-BOKNING-3", reads=("start", "slut"), about="slut")
def time_is_given(facts: Facts, event: AngeTid, rules: Rules) -> Findings:
    """The event says when: a time that ends after it starts."""
    if event.start is None:
        yield lacks(event, "start", "FM-BOKNING-3")
    yield from span(event, "FM-BOKNING-3", event.by, may_have_passed=True)


@guard("PR-REG-4", "PR-REG-5", reads=("vardniva", "representant_utsedd"), about="vardniva")
def care_chooses_itself(facts: Facts, event: AngeTid, rules: Rules) -> Findings:
    """The Region alone chooses its care level and who represents it (A43)."""
    if party_of(event.by) == REGION:
        return ()
    stated = (
        ("PR-REG-4", event.vardniva is not None),
        ("PR-REG-5", event.representant_utsedd is not UNKNOWN),
    )
    return [missing(norm, REGIONS_CHOICE, cure_by=REGION, cure=AngeTid) for norm, said in stated if said]


@guard("FM-BOKNING-2", reads=("start",), most=Severity.WARN)
def region_has_its_notice(facts: Facts, event: AngeTid, rules: Rules) -> Findings:
    """From the first contact with the Region to the meeting there are about six weeks (A1–A3)."""
    if event.start is None or facts.region_contact is None or not facts.with_region():
        return ()
    unit, asked_at = facts.region_contact
    weeks = rules.value(LEAD_TIME_WEEKS_REGION)
    short = days_short(local_date(asked_at), local_date(event.start), weeks)
    return short_notice("FM-BOKNING-2", REGION_SHORT, short, weeks, rules, AngeTid, unit=unit)


def short_notice(
    norm: str, message: Message, short: int, weeks: int, rules: Rules, cure: type[Event], **more: Any
) -> tuple[Finding, ...]:
    """Notice that is too short: how many days. Within the tolerance it is only noted (A2).

    The time is given anew by the one who gave it, which is the Region when it is to take part (FM-BOKNING-3).
    """
    if short <= 0:
        return ()
    values = {"days": short, "weeks": weeks, **more}
    who = TIDSGIVARE if cure is AngeTid else SAMMANKALLANDE
    found = missing(norm, message, cure_by=who, cure=cure, **values)
    within = short <= rules.value(LEAD_TIME_TOLERANCE_DAYS)
    return (at_most(Severity.NOTE, found) if within else found,)
