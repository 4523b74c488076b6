"""Attempts at contact: those that anybody makes, and those of Ung Intro to reach care (UI-SAMV-4, UI-AVVIK-1, A28)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from flerpart_flow.define import YES, Event, Rules, local_date
from flerpart_flow.routines.ung_intro.facts import REHABKOORDINATOR, UNG_INTRO, Facts, changed
from flerpart_flow.samverkan import contacts
from flerpart_flow.samverkan.actors import REGION, is_of
from flerpart_flow.samverkan.events import Kontaktforsok

E = TypeVar("E", bound=Event)


def tried(facts: Facts, event: Kontaktforsok, rules: Rules) -> Facts:
    """One more attempt. Only Ung Intro's own to reach a care contact say that the contact doesn't answer it; the
    rehabilitation coordinator is whom it turns to then, no care contact.
    """
    after: Facts = contacts.tried(facts, event, rules)
    to = event.till
    if (
        event.avidentifierat is YES
        or to is None
        or not is_of(to, REGION)
        or is_of(to, REHABKOORDINATOR)
        or not is_of(event.by, UNG_INTRO)
    ):
        return after
    on = local_date(event.occurred_at)
    return changed(after, sought=contacts.attempted(after.sought, to, on, event.nr or 0))


def heard_from(facts: Facts, event: Event, rules: Rules) -> Facts:
    """Somebody who acts has answered."""
    after: Facts = contacts.heard_from(facts, event, rules)
    sought = contacts.answered(after.sought, event.by)
    return after if sought is after.sought else changed(after, sought=sought)


def heard(effect: Callable[[Facts, E, Rules], Facts]) -> Callable[[Facts, E, Rules], Facts]:
    """``contacts.heard`` that also ends Ung Intro's attempts to reach the unit that acts."""
    return contacts.heard(effect, then=heard_from)
