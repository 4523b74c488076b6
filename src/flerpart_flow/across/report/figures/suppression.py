"""What may be shown of counts of cases, so that no small group can be seen or worked out.

A count is small if it is under ``least``, zero included: that nobody is there is told no more readily than that one
is. Whoever tries to work out a hidden count is taken to know this file. tests/across holds it to that: over every
possible small set of cases, no hidden group has the same size in all of those that give the same report.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final, Generic, TypeVar

import attrs

K = TypeVar("K")


@attrs.frozen
class Parts(Generic[K]):
    """How a known total falls into parts. ``shown`` maps a part to its size; ``rest`` is all the others together,
    None where no part is shown, so that the rest is everything.
    """

    shown: Mapping[K, int]
    rest: int | None


@attrs.frozen
class Limits(Generic[K]):
    """What keeps figures of a table back apart from their size, such as an earlier report.

    ``bars`` is asked of a part and its size, ``near`` of the parts that are shown and what is left over.
    """

    bars: Callable[[K, int], bool] = lambda part, size: False
    near: Callable[[Mapping[K, int], int], bool] = lambda shown, rest: False


FREE: Final = Limits[Any]()
"""No limits but the sizes."""


def parts(
    total: int,
    sizes: Mapping[K, int],
    known: Sequence[K],
    least: int,
    limits: Limits[K] = FREE,
) -> Parts[K]:
    """The parts of a total that may be shown. ``known`` are all the parts that there can be, in their order.

    Parts under ``least`` go into the rest. As the total is known, so is the rest: if it is a small group itself, or
    can be only one thing, the smallest part that is left joins it, and any other of the same size: which of them went
    would tell.
    """
    every = tuple(dict.fromkeys((*known, *sizes)))
    large = {part: sizes[part] for part in every if sizes.get(part, 0) >= least}
    shown = {part: size for part, size in large.items() if not limits.bars(part, size)}
    joined = len(large) - len(shown)
    while shown:
        hidden = len(every) - len(shown)
        rest = total - sum(shown.values())
        if _safe(rest, hidden, joined, least) and not limits.near(shown, rest):
            return Parts(shown, rest)
        smallest = min(shown.values())
        shown = {part: size for part, size in shown.items() if size > smallest}
        joined += 1
    return Parts({}, None)


def _safe(rest: int, hidden: int, joined: int, least: int) -> bool:
    """Whether the rest says nothing of any of the parts in it."""
    if rest == 0:
        return True
    if rest < least:
        return False
    return joined > 0 or rest < hidden * (least - 1)


@attrs.frozen
class Count:
    """A number of cases. With ``or_more`` it may be any number from that to all: the others are a small group."""

    cases: int
    or_more: bool = False


def counted(cases: int, total: int, least: int) -> Count | None:
    """What may be shown of a number of cases out of all; None where they are a small group, or all of them are few."""
    if cases < least or total < 2 * least:
        return None
    most = total - least
    return Count(cases) if cases <= most else Count(most + 1, or_more=True)


@attrs.frozen
class Shares:
    """Cases with each of several things, of which a case may have many. ``cases`` have at least one, or None."""

    shown: Mapping[tuple[str, ...], Count]
    cases: Count | None


def shares(total: int, each: Mapping[tuple[str, ...], int], any_of: int | None, known: int, least: int) -> Shares:
    """The counts that may be shown of ``known`` things, and of the cases with any of them; None may not be."""
    shown = _shown(total, each, least)
    return Shares(shown, _margin(any_of, total, (shown.values(), known), least=least))


def _shown(total: int, sizes: Mapping[K, int], least: int) -> dict[K, Count]:
    found = ((key, counted(size, total, least)) for key, size in sizes.items())
    return {key: count for key, count in found if count is not None}


def _margin(size: int | None, total: int, *within: tuple[Iterable[Count], int], least: int) -> Count | None:
    """What may be shown of the number of cases in at least one of several groups, beside the groups.

    ``within`` are the groups' counts that are shown, and how many groups there are. What the margin has beyond a group
    is a group too. And it must leave the hidden ones room: it accounts for no more than half of what they could add.
    """
    margin = None if size is None else counted(size, total, least)
    if margin is None:
        return None
    for counts, groups in within:
        held = [count.cases for count in counts]
        if any(margin.cases - cases < least and (margin.or_more or margin.cases != cases) for cases in held):
            return None
        hidden, room = groups - len(held), (groups - len(held)) * (least - 1)
        if hidden and 2 * (margin.cases - sum(held)) >= room:
            return None
        if margin.or_more and sum(held) + room < total:
            return None
    return margin


@attrs.frozen
class Cross:
    """Cases by two codes, of which a case may have several: cells, rows, columns, and all of them together."""

    cells: Mapping[tuple[str, str], Count]
    rows: Mapping[str, Count]
    columns: Mapping[str, Count]
    cases: Count | None


def cross(
    total: int,
    cells: Mapping[tuple[str, str], int],
    margins: tuple[Mapping[str, int], Mapping[str, int], int | None],
    known: tuple[Sequence[str], Sequence[str]],
    least: int,
) -> Cross:
    """The cells and margins that may be shown; the last of ``margins`` is of all, or None. Each cell stands alone; a
    margin is left out rather than a cell.
    """
    shown = _shown(total, cells, least)
    rows = _sides(total, margins[0], (shown, 0, len(known[1])), least)
    columns = _sides(total, margins[1], (shown, 1, len(known[0])), least)
    every = (shown.values(), len(known[0]) * len(known[1]))
    of_sides = (rows.values(), len(known[0])), (columns.values(), len(known[1]))
    return Cross(shown, rows, columns, _margin(margins[2], total, *of_sides, every, least=least))


def _sides(
    total: int, sizes: Mapping[str, int], within: tuple[Mapping[tuple[str, str], Count], int, int], least: int
) -> dict[str, Count]:
    """The rows (axis 0) or columns (axis 1); ``within`` are the shown cells, the axis, and how many cells one has."""
    cells, axis, length = within
    found = {
        code: _margin(size, total, ([n for cell, n in cells.items() if cell[axis] == code], length), least=least)
        for code, size in sizes.items()
    }
    return {code: count for code, count in found.items() if count is not None}
