"""Where the routine applies: which municipalities have joined, since when, and how old that knowledge is (A22)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from flerpart_flow.engine.values.frozen import frozen
from flerpart_flow.engine.values.ternary import UNKNOWN, Ternary


@frozen
class Membership:
    """Whether a municipality has joined on a day. ``as_of`` is the day that the knowledge is from."""

    municipality: str
    joined: Ternary
    since: date | None
    as_of: date


def membership(tables: Mapping[str, Any], municipality: str, on: date) -> Membership:
    """Joined, not joined or unknown on a day.

    Before a known joining day the answer is no; with no joining day known, a day before the knowledge is from is
    unknown. A municipality that isn't in the table is unknown (PR-ANSL-2, PR-ANSL-3).
    """
    as_of: date = tables["as_of"]
    row = tables["kommun"].get(municipality)
    if row is None:
        return Membership(municipality, UNKNOWN, None, as_of)
    return Membership(municipality, joined_on(row, on, as_of), row.get("valid_from"), as_of)


def joined_on(row: Mapping[str, Any], on: date, as_of: date | None) -> Ternary:
    """Whether a row of a table of municipalities has joined on a day; undated knowledge tells of no day."""
    joined, since = Ternary(row["joined"]), row.get("valid_from")
    if joined is not Ternary.YES:
        return joined
    if since is not None:
        return Ternary.NO if on < since else joined
    return UNKNOWN if as_of is None or on < as_of else joined


def stale(as_of: date, years: int, on: date) -> bool:
    """Whether knowledge is older on a day than the so many years that an organisation trusts it; 0 is no limit."""
    return years > 0 and on > as_of + timedelta(days=round(365.25 * years))


@frozen
class Address:
    """Where a summons to a unit goes. ``lookup`` says where to look where there is no fixed address."""

    norm: str
    unit: str | None
    lines: tuple[str, ...]
    lookup: str | None
    verified_on: date | None


def address_of(tables: Mapping[str, Any], unit: str, municipality: str | None) -> Address | None:
    """The address of a unit (FM-ADRESS-1..7), or None where the material has none.

    Municipal addresses are Uppsala's own; for another municipality, or an unknown one, there is none.
    """
    base = unit if unit in tables["enhet"] else unit.rpartition(":")[0]
    for row in tables["adress"]:
        here = row.get("kommun") in {None, municipality}
        if here and (row.get("unit") == base or (row.get("part") and base.startswith(f"{row['part']}:"))):
            lookup = row.get("lookup")
            return Address(row.get("norm", ""), base, tuple(row["lines"]), lookup, row.get("verified_on"))
    return None
