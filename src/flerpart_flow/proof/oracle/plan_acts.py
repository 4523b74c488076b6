"""What history forbids of a plan: drawing it up, answering to it, handing it out, acting on it."""

from __future__ import annotations

from collections.abc import Iterator

from flerpart_flow.engine.record.events import Event
from flerpart_flow.proof.oracle.asking import (
    acts,
    covered,
    in_force,
    own_record,
    several,
)
from flerpart_flow.proof.oracle.history.record import CLOSED, RESTS, History
from flerpart_flow.proof.oracle.meeting_norms import (
    COVERS,
    HANDED,
    RECORD,
    TOPIC,
    YES_FIRST,
    a_topic,
    passes_on,
    refused_in,
)
from flerpart_flow.proof.prove.told import is_a_unit, on_the_persons_side


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
        yield from a_topic(history)
    if others and not only_own:
        yield from passes_on(history, [one for one in others if is_a_unit(one) and one != event.by])
    if not (to and all(map(history.told.speaks, to))):
        yield from refused_in(history, event, "till")


def approves(history: History, event: Event) -> Iterator[str]:
    """The individual, those who are or were there, and those with a measure say yes or no, to what was summed up."""
    if not history.told.speaks(event.by) and not _is_asked(history, event):
        yield YES_FIRST
    yield from acts(COVERS, history, event)
    yield from refused_in(history, event)
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
    yield from refused_in(history, event)
    yield from a_topic(history)
    yield from own_record(RECORD, history, event)
    if event.name == "redovisa":
        yield from in_force(COVERS, history, event)
    agreed = history.told.agreed
    unit = agreed is not None and is_a_unit(event.by) and event.by in agreed.units
    if unit and agreed is not None and agreed.has_topics and not agreed.topics_of(event.by):
        yield TOPIC


def acts_on_a_measure(history: History, event: Event) -> Iterator[str]:
    """A bearer acts on its measure under the consent, also one said no to (A50)."""
    yield from acts(COVERS, history, event)
