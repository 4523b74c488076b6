"""Which norms a change touches: what a run after a small change has to try."""

from __future__ import annotations

import subprocess
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from flerpart_flow.engine.definition.routine import Routine
from flerpart_flow.proof.mutate.mutant import Trial
from flerpart_flow.proof.mutate.operators.reach import functions
from flerpart_flow.proof.mutate.running import HarnessError


def touched(revision: str, routines: Sequence[Routine], trials: Iterable[Trial]) -> frozenset[str] | None:
    """The norms whose rows, guards, duties or tests are written otherwise than in a revision; None for all of them.

    A file of the library that is no norm's in particular touches all.

    Raises HarnessError if git doesn't know the revision.
    """
    top = Path(_git("rev-parse", "--show-toplevel").strip())
    changed = [one for one in _git("diff", "--name-only", revision, "--").splitlines() if one]
    homes = _homes(routines)
    found: set[str] = set()
    for name in changed:
        path = top / name
        if path.name == "norms.toml":
            found |= _rows(revision, name, path)
        elif name.startswith("src/") and path.suffix in (".py", ".toml"):
            held = homes.get(path)
            if held is None and "/proof/" not in name and "/cli/" not in name and "/diagrams/" not in name:
                return None
            found |= held or set()
        elif name.startswith("tests/"):
            found.update(norm for one in trials if one.name.startswith(f"{name}::") for norm in one.norms)
    return frozenset(found)


def _git(*arguments: str) -> str:
    ran = subprocess.run(["git", *arguments], capture_output=True, text=True, check=False)
    if ran.returncode:
        raise HarnessError(f"git {' '.join(arguments)}: {ran.stderr.strip()}")
    return ran.stdout


def _rows(revision: str, name: str, path: Path) -> set[str]:
    """The norms of a file whose rows differ, or that it has only before or only now."""
    try:
        before = tomllib.loads(_git("show", f"{revision}:{name}"))
    except HarnessError:
        before = {}  # a new file
    now = tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    old, new = ({row["id"]: row for row in held.get("norm", ())} for held in (before, now))
    return {ident for ident in {*old, *new} if old.get(ident) != new.get(ident)}


def _homes(routines: Sequence[Routine]) -> dict[Path, set[str]]:
    """The files where guards and duties are written, and the norms that these carry."""
    homes: dict[Path, set[str]] = {}
    for routine in routines:
        carried: list[tuple[Any, tuple[str, ...]]] = [
            (move.by.allows if guard is move.all_guards[0] else guard.check, guard.norms)
            for move in routine.moves
            for guard in (*move.all_guards, *move.foretold)
        ]
        for spec in routine.duties:
            for deeds in (spec.opens, spec.meets, spec.lapses, spec.passes):
                carried.extend((deed, spec.norms) for deed in deeds.values())
        for first, norms in carried:
            for function in functions(first, everywhere=True):
                homes.setdefault(Path(function.__code__.co_filename), set()).update(norms)
    return homes
