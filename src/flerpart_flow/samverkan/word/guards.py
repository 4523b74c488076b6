"""The guard that asks the individual's word, for every act that names or lets in another actor (A48, A50, A66)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar, overload

from flerpart_flow.engine.definition.guards import Guard, guard
from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.rules.findings import Finding, Findings, Message, missing, of_field, unknown
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.values.ternary import NO, YES
from flerpart_flow.samverkan.actors import INDIVID, is_representative
from flerpart_flow.samverkan.events import BestamDeltagare
from flerpart_flow.samverkan.facts import FactsT, SharedFacts
from flerpart_flow.samverkan.samtycke.consent import NOT_COVERED
from flerpart_flow.samverkan.word.said import answer_on, is_refused, speaks, word_on

SAID_NO = Message("ordet.individen_sa_nej")
NO_YES_TO_REPRESENTATIVE = Message("ordet.ombudet_utan_ja")

E = TypeVar("E", bound=Event)


def _always(facts: SharedFacts, event: Event) -> bool:
    return True


@overload
def asks_the_word(
    norm: str,
    covers: str,
    *fields: str,
    by: bool = ...,
    own_copy: bool = ...,
    to: tuple[str, ...] = ...,
    only_asks: bool = ...,
) -> Guard[Event]: ...


@overload
def asks_the_word(
    norm: str,
    covers: str,
    *fields: str,
    by: bool = ...,
    own_copy: bool = ...,
    when: Callable[[FactsT, E], bool],
    reads: tuple[str, ...] = ...,
) -> Guard[E]: ...


def asks_the_word(
    norm: str,
    covers: str,
    *fields: str,
    by: bool = True,
    own_copy: bool = False,
    to: tuple[str, ...] = (),
    only_asks: bool = False,
    when: Callable[[FactsT, E], bool] = _always,
    reads: tuple[str, ...] = (),
) -> Guard[E]:
    """A guard that nobody whom the individual has said no to acts, nor is named in one of these fields.

    ``norm`` is what the no is told under, ``covers`` what those are told who mustn't know of it (A66). ``by`` False:
    whoever acts may, for themselves. ``own_copy``: what only the individual is told is theirs, whoever tells. ``to``:
    those whom the event always reaches. ``only_asks``: a representative who acts needs no yes for it, as long as there
    is no no (A48). ``when``: whether it lets anybody know who the individual is, and ``reads`` what of the event it
    goes by.
    """
    read = (*(("by",) if by else ()), *fields, *reads)

    @guard(*dict.fromkeys((norm, covers)), reads=read, own_copy=own_copy)
    def nobody_refused_takes_part(facts: FactsT, event: E, rules: Rules) -> Findings:
        """Nobody whom the individual has said no to acts or is named, nor a representative without a yes."""
        named = to + tuple([actor for field in fields for actor in actors_in(getattr(event, field))])
        if not _in_question(facts, event.by if by else None, named):
            return
        only_own = own_copy and bool(named) and all(speaks(facts, one) for one in named)
        if only_own or not when(facts, event):
            return
        asks_freely = only_asks and is_representative(event.by) and not is_refused(facts.said, event.by)
        asked = (event.by, *named) if by and not asks_freely else named
        stands_in = {actor: field for field in reversed(fields) for actor in actors_in(getattr(event, field))}
        for actor in dict.fromkeys(asked):
            yield from of_field(stands_in.get(actor, "by"), found_refused(norm, covers, facts, event, actor))

    return nobody_refused_takes_part


def _in_question(facts: SharedFacts, by: str | None, named: tuple[str, ...]) -> bool:
    """Whether there is anything to ask: most of those who act are neither representatives nor refused."""
    asked = named if by is None else (by, *named)
    refused = [one.actor for one in facts.said if one.answer is NO]
    return any(map(is_representative, asked)) or not set(refused).isdisjoint(asked)


def actors_in(value: str | Sequence[str | tuple[str, str]] | None) -> tuple[str, ...]:
    """Those whom a field names: one, several, or a text for each of several."""
    if not value:
        return ()
    return (value,) if isinstance(value, str) else tuple([one if isinstance(one, str) else one[0] for one in value])


def found_refused(norm: str, covers: str, facts: SharedFacts, event: Event, actor: str) -> Findings:
    """That the individual has said no to an actor, or that a representative has no yes."""
    if is_refused(facts.said, actor):
        yield _told(norm, covers, facts, event, actor)
    elif is_representative(actor) and not (speaks(facts, actor) or answer_on(facts.said, actor) is YES):
        yield unknown(norm, NO_YES_TO_REPRESENTATIVE, cure_by=INDIVID, cure=BestamDeltagare, units=(actor,))


def _told(norm: str, covers: str, facts: SharedFacts, event: Event, actor: str) -> Finding:
    """The no, told to those who may see it; to others the actor is one taken out of the consent (A66)."""
    if may_see_the_no(facts, event.by, actor):
        return missing(norm, SAID_NO, units=(actor,))
    return missing(covers, NOT_COVERED, units=(actor,))


def outside(covers: str, facts: SharedFacts, actors: Iterable[str]) -> tuple[Finding, ...]:
    """The answer to one who mustn't know of a no: these are as if the consent left them out (A66)."""
    words = facts.said
    unfit = tuple(
        one
        for one in actors
        if is_refused(words, one)
        or (is_representative(one) and not speaks(facts, one) and answer_on(words, one) is not YES)
    )
    return (missing(covers, NOT_COVERED, units=unfit),) if unfit else ()


def may_see_the_no(facts: SharedFacts, asker: str, actor: str) -> bool:
    """Whether the asker may know that the individual has said no to the actor (A66).

    The individual may, the one who leads the case, the unit that wrote it down, and the actor itself.
    """
    word = word_on(facts.said, actor)
    leads = asker in facts.leading()
    return leads or asker == actor or speaks(facts, asker) or (word is not None and word.recorder == asker)
