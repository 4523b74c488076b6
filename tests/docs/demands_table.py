"""The table in docs/documents.md of which norm demands what of which paper; ``make generated`` writes it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from flerpart_flow import FLERPARTSMOTE
from flerpart_flow.documents.demands import (
    ASKS_NOTHING,
    EVERYBODY,
    INDIVIDUAL,
    INVITED,
    TABLE,
    UNIT,
    WITH_REGION,
    WITHOUT_REGION,
    Demand,
    Missing,
)
from tests.docs.markdown import ROOT, written_table

PAGE: Final = ROOT / "docs" / "documents.md"
BEGIN: Final = "<!-- made by `make generated` from src/flerpart_flow/documents/demands.py -->\n"
END: Final = "<!-- until here -->\n"
_TO: Final = {UNIT: "units", INVITED: "those invited", INDIVIDUAL: "the individual"}
_WITHOUT: Final = {
    Missing.REFUSED: "refused",
    Missing.MARKED: "marked as a draft",
    Missing.ROOM: "room to write it",
    Missing.SAID: "says that there is none",
    Missing.LEFT_OUT: "left out",
    Missing.WORDS: "always there",
}
_WHEN: Final = {"": "", WITH_REGION: ", with the Region there", WITHOUT_REGION: ", without the Region"}


def table() -> str:
    """The table, by norm in the order of the catalogue, and the norms that ask nothing."""
    order = list(FLERPARTSMOTE.rules().norms)
    by_norm = groupby(sorted(TABLE, key=lambda one: order.index(one.norm)), lambda one: one.norm)
    rows = [row for norm, held in by_norm for row in _rows(norm, held)]
    made = written_table(("norm", "paper", "to", "section", "without it"), rows)
    nothing = "; ".join(f"{norm} {why}" for norm, why in ASKS_NOTHING.items())
    return f"{made}\n{nothing}.\n"


def _rows(norm: str, held: Iterator[Demand]) -> Iterator[tuple[str, ...]]:
    """A row for each place and way; papers and readers that share them stand together."""
    places: dict[tuple[tuple[str, ...], str, Missing, str, str], list[str]] = {}
    for one in held:
        to = places.setdefault((one.kinds, one.section, one.missing, one.about, one.when), [])
        to += [reader for reader in one.to if reader not in to]
    for (kinds, section, missing, about, when), to in places.items():
        readers = "all" if set(to) == set(EVERYBODY) else f"`{about}`" if about else ", ".join(_TO[one] for one in to)
        readers += _WHEN[when]
        yield norm, ", ".join(f"`{kind}`" for kind in kinds), readers, f"`{section}`", _WITHOUT[missing]


def parts(page: str) -> tuple[str, str, str]:
    """The page before the table, the table, and after it."""
    before, _, rest = page.partition(BEGIN)
    made, _, after = rest.partition(END)
    return before + BEGIN, made, END + after


def by_hand(page: str) -> str:
    """The page without the table."""
    before, _, after = parts(page)
    return before + after


def written() -> str:
    """The page as it would be now."""
    before, _, after = parts(PAGE.read_text(encoding="utf-8"))
    return f"{before}\n{table()}\n{after}"
