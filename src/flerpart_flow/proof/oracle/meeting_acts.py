"""What history forbids of letting somebody know or in, and of taking the chair, in a flerpartsmöte."""

from __future__ import annotations

from collections.abc import Iterator

from flerpart_flow.engine.record.events import Event
from flerpart_flow.proof.oracle.asking import (
    acts,
    contact,
    covered,
    identifies,
    in_force,
    reports,
    several,
    states,
    told,
)
from flerpart_flow.proof.oracle.history.record import History, of
from flerpart_flow.proof.oracle.meeting_norms import (
    CHAIRED,
    COVERS,
    NO,
    NORMS,
    RELATIVES,
    a_topic,
    contacts,
    passes_on,
    refused_in,
)
from flerpart_flow.proof.prove.told import base, is_a_unit, on_the_persons_side


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
    yield from a_topic(history)
    yield from _there(history, event, "narvarande")
    yield from refused_in(history, event, "narvarande", "ordforande")
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
        yield from a_topic(history)
    yield from refused_in(history, event, "anlant")


def calls(history: History, event: Event) -> Iterator[str]:
    """A summons goes to those whom the consent covers and the individual wants; a purpose passes information on."""
    to = several(event, "till")
    yield from in_force("FM-SAMTYCKE-8", history, event)
    units = [one for one in (event.by, *to) if is_a_unit(one) or on_the_persons_side(one)]
    yield from covered(COVERS, history, event, units)
    told_why = [one for one in several(event, "syfte") if not on_the_persons_side(one) and one != event.by]
    if told_why:
        yield from a_topic(history)
    yield from passes_on(history, told_why)
    for one in to:
        if one != history.chair and not on_the_persons_side(one) and history.told.answer(one) is None:
            yield NO
        if base(one) == "narstaende" and history.suitable.get(one) != "ja":
            yield RELATIVES
    yield from refused_in(history, event, "till", "syfte")


def tells(history: History, event: Event) -> Iterator[str]:
    """A topic is told under the consent; nobody said no to tells, or is told."""
    if not is_a_unit(event.by):
        yield COVERS
    yield from told(NORMS, history, event)
    if not history.told.speaks(of(event, "till", None) or ""):
        yield from refused_in(history, event, "till")


def tries(history: History, event: Event) -> Iterator[str]:
    """An attempt at contact, or a contact with the Region, tells of the individual, unless it names nobody."""
    field = "enhet" if event.name == "kontakta_region" else "till"
    to = several(event, field)
    if identifies(event):
        yield from contacts(history, event, to)
    if not (event.name == "kontaktforsok" and to and history.told.speaks(to[0])):
        yield from refused_in(history, event, field)


def asks(history: History, event: Event) -> Iterator[str]:
    """A question or an answer is a contact by one who may know; a representative may ask unless said no to (A48)."""
    yield from contacts(history, event, several(event, "till"))
    yield from acts(COVERS, history, event)
    freely = event.name == "fraga" and base(event.by) == "ombud" and not history.told.said_no(event.by)
    yield from refused_in(history, event, "till", by=not freely)


def hands_over(history: History, event: Event) -> Iterator[str]:
    """The chair is offered to another unit that may know, or that may follow a chair that can't go on (A54)."""
    to = of(event, "till", None)
    if event.by != history.chair or to is None or to == history.chair:
        yield CHAIRED
    if to is not None and not _may_follow(history, to):
        yield from contact(COVERS, history, event, (to,))
    elif to is not None and history.told.agreed is not None:
        yield from in_force(COVERS, history, event)
    yield from refused_in(history, event, "till", by=False)


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
    yield from refused_in(history, event)


def _may_follow(history: History, actor: str) -> bool:
    """Whether a unit may take the chair without an offer (A54)."""
    if not is_a_unit(actor) or actor == history.chair or not history.told.said_yes(actor):
        return False
    if history.told.agreed is None:
        return actor in history.for_the_chair
    return not history.goes_on() and history.covers(actor)


def takes_part(history: History, event: Event) -> Iterator[str]:
    """What one who takes part does, or the chair for the meeting, isn't done by one said no to (A50)."""
    yield from refused_in(history, event)


def gives_a_time(history: History, event: Event) -> Iterator[str]:
    """A time is given under the consent."""
    yield from acts(COVERS, history, event)
    yield from refused_in(history, event)


def names_a_documenter(history: History, event: Event) -> Iterator[str]:
    """Who documents isn't one said no to."""
    yield from acts(COVERS, history, event)
    yield from refused_in(history, event, "vem")


def books(history: History, event: Event) -> Iterator[str]:
    """Who is to call to the follow-up learns of the individual."""
    yield from contacts(history, event, several(event, "sammankallande"))
    yield from acts(COVERS, history, event)
    yield from refused_in(history, event, "sammankallande")


def states_a_condition(history: History, event: Event) -> Iterator[str]:
    """A condition is stated by one who may know."""
    yield from states(NORMS, history, event)
    yield from refused_in(history, event)


def documents(history: History, event: Event) -> Iterator[str]:
    """A record is of a consent in force."""
    yield from in_force(COVERS, history, event)


def reports_a_deviation(history: History, event: Event) -> Iterator[str]:
    """A report goes to the own party, or under the consent."""
    yield from reports(COVERS, history, event)
