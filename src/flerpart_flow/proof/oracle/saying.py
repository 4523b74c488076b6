"""The individual's own words: who may consent, widen, narrow, refuse, and say who takes part (A48, A50, A71, A72)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.values.clock import local_date
from flerpart_flow.proof.oracle.asking import Norms, in_force, several
from flerpart_flow.proof.oracle.history.record import History, of, word
from flerpart_flow.proof.prove.told import base, is_a_unit

Forbids = Callable[[History, Event], Iterator[str]]


def the_individuals(norm: str, history: History, event: Event) -> Iterator[str]:
    """The individual's own, or a representative's who acts as the individual (A48)."""
    if not history.told.speaks(event.by):
        yield norm


def protects(norm: str, history: History, event: Event) -> Iterator[str]:
    """The individual, or any representative who isn't said no to, may narrow and withdraw (A48)."""
    if event.by != "individ" and (base(event.by) != "ombud" or history.told.said_no(event.by)):
        yield norm


def informed(norm: str, history: History, event: Event) -> Iterator[str]:
    """The individual has been told since the last consent ended (A71)."""
    agreed, at = history.told.agreed, history.told.informed
    ran_out = agreed.until if agreed is not None and history.told.in_force(event.occurred_at) is None else None
    if at is None or (ran_out is not None and local_date(at) <= ran_out):
        yield norm


def undoes(norm: str, history: History, event: Event) -> Iterator[str]:
    """What the individual in person took back, nobody else gives again; at one instant what protects counts (A72)."""
    again = {*several(event, "enheter"), *several(event, "amnen"), *(("*",) if event.name == "ge_samtycke" else ())}
    held = [history.taken[one] for one in again if one in history.taken]
    if any((own and event.by != "individ") or at == event.occurred_at for at, own in held):
        yield norm


def answers(norms: Norms, history: History, event: Event) -> Iterator[str]:
    """Who may say a word on whom: the word on a representative is the individual's own, and so is undoing a no."""
    named, says = several(event, "deltagare"), word(event, "svar")
    if any(base(one) == "ombud" for one in named) and says != "okant" and event.by != "individ":
        yield norms.individual
    if of(event, "behorighet", None) == "lag" and not (
        is_a_unit(event.by) and all(base(one) == "ombud" for one in named)
    ):
        yield norms.individual
    if says == "ja" and event.by != "individ":
        given = (history.told.answer(one) for one in named)
        if any(one is not None and not one.yes and one.own for one in given):
            yield norms.no
    if history.told.agreed is None and not all(base(one) == "ombud" or is_a_unit(one) for one in named):
        yield norms.consent


def consents(norms: Norms) -> Forbids:
    """A consent is the individual's, on information since the last one ended; nobody else undoes a withdrawal."""

    def forbids(history: History, event: Event) -> Iterator[str]:
        yield from the_individuals(norms.consent, history, event)
        if event.name == "ge_samtycke":
            yield from informed(norms.informed, history, event)
            until = of(event, "giltigt_till", None)
            if not several(event, "enheter") or (until is not None and until < local_date(event.occurred_at)):
                yield norms.consent
        else:
            yield from in_force(norms.consent, history, event)
        yield from undoes(norms.taken_back, history, event)

    return forbids


def withdraws(norms: Norms) -> Forbids:
    """To narrow and to withdraw is always the individual's, and a representative's who isn't said no to."""

    def forbids(history: History, event: Event) -> Iterator[str]:
        yield from protects(norms.taken_back, history, event)

    return forbids


def refuses(norms: Norms) -> Forbids:
    """Only the individual refuses."""

    def forbids(history: History, event: Event) -> Iterator[str]:
        yield from the_individuals(norms.refuse, history, event)

    return forbids
