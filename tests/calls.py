"""Counting calls, which says what an act costs the same on every machine."""

from __future__ import annotations

import gc
import sys
from typing import Any


class Calls:
    """Counts what is called while it is active: of functions written in Python or, when asked, of all functions.

    The collector of garbage rests meanwhile: when it runs depends on what was done before, and those who listen to
    it (Hypothesis does) would be counted too.
    """

    def __init__(self, kinds: frozenset[str] = frozenset({"call"})) -> None:
        self.count = 0
        self._kinds = kinds
        self._collected = False

    def __enter__(self) -> Calls:
        self._collected = gc.isenabled()
        gc.disable()
        sys.setprofile(self._count)
        return self

    def __exit__(self, *given: object) -> None:
        sys.setprofile(None)
        if self._collected:
            gc.enable()

    def _count(self, frame: Any, event: str, arg: Any) -> None:
        self.count += event in self._kinds
