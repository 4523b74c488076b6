"""What history forbids in Ung Intro: one norm carries consent and the individual's word there (UI-SAMTYCKE-1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from flerpart_flow.engine.record.events import Event
from flerpart_flow.proof.oracle.asking import (
    Norms,
    acts,
    as_party,
    covered,
    identifies,
    in_force,
    refused,
    reports,
    several,
    states,
    told,
)
from flerpart_flow.proof.oracle.correcting import corrects
from flerpart_flow.proof.oracle.history.record import UNG_INTRO, History, is_of, of, word
from flerpart_flow.proof.oracle.saying import Forbids, answers, consents, refuses, withdraws
from flerpart_flow.proof.prove.told import is_a_unit, on_the_persons_side

ONE: Final = "UI-SAMTYCKE-1"
NORMS: Final = Norms(ONE, ONE, ONE, ONE, ONE, "FF-INDIVID-1", ONE, "FF-UI-SAMTYCKE-1", "FF-UI-SAMTYCKE-2", ONE)


def _leads(history: History) -> tuple[str | None, ...]:
    """Who may close the case: the one who answers for it, and a coordinator whom the consent covers (UI-ANSVAR-5)."""
    known = history.coordinator is not None and history.covers(history.coordinator)
    return (UNG_INTRO if history.referred else history.chair, history.coordinator if known else None)


def _refused(history: History, event: Event, *fields: str) -> Iterator[str]:
    named = (event.by, *(one for field in fields for one in several(event, field)))
    yield from refused(NORMS, history, event, named, _leads(history))


def _names(history: History, event: Event, field: str, record: bool = True) -> Iterator[str]:
    """Whoever tells another unit who the person is has a record of the consent, which covers both (A7, A33)."""
    others = [one for one in several(event, field) if not on_the_persons_side(one) and one != event.by]
    if not others:
        return
    ends = [as_party(history, one) for one in others]
    yield from covered(ONE, history, event, (*ends, *((event.by,) if is_a_unit(event.by) else ())))
    agreed = history.told.agreed
    if record and agreed is not None and is_a_unit(event.by) and event.by not in agreed.records:
        yield ONE


def tells(history: History, event: Event) -> Iterator[str]:
    """A topic is told under the consent."""
    if not is_a_unit(event.by):
        yield ONE
    yield from told(NORMS, history, event)
    if not history.told.speaks(of(event, "till", None) or ""):
        yield from _refused(history, event, "till")


def tries(history: History, event: Event) -> Iterator[str]:
    """An attempt at contact lets its receiver know, unless it names nobody."""
    if not is_a_unit(event.by):
        yield ONE
    if identifies(event):
        yield from _names(history, event, "till", record=False)
    if not history.told.speaks(of(event, "till", None) or ""):
        yield from _refused(history, event, "till")


def consults(history: History, event: Event) -> Iterator[str]:
    """A consultation names nobody, or does so under the consent. Between whom it is, is UI-AKT-2's to say."""
    if identifies(event):
        yield from _names(history, event, "till")
        yield from _refused(history, event, "till")


def guides(history: History, event: Event) -> Iterator[str]:
    """Guidance tells nothing new to the unit that consulted; another learns of the person if anybody has named them."""
    if not history.told.named_to:
        return
    pair = {event.by, of(event, "till", None)}
    if history.talked is None or pair != set(history.talked):
        yield from _names(history, event, "till")
    yield from _refused(history, event, "till")


def names(field: str, record: bool = True, under: bool = False) -> Forbids:
    """A talk or a plan that names the person to those in a field; ``under``: whoever acts is covered, too."""

    def forbids(history: History, event: Event) -> Iterator[str]:
        yield from _names(history, event, field, record)
        yield from _refused(history, event, field)
        if under:
            yield from acts(ONE, history, event)

    return forbids


def goes_on(history: History, event: Event) -> Iterator[str]:
    """What is done in the person's name is done by a unit that the consent covers and the person hasn't said no to."""
    yield from acts(ONE, history, event)
    yield from _refused(history, event)


def under_consent(history: History, event: Event) -> Iterator[str]:
    """As above, by one of the units that the consent names."""
    if not is_a_unit(event.by) or not history.covers(event.by):
        yield ONE
    yield from goes_on(history, event)


def refers(history: History, event: Event) -> Iterator[str]:
    """A referral tells Ung Intro who the person is."""
    yield from covered(ONE, history, event, (event.by, UNG_INTRO))
    agreed = history.told.agreed
    if agreed is not None and is_a_unit(event.by) and event.by not in agreed.records:
        yield ONE
    yield from refused(NORMS, history, event, (event.by, UNG_INTRO), _leads(history))


def states_a_condition(history: History, event: Event) -> Iterator[str]:
    """A condition is stated by the person, or a unit that may know."""
    if not is_a_unit(event.by) and not history.told.speaks(event.by):
        yield ONE
    yield from states(NORMS, history, event)
    yield from _refused(history, event)


def documents(history: History, event: Event) -> Iterator[str]:
    """A record is of a consent in force, by a unit that it covers."""
    if not is_a_unit(event.by) or not history.covers(event.by):
        yield ONE
    yield from in_force(ONE, history, event)


def motivates(history: History, event: Event) -> Iterator[str]:
    """Before the consent the person alone is told, at their own wish (A62)."""
    before = history.told.agreed is None and not history.withdrawn
    if not (before and word(event, "pa_onskemal") == "ja"):
        yield from acts(ONE, history, event)


def turns_to(field: str, kind: str | None = None, role: bool = False) -> Forbids:
    """Others learn who the person is; of a ``kind`` there is a unit that the consent covers and nobody said no to."""

    def forbids(history: History, event: Event) -> Iterator[str]:
        yield from acts(ONE, history, event)
        yield from _names(history, event, field)
        yield from _refused(history, event, field)
        agreed = history.told.agreed
        such = [] if kind is None or agreed is None else [one for one in agreed.units if is_of(one, kind)]
        if kind is not None and agreed is not None and all(map(history.told.said_no, such)):
            yield ONE
        if role and (not is_a_unit(event.by) or not history.covers(event.by)):
            yield ONE

    return forbids


def reports_a_deviation(history: History, event: Event) -> Iterator[str]:
    """A report goes to the own party, or under the consent."""
    yield from reports(ONE, history, event)


def says_who(history: History, event: Event) -> Iterator[str]:
    """The individual says yes or no; whoever answers for the case may note that a representative acts by law."""
    yield from answers(NORMS, history, event)
    speaks = history.told.speaks(event.by)
    if not speaks and not _leads_it(history, event.by):
        yield "FF-INDIVID-1"
    if word(event, "svar") != "okant" and not speaks:
        yield "FF-INDIVID-1"


def _leads_it(history: History, actor: str) -> bool:
    return any(one is not None and (actor == one or actor.startswith(f"{one}:")) for one in _leads(history))


def ends(history: History, event: Event) -> Iterator[str]:
    """Whoever answers for the case closes it; the individual does by their own wish, always."""
    wish = of(event, "skal_kod", None) == "individens_onskan"
    if not _leads_it(history, event.by) and not (history.told.speaks(event.by) and wish):
        yield "FF-UI-AVSLUT-1"


def puts_right(history: History, event: Event) -> Iterator[str]:
    """Who corrects a line, and what of it."""
    leads = _leads(history)
    also = (event.recorder,) if _leads_it(history, event.recorder) else ()
    yield from corrects(NORMS, history, event, (*leads, *also))


_ONE: Final = frozenset({ONE})
FORBIDS: Final[Mapping[str, tuple[Forbids, frozenset[str]]]] = {
    "lamna_uppgift": (tells, _ONE),
    "kontaktforsok": (tries, _ONE),
    "samrada": (consults, _ONE),
    "vagled": (guides, _ONE),
    "for_dialog_med_handlaggare": (names("till"), _ONE),
    "kartlagg_gemensamt": (names("medverkande"), _ONE),
    "ge_kontakthjalp": (names("till", record=False, under=True), _ONE),
    "aktualisera": (refers, _ONE),
    "anta": (goes_on, _ONE),
    "starta": (goes_on, _ONE),
    "initiera_sip": (under_consent, _ONE),
    "initiera_flerpartsmote": (under_consent, _ONE),
    "registrera_plan": (under_consent, _ONE),
    "ange_villkor": (states_a_condition, _ONE),
    "dokumentera_samtycke": (documents, _ONE),
    "motivera": (motivates, _ONE),
    "etablera_samordning": (turns_to("samordnare"), _ONE),
    "kontakta_rehabkoordinator": (turns_to("till", "region:rehabkoordinator"), _ONE),
    "uppratta_gemensam_planering": (turns_to("insatser"), _ONE),
    "be_om_kontakthjalp": (turns_to("till", "arbetsformedlingen", role=True), _ONE),
    "rapportera_avvikelse": (reports_a_deviation, _ONE),
    "ge_samtycke": (consents(NORMS), frozenset({ONE, "FF-UI-SAMTYCKE-1", "FF-UI-SAMTYCKE-2"})),
    "utoka_samtycke": (consents(NORMS), frozenset({ONE, "FF-UI-SAMTYCKE-2"})),
    "begransa_samtycke": (withdraws(NORMS), frozenset({"FF-UI-SAMTYCKE-2"})),
    "aterkalla_samtycke": (withdraws(NORMS), frozenset({"FF-UI-SAMTYCKE-2"})),
    "neka_samtycke": (refuses(NORMS), _ONE),
    "bestam_deltagare": (says_who, frozenset({ONE, "FF-INDIVID-1"})),
    "avsluta": (ends, frozenset({"FF-UI-AVSLUT-1"})),
    "ratta": (puts_right, frozenset({"FF-RATTELSE-2", "FF-INDIVID-1"})),
}
"""Each act that is judged, and the norms that both have to agree on."""
