"""Names that look like what somebody wrote: what an error asks "did you mean" about."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

ALIKE: Final = 0.6
"""How much of two names has to agree, from 0 to 1, for one to be taken for the other."""

MOST: Final = 3


def nearest(written: Any, known: Iterable[str], alike: float = ALIKE) -> list[str]:
    """The known names that look like what was written, nearest first, three at most.

    What isn't a text looks like none of them. ``alike`` 0 gives the nearest, however far.
    """
    if not isinstance(written, str):
        return []
    import difflib  # a start without a mistake asks for nothing

    return difflib.get_close_matches(written, list(known), n=MOST, cutoff=alike)
