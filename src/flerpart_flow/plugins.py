"""Routines that other packages bring: entry points of the group ``flerpart_flow.routines``.

A package is imported only when its routine is asked for by name. One that can't be used is left out and told of in a
warning; it never takes the others with it.
"""

from __future__ import annotations

import warnings
from collections.abc import ItemsView, Iterable, Iterator, Mapping, ValuesView
from functools import cached_property
from threading import Thread
from typing import TYPE_CHECKING, Any, Final

from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.engine.errors import DefinitionError, FlowError
from flerpart_flow.texts import DEFAULT_LANGUAGE, texts

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP: Final = "flerpart_flow.routines"
"""The group in which a package names its routines, ``name = "package:ROUTINE"``; the name is the routine's own."""

PATIENCE: Final = 10.0
"""So many seconds a package may take to be imported."""


class NotUsable(DefinitionError):
    """Another package's routine can't be used. ``cause`` is what it raised, if it raised anything."""

    def __init__(self, code: str, /, *, cause: BaseException | None = None, **values: Any) -> None:
        super().__init__(code, cause=cause, **values)
        self.cause = cause

    def text(self, lang: str = DEFAULT_LANGUAGE) -> str:
        """Which routine, what is wrong with it, and that the others work."""
        told = "" if self.cause is None else _told(self.cause, lang)
        return texts(lang).say(f"fel.{self.code}", **{**self.values, "cause": told.rstrip(".")})


def _told(cause: BaseException, lang: str) -> str:
    """What was raised, in words; an error of another package may raise another when it is asked for its own."""
    kind = type(cause).__name__
    try:
        return cause.text(lang) if isinstance(cause, FlowError) else f"{kind}: {cause}"
    except Exception:  # whatever it is, the kind says enough
        return kind


class RoutineNotLoaded(UserWarning):
    """Another package's routine can't be used. ``fault`` says why, in the reader's language."""

    def __init__(self, fault: NotUsable) -> None:
        super().__init__(str(fault))
        self.fault = fault


class Installed(Mapping[str, Routine]):
    """Routines by name: those of the library and, after them, those that other packages bring.

    Other packages are looked for only when a name is asked for that the library doesn't have, or all names are: it
    takes as long as reading a log. Names import nothing; ``values`` and ``items`` import every package.
    """

    def __init__(self, own: Mapping[str, Routine]) -> None:
        self._own = own
        self._loaded: dict[str, Routine | None] = {}

    @cached_property
    def _points(self) -> Mapping[str, EntryPoint]:
        """The first entry point of each name; the warning tells of another."""
        from importlib.metadata import entry_points

        found: dict[str, EntryPoint] = {}
        for point in _in_order(entry_points(group=GROUP)):
            if point.name in self._own or found.setdefault(point.name, point).value != point.value:
                _warn(NotUsable("definition.insticket_dubbel", name=point.name, rutin=point.name))
        return found

    def __getitem__(self, name: str) -> Routine:
        if name in self._own:
            return self._own[name]
        if name not in self._loaded:
            self._loaded[name] = self._load(name)
        found = self._loaded[name]
        if found is None:
            raise KeyError(name)
        return found

    def _load(self, name: str) -> Routine | None:
        if name not in self._points:
            return None
        try:
            found = routine_of(self._points[name])
            if found.name != name:
                taken = found.name in self._own or found.name in self._points
                code = "dubbel" if taken else "namn"
                raise NotUsable(f"definition.insticket_{code}", name=name, rutin=found.name)
        except NotUsable as fault:
            _warn(fault)
            return None
        return found

    def __iter__(self) -> Iterator[str]:
        yield from self._own
        yield from (name for name in self._points if self._loaded.get(name, True) is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def values(self) -> ValuesView[Routine]:
        """Every routine that can be used."""
        return self._usable().values()

    def items(self) -> ItemsView[str, Routine]:
        """The same, with their names."""
        return self._usable().items()

    def _usable(self) -> Mapping[str, Routine]:
        return {name: self[name] for name in tuple(self) if name in self}

    def __repr__(self) -> str:
        return f"Installed({', '.join(self)})"


def _warn(fault: NotUsable) -> None:
    warnings.warn(RoutineNotLoaded(fault), stacklevel=5)


def _in_order(points: Iterable[EntryPoint]) -> list[EntryPoint]:
    return sorted(points, key=lambda point: (point.name, point.value))


def with_plugins(
    own: Mapping[str, Routine], points: Iterable[EntryPoint]
) -> tuple[Mapping[str, Routine], tuple[NotUsable, ...]]:
    """The routines with those that the entry points name, in the order of their names, and what is wrong with others.

    A routine never takes the name of one that is there.
    """
    found, faults = dict(own), []
    for point in _in_order(points):
        try:
            routine = routine_of(point)
            if found.setdefault(routine.name, routine) is not routine:
                raise NotUsable("definition.insticket_dubbel", name=point.name, rutin=routine.name)
        except NotUsable as fault:
            faults.append(fault)
    return found, tuple(faults)


def routine_of(point: EntryPoint) -> Routine:
    """The routine that an entry point names. Raises NotUsable, whatever the package does when it is imported.

    It is imported in a thread of its own, which is left behind if it doesn't come to an end; where there are none,
    without.
    """
    loaded: list[Any] = []
    raised: list[BaseException] = []

    def load() -> None:
        try:
            loaded.append(point.load())
        except BaseException as error:  # also an exit: the program is not the package's to end
            raised.append(error)

    thread = Thread(target=load, daemon=True, name=f"import of {point.value}")
    try:
        thread.start()
    except RuntimeError:  # there are no threads, as in a browser
        load()
    else:
        thread.join(PATIENCE)
    if raised:
        raise NotUsable("definition.insticket_fel", name=point.name, cause=raised[0])
    if not loaded:
        raise NotUsable("definition.insticket_sen", name=point.name, seconds=int(PATIENCE))
    if not isinstance(loaded[0], Routine):
        raise NotUsable("definition.insticket_slag", name=point.name)
    return loaded[0]
