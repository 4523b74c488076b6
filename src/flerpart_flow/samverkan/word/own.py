"""What a representative may say for the individual, and what is the individual's alone to say (A48, A50, A72)."""

from __future__ import annotations

from flerpart_flow.engine.definition.guards import Guard, guard
from flerpart_flow.engine.rules.findings import Findings, Message, missing
from flerpart_flow.engine.rules.norms import Severity
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.values.ternary import NO, UNKNOWN, YES
from flerpart_flow.samverkan.actors import ENHET, INDIVID, is_representative, is_unit
from flerpart_flow.samverkan.content import lacks
from flerpart_flow.samverkan.events import BestamDeltagare, GeSamtycke, UtokaSamtycke
from flerpart_flow.samverkan.facts import SharedFacts
from flerpart_flow.samverkan.word.said import is_refused, word_on
from flerpart_flow.samverkan.word.withheld import asked_again

ON_REPRESENTATIVE = Message("ordet.om_ombudet")
BY_LAW = Message("ordet.enligt_lag")
OWN_NO = Message("ordet.eget_nej")
TAKEN_BACK = Message("ordet.eget_aterkallande")
SAME_INSTANT = Message("ordet.samma_tidpunkt")
DOES_NOT_FIT = Message("ordet.passar_inte_ihop")
NOT_YET = Message("ordet.utan_samtycke")


def representative_under(norm: str) -> Guard[BestamDeltagare]:
    """A guard that the word on a representative is the individual's own."""

    @guard(norm, "FF-INNEHALL-1", reads=("by", "deltagare", "svar", "behorighet", "referens"), about="deltagare")
    def representative_is_the_individuals(facts: SharedFacts, event: BestamDeltagare, rules: Rules) -> Findings:
        """Only the individual says who represents them; that it is so by law a unit judges, with a reference."""
        named = [one for one in event.deltagare if is_representative(one)]
        if named and event.svar is not UNKNOWN and event.by != INDIVID:
            yield missing(norm, ON_REPRESENTATIVE, cure_by=INDIVID, cure=BestamDeltagare)
        if event.behorighet == "lag":
            if not is_unit(event.by) or len(named) < len(event.deltagare):
                yield missing(norm, BY_LAW, cure_by=ENHET, cure=BestamDeltagare)
            elif event.referens is None:
                yield lacks(event, "referens")

    return representative_is_the_individuals


def own_no_under(norm: str) -> Guard[BestamDeltagare]:
    """A guard that a no of the individual is undone by the individual alone."""

    @guard(norm, reads=("by", "deltagare", "svar"), about="deltagare")
    def own_no_is_undone_alone(facts: SharedFacts, event: BestamDeltagare, rules: Rules) -> Findings:
        """A representative says no yes where the individual has said no."""
        if event.svar is not YES or event.by == INDIVID:
            return ()
        words = (word_on(facts.said, one) for one in event.deltagare)
        own = tuple(one.actor for one in words if one is not None and one.answer is NO and one.own)
        return (missing(norm, OWN_NO, units=own),) if own else ()

    return own_no_is_undone_alone


def taken_back_under(norm: str) -> Guard[GeSamtycke | UtokaSamtycke]:
    """A guard that what the individual has taken back is given again by the individual alone."""

    @guard(norm, reads=("by", "enheter", "amnen"), about="enheter")
    def what_was_taken_back_stays(facts: SharedFacts, event: GeSamtycke | UtokaSamtycke, rules: Rules) -> Findings:
        """A representative gives nothing that the individual took back; of two words at once the protecting counts."""
        again = asked_again(facts.withheld, event)
        if event.by != INDIVID and any(one.by == INDIVID for one in again):
            yield missing(norm, TAKEN_BACK)
        elif any(one.at == event.occurred_at for one in again):
            yield missing(norm, SAME_INSTANT)

    return what_was_taken_back_stays


def fits_under(norm: str) -> Guard[GeSamtycke | UtokaSamtycke]:
    """A guard that a consent and the individual's no to an actor fit: a warning, since the individual decides."""

    @guard(norm, reads=("enheter",), most=Severity.WARN)
    def fits_the_word(facts: SharedFacts, event: GeSamtycke | UtokaSamtycke, rules: Rules) -> Findings:
        """The consent names nobody whom the individual has said no to; naming them doesn't lift the no (A50)."""
        refused = tuple(one for one in event.enheter if is_refused(facts.said, one))
        return (missing(norm, DOES_NOT_FIT, units=refused),) if refused else ()

    return fits_the_word


def before_consent_under(norm: str) -> Guard[BestamDeltagare]:
    """A guard on whom the individual may speak of while no consent is in force."""

    @guard(norm, reads=("deltagare",))
    def without_consent_of_whom(facts: SharedFacts, event: BestamDeltagare, rules: Rules) -> Findings:
        """Without a consent the word is of a representative (A48) or a unit (A54); who takes part is settled later."""
        if facts.consent is not None or all(is_representative(one) or is_unit(one) for one in event.deltagare):
            return ()
        return (missing(norm, NOT_YET, cure_by=INDIVID, cure=GeSamtycke),)

    return without_consent_of_whom
