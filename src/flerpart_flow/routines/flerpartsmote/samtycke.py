"""Consent: information first, two scopes, extension and narrowing, records, withdrawal (FM-SAMTYCKE, A7–A9, A47)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, ClassVar

import attrs

from flerpart_flow.engine import fields
from flerpart_flow.engine.clock import end_of_day, local_date
from flerpart_flow.engine.duties import DutySpec, Owed
from flerpart_flow.engine.events import Event
from flerpart_flow.engine.evolve import evolve
from flerpart_flow.engine.findings import Findings, Message, missing
from flerpart_flow.engine.guards import Occasion, guard, state_guard
from flerpart_flow.engine.ternary import NO, UNKNOWN, YES
from flerpart_flow.routines.flerpartsmote.content import lacks, number_of_next
from flerpart_flow.routines.flerpartsmote.facts import Cancelled, Facts, Meeting, changed
from flerpart_flow.routines.flerpartsmote.phases import A, F, V
from flerpart_flow.samverkan.actors import (
    INDIVID,
    KOMMUN,
    REGION,
    is_individual,
    is_relative,
    is_unit,
    parties_in,
    party_of,
)
from flerpart_flow.samverkan.samtycke import Consent, contact, covered, disclosure, in_force

SAID_NO = Message("kallelse.individen_sa_nej")
WIDENS = Message("rattelse.utokar_samtycket")
WIDENS_YES = Message("rattelse.ger_ett_ja")
NOT_INFORMED = Message("samtycke.inte_informerad")
NOT_ADAPTED = Message("samtycke.inte_anpassad")
NAMES_NO_UNIT = Message("samtycke.ingen_enhet")
ALREADY_OVER = Message("samtycke.redan_utgatt")


@attrs.frozen(kw_only=True)
class Informera(Event):
    """The individual is told how a flerpartsmöte works, in a way that suits them."""

    name: ClassVar[str] = "informera"

    anpassning: tuple[str, ...] = fields.codes("anpassning")


@attrs.frozen(kw_only=True)
class GeSamtycke(Event):
    """The individual consents: to a meeting with these units, and to their exchanging these topics.

    ``undantag`` are topics that must not be raised; ``giltigt_till`` is the last day, which counts.
    """

    name: ClassVar[str] = "ge_samtycke"

    enheter: tuple[str, ...] = fields.codes("aktor")
    amnen: tuple[str, ...] = fields.codes("amne")
    undantag: tuple[str, ...] = fields.codes("amne")
    giltigt_till: date | None = fields.day()


@attrs.frozen(kw_only=True)
class NekaSamtycke(Event):
    """The individual doesn't consent."""

    name: ClassVar[str] = "neka_samtycke"


@attrs.frozen(kw_only=True)
class UtokaSamtycke(Event):
    """The individual adds units or topics to the consent."""

    name: ClassVar[str] = "utoka_samtycke"

    enheter: tuple[str, ...] = fields.codes("aktor")
    amnen: tuple[str, ...] = fields.codes("amne")


@attrs.frozen(kw_only=True)
class BegransaSamtycke(Event):
    """The individual takes units or topics out of the consent."""

    name: ClassVar[str] = "begransa_samtycke"

    enheter: tuple[str, ...] = fields.codes("aktor")
    amnen: tuple[str, ...] = fields.codes("amne")


@attrs.frozen(kw_only=True)
class AterkallaSamtycke(Event):
    """The individual withdraws the consent. No reason is asked for or stored, ever."""

    name: ClassVar[str] = "aterkalla_samtycke"


@attrs.frozen(kw_only=True)
class DokumenteraSamtycke(Event):
    """A unit documents the consent in its own records."""

    name: ClassVar[str] = "dokumentera_samtycke"

    referens: str | None = fields.text()


@attrs.frozen(kw_only=True)
class LamnaUppgift(Event):
    """A unit tells another of a topic. What was told is not stored."""

    name: ClassVar[str] = "lamna_uppgift"

    till: str | None = fields.code("aktor")
    amne: str | None = fields.code("amne")


@guard("FM-FORBEREDELSE-3", reads=("anpassning",))
def information_is_adapted(facts: Facts, event: Informera, rules: Any) -> Findings:
    """It is said how the information was adapted, also that no adaptation was needed."""
    if event.anpassning:
        return ()
    return (missing("FM-FORBEREDELSE-3", NOT_ADAPTED, cure_by=event.by, cure="informera"),)


@state_guard("FM-SAMTYCKE-1")
def individual_is_informed(facts: Facts, occasion: Occasion, rules: Any) -> Findings:
    """The individual has been told how the meeting works, since the last consent ended if there was one."""
    return () if facts.informed else (missing("FM-SAMTYCKE-1", NOT_INFORMED, cure_by="enhet", cure="informera"),)


@guard("FM-SAMTYCKE-8", reads=("enheter", "giltigt_till"))
def consent_is_clear(facts: Facts, event: GeSamtycke, rules: Any) -> Findings:
    """The consent names the units known so far and hasn't run out already (A47)."""
    if event.giltigt_till is not None and event.giltigt_till < local_date(event.occurred_at):
        yield missing("FM-SAMTYCKE-8", ALREADY_OVER, cure_by=INDIVID, cure="ge_samtycke", day=event.giltigt_till)
    if not event.enheter:
        yield missing("FM-SAMTYCKE-8", NAMES_NO_UNIT, cure_by=INDIVID, cure="ge_samtycke")


@guard("FF-INNEHALL-1", reads=("enheter", "amnen"))
def adds_something(facts: Facts, event: UtokaSamtycke, rules: Any) -> Findings:
    """The extension names what is added: units, topics, or both."""
    return () if event.enheter or event.amnen else (lacks(event, "enheter"),)


@state_guard("FM-SAMTYCKE-8", "PR-FORB-1")
def consent_to_meet(facts: Facts, occasion: Occasion, rules: Any) -> Findings:
    """A consent to such a meeting is in force: scope (a) of A7."""
    return in_force("FM-SAMTYCKE-8", facts.consent, occasion.occurred_at)


@guard("FM-SAMTYCKE-2", "FM-SAMTYCKE-3", "FM-SAMTYCKE-4", "FM-SAMTYCKE-6", reads=("till", "amne"))
def may_be_told(facts: Facts, event: LamnaUppgift, rules: Any) -> Findings:
    """Both units are covered, the topic agreed to and not excluded, and the one who tells has its own record."""
    return disclosure(facts.consent, rules, event.by, event.till, event.amne, event.occurred_at)


def _welcome_relative(facts: Facts, actor: str) -> bool:
    """Whether the individual has said yes to a relative who was found suitable (FM-FORBEREDELSE-9)."""
    known = facts.participant(actor)
    agreed = facts.consent is not None and known.answer is YES and known.suitable is YES
    return is_relative(actor) and agreed


def _unit_of(facts: Facts, part: str) -> str:
    """A party stands for the unit of it that the consent covers, if one does."""
    units = sorted(facts.consent.units) if facts.consent is not None and part in {REGION, KOMMUN} else ()
    return next((unit for unit in units if party_of(unit) == part), part)


def _contact(field: str) -> Any:
    @guard("FM-SAMTYCKE-2", reads=(field,))
    def contact_is_agreed_to(facts: Facts, event: Any, rules: Any) -> Findings:
        """Nobody outside the own party learns of the individual but under the consent (A7)."""
        to = getattr(event, field) or ()
        actors = (to,) if isinstance(to, str) else tuple(to)
        others = [_unit_of(facts, one) for one in actors if not _welcome_relative(facts, one)]
        asking = (event.by,) if len(others) < len(actors) and is_unit(event.by) else ()
        return dict.fromkeys(
            (
                *contact(facts.consent, event.by, others, event.occurred_at),
                *(covered("FM-SAMTYCKE-2", facts.consent, asking, event.occurred_at) if asking else ()),
            )
        )

    return contact_is_agreed_to


def _not_refused(field: str) -> Any:
    @guard("PR-MALGRUPP-2", reads=(field,))
    def nobody_refused_is_named(facts: Facts, event: Any, rules: Any) -> Findings:
        """One whom the individual has said no to is given no part to play (A10)."""
        named = getattr(event, field)
        if named is None or facts.participant(named).answer is not NO:
            return ()
        return (missing("PR-MALGRUPP-2", SAID_NO, cure_by=INDIVID, cure="bestam_deltagare", units=(named,)),)

    return nobody_refused_is_named


refused_as_chair = _not_refused("till")
refused_as_convener = _not_refused("sammankallande")
contact_with_till = _contact("till")
contact_with_unit = _contact("enhet")
contact_with_recipient = _contact("lamnas_till")
contact_with_convener = _contact("sammankallande")


@state_guard("FM-SAMTYCKE-2")
def consent_holds(facts: Facts, occasion: Occasion, rules: Any) -> Findings:
    """A consent is in force: without one no unit tells the others anything (A7)."""
    return in_force("FM-SAMTYCKE-2", facts.consent, occasion.occurred_at)


@guard("FM-SAMTYCKE-2", reads=("by",))
def acts_under_consent(facts: Facts, event: Any, rules: Any) -> Findings:
    """The unit that acts is covered by a consent in force; the individual needs none."""
    if is_individual(event.by) or is_relative(event.by):
        return ()
    lacking = covered("FM-SAMTYCKE-2", facts.consent, (event.by,), event.occurred_at)
    return tuple(attrs.evolve(one, standing=True) for one in lacking)


@guard("FM-SAMTYCKE-8", "PR-MALGRUPP-2", reads=("ror", "ratt"))
def correction_widens_nothing(facts: Facts, event: Any, rules: Any) -> Findings:
    """A correction never gives a consent, or a yes, that the individual hasn't given: it only takes away."""
    old = event.target
    if event.struck or not isinstance(old, (GeSamtycke, UtokaSamtycke)):
        if old is not None and old.name == "bestam_deltagare" and not event.struck:
            yield from _a_no_stays(old, event.corrected())
        return
    new = event.corrected()
    if new is None:
        renewed = facts.consent is not None and facts.consent.renews and facts.consent.given_at == old.occurred_at
        if renewed and isinstance(old, GeSamtycke):
            yield missing("FM-SAMTYCKE-8", WIDENS, cure_by=INDIVID, cure="ge_samtycke")
        return
    wider = not (set(new.enheter) <= set(old.enheter) and set(new.amnen) <= set(old.amnen))
    if isinstance(old, GeSamtycke) and isinstance(new, GeSamtycke):
        wider |= not set(old.undantag) <= set(new.undantag)
        wider |= old.giltigt_till is not None and (new.giltigt_till is None or new.giltigt_till > old.giltigt_till)
    if wider:
        yield missing("FM-SAMTYCKE-8", WIDENS, cure_by=INDIVID, cure="utoka_samtycke")


def _a_no_stays(old: Any, new: Any) -> Findings:
    """Striking or turning a no would bring back a yes; the individual answers anew instead."""
    said_no = old.svar is NO and (new is None or new.svar is not NO or not set(old.deltagare) <= set(new.deltagare))
    says_yes = new is not None and new.svar is YES
    wider = says_yes and not (old.svar is YES and set(new.deltagare) <= set(old.deltagare))
    if said_no or wider:
        yield missing("PR-MALGRUPP-2", WIDENS_YES, cure_by=INDIVID, cure="bestam_deltagare")


def informed(facts: Facts, event: Informera, rules: Any) -> Facts:
    """The individual is informed."""
    return facts if facts.informed else changed(facts, informed=True)


def consented(facts: Facts, event: GeSamtycke, rules: Any) -> Facts:
    """A new consent replaces the one before: each unit documents it anew, and one that it leaves out is out."""
    consent = Consent(
        event.occurred_at,
        frozenset(event.enheter),
        frozenset(event.amnen) - frozenset(event.undantag),
        frozenset(event.undantag),
        event.giltigt_till,
    )
    before = facts.consent
    if before is None:
        return changed(facts, consent=consent)
    left_out = before.units - consent.units
    few = bool(parties_in(left_out)) and len(parties_in(consent.units)) < rules.parameters["min_parties"]
    if few or facts.chair in left_out:
        return changed(facts, consent=None)  # as narrowing does (section on withdrawal, point 4)
    after = _taken_out(facts, left_out) if left_out else facts
    return changed(after, consent=evolve(consent, renews=True))


def extended(facts: Facts, event: UtokaSamtycke, rules: Any) -> Facts:
    """Units and topics are added; a topic that was excluded no longer is."""
    if facts.consent is None:
        return facts
    topics = frozenset(event.amnen)
    consent = evolve(
        facts.consent,
        units=facts.consent.units | frozenset(event.enheter),
        topics=facts.consent.topics | topics,
        excluded=facts.consent.excluded - topics,
    )
    return changed(facts, consent=consent)


def narrowed(facts: Facts, event: BegransaSamtycke, rules: Any) -> Facts:
    """Units and topics are taken out; too few organisations, or the chair's own unit, end the whole consent."""
    if facts.consent is None:
        return facts
    out = frozenset(event.enheter)
    units = facts.consent.units - out
    consent = evolve(
        facts.consent,
        units=units,
        topics=facts.consent.topics - frozenset(event.amnen),
        records=facts.consent.records - out,
    )
    few = bool(parties_in(out)) and len(parties_in(units)) < rules.parameters["min_parties"]
    if few or facts.chair in out:
        return changed(facts, consent=None)
    return changed(_taken_out(facts, out), consent=consent) if out else changed(facts, consent=consent)


def _taken_out(facts: Facts, out: frozenset[str]) -> Facts:
    """Those taken out take no part any more: their yes, their time and their calling to a follow-up are void."""
    booked = facts.follow_up
    if booked is not None:
        convener = facts.chair if booked.convener in out and facts.chair else booked.convener
        booked = evolve(booked, convener=convener, informed=booked.informed - out)
    asked = facts.region_contact
    return changed(
        facts,
        participants=tuple(one for one in facts.participants if one.actor not in out),
        meeting=_without(facts.meeting, out),
        cancelled=_to_be_told(facts, out),
        follow_up=booked,
        time=None if facts.time is not None and facts.time.by in out else facts.time,
        region_contact=None if asked is not None and asked[0] in out else asked,
    )


def _to_be_told(facts: Facts, out: frozenset[str]) -> Cancelled | None:
    """Those who were called, or knew of a booked follow-up, and now take no part: they get the neutral notice (A9)."""
    meeting, told = facts.meeting, facts.cancelled
    called = frozenset(one.actor for one in meeting.recipients) if meeting is not None else frozenset[str]()
    if facts.follow_up is not None:
        called |= facts.follow_up.informed
    gone = called & out
    if not gone:
        return told
    number = meeting.number if meeting is not None else facts.meetings + 1
    caller = meeting.caller if meeting is not None else facts.chair or ""
    if told is not None and told.number == number:
        gone |= told.recipients
    return Cancelled(number, caller, gone)


def taken_out(facts: Facts, out: frozenset[str]) -> Facts:
    """As when the consent is narrowed, of somebody whom the individual now says no to; the no itself stays."""
    kept = tuple(one for one in facts.participants if one.actor in out)
    after = _taken_out(facts, out)
    return changed(after, participants=after.participants + kept)


def _without(meeting: Meeting | None, out: Iterable[str]) -> Meeting | None:
    """The meeting without those that the consent no longer covers: they neither attend nor are awaited."""
    gone = frozenset(out)
    if meeting is None or not gone:
        return meeting
    recipients = tuple(one for one in meeting.recipients if one.actor not in gone)
    documenter = None if meeting.documenter in gone else meeting.documenter
    return evolve(meeting, recipients=recipients, present=meeting.present - gone, documenter=documenter)


def withdrawn(facts: Facts, event: AterkallaSamtycke, rules: Any) -> Facts:
    """There is no consent from now on; what was lawfully shared stays where it is."""
    return facts if facts.consent is None else changed(facts, consent=None)


def paused(facts: Facts, event: Any, rules: Any) -> Facts:
    """Entering vilande: the consent is over as a whole, and no meeting stands (section on withdrawal).

    A meeting that was booked, also a follow-up that was booked when the parties met, is cancelled, one in progress
    interrupted; those who await it are told. Resuming takes new information.
    """
    meeting, booked = facts.meeting, facts.follow_up
    cancelled, number = facts.cancelled, facts.meetings
    if meeting is not None or booked is not None:
        told = booked.informed if booked is not None else frozenset[str]()
        if meeting is not None:
            told |= frozenset(one.actor for one in meeting.recipients) | meeting.present
        caller = meeting.caller if meeting is not None else booked.convener if booked is not None else ""
        number = number_of_next(facts)
        if facts.cancelled is not None and facts.cancelled.number == number:
            told |= facts.cancelled.recipients
        cancelled = Cancelled(number, caller, told - {facts.chair or ""})
    return changed(
        facts,
        consent=None,
        informed=False,
        withdrawn_at=event.occurred_at,
        meeting=None,
        meetings=number,
        cancelled=cancelled,
        follow_up=None,
        time=None,
        region_contact=None,
        prepared=UNKNOWN,
    )


def rests(facts: Facts, at: datetime) -> datetime | None:
    """Since when nobody may act for want of a consent that has run out; its last day counts.

    A unit isn't late with what it may not report: the clocks stand still as they do after a withdrawal (A9).
    """
    if facts.consent is None or facts.consent.until is None or facts.consent.valid(at):
        return None
    return end_of_day(facts.consent.until)


def documented(facts: Facts, event: DokumenteraSamtycke, rules: Any) -> Facts:
    """The unit has its own record of the consent in force."""
    if facts.consent is None:
        return facts
    return changed(facts, consent=evolve(facts.consent, records=facts.consent.records | {event.by}))


def after_narrowing(facts: Facts, rules: Any) -> str | None:
    """Vilande if the narrowing ended the consent, else the phase stays."""
    return V if facts.consent is None else None


def after_return(facts: Facts, rules: Any) -> str:
    """Back to measures if a version of the plan is approved, else to preparation; never to a cancelled meeting."""
    return A if facts.current is not None else F


def _to_document(before: Facts, event: Event, after: Facts, rules: Any) -> Iterable[Owed]:
    if after.consent is None:
        return ()
    lacking = after.consent.units - after.consent.records
    return tuple(Owed(unit, INDIVID) for unit in sorted(lacking) if is_unit(unit))


def _own_record_made(facts: Facts, event: DokumenteraSamtycke, owed: Owed) -> bool:
    return event.by == owed.bearer


def _not_covered_any_more(facts: Facts, event: Event, owed: Owed) -> bool:
    return facts.consent is None or owed.bearer not in facts.consent.units


def duties() -> tuple[DutySpec, ...]:
    """Each unit that the consent covers documents it (FM-SAMTYCKE-6)."""
    return (
        DutySpec(
            name="dokumentera_samtycke",
            bearer="omfattad_enhet",
            phase=F,
            norms=("FM-SAMTYCKE-6",),
            opens={GeSamtycke: _to_document, UtokaSamtycke: _to_document},
            meets={DokumenteraSamtycke: _own_record_made},
            lapses=dict.fromkeys((BegransaSamtycke, AterkallaSamtycke, GeSamtycke), _not_covered_any_more),
        ),
    )
