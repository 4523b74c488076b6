"""Norms: the rows of the catalogue that the routine's documents lay down."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

import attrs

from flerpart_flow.engine.errors import DefinitionError
from flerpart_flow.engine.values.fixed import Fixed
from flerpart_flow.engine.values.frozen import frozen


class Severity(StrEnum):
    """What an unmet norm does: refuse the step, warn, or only say so."""

    BLOCK = "block"
    WARN = "warn"
    NOTE = "note"


_WEIGHTS = (Severity.NOTE, Severity.WARN, Severity.BLOCK)


def lighter(one: Severity, other: Severity) -> Severity:
    """The one of two severities that does less."""
    return next(weight for weight in _WEIGHTS if weight is one or weight is other)


def heavier(*several: Severity) -> Severity:
    """The one of some severities that does most; a note, if there is none."""
    return max(several, key=_WEIGHTS.index, default=Severity.NOTE)


EXECUTABLE_CLASSES = frozenset("GOFPD")
"""Guard, obligation, field, permission, deviation; T, DEF and N rows are there to be looked up or read."""


def _fixed(value: Mapping[str, Severity]) -> Mapping[str, Severity]:
    return Fixed(value)


def _texts(value: Mapping[str, str] | None) -> Mapping[str, str] | None:
    return None if value is None else Fixed(value)


@frozen(kw_only=True, eq=False)
class Norm:
    """One row: where it stands, what it says in our own words, whom it binds, and how hard.

    ``sv`` and ``en`` are what the document says and nothing more, ``read_sv`` and ``read_en`` how that is read, by the
    readings of ``reading``; empty where it is taken as it stands (A69).
    ``same_as`` names the norm that a row repeats. ``fields``, ``moves``, ``deviations`` and ``tables`` say what
    carries the norm apart from guards and duties, which say so themselves. ``conditions`` are the parts of a
    condition that is kept as yes, no or unknown under the norm's id (empty: one condition; None: no condition).
    ``sentences`` are the digests of the passages of the source that the norm rests on; nothing is decided by them.
    ``ceiling`` is the most that the norm can do, whatever an overlay asks for (A68): None where it may block.
    ``later`` marks a norm that came with an event of its own: no earlier line has it, so the digest leaves it out.
    ``not_executable`` is the reason, per language, why an executable row isn't carried after all.
    """

    id: str
    source: str
    heading: str
    classes: tuple[str, ...]
    modality: str
    bearer: str
    severity: Severity
    sv: str
    en: str
    read_sv: str = ""
    read_en: str = ""
    severity_for: Mapping[str, Severity] = attrs.field(factory=dict, converter=_fixed)
    fixed: bool = False
    ceiling: Severity | None = None
    same_as: str | None = None
    parameters: tuple[str, ...] = ()
    reading: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    as_of: date | None = None
    conditions: tuple[str, ...] | None = None
    sentences: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    moves: tuple[str, ...] = ()
    deviations: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    legal: Mapping[str, str] | None = attrs.field(default=None, converter=_texts)
    not_executable: Mapping[str, str] | None = attrs.field(default=None, converter=_texts)
    later: bool = False

    @property
    def executable(self) -> bool:
        """Whether something has to carry the norm: a guard, a duty, a field, a move or a deviation."""
        return not EXECUTABLE_CLASSES.isdisjoint(self.classes)

    def text(self, lang: str) -> str:
        """What the document says, in ``sv`` or ``en``."""
        return self.en if lang == "en" else self.sv

    def read(self, lang: str) -> str | None:
        """How it is read, in ``sv`` or ``en``; None where it is taken as it stands."""
        return (self.read_en if lang == "en" else self.read_sv) or None

    def severity_at(self, event: str) -> Severity:
        """How hard the norm is when it is unmet in an event of this name."""
        return self.severity_for.get(event, self.severity)


@frozen(eq=False)
class Reading:
    """A question that the documents leave open, and the answer that was chosen, each in ``sv`` and ``en``."""

    id: str
    question: Mapping[str, str]
    answer: Mapping[str, str]


def read_readings(table: Mapping[str, Any]) -> dict[str, Reading]:
    """The readings of a table ``[lasning.<id>]`` with ``fraga`` and ``svar``, by id, as written.

    Raises DefinitionError for one without a text in either language.
    """
    found = {}
    for ident, row in table.get("lasning", {}).items():
        for lang in ("sv", "en"):
            if any(not str(row.get(part, {}).get(lang, "")).strip() for part in ("fraga", "svar")):
                raise DefinitionError("norm.text", norm=ident, lang=lang)
        found[ident] = Reading(ident, Fixed(row["fraga"]), Fixed(row["svar"]))
    return found


_TUPLES = ("parameters", "reading", "sentences", "fields", "moves", "deviations", "tables", "conditions")


def read_norm(row: Mapping[str, Any]) -> Norm:
    """A norm from one ``[[norm]]`` table. Raises DefinitionError for a missing, unknown or wrong key."""
    values: dict[str, Any] = dict(row)
    ident = str(values.get("id", "?"))
    try:
        values["classes"] = tuple(values.pop("class"))
        values["severity"] = Severity(values["severity"])
        if "ceiling" in values:
            values["ceiling"] = Severity(values["ceiling"])
        values["severity_for"] = {k: Severity(v) for k, v in values.get("severity_for", {}).items()}
        values.update({key: tuple(values[key]) for key in _TUPLES if key in values})
        norm = Norm(**values)
    except (KeyError, TypeError, ValueError) as error:
        raise DefinitionError("norm.fel", norm=ident, reason=str(error)) from None
    for lang in ("sv", "en"):
        if not norm.text(lang).strip():
            raise DefinitionError("norm.text", norm=ident, lang=lang)
    if bool(norm.read_sv.strip()) is not bool(norm.read_en.strip()):
        raise DefinitionError("norm.text", norm=ident, lang="sv" if norm.read_en.strip() else "en")
    heaviest = (norm.severity, *norm.severity_for.values())
    if norm.ceiling is not None and any(lighter(one, norm.ceiling) is not one for one in heaviest):
        raise DefinitionError("norm.tak", norm=ident, most=norm.ceiling.value)
    return norm


def by_id(norms: Iterable[Norm]) -> dict[str, Norm]:
    """Norms by id, in order. Raises DefinitionError for an id that stands twice or an alias of nothing."""
    found: dict[str, Norm] = {}
    for norm in norms:
        if norm.id in found:
            raise DefinitionError("norm.dubbel", norm=norm.id)
        found[norm.id] = norm
    for norm in found.values():
        if norm.same_as is not None and norm.same_as not in found:
            raise DefinitionError("norm.alias", norm=norm.id, same_as=norm.same_as)
    return found


def in_order(norms: Iterable[Norm], order: tuple[str, ...]) -> list[Norm]:
    """Norms in the order of a catalogue, whose entries are ids or what they begin with; the longest that fits counts.

    Those of one entry go by their number. Those that no entry fits come last, as they are.
    """
    begins = tuple((f"{entry}-", entry) for entry in order)
    return sorted(norms, key=lambda norm: _place(norm.id, begins, order))


def _place(ident: str, begins: tuple[tuple[str, str], ...], order: tuple[str, ...]) -> tuple[int, int, str]:
    whole = f"{ident}-"
    fitting = [entry for begin, entry in begins if whole.startswith(begin)]
    number = re.search(r"-(\d+)(\w*)$", ident)
    if not fitting or number is None:
        return len(order), 0, ""
    return order.index(max(fitting, key=len)), int(number[1]), number[2]
