"""What has to hold of every accepted act, given what was said before it: held against the history, not the guards."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from flerpart_flow.engine.record.events import Event
from tests.soak.history import History, persons_side, ternary, unit

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
OMBUD_ANSWERS: Final = (
    *("bekrafta", "avboj", "forbered_egen_del"),
    *("paborja_atgard", "genomfor_atgard", "ej_genomford_atgard"),
)
"""What one who is called, or bears a measure of the plan, does for themself: the yes to them is enough."""
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
    if event.name == "vagled" and (to is None or {event.by, to} == history.talked):
        fields = ()  # it knows already whom it asked about, or nobody is told
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
    """What a representative may do (A48)."""
    if not event.by.startswith("ombud"):
        return
    if history.refused(event.by):
        yield "A48 a representative said no to", event.name, "by"
    elif event.name in OMBUD_ANSWERS and history.yes_to(event.by):
        return
    elif not history.speaks(event.by) and event.name not in OMBUD_MAY:
        yield "A48 a representative without a yes", event.name, "by"
    if event.name == "ge_samtycke" and history.taken_back:
        yield "A48 a representative undoes a withdrawal", event.name, "by"
    if event.name in {"ge_samtycke", "utoka_samtycke"}:
        for field in ("enheter", "amnen"):
            if set(getattr(event, field)) & history.narrowed:
                yield "A48 a representative undoes a narrowing", event.name, field
