"""The chain: each line of a case has a hash of itself and of all lines before it.

The chain stands in the store only, never in a log. It shows what was changed by somebody who didn't go through the
store, and, with a checkpoint kept outside, also what was changed by somebody who wrote the chain anew.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from typing import Any, Final

import attrs

from flerpart_flow.engine.errors import StoreDamaged, StoreError, WriteConflict
from flerpart_flow.store.port import Stored

_MARK: Final = "flerpart_flow/store/1"


@attrs.frozen
class Head:
    """How many lines a case has, and the hash of the last one."""

    lines: int
    hash: str

    @classmethod
    def of(cls, lines: Any, hashed: Any) -> Head:
        """From a row; one that holds something else than the store has written is that of no lines."""
        return cls(lines, hashed) if type(lines) is int and type(hashed) is str else cls(0, "")


@attrs.frozen
class Link:
    """A line with its number (the header's is 0) and its hash."""

    nr: int
    line: str
    hash: str


def start(ref: str) -> str:
    """What the first line of a case is chained to: the case itself, so that no case's lines can stand for another's."""
    return _digest(_MARK, ref)


def linked(before: str, line: str) -> str:
    """The hash of a line after the one with the hash ``before``."""
    return _digest(before, line)


def _digest(before: str, text: str) -> str:
    both = f"{before}\n{text}".encode("utf-8", "surrogatepass")
    return f"sha256:{sha256(both).hexdigest()}"


def head_of(ref: str, head: Head | None, last: Link | None) -> Head | None:
    """The head of a case that a line is to be added to, held against the last line; None for no such case.

    Raises StoreDamaged if the two don't fit, so that nothing is written after what has been changed.
    """
    if head is None and last is None:
        return None
    expected, there = 0 if head is None else head.lines, last.nr + 1 if last is not None and type(last.nr) is int else 0
    if there < expected:
        raise StoreDamaged("lager.avhugget", ref=ref, line=there + 1)
    if there > expected or head is None or last is None:
        raise StoreDamaged("lager.fler_an_skrivna", ref=ref, line=expected + 1)
    if last.hash != head.hash:
        raise StoreDamaged("lager.rad", ref=ref, line=there)
    return head


def grown(
    ref: str, new: Sequence[str], expected_nr: int, head: Head | None, held: Callable[[int, int], Sequence[str]]
) -> tuple[Link, ...]:
    """The lines that are to be written, chained; none if the case has them already.

    ``held`` gives so many lines of the case from a number on. Raises WriteConflict.
    """
    count = 0 if head is None else head.lines
    if expected_nr == count:
        return _chained(start(ref) if head is None else head.hash, new, count)
    if new and expected_nr + len(new) <= count and _same(held(expected_nr, len(new)), new):
        return ()
    if expected_nr == 0:
        raise WriteConflict("lager.finns_redan", ref=ref, nr=count)
    raise WriteConflict("lager.fler_rader" if expected_nr < count else "lager.farre_rader", ref=ref, nr=count)


def _chained(last: str, new: Sequence[str], nr: int) -> tuple[Link, ...]:
    links = []
    for number, line in enumerate(new, nr):
        last = linked(last, line)
        links.append(Link(number, line, last))
    return tuple(links)


def _same(there: Sequence[str], new: Sequence[str]) -> bool:
    """Whether lines say the same, however they are written."""
    return len(there) == len(new) and all(map(_says, there, new))


def _says(there: str, new: str) -> bool:
    if there == new:
        return True
    try:
        return bool(json.loads(there) == json.loads(new))
    except (ValueError, RecursionError):  # what stands there isn't what was written
        return False


def checked(ref: str, rows: Iterable[tuple[Any, Any, Any]], head: Head | None) -> Stored:
    """A case from its rows (number, line, hash), in order.

    Raises StoreDamaged that names the first line that isn't what was written, StoreError if there is no such case.
    """
    last, kept = start(ref), list[str]()
    for number, (nr, line, held) in enumerate(rows):
        if head is None or number >= head.lines:
            raise StoreDamaged("lager.fler_an_skrivna", ref=ref, line=number + 1)
        if nr != number:
            raise StoreDamaged("lager.lucka", ref=ref, line=number + 1)
        if type(line) is not str or linked(last, line) != held:
            raise StoreDamaged("lager.rad", ref=ref, line=number + 1)
        kept.append(line)
        last = held
    if head is None:
        raise StoreError("lager.saknas")
    if len(kept) < head.lines:
        raise StoreDamaged("lager.avhugget", ref=ref, line=len(kept) + 1)
    if last != head.hash:
        raise StoreDamaged("lager.rad", ref=ref, line=len(kept))
    return Stored(ref, tuple(kept), last)
