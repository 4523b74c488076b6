"""The phases of the routine, in the order of the chain."""

from __future__ import annotations

from enum import StrEnum


class Phase(StrEnum):
    """Where a case stands. ``VILANDE``: the consent is withdrawn and everything between the parties rests."""

    BEHOV = "behov"
    SAMTYCKE = "samtycke"
    FORBEREDELSE = "forberedelse"
    KALLELSE = "kallelse"
    MOTE = "mote"
    ATGARDER = "atgarder"
    UPPFOLJNING = "uppfoljning"
    AVSLUT = "avslut"
    VILANDE = "vilande"

    __hash__ = str.__hash__  # an enum member hashes by name in Python code; a phase is looked up at every step


B, S, F = Phase.BEHOV, Phase.SAMTYCKE, Phase.FORBEREDELSE
K, M, A, U = Phase.KALLELSE, Phase.MOTE, Phase.ATGARDER, Phase.UPPFOLJNING
AVSLUT, V = Phase.AVSLUT, Phase.VILANDE

CONSENTED = (F, K, M, A, U)
OPEN = (B, S, *CONSENTED, V)
