"""Who takes part: the individual says yes or no to each, the chair whether a relative is suitable (A10, A11)."""

from __future__ import annotations

from collections.abc import Iterable

from flerpart_flow.define import NO, UNKNOWN, Finding, Findings, Message, Rules, guard, missing, unknown
from flerpart_flow.routines.flerpartsmote.facts import Facts
from flerpart_flow.routines.flerpartsmote.forberedelse.events import BestamDeltagare
from flerpart_flow.routines.flerpartsmote.role_names import ORDFORANDE
from flerpart_flow.samverkan.actors import INDIVID, REGION, is_individual, is_relative, party_of
from flerpart_flow.samverkan.content import lacks

NOT_YOURS = Message("forberedelse.individen_svarar")
NOT_SUITABILITY = Message("forberedelse.ordforanden_bedomer")
NOT_OF_THE_REGION = Message("forberedelse.utan_annan_an_regionen")
NO_REASON = Message("forberedelse.skal_saknas")
NO_ANSWER = Message("kallelse.inget_svar_om")
UNSUITABLE = Message("kallelse.narstaende_olamplig")
SUITABILITY_UNKNOWN = Message("kallelse.lamplighet_okand")


@guard(
    "PR-MALGRUPP-2",
    "FM-FORBEREDELSE-8",
    "FM-FORBEREDELSE-9",
    reads=("deltagare", "svar", "lamplig", "skal_kod"),
    about="deltagare",
)
def each_says_their_own(facts: Facts, event: BestamDeltagare, rules: Rules) -> Findings:
    """The individual answers who takes part; the chair judges only whether a relative is suitable, with a reason."""
    only_without = bool(event.utan) and not event.deltagare
    if not event.deltagare and not event.utan:
        yield lacks(event, "deltagare", "FM-FORBEREDELSE-8")
    if event.svar is UNKNOWN and event.lamplig is UNKNOWN and event.behorighet != "lag" and not only_without:
        yield lacks(event, "svar", "FM-FORBEREDELSE-8")
    if event.svar is not UNKNOWN and not is_individual(event.by):
        yield missing("PR-MALGRUPP-2", NOT_YOURS, cure_by=INDIVID, cure=BestamDeltagare)
    if event.lamplig is UNKNOWN:
        return
    if event.by != facts.chair or not all(is_relative(one) for one in event.deltagare):
        yield missing("FM-FORBEREDELSE-9", NOT_SUITABILITY, cure_by=ORDFORANDE, cure=BestamDeltagare, about="lamplig")
    elif event.lamplig is NO and event.skal_kod is None:
        yield missing("FM-FORBEREDELSE-9", NO_REASON, cure_by=ORDFORANDE, cure=BestamDeltagare, about="skal_kod")


@guard("FM-BOKNING-1", "PR-MALGRUPP-2", reads=("by", "utan"))
def goes_on_without_the_region(facts: Facts, event: BestamDeltagare, rules: Rules) -> Findings:
    """The individual alone says that the meeting is held without the Region; other units get a no, or nothing (A55)."""
    if event.utan and not is_individual(event.by):
        yield missing("PR-MALGRUPP-2", NOT_YOURS, cure_by=INDIVID, cure=BestamDeltagare)
    others = tuple(one for one in event.utan if party_of(one) != REGION)
    if others:
        yield missing("FM-BOKNING-1", NOT_OF_THE_REGION, cure_by=event.by, cure=BestamDeltagare, units=others)


def agreed_to(facts: Facts, actors: Iterable[str]) -> Findings:
    """The individual has said yes to each of these; silence isn't yes. A no is told by the guard that asks the word."""
    for actor in actors:
        if is_individual(actor):
            continue
        if facts.participant(actor).answer is UNKNOWN:
            yield unknown("PR-MALGRUPP-2", NO_ANSWER, cure_by=INDIVID, cure=BestamDeltagare, units=(actor,))


def suitable(facts: Facts, actors: Iterable[str]) -> Findings:
    """Each relative among these has been found suitable."""
    for actor in actors:
        if not is_relative(actor):
            continue
        view = facts.participant(actor).suitable
        if view is NO:
            yield missing("FM-FORBEREDELSE-9", UNSUITABLE, cure_by=ORDFORANDE, cure=BestamDeltagare, units=(actor,))
        elif view is UNKNOWN:
            yield suitability_unknown(actor)


def suitability_unknown(actor: str) -> Finding:
    """Nobody has said whether a relative is suitable; the chair does."""
    return unknown("FM-FORBEREDELSE-9", SUITABILITY_UNKNOWN, cure_by=ORDFORANDE, cure=BestamDeltagare, units=(actor,))
