"""Mutants that are judged to make no difference that anybody could see, each with its reason.

A judgement stands as long as the norms that it was made for read as they did then: with another row in the catalogue
it is stale, and doesn't count.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

import attrs

from flerpart_flow.engine.rules.digests import digest_of
from flerpart_flow.engine.rules.norms import Norm
from flerpart_flow.proof.mutate.mutant import Mutant
from flerpart_flow.proof.mutate.running import Fate, HarnessError, Result

JUDGED: Final = Path(__file__).with_name("equivalent.toml")
_KEYS: Final = {"mutant", "norms", "reason"}


@attrs.frozen
class Judgement:
    """That a mutant is equivalent: the digest of its norms as they read then, and why."""

    mutant: str
    norms: str
    reason: str


def read(path: Path = JUDGED) -> dict[str, Judgement]:
    """The judgements, by mutant. Raises HarnessError for an unknown or missing key, an empty reason, or one twice."""
    found: dict[str, Judgement] = {}
    for row in tomllib.loads(path.read_text(encoding="utf-8")).get("equivalent", ()):
        if set(row) != _KEYS or not all(isinstance(one, str) and one.strip() for one in row.values()):
            raise HarnessError(f"{path.name}: an entry has mutant, norms and reason, and no more: {row.get('mutant')}")
        if row["mutant"] in found:
            raise HarnessError(f"{path.name}: judged twice: {row['mutant']}")
        found[row["mutant"]] = Judgement(**row)
    return found


def digest(mutant: Mutant, norms: Mapping[str, Norm]) -> str:
    """How the norms of a mutant read: what an entry has to say to count."""
    rows = [attrs.asdict(norms[one]) for one in dict.fromkeys(mutant.norms) if one in norms]
    return digest_of(rows).removeprefix("sha256:")[:12]


def judged(
    results: Iterable[Result], judgements: Mapping[str, Judgement], norms: Mapping[str, Norm]
) -> tuple[list[Result], list[str]]:
    """The results with what was judged equivalent, and the ids of stale judgements: the norm changed, or it died."""
    found: list[Result] = []
    stale: list[str] = []
    for one in results:
        entry = judgements.get(one.mutant.id)
        if entry is None:
            found.append(one)
        elif entry.norms != digest(one.mutant, norms) or one.fate in (Fate.OWN, Fate.OTHERS):
            found.append(one)
            stale.append(one.mutant.id)
        else:
            found.append(attrs.evolve(one, fate=Fate.EQUIVALENT))
    return found, stale
