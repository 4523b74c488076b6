"""Which papers the routine has, and the sections of each: where an organisation may add a paragraph of its own."""

from __future__ import annotations

from typing import Final

_LETTER: Final = (
    *("till", "tid_och_plats", "syfte", "inbjudna", "kontakt"),
    *("bekrafta", "passar_inte", "forbered", "svar"),
)
_PLAN: Final = ("version", "mal", "atgarder", "ansvar", "uppfoljning", "godkannande", "dokumentation")

PAPERS: Final = {
    "information_infor_samtycke": (
        *("mote", "gar_till", "vilka", "uppgifter", "undantag", "ta_tillbaka", "stod", "fragor"),
    ),
    "samtyckesblankett": (
        *("om", "svar", "enheter", "amnen", "undantag", "giltigt_till", "ta_tillbaka", "underskrift"),
    ),
    "kallelse": _LETTER,
    "ny_tid": ("ny_tid", *_LETTER),
    "installt": ("till", "installt", "kontakt"),
    "stod_till_ordforande": (
        *("mote", "dagordning", "amnen", "undantag", "fore", "under", "efter", "roller", "bemotande"),
    ),
    "plan": _PLAN,
    "plan_individ": ("dina_atgarder", *_PLAN, "du_kan"),
    "uppfoljning": ("till", "tid_och_plats", "redovisa", "kontakt"),
    "avvikelse": ("avvikelse", "egna_noteringar"),
}  # fmt: skip

NEUTRAL: Final = frozenset({"installt"})
"""What says the same whatever the cause, so that no withdrawal shows (A9)."""
