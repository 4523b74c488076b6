"""Preparation: together with the individual, who decides who takes part, and the Region first (FM-FORBEREDELSE,
FM-BOKNING, PR-AF, PR-FK, PR-REG, PR-KOMMUN, PR-OVR)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, ClassVar

import attrs

from flerpart_flow.define import (
    NO,
    UNKNOWN,
    YES,
    DutySpec,
    Event,
    Finding,
    Findings,
    Message,
    Owed,
    Rules,
    Severity,
    Ternary,
    at_most,
    fields,
    guard,
    local_date,
    missing,
    state_guard,
    unknown,
)
from flerpart_flow.engine.values.calendar import Roll, roll
from flerpart_flow.engine.values.ternary import all_of
from flerpart_flow.routines.flerpartsmote.facts import Facts, MeetingTime, Participant, changed, convener_of
from flerpart_flow.routines.flerpartsmote.phases import F
from flerpart_flow.routines.flerpartsmote.samtycke import taken_out
from flerpart_flow.samverkan.actors import (
    AF,
    FK,
    INDIVID,
    KOMMUN,
    REGION,
    is_individual,
    is_relative,
    is_unit,
    party_of,
)
from flerpart_flow.samverkan.content import lacks
from flerpart_flow.samverkan.events import GeSamtycke
from flerpart_flow.samverkan.lead_times import days_short
from flerpart_flow.samverkan.samtycke.consent import covered

NOT_TOGETHER = Message("forberedelse.inte_tillsammans")
TOGETHER_UNKNOWN = Message("forberedelse.medverkan_okand")
NOT_TALKED = Message("forberedelse.behov_inte_genomgangna")
NOT_YOURS = Message("forberedelse.individen_svarar")
NOT_SUITABILITY = Message("forberedelse.ordforanden_bedomer")
NO_REASON = Message("forberedelse.skal_saknas")
FROM_NOWHERE = Message("forberedelse.kalla_saknas")
OTHER_PARTY = Message("forberedelse.annan_parts_norm")
NOT_REGION = Message("forberedelse.inte_regionen")
REGION_NOT_ASKED = Message("forberedelse.regionen_inte_kontaktad")
REGIONS_CHOICE = Message("forberedelse.regionens_val")
REGION_SHORT = Message("forberedelse.regionen_kort_om_tid")
CANNOT_CALL = Message("forberedelse.kan_inte_kallas")
CALL_UNKNOWN = Message("forberedelse.kan_kallas_okant")
MAY_APPLY = Message("forberedelse.kan_ansoka")
EMPLOYER = Message("forberedelse.arbetsgivaren")


@attrs.frozen(kw_only=True)
class Forbered(Event):
    """The meeting is prepared with the individual: needs and wishes talked through, support arranged."""

    name: ClassVar[str] = "forbered"

    individen_medverkar: Ternary = fields.flag()
    behov_onskemal: Ternary = fields.flag()
    stod: tuple[str, ...] = fields.codes("stod")


@attrs.frozen(kw_only=True)
class ForberedEgenDel(Event):
    """One who is summoned tells that they have prepared themselves."""

    name: ClassVar[str] = "forbered_egen_del"


@attrs.frozen(kw_only=True)
class BestamDeltagare(Event):
    """The individual says yes or no to these taking part; of a relative the chair says whether it is suitable."""

    name: ClassVar[str] = "bestam_deltagare"

    deltagare: tuple[str, ...] = fields.codes("aktor")
    svar: Ternary = fields.flag()
    lamplig: Ternary = fields.flag()
    skal_kod: str | None = fields.code("skal.bestam_deltagare")


@attrs.frozen(kw_only=True)
class AngeForutsattning(Event):
    """What is known of a condition for calling a unit, from the individual or under the consent."""

    name: ClassVar[str] = "ange_forutsattning"

    enhet: str | None = fields.code("enhet")
    norm: str | None = fields.code("villkor")
    varde: Ternary = fields.flag()
    kalla: str | None = fields.code("kalla")


@attrs.frozen(kw_only=True)
class KontaktaRegion(Event):
    """The Region is contacted about a time, before the others."""

    name: ClassVar[str] = "kontakta_region"

    enhet: str | None = fields.code("enhet")


@attrs.frozen(kw_only=True)
class AngeTid(Event):
    """A time for the meeting; the Region gives it when it takes part, with its care level and representative."""

    name: ClassVar[str] = "ange_tid"

    start: datetime | None = fields.time()
    slut: datetime | None = fields.time()
    plats: str | None = fields.text()
    vardniva: str | None = fields.code("vardniva")
    representant_utsedd: Ternary = fields.flag()


@guard("FM-FORBEREDELSE-7", reads=("behov_onskemal",))
def needs_talked_through(facts: Facts, event: Forbered, rules: Rules) -> Findings:
    """Needs and wishes are talked through with the individual."""
    if event.behov_onskemal is YES:
        return ()
    return (missing("FM-FORBEREDELSE-7", NOT_TALKED, cure_by="ordforande", cure="forbered"),)


@state_guard("FM-FORBEREDELSE-4")
def prepared_together(facts: Facts, occasion: Any, rules: Rules) -> Findings:
    """The individual has taken part in preparing the meeting."""
    if facts.prepared is YES:
        return ()
    if facts.prepared is NO:
        return (missing("FM-FORBEREDELSE-4", NOT_TOGETHER, cure_by="ordforande", cure="forbered"),)
    return (unknown("FM-FORBEREDELSE-4", TOGETHER_UNKNOWN, cure_by="ordforande", cure="forbered"),)


@guard(
    "PR-MALGRUPP-2",
    "FM-FORBEREDELSE-8",
    "FM-FORBEREDELSE-9",
    reads=("deltagare", "svar", "lamplig", "skal_kod"),
)
def each_says_their_own(facts: Facts, event: BestamDeltagare, rules: Rules) -> Findings:
    """The individual answers who takes part; the chair judges only whether a relative is suitable, with a reason."""
    if not event.deltagare:
        yield lacks(event, "deltagare", "FM-FORBEREDELSE-8")
    if event.svar is UNKNOWN and event.lamplig is UNKNOWN:
        yield lacks(event, "svar", "FM-FORBEREDELSE-8")
    if event.svar is not UNKNOWN and not is_individual(event.by):
        yield missing("PR-MALGRUPP-2", NOT_YOURS, cure_by=INDIVID, cure="bestam_deltagare")
    if event.lamplig is UNKNOWN:
        return
    if event.by != facts.chair or not all(is_relative(one) for one in event.deltagare):
        yield missing("FM-FORBEREDELSE-9", NOT_SUITABILITY, cure_by="ordforande", cure="bestam_deltagare")
    elif event.lamplig is NO and event.skal_kod is None:
        yield missing("FM-FORBEREDELSE-9", NO_REASON, cure_by="ordforande", cure="bestam_deltagare")


@guard("FM-SAMTYCKE-2", reads=("kalla",))
def known_lawfully(facts: Facts, event: AngeForutsattning, rules: Rules) -> Findings:
    """What is known of the individual comes from the individual or under the consent (A23)."""
    if event.kalla == "individ":
        return ()
    if event.kalla is None:
        return (missing("FM-SAMTYCKE-2", FROM_NOWHERE, cure_by=event.by, cure="ange_forutsattning"),)
    units = (event.by,) if event.enhet is None else (event.by, event.enhet)
    return covered("FM-SAMTYCKE-2", facts.consent, units, event.occurred_at)


_PARTY_OF_NORM = {"AF": AF, "FK": FK, "REG": REGION, "KOMMUN": KOMMUN}


@guard("FF-INNEHALL-1", reads=("enhet", "norm"))
def condition_is_of_that_party(facts: Facts, event: AngeForutsattning, rules: Rules) -> Findings:
    """The event names a unit and a condition, and the condition is one for that unit's party."""
    if event.enhet is None or event.norm is None:
        return [lacks(event, field) for field in ("enhet", "norm") if getattr(event, field) is None]
    party = _PARTY_OF_NORM.get(event.norm.split("-")[1])
    if party is not None and party != party_of(event.enhet):
        return (missing("FF-INNEHALL-1", OTHER_PARTY, cure_by=event.by, cure=event.name, condition=event.norm),)
    return ()


@guard("FM-BOKNING-1", reads=("enhet",))
def it_is_the_region(facts: Facts, event: KontaktaRegion, rules: Rules) -> Findings:
    """The unit contacted is one of the Region's."""
    if event.enhet is not None and party_of(event.enhet) == REGION:
        return ()
    return (missing("FM-BOKNING-1", NOT_REGION, cure_by=event.by, cure="kontakta_region"),)


@state_guard("FM-BOKNING-1")
def region_is_contacted(facts: Facts, occasion: Any, rules: Rules) -> Findings:
    """When the Region takes part, it has been contacted about this meeting."""
    if facts.region_contact is not None or not facts.with_region():
        return ()
    return (missing("FM-BOKNING-1", REGION_NOT_ASKED, cure_by="sammankallande", cure="kontakta_region"),)


@guard("FM-BOKNING-3", reads=("start",))
def time_is_given(facts: Facts, event: AngeTid, rules: Rules) -> Findings:
    """The event says when."""
    return () if event.start is not None else (lacks(event, "start", "FM-BOKNING-3"),)


@guard("PR-REG-4", "PR-REG-5", reads=("vardniva", "representant_utsedd"))
def care_chooses_itself(facts: Facts, event: AngeTid, rules: Rules) -> Findings:
    """The Region alone chooses its care level and who represents it (A43)."""
    if party_of(event.by) == REGION:
        return ()
    stated = (
        ("PR-REG-4", event.vardniva is not None),
        ("PR-REG-5", event.representant_utsedd is not UNKNOWN),
    )
    return [missing(norm, REGIONS_CHOICE, cure_by=REGION, cure="ange_tid") for norm, said in stated if said]


@guard("FM-BOKNING-2", "PR-FORB-2", reads=("start",))
def region_has_its_notice(facts: Facts, event: AngeTid, rules: Rules) -> Findings:
    """From the first contact with the Region to the meeting there are about six weeks (A1–A3)."""
    if event.start is None or facts.region_contact is None or not facts.with_region():
        return ()
    unit, asked_at = facts.region_contact
    weeks = rules.parameters["lead_time_weeks_region"]
    short = days_short(local_date(asked_at), local_date(event.start), weeks)
    return short_notice("FM-BOKNING-2", REGION_SHORT, short, weeks, rules, "ange_tid", unit=unit)


def short_notice(
    norm: str, message: Message, short: int, weeks: int, rules: Rules, cure: str, **more: Any
) -> tuple[Finding, ...]:
    """Notice that is too short: how many days. Within the tolerance it is only noted (A2)."""
    if short <= 0:
        return ()
    values = {"days": short, "weeks": weeks, **more}
    found = missing(norm, message, cure_by="sammankallande", cure=cure, **values)
    within = short <= rules.parameters["lead_time_tolerance_days"]
    return (at_most(Severity.NOTE if within else Severity.WARN, found),)


def _stated(facts: Facts, unit: str, norm: str, parts: tuple[str, ...] = ()) -> Ternary:
    """A condition as stated whole, or worked out from its parts."""
    whole = facts.condition(unit, norm)
    if whole is not UNKNOWN or not parts:
        return whole
    return all_of(facts.condition(unit, f"{norm}:{part}") for part in parts)


def can_be_called(facts: Facts, unit: str) -> dict[str, Ternary]:
    """For each norm on when a unit can be called, whether it is met (A23–A25). Alternatives share one value."""
    party = party_of(unit)
    if party == AF:
        either = _stated(facts, unit, "PR-AF-1") | _stated(facts, unit, "PR-AF-3")
        return {"PR-AF-1": either, "PR-AF-3": either, "PR-AF-4": _stated(facts, unit, "PR-AF-4")}
    if party == FK:
        ill = _stated(facts, unit, "PR-FK-1", ("arbetsformaga", "alder", "stod"))
        return {"PR-FK-1": ill, "PR-FK-2": _stated(facts, unit, "PR-FK-2")}
    if party == REGION:
        either = _stated(facts, unit, "PR-REG-2") | _stated(facts, unit, "PR-REG-3")
        contact = _stated(facts, unit, "PR-REG-1", ("kontakt", "sjukdom"))
        return {"PR-REG-1": contact, "PR-REG-2": either, "PR-REG-3": either}
    if party == KOMMUN:
        return {"PR-KOMMUN-1": _stated(facts, unit, "PR-KOMMUN-1", ("kand", "syfte"))}
    return {}


def _unmet(unit: str, norms: dict[str, Ternary]) -> Iterable[Finding]:
    """The conditions that aren't met, or that nobody knows to be; of alternatives each is told."""
    for norm, value in norms.items():
        said = {"cure": "ange_forutsattning", "unit": unit, "condition": norm}
        if value is NO:
            yield at_most(Severity.WARN, missing(norm, CANNOT_CALL, cure_by="enhet", **said))
        elif value is UNKNOWN:
            yield at_most(Severity.WARN, unknown(norm, CALL_UNKNOWN, cure_by="enhet", **said))


@guard(
    "PR-AF-1", "PR-AF-3", "PR-AF-4", "PR-FK-1", "PR-FK-2", "PR-FK-3", "PR-REG-1", "PR-REG-2", "PR-REG-3", "PR-KOMMUN-1",
    reads=("till",),
)  # fmt: skip
def parties_can_be_called(facts: Facts, event: Any, rules: Rules) -> Findings:
    """What the slides say of when each party can be called; it only warns, and unknown is told apart from no."""
    for unit in event.till:
        if not is_unit(unit) or unit == event.by:
            continue
        norms = can_be_called(facts, unit)
        yield from _unmet(unit, norms)
        if norms.get("PR-FK-2") is NO:
            yield missing("PR-FK-3", MAY_APPLY, cure_by=INDIVID, unit=unit)


@guard("PR-OVR-1", reads=("till",))
def employer_is_considered(facts: Facts, event: Any, rules: Rules) -> Findings:
    """Somebody who has a job may want the employer there; the individual says yes or no."""
    employed = any(code == "PR-OVR-1" and value is YES for _, code, value in facts.conditions)
    asked = any(party_of(one.actor) == "arbetsgivare" and one.answer is not UNKNOWN for one in facts.participants)
    if not employed or asked:
        return ()
    return (missing("PR-OVR-1", EMPLOYER, cure_by=INDIVID, cure="bestam_deltagare"),)


def prepared(facts: Facts, event: Forbered, rules: Rules) -> Facts:
    """That the individual took part, once said, holds for this meeting."""
    return changed(facts, prepared=YES if facts.prepared is YES else event.individen_medverkar)


def decided(facts: Facts, event: BestamDeltagare, rules: Rules) -> Facts:
    """The latest answer, and the latest view of suitability, count."""
    known = {one.actor: one for one in facts.participants}
    for actor in event.deltagare:
        before = known.get(actor, Participant(actor))
        known[actor] = Participant(
            actor,
            before.answer if event.svar is UNKNOWN else event.svar,
            before.suitable if event.lamplig is UNKNOWN else event.lamplig,
        )
    after = changed(facts, participants=tuple(known.values()))
    return taken_out(after, frozenset(event.deltagare) - {INDIVID}) if event.svar is NO else after


def condition_stated(facts: Facts, event: AngeForutsattning, rules: Rules) -> Facts:
    """The latest statement of a condition counts."""
    if event.enhet is None or event.norm is None:
        return facts
    others = tuple(one for one in facts.conditions if one[:2] != (event.enhet, event.norm))
    return changed(facts, conditions=(*others, (event.enhet, event.norm, event.varde)))


def region_contacted(facts: Facts, event: KontaktaRegion, rules: Rules) -> Facts:
    """The first contact about a meeting is the one that notice counts from (A3)."""
    if event.enhet is None or facts.region_contact is not None:
        return facts
    return changed(facts, region_contact=(event.enhet, event.occurred_at))


def time_given(facts: Facts, event: AngeTid, rules: Rules) -> Facts:
    """The latest time counts."""
    if event.start is None:
        return facts
    return changed(facts, time=MeetingTime(event.start, event.by, event.slut, event.plats))


def _chair_prepares(before: Facts, event: Event, after: Facts, rules: Rules) -> tuple[Owed, ...]:
    return (Owed(after.chair, INDIVID),) if after.chair and after.prepared is not YES else ()


def _with_individual(facts: Facts, event: Forbered, owed: Owed) -> bool:
    return event.individen_medverkar is YES


def _region_wanted(before: Facts, event: BestamDeltagare, after: Facts, rules: Rules) -> Iterable[Owed]:
    convener = convener_of(after)
    if convener is None or after.region_contact is not None or event.svar is not YES:
        return ()
    return [Owed(convener, one) for one in event.deltagare if is_unit(one) and party_of(one) == REGION]


def _that_unit(facts: Facts, event: KontaktaRegion, owed: Owed) -> bool:
    return event.enhet is not None and party_of(event.enhet) == REGION


def _no_longer_wanted(facts: Facts, event: BestamDeltagare, owed: Owed) -> bool:
    return owed.counterpart in event.deltagare and event.svar is NO


def _to_book(before: Facts, event: KontaktaRegion, after: Facts, rules: Rules) -> Iterable[Owed]:
    return (Owed(event.enhet, convener_of(after)),) if event.enhet is not None and after.time is None else ()


def _time_known(facts: Facts, event: AngeTid, owed: Owed) -> bool:
    return facts.time is not None


def last_contact_day(facts: Facts, owed: Owed, rules: Rules) -> date | None:
    """The last day to contact the Region, once a day for a meeting is known: its follow-up day."""
    if facts.follow_up is None:
        return None
    raw = facts.follow_up.day - timedelta(weeks=rules.parameters["lead_time_weeks_region"])
    return roll(raw, Roll(rules.parameters["roll"]))


def _met_without(facts: Facts, event: Event, owed: Owed) -> bool:
    return True


def duties(rebooking: type[Event], cancelling: type[Event], opening: type[Event]) -> tuple[DutySpec, ...]:
    """The duties of this section.

    A meeting that is rebooked or cancelled, and a consent given anew, need a new contact with the Region; a meeting
    that opens needs none.
    """
    return (
        DutySpec(
            name="forbereda_mote",
            bearer="ordforande",
            phase=F,
            norms=("FM-FORBEREDELSE-4",),
            opens={GeSamtycke: _chair_prepares},
            meets={Forbered: _with_individual},
            lapses={opening: _met_without},
        ),
        DutySpec(
            name="kontakta_regionen",
            bearer="sammankallande",
            phase=F,
            norms=("FM-BOKNING-2", "PR-FORB-2"),
            opens={
                BestamDeltagare: _region_wanted,
                rebooking: _region_again,
                cancelling: _region_again,
                GeSamtycke: _region_on_return,
            },
            meets={KontaktaRegion: _that_unit},
            lapses={BestamDeltagare: _no_longer_wanted, opening: _met_without},
            due=last_contact_day,
            between_parties=True,
        ),
        DutySpec(
            name="boka_tid",
            bearer="tidsgivare",
            phase=F,
            norms=("FM-BOKNING-3",),
            opens={KontaktaRegion: _to_book},
            meets={AngeTid: _time_known},
            lapses={rebooking: _met_without, opening: _met_without},
            between_parties=True,
        ),
    )


def _region_on_return(before: Facts, event: Event, after: Facts, rules: Rules) -> Iterable[Owed]:
    returns = before.consent is None and before.withdrawn_at is not None
    return _region_again(before, event, after, rules) if returns else ()


def _region_again(before: Facts, event: Event, after: Facts, rules: Rules) -> Iterable[Owed]:
    if after.consent is None or after.region_contact is not None:
        return ()
    convener = convener_of(after)
    wanted = (one for one in after.wanted() if is_unit(one) and party_of(one) == REGION)
    return [Owed(convener, one) for one in wanted] if convener else ()
