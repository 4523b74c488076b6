"""Routines that other packages bring: entry points of the group ``flerpart_flow.routines``.

One that can't be used is left out and told of in a warning; it never takes the others with it.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.errors import DefinitionError, FlowError
from flerpart_flow.texts import DEFAULT_LANGUAGE, texts

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP: Final = "flerpart_flow.routines"
"""The group in which a package names its routines, ``name = "package:ROUTINE"``."""


class NotUsable(DefinitionError):
    """Another package's routine can't be used. ``cause`` is the error that it gave, if it gave one."""

    def __init__(self, code: str, /, *, cause: Exception | None = None, **values: Any) -> None:
        super().__init__(code, cause=cause, **values)
        self.cause = cause

    def text(self, lang: str = DEFAULT_LANGUAGE) -> str:
        """Which routine, what is wrong with it, and that the others work."""
        cause = self.cause
        told = cause.text(lang) if isinstance(cause, FlowError) else f"{type(cause).__name__}: {cause}"
        return texts(lang).say(f"fel.{self.code}", **{**self.values, "cause": told.rstrip(".")})


class RoutineNotLoaded(UserWarning):
    """Another package's routine can't be used. ``fault`` says why, in the reader's language."""

    def __init__(self, fault: NotUsable) -> None:
        super().__init__(str(fault))
        self.fault = fault


class Installed(Mapping[str, Routine]):
    """Routines by name: those of the library and, after them, those that other packages bring.

    Other packages are looked for only when a name is asked for that the library doesn't have, or all names are:
    it takes as long as reading a log.
    """

    def __init__(self, own: Mapping[str, Routine]) -> None:
        self._own = own

    @cached_property
    def _all(self) -> Mapping[str, Routine]:
        from importlib.metadata import entry_points

        found, faults = with_plugins(self._own, entry_points(group=GROUP))
        for fault in faults:
            warnings.warn(RoutineNotLoaded(fault), stacklevel=3)
        return found

    def __getitem__(self, name: str) -> Routine:
        return self._own[name] if name in self._own else self._all[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    def __repr__(self) -> str:
        return f"Installed({', '.join(self)})"


def with_plugins(
    own: Mapping[str, Routine], points: Iterable[EntryPoint]
) -> tuple[Mapping[str, Routine], tuple[NotUsable, ...]]:
    """The routines with those that the entry points name, in the order of their names, and what is wrong with others.

    A routine never takes the name of one that is there.
    """
    found, faults = dict(own), []
    for point in sorted(points, key=lambda point: (point.name, point.value)):
        try:
            routine = point.load()
        except Exception as error:  # whatever another package does wrong: it is told, and the others stay
            faults.append(NotUsable("definition.insticket_fel", name=point.name, cause=error))
        else:
            if not isinstance(routine, Routine):
                faults.append(NotUsable("definition.insticket_slag", name=point.name))
            elif found.setdefault(routine.name, routine) is not routine:
                faults.append(NotUsable("definition.insticket_dubbel", name=point.name, rutin=routine.name))
    return found, tuple(faults)
