"""Copies of one case: of several logs of a case one counts, whichever is read first."""

from __future__ import annotations

import secrets
from collections.abc import Hashable
from hashlib import blake2b
from typing import Final, Generic, Protocol, TypeVar

import attrs

from flerpart_flow.engine.journal.log import Log

SHORT: Final = 16
"""Bytes of a digest: two cases never have the same, however many there are."""


def secret() -> bytes:
    """A key for the digests of one answer."""
    return secrets.token_bytes(SHORT)


def whose(log: Log, key: bytes) -> bytes:
    """A digest of which case a log is of: its routine and the case that its header names."""
    return blake2b(f"{log.routine.name}\0{log.header.case}".encode(), key=key, digest_size=SHORT).digest()


class Sight(Protocol):
    """What is kept of a log: whose it is, and how it ranks among the logs of its case."""

    @property
    def case(self) -> Hashable: ...

    @property
    def rank(self) -> bytes: ...


S = TypeVar("S", bound=Sight)


@attrs.define
class Once(Generic[S]):
    """The cases that have been seen, each once: of several logs the one with the greatest rank."""

    seen: dict[Hashable, S] = attrs.field(factory=dict)
    copies: int = 0

    def add(self, one: S) -> bool:
        """One more log. Whether it counts so far."""
        known = self.seen.get(one.case)
        self.copies += known is not None
        if known is not None and one.rank <= known.rank:
            return False
        self.seen[one.case] = one
        return True
