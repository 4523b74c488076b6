"""In what two sets of rules differ, as far as an answer can depend on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from flerpart_flow.engine.rules.norms import Norm, Severity, lighter
from flerpart_flow.engine.rules.rules import Rules
from flerpart_flow.proof.compare.reads.rows import ALL, Reads, Row

HEAVY = {Severity.NOTE: 1, Severity.WARN: 2, Severity.BLOCK: 3}
"""How much an unmet norm weighs; nothing found weighs 0."""


@attrs.frozen
class Changed:
    """What differs. ``parameters`` have both values by name; ``idle`` are those of them that decide nothing.

    ``norms`` have both norms by id, where they weigh differently in any event. ``tables`` are the names of the tables
    in which something differs, ``entries`` the codes whose entry differs, by table. ``only_a`` and
    ``only_b`` are places that one of the two has alone: a log with such a code can't be read under the other.
    """

    parameters: Mapping[str, tuple[Any, Any]]
    idle: frozenset[str]
    norms: Mapping[str, tuple[Norm, Norm]]
    tables: frozenset[str]
    entries: Mapping[str, tuple[str, ...]]
    only_a: tuple[str, ...]
    only_b: tuple[str, ...]

    @property
    def nothing(self) -> bool:
        """Whether they say the same of everything."""
        return not (self.parameters or self.norms or self.tables or self.only_a or self.only_b)

    def weights(self, row: Row) -> Mapping[str, tuple[int, int]]:
        """The norms of a row that weigh differently in its event: how much under each."""
        found = {}
        for norm in sorted(row.norms.keys() & self.norms.keys()):
            was, becomes = (weight_in(row, one) for one in self.norms[norm])
            if was != becomes:
                found[norm] = was, becomes
        return found

    def read_by(self, reads: Reads) -> tuple[str, ...]:
        """The changed parameters and tables that some code can read, and the norms where it weighs them itself."""
        parameters = sorted(reads.parameters & self.parameters.keys())
        tables = sorted(self.tables if ALL in reads.tables else reads.tables & self.tables)
        return (*parameters, *tables, *(sorted(self.norms) if reads.weighs else ()))


def weight_in(row: Row, norm: Norm) -> int:
    """How much a norm weighs in a row: what it weighs in the event, or the most that the row's guards let it."""
    return HEAVY[lighter(norm.severity_at(row.event), row.norms[norm.id])]


def changed(a: Rules, b: Rules) -> Changed:
    """In what two sets of rules of one routine differ."""
    parameters = {
        name: (a.parameters.get(name), b.parameters.get(name))
        for name in dict.fromkeys((*a.parameters, *b.parameters))
        if a.parameters.get(name) != b.parameters.get(name)
    }
    idle = frozenset(name for name in parameters if not _decides(name, a, b))
    norms = {
        ident: (norm, b.norms[ident])
        for ident, norm in a.norms.items()
        if ident in b.norms and _weight(norm) != _weight(b.norms[ident])
    }
    tables, entries = set[str](), dict[str, tuple[str, ...]]()
    only_a, only_b = list[str](), list[str]()
    for name in dict.fromkeys((*a.tables, *b.tables)):
        was, becomes = a.tables.get(name), b.tables.get(name)
        lacking, added = tuple(_alone(name, was, becomes)), tuple(_alone(name, becomes, was))
        differing = tuple(_differing(was, becomes))
        only_a.extend(lacking)
        only_b.extend(added)
        # Code may go through a whole table, so a code that is added can matter to whoever reads the table.
        if differing or lacking or added or (was != becomes and not _both(was, becomes, Mapping)):
            tables.add(name)
        if differing:
            entries[name] = differing
    return Changed(parameters, idle, norms, frozenset(tables), entries, tuple(only_a), tuple(only_b))


def _decides(name: str, *several: Rules) -> bool:
    return any(one.specs[name].decides for one in several if name in one.specs)


def _weight(norm: Norm) -> tuple[Severity, Mapping[str, Severity]]:
    return norm.severity, norm.severity_for


def _both(was: Any, becomes: Any, kind: type) -> bool:
    return isinstance(was, kind) and isinstance(becomes, kind)


def _alone(path: str, one: Any, other: Any) -> Iterable[str]:
    """Places of codes that one table has and the other hasn't; reasons stand a level further in."""
    if not isinstance(one, Mapping):
        return
    held = other if isinstance(other, Mapping) else {}
    for code, entry in one.items():
        if code not in held:
            yield f"{path}.{code}"
        elif path == "skal":
            yield from _alone(f"{path}.{code}", entry, held[code])


def _differing(was: Any, becomes: Any) -> Iterable[str]:
    """The codes that both have, but not the same of."""
    if _both(was, becomes, Mapping):
        yield from (code for code, held in was.items() if code in becomes and not _same(held, becomes[code]))


_WORDS = frozenset({"sv", "en", "note_sv", "note_en"})
"""What an entry is called, and remarks: nothing is decided by them."""


def _same(was: Any, becomes: Any) -> bool:
    if _both(was, becomes, Mapping):
        keys = (was.keys() | becomes.keys()) - _WORDS
        return all(was.get(key) == becomes.get(key) for key in keys)
    return bool(was == becomes)
