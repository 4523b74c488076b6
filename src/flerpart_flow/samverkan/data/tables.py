"""The tables that the routines share, and the closed lists that events draw on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from flerpart_flow.engine.errors import RulesError
from flerpart_flow.engine.rules.files import word_files
from flerpart_flow.engine.rules.norms import Norm
from flerpart_flow.engine.rules.sources import Shape
from flerpart_flow.engine.rules.vocabulary import Vocabulary
from flerpart_flow.engine.values.ternary import Ternary
from flerpart_flow.samverkan.actors import party_of

_DATA: Final = "flerpart_flow.samverkan.data"

NORMS: Final = ("flerpart_flow.samverkan", "norms.toml")
"""The norms that every routine has."""

TEXTS: Final = word_files("flerpart_flow.samverkan", taking={})
"""The words that routines share, by language: of the events, guards and roles that stand in ``samverkan``."""

MEETING_TEXTS: Final = word_files(
    "flerpart_flow.samverkan", "kallelse", "mote", "plan", "atgarder", "uppfoljning", taking={}
)
"""The same, with those of summonses, meetings, plans, measures and follow-ups."""

FILES: Final = tuple(
    (_DATA, f"{stem}.toml")
    for stem in ("enheter", "kommuner", "adresser", "rutinens_plats", "dokument", "amnen", "koder")
)

READINGS: Final = ((_DATA, "lasningar.toml"),)
"""The questions that the documents leave open, as they are read in every routine."""

REASONS: Final = "skal."
"""What the lists of reasons are called by, before the name of their event."""

_FLAT_LISTS: Final = (
    "kanal",
    "anpassning",
    "stod",
    "underlag",
    "motesform",
    "vardniva",
    "avvikelseslag",
    "kalla",
    "behorighet",
)

_NAMED: Final[Shape] = {"sv": str, "en": str}
_JOINED: Final = tuple(value.value for value in Ternary)

OPEN_TABLES: Final[Mapping[str, Shape]] = {
    "enhet": {**_NAMED, "part": str, "legal_form": str},
    "amne": _NAMED,
    "kommun": {**_NAMED, "joined": _JOINED, "valid_from": date, "note_sv": str, "note_en": str},
    "adress": {"unit": str, "kommun": str, "lines": list, "note_sv": str, "note_en": str},
    "avvikelseslag": _NAMED,
    "anpassning": _NAMED,
    "stod": _NAMED,
    "vardniva": _NAMED,
    "skal.bestam_deltagare": _NAMED,
    "skal.boka_om": _NAMED,
    "skal.avbryt_mote": _NAMED,
    "skal.ej_genomford_atgard": _NAMED,
    "skal.revidera_plan": _NAMED,
    "skal.ersatt_plan": _NAMED,
    "skal.ratta": _NAMED,
}
"""What an overlay may add to, and what an entry holds. The reasons for closing and declining are closed: the
routine's readings hang on them."""

DEMANDED: Final = frozenset({"sv", "en", "part", "joined", "lines"})
"""What an entry can't do without, in the tables that have it."""


def vocabulary(tables: Mapping[str, Any], norms: Mapping[str, Norm]) -> Vocabulary:
    """The closed lists of a set of rules. Units may carry a number; of persons and outsiders the data says so.

    Raises RulesError for a unit whose code doesn't begin with its party, which is how its party is told.
    """
    for code, row in tables["enhet"].items():
        if row["part"] not in tables["part"] or party_of(code) != row["part"]:
            spelt = ", ".join(f"{party}:…" for party in tables["part"])
            raise RulesError("overlagring.val", path=f"enhet.{code}", choices=spelt)
    units = frozenset(tables["enhet"])
    parties = frozenset(tables["part"])
    people = {**tables["person"], **tables["utomstaende"]}
    must_number = frozenset(code for code, row in people.items() if row.get("numbered"))
    actors = units | (frozenset(people) - must_number)
    known = {
        "enhet": units,
        "part": units | parties,
        "aktor": actors,
        "kommun": frozenset(tables["kommun"]),
        "amne": frozenset(tables["amne"]),
        "villkor": frozenset(code for norm in norms.values() for code in condition_codes(norm)),
    }
    known.update({name: frozenset(tables[name]) for name in _FLAT_LISTS})
    known.update({f"skal.{event}": frozenset(codes) for event, codes in tables["skal"].items()})
    numbered = {"enhet": units, "part": units, "aktor": units | must_number | {"arbetsgivare", "ombud"}}
    return Vocabulary(known, numbered)


def condition_codes(norm: Norm) -> tuple[str, ...]:
    """How the conditions of a norm are named: its id, and where it has parts ``id:part`` too."""
    if norm.conditions is None:
        return ()
    return (norm.id, *(f"{norm.id}:{part}" for part in norm.conditions))


def normative(tables: Mapping[str, Any]) -> dict[str, Any]:
    """What of the tables decides, for the digest: codes and joining, neither names nor addresses."""
    chosen: dict[str, Any] = {name: sorted(tables[name]) for name in _FLAT_LISTS}
    chosen["skal"] = {event: sorted(codes) for event, codes in tables["skal"].items()}
    chosen["kanal"] = {code: bool(row.get("content")) for code, row in sorted(tables["kanal"].items())}
    chosen["enhet"] = {code: row["part"] for code, row in sorted(tables["enhet"].items())}
    chosen["amne"] = sorted(tables["amne"])
    chosen["person"] = sorted((*tables["person"], *tables["utomstaende"]))
    chosen["kommun"] = {
        code: (row["joined"], str(row.get("valid_from", ""))) for code, row in sorted(tables["kommun"].items())
    }
    chosen["as_of"] = str(tables["as_of"])
    return chosen


_WHO: Final = ("enhet", "part", "person", "utomstaende")
_IN_TABLES: Final = {"aktor": _WHO, "part": _WHO, "enhet": _WHO}
"""Lists whose names stand in tables that are called otherwise. Who acts is named by whatever table knows them."""


def names(tables: Mapping[str, Any], of: str, code: str, lang: str) -> str | None:
    """The name of a code in a closed list; a number of a unit or a person stays behind the name."""
    if of.startswith(REASONS):
        row = tables["skal"].get(of.removeprefix(REASONS), {}).get(code)
        return None if row is None else str(row[lang])
    for name in _IN_TABLES.get(of, (of,)):
        if code in tables.get(name, ()):
            return str(tables[name][code][lang])
    base, colon, number = code.rpartition(":")
    if colon and number.isdigit() and of in _IN_TABLES:
        found = names(tables, of, base, lang)
        return None if found is None else f"{found} {number}"
    return None
