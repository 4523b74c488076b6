"""Claims on acts that let somebody know who the individual is: consent, topics, records, and the individual's no."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, Final

from flerpart_flow.engine.record.events import Event
from flerpart_flow.proof.prove.checks.base import Check, Outcome, two_sided
from flerpart_flow.proof.prove.told import Told, is_a_unit, on_the_persons_side
from flerpart_flow.proof.prove.walking import Tried

BEFORE_CONSENT: Final = frozenset({"behov", "samtycke", "vilande"})
THE_CHAIR: Final = frozenset({"overlamna_ordforande", "godta_ordforande"})
PASSES_ON: Final = frozenset(
    {"lamna_uppgift", "redovisa", "uppratta_plan", "sammanfatta_plan", "revidera_plan", "ersatt_plan"}
)


def named(event: Event, fields: tuple[str, ...]) -> Iterator[str]:
    """Each actor that these fields of an event name; not the individual."""
    for field in fields:
        value: Any = getattr(event, field, None)
        several = () if value is None else (value,) if isinstance(value, str) else value
        for one in several:
            actor = one if isinstance(one, str) else one[0]
            if actor != "individ":
                yield actor


class Contact(Check):
    """A check on acts that name somebody. ``events`` among the values keeps it to some of them."""

    def about(self) -> Collection[str]:
        """The acts that name somebody, or some of them."""
        return tuple(self.values.get("events", self.names))

    def identified(self, event: Event, told: Told) -> tuple[str, ...]:
        """Those who learn of the individual by an act, or act on it; nobody, where it tells no one or no other."""
        if str(getattr(getattr(event, "avidentifierat", None), "value", "")) == "ja":
            return ()
        to: Any = getattr(event, "enhet" if event.name == "kontakta_region" else "till", None)
        several = (to,) if isinstance(to, str) else to or ()
        if event.name not in THE_CHAIR and several and all(on_the_persons_side(one) for one in several):
            return ()  # the individual's own copy, or what the individual's own side is told
        if event.name not in THE_CHAIR and to == event.by:
            return ()  # within the very unit (A57)
        if event.name == "vagled" and not told.named_to:
            return ()  # guidance on somebody whom nobody has named
        return tuple(named(event, self.names[event.name]))


class UnderConsent(Contact):
    """Whoever learns of the individual, or acts on it, is a unit that a consent in force covers."""

    def act(self, tried: Tried) -> Outcome | None:
        """Held against the consent that was given."""
        event, told = tried.event, tried.node.told
        units = [one for one in self.identified(event, told) if is_a_unit(one)]
        if not units or (event.name == "vagled" and set(units) <= told.named_to):
            return None
        if tried.node.state.phase in BEFORE_CONSENT and event.name in THE_CHAIR:
            return two_sided(tried.allowed, all(map(told.said_yes, units)))
        agreed = told.in_force(event.occurred_at)
        return two_sided(tried.allowed, agreed is not None and agreed.units.issuperset(units))


class OfItsOwn(UnderConsent):
    """The same in a case that another handed over: a consent there is no consent here.

    Refused counts only where the consent of the other case would have covered it.
    """

    def act(self, tried: Tried) -> Outcome | None:
        """Held against the consents of both."""
        found, there = super().act(tried), tried.node.begun.told
        if found is not Outcome.REFUSED:
            return found
        units = [one for one in self.identified(tried.event, tried.node.told) if is_a_unit(one)]
        agreed = None if there is None else there.in_force(tried.event.occurred_at)
        return found if agreed is not None and agreed.units.issuperset(units) else None


class NotAfterWithdrawal(Contact):
    """Once the consent is taken back, nobody learns of the individual until a new one is given."""

    def act(self, tried: Tried) -> Outcome | None:
        """Held against the withdrawal."""
        told = tried.node.told
        if not told.taken_back or tried.event.name in THE_CHAIR:
            return None  # the chair passes to one that the individual has named; it is told nothing by that
        units = [one for one in self.identified(tried.event, told) if is_a_unit(one)]
        if tried.event.name == "vagled" and set(units) <= told.named_to:
            return None
        return two_sided(tried.allowed, False) if units else None


class NobodyRefused(Contact):
    """Nobody acts, is told, called or let in whom the individual has said no to."""

    def act(self, tried: Tried) -> Outcome | None:
        """Held against the latest word on each."""
        told = tried.node.told
        refused = [one for one in self.identified(tried.event, told) if told.said_no(one)]
        return two_sided(tried.allowed, False) if refused else None


class WithinTopics(Check):
    """A topic is told only where both have it, by a unit with its own record; without a topic no meeting opens."""

    events = frozenset({*PASSES_ON, "oppna_mote"})

    def act(self, tried: Tried) -> Outcome | None:
        """Held against the topics that were agreed to, for everybody and for each."""
        event, told = tried.event, tried.node.told
        agreed = told.in_force(event.occurred_at)
        to: Any = getattr(event, "till", None)
        if not is_a_unit(event.by) or to == event.by or (isinstance(to, str) and on_the_persons_side(to)):
            return None
        if agreed is None:
            return two_sided(tried.allowed, False)
        right = agreed.has_topics and (event.name == "oppna_mote" or event.by in agreed.records)
        if event.name == "lamna_uppgift":
            topic = getattr(event, "amne", None)
            right = right and topic in agreed.topics_of(event.by) & agreed.topics_of(str(to))
        return two_sided(tried.allowed, right)
