"""Mutants that are judged to make no difference that anybody could see, each with its reason.

A judgement stands as long as the norms that it was made for read as they did then, and of a condition in code as long
as the condition does: with another row in the catalogue, or another condition in that place, it is stale, and doesn't
count.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

import attrs

from flerpart_flow.engine.rules.digests import digest_of
from flerpart_flow.engine.rules.norms import Norm
from flerpart_flow.proof.mutate.mutant import Mutant
from flerpart_flow.proof.mutate.running import Fate, HarnessError, Result

JUDGED: Final = Path(__file__).with_name("equivalent.toml")
_KEYS: Final = {"reason", "mutants"}


@attrs.frozen
class Judgement:
    """That a mutant is equivalent: the digest of what it is about as it read then, and why."""

    mutant: str
    digest: str
    reason: str


def read(path: Path = JUDGED) -> dict[str, Judgement]:
    """The judgements, by mutant; a reason may hold for several.

    Raises HarnessError for an unknown or missing key, an empty reason, no mutants, or one twice.
    """
    found: dict[str, Judgement] = {}
    for row in tomllib.loads(path.read_text(encoding="utf-8")).get("equivalent", ()):
        reason, mutants = row.get("reason"), row.get("mutants")
        said = isinstance(reason, str) and reason.strip() and isinstance(mutants, dict) and mutants
        if set(row) != _KEYS or not said or not all(isinstance(one, str) for one in mutants.values()):
            raise HarnessError(f"{path.name}: an entry has a reason and its mutants, and no more: {reason}")
        for mutant, told in mutants.items():
            if mutant in found:
                raise HarnessError(f"{path.name}: judged twice: {mutant}")
            found[mutant] = Judgement(mutant, told, reason)
    return found


def digest(mutant: Mutant, norms: Mapping[str, Norm]) -> str:
    """How the norms of a mutant read, and the condition in code that it changes: what an entry has to say to count."""
    rows: list[Any] = [attrs.asdict(norms[one]) for one in dict.fromkeys(mutant.norms) if one in norms]
    if mutant.told:
        rows.append(mutant.told)
    return digest_of(rows).removeprefix("sha256:")[:12]


def judged(
    results: Iterable[Result], judgements: Mapping[str, Judgement], norms: Mapping[str, Norm]
) -> tuple[list[Result], list[str]]:
    """The results with what was judged equivalent, and the ids of stale judgements: it reads otherwise, or it died."""
    found: list[Result] = []
    stale: list[str] = []
    for one in results:
        entry = judgements.get(one.mutant.id)
        if entry is None:
            found.append(one)
        elif entry.digest != digest(one.mutant, norms) or one.fate in (Fate.OWN, Fate.OTHERS):
            found.append(one)
            stale.append(one.mutant.id)
        else:
            found.append(attrs.evolve(one, fate=Fate.EQUIVALENT))
    return found, stale
