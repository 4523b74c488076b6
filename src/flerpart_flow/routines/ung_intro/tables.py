"""The routine's own lists and tables, beside those that the routines share: ways in, kinds of plan, units covered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import attrs

from flerpart_flow.define import Norm, Vocabulary
from flerpart_flow.samverkan.actors import is_of
from flerpart_flow.samverkan.data import tables as shared

_DATA: Final = "flerpart_flow.routines.ung_intro.data"

FILES: Final = (*shared.FILES, (_DATA, "koder.toml"), (_DATA, "dokument.toml"), (_DATA, "omrade.toml"))
LISTS: Final = ("vag", "planform")
OPEN_TABLES: Final = {
    name: shape
    for name, shape in shared.OPEN_TABLES.items()
    if name in {"enhet", "amne", "kommun", "avvikelseslag", "anpassning", "skal.ratta"}
} | {"skal.avsluta_egen_del": {"sv": str, "en": str}}
"""What an overlay may add to. The ways in and the kinds of plan are closed: the norms hang on them."""


def vocabulary(tables: Mapping[str, Any], norms: Mapping[str, Norm]) -> Vocabulary:
    """The closed lists that the routines share, and the routine's own."""
    common = shared.vocabulary(tables, norms)
    return attrs.evolve(common, known={**common.known, **{name: frozenset(tables[name]) for name in LISTS}})


def normative(tables: Mapping[str, Any]) -> dict[str, Any]:
    """What of the tables decides, for the digest."""
    ways = {code: row["enhet"] for code, row in sorted(tables["vag"].items())}
    covered = sorted((row["norm"], row["enhet"]) for row in tables["omfattning"])
    return {**shared.normative(tables), "vag": ways, "planform": sorted(tables["planform"]), "omfattning": covered}


def goes_this_way(tables: Mapping[str, Any], way: str, unit: str) -> bool:
    """Whether persons are referred by this unit on a way in (UI-AKT-1, -6, -8)."""
    return is_of(unit, tables["vag"][way]["enhet"])


def scope_of(tables: Mapping[str, Any], unit: str) -> str | None:
    """The norm under which the routine covers a unit (UI-OMF-1..5), or None."""
    return next((row["norm"] for row in tables["omfattning"] if is_of(unit, row["enhet"])), None)
