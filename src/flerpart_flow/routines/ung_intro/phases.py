"""The phases of the routine, in the order of the way in (docs/decisions/0020)."""

from __future__ import annotations

from enum import StrEnum


class Phase(StrEnum):
    """Where a case stands. ``VILANDE``: the consent is withdrawn and everything between the parties rests."""

    BEHOV = "behov"
    FORBEREDELSE = "forberedelse"
    AKTUALISERING = "aktualisering"
    ANTAGEN = "antagen"
    SAMVERKAN = "samverkan"
    AVSLUT = "avslut"
    VILANDE = "vilande"

    __hash__ = str.__hash__  # an enum member hashes by name in Python code; a phase is looked up at every step


B, F, K, A, S = Phase.BEHOV, Phase.FORBEREDELSE, Phase.AKTUALISERING, Phase.ANTAGEN, Phase.SAMVERKAN
AVSLUT, V = Phase.AVSLUT, Phase.VILANDE

CONSENTED = (F, K, A, S)
OPEN = (B, *CONSENTED, V)
