"""The rows of the table by their names, the norms that they carry, and where a function is written."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from flerpart_flow.engine.definition.moves import Move
from flerpart_flow.engine.definition.routine import ByKind, Routine
from flerpart_flow.proof.mutate.probe import row_of


def rows(routine: Routine) -> Iterator[tuple[str, int, Move[Any]]]:
    """Each row's name, its place in the table, and the row."""
    for at, move in enumerate(routine.moves):
        yield row_of(at, move), at, move


def row_norms(move: Move[Any]) -> tuple[str, ...]:
    """The norms that the guards of a row carry, that of who acts first."""
    guards = (*move.all_guards, *move.foretold)
    return tuple(dict.fromkeys(norm for guard in guards for norm in guard.norms))


def file_of(function: Callable[..., Any]) -> str:
    """The file of a function, as git would name it from the package's own folder."""
    path = Path(function.__code__.co_filename)
    top = Path(str(sys.modules[function.__module__.partition(".")[0]].__file__)).parent
    return path.relative_to(top).as_posix() if path.is_relative_to(top) else path.name


def module_of(function: Callable[..., Any]) -> str:
    """The module of a function, without what all modules begin with."""
    function = function.parts[0][1] if isinstance(function, ByKind) else function
    return function.__module__.rpartition("routines.")[2].removeprefix("flerpart_flow.")
