"""A table of a twins' file, read key by key: what isn't known, is missing or of another kind is told with its place."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, NoReturn

import attrs

from flerpart_flow.engine.errors import DefinitionError
from flerpart_flow.engine.values.nearest import nearest


@attrs.frozen
class Keys:
    """A table, the file that it stands in, and what it is there: ``tvilling 3 (FM-KALLELSE-9)``."""

    file: str
    where: str
    table: Mapping[str, Any]

    def only(self, *known: str) -> Keys:
        """The same. Raises DefinitionError, with the nearest known, for a key that isn't known."""
        for key in self.table:
            if key not in known:
                self._wrong("tvilling.nyckel", key=key, choices=", ".join(nearest(key, known) or known))
        return self

    def without(self, key: str, *others: str) -> None:
        """Raises DefinitionError for a key that can't stand beside another one."""
        for other in others:
            if other in self.table:
                self._wrong("tvilling.ihop", key=key, other=other)

    def text(self, key: str) -> str:
        """A text that has to be there."""
        found = self.table.get(key)
        if not isinstance(found, str) or not found.strip():
            self._wrong("tvilling.text", key=key)
        return found

    def maybe(self, key: str) -> str | None:
        """A text, or None where the key isn't."""
        return self.text(key) if key in self.table else None

    def day(self, key: str) -> float | None:
        """A day of the story, or None where the key isn't."""
        found = self.table.get(key)
        if found is None:
            return None
        if isinstance(found, bool) or not isinstance(found, (int, float)):
            self._wrong("tvilling.dag", key=key)
        return float(found)

    def flag(self, key: str, missing: bool) -> bool:
        """True or false."""
        found = self.table.get(key, missing)
        if not isinstance(found, bool):
            self._wrong("tvilling.ja_nej", key=key)
        return found

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; one alone may stand without the list."""
        found = self.table.get(key, [])
        found = [found] if isinstance(found, str) else found
        if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
            self._wrong("tvilling.lista", key=key)
        return tuple(found)

    def inner(self, key: str) -> Keys:
        """A table inside this one; empty where the key isn't."""
        found = self.table.get(key, {})
        if not isinstance(found, dict):
            self._wrong("tvilling.tabell", key=key)
        return Keys(self.file, f"{self.where}, {key}", found)

    def each(self, key: str) -> tuple[Keys, ...]:
        """A list of tables."""
        found = self.table.get(key, [])
        if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
            self._wrong("tvilling.tabeller", key=key)
        return tuple(Keys(self.file, f"{self.where}, {key} {nr}", one) for nr, one in enumerate(found, 1))

    def one_of(self, key: str, value: str, known: Collection[str]) -> str:
        """A value that has to be known."""
        if value not in known:
            self._wrong("tvilling.okand", key=key, choices=", ".join(nearest(value, known) or sorted(known)[:6]))
        return value

    def _wrong(self, code: str, **values: Any) -> NoReturn:
        raise DefinitionError(code, file=self.file, where=self.where, **values)
