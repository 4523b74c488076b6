"""Circles among things that come from each other, found in one pass however many there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping


def circles_in(comes_from: Mapping[str, Iterable[str]]) -> Iterator[list[str]]:
    """Each circle, every one in it coming from the one before it; what is in one circle is in no other.

    Of circles that share somebody one is found.
    """
    gone = set[str]()  # what has been looked through, and what is in a circle already
    for start in comes_from:
        way: list[str] = []
        place: dict[str, int] = {}
        ahead: list[Iterator[str]] = []
        here: str | None = start if start not in gone else None
        while here is not None or ahead:
            if here is not None:
                place[here] = len(way)
                way.append(here)
                ahead.append(iter(comes_from.get(here, ())))
            here = next((one for one in ahead[-1] if one not in gone), None)
            if here is None:
                ahead.pop()
                done = way.pop()
                del place[done]
                gone.add(done)
            elif here in place:
                first = place[here]
                circle = way[first:]
                yield circle[::-1]
                gone.update(circle)
                del way[first:], ahead[first:]
                for one in circle:
                    del place[one]
                here = None
