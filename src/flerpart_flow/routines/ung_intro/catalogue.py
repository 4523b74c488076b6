"""The order of the catalogue: the routine's text from beginning to end, and the library's own."""

from __future__ import annotations

from typing import Final

CATALOGUE: Final = (
    "UI-SYFTE",
    "UI-BAKGRUND",
    "UI-DEF",
    "UI-OMF",
    "UI-UPPF",
    "UI-DOK",
    "UI-REF",
    "UI-MAL",
    "UI-ANSVAR-2",
    "UI-ANSVAR-7",
    "UI-AKT-1",
    "UI-AKT-4",
    "UI-AKT-6",
    "UI-SAMTYCKE",
    "UI-AKT",
    "UI-SAMV-2",
    "UI-SAMV-3",
    "UI-AKT-8",
    "UI-ANSVAR-6",
    "UI-ANSVAR-4",
    "UI-ANSVAR-11",
    "UI-ANSVAR",
    "UI-GENOMF",
    "UI-SAMV",
    "UI-AVSLUT",
    "UI-AVVIK",
    "FF-UI-VAG",
    "FF-UI-SAMTYCKE",
    "FF-UI-LANK",
    "FF-UI-AVSLUT",
)
"""Norms' ids, or what they begin with: a norm stands in the section that carries it, and here in the catalogue."""
