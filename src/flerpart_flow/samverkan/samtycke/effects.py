"""What giving, extending, narrowing and documenting a consent does to the facts, and who then owes a record of it.

The facts of every routine with consent have ``consent`` and ``informed``. What else a withdrawal or a narrowing ends,
the routine says.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flerpart_flow.engine.definition.duties import DutySpec, Owed
from flerpart_flow.engine.record.events import Event
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.engine.values.evolve import evolve
from flerpart_flow.samverkan.actors import INDIVID, is_unit, parties_in
from flerpart_flow.samverkan.events import (
    AterkallaSamtycke,
    BegransaSamtycke,
    DokumenteraSamtycke,
    GeSamtycke,
    Informera,
    UtokaSamtycke,
)
from flerpart_flow.samverkan.samtycke.consent import Consent


def informed(facts: Any, event: Informera, rules: Rules) -> Any:
    """The individual is informed."""
    return facts if facts.informed else evolve(facts, informed=True)


def given(event: GeSamtycke) -> Consent:
    """The consent that the individual gives; nobody has documented it yet."""
    return Consent(
        event.occurred_at,
        frozenset(event.enheter),
        frozenset(event.amnen) - frozenset(event.undantag),
        frozenset(event.undantag),
        event.giltigt_till,
    )


def extended(facts: Any, event: UtokaSamtycke, rules: Rules) -> Any:
    """Units and topics are added; a topic that was excluded no longer is."""
    if facts.consent is None:
        return facts
    topics = frozenset(event.amnen)
    consent = evolve(
        facts.consent,
        units=facts.consent.units | frozenset(event.enheter),
        topics=facts.consent.topics | topics,
        excluded=facts.consent.excluded - topics,
    )
    return evolve(facts, consent=consent)


def less(consent: Consent, event: BegransaSamtycke) -> Consent:
    """The consent without the units and topics that the individual takes out."""
    out = frozenset(event.enheter)
    return evolve(
        consent,
        units=consent.units - out,
        topics=consent.topics - frozenset(event.amnen),
        records=consent.records - out,
    )


def too_few(out: frozenset[str], left: frozenset[str], rules: Rules) -> bool:
    """Whether those taken out leave too few organisations to work together (section on withdrawal, point 4)."""
    return bool(parties_in(out)) and len(parties_in(left)) < rules.parameters["min_parties"]


def withdrawn(facts: Any, event: AterkallaSamtycke, rules: Rules) -> Any:
    """There is no consent from now on; what was lawfully shared stays where it is."""
    return facts if facts.consent is None else evolve(facts, consent=None)


def documented(facts: Any, event: DokumenteraSamtycke, rules: Rules) -> Any:
    """The unit has its own record of the consent in force."""
    if facts.consent is None:
        return facts
    return evolve(facts, consent=evolve(facts.consent, records=facts.consent.records | {event.by}))


def _to_document(before: Any, event: Event, after: Any, rules: Rules) -> Iterable[Owed]:
    if after.consent is None:
        return ()
    lacking = after.consent.units - after.consent.records
    return tuple(Owed(unit, INDIVID) for unit in sorted(lacking) if is_unit(unit))


def _own_record_made(facts: Any, event: DokumenteraSamtycke, owed: Owed) -> bool:
    return event.by == owed.bearer


def _not_covered_any_more(facts: Any, event: Event, owed: Owed) -> bool:
    return facts.consent is None or owed.bearer not in facts.consent.units


def record_duty(norm: str, phase: str) -> DutySpec:
    """Each unit that the consent covers has its own record of it (A8)."""
    return DutySpec(
        name="dokumentera_samtycke",
        bearer="omfattad_enhet",
        phase=phase,
        norms=(norm,),
        opens={GeSamtycke: _to_document, UtokaSamtycke: _to_document},
        meets={DokumenteraSamtycke: _own_record_made},
        lapses=dict.fromkeys((BegransaSamtycke, AterkallaSamtycke, GeSamtycke), _not_covered_any_more),
    )
