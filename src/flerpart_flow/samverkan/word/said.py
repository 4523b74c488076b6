"""What the individual has said of each actor, and of each representative, in one place (A48, A50).

A word isn't part of a consent. A no lasts until the individual takes it back; a yes to a unit, a relative or an
outsider goes with the consent that it was given under (A70); a yes to a representative isn't given under any.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from flerpart_flow.engine.values.evolve import evolve
from flerpart_flow.engine.values.frozen import frozen
from flerpart_flow.engine.values.reticent import reticent
from flerpart_flow.engine.values.ternary import NO, UNKNOWN, YES, Ternary
from flerpart_flow.samverkan.actors import INDIVID, is_representative
from flerpart_flow.samverkan.facts import SharedFacts


@reticent()
@frozen(weakref_slot=False)
class Word:
    """The latest word on one actor: yes or no, when, who said it and which unit wrote it down.

    Of a representative: ``alone`` tells whether the word was of that one alone, as it has to be for them to act;
    ``lawful`` that they act by law, as an organisation has judged, so that no yes is needed.
    """

    actor: str
    answer: Ternary = UNKNOWN
    said_at: datetime | None = None
    by: str = INDIVID
    recorder: str | None = None
    alone: bool = True
    lawful: bool = False

    @property
    def own(self) -> bool:
        """Whether the individual said it, not a representative."""
        return self.by == INDIVID


@reticent()
@frozen(weakref_slot=False)
class Withheld:
    """A unit, a topic or the consent as a whole that was taken back: when, and by whom."""

    code: str
    at: datetime
    by: str


Words = tuple[Word, ...]
"""What has been said of each actor, in the order in which they were first spoken of."""


def word_on(words: Words, actor: str) -> Word | None:
    """The word on an actor, or None."""
    for one in words:  # no generator: this is asked more often than anything, and the words may be many
        if one.actor == actor:
            return one
    return None


def answer_on(words: Words, actor: str) -> Ternary:
    """Yes, no, or unknown where nothing is said."""
    word = word_on(words, actor)
    return UNKNOWN if word is None else word.answer


def is_refused(words: Words, actor: str) -> bool:
    """Whether the individual has said no to the actor. The word on the own presence is no such no (A50)."""
    return actor != INDIVID and answer_on(words, actor) is NO


def speaks(facts: SharedFacts, actor: str) -> bool:
    """Whether the actor is the individual, or a representative who acts as the individual (A48).

    A representative does so only while the individual's own latest word on that representative is yes, or where an
    organisation has judged that they act by law and the individual hasn't said no.
    """
    if actor == INDIVID:
        return True
    word = word_on(facts.said, actor) if is_representative(actor) else None
    if word is None or word.answer is NO:
        return False
    return word.lawful or (word.answer is YES and word.own and word.alone)


def may_protect(facts: SharedFacts, actor: str) -> bool:
    """Whether the actor may narrow, withdraw and ask: the individual, and a representative not said no to (A48)."""
    return actor == INDIVID or (is_representative(actor) and not is_refused(facts.said, actor))


def heard(words: Words, word: Word) -> Words:
    """The words with one more, which takes the place of the one before on the same actor.

    Of two words at the same instant the individual's goes before a representative's, and a no before a yes (A72).
    """
    before = next((one for one in words if one.actor == word.actor), None)
    if before is None:
        return (*words, word)
    if before.said_at == word.said_at and _weight(before) > _weight(word):
        return words
    return tuple(word if one is before else one for one in words)


def _weight(word: Word) -> tuple[bool, bool]:
    return (word.own, word.answer is NO)


def by_law(words: Words, actor: str, at: datetime) -> Words:
    """The words, with a representative who acts by law; what the individual has said of them stays."""
    before = next((one for one in words if one.actor == actor), None)
    if before is None:
        return (*words, Word(actor, said_at=at, lawful=True))
    return tuple(evolve(one, lawful=True) if one is before else one for one in words)


def kept_by(words: Words, named: Iterable[str]) -> Words:
    """The words after a renewal in time: a yes to a unit or another lasts if the new consent names them (A70)."""
    kept = {INDIVID, *named}
    return tuple(one for one in words if _lasts(one) or one.actor in kept)


def without_yes(words: Words, out: Iterable[str]) -> Words:
    """The words after these were taken out: a yes is void; a no stays (A50), and so does acting by law (A48)."""
    gone = frozenset(out)
    kept = (one for one in words if one.answer is NO or one.lawful or one.actor not in gone)
    return tuple(evolve(one, answer=UNKNOWN) if one.actor in gone and one.answer is not NO else one for one in kept)


def after_consent(words: Words, ended_at: datetime) -> Words:
    """The words after a consent has ended: what protects lasts, what opens and was said by then doesn't (A70)."""
    return tuple(one for one in words if _lasts(one) or (one.said_at is not None and one.said_at > ended_at))


def next_meeting_is_open(words: Words) -> Words:
    """The words without that on the individual's own presence, which holds for the next meeting only (A50)."""
    return tuple(one for one in words if one.actor != INDIVID)


def _lasts(word: Word) -> bool:
    return is_representative(word.actor) or (word.answer is NO and word.actor != INDIVID)
