"""Who may do what. The library checks roles, not identities."""

from __future__ import annotations

from flerpart_flow.define import Event, Ratta, Role, Rules
from flerpart_flow.routines.ung_intro.behov.events import IdentifieraBehov
from flerpart_flow.routines.ung_intro.facts import UNG_INTRO, Facts
from flerpart_flow.routines.ung_intro.role_names import AKTUALISERANDE
from flerpart_flow.routines.ung_intro.tables import goes_this_way
from flerpart_flow.samverkan import roles as shared
from flerpart_flow.samverkan.actors import AF, FK, INDIVID, is_individual, is_of
from flerpart_flow.samverkan.events import Avsluta
from flerpart_flow.samverkan.word.said import speaks


def _of(code: str, norm: str, unit: str) -> Role:
    """A role that a unit has by being what it is; another unit of the same (its ``:2``) as soon as it is covered."""

    def holders(facts: Facts, rules: Rules) -> tuple[str, ...]:
        covered = sorted(facts.consent.units) if facts.consent is not None else ()
        return (unit, *(one for one in covered if one != unit and is_of(one, unit)))

    return Role(code, norm, lambda facts, event, rules: is_of(event.by, unit), holders, within=lambda rules: (unit,))


def _ways(rules: Rules) -> tuple[str, ...]:
    """Whom the ways in belong to (UI-AKT-1, -6, -8)."""
    return tuple(way["enhet"] for way in rules.tables["vag"].values())


def _refers(facts: Facts, event: Event, rules: Rules) -> bool:
    return facts.way is not None and goes_this_way(rules.tables, facts.way, event.by)


def _referrers(facts: Facts, rules: Rules) -> tuple[str, ...]:
    if facts.way is None:
        return ()
    if facts.initiator is not None and goes_this_way(rules.tables, facts.way, facts.initiator):
        return (facts.initiator,)
    known = sorted(facts.consent.units) if facts.consent is not None else ()
    units = tuple(unit for unit in known if goes_this_way(rules.tables, facts.way, unit))
    return units or (rules.tables["vag"][facts.way]["enhet"],)


def _sees_the_need(facts: Facts, event: IdentifieraBehov, rules: Rules) -> bool:
    ways = rules.tables["vag"] if event.vag is None else (event.vag,)
    return any(goes_this_way(rules.tables, way, event.by) for way in ways)


def _is_responsible(facts: Facts, actor: str) -> bool:
    return any(is_of(actor, one) for one in facts.responsible())


def _closes(facts: Facts, event: Avsluta, rules: Rules) -> bool:
    own_wish = speaks(facts, event.by) and event.skal_kod == "individens_onskan"
    return own_wish or _is_responsible(facts, event.by)


def _corrects(facts: Facts, event: Ratta, rules: Rules) -> bool:
    if is_individual(event.by) and event.target is not None and not is_individual(event.target.by):
        return False  # the individual's side corrects its own lines (A51)
    if event.by == INDIVID:
        return True  # whichever unit writes it down
    if event.target is None or _is_responsible(facts, event.recorder):
        return True  # a missing target is asked for by its own guard
    return event.recorder == event.target.recorder


any_unit = shared.any_unit("UI-SAMTYCKE-1")
individual = shared.individual
protects = shared.protects
individual_or_responsible = Role(
    "individ_eller_ansvarig",
    "FF-INDIVID-1",
    lambda facts, event, rules: speaks(facts, event.by) or _is_responsible(facts, event.by),
    lambda facts, rules: (INDIVID, *facts.responsible()),
)
individual_or_unit = shared.individual_or_unit("UI-SAMTYCKE-1")
covered_unit = shared.covered_unit("UI-SAMTYCKE-1")
ung_intro = _of("ung_intro", "UI-ANSVAR-6", UNG_INTRO)
insurance = _of("forsakringskassan", "UI-AKT-7", FK)
employment = _of("arbetsformedlingen", "UI-ANSVAR-9", AF)
hears_the_officer = Role("den_som_sag_behovet", "UI-AKT-5", _refers, _referrers, within=_ways)
"""The one who saw the need, or, where Ung Intro guided the person to another way in, the one who refers there."""
one_of_the_ways = Role(
    "nagon_vags_enhet", "FF-UI-VAG-1", _sees_the_need, lambda facts, rules: (), anybody=True, within=_ways
)
referrer = Role(AKTUALISERANDE, "FF-UI-VAG-1", _refers, _referrers, within=_ways)
closer = Role(
    "avslutande",
    "FF-UI-AVSLUT-1",
    _closes,
    lambda facts, rules: (*facts.responsible(), INDIVID),
    asks=lambda facts, by, rules: speaks(facts, by) or _is_responsible(facts, by),
)
corrector = Role("rattande", "FF-RATTELSE-2", _corrects, lambda facts, rules: facts.responsible())
