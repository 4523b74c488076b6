"""What history forbids in a flerpartsmöte: for each of the main acts the norms that it breaks, and no others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from flerpart_flow.engine.record.events import Event
from flerpart_flow.proof.oracle.asking import (
    Norms,
    acts,
    as_party,
    contact,
    covered,
    identifies,
    in_force,
    of,
    refused,
    several,
    told,
)
from flerpart_flow.proof.oracle.correcting import corrects
from flerpart_flow.proof.oracle.history import CLOSED, RESTS, History, word
from flerpart_flow.proof.oracle.saying import Forbids, answers, consents, refuses, withdraws
from flerpart_flow.proof.prove.told import base, is_a_unit, on_the_persons_side

COVERS, NO, TOPIC, RECORD = "FM-SAMTYCKE-2", "PR-MALGRUPP-2", "FM-SAMTYCKE-3", "FM-SAMTYCKE-6"
NORMS: Final = Norms(
    COVERS,
    NO,
    TOPIC,
    "FM-SAMTYCKE-4",
    RECORD,
    "FF-INDIVID-1",
    "FM-SAMTYCKE-8",
    "FM-SAMTYCKE-1",
    "FM-SAMTYCKE-5",
    COVERS,
)
RELATIVES, CHAIRED, YES_FIRST, HANDED = "FM-FORBEREDELSE-9", "FM-ROLL-2", "FM-ROLL-5", "FM-ROLL-6"


def _refused(history: History, event: Event, *fields: str, by: bool = True) -> Iterator[str]:
    named = [one for field in fields for one in several(event, field)]
    yield from refused(NORMS, history, event, (*((event.by,) if by else ()), *named), (history.chair,))


def _a_topic(history: History) -> Iterator[str]:
    agreed = history.told.agreed
    if agreed is not None and not agreed.has_topics:
        yield COVERS


def _there(history: History, event: Event, field: str) -> Iterator[str]:
    """Who is at a meeting: units by the consent, everybody but those who lead by the individual's yes (A10, A49)."""
    there = several(event, field)
    units = [one for one in there if is_a_unit(one) or on_the_persons_side(one)]
    yield from covered(COVERS, history, event, units)
    for one in there:
        if not on_the_persons_side(one) and one not in (history.chair, history.convener):
            yield from () if history.told.answer(one) is not None else (NO,)
        if base(one) == "narstaende" and history.suitable.get(one) != "ja":
            yield RELATIVES


def opens(history: History, event: Event) -> Iterator[str]:
    """A meeting is opened by the one who called to it, with the individual and two organisations, under the consent."""
    there = several(event, "narvarande")
    if event.by != history.convener or of(event, "ordforande", None) not in (None, event.by) or event.by not in there:
        yield CHAIRED
    yield from in_force(COVERS, history, event)
    yield from _a_topic(history)
    yield from _there(history, event, "narvarande")
    yield from _refused(history, event, "narvarande", "ordforande")
    own = history.told.answer("individ")
    if "individ" not in there and (own is None or own.yes):
        yield "FM-FORBEREDELSE-2"


def comes(history: History, event: Event) -> Iterator[str]:
    """Who comes later is let in as who is there from the beginning (A64)."""
    if event.by != history.met:
        yield CHAIRED
    if several(event, "anlant"):
        yield from _there(history, event, "anlant")
    if not all(map(on_the_persons_side, several(event, "anlant"))):
        yield from _a_topic(history)
    yield from _refused(history, event, "anlant")


def calls(history: History, event: Event) -> Iterator[str]:
    """A summons goes to those whom the consent covers and the individual wants; a purpose passes information on."""
    to = several(event, "till")
    yield from in_force("FM-SAMTYCKE-8", history, event)
    units = [one for one in (event.by, *to) if is_a_unit(one) or on_the_persons_side(one)]
    yield from covered(COVERS, history, event, units)
    told_why = [one for one in several(event, "syfte") if not on_the_persons_side(one) and one != event.by]
    if told_why:
        yield from _a_topic(history)
    yield from _passes_on(history, told_why)
    for one in to:
        if one != history.chair and not on_the_persons_side(one) and history.told.answer(one) is None:
            yield NO
        if base(one) == "narstaende" and history.suitable.get(one) != "ja":
            yield RELATIVES
    yield from _refused(history, event, "till", "syfte")


def _passes_on(history: History, to: list[str]) -> Iterator[str]:
    """Who is told why has a topic, as far as there is any (A49)."""
    agreed = history.told.agreed
    if agreed is not None and agreed.has_topics:
        known = [one for one in to if one in agreed.units or not is_a_unit(one)]
        yield from (TOPIC for one in known if not agreed.topics_of(one))


def tells(history: History, event: Event) -> Iterator[str]:
    """A topic is told under the consent; nobody said no to tells, or is told."""
    if not is_a_unit(event.by):
        yield COVERS
    yield from told(NORMS, history, event)
    if not history.told.speaks(of(event, "till", None) or ""):
        yield from _refused(history, event, "till")


def tries(history: History, event: Event) -> Iterator[str]:
    """An attempt at contact, or a contact with the Region, tells of the individual, unless it names nobody."""
    field = "enhet" if event.name == "kontakta_region" else "till"
    to = several(event, field)
    if identifies(event):
        yield from _contacts(history, event, to)
    if not (event.name == "kontaktforsok" and to and history.told.speaks(to[0])):
        yield from _refused(history, event, field)


def _contacts(history: History, event: Event, to: tuple[str, ...]) -> Iterator[str]:
    welcome = [one for one in to if base(one) == "narstaende" and _is_welcome(history, one)]
    others = [as_party(history, one) for one in to if one not in welcome]
    yield from contact(COVERS, history, event, others)
    if welcome and is_a_unit(event.by):
        yield from covered(COVERS, history, event, (event.by,))


def _is_welcome(history: History, one: str) -> bool:
    known = history.told.agreed is not None and history.told.said_yes(one)
    return known and history.suitable.get(one) == "ja"


def asks(history: History, event: Event) -> Iterator[str]:
    """A question or an answer is a contact by one who may know; a representative may ask unless said no to (A48)."""
    yield from _contacts(history, event, several(event, "till"))
    yield from acts(COVERS, history, event)
    freely = event.name == "fraga" and base(event.by) == "ombud" and not history.told.said_no(event.by)
    yield from _refused(history, event, "till", by=not freely)


def hands_out(history: History, event: Event) -> Iterator[str]:
    """The individual always gets a copy; a unit gets what was approved, and that the individual doesn't want out."""
    to = several(event, "till")
    others = [one for one in to if not on_the_persons_side(one)]
    only_own = history.phase in ("forberedelse", "kallelse", RESTS, CLOSED)
    if event.by != history.chair or not to or any(not is_a_unit(one) for one in others) or (others and only_own):
        yield HANDED
    said_to = history.plans.answers(event)
    wanted = said_to is None or "individ" not in said_to.no
    if others and said_to is not None and not (history.plans.meant(event) in history.plans.approved and wanted):
        yield YES_FIRST
    if others:
        yield from covered(COVERS, history, event, (event.by, *filter(is_a_unit, others)))
        yield from _a_topic(history)
    if others and not only_own:
        yield from _passes_on(history, [one for one in others if is_a_unit(one) and one != event.by])
    if not (to and all(map(history.told.speaks, to))):
        yield from _refused(history, event, "till")


def hands_over(history: History, event: Event) -> Iterator[str]:
    """The chair is offered to another unit that may know, or that may follow a chair that can't go on (A54)."""
    to = of(event, "till", None)
    if event.by != history.chair or to is None or to == history.chair:
        yield CHAIRED
    if to is not None and not _may_follow(history, to):
        yield from contact(COVERS, history, event, (to,))
    elif to is not None and history.told.agreed is not None:
        yield from in_force(COVERS, history, event)
    yield from _refused(history, event, "till", by=False)


def takes_over(history: History, event: Event) -> Iterator[str]:
    """The chair is taken by the one named, or by one who may follow; of a meeting, called to too, under the consent."""
    follows = _may_follow(history, event.by)
    acted = any(one.by == history.chair or one.name == event.name for one in history.since)
    if acted or (event.by != history.offered and not follows):
        yield CHAIRED
    meeting = history.met is not None or history.called is not None
    if meeting or (follows and history.told.agreed is not None):
        yield from covered(COVERS, history, event, (event.by,))
    elif not follows and history.chair not in (None, event.by) and not on_the_persons_side(event.by):
        yield from covered(COVERS, history, event, (event.by, history.chair))
    yield from _refused(history, event)


def _may_follow(history: History, actor: str) -> bool:
    """Whether a unit may take the chair without an offer (A54)."""
    if not is_a_unit(actor) or actor == history.chair or not history.told.said_yes(actor):
        return False
    if history.told.agreed is None:
        return actor in history.for_the_chair
    return not history.goes_on() and history.covers(actor)


def approves(history: History, event: Event) -> Iterator[str]:
    """The individual, those who are or were there, and those with a measure say yes or no, to what was summed up."""
    if not history.told.speaks(event.by) and not _is_asked(history, event):
        yield YES_FIRST
    yield from acts(COVERS, history, event)
    yield from _refused(history, event)
    draft, summed_up = history.plans.draft(event)
    if event.name == "godkann_plan" and draft is not None and history.plans.meant(event) == draft and not summed_up:
        yield "FM-ROLL-4"


def _is_asked(history: History, event: Event) -> bool:
    by = event.by
    said_to = history.plans.newest(event)
    known = said_to is not None and (by in (said_to.asked or ()) or by in said_to.bearers())
    return is_a_unit(by) and (known or by in history.present)


def draws_up(history: History, event: Event) -> Iterator[str]:
    """A draft, a sum-up and an account pass information on."""
    yield from acts(COVERS, history, event)
    yield from _refused(history, event)
    if event.name != "redovisa":
        yield from _a_topic(history)
    agreed = history.told.agreed
    unit = agreed is not None and is_a_unit(event.by) and event.by in agreed.units
    if unit and agreed is not None and agreed.has_topics and not agreed.topics_of(event.by):
        yield TOPIC


def says_who(history: History, event: Event) -> Iterator[str]:
    """The individual answers who takes part; the chair judges only whether it suits that a relative does (A10, A11)."""
    yield from answers(NORMS, history, event)
    if not history.told.speaks(event.by) and event.by != history.chair:
        yield NO
    theirs = word(event, "svar") != "okant" or bool(several(event, "utan"))
    if theirs and not on_the_persons_side(event.by):
        yield NO
    if word(event, "lamplig") != "okant":
        judges = event.by == history.chair and all(base(one) == "narstaende" for one in several(event, "deltagare"))
        if not judges or (word(event, "lamplig") == "nej" and of(event, "skal_kod", None) is None):
            yield RELATIVES


def ends(history: History, event: Event) -> Iterator[str]:
    """The chair closes; the individual does by their own wish, always, and nobody else for them (A58)."""
    wish = of(event, "skal_kod", None) == "individens_onskan"
    if event.by != history.chair and not (history.told.speaks(event.by) and wish):
        yield "FF-AVSLUT-1"


def puts_right(history: History, event: Event) -> Iterator[str]:
    """Who corrects a line, and what of it."""
    yield from corrects(NORMS, history, event, (history.chair,))


FORBIDS: Final[Mapping[str, tuple[Forbids, frozenset[str]]]] = {
    "oppna_mote": (opens, frozenset({COVERS, NO, CHAIRED, RELATIVES, "FM-FORBEREDELSE-2"})),
    "andra_narvaro": (comes, frozenset({COVERS, NO, CHAIRED, RELATIVES})),
    "kalla": (calls, frozenset({"FM-SAMTYCKE-8", COVERS, NO, TOPIC, RELATIVES})),
    "lamna_uppgift": (tells, frozenset({COVERS, NO, TOPIC, "FM-SAMTYCKE-4"})),
    "kontaktforsok": (tries, frozenset({COVERS, NO})),
    "kontakta_region": (tries, frozenset({COVERS, NO})),
    "fraga": (asks, frozenset({COVERS, NO})),
    "svara_pa_fraga": (asks, frozenset({COVERS, NO})),
    "dela_ut_plan": (hands_out, frozenset({COVERS, NO, TOPIC, YES_FIRST, HANDED})),
    "overlamna_ordforande": (hands_over, frozenset({COVERS, NO, CHAIRED})),
    "godta_ordforande": (takes_over, frozenset({COVERS, NO, CHAIRED})),
    "godkann_plan": (approves, frozenset({COVERS, NO, YES_FIRST, "FM-ROLL-4"})),
    "godkann_inte_plan": (approves, frozenset({COVERS, NO, YES_FIRST})),
    "uppratta_plan": (draws_up, frozenset({COVERS, NO, TOPIC})),
    "sammanfatta_plan": (draws_up, frozenset({COVERS, NO, TOPIC})),
    "revidera_plan": (draws_up, frozenset({COVERS, NO, TOPIC})),
    "ersatt_plan": (draws_up, frozenset({COVERS, NO, TOPIC})),
    "ge_samtycke": (consents(NORMS), frozenset({"FM-SAMTYCKE-8", "FM-SAMTYCKE-1", "FM-SAMTYCKE-5"})),
    "utoka_samtycke": (consents(NORMS), frozenset({"FM-SAMTYCKE-8", "FM-SAMTYCKE-5"})),
    "begransa_samtycke": (withdraws(NORMS), frozenset({"FM-SAMTYCKE-5"})),
    "aterkalla_samtycke": (withdraws(NORMS), frozenset({"FM-SAMTYCKE-5"})),
    "neka_samtycke": (refuses(NORMS), frozenset({"FM-SAMTYCKE-2"})),
    "bestam_deltagare": (says_who, frozenset({NO, "FF-INDIVID-1", RELATIVES, "FM-SAMTYCKE-8"})),
    "avsluta": (ends, frozenset({"FF-AVSLUT-1"})),
    "ratta": (puts_right, frozenset({"FF-RATTELSE-2", "FF-INDIVID-1", NO, YES_FIRST})),
}
"""Each act that is judged, and the norms that both have to agree on."""
