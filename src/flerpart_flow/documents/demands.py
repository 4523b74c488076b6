"""Which norm demands what of which paper, and where it stands: one row for each norm and place.

The papers' sections get their norms from here, and a paper that lacks what stands here isn't sent. Other norms are
about what is done, and ask nothing of a paper.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from enum import StrEnum
from typing import Final

import attrs

from flerpart_flow.samverkan.actors import is_of

UNIT: Final = "enhet"
INVITED: Final = "inbjuden"
INDIVIDUAL: Final = "individ"
EVERYBODY: Final = (UNIT, INVITED, INDIVIDUAL)
"""Who reads a paper: a unit, one who is invited and no unit, the individual or who acts as the individual."""


class Missing(StrEnum):
    """What becomes of the paper without what is demanded."""

    REFUSED = "refused"
    """It isn't written; a draft is, with the norm."""
    MARKED = "marked"
    """It is written and marked as a draft: the individual's own copy is never held back."""
    ROOM = "room"
    """It says that it isn't known, and there is room to write it."""
    SAID = "said"
    """It says that there is none."""
    LEFT_OUT = "left out"
    """There is nothing to say, and nothing of it stands there."""
    WORDS = "words"
    """Its own words say it, whatever the case; without them it isn't written."""


REFUSED, MARKED, ROOM, SAID, LEFT_OUT, WORDS = Missing


@attrs.frozen
class Demand:
    """A norm, the papers and the readers that it demands something for, the section, and what if it is missing.

    ``about`` is the unit or party that it only concerns letters to, ``when`` the circumstance that it only concerns;
    empty where it concerns all.
    """

    norm: str
    kinds: tuple[str, ...]
    section: str
    missing: Missing
    to: tuple[str, ...] = EVERYBODY
    about: str = ""
    when: str = ""


WITH_REGION: Final = "med regionen"
WITHOUT_REGION: Final = "utan regionen"
"""Circumstances: the Region takes part in the meeting, or doesn't."""


def _plan(section: str, missing: Missing, *norms: str) -> Iterable[Demand]:
    """Of the plan to a unit and of the individual's own copy alike."""
    for norm in norms:
        yield Demand(norm, ("plan",), section, missing, (UNIT,))
        yield Demand(norm, ("plan_individ",), section, missing, (INDIVIDUAL,))


def _of(kinds: tuple[str, ...], section: str, missing: Missing, *norms: str, to: tuple[str, ...]) -> Iterable[Demand]:
    return (Demand(norm, kinds, section, missing, to) for norm in norms)


_LETTER: Final = ("kallelse", "ny_tid")
_OWN_PLAN: Final = ("plan_individ",)
_CHAIR: Final = ("stod_till_ordforande",)
_TOLD: Final = ("information_infor_samtycke",)
_FORM: Final = ("samtyckesblankett",)
_ALL: Final = EVERYBODY
_UNIT: Final = (UNIT,)
_INVITED: Final = (INVITED,)
_OWN: Final = (INDIVIDUAL,)

TABLE: Final[tuple[Demand, ...]] = (
    # --- The summons, and the same with a new time ---------------------------------------------------------------
    *_of(_LETTER, "till", REFUSED, "FM-KALLELSE-1", to=(UNIT, INVITED)),
    *_of(_LETTER, "till", WORDS, "FM-KALLELSE-1", to=_OWN),
    Demand("FM-ADRESS-1", _LETTER, "till", WORDS, _UNIT, about="arbetsformedlingen"),
    Demand("FM-ADRESS-2", _LETTER, "till", WORDS, _UNIT, about="forsakringskassan"),
    Demand("FM-ADRESS-3", _LETTER, "till", ROOM, _UNIT, about="kommun:ekonomiskt_bistand"),
    Demand("FM-ADRESS-4", _LETTER, "till", ROOM, _UNIT, about="kommun:arbetsmarknad"),
    Demand("FM-ADRESS-5", _LETTER, "till", ROOM, _UNIT, about="kommun:ips"),
    Demand("FM-ADRESS-6", _LETTER, "till", ROOM, _UNIT, about="kommun:bistand"),
    Demand("FM-ADRESS-7", _LETTER, "till", WORDS, _UNIT, about="region"),
    *_of(_LETTER, "tid_och_plats", REFUSED, "FM-KALLELSE-7", to=_ALL),
    *_of(_LETTER, "syfte", REFUSED, "FM-KALLELSE-2", "FM-KALLELSE-8", to=_UNIT),
    *_of(_LETTER, "syfte", SAID, "FM-KALLELSE-2", "FM-KALLELSE-8", to=_OWN),
    *_of(_LETTER, "syfte", LEFT_OUT, "FM-KALLELSE-2", "FM-KALLELSE-8", to=_INVITED),
    *_of(_LETTER, "inbjudna", REFUSED, "FM-KALLELSE-10", to=_ALL),
    *_of(_LETTER, "kontakt", REFUSED, "FM-KALLELSE-9", to=_ALL),
    *_of(_LETTER, "kontakt", WORDS, "FM-KALLELSE-4", to=_ALL),
    *_of(_LETTER, "bekrafta", WORDS, "FM-KALLELSE-3", to=_UNIT),
    *_of(_LETTER, "bekrafta", WORDS, "FM-KALLELSE-5", to=_INVITED),
    *_of(_LETTER, "passar_inte", WORDS, "FM-KALLELSE-11", to=_ALL),
    *_of(_LETTER, "forbered", WORDS, "FM-FORBEREDELSE-10", to=_UNIT),
    *_of(("ny_tid",), "ny_tid", REFUSED, "FF-MOTE-1", to=_ALL),
    # --- The neutral notice --------------------------------------------------------------------------------------
    *_of(("installt",), "installt", REFUSED, "FF-MOTE-1", to=_ALL),
    # --- The plan, and the individual's own copy -------------------------------------------------------------------
    *_plan("version", WORDS, "FM-UPPFOLJ-3"),
    *_plan("mal", REFUSED, "FM-PLAN-1"),
    *_plan("atgarder", REFUSED, "FM-PLAN-2"),
    *_plan("ansvar", REFUSED, "FM-PLAN-3"),
    *_plan("ansvar", WORDS, "FM-GENOMF-1", "FM-GENOMF-2"),
    *_plan("uppfoljning", REFUSED, "FM-PLAN-4"),
    *_of(("plan",), "godkannande", REFUSED, "FM-ROLL-5", to=_UNIT),
    *_of(_OWN_PLAN, "godkannande", MARKED, "FM-ROLL-5", to=_OWN),
    *_plan("dokumentation", WORDS, "FM-PLAN-5"),
    *_of(_OWN_PLAN, "dina_atgarder", SAID, "FM-PLAN-3", to=_OWN),
    *_of(_OWN_PLAN, "du_kan", WORDS, "FM-SAMTYCKE-5", to=_OWN),
    # --- A follow-up that is booked --------------------------------------------------------------------------------
    *_of(("uppfoljning",), "tid_och_plats", REFUSED, "FM-ROLL-7", "FM-UPPFOLJ-1", to=_ALL),
    *_of(("uppfoljning",), "redovisa", WORDS, "FM-UPPFOLJ-2", to=_UNIT),
    *_of(("uppfoljning",), "kontakt", REFUSED, "FM-ROLL-8", to=_ALL),
    # --- The support for the chair ---------------------------------------------------------------------------------
    *_of(_CHAIR, "amnen", SAID, "FM-SAMTYCKE-3", to=_UNIT),
    *_of(_CHAIR, "undantag", LEFT_OUT, "FM-SAMTYCKE-4", to=_UNIT),
    *_of(_CHAIR, "fore", WORDS, "FM-SAMTYCKE-1", "FM-SAMTYCKE-6", to=_UNIT),
    *_of(_CHAIR, "fore", WORDS, "FM-FORBEREDELSE-4", "FM-FORBEREDELSE-7", "FM-FORBEREDELSE-8", to=_UNIT),
    Demand("FM-BOKNING-1", _CHAIR, "fore", WORDS, _UNIT, when=WITH_REGION),
    Demand("FM-BOKNING-2", _CHAIR, "fore", WORDS, _UNIT, when=WITH_REGION),
    Demand("FM-BOKNING-5", _CHAIR, "fore", WORDS, _UNIT, when=WITHOUT_REGION),
    *_of(_CHAIR, "under", WORDS, "FM-SAMTYCKE-2", "FM-SAMTYCKE-3", "FM-FORBEREDELSE-2", "FM-ROLL-3", to=_UNIT),
    *_of(_CHAIR, "under", WORDS, "FM-PLAN-1", "FM-PLAN-2", "FM-PLAN-3", "FM-PLAN-4", to=_UNIT),
    *_of(_CHAIR, "under", WORDS, "FM-ROLL-4", "FM-ROLL-5", "FM-ROLL-7", "FM-ROLL-8", to=_UNIT),
    *_of(_CHAIR, "efter", WORDS, "FM-ROLL-6", "FM-PLAN-5", "FM-GENOMF-1", "FM-GENOMF-2", to=_UNIT),
    *_of(_CHAIR, "efter", WORDS, "FM-UPPFOLJ-1", "FM-AVVIK-1", to=_UNIT),
    *_of(_CHAIR, "roller", REFUSED, "FM-ROLL-2", to=_UNIT),
    *_of(_CHAIR, "roller", WORDS, "FM-ROLL-1", to=_UNIT),
    *_of(_CHAIR, "bemotande", WORDS, "FM-ROLL-9", "FM-ROLL-10", to=_UNIT),
    # --- A deviation that is handed on -----------------------------------------------------------------------------
    *_of(("avvikelse",), "avvikelse", REFUSED, "FM-AVVIK-2", to=_UNIT),
    *_of(("avvikelse",), "egna_noteringar", WORDS, "FM-AVVIK-1", to=_UNIT),
    # --- What the individual is told before the consent, and the form ------------------------------------------------
    *_of(_TOLD, "mote", WORDS, "FM-SAMTYCKE-1", "FM-BAKGRUND-4", to=_OWN),
    *_of(_TOLD, "gar_till", WORDS, "FM-SAMTYCKE-1", "FM-FORBEREDELSE-4", "FM-ROLL-5", to=_OWN),
    *_of(_TOLD, "vilka", WORDS, "FM-SAMTYCKE-8", "PR-MALGRUPP-2", "PR-OVR-2", to=_OWN),
    *_of(_TOLD, "uppgifter", WORDS, "FM-SAMTYCKE-2", "FM-SAMTYCKE-3", to=_OWN),
    *_of(_TOLD, "undantag", WORDS, "FM-SAMTYCKE-4", to=_OWN),
    *_of(_TOLD, "ta_tillbaka", WORDS, "FM-SAMTYCKE-5", to=_OWN),
    *_of(_TOLD, "stod", WORDS, "FM-FORBEREDELSE-3", "FM-SAMTYCKE-7", to=_OWN),
    *_of(_FORM, "om", WORDS, "FM-SAMTYCKE-8", to=_OWN),
    *_of(_FORM, "svar", WORDS, "FM-SAMTYCKE-2", to=_OWN),
    *_of(_FORM, "enheter", WORDS, "FM-SAMTYCKE-8", "PR-MALGRUPP-2", to=_OWN),
    *_of(_FORM, "amnen", WORDS, "FM-SAMTYCKE-3", to=_OWN),
    *_of(_FORM, "undantag", WORDS, "FM-SAMTYCKE-4", to=_OWN),
    *_of(_FORM, "ta_tillbaka", WORDS, "FM-SAMTYCKE-5", to=_OWN),
    *_of(_FORM, "underskrift", WORDS, "FM-SAMTYCKE-6", to=_OWN),
)

ASKS_NOTHING: Final = {
    "FM-KALLELSE-6": "only says that there is a template",
    "FM-ROLL-11": "only says that there is a template",
    "PR-RUTIN-1": "only says which papers there are",
}
"""Norms that speak of papers and ask nothing of what they say."""

JUDGED_AS: Final = {
    "kallelse": "kalla",
    "ny_tid": "kalla",
    "plan": "uppratta_plan",
    "plan_individ": "uppratta_plan",
    "uppfoljning": "boka_uppfoljning",
}
"""The act whose weight a norm has for a fact that a paper lacks."""


def demands(kind: str, reader: str, to: str = "", apart: Collection[str] = ()) -> tuple[Demand, ...]:
    """What is demanded of a paper to such a reader, by code if one is named, in the order of the table.

    ``apart`` are the circumstances that there aren't.
    """
    wanted = (one for one in TABLE if kind in one.kinds and reader in one.to and one.when not in apart)
    return tuple(one for one in wanted if not one.about or is_of(to, one.about))


def norms_of(kind: str, reader: str, section: str, to: str = "", apart: Collection[str] = ()) -> tuple[str, ...]:
    """The norms that demand something of a section, each once."""
    return tuple(dict.fromkeys(one.norm for one in demands(kind, reader, to, apart) if one.section == section))


def lacks_unless(norm: str, known: object) -> tuple[str, ...]:
    """The norm, as what a section lacks, unless the fact that it demands is known."""
    return () if known else (norm,)
