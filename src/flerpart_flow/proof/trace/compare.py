"""A document held against its outline and the norms that claim its passages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from enum import StrEnum

import attrs

from flerpart_flow.engine.rules.norms import Norm
from flerpart_flow.proof.trace.outline import Outline
from flerpart_flow.proof.trace.passages import Passage, passages


class Kind(StrEnum):
    """What became of a passage, or what a norm lacks."""

    CHANGED = "changed"
    GONE = "gone"
    NEW = "new"
    UNCLAIMED = "unclaimed"
    CLAIMS_NOTHING = "claims_nothing"
    MOVED = "moved"


@attrs.frozen
class Told:
    """One thing to tell: the passage's digest as read, as it is now, its line, and the norms that it concerns.

    ``was`` is None for what wasn't there, ``now`` and ``line`` for what isn't there any longer.
    """

    kind: Kind
    was: str | None
    now: str | None
    line: int | None
    norms: tuple[str, ...]

    @property
    def stale(self) -> bool:
        """Whether the evidence for the norms has to be looked at again."""
        return self.kind in (Kind.CHANGED, Kind.GONE)


@attrs.frozen
class Traced:
    """A document: its name, its passages as they are now, and what there is to tell of it."""

    name: str
    passages: tuple[Passage, ...]
    told: tuple[Told, ...]

    @property
    def clean(self) -> bool:
        """Whether nothing has to be done: a passage that only moved changes no norm."""
        return all(one.kind is Kind.MOVED for one in self.told)

    @property
    def stale(self) -> tuple[str, ...]:
        """The norms whose evidence is stale."""
        return tuple(dict.fromkeys(norm for one in self.told if one.stale for norm in one.norms))


def trace(text: str, outline: Outline, norms: Iterable[Norm]) -> Traced:
    """What became of the passages that the norms of this document rest on."""
    own = [norm for norm in norms if norm.source == outline.name]
    now = passages(text, {norm.heading for norm in own})
    claims: dict[str, tuple[str, ...]] = {}
    for norm in own:
        for digest in norm.sentences:
            claims[digest] = (*claims.get(digest, ()), norm.id)
    told = [*_differences(outline.passages, now, claims), *_unclaimed(outline, now, claims)]
    read = set(outline.passages)
    for norm in own:
        if not norm.sentences or not read.issuperset(norm.sentences):
            told.append(Told(Kind.CLAIMS_NOTHING, None, None, None, (norm.id,)))
    return Traced(outline.name, now, tuple(told))


def _differences(was: Sequence[str], now: Sequence[Passage], claims: dict[str, tuple[str, ...]]) -> Iterator[Told]:
    """What changed, went, came and moved. No likeness is weighed: place alone says what a passage became."""
    codes = SequenceMatcher(None, was, [one.digest for one in now], autojunk=False).get_opcodes()
    blocks = [(was[a:b], now[c:d]) for tag, a, b, c, d in codes if tag != "equal"]
    moving = Counter(one for old, _ in blocks for one in old) & Counter(one.digest for _, new in blocks for one in new)
    leaving, coming = moving.copy(), moving.copy()
    for old, new in blocks:
        left = [one for one in old if not _taken(leaving, one)]
        came = []
        for passage in new:
            if _taken(coming, passage.digest):
                norms = claims.get(passage.digest, ())
                yield Told(Kind.MOVED, passage.digest, passage.digest, passage.line, norms)
            else:
                came.append(passage)
        yield from _replaced(left, came, claims)


def _taken(count: Counter[str], one: str) -> bool:
    if not count[one]:
        return False
    count[one] -= 1
    return True


def _replaced(was: Sequence[str], now: Sequence[Passage], claims: dict[str, tuple[str, ...]]) -> Iterator[Told]:
    """Passages in whose place others stand: in pairs where they are as many, else each for the first that is left."""
    for at, old in enumerate(was):
        norms = claims.get(old, ())
        if not now:
            yield Told(Kind.GONE, old, None, None, norms)
            continue
        became = now[min(at, len(now) - 1)]
        yield Told(Kind.CHANGED, old, became.digest, became.line, norms)
    for passage in now[len(was) :]:
        yield Told(Kind.NEW, None, passage.digest, passage.line, ())


def _unclaimed(outline: Outline, now: Sequence[Passage], claims: dict[str, tuple[str, ...]]) -> Iterator[Told]:
    """Passages that oblige, allow or advise, and that are no norm's."""
    read = set(outline.passages)
    for one in now:
        if one.modal and one.digest in read and one.digest not in claims and one.digest not in outline.exempt:
            yield Told(Kind.UNCLAIMED, one.digest, one.digest, one.line, ())
