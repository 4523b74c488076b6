"""Results written as they come, a line of JSON each, so that a run which is broken off goes on where it was.

What was found holds for the library and the tests as they were then: the first line has a digest of both.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import attrs

from flerpart_flow.engine.files.whole import EVERYBODY_READS, write_whole
from flerpart_flow.proof.mutate.mutant import Mutant
from flerpart_flow.proof.mutate.running import Fate, HarnessError, Result

FORMAT: Final = "flerpart_flow/proof-mutate-results/1"
_READ: Final = frozenset({".py", ".toml", ".jsonl", ".json"})
_LIBRARY: Final = Path(__file__).parents[2]


def state_of(tests: Iterable[str]) -> str:
    """A digest of the library and of the folders that the tests stand in, with what they share."""
    tops = {Path(*Path(one.partition("::")[0]).parts[:1]) for one in tests if not Path(one).is_absolute()}
    tops |= {Path(one.partition("::")[0]) for one in tests if Path(one).is_absolute()}
    told = hashlib.sha256()
    for top in (_LIBRARY, *sorted(tops)):
        files = [top] if top.is_file() else sorted(one for one in top.rglob("*") if one.suffix in _READ)
        for file in files:
            told.update(f"{file.relative_to(top)}\0".encode() + file.read_bytes())
    return told.hexdigest()[:16]


@attrs.define(eq=False)
class Kept:
    """A file of results: those that it has, and where the next are added."""

    path: Path
    found: dict[str, Mapping[str, Any]]

    @classmethod
    def open(cls, path: Path, state: str) -> Kept:
        """What a file has; a new one is begun. A last line that was broken off is forgotten.

        Raises HarnessError for a file of another library or other tests, or of something else.
        """
        lines = path.read_text(encoding="utf-8").split("\n") if path.is_file() else []
        whole = [one for one in lines[:-1] if one]
        if not whole:
            _write(path, [json.dumps({"format": FORMAT, "state": state})])
            return cls(path, {})
        try:
            first, *rest = (json.loads(one) for one in whole)
            found = {one["mutant"]: one for one in rest}
        except (ValueError, TypeError, KeyError):
            raise HarnessError(f"{path.name} holds something else than results") from None
        if first != {"format": FORMAT, "state": state}:
            raise HarnessError(f"{path.name} is of another library or other tests: name another file, or remove it")
        _write(path, whole)
        return cls(path, found)

    def of(self, mutants: Sequence[Mutant]) -> list[Result]:
        """The results of those mutants that have one."""
        held = ((one, self.found[one.id]) for one in mutants if one.id in self.found)
        return [Result(one, Fate(was["fate"]), was["by"], was["own"], was["others"]) for one, was in held]

    def add(self, result: Result) -> None:
        """Write one result at the end of the file."""
        told = {"mutant": result.mutant.id, "fate": result.fate.value, "by": result.by}
        line = json.dumps({**told, "own": result.own, "others": result.others}, ensure_ascii=False)
        with self.path.open("a", encoding="utf-8") as file:
            file.write(f"{line}\n")


def _write(path: Path, lines: Iterable[str]) -> None:
    """All the lines in place of what was there: a run that is broken off here too has its results."""
    write_whole(path, (f"{one}\n".encode() for one in lines), EVERYBODY_READS)
