"""Correcting what the individual has said: others may only take away from it (A51, FF-RATTELSE-4)."""

from __future__ import annotations

from flerpart_flow.engine.definition.correction import Ratta, earlier_line
from flerpart_flow.engine.definition.guards import Guard, guard
from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.rules.findings import Findings, Message, missing
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.values.ternary import UNKNOWN, YES
from flerpart_flow.samverkan.actors import INDIVID, is_individual, is_relative
from flerpart_flow.samverkan.events import (
    AterkallaSamtycke,
    Avsluta,
    BegransaSamtycke,
    BestamDeltagare,
    GeSamtycke,
    NekaSamtycke,
    UtokaSamtycke,
)
from flerpart_flow.samverkan.facts import SharedFacts
from flerpart_flow.samverkan.word.said import speaks

concerns_an_earlier_line = earlier_line(Avsluta)

INDIVIDUALS_LINE = Message("rattelse.individens_rad")
INDIVIDUALS_ALONE = Message("rattelse.bara_individen")


@guard("FF-RATTELSE-4", reads=("by", "ror"))
def individual_confirms(facts: object, event: Ratta, rules: Rules) -> Findings:
    """Who corrects or strikes what the individual said is the individual; a unit may have misheard, or not."""
    line = event.target
    if line is None or not is_individual(line.by) or is_individual(event.by):
        return ()
    return (missing("FF-RATTELSE-4", INDIVIDUALS_LINE, cure_by=INDIVID, cure=Ratta, line=event.ror),)


def own_words_with(*alone: type[Event]) -> Guard[Ratta]:
    """A guard that nobody else writes a word of the individual; ``alone`` are kinds that only the individual strikes.

    Refusing and ending are among them in every routine.
    """
    never: tuple[type[Event], ...] = (NekaSamtycke, Avsluta, *alone)

    @guard("FF-INDIVID-1", reads=("by", "ror", "ratt"), about="ratt")
    def others_only_take_away(facts: SharedFacts, event: Ratta, rules: Rules) -> Findings:
        """Others strike a yes, or narrow it; a no, an ending and what only the individual says are the individual's.

        A representative does so only while they act as the individual, and then undoes neither a narrowing nor a
        withdrawal of the individual's (A48); one without a yes may narrow and withdraw, each with an act of its own.
        """
        line = event.target
        if line is None or event.struck or not is_individual(line.by) or _is_their_own(facts, event, line):
            return ()
        may_take_away = speaks(facts, event.by) or not is_individual(event.by)
        undone: tuple[type[Event], ...] = (BegransaSamtycke, AterkallaSamtycke) if is_individual(event.by) else ()
        if may_take_away and not isinstance(line, (*never, *undone)) and _takes_away(line, event):
            return ()
        return (missing("FF-INDIVID-1", INDIVIDUALS_ALONE, line=event.ror),)

    return others_only_take_away


def _is_their_own(facts: SharedFacts, event: Ratta, line: Event) -> bool:
    """Whether the individual corrects, or a representative who acts as the individual corrects their own line."""
    return event.by == INDIVID or (event.by == line.by and speaks(facts, event.by))


def _takes_away(line: Event, event: Ratta) -> bool:
    """Whether a correction only takes away from what was said."""
    new = event.corrected()
    match line:
        case GeSamtycke() | UtokaSamtycke() | BegransaSamtycke() | AterkallaSamtycke():
            return True  # that nothing is widened, and that a withdrawal stays one, is seen to elsewhere
        case BestamDeltagare():
            opens_nothing_else = line.svar is YES and not any(_alone_speaks_of(one) for one in line.deltagare)
            return opens_nothing_else and (new is None or (isinstance(new, BestamDeltagare) and _is_less(line, new)))
    return new is None


def _alone_speaks_of(actor: str) -> bool:
    """Whether only the individual strikes a yes to them: their own presence, a representative, a relative."""
    return is_individual(actor) or is_relative(actor)


def _is_less(old: BestamDeltagare, new: BestamDeltagare) -> bool:
    return new.svar is UNKNOWN or (new.svar is YES and set(new.deltagare) <= set(old.deltagare))
