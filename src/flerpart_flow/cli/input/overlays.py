"""The overlays of a command that takes several logs: linked cases are of different routines, each with its own values.

An overlay that says what routine it is ``for`` is used for logs of that routine, one that doesn't for every log. A log
alone is judged by whatever overlay is given, so that one for another routine is told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flerpart_flow.cli.errors import FlowTrouble, Trouble
from flerpart_flow.cli.input import loading


class Overlays:
    """Overlays by the routine that they are for; None is any. Raises Trouble for one that can't be read, or for two
    that are for the same.
    """

    def __init__(self, paths: Sequence[str], logs: Sequence[str]) -> None:
        self._held: dict[str | None, tuple[str, Mapping[str, Any]]] = {}
        self._used: set[str | None] = set()
        self._alone = len(logs) == 1
        for path in paths:
            held = loading.read_overlay(path) or {}
            routine = held.get("for")
            key = routine if isinstance(routine, str) else None
            if key in self._held:
                raise Trouble("overlagring_igen", where=path)
            self._held[key] = path, held

    def of(self, routine: str | None) -> tuple[str | None, Mapping[str, Any] | None]:
        """The overlay for a routine and the path that it comes from, or twice None."""
        keys = (routine, None, *(self._held if self._alone else ()))
        key = next((key for key in keys if key in self._held), None)
        if key not in self._held:
            return None, None
        self._used.add(key)
        return self._held[key]

    def has(self, path: str | None) -> bool:
        """Whether a path is one of the overlays'."""
        return any(path == held for held, _ in self._held.values())

    def by_routine(self) -> Mapping[str | None, Mapping[str, Any]]:
        """The overlays, by the routine that each is for; that of None is for every other."""
        return {key: held for key, (_, held) in self._held.items()}

    def culprit(self) -> str | None:
        """The path of the first overlay that can't be used with a routine that it would be used for."""
        from flerpart_flow.engine.errors import RulesError

        for name, routine in loading.routines().items():
            path, held = self.of(name)
            try:
                routine.rules(overlay=held)
            except RulesError:
                return path
        return None

    def check_used(self, routines: Sequence[str]) -> None:
        """That each overlay was for some log. Raises Trouble for one that was for none; ``routines`` are the logs'."""
        from flerpart_flow.engine.errors import RulesError

        for key, (path, _) in self._held.items():
            if key not in self._used and routines:
                raise FlowTrouble(RulesError("overlagring.rutin", routine=routines[0]), path)
