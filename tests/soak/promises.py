"""What has to hold of every accepted act, whatever has happened before: held against the history, not the guards."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, Final

import attrs

from flerpart_flow.engine.judging.case import Case
from flerpart_flow.engine.record.events import Event
from tests.soak.history import History, in_order, persons_side, ternary, unit

Breach = tuple[str, str, str]
"""Which promise, at which event, and in what way; the same breach has the same three whoever it is about."""

ACTS: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "flerpartsmote": {
        "kontakta_region": ("by", "enhet"),
        "ange_tid": ("by",),
        "lamna_uppgift": ("by", "till"),
        "kalla": ("by", "till"),
        "fraga": ("by", "till"),
        "svara_pa_fraga": ("by", "till"),
        "boka_om": ("by",),
        "kontaktforsok": ("by", "till"),
        "oppna_mote": ("by", "narvarande", "ordforande"),
        "andra_narvaro": ("by", "anlant"),
        "overlamna_ordforande": ("till",),
        "godta_ordforande": ("by",),
        "utse_dokumenterare": ("by", "vem"),
        "uppratta_plan": ("by",),
        "sammanfatta_plan": ("by",),
        "boka_uppfoljning": ("by", "sammankallande"),
        "dela_ut_plan": ("by", "till"),
        "redovisa": ("by",),
        "revidera_plan": ("by",),
        "ersatt_plan": ("by",),
    },
    "ung_intro": {
        "lamna_uppgift": ("by", "till"),
        "samrada": ("by", "till"),
        "vagled": ("by", "till"),
        "for_dialog_med_handlaggare": ("by", "till"),
        "kartlagg_gemensamt": ("by", "medverkande"),
        "aktualisera": ("by",),
        "starta": ("by",),
        "initiera_sip": ("by",),
        "initiera_flerpartsmote": ("by",),
        "registrera_plan": ("by",),
        "etablera_samordning": ("by", "samordnare"),
        "kontakta_rehabkoordinator": ("by", "till"),
        "uppratta_gemensam_planering": ("by", "insatser"),
        "be_om_kontakthjalp": ("by", "till"),
        "ge_kontakthjalp": ("by", "till"),
        "kontaktforsok": ("by", "till"),
    },
}
"""The acts of reading A50's list, and the fields that name those who act or are acted upon."""

PASSES_ON: Final = ("lamna_uppgift", "redovisa", "uppratta_plan", "sammanfatta_plan", "revidera_plan", "ersatt_plan")
BEFORE_CONSENT: Final = ("behov", "samtycke", "vilande")
OMBUD_MAY: Final = ("begransa_samtycke", "aterkalla_samtycke", "fraga")


def named(event: Event, fields: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Each actor that the fields of an event name, with the field; not the individual."""
    for field in fields:
        value: Any = getattr(event, field, None)
        several = () if value is None else (value,) if isinstance(value, str) else value
        for one in several:
            actor = one if isinstance(one, str) else one[0]
            if actor != "individ":
                yield field, actor


def broken(routine: str, history: History, event: Event, phase: str) -> Iterator[Breach]:
    """The promises that an accepted act breaks, given what was said before it; ``phase`` is the one before it."""
    fields = ACTS[routine].get(event.name, ())
    if event.name == "dela_ut_plan" and all(map(persons_side, getattr(event, "till", ()))):
        fields = ()  # the individual's own copy
    if ternary(event, "avidentifierat") == "ja":
        fields = ()  # it identifies nobody
    if event.name == "vagled" and not history.identified:
        fields = ()  # guidance on somebody whom nobody has named
    to = getattr(event, "enhet" if event.name == "kontakta_region" else "till", None)
    if isinstance(to, str) and (to == event.by or persons_side(to)) and event.name != "overlamna_ordforande":
        fields = ()  # told within the very unit (A57), or to the individual's own side
    for field, actor in named(event, fields):
        if history.refused(actor):
            yield "A50 the individual's no", event.name, field
    yield from _outside_consent(history, event, fields, phase)
    yield from _beyond_topics(history, event, phase)
    yield from _the_representative(history, event)


def _outside_consent(history: History, event: Event, fields: tuple[str, ...], phase: str) -> Iterator[Breach]:
    units = [(field, actor) for field, actor in named(event, fields) if unit(actor) and event.name != "boka_om"]
    if not units or (event.name == "godta_ordforande" and phase in BEFORE_CONSENT):
        return
    agreed = history.in_force(event.occurred_at)
    if event.name == "overlamna_ordforande" and phase in BEFORE_CONSENT:
        for _, actor in units:
            if not history.yes_to(actor):
                yield "A54 the chair passes to one without a yes", event.name, phase
        return
    for field, actor in units:
        if agreed is None:
            yield "A7 contact without consent", event.name, field
        elif not agreed.covers(actor):
            yield "A7 contact outside the consent", event.name, field


def _beyond_topics(history: History, event: Event, phase: str) -> Iterator[Breach]:
    agreed = history.in_force(event.occurred_at)
    if agreed is None:
        return
    if event.name == "lamna_uppgift":
        to, topic = getattr(event, "till", None), getattr(event, "amne", None)
        if to not in {"individ", event.by} and not persons_side(str(to)):
            if topic not in agreed.topics_of(event.by):
                yield "A49 a topic beyond the unit's own", event.name, "by"
            if topic not in agreed.topics_of(str(to)):
                yield "A49 a topic beyond the receiver's own", event.name, "till"
    states = event.name == "ange_forutsattning" and unit(event.by) and phase not in BEFORE_CONSENT
    if states and not agreed.covers(event.by):
        yield "A63 a condition by a unit outside", event.name, "by"
    to = getattr(event, "till", None) or ""
    if event.name in PASSES_ON and unit(event.by) and to != event.by and not persons_side(to):
        if event.by not in agreed.records:
            yield "A65 passed on without a record", event.name, "by"
        if not agreed.topics and not any(agreed.named.values()):
            yield "A64 passed on without a topic", event.name, "by"
    if event.name == "oppna_mote" and not agreed.topics and not any(agreed.named.values()):
        yield "A64 opened without a topic", event.name, "by"


def _the_representative(history: History, event: Event) -> Iterator[Breach]:
    """What a representative may do (A48); one by law isn't told from the lines here."""
    if not event.by.startswith("ombud"):
        return
    if history.refused(event.by):
        yield "A48 a representative said no to", event.name, "by"
    elif not history.yes_to(event.by) and event.name not in OMBUD_MAY:
        yield "A48 a representative without a yes", event.name, "by"
    if event.name == "ge_samtycke" and history.taken_back:
        yield "A48 a representative undoes a withdrawal", event.name, "by"


# --- The whole case ------------------------------------------------------------------------------------------------


def plan_text(plan: Any) -> Any:
    """What a plan says, as two plans are compared: trimmed, composed, in any order (A52)."""
    if isinstance(plan, str):
        return unicodedata.normalize("NFC", plan.strip())
    if attrs.has(type(plan)):
        return tuple((one.name, plan_text(getattr(plan, one.name))) for one in attrs.fields(type(plan)) if one.init)
    if isinstance(plan, (tuple, list)):
        return tuple(sorted((plan_text(one) for one in plan), key=repr))
    return plan


@attrs.define
class Ledger:
    """What has been approved and answered in a case, kept while its lines are recorded (A52, A53)."""

    approved: dict[str, set[Any]] = attrs.field(factory=dict)
    """Per actor: the contents that an approval was given to."""
    numbers: dict[int, Any] = attrs.field(factory=dict)
    """What a version's number stood for when it was first seen."""
    answered: dict[tuple[str, int], set[Any]] = attrs.field(factory=dict)
    """Per actor and summons: what it said when the actor answered."""
    read_first: dict[int, Any] = attrs.field(factory=dict)
    """Per summons: what it said when it was recorded."""

    def record(self, before: Case, event: Event, nr: int) -> None:
        """Take in an accepted line as it is recorded."""
        if event.name == "kalla":
            self.read_first[nr] = _asks(event)
        if event.name in {"bekrafta", "avboj"}:
            for called, asks in _summonses(before):
                self.answered.setdefault((event.by, called), set()).add(asks)
        if event.name == "ratta":
            ratted = tuple(dict(getattr(event, "ratt", None) or ()).items())
            event = (
                before.course.corrections.get(getattr(event, "ror", 0)) or before.lines[getattr(event, "ror", 1) - 1]
            )
            ratt = {name: value for name, value in ratted if name in {"version", "innehall"}}
            event = attrs.evolve(event, **ratt) if ratt and event.name == "godkann_plan" else event
        if event.name == "godkann_plan":
            self.approved.setdefault(_person(event.by), set()).update(self._meant(before, event))

    def _meant(self, before: Case, event: Event) -> Iterator[Any]:
        """The content that an approval is given to: by its digest, its number, or else the latest draft."""
        facts = before.state_at(event.occurred_at).facts if before.lines else before.facts
        versions = [*facts.earlier, facts.current, facts.draft]
        versions += [*before.facts.earlier, before.facts.current, before.facts.draft]
        versions = [one for one in versions if one is not None]
        digest, number = getattr(event, "innehall", None), getattr(event, "version", None)
        if digest is not None:
            yield from (plan_text(one.plan) for one in versions if one.content == digest)
        elif number is not None:
            yield from (plan_text(one.plan) for one in versions if one.number == number)
        else:
            drafts = [
                event
                for _, event, acts in in_order(before)
                if acts and event.name in {"uppratta_plan", "revidera_plan", "ersatt_plan"}
            ]
            yield from (plan_text(one.plan) for one in drafts if one.occurred_at <= event.occurred_at)  # type: ignore[attr-defined]  # they have one

    def broken(self, case: Case) -> Iterator[Breach]:
        """What doesn't hold of the case as it stands."""
        facts = case.facts
        if not hasattr(facts, "draft"):
            return
        for version in (*facts.earlier, facts.current, facts.draft):
            if version is None:
                continue
            text = plan_text(version.plan)
            if self.numbers.setdefault(version.number, text) != text:
                yield "A52 a number stands for another text", version.origin.value, ""
            for actor in version.approvals:
                if text not in self.approved.get(_person(actor), ()):
                    yield (
                        "A52 an approval on another text",
                        version.origin.value,
                        "approved" if version.approved else "",
                    )
            if version.approved and "individ" not in version.approvals:
                yield "A67 approved without the individual", version.origin.value, ""
        yield from self._answers(case)

    def _answers(self, case: Case) -> Iterator[Breach]:
        meeting = case.facts.meeting
        if meeting is None or meeting.followup:
            return
        found = _summonses(case)
        for one in meeting.recipients:
            if one.reply.value not in {"confirmed", "declined"} or not found:
                continue
            told = set().union(*(self.answered.get((one.actor, nr), set()) for nr, _ in found))
            if told and not any(_agree(before, now) for before in told for _, now in found):
                yield "A53 an answer to another time or place", one.reply.value, ""


def _agree(before: Any, now: Any) -> bool:
    """Whether nothing that was said then is another thing now; what was empty may have been filled in."""
    return all(not said or said == says for said, says in zip(before, now, strict=True))


def _asks(event: Event) -> Any:
    return (getattr(event, "start", None), getattr(event, "plats", None))


def _summonses(case: Case) -> list[tuple[int, Any]]:
    return [(nr, _asks(event)) for nr, event, acts in in_order(case) if acts and event.name == "kalla"]


def _person(actor: str) -> str:
    return "individ" if persons_side(actor) else actor


@attrs.define
class Watch:
    """A case that is watched act by act."""

    routine: str
    history: History = attrs.field(factory=History)
    ledger: Ledger = attrs.field(factory=Ledger)
    known: set[tuple[int, Breach]] = attrs.field(factory=set)

    def see(self, before: Case, event: Event, after: Case) -> set[Breach]:
        """What an accepted act breaks. A late line or a correction has every act held against the history again."""
        nr = len(after.lines)
        found: set[Breach] = set()
        if self.routine == "flerpartsmote":
            self.ledger.record(before, event, nr)
        if event.name == "ratta" or (before.latest is not None and event.occurred_at < before.latest):
            found |= self.again(after)
        else:
            found |= set(broken(self.routine, self.history, event, before.phase))
            self.known |= {(nr, breach) for breach in found}
            self.history.hear(event, rests=after.phase == "vilande" != before.phase)
        return found | set(self.ledger.broken(after))

    def again(self, case: Case) -> set[Breach]:
        """Every act of a case held against what had been said when it happened."""
        self.history = History()
        found: set[Breach] = set()
        states = {one.nr: one for one in case.replayed()}
        for nr, event, acts in in_order(case):
            if acts:
                for breach in broken(self.routine, self.history, event, states[nr].before.phase):
                    if (nr, breach) not in self.known:
                        self.known.add((nr, breach))
                        promise, name, how = breach
                        found.add((promise if nr == len(case.lines) else f"{promise} (judged again)", name, how))
            phases = states[nr].before.phase, states[nr].after.phase
            self.history.hear(event, rests=phases[1] == "vilande" != phases[0])
        return found


def dead_ends(case: Case, at: datetime) -> Iterator[Breach]:
    """What the individual can't do, though it is theirs from every state: end, withdraw, narrow."""
    kinds = case.routine.events
    recorder = case.lines[0].recorder
    always: dict[str, dict[str, Any]] = {}
    if case.phase not in case.routine.ends:
        always["avsluta"] = {"skal_kod": "individens_onskan"}
    consent = getattr(case.facts, "consent", None)
    if consent is not None:
        always["aterkalla_samtycke"] = {}
        always["begransa_samtycke"] = {"enheter": tuple(sorted(consent.units))[:1]}
    for name, content in always.items():
        event = kinds[name](occurred_at=at, recorded_at=at, by="individ", recorded_by=recorder, **content)
        if not case.decide(event).allowed:
            yield "no dead end for the individual", name, case.phase


def chair_stuck(case: Case, history: History, at: datetime) -> Iterator[Breach]:
    """Whether nobody can take the chair though it can't act, and somebody covered has the individual's yes (A54)."""
    chair = getattr(case.facts, "chair", None)
    agreed = history.in_force(at)
    if chair is None or agreed is None or case.phase in (*BEFORE_CONSENT, "avslut"):
        return
    if agreed.covers(chair) and not history.refused(chair):
        return
    able = [one for one in sorted(agreed.units) if unit(one) and one != chair and history.yes_to(one)]
    if not able:
        return
    kind = case.routine.events["godta_ordforande"]
    if not any(case.decide(kind(occurred_at=at, recorded_at=at, by=one)).allowed for one in able):
        yield "A54 nobody can take the chair", "godta_ordforande", case.phase
